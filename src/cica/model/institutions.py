"""The institutions of CICA: its organs, the Secretariat's seat and officers, milestones and initiatives."""

from typing import ClassVar, Literal, TypeAlias

import attrs

from cica.dates.date import Date
from cica.model.documents import Document
from cica.model.entity import Entity, Spell
from cica.model.meetings import Meeting
from cica.model.states import State

__all__ = ["Body", "BodyKind", "Initiative", "Milestone", "MilestoneKind", "Office", "Officer", "Resource", "ResourceKind", "Seat"]

BodyKind: TypeAlias = Literal["decision-making", "working", "executive", "advisory", "network"]
MilestoneKind: TypeAlias = Literal["proposal", "symbol", "seat", "status", "rules", "transformation", "bodies"]
ResourceKind: TypeAlias = Literal["contribution", "budget", "audit", "secondment", "staff", "premises"]
Office: TypeAlias = Literal["Executive Director", "Secretary General", "Deputy Executive Director", "Deputy Secretary General"]


@attrs.frozen(eq=False, repr=False)
class Body(Entity):
    """An organ of CICA.

    Attributes
    ----------
    id : str
        Identifier.
    name : str
        Name.
    kind : str
        ``decision-making``, ``working``, ``executive``, ``advisory`` or ``network``.
    former_names : tuple of str
        Earlier names, the latest first.
    renamed : Date or None
        When it took its present name, where it had another before.
    established : Date or None
        When it was established or first met.
    document : Document or None
        Document that established or governs it.
    meeting : Meeting or None
        Meeting that established it.
    cadence : str
        How often it meets.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> str(cica.bodies()["secretariat"].established)
    '2006-06-17'
    """

    table_name: ClassVar[str] = "bodies"
    columns: ClassVar[tuple[str, ...]] = ("id", "name", "established")

    id: str
    name: str
    kind: BodyKind
    former_names: tuple[str, ...] = ()
    renamed: Date | None = None
    established: Date | None = None
    document: Document | None = None
    meeting: Meeting | None = None
    cadence: str = ""
    note: str = ""

    def __str__(self) -> str:
        return self.name


@attrs.frozen(eq=False, repr=False)
class Officer(Spell):
    """A head or deputy head of the Secretariat.

    Attributes
    ----------
    id : str
        Identifier.
    person : str
        Name.
    title : str
        ``Executive Director`` until October 2022, ``Secretary General`` since, or the deputy of either.
    nationality : State or None
        State of which a national.
    start, end : Date or None
        First day in office, and first day no longer in office.
    meeting : Meeting or None
        Meeting that appointed.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> [officer.person for officer in cica.officers(on="2023-01-01", title="Secretary General")]
    ['Kairat Sarybay']
    """

    table_name: ClassVar[str] = "officers"
    columns: ClassVar[tuple[str, ...]] = ("person", "title", "start")

    id: str
    person: str
    title: Office
    nationality: State | None = None
    start: Date | None = None
    end: Date | None = None
    meeting: Meeting | None = None
    note: str = ""

    def __str__(self) -> str:
        return f"{self.person}, {self.title}"


@attrs.frozen(eq=False, repr=False)
class Seat(Spell):
    """Where the Secretariat sits.

    Attributes
    ----------
    id : str
        Identifier.
    city : str
        City.
    country : State
        State.
    start, end : Date or None
        First day, and first day no longer the seat.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> cica.seat().city, cica.seat(on=2010).city
    ('Astana', 'Almaty')
    """

    table_name: ClassVar[str] = "seats"
    columns: ClassVar[tuple[str, ...]] = ("city", "country", "start", "end")

    id: str
    city: str
    country: State
    start: Date | None = None
    end: Date | None = None
    note: str = ""

    def __str__(self) -> str:
        return f"{self.city}, {self.country}"


@attrs.frozen(eq=False, repr=False)
class Resource(Entity):
    """What a source says of the money, the staff or the premises of the Secretariat.

    Attributes
    ----------
    id : str
        Identifier.
    kind : str
        ``contribution`` (who pays), ``budget``, ``audit``, ``secondment`` (who sends staff), ``staff`` (how many, of what rank) or
        ``premises``.
    date : Date
        When it was so, or was said.
    summary : str
        What it was, in our own words.
    states : tuple of State
        States that paid, sent staff or gave premises.
    number : int or None
        How many persons or posts, of staff.
    meeting : Meeting or None
        Meeting that dealt with it.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> [resource.kind for resource in cica.resources(state="Türkiye")]
    ['secondment', 'contribution']
    """

    table_name: ClassVar[str] = "resources"
    columns: ClassVar[tuple[str, ...]] = ("date", "kind", "summary")

    id: str
    kind: ResourceKind
    date: Date
    summary: str
    states: tuple[State, ...] = ()
    number: int | None = None
    meeting: Meeting | None = None
    note: str = ""

    def __str__(self) -> str:
        return self.summary


@attrs.frozen(eq=False, repr=False)
class Milestone(Entity):
    """A dated institutional step.

    Attributes
    ----------
    id : str
        Identifier.
    date : Date
        When.
    title : str
        What.
    kind : str
        ``proposal``, ``symbol``, ``seat``, ``status``, ``rules``, ``transformation`` or ``bodies``.
    document : Document or None
        Document.
    meeting : Meeting or None
        Meeting.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> str(cica.milestones()[0].date)
    '1992-10-05'
    """

    table_name: ClassVar[str] = "milestones"
    columns: ClassVar[tuple[str, ...]] = ("date", "title")

    id: str
    date: Date
    title: str
    kind: MilestoneKind
    document: Document | None = None
    meeting: Meeting | None = None
    note: str = ""

    def __str__(self) -> str:
        return self.title


@attrs.frozen(eq=False, repr=False)
class Initiative(Entity):
    """A concept or initiative launched at a CICA meeting or connected with one.

    Attributes
    ----------
    id : str
        Identifier.
    name : str
        Name.
    launched : Date
        When it was launched.
    summary : str
        Summary in our own words.
    meeting : Meeting or None
        CICA meeting at which it was launched, if at one.
    proposer : State or None
        State that proposed it.
    place : str
        Where it was launched.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> concept = cica.initiatives()["asian-security-concept"]
    >>> str(concept.proposer), str(concept.launched)
    ('China', '2014-05-21')
    """

    table_name: ClassVar[str] = "initiatives"
    columns: ClassVar[tuple[str, ...]] = ("launched", "name", "proposer")

    id: str
    name: str
    launched: Date
    summary: str
    meeting: Meeting | None = None
    proposer: State | None = None
    place: str = ""
    note: str = ""

    def __str__(self) -> str:
        return self.name
