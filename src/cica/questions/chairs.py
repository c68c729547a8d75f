"""Who held the chair."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from cica.dates.scalars import year_of
from cica.errors import AmbiguousError, NotFoundError, UndeterminedError
from cica.questions.base import Base
from cica.tables.table import Table

if TYPE_CHECKING:
    from cica.dates.date import When
    from cica.model.chairmanships import Chairmanship

__all__ = ["Chairs"]


class Chairs(Base):
    """The questions about the chair."""

    def chairmanships(self, *, on: When | None = None) -> Table[Chairmanship]:
        """The chairmanships of CICA, in order.

        Parameters
        ----------
        on : str, datetime.date, int or Date, optional
            Only those in office on this day, or on any day of a coarser date; by default all.

        Returns
        -------
        Table of Chairmanship
            The chairmanships; those of which the evidence does not say whether they were in office are apart, in
            ``undetermined``.

        Raises
        ------
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> [chairmanship.state.id for chairmanship in cica.chairmanships()]
        ['KAZ', 'TUR', 'CHN', 'TJK', 'KAZ', 'AZE']
        """
        from cica.model.chairmanships import Chairmanship

        found = sorted(self._all(Chairmanship), key=lambda chairmanship: chairmanship.start.sort_key)
        if on is None:
            return Table(found, title="chairmanships", coverage=self._covered("chairmanships"), find=self._party, strict=True)
        title = f"chairmanships {self._asked(on)}"
        held = self._in_force(found, on)
        return self._table(held, title, coverage=self._covered("chairmanships"), find=self._party, strict=True)

    def chair(self, *, on: When | None = None) -> Chairmanship:
        """The chairmanship on a day.

        Parameters
        ----------
        on : str, datetime.date, int or Date, optional
            The day; by default the day to which the record is updated.

        Returns
        -------
        Chairmanship
            The chairmanship in office.

        Raises
        ------
        NotFoundError
            If none was in office.
        AmbiguousError
            If the date is coarser than a day and there were several.
        UndeterminedError
            If the evidence does not decide which one was in office.
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> cica.chair(on="2014-05-01").state.name
        'Türkiye'
        """
        asked = self._asked(on)
        found = self.chairmanships(on=self.as_of if on is None else on)
        if len(found) == 1 and not found.undetermined:
            return found[0]
        if len(found) > 1:
            raise AmbiguousError(f"more than one state held the chair {asked}, {' and '.join(found.ids)}: see chair_in, chairs_in")
        if found.undetermined or found:
            perhaps = " or ".join((*found.ids, *found.undetermined.ids))
            raise UndeterminedError(f"the evidence does not decide who held the chair {asked}: perhaps {perhaps}")
        raise NotFoundError(f"nobody held the chair {asked}")

    def chair_in(self, year: int | str) -> Chairmanship:
        """The chairmanship of a year: the one longest in office, when there were two.

        Parameters
        ----------
        year : int or str
            The year; as text too, such as ``"2014"``.

        Returns
        -------
        Chairmanship
            The chairmanship.

        Raises
        ------
        OptionError
            If it is not a year; of a day, ask `chair`.
        NotFoundError
            If none was in office.
        UndeterminedError
            If the evidence does not decide which one was longest in office.

        Examples
        --------
        >>> import cica
        >>> cica.chair_in(2015).state.name, cica.chair_in(2014).state.name
        ('China', 'China')
        """
        year = year_of("year", year)
        candidates = self.chairs_in(year)
        if not candidates and not candidates.undetermined:
            known = "; ".join(chairmanship.brief() for chairmanship in self.chairmanships()[:1])
            raise NotFoundError(f"nobody held the chair in {year}{'; the first was ' + known if known else ''}")
        first = datetime.date(year, 1, 1)
        last = min(datetime.date(year, 12, 31), max(self.as_of, first))
        lengths = {c.id: c.period.length(first, last) for c in (*candidates, *candidates.undetermined)}
        for chairmanship in candidates:
            least, _ = lengths[chairmanship.id]
            if all(least > most for key, (_, most) in lengths.items() if key != chairmanship.id):
                return chairmanship
        perhaps = " or ".join(lengths)
        raise UndeterminedError(f"the evidence does not decide who held the chair longest in {year}: perhaps {perhaps}")

    def chairs_in(self, year: int | str) -> Table[Chairmanship]:
        """All chairmanships of a year, in order.

        Parameters
        ----------
        year : int or str
            The year; as text too, such as ``"2014"``.

        Returns
        -------
        Table of Chairmanship
            The chairmanships; those that may or may not have held the chair that year are apart, in ``undetermined``.

        Raises
        ------
        OptionError
            If it is not a year; of a day, ask `chair`.

        Examples
        --------
        >>> import cica
        >>> [chairmanship.state.name for chairmanship in cica.chairs_in(2014)]
        ['Türkiye', 'China']
        """
        return self.chairmanships(on=year_of("year", year))
