"""How a list is held against the memberships in an organisation: what it names, in which roles, and what differs on which days."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import attrs

from cica.dates.answers import Answer
from cica.dates.date import Date
from cica.display.words import listed
from cica.errors import NotFoundError, told
from cica.model.organisations import Organisation
from cica.model.roles import FULL, PARTNERS
from cica.names.lists import no_name
from cica.questions.deciding import a_role
from cica.tables.checks import Check, CheckedName, Validity
from cica.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cica.model.others import OtherEntity
    from cica.model.states import State
    from cica.names.finding import Names
    from cica.names.lists import Listed
    from cica.package.objects import Package
    from cica.questions.deciding import Deciding
    from cica.questions.rosters import Rosters
    from cica.questions.spells import Roster
    from cica.tables.checks import Reason, Verdict
    from cica.tables.resolutions import Resolution

__all__ = ["Checking"]

EXTRA = 2  # how many missing names one counts for that is extra: lists are cut off more often than they have names too many

# The roles that a word for one takes in; of the other words, the role of that name.
_ROLES: Mapping[str, tuple[str, ...]] = {"member": FULL, "partner": PARTNERS}


class _Name(NamedTuple):
    """A name of the list as it was understood, with what an unknown one may be, and how often it stands there."""

    listed: Listed
    times: int
    entity: State | OtherEntity | Organisation | None
    may_be: tuple[State | OtherEntity, ...]
    reason: Reason | None  # of what is not understood, or no name
    total: int | None = None


class _Part(NamedTuple):
    """The names of a list in one role, and the memberships they are held against."""

    role: str
    roles: tuple[str, ...]
    kind: str  # "state" or "organisation", where the others do not count
    roster: Roster
    named: frozenset[str]
    unclear: tuple[_Name, ...]


class _Difference(NamedTuple):
    """What differs in one part on some days, by identifier."""

    missing: list[str]
    perhaps_missing: list[str]
    extra: set[str]
    perhaps_extra: set[str]
    wrong: set[str]  # names that are ambiguous between what does not belong
    unclear: int  # other names that are not understood


class Checking:
    """A list, held against the memberships in an organisation.

    Parameters
    ----------
    package, names, rosters
        Of the record that is asked.
    settled : mapping of str to int
        What is no state of the record, with the first day on which it can say whether it belonged.
    deciding : Deciding
        What decides whether something belonged.
    organisation : Organisation
        The organisation.
    """

    def __init__(
        self,
        package: Package,
        names: Names,
        rosters: Rosters,
        settled: Mapping[str, int],
        deciding: Deciding,
        organisation: Organisation,
    ) -> None:
        self._package = package
        self._names = names
        self._rosters = rosters
        self._settled = settled
        self._deciding = deciding
        self._organisation = organisation
        self._bodies = package.rows("organisations")
        self._whole = rosters.of(None, organisation.id, None)
        self._end = package.as_of.toordinal()

    def check(
        self,
        listed_: Sequence[Listed],
        resolved: Mapping[str, Resolution],
        asked: tuple[Date, datetime.date, datetime.date] | None,
    ) -> Check:
        """What there is to say of a list: on some days, or on all."""
        names = self._understood(listed_, resolved)
        parts = self._parts(names)
        course = list(self._course(parts))
        window = self._window(parts, course, asked)
        first, over, differences = min(window, key=lambda step: (*_distance(step[2], EXTRA), -step[0]))
        sure, open_ = _distance(differences)
        checked = [self._checked(name, parts, differences, first) for name in names]
        lacking: list[CheckedName] = []
        for part, found in zip(parts, differences, strict=True):
            lacking += [self._lacking(key, part, "missing", names, first) for key in found.missing]
            lacking += [self._lacking(key, part, "undetermined", names, first) for key in found.perhaps_missing]
        about = Date(_day(first)) if over - first == 1 else Date(f"{_day(first)}/{_day(over - 1)}")
        label = self._organisation.abbreviation or self._organisation.name
        on = str(about)

        def table(rows: Iterable[CheckedName], verdict: Verdict, title: str) -> Table[CheckedName]:
            kept = list(rows)
            return Table(
                [row for row in kept if row.verdict == verdict],
                undetermined=[row for row in kept if row.verdict == "undetermined"],
                title=f"{title} {label} on {on}",
                columns=_columns(kept),
            )

        dated = [row for row in checked if row.claim not in (None, "agrees")]
        lacking.sort(key=lambda row: str(row.entity))
        return Check(
            organisation=self._organisation,
            asked=None if asked is None else asked[0],
            answer=Answer.of(yes=not sure and not open_, no=bool(sure)),
            on=about,
            names=Table(checked, title=f"names held against {label} on {on}", columns=_columns(checked)),
            missing=table(lacking, "missing", "missing names of"),
            extra=table(checked, "extra", "names beyond those of"),
            held=self._held(course, label),
            dates=Table(
                [row for row in dated if row.claim == "disagrees"],
                undetermined=[row for row in dated if row.claim != "disagrees"],
                title=f"names with another date in {label}",
                columns=_columns(dated),
            ),
        )

    # What the list names

    def _understood(self, listed_: Sequence[Listed], resolved: Mapping[str, Resolution]) -> list[_Name]:
        """Each name once, with its role and its date, as it was understood."""
        counts: dict[Listed, int] = {}
        for name in listed_:
            counts[name] = counts.get(name, 0) + 1
        names = [self._name(name, count, resolved.get(name.text)) for name, count in counts.items()]
        if not any(name.entity for name in names):
            unclear = [told(name.listed.text) for name in names]
            shown = ", ".join(unclear[:3]) + f" and {len(unclear) - 3} more" * (len(unclear) > 3)
            likely = next((name.may_be for name in names if name.may_be), ())
            hint = f"; did you mean {' or '.join(self._names.described(one.id for one in likely))}?" if likely else ""
            raise NotFoundError(f"none of the names is understood: {shown}{hint}")
        bodies = {name.listed.role for name in names if name.entity is not None and name.entity.id in self._bodies}
        alone = {role for role in ("observer", "partner") if role not in bodies}  # of which the list names no organisation
        return [
            name._replace(listed=name.listed._replace(role=f"{name.listed.role}-state")) if name.listed.role in alone else name
            for name in names
        ]

    def _name(self, name: Listed, count: int, found: Resolution | None) -> _Name:
        if name.entity is not None:
            return _Name(name, count, self._names.party(name.entity), (), None)
        if found is None:
            return _Name(name, count, None, (), "no name", no_name(name.text)[1])
        if found.finding not in ("state", "former state"):
            try:  # the United Nations go before what some file calls so
                return _Name(name, count, self._names.organisation(name.text), (), None)
            except NotFoundError:
                pass
        if found.entity is not None:
            return _Name(name, count, found.entity, (), None)
        if found.finding == "ambiguous":
            return _Name(name, count, None, found.may_be, "ambiguous")
        return _Name(name, count, None, tuple(map(self._names.entity, self._names.near(name.text))), "unknown")

    def _parts(self, names: Sequence[_Name]) -> list[_Part]:
        """The roles that the list gives, each with its names and the memberships."""
        parts: list[_Part] = []
        for role in dict.fromkeys(name.listed.role for name in names if name.reason != "no name"):
            word, _, kind = role.partition("-")
            ours = [name for name in names if name.listed.role == role and name.reason != "no name"]
            named = frozenset(name.entity.id for name in ours if name.entity is not None)
            roles = _ROLES.get(word, (word,))
            roster = self._rosters.members_of(self._organisation, roles)
            parts.append(_Part(role, roles, kind, roster, named, tuple(name for name in ours if name.entity is None)))
        return parts

    # What differs, and when

    def _course(self, parts: Sequence[_Part]) -> Iterator[tuple[int, int, list[_Difference]]]:
        """What differs from the first day on which anybody belonged to the end of the record, while it is the same."""
        edges = {edge for part in parts for edge in part.roster.edges} | {*self._settled.values()}
        if any(self._rosters.covered(self._organisation, part.roles) is not None for part in parts):
            edges.update(self._whole.edges)
        first = min((edge for edge in edges if edge > 0), default=self._end)
        days = sorted({min(first, self._end), self._end + 1, *(edge for edge in edges if first < edge <= self._end)})
        for begun, over in pairwise(days):
            yield begun, over, self._differences(parts, begun, begun)

    def _window(
        self,
        parts: Sequence[_Part],
        course: Sequence[tuple[int, int, list[_Difference]]],
        asked: tuple[Date, datetime.date, datetime.date] | None,
    ) -> list[tuple[int, int, list[_Difference]]]:
        """What differs on the days that are asked about."""
        if asked is None:
            return list(course)
        first, last = asked[1].toordinal(), asked[2].toordinal()
        if first > self._end:
            return [(first, last + 1, self._differences(parts, first, last))]
        found = [
            (max(begun, first), min(over, last + 1), differ) for begun, over, differ in course if begun <= last and over > first
        ]
        if first < course[0][0]:  # before anybody belonged
            over = min(course[0][0], last + 1)
            found.insert(0, (first, over, self._differences(parts, first, over - 1)))
        return found

    def _differences(self, parts: Sequence[_Part], first: int, last: int) -> list[_Difference]:
        return [self._difference(part, first, last) for part in parts]

    def _difference(self, part: _Part, first: int, last: int) -> _Difference:
        found = self._rosters.on(part.roster, _day(first), _day(last))
        sure, perhaps = ({key for key in keys if self._counts(key, part)} for keys in (found.ids, found.open_ids))
        perhaps -= self._elsewhere(part, first, last) - {spell[5] for spell in found.perhaps}
        beyond = part.named - sure - perhaps
        perhaps_extra = part.named & perhaps | {key for key in beyond if self._left_open(key, part, first, last)}
        lacking, may_lack = sure - part.named, perhaps - part.named
        wrong: set[str] = set()
        for name in part.unclear:
            likely = {entity.id for entity in name.may_be}
            may_lack |= likely & lacking
            if name.reason == "ambiguous" and not likely & (sure | perhaps):
                wrong.add(name.listed.text)
        if len(lacking - may_lack) <= sum(not name.may_be for name in part.unclear):  # which may be what is missing
            may_lack |= lacking
        unclear = len(part.unclear) - len(wrong)
        return _Difference(
            sorted(lacking - may_lack), sorted(may_lack), set(beyond - perhaps_extra), set(perhaps_extra), wrong, unclear
        )

    def _elsewhere(self, part: _Part, first: int, last: int) -> set[str]:
        """Who belonged in other roles, where the record does not cover all of those in these."""
        if self._rosters.covered(self._organisation, part.roles) is None:
            return set()
        found = self._rosters.on(self._whole, _day(first), _day(last))
        roles = (*part.roles, "suspended")
        return {spell[5] for spell in found.certain if self._rosters.role(spell) not in roles}

    def _counts(self, key: str, part: _Part) -> bool:
        """Whether something is of the kind that the list names in a role."""
        return not part.kind or (key in self._bodies) == (part.kind == "organisation")

    def _left_open(self, key: str, part: _Part, first: int, last: int) -> bool:
        """Whether the record does not say of something, of which it has no membership then, whether it belonged."""
        if self._settled.get(key, 0) > first:
            return True
        covered = self._rosters.covered(self._organisation, part.roles)
        beyond = self._rosters.beyond(self._organisation, part.roles, _day(first), _day(last))
        held = self._rosters.find(key, self._organisation.id, part.roles)
        return beyond and covered is not None and key not in covered and not held

    def _held(self, course: Sequence[tuple[int, int, list[_Difference]]], label: str) -> Table[Validity]:
        """When the list was the membership, for certain and perhaps."""
        steps = [(begun, over, _distance(differ)) for begun, over, differ in course]
        runs: list[list[tuple[int, int, bool]]] = [[]]
        for begun, over, (sure, open_) in steps:
            if sure:
                runs.append([])
            elif runs[-1] and runs[-1][-1][2] == (not open_):
                runs[-1][-1] = runs[-1][-1][0], over, not open_
            else:
                runs[-1].append((begun, over, not open_))
        spans = [span for run in runs if run for span in self._spans(run)]
        made = [
            (certain, Validity(f"{self._organisation.id}-{place}", self._organisation, start, end))
            for place, (start, end, certain) in enumerate(spans, 1)
        ]
        return Table(
            [validity for certain, validity in made if certain],
            undetermined=[validity for certain, validity in made if not certain],
            title=f"times for which the list was the membership of {label}",
        )

    def _spans(self, run: Sequence[tuple[int, int, bool]]) -> Iterator[tuple[Date | None, Date | None, bool]]:
        """The times within days of which each is certain or perhaps one: start, end, and whether it came for certain."""
        goes_on = run[-1][1] > self._end
        for place, (begun, over, certain) in enumerate(run):
            if certain:
                first = run[place - 1][0] if place else begun
                start = Date.between(_day(first) if first > 1 else None, _day(begun))
                if place + 1 == len(run):
                    yield start, None if goes_on else Date(_day(over)), True
                else:
                    later = run[place + 1][1]
                    open_end = place + 2 == len(run) and goes_on
                    yield start, Date.between(_day(over), None if open_end else _day(later)), True
            elif len(run) == 1:
                since = Date.between(_day(begun), None) if begun > 1 else None
                if goes_on:
                    yield since, None, False
                else:
                    earliest = _day(begun) if begun > 1 else None
                    yield Date.between(earliest, _day(over - 1)), Date.between(earliest, _day(over)), False

    # What is said of each name

    def _checked(self, name: _Name, parts: Sequence[_Part], differences: Sequence[_Difference], first: int) -> CheckedName:
        """What there is to say of a name of the list."""
        key = ", ".join(filter(None, (name.listed.text, name.listed.role if len(parts) > 1 else "", name.listed.claimed)))
        made = CheckedName(key, name.listed.text, name.times, name.entity, name.listed.role, "undetermined", "unknown", "")
        made = attrs.evolve(made, may_be=name.may_be, claimed=name.listed.claimed)
        if name.reason == "no name":
            return attrs.evolve(made, verdict="set aside", reason="no name", why=_counting(name, parts))
        part, found = next(pair for pair in zip(parts, differences, strict=True) if pair[0].role == name.listed.role)
        if name.entity is None:
            which = f"may be {listed(map(str, name.may_be), 'or')}" if name.may_be else ""
            if name.listed.text in found.wrong:
                return attrs.evolve(
                    made, verdict="extra", reason="ambiguous", why=f"{which}, none of which was {a_role(part.role)} then"
                )
            if name.reason == "ambiguous":
                return attrs.evolve(made, reason="ambiguous", why=which)
            return attrs.evolve(made, reason="unknown", why=f"not understood{which and f'; {which}'}")
        verdict: Verdict = "extra" if name.entity.id in found.extra else "right"
        if name.entity.id in found.perhaps_extra:
            verdict = "undetermined"
        return self._deciding.claimed(attrs.evolve(made, verdict=verdict), name.entity.id, part.roles, first)

    def _lacking(self, key: str, part: _Part, verdict: Verdict, names: Sequence[_Name], first: int) -> CheckedName:
        """What there is to say of something that belonged, and is not in the list."""
        entity = self._entity(key)
        made = CheckedName(key, "", 0, entity, part.role, verdict, "in force", "")
        made = self._deciding.decided(made, key, part.roles, first)
        elsewhere = [name.listed.role.replace("-", " ") for name in names if name.entity is not None and name.entity.id == key]
        likely = [name for name in part.unclear if key in {one.id for one in name.may_be}]
        likely = likely or [name for name in part.unclear if not name.may_be and verdict == "undetermined"]
        meant_by = [told(name.listed.text) for name in likely if made.reason == "in force"]
        why = made.why + f"; in the list as {listed(map(a_role, elsewhere))}" * bool(elsewhere)
        return attrs.evolve(made, why=why + f"; unless {listed(meant_by, 'or')} means it" * bool(meant_by))

    def _entity(self, key: str) -> State | OtherEntity | Organisation:
        return self._package.get(Organisation, key) if key in self._bodies else self._names.entity(key)


def _columns(rows: Iterable[CheckedName]) -> Mapping[str, Callable[[CheckedName], object]]:
    """What a table of names shows: the role where there are several, the date where there is one."""
    every = list(rows)
    shown: dict[str, Callable[[CheckedName], object]] = {
        "given": lambda row: row.given,
        "entity": lambda row: row.entity,
        "verdict": lambda row: row.verdict,
        "why": lambda row: row.why,
    }
    if len({row.role for row in every}) > 1:
        shown["role"] = lambda row: row.role
    if any(row.claimed for row in every):
        shown |= {"claimed": lambda row: row.claimed, "claim": lambda row: row.claim}
    return shown


def _counting(name: _Name, parts: Sequence[_Part]) -> str:
    """What a total says, and whether the names above it are as many; or that a line is a heading."""
    if name.total is None:
        return "no name"
    counts = [len(part.named) + len(part.unclear) for part in parts]
    right = name.total in (*counts, sum(counts))
    return f"no name; it counts {name.total}" + f", the list has {sum(counts)}" * (not right)


def _distance(differences: Iterable[_Difference], extra: int = 1) -> tuple[int, int]:
    """In how much a list differs for certain, where a name too many counts so much, and in how much it may."""
    found = list(differences)
    sure = sum(len(part.missing) + extra * (len(part.extra) + len(part.wrong)) for part in found)
    return sure, sum(len(part.perhaps_missing) + len(part.perhaps_extra) + part.unclear for part in found)


def _day(number: int) -> datetime.date:
    return datetime.date.fromordinal(number)
