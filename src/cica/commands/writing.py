"""Answers as text, CSV and JSON."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from cica.commands.columns import Columns
from cica.display.cells import in_words
from cica.display.csv_cells import cell, inert
from cica.display.layout import table_text
from cica.display.words import counted
from cica.errors import HIDDEN

if TYPE_CHECKING:
    import argparse

    from cica.model.entity import Cell, Entity
    from cica.tables.table import Table

    Value: TypeAlias = Cell | bool | float

__all__ = ["FOUND", "NOTHING", "USAGE", "show", "write_csv", "write_json", "write_table"]

FOUND, NOTHING, USAGE = 0, 1, 2


def show(table: Table[Entity], given: argparse.Namespace, holds: str) -> int:
    """Write a table in the form asked for, and say whether there was anything in it.

    Parameters
    ----------
    table : Table
        The answer.
    given : argparse.Namespace
        The question.
    holds : str
        The class of its objects, which says what columns there are where there are no objects.

    Returns
    -------
    int
        Exit status.
    """
    if given.format == "json":
        write_json(table.to_dict())
    elif given.format == "csv":
        columns = Columns(table, holds)
        open_ = map(columns.row, table.undetermined) if given.undetermined else None
        write_csv(columns.heading, map(columns.row, table), open_, verbatim=given.verbatim)
    else:
        write_table(table, given)
    return FOUND if table or table.undetermined else NOTHING


def write_table(table: Table[Entity], given: argparse.Namespace) -> None:
    """Write a table as text, with what is undetermined below it, by name or as a table of its own."""
    listed = given.undetermined and table.undetermined
    doubt = "" if listed else table._doubt(": --undetermined lists them")
    notes = [line for line in (doubt, table.coverage) if line]
    print(table_text(counted(len(table), table.title), *table._grid(in_words), notes, None, given.room))
    if listed:
        print()
        write_table(table.undetermined, given)


def write_json(value: object) -> None:
    """Write JSON; what a terminal would obey stands there as JSON writes such characters."""
    print(HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, indent=2, ensure_ascii=False)))


def write_csv(
    heading: Sequence[str],
    rows: Iterable[Sequence[Value]],
    open_: Iterable[Sequence[Value]] | None = None,
    *,
    verbatim: bool = False,
) -> None:
    """Write CSV: dates as EDTF, ``true`` and ``false``, nothing for what is missing, several values with semicolons.

    Parameters
    ----------
    heading : sequence of str
        The names of the columns.
    rows : iterable of sequence
        The rows.
    open_ : iterable of sequence, optional
        Rows of what is undetermined, which follow, and a column before the others that says which they are.
    verbatim : bool, default False
        Whether text stays as it is that a spreadsheet would run, before which otherwise there is an apostrophe, or that a terminal
        would obey, which otherwise is written out.
    """
    writer = csv.writer(sys.stdout, lineterminator="\n")
    parts: list[tuple[tuple[bool, ...], Iterable[Sequence[Value]]]]
    parts = [((), rows)] if open_ is None else [((False,), rows), ((True,), open_)]
    writer.writerow(heading if open_ is None else ("undetermined", *heading))
    for undetermined, part in parts:
        for row in part:
            cells = map(cell, (*undetermined, *row))
            writer.writerow(cells if verbatim else map(inert, cells))
