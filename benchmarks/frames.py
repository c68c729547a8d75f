"""How long it takes to put CICA's columns beside the rows of a large frame, as a ratio to the best code written by hand.

Run by hand: ``python benchmarks/frames.py [ROWS] [ROUNDS]``; 10 million rows need 8 GB of memory. Every pair is timed in turn
within the same round, in a process of its own for each engine, and the ratio is that of the shortest times. What is written by
hand has its tables ready: of each state its days, or of each state and stretch of days what to say; to make them is not timed. The
library keeps its own from one call to the next. Both give the same four columns, which is checked before anything is timed. Memory
is the peak above what the process held with the frame loaded, each measured in a process of its own. Of names, one row at a time
is timed on some of them. ``by code`` is a panel of Correlates of War codes, each read at its date, beside the same one with ISO
codes. ``dyads`` is every pair of states of the Correlates of War from 1946 to 2014 with all counts of organisations, beside a cross
join of a table of memberships that is ready. ``--json FILE`` writes what ``docs/benchmarks.md`` draws.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import json
import resource
import subprocess
import sys
import time
import warnings
from bisect import bisect_right
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import measured

import cica

FIRST, LAST = datetime.date(1990, 1, 1), datetime.date(2025, 12, 31)
ROLES = ["member", "observer", "participant", "none", "undetermined", "no-state"]
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
    for spell in (*cica.memberships(organisation="cica"), *cica.chairmanships(), *cica.state_system("gw")):
        for date in (spell.start, spell.end):
            if date is not None:
                edges |= {day for day in (date.earliest, date.latest) if day and FIRST < day <= LAST}
    starts = sorted(edges)
    numbers = [bisect_right(starts, day) for day in days]
    of_day = pl.DataFrame({"date": days, "stretch": numbers}, schema_overrides={"stretch": pl.Int16})
    parts: list[pl.DataFrame] = []
    for number, day in enumerate(starts, 1):
        told = cica.annotate(pl.DataFrame({"iso3": states, "date": [day] * len(states)}), "iso3", "date")  # each day by itself
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

    rows: dict[str, dict[str, Any]] = {state.id: {"iso3": state.id, "born": datetime.date.min} for state in cica.states()}
    for listed in cica.state_system("gw"):
        if listed.state and listed.state.id in rows and listed.start:
            rows[listed.state.id]["born"] = listed.start.earliest
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
        [{**row, **{name: row.get(name, datetime.date.max) for name in columns}} for row in rows.values()],
        schema={"iso3": pl.String, **dict.fromkeys(["born", *columns], pl.Date)},
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
        role = (
            pl.when(d < pl.col("born"))
            .then(says("no-state"))
            .when(member)
            .then(says("member"))
            .when(d >= pl.col("member_from"))
            .then(says("undetermined"))
        )
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
        unclear = pl.any_horizontal(perhaps_in_chair) | (d < pl.col("born"))
        chair = pl.when(sure_chair).then(1).when(unclear).then(None).otherwise(0).cast(pl.Int8)
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
        "two joins": lambda: into(connection.sql(query)),
    }


def on_pandas(data: Any) -> dict[str, Run]:
    """On pandas."""
    panel = data.to_pandas()
    of_day, cells = (table.to_pandas() for table in stretches())
    for table in (of_day, cells):
        for name in set(table.columns) & {"date", "since"}:
            table[name] = table[name].astype(panel["date"].dtype)
    cells = cells.astype({"members": "Int32", "chair": "Int8"})
    every = of_day.merge(cells, on="stretch").drop(columns="stretch")

    def finished(found: Any) -> Any:
        found["days"] = (found["date"] - found["since"]).dt.days.astype("Int32")
        return found.drop(columns=["since", "stretch"], errors="ignore")

    return {
        "annotate": lambda: cica.annotate(panel, "iso3", "date"),
        "a merge on state and day": lambda: finished(panel.merge(every, on=["iso3", "date"], how="left")),
        "two merges": lambda: finished(panel.merge(of_day, on="date", how="left").merge(cells, on=["iso3", "stretch"], how="left")),
    }


def memberships() -> Any:
    """Of each Correlates of War state and year a bit for each organisation: full members and others, for certain and perhaps."""
    import polars as pl

    kinds = ("full_least", "full_most", "any_least", "any_most")
    bodies = [one.id for one in cica.organisations() if any(cica.memberships(organisation=one))]
    bodies = [
        key
        for key in bodies
        if any(spell.role in ("member", "participating-state") for spell in cica.memberships(organisation=key))
    ]
    table: Any = None
    for key in bodies:
        options: Any = {"codes": "ccode", "columns": kinds, "names": key + "_{column}", "engine": "polars"}
        found = cica.panel(1946, 2014, system="cow", organisations=key, **options)
        table = found if table is None else table.hstack(found.drop("ccode", "year"))
    return table.with_columns(pl.exclude("ccode", "year").cast(pl.Int8)), bodies


def counted(rounds: int) -> dict[str, list[float]]:
    """The seconds that all counts of organisations take, for every pair of states in every year."""
    import polars as pl

    table, bodies = memberships()

    def finished(pairs: Any) -> Any:
        for kind in ("full", "any"):
            same_ = pl.col(f"{kind}_least") == pl.col(f"{kind}_most")
            pairs = pairs.with_columns(pl.when(same_).then(f"{kind}_least").alias(kind))
        return pairs.sort("ccode", "ccode2", "year").collect()

    def crossed() -> Any:
        one = table.lazy()
        pairs = one.join(one, on="year", suffix="2").filter(pl.col("ccode") < pl.col("ccode2"))
        kinds = ("full_least", "full_most", "any_least", "any_most")
        both = {kind: pl.sum_horizontal([pl.col(f"{key}_{kind}") * pl.col(f"{key}_{kind}2") for key in bodies]) for kind in kinds}
        return finished(pairs.select("ccode", "ccode2", "year", **{kind: sums.cast(pl.Int32) for kind, sums in both.items()}))

    columns = ["full", "full_least", "full_most", "any", "any_least", "any_most"]

    def ours() -> Any:
        return cica.dyads(1946, 2014, system="cow", codes="ccode", columns=columns, names="{column}", engine="polars")

    ready = ours().rename({"ccode1": "ccode"}).sort("ccode", "ccode2", "year")
    if not ready.select(columns).equals(crossed().select(columns)):
        raise AssertionError("the cross join gives something else")
    seconds: dict[str, list[float]] = {"annotate": [], "a cross join": []}
    for _ in range(rounds):
        seconds["annotate"].append(timed(ours))
        seconds["a cross join"].append(timed(crossed))
    return seconds


def by_code(rows: int, rounds: int) -> dict[str, list[float]]:
    """The seconds that a panel of codes takes that mean one state after the other, and one of codes that do not."""
    import numpy as np

    options: Any = {"codes": ["ccode", "iso3"], "columns": "member", "engine": "polars"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of those without an ISO code
        panel: Any = cica.panel(1946, 2014, system="cow", **options)
    data = panel[np.random.default_rng(2026).integers(0, len(panel), rows)]
    seconds: dict[str, list[float]] = {"annotate": [], "by ISO code": []}
    for _ in range(rounds):
        for name, column in (("annotate", "ccode"), ("by ISO code", "iso3")):
            seconds[name].append(timed(functools.partial(cica.annotate, data, column, "year", organisations="un")))
    return seconds


ENGINES: dict[str, Callable[[Any], dict[str, Run]]] = {"polars": on_polars, "duckdb": on_duckdb, "pandas": on_pandas}


def plain(result: Any) -> Any:
    """What a result says of every row, in memory and in one order."""
    import polars as pl

    table = pl.from_pandas(result) if hasattr(result, "iloc") else result.pl() if hasattr(result, "pl") else result
    table = table.rename({name: name.removeprefix("cica_") for name in table.columns})
    return table.select("iso3", "date", "x", pl.col("role").cast(pl.String), "days", "chair", "members").sort("x")


def timed(run: Run) -> float:
    """Seconds."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def contest(engine: str, rows: int, rounds: int) -> dict[str, list[float]]:
    """The seconds that each way takes in each round, once it is clear that all give the same."""
    runs = ENGINES[engine](frame(rows))
    first = plain(runs["annotate"]())
    for name, run in runs.items():
        if not first.equals(plain(run())):
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
                ratio = min(seconds[ours]) / min(seconds[other])
                used = f"   memory {memory[ours]:.2f} / {memory[other]:.2f} GB" if memory else ""
                print(f"{title:<7} {ours} / {other:<26} {ratio:9.{2 if ratio > 0.1 else 5}f}{used}", flush=True)


def main() -> None:
    """Time everything and print the ratios."""
    warnings.simplefilter("ignore", cica.NoStateWarning)  # of days before some states
    given = sys.argv[1:]
    if given[:1] == ["contest"]:
        print(json.dumps(contest(given[1], int(given[2]), int(given[3]))))
    elif given[:1] == ["peak"]:
        print(json.dumps(peak(given[1], int(given[2]), given[3])))
    else:
        asked = measured.options(__doc__, ("rows", 10_000_000), ("rounds", 5))
        rows, rounds = asked.rows, asked.rounds
        charts: dict[str, dict[str, float]] = {}
        print(f"{rows:,} rows, shortest of {rounds} rounds")
        for engine in ENGINES:
            seconds = child("contest", engine, rows, rounds)
            charts[f"{engine}: seconds"] = {name: min(every) for name, every in seconds.items()}
            report(engine, seconds, {name: child("peak", engine, rows, name) for name in seconds})
        report("by code", by_code(rows, rounds))
        report("dyads", counted(rounds))
        report("names", by_name(rounds))
        measured.write(asked.json, "frames", f"{rows:,} rows, the shortest of {rounds} rounds.", charts)


if __name__ == "__main__":
    main()
