"""Sources and what they say: the evidence for every fact."""

from typing import ClassVar, Literal, TypeAlias

import attrs

from cica.dates.date import Date
from cica.model.entity import Entity

__all__ = ["Dispute", "Event", "Source", "SourceKind", "Statement"]

# The nearer to those who acted, the earlier in this list: of several sources behind a fact, the first is named first.
SourceKind: TypeAlias = Literal["official", "government", "un", "academic", "reference", "news"]


@attrs.frozen(eq=False, repr=False)
class Source(Entity):
    """A publication that states something about a fact of the record.

    Attributes
    ----------
    id : str
        Identifier.
    publisher : str
        Who published it.
    title : str
        Title, translated where it is not in English.
    kind : str
        ``official`` (an organisation on itself), ``government``, ``un``, ``academic``, ``reference`` or ``news``.
    via : str
        Where the text was read, when not with its publisher.
    url : str
        Address, for citation; pages were read as stored copies and may have changed.
    published : Date or None
        Day of publication.

    Examples
    --------
    >>> import cica
    >>> cica.sources()["kremlin-4856"].publisher
    'President of Russia'
    """

    table_name: ClassVar[str] = "sources"
    columns: ClassVar[tuple[str, ...]] = ("id", "publisher", "published", "title")

    id: str
    publisher: str
    title: str
    kind: SourceKind
    via: str = ""
    url: str = ""
    published: Date | None = None

    def __str__(self) -> str:
        when = f" ({self.published})" if self.published else ""
        return f"{self.publisher}: {self.title}{when}"


def _id_of_statement(statement: "Statement") -> str:
    return f"{statement.table}/{statement.row}/{statement.field}/{statement.source.id}/{statement.value}"


@attrs.frozen(eq=False, repr=False)
class Statement(Entity):
    """What one source says of one field of one fact.

    Attributes
    ----------
    id : str
        Identifier made of what it is about, of its source, and of what it says.
    table : str
        Table of the fact.
    row : str
        Identifier of the fact in that table.
    field : str
        Field of the fact.
    value : str
        What the source says, in the notation of the field. Of a date, the days that the source leaves possible: a list of
        members of November 2001 says ``[..2001-11-08]`` of the day on which each of them joined.
    source : Source
        The source.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> statements = cica.evidence("cica-kor-member", "start")
    >>> [s.value for s in statements if s.publisher == "Small Arms Survey"]
    ['2006']
    """

    table_name: ClassVar[str] = "statements"
    columns: ClassVar[tuple[str, ...]] = ("row", "field", "value", "publisher")

    table: str
    row: str
    field: str
    value: str
    source: Source
    note: str = ""
    id: str = attrs.field(init=False, default=attrs.Factory(_id_of_statement, takes_self=True))

    @property
    def publisher(self) -> str:
        """Who says so.

        Examples
        --------
        >>> import cica
        >>> "Small Arms Survey" in [statement.publisher for statement in cica.evidence("cica-kor-member")]
        True
        """
        return self.source.publisher

    def __str__(self) -> str:
        return f"{self.source.publisher}: {self.field} {self.value}"


def _id_of_dispute(dispute: "Dispute") -> str:
    return f"{dispute.table}/{dispute.row}/{dispute.field}"


@attrs.frozen(eq=False, repr=False)
class Dispute(Entity):
    """A field of a fact on which sources disagree, and why the record adopts the value it does.

    Attributes
    ----------
    id : str
        Identifier made of table, row and field.
    table, row, field : str
        Table, identifier and field of the fact.
    reason : str
        Why the adopted value is preferred, or why the question is left open.
    adopted : str
        The value of the record, in the notation of the field; empty where it is left open.
    supporting, opposing : tuple of Statement
        The statements that agree with the adopted value, and those that do not.

    Examples
    --------
    >>> import cica
    >>> dispute = cica.disputes()["memberships/cica-tha-member/start"]
    >>> dispute.adopted, len(dispute.opposing) > 0
    ('2004-10-22', True)
    """

    table_name: ClassVar[str] = "disputes"
    columns: ClassVar[tuple[str, ...]] = ("row", "field", "adopted", "reason")

    table: str
    row: str
    field: str
    reason: str
    adopted: str = ""
    supporting: tuple[Statement, ...] = ()
    opposing: tuple[Statement, ...] = ()
    id: str = attrs.field(init=False, default=attrs.Factory(_id_of_dispute, takes_self=True))

    def __str__(self) -> str:
        return f"{self.row}, {self.field}: {self.adopted or 'left open'}"


def _id_of_event(event: "Event") -> str:
    return f"{event.fact.table_name}/{event.fact.id}/{event.field}"


@attrs.frozen(eq=False, repr=False)
class Event(Entity):
    """One dated fact, as `cica.timeline` lists it.

    Attributes
    ----------
    id : str
        Identifier made of table, identifier and field of the fact.
    date : Date
        When.
    title : str
        What.
    fact : Entity
        The object of the record that carries the date.
    field : str
        Its field that holds the date.

    Examples
    --------
    >>> import cica
    >>> event = cica.timeline("2006-06-17", "2006-06-17")[0]
    >>> str(event.date)
    '2006-06-17'
    """

    table_name: ClassVar[str] = "timeline"
    columns: ClassVar[tuple[str, ...]] = ("date", "title")

    date: Date
    title: str
    fact: Entity
    field: str
    id: str = attrs.field(init=False, default=attrs.Factory(_id_of_event, takes_self=True))

    def __str__(self) -> str:
        return f"{self.date}: {self.title}"
