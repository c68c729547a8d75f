"""Names that are nearly the one that was given, against the definition of the distance and a look at every name."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cica.names.likeness import Likeness, distance

words = st.text("abc", max_size=12)


def apart(one: str, other: str) -> int:
    """How many letters have to be changed, added, left out or swapped with the next, by the definition."""

    @functools.cache
    def begun(n: int, m: int) -> int:
        if not n or not m:
            return n + m
        steps = [begun(n - 1, m) + 1, begun(n, m - 1) + 1, begun(n - 1, m - 1) + (one[n - 1] != other[m - 1])]
        if n > 1 and m > 1 and one[n - 2 : n] == other[m - 2 : m][::-1]:
            steps.append(begun(n - 2, m - 2) + 1)
        return min(steps)

    return begun(len(one), len(other))


@given(words, words, st.integers(0, 6))
def test_the_distance_is_that_of_the_definition(one: str, other: str, most: int) -> None:
    assert distance(one, other, most) == min(apart(one, other), most + 1)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("ab", "ba", 1), ("xab", "xba", 1), ("ab", "ab", 0), ("", "ab", 2), ("ab", "", 2), ("aab", "aba", 1), ("abc", "ca", 3), ("ab", "bc", 2), ("bbb", "b", 2)],
)  # fmt: skip
def test_letters_swapped_are_one_step(one: str, other: str, far: int) -> None:
    assert distance(one, other, 9) == apart(one, other) == far


@given(st.lists(words.filter(bool), max_size=12), words.filter(bool))
def test_the_nearest_are_the_nearest_of_all_that_are_near_enough(forms: list[str], form: str) -> None:
    most = 3 if len(form) >= 10 else 2 if len(form) >= 6 else 1 if len(form) >= 4 else 0
    near = {other: apart(form, other) for other in forms}
    least = min((far for far in near.values() if 0 < far <= most), default=None)
    assert sorted(Likeness(forms).nearest(form)) == sorted(other for other in forms if near[other] == least)


@pytest.mark.parametrize(
    ("length", "wrong", "found"),
    [(3, 1, False), (4, 1, True), (5, 2, False), (6, 2, True), (9, 3, False), (10, 3, True), (20, 4, False)],
)
def test_so_many_letters_may_be_wrong(length: int, wrong: int, found: bool) -> None:
    known = "a" * length
    assert Likeness([known]).nearest("z" * wrong + "a" * (length - wrong)) == [known] * found


def test_the_likeliest_comes_first() -> None:
    # What begins and ends as it does, then what begins so, then what ends so; of these the longer, then by the alphabet.
    names = ["iran", "irak", "oraq", "iraqi", "araq", "irbq", "iaq"]
    assert Likeness(names).nearest("iraq") == ["irbq", "iaq", "iraqi", "irak", "iran", "araq", "oraq"]
