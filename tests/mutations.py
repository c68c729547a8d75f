"""What can go wrong with a data package, kind by kind; each kind breaks a draft somewhere, as chance has it."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import attrs
from drafts import PACKAGE, Draft, written

from cica.dates.date import Date
from cica.model.entity import Spell
from cica.package.known import references
from cica.package.objects import class_of
from cica.package.rows import TABLES

Change: TypeAlias = Callable[[Draft, Random, Path], None]

BROKEN: dict[str, Change] = {}  # kinds after which a package is wrong
HARMLESS: dict[str, Change] = {}  # and after which it is right still
UNDECLARED: set[str] = set()  # kinds that break what no description can declare
COLUMNS = {
    table: {field.name: field.type for field in attrs.fields(class_of(table)) if field.name in PACKAGE.columns[table]}
    for table in TABLES
}


def wrong(change: Change) -> Change:
    """A kind that breaks what the description declares."""
    return BROKEN.setdefault(change.__name__.replace("_", " "), change)


def senseless(change: Change) -> Change:
    """A kind that breaks what no description can declare."""
    UNDECLARED.add(change.__name__.replace("_", " "))
    return wrong(change)


def harmless(change: Change) -> Change:
    """A kind after which the package is right still."""
    return HARMLESS.setdefault(change.__name__.replace("_", " "), change)


def broken(name: str, draft: Draft, random: Random, folder: Path) -> None:
    """Write a draft into a folder, broken in a way."""
    draft.write(folder)
    {**BROKEN, **HARMLESS}[name](draft, random, folder)


# Cells


def set_cell(draft: Draft, random: Random, folder: Path, table: str, column: str, value: str) -> None:
    draft.cell(table, random.randrange(1, len(draft.tables[table])), column, value)
    draft.write(folder)


def declared(draft: Draft, word: str) -> list[tuple[str, str]]:
    """Table and column of all that is declared to be something."""
    found: list[tuple[str, str]] = []
    for resource in draft.description["resources"]:
        for field in resource["schema"]["fields"]:
            if field.get("constraints", {}).get(word):
                found.append((resource["name"], field["name"]))
    return found


def dates(draft: Draft) -> list[tuple[str, str]]:
    return [(table, name) for table in draft.tables for name, kind in COLUMNS[table].items() if kind in (Date, Date | None)]


@wrong
def required_empty(draft: Draft, random: Random, folder: Path) -> None:
    set_cell(draft, random, folder, *random.choice(declared(draft, "required")), "")


@wrong
def enum_other(draft: Draft, random: Random, folder: Path) -> None:
    set_cell(draft, random, folder, *random.choice(declared(draft, "enum")), random.choice(["membre", "Member ", "0", "\u202e"]))


@wrong
def unique_twice(draft: Draft, random: Random, folder: Path) -> None:
    filled = [
        (table, column)
        for table, column in declared(draft, "unique")
        if sum(bool(draft.value(table, row, column)) for row in range(1, len(draft.tables[table]))) > 1
    ]
    table, column = random.choice(filled)
    rows = [row for row in range(1, len(draft.tables[table])) if draft.value(table, row, column)]
    one, other = random.sample(rows, 2)
    draft.cell(table, one, column, draft.value(table, other, column))
    draft.write(folder)


@wrong
def pattern_broken(draft: Draft, random: Random, folder: Path) -> None:
    value = random.choice(["UPPER-1", "a b", "é", "a--b", "-", "x\n", "\x00", "KAZX", "1" * 5000])
    set_cell(draft, random, folder, *random.choice(declared(draft, "pattern")), value)


@wrong
def no_date(draft: Draft, random: Random, folder: Path) -> None:
    value = random.choice(["soon", "14.5.2014", "2014-1", "20140520", "2014-05-20T00:00", "[2014.."])
    set_cell(draft, random, folder, *random.choice(dates(draft)), value)


@senseless
def no_such_day(draft: Draft, random: Random, folder: Path) -> None:
    value = random.choice(["2014-13", "2014-02-30", "0000", "\u0662\u0660\u0661\u0664", "2014-05-21/2014-05-20", "[2015..2014]"])
    set_cell(draft, random, folder, *random.choice(dates(draft)), value)


@wrong
def no_number(draft: Draft, random: Random, folder: Path) -> None:
    numbers = [(table, name) for table in draft.tables for name, kind in COLUMNS[table].items() if kind in (int, int | None)]
    set_cell(draft, random, folder, *random.choice(numbers), random.choice(["one", "1.5", "0x1", "1,000", "--1"]))


@wrong
def nobody_declared(draft: Draft, random: Random, folder: Path) -> None:
    keys = [
        (resource["name"], key["fields"][0])
        for resource in draft.description["resources"]
        for key in resource["schema"].get("foreignKeys", [])
    ]
    set_cell(draft, random, folder, *random.choice(keys), random.choice(["nobody", "XXX", "cica-"]))


@senseless
def nobody(draft: Draft, random: Random, folder: Path) -> None:
    keyed = {
        (resource["name"], key["fields"][0])
        for resource in draft.description["resources"]
        for key in resource["schema"].get("foreignKeys", [])
    }
    columns = [(table, name) for table in draft.tables for name in references(table) if name in draft.tables[table][0]]
    table, column = random.choice([place for place in columns if place not in keyed])
    set_cell(draft, random, folder, table, column, random.choice(["nobody", "XXX", "cica-"]))


@senseless
def space_around(draft: Draft, random: Random, folder: Path) -> None:
    table = random.choice([*draft.tables])
    column = draft.tables[table][0][-1]
    if draft.field(table, column).get("constraints") or column in ("members", "numeric", "cow"):
        table, column = "meetings", "name"
    row = random.randrange(1, len(draft.tables[table]))
    value = draft.value(table, row, column) or "A remark."
    draft.cell(table, row, column, random.choice([" {}", "{} ", "\u00a0{}"]).format(value))
    draft.write(folder)


# Rows, columns, files


@wrong
def row_twice(draft: Draft, random: Random, folder: Path) -> None:
    rows = draft.tables[random.choice([*draft.tables])]
    rows.append([*random.choice(rows[1:])])
    draft.write(folder)


@wrong
def cell_too_few(draft: Draft, random: Random, folder: Path) -> None:
    random.choice(draft.tables[random.choice([*draft.tables])][1:]).pop()
    draft.write(folder)


@wrong
def cell_too_many(draft: Draft, random: Random, folder: Path) -> None:
    random.choice(draft.tables[random.choice([*draft.tables])][1:]).append("more")
    draft.write(folder)


@wrong
def blank_row(draft: Draft, random: Random, folder: Path) -> None:
    table = random.choice([*draft.tables])
    draft.tables[table].insert(random.randrange(1, len(draft.tables[table]) + 1), [])
    draft.write(folder)


@wrong
def column_missing(draft: Draft, random: Random, folder: Path) -> None:
    rows = draft.tables[random.choice([*draft.tables])]
    place = random.randrange(len(rows[0]))
    for cells in rows:
        cells.pop(place)
    draft.write(folder)


@wrong
def column_more(draft: Draft, random: Random, folder: Path) -> None:
    for number, cells in enumerate(draft.tables[random.choice([*draft.tables])]):
        cells.append("" if number else "remark")
    draft.write(folder)


@wrong
def column_renamed(draft: Draft, random: Random, folder: Path) -> None:
    heading = draft.tables[random.choice([*draft.tables])][0]
    heading[random.randrange(len(heading))] += "s"
    draft.write(folder)


@wrong
def column_named_twice(draft: Draft, random: Random, folder: Path) -> None:
    heading = draft.tables[random.choice([*draft.tables])][0]
    heading[-1] = heading[0]
    draft.write(folder)


@wrong
def file_missing(draft: Draft, random: Random, folder: Path) -> None:
    (folder / f"{random.choice([*draft.tables])}.csv").unlink()


@wrong
def file_empty(draft: Draft, random: Random, folder: Path) -> None:
    (folder / f"{random.choice([*draft.tables])}.csv").write_bytes(b"")


@wrong
def file_not_utf8(draft: Draft, random: Random, folder: Path) -> None:
    table = random.choice(["states", "meetings", "organisations", "documents"])
    rows = draft.tables[table]
    rows[1][rows[0].index("title" if table == "documents" else "name")] = "Türkiye"
    (folder / f"{table}.csv").write_bytes(written(rows).decode().encode("cp1252", "replace"))


@senseless
def semicolons(draft: Draft, random: Random, folder: Path) -> None:
    table = random.choice([*draft.tables])
    (folder / f"{table}.csv").write_bytes(written(draft.tables[table]).replace(b",", b";"))


# The description


def described(draft: Draft, folder: Path) -> None:
    (folder / "datapackage.json").write_text(json.dumps(draft.description), encoding="utf-8")


def resource_of(draft: Draft, random: Random) -> dict[str, Any]:
    return random.choice(draft.description["resources"])


def constrain(draft: Draft, random: Random, folder: Path, table: str, column: str, **constraint: object) -> None:
    draft.field(table, column).setdefault("constraints", {}).update(constraint)
    described(draft, folder)


@wrong
def unique_declared_of_what_repeats(draft: Draft, random: Random, folder: Path) -> None:
    table, column = random.choice([("memberships", "role"), ("meetings", "status"), ("sources", "kind")])
    constrain(draft, random, folder, table, column, unique=True)


@wrong
def required_declared_of_what_is_empty(draft: Draft, random: Random, folder: Path) -> None:
    empty = [
        (table, column)
        for table, rows in draft.tables.items()
        for place, column in enumerate(rows[0])
        if any(not cells[place] for cells in rows[1:])
    ]
    constrain(draft, random, folder, *random.choice(empty), required=True)


@wrong
def fewer_words_declared(draft: Draft, random: Random, folder: Path) -> None:
    table, column = random.choice(declared(draft, "enum"))
    if not any(draft.value(table, row, column) for row in range(1, len(draft.tables[table]))):
        table, column = "memberships", "role"
    constrain(draft, random, folder, table, column, enum=["none-of-these"])


@wrong
def length_declared(draft: Draft, random: Random, folder: Path) -> None:
    table = random.choice(["states", "meetings", "organisations"])
    constrain(draft, random, folder, table, "name", **random.choice([{"minLength": 1000}, {"maxLength": 2}]))


@wrong
def bounds_declared(draft: Draft, random: Random, folder: Path) -> None:
    constrain(draft, random, folder, "states", "numeric", **random.choice([{"minimum": 1000}, {"maximum": 3}]))


@wrong
def another_pattern(draft: Draft, random: Random, folder: Path) -> None:
    constrain(draft, random, folder, "states", "name", pattern="^[a-z]{3}$")


@wrong
def another_type(draft: Draft, random: Random, folder: Path) -> None:
    table = random.choice(["states", "meetings", "organisations"])
    draft.field(table, "name")["type"] = random.choice(["integer", "date", "boolean", "number", "year", "object"])
    described(draft, folder)


@wrong
def another_key(draft: Draft, random: Random, folder: Path) -> None:
    table, column = random.choice([("memberships", "role"), ("meetings", "status"), ("states", "nowhere")])
    draft.schema(table)["primaryKey"] = [column]
    described(draft, folder)


@wrong
def reference_declared(draft: Draft, random: Random, folder: Path) -> None:
    table, column = random.choice([("meetings", "city"), ("states", "name")])
    draft.schema(table)["foreignKeys"] = [{"fields": [column], "reference": {"resource": "sources", "fields": ["id"]}}]
    described(draft, folder)


@wrong
def other_bytes(draft: Draft, random: Random, folder: Path) -> None:
    resource_of(draft, random)["bytes"] = 7
    described(draft, folder)


@wrong
def other_hash(draft: Draft, random: Random, folder: Path) -> None:
    digest = hashlib.sha256(b"another file").hexdigest()
    resource_of(draft, random)["hash"] = f"sha256:{digest}"
    described(draft, folder)


@wrong
def another_dialect(draft: Draft, random: Random, folder: Path) -> None:
    resource_of(draft, random)["dialect"] = {"delimiter": random.choice([";", "\t", "|"])}
    described(draft, folder)


@wrong
def another_path(draft: Draft, random: Random, folder: Path) -> None:
    resource_of(draft, random)["path"] = random.choice(["none.csv", "../states.csv", "/etc/passwd"])
    described(draft, folder)


@wrong
def resource_twice(draft: Draft, random: Random, folder: Path) -> None:
    draft.description["resources"].append(resource_of(draft, random))
    described(draft, folder)


@wrong
def column_twice(draft: Draft, random: Random, folder: Path) -> None:
    fields = resource_of(draft, random)["schema"]["fields"]
    fields.append(fields[0])
    described(draft, folder)


@wrong
def no_resources(draft: Draft, random: Random, folder: Path) -> None:
    draft.description["resources"] = random.choice([None, [1], "states"])
    described(draft, folder)


@wrong
def no_json(draft: Draft, random: Random, folder: Path) -> None:
    text = json.dumps(draft.description)
    (folder / "datapackage.json").write_text(random.choice([text[:-1], text[1:], "[]", "", "null"]), encoding="utf-8")


@senseless
def no_day_of_the_record(draft: Draft, random: Random, folder: Path) -> None:
    draft.description["as_of"] = random.choice(["soon", "20260414", None, 2026, "2026-02-30", ["2026-04-14"], ""])
    described(draft, folder)


@senseless
def key_twice(draft: Draft, random: Random, folder: Path) -> None:
    text = json.dumps(draft.description)
    (folder / "datapackage.json").write_text(text.replace('"as_of"', '"as_of": "2001-01-01", "as_of"', 1), encoding="utf-8")


# What makes no sense


@senseless
def end_before_start(draft: Draft, random: Random, folder: Path) -> None:
    spans = [table for table in draft.tables if {"start", "end"} <= {*COLUMNS[table]} and table != "coverage"]
    places = [(table, row) for table in spans for row in range(1, len(draft.tables[table])) if draft.value(table, row, "start")]
    table, row = random.choice(places)
    begun = Date(draft.value(table, row, "start"))
    first = begun.earliest or begun.latest or datetime.date(2000, 1, 1)
    if begun.earliest is None:
        draft.cell(table, row, "start", str(first))
    draft.cell(table, row, "end", str(first - datetime.timedelta(400)))
    draft.write(folder)


@senseless
def end_on_the_first_day(draft: Draft, random: Random, folder: Path) -> None:
    spells = [table for table in draft.tables if issubclass(class_of(table), Spell) and "start" in draft.tables[table][0]]
    table = random.choice(spells)
    draft.cell(table, 1, "start", "2001-02-03")
    draft.cell(table, 1, "end", "2001-02-03")
    draft.write(folder)


@senseless
def same_spell(draft: Draft, random: Random, folder: Path) -> None:
    rows = draft.tables["memberships"]
    rows.append([*random.choice([cells for cells in rows[1:] if cells[rows[0].index("start")]])])
    rows[-1][rows[0].index("id")] = "again"
    draft.write(folder)


@senseless
def summit_twice(draft: Draft, random: Random, folder: Path) -> None:
    rows = draft.tables["meetings"]
    rows.append([*next(cells for cells in rows[1:] if cells[rows[0].index("kind")] == "summit")])
    rows[-1][rows[0].index("id")] = "summit-again"
    draft.write(folder)


@senseless
def two_chairs(draft: Draft, random: Random, folder: Path) -> None:
    rows = draft.tables["chairmanships"]
    rows.append([*random.choice(rows[2:])])
    rows[-1][rows[0].index("id")] = "again"
    draft.write(folder)


@senseless
def round_about(draft: Draft, random: Random, folder: Path) -> None:
    rows = draft.tables["documents"]
    for one, other in ((1, 2), (2, 1)):
        draft.cell("documents", one, "amends", rows[other][rows[0].index("id")])
    draft.write(folder)


@senseless
def statement_about_nothing(draft: Draft, random: Random, folder: Path) -> None:
    column, value = random.choice([("row", "nothing"), ("field", "nothing"), ("table", "nothing")])
    set_cell(draft, random, folder, "statements", column, value)


# What harms nothing


@harmless
def as_it_is(draft: Draft, random: Random, folder: Path) -> None:
    draft.write(folder)


@harmless
def columns_in_another_order(draft: Draft, random: Random, folder: Path) -> None:
    table = random.choice([*draft.tables])
    order = random.sample(range(len(draft.tables[table][0])), len(draft.tables[table][0]))
    draft.tables[table] = [[cells[place] for place in order] for cells in draft.tables[table]]
    draft.write(folder)
    fields = draft.schema(table)["fields"]
    draft.schema(table)["fields"] = [fields[place] for place in order]
    described(draft, folder)


@harmless
def rows_in_another_order(draft: Draft, random: Random, folder: Path) -> None:
    table = random.choice([*draft.tables])
    heading, *rows = draft.tables[table]
    draft.tables[table] = [heading, *random.sample(rows, len(rows))]
    draft.write(folder)


@harmless
def byte_order_mark(draft: Draft, random: Random, folder: Path) -> None:
    path = folder / f"{random.choice([*draft.tables])}.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


@harmless
def lines_of_windows(draft: Draft, random: Random, folder: Path) -> None:
    path = folder / f"{random.choice([*draft.tables])}.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


@harmless
def right_bytes_and_hash(draft: Draft, random: Random, folder: Path) -> None:
    resource = resource_of(draft, random)
    content = (folder / resource["path"]).read_bytes()
    resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    described(draft, folder)


@harmless
def longer_note(draft: Draft, random: Random, folder: Path) -> None:
    table = random.choice([table for table in draft.tables if "note" in draft.tables[table][0]])
    set_cell(draft, random, folder, table, "note", random.choice(["A note.", "Ünï © 注", 'with "quotes", commas', "two\nlines"]))


@harmless
def another_title(draft: Draft, random: Random, folder: Path) -> None:
    draft.description |= {"title": "My own record", "version": "0.1", "as_of": "2026-01-31"}
    described(draft, folder)
