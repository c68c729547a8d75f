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


class Sheet(NamedTuple):
    """The cells of a list: its columns under their headings, which are empty where there are none.

    Attributes
    ----------
    columns : dict of str to list of str
        The cells of each column, as many in each.
    """

    columns: dict[str, list[str]]

    def names(self, heading: str | None, understood: Callable[[Sequence[str]], int]) -> str:
        """The column of names: that with a heading, else one that is called so, else the one of which the most are understood."""
        if heading is not None:
            return self._called(heading)
        found = self._known(NAMES)
        return found or max(self.columns, key=lambda column: understood(self.columns[column]))

    def roles(self, heading: str | None, accepted: Callable[[str], bool]) -> str | None:
        """The column of roles: that with a heading, else one that is called so and holds nothing else."""
        return self._beside(heading, ROLES, accepted)

    def dates(self, heading: str | None) -> str | None:
        """The column of dates: that with a heading, else one that is called so."""
        return self._beside(heading, DATES, lambda _: True)

    def _beside(self, heading: str | None, known: Sequence[str], accepted: Callable[[str], bool]) -> str | None:
        if heading is not None:
            return None if heading == NONE else self._called(heading)
        found = self._known(known)
        return found if found is not None and all(map(accepted, filter(None, self.columns[found]))) else None

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
        kind = "a spreadsheet: save it as CSV" if ending.startswith((".xl", ".od")) else "not text in UTF-8"
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
    return _of_rows(_rows(text, delimiter, where))


def _rows(text: str, delimiter: str, where: str) -> list[list[str]]:
    """The rows of a table; a quotation mark that is not closed must not swallow those below it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    line = 1
    try:
        for row in reader:
            rows.append(row)
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
    kept = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    broad = max(map(len, kept))
    head = kept[0] if {*map(normalise, kept[0])} & KNOWN else None
    body = kept[1:] if head else kept
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
    if not isinstance(given, list) or not given:
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
