"""Chairmanships and the decisions on how long they last."""

from typing import ClassVar

import attrs

from cica.dates.date import Date
from cica.model.entity import Entity, Spell
from cica.model.meetings import Meeting
from cica.model.states import State

__all__ = ["Chairmanship", "Term"]


@attrs.frozen(eq=False, repr=False)
class Term(Entity):
    """One decision or announcement on how long a chairmanship is to last.

    Attributes
    ----------
    id : str
        Identifier: that of the chairmanship and a number.
    decided : Date
        When it was decided, or is known to have been announced.
    until : Date
        The end then scheduled.
    decision : Meeting or None
        Meeting or decision that set it.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> [str(term.until) for term in cica.chairmanships()["turkey-2010"].terms]
    ['2012', '2014']
    """

    table_name: ClassVar[str] = "terms"
    columns: ClassVar[tuple[str, ...]] = ("id", "decided", "until")
    owner: ClassVar[str] = "chairmanship"

    id: str
    decided: Date
    until: Date
    decision: Meeting | None = None
    note: str = ""

    def __str__(self) -> str:
        return f"until {self.until} (decided {self.decided})"


@attrs.frozen(eq=False, repr=False)
class Chairmanship(Spell):
    """One chairmanship of CICA.

    Attributes
    ----------
    id : str
        Identifier, such as ``china-2014``.
    state : State
        The state in the chair.
    start : Date
        First day; of a chairmanship to come, the day scheduled.
    end : Date or None
        First day on which it no longer held the chair; of one in office, the end last scheduled, as far as it is still to come.
    opening, closing : Meeting or None
        Meetings at which it began and ended.
    persons : tuple of str
        Heads of state or government who held the chair for it.
    theme : str
        Theme or priority.
    terms : tuple of Term
        Every decision on how long it was to last, in order.
    note : str
        Remark.

    Examples
    --------
    >>> import cica
    >>> china = cica.chair_in(2015)
    >>> china.state.name, china.persons, str(china.end)
    ('China', ('Xi Jinping',), '2018-09-24')
    """

    table_name: ClassVar[str] = "chairmanships"
    columns: ClassVar[tuple[str, ...]] = ("id", "state", "start", "end")
    about: ClassVar[str] = "state"

    id: str
    state: State
    start: Date  # pyright: ignore[reportIncompatibleVariableOverride]  # every chairmanship has one, and it never changes
    end: Date | None = None
    opening: Meeting | None = None
    closing: Meeting | None = None
    persons: tuple[str, ...] = ()
    theme: str = ""
    terms: tuple[Term, ...] = ()
    note: str = ""

    def __str__(self) -> str:
        return f"chairmanship of {self.state} {self.period}"

    def brief(self) -> str:
        """Who, and for how long, in a few words.

        Examples
        --------
        >>> import cica
        >>> cica.chair_in(2022).brief()
        'Kazakhstan, 2020-09-24 to 2024-12-17'
        """
        return f"{self.state}, {self.period}"
