"""A data frame of any engine as a table of an export."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from numbers import Integral
from typing import Any, TypeAlias

try:
    import narwhals as nw
except ImportError:
    raise ImportError("data frames are read through narwhals: pip install 'cica[frames]'") from None

from cica.dates.scalars import native as own
from cica.errors import OptionError, told
from cica.exports.relations import Column, Kind, Relation, Value

__all__ = ["Labels", "of_frame"]

# What gives the labels of columns, and what the numbers in them mean.
Labels: TypeAlias = Callable[[Iterable[str]], Mapping[str, tuple[str, Mapping[int, str]]]]
LIMIT = 2**63  # whole numbers from which on files have no room for them
# What objects of Python may be, where all of a column are.
OBJECTS: tuple[tuple[Kind, tuple[type, ...]], ...] = (
    ("flag", (bool,)),
    ("number", (int,)),
    ("share", (int, float)),
    ("list", (list, tuple)),
)


def of_frame(native: Any, name: str, labels: Labels) -> Relation:
    """A data frame, with the index that it has, if that has names; what is lazy is computed."""
    frame = _read(native)
    said = labels(frame.columns)
    columns: list[Column] = []
    values: list[list[Value]] = []
    for series in frame.iter_columns():
        cells = _cells(series)
        kind, levels = _kind(series, cells)
        label, codes = said.get(series.name, ("", {}))
        columns.append(Column(series.name, kind, label, levels, codes=codes if kind == "number" else {}))
        plain = kind in ("number", "flag") or series.dtype == nw.String  # Python's own already
        values.append(cells if plain else [None if cell is None else _value(cell, kind, series.name) for cell in cells])
    return Relation(name, name, "", tuple(columns), lambda: zip(*values, strict=True), lambda: len(frame))


def _read(native: Any) -> nw.DataFrame[Any]:
    """A frame of any engine, of which every column has a name of its own."""
    if type(native).__name__ == "DataFrame" and type(native).__module__.startswith(("pandas", "modin")):
        named = [level for level in native.index.names if level is not None]
        _look_at([*named, *native.columns])
        native = native.set_axis([str(column) for column in native.columns], axis="columns")
        if named:
            native = native.reset_index()
    try:
        given: Any = nw.from_native(native)
    except TypeError:
        raise OptionError(
            f"table={told(native)}: accepted are the name of a table, a table such as cica.members(), and a data frame"
        ) from None
    frame: nw.DataFrame[Any] = given.collect() if isinstance(given, nw.LazyFrame) else given
    _look_at(frame.columns)
    return frame


def _look_at(names: Sequence[object]) -> None:
    """Raise `OptionError` where a column has no name of its own; a whole number is one, as of the years of a wide table."""
    if not names:
        raise OptionError("table: a data frame without a column is no table")
    for name in names:
        if not isinstance(name, (str, Integral)) or not str(name):
            raise OptionError(f"table: a column is called {told(name)}, and a file of tables has names of text: rename it")
    for name, count in Counter(map(str, names)).items():
        if count > 1:
            raise OptionError(f"table: {count} columns are called {told(name)}: give each a name of its own")


def _cells(series: nw.Series[Any]) -> list[Any]:
    """The values of a column as Python's own, None where one is missing."""
    cells: list[Any] = series.to_list()
    nothing = series.is_null()
    if nothing.any():
        cells = [None if none else cell for cell, none in zip(cells, nothing.to_list(), strict=True)]
    if series.dtype == nw.Object:
        cells = list(map(own, cells))
    if (series.dtype == nw.Object or series.dtype == nw.UInt64) and any(
        isinstance(cell, int) and not -LIMIT <= cell < LIMIT for cell in cells
    ):
        raise OptionError(f"table: a number stands in {told(series.name)} that takes more than 64 bits")
    return cells


def _kind(series: nw.Series[Any], cells: Sequence[Any]) -> tuple[Kind, tuple[str, ...]]:
    """What a column holds, and of a category its levels."""
    kind: Any = series.dtype
    if kind == nw.Enum:
        return "category", tuple(kind.categories)
    if kind == nw.Categorical:
        native: Any = series.to_native()
        declared = native.cat.categories if series.implementation.is_pandas_like() else series.drop_nulls().to_list()
        return "category", tuple(dict.fromkeys(map(str, declared)))
    if kind == nw.Boolean:
        return "flag", ()
    if kind.is_integer():
        return "number", ()
    if kind.is_numeric():
        return "share", ()
    if kind == nw.List:
        return "list", ()
    if kind == nw.Date or (kind == nw.Datetime and kind.time_zone is None and all(cell is None or _is_day(cell) for cell in cells)):
        return "date", ()
    return (_kind_of_objects([cell for cell in cells if cell is not None]) if kind == nw.Object else "text"), ()


def _kind_of_objects(held: Sequence[Any]) -> Kind:
    """What a column holds of which the engine knows only that it holds objects of Python."""
    for kind, types in OBJECTS:
        if held and all(isinstance(value, types) and (kind == "flag" or not isinstance(value, bool)) for value in held):
            return kind
    return "date" if held and all(map(_is_day, held)) else "text"


def _is_day(value: object) -> bool:
    """Whether a value is a day, or the first moment of one in no time zone."""
    if isinstance(value, datetime.datetime):
        return value == value.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None) if value.tzinfo is None else False
    return isinstance(value, datetime.date)


def _value(value: Any, kind: Kind, column: str) -> Value:
    if kind == "share":
        number = float(value)
        if math.isinf(number):
            raise OptionError(f"table: an infinite number stands in {told(column)}, which files have no place for")
        return None if math.isnan(number) else number
    if kind == "date":
        return value.date() if isinstance(value, datetime.datetime) else value
    if kind == "list":
        if any(part is None for part in value):
            raise OptionError(f"table: something is missing within a list in {told(column)}: leave it out of the list")
        return tuple(map(str, value))
    if isinstance(value, bytes):
        raise OptionError(f"table: {told(column)} holds bytes: decode them")
    return value.isoformat(" ") if isinstance(value, datetime.datetime) else str(value)
