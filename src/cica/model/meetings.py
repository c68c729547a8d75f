"""Meetings, and what was planned of them.

The organ that met is named by its identifier: the organs refer to the meetings that set them up.
"""

from typing import ClassVar, Literal, TypeAlias

import attrs

from cica.dates.date import Date
from cica.model.entity import Entity
from cica.model.states import State

__all__ = ["Meeting", "MeetingFormat", "MeetingKind", "MeetingStatus", "Ministerial", "Plan", "Summit"]

MeetingKind: TypeAlias = Literal[
    "summit",
    "ministerial",
    "special-ministerial",
    "informal-ministerial",
    "extraordinary-ministerial",
    "senior-officials",
    "working-group",
    "troika",
    "preparatory",
    "decision",
    "sectoral",
    "advisory",
    "proposal",
    "other",
]
MeetingFormat: TypeAlias = Literal["in-person", "online", "hybrid", "correspondence"]
MeetingStatus: TypeAlias = Literal["held", "unknown"]


@attrs.frozen(eq=False, repr=False)
class Plan(Entity):
    """What was announced of a meeting before it was held.

    Attributes
    ----------
    id : str
        Identifier: that of the meeting and a number.
    announced : Date
        When the plan is known to have been announced.
    due : Date or None
        When the meeting was to be held.
    city : str
        Where it was to be held; empty where no place was named.
    country : State or None
        State where it was to be held.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> first = cica.summit(1).plans[0]
    >>> first.city, str(first.due)
    ('Almaty', '2001-11-08/2001-11-10')
    """

    table_name: ClassVar[str] = "plans"
    columns: ClassVar[tuple[str, ...]] = ("id", "announced", "due", "city")
    owner: ClassVar[str] = "meeting"

    id: str
    announced: Date
    due: Date | None = None
    city: str = ""
    country: State | None = None
    note: str = ""

    def __str__(self) -> str:
        where = self.city or (self.country.name if self.country else "")
        due = f"due {self.due}" if self.due else "still due"
        return f"{due}{', ' + where if where else ''} (announced {self.announced})"


@attrs.frozen(eq=False, repr=False)
class Meeting(Entity):
    """A meeting: a summit, a ministerial, a committee session, a preparatory meeting, or a decision taken without one.

    Attributes
    ----------
    id : str
        Identifier, such as ``summit-4``.
    kind : str
        One of the words of ``MeetingKind``: ``summit``, ``ministerial``, ``special-ministerial``, ``informal-ministerial``, ...
    name : str
        Name.
    status : str
        ``held``, or ``unknown`` where it was announced and no source says whether it took place.
    number : int or None
        Number in its series.
    body : str
        Identifier of the organ that met, as in `cica.bodies`; empty where none did.
    start, end : Date or None
        First and last day; None where it is not known to have been held.
    plenary : Date or None
        The day on which the principals met, where the event was longer.
    city : str
        City, under the name it had then; empty for a meeting online.
    country : State or None
        State where it met.
    venue : str
        Venue.
    format : str or None
        ``in-person``, ``online``, ``hybrid`` or ``correspondence``.
    chairs : tuple of State
        States in the chair, the outgoing one first.
    chaired_by : tuple of str
        Persons in the chair, the outgoing one first.
    theme : str
        Theme.
    members : int or None
        Number of member states at its close.
    plans : tuple of Plan
        What was announced of it beforehand, in order.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> meeting = cica.meetings(kind="special-ministerial")[0]
    >>> str(meeting.start), [str(state) for state in meeting.chairs]
    ('2018-09-24', ['China', 'Tajikistan'])
    """

    table_name: ClassVar[str] = "meetings"
    columns: ClassVar[tuple[str, ...]] = ("id", "start", "city", "status")
    found_by: ClassVar[str] = "meeting"

    id: str
    kind: MeetingKind
    name: str
    status: MeetingStatus
    number: int | None = None
    body: str = ""
    start: Date | None = None
    end: Date | None = None
    plenary: Date | None = None
    city: str = ""
    country: State | None = None
    venue: str = ""
    format: MeetingFormat | None = None
    chairs: tuple[State, ...] = ()
    chaired_by: tuple[str, ...] = ()
    theme: str = ""
    members: int | None = None
    plans: tuple[Plan, ...] = ()
    note: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def days(self) -> Date | None:
        """All its days as one date; None where it is not known to have been held.

        Examples
        --------
        >>> import cica
        >>> cica.summit(4).days
        Date('2014-05-20/2014-05-21')
        """
        if self.start and self.end and self.start.precision == self.end.precision == "day":
            return Date(f"{self.start}/{self.end}")
        return self.start

    def brief(self) -> str:
        """Where and when, in a few words.

        Examples
        --------
        >>> import cica
        >>> cica.summit(3).brief()
        'Istanbul, 2010-06-08'
        """
        if self.start is None:
            plans = [plan for plan in self.plans if plan.due]
            return f"not known to have been held; {plans[-1]}" if plans else "not known to have been held"
        when = str(self.start) if self.end in (None, self.start) else f"{self.start} to {self.end}"
        return ", ".join(part for part in (self.city or self.format, when) if part)


class Summit(Meeting):
    """A meeting of the heads of state and government.

    Examples
    --------
    >>> import cica
    >>> cica.summit(4)
    <Summit summit-4: Shanghai, 2014-05-20 to 2014-05-21>
    """

    __slots__ = ()


class Ministerial(Meeting):
    """A meeting of the ministers of foreign affairs: regular, special, informal or extraordinary.

    Examples
    --------
    >>> import cica
    >>> len([m for m in cica.ministerials() if m.kind == "ministerial"])
    7
    """

    __slots__ = ()
