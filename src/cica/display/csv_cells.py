"""Cells of CSV: what stands there for a value, and how it stays text in a spreadsheet and on a terminal."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from cica.errors import visible

__all__ = ["Plain", "cell", "inert"]

Plain: TypeAlias = str | int | float | None
# Where a cell begins with what a spreadsheet takes for the beginning of a formula: these, and the first four in full width.
RUN = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])")


def cell(value: Plain | datetime.date | Sequence[str | Mapping[str, object]]) -> Plain:
    """What stands for a value: ``true`` or ``false``, a day as ISO text, several values with semicolons, parts as identifiers.

    Examples
    --------
    >>> from cica.display.csv_cells import cell
    >>> cell(True), cell(["KAZ", "CHN"]), cell(None)
    ('true', 'KAZ;CHN', None)
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, datetime.date):
        return str(value)
    return ";".join(part if isinstance(part, str) else str(part["id"]) for part in value)


def inert(cell: Plain) -> Plain:
    """A cell that a spreadsheet takes for text, as OWASP recommends, also where it takes semicolons for the end of a cell.

    Examples
    --------
    >>> from cica.display.csv_cells import inert
    >>> inert("=1+1"), inert("Astana"), inert(-1)
    ("'=1+1", 'Astana', -1)
    """
    return visible(RUN.sub("'", cell)) if isinstance(cell, str) else cell
