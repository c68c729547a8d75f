"""A table as lines of JSON: one object a row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cica.exports.json import lines

if TYPE_CHECKING:
    from cica.exports.exporting import Export

__all__ = ["write"]


def write(export: Export, file: Path) -> int:
    """Write the table."""
    (table,) = export.tables
    with file.open("w", encoding="utf-8", newline="") as text:
        text.writelines(f"{line}\n" for line in lines(table))
    return table.size
