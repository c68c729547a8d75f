"""Dates that say how well they are known.

A `Date` is one unknown day in a stretch of days, or an event that lasted several days. It is written in a subset of EDTF
(ISO 8601-2): ``2010-06-08``, ``2014-05``, ``2011``, ``[2010-06-08..2011-10-17]``, ``[..1999-09-14]``, ``[2016..]``,
``2014-05-20/2014-05-21``. A question asked of such a date has three answers.
"""

from __future__ import annotations

import datetime
import operator
import time
from typing import TYPE_CHECKING, Any, NoReturn, SupportsIndex, TypeAlias, cast, overload

from cica.dates.answers import Answer
from cica.dates.reading import month_end, read
from cica.errors import DateError, told

if TYPE_CHECKING:
    from typing import Self

__all__ = ["Date", "When", "days", "parts"]


class Date:
    """A date as well as it is known: one day in a stretch of days, or the days of an event.

    Parameters
    ----------
    value : str, datetime.date, int or Date
        EDTF text in one of the forms ``2010-06-08`` (a day), ``2014-05`` (one day of that month), ``2011`` (one day of that
        year), ``[2010-06-08..2011-10-17]`` (one day in that range), ``[..1999-09-14]`` (that day or before),
        ``[2016-04-28..]`` (that day or after), ``2014-05-20/2014-05-21`` (an event from one day to the other); a
        `datetime.date`, or a `datetime.datetime`, which stands for its day; a year from 1000 to 9999 as a number; or a day, a
        year or a period of numpy or pandas.

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
    is True. Either side may be anything that a date may be given as, so ``date > "2011"`` is a question too. A day in 2011 is not
    equal to 2011, of which no more than the year is known: ask ``date.within(2011)``, or for `Date.year`.
    A range that is exactly a month or a year is written as one, so that ``Date(str(d)) == d`` always. To sort dates that are not
    all known to the day, use ``sorted(dates, key=lambda d: d.sort_key)``.

    A date that is known to the day is a `datetime.date` as well: it formats, subtracts and goes into data frames like one. Others
    have the same methods, which raise a `DateError` that says what is known. (pandas holds that no `datetime.date` equals a
    `pandas.Timestamp`: write the date on the left.) In dictionaries and sets a date known to the day is
    the same key as that `datetime.date`, a year the same as the number, and any other the same as its text.

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
    >>> f"{cica.Date('2014-05-20'):%d %B %Y}"
    '20 May 2014'
    """

    __slots__ = ()  # the two kinds of dates, below, have them
    earliest: datetime.date | None
    latest: datetime.date | None
    spans: bool

    def __new__(cls, value: When) -> Self:
        """Read a value; what is a date already is given back."""
        if isinstance(value, Date):
            return cast("Self", value)
        earliest, latest, spans = read(value)
        if earliest is not None and earliest == latest:
            numbers = earliest.year, earliest.month, earliest.day
            earliest = latest = datetime.date(*numbers)  # and not one of a kind of its own
            made: Self = datetime.date.__new__(cast("type[Any]", _Day), *numbers)
        else:
            made = object.__new__(cast("type[Self]", _Stretch))
        for name, known in (("earliest", earliest), ("latest", latest), ("spans", spans)):
            object.__setattr__(made, name, known)
        return made

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a date never changes: {name!r} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a date never changes: {name!r} cannot be deleted")

    @classmethod
    def between(cls, earliest: When | None, latest: When | None) -> Self:
        """One unknown day in the given range; None leaves a side open.

        Parameters
        ----------
        earliest, latest : str, datetime.date, int, Date or None
            First and last day it may fall on; of a coarser date the first one begins with its first day, the last one ends with
            its last.

        Returns
        -------
        Date
            The date.

        Raises
        ------
        DateError
            If both sides are open, one of them is no date, or the range ends before it begins.

        Examples
        --------
        >>> import datetime
        >>> import cica
        >>> cica.Date.between(None, datetime.date(1999, 9, 14))
        Date('[..1999-09-14]')
        """
        first = earliest if earliest is None else Date(earliest).earliest
        last = latest if latest is None else Date(latest).latest
        return cls(f"[{first or ''}..{last or ''}]")

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
        if first.day == 1 and last == month_end(last):
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

    @property
    def year(self) -> int | None:
        """The year, where it is certain; else None: of a range over several years ask `within` or `touches`.

        Examples
        --------
        >>> import cica
        >>> cica.Date("2014-05").year, cica.Date("[2010-06-08..2011-10-17]").year
        (2014, None)
        """
        first, last = self.earliest, self.latest
        return first.year if first and last and first.year == last.year else None

    @property
    def month(self) -> int | None:
        """The month as a number, where it is certain; else None.

        Examples
        --------
        >>> import cica
        >>> cica.Date("2014-05").month, cica.Date("2014").month
        (5, None)
        """
        first, last = self.earliest, self.latest
        return first.month if first and last and (first.year, first.month) == (last.year, last.month) else None

    @property
    def day(self) -> int | None:
        """The day of the month, where the date is known to the day; else None.

        Examples
        --------
        >>> import cica
        >>> cica.Date("2014-05-20").day, cica.Date("2014-05").day
        (20, None)
        """
        return self.earliest.day if self.earliest and self.earliest == self.latest else None

    def isoformat(self) -> str:
        """The day as ``YYYY-MM-DD``; see `strftime` for what it raises.

        Examples
        --------
        >>> import cica
        >>> cica.Date("2014-05-20").isoformat()
        '2014-05-20'
        """
        return self._known_day().isoformat()

    def strftime(self, format: str) -> str:  # noqa: A002  # as datetime.date calls it
        """The day in a format of `datetime.date.strftime`.

        Parameters
        ----------
        format : str
            The format, such as ``"%d %B %Y"``.

        Returns
        -------
        str
            The day, formatted.

        Raises
        ------
        DateError
            If the date is not known to the day, and it says what is known; or if the format is none.

        Examples
        --------
        >>> import cica
        >>> cica.Date("2014-05-20").strftime("%Y/%m")
        '2014/05'
        >>> cica.Date("2014-05").strftime("%Y/%m")
        Traceback (most recent call last):
        cica.errors.DateError: 2014-05 is not known to the day: it is one from 2014-05-01 to 2014-05-31; take .earliest, ...
        """
        try:
            return self._known_day().strftime(format)
        except UnicodeError:
            raise DateError(f"{told(format)} is no format") from None

    def toordinal(self) -> int:
        """The day as a number, as `datetime.date.toordinal` counts; see `strftime` for what it raises.

        Examples
        --------
        >>> import cica
        >>> cica.Date("0001-01-02").toordinal()
        2
        """
        return self._known_day().toordinal()

    def weekday(self) -> int:
        """The day of the week, Monday being 0; see `strftime` for what it raises.

        Examples
        --------
        >>> import cica
        >>> cica.Date("2014-05-20").weekday()
        1
        """
        return self._known_day().weekday()

    def timetuple(self) -> time.struct_time:
        """The day as `datetime.date.timetuple` gives it; see `strftime` for what it raises.

        Examples
        --------
        >>> import cica
        >>> cica.Date("2014-05-20").timetuple().tm_yday
        140
        """
        return self._known_day().timetuple()

    if not TYPE_CHECKING:  # what else a datetime.date can do

        def __getattr__(self, name: str) -> object:
            if not callable(getattr(datetime.date, name, None)):
                raise AttributeError(f"'Date' object has no attribute {name!r}")
            return lambda *given, **named: getattr(self._known_day(), name)(*given, **named)

    def _known_day(self) -> datetime.date:
        """The day, or the error that says what is known."""
        first, last = self.earliest, self.latest
        if first is not None and first == last:
            return first
        if self.spans:
            raise DateError(f"{self} is not one day but all from {first} to {last}; take .earliest, .latest or str()")
        known = f"one from {first} to {last}" if first and last else f"{first} or later" if first else f"{last} or earlier"
        raise DateError(f"{self} is not known to the day: it is {known}; take .earliest, .latest or str()")

    def __format__(self, form: str) -> str:
        return self.strftime(form) if "%" in form else format(str(self), form)

    @overload
    def __sub__(self, other: datetime.timedelta) -> Date: ...
    @overload
    def __sub__(self, other: When) -> datetime.timedelta: ...
    def __sub__(self, other: When | datetime.timedelta) -> Date | datetime.timedelta:
        if isinstance(other, datetime.timedelta):
            return Date(self._known_day() - other)
        date = _dated(other)
        return NotImplemented if date is None else self._known_day() - date._known_day()

    def __rsub__(self, other: When) -> datetime.timedelta:
        date = _dated(other)
        return NotImplemented if date is None else date._known_day() - self._known_day()

    def __add__(self, other: datetime.timedelta) -> Date:
        return Date(self._known_day() + other) if isinstance(other, datetime.timedelta) else NotImplemented

    __radd__ = __add__

    def __array_ufunc__(self, ufunc: Any, method: str, *given: Any, **options: object) -> Any:
        """How numpy compares with a date: a number or a day of its own as Python does, an array one by one."""
        name: str = ufunc.__name__
        ask = getattr(operator, _ASKED.get(name, ""), None)
        if method != "__call__" or ask is None or options:
            return NotImplemented
        array, turned = (given[1], False) if given[0] is self else (given[0], True)

        def answer(item: object) -> Any:
            try:
                date = _dated(item)
            except DateError:
                if name not in _ALIKE:
                    raise
                date = None
            if date is None and name in _ALIKE:
                return name == "not_equal"
            if date is None:
                raise TypeError(f"a date is not reckoned with {told(item)}")
            return ask(date, self) if turned else ask(self, date)

        if getattr(array, "ndim", 0) == 0:
            return answer(array)
        import numpy as np

        kind = "timedelta64[D]" if name == "subtract" else bool
        found: Any = [answer(item) for item in array.flat]
        return np.array([one if name == "subtract" else bool(one) for one in found], dtype=kind).reshape(array.shape)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Date):
            try:
                date = _dated(other)
            except DateError:
                return False
            if date is None:
                return NotImplemented
            other = date
        return (self.earliest, self.latest, self.spans) == (other.earliest, other.latest, other.spans)

    def __ne__(self, other: object) -> bool:
        same = Date.__eq__(self, other)
        return same if same is NotImplemented else not same  # which datetime.date would else answer

    def __hash__(self) -> int:
        precision = self.precision
        return hash(self.earliest if precision == "day" else self.year if precision == "year" else str(self))

    def __lt__(self, other: When) -> Answer:
        date = _dated(other)
        return NotImplemented if date is None else _before(self, date)

    def __gt__(self, other: When) -> Answer:
        date = _dated(other)
        return NotImplemented if date is None else _before(date, self)

    def __le__(self, other: When) -> Answer:
        date = _dated(other)
        return NotImplemented if date is None else ~_before(date, self)

    def __ge__(self, other: When) -> Answer:
        date = _dated(other)
        return NotImplemented if date is None else ~_before(self, date)

    def __str__(self) -> str:
        precision = self.precision
        if precision == "event":
            return f"{self.earliest}/{self.latest}"
        if precision == "range":
            return f"[{self.earliest or ''}..{self.latest or ''}]"
        return str(self.earliest)[: {"day": 10, "month": 7, "year": 4}[precision]]

    def __repr__(self) -> str:
        return f"Date({str(self)!r})"

    def __reduce__(self) -> tuple[type[Date], tuple[str]]:
        return Date, (str(self),)

    def __conform__(self, protocol: object) -> str | None:
        """What sqlite3 asks for: EDTF text, which of a day is what its date functions read."""
        return str(self) if getattr(protocol, "__name__", "") == "PrepareProtocol" else None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> Any:
        """What pydantic asks for: text or a year goes in, and EDTF text comes out."""
        from pydantic_core import core_schema as to

        read = to.no_info_plain_validator_function(Date)
        return to.json_or_python_schema(
            json_schema=to.chain_schema([to.union_schema([to.str_schema(), to.int_schema()]), read]),
            python_schema=read,
            serialization=to.to_string_ser_schema(),
        )


# What numpy calls that which may be asked of two dates, and Python; and that which may be asked of any two things.
_ASKED = {
    "less": "lt",
    "less_equal": "le",
    "greater": "gt",
    "greater_equal": "ge",
    "equal": "eq",
    "not_equal": "ne",
    "subtract": "sub",
}
_ALIKE = ("equal", "not_equal")


def _replaced(date: Date, *parts: Any, **named: Any) -> Date:
    return Date(date._known_day().replace(*parts, **named))


def _kind(*bases: type, **more: object) -> type:
    """A kind of dates, which goes by the name of all."""
    return type(
        "Date", bases, {"__slots__": ("earliest", "latest", "spans"), "__module__": __name__, "__doc__": Date.__doc__, **more}
    )


def _made_by(name: str) -> object:
    """What makes a `datetime.date`, for one that is a date of ours."""
    make = getattr(datetime.date, name)
    return staticmethod(lambda *given: Date(make(*given)))


_Stretch = _kind(Date)
# A date that is known to the day. What tells days from other values, as pandas does, takes it for one.
_MAKERS = ("today", "fromtimestamp", "fromordinal", "fromisoformat", "fromisocalendar")
_Day = _kind(Date, datetime.date, replace=_replaced, **{name: _made_by(name) for name in _MAKERS})


def _dated(other: object) -> Date | None:
    """What a date is compared with, as one; None of what never stands for a date."""
    if isinstance(other, Date):
        return other
    numpy_or_pandas = type(other).__module__.partition(".")[0] in ("numpy", "pandas") and getattr(other, "ndim", 0) == 0
    if (
        isinstance(other, (str, datetime.date))
        or (isinstance(other, (int, float)) and not isinstance(other, bool))
        or numpy_or_pandas
    ):
        return Date(cast("When", other))
    return None


def _before(one: Date, other: Date) -> Answer:
    """Whether the one had ended before the other began."""
    ended, began = one.ended(), other.began()
    return Answer.of(ended[1] < began[0], ended[0] >= began[1])


When: TypeAlias = Date | datetime.date | str | int | SupportsIndex
"""A date as a caller may give it: a `Date`, a `datetime.date`, ISO or EDTF text, or a year, of numpy and pandas too."""


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
    if type(on) is datetime.date:
        return on, on
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
    return date.year, date.earliest, date.latest, date.earliest if date.day else None
