"""A table as CSV: UTF-8, commas, a heading, nothing for what is missing."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from cica.display.csv_cells import cell, inert

if TYPE_CHECKING:
    from cica.exports.exporting import Export

__all__ = ["write"]


def write(export: Export, file: Path) -> int:
    """Write the table; text stays text in a spreadsheet, unless it is asked for as it is."""
    (table,) = export.tables
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        for row in ([column.name for column in table.columns], *table.rows()):
            cells = map(cell, row)
            writer.writerow(cells if export.verbatim else map(inert, cells))
    return table.size
