"""Tables: immutable sequences, whatever is in them."""

from __future__ import annotations

import pickle
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica import NotFoundError, State, Table

STATES = list(cica.states())
some_states = st.lists(st.sampled_from(STATES), unique_by=lambda state: state.id, max_size=12)


@given(some_states, some_states)
def test_a_table_is_the_sequence_it_was_made_of(states: list[State], doubtful: list[State]) -> None:
    table = Table(states, undetermined=doubtful, title="some")
    assert isinstance(table, Sequence)
    assert list(table) == states
    assert len(table) == len(states)
    assert bool(table) == bool(states)
    assert table.ids == tuple(state.id for state in states)
    assert list(table.undetermined) == doubtful
    assert list(reversed(table)) == states[::-1]
    for n, state in enumerate(states):
        assert table[n] is table[state.id] is state
        assert state in table
        assert state.id in table
        assert table.index(state) == n
        assert table.count(state) == 1
    for state in STATES:
        assert (state in table) == (state in states) == (state.id in table)


@given(some_states, st.slices(12))
def test_slices_are_tables(states: list[State], part: slice) -> None:
    table = Table(states, title="some")
    assert isinstance(table[part], Table)
    assert list(table[part]) == states[part]
    assert table[part].title == ("some" if len(states[part]) == len(states) else f"of {len(states)} some")


@given(some_states, some_states)
def test_equality_and_hash(one: list[State], other: list[State]) -> None:
    assert (Table(one) == Table(other)) == (one == other)
    assert Table(one) == Table(tuple(one), title="whatever")
    assert hash(Table(one)) == hash(Table(list(one)))
    assert (Table(one, undetermined=other) == Table(one)) == (not other)
    assert Table(one) != one


@given(some_states)
def test_a_table_survives_pickling(states: list[State]) -> None:
    table = Table(states, undetermined=states[:1], title="some")
    again = pickle.loads(pickle.dumps(table))
    assert again == table
    assert again.title == "some"


def test_a_query_result_survives_pickling() -> None:
    table = cica.members(on="2011-03-01")
    assert pickle.loads(pickle.dumps(table)) == table


def test_plain_dictionaries() -> None:
    (row,) = Table([cica.memberships("KOR", "cica")[1]]).to_dicts()
    assert row == {
        "id": "cica-kor-member", "organisation": "cica", "member": "KOR", "role": "member", "start": "2006-06-17", "end": None,
        "how": row["how"], "meeting": "summit-2", "note": row["note"],
    }  # fmt: skip
    (row,) = Table([cica.summit(1)]).to_dicts()
    assert isinstance(row["plans"], list)
    plan = row["plans"][0]
    assert isinstance(plan, dict)
    assert plan["due"] == "2001-11-08/2001-11-10"
    assert row["chairs"] == ["KAZ"]


def test_what_is_not_there() -> None:
    members = cica.members()
    with pytest.raises(NotFoundError, match="no 'JPN' among 28 members of CICA"):
        members["JPN"]
    with pytest.raises(NotFoundError, match="did you mean 'summit-4'"):
        cica.summits()["summit4"]
    with pytest.raises(IndexError):
        members[28]
    assert 7 not in members


def test_a_table_cannot_be_changed() -> None:
    members = cica.members()
    with pytest.raises(TypeError):
        members[0] = members[1]  # type: ignore[index]
    with pytest.raises(AttributeError):
        members.extra = 1  # type: ignore[attr-defined]
