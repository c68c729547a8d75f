"""The cells of one table, of which rows are made when they are asked for.

Most questions need a few rows of a table that has thousands: to take a file apart into cells is quick, to make a row of each is
not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import TypeAlias

from cica.errors import Problem

__all__ = ["EMPTY", "Row", "Sheet", "whole"]

EMPTY = "is empty, and needs a value"

Row: TypeAlias = dict[str, str]
Line: TypeAlias = tuple[int, list[str]]


class Sheet:
    """The cells of a table as its file has them.

    Parameters
    ----------
    file : str
        The name of the file.
    header : sequence of str
        The names of the columns.
    names : sequence of str
        The columns that identify a row where it has no identifier.

    Attributes
    ----------
    lines : list of tuple
        The cells of each row after its line number.
    """

    def __init__(self, file: str, header: Sequence[str], names: Sequence[str]) -> None:
        self._file = file
        self._header = header
        self._id = header.index("id") if "id" in header else None
        self._names = [header.index(name) for name in names if name in header]
        self._groups: dict[str, dict[str, list[Line]]] = {}
        self.lines: list[Line] = []

    def key(self, cells: Sequence[str]) -> str:
        """The identifier of a row."""
        return (self._id is not None and cells[self._id]) or "/".join([cells[place] for place in self._names])

    def row(self, cells: Sequence[str]) -> Row:
        """A row without the cells that are empty."""
        return dict(compress(zip(self._header, cells, strict=True), cells))

    def rows(self) -> dict[str, tuple[int, Row]]:
        """Every row by its identifier, with its line number; of several with one identifier the first."""
        header, key = self._header, self.key
        rows = {key(cells): (line, dict(compress(zip(header, cells, strict=True), cells))) for line, cells in self.lines}
        if len(rows) < len(self.lines):
            for line, cells in reversed(self.lines):
                rows[key(cells)] = line, self.row(cells)
        return rows

    def repeated(self) -> list[Problem]:
        """The rows with an identifier that an earlier one has."""
        first: dict[str, int] = {}
        problems: list[Problem] = []
        for line, cells in self.lines:
            key = self.key(cells)
            if first.setdefault(key, line) != line:
                problems.append(Problem(self._file, line, "id", f"{key!r} is there already, in row {first[key]}"))
        return problems

    def having(self, column: str, value: str) -> Sequence[Line]:
        """The rows with a value in a column."""
        groups = self._groups.get(column)
        if groups is None:
            groups = self._groups[column] = {}
            if column in self._header:
                place = self._header.index(column)
                for line in self.lines:
                    groups.setdefault(line[1][place], []).append(line)
        return groups.get(value, ())


def whole(value: str) -> int:
    """A cell with a whole number."""
    if not (value.isascii() and value.isdigit()):
        raise ValueError(f"{value!r} is not a whole number")
    return int(value)
