"""Applications to CICA for membership or observer status."""

from typing import ClassVar, Literal, TypeAlias

import attrs

from cica.dates.date import Date
from cica.model.entity import Entity
from cica.model.memberships import Membership
from cica.model.organisations import Organisation
from cica.model.states import State

__all__ = ["Application", "Outcome", "Sought"]

Sought: TypeAlias = Literal["member", "observer", "partner"]
Outcome: TypeAlias = Literal["pending", "granted"]


@attrs.frozen(eq=False, repr=False)
class Application(Entity):
    """A state or an organisation that applied to CICA, as far as sources name it.

    Attributes
    ----------
    id : str
        Identifier.
    party : State or Organisation
        Who applied.
    role : str
        What it applied for: ``member``, ``observer`` or ``partner``.
    outcome : str
        ``granted``, or ``pending`` where no source says how it was decided.
    first_attested, last_attested : Date
        Earliest and latest day on which a source shows it as made and not yet decided. It may have been made before.
    decided : Date or None
        When it was decided.
    membership : Membership or None
        The membership that it led to.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> [application.party.name for application in cica.applications(outcome="pending")]
    ['Morocco']
    """

    table_name: ClassVar[str] = "applications"
    columns: ClassVar[tuple[str, ...]] = ("party", "role", "outcome", "first_attested", "last_attested", "decided")
    about: ClassVar[str] = "party"

    id: str
    party: State | Organisation
    role: Sought
    outcome: Outcome
    first_attested: Date
    last_attested: Date
    decided: Date | None = None
    membership: Membership | None = None
    note: str = ""

    def __str__(self) -> str:
        return f"{self.party} as {self.role}"
