"""Lists in files: a name a line, tables as CSV, and JSON; which of their columns hold names, roles and dates."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, cast

from cica.commands.arguments import MARK
from cica.display.words import listed
from cica.errors import OptionError, nearest, told
from cica.names.normalise import normalise

__all__ = ["NONE", "Sheet", "sheet"]

NONE = "none"  # in place of a column, for none
# What stands above columns of names, of roles and of dates, the likeliest first.
NAMES = (
    *("name", "country name", "state name", "country", "member state", "member country", "state", "member", "party", "entity"),
    *("countries", "states", "members", "member states", "names", "observer", "iso3", "iso3c", "iso 3", "alpha3", "code", "id"),
)
ROLES = ("role", "status", "membership", "membership status", "type", "category", "kind")
DATES = (
    *("since", "member since", "accession", "date of accession", "accession date", "year of accession", "admission", "admitted"),
    *("date of admission", "joined", "date joined", "joined on", "year joined", "date of joining", "year of joining", "start"),
    *("date of membership", "date of entry", "year of entry", "entry"),
)
KNOWN = frozenset(map(normalise, (*NAMES, *ROLES, *DATES)))
DELIMITERS = ",;\t|"
UTF_8 = (
    "save it as that, which is 'CSV UTF-8' in Excel; "
    "or, of a file from Windows in Russian, iconv -f cp1251 -t utf-8 FILE | cica check -"
)


class Sheet(NamedTuple):
    """The cells of a list: its columns under their headings, which are empty where there are none.

    Attributes
    ----------
    columns : dict of str to list of str
        The cells of each column, as many in each.
    """

    columns: dict[str, list[str]]

    def names(self, heading: str | None, understood: Callable[[Sequence[str]], Sequence[str]]) -> str:
        """The column of names: that with a heading, else one that is called so, else the one of which the most are understood."""
        return self._called(heading) if heading is not None else self._known(NAMES) or self._fullest(understood)

    def roles(self, heading: str | None, accepted: Callable[[str], bool]) -> tuple[str | None, str | None]:
        """The column of roles: that with a heading, else one that is called so; and apart one that is called so and holds none."""
        found = self._beside(heading, ROLES)
        if found is None or heading is not None:
            return found, None
        words = dict.fromkeys(filter(None, self.columns[found]))
        others = [word for word in words if not accepted(word)]
        if others and len(others) < len(words):
            raise OptionError(
                f"column {found!r} has roles, and {told(others[0])}, which is none: --roles {found!r} says which are accepted, "
                f"--roles {NONE} leaves the column out"
            )
        return (None, found) if others else (found, None)

    def dates(self, heading: str | None) -> str | None:
        """The column of dates: that with a heading, else one that is called so."""
        return self._beside(heading, DATES)

    def _beside(self, heading: str | None, known: Sequence[str]) -> str | None:
        if heading is None:
            return self._known(known)
        return None if heading == NONE else self._called(heading)

    def _fullest(self, understood: Callable[[Sequence[str]], Sequence[str]]) -> str:
        """The column of which the most names are understood, if no other has names of something else."""
        meant = {column: understood(cells) for column, cells in self.columns.items()}
        found = max(meant, key=lambda column: len(meant[column]))
        others = {
            column
            for column, cells in self.columns.items()
            if 2 * len(meant[column]) > sum(map(bool, cells)) and not {*meant[column]} <= {*meant[found]}
        }
        if others:
            several = listed([repr(column) for column in self.columns if column in others or column == found])
            raise OptionError(
                f"there are names in the columns {several}: --names {found!r} reads those of one; for all, write a name a line"
            )
        return found

    def _known(self, words: Sequence[str]) -> str | None:
        forms = {normalise(column): column for column in reversed(self.columns)}
        return next((forms[form] for form in map(normalise, words) if form in forms), None)

    def _called(self, heading: str) -> str:
        forms = {normalise(column): column for column in reversed(self.columns)}
        found = forms.get(normalise(heading)) if heading else None
        if found is None:
            likely = nearest(heading, self.columns, 1)
            there = ", ".join(map(repr, filter(None, self.columns)))
            hint = f"; did you mean {likely[0]!r}?" if likely else ""
            raise OptionError(
                f"there is no column {told(heading)}: there are {there}{hint}" if there else "the list has no columns"
            )
        return found


def sheet(path: str) -> Sheet:
    """The list in a file, or, for ``-``, on standard input.

    Raises
    ------
    OptionError
        If there is nothing in it that can be read.
    """
    ending = Path(path).suffix.lower()
    where = "standard input" if path == "-" else path
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise OptionError(f"there is no file {told(path)}") from None
    except UnicodeDecodeError:
        kind = "a spreadsheet: save it as CSV" if ending.startswith((".xl", ".od")) else f"not text in UTF-8: {UTF_8}"
        raise OptionError(f"{told(where)} is {kind}") from None
    text = text.removeprefix(MARK)
    if not text.strip():
        raise OptionError(f"there is nothing in {told(where)}")
    if ending == ".json" or text.lstrip()[:1] in "[{":
        return _of_json(text, where)
    lines = [line for line in text.splitlines() if line.strip()]
    delimiter = _delimiter(lines[0], ending)
    if delimiter is None:
        return Sheet({"": [line.strip() for line in lines]})
    rows = _rows(text, delimiter, where)
    if not rows:
        raise OptionError(f"there is nothing in {told(where)}")
    return _of_rows(rows)


def _rows(text: str, delimiter: str, where: str) -> list[list[str]]:
    """The rows of a table that are not empty; a quotation mark that is not closed must not swallow those below it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append([cell.strip() for cell in row])
            line = reader.line_num + 1
    except csv.Error as error:
        hint = "is a quotation mark not closed there?"
        raise OptionError(f"{told(where)} is not CSV: {error}, in the row that begins in line {line}; {hint}") from None
    return rows


def _delimiter(first: str, ending: str) -> str | None:
    """What stands between the cells of a table; None of a list, in which there may be commas in names."""
    likely = "\t" if ending in (".tsv", ".tab") else max(DELIMITERS, key=first.count)
    if ending in (".csv", ".tsv", ".tab"):
        return likely
    heads = {normalise(cell) for cell in first.split(likely)} if likely in first else set[str]()
    return likely if heads & KNOWN else None


def _of_rows(rows: Sequence[Sequence[str]]) -> Sheet:
    """A table whose first row is headings, if one of them is known."""
    broad = max(map(len, rows))
    head = rows[0] if {*map(normalise, rows[0])} & KNOWN else None
    body = rows[1:] if head else rows
    headings = _distinct([*(head or []), *[""] * (broad - len(head or []))])
    return Sheet({heading: [row[place] if place < len(row) else "" for row in body] for place, heading in enumerate(headings)})


def _distinct(headings: Sequence[str]) -> list[str]:
    """The headings, of which those that are empty, or stand there twice, have the number of the column with them."""
    found: list[str] = []
    for place, heading in enumerate(headings, 1):
        found.append(heading if heading and heading not in found else f"{heading} {place}".strip())
    return found


def _of_json(text: str, where: str) -> Sheet:
    """A list of names, or of objects with the same keys, which may stand under one key, as ``items``."""
    try:
        given: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise OptionError(f"{told(where)} is not JSON: {error}") from None
    if isinstance(given, dict):
        under = cast("dict[str, object]", given)
        lists = [cast("object", value) for value in under.values() if isinstance(value, list) and value]
        given = under.get("items", lists[0] if len(lists) == 1 else None)
    if not isinstance(given, list) or not any(item != {} for item in cast("list[object]", given)):
        raise OptionError(f"{told(where)} has no list: accepted are a list of names, and one of objects")
    items = cast("list[object]", given)
    if all(isinstance(item, dict) for item in items):
        rows = cast("list[dict[str, object]]", items)
        keys = dict.fromkeys(key for row in rows for key in row)
        return Sheet({key: [_cell(row.get(key)) for row in rows] for key in keys})
    return Sheet({"": _cells(items, where)})


def _cells(items: Iterable[object], where: str) -> list[str]:
    found = list(items)
    if any(isinstance(item, (dict, list)) for item in found):
        raise OptionError(f"{told(where)} has lists within the list: accepted are a list of names, and one of objects")
    return list(map(_cell, found))


def _cell(value: object) -> str:
    """What stands in a cell, as text; nothing of what is missing, or no single value."""
    return "" if value is None or isinstance(value, (dict, list, bool)) else str(value).strip()
