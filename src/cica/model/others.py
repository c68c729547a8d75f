"""What data sets list beside the states of the record: territories, entities, parts of states, states of the past, and groups."""

from typing import ClassVar, Literal, TypeAlias

import attrs

from cica.dates.date import Date
from cica.model.entity import Entity
from cica.model.organisations import Organisation

__all__ = ["OtherEntity", "OtherKind", "OtherName"]

OtherKind: TypeAlias = Literal["territory", "entity", "part", "historical", "group"]


@attrs.frozen(eq=False, repr=False)
class OtherEntity(Entity):
    """What data sets list beside the states of the record, such as Hong Kong, Kosovo or the world.

    Nothing is said about its status beyond what the source says.

    Attributes
    ----------
    id : str
        Lower-case English name.
    name : str
        Short English name.
    kind : str
        ``territory`` (an entry of ISO 3166-1 that is no state of the record, or a dependent or special area), ``entity`` (listed as
        a state by some data sets, and of contested or uncommon status), ``part`` (of a state), ``historical`` (a state or a
        territory of the past that the former states do not hold) or ``group`` (of states, such as the aggregates of the World
        Bank).
    what : str
        What it is, in neutral words.
    alpha2, alpha3 : str
        ISO 3166-1 codes, or the code in general use; empty where there is none.
    numeric : int or None
        ISO 3166-1 or UN M49 number.
    open_in : tuple of Organisation
        Organisations of which the record cannot say, up to ``open_until``, whether it belonged to them.
    open_until : Date or None
        First day on which it can.
    sources : tuple of str
        Identifiers of the sources that say what it is.
    wikidata : str
        Identifier in Wikidata, such as ``Q8646``; empty where none is recorded.

    Examples
    --------
    >>> import cica
    >>> cica.other_entities()["hong-kong"].alpha3
    'HKG'
    """

    table_name: ClassVar[str] = "other_entities"
    columns: ClassVar[tuple[str, ...]] = ("id", "name", "kind", "what")
    found_by: ClassVar[str] = "other_entity"

    id: str
    name: str
    kind: OtherKind
    what: str
    alpha2: str = ""
    alpha3: str = ""
    numeric: int | None = None
    open_in: tuple[Organisation, ...] = ()
    open_until: Date | None = None
    sources: tuple[str, ...] = ()
    wikidata: str = ""

    def __str__(self) -> str:
        return self.name


def _id_of_name(name: "OtherName") -> str:
    return f"{name.entity.id}/{name.language}/{name.name}"


@attrs.frozen(eq=False, repr=False)
class OtherName(Entity):
    """One name by which what is no state of the record is recognised.

    Attributes
    ----------
    id : str
        Identifier made of entity, language and name.
    entity : OtherEntity
        What is called so.
    name : str
        The name, or a code in use.
    language : str
        Code of its language; ``code`` for a code.
    sources : tuple of str
        Identifiers of the sources in which it is found.

    Examples
    --------
    >>> import cica
    >>> cica.load().other_entity("XKK").name
    'Kosovo'
    """

    table_name: ClassVar[str] = "other_names"
    columns: ClassVar[tuple[str, ...]] = ("entity", "name", "language")

    entity: OtherEntity
    name: str
    language: str
    sources: tuple[str, ...] = ()
    id: str = attrs.field(init=False, default=attrs.Factory(_id_of_name, takes_self=True))

    def __str__(self) -> str:
        return self.name
