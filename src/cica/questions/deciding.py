"""Why something belonged to an organisation on a day or did not, and who says so."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import attrs

from cica.dates.answers import Answer
from cica.dates.date import Date
from cica.dates.reading import meant
from cica.display.words import lasted
from cica.errors import DateError
from cica.model.memberships import Membership
from cica.package.agreement import agreement

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from cica.model.organisations import Organisation
    from cica.model.sources import Statement
    from cica.package.objects import Package
    from cica.questions.existence import Existence
    from cica.questions.rosters import Rosters
    from cica.questions.spells import Bounded
    from cica.tables.checks import CheckedName, Claim, Reason

__all__ = ["Deciding", "a_role"]

_BEFORE = {"uncertain": "perhaps: ", "other role": "then ", "left": "no longer: ", "later": "not yet: "}


class Deciding:
    """What decides whether something belonged to an organisation on a day.

    Parameters
    ----------
    package, rosters, existence
        Of the record that is asked.
    statements : callable
        What gives the statements about a field of a membership.
    organisation : Organisation
        The organisation.
    """

    def __init__(
        self,
        package: Package,
        rosters: Rosters,
        existence: Existence,
        statements: Callable[[str, str, str], Sequence[Statement]],
        organisation: Organisation,
    ) -> None:
        self._package = package
        self._rosters = rosters
        self._existence = existence
        self._statements = statements
        self._organisation = organisation
        self._bodies = package.rows("organisations")

    def claimed(self, name: CheckedName, key: str, roles: Collection[str], first: int) -> CheckedName:
        """What decides it that something belonged, and whether the date beside it in the list agrees."""
        made = self.decided(name, key, roles, first)
        if not made.claimed:
            return made
        date, spell = _date(made.claimed), made.spell
        claim: Claim
        if date is None:
            claim = "unreadable"
        elif spell is None or spell.start is None or spell.role not in roles:
            claim = "nothing to compare"
        else:
            answer = agreement(str(date), str(spell.start))
            claim = "agrees" if answer is Answer.YES else "disagrees" if answer is Answer.NO else "undetermined"
        return attrs.evolve(made, claim=claim)

    def decided(self, name: CheckedName, key: str, roles: Collection[str], first: int) -> CheckedName:
        """What decides whether something belonged on a day: why, by which membership, and who says so."""
        every = self._rosters.find(key, self._organisation.id)
        ours = [spell for spell in every if self._rosters.role(spell) in roles]
        others = [spell for spell in every if self._rosters.role(spell) not in (*roles, "suspended")]
        reason, field, spell = _deciding(ours, others, first)
        open_ = name.verdict == "undetermined" and reason not in ("in force", "uncertain")
        if spell is None or open_:
            reason, why = self._without(key, name.role, first, open_=open_)
            return attrs.evolve(name, reason=reason, why="; ".join([why, *map(self._told, every)]))
        why = f"{_BEFORE.get(reason, '')}{self._told(spell)}"
        if reason == "other role":
            why = "; ".join([why, *map(self._told, ours)])
        if reason in ("left", "later") and not self._exists(key, first):
            reason, why = "no such state", f"there was no such state then; {why}"
        adopted = self._package.row("memberships", spell[4])[1].get(field, "")
        said = self._statements("memberships", spell[4], field)
        statements = tuple(one for one in said if agreement(one.value, adopted) is Answer.YES)
        membership = self._package.get(Membership, spell[4])
        return attrs.evolve(name, reason=reason, why=why, spell=membership, statements=statements)

    def _told(self, spell: Bounded) -> str:
        """A membership in words."""
        held = self._package.get(Membership, spell[4])
        return f"{a_role(held.role)} {lasted(held.period)}"

    def _without(self, key: str, role: str, first: int, *, open_: bool) -> tuple[Reason, str]:
        """Why something belonged at no time, or why that is left open."""
        label = self._organisation.abbreviation or self._organisation.name
        if open_:
            return "not covered", f"the record does not say whether it was {a_role(role)} of {label}"
        if not self._exists(key, first):
            return "no such state", "there was no such state then"
        if key in self._bodies:
            return "organisation", f"an organisation, never {a_role(role)} of {label}"
        other = self._package.rows("other_entities").get(key)
        if other is not None:
            return "group" if other[1]["kind"] == "group" else "no state", f"no state of the record: {other[1]['what']}"
        return "never", f"never {a_role(role)} of {label}"

    def _exists(self, key: str, day: int) -> bool:
        return key in self._bodies or self._existence.on(key, _day(day), _day(day))


def _deciding(ours: Sequence[Bounded], others: Sequence[Bounded], day: int) -> tuple[Reason, str, Bounded | None]:
    """Which membership decides whether something belonged on a day, by which of its dates, and how."""
    for spell in ours:
        if spell[1] <= day < spell[2]:
            return "in force", "start", spell
    for spell in ours:
        if spell[0] <= day < spell[3]:
            return "uncertain", "end" if spell[1] <= day else "start", spell
    for spell in others:
        if spell[1] <= day < spell[2]:
            return "other role", "start", spell
    for spell in reversed(ours):
        if spell[3] <= day:
            return "left", "end", spell
    return ("later", "start", ours[0]) if ours else ("never", "start", None)


def _date(text: str) -> Date | None:
    """The date that stands in a list, as programs write it or in words; None where it can be read in two ways, or in none."""
    try:
        return Date(text)
    except DateError:
        found = meant(text)
        return None if not found or found.startswith("[") else Date(found)


def _day(number: int) -> datetime.date:
    return datetime.date.fromordinal(number)


def a_role(role: str) -> str:
    """A role with its article."""
    word = role.replace("-", " ")
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
