"""The standing of every state in an organisation on a day, or over a stretch of days: what a row of a panel says."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from cica.model.roles import COW_STATUS, FULL, FULLNESS, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cica.model.organisations import Organisation
    from cica.names.spellings import Turns
    from cica.questions import Questions
    from cica.questions.spells import Bounded, Found

__all__ = ["COLUMNS", "DEFAULT", "ROLES", "SHARES", "Rule", "Value", "edges", "levels", "standings"]

Value: TypeAlias = str | int | float | None
Rule: TypeAlias = Literal["any", "first", "last", "share"]

SUBJECT = "cica"
LESSER: tuple[Role, ...] = tuple(role for role in get_args(Role) if role not in FULL)
# What a role may be, from none up to the fullest: none; not that of a full member, where the record holds only those; a role of the
# record; and last what is no role: undetermined, or that of a state on a day on which it did not exist.
ROLES = ("none", "non-member", *reversed(get_args(Role)), "undetermined", "no-state")
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
DEFAULT = ("role", "days", "chair", "members")
SHARES = ("member", "observer", "days", "chair", "members")  # what the rule "share" answers


def edges(record: Questions, organisations: Iterable[Organisation]) -> list[int]:
    """The days, as numbers, on which the standing of a state in one of the organisations, or in the chair, may change."""
    from cica.model.chairmanships import Chairmanship
    from cica.questions.spells import NEVER, bounds

    found = {record.as_of.toordinal() + 1}
    for organisation in organisations:
        for roles in (FULL, LESSER):
            found.update(record._rosters.members_of(organisation, roles).edges)
        found.update(record._existence.settled(organisation.id).values())
    for chairmanship in record._all(Chairmanship):
        found.update(bounds(chairmanship.start, chairmanship.end))
    return sorted(edge for edge in found if 1 < edge < min(NEVER, datetime.date.max.toordinal()))


def standings(
    record: Questions,
    organisation: Organisation,
    courses: Sequence[Turns],
    first: datetime.date,
    last: datetime.date,
    rule: Rule,
    columns: Sequence[str],
    suspended: str,
) -> list[tuple[Value, ...]]:
    """What is asked of each course of states, over a stretch of days that ends by the end of the record, or lies after it.

    Of a stretch in which one state follows another it is the answer of any day in it: the fullest role, and the most days.
    After the end of the record nothing is said.
    """
    if first > record.as_of:
        return [_beyond(course, first, last, columns) for course in courses]
    if rule == "first":
        last = first
    elif rule == "last":
        first = last
    elif rule == "share":
        return _shares(record, organisation, courses, first, last, columns, suspended)
    day, until = first.toordinal(), last.toordinal()
    whole = _Standing(record, organisation, first, last, suspended)
    no_state = tuple(map(_together([], whole).__getitem__, columns))
    parts: dict[tuple[int, int], _Standing] = {(day, until): whole}
    nothing = tuple(map(whole.of("").__getitem__, columns))  # most states have no standing, and share what is said of them
    rows: list[tuple[Value, ...]] = []
    for course in courses:
        met = course if len(course) == 1 else [turn for turn in course if turn[0] <= until and turn[1] > day]
        bearers = {keys for _, _, keys in met if keys}
        if len(bearers) == 1 and len(key_of := next(iter(bearers))) == 1:  # which belonged to nothing while it did not exist
            (key,) = key_of
            said = nothing if whole.without(key) else tuple(map(whole.of(key).__getitem__, columns))
        elif not course or any(len(keys) > 1 for keys in bearers):
            said = (None,) * len(columns)
        else:
            told: list[dict[str, Value]] = []
            for begun, over, keys in met:
                span = max(begun, day), min(over - 1, until)
                if keys:
                    if span not in parts:
                        parts[span] = _Standing(record, organisation, *_days(span), suspended)
                    told.append(parts[span].of(keys[0]))
            said = tuple(map(_together(told, whole).__getitem__, columns)) if told else no_state
        rows.append(said)
    return rows


def _beyond(course: Turns, first: datetime.date, last: datetime.date, columns: Sequence[str]) -> tuple[Value, ...]:
    """What is said of days after the end of the record: nothing, but that a state that is gone is none."""
    met = [keys for begun, over, keys in course if begun <= last.toordinal() and over > first.toordinal()]
    role = None if any(len(keys) > 1 for keys in met) or not course else "undetermined" if any(met) else "no-state"
    return tuple(role if column == "role" else None for column in columns)


def _days(span: tuple[int, int]) -> tuple[datetime.date, datetime.date]:
    return datetime.date.fromordinal(span[0]), datetime.date.fromordinal(span[1])


def _together(told: Sequence[Mapping[str, Value]], whole: _Standing) -> dict[str, Value]:
    """What is said of several states that followed each other, as of one; of none, that there was no state."""
    counts = {name: value for name, value in whole.of("").items() if name.startswith("members")}
    if not told:
        return {**dict.fromkeys(COLUMNS), "role": "no-state", **counts}
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
    greatest = None if None in most else max((days for days in most if isinstance(days, int)), default=None)
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
    }


def _shares(
    record: Questions,
    organisation: Organisation,
    courses: Sequence[Turns],
    first: datetime.date,
    last: datetime.date,
    columns: Sequence[str],
    suspended: str,
) -> list[tuple[Value, ...]]:
    """Shares of the days of a stretch, and the mean number of members; None where any of it is undetermined.

    Days on which there was no such state count as days without a role, if there were others.
    """
    since = first.toordinal()
    over = last.toordinal() + 1
    changes = {*edges(record, [organisation]), *(edge for course in courses for edge, _, _ in course)}
    starts = [since, *sorted(edge for edge in changes if since < edge < over)]
    parts: list[tuple[int, int, _Standing]] = []
    for start, end in zip(starts, [*starts[1:], over], strict=True):
        day = datetime.date.fromordinal(start)
        parts.append((start, end - start, _Standing(record, organisation, day, day, suspended)))
    final = _Standing(record, organisation, last, last, suspended)
    rows: list[tuple[Value, ...]] = []
    for course in courses:
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

        rows.append(tuple(at_last[column] if column == "days" else mean(column) for column in columns))
    return rows


def _at(course: Turns, day: int, standing: _Standing) -> Mapping[str, Value]:
    """What is said on a day of the state that a course had then."""
    keys = next((keys for begun, over, keys in course if begun <= day < over), ("", ""))
    if len(keys) > 1:  # several, or what is not recognised
        return dict.fromkeys(COLUMNS)
    return standing.of(keys[0]) if keys else _together([], standing)


class _Standing:
    """The standing of every state in an organisation from one day to another: the fullest role on any day, and so on."""

    def __init__(
        self, record: Questions, organisation: Organisation, first: datetime.date, last: datetime.date, suspended: str
    ) -> None:
        self._record = record
        self._last = last.toordinal()
        self._full = record._rosters.on(record._rosters.members_of(organisation, FULL, suspended), first, last)
        self._lesser = record._rosters.on(record._rosters.members_of(organisation, LESSER), first, last)
        self._least = len(self._full.ids)
        self._most = self._least + len(self._full.open_ids)
        self._roles = self._fullest(self._full.certain, self._lesser.certain)
        self._perhaps = self._fullest(self._full.perhaps, self._lesser.perhaps)
        self._spans = self._days(self._full)
        self._chairs = self._in_chair(first, last) if organisation.id == SUBJECT else {}
        self._open = [record._rosters.beyond(organisation, roles, first, last) for roles in (FULL, LESSER)]
        self._states = record._package.rows("states")
        settled = record._existence.settled(organisation.id)
        self._held_open = {key for key, day in settled.items() if day > first.toordinal()}
        self.concerned = {*self._full.ids, *self._full.open_ids, *self._lesser.ids, *self._lesser.open_ids, *self._chairs}

    def without(self, key: str) -> bool:
        """Whether something has no standing, as most states."""
        return key not in self.concerned and (key in self._states or not (any(self._open) or key in self._held_open))

    def of(self, state: str) -> dict[str, Value]:
        """All that may be asked of a state."""
        if state and state not in self._states and state not in self.concerned:
            return self._of_other(state)
        role = self._role(state)
        least, most = self._spans.get(state, (None, None))
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
            "members": self._least if self._least == self._most else None,
            "members_least": self._least,
            "members_most": self._most,
        }

    def _of_other(self, key: str) -> dict[str, Value]:
        """All that may be asked of a former state, or of what is no state, of which the record holds nothing."""
        said = self.of("")
        if self._open[0] or key in self._held_open:
            return {**said, "role": "undetermined", "member": None, "observer": None, "status": None}
        return {**said, "role": "non-member", "observer": None, "status": None} if self._open[1] else said

    def _role(self, state: str) -> str:
        role, perhaps = self._roles.get(state), self._perhaps.get(state)
        if perhaps is not None and (role is None or FULLNESS[perhaps] < FULLNESS[role]):
            return "undetermined"
        if role is not None:
            return role
        if state in self._full.open_ids:  # past what the record covers
            return "undetermined"
        return "non-member" if state in self._lesser.open_ids else "none"

    def _fullest(self, *spells: Iterable[Bounded]) -> dict[str, str]:
        """The fullest role of each member."""
        found: dict[str, str] = {}
        for bounded in (bounded for part in spells for bounded in part):
            role = self._record._rosters.role(bounded)
            if bounded[5] not in found or FULLNESS[role] < FULLNESS[found[bounded[5]]]:
                found[bounded[5]] = role
        return found

    def _days(self, full: Found) -> dict[str, tuple[int | None, int | None]]:
        """The least and the greatest number of days since its accession, on the last of the days on which each was a member."""
        found: dict[str, tuple[int | None, int | None]] = {}
        for bounded in full.certain:
            (begun, surely_begun), over, surely_over, member = self._record._rosters.accession(bounded), *bounded[2:4], bounded[5]
            least = min(self._last, over - 1) - surely_begun
            most = min(self._last, surely_over - 1) - begun if begun > 1 else None
            if (earlier := found.get(member)) is not None:
                least = max(least, earlier[0] or 0)
                most = None if most is None or earlier[1] is None else max(most, earlier[1])
            found[member] = max(least, 0), most
        return found

    def _in_chair(self, first: datetime.date, last: datetime.date) -> dict[str, int | None]:
        """The states that held the chair, and None for those of which it is undetermined."""
        from cica.model.chairmanships import Chairmanship

        certain, perhaps = self._record._in_force_from(self._record._all(Chairmanship), first, last)
        return {chairmanship.state.id: None for chairmanship in perhaps} | {chairmanship.state.id: 1 for chairmanship in certain}


def levels(record: Questions, organisation: Organisation) -> tuple[str, ...]:
    """The roles that a state can have in an organisation, from none up to the fullest, and what else may be said of it."""
    held = {record._rosters.role(bounded) for bounded in record._rosters.find(organisation=organisation.id)}
    said = {"none", "undetermined", "no-state"}
    if record._rosters.covered(organisation, LESSER) is not None:
        said.add("non-member")
    return tuple(role for role in ROLES if role in held or role in said)
