"""A data set of SPSS: labels of variables and values, days as days, and a text that says what it is."""

from __future__ import annotations

import datetime
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyreadstat

from cica.errors import OptionError, told
from cica.exports.relations import about
from cica.exports.variables import cut, variables

if TYPE_CHECKING:
    from cica.exports.exporting import Export

__all__ = ["write"]

MOST, LINE, LONGEST = 64, 80, 32_767  # letters of the label of a file, of a line of text about it; bytes of a text
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
BEGIN = datetime.datetime(1582, 10, 14)
DATED = 92  # where the moment at which it was made stands


def write(export: Export, file: Path) -> int:
    """Write the data set."""
    (table,) = export.tables
    made = variables(table)
    texts = {str(name) for name, dtype in made.frame.dtypes.items() if dtype.kind == "O"}
    for name in sorted(texts):
        if any(len(text.encode()) > LONGEST for text in made.frame[name]):
            raise OptionError(f"a text in {told(name)} has more than the {LONGEST:,} bytes that SPSS takes")
    for name in made.dates:  # which SPSS counts in seconds
        made.frame[name] = (made.frame[name] - BEGIN).dt.total_seconds()
    said = [table.description, *(f"{name}: {value}" for name, value in about(export.record).rows())]
    frame: Any = made.frame
    pyreadstat.write_sav(
        frame,
        file,
        file_label=cut(f"cica: {table.title}", MOST),
        column_labels={**made.labels},
        variable_value_labels=made.values,  # type: ignore[arg-type]  # of which the type says that the keys may be any
        variable_format=dict.fromkeys(made.dates, "SDATE10"),
        variable_measure={name: "nominal" if name in made.values else "scale" for name in made.labels if name not in texts},
        note=[line for text in said for line in textwrap.wrap(text, LINE)],
        row_compress=True,
    )
    content = bytearray(file.read_bytes())
    moment = _moment(export.record.as_of)
    content[DATED : DATED + len(moment)] = moment
    file.write_bytes(content)
    return table.size


def _moment(day: datetime.date) -> bytes:
    """The first moment of a day, as the head of the file has it."""
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year % 100:02}00:00:00".encode()
