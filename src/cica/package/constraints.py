"""What the description of a data package declares of its columns, and the rows in which it does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from cica.errors import Problem, none_of, told
from cica.package.sheets import EMPTY

if TYPE_CHECKING:
    from cica.package.rows import Row

__all__ = ["Constraints"]

# The patterns that are looked at. One from elsewhere is refused: to try an expression on a text can take for ever.
PATTERNS = {pattern: re.compile(pattern) for pattern in (r"^[a-z0-9]+(-[a-z0-9]+)*$", r"^[A-Z]{3}$", r"^[A-Z]{2}$")}
_DAY = r"\d{4}(-\d{2}){0,2}"
# That of dates, which are read as such.
DATES = (
    r"^(\d{4}(-\d{2}(-\d{2})?)?|\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}"
    rf"|\[{_DAY}\.\.({_DAY})?\]|\[\.\.{_DAY}\])$"
)


class Constraints:
    """The constraints on the columns of a table.

    Parameters
    ----------
    table : str
        Its name.
    fields : iterable of dict
        Its columns, as the description has them.
    """

    def __init__(self, table: str, fields: Iterable[Mapping[str, Any]]) -> None:
        self._file = f"{table}.csv"
        self.problems: list[Problem] = []
        self._required: list[str] = []
        self._unique: list[str] = []
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._words: dict[str, list[str]] = {}
        for field in fields:
            name, given = field.get("name"), field.get("constraints", {})
            if isinstance(name, str) and isinstance(given, Mapping):
                self._read(table, name, cast("Mapping[str, Any]", given))

    def _read(self, table: str, name: str, given: Mapping[str, Any]) -> None:
        if given.get("required") is True:
            self._required.append(name)
        if given.get("unique") is True:
            self._unique.append(name)
        if isinstance(words := given.get("enum"), list):
            self._words[name] = list(map(str, cast("list[object]", words)))
        if (pattern := given.get("pattern")) is not None:
            if pattern in PATTERNS:
                self._patterns[name] = PATTERNS[pattern]
            elif pattern != DATES:
                message = f"the pattern of {table}.{name} is none of those that are known here: {told(pattern)}"
                self.problems.append(Problem("datapackage.json", None, "resources", message))

    def broken(self, rows: Iterable[tuple[int, Row]]) -> Iterator[Problem]:
        """Every cell that is not as it is declared."""
        met: dict[str, dict[str, int]] = {name: {} for name in self._unique}
        for line, row in rows:
            for name, cell in row.items():
                if cell != cell.strip():
                    yield Problem(self._file, line, name, f"{told(cell)} has space before or after it")
                elif "\x00" in cell:
                    yield Problem(self._file, line, name, f"{told(cell)} has a character that is none")
            for name in self._required:
                if name not in row:
                    yield Problem(self._file, line, name, EMPTY)
            for name, pattern in self._patterns.items():
                if name in row and not pattern.fullmatch(row[name]):
                    yield Problem(self._file, line, name, f"{told(row[name])} is not of the form {pattern.pattern}")
            for name, words in self._words.items():
                if name in row and row[name] not in words:
                    yield Problem(self._file, line, name, none_of(row[name], words))
            for name, lines in met.items():
                if name in row and lines.setdefault(row[name], line) != line:
                    yield Problem(self._file, line, name, f"{told(row[name])} is there already, in row {lines[row[name]]}")
