"""Memberships: who belongs to which organisation, in what role and since when."""

from typing import ClassVar

import attrs

from cica.dates.date import Date
from cica.model.entity import Spell
from cica.model.meetings import Meeting
from cica.model.organisations import Organisation
from cica.model.others import OtherEntity
from cica.model.roles import COW_STATUS, Role
from cica.model.states import FormerState, State

__all__ = ["Membership"]


@attrs.frozen(eq=False, repr=False)
class Membership(Spell):
    """One spell of a state or an organisation in an organisation.

    Attributes
    ----------
    id : str
        Identifier, such as ``cica-kor-member``.
    organisation : Organisation
        The organisation.
    member : State, OtherEntity or Organisation
        Who belongs to it; a former state is a `State` too.
    role : str
        ``member``; ``participating-state``, which is what full members of the OSCE and the ASEAN Regional Forum are called;
        ``associate``; ``observer``; ``dialogue-partner``; ``partner`` (a memorandum between secretariats); ``participant`` in the
        preparatory process before the members signed their first document; ``suspended``, for the time for which the rights
        of a member were suspended, beside the membership, which goes on.
    start : Date or None
        First day; None where nothing is known of it.
    end : Date or None
        First day on which it no longer held; None while in force as far as the record goes.
    how : str
        How it began.
    meeting : Meeting or None
        Meeting that admitted it.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> for spell in cica.memberships("KOR", "cica"):
    ...     print(spell.role, spell.period)
    observer 1993-08 to 2006-06-17
    member since 2006-06-17
    """

    table_name: ClassVar[str] = "memberships"
    columns: ClassVar[tuple[str, ...]] = ("id", "member", "role", "start", "end")
    about: ClassVar[str] = "member"

    id: str
    organisation: Organisation
    member: State | FormerState | OtherEntity | Organisation
    role: Role
    start: Date | None = None
    end: Date | None = None
    how: str = ""
    meeting: Meeting | None = None
    note: str = ""

    @property
    def cow_status(self) -> int:
        """The status code of the Correlates of War data: 1 for a full member, 2 for an associate, 3 for an observer, 0 otherwise.

        Examples
        --------
        >>> import cica
        >>> [spell.cow_status for spell in cica.memberships("KOR", "cica")]
        [3, 1]
        """
        return COW_STATUS.get(self.role, 0)

    def __str__(self) -> str:
        organisation = self.organisation.abbreviation or self.organisation.name
        return f"{self.member}, {self.role} of {organisation} {self.period}"
