"""Panels of states, and of pairs of states, for the programs that make statistics of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from cica.commands.arguments import Argument, of_type, several
from cica.commands.asking import SUSPENDED, Question, wanted
from cica.commands.writing import FOUND, NOTHING, write_csv, write_json

if TYPE_CHECKING:
    import narwhals as nw

    from cica.commands.writing import Value
    from cica.record import Record

__all__ = ["PANELS"]

ENGINES = ("polars", "pyarrow", "pandas")  # the quickest first; the answer is the same

START = Argument("start", "the first day, month or year", "DATE", needed=True)
END = Argument("end", "the last (default: the end of the record)", "DATE")
CHOSEN = (
    Argument("--states", "the states, with commas between; - reads them from standard input, one a line", "STATES", read=several),
    Argument("--codes", "the columns that say which state it is, such as ccode,iso3", "CODES", read=several),
    Argument("--system", "the states of a state system", choices=of_type("systems.StateSystem")),
    Argument("--organisations", "the organisations, with commas between (default: cica)", "ORGANISATIONS", read=several),
    Argument("--exclude", "organisations that counts leave out, with commas between", "ORGANISATIONS", read=several),
    Argument("--names", "a pattern for the names of the columns, such as {organisation}_{column}", "PATTERN"),
    SUSPENDED,
)
PANEL = (
    START,
    END,
    Argument("--freq", "the length of a period (default: year)", choices=("year", "month", "day")),
    Argument("--columns", "the columns, with commas between, such as role,days", "COLUMNS", read=several),
    Argument("--year", "what is asked of a year (default: any day of it)", choices=("any", "first", "last", "share")),
    *CHOSEN,
)
DYADS = (
    START,
    END,
    Argument("--columns", "the columns, with commas between, such as joint,status1", "COLUMNS", read=several),
    Argument("--year", "what is asked of a year (default: any day of it)", choices=("any", "first", "last")),
    *CHOSEN,
)


def _panel(record: Record, given: argparse.Namespace) -> int:
    return _write(record.panel, wanted(PANEL, given), "states", given)


def _dyads(record: Record, given: argparse.Namespace) -> int:
    return _write(record.dyads, wanted(DYADS, given) | {"directed": given.directed}, "pairs of states", given)


def _engine() -> str:
    """One of the libraries that make data frames, of those that are there."""
    if not find_spec("narwhals"):
        raise ImportError("panels need narwhals, and polars, pyarrow or pandas: pip install 'cica[frames]' polars")
    found = next((engine for engine in ENGINES if find_spec(engine)), None)
    if found is None:
        raise ImportError("panels need one of polars, pyarrow and pandas: pip install polars")
    return found


def _write(make: Callable[..., object], options: dict[str, object], what: str, given: argparse.Namespace) -> int:
    """Make a frame and write it: CSV is its text, since nobody reads a panel."""
    engine = _engine()
    import narwhals as nw

    frame = make(**options, microstates=given.microstates, engine=engine)
    # The cells are the same whatever engine made it.
    found: nw.DataFrame[Any] = nw.from_native(frame, eager_only=True)
    rows = list(zip(*map(_cells, found.iter_columns()), strict=True))
    if given.format == "json":
        title = f"{what} from {given.start} to {given.end or 'the end of the record'}"
        write_json({"title": title, "items": [dict(zip(found.columns, row, strict=True)) for row in rows]})
    else:
        write_csv(found.columns, rows, verbatim=given.verbatim)
    return FOUND if rows else NOTHING


def _cells(column: nw.Series[Any]) -> list[Value]:
    """The values of a column as those of Python, None for what is missing."""
    return [None if gone else _value(value) for value, gone in zip(column.to_list(), column.is_null().to_list(), strict=True)]


def _value(value: Any) -> Value:
    return str(value.isoformat())[:10] if hasattr(value, "isoformat") else value


PANELS = {
    "panel": Question("a panel of states over time, as CSV", PANEL, _panel),
    "dyads": Question("pairs of states year by year, as CSV", DYADS, _dyads),
}
