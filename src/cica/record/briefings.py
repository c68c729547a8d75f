"""The record as a readable briefing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cica.questions.questions import Questions

if TYPE_CHECKING:
    from cica.briefings.briefing import Briefing
    from cica.dates.date import When

__all__ = ["Briefings"]


class Briefings(Questions):
    """The record as a readable briefing."""

    def briefing(self, on: When | None = None) -> Briefing:
        """A readable briefing on CICA, composed from the record as known on a day.

        Parameters
        ----------
        on : str, datetime.date, int or Date, optional
            The day; a coarser date stands for its last day. By default the day up to which the record is complete.

        Returns
        -------
        Briefing
            The briefing, which a notebook sets and ``print`` writes as text; `Briefing.export` writes it to a file.

        Raises
        ------
        DateError
            If ``on`` is not a date, or is open on a side.

        Notes
        -----
        Every name, number and day in it comes from the record. The sources behind a sentence are those that state its facts,
        published by that day if there are such, otherwise later ones.

        Examples
        --------
        >>> import cica
        >>> for point in cica.briefing(on="2001-12-01").sections[0].points:
        ...     print(point.text)
        CICA is a forum of 16 member states, with ten observer states and four observer organisations.
        Kazakhstan has held the chair since a day between 5 October 1992 and 14 September 1999.
        The first summit is due in 2002, by 30 June; no place has been announced.
        There is no Secretariat yet.
        """
        from cica.briefings.composing import compose

        return compose(self if on is None else self.as_known(on), self._whole)

    def _key_points(self) -> Briefing:
        """The first section of the briefing, without writing the others."""
        from cica.briefings.composing import compose

        return compose(self, self._whole, sections=1)
