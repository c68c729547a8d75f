"""What stands in the places of a list: names, codes and objects, with the dates at which they are read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

import attrs

from cica.dates.date import Date, days
from cica.dates.scalars import missing, native
from cica.errors import OptionError, told
from cica.model.others import OtherEntity
from cica.model.states import State

if TYPE_CHECKING:
    from cica.dates.date import When

__all__ = ["LIST", "Cell", "cells", "column", "written"]

LIST = "a list, or a column of a data frame"


@attrs.frozen
class Cell:
    """What stands in a place of a list: a name, a code or an object; the days at which it is read, and the date as it was given."""

    value: str | None
    entity: State | OtherEntity | None
    days: tuple[datetime.date, datetime.date] | None
    on: str | None
    missing: bool


def cells(values: object, on: object) -> list[Cell]:
    """What stands in each place of a list."""
    listed = column("values", values, (str, bytes, int, State, OtherEntity))
    whole = native(on)
    single = isinstance(whole, (str, int, datetime.date, Date))
    if on is None or single:
        dates: list[object] = [whole] * len(listed)
    else:
        dates = column("on", on, ())
        if len(dates) != len(listed):
            raise OptionError(f"on: there are {len(dates)} dates for {len(listed)} values: give one for all, or one for each")
    known: dict[object, tuple[datetime.date, datetime.date]] = {}
    found: list[Cell] = []
    for value, date in zip(listed, dates, strict=True):
        entity = value if isinstance(value, (State, OtherEntity)) else None
        text = None if entity is not None else written(value)
        if on is None:
            found.append(Cell(text, entity, None, None, text is None and entity is None))
            continue
        when: When | None = date if isinstance(date, (datetime.date, Date)) and not missing(date) else written(date)
        if when is not None and when not in known:
            known[when] = days(when)
        lacking = when is None or (text is None and entity is None)
        found.append(Cell(text, entity, None if when is None else known[when], None if single else str(when), lacking))
    return found


def column(name: str, given: object, single: tuple[type, ...], accepted: str = LIST) -> list[object]:
    """The values of a list, of a column or of an array; ``accepted`` says what it may be, if it is none of these."""
    if isinstance(given, single):
        raise OptionError(f"{name}={told(given)}: accepted are several, such as ['KAZ', 'Korea, Rep.']; of one ask cica.state()")
    if hasattr(type(given), "columns") and hasattr(given, "__getitem__"):  # which would be read by its headings, or by its rows
        raise OptionError(f"{name}: a data frame: give one column of it, such as df['country']")
    for method in ("to_pylist", "to_list", "tolist"):  # of Arrow, of pandas and polars, of numpy
        if not isinstance(given, type) and callable(convert := getattr(given, method, None)):
            given = convert()
            break
    if not isinstance(given, Iterable):
        raise OptionError(f"{name}={told(given)}: accepted is {accepted}")
    return list(cast("Iterable[object]", given))


def written(value: object) -> str | None:
    """A name or a code; None of what is missing."""
    if missing(value):
        return None
    value = native(value)  # what pandas makes of numbers with gaps is a float
    if isinstance(value, str):
        return value.strip() or None
    try:
        return str(value)
    except Exception:  # a number of too many digits, or whatever a caller's own object makes of that
        return told(value)
