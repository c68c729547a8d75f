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
