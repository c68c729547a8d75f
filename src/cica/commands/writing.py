"""Answers as text, CSV and JSON."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from cica.commands.columns import Columns
from cica.display.cells import in_words
from cica.display.layout import table_text
from cica.display.words import counted

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
        write_csv(columns.heading, map(columns.row, table), open_)
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
    """Write JSON."""
    print(json.dumps(value, indent=2, ensure_ascii=False))


def write_csv(heading: Sequence[str], rows: Iterable[Sequence[Value]], open_: Iterable[Sequence[Value]] | None = None) -> None:
    """Write CSV: dates as EDTF, ``true`` and ``false``, nothing for what is missing, several values with semicolons.

    Parameters
    ----------
    heading : sequence of str
        The names of the columns.
    rows : iterable of sequence
        The rows.
    open_ : iterable of sequence, optional
        Rows of what is undetermined, which follow, and a column before the others that says which they are.
    """
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if open_ is None:
        writer.writerow(heading)
        writer.writerows(map(_cell, row) for row in rows)
    else:
        writer.writerow(("undetermined", *heading))
        for undetermined, part in ((False, rows), (True, open_)):
            writer.writerows(map(_cell, (undetermined, *row)) for row in part)


def _cell(value: Value) -> str | int | float | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(part if isinstance(part, str) else str(part["id"]) for part in value)
    return value
