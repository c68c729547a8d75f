"""The columns of a table as CSV: the same for every answer of a question, however much of it is there."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, get_args, get_type_hints

import attrs

from cica.dates.date import Date, parts
from cica.display.words import shown
from cica.model.entity import Entity

if TYPE_CHECKING:
    from cica.model.entity import Cell
    from cica.tables.table import Table

__all__ = ["Columns"]

PARTS = ("year", "earliest", "latest", "day")
DATED = ("published", "since")  # what tables show beyond the fields of their objects, and is a date


class Columns:
    """The columns of `Table.to_frame`, for CSV: the fields of a class, a date as five of them, and what the table shows beyond.

    Parameters
    ----------
    table : Table
        The table.
    holds : str
        The class whose fields are the columns, by its module and name. Of other objects among them, as of organisations among
        observers, stands there what they have of these.
    """

    def __init__(self, table: Table[Entity], holds: str) -> None:
        module, _, name = holds.rpartition(".")
        every = [*table, *table.undetermined]
        cls: type[Entity] = getattr(import_module(f"cica.{module}"), name)
        hints = get_type_hints(cls)
        self._dated = {field.name: Date in (hints[field.name], *get_args(hints[field.name])) for field in attrs.fields(cls)}
        self._beyond: dict[str, Callable[[Entity], object]] = {
            name: get for name, get in (table._columns or {}).items() if name not in self._dated
        }
        for name, get in self._beyond.items():
            self._dated[name] = name in DATED or any(isinstance(get(item), Date) for item in every)

    @property
    def heading(self) -> list[str]:
        """The names of the columns."""
        return [part for name, dated in self._dated.items() for part in (name, *(f"{name}_{part}" for part in PARTS if dated))]

    def row(self, item: Entity) -> list[Cell]:
        """The cells of an object."""
        plain, cells = item.to_dict(), list["Cell"]()
        for name, dated in self._dated.items():
            value: object = self._beyond[name](item) if name in self._beyond else getattr(item, name, None)
            said = (shown(value) or None) if name in self._beyond else value.id if isinstance(value, Entity) else plain.get(name)
            cells.append(said)
            if dated:
                year, *days = parts(value if isinstance(value, Date) else None)
                cells += [year, *(None if day is None else str(day) for day in days)]
        return cells
