"""Tables as other programs hold them: columns of one kind each, with what they mean, keys, and references to other tables.

The tables of the record are laid out as its description declares them. A date is five columns, as in `Table.to_frame`: EDTF text,
the year where it is certain, the days between which it lies, and the day where it is known to the day.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_type_hints

import attrs

from cica.dates.date import Date, parts
from cica.model.entity import Entity, Spell
from cica.model.kinds import is_tuple
from cica.package.description import named, objects
from cica.package.objects import class_of
from cica.package.rows import KEYS, TABLES
from cica.tables.fields import columns_of

if TYPE_CHECKING:
    from cica.package.description import Json
    from cica.questions import Questions
    from cica.tables.table import Table

__all__ = ["Column", "Kind", "Reference", "Relation", "Value", "about", "names", "of_record", "of_table"]

Kind: TypeAlias = Literal["text", "category", "list", "flag", "number", "share", "date"]
Value: TypeAlias = str | int | float | datetime.date | tuple[str, ...] | None

PARTS: tuple[tuple[str, Kind, str], ...] = (
    ("year", "number", "Year, where certain"),
    ("earliest", "date", "Earliest"),
    ("latest", "date", "Latest"),
    ("day", "date", "Day, where known to the day"),
)


@attrs.frozen
class Column:
    """A column.

    Attributes
    ----------
    name : str
        Its name.
    kind : str
        What it holds: ``"text"``; ``"category"``, one of some words; ``"list"``, a tuple of texts; ``"flag"``, true or false;
        ``"number"``, a whole one; ``"share"``, any number; ``"date"``, a day. Any cell may be None.
    label : str
        What it means, in a few words.
    levels : tuple of str
        Of a category, the words.
    required : bool
        Whether every row has a value.
    unique : bool
        Whether no two rows have the same.
    codes : mapping of int to str
        Of a number that is a code, what the codes mean.
    """

    name: str
    kind: Kind
    label: str
    levels: tuple[str, ...] = ()
    required: bool = False
    unique: bool = False
    codes: Mapping[int, str] = attrs.field(factory=dict[int, str])


@attrs.frozen
class Reference:
    """Columns of which the values identify a row of another table, or of the same."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@attrs.frozen
class Relation:
    """A table as other programs hold it.

    Attributes
    ----------
    name, title, description : str
        What it is called, for programs and for people, and what a row is.
    columns : tuple of Column
        Its columns.
    rows, counted : callable
        What gives its rows, of one value a column, and what says how many there are; nothing is read before.
    key : tuple of str
        The columns that identify a row; empty where none are known.
    references : tuple of Reference
        Which columns refer to other tables.
    spells : bool
        Whether a row holds from the date ``start`` up to, not including, the date ``end``.
    tables : tuple of str
        The tables of the record from which its rows come.
    items : tuple of Entity, optional
        The objects that its rows show, where it was made of such.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Sequence[Value]]]
    counted: Callable[[], int] = attrs.field(repr=False)
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    spells: bool = False
    tables: tuple[str, ...] = ()
    items: tuple[Entity, ...] | None = attrs.field(default=None, repr=False)

    @property
    def size(self) -> int:
        """How many rows there are."""
        return self.counted()


def of_record(record: Questions, table: str) -> Relation:
    """A table of the record."""
    described = record._package.source.declared.tables[table]
    schema = described["schema"]
    hints = get_type_hints(class_of(table))
    fields: list[tuple[str, Kind, tuple[Column, ...]]] = []
    for field in record._package.source.declared.fields(table):
        kind, levels = _kind(hints.get(field["name"]), field)
        fields.append((field["name"], kind, _columns(field, kind, levels)))

    def made() -> Iterable[list[Value]]:
        for _, row in record._package.rows(table).values():
            cells: list[Value] = []
            for name, kind, columns in fields:
                cells += _cells(row.get(name, ""), kind, len(columns) > 1)
            yield cells

    return Relation(
        name=table,
        title=described.get("title", table.replace("_", " ")),
        description=described.get("description", ""),
        columns=tuple(column for _, _, columns in fields for column in columns),
        rows=made,
        counted=lambda: len(record._package.rows(table)),
        key=_key(table, schema),
        references=tuple(_references(record, table, schema)),
        spells=issubclass(class_of(table), Spell),
        tables=(table,),
    )


def of_table(table: Table[Entity], name: str, record: Questions, *, undetermined: bool = False) -> Relation:
    """A table of objects, with the columns of `Table.to_frame`."""
    items = [*table, *table.undetermined] if undetermined else [*table]
    shown = table._columns or {}
    known = record._package.source.declared
    tables = {item.table_name for item in (items or table.undetermined)} & known.tables.keys()
    labels = {column.name: column for one in sorted(tables) for column in of_record(record, one).columns}
    columns: list[Column] = []
    gets: list[Callable[[Entity], Any]] = []
    for column, (kind, levels, get) in columns_of(items, list(table.undetermined), shown).items():
        label = labels[column].label if column in labels else column.replace("_", " ")
        columns.append(Column(column, kind, label, levels))  # type: ignore[arg-type]
        gets.append(get)
    if undetermined:
        columns.append(Column("undetermined", "flag", "Whether it is undetermined that it belongs here"))

    def made() -> Iterable[list[Value]]:
        for place, item in enumerate(items):
            cells: list[Value] = [None if (value := get(item)) == "" else value for get in gets]
            yield [*cells, place >= len(table)] if undetermined else cells

    once = all(item.id for item in items) and len({item.id for item in items}) == len(
        items
    )  # which of a timeline, or of what somebody put together, may not be so
    key = ("id",) if once else ()
    return Relation(
        name,
        table.title,
        table.coverage,
        tuple(columns),
        made,
        lambda: len(items),
        key,
        (),
        False,
        tuple(sorted(tables)),
        tuple(items),
    )


def _kind(hint: Any, field: Json) -> tuple[Kind, tuple[str, ...]]:
    """What a column holds, by the type of the field, or by its description where the object has no such field."""
    levels = tuple(field.get("constraints", {}).get("enum", ()))
    if is_tuple(hint):
        return "list", ()
    if _date(hint):
        return "date", ()
    if levels:
        return "category", levels
    return ("number" if field.get("type") == "integer" or _whole(hint) else "text"), ()


@cache
def _date(hint: Any) -> bool:
    return hint is Date or Date in getattr(hint, "__args__", ())


@cache
def _whole(hint: Any) -> bool:
    return hint is int or int in getattr(hint, "__args__", ())


def _columns(field: Json, kind: Kind, levels: tuple[str, ...]) -> tuple[Column, ...]:
    """The column of a field, or the five of a date."""
    name, bound = field["name"], field.get("constraints", {})
    label = field.get("description", name.replace("_", " "))
    required, unique = bool(bound.get("required")), bool(bound.get("unique"))
    if kind != "date":
        return (Column(name, kind, label, levels, required, unique),)
    said = label.removesuffix(" (EDTF)")
    spread = (Column(f"{name}_{part}", kind, f"{what}: {said}") for part, kind, what in PARTS)
    return Column(name, "text", label, (), required, unique), *spread


def _cells(cell: str, kind: Kind, dated: bool) -> tuple[Value, ...]:
    """The values of a cell of the record."""
    if dated:
        return (cell, *parts(_read(cell))) if cell else (None,) * 5
    if not cell:
        return (None,)
    if kind == "list":
        return (tuple(part.strip() for part in cell.split(";")),)
    return (int(cell) if kind == "number" else cell,)


@cache
def _read(cell: str) -> Date:
    return Date(cell)


def _references(record: Questions, table: str, schema: Json) -> Iterable[Reference]:
    """The foreign keys that the description of a table declares to a key; of a record as known on a day, those that hold."""
    declared = record._package.source.declared
    for given in objects(schema.get("foreignKeys")):
        to = given["reference"]
        reference = Reference(named(given["fields"]), to.get("resource") or table, named(to["fields"]))
        unique = [(field["name"],) for field in declared.fields(reference.table) if field.get("constraints", {}).get("unique")]
        known = record._whole is record or _holds(record, table, reference)
        if known and reference.to in (_key(reference.table, declared.tables[reference.table]["schema"]), *unique):
            yield reference


def _key(table: str, schema: Json) -> tuple[str, ...]:
    """The columns that identify a row."""
    return named(schema.get("primaryKey")) or KEYS.get(table, ("id",))


def _holds(record: Questions, table: str, reference: Reference) -> bool:
    """Whether every row refers to one that is there; the list that says what a code means may not have been published yet."""
    known = {tuple(row.get(name) for name in reference.to) for _, row in record._package.rows(reference.table).values()}
    given = {tuple(row.get(name) for name in reference.columns) for _, row in record._package.rows(table).values()}
    return all(None in values or values in known for values in given)


def names(record: Questions) -> list[str]:
    """The tables of a record, in the order of its kind."""
    return [table for table in TABLES if table in record._package.columns]


def about(record: Questions) -> Relation:
    """What the record is, and how to cite it, as a table of two columns."""
    given = record._package.description
    said = {
        "title": given.get("title", ""),
        "version": given.get("version", ""),
        "as_of": str(record.as_of),
        "citation": record.cite(),
        "licence": ", ".join(one["name"] for one in given.get("licenses", ())),
    }
    rows = [(name, value) for name, value in said.items() if value]
    columns = (Column("name", "text", "What is said of the record", required=True), Column("value", "text", "What it is"))
    return Relation(
        "about", "About", "What the record is, and how to cite it.", columns, lambda: rows, lambda: len(rows), ("name",)
    )
