"""Every date, pair and period of a world of four days: each answer is exactly what all that may be the case makes of it."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable

import pytest

from cica import Answer, Date, DateError, Period
from cica.dates.periods import took_place

FIRST = datetime.date(2013, 12, 30)  # so that a month and a year end among them
DAYS = [FIRST + datetime.timedelta(number) for number in range(4)]
BEFORE, AFTER = FIRST - datetime.timedelta(5), DAYS[-1] + datetime.timedelta(5)  # how far an open side reaches here
Stretch = tuple[datetime.date, datetime.date]


def world() -> list[Date]:
    """Every date that can be told of four days."""
    dates = [Date(day) for day in DAYS]
    for one, other in itertools.combinations(DAYS, 2):
        dates += [Date(f"[{one}..{other}]"), Date(f"{one}/{other}")]
    return [*dates, *(Date(f"[..{day}]") for day in DAYS), *(Date(f"[{day}..]") for day in DAYS)]


def cases(date: Date) -> list[Stretch]:
    """The days that it may stand for, from a first to a last."""
    first, last = date.earliest or BEFORE, date.latest or AFTER
    if date.spans:
        return [(first, last)]
    days = [first + datetime.timedelta(number) for number in range((last - first).days + 1)]
    return [(day, day) for day in days]


def exactly(truths: Iterable[bool]) -> Answer:
    found = set(truths)
    return Answer.of(found == {True}, found == {False})


DATES = world()
SINGLE = [date for date in DATES if not date.spans]


@pytest.mark.parametrize("one", DATES, ids=str)
def test_comparisons(one: Date) -> None:
    for other in DATES:
        pairs = list(itertools.product(cases(one), cases(other)))
        assert (one < other) is exactly(a[1] < b[0] for a, b in pairs), other
        assert (one > other) is exactly(a[0] > b[1] for a, b in pairs), other
        assert (one <= other) is exactly(a[0] <= b[1] for a, b in pairs), other
        assert (one >= other) is exactly(a[1] >= b[0] for a, b in pairs), other


@pytest.mark.parametrize("one", DATES, ids=str)
def test_containment(one: Date) -> None:
    for other in DATES:
        low, high = other.earliest or BEFORE, other.latest or AFTER
        assert one.within(other) is exactly(low <= first and last <= high for first, last in cases(one)), other
        assert one.touches(other) is exactly(low <= last and first <= high for first, last in cases(one)), other


@pytest.mark.parametrize("date", DATES, ids=str)
def test_parts(date: Date) -> None:
    first, last = date.earliest, date.latest
    both = first is not None and last is not None
    days = {day for case in cases(date) for day in case}
    closed = days if both else set[datetime.date]()
    assert date.year == (
        DAYS[0].year if closed and {day.year for day in closed} == {2013} else 2014 if closed and min(closed).year == 2014 else None
    )
    assert date.month == (closed.pop().month if len({(day.year, day.month) for day in closed}) == 1 else None)
    assert date.day == (first.day if first is not None and first == last else None)
    assert date.began() == ((first or datetime.date.min), (first if date.spans else last) or datetime.date.max)
    assert date.ended() == ((last if date.spans else first) or datetime.date.min, (last or datetime.date.max))
    assert date.precision == ("event" if date.spans else "day" if both and first == last else "range")
    if not date.spans:
        assert Date.between(first, last) == date
    if date.day is None:
        known = f"{first} to {last}" if both else f"{first} or later" if first else f"{last} or earlier"
        with pytest.raises(DateError, match=known):
            date.strftime("%Y")


def test_between_takes_the_ends_of_coarser_dates() -> None:
    assert str(Date.between("2013", "2014-05")) == "[2013-01-01..2014-05-31]"
    assert str(Date.between("2014", "2014")) == "2014"


@pytest.mark.parametrize("start", [None, *SINGLE], ids=str)
def test_periods(start: Date | None) -> None:
    for end in [None, *SINGLE]:
        period = Period(start, end)
        starts = [day for day, _ in cases(start)] if start else [BEFORE, AFTER]
        ends = [day for day, _ in cases(end)] if end else [datetime.date.max]
        sides = list(itertools.product(starts, ends))
        for first, last in itertools.combinations_with_replacement(DAYS, 2):
            assert period.meets(first, last) is exactly(begun <= last and over > first for begun, over in sides), (end, first, last)
            stretch = {first + datetime.timedelta(number) for number in range((last - first).days + 1)}
            lengths = [sum(begun <= day < over for day in stretch) for begun, over in sides]
            assert period.length(first, last) == (min(lengths), max(lengths)), (end, first, last)
        closed = start is not None and end is not None and start.earliest is not None and end.latest is not None
        if closed and start is not None and end is not None and start.latest is not None and end.earliest is not None:
            lasted = [max((over - begun).days, 0) for begun, over in sides]
            assert period.lasted == (min(lasted), max(lasted))
        elif not closed:
            assert period.lasted is None


@pytest.mark.parametrize("start", DATES, ids=str)
def test_what_lasted_from_one_day_to_another_took_place(start: Date) -> None:
    for end in DATES:
        began, over = {first for first, _ in cases(start)}, {last for _, last in cases(end)}
        if start is not end and max(began) > min(over):
            continue  # which began after it was over, or may have
        sides = list(itertools.product(began, over)) if start is not end or start.spans else [(day, day) for day in began]
        for first, last in itertools.combinations_with_replacement(DAYS, 2):
            truth = exactly(begun <= last and first <= ended for begun, ended in sides)
            assert took_place(start, end, first, last) is truth, (end, first, last)


def test_a_period_shows_itself() -> None:
    assert repr(Period("2013", "2014")) == "<Period 2013 to 2014>"
