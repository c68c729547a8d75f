"""The rows of a package from its bytes: what is read, how much of it, and what is said of what cannot be."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

import cica
from cica.package.description import Description
from cica.package.rows import LARGE, TABLES, Derived, Rows

WHOLE = cica.load()._package.source
PEOPLE = b'state,language,name\nAAA,en,Aland\nBBB,en,Bland\nAAA,ru,"Al\nand"\n'


class Held:
    """Files that are held in memory; it notes which were read."""

    def __init__(self, tables: dict[str, bytes | None], columns: dict[str, str] | None = None, **more: Any) -> None:
        self.read_: list[str] = []
        self._files = {f"{name}.csv": content for name, content in tables.items()}
        resources = [
            {
                "name": name,
                "path": f"{name}.csv",
                "schema": {"fields": [{"name": one} for one in (columns or {}).get(name, "id,name").split(",")]},
                **more,
            }
            for name in tables
        ]
        self._files["datapackage.json"] = json.dumps({"as_of": "2020-12-31", "resources": resources}).encode()

    def read(self, name: str) -> bytes | None:
        self.read_.append(name)
        return self._files.get(name)

    def index(self) -> bytes | None:
        return b"index"


def rows(content: bytes | None, **options: Any) -> Rows:
    return Rows(Held({"seats": content}, **options))


def test_cells_that_are_empty_are_left_out() -> None:
    for content in (b"id,name\na,A\nb,\n", b"\xef\xbb\xbfid,name\r\na,A\r\nb,\r\n", b'id,name\n"a","A"\nb,""'):
        assert rows(content).of("seats") == {"a": (2, {"id": "a", "name": "A"}), "b": (3, {"id": "b"})}
    assert rows(b"id,name\n").of("seats") == rows(b"id,name").of("bodies") == {}
    assert rows(b"").index() == b"index"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, ["seats.csv: is missing"]),
        (b"", ["seats.csv: is empty: it has not even a heading"]),
        (b"id;name\na;A\n", ["seats.csv, row 1: is separated by semicolons, and needs commas"]),
        (b"id\na\n", ["seats.csv, row 1, field name: is declared in datapackage.json, and is not there"]),
        (b"id,name,nam\na,A,\n", ["seats.csv, row 1, field nam: there is no such column; did you mean 'name'?"]),
        (b"id,name,xyzzy\na,A,\n", ["seats.csv, row 1, field xyzzy: there is no such column"]),
        (b"id,name,name\na,A,\n", ["seats.csv, row 1: names a column twice"]),
        (b"id,name\na\nb,B,C\nc,C\n", ["seats.csv, row 2: has 1 cells, the heading has 2", "seats.csv, row 3: has 3 cells, the heading has 2"]),
        (b"id,name\na,\xff\n", ["seats.csv: is not UTF-8: invalid start byte at byte 10"]),
        (b'id,name\na,"A\n', ["seats.csv: is not CSV: unexpected end of data"]),
        (b"id,name\na,A\nb,B\na,C\n", ["seats.csv, row 4, field id: 'a' is there already, in row 2"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(content: bytes | None, said: list[str]) -> None:
    assert [str(problem) for problem in rows(content).problems("seats")] == said
    with pytest.raises(cica.PackageError) as refused:
        rows(content).of("seats")
    assert [str(problem) for problem in refused.value.problems] == said


def test_rows_that_can_be_read_are_kept_beside_the_problems_of_others() -> None:
    broken = rows(b"id,name\na\nc,C\nc,D\n")
    assert len(broken.problems("seats")) == 2
    assert broken.of("seats") == {"c": (3, {"id": "c", "name": "C"})}
    assert rows(b"id,name\na,A\n").problems("seats") == []


def test_whether_a_row_is_there_without_taking_the_file_apart() -> None:
    held = rows(b'id,name\na,A\n"b ""x""",B\n')
    assert held.holds("bodies", "a") is False
    assert not held.holds("seats", "zzz")
    assert held._tables == {}
    assert held.holds("seats", "a")
    assert not held.holds("seats", "A")  # which occurs, and is no identifier
    assert held.holds("seats", 'b "x"')
    assert not rows(b"id,name\n").holds("seats", "\ud800")
    with pytest.raises(cica.PackageError, match="is missing"):
        rows(None).holds("seats", "a")


def test_a_row_is_the_same_whichever_way_it_is_found() -> None:
    (large,) = LARGE
    every = WHOLE.of(large)
    fresh = Rows(WHOLE._files)
    for key in list(every)[::2000]:
        assert fresh.row(large, key) == every[key]
    assert large not in fresh._tables
    for key in ("KAZ/en/Nowhere", "XXX/en/Nowhere"):
        with pytest.raises(KeyError):
            fresh.row(large, key)
    for key in WHOLE.of("seats"):
        assert fresh.row("seats", key) == WHOLE.of("seats")[key]
    with pytest.raises(KeyError):
        rows(b"id,name\na,A\n").row("seats", "b")


def test_rows_that_refer_to_something_are_those_that_a_scan_finds() -> None:
    (large,) = LARGE
    for column, value in (
        ("state", "KAZ"),
        ("language", "kk"),
        ("name", "Kazakhstan"),
        ("state", ""),
        ("kind", "former"),
        ("name", 'a"b'),
    ):
        scan = [key for key, (_, row) in WHOLE.of(large).items() if row.get(column, "") == value]
        fresh = Rows(WHOLE._files)
        assert fresh.having(large, column, value) == fresh.having(large, column, value) == scan
    members = [key for key, (_, row) in WHOLE.of("memberships").items() if row.get("member") == "KAZ"]
    assert Rows(WHOLE._files).having("memberships", "member", "KAZ") == members


def test_a_cell_of_several_lines_is_read_with_the_whole_table() -> None:
    held = Rows(Held({"state_names": PEOPLE}, {"state_names": "state,language,name"}))
    assert held.having("state_names", "state", "AAA") == ["AAA/en/Aland", "AAA/ru/Al\nand"]
    assert held.row("state_names", "AAA/ru/Al\nand") == (5, {"state": "AAA", "language": "ru", "name": "Al\nand"})
    broken = Rows(Held({"state_names": b"state,language,name\nAAA,en\n"}, {"state_names": "state,language,name"}))
    with pytest.raises(cica.PackageError, match="has 2 cells"):
        broken.having("state_names", "state", "AAA")
    assert Rows(Held({"seats": b""})).having("state_names", "state", "AAA") == []


def test_a_heading_is_no_row_and_a_quotation_mark_a_letter() -> None:
    content = b'state,language,name\nAAA,en,"The ""A"""\nname,en,B\nBBB,language,language\nCCC,,\n'
    columns = {"state_names": "state,language,name"}
    for column, value, found in (
        ("name", 'The "A"', ['AAA/en/The "A"']),
        *(("state", "name", ["name/en/B"]), ("state", "state", []), ("language", "", ["CCC//"]), ("name", "", ["CCC//"])),
        *(("language", "language", ["BBB/language/language"]), ("name", "language", ["BBB/language/language"])),
    ):
        assert Rows(Held({"state_names": content}, columns)).having("state_names", column, value) == found


def test_a_row_that_was_asked_for_is_made_once() -> None:
    held = Rows(Held({"state_names": PEOPLE[:48]}, {"state_names": "state,language,name"}))
    (key,) = held.having("state_names", "state", "BBB")
    first = held.row("state_names", key)
    assert held.having("state_names", "name", "Bland") == [key]
    assert held.row("state_names", key) is first


def test_tables_of_two_packages_are_the_same_byte_for_byte() -> None:
    one, other = rows(b"id,name\na,A\n"), rows(b"id,name\r\na,A\r\n")
    assert one.same(one, "seats")
    assert not one.same(other, "seats")
    assert Derived(one).index() == b"index"
    assert Derived(one).columns == one.columns


# What the description says of the bytes


def described(content: bytes, **more: Any) -> list[str]:
    given = Held({"seats": content}, **more)
    return [str(problem) for problem in Description(given.read("datapackage.json"), TABLES).unlike("seats", content)]


@pytest.mark.parametrize("kind", ["md5", "sha1", "sha256", "sha512"])
def test_bytes_and_hash_are_as_they_are_declared(kind: str) -> None:
    content = b"id,name\n"
    digest = hashlib.new(kind, content, usedforsecurity=False).hexdigest()
    assert described(content, bytes=8, hash=f"{kind}:{digest}") == []
    (said,) = described(content, hash=f"{kind}:{digest[::-1]}")
    assert said.startswith(f"seats.csv: is not the file of which the hash is declared, '{kind}:{digest[:-5:-1]}")
    assert (described(content, hash=digest) == []) == (kind == "md5")


def test_what_else_is_declared_of_the_bytes() -> None:
    assert described(b"id,name\n", bytes=9) == ["seats.csv: has 8 bytes, not 9 as declared"]
    (said,) = described(b"id,name\n", hash="crc32:0")
    assert said == "datapackage.json, field resources: the hash of seats is of none of md5, sha1, sha256, sha512: 'crc32:0'"


@pytest.mark.parametrize(
    ("dialect", "said"),
    [
        ({"delimiter": ";"}, "the delimiter of the dialect of seats is ';', not ','"),
        ({"header": False}, "the header of the dialect of seats is False, not True"),
        ({"skipInitialSpace": True}, "the skipInitialSpace of the dialect of seats is not heeded here: True"),
        ("csv", "the form of the dialect of seats is not heeded here: 'csv'"),
    ],
)
def test_a_dialect_that_is_not_the_one_here_is_refused(dialect: object, said: str) -> None:
    with pytest.raises(cica.PackageError) as refused:
        rows(b"id,name\n", dialect=dialect)
    assert [problem.message for problem in refused.value.problems] == [said]
    rows(b"id,name\n", dialect={"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "headerRows": [1]})
