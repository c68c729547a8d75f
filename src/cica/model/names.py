"""The names of states, and states that no longer exist."""

from typing import ClassVar, Literal, TypeAlias

import attrs

from cica.dates import Date
from cica.model.entity import Entity
from cica.model.states import State

__all__ = ["FormerState", "Language", "NameKind", "StateName"]

Language: TypeAlias = Literal["en", "ru", "zh", "ar", "tr"]
NameKind: TypeAlias = Literal["short", "official", "former", "alias"]


def _id_of_name(name: "StateName") -> str:
    return f"{name.state.id}/{name.language}/{name.name}"


@attrs.frozen(eq=False, repr=False)
class StateName(Entity):
    """One name by which a state is found.

    Attributes
    ----------
    id : str
        Identifier made of state, language and name.
    state : State
        The state.
    name : str
        The name.
    language : str
        ISO 639-1 code of its language: en, ru, zh, ar or tr.
    kind : str
        ``short``, ``official``, ``former`` or ``alias``.
    start, end : Date or None
        First day of use, and first day on which it was no longer in use, where a change of name is recorded.
    sources : tuple of str
        Identifiers of the sources in which the name is found.

    Examples
    --------
    >>> import cica
    >>> former = [name for name in cica.state_names("TUR") if name.kind == "former"]
    >>> any(name.name == "Turkey" for name in former)
    True
    """

    table_name: ClassVar[str] = "state_names"
    columns: ClassVar[tuple[str, ...]] = ("state", "name", "language", "kind")

    state: State
    name: str
    language: Language
    kind: NameKind
    start: Date | None = None
    end: Date | None = None
    sources: tuple[str, ...] = ()
    id: str = attrs.field(init=False, default=attrs.Factory(_id_of_name, takes_self=True))

    def __str__(self) -> str:
        return self.name


@attrs.frozen(eq=False, repr=False)
class FormerState(Entity):
    """A state that no longer exists, and what succeeded it.

    Attributes
    ----------
    id : str
        Lower-case English name.
    name : str
        Name.
    ended : Date
        When it ceased to exist.
    successors : tuple of State
        States that succeeded it.
    aliases : tuple of str
        Other names.
    alpha3 : str
        The ISO 3166 alpha-3 code it had.
    cow, gw : int or None
        Codes of the Correlates of War project and of Gleditsch and Ward, where no present state carries the same.

    Examples
    --------
    >>> import cica
    >>> [str(state) for state in cica.former_states()["czechoslovakia"].successors]
    ['Czechia', 'Slovakia']
    """

    table_name: ClassVar[str] = "former_states"
    columns: ClassVar[tuple[str, ...]] = ("id", "name", "ended")

    id: str
    name: str
    ended: Date
    successors: tuple[State, ...] = ()
    aliases: tuple[str, ...] = ()
    alpha3: str = ""
    cow: int | None = None
    gw: int | None = None

    def __str__(self) -> str:
        return self.name
