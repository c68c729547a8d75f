"""How long it takes to put CICA's columns beside the rows of a large frame, as a ratio to the best code written by hand.

Run by hand: ``python benchmarks/frames.py [ROWS] [ROUNDS]``; 10 million rows need 8 GB of memory. Every pair is timed in turn
within the same round, in a process of its own for each engine, and the ratio is the median over rounds. What is written by hand has
its tables ready: of each state its days, or of each state and stretch of days what to say; to make them is not timed, while the
library makes its own every time. Both give the same four columns, which is checked before anything is timed. Memory is the peak
above what the process held with the frame loaded, each measured in a process of its own. ``annotate, null`` is with
``unknown="null"``, which asks a lazy frame nothing before. Of names, one row at a time is timed on some of them.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import resource
import statistics
import subprocess
import sys
import time
from bisect import bisect_right
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import cica

FIRST, LAST = datetime.date(1990, 1, 1), datetime.date(2025, 12, 31)
ROLES = ["member", "observer", "participant", "none", "undetermined"]
NAMES = 10_000_000  # rows of the frame with names
BY_ROW = {"pycountry": 2_000, "country_converter": 100}  # rows resolved one by one, of which a multiple is the time of a frame

Run = Callable[[], Any]


def frame(rows: int) -> Any:
    """States, days and a number, at random."""
    import numpy as np
    import polars as pl

    rng = np.random.default_rng(2026)
    states = np.array([state.id for state in cica.states()])
    days = np.datetime64(FIRST) + rng.integers(0, (LAST - FIRST).days + 1, rows)
    columns = {"iso3": states[rng.integers(0, len(states), rows)], "date": days, "x": rng.random(rows)}
    return pl.DataFrame(columns).with_columns(pl.col("date").cast(pl.Date))


def stretches() -> tuple[Any, Any]:
    """By hand: of each day the stretch in which nothing changes, and what to say of each state in each."""
    import polars as pl

    states = [state.id for state in cica.states()]
    days = [FIRST + datetime.timedelta(n) for n in range((LAST - FIRST).days + 1)]
    edges = {FIRST}
    for spell in (*cica.memberships(organisation="cica"), *cica.chairmanships()):
        for date in (spell.start, spell.end):
            if date is not None:
                edges |= {day for day in (date.earliest, date.latest) if day and FIRST < day <= LAST}
    starts = sorted(edges)
    numbers = [bisect_right(starts, day) for day in days]
    of_day = pl.DataFrame({"date": days, "stretch": numbers}, schema_overrides={"stretch": pl.Int16})
    parts: list[pl.DataFrame] = []
    for number, day in enumerate(starts, 1):
        told = cica.annotate(pl.DataFrame({"iso3": states, "date": [day] * len(states)}), "iso3", "date")
        since = pl.lit(day) - pl.duration(days=pl.col("cica_days"))
        columns = [pl.lit(number, dtype=pl.Int16).alias("stretch"), since.alias("since")]
        parts.append(told.select("iso3", *columns, pl.col("^cica_(role|chair|members)$").name.map(word)))
    return of_day, pl.concat(parts)


def word(name: str) -> str:
    """The name of a column without that of the organisation."""
    return name.removeprefix("cica_")


def spells() -> tuple[Any, list[tuple[str, cica.Date, cica.Date | None]], list[tuple[datetime.date, datetime.date]]]:
    """By hand: the days of each state, the chairmanships, and the accessions, each as the days between which they lie."""
    import polars as pl

    rows: dict[str, dict[str, Any]] = {state.id: {"iso3": state.id} for state in cica.states()}
    accessions: list[tuple[datetime.date, datetime.date]] = []
    for spell in cica.memberships(organisation="cica"):
        if isinstance(spell.member, cica.State) and spell.start:
            first, last = spell.start.began()
            over = spell.end.began() if spell.end else (datetime.date.max, datetime.date.max)
            values = dict(zip(("from", "surely", "over", "surely_over"), (first, last, *over), strict=True))
            rows[spell.member.id] |= {f"{spell.role}_{key}": value for key, value in values.items()}
            if spell.role == "member":
                accessions.append((first, last))
    bounds = ("from", "surely", "over", "surely_over")
    columns = [f"{role}_{key}" for role in ("member", "observer", "participant") for key in bounds]
    table = pl.DataFrame(
        [{"iso3": row["iso3"], **{name: row.get(name, datetime.date.max) for name in columns}} for row in rows.values()],
        schema={"iso3": pl.String, **dict.fromkeys(columns, pl.Date)},
    )
    chairs = [(chair.state.id, chair.start, chair.end) for chair in cica.chairmanships()]
    return table, chairs, accessions


def on_polars(data: Any) -> dict[str, Run]:
    """On polars, lazy."""
    import polars as pl

    lazy, (of_day, cells), (table, chairs, accessions) = data.lazy(), stretches(), spells()
    d, kind = pl.col("date"), pl.Enum(ROLES)

    def joins() -> Any:
        days = (d - pl.col("since")).dt.total_days().cast(pl.Int32)
        found = lazy.join(of_day.lazy(), on="date", how="left", maintain_order="left")
        found = found.join(cells.lazy(), on=["iso3", "stretch"], how="left", maintain_order="left")
        return found.with_columns(days=days).drop("since", "stretch").collect()

    def expressions() -> Any:
        def says(text: str) -> Any:
            return pl.lit(text, dtype=kind)

        member = d >= pl.col("member_surely")
        role = pl.when(member).then(says("member")).when(d >= pl.col("member_from")).then(says("undetermined"))
        for name in ("observer", "participant"):
            sure = (d >= pl.col(f"{name}_surely")) & (d < pl.col(f"{name}_over"))
            perhaps = (d >= pl.col(f"{name}_from")) & (d < pl.col(f"{name}_surely_over"))
            role = role.when(sure).then(says(name)).when(perhaps).then(says("undetermined"))
        certain: list[Any] = []
        perhaps_in_chair: list[Any] = []
        for state, start, end in chairs:
            (first, last), over = start.began(), end.began() if end else (datetime.date.max, datetime.date.max)
            certain.append((pl.col("iso3") == state) & (d >= last) & (d < over[0]))
            perhaps_in_chair.append((pl.col("iso3") == state) & (d >= first) & (d < over[1]))
        sure_chair = pl.any_horizontal(certain)
        chair = pl.when(sure_chair).then(True).when(pl.any_horizontal(perhaps_in_chair)).then(None).otherwise(False)
        days = pl.when(member).then((d - pl.col("member_from")).dt.total_days().cast(pl.Int32))
        days = pl.when(pl.col("member_from") == pl.col("member_surely")).then(days)
        least = pl.sum_horizontal([(d >= last).cast(pl.Int32) for _, last in accessions])
        open_ = pl.any_horizontal([(d >= first) & (d < last) for first, last in accessions if first < last])
        members = pl.when(~open_).then(least)
        found = lazy.join(table.lazy(), on="iso3", how="left", maintain_order="left")
        found = found.with_columns(role=role.otherwise(says("none")), days=days, chair=chair, members=members)
        return found.drop(*(name for name in table.columns if name != "iso3")).collect()

    return {
        "annotate": lambda: cica.annotate(lazy, "iso3", "date").collect(),
        "two joins": joins,
        "a join and expressions": expressions,
    }


def on_duckdb(data: Any) -> dict[str, Run]:
    """On DuckDB, from a table into a table."""
    import duckdb

    of_day, cells = (table.to_arrow() for table in stretches())
    arrow = data.to_arrow()
    connection = duckdb.connect()
    connection.execute("create table panel as select * from arrow")
    connection.execute("create table of_day as select * from of_day")
    connection.execute("create table cells as select * replace (role::varchar as role) from cells")
    del arrow, of_day, cells

    def into(relation: Any) -> Any:
        connection.execute("drop table if exists done")
        relation.create("done")
        return connection.table("done")

    query = """select panel.*, role, (date - since)::integer as days, chair, members
               from panel left join of_day using (date) left join cells using (iso3, stretch)"""
    return {
        "annotate": lambda: into(cica.annotate(connection.table("panel"), "iso3", "date")),
        "annotate, null": lambda: into(cica.annotate(connection.table("panel"), "iso3", "date", unknown="null")),
        "two joins": lambda: into(connection.sql(query)),
    }


def on_pandas(data: Any) -> dict[str, Run]:
    """On pandas."""
    panel = data.to_pandas()
    of_day, cells = (table.to_pandas() for table in stretches())
    for table in (of_day, cells):
        for name in set(table.columns) & {"date", "since"}:
            table[name] = table[name].astype(panel["date"].dtype)
    cells = cells.astype({"members": "Int32", "chair": "boolean"})
    every = of_day.merge(cells, on="stretch").drop(columns="stretch")

    def finished(found: Any) -> Any:
        found["days"] = (found["date"] - found["since"]).dt.days.astype("Int32")
        return found.drop(columns=["since", "stretch"], errors="ignore")

    return {
        "annotate": lambda: cica.annotate(panel, "iso3", "date"),
        "a merge on state and day": lambda: finished(panel.merge(every, on=["iso3", "date"], how="left")),
        "two merges": lambda: finished(panel.merge(of_day, on="date", how="left").merge(cells, on=["iso3", "stretch"], how="left")),
    }


ENGINES: dict[str, Callable[[Any], dict[str, Run]]] = {"polars": on_polars, "duckdb": on_duckdb, "pandas": on_pandas}


def same(one: Any, other: Any) -> bool:
    """Whether two results say the same of every row."""
    import polars as pl

    def plain(result: Any) -> Any:
        table = pl.from_pandas(result) if hasattr(result, "iloc") else result.pl() if hasattr(result, "pl") else result
        table = table.rename({name: name.removeprefix("cica_") for name in table.columns})
        table = table.select("iso3", "date", "x", pl.col("role").cast(pl.String), "days", "chair", "members")
        return table.sort("x") if hasattr(result, "pl") else table

    return bool(plain(one).equals(plain(other)))


def timed(run: Run) -> float:
    """Seconds."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def contest(engine: str, rows: int, rounds: int) -> dict[str, list[float]]:
    """The seconds that each way takes in each round, once it is clear that all give the same."""
    runs = ENGINES[engine](frame(rows))
    first = runs["annotate"]()
    for name, run in runs.items():
        if not same(first, run()):
            raise AssertionError(f"{engine}: {name} gives something else")
    del first
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            seconds[name].append(timed(run))
    return seconds


def peak(engine: str, rows: int, name: str) -> float:
    """The memory, in gigabytes, that one way needs at its peak above what the frame takes."""
    run = ENGINES[engine](frame(rows))[name]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    kept = run()
    del kept
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024**2


def by_name(rounds: int) -> dict[str, list[float]]:
    """The seconds that ten million names take, by the library in a frame, and one by one by others."""
    import country_converter
    import polars as pl
    import pycountry
    from pandas import read_csv

    known: list[str] = []
    for state in cica.states():
        with contextlib.suppress(LookupError):  # names that both know
            if pycountry.countries.lookup(state.name).alpha_3 == state.id:
                known.append(state.name)
    names = known * (max(BY_ROW.values()) // len(known) + 1)
    data = pl.DataFrame({"state": known}).select(
        pl.col("state").sample(NAMES, with_replacement=True, seed=1), pl.lit(2015).alias("year")
    )
    # Of its own table it expects empty text where pandas 3 reads what is missing.
    table: Any = read_csv(str(files("country_converter") / "country_data.tsv"), sep="\t", keep_default_na=False, na_values=[""])
    converter: Any = country_converter.CountryConverter(table.fillna({"ISO2": "", "ISO3": "", "regex": ""}))
    seconds: dict[str, list[float]] = {"annotate": [], **{name: [] for name in BY_ROW}}
    others: dict[str, Callable[[str], object]] = {
        "pycountry": pycountry.countries.lookup,
        "country_converter": lambda name: converter.convert(name, to="ISO3"),
    }

    def one_by_one(name: str) -> Run:
        return lambda: [others[name](given) for given in names[: BY_ROW[name]]]

    for _ in range(rounds):
        seconds["annotate"].append(timed(lambda: cica.annotate(data, "state", "year", columns="role")))
        for name, count in BY_ROW.items():
            seconds[name].append(timed(one_by_one(name)) * NAMES / count)
    return seconds


def child(*arguments: object) -> Any:
    """What a process of its own finds."""
    done = subprocess.run([sys.executable, __file__, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def report(title: str, seconds: dict[str, list[float]], memory: dict[str, float] | None = None) -> None:
    """Print the ratio of the library to each other way."""
    for ours in seconds:
        for other in seconds:
            if ours.startswith("annotate") and not other.startswith("annotate"):
                ratio = statistics.median(a / b for a, b in zip(seconds[ours], seconds[other], strict=True))
                used = f"   memory {memory[ours]:.2f} / {memory[other]:.2f} GB" if memory else ""
                print(f"{title:<7} {ours} / {other:<26} {ratio:9.{2 if ratio > 0.1 else 5}f}{used}", flush=True)


def main() -> None:
    """Time everything and print the ratios."""
    given = sys.argv[1:]
    if given[:1] == ["contest"]:
        print(json.dumps(contest(given[1], int(given[2]), int(given[3]))))
    elif given[:1] == ["peak"]:
        print(json.dumps(peak(given[1], int(given[2]), given[3])))
    else:
        rows, rounds = (int(given[0]) if given else 10_000_000), (int(given[1]) if given[1:] else 5)
        print(f"{rows:,} rows, medians of {rounds} rounds")
        for engine in ENGINES:
            seconds = child("contest", engine, rows, rounds)
            report(engine, seconds, {name: child("peak", engine, rows, name) for name in seconds})
        report("names", by_name(rounds))


if __name__ == "__main__":
    main()
