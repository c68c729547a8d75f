"""Nothing wrong gets in: broken packages are refused whole, soon, and in the library's own words."""

from __future__ import annotations

import contextlib
import csv
import json
import shutil
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import DATA, write_package

import cica

Change = Callable[[Path], None]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the bundled package, to be broken."""
    folder = tmp_path / "package"
    folder.mkdir()
    for file in (*DATA.glob("*.csv"), DATA / "datapackage.json"):
        shutil.copy(file, folder / file.name)
    return folder


def rows(change: Callable[[list[dict[str, str]]], object], table: str) -> Change:
    def changed(folder: Path) -> None:
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as lines:
            found = list(csv.DictReader(lines))
        heading = list(found[0])
        change(found)
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, [name for name in heading if name in found[0]])
            writer.writeheader()
            writer.writerows(found)

    return changed


def without(table: str, column: str) -> Change:
    return rows(lambda found: [row.pop(column) for row in found] and None, table)


def cell(table: str, key: str, column: str, value: str) -> Change:
    def change(found: list[dict[str, str]]) -> None:
        next(row for row in found if row["id"] == key)[column] = value

    return rows(change, table)


def text(file: str, content: str) -> Change:
    def changed(folder: Path) -> None:
        (folder / file).write_text(content, encoding="utf-8")

    return changed


def linked(folder: Path) -> None:
    (folder / "states.csv").unlink()
    (folder / "states.csv").symlink_to("states.csv")


def description(change: Callable[[dict[str, Any]], object]) -> Change:
    def changed(folder: Path) -> None:
        path = folder / "datapackage.json"
        given = json.loads(path.read_text("utf-8"))
        change(given)
        path.write_text(json.dumps(given), encoding="utf-8")

    return changed


def replaced(old: str, new: str) -> Change:
    def changed(folder: Path) -> None:
        path = folder / "datapackage.json"
        path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")

    return changed


def again(table: str, **new: str) -> Change:
    return rows(lambda found: found.append({**found[0], **new}), table)


BROKEN: dict[str, tuple[Change, str]] = {
    **{
        f"without {table}.{column}": (without(table, column), f"{table}.csv, row 1, field {column}: is declared")
        for table, column in [
            *(("memberships", "start"), ("memberships", "end"), ("chairmanships", "end"), ("memberships", "how")),
            *(("memberships", "meeting"), ("memberships", "note"), ("organisations", "coverage"), ("organisations", "founded")),
            *(("states", "cow"), ("sources", "published"), ("plans", "due"), ("meetings", "end"), ("former_states", "ended")),
        ]
    },
    **{
        f"empty {table}": (text(f"{table}.csv", ""), f"{table}.csv: is empty")
        for table in ("statements", "disputes", "memberships", "states")
    },
    "semicolons": (text("states.csv", "id;name;alpha2\nKAZ;Kazakhstan;KZ\n"), "states.csv, row 1: is separated by semicolons"),
    "alpha2 twice": (cell("states", "AFG", "alpha2", "AL"), "field alpha2: 'AL' is there already"),
    "numeric twice": (cell("states", "AFG", "numeric", "8"), "field numeric: '8' is there already"),
    "alpha2 of six letters": (cell("states", "AFG", "alpha2", "AFGHAN"), "'AFGHAN' is not of the form"),
    "an organisation in capitals": (cell("organisations", "sco", "id", "UPPER"), "'UPPER' is not of the form"),
    "a space in an identifier": (cell("memberships", "cica-afg-member", "id", "cica-afg-member "), "has space before or after it"),
    "a name of spaces": (cell("states", "AFG", "name", " "), "has space before or after it"),
    "NUL": (cell("states", "AFG", "name", "Afgha\x00n"), "has a character that is none"),
    "an empty part": (cell("former_states", "soviet-union", "aliases", "a;;b"), "has a part that is empty"),
    "a spell twice": (again("memberships", id="cica-afg-again", organisation="cica", member="AFG", role="member"), "is the same spell"),
    "a summit twice": (cell("meetings", "summit-2", "number", "1"), "is summit 1 already"),
    "chairs at once": (cell("chairmanships", "turkey-2010", "end", "2015"), "held the chair, until 2015"),
    "an end that is the start": (cell("memberships", "cica-afg-member", "end", "1999-09-14"), "is its first day"),
    "an end before the start": (cell("memberships", "cica-afg-member", "end", "1998"), "is before the start"),
    "a member that is nobody": (cell("memberships", "cica-afg-member", "member", "XXX"), "there is no 'XXX' in states"),
    "a word that is none": (cell("memberships", "cica-afg-member", "role", "membre"), "did you mean 'member'"),
    "a key twice": (replaced('"as_of"', '"as_of": "2001-01-01", "as_of"'), "'as_of' is there twice"),
    "NaN": (replaced('"1.3.0"', "NaN"), "NaN is no number in JSON"),
    "a short day": (description(lambda given: given.update(as_of="20260414")), "is not a day such as"),
    "a week": (description(lambda given: given.update(as_of="2026-W16-2")), "is not a day such as"),
    "a resource twice": (description(lambda given: given["resources"].append(given["resources"][0])), "twice"),
    "a column twice": (
        description(lambda given: given["resources"][0]["schema"]["fields"].append(given["resources"][0]["schema"]["fields"][0])),
        "twice",
    ),
    "contributors of numbers": (description(lambda given: given.update(contributors=[1])), "is not a list of objects, each with a title"),
    "licences that are none": (description(lambda given: given.update(licenses="MIT")), "is not a list of objects, each with a name"),
    "a name that is a list": (description(lambda given: given["resources"][0].update(name=["sources"])), "there is no table ['sources']"),
    "a name that is an object": (description(lambda given: given["resources"][0].update(name={"a": 1})), "there is no table {'a': 1}"),
    "a pattern from elsewhere": (replaced("^[A-Z]{2}$", "^(a+)+$"), "is none of those that are known here"),
    "a link to itself": (linked, "states.csv"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "words"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_wrong_does_not_get_in(copy: Path, change: Change, words: str) -> None:
    change(copy)
    with pytest.raises(cica.PackageError) as error:
        cica.load(copy)
    assert any(words in str(problem) for problem in error.value.problems), [str(problem) for problem in error.value.problems][:5]
    assert str(error.value).count("\n") <= 41


def line_of(number: int, last: dict[str, str]) -> list[dict[str, str]]:
    rows = [
        {"id": f"d{n}", "title": "T", "kind": "plan", "status": "adopted", "adopted": "2001", "amends": f"d{n + 1}"}
        for n in range(number)
    ]
    return [*rows[:-1], {**rows[-1], "amends": "", **last}]


@pytest.mark.parametrize(
    ("last", "found"),
    [({}, 0), ({"adopted": "soon"}, 1), ({"amends": "d0"}, 1), ({"amends": "d1999"}, 1)],
    ids=["right", "wrong", "round", "itself"],
)
def test_lines_of_references_of_any_length(tmp_path: Path, last: dict[str, str], found: int) -> None:
    write_package(tmp_path, {"documents": line_of(2000, last)})
    begun = time.perf_counter()
    if found:
        with pytest.raises(cica.PackageError) as error:
            cica.load(tmp_path)
        assert len(error.value.problems) == found
        assert str(error.value).count("\n") <= 41
    else:
        assert len(cica.load(tmp_path).documents()) == 2000
    assert time.perf_counter() - begun < 60  # it took for ever


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_archive_is_a_package_that_cannot_be_read(copy: Path, tmp_path: Path, method: int) -> None:
    path = tmp_path / "package.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        for file in copy.iterdir():
            archive.write(file, file.name)
    content = path.read_bytes()
    for place in range(len(content) // 8, len(content), len(content) // 8):
        path.write_bytes(content[:place] + b"\xff" * 64 + content[place + 64 :])
        with contextlib.suppress(cica.PackageError):  # but for what is not read, such as the time of a file
            assert cica.load(path) == cica.load()


def test_an_archive_with_two_packages_is_none(copy: Path, tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    for names in (["a/", "b/"], ["", ""]):
        with (
            zipfile.ZipFile(path, "w") as archive,
            pytest.warns(UserWarning, match="Duplicate name") if names == ["", ""] else contextlib.nullcontext(),
        ):
            for name in names:
                archive.write(copy / "datapackage.json", f"{name}datapackage.json")
        with pytest.raises(cica.PackageError, match="holds more than one package"):
            cica.load(path)
