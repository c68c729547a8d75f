"""The data package and the objects made of it.

Rows of text become objects and objects become rows of text through cattrs. In a row, a reference is the identifier of what it
refers to, a date is EDTF text, several values are separated by semicolons, and an empty cell says that nothing is recorded.
Rows are read when a table is first asked for and made into objects one by one, so that a question costs what it needs.
"""

from __future__ import annotations

import csv
import datetime
import functools
import io
import json
import typing
from collections.abc import Callable, Iterator, Mapping
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from cica.dates import Answer, Date
from cica.errors import PackageError, Problem, nearest
from cica.model.entity import Entity

if typing.TYPE_CHECKING:
    from cica.files import Files
    from cica.table import Cell

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


class _BrokenReferenceError(ValueError):
    """What is referred to is there but cannot be read; its own problem is reported, so this one is not."""


class Package:
    """A data package: its description, its rows, and the objects made of them.

    Parameters
    ----------
    files : Files
        Where its files come from.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        self._rows: dict[str, dict[str, tuple[int, Row]]] = {}
        self._built: dict[tuple[str, str], Entity] = {}
        self._building: set[tuple[str, str]] = set()
        self._parts: dict[type[Entity], dict[str, list[str]]] = {}
        self._unread: set[str] = set()
        self._structures: dict[type[Entity], Structure] = {}
        self._converter = self._make_converter()
        self.description = self._read_description()
        self.columns = self._read_columns()
        self.as_of = self._read_as_of()

    def rows(self, table: str) -> dict[str, tuple[int, Row]]:
        """The rows of a table by identifier, each with its line number; cells that are empty are left out."""
        if table not in self._rows:
            rows, problems = self._read_rows(table)
            if problems:
                raise PackageError(problems)
            self._rows[table] = rows
        return self._rows[table]

    def all(self, cls: type[E]) -> Iterator[E]:
        """Every object of a class, in the order of its table."""
        return (self.get(cls, key) for key in self.rows(cls.table_name))

    def get(self, cls: type[E], key: str) -> E:
        """The object with an identifier; `KeyError` where there is none."""
        built = self._built.get((cls.table_name, key))
        if built is None:
            line, row = self.rows(cls.table_name)[key]
            built = self._build(cls, key, line, row)
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
            description = json.loads(content.decode("utf-8-sig"))
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
            reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
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
        kind = _kind_of(cls, row)
        values = self._values(cls, key, row)
        self._building.add(place)
        try:
            made = self._structure(kind)(values, kind)
        except Exception:  # whatever it is: the slower way, taken only now, says what is wrong in which fields
            try:
                made = make_dict_structure_fn(kind, self._converter, _cattrs_detailed_validation=True)(values, kind)
            except cattrs.ClassValidationError as error:
                raise PackageError([Problem(file, line, *found) for found in _explain(error)]) from None
        finally:
            self._building.discard(place)
        self._built[place] = made
        return typing.cast("E", made)

    def _structure(self, kind: type[Entity]) -> Structure:
        """What makes objects of a kind from the values of a row."""
        if kind not in self._structures:
            made = make_dict_structure_fn(kind, self._converter, _cattrs_detailed_validation=False)
            self._structures[kind] = typing.cast("Structure", made)
        return self._structures[kind]

    def _values(self, cls: type[Entity], key: str, row: Row) -> dict[str, object]:
        """The cells of a row, with the parts that other tables hold of it."""
        values: dict[str, object] = {name: cell for name, cell in row.items() if name != cls.owner}
        for name, part in _parts_of(cls).items():
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

    def _make_converter(self) -> cattrs.Converter:
        converter = cattrs.Converter(detailed_validation=False)
        converter.register_structure_hook(Date, lambda value, _: Date(value))
        converter.register_structure_hook(int, lambda value, _: _whole(value))
        converter.register_structure_hook_factory(_is_tuple, functools.partial(_structure_several, converter))
        converter.register_structure_hook_func(_is_entity, self._refer)
        converter.register_structure_hook_func(_is_party, self._refer_to_party)
        converter.register_structure_hook_func(_is_choice, _choose)
        return converter

    def _refer(self, value: str, cls: type[E]) -> E:
        rows = self.rows(cls.table_name)
        if value not in rows:
            if cls.table_name in self._unread:
                raise _BrokenReferenceError(value)
            likely = nearest(value, rows, 1)
            hint = f"; did you mean {likely[0]!r}?" if likely else ""
            raise ValueError(f"there is no {value!r} in {cls.table_name}{hint}")
        try:
            return self.get(cls, value)
        except PackageError as error:
            if any("refers to itself" in problem.message for problem in error.problems):
                raise ValueError(f"{value!r} refers to itself") from None
            raise _BrokenReferenceError(value) from None

    def _refer_to_party(self, value: str, kind: Any) -> Entity:
        """A state by its capitals, an organisation otherwise."""
        wanted = "states" if value.isupper() else "organisations"
        found: type[Entity] = next(cls for cls in get_args(kind) if cls.table_name == wanted)
        return self._refer(value, found)

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
            for part in _parts_of(cls).values():
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


def _objects(value: object) -> list[Json]:
    """The members of a JSON array, those that are not objects as empty ones."""
    parts = typing.cast("list[object]", value) if isinstance(value, list) else []
    return [typing.cast("Json", part) if isinstance(part, dict) else {} for part in parts]


def plain(item: Entity) -> dict[str, Cell]:
    """An object as a plain dictionary: dates as EDTF text, references as identifiers, parts as dictionaries of their own."""
    return typing.cast("dict[str, Cell]", _unstructure(type(item))(item))


@functools.cache
def _unstructurer() -> cattrs.Converter:
    converter = cattrs.Converter()
    converter.register_unstructure_hook(Date, str)
    converter.register_unstructure_hook_func(
        lambda kind: _is_entity(kind) or _is_party(kind), lambda item: plain(item) if item.owner else item.id
    )

    def several(value: tuple[Any, ...]) -> list[Any]:
        return [converter.unstructure(part) for part in value]

    converter.register_unstructure_hook_func(_is_tuple, several)
    return converter


def _unstructure(cls: type[Entity]) -> Callable[[Entity], dict[str, Any]]:
    if cls not in _UNSTRUCTURE:
        _UNSTRUCTURE[cls] = make_dict_unstructure_fn(cls, _unstructurer())
    return _UNSTRUCTURE[cls]


_UNSTRUCTURE: dict[type[Entity], Callable[[Entity], dict[str, Any]]] = {}


def _text(value: object) -> str:
    """The cell for a plain value."""
    if value is None:
        return ""
    return ";".join(map(str, typing.cast("list[object]", value))) if isinstance(value, list) else str(value)


def _structure_several(converter: cattrs.Converter, kind: Any) -> Callable[[Any, Any], tuple[Any, ...]]:
    """How the cell of a field with several values is read; parts come as objects already."""
    part: Any = get_args(kind)[0]
    structure: Callable[[Any, Any], Any] = converter.get_structure_hook(part)

    def several(value: Any, _: Any) -> tuple[Any, ...]:
        if isinstance(value, str):
            return tuple(structure(cell.strip(), part) for cell in value.split(";"))
        return tuple(value)

    return several


def _is_entity(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Entity)


def _is_party(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType) and all(_is_entity(arg) for arg in get_args(kind))


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _is_choice(kind: Any) -> bool:
    origin: object = get_origin(kind)
    return origin is Literal


def _whole(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise ValueError(f"{value!r} is not a whole number")
    return int(value)


def _choose(value: str, kind: Any) -> str:
    accepted = get_args(kind)
    if value not in accepted:
        likely = nearest(value, accepted, 1)
        hint = f"; did you mean {likely[0]!r}?" if likely else ""
        raise ValueError(f"{value!r}: accepted are {', '.join(map(repr, accepted))}{hint}")
    return value


def _explain(error: cattrs.ClassValidationError) -> Iterator[tuple[str | None, str]]:
    """Field and message of everything wrong in one row."""
    noted, others = error.group_exceptions()
    for inner, note in noted:
        if isinstance(inner, KeyError):
            yield note.name, "is empty, and needs a value"
        elif not isinstance(inner, _BrokenReferenceError):
            yield note.name, str(inner)
    for inner in others:
        yield None, str(inner)


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


def _parts_of(cls: type[Entity]) -> dict[str, type[Entity]]:
    """The fields of a class that hold its parts, such as the plans of a meeting."""
    if cls not in _PARTS:
        kinds = {field.name: get_args(field.type)[0] for field in attrs.fields(cls) if _is_tuple(field.type)}
        _PARTS[cls] = {name: kind for name, kind in kinds.items() if _is_entity(kind) and kind.owner}
    return _PARTS[cls]


_PARTS: dict[type[Entity], dict[str, type[Entity]]] = {}
