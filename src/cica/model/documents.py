"""Documents, the principles they set out, and the catalogue of confidence-building measures."""

from typing import ClassVar, Literal, Optional, TypeAlias

import attrs

from cica.dates.date import Date
from cica.model.entity import Entity
from cica.model.meetings import Meeting
from cica.model.states import State

__all__ = [
    "Coordinator",
    "CoordinatorRole",
    "Document",
    "DocumentKind",
    "DocumentStatus",
    "Measure",
    "MeasureLevel",
    "Principle",
]

DocumentKind: TypeAlias = Literal[
    "declaration",
    "charter",
    "statement",
    "decision",
    "rules",
    "statute",
    "agreement",
    "catalogue",
    "plan",
    "resolution",
    "other",
]
DocumentStatus: TypeAlias = Literal["adopted", "draft", "unknown"]
MeasureLevel: TypeAlias = Literal["dimension", "area", "measure"]
CoordinatorRole: TypeAlias = Literal["coordinator", "co-coordinator"]


@attrs.frozen(eq=False, repr=False)
class Document(Entity):
    """A text adopted by CICA, or about it.

    Attributes
    ----------
    id : str
        Identifier, such as ``almaty-act``.
    title : str
        Title.
    kind : str
        ``declaration``, ``charter``, ``statement``, ``decision``, ``rules``, ``statute``, ``agreement``, ``catalogue``, ``plan``,
        ``resolution`` or ``other``.
    status : str
        ``adopted``, ``draft``, or ``unknown`` where no source says whether it was adopted.
    adopted : Date or None
        Day of adoption or signature.
    meeting : Meeting or None
        Meeting that adopted it.
    other_titles : tuple of str
        Other titles in use.
    city : str
        City of adoption.
    signatories : int or None
        Number of signatories.
    url : str
        Address of a text.
    amends : Document or None
        Document that it amends or replaces.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> act = cica.document("almaty-act")
    >>> act.title, str(act.adopted), str(act.meeting.city)
    ('Almaty Act', '2002-06-04', 'Almaty')
    """

    table_name: ClassVar[str] = "documents"
    columns: ClassVar[tuple[str, ...]] = ("id", "title", "adopted")
    found_by: ClassVar[str] = "document"

    id: str
    title: str
    kind: DocumentKind
    status: DocumentStatus
    adopted: Date | None = None
    meeting: Meeting | None = None
    other_titles: tuple[str, ...] = ()
    city: str = ""
    signatories: int | None = None
    url: str = ""
    amends: Optional["Document"] = None
    note: str = ""

    def __str__(self) -> str:
        return self.title


@attrs.frozen(eq=False, repr=False)
class Principle(Entity):
    """A principle or commitment that a document of CICA sets out, summarised in our own words.

    Attributes
    ----------
    id : str
        Identifier, such as ``non-interference``.
    name : str
        Name.
    document : Document
        Document that sets it out.
    order : int
        Position within that document.
    summary : str
        Summary in our own words.
    locator : str
        Where in the document, as far as it could be seen.
    helsinki : tuple of str
        Parallels among the ten principles of the Helsinki Final Act of 1975, by Roman number; our own reading.
    un_charter : tuple of str
        Parallels in the Charter of the United Nations, by article; our own reading.
    reaffirmed_in : tuple of Document
        Documents that reaffirm it.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> principle = cica.principle("non-interference")
    >>> principle.locator, principle.helsinki, principle.un_charter
    ('principle 5', ('VI',), ('2(7)',))
    """

    table_name: ClassVar[str] = "principles"
    columns: ClassVar[tuple[str, ...]] = ("id", "document", "order", "name")
    found_by: ClassVar[str] = "principle"

    id: str
    name: str
    document: Document
    order: int
    summary: str
    locator: str = ""
    helsinki: tuple[str, ...] = ()
    un_charter: tuple[str, ...] = ()
    reaffirmed_in: tuple[Document, ...] = ()
    note: str = ""

    def __str__(self) -> str:
        return self.name


@attrs.frozen(eq=False, repr=False)
class Measure(Entity):
    """An entry of the catalogue of confidence-building measures: a dimension, a priority area, or a measure.

    Attributes
    ----------
    id : str
        Identifier, such as ``military-political``.
    level : str
        ``dimension``, ``area`` or ``measure``.
    name : str
        Name; of a measure, a summary in our own words.
    parent : Measure or None
        Dimension or area to which it belongs.
    catalogues : tuple of Document
        Versions of the catalogue in which a source shows it. A version that is missing here was not shown to lack it.
    locator : str
        Where in the catalogue, as far as it could be seen.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> measure = cica.measures()["mp-mutual-visits"]
    >>> measure.dimension.name, measure.locator
    ('Military-Political Dimension', '2.1.4 a')
    """

    table_name: ClassVar[str] = "measures"
    columns: ClassVar[tuple[str, ...]] = ("id", "level", "name")

    id: str
    level: MeasureLevel
    name: str
    parent: Optional["Measure"] = None
    catalogues: tuple[Document, ...] = ()
    locator: str = ""
    note: str = ""

    @property
    def dimension(self) -> "Measure":
        """The dimension to which it belongs; of a dimension, itself.

        Examples
        --------
        >>> import cica
        >>> cica.measures(level="area")["tourism"].dimension.id
        'economic'
        """
        return self.parent.dimension if self.parent else self

    def __str__(self) -> str:
        return self.name


@attrs.frozen(eq=False, repr=False)
class Coordinator(Entity):
    """A state named as coordinator of a dimension or area.

    Attributes
    ----------
    id : str
        Identifier: that of the area and of the state.
    measure : Measure
        Dimension or area.
    state : State
        The state.
    role : str
        ``coordinator`` or ``co-coordinator``.
    first_attested, last_attested : Date
        Earliest and latest day on which a source names it. This is not a term of office: it may have held before and after.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> [c.state.name for c in cica.coordinators("tourism")]
    ['Tajikistan', 'Sri Lanka']
    """

    table_name: ClassVar[str] = "coordinators"
    columns: ClassVar[tuple[str, ...]] = ("measure", "state", "role", "first_attested", "last_attested")
    about: ClassVar[str] = "state"

    id: str
    measure: Measure
    state: State
    role: CoordinatorRole
    first_attested: Date
    last_attested: Date
    note: str = ""

    def __str__(self) -> str:
        return f"{self.state}, {self.role} of {self.measure} ({self.first_attested} to {self.last_attested})"


attrs.resolve_types(Document)
attrs.resolve_types(Measure)
