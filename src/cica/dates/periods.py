"""The time for which something held."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import attrs

from cica.dates.answers import Answer
from cica.dates.date import Date, days

if TYPE_CHECKING:
    from cica.dates.date import When

__all__ = ["Period", "took_place"]


def _date(given: When | None) -> Date | None:
    return None if given is None else Date(given)


@attrs.frozen(order=False, repr=False)
class Period:
    """The half-open span from a start up to, not including, an end.

    Parameters
    ----------
    start : str, datetime.date, int, Date or None
        First day; None where nothing is known of it.
    end : str, datetime.date, int, Date or None
        First day on which it no longer held. None means that it is not known to have ended: as far as the record goes it is
        still in force. An end that came on a day nobody recorded is a `Date` with bounds instead.

    Raises
    ------
    DateError
        If one of the two is not a date.

    Examples
    --------
    >>> import cica
    >>> observer = cica.Period("2010", "2014-05-20")
    >>> observer.contains("2012-01-01"), observer.contains("2010-06-30"), observer.contains("2014-05-20")
    (<Answer.YES: 'yes'>, <Answer.UNDETERMINED: 'undetermined'>, <Answer.NO: 'no'>)
    >>> print(cica.Period("1999-09-14"))
    since 1999-09-14
    """

    start: Date | None = attrs.field(default=None, converter=_date)
    end: Date | None = attrs.field(default=None, converter=_date)

    def contains(self, on: When) -> Answer:
        """Whether the span contains the day; of a coarser date, any day of it.

        Parameters
        ----------
        on : str, datetime.date, int or Date
            The day, or a stretch of days, of which any counts.

        Returns
        -------
        Answer
            Yes, no, or undetermined.

        Raises
        ------
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> spell = cica.Period(cica.Date("2011"), cica.Date("[2015..]"))
        >>> spell.contains(2011), spell.contains("2011-06"), spell.contains(2020)
        (<Answer.YES: 'yes'>, <Answer.UNDETERMINED: 'undetermined'>, <Answer.UNDETERMINED: 'undetermined'>)
        """
        return self.meets(*days(on))

    def meets(self, first: When, last: When) -> Answer:
        """Whether the span has a day from the first to the last one given, both included.

        Parameters
        ----------
        first, last : str, datetime.date, int or Date
            The stretch of days; of a coarser date the first begins with its first day, the last ends with its last.

        Returns
        -------
        Answer
            Yes, no, or undetermined.

        Raises
        ------
        DateError
            If one of the two is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> cica.Period(2011).meets("2012-01-01", "2012-01-31")
        <Answer.YES: 'yes'>
        """
        first, last = days(first)[0], days(last)[1]
        if self.start is None:
            begun = Answer.UNDETERMINED
        else:
            earliest, latest = self.start.began()
            begun = Answer.of(latest <= last, earliest > last)
        if self.end is None:
            over = Answer.NO
        else:
            earliest, latest = self.end.began()
            over = Answer.of(latest <= first, earliest > first)
        return begun & ~over

    @property
    def lasted(self) -> tuple[int, int] | None:
        """How many days it lasted: the least and the greatest number; None while no end of it is known, or if its start is not.

        The day on which it ended does not count, which is the first on which it no longer held. Of a span that goes on ask
        `length` up to a day, such as ``cica.as_of``.

        Examples
        --------
        >>> import cica
        >>> cica.chair_in(2022).period.lasted
        (1545, 1545)
        >>> cica.Period(cica.Date("2010"), cica.Date("2014-05-20")).lasted
        (1236, 1600)
        >>> cica.Period(cica.Date("2010")).lasted is None
        True
        """
        if self.start is None or self.end is None:
            return None
        begun, over = self.start.began(), self.end.began()
        least, most = (over[place].toordinal() - begun[1 - place].toordinal() for place in (0, 1))
        open_ = self.start.earliest is None or self.end.latest is None
        return None if open_ else (max(least, 0), max(most, 0))

    def length(self, first: When, last: When) -> tuple[int, int]:
        """Least and greatest number of days that the span can have from the first to the last day given.

        Parameters
        ----------
        first, last : str, datetime.date, int or Date
            The stretch of days, both included; of a coarser date the first begins with its first day, the last ends with its last.

        Returns
        -------
        tuple of int
            Least and greatest number of days.

        Raises
        ------
        DateError
            If one of the two is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> cica.Period(cica.Date("[2014-05-20..2014-05-21]")).length("2014", "2014")
        (225, 226)
        """
        first, last = days(first)[0], days(last)[1]
        least = self._overlap(first, last, latest_start=True)
        return least, self._overlap(first, last, latest_start=False)

    def _overlap(self, first: datetime.date, last: datetime.date, latest_start: bool) -> int:
        """Days in common if it began as late and ended as early as it can, or the other way round."""
        begin, stop = first.toordinal(), last.toordinal() + 1
        if self.start is not None:
            begin = max(begin, self.start.began()[latest_start].toordinal())
        elif latest_start:
            begin = stop
        if self.end is not None:
            stop = min(stop, self.end.began()[not latest_start].toordinal())
        return max(stop - begin, 0)

    def to_dict(self) -> dict[str, str | None]:
        """The span as a plain dictionary, which JSON takes: ``start`` and ``end`` as EDTF text, or None.

        Examples
        --------
        >>> import cica
        >>> cica.chair_in(2022).period.to_dict()
        {'start': '2020-09-24', 'end': '2024-12-17'}
        """
        return {"start": None if self.start is None else str(self.start), "end": None if self.end is None else str(self.end)}

    def __str__(self) -> str:
        if self.end is None:
            return f"since {self.start}" if self.start else "since an unknown day"
        return f"{self.start or 'an unknown day'} to {self.end}"

    def __repr__(self) -> str:
        return f"<Period {self}>"


def took_place(start: Date, end: Date, first: datetime.date, last: datetime.date) -> Answer:
    """Whether something that lasted from one day up to and with another took place on any of some days.

    Parameters
    ----------
    start, end : Date
        Its first and its last day; the same, if it is one day that is not known.
    first, last : datetime.date
        The days in question.

    Returns
    -------
    Answer
        Yes, no, or undetermined.
    """
    began, over = start.began(), end.ended()
    surely = began[1] <= last and first <= over[0]  # it had begun by the last of the days, and was not over before the first
    within = first <= began[0] and over[1] <= last  # whichever it was
    return Answer.of(surely or within, last < began[0] or over[1] < first)
