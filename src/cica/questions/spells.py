"""Who belonged to what on a day, found once for each stretch of days on which nothing changes."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from cica.model.states import FormerState, State

if TYPE_CHECKING:
    from cica.dates.date import Date
    from cica.model.memberships import Membership
    from cica.model.organisations import Organisation
    from cica.model.others import OtherEntity
    from cica.package.objects import Package

__all__ = ["NEVER", "Bounded", "Found", "Roster", "bounds"]

ALWAYS, NEVER = 0, 10**7  # before and after every day of the calendar, which are counted from 1

# Least and greatest day on which a membership can have begun, and on which it can have been over; identifier, member, organisation.
Bounded: TypeAlias = tuple[int, int, int, int, str, str, str]


def bounds(start: Date | None, end: Date | None) -> tuple[int, int, int, int]:
    """Least and greatest day on which something can have begun, and on which it can have been over, as numbers."""
    began, over = (ALWAYS, NEVER), (NEVER, NEVER)
    if start is not None:
        earliest, latest = start.began()
        began = earliest.toordinal(), latest.toordinal()
    if end is not None:
        earliest, latest = end.began()
        over = earliest.toordinal(), latest.toordinal()
    return *began, *over


class Found:
    """The memberships that held, those of which it is undetermined, and whose they are.

    Parameters
    ----------
    package : Package
        The package that holds them.
    certain, perhaps : collection of Bounded
        The memberships that held, and those of which it is undetermined.
    beyond : collection of tuple
        States and organisations of which the record does not say whether the one belonged to the other.
    """

    def __init__(
        self,
        package: Package,
        certain: Collection[Bounded],
        perhaps: Collection[Bounded],
        beyond: Collection[tuple[str, str]] = (),
    ) -> None:
        self._package = package
        self.certain, self.perhaps = certain, perhaps
        sure = dict.fromkeys(bounded[5] for bounded in certain)
        open_ = dict.fromkeys([*(bounded[5] for bounded in perhaps), *(state for state, _ in beyond)])
        self.ids, self.open_ids = sure.keys(), {key: None for key in open_ if key not in sure}.keys()
        self.organisations = frozenset(bounded[6] for bounded in certain)
        open_to = frozenset([*(bounded[6] for bounded in perhaps), *(name for _, name in beyond)])
        self.open_organisations = open_to - self.organisations

    @cached_property
    def parties(self) -> tuple[State | OtherEntity | Organisation, ...]:
        """Whose the memberships are that held."""
        return tuple(map(self._party, self.ids))

    @cached_property
    def open_parties(self) -> tuple[State | OtherEntity | Organisation, ...]:
        """Whose the others are, where they had none that held."""
        return tuple(map(self._party, self.open_ids))

    @cached_property
    def spells(self) -> tuple[Membership, ...]:
        """The memberships that held."""
        return tuple(self._spells(self.certain))

    @cached_property
    def open_spells(self) -> tuple[Membership, ...]:
        """Those of which it is undetermined."""
        return tuple(self._spells(self.perhaps))

    def _party(self, key: str) -> State | OtherEntity | Organisation:
        from cica.model.organisations import Organisation

        if key.isupper():
            return self._package.get(State, key)
        if key in self._package.rows("former_states"):
            return self._package.get(FormerState, key)
        if key in self._package.rows("organisations"):
            return self._package.get(Organisation, key)
        from cica.model.others import OtherEntity

        return self._package.get(OtherEntity, key)

    def _spells(self, found: Iterable[Bounded]) -> Iterable[Membership]:
        from cica.model.memberships import Membership

        return (self._package.get(Membership, bounded[4]) for bounded in found)


class Roster:
    """Some memberships, and which of them held on a day.

    Parameters
    ----------
    package : Package
        The package that holds them.
    spells : sequence of Bounded
        The memberships.
    beyond : sequence of tuple
        What the record does not cover: a state and an organisation of which it does not say whether the one belonged to the other,
        each with the first and the last day, as numbers, on which it may have.
    """

    __slots__ = ("_all", "_beyond", "_edges", "_found", "_package", "_spells")

    def __init__(self, package: Package, spells: Sequence[Bounded], beyond: Sequence[tuple[str, str, int, int]] = ()) -> None:
        self._package = package
        self._spells = spells
        self._beyond = beyond
        edges = {edge for bounded in spells for edge in bounded[:4]}
        self._edges = sorted(edges.union(*({first, last + 1} for _, _, first, last in beyond)))
        self._found: dict[int, Found] = {}
        self._all = Found(package, spells, ())

    @property
    def spells(self) -> tuple[Membership, ...]:
        """The memberships, whenever they held."""
        return self._all.spells

    @property
    def edges(self) -> Sequence[int]:
        """The days, as numbers, on which what held may change."""
        return self._edges

    def on(self, first: datetime.date, last: datetime.date) -> Found:
        """What held on any day from the first to the last."""
        day = first.toordinal()
        if first != last:
            return self._find(day, last.toordinal())
        stretch = bisect_right(self._edges, day)
        found = self._found.get(stretch)
        if found is None:
            found = self._found[stretch] = self._find(day, day)
        return found

    def _find(self, first: int, last: int) -> Found:
        certain: list[Bounded] = []
        perhaps: list[Bounded] = []
        for bounded in self._spells:
            begun, surely_begun, over, surely_over = bounded[:4]
            if begun <= last and surely_over > first:
                (certain if surely_begun <= last and over > first else perhaps).append(bounded)
        beyond = [(state, name) for state, name, since, until in self._beyond if since <= last and first <= until]
        return Found(self._package, certain, perhaps, beyond)
