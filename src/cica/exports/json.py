"""A table as JSON: an array of objects, one a line, or with no more than the lines of it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cica.exports.exporting import Export
    from cica.exports.relations import Relation

__all__ = ["lines", "write"]


def write(export: Export, file: Path) -> int:
    """Write the table as one array."""
    (table,) = export.tables
    with file.open("w", encoding="utf-8", newline="") as text:
        text.write("[")
        for place, line in enumerate(lines(table)):
            text.write(("," if place else "") + "\n" + line)
        text.write("\n]\n")
    return table.size


def lines(table: Relation) -> Iterator[str]:
    """Every row as an object: days as ISO text, several values as an array, null for what is missing."""
    names = [column.name for column in table.columns]
    for row in table.rows():
        values = (str(value) if isinstance(value, datetime.date) else value for value in row)
        yield json.dumps(dict(zip(names, values, strict=True)), ensure_ascii=False, allow_nan=False)
