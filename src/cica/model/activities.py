"""What was done to carry out confidence-building measures."""

from typing import ClassVar

import attrs

from cica.dates.date import Date
from cica.model.documents import Measure
from cica.model.entity import Entity
from cica.model.meetings import MeetingFormat
from cica.model.states import State

__all__ = ["Activity"]


@attrs.frozen(eq=False, repr=False)
class Activity(Entity):
    """An event that carried out confidence-building measures: a seminar, a training course, a meeting of experts.

    Attributes
    ----------
    id : str
        Identifier.
    name : str
        Name, or what it was in our own words.
    start, end : Date
        First and last day.
    measure : Measure or None
        Dimension, area or measure that it carried out, as the source says or its subject shows; None where neither does.
    organisers : tuple of State
        States that organised it, as far as sources say; the state where it took place is ``country``.
    number : int or None
        Number in its series.
    city : str
        City, under the name it had then; empty for one online, and where no source states it.
    country : State or None
        State where it took place.
    format : str or None
        ``in-person``, ``online``, ``hybrid`` or ``correspondence``.
    members : int or None
        Number of member states from which somebody took part.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> [activity.name for activity in cica.activities("tourism", organiser="Thailand")]
    ['Training course for the tourism industry']
    """

    table_name: ClassVar[str] = "activities"
    columns: ClassVar[tuple[str, ...]] = ("start", "name", "measure", "organisers")

    id: str
    name: str
    start: Date
    end: Date
    measure: Measure | None = None
    organisers: tuple[State, ...] = ()
    number: int | None = None
    city: str = ""
    country: State | None = None
    format: MeetingFormat | None = None
    members: int | None = None
    note: str = ""

    @property
    def days(self) -> Date:
        """All its days as one date.

        Examples
        --------
        >>> import cica
        >>> str(cica.activities()["milpol-2023"].days)
        '2023-08-23/2023-08-24'
        """
        if self.start.precision == self.end.precision == "day" and self.start != self.end:
            return Date(f"{self.start}/{self.end}")
        first, last = self.start.earliest, self.end.latest
        return self.start if self.start == self.end or (first is last is None) else Date.between(first, last)

    def __str__(self) -> str:
        return self.name
