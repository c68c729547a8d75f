"""What a spelling meant in turn: the spans of days by which names and codes are read."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica.names.normalise import normalise
from cica.names.spellings import ALWAYS, NEVER, Spellings, Turn, joined, meant_in, meets, span_of

DAYS = range(1, 16)
SPELT = Spellings(cica.load()._package)
days = st.integers(DAYS[0], DAYS[-1])
spans = st.lists(st.tuples(days, days).filter(lambda span: span[0] < span[1]), max_size=4)
KEYS = [(), ("AAA",), ("BBB",), ("AAA", "BBB")]
in_turn: st.SearchStrategy[list[Turn]] = st.lists(st.tuples(days, st.sampled_from(KEYS)), max_size=5).map(
    lambda ends: [
        (first, over, keys) for first, (over, keys) in zip([ALWAYS, *sorted(end for end, _ in ends)], sorted(ends), strict=False)
    ]
)


def meaning(turns: list[Turn], day: int) -> tuple[str, ...]:
    """What something meant on a day."""
    return tuple(dict.fromkeys(key for first, over, keys in turns if first <= day < over for key in keys))


def test_all_days_lie_between_the_first_and_none() -> None:
    assert datetime.date.min.toordinal() == ALWAYS
    assert datetime.date.max.toordinal() < NEVER == 10_000_000


@given(spans, days, days)
def test_spans_and_days_that_meet(given_: list[tuple[int, int]], one: int, other: int) -> None:
    first, last = sorted((one, other))
    assert meets(given_, (first, last)) == any(begun <= day < over for begun, over in given_ for day in range(first, last + 1))


@given(in_turn, days, days)
def test_all_that_was_meant_on_some_days(turns: list[Turn], one: int, other: int) -> None:
    first, last = sorted((one, other))
    found = meant_in(joined(turns), first, last)  # no turn of which is without a day
    assert set(found) == {key for day in range(first, last + 1) for key in meaning(turns, day)}
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("first", "last", "met"), [(1, 2, False), (1, 3, True), (3, 3, True), (4, 4, True), (4, 9, True), (5, 9, False)]
)
def test_the_last_day_of_a_span_is_the_one_before_its_end(first: int, last: int, met: bool) -> None:
    assert meets([(3, 5)], (first, last)) is met
    assert meant_in([(3, 5, ("AAA",))], first, last) == ("AAA",) * met


@given(in_turn)
def test_joined_turns_mean_the_same_in_as_few(turns: list[Turn]) -> None:
    found = list(joined(turns))
    assert [meaning(found, day) for day in DAYS] == [meaning(turns, day) for day in DAYS]
    assert all(first < over for first, over, _ in found)
    assert not any(one[1] == other[0] and one[2] == other[2] for one, other in itertools.pairwise(found))


def test_turns_that_do_not_touch_stay_two() -> None:
    assert joined([(1, 3, ("AAA",)), (5, 7, ("AAA",))]) == ((1, 3, ("AAA",)), (5, 7, ("AAA",)))
    assert joined([(1, 3, ("AAA",)), (3, 3, ("BBB",)), (3, 7, ("AAA",))]) == ((1, 7, ("AAA",)),)


def test_the_span_of_a_row() -> None:
    assert span_of({"start": "0001-01-02", "end": "0001-01-05"}) == (2, 5)
    assert span_of({"start": "0001-01-02"}) == (2, NEVER)


@pytest.mark.parametrize(
    ("form", "states", "former", "other"),
    [
        ("kazakhstan", ("KAZ",), None, None), ("congo", ("COD", "COG"), None, None), ("ussr", (), "soviet-union", None),
        ("hongkong", (), None, "hong-kong"), ("nobody", (), None, None), ("", (), None, None),
    ],
)  # fmt: skip
def test_what_goes_by_a_form(form: str, states: tuple[str, ...], former: str | None, other: str | None) -> None:
    assert (tuple(sorted(SPELT.states(form))), SPELT.former(form), SPELT.other(form)) == (states, former, other)


def test_dated_names_are_those_of_the_table_in_turn() -> None:
    rows = [row for _, row in SPELT._held.rows("dated_names").values()]
    told = {(normalise(row["name"]), row.get("start"), row.get("end"), row["state"]) for row in rows}  # two may have one form
    assert sum(map(len, SPELT.dated.values())) == len(told) > 0
    for turns in SPELT.dated.values():
        assert turns == sorted({*turns})
    for form, turns in SPELT.dated.items():
        assert set(SPELT.known(form)) == {*SPELT.index.get(form), *(key for _, _, keys in turns for key in keys)}
