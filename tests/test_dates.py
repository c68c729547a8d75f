"""Dates: what can be known of them, and that nothing is claimed beyond it."""

from __future__ import annotations

import copy
import datetime
import itertools
import operator
import pickle
import sqlite3
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

import numpy as np
import pandas as pd
import polars as pl
import pytest
from conftest import some_dates, some_days
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st

import cica
from cica import Answer, Date, DateError, Period
from cica.dates.date import parts
from cica.dates.periods import took_place
from cica.dates.scalars import flag, missing, native, year_of

ANSWERS = list(Answer)
MAY_20 = datetime.date(2014, 5, 20)


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


DAY, RANGE = Date("1999-09-14"), Date("[1992-10-05..1999-09-14]")


@given(some_dates, some_dates)
def test_a_date_compares_with_whatever_a_date_may_be_given_as(date: Date, other: Date) -> None:
    given: list[Any] = [str(other)]
    if other.precision == "day":
        assert other.earliest is not None
        day = other.earliest
        given += [day, datetime.datetime(day.year, day.month, day.day, 12), np.datetime64(day), other]
        given += [pd.Timestamp(day)] if day.year > 1700 and day.year < 2200 else []
    if other.precision == "year" and other.year is not None and other.year >= 1000:
        given += [other.year, float(other.year), np.int64(other.year), np.datetime64(str(other.year))]
        given += [pd.Period(str(other.year), "Y")] if 1700 < other.year < 2200 else []
    for value in given:
        assert (date < value) is (date < other)
        assert (date <= value) is (date <= other)
        assert (date > value) is (date > other)
        assert (date >= value) is (date >= other)
        assert (date == value) is (date == other)
        assert (date != value) is (date != other)
        if not isinstance(value, datetime.datetime):  # pandas and Python hold that a moment is no day
            assert (value > date) is (other > date)
            assert bool(value == date) is (other == date)


@given(some_dates, some_dates)
def test_equal_dates_have_equal_hashes_and_so_have_days_and_years(one: Date, other: Date) -> None:
    if one == other:
        assert hash(one) == hash(other)
    if one.precision == "day":
        assert {cast("object", one.earliest): 1}[one] == 1
    if one.precision == "year":
        assert {cast("object", one.year): 1}[one] == 1


@pytest.mark.parametrize("other", [None, [1], {}, True, object(), (2011,), b"2011", 2j])
def test_a_date_does_not_compare_with_what_never_is_one(other: Any) -> None:
    assert (other == DAY) is False
    assert other != RANGE
    for compare in (operator.lt, operator.le, operator.gt, operator.ge):
        with pytest.raises(TypeError, match="not supported between"):
            compare(DAY, other)
        with pytest.raises(TypeError, match="not supported between"):
            compare(other, RANGE)


@pytest.mark.parametrize(
    "other", ["soon", "", 15, pd.NaT, float("nan"), np.datetime64("NaT", "D"), 10**5000, "x" * 10**6], ids=type
)
def test_what_might_be_a_date_and_is_none_is_refused_where_it_is_compared(other: Any) -> None:
    assert (other == DAY) is False
    for compare in (operator.lt, operator.le, operator.gt, operator.ge):
        with pytest.raises(DateError) as error:
            compare(DAY, other)
        assert len(str(error.value)) < 500


def test_dates_sort_where_the_order_is_certain_and_else_say_what_to_sort_by() -> None:
    given: list[Any] = [Date("2015"), datetime.date(2011, 1, 2), DAY, Date("2014-05-20/2014-05-21")]
    assert sorted(given) == [DAY, datetime.date(2011, 1, 2), Date("2014-05-20/2014-05-21"), Date("2015")]
    assert min(given) == DAY
    assert max(given) == 2015
    for ask in (sorted, min, max):
        with pytest.raises(TypeError, match=r"key=lambda date: date\.sort_key"):
            ask([Date("2011"), Date("2011-03")])


@given(some_dates, st.sampled_from(["%d %B %Y", "%Y", "%j of %Y"]))
def test_what_people_do_with_a_day_works_where_it_is_known(date: Date, form: str) -> None:
    asked: list[Callable[[Any], object]] = [
        lambda d: format(d, form),
        lambda d: d.strftime(form),
        lambda d: d.isoformat(),
        lambda d: d.toordinal(),
        lambda d: d.weekday(),
        lambda d: d.timetuple(),
        lambda d: d.ctime(),
        lambda d: d.isocalendar(),
        lambda d: d.isoweekday(),
        lambda d: d.replace(year=2000, day=1),
        lambda d: d.replace(2000, 1, 2),
        lambda d: d - datetime.date(2000, 1, 1),
        lambda d: datetime.date(2000, 1, 1) - d,
    ]
    for ask in asked:
        if date.precision == "day":
            assert ask(date) == ask(date.earliest)
        else:
            with pytest.raises(DateError) as error:
                ask(date)
            assert str(date) in str(error.value)
    assert format(date) == str(date)
    assert format(date, ">30") == str(date).rjust(30)


def test_arrays_of_numpy_compare_one_by_one() -> None:
    dates: Any = np.array([DAY, Date("2014-05"), Date("2015")], dtype=object)
    assert (dates == DAY).tolist() == [True, False, False]
    assert (dates != "2015").tolist() == [True, True, False]
    assert (dates > DAY).tolist() == [False, True, True]
    assert (dates > DAY).tolist() == [False, True, True]
    days: Any = np.array(["1999-09-14", "2000-01-01"], dtype="datetime64[D]")
    assert (days == DAY).tolist() == [True, False]
    assert (days >= RANGE).tolist() == [True, True]
    assert (np.array([2014, 2015]) == Date("2015")).tolist() == [False, True]
    with pytest.raises(TypeError, match="undetermined"):
        _ = dates < Date("2014-05-20")
    assert np.datetime64("2000-01-01") - cast("Any", DAY) == datetime.timedelta(109)


def test_a_date_known_to_the_day_is_one_wherever_days_are_told_apart() -> None:
    assert [isinstance(cast("object", date), datetime.date) for date in (DAY, RANGE)] == [True, False]
    assert type(DAY).__name__ == type(RANGE).__name__ == "Date"
    days: Any = [DAY, DAY]
    to_datetime: Any = pd.to_datetime
    assert list(to_datetime(days)) == [pd.Timestamp("1999-09-14")] * 2
    assert pd.to_datetime(pd.Series([DAY])).dtype.kind == "M"
    assert np.array([DAY], dtype="datetime64[D]")[0] == np.datetime64("1999-09-14")
    assert pl.Series([DAY]).dtype == pl.Date
    with pytest.raises(TypeError):
        pd.to_datetime(cast("Any", [DAY, RANGE]))
    assert not pd.isna(cast("Any", RANGE))
    assert DAY + datetime.timedelta(1) == Date("1999-09-15")
    assert DAY - datetime.timedelta(1) == Date("1999-09-13")
    assert cast("Any", DAY).replace(year=2000) == Date("2000-09-14")
    with closing(sqlite3.connect(":memory:")) as database:
        assert database.execute("select date(?, '+1 day'), ?", (DAY, RANGE)).fetchone() == ("1999-09-15", str(RANGE))


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (np.int64(2015), "2015"), (np.float64(2015), "2015"), (2015.0, "2015"), (Decimal(2015), "2015"), (np.str_("2015-06"), "2015-06"),
        (np.datetime64("2015"), "2015"), (np.datetime64("2015-06"), "2015-06"), (np.datetime64("2015-06-01T23:59:59.5"), "2015-06-01"),
        (np.datetime64("2015-06-04", "W"), "[2015-06-04..2015-06-10]"), (np.datetime64("2010", ("Y", 10)), "[2010-01-01..2019-12-31]"),
        (pd.Timestamp("2015-06-01 12:00"), "2015-06-01"), (pd.Timestamp("2015-06-01", tz="Asia/Almaty"), "2015-06-01"),
        (pd.Period("2015-06"), "2015-06"), (pd.Period("2015Q2"), "[2015-04-01..2015-06-30]"), (pd.Period("2015-06-01", "D"), "2015-06-01"),
    ],
)  # fmt: skip
def test_days_and_years_of_numpy_and_pandas(value: Any, meant: str) -> None:
    assert str(Date(value)) == meant
    assert cica.members(on=value) == cica.members(on=meant)
    assert cica.members(on=value).title == cica.members(on=meant).title


@pytest.mark.parametrize("value", [pd.NaT, pd.NA, float("nan"), np.datetime64("NaT", "D"), np.float64("nan"), Decimal("NaN"), None])
def test_what_is_missing_is_no_date(value: Any) -> None:
    with pytest.raises(DateError, match="leave out what is missing"):
        Date(value)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("May 2015", "2015-05"), ("5 May 2015", "2015-05-05"), ("5th of May 2015", None), ("May 5th, 2015", "2015-05-05"),
        ("20150505", "2015-05-05"), ("2015/5/5", "2015-05-05"), ("2015.05", "2015-05"), ("2015-05-05T10:00Z", "2015-05-05"),
        ("2015-05-05 10:00", "2015-05-05"), ("2015-XX", "2015"), ("2015-05-XX", "2015-05"), ("201X", "[2010..2019]"),
        ("2015?", "2015"), ("2015-05~", "2015-05"), ("2015/..", "[2015..]"), ("../2015", "[..2015]"), ("2015/2016", "[2015..2016]"),
        ("20.05.2014", "2014-05-20"),
        ("5/20/2014", "2014-05-20"), ("05/06/2014", None), ("2014-2015", "[2014..2015]"), ("2014..2015", "[2014..2015]"),
        ("31 June 2015", None), ("Octember 2015", None), ("2015-13", None), ("20151345", None),
    ],
)  # fmt: skip
def test_what_is_no_date_suggests_the_one_that_is_meant(text: str, meant: str | None) -> None:
    with pytest.raises(DateError) as error:
        Date(text)
    assert (f"did you mean {meant!r}?" in str(error.value)) if meant else "did you mean" not in str(error.value)
    if meant:
        assert str(Date(meant)) == meant or meant.startswith("[")


@pytest.mark.parametrize("word", ["today", "now", " Today "])
def test_today_is_asked_as_a_day(word: str) -> None:
    with pytest.raises(DateError, match=rf"as_of(?s:.)*'{datetime.date.today()}'"):
        Date(word)


@given(some_dates, some_dates)
def test_how_long_something_lasted_has_the_bounds_of_its_days(start: Date, end: Date) -> None:
    lasted = Period(start, end).lasted
    begun, over = start.began(), end.began()
    if start.earliest is None or end.latest is None:
        assert lasted is None
        return
    assert lasted == (max((over[0] - begun[1]).days, 0), max((over[1] - begun[0]).days, 0))
    assert Period(start).lasted is None
    assert Period(None, end).lasted is None
    if over[1] > begun[0]:
        everything = over[1] - datetime.timedelta(1)
        assert Period(start, end).length(begun[0], everything) == lasted


def test_a_date_never_changes() -> None:
    for date in (Date("2014-05-20"), Date("2014-05")):
        with pytest.raises(AttributeError, match="a date never changes"):
            setattr(date, "earliest", None)  # noqa: B010
        with pytest.raises(AttributeError, match="a date never changes"):
            delattr(date, "latest")


def test_a_format_that_is_none_is_refused() -> None:
    with pytest.raises(DateError, match="is no format"):
        Date("2014-05-20").strftime("\ud800")


@pytest.mark.parametrize(
    ("date", "spread"),
    [
        (None, (None, None, None, None)),
        (Date("2014-05-20"), (2014, MAY_20, MAY_20, MAY_20)),
        (Date("2014-05"), (2014, datetime.date(2014, 5, 1), datetime.date(2014, 5, 31), None)),
        (Date("[..2014-05-20]"), (None, None, MAY_20, None)),
        (Date("[2014-05-20..]"), (None, MAY_20, None, None)),
    ],
)
def test_a_date_spread_over_columns(date: Date | None, spread: tuple[object, ...]) -> None:
    assert parts(date) == spread


@pytest.mark.parametrize("other", [True, False, None, 1, "yes"])
def test_an_answer_is_not_joined_with_what_is_none(other: Any) -> None:
    joins: list[Callable[[], object]] = [
        lambda: Answer.YES & other,
        lambda: Answer.YES | other,
        lambda: other & Answer.NO,
        lambda: other | Answer.NO,
    ]
    for join in joins:
        with pytest.raises(TypeError):
            join()


def test_a_switch_is_true_or_false() -> None:
    assert [flag("x", given) for given in (True, False, 1, 0, 1.0, np.bool_(1), np.int64(0))] == [
        True,
        False,
        True,
        False,
        True,
        True,
        False,
    ]
    for wrong in ("yes", 2, -1, None, 0.5, [True]):
        with pytest.raises(cica.OptionError, match="accepted are True and False"):
            flag("x", wrong)


def test_an_odd_object_of_a_caller_is_not_missing() -> None:
    class Odd:
        def __eq__(self, other: object) -> bool:
            raise RuntimeError

        __hash__ = None  # type: ignore[assignment]

    assert missing(Odd()) is False
    assert native(np.str_("2014")).__class__ is str
    assert str(native(np.datetime64("99999-01-01"))) == "99999-01-01"


def test_a_range_of_some_days_of_a_month_is_not_the_month() -> None:
    for text in ("[2014-05-01..2014-05-20]", "[2014-05-02..2014-05-31]", "[2014-01-01..2014-12-30]", "[2014-01-02..2014-12-31]"):
        assert str(Date(text)) == text


def test_several_days_are_not_within_one() -> None:
    assert Date("2014-05-20/2014-05-21").within("2014-05-21") is Answer.NO
    assert Date("2014-05-20/2014-05-21").within("2014-05-20/2014-05-21") is Answer.YES


def test_of_dates_with_the_same_days_closed_ones_stand_first() -> None:
    texts = ["2014-05-20", "[..2014-05-20]", "[2014-05-20..2014-05-21]", "2014-05-20/2014-05-21", "[2014-05-20..]", "2014-05-21"]
    dates = [Date(text) for text in texts]
    for order in itertools.permutations(dates):
        assert [str(date) for date in sorted(order, key=lambda date: date.sort_key)] == texts


@pytest.mark.parametrize("open_", ["[..2014]", "[2014..]"])
def test_a_question_is_not_asked_of_a_side_that_is_open(open_: str) -> None:
    with pytest.raises(DateError, match="is open on a side"):
        cica.members(on=open_)


def test_of_coarse_dates_a_stretch_begins_with_the_first_day_and_ends_with_the_last() -> None:
    assert Period("2012-02-01", "2012-03-01").meets("2012", "2012") is Answer.YES
    assert Period("2012-02-01", "2012-03-01").length("2012", "2012") == (29, 29)


@pytest.mark.parametrize(("start", "end"), [("2014", "2015-05"), (None, "2015"), ("2014", None), (None, None)])
def test_a_period_as_a_dictionary(start: str | None, end: str | None) -> None:
    assert Period(start, end).to_dict() == {"start": start, "end": end}


def test_years_are_of_four_digits() -> None:
    assert [year_of("year", given) for given in (1000, 9999, " 2014 ")] == [1000, 9999, 2014]
    for wrong in (999, 10000, "0999", "20140", True, 2014.5):
        with pytest.raises(cica.OptionError, match="accepted is a year such as 2014"):
            year_of("year", wrong)


def test_what_makes_a_day_makes_a_date() -> None:
    made: Any = Date("2014-05-20")
    assert [made.fromisoformat("2014-05-21"), made.fromordinal(735374)] == [Date("2014-05-21"), Date("2014-05-21")]
    assert isinstance(made.today(), Date)


def test_numpy_asks_a_date_no_more_than_python_does() -> None:
    date: Any = Date("2014-05-20")
    days: Any = np.array(["2014-05-19", "2014-05-20", "2014-05-21"], dtype="datetime64[D]")
    numpy: Any = np
    words: Any = np.array(["2014-05-19", "Kyiv"], dtype=object)
    assert list(days < date) == [True, False, False]
    assert list(date < days) == [False, False, True]
    assert list(words == date) == [False, False]
    assert list(words != date) == [True, True]
    with pytest.raises(DateError):
        _ = words < date
    asks: list[Callable[[], object]] = [
        lambda: numpy.multiply(date, days),
        lambda: numpy.less.outer(days, date),
        lambda: numpy.less(days, date, where=[True] * 3),
    ]
    for ask in asks:
        with pytest.raises(TypeError):
            ask()


def test_a_date_is_not_reckoned_with_what_is_none() -> None:
    date: Any = Date("2014-05-20")
    reckonings: list[Callable[[], object]] = [lambda: None - date, lambda: date + 1, lambda: 1 + date, lambda: object() - date]
    for reckon in reckonings:
        with pytest.raises(TypeError):
            reckon()


@pytest.mark.parametrize(
    ("given", "own"),
    [
        (np.int64(732), 732),
        (np.uint8(7), 7),
        (np.float64(732.0), 732),
        (np.float32(2.5), 2.5),
        (np.bool_(True), True),
        (np.str_("732"), "732"),
        (np.array(732), 732),
        (np.array("732"), "732"),
        (np.datetime64("2014-05-20"), MAY_20),
        (np.datetime64("2014-05-20T13:00"), MAY_20),
        (np.datetime64("2014-05"), (datetime.date(2014, 5, 1), datetime.date(2014, 5, 31))),
        (np.datetime64("2014"), (datetime.date(2014, 1, 1), datetime.date(2014, 12, 31))),
        (np.datetime64("2014-05-15", "W"), (datetime.date(2014, 5, 15), datetime.date(2014, 5, 21))),
        (np.datetime64("2014-05-20", ("D", 2)), (MAY_20, datetime.date(2014, 5, 21))),
        (pd.Period("2014-05", "M"), (datetime.date(2014, 5, 1), datetime.date(2014, 5, 31))),
        (pd.Period("2014-05-20", "D"), (MAY_20, MAY_20)),
        (Decimal(732), 732),
        (Fraction(1464, 2), 732),
        (Fraction(1, 2), Fraction(1, 2)),
        (2.5, 2.5),
        (float("inf"), float("inf")),
        ("732.0", "732.0"),
    ],
)
def test_a_value_of_another_library_becomes_pythons_own(given: Any, own: object) -> None:
    found = native(given)
    assert found == own
    assert type(found) is type(own)


@pytest.mark.parametrize(
    "given",
    [
        np.datetime64("NaT", "D"),
        np.datetime64("NaT", "Y"),
        pd.NaT,
        np.array([732]),
        np.array([[1]]),
        pd.Series([732]),
        b"732",
        [732],
    ],
)
def test_what_is_no_one_value_stays_what_it_was(given: Any) -> None:
    assert native(given) is given


@pytest.mark.parametrize(
    "given", [np.float64("nan"), np.float32("nan"), pd.NaT, pd.NA, np.datetime64("NaT", "D"), float("nan"), None]
)
def test_what_is_missing(given: Any) -> None:
    assert missing(given)
    assert not missing(np.int64(1))


@pytest.mark.parametrize(
    "text", ["2014-05/2014-05-21", "2014-05-20/2014-05", "2014/2015-05-20", "2014-05-20/2015", "2014/2015", "/"]
)
def test_the_days_of_an_event_are_known_on_both_sides(text: str) -> None:
    with pytest.raises(DateError, match="is not a date"):
        Date(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("[2014-05..2014-05-20]", "[2014-05-01..2014-05-20]"),
        ("[2014-05-20..2014-05]", "[2014-05-20..2014-05-31]"),
        ("[2014..2014-05]", "[2014-01-01..2014-05-31]"),
        ("2014-05-20/2014-05-20", "2014-05-20"),
        ("[2014-05-20..2014-05-20]", "2014-05-20"),
        ("[..2014]", "[..2014-12-31]"),
        ("[2014..]", "[2014-01-01..]"),
    ],
)
def test_of_a_coarse_side_the_range_has_all_days(text: str, meant: str) -> None:
    assert str(Date(text)) == meant


def test_a_hint_is_given_for_what_is_no_longer_than_a_date_may_be() -> None:
    for spaces, hinted in ((30, True), (31, False)):
        assert ("did you mean '2014-05-20'" in message_of(f"20 May{' ' * spaces}2014")) is hinted


def message_of(text: str) -> str:
    with pytest.raises(DateError) as error:
        Date(text)
    return str(error.value)


def test_a_side_may_be_what_is_no_one_day() -> None:
    event, open_ = Date("2014-05-20/2014-05-21"), Date("[2014-05-20..]")
    assert Date.between(event, None) == Date("[2014-05-20..]")
    assert Date.between(None, event) == Date("[..2014-05-21]")
    assert Date.between(open_, "2015") == Date("[2014-05-20..2015-12-31]")


def test_an_array_of_anything_is_answered_item_by_item() -> None:
    date: Any = Date("2014-05-20")
    items: Any = np.array([None, "2014-05-20", object(), True, "Kyiv", datetime.date(2014, 5, 21)], dtype=object)
    equal = [False, True, False, False, False, False]
    assert list(items == date) == list(date == items) == list(np.equal(date, items)) == equal
    assert list(items != date) == list(date != items) == list(np.not_equal(items, date)) == [not one for one in equal]
    for odd in (None, object()):
        wrong: Any = np.array([odd], dtype=object)
        for ask in (np.less, np.greater_equal, np.subtract):
            for pair in ((wrong, date), (date, wrong)):
                with pytest.raises(TypeError, match="is not reckoned with"):
                    cast("Any", ask)(*pair)


def test_numpy_asks_either_way_round() -> None:
    date: Any = Date("2014-05-20")
    days: Any = np.array([["2014-05-19", "2014-05-20"], ["2014-05-21", "2015-05-20"]], dtype="datetime64[D]")
    assert np.less(date, days).tolist() == [[False, False], [True, True]]
    assert np.less(days, date).tolist() == [[True, False], [False, False]]
    assert np.less_equal(days, date).tolist() == [[True, True], [False, False]]
    for found, expected in ((days - date, [[-1, 0], [1, 365]]), (date - days, [[1, 0], [-1, -365]])):
        assert found.dtype == np.dtype("timedelta64[D]")
        assert found.astype(int).tolist() == expected
    assert np.less(date, "2014-05-21") is np.greater("2014-05-21", date) is Answer.YES
    with pytest.raises(DateError):
        _ = days - cast("Any", Date("2014-05"))


def test_numpy_asks_nothing_else_of_a_date() -> None:
    date: Any = Date("2014-05-20")
    days: Any = np.array(["2014-05-19"], dtype="datetime64[D]")
    with pytest.raises(TypeError, match="__array_ufunc__"):
        np.multiply(date, days)


def test_of_a_range_the_month_is_known_where_it_lies_in_one() -> None:
    texts = {"[2014-05-02..2014-05-20]": 5, "[2014-05-20..2015-05-21]": None, "[2014-05-20..2014-06-01]": None, "[..2014-05]": None}
    assert {text: Date(text).month for text in texts} == texts


def test_of_an_event_there_is_no_one_day() -> None:
    for ask in (Date.isoformat, Date.toordinal, Date.weekday, Date.timetuple):
        with pytest.raises(DateError, match="is not one day but all from 2014-05-20 to 2014-05-21"):
            ask(Date("2014-05-20/2014-05-21"))


def test_what_knows_how_to_be_added_to_a_date_may() -> None:
    class Later:
        def __radd__(self, other: object) -> str:
            return f"later than {other}"

    later: Any = Later()
    assert Date("2014-05") + later == "later than 2014-05"
    assert Date("2014-05-20") + later == "later than 2014-05-20"


@pytest.mark.parametrize("text", ["2014-05", "[2014-05-02..2014-05-20]", "2014-05-20/2014-05-21", "[..2014-12-31]"])
def test_a_date_is_found_by_its_text(text: str) -> None:
    assert {text: "found"}[cast("str", Date(text))] == "found"
    assert {Date(text): "found"}[cast("Date", text)] == "found"


def test_a_date_is_text_for_the_parameters_of_a_database_alone() -> None:
    assert Date("2014-05").__conform__(sqlite3.PrepareProtocol) == "2014-05"
    assert Date("2014-05").__conform__(object()) is None


def test_a_date_is_no_longer_than_it_need_be() -> None:
    assert Date("2014" + " " * 96) == Date("2014")
    with pytest.raises(DateError, match="is not a date"):
        Date("2014" + " " * 97)


@pytest.mark.parametrize("text", ["x2014..2015]", "[2014..2015x", "(2014..2015]", "[2014..2015)", "[2014....2015]", "[..]"])
def test_a_range_stands_in_brackets(text: str) -> None:
    with pytest.raises(DateError, match="is not a date"):
        Date(text)


def test_years_as_numbers_have_four_digits() -> None:
    assert (str(Date(1000)), str(Date(9999))) == ("1000", "9999")
    for wrong in (999, 10000, 20140520, 0, -2014):
        with pytest.raises(DateError, match="a year has four digits"):
            Date(wrong)


@pytest.mark.parametrize("given", [True, False, "Kyiv", "31 February 2014", "x" * 60, object(), [], "foo 2014", "2014-13"])
def test_what_has_no_hint_is_told_without_one(given: Any) -> None:
    with pytest.raises(DateError) as error:
        Date(given)
    assert "None" not in str(error.value)
    assert "four digits" not in str(error.value)
    assert "did you mean" not in str(error.value)


class Word(str):
    """A text of a kind of its own."""

    __slots__ = ()


class Column:
    """What holds one number, and is none."""

    def __len__(self) -> int:
        return 1

    def __int__(self) -> int:
        return 732

    def __eq__(self, other: object) -> bool:
        return other == 732

    __hash__ = None  # type: ignore[assignment]


class Appointment:
    """What has a beginning, and is no period of pandas."""

    start_time = end_time = "9:00"


@pytest.mark.parametrize("given", [np.add, np.int64, pl.Series([732]), Column(), Appointment(), np.datetime64("9999-12-31", "W")])
def test_what_only_looks_like_a_value_stays_what_it_was(given: Any) -> None:
    assert native(given) is given


def test_a_text_of_another_kind_is_text() -> None:
    assert type(native(Word("732"))) is str


@pytest.mark.parametrize("given", ["٢٠١٤", "²⁰¹⁴", "abcd", "20 4", Word("year")])
def test_a_year_has_digits(given: str) -> None:
    with pytest.raises(cica.OptionError, match="accepted is a year such as 2014"):
        year_of("year", given)


def test_a_switch_is_a_whole_number_at_most() -> None:
    with pytest.raises(cica.OptionError, match="accepted are True and False"):
        flag("x", 1 + 0j)


def test_what_took_place_beside_every_way_in_which_it_can_have() -> None:
    days = [MAY_20 + datetime.timedelta(n) for n in range(5)]
    ranges = [(a, b) for a in days for b in days if a <= b]
    for start, end, (first, last) in itertools.product(ranges, ranges, ranges):
        ways = [(s, e) for s in days for e in days if s <= e and start[0] <= s <= start[1] and end[0] <= e <= end[1]]
        if ways:
            found = took_place(Date.between(*start), Date.between(*end), first, last)
            held = [s <= last and first <= e for s, e in ways]
            expected = Answer.of(all(held), not any(held))
            assert found is expected or found is Answer.UNDETERMINED, (start, end, first, last)
            if start[1] <= end[0]:  # so that neither day tells anything of the other
                assert found is expected, (start, end, first, last)
