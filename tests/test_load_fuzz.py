"""Whatever becomes of the files of a package, it is refused in the library's words, or it is right.

A run has a budget of packages, which ``CICA_FUZZ`` sets; ``pytest -s`` prints how many there were, and how they ended.
"""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import json
import os
import random
import re
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from conftest import thorough
from drafts import Draft, draft, written
from mutations import BROKEN, HARMLESS, broken

import cica
from cica.package.checking import check
from cica.package.files import Files, Kept
from cica.record import Record

PACKAGES = int(os.environ.get("CICA_FUZZ", "2500" if thorough() else "400"))
SLOWEST = 30  # seconds that a package may take: what hangs takes for ever

ODD = [
    *("", " ", "nobody", "KAZ", "cica", "2014", "2014-05-20", "[2014..]", "2013-02-29", "9999-12-31", "10000", "0", "-1", "1e5"),
    *("member", "summit", "held", "true", "NULL", "a;b", "a;;b", ";", "'", '"', "=1+1", "<b>", "\x1b[0m", "\u202e", "\ud800"),
    *("\x00", "\ufeff", "\u2028", "\r", "é" * 10, "x" * 10_000, "9" * 5000, "\U0001f600", "sources", "id", "kind=summit"),
]
NOISE = [
    b'"',
    b",",
    b";",
    b"\n",
    b"\r",
    b"\x00",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"{",
    b"]",
    b"\\",
    b"\\ud800",
    b"1e999",
]
VALUES: list[Any] = [
    None,
    True,
    0,
    -1,
    1.5,
    10**30,
    "",
    "id",
    "states",
    [],
    {},
    [[]],
    [{}],
    {"a": None},
    ["id"],
    "\ud800",
    "x" * 9999,
]

# What is wrong


def noisy(content: bytes, chance: random.Random) -> bytes:
    """Bytes to which something has happened."""
    place, length = chance.randrange(len(content) + 1), chance.randrange(1, 40)
    kind = chance.randrange(5)
    if kind == 0:
        return content[:place] + chance.choice(NOISE) + content[place:]
    if kind == 1:
        return content[:place] + content[place + length :]
    if kind == 2:
        return content[:place]
    if kind == 3:
        return content[:place] + content[place : place + length] * 2 + content[place + length :]
    return content[:place] + chance.randbytes(length) + content[place + length :]


def replaced(value: Any, chance: random.Random) -> Any:
    """A JSON value in which something is another."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        named = dict(cast("Mapping[str, Any]", value))
        key = chance.choice([*named])
        if chance.random() < 0.1:
            return {name: part for name, part in named.items() if name != key}
        return {**named, key: replaced(named[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        parts = [*cast("Iterable[Any]", value)]
        place = chance.randrange(len(parts))
        return [*parts[:place], replaced(parts[place], chance), *parts[place + 1 :]]
    return chance.choice(VALUES)


def disturbed(given: Draft, chance: random.Random) -> None:
    """Put into some cells what does not belong there, or belongs elsewhere."""
    for _ in range(chance.randrange(1, 4)):
        rows = given.tables[chance.choice([*given.tables])]
        cells = chance.choice(rows[1:])
        place = chance.randrange(len(cells))
        cells[place] = chance.choice([chance.choice(ODD), chance.choice(rows)[place], chance.choice(cells)])


def made(folder: Path, chance: random.Random) -> Path:
    """A package in a folder or an archive, with which something may be wrong."""
    folder.mkdir()
    given = draft()
    if chance.random() < 0.6:
        disturbed(given, chance)
        given.write(folder)
    else:
        broken(chance.choice([*HARMLESS] if chance.random() < 0.7 else [*BROKEN]), given, chance, folder)
    if chance.random() < 0.2:
        path = folder / "datapackage.json"
        try:
            described = json.loads(path.read_bytes())
        except ValueError:
            described = {}
        path.write_text(json.dumps(replaced(described, chance)), encoding="utf-8")
    if chance.random() < 0.3:
        path = chance.choice([*folder.iterdir()])
        path.write_bytes(noisy(path.read_bytes(), chance))
    if chance.random() < 0.8:
        return folder
    path = folder.with_suffix(".zip")
    method = chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    with zipfile.ZipFile(path, "w", method) as archive:
        for file in folder.iterdir():
            archive.write(file, chance.choice(["", "", "", "inner/"]) + file.name)
    if chance.random() < 0.7:
        path.write_bytes(noisy(path.read_bytes(), chance))
    return path


# Whether it is right, told by other means


def content(path: Path) -> dict[str, bytes]:
    """The files of a package."""
    if path.is_dir():
        return {file.name: file.read_bytes() for file in path.iterdir()}
    with zipfile.ZipFile(path) as archive:
        top = next(name for name in archive.namelist() if name.endswith("datapackage.json")).removesuffix("datapackage.json")
        names = [name for name in archive.namelist() if name.startswith(top)]
        return {name.removeprefix(top): archive.read(name) for name in names}


def faults(files: Mapping[str, bytes]) -> list[str]:
    """What is wrong with a package that was accepted, without a line of the library."""
    found: list[str] = []
    described = json.loads(files["datapackage.json"].decode("utf-8-sig"))
    tables: dict[str, list[dict[str, str]]] = {}
    for resource in described["resources"]:
        name, fields = resource["name"], resource["schema"]["fields"]
        heading, *lines = csv.reader(io.StringIO(files[f"{name}.csv"].decode("utf-8-sig"), newline=""), strict=True)
        tables[name] = [dict(zip(heading, cells, strict=False)) for cells in lines]
        if sorted(heading) != sorted(field["name"] for field in fields):
            found.append(f"{name}: other columns")
        if any(len(cells) != len(heading) for cells in lines):
            found.append(f"{name}: cells more or less")
            continue
        for field in fields:
            found += [f"{name}.{field['name']}: {fault}" for fault in broken_cells(field, tables[name])]
    ids = {name: {row["id"] for row in rows if "id" in row} for name, rows in tables.items()}
    for resource in described["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            (column,), other = key["fields"], key["reference"]["resource"]
            found += [f"{resource['name']}.{column}" for row in tables[resource["name"]] if row[column] not in ("", *ids[other])]
    everybody = set[str]().union(
        *(ids.get(table, set()) for table in ("states", "former_states", "other_entities", "organisations"))
    )
    for table, column in (("memberships", "member"), ("attendances", "party"), ("chairmanships", "state"), ("meetings", "country")):
        found += [f"{table}: nobody" for row in tables.get(table, []) if row[column] not in ("", *everybody)]
    numbers = [row["number"] for row in tables.get("meetings", []) if row["kind"] == "summit" and row["number"]]
    found += ["a summit twice"] * (len(set(map(int, numbers))) < len(numbers))
    for one, other in itertools.combinations(tables.get("memberships", []), 2):
        if all(one[column] == other[column] for column in ("organisation", "member", "role")):
            found += ["a spell twice"] * together(one, other)
    found += ["chairs at once"] * any(together(*pair) for pair in itertools.combinations(tables.get("chairmanships", []), 2))
    for table in ("memberships", "chairmanships", "seats", "officers"):
        days = [(day(row["start"]), day(row["end"])) for row in tables.get(table, []) if "start" in row and "end" in row]
        found += [f"{table}: ends before it starts" for start, end in days if start and end and end <= start]
    return found


def broken_cells(field: Mapping[str, Any], rows: list[dict[str, str]]) -> list[str]:
    """The cells of a column that are not as it is declared."""
    rules = field.get("constraints", {})
    cells = [row[field["name"]] for row in rows]
    filled = [cell for cell in cells if cell]
    found = [f"space or NUL {cell!r}" for cell in filled if cell != cell.strip() or "\x00" in cell]
    found += ["empty"] * (rules.get("required") is True and len(filled) < len(cells))
    found += ["twice"] * (rules.get("unique") is True and len(set(filled)) < len(filled))
    found += [f"no word {cell!r}" for cell in filled if "enum" in rules and cell not in rules["enum"]]
    found += [f"no form {cell!r}" for cell in filled if "pattern" in rules and not re.fullmatch(rules["pattern"], cell)]
    found += [f"no number {cell!r}" for cell in filled if field.get("type") == "integer" and not re.fullmatch("[0-9]+", cell)]
    if "EDTF" in field.get("description", "") and not found:
        found += [f"no day {cell!r}" for cell in filled for part in re.findall(r"\d{4}-\d\d-\d\d", cell) if not day(part)]
    return found


def day(cell: str) -> datetime.date | None:
    """The day of a cell that gives one."""
    try:
        return datetime.date.fromisoformat(cell) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell) else None
    except ValueError:
        return None


def together(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether both certainly held on some day."""
    begun, ends = [day(one["start"]), day(other["start"])], [day(row["end"]) or row["end"] == "" for row in (one, other)]
    first = max((start for start in begun if start), default=None)
    return None not in begun and first is not None and all(end is True or (end and first < end) for end in ends)


def test_broken_files(tmp_path: Path) -> None:
    seed = int(os.environ.get("CICA_SEED", "20261128"))
    ended: Counter[str] = Counter()
    slowest = 0.0
    for number in range(PACKAGES):
        chance = random.Random(seed + number)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an archive in which a name is twice
            path = made(tmp_path / str(number), chance)
        begun = time.perf_counter()
        try:
            record = cica.load(path)
        except cica.PackageError as error:
            assert str(error).count("\n") <= 41, f"package {number}"
            repr(error).encode("utf-8")
            ended["refused"] += 1
        except Exception as error:
            raise AssertionError(f"package {number}: {type(error).__name__} from load") from error
        else:
            ended["accepted"] += 1
            assert not faults(content(path)), f"package {number}: wrongly accepted"
            answered(record)
        slowest = max(slowest, time.perf_counter() - begun)
        assert slowest < SLOWEST, f"package {number} took {slowest:.0f} s"
    print(f"{PACKAGES} packages: {dict(ended)}, wrongly accepted 0, foreign errors 0, slowest {slowest:.2f} s")
    assert min(ended["refused"], ended["accepted"]) > PACKAGES / 20


def answered(record: Record) -> None:
    """A record that was accepted answers, and shows its answers."""
    try:
        for answer in (record.members(), record.members(on="2011"), record.meetings(), record.documents(), record.memberships()):
            repr(answer)
            answer._repr_html_()
        str(record.briefing())
    except cica.NotFoundError as error:
        assert "cica" in str(error)  # a record without CICA itself


class Memory:
    """The files of a package in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def read(self, name: str) -> bytes | None:
        return self._files.get(name)

    def index(self) -> None:
        return None


def problems(files: Files, *, trusted: bool) -> set[str]:
    package = Record(Kept(files))._package
    try:
        check(package, cica.load()._package.source if trusted else None)
    except cica.PackageError as error:
        return {str(problem) for problem in error.problems}
    return set()


def test_what_has_not_changed_needs_no_second_look() -> None:
    whole = cica.load()._package
    right = {"datapackage.json": json.dumps(whole.description).encode()}
    sheets: dict[str, list[list[str]]] = {}
    for table, heading in whole.columns.items():
        rows = [[row.get(column, "") for column in heading] for _, row in whole.rows(table).values()]
        sheets[table] = [list(heading), *rows]
        right[f"{table}.csv"] = whole.source._files.read(f"{table}.csv") or b""
    chance = random.Random(20261128)
    verdicts: Counter[bool] = Counter()
    for _ in range(60 if thorough() else 12):
        table = chance.choice(["memberships", "meetings", "organisations", "states", "sources", "documents", "chairmanships"])
        rows = [[*cells] for cells in sheets[table]]
        cells = chance.choice(rows[1:])
        place = chance.randrange(len(cells))
        cells[place] = chance.choice([chance.choice(rows[1:])[place], chance.choice(ODD), ""])
        files = Memory({**right, f"{table}.csv": written(rows)})
        found = problems(files, trusted=True)
        assert found == problems(files, trusted=False)
        verdicts[not found] += 1
    assert len(verdicts) == 2
