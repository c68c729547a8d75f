"""What was done to carry out confidence-building measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cica.questions.base import ENTRIES, Base, sift
from cica.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from cica.dates.answers import Answer
    from cica.dates.date import When
    from cica.model.activities import Activity
    from cica.model.documents import Measure
    from cica.model.states import State

__all__ = ["Activities"]


class Activities(Base):
    """The question what was done to carry out measures."""

    def activities(
        self,
        measure: Measure | str | None = None,
        *,
        organiser: State | str | int | None = None,
        on: When | None = None,
    ) -> Table[Activity]:
        """Events in which confidence-building measures were carried out: seminars, training courses, meetings of experts.

        Parameters
        ----------
        measure : Measure or str, optional
            Only those that carried out this entry of the catalogue or one below it: a dimension such as ``"economic"``, or an area
            such as ``"tourism"``.
        organiser : State, str or int, optional
            Only those that a source says this state organised; in whose country it was is another thing.
        on : str, datetime.date, int or Date, optional
            Only those with a day in this stretch of days.

        Returns
        -------
        Table of Activity
            The activities, by first day. With ``on``, those that may or may not have a day in it are apart, in ``undetermined``.

        Raises
        ------
        NotFoundError
            If there is no such entry or state.
        DateError
            If ``on`` is not a date, or is open on a side.

        Notes
        -----
        The record holds only those that a source read describes: how many that is of all, `coverage` says. What was announced, with
        no report found of it, is not among them.

        Examples
        --------
        >>> import cica
        >>> cica.activities("military-political", on=2023).ids
        ('milpol-2023',)
        """
        from cica.dates.periods import took_place
        from cica.model.activities import Activity
        from cica.model.documents import Measure

        def find(name: Measure | str) -> Measure:
            return self._own(Measure, name, ENTRIES)

        top = None if measure is None else self._found(find, measure, date="on={}", state="organiser={}")
        entries = None if top is None else self._below(top)
        who = None if organiser is None else self._names.state(organiser)
        found = [
            activity
            for activity in self._all(Activity)
            if (entries is None or (activity.measure is not None and activity.measure.id in entries))
            and (who is None or who in activity.organisers)
        ]
        found.sort(key=lambda activity: activity.start.sort_key)
        title = "activities" + (f", {top}" if top else "") + (f" organised by {who}" if who else "")
        narrowed = any(given is not None for given in (measure, organiser, on))
        covered = self._covered("activities", narrowed=narrowed)

        columns: dict[str, Callable[[Activity], object]] = {
            "start": lambda activity: activity.start,
            "name": lambda activity: activity.name,
            "dimension": lambda activity: activity.measure.dimension.id if activity.measure else None,
            "organisers": lambda activity: ", ".join(state.id for state in activity.organisers),
        }
        if on is None:
            return Table(found, title=title, columns=columns, coverage=covered)
        first, last = self._days(on)

        def ask(activity: Activity) -> Answer:
            return took_place(activity.start, activity.end, first, last)

        return self._table(sift(found, ask), f"{title} {self._asked(on)}", columns, covered)

    def _below(self, top: Measure) -> set[str]:
        """The identifiers of an entry of the catalogue and of all below it."""
        from cica.model.documents import Measure

        def above(one: Measure | None) -> bool:
            return one is not None and (one is top or above(one.parent))

        return {one.id for one in self._all(Measure) if above(one)}
