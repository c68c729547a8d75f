"""The names of states."""

from typing import ClassVar, Literal, TypeAlias

import attrs

from cica.dates.date import Date
from cica.model.entity import Entity
from cica.model.states import FormerState, State

__all__ = ["NameKind", "StateName"]

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
    state : State or FormerState
        The state.
    name : str
        The name.
    language : str
        BCP 47 tag of its language, such as en, zh or uz-Cyrl.
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

    state: State | FormerState
    name: str
    language: str
    kind: NameKind
    start: Date | None = None
    end: Date | None = None
    sources: tuple[str, ...] = ()
    id: str = attrs.field(init=False, default=attrs.Factory(_id_of_name, takes_self=True))

    def __str__(self) -> str:
        return self.name
