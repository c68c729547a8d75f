"""Dates: what can be known of them, and that nothing is claimed beyond it."""

from __future__ import annotations

import copy
import datetime
import itertools
import pickle
from typing import Any, cast

import pytest
from conftest import some_dates, some_days
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st

from cica import Answer, Date, DateError, Period

ANSWERS = list(Answer)


def possible_days(date: Date) -> list[datetime.date]:
    """A few days that a date may be: its ends, its middle, and far away on a side that is open."""
    first = date.earliest or datetime.date(1800, 1, 1)
    last = date.latest or datetime.date(2200, 1, 1)
    return sorted({first, last, first + (last - first) / 2, min(first + datetime.timedelta(1), last)})


def possible_spans(date: Date) -> list[tuple[datetime.date, datetime.date]]:
    """First and last day of what a date may stand for."""
    if date.spans:
        assert date.earliest is not None
        assert date.latest is not None
        return [(date.earliest, date.latest)]
    return [(day, day) for day in possible_days(date)]


def consistent(answer: Answer, truths: list[bool]) -> bool:
    """Whether an answer agrees with what holds in some of the possible cases."""
    if answer is Answer.YES:
        return all(truths)
    if answer is Answer.NO:
        return not any(truths)
    return True


@given(some_dates)
def test_text_reads_back_as_the_same_date(date: Date) -> None:
    assert Date(str(date)) == date
    assert Date(date) == date
    assert hash(Date(str(date))) == hash(date)
    assert eval(repr(date), {"Date": Date}) == date
    assert pickle.loads(pickle.dumps(date)) == date
    assert copy.deepcopy(date) == date


@given(some_dates)
def test_every_form_means_what_the_edtf_package_says(date: Date) -> None:
    peer = cast("Any", parse_edtf(str(date)))

    def day(value: Any) -> datetime.date | None:
        return None if isinstance(value, float) else datetime.date(value.tm_year, value.tm_mon, value.tm_mday)

    assert day(peer.lower_strict()) == date.earliest
    assert day(peer.upper_strict()) == date.latest


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2010-06-08", "2010-06-08", "2010-06-08", "day"),
        ("2012-02", "2012-02-01", "2012-02-29", "month"),
        ("2011", "2011-01-01", "2011-12-31", "year"),
        ("[2014-09..2016-10-28]", "2014-09-01", "2016-10-28", "range"),
        ("[..1999-09-14]", None, "1999-09-14", "range"),
        ("[2016-04-28..]", "2016-04-28", None, "range"),
        ("2014-05-20/2014-05-21", "2014-05-20", "2014-05-21", "event"),
        ("9999", "9999-01-01", "9999-12-31", "year"),
    ],
)
def test_forms(text: str, earliest: str | None, latest: str | None, precision: str) -> None:
    date = Date(text)
    assert (str(date.earliest) if date.earliest else None) == earliest
    assert (str(date.latest) if date.latest else None) == latest
    assert date.precision == precision


def test_other_ways_to_give_a_date() -> None:
    assert Date(2011) == Date("2011")
    assert Date(datetime.date(2011, 1, 2)) == Date("2011-01-02")
    assert Date(datetime.datetime(2011, 1, 2, 23, 59)) == Date("2011-01-02")
    assert Date(" 2011 ") == Date("2011")


def test_ranges_that_are_a_day_a_month_or_a_year_are_written_so() -> None:
    assert str(Date("[2014-05-20..2014-05-20]")) == "2014-05-20"
    assert str(Date("[2012-02-01..2012-02-29]")) == "2012-02"
    assert str(Date("[2012..2012]")) == "2012"
    assert str(Date("2014-05-20/2014-05-20")) == "2014-05-20"
    assert Date("2014-05-01/2014-05-31") != Date("2014-05")


@pytest.mark.parametrize(
    "wrong",
    [
        "", "soon", "2011-1", "20110101", "2011-13", "2011-02-30", "2011?", "2011~", "8 June 2010", "[..]", "[2011", "2011..2012",
        "2011/2012", "2012-01-02/2012-01-01", "[2012..2011]", "[1..2..3]", "0000", "２０１１", "2011-06-08T00:00", True, 0, 10000,
        3.5, None, b"2011", ("2011",),
    ],
)  # fmt: skip
def test_what_is_not_a_date_is_refused_with_the_accepted_forms(wrong: object) -> None:
    with pytest.raises(DateError) as error:
        Date(wrong)  # type: ignore[arg-type]
    assert repr(wrong) in str(error.value)


def test_refusal_of_unreadable_text_shows_the_accepted_forms() -> None:
    with pytest.raises(DateError, match=r"accepted are '2010-06-08', '2014-05', '2011'"):
        Date("June 2010")


@given(some_dates, some_dates)
def test_comparison_is_right_whatever_the_unknown_days_are(one: Date, other: Date) -> None:
    pairs = list(itertools.product(possible_spans(one), possible_spans(other)))
    assert consistent(one < other, [a[1] < b[0] for a, b in pairs])
    assert consistent(one > other, [a[0] > b[1] for a, b in pairs])
    assert (one <= other) is ~(other < one)
    assert (one >= other) is ~(one < other)
    assert (one > other) is (other < one)


@given(some_dates, some_dates)
def test_undetermined_is_never_claimed_of_what_is_known(one: Date, other: Date) -> None:
    pairs = list(itertools.product(possible_spans(one), possible_spans(other)))
    truths = {a[1] < b[0] for a, b in pairs}
    if len(truths) > 1:
        assert (one < other) is Answer.UNDETERMINED


@given(some_dates, some_dates)
def test_containment_is_right_whatever_the_unknown_day_is(one: Date, other: Date) -> None:
    low, high = other.earliest or datetime.date.min, other.latest or datetime.date.max
    spans = possible_spans(one)
    assert consistent(one.within(other), [low <= first and last <= high for first, last in spans])
    assert consistent(one.touches(other), [low <= last and first <= high for first, last in spans])


@given(some_dates)
def test_a_date_is_within_itself(date: Date) -> None:
    assert date.within(date) is Answer.YES
    assert date.touches(date) is Answer.YES


@given(st.lists(some_dates))
def test_sorting_is_total_and_agrees_with_what_is_certain(dates: list[Date]) -> None:
    keys = [date.sort_key for date in dates]
    assert sorted(dates, key=lambda d: d.sort_key) == sorted(reversed(dates), key=lambda d: d.sort_key)
    for (one, key), (other, other_key) in itertools.combinations(zip(dates, keys, strict=True), 2):
        assert (key == other_key) == (one == other)
        if (one < other) is Answer.YES:
            assert key < other_key


def test_an_undetermined_answer_cannot_be_taken_for_yes_or_no() -> None:
    with pytest.raises(TypeError, match="undetermined"):
        bool(Date("2011") < Date("2011-06"))
    assert Date("2011") < Date("2012")
    assert not Date("2012") < Date("2011")


@given(st.sampled_from(ANSWERS), st.sampled_from(ANSWERS))
def test_answers_combine_as_in_three_valued_logic(one: Answer, other: Answer) -> None:
    rank = {Answer.NO: 0, Answer.UNDETERMINED: 1, Answer.YES: 2}
    assert rank[one & other] == min(rank[one], rank[other])
    assert rank[one | other] == max(rank[one], rank[other])
    assert rank[~one] == 2 - rank[one]


some_periods = st.builds(Period, st.none() | some_dates, st.none() | some_dates)


def truths_of(period: Period, first: datetime.date, last: datetime.date) -> list[bool]:
    """Whether the period meets the stretch, for several possible starts and ends."""
    starts = [span[0] for span in possible_spans(period.start)] if period.start else possible_days(Date("[1950..2050]"))
    ends = [span[0] for span in possible_spans(period.end)] if period.end else [datetime.date.max]
    return [start <= last and end > first for start, end in itertools.product(starts, ends)]


@given(some_periods, some_days, some_days)
def test_a_period_contains_a_day_whatever_the_unknown_days_are(period: Period, one: datetime.date, other: datetime.date) -> None:
    first, last = sorted((one, other))
    assert consistent(period.meets(first, last), truths_of(period, first, last))
    if first == last:
        assert period.contains(first) is period.meets(first, last)


@given(some_periods, some_days, some_days)
def test_the_length_of_a_period_has_bounds_that_every_case_keeps(period: Period, one: datetime.date, other: datetime.date) -> None:
    first, last = sorted((one, other))
    least, most = period.length(first, last)
    assert 0 <= least <= most <= (last - first).days + 1
    starts = [span[0] for span in possible_spans(period.start)] if period.start else []
    ends = [span[0] for span in possible_spans(period.end)] if period.end else [last + datetime.timedelta(1)]
    for start, end in itertools.product(starts, ends):
        days = max((min(end, last + datetime.timedelta(1)) - max(start, first)).days, 0)
        assert least <= days <= most


@given(some_days, some_days)
def test_half_open(one: datetime.date, other: datetime.date) -> None:
    assume(one != other)
    start, end = sorted((one, other))
    period = Period(Date(start), Date(end))
    assert period.contains(start) is Answer.YES
    assert period.contains(end) is Answer.NO
    assert period.contains(end - datetime.timedelta(1)) is Answer.YES


def test_still_in_force_differs_from_ended_on_an_unknown_day() -> None:
    open_ended = Period(Date("2001"), None)
    ended = Period(Date("2001"), Date("[2005..]"))
    assert open_ended.contains("2050") is Answer.YES
    assert ended.contains("2050") is Answer.UNDETERMINED
    assert str(open_ended) == "since 2001"
    assert str(ended) == "2001 to [2005-01-01..]"
    assert str(Period()) == "since an unknown day"
    assert str(Period(None, Date("2005"))) == "an unknown day to 2005"


def test_a_question_needs_a_closed_stretch_of_days() -> None:
    with pytest.raises(DateError, match="open on a side"):
        Period(Date("2001")).contains("[2005..]")
    with pytest.raises(DateError):
        Date.between(None, None)
