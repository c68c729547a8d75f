"""The data package and the objects made of it.

Rows of text become objects and objects become rows of text through cattrs. In a row, a reference is the identifier of what it
refers to, a date is EDTF text, several values are separated by semicolons, and an empty cell says that nothing is recorded.
Rows are read when a table is first asked for and made into objects one by one, so that a question costs what it needs.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import threading
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn

from cica.answers import Answer
from cica.errors import PackageError, Problem, nearest
from cica.model.entity import Entity
from cica.plain import plain
from cica.structuring import BrokenReferenceError, explain, make_converter, parts_of

if typing.TYPE_CHECKING:
    from cica.files import Files

__all__ = ["KEYS", "TABLES", "Package", "model", "plain"]

E = TypeVar("E", bound=Entity)
Row = dict[str, str]
Json = dict[str, Any]
Structure = Callable[[Mapping[str, Any], type[Entity]], Entity]

# Every table of the data package, and the class of its rows: module and name, so that a question imports only what it needs.
TABLES = {
    "sources": ("sources", "Source"),
    "statements": ("sources", "Statement"),
    "disputes": ("sources", "Dispute"),
    "states": ("states", "State"),
    "state_names": ("names", "StateName"),
    "former_states": ("names", "FormerState"),
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
    "milestones": ("institutions", "Milestone"),
    "initiatives": ("institutions", "Initiative"),
}
# The columns that identify a row where no column is an identifier.
KEYS = {
    "statements": ("table", "row", "field", "source", "value"),
    "disputes": ("table", "row", "field"),
    "state_names": ("state", "language", "name"),
}

csv.field_size_limit(1024 * 1024)


class Package:
    """A data package: its description, its rows, and the objects made of them.

    Parameters
    ----------
    files : Files
        Where its files come from.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        self._lock = threading.RLock()
        self._rows: dict[str, dict[str, tuple[int, Row]]] = {}
        self._built: dict[tuple[str, str], Entity] = {}
        self._building: set[tuple[str, str]] = set()
        self._parts: dict[type[Entity], dict[str, list[str]]] = {}
        self._unread: set[str] = set()
        self._hints = 100  # how many messages about references still look for the nearest match, which takes time
        self._structures: dict[type[Entity], Structure] = {}
        self._converter = make_converter(self._refer)
        self.description = self._read_description()
        self.columns = self._read_columns()
        self.as_of = self._read_as_of()

    def rows(self, table: str) -> dict[str, tuple[int, Row]]:
        """The rows of a table by identifier, each with its line number; cells that are empty are left out."""
        if table not in self._rows:
            with self._lock:
                rows, problems = self._read_rows(table)
                if problems:
                    raise PackageError(problems)
                self._rows.setdefault(table, rows)
        return self._rows[table]

    def all(self, cls: type[E]) -> Iterator[E]:
        """Every object of a class, in the order of its table."""
        return (self.get(cls, key) for key in self.rows(cls.table_name))

    def get(self, cls: type[E], key: str) -> E:
        """The object with an identifier; `KeyError` where there is none."""
        built = self._built.get((cls.table_name, key))
        if built is None:
            line, row = self.rows(cls.table_name)[key]
            with self._lock:  # one object a row, whatever the number of threads that ask for it
                built = self._built.get((cls.table_name, key)) or self._build(cls, key, line, row)
        return typing.cast("E", built)

    def row_of(self, item: Entity) -> Row:
        """The row of text that an object was made of, as far as its own table goes."""
        values = plain(item)
        names = [name for name in self.columns[item.table_name] if name in values]
        return {name: _text(values[name]) for name in names}

    # Reading

    def _read_description(self) -> Json:
        name = "datapackage.json"
        content = self._files.read(name)
        if content is None:
            raise PackageError([Problem(name, None, None, "is missing")])
        try:
            description = json.loads(_decoded(content))
        except (ValueError, RecursionError) as error:
            raise PackageError([Problem(name, None, None, f"is not JSON in UTF-8: {error}")]) from None
        if not isinstance(description, dict):
            raise PackageError([Problem(name, None, None, "is not a JSON object")])
        return typing.cast("Json", description)

    def _read_columns(self) -> dict[str, tuple[str, ...]]:
        """The columns of each table that the description announces."""
        columns: dict[str, tuple[str, ...]] = {}
        problems: list[Problem] = []
        for resource in _objects(self.description.get("resources")):
            name = resource.get("name")
            if not isinstance(name, str) or name not in TABLES:
                likely = nearest(str(name), TABLES, 1)
                hint = f"; did you mean {likely[0]!r}?" if likely else f"; known are {', '.join(TABLES)}"
                problems.append(Problem("datapackage.json", None, "resources", f"there is no table {name!r}{hint}"))
                continue
            if resource.get("path") != f"{name}.csv":
                message = f"the path of {name} is {resource.get('path')!r}, not '{name}.csv'"
                problems.append(Problem("datapackage.json", None, "resources", message))
            schema = resource.get("schema")
            fields = _objects(typing.cast("Json", schema).get("fields")) if isinstance(schema, dict) else []
            columns[name] = tuple(str(field.get("name")) for field in fields)
            if not fields:
                message = f"{name} has no schema with the names of its fields"
                problems.append(Problem("datapackage.json", None, "resources", message))
        if not columns and not problems:
            problems.append(Problem("datapackage.json", None, "resources", "lists no table"))
        if problems:
            raise PackageError(problems)
        return columns

    def _read_as_of(self) -> datetime.date:
        given = self.description.get("as_of")
        try:
            return datetime.date.fromisoformat(given)  # type: ignore[arg-type]  # anything else is refused below
        except (TypeError, ValueError):
            problem = Problem("datapackage.json", None, "as_of", f"{given!r} is not a day such as '2026-04-14'")
            raise PackageError([problem]) from None

    def _read_rows(self, table: str) -> tuple[dict[str, tuple[int, Row]], list[Problem]]:
        rows: dict[str, tuple[int, Row]] = {}
        if table not in self.columns:
            return rows, []
        file = f"{table}.csv"
        try:
            content = self._files.read(file)
        except PackageError as error:
            return rows, list(error.problems)
        if content is None:
            return rows, [Problem(file, None, None, "is missing")]
        problems: list[Problem] = []
        try:
            reader = csv.reader(io.StringIO(_decoded(content), newline=""), strict=True)
            header = next(reader, list[str]())
            for name in [name for name in header if name not in self.columns[table]]:
                likely = nearest(name, self.columns[table], 1)
                hint = f"; did you mean {likely[0]!r}?" if likely else ""
                problems.append(Problem(file, 1, name, f"there is no such column{hint}"))
            if len(set(header)) < len(header):
                problems.append(Problem(file, 1, None, "names a column twice"))
            for cells in reader:
                line = reader.line_num
                if len(cells) != len(header):
                    problems.append(Problem(file, line, None, f"has {len(cells)} cells, the heading has {len(header)}"))
                    continue
                row = {name: cell for name, cell in zip(header, cells, strict=True) if cell}
                key = row.get("id") or "/".join(row.get(name, "") for name in KEYS.get(table, ("id",)))
                if key in rows:
                    problems.append(Problem(file, line, "id", f"{key!r} is there already, in row {rows[key][0]}"))
                rows.setdefault(key, (line, row))
        except UnicodeDecodeError as error:
            problems.append(Problem(file, None, None, f"is not UTF-8: {error.reason} at byte {error.start}"))
        except csv.Error as error:
            problems.append(Problem(file, None, None, f"is not CSV: {error}"))
        return rows, problems

    # Making objects

    def _build(self, cls: type[E], key: str, line: int, row: Row) -> E:
        place = cls.table_name, key
        file = f"{cls.table_name}.csv"
        if place in self._building:
            raise PackageError([Problem(file, line, None, f"{key!r} refers to itself")])
        values = self._values(cls, key, row)
        self._building.add(place)
        try:
            made = self._structure(cls)(values, cls)
        except Exception:  # whatever it is: the slower way, taken only now, says what is wrong in which fields
            try:
                made = make_dict_structure_fn(cls, self._converter, _cattrs_detailed_validation=True)(values, cls)
            except cattrs.ClassValidationError as error:
                raise PackageError([Problem(file, line, *found) for found in explain(error)]) from None
        finally:
            self._building.discard(place)
        kind = _kind_of(cls, row)
        if kind is not cls:  # the same fields under a name of its own
            made = kind(**{field.name: getattr(made, field.name) for field in attrs.fields(cls)})
        self._built[place] = made
        return typing.cast("E", made)

    def _structure(self, cls: type[Entity]) -> Structure:
        """What makes objects of a class from the values of a row."""
        if cls not in self._structures:
            made = make_dict_structure_fn(cls, self._converter, _cattrs_detailed_validation=False, _cattrs_use_linecache=False)
            self._structures[cls] = typing.cast("Structure", made)
        return self._structures[cls]

    def _values(self, cls: type[Entity], key: str, row: Row) -> dict[str, object]:
        """The cells of a row, with the parts that other tables hold of it."""
        values: dict[str, object] = {name: cell for name, cell in row.items() if name != cls.owner}
        for name, part in parts_of(cls).items():
            values[name] = tuple(self.get(part, part_key) for part_key in self._owned(part).get(key, ()))
        return values

    def _owned(self, part: type[Entity]) -> dict[str, list[str]]:
        """Identifiers of the parts of each object that has some, such as the plans of a meeting."""
        if part not in self._parts:
            owned: dict[str, list[str]] = {}
            for key, (_, row) in self.rows(part.table_name).items():
                owned.setdefault(row.get(part.owner, ""), []).append(key)
            self._parts[part] = owned
        return self._parts[part]

    def _refer(self, value: str, cls: type[E]) -> E:
        rows = self.rows(cls.table_name)
        if value not in rows:
            if cls.table_name in self._unread:
                raise BrokenReferenceError(value)
            likely = nearest(value, rows, 1) if self._hints > 0 else []
            self._hints -= 1
            hint = f"; did you mean {likely[0]!r}?" if likely else ""
            raise ValueError(f"there is no {value!r} in {cls.table_name}{hint}")
        try:
            return self.get(cls, value)
        except PackageError as error:
            if any("refers to itself" in problem.message for problem in error.problems):
                raise ValueError(f"{value!r} refers to itself") from None
            raise BrokenReferenceError(value) from None

    # Checking the whole

    def check(self) -> None:
        """Make every object, and raise `PackageError` with every problem found."""
        problems: list[Problem] = []
        for table, cls in model().items():
            rows, found = self._read_rows(table)
            self._rows[table] = rows
            if any(problem.row is None for problem in found):
                self._unread.add(table)
            known = [field.name for field in attrs.fields(cls)] + [cls.owner]
            for name in self.columns.get(table, ()):
                if name not in known:
                    found.append(Problem("datapackage.json", None, "resources", f"{table} has no column {name!r}"))
            problems += found
        for table, cls in model().items():
            for key in self._rows[table]:
                try:
                    self.get(cls, key)
                except PackageError as error:
                    problems += error.problems
        problems += self._check_owners()
        if not problems:
            problems += self._check_sense()
        if problems:
            raise PackageError({str(problem): problem for problem in problems}.values())

    def _check_owners(self) -> Iterator[Problem]:
        for cls in model().values():
            for part in parts_of(cls).values():
                rows = self._rows[part.table_name]
                for line, row in rows.values():
                    owner = row.get(part.owner, "")
                    if owner not in self._rows[cls.table_name] and cls.table_name not in self._unread:
                        message = f"there is no {owner!r} in {cls.table_name}"
                        yield Problem(f"{part.table_name}.csv", line, part.owner, message)

    def _check_sense(self) -> Iterator[Problem]:
        """What only shows once every row could be read: spells that end before they begin, statements about nothing."""
        for table, cls in model().items():
            for key, (line, row) in self._rows[table].items():
                item = self.get(cls, key)
                start, end = getattr(item, "start", None), getattr(item, "end", None)
                if start and end and (end < start) is Answer.YES:
                    yield Problem(f"{table}.csv", line, "end", f"{end} is before the start, {start}")
                if table in ("statements", "disputes"):
                    about, name = row["table"], row["field"]
                    if row["row"] not in self._rows.get(about, {}):
                        yield Problem(f"{table}.csv", line, "row", f"there is no {row['row']!r} in {about}")
                    elif name not in self.columns[about]:
                        yield Problem(f"{table}.csv", line, "field", f"there is no {name!r} in {about}")


def _decoded(content: bytes) -> str:
    """Text in UTF-8, with or without a byte-order mark."""
    return content.decode("utf-8").removeprefix("\ufeff")


def _objects(value: object) -> list[Json]:
    """The members of a JSON array, those that are not objects as empty ones."""
    parts = typing.cast("list[object]", value) if isinstance(value, list) else []
    return [typing.cast("Json", part) if isinstance(part, dict) else {} for part in parts]


def _text(value: object) -> str:
    """The cell for a plain value."""
    if value is None:
        return ""
    return ";".join(map(str, typing.cast("list[object]", value))) if isinstance(value, list) else str(value)


def model() -> dict[str, type[Entity]]:
    """The class of each table."""
    import importlib

    return {table: getattr(importlib.import_module(f"cica.model.{module}"), name) for table, (module, name) in TABLES.items()}


def _kind_of(cls: type[E], row: Row) -> type[E]:
    """The class of a row: that of its table, or the kind of meeting that it is."""
    if cls.table_name == "meetings":
        from cica.model import meetings

        kind = row.get("kind", "")
        found = meetings.Summit if kind == "summit" else meetings.Ministerial if kind.endswith("ministerial") else cls
        return typing.cast("type[E]", found)
    return cls
