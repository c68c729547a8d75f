"""What stands in the places of a list: names, codes and objects, with the dates at which they are read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, SupportsInt, cast

import attrs

from cica.dates.date import Date, days
from cica.errors import OptionError
from cica.model.others import OtherEntity
from cica.model.states import State

if TYPE_CHECKING:
    from cica.dates.date import When

__all__ = ["Cell", "cells"]


@attrs.frozen
class Cell:
    """What stands in a place of a list: a name, a code or an object; the days at which it is read, and the date as it was given."""

    value: str | None
    entity: State | OtherEntity | None = None
    days: tuple[datetime.date, datetime.date] | None = None
    on: str | None = None
    missing: bool = False


def cells(values: object, on: object) -> list[Cell]:
    """What stands in each place of a list."""
    listed = _listed("values", values, (str, int, State, OtherEntity))
    if on is None:
        dates: list[object] = [None] * len(listed)
    elif isinstance(on, (str, int, datetime.date, Date)):
        dates = [on] * len(listed)
    else:
        dates = _listed("on", on, ())
        if len(dates) != len(listed):
            raise OptionError(f"on: there are {len(dates)} dates for {len(listed)} values: give one for all, or one for each")
    known: dict[object, tuple[datetime.date, datetime.date]] = {}
    found: list[Cell] = []
    for value, date in zip(listed, dates, strict=True):
        entity = value if isinstance(value, (State, OtherEntity)) else None
        text = None if entity is not None else _text(value)
        if on is None:
            found.append(Cell(text, entity, missing=text is None and entity is None))
            continue
        when: When | None = date if isinstance(date, (datetime.date, Date)) and date == date else _text(date)
        if when is not None and when not in known:
            known[when] = days(when)
        told = None if date is on else str(when)
        found.append(
            Cell(
                text, entity, None if when is None else known[when], told, missing=when is None or (text is None and entity is None)
            )
        )
    return found


def _listed(name: str, given: object, single: tuple[type, ...]) -> list[object]:
    """The values of a list, of a column or of an array."""
    if isinstance(given, single):
        raise OptionError(f"{name}={given!r}: accepted are several, such as ['KAZ', 'Korea, Rep.']; of one ask cica.state()")
    for method in ("to_pylist", "to_list", "tolist"):  # of Arrow, of pandas and polars, of numpy
        if callable(convert := getattr(given, method, None)):
            return list(cast("Iterable[object]", convert()))
    if not isinstance(given, Iterable):
        raise OptionError(f"{name}={given!r}: accepted is a list, or a column of a data frame")
    return list(cast("Iterable[object]", given))


def _text(value: object) -> str | None:
    """A name or a code; None of what is missing."""
    if value is None or type(value).__name__ in ("NAType", "NaTType") or value != value:
        return None
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool) or not isinstance(value, SupportsInt):
        return str(value)
    try:  # what pandas makes of numbers with gaps is a float
        return str(int(value) if value == int(value) else value)
    except (OverflowError, ValueError):
        return str(value)
