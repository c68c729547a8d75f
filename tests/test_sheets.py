"""A sheet of rows, and what the description of a package declares of its columns: each rule by itself."""

from __future__ import annotations

from typing import Any

import pytest

from cica.package.constraints import DATES, Constraints
from cica.package.sheets import EMPTY, Sheet, whole


def sheet(header: str, *rows: str, names: tuple[str, ...] = ()) -> Sheet:
    made = Sheet("things.csv", header.split(","), names)
    made.lines.extend((line, row.split(",")) for line, row in enumerate(rows, 2))
    return made


def test_rows_go_by_their_identifier_without_empty_cells() -> None:
    made = sheet("id,name,note", "a,A,", "b,,n")
    assert made.rows() == {"a": (2, {"id": "a", "name": "A"}), "b": (3, {"id": "b", "note": "n"})}
    assert made.repeated() == []
    assert made.row(["c", "", "x"]) == {"id": "c", "note": "x"}


def test_of_several_with_one_identifier_the_first_counts_and_the_others_are_told() -> None:
    made = sheet("id,name", "a,1", "b,2", "a,3", "a,4")
    assert made.rows() == {"a": (2, {"id": "a", "name": "1"}), "b": (3, {"id": "b", "name": "2"})}
    assert [str(one) for one in made.repeated()] == [
        f"things.csv, row {line}, field id: 'a' is there already, in row 2" for line in (4, 5)
    ]


def test_rows_without_an_identifier_go_by_what_identifies_them() -> None:
    made = sheet("party,meeting,id", "KAZ,summit,", "KAZ,summit,own", names=("party", "nothing", "meeting"))
    assert list(made.rows()) == ["KAZ/summit", "own"]
    assert list(sheet("party,meeting", "KAZ,summit", names=("meeting", "party")).rows()) == ["summit/KAZ"]


def test_a_line_has_as_many_cells_as_there_are_columns() -> None:
    made = sheet("id,name", "a")  # which no reader lets in
    for ask in (made.rows, lambda: made.row(["a"]), lambda: made.row(["a", "A", "x"])):
        with pytest.raises(ValueError, match="zip"):
            ask()


def test_rows_having_a_value() -> None:
    made = sheet("id,kind", "a,x", "b,y", "c,x")
    for _ in range(2):
        assert [cells for _, cells in made.having("kind", "x")] == [["a", "x"], ["c", "x"]]
    assert list(made.having("kind", "z")) == list(made.having("nothing", "x")) == []


@pytest.mark.parametrize("value", ["", "-1", "1.0", "one", "١", " 1", "²"])
def test_what_is_no_whole_number(value: str) -> None:
    with pytest.raises(ValueError, match="is not a whole number"):
        whole(value)
    assert whole("0012") == 12


# What is declared


def constraints(*fields: dict[str, Any], kinds: dict[str, str] | None = None, **schema: object) -> Constraints:
    return Constraints("things", {"schema": {"fields": list(fields), **schema}}, kinds or {})


def messages(declared: Constraints, *rows: dict[str, str]) -> list[str]:
    return [str(problem) for problem in declared.broken(list(enumerate(rows, 2)))]


def asked(name: str = "a", /, **given: object) -> dict[str, Any]:
    return {"name": name, "constraints": given}


def test_what_no_cell_may_have() -> None:
    assert messages(constraints(), {"a": " x"}, {"a": "x "}, {"a": "x\0y"}, {"a": "x y"}) == [
        "things.csv, row 2, field a: ' x' has space before or after it",
        "things.csv, row 3, field a: 'x ' has space before or after it",
        r"things.csv, row 4, field a: 'x\x00y' has a character that is none",
    ]


@pytest.mark.parametrize(
    ("given", "fit", "unfit", "message"),
    [
        ({"required": True}, ["x"], [""], EMPTY),
        ({"required": False}, ["x", ""], [], ""),
        ({"unique": True}, ["x", "y", "", ""], [], ""),
        ({"unique": False}, ["x", "x"], [], ""),
        ({"enum": ["x", "y"]}, ["x", "y", ""], ["z"], "did you mean"),
        ({"enum": [1, 2]}, ["1", "2"], ["3"], "'3'"),
        ({"pattern": "^[A-Z]{3}$"}, ["KAZ", ""], ["kaz", "KAZA", "KAZ\n"], "is not of the form"),
        ({"minLength": 2}, ["xx", "xxx", ""], ["x"], "has 1 letters, and its minLength is 2"),
        ({"maxLength": 2}, ["xx", "x"], ["xxx"], "has 3 letters, and its maxLength is 2"),
        ({"minimum": 2}, ["2", "3", "x", "9" * 99, "", "-1"], ["1"], "1 is beyond the minimum, 2"),
        ({"maximum": 2}, ["2", "1", "²", "9" * 100], ["3", "9" * 99], "is beyond the maximum, 2"),
    ],
)  # fmt: skip
def test_a_constraint_is_kept(given: dict[str, object], fit: list[str], unfit: list[str], message: str) -> None:
    declared = constraints(asked(**given), kinds={"a": "integer" if given.keys() & {"minimum", "maximum"} else "string"})
    assert [problem.message for problem in declared.problems if "type" not in problem.message] == []
    found = [{"a": cell} if cell else {} for cell in fit]
    assert [said for said in messages(declared, *found) if "space" not in said] == []
    for cell in unfit:
        said = messages(declared, {"a": cell} if cell else {})
        assert any(message in one or "is none of" in one or "accepted" in one for one in said), said


def test_what_is_there_twice() -> None:
    alone = constraints(asked(unique=True))
    assert messages(alone, {"a": "x"}, {"a": "y"}, {"a": "x"}) == ["things.csv, row 4, field a: 'x' is there already, in row 2"]
    pair = constraints({"name": "a"}, {"name": "b"}, primaryKey=["a", "b"])
    assert messages(pair, {"a": "x"}, {"a": "x", "b": "y"}, {"b": "y"}, {"a": "x"}) == [
        "things.csv, row 5: 'x/' is there already, in row 2"
    ]
    assert messages(pair, {}, {}) == ["things.csv, row 3: '/' is there already, in row 2"]
    both = constraints(asked(unique=True), primaryKey="a")  # which is one rule, and not two
    assert len(messages(both, {"a": "x"}, {"a": "x"})) == 1


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"enum": []}, "string"), ({"enum": "x"}, "string"), ({"pattern": ".*"}, "string"), ({"pattern": 1}, "string"),
        ({"minLength": True}, "string"), ({"minLength": "2"}, "string"), ({"minimum": 2}, "string"), ({"maximum": 2}, "date"),
        ({"required": "yes"}, "string"), ({"unique": 1}, "string"), ({"novelty": True}, "string"), ({"pattern": DATES}, "string"),
        ({"minLength": DATES}, "date"), ({"pattern": DATES + "x"}, "date"),
    ],
)  # fmt: skip
def test_a_constraint_that_is_not_known_is_refused(given: dict[str, object], kind: str) -> None:
    declared = constraints(asked(**given), kinds={"a": kind})
    (word,) = given
    (problem,) = (one for one in declared.problems if not one.message.startswith("the type"))
    assert problem.message.startswith(f"the {word} of things.a is none of those")


def test_what_is_known_is_not_refused() -> None:
    known = [
        asked("a", pattern=DATES),
        asked("b", minimum=1),
        {"name": "c", "type": "any", "format": "default", "missingValues": [""]},
    ]
    declared = constraints(
        known[0], {**known[1], "type": "integer"}, known[2], kinds={"a": "date", "b": "integer"}, missingValues=[""]
    )
    assert declared.problems == []


UNFIT: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"name": "a", "constraints": []}, {}, "the constraints of things.a are [], which is no object"),
    ({"name": "a", "type": "integer"}, {}, "the type of things.a is 'integer', not 'string'"),
    ({"name": "a", "format": "email"}, {}, "the format of things.a is 'email', not 'default'"),
    ({"name": "a", "missingValues": ["NA"]}, {}, "the missingValues of things.a is ['NA'], not ['']"),
    ({"name": "a"}, {"missingValues": ["", "NA"]}, "the missing values of things are ['', 'NA'], not ['']"),
    ({"name": "a"}, {"primaryKey": "b"}, "the primary key of things is 'b', which is not among its columns"),
    ({"name": "a"}, {"primaryKey": []}, "the primary key of things is [], which is not among its columns"),
    ({"name": "a"}, {"foreignKeys": [{"fields": "b", "reference": {"fields": "id"}}]}, "a foreign key of things is"),
    ({"name": "a"}, {"foreignKeys": [{"fields": ["a", "a"], "reference": {"fields": "id"}}]}, "a foreign key of things is"),
    ({"name": "a"}, {"foreignKeys": [{"fields": [], "reference": {"fields": []}}]}, "a foreign key of things is"),
    ({"name": "a"}, {"foreignKeys": [{"fields": "a", "reference": "others"}]}, "a foreign key of things is"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "schema", "message"), UNFIT)
def test_what_cannot_be_declared(field: dict[str, Any], schema: dict[str, Any], message: str) -> None:
    (problem,) = constraints(field, **schema).problems
    assert (problem.file, problem.field) == ("datapackage.json", "resources")
    assert problem.message.startswith(message)


def test_what_refers_to_nothing() -> None:
    key = {"fields": ["a", "b"], "reference": {"resource": "others", "fields": ["x", "y"]}}
    declared = constraints({"name": "a"}, {"name": "b"}, foreignKeys=[key])
    assert declared.problems == []
    rows = list(enumerate([{"a": "1", "b": "2"}, {"a": "1"}, {}, {"b": "2"}], 2))

    def others(table: str) -> list[tuple[int, dict[str, str]]]:
        assert table == "others"
        return [(2, {"x": "1", "y": "2"}), (3, {"y": "2"})]

    assert [str(one) for one in declared.astray(rows, {"others": ["x", "y", "z"]}, others)] == [
        "things.csv, row 3, field a: there is no '1/' in others"
    ]
    for tables in ({}, {"others": ["x"]}):
        (problem,) = declared.astray(rows, tables, others)
        assert problem.message == "things refers to others.x, y, which is not there"


def test_a_reference_within_a_table() -> None:
    declared = constraints({"name": "a"}, foreignKeys=[{"fields": "a", "reference": {"resource": "", "fields": "id"}}])
    rows = [(2, {"id": "p"}), (3, {"id": "q", "a": "p"}), (4, {"id": "r", "a": "s"})]
    found = list(declared.astray(rows, {"things": ["id", "a"]}, lambda _: rows))
    assert [str(one) for one in found] == ["things.csv, row 4, field a: there is no 's' in things"]
