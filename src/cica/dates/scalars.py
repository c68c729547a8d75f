"""Single values of numpy, pandas and the like as Python's own, so that a cell of anybody's file can be asked about."""

from __future__ import annotations

import datetime
from typing import Any

from cica.errors import OptionError, told

__all__ = ["LEAST_YEAR", "MOST_YEAR", "flag", "missing", "native", "year_of"]

LEAST_YEAR, MOST_YEAR = 1000, 9999  # a year has four digits


def missing(value: Any) -> bool:
    """Whether a value is none: None, NaN, and what pandas writes for a time or a cell that is not there.

    Examples
    --------
    >>> from cica.dates.scalars import missing
    >>> missing(None), missing(float("nan")), missing("")
    (True, True, False)
    """
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    if isinstance(value, (str, int, bytes)):
        return False
    try:
        return bool(value != value)  # NaN, and numpy's time that is none
    except Exception:  # whatever a caller's own object makes of that
        return False


def native(value: Any) -> Any:
    """A number, a text or a day of numpy or pandas as Python's own, a whole number in a float as one; else what was given.

    A period of pandas, or a month or year of numpy, becomes the two days from which to which it goes.

    Examples
    --------
    >>> from cica.dates.scalars import native
    >>> native(732.0), native("732"), native(2.5)
    (732, '732', 2.5)
    """
    if isinstance(value, (bool, int, datetime.date)) or type(value) is str:
        return value
    if isinstance(value, str):  # numpy's text is a kind of Python's
        return str(value)
    module = type(value).__module__.partition(".")[0]
    if module == "numpy" and hasattr(value, "dtype"):
        return _of_numpy(value)
    if module == "pandas" and hasattr(value, "start_time"):
        return value.start_time.date(), value.end_time.date()
    try:
        if value == (whole := int(value)) and not hasattr(value, "__len__"):
            return whole
    except Exception:  # no number, or one without an end; whatever a caller's own object makes of that
        return value
    return value


def _of_numpy(value: Any) -> Any:
    kind = value.dtype.kind if value.ndim == 0 else ""
    if kind == "M":
        import numpy as np

        unit: Any = np.datetime_data(value.dtype)
        whole = unit[0] in ("Y", "M", "W", "D")  # else it is a time in a day
        day = np.timedelta64(1, "D")
        first, last = value, (value + np.timedelta64(unit[1], unit[0])).astype("datetime64[D]") - day if whole else value
        first, last = (day.astype("datetime64[D]").item() for day in (first, last))
        if not isinstance(last, datetime.date):  # none, or after the year 9999
            return value
        return first if first == last else (first, last)
    item = value.item() if kind in ("i", "u", "f", "b", "U") else value
    return native(item) if isinstance(item, float) else item


def year_of(name: str, given: object) -> int:
    """A year as a number; `OptionError` if it is none.

    Parameters
    ----------
    name : str
        What the argument is called, for the message.
    given : object
        A whole number of any kind, or four digits as text.

    Examples
    --------
    >>> from cica.dates.scalars import year_of
    >>> year_of("year", 2014.0), year_of("year", "2014")
    (2014, 2014)
    """
    year = native(given)
    if isinstance(year, str) and len(text := year.strip()) == 4 and text.isascii() and text.isdigit():
        year = int(text)
    if not isinstance(year, int) or not LEAST_YEAR <= year <= MOST_YEAR:
        raise OptionError(f"{name}={told(given)}: accepted is a year such as 2014")
    return year


def flag(name: str, given: object) -> bool:
    """What was given for a switch; `OptionError` where it is neither true nor false."""
    found = native(given)
    if isinstance(found, int) and found in (0, 1):
        return bool(found)
    raise OptionError(f"{name}={told(given)}: accepted are True and False")
