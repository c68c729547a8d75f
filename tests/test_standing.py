"""The standing of states in an invented organisation, over every stretch of ten days: counted in every world there may be."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import pytest
from conftest import write_package

import cica
from cica import Record
from cica.frames.standing import COLUMNS, NUMBERS, Rule, Standings, Value, edges, levels
from cica.model.roles import COW_STATUS, FULL, FULLNESS
from cica.names.spellings import ALWAYS, NEVER, Turns

DAYS = range(1, 11)  # of January 2001, of which the record knows nine
END = 9
LONG_BEFORE, LATER = -400, 40  # days that are before and after all others


def day(number: int) -> datetime.date:
    return datetime.date(2000, 12, 31) + datetime.timedelta(number)


def edtf(days: Sequence[int]) -> str:
    """A date that is one of some days; LONG_BEFORE and LATER leave a side open."""
    if not days:
        return ""
    first, last = ("" if end in (LONG_BEFORE, LATER) else str(day(end)) for end in (days[0], days[-1]))
    return first if first == last else f"[{first}..{last}]"


class Spell(NamedTuple):
    """Who has a role from when until when, each with the days of which it is one."""

    who: str
    role: str
    start: Sequence[int]
    end: Sequence[int] = ()


SPELLS = [
    Spell("AAA", "member", [2]),
    Spell("BBB", "member", [3, 4, 5]),
    Spell("CCC", "member", [1], [5]),
    Spell("CCC", "observer", [5]),
    Spell("DDD", "observer", [4], [8]),
    Spell("EEE", "member", [3], [6, 7, 8]),
    Spell("FFF", "member", [LONG_BEFORE, 4], [7]),
    Spell("GGG", "associate", [2], [6]),
    Spell("GGG", "member", [6, 7]),
    Spell("HHH", "participating-state", [4], [9]),
    Spell("HHH", "partner", [LONG_BEFORE, 1], [4]),
    Spell("III", "observer", [3, 4, 5]),
    Spell("KKK", "member", [5], [7, 8, LATER]),
    Spell("old", "member", [1], [4]),
]
CHAIRS = [
    Spell("AAA", "chair", [2], [4]),
    Spell("BBB", "chair", [4], [6, 7]),
    Spell("CCC", "chair", [6, 7], [9]),
    Spell("DDD", "chair", [9]),
]
STATES = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH", "III", "JJJ", "KKK"]
OPEN_UNTIL = 6  # from which day on it is said of the isle that it is no member


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    forum = {"kind": "forum", "scope": "", "founded": "", "ended": ""}
    spells = [(f"cica-{spell.who.lower()}-{spell.role}", "cica", spell) for spell in SPELLS]
    spells += [
        ("club-aaa-member", "club", Spell("AAA", "member", [3], [8])),
        ("open-aaa-member", "open", Spell("AAA", "member", [4])),
    ]
    tables: dict[str, list[dict[str, str]]] = {
        "states": [
            {"id": key, "name": f"{key.title()}land", "alpha2": key[:2], "numeric": str(place)}
            for place, key in enumerate(STATES, 1)
        ],
        "former_states": [{"id": "old", "name": "Old", "ended": str(day(4)), "successors": "AAA"}],
        "other_entities": [
            {
                "id": "isle",
                "name": "Isle",
                "kind": "territory",
                "what": "an isle",
                "open_in": "cica",
                "open_until": str(day(OPEN_UNTIL)),
            },
            {"id": "rock", "name": "Rock", "kind": "territory", "what": "a rock", "open_in": "club", "open_until": ""},
        ],
        "organisations": [
            {"id": "cica", "name": "Little CICA", "coverage": "", **forum},
            {"id": "club", "name": "Club", "coverage": "members", **forum, "founded": str(day(3)), "ended": str(day(8))},
            {"id": "open", "name": "Open", "coverage": "cica", **forum, "founded": str(day(4))},
        ],
        "memberships": [
            {"id": key, "organisation": organisation, "member": who, "role": role, "start": edtf(start), "end": edtf(end)}
            for key, organisation, (who, role, start, end) in spells
        ],
        "chairmanships": [
            {"id": f"{who.lower()}-{start[0]}", "state": who, "start": edtf(start), "end": edtf(end)}
            for who, _, start, end in CHAIRS
        ],
    }
    return cica.load(write_package(tmp_path_factory.mktemp("standing"), tables, as_of=str(day(END))))


# Counting


def worlds(spells: Sequence[Spell], who: str) -> list[list[tuple[int, int, str]]]:
    """Every way in which the spells of somebody may have been: first day, first day no longer, and role."""
    cases = [
        [(begun, over, spell.role) for begun in spell.start for over in spell.end or [LATER]]
        for spell in spells
        if spell.who == who
    ]
    return [[*world] for world in itertools.product(*cases)]


def said(who: str, first: int, last: int) -> dict[str, Value]:
    """What holds of somebody in every world, over some days."""
    roles, members, days, observers = set[str](), set[int](), set[int](), set[int]()
    for world in worlds(SPELLS, who):
        held = [(begun, over, role) for begun, over, role in world if begun <= last and over > first]
        roles.add(min((role for _, _, role in held), key=FULLNESS.__getitem__, default="none"))
        full = [(begun, over) for begun, over, role in held if role in FULL]
        members.add(int(bool(full)))
        observers.add(int(min((role for _, _, role in held), key=FULLNESS.__getitem__, default="none") == "observer"))
        days |= {min(last, over - 1) - begun for begun, over in full[-1:]}
    chairs = {int(any(begun <= last and over > first for begun, over, _ in world)) for world in worlds(CHAIRS, who)}
    role = roles.pop() if len(roles) == 1 else "undetermined"
    certain = members == {1}
    least, most = (min(days), max(days)) if certain else (None, None)
    if most is not None and most > LATER:
        most = None  # it began long before, none knows when
    return {
        "role": role,
        "member": members.pop() if len(members) == 1 else None,
        "observer": observers.pop() if role != "undetermined" else None,
        "status": COW_STATUS.get(role, 0) if role != "undetermined" else None,
        "days": least if least == most else None,
        "days_least": least,
        "days_most": most,
        "chair": chairs.pop() if len(chairs) == 1 else None,
    }


def counted(first: int, last: int) -> dict[str, Value]:
    """How many belong over some days, at least and at most."""
    everybody = [said(who, first, last)["member"] for who in [*STATES, "old"]]
    least = everybody.count(1)
    most = least + everybody.count(None)
    return {"members": least if least == most else None, "members_least": least, "members_most": most}


@cache
def answer(who: str, first: int, last: int) -> Mapping[str, Value]:
    told = said(who, first, last) | counted(first, last)
    if who == "isle" and first < OPEN_UNTIL:
        told |= {"role": "undetermined", "member": None, "observer": None, "status": None}
    return told


COLUMN = [*COLUMNS]
KEYS = [*STATES, "old", "isle"]


def stretches() -> Iterator[tuple[int, int]]:
    return ((first, last) for first in DAYS for last in DAYS if first <= last <= END)


def always(*keys: str) -> Turns:
    return ((ALWAYS, NEVER, keys),)


def standings(
    record: Record, courses: Sequence[Turns], rule: Rule, columns: Sequence[str] = COLUMN, organisation: str = "cica"
) -> Standings:
    return Standings(record, record.organisation(organisation), courses, rule, columns, "member")


def told(found: tuple[Value, ...], columns: Sequence[str] = COLUMN) -> dict[str, Value]:
    return dict(zip(columns, found, strict=True))


@pytest.mark.parametrize("rule", ["any", "first", "last"])
def test_of_every_state_over_every_stretch(record: Record, rule: Rule) -> None:
    asked = standings(record, [always(key) for key in KEYS], rule)
    for first, last in stretches():
        since, until = {"any": (first, last), "first": (first, first), "last": (last, last)}[rule]
        for key, found in zip(KEYS, asked.over(day(first), day(last)), strict=True):
            assert told(found) == answer(key, since, until), (key, first, last)


def test_columns_come_as_asked_whatever_else_is(record: Record) -> None:
    """Without days, what is the same between two changes is told once."""
    columns = ["members", "role", "chair", "member"]
    asked = standings(record, [always(key) for key in KEYS], "any", columns)
    for first, last in stretches():
        for key, found in zip(KEYS, asked.over(day(first), day(last)), strict=True):
            assert found == tuple(answer(key, first, last)[column] for column in columns), (key, first, last)


def test_shares_are_means_of_the_days(record: Record) -> None:
    columns = ["member", "observer", "days", "chair", "members"]
    asked = standings(record, [always(key) for key in KEYS], "share", columns)
    for first, last in stretches():
        for key, found in zip(KEYS, asked.over(day(first), day(last)), strict=True):
            for column, share in told(found, columns).items():
                daily = [answer(key, number, number)[column] for number in range(first, last + 1)]
                numbers = [value for value in daily if isinstance(value, int)]
                if column == "days":
                    assert share == daily[-1], (key, first, last)
                else:
                    assert share == (pytest.approx(sum(numbers) / len(daily)) if len(numbers) == len(daily) else None), (
                        key,
                        first,
                        last,
                    )


# What a code means in turn


def turns(*parts: tuple[int, Sequence[str]]) -> Turns:
    """Identifiers, each from a day on."""
    begun = [ALWAYS, *(day(number).toordinal() for number, _ in parts[1:])]
    return tuple((since, over, tuple(keys)) for since, over, (_, keys) in zip(begun, [*begun[1:], NEVER], parts, strict=True))


COURSES: dict[str, Turns] = {
    "old, then A": turns((0, ["old"]), (4, ["AAA"])),
    "A, then J": turns((0, ["AAA"]), (6, ["JJJ"])),
    "D, then J": turns((0, ["DDD"]), (5, ["JJJ"])),
    "J, then nothing": turns((0, ["JJJ"]), (3, [])),
    "nothing, then A": turns((0, []), (5, ["AAA"])),
    "nothing, then C, then nothing": turns((0, []), (4, ["CCC"]), (7, [])),
    "C, then E": turns((0, ["CCC"]), (4, ["EEE"])),
    "I, then J": turns((0, ["III"]), (4, ["JJJ"])),
    "A, then A or B": turns((0, ["AAA"]), (6, ["AAA", "BBB"])),
    "the isle, then J": turns((0, ["isle"]), (5, ["JJJ"])),
    "A, then the isle": turns((0, ["AAA"]), (3, ["isle"])),
    "A, then B": turns((0, ["AAA"]), (4, ["BBB"])),
}


def pieces(course: Turns, first: int, last: int) -> list[tuple[tuple[str, ...], int, int]]:
    """What a course meant over some days: each with its first and its last of them."""
    found: list[tuple[tuple[str, ...], int, int]] = []
    for begun, over, keys in course:
        since, until = max(begun, day(first).toordinal()), min(over - 1, day(last).toordinal())
        if since <= until:
            found.append((keys, since - day(0).toordinal(), until - day(0).toordinal()))
    return found


def one_of(values: Sequence[Value]) -> Value:
    """1 if it is of any; None if it may be; else 0."""
    return 1 if 1 in values else None if None in values else 0


def followed(course: Turns, first: int, last: int) -> dict[str, Value]:
    """What holds of those that a course meant over some days, in turn: the fullest role, and the most days."""
    met = pieces(course, first, last)
    if any(len(keys) > 1 for keys, _, _ in met):
        return dict.fromkeys(COLUMN)
    bearers = {keys for keys, _, _ in met if keys}
    if not bearers:
        return {**dict.fromkeys(COLUMN), "role": "no-state", **counted(first, last)}
    if len(bearers) == 1:
        return dict(answer(next(iter(bearers))[0], first, last))
    each = [answer(keys[0], since, until) for keys, since, until in met if keys]
    roles = [str(one["role"]) for one in each]
    role = min(roles, key=lambda role: FULLNESS.get(role, 99 if role == "none" else 98))
    if "undetermined" in roles and role not in FULL:
        role = "undetermined"
    least = max((one["days_least"] for one in each if isinstance(one["days_least"], int)), default=None)
    unsure = any(one["member"] is None or (one["member"] and one["days_most"] is None) for one in each)
    most = None if unsure else max((one["days_most"] for one in each if isinstance(one["days_most"], int)), default=None)
    return {
        "role": role,
        "member": one_of([one["member"] for one in each]),
        "observer": None if role == "undetermined" else int(role == "observer"),
        "status": None if role == "undetermined" else COW_STATUS.get(role, 0),
        "days": least if least == most else None,
        "days_least": least,
        "days_most": most,
        "chair": one_of([one["chair"] for one in each]),
        **counted(first, last),
    }


@pytest.mark.parametrize("rule", ["any", "first", "last"])
def test_of_what_a_code_means_in_turn(record: Record, rule: Rule) -> None:
    asked = standings(record, [*COURSES.values()], rule)
    for first, last in stretches():
        since, until = {"any": (first, last), "first": (first, first), "last": (last, last)}[rule]
        for (name, course), found in zip(COURSES.items(), asked.over(day(first), day(last)), strict=True):
            assert told(found) == followed(course, since, until), (name, first, last)


def test_shares_of_what_a_code_means_in_turn(record: Record) -> None:
    """Days on which there was no such state count as days without a role, if there were others."""
    columns = ["member", "observer", "days", "chair", "members"]
    asked = standings(record, [*COURSES.values()], "share", columns)
    for first, last in stretches():
        for (name, course), found in zip(COURSES.items(), asked.over(day(first), day(last)), strict=True):
            daily = [followed(course, number, number) for number in range(first, last + 1)]
            existed = any(one["role"] != "no-state" for one in daily)
            for column, share in told(found, columns).items():
                if column == "days":
                    assert share == daily[-1]["days"], (name, first, last)
                    continue
                absent = 0 if existed else None
                values = [absent if one["role"] == "no-state" and column != "members" else one[column] for one in daily]
                numbers = [value for value in values if isinstance(value, int)]
                expected = pytest.approx(sum(numbers) / len(values)) if len(numbers) == len(values) else None
                assert share == expected, (name, column, first, last)


def test_what_means_nothing_that_is_known(record: Record) -> None:
    unknown = dict.fromkeys(COLUMN)
    for rule in ("any", "first", "last", "share"):
        several, nothing = standings(record, [always("AAA", "BBB"), ()], rule).over(day(2), day(5))
        assert told(several) == unknown
        if rule != "share":
            assert told(nothing) == unknown


def test_after_the_end_of_the_record_nothing_is_said(record: Record) -> None:
    courses = [
        always("AAA"),
        always("isle"),
        (),
        always("AAA", "BBB"),
        COURSES["J, then nothing"],
        turns((0, []), (LATER, ["AAA"])),
    ]
    for rule in ("any", "first", "last", "share"):
        found = standings(record, courses, rule).over(day(END + 1), day(END + 5))
        roles = ["undetermined", "undetermined", None, None, "no-state", "no-state"]
        assert [told(one) for one in found] == [{**dict.fromkeys(COLUMN), "role": role} for role in roles]
    begins = standings(record, [turns((0, []), (END + 5, ["AAA"]))], "any")
    assert told(begins.over(day(END + 1), day(END + 5))[0])["role"] == "undetermined"
    assert told(begins.over(day(END + 1), day(END + 4))[0])["role"] == "no-state"


# Organisations of which not all is known


@pytest.mark.parametrize(
    ("organisation", "key", "first", "last", "expected"),
    [
        ("club", "AAA", 1, 2, ("none", 0, 0, 0)),  # before there was such a club
        ("club", "AAA", 2, 3, ("member", 1, 0, 1)), ("club", "AAA", 8, 9, ("none", 0, 0, 0)),
        ("club", "JJJ", 1, 2, ("none", 0, 0, 0)), ("club", "JJJ", 2, 3, ("non-member", 0, None, None)),
        ("club", "JJJ", 7, 9, ("non-member", 0, None, None)), ("club", "JJJ", 8, 9, ("none", 0, 0, 0)),
        ("club", "old", 1, 2, ("none", 0, 0, 0)), ("club", "old", 2, 3, ("non-member", 0, None, None)),
        ("club", "isle", 4, 4, ("non-member", 0, None, None)),
        ("club", "rock", 1, 1, ("undetermined", None, None, None)), ("club", "rock", 9, 9, ("undetermined", None, None, None)),
        ("open", "JJJ", 1, 3, ("none", 0, 0, 0)), ("open", "JJJ", 1, 4, ("undetermined", None, None, None)),
        ("open", "old", 1, 3, ("none", 0, 0, 0)), ("open", "old", 4, 4, ("undetermined", None, None, None)),
        ("open", "AAA", 4, 4, ("member", 1, 0, 1)),
        ("cica", "rock", 4, 4, ("none", 0, 0, 0)),
    ],
)  # fmt: skip
def test_what_the_record_does_not_cover(
    record: Record, organisation: str, key: str, first: int, last: int, expected: tuple[Value, ...]
) -> None:
    columns = ["role", "member", "observer", "status"]
    for name in (key, "JJJ"):  # the second time what is said of most is known
        asked = standings(record, [always(name), always(key)], "any", columns, organisation)
        assert asked.over(day(first), day(last))[1] == expected


def test_who_adds_to_a_number(record: Record) -> None:
    def adding(organisation: str, number: int, *keys: str) -> dict[str, set[str]]:
        found = standings(record, [], "any", organisation=organisation).on(day(number), day(number)).belonging(keys)
        assert list(found) == list(NUMBERS)
        return {kind: {*held} for kind, held in found.items()}

    full = {"AAA", "EEE", "FFF", "HHH"} | {"BBB"}
    assert adding("cica", 5) == {
        "full_least": full | {"KKK"},
        "full_most": full | {"KKK"},
        "any_least": full | {"KKK", "CCC", "DDD", "GGG", "III"},
        "any_most": full | {"KKK", "CCC", "DDD", "GGG", "III"},
    }
    before = adding("cica", 3, "isle", "rock", "JJJ")
    assert before["full_least"] == {"AAA", "CCC", "EEE", "old"}
    assert before["full_most"] == before["full_least"] | {"BBB", "FFF", "isle"}
    assert before["any_least"] == before["full_least"] | {"GGG", "HHH"}
    assert before["any_most"] == before["full_most"] | {"GGG", "HHH", "III"}
    assert "isle" not in adding("cica", OPEN_UNTIL, "isle")["any_most"]
    club = adding("club", 4, "isle", "rock", "JJJ", "old")
    assert [sorted(held & {"isle", "rock", "old", "AAA"}) for held in club.values()] == [
        *(["AAA"], ["AAA", "rock"], ["AAA"], ["AAA", "isle", "old", "rock"])
    ]


def test_numbers_of_a_course(record: Record) -> None:
    for courses in ([always("AAA")], [COURSES["A, then B"]]):
        (found,) = standings(record, courses, "any", NUMBERS).over(day(2), day(4))
        assert found == (1, 1, 1, 1)
    (found,) = standings(record, [COURSES["I, then J"]], "any", NUMBERS).over(day(3), day(4))
    assert found == (0, 0, 0, 1)


def test_what_may_be_said_of_a_state(record: Record) -> None:
    cica_, club, open_ = (levels(record, record.organisation(key)) for key in ("cica", "club", "open"))
    assert set(cica_) == {"none", "partner", "observer", "associate", "participating-state", "member", "undetermined", "no-state"}
    assert set(club) == set(open_) == {"none", "non-member", "member", "undetermined", "no-state"}
    assert cica_.index("none") < cica_.index("observer") < cica_.index("member") < cica_.index("undetermined")


def test_the_days_on_which_something_changes(record: Record) -> None:
    def numbers(*organisations: str) -> list[int]:
        return [edge - day(0).toordinal() for edge in edges(record, [record.organisation(key) for key in organisations])]

    assert numbers("cica") == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert numbers("club") == numbers("club", "club")
    assert {3, 8, 10} <= {*numbers("club")} <= {3, 8, 9, 10}
    assert {*numbers("open", "club")} == {*numbers("open"), *numbers("club")}
