"""A data frame of any engine as a table of an export."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

try:
    import narwhals as nw
except ImportError:
    raise ImportError("data frames are read through narwhals: pip install 'cica[frames]'") from None

from cica.errors import OptionError, told
from cica.exports.relations import Column, Kind, Relation, Value

__all__ = ["Labels", "of_frame"]

# What gives the labels of columns, and what the numbers in them mean.
Labels: TypeAlias = Callable[[Iterable[str]], Mapping[str, tuple[str, Mapping[int, str]]]]


def of_frame(native: Any, name: str, labels: Labels) -> Relation:
    """A data frame, with the index that it has, if that has names; what is lazy is computed."""
    pandas = type(native).__name__ == "DataFrame" and type(native).__module__.startswith(("pandas", "modin"))
    if pandas and any(level is not None for level in native.index.names):
        native = native.reset_index()
    try:
        given: Any = nw.from_native(native)
    except TypeError:
        raise OptionError(
            f"table={told(native)}: accepted are the name of a table, a table such as cica.members(), and a data frame"
        ) from None
    frame: nw.DataFrame[Any] = given.collect() if isinstance(given, nw.LazyFrame) else given
    said = labels(frame.columns)
    columns: list[Column] = []
    values: list[list[Value]] = []
    for series in frame.iter_columns():
        kind, levels = _kind(series)
        label, codes = said.get(series.name, ("", {}))
        columns.append(Column(series.name, kind, label, levels, codes=codes if kind == "number" else {}))
        gone = series.is_null().to_list()
        values.append([None if none else _value(value, kind) for value, none in zip(series.to_list(), gone, strict=True)])
    return Relation(name, name, "", tuple(columns), lambda: zip(*values, strict=True), lambda: len(frame))


def _kind(series: nw.Series[Any]) -> tuple[Kind, tuple[str, ...]]:
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
    held = [value for value in series.to_list() if value is not None] if kind in (nw.Object, nw.Datetime) else []
    days = kind == nw.Date or (bool(held) and all(map(_is_day, held)))
    return ("date" if days else "text"), ()


def _is_day(value: object) -> bool:
    """Whether a value is a day, or the first moment of one in no time zone."""
    if isinstance(value, datetime.datetime):
        return value == value.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None) if value.tzinfo is None else False
    return isinstance(value, datetime.date)


def _value(value: Any, kind: Kind) -> Value:
    if kind == "share":
        number = float(value)
        return None if number != number else number
    if kind == "date":
        return value.date() if isinstance(value, datetime.datetime) else value
    if kind == "list":
        return tuple(map(str, value))
    if kind in ("text", "category"):
        return value.isoformat(" ") if isinstance(value, datetime.datetime) else str(value)
    return bool(value) if kind == "flag" else int(value)
