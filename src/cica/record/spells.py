"""Who belonged to what on a day, found once for each stretch of days on which nothing changes."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cica.model.memberships import FULL, PARTNERS, Membership
from cica.model.states import State

if TYPE_CHECKING:
    from cica.model.entity import Spell
    from cica.model.organisations import Organisation
    from cica.package import Package

__all__ = ["NEVER", "Bounded", "Found", "Roster", "Spells", "bounds", "found"]

ALWAYS, NEVER = 0, 10**7  # before and after every day of the calendar, which are counted from 1

# Least and greatest day on which a membership can have begun, and on which it can have been over.
Bounded: TypeAlias = tuple[int, int, int, int, Membership]


def bounds(spell: Spell) -> tuple[int, int, int, int]:
    """Least and greatest day on which a spell can have begun, and on which it can have been over."""
    began, over = (ALWAYS, NEVER), (NEVER, NEVER)
    if spell.start is not None:
        earliest, latest = spell.start.began()
        began = earliest.toordinal(), latest.toordinal()
    if spell.end is not None:
        earliest, latest = spell.end.began()
        over = earliest.toordinal(), latest.toordinal()
    return *began, *over


class Found(NamedTuple):
    """The memberships that held, those of which it is undetermined, and whose they are."""

    spells: tuple[Membership, ...]
    open_spells: tuple[Membership, ...]
    parties: tuple[State | Organisation, ...]
    open_parties: tuple[State | Organisation, ...]
    ids: frozenset[str]
    open_ids: frozenset[str]
    organisations: frozenset[str]
    open_organisations: frozenset[str]


class Roster:
    """Some memberships, and which of them held on a day.

    Parameters
    ----------
    spells : sequence of Bounded
        The memberships.
    beyond : sequence of tuple
        What the record does not cover: a state and an organisation of which it does not say whether the one belonged to the other,
        each with the first and the last day, as numbers, on which it may have.
    """

    __slots__ = ("_beyond", "_edges", "_found", "_spells")

    def __init__(self, spells: Sequence[Bounded], beyond: Sequence[tuple[State, str, int, int]] = ()) -> None:
        self._spells = spells
        self._beyond = beyond
        edges = {edge for bounded in spells for edge in bounded[:4]}
        self._edges = sorted(edges.union(*({first, last + 1} for _, _, first, last in beyond)))
        self._found: dict[int, Found] = {}

    @property
    def spells(self) -> list[Membership]:
        """The memberships, whenever they held."""
        return [bounded[4] for bounded in self._spells]

    def on(self, first: datetime.date, last: datetime.date) -> Found:
        """What held on any day from the first to the last."""
        day = first.toordinal()
        if first is not last and first != last:
            return self._find(day, last.toordinal())
        stretch = bisect_right(self._edges, day)
        found = self._found.get(stretch)
        if found is None:
            found = self._found[stretch] = self._find(day, day)
        return found

    def _find(self, first: int, last: int) -> Found:
        certain: list[Membership] = []
        perhaps: list[Membership] = []
        for begun, surely_begun, over, surely_over, spell in self._spells:
            if begun <= last and surely_over > first:
                (certain if surely_begun <= last and over > first else perhaps).append(spell)
        beyond = [(state, name) for state, name, since, until in self._beyond if since <= last and first <= until]
        return found(certain, perhaps, beyond)


def found(certain: Collection[Membership], perhaps: Collection[Membership], beyond: Collection[tuple[State, str]] = ()) -> Found:
    """What was found, with whose memberships they are."""
    parties = {spell.member.id: spell.member for spell in certain}
    others: dict[str, State | Organisation] = {s.member.id: s.member for s in perhaps if s.member.id not in parties}
    others |= {state.id: state for state, _ in beyond if state.id not in parties}
    sure = frozenset(spell.organisation.id for spell in certain)
    open_ = frozenset([*(spell.organisation.id for spell in perhaps), *(name for _, name in beyond)]) - sure
    return Found(
        tuple(certain), tuple(perhaps), tuple(parties.values()), tuple(others.values()),
        frozenset(parties), frozenset(others), sure, open_,
    )  # fmt: skip


class Spells:
    """The memberships by organisation and by member, made into objects when they are first asked for.

    Parameters
    ----------
    package : Package
        The package that holds them.
    """

    FULL, PARTNERS = FULL, PARTNERS

    def __init__(self, package: Package) -> None:
        self._get = package.get
        self._rows = package.rows("memberships")
        self._keys: dict[str, dict[str, list[str]]] = {}

    def find(
        self, member: str | None = None, organisation: str | None = None, roles: Collection[str] | None = None
    ) -> list[Bounded]:
        """The memberships of a member, in an organisation, in some roles, by first day."""
        column, value = ("member", member) if member else ("organisation", organisation)
        keys = self._by(column).get(value, ()) if value else self._rows
        found: list[Bounded] = []
        for key in keys:
            _, row = self._rows[key]
            if organisation in (None, row["organisation"]) and (roles is None or row["role"] in roles):
                spell = self._get(Membership, key)
                found.append((*bounds(spell), spell))
        found.sort(key=lambda bounded: (bounded[4].start is None, bounded[4].start.sort_key if bounded[4].start else ()))
        return found

    def _by(self, column: str) -> dict[str, list[str]]:
        """The identifiers of the memberships by organisation or by member."""
        if column not in self._keys:
            keys: dict[str, list[str]] = {}
            for key, (_, row) in self._rows.items():
                keys.setdefault(row[column], []).append(key)
            self._keys[column] = keys
        return self._keys[column]

    def members(self, organisation: str, roles: Collection[str]) -> list[Bounded]:
        """The memberships in an organisation in some roles: states before organisations, by identifier."""
        spells = self.find(organisation=organisation, roles=roles)
        return sorted(spells, key=lambda bounded: (not isinstance(bounded[4].member, State), bounded[4].member.id))
