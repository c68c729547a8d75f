"""What a caller gives for a date, as the first and the last day it stands for; and what to say where it is none."""

from __future__ import annotations

import datetime
import functools
import re
from typing import cast

from cica.dates.scalars import LEAST_YEAR, MOST_YEAR, missing, native
from cica.errors import DateError, told

__all__ = ["Reading", "meant", "month_end", "read"]

# Earliest day, latest day, and whether the days are those of an event.
Reading = tuple[datetime.date | None, datetime.date | None, bool]

_FORMS = (
    "'2010-06-08', '2014-05', '2011', '[2010-06-08..2011-10-17]', '[..1999-09-14]', '2014-05-20/2014-05-21', a datetime.date, and "
    "a year as a number"
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
# What people write for a date and mean one of the forms above: only ever for a hint.
_MEANT = (
    (re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?(?:[t ]\d{1,2}:.*)?"), ""),
    (re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"), ""),
    (re.compile(r"(?:(?P<d>\d{1,2})\.?(?:st|nd|rd|th)? )?(?P<n>[a-z]{3,9})\.?,? (?P<y>\d{4})"), ""),
    (re.compile(r"(?P<n>[a-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})"), ""),
    (re.compile(r"(?P<y>\d{4})(?:-xx)?(?:-xx)?[?~%]?"), ""),
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})(?:-xx|[?~%])"), ""),
    (re.compile(r"(?P<from>\d{4}(?:-\d\d){0,2})/(?P<to>\d{4}(?:-\d\d){0,2})"), "[{from}..{to}]"),
    (re.compile(r"(?P<from>\d{4}) ?(?:-|\u2013|\.\.|to) ?(?P<to>\d{4})"), "[{from}..{to}]"),
    (re.compile(r"(?P<d>1[3-9]|[23]\d)[./-](?P<m>\d{1,2})[./-](?P<y>\d{4})"), ""),
    (re.compile(r"(?P<m>\d{1,2})[./-](?P<d>1[3-9]|[23]\d)[./-](?P<y>\d{4})"), ""),
    (re.compile(r"(?P<from>\d{4}(?:-\d\d){0,2})(?:/|/?\.\.)"), "[{from}..]"),
    (re.compile(r"(?:/|\.\./?)(?P<to>\d{4}(?:-\d\d){0,2})"), "[..{to}]"),
    (re.compile(r"(?P<y>\d{3})x"), "[{y}0..{y}9]"),
)


def read(value: object) -> Reading:
    """The days that a value stands for.

    Raises
    ------
    DateError
        If it is no date.

    Examples
    --------
    >>> from cica.dates.reading import read
    >>> read("2014-05")
    (datetime.date(2014, 5, 1), datetime.date(2014, 5, 31), False)
    """
    if isinstance(value, str):
        return _parse(value.strip()) if len(value) <= 100 else _refuse(value)
    if isinstance(value, (tuple, list)):
        return _refuse(cast("object", value))
    value = native(value)
    if missing(value):
        return _refuse(value)
    if isinstance(value, datetime.datetime):
        return value.date(), value.date(), False
    if isinstance(value, datetime.date):
        return value, value, False
    if isinstance(value, tuple):  # a month, a year or another stretch of numpy or pandas
        first, last = cast("tuple[datetime.date, datetime.date]", value)
        return first, last, False
    if isinstance(value, int) and LEAST_YEAR <= value <= MOST_YEAR:
        return _parse(str(value))
    return _refuse(value)


@functools.lru_cache(maxsize=4096)
def _parse(text: str) -> Reading:
    if text.startswith("[") and text.endswith("]") and text.count("..") == 1:
        first, last = text[1:-1].split("..")
        if not first and not last:
            _refuse(text)
        earliest = _component(first, text)[0] if first else None
        latest = _component(last, text)[1] if last else None
        spans = False
    elif text.count("/") == 1:
        first, last = text.split("/")
        if len(first) != 10 or len(last) != 10:
            _refuse(text)
        earliest, latest, spans = _component(first, text)[0], _component(last, text)[1], True
    else:
        earliest, latest = _component(text, text)
        spans = False
    if earliest and latest and earliest > latest:
        raise DateError(f"{text!r} ends before it begins")
    return earliest, latest, spans and earliest != latest


def _component(part: str, text: str) -> tuple[datetime.date, datetime.date]:
    numbers = part.split("-")
    if list(map(len, numbers)) != [4, 2, 2][: len(numbers)] or not (part.isascii() and "".join(numbers).isdigit()):
        _refuse(text)
    try:
        if len(part) == 10:
            day = datetime.date.fromisoformat(part)
            return day, day
        year = int(part[:4])
        first = int(part[5:]) if len(part) == 7 else 1
        last = int(part[5:]) if len(part) == 7 else 12
        return datetime.date(year, first, 1), month_end(datetime.date(year, last, 1))
    except ValueError:
        raise DateError(f"{told(text)} names a day that is not in the calendar") from None


def month_end(day: datetime.date) -> datetime.date:
    """The last day of the month in which a day lies."""
    if day.month == 12:
        return day.replace(day=31)
    return day.replace(month=day.month + 1, day=1) - datetime.timedelta(days=1)


def _refuse(given: object) -> Reading:
    raise DateError(f"{told(given)} is not a date; {_hint(given)}accepted are {_FORMS}")


def _hint(given: object) -> str:
    """What was probably meant."""
    if isinstance(given, int) and not isinstance(given, bool):
        return "a year has four digits; "
    if missing(given):
        return "a question needs one, so leave out what is missing; "
    if not isinstance(given, str) or len(given) > 40:
        return ""
    text = " ".join(given.split()).casefold()
    if text in ("today", "now"):
        today = datetime.date.today()
        return (
            f"now is the last day of the record, as_of, about which a question is by default; of today by the clock ask '{today}'; "
        )
    found = meant(given)
    return f"did you mean {found!r}? " if found else ""


def meant(given: str) -> str:
    """The accepted form of a date that people write otherwise; empty where there is none.

    Examples
    --------
    >>> from cica.dates.reading import meant
    >>> meant("8 June 2010"), meant("Sept 14, 1999"), meant("1990-1995"), meant("7/11/1956")
    ('2010-06-08', '1999-09-14', '[1990..1995]', '')
    """
    text = " ".join(given.split()).casefold()
    for pattern, form in _MEANT:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        parts = found.groupdict()
        if form:
            date = form.format(**parts)
        else:
            month = parts.get("m")
            if name := parts.get("n"):
                month = next((place for place, known in enumerate(_MONTHS, 1) if known.startswith(name)), None)
                if month is None:
                    continue
            date = "-".join(f"{int(part):0{digits}}" for part, digits in ((parts["y"], 4), (month, 2), (parts.get("d"), 2)) if part)
        try:
            _parse(date)
        except DateError:
            return ""
        return date
    return ""
