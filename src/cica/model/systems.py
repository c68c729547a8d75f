"""The state systems of the field: what a code means in each of them, and when."""

from typing import ClassVar, Literal, TypeAlias

import attrs

from cica.dates.date import Date
from cica.model.entity import Spell
from cica.model.states import FormerState, State

__all__ = ["StateSystem", "SystemSpell"]

StateSystem: TypeAlias = Literal["cow", "gw", "polity", "vdem"]


@attrs.frozen(eq=False, repr=False)
class SystemSpell(Spell):
    """A time for which a code stood for a state in a state system.

    Attributes
    ----------
    id : str
        Identifier made of system, code and first year.
    system : str
        ``cow`` (Correlates of War), ``gw`` (Gleditsch and Ward), ``polity`` (Polity 5) or ``vdem`` (Varieties of Democracy).
    code : int
        Its number in the system.
    letters : str
        Its letters in the system, which may be those of another state in ISO 3166.
    name : str
        Its name in the system.
    start : Date
        First day; of Polity and V-Dem, which code years, the first of January.
    state : State, FormerState or None
        The state of the record that the code stood for; None for one that the record does not hold, such as Hanover.
    end : Date or None
        First day on which it no longer stood for it; None while it does.
    microstate : str or None
        ``yes`` where the system counts it among the microstates.
    source : str
        Identifier of the list that says so, in the sources.

    Examples
    --------
    >>> import cica
    >>> [(str(spell.state), str(spell.period)) for spell in cica.state_system("cow", code=365)[1:]]
    [('Soviet Union', '1922-12-30 to 1991-12-26'), ('Russia', 'since 1991-12-26')]
    """

    table_name: ClassVar[str] = "state_systems"
    columns: ClassVar[tuple[str, ...]] = ("code", "letters", "name", "state", "start", "end")

    id: str
    system: StateSystem
    code: int
    letters: str
    name: str
    start: Date  # pyright: ignore[reportIncompatibleVariableOverride]  # every spell has one, and it never changes
    source: str
    state: State | FormerState | None = None
    end: Date | None = None
    microstate: Literal["yes"] | None = None

    def __str__(self) -> str:
        return f"{self.name}, {self.system} {self.code}, {self.period}"


@attrs.frozen(eq=False, repr=False)
class Predecessor(Spell):
    """A state that held the place of one of today, for a time before it existed.

    Data sets that write the heir's name backwards mean it: Russia in 1980 is the Soviet Union.

    Attributes
    ----------
    id : str
        Identifier made of the two and the first year.
    state : State
        The state of today.
    predecessor : FormerState or State
        The state that held its place.
    start : Date
        First day.
    end : Date or None
        First day on which it no longer did; None in a record of a day on which it did.
    sources : tuple of str
        Identifiers of the sources.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> [(str(row.predecessor), str(row.period)) for row in cica.predecessors("RUS")]
    [('Soviet Union', '1922-12-30 to 1991-12-26')]
    """

    table_name: ClassVar[str] = "predecessors"
    columns: ClassVar[tuple[str, ...]] = ("state", "predecessor", "start", "end")

    id: str
    state: State
    predecessor: State | FormerState
    start: Date  # pyright: ignore[reportIncompatibleVariableOverride]  # every spell has one, and it never changes
    end: Date | None = None
    sources: tuple[str, ...] = ()
    note: str = ""

    def __str__(self) -> str:
        return f"{self.predecessor} in the place of {self.state}, {self.period}"


@attrs.frozen(eq=False, repr=False)
class DatedName(Spell):
    """A name, or a withdrawn code, that meant a certain state for a time.

    On its days it goes before what the name usually means: "Egypt" is the United Arab Republic from 1958 to 1961.

    Attributes
    ----------
    id : str
        Identifier made of name, state and first year.
    name : str
        The name or the code.
    state : State or FormerState
        What it meant.
    start : Date or None
        First day; None where nothing else is meant before.
    end : Date or None
        First day on which it no longer did; None where nothing else is meant afterwards.
    sources : tuple of str
        Identifiers of the sources.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> [str(row) for row in cica.dated_names("CS")]
    ['CS: Czechoslovakia an unknown day to 1993-01-01', 'CS: Serbia and Montenegro since 1993-01-01']
    """

    table_name: ClassVar[str] = "dated_names"
    columns: ClassVar[tuple[str, ...]] = ("name", "state", "start", "end")

    id: str
    name: str
    state: State | FormerState
    start: Date | None = None
    end: Date | None = None
    sources: tuple[str, ...] = ()
    note: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.state} {self.period}"
