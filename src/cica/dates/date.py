"""Dates that say how well they are known.

A `Date` is one unknown day in a stretch of days, or an event that lasted several days. It is written in a subset of EDTF
(ISO 8601-2): ``2010-06-08``, ``2014-05``, ``2011``, ``[2010-06-08..2011-10-17]``, ``[..1999-09-14]``, ``[2016..]``,
``2014-05-20/2014-05-21``. A question asked of such a date has three answers.
"""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING, TypeAlias

import attrs

from cica.dates.answers import Answer
from cica.errors import DateError

if TYPE_CHECKING:
    from typing import Self

__all__ = ["Date", "When", "days", "parts"]

_FORMS = "'2010-06-08', '2014-05', '2011', '[2010-06-08..2011-10-17]', '[..1999-09-14]', '2014-05-20/2014-05-21'"


@functools.lru_cache(maxsize=4096)
def _parse(text: str) -> tuple[datetime.date | None, datetime.date | None, bool]:
    """Earliest day, latest day, and whether the days are those of an event."""
    if text.startswith("[") and text.endswith("]") and text.count("..") == 1:
        first, last = text[1:-1].split("..")
        if not first and not last:
            raise _unreadable(text)
        earliest = _component(first, text)[0] if first else None
        latest = _component(last, text)[1] if last else None
        spans = False
    elif text.count("/") == 1:
        first, last = text.split("/")
        if len(first) != 10 or len(last) != 10:
            raise _unreadable(text)
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
        raise _unreadable(text)
    try:
        if len(part) == 10:
            day = datetime.date.fromisoformat(part)
            return day, day
        year = int(part[:4])
        first = int(part[5:]) if len(part) == 7 else 1
        last = int(part[5:]) if len(part) == 7 else 12
        return datetime.date(year, first, 1), _month_end(datetime.date(year, last, 1))
    except ValueError:
        raise DateError(f"{text!r} names a day that is not in the calendar") from None


def _month_end(day: datetime.date) -> datetime.date:
    if day.month == 12:
        return day.replace(day=31)
    return day.replace(month=day.month + 1, day=1) - datetime.timedelta(days=1)


def _unreadable(text: object) -> DateError:
    return DateError(f"{text!r} is not a date; accepted are {_FORMS}, a datetime.date, and a year as an int")


@attrs.frozen(init=False, order=False, repr=False)
class Date:
    """A date as well as it is known: one day in a stretch of days, or the days of an event.

    Parameters
    ----------
    value : str, datetime.date, int or Date
        EDTF text in one of the forms ``2010-06-08`` (a day), ``2014-05`` (one day of that month), ``2011`` (one day of that
        year), ``[2010-06-08..2011-10-17]`` (one day in that range), ``[..1999-09-14]`` (that day or before),
        ``[2016-04-28..]`` (that day or after), ``2014-05-20/2014-05-21`` (an event from one day to the other); a
        `datetime.date` or `datetime.datetime`; or a year as an int.

    Attributes
    ----------
    earliest, latest : datetime.date or None
        First and last day it may fall on; None where it is not bounded on that side. Of an event, its first and last day.
    spans : bool
        Whether it is an event of several days, every one of which is meant.

    Raises
    ------
    DateError
        If the value is none of these.

    Notes
    -----
    Dates compare with ``<``, ``<=``, ``>`` and ``>=`` as days do, and the result is an `Answer`: an event is before another
    date if it ended before that date began. ``==`` compares what is known, not the unknown days: ``Date("2011") == Date("2011")``
    is True. A range that is exactly a month or a year is written as one, so that ``Date(str(d)) == d`` always. To sort dates,
    use ``sorted(dates, key=lambda d: d.sort_key)``.

    Examples
    --------
    >>> import cica
    >>> accession = cica.Date("[2010-06-08..2011-10-17]")
    >>> accession.earliest, accession.latest
    (datetime.date(2010, 6, 8), datetime.date(2011, 10, 17))
    >>> accession < cica.Date("2012")
    <Answer.YES: 'yes'>
    >>> cica.Date("[2014-05-01..2014-05-31]")
    Date('2014-05')
    """

    earliest: datetime.date | None
    latest: datetime.date | None
    spans: bool

    if TYPE_CHECKING:

        def __attrs_init__(self, earliest: datetime.date | None, latest: datetime.date | None, spans: bool) -> None: ...

    def __init__(self, value: When) -> None:
        if isinstance(value, Date):
            earliest, latest, spans = value.earliest, value.latest, value.spans
        elif isinstance(value, str):
            earliest, latest, spans = _parse(value.strip())
        elif isinstance(value, datetime.datetime):
            earliest, latest, spans = value.date(), value.date(), False
        elif isinstance(value, datetime.date):
            earliest, latest, spans = value, value, False
        elif isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9999:
            earliest, latest, spans = _parse(f"{value:04}")
        else:
            raise _unreadable(value)
        self.__attrs_init__(earliest, latest, spans)

    @classmethod
    def between(cls, earliest: datetime.date | None, latest: datetime.date | None) -> Self:
        """One unknown day in the given range; None leaves a side open.

        Parameters
        ----------
        earliest, latest : datetime.date or None
            First and last day it may fall on.

        Returns
        -------
        Date
            The date.

        Raises
        ------
        DateError
            If both sides are open, or the range ends before it begins.

        Examples
        --------
        >>> import datetime
        >>> import cica
        >>> cica.Date.between(None, datetime.date(1999, 9, 14))
        Date('[..1999-09-14]')
        """
        return cls(f"[{earliest or ''}..{latest or ''}]")

    @property
    def precision(self) -> str:
        """How well it is known: ``day``, ``month``, ``year``, ``range``, or ``event`` for the days of an event.

        Examples
        --------
        >>> import cica
        >>> cica.Date("2014-05").precision
        'month'
        """
        first, last = self.earliest, self.latest
        if self.spans:
            return "event"
        if first is None or last is None:
            return "range"
        if first == last:
            return "day"
        if first.day == 1 and last == _month_end(last):
            if (first.year, first.month) == (last.year, last.month):
                return "month"
            if (first.year, first.month, last.month) == (last.year, 1, 12):
                return "year"
        return "range"

    @property
    def sort_key(self) -> tuple[datetime.date, datetime.date, bool, bool]:
        """A key for sorting: by earliest day, then by latest day.

        A date that is open on a side sorts by the side that is known, after closed dates with the same days; an event sorts after
        a date with the same days. Dates with the same key are equal.

        Examples
        --------
        >>> import cica
        >>> dates = [cica.Date("2011"), cica.Date("[..2011-02]"), cica.Date("2011-01-01")]
        >>> [str(d) for d in sorted(dates, key=lambda d: d.sort_key)]
        ['2011-01-01', '2011', '[..2011-02-28]']
        """
        return self.earliest or self._bounds()[1], self.latest or datetime.date.max, self.earliest is None, self.spans

    def _bounds(self) -> tuple[datetime.date, datetime.date]:
        """First and last day it may fall on; an open side reaches to the end of the calendar."""
        return self.earliest or datetime.date.min, self.latest or datetime.date.max

    def within(self, other: When) -> Answer:
        """Whether it falls within the days of another date.

        Parameters
        ----------
        other : str, datetime.date, int or Date
            The days to fall within; a coarse date such as ``2011`` stands for all its days.

        Returns
        -------
        Answer
            Yes, no, or undetermined. Of an event, whether all its days do.

        Examples
        --------
        >>> import cica
        >>> cica.Date("2014-05").within("2014")
        <Answer.YES: 'yes'>
        >>> cica.Date("2014").within("2014-05")
        <Answer.UNDETERMINED: 'undetermined'>
        """
        first, last = Date(other)._bounds()
        earliest, latest = self._bounds()
        inside = first <= earliest and latest <= last
        return Answer.of(inside, self.spans or latest < first or last < earliest)

    def touches(self, other: When) -> Answer:
        """Whether any of its days falls within the days of another date.

        Parameters
        ----------
        other : str, datetime.date, int or Date
            The days in question; a coarse date such as ``2011`` stands for all its days.

        Returns
        -------
        Answer
            Yes, no, or undetermined. The same as `within`, but for events.

        Examples
        --------
        >>> import cica
        >>> cica.Date("2014-05-20/2014-05-21").touches("2014-05-21")
        <Answer.YES: 'yes'>
        """
        first, last = Date(other)._bounds()
        earliest, latest = self._bounds()
        if self.spans:
            return Answer.of(earliest <= last and first <= latest, True)
        return self.within(other)

    def ended(self) -> tuple[datetime.date, datetime.date]:
        """Earliest and latest possible last day; an open side reaches to the end of the calendar.

        Returns
        -------
        tuple of datetime.date
            Earliest and latest possible last day.

        Examples
        --------
        >>> import cica
        >>> cica.Date("2014-05-20/2014-05-21").ended()
        (datetime.date(2014, 5, 21), datetime.date(2014, 5, 21))
        """
        earliest, latest = self._bounds()
        return (latest, latest) if self.spans else (earliest, latest)

    def began(self) -> tuple[datetime.date, datetime.date]:
        """Earliest and latest possible first day; an open side reaches to the end of the calendar.

        Returns
        -------
        tuple of datetime.date
            Earliest and latest possible first day.

        Examples
        --------
        >>> import cica
        >>> cica.Date("2014-05").began()
        (datetime.date(2014, 5, 1), datetime.date(2014, 5, 31))
        """
        earliest, latest = self._bounds()
        return (earliest, earliest) if self.spans else (earliest, latest)

    def __lt__(self, other: Date) -> Answer:
        ended, began = self.ended(), other.began()
        return Answer.of(ended[1] < began[0], ended[0] >= began[1])

    def __gt__(self, other: Date) -> Answer:
        return other < self

    def __le__(self, other: Date) -> Answer:
        return ~(other < self)

    def __ge__(self, other: Date) -> Answer:
        return ~(self < other)

    def __str__(self) -> str:
        precision = self.precision
        if precision == "event":
            return f"{self.earliest}/{self.latest}"
        if precision == "range":
            return f"[{self.earliest or ''}..{self.latest or ''}]"
        return str(self.earliest)[: {"day": 10, "month": 7, "year": 4}[precision]]

    def __repr__(self) -> str:
        return f"Date({str(self)!r})"


When: TypeAlias = Date | datetime.date | str | int
"""A date as a caller may give it: a `Date`, a `datetime.date`, ISO or EDTF text, or a year."""


def days(on: When) -> tuple[datetime.date, datetime.date]:
    """First and last day of the stretch a question is about; "2015" asks about any day of that year.

    Parameters
    ----------
    on : str, datetime.date, int or Date
        The day, or the stretch of days.

    Returns
    -------
    tuple of datetime.date
        First and last day.

    Raises
    ------
    DateError
        If it is not a date, or is open on a side.

    Examples
    --------
    >>> from cica.dates.date import days
    >>> days("2015-02")
    (datetime.date(2015, 2, 1), datetime.date(2015, 2, 28))
    """
    date = Date(on)
    if date.earliest is None or date.latest is None:
        raise DateError(f"'{date}' is open on a side: a question needs a day, a month, a year or a closed range")
    return date.earliest, date.latest


def parts(date: Date | None) -> tuple[int | None, datetime.date | None, datetime.date | None, datetime.date | None]:
    """The year of a date, wherever it is certain; the two days between which it lies; and the day, where it is known to the day.

    So tables spread a date over columns. A day is None where the date is open on that side.
    """
    if date is None:
        return None, None, None, None
    earliest, latest = date.earliest, date.latest
    year = earliest.year if earliest and latest and earliest.year == latest.year else None
    return year, earliest, latest, earliest if date.precision == "day" else None
