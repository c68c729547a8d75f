"""Organisations: CICA and those around it."""

from typing import ClassVar, Literal, Optional, TypeAlias

import attrs

from cica.dates.date import Date
from cica.model.entity import Entity
from cica.model.states import State

__all__ = ["CoverageKind", "Field", "Organisation", "OrganisationKind", "Scope"]

OrganisationKind: TypeAlias = Literal["intergovernmental", "forum", "treaty", "parliamentary", "bank", "subsidiary", "national"]
Scope: TypeAlias = Literal["regional", "cross-regional", "universal"]
Field: TypeAlias = Literal["political-security", "general", "economic", "bank", "science", "cultural"]
CoverageKind: TypeAlias = Literal["all", "members", "cica", "cica-members"]

RECORDED: dict[CoverageKind, str] = {
    "all": "every member, observer and partner",
    "members": "every member; observers and partners in part",
    "cica": "what the states of CICA are in it; others in part",
    "cica-members": "which states of CICA are members; others in part",
}


@attrs.frozen(eq=False, repr=False)
class Organisation(Entity):
    """An organisation of the record: CICA, its observers and partners, and those it is compared with.

    Attributes
    ----------
    id : str
        Identifier: usually its abbreviation in lower case.
    name, abbreviation : str
        Name and usual abbreviation.
    kind : str
        ``intergovernmental``, ``forum`` (no founding treaty), ``treaty`` (its parties, without a body of their own),
        ``parliamentary``, ``bank``, ``subsidiary`` (part of another organisation) or ``national`` (a body of one state).
    former_names : tuple of str
        Earlier names, the latest first, each followed by its abbreviation where that differs.
    renamed : Date or None
        When it took its present name, where it had another before.
    founded, ended : Date or None
        When it was founded and, where it no longer exists, when it ended.
    instrument : str
        Founding instrument.
    city : str
        City of its seat.
    country : State or None
        State of its seat.
    website : str
        Address of its site.
    parent : Organisation or None
        Organisation of which it is a part.
    predecessor : Organisation or None
        Organisation that it continues, with memberships of its own.
    scope : str or None
        ``regional`` where its own rules limit membership to a region, ``cross-regional`` where they admit several regions or
        ask for something else than a place, or ``universal``; None where it is not recorded.
    scope_reason : str
        Why.
    field : str or None
        ``political-security``, ``general`` (the affairs of a region at large), ``economic``, ``bank``, ``science`` or ``cultural``.
    field_reason : str
        Why.
    coverage : str or None
        How far the record holds who belongs to it: ``all``; ``members``, where observers and the like are not complete;
        ``cica``, for the states that were ever members or observers of CICA; ``cica-members``, for these and only as members;
        None where it holds no memberships of it.
    note : str
        Remark.
    wikidata : str
        Identifier in Wikidata, such as ``Q81299``; empty where none is recorded.

    Examples
    --------
    >>> import cica
    >>> osce = cica.organisation("OSCE")
    >>> osce.city, str(osce.country), str(osce.founded)
    ('Vienna', 'Austria', '1975-08-01')
    >>> osce.wikidata
    'Q81299'
    >>> csto = cica.organisation("CSTO")
    >>> str(csto.predecessor), csto.recorded
    ('Collective Security Treaty', 'every member; observers and partners in part')
    """

    table_name: ClassVar[str] = "organisations"
    columns: ClassVar[tuple[str, ...]] = ("id", "name", "founded")
    found_by: ClassVar[str] = "organisation"

    id: str
    name: str
    kind: OrganisationKind
    abbreviation: str = ""
    former_names: tuple[str, ...] = ()
    renamed: Date | None = None
    founded: Date | None = None
    ended: Date | None = None
    instrument: str = ""
    city: str = ""
    country: State | None = None
    website: str = ""
    parent: Optional["Organisation"] = None
    predecessor: Optional["Organisation"] = None
    scope: Scope | None = None
    scope_reason: str = ""
    field: Field | None = None
    field_reason: str = ""
    coverage: CoverageKind | None = None
    note: str = ""
    wikidata: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def recorded(self) -> str:
        """How far the record holds who belongs to it, in words; empty where it holds no memberships of it.

        Examples
        --------
        >>> import cica
        >>> cica.organisation("AIIB").recorded
        'what the states of CICA are in it; others in part'
        """
        return RECORDED[self.coverage] if self.coverage else ""

    def _card(self) -> list[tuple[str, str]]:
        return [(name, self.recorded if name == "coverage" else text) for name, text in super()._card()]


attrs.resolve_types(Organisation)
