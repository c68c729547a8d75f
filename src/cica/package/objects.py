"""The objects of a data package.

Rows of text become objects and objects become rows of text through cattrs, which is imported with the first object that needs it: a
state has nothing but text and whole numbers. Rows are made into objects one by one, when they are first asked for, so that a
question costs what it needs.
"""

from __future__ import annotations

import threading
import typing
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import attrs

from cica.errors import NotFoundError, PackageError, Problem, nearest
from cica.model.entity import Entity
from cica.model.kinds import is_entity, is_tuple
from cica.package.rows import TABLES, Row, Rows
from cica.package.sheets import whole

if TYPE_CHECKING:
    import cattrs

__all__ = ["Package", "class_of", "parts_of"]

E = TypeVar("E", bound=Entity)
Structure = Callable[[Mapping[str, object], type[Entity]], Entity]
PLAIN = (str, int, int | None)  # the types of fields that need no more than a row has


class Package:
    """The objects of a data package.

    Parameters
    ----------
    source : Rows
        Its rows.
    """

    def __init__(self, source: Rows) -> None:
        self.source = source
        self.description = source.description
        self.columns = source.columns
        self.as_of = source.as_of
        self.rows = source.of
        self.index = source.index
        self.having, self.row = source.having, source.row
        self._lock = threading.RLock()
        self._built: dict[tuple[str, str], Entity] = {}
        self._building: set[tuple[str, str]] = set()
        self._failed: dict[tuple[str, str], PackageError] = {}  # so that what refers to it does not try again
        self.unread: set[str] = set()
        self._hints = 10  # how many messages about references still look for the nearest match, which takes time
        self._structures: dict[type[Entity], Structure] = {}
        self._own_fields: dict[type[Entity], list[str]] = {}

    def all(self, cls: type[E]) -> Iterator[E]:
        """Every object of a class, in the order of its table."""
        return (self.get(cls, key) for key in self.rows(cls.table_name))

    def get(self, cls: type[E], key: str) -> E:
        """The object with an identifier; `KeyError` where there is none."""
        built = self._built.get((cls.table_name, key))
        if built is None:
            line, row = self.source.row(cls.table_name, key)
            with self._lock:  # one object a row, whatever the number of threads that ask for it
                built = self._built.get((cls.table_name, key)) or self._build_line(cls, key, line, row)
        return typing.cast("E", built)

    def own(self, item: E, *tables: str) -> E:
        """The object of this package with the identifier of one that may come from another, if it is of one of some tables."""
        if not isinstance(item, Entity):  # whatever a caller may give for one
            raise NotFoundError(f"nothing is called {item!r}: give a code or a name as text, a number, or an object of the record")
        if tables and item.table_name not in tables:
            raise NotFoundError(f"{item!r} is of {item.table_name}; wanted is one of {', '.join(tables)}")
        if item.id not in self.rows(item.table_name):
            raise NotFoundError(f"this record has no {item.id!r} in {item.table_name}")
        return self.get(type(item), item.id)

    def row_of(self, item: Entity) -> Row:
        """The row of text that an object was made of, as far as its own table goes."""
        values = item.to_dict()
        names = [name for name in self.columns[item.table_name] if name in values]
        return {name: _text(values[name]) for name in names}

    # Making objects

    def _build_line(self, cls: type[E], key: str, line: int, row: Row) -> E:
        """The object of a row; first those of its own table to which it refers, and they, one by one, however long the line is."""
        referred = self._own_kind(cls, row)
        if not referred or (cls.table_name, key) in self._failed:
            return self._build(cls, key, line, row)
        waiting, line_of = [(key, iter(referred))], {key}
        while waiting:
            one, others = waiting[-1]
            before = next(others, None)
            if before is None:
                waiting.pop()
                line_of.discard(one)
                if waiting:
                    with suppress(PackageError):  # which is raised where it is referred to
                        self._build(cls, one, *self.source.row(cls.table_name, one))
            elif not self._made(cls, before) and before in self.rows(cls.table_name):
                if before in line_of:
                    number, _ = self.source.row(cls.table_name, before)
                    wrong = Problem(f"{cls.table_name}.csv", number, None, f"{before!r} refers to itself")
                    self._failed[cls.table_name, before] = PackageError([wrong])
                else:
                    line_of.add(before)
                    waiting.append((before, iter(self._own_kind(cls, self.source.row(cls.table_name, before)[1]))))
        return self._build(cls, key, line, row)

    def _made(self, cls: type[Entity], key: str) -> bool:
        place = cls.table_name, key
        return place in self._built or place in self._failed

    def _own_kind(self, cls: type[Entity], row: Row) -> list[str]:
        """The identifiers of the rows of its own table to which a row refers."""
        if cls not in self._own_fields:
            kinds = {field.name: (field.type, *get_args(field.type)) for field in attrs.fields(cls)}
            self._own_fields[cls] = [name for name, parts in kinds.items() if cls in parts]
        return [part.strip() for name in self._own_fields[cls] if name in row for part in row[name].split(";")]

    def _build(self, cls: type[E], key: str, line: int, row: Row) -> E:
        place = cls.table_name, key
        file = f"{cls.table_name}.csv"
        if place in self._built:
            return typing.cast("E", self._built[place])
        if place in self._failed:
            raise self._failed[place]
        if place in self._building:
            self._failed[place] = PackageError([Problem(file, line, None, f"{key!r} refers to itself")])
            raise self._failed[place]
        values = self._values(cls, key, row)
        self._building.add(place)
        try:
            made = self._structure(cls)(values, cls)
        except (ValueError, LookupError, TypeError):  # the slower way, taken only now, says what is wrong in which fields
            from cica.package.structuring import explained

            found, wrong = explained(cls, self._converter, values)
            if found is None:
                raise self._failed.setdefault(place, PackageError([Problem(file, line, *problem) for problem in wrong])) from None
            made = found
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
            kinds: dict[str, Any] = {field.name: field.type for field in attrs.fields(cls)}
            if all(kind in PLAIN for kind in kinds.values()):
                self._structures[cls] = lambda values, cls: cls(**_plain(values, kinds))
            else:
                from cica.package.structuring import structure

                self._structures[cls] = structure(cls, self._converter)
        return self._structures[cls]

    @cached_property
    def _converter(self) -> cattrs.BaseConverter:
        from cica.package.structuring import make_converter

        return make_converter(self._refer, lambda value, cls: value in self.rows(cls.table_name))

    def _values(self, cls: type[Entity], key: str, row: Row) -> dict[str, object]:
        """The cells of a row, with the parts that other tables hold of it."""
        values: dict[str, object] = {name: cell for name, cell in row.items() if name != cls.owner}
        for name, part in parts_of(cls).items():
            values[name] = tuple(self.get(part, owned) for owned in self.source.having(part.table_name, part.owner, key))
        return values

    def _refer(self, value: str, cls: type[E]) -> E:
        rows = self.rows(cls.table_name)
        if value not in rows:
            from cica.package.structuring import BrokenReferenceError

            if cls.table_name in self.unread:
                raise BrokenReferenceError(value)
            likely = nearest(value, rows, 1) if self._hints > 0 else []
            self._hints -= 1
            hint = f"; did you mean {likely[0]!r}?" if likely else ""
            raise ValueError(f"there is no {value!r} in {cls.table_name}{hint}")
        try:
            return self.get(cls, value)
        except PackageError:  # of which its own row tells
            from cica.package.structuring import BrokenReferenceError

            raise BrokenReferenceError(value) from None


def parts_of(cls: type[Entity]) -> dict[str, type[Entity]]:
    """The fields of a class that hold its parts, such as the plans of a meeting."""
    if cls not in _PARTS:
        kinds = {field.name: get_args(field.type)[0] for field in attrs.fields(cls) if is_tuple(field.type)}
        _PARTS[cls] = {name: kind for name, kind in kinds.items() if is_entity(kind) and kind.owner}
    return _PARTS[cls]


_PARTS: dict[type[Entity], dict[str, type[Entity]]] = {}


def _plain(values: Mapping[str, object], kinds: Mapping[str, object]) -> dict[str, Any]:
    """The values of fields of text and of whole numbers."""
    return {name: value if kinds[name] is str else whole(str(value)) for name, value in values.items() if name in kinds}


def _text(value: object) -> str:
    """The cell for a plain value."""
    if value is None:
        return ""
    return ";".join(map(str, typing.cast("list[object]", value))) if isinstance(value, list) else str(value)


@cache
def class_of(table: str) -> type[Entity]:
    """The class of the rows of a table."""
    module, name = TABLES[table]
    return typing.cast("type[Entity]", getattr(import_module(f"cica.model.{module}"), name))


def _kind_of(cls: type[E], row: Row) -> type[E]:
    """The class of a row: that of its table, or the kind of meeting that it is."""
    if cls.table_name == "meetings":
        from cica.model import meetings

        kind = row.get("kind", "")
        found = meetings.Summit if kind == "summit" else meetings.Ministerial if kind.endswith("ministerial") else cls
        return typing.cast("type[E]", found)
    return cls
