"""The standing of every state in an organisation on a day, or over a stretch of days: what a row of a panel says."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar, get_args

from cica.model.roles import COW_STATUS, FULL, FULLNESS, ROLES, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from cica.model.organisations import Organisation
    from cica.names.spellings import Turn, Turns
    from cica.questions import Questions
    from cica.questions.spells import Bounded

__all__ = [
    "COLUMNS",
    "COUNTS",
    "DEFAULT",
    "LESSER",
    "NUMBERS",
    "SHARES",
    "Rule",
    "Standings",
    "Value",
    "asked",
    "edges",
    "levels",
]

T = TypeVar("T")
Value: TypeAlias = str | int | float | None
Rule: TypeAlias = Literal["any", "first", "last", "share"]

SUBJECT = "cica"
LESSER: tuple[Role, ...] = tuple(role for role in get_args(Role) if role not in FULL)
# What may be asked of a state, and of which kind the answer is.
COLUMNS = {
    "role": "category",
    "member": "code",
    "observer": "code",
    "status": "code",
    "days": "count",
    "days_least": "count",
    "days_most": "count",
    "chair": "code",
    "members": "count",
    "members_least": "count",
    "members_most": "count",
}
# How many organisations a state belongs to fully, or in any role; and of one organisation, the least and the most that it adds.
COUNTS = ("full", "full_least", "full_most", "any", "any_least", "any_most")
NUMBERS = ("full_least", "full_most", "any_least", "any_most")
UNKNOWN: Mapping[str, Value] = MappingProxyType(dict.fromkeys((*COLUMNS, *NUMBERS)))
NOWHEN: Turn = (0, 0, ())
DEFAULT = ("role", "days", "chair", "members")
SHARES = ("member", "observer", "days", "chair", "members")  # what the rule "share" answers


def asked(first: T, last: T, rule: str) -> tuple[T, T]:
    """Of a stretch the first and the last of the days that a rule asks about."""
    return (first, first) if rule == "first" else (last, last) if rule == "last" else (first, last)


def edges(record: Questions, organisations: Sequence[Organisation]) -> list[int]:
    """The days, as numbers, on which the standing of a state in one of the organisations, or in the chair, may change."""
    from cica.model.chairmanships import Chairmanship
    from cica.questions.spells import NEVER, bounds

    found = {record.as_of.toordinal() + 1}
    for organisation in organisations:
        for roles in (FULL, LESSER):
            found.update(record._rosters.members_of(organisation, roles).edges)
        found.update(record._existence.settled(organisation.id).values())
    for chairmanship in record._all(Chairmanship) if any(one.id == SUBJECT for one in organisations) else ():
        found.update(bounds(chairmanship.start, chairmanship.end))
    return sorted(edge for edge in found if 1 < edge < min(NEVER, datetime.date.max.toordinal()))


class Standings:
    """What is asked of some courses of states in an organisation, over one stretch of days after the other.

    Parameters
    ----------
    record : Questions
        The record.
    organisation : Organisation
        The organisation.
    courses : sequence of Turns
        What each key meant in turn.
    rule : str
        What is asked of a stretch of days.
    columns : sequence of str
        What is asked.
    suspended : str
        What a full member is while its rights are suspended.
    """

    def __init__(
        self,
        record: Questions,
        organisation: Organisation,
        courses: Sequence[Turns],
        rule: Rule,
        columns: Sequence[str],
        suspended: str,
    ) -> None:
        self._record = record
        self._organisation = organisation
        self._courses = courses
        self._rule = rule
        self._columns = columns
        self._suspended = suspended
        self._begun = [[begun for begun, _, _ in course] for course in courses]
        self._changes = edges(record, [organisation])
        self._daily = any(column.startswith("days") for column in columns)
        self._standings: dict[object, Standing] = {}
        self._said: dict[Standing, dict[tuple[str, ...], tuple[Value, ...]]] = {}

    def over(self, first: datetime.date, last: datetime.date) -> list[tuple[Value, ...]]:
        """What is said of each course over a stretch of days that ends by the end of the record, or lies after it.

        Of a stretch in which one state follows another it is the answer of any day in it: the fullest role, and the most days.
        After the end of the record nothing is said.
        """
        if first > self._record.as_of:
            return [_beyond(course, first, last, self._columns) for course in self._courses]
        if self._rule == "share":
            return self._shares(first, last)
        first, last = asked(first, last, self._rule)
        day, until = first.toordinal(), last.toordinal()
        whole = self.on(first, last)
        said = self._said.setdefault(whole, {})
        found: list[tuple[Value, ...]] = []
        for course, begun in zip(self._courses, self._begun, strict=True):
            place = bisect_right(begun, until)  # most mean one thing for years
            turn = course[place - 1] if place else NOWHEN
            if (turn[0] <= day or place == 1) and turn[1] > day:
                keys = turn[2]
                found.append(said[keys] if keys in said else self._of(whole, keys))
            else:
                found.append(self.together(course, first, last))
        return found

    def together(self, course: Turns, first: datetime.date, last: datetime.date) -> tuple[Value, ...]:
        """What is said of a course that means one state after the other, or none, over some days."""
        day, until = first.toordinal(), last.toordinal()
        met = [turn for turn in course if turn[0] <= until and turn[1] > day]
        bearers = {keys for _, _, keys in met if keys}
        if not course or any(len(keys) > 1 for keys in bearers):
            return self._told(UNKNOWN)
        whole = self.on(first, last)
        if len(bearers) < 2:  # a state belonged to nothing while it did not exist
            return self._of(whole, next(iter(bearers), ()))
        spans = [(_day(max(begun, day)), _day(min(over - 1, until)), keys[0]) for begun, over, keys in met if keys]
        return self._told(_together([self.on(start, end).of(key) for start, end, key in spans], whole))

    def _of(self, whole: Standing, keys: tuple[str, ...]) -> tuple[Value, ...]:
        """What is said of one state, or of none."""
        said = self._said.setdefault(whole, {})
        if keys not in said:
            if len(keys) > 1:
                said[keys] = self._told(UNKNOWN)
            elif keys and keys[0] and whole.without(keys[0]):  # as most, which share what is said of them
                said[keys] = self._of(whole, ("",))
            else:
                said[keys] = self._told(whole.of(keys[0]) if keys else _together([], whole))
        return said[keys]

    def _told(self, said: Mapping[str, Value]) -> tuple[Value, ...]:
        return tuple(map(said.__getitem__, self._columns))

    def on(self, first: datetime.date, last: datetime.date) -> Standing:
        """The standing of every state over some days, which between two changes is the same but for days that are counted."""
        days = first.toordinal(), last.toordinal()
        span = days if self._daily else tuple(bisect_right(self._changes, day) for day in days)
        if span not in self._standings:
            self._standings[span] = Standing(self._record, self._organisation, first, last, self._suspended)
        return self._standings[span]

    def _shares(self, first: datetime.date, last: datetime.date) -> list[tuple[Value, ...]]:
        """Shares of the days of a stretch, and the mean number of members; None where any of it is undetermined.

        Days on which there was no such state count as days without a role, if there were others.
        """
        since, over = first.toordinal(), last.toordinal() + 1
        changes = {*self._changes, *(edge for course in self._courses for edge, _, _ in course)}
        starts = [since, *sorted(edge for edge in changes if since < edge < over)]
        parts = [
            (start, end - start, self.on(_day(start), _day(start))) for start, end in zip(starts, [*starts[1:], over], strict=True)
        ]
        final = self.on(last, last)
        rows: list[tuple[Value, ...]] = []
        for course in self._courses:
            told = [(weight, _at(course, start, standing)) for start, weight, standing in parts]
            existed = any(value["role"] != "no-state" for _, value in told)
            at_last = _at(course, over - 1, final)

            def mean(column: str, told: Sequence[tuple[int, Mapping[str, Value]]] = told, existed: bool = existed) -> Value:
                absent = 0 if existed else None
                weighed = [
                    (weight, absent if value["role"] == "no-state" and not column.startswith("members") else value[column])
                    for weight, value in told
                ]
                sums = [weight * value for weight, value in weighed if value is not None and not isinstance(value, str)]
                return sum(sums) / (over - since) if len(sums) == len(weighed) else None

            rows.append(tuple(at_last[column] if column == "days" else mean(column) for column in self._columns))
        return rows


def _beyond(course: Turns, first: datetime.date, last: datetime.date, columns: Sequence[str]) -> tuple[Value, ...]:
    """What is said of days after the end of the record: nothing, but that a state that is gone is none."""
    met = [keys for begun, over, keys in course if begun <= last.toordinal() and over > first.toordinal()]
    role = None if any(len(keys) > 1 for keys in met) or not course else "undetermined" if any(met) else "no-state"
    return tuple(role if column == "role" else None for column in columns)


def _together(told: Sequence[Mapping[str, Value]], whole: Standing) -> dict[str, Value]:
    """What is said of several states that followed each other, as of one; of none, that there was no state."""
    counts = {name: value for name, value in whole.of("").items() if name.startswith("members")}
    if not told:
        return {**UNKNOWN, "role": "no-state", **counts}
    roles = [str(one["role"]) for one in told]
    known = sorted((role for role in roles if role in FULLNESS), key=FULLNESS.__getitem__)
    role = known[0] if known else "none"
    if "undetermined" in roles and role not in FULL:
        role = "undetermined"
    elif role == "none" and "non-member" in roles:
        role = "non-member"
    unknown = role in ("undetermined", "non-member")

    def any_of(name: str) -> int | None:
        said = [one[name] for one in told]
        return 1 if 1 in said else None if None in said else 0

    spans = [(one["days_least"], one["days_most"]) for one in told if one["days_least"] is not None]
    least = max((least for least, _ in spans if isinstance(least, int)), default=None)
    most = [most for _, most in spans]
    unsure = None in most or any(one["member"] is None for one in told)  # who may have belonged for longer than the others
    greatest = None if unsure else max((days for days in most if isinstance(days, int)), default=None)
    return {
        "role": role,
        "member": any_of("member"),
        "observer": None if unknown else int(role == "observer"),
        "status": None if unknown else COW_STATUS.get(role, 0),
        "days": least if least == greatest else None,
        "days_least": least,
        "days_most": greatest,
        "chair": any_of("chair"),
        **counts,
        **{name: any_of(name) for name in NUMBERS},
    }


def _day(number: int) -> datetime.date:
    return datetime.date.fromordinal(number)


def _at(course: Turns, day: int, standing: Standing) -> Mapping[str, Value]:
    """What is said on a day of the state that a course had then."""
    keys = next((keys for begun, over, keys in course if begun <= day < over), ("", ""))
    if len(keys) > 1:  # several, or what is not recognised
        return UNKNOWN
    return standing.of(keys[0]) if keys else _together([], standing)


class Standing:
    """The standing of every state in an organisation from one day to another: the fullest role on any day, and so on."""

    def __init__(
        self, record: Questions, organisation: Organisation, first: datetime.date, last: datetime.date, suspended: str
    ) -> None:
        self._record = record
        self._last = last.toordinal()
        self._full = record._rosters.on(record._rosters.members_of(organisation, FULL, suspended), first, last)
        self._lesser = record._rosters.on(record._rosters.members_of(organisation, LESSER), first, last)
        self._days = (first, last) if organisation.id == SUBJECT else None
        self._open = [record._rosters.beyond(organisation, roles, first, last) for roles in (FULL, LESSER)]
        self._states = record._package.rows("states")
        settled = record._existence.settled(organisation.id)
        self._held_open = {key for key, day in settled.items() if day > first.toordinal()}
        full, lesser = self._full.ids, self._lesser.ids
        perhaps = full | self._full.open_ids
        self._belonging: dict[str, AbstractSet[str]] = dict(
            zip(NUMBERS, (full, perhaps, full | lesser, perhaps | lesser | self._lesser.open_ids), strict=True)
        )
        self._concerned = self._belonging["any_most"] | self._chairs.keys()

    def without(self, key: str) -> bool:
        """Whether something has no standing, as most states."""
        return key not in self._concerned and (key in self._states or not self._left_open(key))

    def _left_open(self, key: str) -> Sequence[str]:
        """The numbers that a former state, or what is no state, may add to, of which the record holds nothing."""
        if self._open[0] or key in self._held_open:
            return ("full_most", "any_most")
        return ("any_most",) if self._open[1] else ()

    def of(self, state: str) -> dict[str, Value]:
        """All that may be asked of a state."""
        if state and state not in self._states and state not in self._concerned:
            return self._of_other(state)
        role = self._role(state)
        least, most = self._spans.get(state, (None, None))
        members_least = len(self._full.ids)
        members_most = members_least + len(self._full.open_ids)
        member = 1 if state in self._full.ids else None if state in self._full.open_ids else 0
        unknown = role in ("undetermined", "non-member")
        return {
            "role": role,
            "member": member,
            "observer": None if unknown else int(role == "observer"),
            "status": None if unknown else COW_STATUS.get(role, 0),
            "days": least if least == most else None,
            "days_least": least,
            "days_most": most,
            "chair": self._chairs.get(state, 0),
            "members": members_least if members_least == members_most else None,
            "members_least": members_least,
            "members_most": members_most,
            **{kind: int(state in keys) for kind, keys in self._belonging.items()},
        }

    def belonging(self, keys: Collection[str]) -> dict[str, AbstractSet[str]]:
        """Those among some that belong to the organisation fully, or in any role, for certain and perhaps: see `NUMBERS`."""
        found = dict(self._belonging)
        for key in keys:
            for kind in self._left_open(key) if key not in self._states and key not in self._concerned else ():
                found[kind] = {*found[kind], key}
        return found

    def _of_other(self, key: str) -> dict[str, Value]:
        """All that may be asked of a former state, or of what is no state, of which the record holds nothing."""
        said, added = self.of(""), self._left_open(key)
        if not added:
            return said
        said |= {"role": "non-member", "observer": None, "status": None, **dict.fromkeys(added, 1)}
        return {**said, "role": "undetermined", "member": None} if "full_most" in added else said

    def _role(self, state: str) -> str:
        role, perhaps = self._roles.get(state), self._perhaps.get(state)
        if perhaps is not None and (role is None or FULLNESS[perhaps] < FULLNESS[role]):
            return "undetermined"
        if role is not None:
            return role
        if state in self._full.open_ids:  # past what the record covers
            return "undetermined"
        return "non-member" if state in self._lesser.open_ids else "none"

    @cached_property
    def _roles(self) -> dict[str, str]:
        """The fullest role of each member."""
        return self._fullest(self._full.certain, self._lesser.certain)

    @cached_property
    def _perhaps(self) -> dict[str, str]:
        """The fullest role that each may have."""
        return self._fullest(self._full.perhaps, self._lesser.perhaps)

    def _fullest(self, *spells: Iterable[Bounded]) -> dict[str, str]:
        """The fullest role of each member."""
        found: dict[str, str] = {}
        for bounded in (bounded for part in spells for bounded in part):
            role = self._record._rosters.role(bounded)
            if bounded[5] not in found or FULLNESS[role] < FULLNESS[found[bounded[5]]]:
                found[bounded[5]] = role
        return found

    @cached_property
    def _spans(self) -> dict[str, tuple[int | None, int | None]]:
        """The least and the greatest number of days since its accession, on the last of the days on which each was a member."""
        found: dict[str, tuple[int | None, int | None]] = {}
        for bounded in self._full.certain:
            (begun, surely_begun), over, surely_over, member = self._record._rosters.accession(bounded), *bounded[2:4], bounded[5]
            least = min(self._last, over - 1) - surely_begun
            most = min(self._last, surely_over - 1) - begun if begun > 1 else None
            if (earlier := found.get(member)) is not None:
                least = max(least, earlier[0] or 0)
                most = None if most is None or earlier[1] is None else max(most, earlier[1])
            found[member] = max(least, 0), most
        return found

    @cached_property
    def _chairs(self) -> dict[str, int | None]:
        """The states that held the chair, and None for those of which it is undetermined."""
        from cica.model.chairmanships import Chairmanship

        if self._days is None:
            return {}
        certain, perhaps = self._record._in_force_from(self._record._all(Chairmanship), *self._days)
        return {chairmanship.state.id: None for chairmanship in perhaps} | {chairmanship.state.id: 1 for chairmanship in certain}


def levels(record: Questions, organisation: Organisation) -> tuple[str, ...]:
    """The roles that a state can have in an organisation, from none up to the fullest, and what else may be said of it."""
    held = {record._rosters.role(bounded) for bounded in record._rosters.find(organisation=organisation.id)}
    said = {"none", "undetermined", "no-state"}
    if record._rosters.covered(organisation, LESSER) is not None:
        said.add("non-member")
    return tuple(role for role in ROLES if role in held or role in said)
