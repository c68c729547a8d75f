"""Files for other programs: each holds what the record holds, says what is undetermined, and is whole or not there."""

from __future__ import annotations

import csv
import datetime
import hashlib
import json
import os
import re
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from importlib import util
from pathlib import Path
from typing import Any, cast

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pyreadstat
import pytest
from conftest import tried
from hypothesis import given
from hypothesis import strategies as st
from test_to_frame import TABLES as QUESTIONS

import cica
from cica.cli import main
from cica.exports.formats import FORMATS

DATA = Path(cica.__file__).parent / "data"
DESCRIBED = {one["name"]: one["schema"] for one in json.loads((DATA / "datapackage.json").read_text("utf-8"))["resources"]}
TABLES = list(DESCRIBED)
ONE = [ending for ending, form in FORMATS.items() if form.holds == "table"]  # a table a file
ALL = [".sqlite", ".duckdb", ".xlsx"]
Cells = list[dict[str, Any]]
PARTS = ("year", "earliest", "latest", "day")


def raw(table: str) -> list[dict[str, str]]:
    """The rows of a table as the data has them, read with nothing of this library."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected(table: str) -> Cells:
    """The rows with what an export adds, of values that JSON has."""
    fields = DESCRIBED[table]["fields"]
    found: Cells = []
    for row in raw(table):
        cells: dict[str, Any] = {}
        for field in fields:
            name, text, said = field["name"], row[field["name"]], field["description"]
            cells[name] = text or None
            if "(EDTF)" in said:
                date = cica.Date(text) if text else None
                bounds = (date.earliest, date.latest, date.earliest if date.precision == "day" else None) if date else (None,) * 3
                spread = (date.year if date else None, *(None if day is None else str(day) for day in bounds))
                cells |= {f"{name}_{part}": value for part, value in zip(PARTS, spread, strict=True)}
            elif "separated by semicolons" in said:
                cells[name] = [part.strip() for part in text.split(";")] if text else None
            elif field["type"] == "integer":
                cells[name] = int(text) if text else None
        found.append(cells)
    return found


def plain(value: Any) -> Any:
    """A value as JSON has it, whatever a reader makes of it; none where there is nothing."""
    if type(value).__name__ in ("list", "tuple", "ndarray"):
        return [plain(part) for part in value]
    if value is None or value is pd.NaT or value != value or value == "":
        return None
    if isinstance(value, datetime.datetime):
        return str(value.date())
    if isinstance(value, datetime.date):
        return str(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def flat(rows: Cells, between: str) -> Cells:
    """The rows with several values in one text."""
    return [
        {
            name: between.join(map(str, cast("list[object]", value))) if isinstance(value, list) else value
            for name, value in row.items()
        }
        for row in rows
    ]


def read_csv(path: Path) -> Cells:
    frame = pl.read_csv(path, infer_schema_length=None, try_parse_dates=False)
    return [{name: plain(value) for name, value in row.items()} for row in frame.rows(named=True)]


def read_parquet(path: Path) -> Cells:
    return [{name: plain(value) for name, value in row.items()} for row in pl.read_parquet(path).rows(named=True)]


def read_json(path: Path) -> Cells:
    found: Cells = json.loads(path.read_text("utf-8"))
    assert len(pd.read_json(path)) == len(found)
    return found


def read_jsonl(path: Path) -> Cells:
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert pl.read_ndjson(path, infer_schema_length=None).height == len(found)
    return found


def labelled(frame: pd.DataFrame, values: dict[str, dict[Any, str]]) -> Cells:
    """The rows of a data set, with the words for which its numbers stand."""
    found: Cells = []
    for row in frame.to_dict("records"):
        cells = {str(name): plain(value) for name, value in row.items()}
        found.append(
            {name: values[name][value] if name in values and value is not None else value for name, value in cells.items()}
        )
    return found


def opened(path: Path) -> tuple[pd.DataFrame, Any]:
    """A data set of Stata or SPSS, and what it says of itself."""
    read: Any = pyreadstat.read_dta if path.suffix == ".dta" else pyreadstat.read_sav
    frame, said = read(path)
    return frame, said


def read_labelled(path: Path) -> Cells:
    frame, said = opened(path)
    return labelled(frame, said.variable_value_labels)


READERS: dict[str, tuple[Callable[[Path], Cells], str]] = {
    ".csv": (read_csv, ";"),
    ".json": (read_json, ""),
    ".jsonl": (read_jsonl, ""),
    ".parquet": (read_parquet, ""),
    ".dta": (read_labelled, "; "),
    ".sav": (read_labelled, "; "),
}


def sheet(book: Any, name: str) -> Cells:
    heading, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(heading, map(plain, row), strict=True)) for row in rows]


def renamed(rows: Cells, names: Sequence[str]) -> Cells:
    """The rows under the names that a program of statistics takes, whatever they are."""
    return [dict(zip(names, row.values(), strict=True)) for row in rows]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every form of the whole record."""
    folder = tmp_path_factory.mktemp("made")
    for ending in ALL:
        cica.export(folder / f"cica{ending}")
    for ending in ONE:
        cica.export(f"{folder}/cica{ending}/")
    return folder


@pytest.fixture(scope="module")
def database(made: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(made / "cica.sqlite")) as found:
        found.row_factory = sqlite3.Row
        yield found


# What is in the files


def test_every_form_of_one_table_is_read_here() -> None:
    assert [ending for ending in ONE if ending not in READERS] == []


@pytest.mark.parametrize("ending", READERS)
def test_a_folder_has_every_table_cell_by_cell(made: Path, ending: str) -> None:
    read, between = READERS[ending]
    assert sorted(path.name for path in (made / f"cica{ending}").iterdir()) == sorted(f"{table}{ending}" for table in TABLES)
    for table in TABLES:
        found, rows = read(made / f"cica{ending}" / f"{table}{ending}"), expected(table)
        if between:
            rows = flat(rows, between)
        if ending == ".csv":  # where text is kept from being run
            rows = [{name: safe(value) for name, value in row.items()} for row in rows]
        if ending in (".dta", ".sav"):
            rows = renamed(rows, list(found[0]))
        assert found == rows, table


def safe(value: Any) -> Any:
    """A text with an apostrophe where a spreadsheet would take it, or a part of it, for a formula."""
    if not isinstance(value, str):
        return value
    parts = [f"'{part}" if part[:1] in ("=", "+", "-", "@") else part for part in value.split(";")]
    return ";".join(parts)


def test_a_workbook_has_a_sheet_a_table(made: Path) -> None:
    book: Any = openpyxl.load_workbook(made / "cica.xlsx")
    assert book.sheetnames == [*TABLES, "columns", "about"]
    for table in TABLES:
        assert sheet(book, table) == flat(expected(table), "; "), table
        assert book[table].freeze_panes == "A2"
    day = next(cell for cell in book["memberships"][2] if isinstance(cell.value, datetime.datetime))
    assert day.number_format == "yyyy-mm-dd"
    assert book["memberships"].column_dimensions["A"].width > 15
    said = {row["name"]: row["value"] for row in sheet(book, "about")}
    assert said["citation"] == cica.cite()
    assert {"table": "states", "column": "cow", "label": "Correlates of War country code"} in sheet(book, "columns")


def test_sqlite_has_every_table_with_its_keys(database: sqlite3.Connection) -> None:
    assert database.execute("pragma foreign_key_check").fetchall() == []
    assert database.execute("pragma integrity_check").fetchone()[0] == "ok"
    for table in TABLES:
        rows = [dict(row) for row in database.execute(f'select * from "{table}"')]
        lists = {name for row in expected(table) for name, value in row.items() if isinstance(value, list)}
        found = [{name: json.loads(cell) if cell and name in lists else cell for name, cell in row.items()} for row in rows]
        assert found == expected(table), table
        key = [
            row["name"] for row in sorted(database.execute(f'pragma table_info("{table}")'), key=lambda row: row["pk"]) if row["pk"]
        ]
        assert key == DESCRIBED[table]["primaryKey"]
        declared = {(row["from"], row["table"], row["to"]) for row in database.execute(f'pragma foreign_key_list("{table}")')}
        assert declared == {
            (one["fields"][0], one["reference"]["resource"] or table, one["reference"]["fields"][0])
            for one in DESCRIBED[table].get("foreignKeys", [])
        }


def test_sqlite_says_what_the_columns_mean(database: sqlite3.Connection) -> None:
    (text,) = database.execute("select sql from sqlite_master where name = 'states'").fetchone()
    assert '"cow" integer, -- Correlates of War country code\n' in text
    assert dict(database.execute("select * from about").fetchall())["version"] == cica.__version__


def test_duckdb_has_every_table_with_its_keys(made: Path) -> None:
    with duckdb.connect(str(made / "cica.duckdb"), read_only=True) as found:
        left_out: list[tuple[str, str]] = []
        for table in TABLES:
            asked = found.sql(f'select * from "{table}"')
            assert [dict(zip(asked.columns, map(plain, row), strict=True)) for row in asked.fetchall()] == expected(table), table
            said = found.sql(
                f"select constraint_type, constraint_column_names from duckdb_constraints() where table_name = '{table}'"
            )
            kinds = said.fetchall()
            assert ("PRIMARY KEY", DESCRIBED[table]["primaryKey"]) in kinds
            for one in DESCRIBED[table].get("foreignKeys", []):
                if ("FOREIGN KEY", one["fields"]) not in kinds:
                    left_out.append((table, one["reference"]["resource"]))
        # Those of a table to itself; and from meetings to bodies, which refer to meetings, and to documents that do.
        assert sorted(left_out) == [
            ("documents", "documents"),
            ("measures", "measures"),
            ("meetings", "bodies"),
            ("organisations", "organisations"),
            ("organisations", "organisations"),
        ]
        (label,) = found.sql("select comment from duckdb_columns() where table_name = 'states' and column_name = 'cow'").fetchall()[
            0
        ]
        assert label == "Correlates of War country code"


def told(database: sqlite3.Connection, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row[place] for place in range(len(row))) for row in database.execute(query)]


# What held on a day

ORGANISATIONS = [one.id for one in cica.organisations() if len(cica.memberships(organisation=one.id))]
days = st.dates(datetime.date(1940, 1, 1), cica.load().as_of)


def test_members_now_are_those_at_the_end_of_the_record(database: sqlite3.Connection) -> None:
    for organisation in {spell.organisation for spell in cica.memberships()}:
        query = "select member, held from members_now where organisation = ?"
        found = dict(database.execute(query, (organisation.id,)).fetchall())
        members = cica.members(organisation)
        assert found == {**dict.fromkeys(members.ids, "yes"), **dict.fromkeys(members.undetermined.ids, "undetermined")}


@tried(60)
@given(st.sampled_from(ORGANISATIONS), days)
def test_members_on_a_day_are_those_of_the_record(database: sqlite3.Connection, organisation: str, day: datetime.date) -> None:
    query = "select member, held from members_on where organisation = ? and day = ?"
    found = database.execute(query, (organisation, str(day))).fetchall()
    members = cica.members(organisation, on=day)
    assert sorted(member for member, held in found if held == "yes") == sorted(members.ids)
    assert sorted(member for member, held in found if held == "undetermined") == sorted(members.undetermined.ids)


@tried(40)
@given(days)
def test_spells_on_a_day_are_those_of_the_record(database: sqlite3.Connection, day: datetime.date) -> None:
    for table, ask in (("memberships", cica.memberships), ("chairmanships", cica.chairmanships), ("seats", cica.seats)):
        found = database.execute(f"select id, held from {table}_on where day = ?", (str(day),)).fetchall()
        spells: cica.Table[Any] = ask(on=day)
        assert sorted(key for key, held in found if held == "yes") == sorted(spells.ids)
        assert sorted(key for key, held in found if held == "undetermined") == sorted(spells.undetermined.ids)


def test_duckdb_answers_by_day_as_sqlite(made: Path, database: sqlite3.Connection) -> None:
    query = "select organisation, member, held from members_on where day = '2011-03-01' order by all"
    with duckdb.connect(str(made / "cica.duckdb"), read_only=True) as found:
        assert found.sql(query).fetchall() == told(database, query.replace("all", "1, 2, 3"))
        ((first, last),) = found.sql("select min(day), max(day) from days").fetchall()
    assert (str(first), str(last)) == tuple(database.execute("select min(day), max(day) from days").fetchone())
    assert last == cica.load().as_of


def test_somebodys_rows_are_joined_by_day(database: sqlite3.Connection) -> None:
    database.execute("create temp table mine (iso3 text, day text)")
    database.executemany("insert into mine values (?, ?)", [("BHR", "2011-03-01"), ("BHR", "2012-01-01"), ("JPN", "2012-01-01")])
    joined = (
        "select iso3, mine.day, coalesce(held, 'no') from mine left join members_on as m "
        "on m.day = mine.day and m.member = mine.iso3 and m.organisation = 'cica' order by mine.rowid"
    )
    assert told(database, joined) == [
        ("BHR", "2011-03-01", "undetermined"),
        ("BHR", "2012-01-01", "yes"),
        ("JPN", "2012-01-01", "no"),
    ]


def test_a_record_as_known_on_a_day_is_as_whole(tmp_path: Path) -> None:
    then = cica.as_known("2015-03-01")
    then.export(tmp_path / "then.sqlite")
    with closing(sqlite3.connect(tmp_path / "then.sqlite")) as found:
        assert found.execute("pragma foreign_key_check").fetchall() == []
        rows = found.execute("select member from members_on where day = '2015-03-01' and organisation = 'cica'").fetchall()
        assert found.execute("select \"end\" from chairmanships where id = 'china-2014'").fetchone() == ("2016",)
    assert sorted(member for (member,) in rows) == sorted((*then.members().ids, *then.members().undetermined.ids))


# Tables that questions answered, and data frames


def test_a_table_keeps_what_is_undetermined_apart(tmp_path: Path) -> None:
    members = cica.members(on="2011-03-01")
    found = pl.read_csv(cica.export(tmp_path / "members.csv", members))
    assert found["id"].to_list() == list(members.ids)
    assert found.columns == members.to_polars().columns
    both = pl.read_csv(cica.export(tmp_path / "members.csv", members, undetermined=True))
    assert both.filter(pl.col("undetermined"))["id"].to_list() == ["BHR", "KHM"]
    read = cast("Callable[[Path], Any]", pq.read_schema)  # pyright: ignore[reportUnknownMemberType]
    labels = read(cica.export(tmp_path / "members.parquet", members))
    assert labels.field("cow").metadata == {b"description": b"Correlates of War country code"}


@pytest.mark.parametrize("ending", [".sqlite", ".duckdb", ".xlsx", ".parquet", ".dta", ".sav", ".json"])
def test_whatever_a_question_answers_goes_into_a_file(tmp_path: Path, ending: str) -> None:
    twice = cica.Table([cica.state("KAZ")] * 2)
    answered = [ask() for ask in QUESTIONS.values()] + [twice, cica.Table[cica.State]([]), cica.resolve(["KAZ", "x"]).table]
    for table in answered:
        path = cica.export(tmp_path / f"table{ending}", table, undetermined=True)
        assert path.stat().st_size > 0
        if ending == ".json":
            rows = json.loads(path.read_text("utf-8"))
            assert [row["id"] for row in rows if not row["undetermined"]] == list(table.ids)
            assert [row["id"] for row in rows if row["undetermined"]] == list(table.undetermined.ids)


TINY = {
    "states": "id,name,alpha2,numeric\nKOR,Korea,KR,410\nTHA,Thailand,TH,764\n",
    "organisations": "id,name,abbreviation,kind\nclub,=The Club,Club,forum\n",
    "memberships": "id,organisation,member,role,start,end\nclub-kor,club,KOR,member,2001,\nclub-tha,club,THA,member,2003,[2010..2012]\n",
}


def test_a_package_of_ones_own_that_says_little(tmp_path: Path) -> None:
    described: dict[str, Any] = {"name": "club", "as_of": "2020-12-31", "resources": []}
    for name, text in TINY.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        schema: dict[str, Any] = {"fields": [{"name": column} for column in text.splitlines()[0].split(",")]}
        described["resources"].append({"name": name, "path": f"{name}.csv", "schema": schema})
    key = {"fields": "organisation", "reference": {"resource": "organisations", "fields": "id"}}
    described["resources"][2]["schema"]["foreignKeys"] = [key]
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    record = cica.load(tmp_path)
    for ending in ALL:
        assert record.export(tmp_path / f"club{ending}").is_file()
    for ending in ONE:
        assert len(list(record.export(f"{tmp_path}/club{ending}/").iterdir())) == len(TINY)
    with closing(sqlite3.connect(tmp_path / "club.sqlite")) as found:
        held = found.execute("select member, held from members_on where day = '2011-06-01'").fetchall()
        keys = found.execute("pragma foreign_key_list(memberships)").fetchall()
    assert held == [("KOR", "yes"), ("THA", "undetermined")]
    assert [(row[2], row[3]) for row in keys] == [("organisations", "organisation")]


def panel_by(engine: Any) -> Any:
    options: Any = {"codes": ["ccode", "iso3"], "states": ["KAZ", "KGZ"], "columns": ["role", "member", "days"]}
    return cica.panel(1992, 1994, engine=engine, **options)  # pyright: ignore[reportUnknownVariableType]


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
def test_a_panel_has_labels_whatever_made_it(tmp_path: Path, engine: Any) -> None:
    panel = panel_by(engine)
    rows = pl.DataFrame(panel).rows(named=True)
    for ending in (".dta", ".sav"):
        frame, said = opened(cica.export(tmp_path / f"panel{ending}", panel))
        assert said.column_names_to_labels == {
            "ccode": "Number of the state: Correlates of War",
            "iso3": "Letters of the state: ISO 3166-1 alpha-3",
            "year": "Year",
            "cica_role": "Role in CICA",
            "cica_member": "Full member of CICA",
            "cica_days": "Days since accession to CICA",
        }
        assert said.variable_value_labels["cica_member"] == {0: "no", 1: "yes"}
        values = labelled(frame, {"cica_role": said.variable_value_labels["cica_role"]})
        assert values == [{name: plain(value) for name, value in row.items()} for row in rows]
    for ending, read_ in ((".parquet", read_parquet), (".csv", read_csv)):
        assert read_(cica.export(tmp_path / f"panel{ending}", panel)) == [
            {name: plain(value) for name, value in row.items()} for row in rows
        ]


def test_pairs_and_annotated_frames_have_labels_too(tmp_path: Path) -> None:
    pairs = cica.dyads(2017, 2018, states=["LKA", "IND"], codes=["ccode"], columns=["joint", "status1", "status2"])
    _, said = opened(cica.export(tmp_path / "pairs.dta", pairs))
    assert said.column_names_to_labels["ccode2"] == "Number of the state: Correlates of War, second of two"
    assert said.variable_value_labels["cica_status1"][1] == "full member"
    mine = pl.DataFrame({"iso3": ["KOR"], "year": [2015], "gdp": [1.5]})
    _, said = opened(cica.export(tmp_path / "mine.sav", cica.annotate(mine, "iso3", "year")))
    assert said.column_names_to_labels["cica_members"] == "Number of full members of CICA"
    assert not said.column_names_to_labels["gdp"]
    assert said.variable_measure["cica_role"] == "nominal"
    assert said.variable_measure["gdp"] == "scale"


def test_stata_has_the_citation_as_a_note_and_long_text_whole(tmp_path: Path) -> None:
    long = "Шелковый путь " * 300
    mine = pl.DataFrame({"x" * 40: [1, None], "x" * 41: [2, 3], "str": ["a", ""], "2014": [long, None], "tag": ["=1+1", "ю"]})
    path = cica.export(tmp_path / "mine.dta", mine)
    frame, said = opened(path)
    assert list(frame.columns) == ["x" * 32, "x" * 30 + "_2", "v_str", "v_2014", "tag"]
    assert said.column_names_to_labels["v_2014"] == "2014"
    assert frame["v_2014"].to_list() == [long, ""]
    assert f"citation: {cica.cite()}" in said.notes
    reader: Any = pd.read_stata(path, iterator=True)
    with reader:
        assert reader.variable_labels()["x" * 32] == "x" * 40
        assert reader.time_stamp.startswith("14 Apr 2026")
    assert pd.read_stata(path)["tag"].to_list() == ["=1+1", "ю"]


def test_what_a_form_has_no_room_for_is_refused(tmp_path: Path) -> None:
    mine = pl.DataFrame({"text": ["x" * 40_000]})
    for ending in (".xlsx", ".sav"):
        with pytest.raises(cica.OptionError, match="text"):
            cica.export(tmp_path / f"mine{ending}", mine)
    assert list(tmp_path.iterdir()) == []


def test_no_number_loses_its_end(tmp_path: Path) -> None:
    great = [12_345_678_901_234_567, 3_000_000_000, None]
    mine = pl.DataFrame({"great": great, "many": [3_000_000_000, None, 1]})
    book: Any = openpyxl.load_workbook(cica.export(tmp_path / "mine.xlsx", mine))
    assert [row["great"] for row in sheet(book, "mine")] == [str(great[0]), great[1], None]
    for ending in (".dta", ".sav"):
        frame, _ = opened(cica.export(tmp_path / f"mine{ending}", mine))
        assert frame["great"].to_list() == [str(great[0]), str(great[1]), ""]
        assert [plain(value) for value in frame["many"]] == [3_000_000_000, None, 1]
    for ending, (read, between) in READERS.items():
        if not between or ending == ".csv":
            assert [row["great"] for row in read(cica.export(tmp_path / f"mine{ending}", mine))] == great


def test_an_index_with_names_goes_along(tmp_path: Path) -> None:
    mine = pd.DataFrame({"iso3": ["KOR"], "year": [2015], "gdp": [float("nan")]}).set_index(["iso3", "year"])
    assert json.loads(cica.export(tmp_path / "mine.json", mine).read_text("utf-8")) == [{"iso3": "KOR", "year": 2015, "gdp": None}]


def test_a_lazy_frame_is_computed(tmp_path: Path) -> None:
    mine = pl.LazyFrame({"day": [datetime.date(2015, 3, 1)], "when": [datetime.datetime(2015, 3, 1, 12)], "many": [["a", "b"]]})
    found = json.loads(cica.export(tmp_path / "mine.json", mine).read_text("utf-8"))
    assert found == [{"day": "2015-03-01", "when": "2015-03-01 12:00:00", "many": ["a", "b"]}]


def test_nothing_in_a_file_is_run(tmp_path: Path) -> None:
    mine = pl.DataFrame({"=1+1": ["=cmd()", "\x1b[2J"]})
    assert cica.export(tmp_path / "mine.csv", mine).read_text("utf-8") == "'=1+1\n'=cmd()\n\\x1b[2J\n"
    assert cica.export(tmp_path / "mine.csv", mine, verbatim=True).read_text("utf-8") == "=1+1\n=cmd()\n\x1b[2J\n"
    book: Any = openpyxl.load_workbook(cica.export(tmp_path / "mine.xlsx", mine))
    assert [(cell.value, cell.data_type) for (cell,) in book["mine"].iter_rows(max_row=2)] == [("=1+1", "s"), ("=cmd()", "s")]


HOSTILE = ['a"b', "a'b", "select", "a.b", "-- x", "é", "x;y"]


@tried(25)
@given(
    st.lists(st.sampled_from(HOSTILE), unique=True, min_size=1), st.text(st.characters(exclude_characters="\0\r", codec="utf-8"))
)
def test_whatever_names_and_text_there_are(tmp_path_factory: pytest.TempPathFactory, names: list[str], text: str) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    mine = pl.DataFrame({name: [text, None] for name in names})
    with closing(sqlite3.connect(cica.export(folder / "it's.sqlite", mine))) as found:
        assert found.execute('select * from "it\'s"').fetchall() == [(text,) * len(names), (None,) * len(names)]
    with duckdb.connect(str(cica.export(folder / "it's.duckdb", mine))) as other:
        assert other.sql('select * from "it\'s"').fetchall() == [(text,) * len(names), (None,) * len(names)]
    assert pl.read_parquet(cica.export(folder / "mine.parquet", mine)).equals(mine)
    with cica.export(folder / "mine.csv", mine, verbatim=True).open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [names, [text] * len(names), [""] * len(names)]


# Where they stand


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".duckdb")
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_record_is_the_same_file(made: Path, tmp_path: Path) -> None:
    time.sleep(max(0.0, made.stat().st_ctime + 2.1 - time.time()))  # as long as a moment is in a zip file
    code = f"import cica; [cica.export(path) for path in {[*(f'cica{end}' for end in ALL), *(f'cica{end}/' for end in ONE)]}]"
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=elsewhere, check=True)
    assert digests(tmp_path) == digests(made)
    assert len(digests(made)) == len(ONE) * len(TABLES) + 2


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "states.csv"
    path.write_text("old")
    path.chmod(0o640)

    def broken(_: Any, file: Path) -> int:
        file.write_text("half")
        raise OSError("no room")

    with monkeypatch.context() as patched:
        patched.setattr("cica.exports.csv.write", broken)
        with pytest.raises(OSError, match="no room"):
            cica.export(path)
        with pytest.raises(OSError, match="no room"):
            cica.export(f"{tmp_path}/all.csv/")
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["states.csv"]
    assert cica.export(path) == path
    assert path.read_text("utf-8").startswith("id,name,")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_leads_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "seats.csv").symlink_to(tmp_path / "real.csv")
    cica.export(tmp_path / "seats.csv", "seats")
    assert (tmp_path / "seats.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text("utf-8").startswith("id,city")


def test_what_else_is_in_a_folder_stays(tmp_path: Path) -> None:
    folder = tmp_path / "cica.csv"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    (folder / "seats.csv").write_text("old")
    assert cica.export(folder) == folder
    assert (folder / "mine.txt").read_text() == "mine"
    assert (folder / "seats.csv").read_text("utf-8").startswith("id,city")
    assert len(list(folder.iterdir())) == len(TABLES) + 1


def test_it_is_told_how_far_it_is(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []

    def tell(what: str, done: int, of: int) -> None:
        heard.append((what, done, of))

    cica.export(f"{tmp_path}/cica.jsonl/", progress=tell)
    assert heard == [(table, place, len(TABLES)) for place, table in enumerate(TABLES)]


# What is refused

WRONG: dict[str, tuple[tuple[Any, ...], type[Exception], str]] = {
    "an ending that is misspelt": (("cica.sqlit",), cica.OptionError, "did you mean '.sqlite'"),
    "none": (("cica",), cica.OptionError, "'.xlsx' (a workbook of Excel)"),
    "no path": ((3,), cica.OptionError, "path=3"),
    "an empty path": (("",), cica.OptionError, "path=''"),
    "no table of the name": (("membership.csv",), cica.NotFoundError, "did you mean 'memberships'"),
    "nor of another": (("x.csv", "member"), cica.NotFoundError, "did you mean 'members"),
    "no table at all": (("x.csv", 3), cica.OptionError, "table=3"),
    "a database that is a folder": (("cica.sqlite/",), cica.OptionError, ".sqlite is one file"),
    "a folder of one table": (("cica.csv/", "states"), cica.OptionError, "a folder holds the whole record"),
    "no folder": (("nowhere/cica.sqlite",), FileNotFoundError, "there is no folder"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.chdir(tmp_path)
    given_, error, text = WRONG[kind]
    with pytest.raises(error) as refused:
        cica.export(*given_)
    assert text in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_called_as_a_question_holds_its_answer(tmp_path: Path) -> None:
    assert {row["id"] for row in read_csv(cica.export(tmp_path / "members.csv"))} == set(cica.members().ids)
    book: Any = openpyxl.load_workbook(cica.export(tmp_path / "observers.xlsx"))
    assert [row["id"] for row in sheet(book, "observers")] == list(cica.observers().ids)
    assert len(read_json(cica.export(tmp_path / "x.json", "summits"))) == len(cica.summits())
    assert main(["export", str(tmp_path / "y.csv"), "--table", "ministerials"]) == 0
    assert len(read_csv(tmp_path / "y.csv")) == len(cica.ministerials())


def test_a_slip_in_the_name_of_a_table_is_not_the_whole_record(tmp_path: Path) -> None:
    for name, meant in (("membership.xlsx", "memberships"), ("member.sqlite", "members"), ("meeting.ics", "meetings")):
        with pytest.raises(cica.NotFoundError, match=f"did you mean '{meant}'"):
            cica.export(tmp_path / name)
    for name in ("about.sqlite", "Days.duckdb", "sqlite_x.sqlite"):
        with pytest.raises(cica.OptionError, match="which a database keeps for itself"):
            cica.export(tmp_path / name, cica.members())
    assert list(tmp_path.iterdir()) == []


def test_what_was_missing_in_a_list_has_no_key(tmp_path: Path) -> None:
    path = cica.export(tmp_path / "found.sqlite", cica.resolve(["USSR", None]).table)
    with closing(sqlite3.connect(path)) as found:
        assert found.execute("select finding from found").fetchall() == [("former state",), ("missing",)]


@pytest.mark.parametrize("error", [sqlite3.OperationalError("disk is full"), duckdb.IOException("disk is full")])
def test_what_the_disk_refuses_is_an_error_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def broken(*_: object) -> int:
        raise error

    monkeypatch.setattr("cica.exports.csv.write", broken)
    with pytest.raises(OSError, match=r"seats.csv: .*disk is full"):
        cica.export(tmp_path / "seats.csv")


def test_undetermined_is_of_a_table(tmp_path: Path) -> None:
    with pytest.raises(cica.OptionError, match="undetermined=True"):
        cica.export(tmp_path / "states.csv", undetermined=True)


@pytest.mark.parametrize("ending", [ending for ending, form in FORMATS.items() if form.needs])
def test_an_extra_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    form = FORMATS[ending]

    def find(name: str) -> object:
        return None if name == form.needs else util.find_spec(name)

    monkeypatch.setattr("cica.exports.exporting.find_spec", find)
    with pytest.raises(ImportError, match=rf"pip install 'cica\[{form.extra}\]'"):
        cica.export(tmp_path / f"states{ending}")
    assert list(tmp_path.iterdir()) == []


def test_every_form_is_in_the_guide() -> None:
    guide = Path(__file__).parent.parent / "docs" / "guide"
    text = "\n".join((guide / f"{page}.md").read_text("utf-8") for page in ("export", "linked-data"))
    tables = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| `")]
    rows = [(ending, row[-1]) for row in tables for ending in re.findall("`([^`]+)`", row[0])]
    told = {ending: found[1] if (found := re.search(r"`cica\[(\w+)\]`", needs)) else "" for ending, needs in rows}
    assert {ending: told.get(ending) for ending in FORMATS} == {ending: form.extra for ending, form in FORMATS.items()}


# The command line


def test_the_command_says_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "memberships.csv"
    assert main(["export", str(path)]) == 0
    said = capsys.readouterr()
    assert said.out == f"{path}: {len(raw('memberships')):,} rows, {path.stat().st_size / 1000:.3g} kB\n"
    assert said.err == ""
    assert main(["export", str(tmp_path / "x.sqlite"), "--table", "states", "--format", "json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert done == {
        "path": str(tmp_path / "x.sqlite"),
        "count": 195,
        "counts": "rows",
        "bytes": (tmp_path / "x.sqlite").stat().st_size,
    }
    assert main(["export", str(tmp_path / "x.sqlit")]) == 2
    assert "did you mean '.sqlite'" in capsys.readouterr().err


def test_the_command_tells_a_terminal_how_far_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["export", f"{tmp_path}/cica.csv/"]) == 0
    assert f"0 of {len(TABLES)}: " in capsys.readouterr().err
