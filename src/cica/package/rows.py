"""The rows of a data package: its description, and the cells of each table as text, read when the table is first asked for.

In a row, a reference is the identifier of what it refers to, a date is EDTF text, several values are separated by semicolons, and
an empty cell says that nothing is recorded.
"""

from __future__ import annotations

import csv
import io
import threading
import typing

from cica.errors import PackageError, Problem, nearest
from cica.package.description import FILE, Description
from cica.package.sheets import Row, Sheet

if typing.TYPE_CHECKING:
    from cica.package.files import Files

__all__ = ["KEYS", "TABLES", "Derived", "Row", "Rows"]

# Every table of the data package, and the class of its rows: module and name, so that a question imports only what it needs.
TABLES = {
    "sources": ("sources", "Source"),
    "statements": ("sources", "Statement"),
    "disputes": ("sources", "Dispute"),
    "states": ("states", "State"),
    "state_names": ("names", "StateName"),
    "former_states": ("states", "FormerState"),
    "state_systems": ("systems", "SystemSpell"),
    "dated_names": ("systems", "DatedName"),
    "predecessors": ("systems", "Predecessor"),
    "other_entities": ("others", "OtherEntity"),
    "other_names": ("others", "OtherName"),
    "organisations": ("organisations", "Organisation"),
    "memberships": ("memberships", "Membership"),
    "meetings": ("meetings", "Meeting"),
    "plans": ("meetings", "Plan"),
    "attendances": ("attendances", "Attendance"),
    "chairmanships": ("chairmanships", "Chairmanship"),
    "terms": ("chairmanships", "Term"),
    "officers": ("institutions", "Officer"),
    "seats": ("institutions", "Seat"),
    "bodies": ("institutions", "Body"),
    "documents": ("documents", "Document"),
    "principles": ("documents", "Principle"),
    "measures": ("documents", "Measure"),
    "coordinators": ("documents", "Coordinator"),
    "activities": ("activities", "Activity"),
    "applications": ("applications", "Application"),
    "resources": ("institutions", "Resource"),
    "milestones": ("institutions", "Milestone"),
    "initiatives": ("institutions", "Initiative"),
    "coverage": ("coverage", "Coverage"),
}
# The columns that identify a row where no column is an identifier.
KEYS = {
    "statements": ("table", "row", "field", "source", "value"),
    "disputes": ("table", "row", "field"),
    "state_names": ("state", "language", "name"),
    "other_names": ("entity", "language", "name"),
}
# Tables of which a question needs few rows, and that take long to take apart.
LARGE = ("state_names",)


class Rows:
    """The description and the rows of a data package.

    Parameters
    ----------
    files : Files
        Where its files come from.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        self._lock = threading.RLock()
        self._tables: dict[str, dict[str, tuple[int, Row]]] = {}
        self._sheets: dict[str, Sheet] = {}
        self._problems: dict[str, list[Problem]] = {}
        self._made: dict[tuple[str, str], tuple[int, Row]] = {}
        self.declared = Description(files.read(FILE), TABLES)
        self.description = self.declared.given
        self.columns = self.declared.columns
        self.as_of = self.declared.as_of

    def of(self, table: str) -> dict[str, tuple[int, Row]]:
        """The rows of a table by identifier, each with its line number; cells that are empty are left out."""
        if table not in self._tables:
            with self._lock:
                self._tables.setdefault(table, self._make(table))
        return self._tables[table]

    def having(self, table: str, column: str, value: str) -> list[str]:
        """The identifiers of the rows of a table that refer to something by a column; no other row is made for it."""
        sheet = self._sheets.get(table) or self._excerpt(table, value) or self._sheet(table)
        found: list[str] = []
        for line, cells in sheet.having(column, value):
            key = sheet.key(cells)
            if (table, key) not in self._made:
                self._made[table, key] = line, sheet.row(cells)
            found.append(key)
        return found

    def holds(self, table: str, key: str) -> bool:
        """Whether a table has a row with an identifier; a file in which the text does not even occur is not taken apart."""
        if table not in self.columns:
            return False
        if table not in self._tables and table not in KEYS and '"' not in key:
            content = self._files.read(f"{table}.csv")
            if content is not None and key.encode("utf-8", "replace") not in content:
                return False
        return key in self.of(table)

    def row(self, table: str, key: str) -> tuple[int, Row]:
        """A row with its line number; `KeyError` where there is none."""
        if table not in self._tables:
            if table in LARGE and (table, key) not in self._made:
                self.having(table, KEYS[table][0], key.split("/")[0])
            if (table, key) in self._made:
                return self._made[table, key]
        return self.of(table)[key]

    def index(self) -> bytes | None:
        """What everything is called, by normalised name, if that was found beforehand: see `cica.names.index`."""
        return self._files.index()

    def same(self, other: Rows, table: str) -> bool:
        """Whether the file of a table is that of other rows, byte for byte."""
        return self._files.read(f"{table}.csv") == other._files.read(f"{table}.csv")

    def problems(self, table: str) -> list[Problem]:
        """Everything wrong with a table; the rows that can be read are kept all the same."""
        if table not in self._problems:
            sheet, problems = self._read(table)
            self._sheets[table], self._tables[table] = sheet, sheet.rows()
            self._problems[table] = problems + sheet.repeated() if len(self._tables[table]) < len(sheet.lines) else problems
        return self._problems[table]

    def _sheet(self, table: str) -> Sheet:
        """The cells of a table, read once."""
        if table not in self._sheets:
            with self._lock:
                sheet, problems = self._read(table)
                if problems:
                    raise PackageError(problems)
                self._sheets.setdefault(table, sheet)
        return self._sheets[table]

    def _excerpt(self, table: str, value: str) -> Sheet | None:
        """The rows of a large table in which a value occurs, without taking the rest apart; None where that cannot be done so."""
        plain = table in LARGE and table in self.columns and value and '"' not in value
        content = self._files.read(f"{table}.csv") if plain else None
        if content is None:
            return None
        lines = [line.removesuffix("\r") for line in _decoded(content).split("\n")]
        if any(line.count('"') % 2 for line in lines):  # a cell has several lines
            return None
        header = next(csv.reader(lines[:1], strict=True))
        places = [number for number, line in enumerate(lines) if value in line and number > 0]  # the first is the heading
        sheet = Sheet(f"{table}.csv", header, KEYS.get(table, ("id",)))
        cells = csv.reader([lines[number] for number in places], strict=True)
        sheet.lines += [(number + 1, row) for number, row in zip(places, cells, strict=True)]
        return sheet if all(len(row) == len(header) for _, row in sheet.lines) else None

    def _make(self, table: str) -> dict[str, tuple[int, Row]]:
        sheet = self._sheet(table)
        rows = sheet.rows()
        if len(rows) < len(sheet.lines):
            raise PackageError(sheet.repeated())
        return rows

    def _read(self, table: str) -> tuple[Sheet, list[Problem]]:
        names = KEYS.get(table, ("id",))
        file = f"{table}.csv"
        if table not in self.columns:
            return Sheet(file, (), names), []
        try:
            content = self._files.read(file)
        except PackageError as error:
            return Sheet(file, (), names), list(error.problems)
        if content is None:
            return Sheet(file, (), names), [Problem(file, None, None, "is missing")]
        sheet, problems = Sheet(file, (), names), [*self.declared.unlike(table, content)]
        try:
            reader = csv.reader(io.StringIO(_decoded(content), newline=""), strict=True)
            header = next(reader, list[str]())
            if not header:
                return sheet, [Problem(file, None, None, "is empty: it has not even a heading")]
            if len(header) == 1 and ";" in header[0]:
                return sheet, [Problem(file, 1, None, "is separated by semicolons, and needs commas")]
            for name in [name for name in self.columns[table] if name not in header]:
                problems.append(Problem(file, 1, name, "is declared in datapackage.json, and is not there"))
            for name in [name for name in header if name not in self.columns[table]]:
                likely = nearest(name, self.columns[table], 1)
                hint = f"; did you mean {likely[0]!r}?" if likely else ""
                problems.append(Problem(file, 1, name, f"there is no such column{hint}"))
            if len(set(header)) < len(header):
                problems.append(Problem(file, 1, None, "names a column twice"))
            sheet = Sheet(file, header, names)
            for cells in reader:
                if len(cells) == len(header):
                    sheet.lines.append((reader.line_num, cells))
                else:
                    message = f"has {len(cells)} cells, the heading has {len(header)}"
                    problems.append(Problem(file, reader.line_num, None, message))
        except UnicodeDecodeError as error:
            problems.append(Problem(file, None, None, f"is not UTF-8: {error.reason} at byte {error.start}"))
        except csv.Error as error:
            problems.append(Problem(file, None, None, f"is not CSV: {error}"))
        return sheet, problems


class Derived(Rows):
    """Rows that are derived from those of a whole package, under the same identifiers.

    Parameters
    ----------
    whole : Rows
        The rows of the whole package.
    """

    def __init__(self, whole: Rows) -> None:
        self._whole = whole
        self._lock = threading.RLock()
        self._tables: dict[str, dict[str, tuple[int, Row]]] = {}
        self.declared = whole.declared
        self.description = whole.description
        self.columns = whole.columns
        self.as_of = whole.as_of

    def index(self) -> bytes | None:
        """What everything is called, which is the same."""
        return self._whole.index()


def _decoded(content: bytes) -> str:
    """Text in UTF-8, with or without a byte-order mark."""
    return content.decode("utf-8").removeprefix("\ufeff")
