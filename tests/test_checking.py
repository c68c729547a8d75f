"""What makes no sense in a package, each rule by itself: on the smallest package that breaks it, and on one that just keeps it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import TINY, write_package

import cica
from cica.package.checking import check
from cica.package.files import Folder
from cica.package.objects import Package
from cica.package.rows import Derived, Rows

Tables = dict[str, Sequence[Mapping[str, str]]]

SOURCE = {"id": "paper", "publisher": "Press", "title": "News", "kind": "news"}
SUMMIT = {"kind": "summit", "name": "A summit", "status": "held", "start": "2001"}
CHAIR = {"start": "2001", "end": "2003", "state": "AAA"}


def package(folder: Path, tables: Mapping[str, Sequence[Mapping[str, str]]], **said: object) -> Package:
    folder.mkdir(parents=True, exist_ok=True)
    write_package(folder, tables)
    path = folder / "datapackage.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **said}), encoding="utf-8")
    return Package(Rows(Folder(folder)))


def wrong(given: Package, trusted: Package | None = None) -> list[str]:
    try:
        check(given, None if trusted is None else trusted.source)
    except cica.PackageError as error:
        return [str(problem) for problem in error.problems]
    return []


def spell(
    key: str, start: str, end: str = "", member: str = "AAA", role: str = "member", organisation: str = "cica"
) -> dict[str, str]:
    return {"id": key, "organisation": organisation, "member": member, "role": role, "start": start, "end": end}


# The description


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"title": 1}, "field title: 1 is not text"),
        ({"version": ["1"]}, "field version: ['1'] is not text"),
        ({"contributors": [{"title": "A"}, {"name": "B"}]}, "field contributors: is not a list of objects, each with a title"),
        ({"contributors": [{"title": 1}]}, "field contributors: is not a list of objects, each with a title"),
        ({"contributors": {"title": "A"}}, "field contributors: is not a list of objects, each with a title"),
        ({"contributors": ["title"]}, "field contributors: is not a list of objects, each with a title"),
        ({"licenses": [{"title": "A"}]}, "field licenses: is not a list of objects, each with a name"),
    ],
)
def test_what_a_citation_needs_is_there_as_text(tmp_path: Path, said: dict[str, object], problem: str) -> None:
    assert wrong(package(tmp_path, TINY, **said)) == [f"datapackage.json, {problem}"]


def test_what_a_citation_needs_may_be_missing(tmp_path: Path) -> None:
    assert wrong(package(tmp_path / "a", TINY)) == []
    said: dict[str, Any] = {"title": "T", "version": "1", "contributors": [{"title": "A"}], "licenses": [{"name": "B"}]}
    assert wrong(package(tmp_path / "b", TINY, **said)) == []
    assert wrong(package(tmp_path / "c", TINY, contributors=[], licenses=[])) == []


# Rows


def test_an_end_is_after_its_start(tmp_path: Path) -> None:
    spells = [
        *(spell("a", "2002", "2001"), spell("b", "2002-01-01", "2002-01-01", "BBB"), spell("c", "2002", "2002", role="observer")),
        *(spell("d", "", "2001", role="associate"), spell("e", "2002-01-01", "2002-01-02", role="partner")),
        spell("f", "[2001..2003]", "2001", role="suspended"),
    ]
    assert wrong(package(tmp_path, {**TINY, "memberships": spells})) == [
        "memberships.csv, row 2, field end: 2001 is before the start, 2002",
        "memberships.csv, row 3, field end: 2002-01-01, on which it no longer held, is its first day, 2002-01-01",
    ]


def test_a_meeting_may_end_on_the_day_on_which_it_starts(tmp_path: Path) -> None:
    meetings = [{"id": f"m{day}", **SUMMIT, "start": "2001-01-02", "end": f"2001-01-0{day}"} for day in (1, 2, 3)]
    assert wrong(package(tmp_path, {**TINY, "meetings": meetings})) == [
        "meetings.csv, row 2, field end: 2001-01-01 is before the start, 2001-01-02"
    ]


def test_the_body_of_a_meeting_is_one_of_the_record(tmp_path: Path) -> None:
    meetings = [{"id": "a", **SUMMIT}, {"id": "b", **SUMMIT, "body": "council"}, {"id": "c", **SUMMIT, "body": "board"}]
    bodies = [{"id": "council", "name": "Council", "kind": "decision-making"}]
    assert wrong(package(tmp_path, {**TINY, "meetings": meetings, "bodies": bodies})) == [
        "meetings.csv, row 4, field body: there is no 'board' in bodies"
    ]


def test_a_summit_has_a_number_of_its_own(tmp_path: Path) -> None:
    meetings = [
        *({"id": f"s{place}", **SUMMIT, "number": number} for place, number in enumerate(("", "", "1", "2", "1", "2"))),
        *({"id": f"m{place}", **SUMMIT, "kind": "ministerial", "number": "1"} for place in range(2)),
    ]
    assert wrong(package(tmp_path, {**TINY, "meetings": meetings})) == [
        "meetings.csv, row 6, field number: 's2' is summit 1 already",
        "meetings.csv, row 7, field number: 's3' is summit 2 already",
    ]


def test_one_holds_the_chair(tmp_path: Path) -> None:
    chairs = [
        *(
            {"id": "b", **CHAIR, "start": "2003", "end": "2006"},
            {"id": "a", **CHAIR},
            {"id": "c", **CHAIR, "start": "2005", "end": ""},
        ),
        {"id": "d", **CHAIR, "start": "2009", "end": ""},
    ]
    assert wrong(package(tmp_path, {**TINY, "chairmanships": chairs})) == [
        "chairmanships.csv, row 4, field start: 'b' held the chair, until 2006",
        "chairmanships.csv, row 5, field start: 'c' held the chair, until now",
    ]


def test_a_spell_is_there_once(tmp_path: Path) -> None:
    spells = [
        *(spell("a", "2001", "2003"), spell("b", "2002"), spell("c", "2002", role="observer"), spell("d", "2002", member="BBB")),
        *(
            spell("e", "2002", organisation="other"),
            spell("f", "2004"),
            spell("g", "2000", "2001"),
            spell("h", "2001", member="BBB"),
        ),
    ]
    organisations = [*TINY["organisations"], {"id": "other", "name": "Other", "kind": "forum", "coverage": "all"}]
    assert wrong(package(tmp_path, {**TINY, "organisations": organisations, "memberships": spells})) == [
        "memberships.csv, row 3, field start: 'a' is the same spell, until 2003",
        "memberships.csv, row 7, field start: 'b' is the same spell, until now",
        "memberships.csv, row 5, field start: 'h' is the same spell, until now",
    ]


def test_an_organisation_has_one_heir(tmp_path: Path) -> None:
    club = {"kind": "forum", "coverage": "all"}
    others = [
        *({"id": "club", "name": "Club", **club}, {"id": "guild", "name": "Guild", **club}),
        *(
            {"id": "heir", "name": "Heir", "predecessor": "club", **club},
            {"id": "next", "name": "Next", "predecessor": "guild", **club},
        ),
        {"id": "third", "name": "Third", "predecessor": "club", **club},
    ]
    assert wrong(package(tmp_path, {**TINY, "organisations": [*TINY["organisations"], *others]})) == [
        "organisations.csv, row 7, field predecessor: 'club' is continued by 'heir' already"
    ]


@pytest.mark.parametrize("table", ["statements", "disputes"])
def test_what_is_said_is_said_of_a_cell_that_there_is(tmp_path: Path, table: str) -> None:
    more = {"source": "paper", "value": "2001"} if table == "statements" else {"adopted": "2001", "reason": "It is so."}
    rows = [
        {"table": about, "row": row, "field": field, **more}
        for about, row, field in [
            *(("memberships", "cica-aaa-member", "start"), ("memberships", "nobody", "start"), ("nothing", "a", "start")),
            *(("memberships", "cica-aaa-member", "begin"), ("memberships", "nobody", "begin")),
        ]
    ]
    assert wrong(package(tmp_path, {**TINY, "sources": [SOURCE], table: rows})) == [
        f"{table}.csv, row 3, field row: there is no 'nobody' in memberships",
        f"{table}.csv, row 4, field row: there is no 'a' in nothing",
        f"{table}.csv, row 5, field field: there is no 'begin' in memberships",
        f"{table}.csv, row 6, field row: there is no 'nobody' in memberships",
    ]


def test_coverage_is_of_rows_that_a_column_tells(tmp_path: Path) -> None:
    wheres = ["", "role=member", "role=member;member=AAA", "role", "role=member;kind=a", "start=;end"]
    rows = [{"id": f"c{place}", "table": "memberships", "where": where} for place, where in enumerate(wheres)]
    rows.insert(0, {"id": "none", "table": "nothing", "where": "role"})
    for row in rows:
        row |= {"name": "rows", "extent": "complete"}
    assert wrong(package(tmp_path, {**TINY, "coverage": rows})) == [
        "coverage.csv, row 2, field table: there is no table 'nothing'",
        "coverage.csv, row 6, field where: 'role' is not a column, an equals sign and a value, such as 'kind=summit'",
        "coverage.csv, row 7, field where: there is no 'kind' in memberships",
        "coverage.csv, row 8, field where: 'end' is not a column, an equals sign and a value, such as 'kind=summit'",
    ]


def test_parts_have_an_owner_that_can_be_read(tmp_path: Path) -> None:
    plans = [{"id": "p", "meeting": "m", "announced": "2001"}, {"id": "q", "meeting": "nowhere", "announced": "2001"}]
    tables: Tables = {**TINY, "meetings": [{"id": "m", **SUMMIT}], "plans": plans}
    assert wrong(package(tmp_path, tables)) == ["plans.csv, row 3, field meeting: there is no 'nowhere' in meetings"]
    (tmp_path / "meetings.csv").unlink()
    assert wrong(Package(Rows(Folder(tmp_path)))) == ["meetings.csv: is missing"]  # and nothing of the plans, which may be right


def test_sense_is_looked_for_once_everything_can_be_read(tmp_path: Path) -> None:
    backwards = {**TINY, "memberships": [spell("a", "2002", "2001")]}
    assert len(wrong(package(tmp_path / "a", backwards))) == 1
    assert wrong(package(tmp_path / "b", backwards, title=1)) == ["datapackage.json, field title: 1 is not text"]
    states = [*TINY["states"], {"id": "CCC", "name": "", "alpha2": "CC", "numeric": "x"}]
    assert [problem[:10] for problem in wrong(package(tmp_path / "c", {**backwards, "states": states}))] == ["states.csv"] * 2


def test_a_column_that_no_object_has(tmp_path: Path) -> None:
    states = [{**row, "flag": "red"} for row in TINY["states"]]
    assert wrong(package(tmp_path, {**TINY, "states": states})) == [
        "datapackage.json, field resources: states has no column 'flag'"
    ]


# What is declared


def declared(folder: Path, tables: Mapping[str, Sequence[Mapping[str, str]]], table: str, **schema: Any) -> Package:
    """A package that declares more of a table."""
    package(folder, tables)
    path = folder / "datapackage.json"
    said = json.loads(path.read_text("utf-8"))
    for resource in said["resources"]:
        if resource["name"] == table:
            constraints = schema.pop("constraints", {})
            resource["schema"] |= schema
            for field in resource["schema"]["fields"]:
                field |= constraints.get(field["name"], {})
    path.write_text(json.dumps(said), encoding="utf-8")
    return Package(Rows(Folder(folder)))


def test_what_is_declared_of_a_table_holds(tmp_path: Path) -> None:
    key = {"fields": "member", "reference": {"resource": "states", "fields": "id"}}
    given = declared(tmp_path / "a", TINY, "memberships", foreignKeys=[key], primaryKey="member")
    assert wrong(given) == []
    spells = [*TINY["memberships"], spell("again", "2010", member="BBB")]
    given = declared(tmp_path / "b", {**TINY, "memberships": spells}, "memberships", primaryKey="member")
    assert wrong(given) == ["memberships.csv, row 4, field member: 'BBB' is there already, in row 3"]
    club = {"fields": "organisation", "reference": {"resource": "states", "fields": "id"}}
    assert wrong(declared(tmp_path / "c", TINY, "memberships", foreignKeys=[club])) == [
        f"memberships.csv, row {row}, field organisation: there is no 'cica' in states" for row in (2, 3)
    ]


def test_a_foreign_key_is_of_the_whole_and_not_of_what_was_known_of_it(tmp_path: Path) -> None:
    club = {"fields": "organisation", "reference": {"resource": "states", "fields": "id"}}
    whole = declared(tmp_path, TINY, "memberships", foreignKeys=[club]).source

    class Same(Derived):
        def of(self, table: str) -> dict[str, tuple[int, dict[str, str]]]:
            return whole.of(table)

        def having(self, table: str, column: str, value: str) -> list[str]:
            return whole.having(table, column, value)

        def row(self, table: str, key: str) -> tuple[int, dict[str, str]]:
            return whole.row(table, key)

        def problems(self, table: str) -> list[cica.Problem]:
            return whole.problems(table)

    assert wrong(Package(Same(whole))) == []


@pytest.mark.parametrize(
    ("table", "column", "kind", "other"),
    [
        ("states", "numeric", "integer", "string"),
        ("memberships", "start", "string", "date"),
        ("states", "name", "string", "integer"),
    ],
)
def test_the_type_of_a_column_is_that_of_what_it_holds(tmp_path: Path, table: str, column: str, kind: str, other: str) -> None:
    assert wrong(declared(tmp_path / "a", TINY, table, constraints={column: {"type": kind}})) == []
    assert wrong(declared(tmp_path / "b", TINY, table, constraints={column: {"type": other}})) == [
        f"datapackage.json, field resources: the type of {table}.{column} is {other!r}, not {kind!r}"
    ]


# What has changed of a package that is right


def test_what_has_not_changed_is_not_looked_at_again(tmp_path: Path) -> None:
    """The package that is trusted is wrong here, so that it shows what is looked at."""
    odd: Tables = {**TINY, "memberships": [spell("a", "2002", "2001")]}
    trusted = package(tmp_path / "trusted", odd)
    told = ["memberships.csv, row 2, field end: 2001 is before the start, 2002"]
    assert wrong(trusted) == told
    assert wrong(trusted, trusted) == []
    more = [*TINY["states"], {"id": "CCC", "name": "Cland", "alpha2": "CC", "numeric": "3"}]
    assert wrong(package(tmp_path / "more", {**odd, "states": more}), trusted) == []  # nothing is gone
    fewer = {**odd, "states": TINY["states"][:1]}
    assert wrong(package(tmp_path / "fewer", fewer), trusted) == told  # something is gone
    other = [{**row, "name": row["name"] + "ia"} for row in TINY["states"]]
    assert wrong(package(tmp_path / "other", {**odd, "states": other}), trusted) == []
    (tmp_path / "other" / "states.csv").write_text("id,name,alpha2,numeric\nAAA,A,AA,1\nBBB,B,BB,2\nCCC\n", encoding="utf-8")
    unread = wrong(Package(Rows(Folder(tmp_path / "other"))), trusted)
    assert unread == ["states.csv, row 4: has 1 cells, the heading has 4"]  # of all tables, or the line above would be there
    spells = [*odd["memberships"], spell("b", "2004", "2003", "BBB")]
    assert wrong(package(tmp_path / "spells", {**odd, "memberships": spells}), trusted) == [
        *told,
        "memberships.csv, row 3, field end: 2003 is before the start, 2004",
    ]
    named = [{**row, "note": "n"} for row in odd["memberships"]]
    assert wrong(package(tmp_path / "columns", {**odd, "memberships": named}), trusted) == told


def test_another_description_of_the_tables_is_looked_at_with_all_of_them(tmp_path: Path) -> None:
    odd: Tables = {**TINY, "memberships": [spell("a", "2002", "2001")]}
    trusted = package(tmp_path / "trusted", odd)
    assert wrong(package(tmp_path / "titled", odd, title="Another"), trusted) == []
    changed = declared(tmp_path / "changed", odd, "states", constraints={"name": {"type": "string"}})
    assert wrong(changed, trusted) == ["memberships.csv, row 2, field end: 2001 is before the start, 2002"]


def test_each_problem_is_told_once(tmp_path: Path) -> None:
    spells = [*TINY["memberships"], spell("", "2001")]
    found = wrong(package(tmp_path, {**TINY, "memberships": spells}))
    assert len(found) == len({*found}) > 0
