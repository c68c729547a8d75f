"""What held on a day or in a stretch, beside a count of every day that the bounds leave open."""

from __future__ import annotations

import datetime
from typing import Any

from conftest import some_dates, some_days
from hypothesis import assume, given
from hypothesis import strategies as st

import cica
from cica import Answer, Date
from cica.questions.spells import Bounded, Roster, bounds

PACKAGE = cica.load()._package
KEYS = [(key, row["member"], row["organisation"]) for key, (_, row) in PACKAGE.rows("memberships").items()][:8]

spells = st.lists(st.tuples(st.none() | some_dates, st.none() | some_dates), min_size=1, max_size=len(KEYS))


def bounded(found: list[tuple[Date | None, Date | None]]) -> list[Bounded]:
    return [(*bounds(start, end), *key) for (start, end), key in zip(found, KEYS, strict=False)]


@given(spells, some_days, st.integers(0, 400))
def test_a_roster_says_what_held_in_a_stretch(given: list[tuple[Date | None, Date | None]], day: datetime.date, more: int) -> None:
    sides = bounded(given)
    assume(all(begun <= over for begun, _, over, _, *_ in sides))
    last = day + datetime.timedelta(more)
    found = Roster(PACKAGE, sides).on(day, last)
    first, end = day.toordinal(), last.toordinal()
    certain = {b[4] for b in sides if b[1] <= end and b[2] > first}
    possible = {b[4] for b in sides if b[0] <= end and b[3] > first}
    assert {spell.id for spell in found.spells} == certain
    assert {spell.id for spell in found.open_spells} == possible - certain


@given(spells, st.lists(some_days, min_size=1, max_size=6))
def test_what_is_kept_of_a_day_is_the_answer_of_the_next(
    given: list[tuple[Date | None, Date | None]], days: list[datetime.date]
) -> None:
    sides = bounded(given)
    beyond = [("KAZ", "cica", day.toordinal(), day.toordinal() + 3) for day in days[:2]]
    kept = Roster(PACKAGE, sides, beyond)
    near = [datetime.date.fromordinal(edge + step) for edge in kept.edges for step in (-1, 0, 1) if 1 <= edge + step <= 3_000_000]
    for day in (*days, *near):
        again: Any = Roster(PACKAGE, sides, beyond).on(day, day)
        found = kept.on(day, day)
        assert (found.ids, found.open_ids, found.open_organisations) == (again.ids, again.open_ids, again.open_organisations)


@given(some_days, st.integers(0, 10), some_days)
def test_what_the_record_does_not_cover_is_open_on_its_days_alone(start: datetime.date, more: int, day: datetime.date) -> None:
    first, last = start.toordinal(), start.toordinal() + more
    roster = Roster(PACKAGE, (), [("KAZ", "cica", first, last)])
    for one in (day, start, *(datetime.date.fromordinal(number) for number in (first - 1, last, last + 1))):
        found = roster.on(one, one)
        assert ("KAZ" in found.open_ids) == (first <= one.toordinal() <= last)
        assert (found.open_organisations == {"cica"}) == (first <= one.toordinal() <= last)


@given(some_dates)
def test_bounds_are_the_days_on_which_it_can_have_begun(date: Date) -> None:
    first, surely, over, surely_over = bounds(date, None)
    for day in (date.earliest, date.latest):
        if day is not None:
            assert first <= day.toordinal()
    assert first <= surely
    assert over == surely_over
    assert bounds(None, date)[2:] == (first, surely)
    assert Answer.of(yes=first <= surely, no=False) is Answer.YES


@given(some_days, st.integers(0, 10), st.integers(-20, 20), st.integers(0, 10))
def test_of_what_it_does_not_cover_a_stretch_needs_one_day(start: datetime.date, more: int, step: int, long: int) -> None:
    first, last = start.toordinal(), start.toordinal() + more
    asked = datetime.date.fromordinal(first + step), datetime.date.fromordinal(first + step + long)
    found = Roster(PACKAGE, (), [("KAZ", "cica", first, last)]).on(*asked)
    assert ("KAZ" in found.open_ids) == any(first <= day <= last for day in range(first + step, first + step + long + 1))


def test_who_surely_belongs_is_not_among_those_of_whom_it_is_open() -> None:
    member, organisation = KEYS[0][1:]
    sure, open_ = Date("2001-01-01"), Date("[2001-01-01..2003-01-01]")
    roster = Roster(
        PACKAGE,
        [(*bounds(start, None), f"spell-{n}", member, organisation) for n, start in enumerate((sure, open_))],
        [(member, "sco", 1, 10**6)],
    )
    found = roster.on(datetime.date(2002, 1, 1), datetime.date(2002, 1, 1))
    assert (list(found.ids), list(found.open_ids)) == ([member], [])
    assert found.organisations == {organisation}
    assert found.open_organisations == {"sco"}
