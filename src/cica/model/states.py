"""States, and those that no longer exist."""

from typing import ClassVar

import attrs

from cica.dates.date import Date
from cica.model.entity import Entity

__all__ = ["FormerState", "State"]


@attrs.frozen(eq=False, repr=False)
class State(Entity):
    """A state: a member of the United Nations, Palestine or the Holy See.

    Attributes
    ----------
    id : str
        ISO 3166-1 alpha-3 code, such as ``KOR``.
    name : str
        Short English name in use at the end of the record.
    official_name : str
        Official English name.
    alpha2 : str
        ISO 3166-1 alpha-2 code.
    numeric : int or None
        ISO 3166-1 numeric code, which is also the UN M49 code; None for a former state.
    cow, gw : int or None
        Country code of the Correlates of War project and of Gleditsch and Ward; None where the project codes no such state.
    region, subregion : str
        UN M49 region and sub-region.
    wikidata : str
        Identifier in Wikidata, such as ``Q232``; empty where none is recorded.

    Examples
    --------
    >>> import cica
    >>> state = cica.state("Viet Nam")
    >>> state.id, state.name, state.cow, state.subregion
    ('VNM', 'Vietnam', 816, 'South-eastern Asia')
    >>> state.wikidata
    'Q881'
    """

    table_name: ClassVar[str] = "states"
    columns: ClassVar[tuple[str, ...]] = ("id", "name", "subregion")
    found_by: ClassVar[str] = "state"

    id: str
    name: str
    alpha2: str
    numeric: int | None
    official_name: str = ""
    cow: int | None = None
    gw: int | None = None
    region: str = ""
    subregion: str = ""
    wikidata: str = ""

    def __str__(self) -> str:
        return self.name


@attrs.frozen(eq=False, repr=False)
class FormerState(State):
    """A state that no longer exists, and what succeeded it.

    Attributes
    ----------
    id : str
        Lower-case English name.
    name : str
        Name.
    ended : Date or None
        When it ceased to exist; None in a record of a day on which it still existed.
    successors : tuple of State
        States that succeeded it.
    aliases : tuple of str
        Other names.
    alpha3 : str
        The ISO 3166 alpha-3 code it had.
    cow, gw : int or None
        Codes of the Correlates of War project and of Gleditsch and Ward, where no present state carries the same.
    wikidata : str
        Identifier in Wikidata; empty where none is recorded.

    Examples
    --------
    >>> import cica
    >>> [str(state) for state in cica.former_states()["czechoslovakia"].successors]
    ['Czechia', 'Slovakia']
    """

    table_name: ClassVar[str] = "former_states"
    columns: ClassVar[tuple[str, ...]] = ("id", "name", "ended")
    found_by: ClassVar[str] = "former_state"

    alpha2: str = ""
    numeric: int | None = None
    ended: Date | None = None
    successors: tuple[State, ...] = ()
    aliases: tuple[str, ...] = ()
    alpha3: str = ""
