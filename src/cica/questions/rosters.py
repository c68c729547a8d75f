"""The memberships of a record, by organisation and by member, with what the record does not cover of them."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from cica.dates.date import Date
from cica.errors import NotFoundError, one_of
from cica.model.roles import FULL, PARTNERS, SUSPENDED
from cica.questions.spells import NEVER, Bounded, Found, Roster, bounds

if TYPE_CHECKING:
    from cica.model.organisations import Organisation
    from cica.model.others import OtherEntity
    from cica.model.states import State
    from cica.package.objects import Package

__all__ = ["Rosters"]


class Rosters:
    """The memberships, read from their rows; objects are made of them when they are asked for.

    Parameters
    ----------
    package : Package
        The package that holds them.
    whole : Package
        Of a package as known on a day, the one that knows all; otherwise itself.
    """

    # Here, because a question asks for them every time, and an import inside a function is not free.
    FULL, PARTNERS = FULL, PARTNERS

    def __init__(self, package: Package, whole: Package) -> None:
        self._package = package
        self._whole = whole
        self._rows = package.rows("memberships")
        self._kept: dict[object, Roster] = {}

    # What held

    def on(self, roster: Roster, first: datetime.date, last: datetime.date) -> Found:
        """Which memberships held on any day from the first to the last, and of which it is undetermined.

        Of days after the end of the record, those that are to hold by what is scheduled; where none is, those in force at the end
        may go on.
        """
        held = roster.on(first, last)
        end = self._package.as_of
        if first > end and not held.certain:
            today = roster.on(end, end)
            return Found(self._package, (), dict.fromkeys((*held.perhaps, *today.certain, *today.perhaps)))
        return held

    # Which there are

    def of(self, party: str | None, within: str | None, role: str | None) -> Roster:
        """The memberships of a party, in an organisation, in a role."""
        roster = self._kept.get((party, within, role))
        if roster is None:
            spells = self.find(party, within, None if role is None else (role,))
            roster = self._kept[party, within, role] = Roster(self._package, spells)
        return roster

    def members_of(self, organisation: Organisation, roles: tuple[str, ...], suspended: str = "member") -> Roster:
        """The memberships in an organisation in some roles, with the states past the coverage of the record."""
        one_of("suspended", suspended, SUSPENDED, required=True)
        roster = self._kept.get((organisation.id, roles, suspended))
        if roster is None:
            bodies = self._package.rows("organisations")
            spells = self.find(organisation=organisation.id, roles=roles)
            spells.sort(key=lambda bounded: (bounded[5] in bodies, bounded[5]))  # states first, by identifier
            if not spells and organisation.id not in self._held:
                raise NotFoundError(self._unheld(organisation))
            covered = self.covered(organisation, roles)
            states = self._package.rows("states")
            gaps = [state for state in states if state not in covered] if covered is not None else []
            beyond = [(state, organisation.id, *_lifetime(organisation)) for state in gaps]
            spells = self.counted(spells, suspended)
            roster = self._kept[organisation.id, roles, suspended] = Roster(self._package, spells, beyond)
        return roster

    def organisations_of(
        self, party: State | OtherEntity | Organisation, roles: tuple[str, ...], suspended: str = "member"
    ) -> Roster:
        """The memberships of a party in some roles, with the organisations past the coverage of the record."""
        one_of("suspended", suspended, SUSPENDED, required=True)
        roster = self._kept.get((party.table_name, party.id, roles, suspended))
        if roster is None:
            from cica.model.organisations import Organisation

            spells = self.find(party.id, roles=roles)
            beyond: list[tuple[str, str, int, int]] = []
            if party.table_name == "states":  # as in `members_of`: coverage is said of the states of today
                for within in self._package.all(Organisation):
                    covered = self.covered(within, roles)
                    if covered is not None and party.id not in covered:
                        beyond.append((party.id, within.id, *_lifetime(within)))
            spells = self.counted(spells, suspended)
            roster = self._kept[party.table_name, party.id, roles, suspended] = Roster(self._package, spells, beyond)
        return roster

    def find(
        self, member: str | None = None, organisation: str | None = None, roles: Collection[str] | None = None
    ) -> list[Bounded]:
        """The memberships of a member, in an organisation, in some roles, by first day."""
        column, value = ("member", member) if member else ("organisation", organisation)
        found: list[tuple[object, Bounded]] = []
        for key in self._package.source.having("memberships", column, value) if value else self._rows:
            _, row = self._rows[key]
            if organisation in (None, row["organisation"]) and (roles is None or row["role"] in roles):
                order = (False, Date(row["start"]).sort_key) if "start" in row else (True,)
                found.append((order, self._bounded(key)))
        return [bounded for _, bounded in sorted(found, key=lambda pair: pair[0])]  # type: ignore[arg-type,return-value]

    def counted(self, spells: list[Bounded], suspended: str) -> list[Bounded]:
        """Full memberships as they count while their rights are suspended: still, not, or perhaps."""
        one_of("suspended", suspended, SUSPENDED, required=True)
        if suspended == "member":
            return spells
        found: list[Bounded] = []
        for spell in spells:
            begun, surely_begun, over, surely_over, *names = spell
            key, member, organisation = names
            pauses = self.find(member, organisation, ("suspended",)) if self.role(spell) in FULL else []
            for pause in (pause for pause in pauses if pause[0] < surely_over and pause[3] > begun):
                found.append((begun, surely_begun, pause[0], pause[1], key, member, organisation))
                if suspended == "undetermined":
                    found.append((pause[0], NEVER, pause[2], pause[3], key, member, organisation))
                begun, surely_begun = pause[2], pause[3]
            if begun < NEVER:
                found.append((begun, surely_begun, over, surely_over, key, member, organisation))
        return found

    def accession(self, bounded: Bounded) -> tuple[int, int]:
        """The least and the greatest day on which a membership can have begun, before any suspension of it."""
        begun, surely_begun, *_ = self._bounded(bounded[4])
        return begun, surely_begun

    def role(self, bounded: Bounded) -> str:
        """The role in a membership."""
        return self._rows[bounded[4]][1]["role"]

    def _bounded(self, key: str) -> Bounded:
        """A membership with its bounds."""
        _, row = self._rows[key]
        start, end = row.get("start"), row.get("end")
        span = bounds(Date(start) if start else None, Date(end) if end else None)
        return *span, key, row["member"], row["organisation"]

    # What the record covers

    def covered(self, organisation: Organisation, roles: tuple[str, ...]) -> frozenset[str] | None:
        """The states of which the record says whether they had one of some roles in an organisation.

        None if it does of all, or holds no membership of the organisation, about which it then says nothing at all.
        """
        coverage = organisation.coverage
        if coverage is None or coverage == "all" or (coverage == "members" and "member" in roles):
            return None
        return self._region if coverage == "cica" or (coverage == "cica-members" and "member" in roles) else frozenset()

    def beyond(self, organisation: Organisation, roles: tuple[str, ...], first: datetime.date, last: datetime.date) -> bool:
        """Whether there are states of which the record does not say whether they had one of some roles on some days."""
        since, until = _lifetime(organisation)
        return self.covered(organisation, roles) is not None and since <= last.toordinal() and first.toordinal() <= until

    def existing(self, organisations: Iterable[Organisation], first: datetime.date, last: datetime.date) -> int:
        """How many of some organisations of which memberships are held existed on any of some days."""
        spans = [(one.id, *_lifetime(one)) for one in organisations if one.id in self._held]
        return sum(
            min(since, self._begun.get(key, since)) <= last.toordinal() and first.toordinal() <= until
            for key, since, until in spans
        )

    @cached_property
    def _begun(self) -> dict[str, int]:
        """The first day on which each organisation surely had a member, which can lie before its founding, as in the OSCE."""
        begun: dict[str, int] = {}
        for key in self._rows:
            _, surely, _, _, _, _, organisation = self._bounded(key)
            begun[organisation] = min(surely, begun.get(organisation, surely))
        return begun

    def holds(self, organisation: Organisation) -> bool:
        """Whether the record holds memberships in an organisation, known yet or not."""
        return organisation.id in self._held

    @property
    def held(self) -> int:
        """In how many organisations the record holds memberships."""
        return len({row["organisation"] for _, row in self._rows.values()})

    @cached_property
    def _held(self) -> frozenset[str]:
        """The organisations of which the record holds memberships, known yet or not."""
        return frozenset(row["organisation"] for _, row in self._whole.rows("memberships").values())

    @cached_property
    def _region(self) -> frozenset[str]:
        """The states that were ever members or observers of CICA, known yet or not."""
        rows = (row for _, row in self._whole.rows("memberships").values())
        return frozenset(row["member"] for row in rows if row["organisation"] == "cica" and row["role"] in ("member", "observer"))

    def _unheld(self, organisation: Organisation) -> str:
        rows = self._whole.rows("organisations")
        known = sorted(rows[key][1].get("abbreviation") or rows[key][1]["name"] for key in self._held)
        name = organisation.abbreviation or organisation.name
        heirs = [key for key, (_, row) in rows.items() if row.get("predecessor") == organisation.id]
        if heirs:
            return f"here the memberships of {name} count as those of {heirs[0]!r}, which continues it"
        return f"the record holds no memberships of {name}, only of {', '.join(known)}"


def _lifetime(organisation: Organisation) -> tuple[int, int]:
    """The first and the last day, as numbers, on which an organisation can have existed."""
    since, _, _, over = bounds(organisation.founded, organisation.ended)
    return since, over - 1
