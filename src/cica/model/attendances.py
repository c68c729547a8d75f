"""Who attended meetings."""

from typing import ClassVar, Literal, TypeAlias

import attrs

from cica.model.entity import Entity
from cica.model.meetings import Meeting
from cica.model.organisations import Organisation
from cica.model.states import State

__all__ = ["Attendance", "Level", "Standing"]

Standing: TypeAlias = Literal["member", "observer", "guest"]
Level: TypeAlias = Literal["head-of-state", "head-of-government", "deputy", "minister", "other", "absent"]


@attrs.frozen(eq=False, repr=False)
class Attendance(Entity):
    """Who represented a state or an organisation at a meeting.

    Attributes
    ----------
    id : str
        Identifier: that of the meeting and of the party.
    meeting : Meeting
        The meeting.
    party : State or Organisation
        Who was represented.
    role : str
        Standing at the meeting: ``member``, ``observer`` or ``guest``.
    level : str or None
        ``head-of-state``, ``head-of-government``, ``deputy``, ``minister``, ``other`` (another, or not stated), or ``absent`` where
        a source says that nobody came; None where no source says whether it was represented.
    person : str
        Representative; empty where no source names one.
    title : str
        Office the representative held.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> china = cica.attendances(cica.summit(4), party="China")[0]
    >>> china.person, china.level
    ('Xi Jinping', 'head-of-state')
    """

    table_name: ClassVar[str] = "attendances"
    columns: ClassVar[tuple[str, ...]] = ("party", "role", "person", "level")
    about: ClassVar[str] = "party"

    id: str
    meeting: Meeting
    party: State | Organisation
    role: Standing
    level: Level | None = None
    person: str = ""
    title: str = ""
    note: str = ""

    def __str__(self) -> str:
        if self.level is None:
            return str(self.party)
        who = "nobody" if self.level == "absent" else self.person or "an unnamed representative"
        return f"{self.party} at {self.meeting}: {who}{', ' + self.title if self.title else ''}"
