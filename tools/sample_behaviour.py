"""Write down a large sample of what a user sees, to compare two states of the code: ``python tools/sample_behaviour.py FOLDER``.

Before a change that must not be noticed, and after it; ``diff -r`` of the two folders then shows what is. Only public names are
used, so that the same script runs on both. It needs the groups ``tests`` and ``docs``; the same code gives the same files.
"""

from __future__ import annotations

import contextlib
import io
import json
import pickle
import re
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl

import cica
from cica.cli import main as command

TODAY = cica.load().as_of
DAYS = (
    "1990-01-01",
    "1995-06-01",
    "1999-09-14",
    "2001-12-01",
    "2005-01-01",
    "2010-06-08",
    "2012-09-12",
    "2015-03-01",
    "2019-06-15",
    TODAY,
)
PAIRS = (("ISR", "IRN"), ("IND", "PAK"), ("KAZ", "KGZ"), ("USA", "CHN"))
VERBS = (
    *("", "members", "members --on 2011-03-01", "members sco", "members osce --on 1993", "observers", "observers --on 2015-06-01"),
    *(
        "partners",
        "chair",
        "chair --on 2014",
        "summits",
        "summits --on 2014",
        "state KOR",
        "state Türkiye --on 2010",
        "state 732 --scheme cow",
    ),
    *("shared ISR IRN", "shared ISR IRN --scope regional --on 2015-03-01", "overlap cica sco", "overlap cica osce --on 2015-03-01"),
    *(
        "evidence cica-kor-member",
        "evidence summit-4 --field start",
        "briefing",
        "briefing --on 2015-03-01",
        "timeline 2014-05 2014-06",
    ),
    *(
        "timeline",
        "state Krea",
        "members nato2",
        "members --on soon",
        "evidence summit-99",
        "chair --on 1980",
        "members --on 2030-01-01",
    ),
)
WRONG: dict[str, Callable[[], object]] = {
    "state Krea": lambda: cica.state("Krea"),
    "state Korea": lambda: cica.state("Korea"),
    "state USSR": lambda: cica.state("USSR"),
    "state 9999": lambda: cica.state(9999),
    "state True": lambda: cica.state(True),
    "state None": lambda: cica.state(None),  # type: ignore[arg-type]
    "state scheme": lambda: cica.state("KOR", scheme="iso"),
    "state cow": lambda: cica.state("KOR", scheme="cow"),
    "state empty": lambda: cica.state(""),
    "organisation": lambda: cica.organisation("Natoo"),
    "organisation 5": lambda: cica.organisation(5),  # type: ignore[arg-type]
    "organisation empty": lambda: cica.organisation(""),
    "members on": lambda: cica.members(on="soon"),
    "members open": lambda: cica.members(on="[..2001]"),
    "members of": lambda: cica.members("undp"),
    "members month": lambda: cica.members(on="2011-13"),
    "observers of": lambda: cica.observers("Natoo"),
    "memberships role": lambda: cica.memberships(role="members"),
    "memberships who": lambda: cica.memberships("Krea"),
    "chair 1980": lambda: cica.chair(on="1980-01-01"),
    "chair 2014": lambda: cica.chair(on="2014"),
    "chair 20 May": lambda: cica.chair(on="2014-05-20"),
    "chair_in 1980": lambda: cica.chair_in(1980),
    "chair_in text": lambda: cica.chair_in("2015"),
    "chairs_in 0": lambda: cica.chairs_in(0),
    "summit 99": lambda: cica.summit(99),
    "meeting": lambda: cica.meeting("summitt-4"),
    "meetings kind": lambda: cica.meetings(kind="sumit"),
    "meetings status": lambda: cica.meetings(status="planned"),
    "document": lambda: cica.document("almaty-akt"),
    "documents kind": lambda: cica.documents(kind="treaty"),
    "principle": lambda: cica.principle("non-interferance"),
    "measures": lambda: cica.measures(dimension="military"),
    "seat 1980": lambda: cica.seat(on="1980-01-01"),
    "officers": lambda: cica.officers(title="Director"),
    "bodies": lambda: cica.bodies(kind="organ"),
    "evidence none": lambda: cica.evidence("summit-99"),
    "evidence several": lambda: cica.evidence("almaty"),
    "evidence field": lambda: cica.evidence("cica-kor-member", "began"),
    "evidence table": lambda: cica.evidence("meetings/summit-99"),
    "disputes": lambda: cica.disputes("summit-99"),
    "sources": lambda: cica.sources(kind="web"),
    "cite": lambda: cica.cite(style="apa"),
    "timeline": lambda: cica.timeline("2014", "2013"),
    "as_known": lambda: cica.as_known("then"),
    "diff": lambda: cica.diff("2015", table="people"),
    "exclusive": lambda: cica.exclusive("ISR", "IRN", scope="local"),
    "organisations": lambda: cica.organisations(role="member"),
    "overlap": lambda: cica.overlap("cica", "undp"),
    "table key": lambda: cica.members()["KORR"],
    "table place": lambda: cica.members()[99],
    "annotate column": lambda: cica.annotate(pd.DataFrame({"iso3": ["KOR"], "year": [2015]}), "iso", "year"),
    "annotate numbers": lambda: cica.annotate(pd.DataFrame({"state": [732], "year": [2015]}), "state", "year"),
    "annotate unknown": lambda: cica.annotate(pd.DataFrame({"iso3": ["KOR", "XXX"], "year": [2015, 2016]}), "iso3", "year"),
    "annotate date": lambda: cica.annotate(pd.DataFrame({"iso3": ["KOR"], "date": ["soon"]}), "iso3", "date"),
    "annotate no frame": lambda: cica.annotate([1], "iso3", "year"),
    "annotate twice": lambda: cica.annotate(pd.DataFrame({"iso3": ["KOR"], "year": [2015], "cica_role": [1]}), "iso3", "year"),
    "panel": lambda: cica.panel(2015, 2014),
    "panel codes": lambda: cica.panel(2014, 2015, codes="cow"),
    "dyads columns": lambda: cica.dyads(2014, 2015, columns="jointly"),
    "to_frame": lambda: cica.members().to_frame("excel"),  # type: ignore[call-overload]
    "load": lambda: cica.load("nowhere"),
    "Date": lambda: cica.Date("2014-02-30"),
    "Answer": lambda: bool(cica.Answer.UNDETERMINED),
    "attribute": lambda: cica.membrs,
    "plot ending": lambda: cica.plots.membership().save("picture.gif"),
    "briefing ending": lambda: cica.briefing().export("briefing.odt"),
}


def tables() -> Iterator[tuple[str, Any]]:
    """The answer to every question that needs no argument, and some that take one."""
    needs = {"state", "organisation", "name_of", "agrees", "evidence", "shared_organisations", "exclusive", "joint_memberships"}
    needs |= {"dyad_years", "annotate", "panel", "dyads", "load", "as_known", "diff", "meeting", "document", "principle", "summit"}
    needs |= {"chair_in", "chairs_in", "briefing"}
    for name in cica.__all__:
        if name.islower() and name not in needs:
            yield name, getattr(cica, name)()
    for day in DAYS:
        for name in ("members", "observers", "partners", "chairmanships", "officers", "seats", "summits", "memberships"):
            yield f"{name} on {day}", getattr(cica, name)(on=day)
        yield f"known {day}", cica.as_known(day).timeline(organisation=None)
        yield f"diff {day}", cica.diff(day)
    for day in ("1985", "2011", "2011-03", "2014-05-20"):
        yield f"members on {day}", cica.members(on=day)
        yield f"chairmanships on {day}", cica.chairmanships(on=day)
    for organisation in cica.organisations():
        yield f"memberships in {organisation.id}", cica.memberships(organisation=organisation)
        with contextlib.suppress(LookupError):
            yield f"members of {organisation.id}", cica.members(organisation, on="2010-01-01")
            yield f"overlap with {organisation.id}", cica.overlap("cica", organisation, on="2012")
    for one, other in PAIRS:
        for question in (cica.shared_organisations, cica.exclusive, cica.joint_memberships, cica.dyad_years):
            yield f"{question.__name__} {one} {other}", question(one, other)
    for spell in cica.memberships(organisation="cica"):
        yield f"evidence {spell.id}", cica.evidence(spell)
        yield f"disputes {spell.id}", cica.disputes(spell)
    for meeting in cica.meetings():
        yield f"evidence {meeting.id}", cica.evidence(meeting)
        yield f"attendances {meeting.id}", cica.attendances(meeting)


def shown(value: Any) -> str:
    """All that a terminal and a notebook show of a value."""
    parts = [repr(value), str(value)]
    for name in ("_repr_html_", "_repr_mimebundle_"):
        if hasattr(value, name):
            found = getattr(value, name)()
            parts.append(found if isinstance(found, str) else "\n".join(map(str, found.values())))
    if isinstance(value, cica.Table):
        parts += [str(value.undetermined), json.dumps(value.to_dicts(), indent=1, ensure_ascii=False), str(value.cells())]
    return "\n\n".join(parts)


def frames() -> Iterator[tuple[str, Any]]:
    """Frames of every engine."""
    states = [state.id for state in cica.states()]
    data: dict[str, list[Any]] = {
        "iso3": [state for state in states for _ in range(1990, 2027)],
        "year": [year for _ in states for year in range(1990, 2027)],
    }
    data["date"] = [f"{year}-06-08" for year in data["year"]]
    made: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
        "pandas": pd.DataFrame,
        "polars": pl.DataFrame,
        "lazy": pl.LazyFrame,
        "duckdb": lambda columns: duckdb.connect().from_arrow(pl.DataFrame(columns).to_arrow()),
    }
    everything = ("role", "member", "observer", "status", "days", "days_least", "days_most", "chair", "members", "members_least")
    for engine, make in made.items():
        for on in ("year", "date"):
            for rule in ("any", "first", "last", "share"):
                columns = None if rule == "share" else everything
                options: dict[str, Any] = {"organisations": ["cica", "sco"], "columns": columns, "year": rule}
                yield f"annotate {engine} {on} {rule}", cica.annotate(make(data), "iso3", on, **options)
        rows: dict[str, list[Any]] = {
            "country": ["Türkiye", "Korea, Rep.", "USSR", "Nowhere", None],
            "year": [2015, 2016, 1985, 2015, 2015],
        }
        yield f"annotate names {engine}", cica.annotate(make(rows), "country", "year", unknown="null")
    for engine in ("pandas", "polars", "pyarrow"):
        options = {"engine": engine}
        yield f"panel {engine}", cica.panel(1990, 2026, **options)
        yield f"panel months {engine}", cica.panel("2013-01", "2016-12", freq="month", organisations=["cica", "sco"], **options)
        yield f"dyads {engine}", cica.dyads(2010, 2018, columns=["joint", "status1"], states=cica.members(), **options)
        for name, table in (
            ("members", cica.members(on="2011-03-01")),
            ("meetings", cica.meetings()),
            ("observers", cica.observers()),
        ):
            yield f"to_frame {name} {engine}", table.to_frame(engine, undetermined=True)  # type: ignore[call-overload]


def framed(frame: Any) -> str:
    """The kinds of the columns and the rows of a frame; those of a query in one order."""
    query = isinstance(frame, duckdb.DuckDBPyRelation)
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    native = frame.to_arrow_table() if query else frame
    table = (
        native
        if hasattr(native, "schema") and not hasattr(native, "write_csv")
        else pl.from_pandas(native).to_arrow()
        if isinstance(native, pd.DataFrame)
        else native.to_arrow()
    )
    kinds = str(frame.dtypes) if isinstance(frame, pd.DataFrame) else str(table.schema)
    lines = [str(tuple(row.values())) for row in table.to_pylist()]
    return "\n".join([kinds, *(sorted(lines) if query else lines)])


def pictures() -> Iterator[tuple[str, str]]:
    """Pictures as SVG."""
    from cica import plots

    for name, draw in (
        ("timeline", plots.timeline),
        ("membership", plots.membership),
        ("overlap", plots.overlap),
        ("map", plots.map),
    ):
        for record in (cica.load(), cica.as_known("2015-03-01")):
            with tempfile.TemporaryDirectory() as folder:
                plot = draw(record=record)
                yield f"{name} {record.as_of}", plot.save(f"{folder}/picture.svg").read_text("utf-8") + plot.alt + plot.title


def answered(words: str) -> str:
    """What a command prints, and its exit status."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = command(words.split())
    return f"{out.getvalue()}\n--\n{err.getvalue()}\n--\n{status}"


def refused(call: Callable[[], object]) -> str:
    """The error or the warnings of a call."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            found = repr(call())
        except Exception as error:
            found = f"{type(error).__mro__[:-1]}: {error}"
    return "\n".join([found, *(f"{w.category.__name__}: {w.message}" for w in told)])


def samples() -> Iterator[tuple[str, str]]:
    """Every sample, by name."""
    classes: dict[type, Any] = {}
    for name, value in tables():
        yield f"table {name}", shown(value)
        for item in value if isinstance(value, cica.Table) else [value]:
            classes.setdefault(type(item), item)
    for cls, item in classes.items():
        yield f"object {cls.__name__}", shown(item)
        with contextlib.suppress(TypeError):
            yield f"pickle {cls.__name__}", f"{pickle.loads(pickle.dumps(item)) == item} {shown(pickle.loads(pickle.dumps(item)))}"
    for table in (cica.members(on="2011-03-01"), cica.memberships("KOR")):
        yield f"pickle {table.title}", f"{pickle.loads(pickle.dumps(table)) == table}\n{pickle.loads(pickle.dumps(table))!r}"
    for words in VERBS:
        for form in ("text", "csv", "json"):
            yield f"command {words} {form}", answered(f"{words} --format {form}")
    yield "command help", answered("--help")
    for day in DAYS:
        briefing = cica.briefing(on=day)
        yield f"briefing {day}", f"{briefing!r}\n{briefing}\n{briefing.markdown}\n{briefing._repr_mimebundle_()}"
        with tempfile.TemporaryDirectory() as folder:
            yield f"briefing html {day}", briefing.export(f"{folder}/briefing.html").read_text("utf-8")
    for name, frame in frames():
        yield f"frame {name}", framed(frame)
    for name, picture in pictures():
        yield f"picture {name}", picture
    for name, call in WRONG.items():
        yield f"error {name}", refused(call)
    for name in cica.__all__:
        yield f"docstring {name}", f"{getattr(cica, name).__doc__}"


def main(folder: Path) -> None:
    """Write every sample into a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in samples():
        file = re.sub(r"[^\w.-]+", "_", name)
        (folder / f"{file}.txt").write_text(re.sub(r"0x[0-9a-f]+", "0x", text), encoding="utf-8")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(Path(sys.argv[1]))
