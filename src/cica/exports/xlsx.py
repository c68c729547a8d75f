"""A workbook of Excel: a sheet a table, days as days, and what the columns mean on a sheet of its own.

Text is written as text, so that nothing in it is ever run.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from cica.errors import OptionError, told
from cica.exports.relations import Column, Relation, about

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cica.exports.exporting import Export
    from cica.exports.relations import Value

__all__ = ["write"]

OPTIONS = {
    "default_date_format": "yyyy-mm-dd",
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
FIRST = datetime.date(1900, 3, 1)  # before it, spreadsheets count days each in their own way: there a day is ISO text
EXACT = 10**15  # up to which Excel has every whole number; a greater one is text
NARROW, BROAD = 6, 60  # the least and the greatest width of a column, in characters
TAKEN = ("about", "columns", "history")  # sheets of ours, and one that Excel keeps for itself


def write(export: Export, file: Path) -> int:
    """Write the workbook: the tables first, then what their columns mean and what the record is."""
    workbook: Any = xlsxwriter.Workbook(file, OPTIONS)
    with workbook as book:
        # The moment at which it was made is that to which the record is updated, so that the same record is the same file.
        book.set_properties({"title": "cica", "created": datetime.datetime.combine(export.record.as_of, datetime.time())})
        heading = book.add_format({"bold": True, "bottom": 1})
        for table in export.each([*export.tables, _columns(export.tables), about(export.record)], lambda table: table.name):
            name = _named(table.name) if table in export.tables else table.name
            _fill(book.add_worksheet(name), table, heading)
    return sum(table.size for table in export.tables)


def _fill(sheet: Any, table: Relation, heading: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # a year in EDTF
    widths = [len(column.name) + 1 for column in table.columns]
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, heading)
    for line, row in enumerate(table.rows(), 1):
        for place, value in enumerate(row):
            if value is not None:
                widths[place] = max(widths[place], _cell(sheet, line, place, value, table.columns[place]))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width, NARROW), BROAD))


def _cell(sheet: Any, line: int, place: int, value: Value, column: Column) -> int:
    """Write a value, and say how much room it takes."""
    if isinstance(value, bool):
        done = sheet.write_boolean(line, place, value)
    elif isinstance(value, float) or (isinstance(value, int) and abs(value) <= EXACT):
        done = sheet.write_number(line, place, value)
    elif isinstance(value, datetime.date) and value >= FIRST:
        done = sheet.write_datetime(line, place, value)
    else:
        value = "; ".join(value) if isinstance(value, tuple) else str(value)
        done = sheet.write_string(line, place, value)
    if done:
        raise OptionError(
            f"a workbook has no room for row {line} of {told(column.name)}: a cell takes 32,767 characters, a sheet 1,048,576 rows"
        )
    return len(str(value))


def _named(name: str) -> str:
    """A name for a sheet that Excel takes."""
    plain = re.sub(r"[\[\]:*?/\\]", "_", name).strip("'")[:31] or "table"
    return f"{plain} 1" if plain.lower() in TAKEN else plain


def _columns(tables: Sequence[Relation]) -> Relation:
    """What the columns of the tables mean."""
    rows = [(table.name, column.name, column.label or None) for table in tables for column in table.columns]
    columns = (Column("table", "text", ""), Column("column", "text", ""), Column("label", "text", ""))
    return Relation("columns", "Columns", "What the columns mean.", columns, lambda: rows, lambda: len(rows))
