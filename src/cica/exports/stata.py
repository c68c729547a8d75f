"""A data set of Stata, version 14 or later: labels of variables and values, days as days, and notes that say what it is.

Where a label of a variable finds no room, the whole of it is a note on the variable.
"""

from __future__ import annotations

import datetime
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cica.exports.relations import about
from cica.exports.variables import cut, variables

if TYPE_CHECKING:
    from cica.exports.exporting import Export

__all__ = ["write"]

MOST = 80  # letters of a label of a data set or a variable


def write(export: Export, file: Path) -> int:
    """Write the data set."""
    (table,) = export.tables
    made = variables(table)
    made.frame.to_stata(
        file,
        write_index=False,
        version=118,  # of Stata 14, the first that has all letters
        data_label=cut(f"cica: {table.title}", MOST),
        time_stamp=datetime.datetime.combine(export.record.as_of, datetime.time()),
        variable_labels={name: cut(label, MOST) for name, label in made.labels.items()},
        value_labels=made.values,  # type: ignore[arg-type]  # of which the type says that the keys may be any
        convert_dates=dict.fromkeys(made.dates, "td"),
    )
    said = [("_dta", f"{name}: {value}") for name, value in about(export.record).rows()]
    long = [(name, label) for name, label in made.labels.items() if len(label) > MOST]
    file.write_bytes(_noted(file.read_bytes(), [*([("_dta", table.description)] if table.description else []), *said, *long]))
    return table.size


def _noted(content: bytes, notes: Iterable[tuple[str, str]]) -> bytes:
    """A data set with notes, of which each is on a variable, or on all of it; pandas writes none.

    As Stata's ``help dta`` has it: after the map of where each part begins, the ninth of which is that of the characteristics,
    a note is a characteristic of the name note1, note2 and so on, and note0 says how many there are.
    """
    count: dict[str, int] = {}
    parts: list[bytes] = []

    def add(name: str, number: int, text: str) -> None:
        inner = name.encode().ljust(129, b"\0") + f"note{number}".encode().ljust(129, b"\0") + text.encode() + b"\0"
        parts.append(b"<ch>" + struct.pack("<I", len(inner)) + inner + b"</ch>")

    for name, text in notes:
        count[name] = count.get(name, 0) + 1
        add(name, count[name], text)
    for name, number in count.items():
        add(name, 0, str(number))
    place = content.index(b"<map>") + len(b"<map>")
    offsets = list(struct.unpack_from("<14Q", content, place))
    begins = offsets[8] + len(b"<characteristics>")
    added = b"".join(parts)
    moved = [offset + len(added) if number > 8 else offset for number, offset in enumerate(offsets)]
    whole = content[:begins] + added + content[begins:]
    return whole[:place] + struct.pack("<14Q", *moved) + whole[place + 14 * 8 :]
