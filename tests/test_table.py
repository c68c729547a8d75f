"""Tables: immutable sequences, whatever is in them."""

from __future__ import annotations

import json
import pickle
from collections.abc import Collection, Reversible
from typing import Any, cast

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
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
    assert isinstance(table, Collection)
    assert isinstance(table, Reversible)
    match cast("Any", table):
        case [first, *rest]:
            assert [first, *rest] == states
        case _:
            assert not states
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
    with pytest.raises(NotFoundError, match=r"no Japan \(JPN\) among 28 members of CICA"):
        members["JPN"]
    with pytest.raises(NotFoundError, match="did you mean 'summit-4'"):
        cica.summits()["sumit-4"]
    assert cica.summits()["Summit 4"] == cica.summit(4)
    with pytest.raises(IndexError):
        members[28]
    assert 7.5 not in members
    for name in ("Narnia", "Kazahkstan", 7, ""):
        with pytest.raises(NotFoundError):
            assert name in members
        with pytest.raises((NotFoundError, IndexError)):
            members[name if isinstance(name, str) else 700]
    keys: list[Any] = [1.5, None, [1], b"KAZ", True]
    for key in keys:
        with pytest.raises(TypeError, match="asked by place, identifier, name or slice"):
            members[key]


@pytest.mark.parametrize("name", ["Türkiye", "turkey", "TR", "tur", "Турция", "Republic of Türkiye", "792"])
def test_tables_of_states_read_names_as_the_record_does(name: str) -> None:
    turkey = cica.state(name)
    for table in (cica.members(), cica.states(), cica.members("osce"), cica.overlap("cica", "nato").both, cica.members()[5:]):
        assert name in table
        assert table[name] == turkey == table[turkey]
    for other in (cica.observers(), cica.members("sco"), cica.members()[:3]):
        assert name not in other
        with pytest.raises(NotFoundError, match=r"no Türkiye \(TUR\) among"):
            other[name]


def test_facts_about_a_state_go_by_its_name() -> None:
    attendances, chairs, spells = cica.attendances("summit-4"), cica.chairmanships(), cica.memberships(organisation="cica")
    assert attendances["China"].person == "Xi Jinping"
    assert "Germany" not in attendances
    assert chairs["Tajikistan"].id == "tajikistan-2018"
    assert chairs.count("Kazakhstan") == 2
    assert chairs.index("China") == 2
    assert "Türkiye" in spells
    for ask in (lambda: chairs["Kazakhstan"], lambda: spells["Thailand"]):
        with pytest.raises(cica.AmbiguousError, match="is in 2 of"):
            ask()
    for table in (attendances, chairs, spells, cica.coordinators(), cica.applications()):
        with pytest.raises(NotFoundError, match="no state or organisation is called 'Narnia'"):
            assert "Narnia" in table
        assert "cica-xyz-member" not in table
    with pytest.raises(NotFoundError, match="did you mean 'cica-kor-member'"):
        spells["cica-kor-membr"]


def test_names_are_read_at_the_day_of_the_table() -> None:
    assert "Yugoslavia" in cica.members("un", on=2001)
    assert cica.members("un", on=2001)["Yugoslavia"].id == "serbia-and-montenegro"
    assert cica.members("un", on=1960)["Egypt"].id == "united-arab-republic"
    assert "Turkey" in cica.as_known("2010-01-01").members()
    assert cica.state("TUR") in cica.as_known("2010-01-01").members()  # whose name was another


def test_a_table_that_somebody_made_knows_names_too() -> None:
    mine = Table([cica.state("KAZ"), cica.state("TUR")])
    assert mine["Türkiye"] == mine[1]
    assert "Germany" not in mine
    with pytest.raises(NotFoundError, match="no state is called 'Narnia'"):
        assert "Narnia" in mine
    assert "anything" not in Table([])
    assert Table([cica.document("almaty-act")])["Almaty Act"].id == "almaty-act"
    with pytest.raises(TypeError, match="columns="):
        Table([cica.state("KAZ")], columns={"name": "name"})  # type: ignore[dict-item]


def test_numbers_and_places() -> None:
    members: Any = cica.members()
    assert np.int64(398) in members
    assert members[np.int64(12)] is members[12]
    assert (members.index("Türkiye"), members.count("Türkiye"), members.count("Germany")) == (25, 1, 0)
    summits = cica.summits()
    assert summits["4"] == summits["Fourth Summit"] == cica.summit(4)
    with pytest.raises(NotFoundError, match=r"among 6 summits; did you mean 'summit-4'"):
        summits["sumit-4"]
    with pytest.raises(NotFoundError, match=r"no state or organisation is called(?s:.)*; did you mean sco"):
        assert "Shangai Coperation Organisation" in cica.partners()


def test_a_name_that_may_be_two_states_is_ambiguous_in_a_table_too() -> None:
    for ask in (lambda: "Korea" in cica.members(), lambda: cica.members()["Korea"]):
        with pytest.raises(cica.AmbiguousError, match="KOR"):
            ask()


def test_what_is_undetermined_is_told_so() -> None:
    members = cica.members(on="2011-03-01")
    assert "Bahrain" not in members
    assert "Bahrain" in members.undetermined
    with pytest.raises(NotFoundError, match=r"undetermined, and in \.undetermined"):
        members["Bahrain"]


def test_other_tables_go_by_title_and_name() -> None:
    assert cica.documents()["Almaty Act"].id == "almaty-act"
    assert cica.meetings()["Fourth Summit"].id == cica.summits()["summit-4"].id
    assert cica.organisations()["Shanghai Cooperation Organisation"].id == "sco"
    assert cica.bodies()[str(cica.bodies()[0])] == cica.bodies()[0]
    assert "Almaty Act" in cica.documents()
    for table in (cica.documents(), cica.meetings(), cica.organisations(), cica.bodies(), cica.milestones()):
        assert "no such thing" not in table
        with pytest.raises(NotFoundError, match="no such thing"):
            table["no such thing"]
    assert "astana-statement" not in cica.as_known("2015").documents()
    assert "aiib" not in cica.as_known("2000").partners()


def test_a_table_holds_objects_of_the_record_alone() -> None:
    for items in ([1], "ab", [None], [cica.State]):
        with pytest.raises(TypeError, match="a table holds objects of the record"):
            Table(items)  # type: ignore[type-var]
    with pytest.raises(TypeError, match=r"cica\.Table\(\[\*one, \*other\]\)"):
        _ = cica.members() + cica.observers()
    with pytest.raises(AttributeError, match="to_frame"):
        cica.members().groupby  # type: ignore[attr-defined]  # noqa: B018
    assert cica.members()._ipython_key_completions_() == list(cica.members().ids)


def test_frames_are_made_by_whatever_reads_arrow() -> None:
    table = cast("Any", cica.members(on="2011-03-01"))
    frame = table.to_frame("pyarrow")
    assert pa.table(table) == frame
    from_arrow = getattr(pd.DataFrame, "from_arrow", None)  # of pandas 3
    assert from_arrow is None or from_arrow(table).shape == frame.shape
    found: Any = duckdb.from_arrow(table)
    assert [row[0] for row in found.fetchall()] == list(table.ids)
    assert table.to_polars().equals(table.to_frame("polars"))
    assert table.to_polars(undetermined=True).height == 24
    assert table.to_pandas().equals(table.to_frame())
    assert pl.DataFrame(table).equals(table.to_polars())
    assert pl.from_arrow(table).struct.unnest().equals(table.to_polars())  # type: ignore[union-attr]
    assert pl.DataFrame(Table([])).shape == (0, 1)
    for ask in (pd.DataFrame, pd.Series, np.array, np.asarray):
        with pytest.raises(TypeError, match=r"to_frame\(\) makes a data frame of it"):
            ask(table)
    assert list(pd.Series(["AFG", "DEU"]).isin(table.ids)) == [True, False]


@pytest.mark.parametrize(
    "ask", [getattr(cica, name) for name in cica.__all__ if name.islower()], ids=lambda ask: getattr(ask, "__name__", "")
)
def test_everything_goes_into_json(ask: object) -> None:
    try:
        told = ask() if callable(ask) else None
    except (TypeError, LookupError):
        return
    if isinstance(told, Table):
        table = cast("Table[cica.Entity]", told)
        plain = json.loads(json.dumps(table.to_dict()))
        assert plain["items"] == table.to_dicts()
        for item, row in zip(table[:200], plain["items"], strict=False):
            assert json.loads(json.dumps(item.to_dict())) == {name: row[name] for name in item.to_dict()}
    elif isinstance(told, (cica.Entity, cica.Briefing)):
        assert json.dumps(told.to_dict())


def test_what_is_not_on_an_object_says_what_to_ask() -> None:
    korea = cica.state("KOR")
    for item, name, words in [
        (korea, "since", r"cica\.memberships\('KOR'\), each"),
        (korea, "memberships", r"cica\.memberships\('KOR'\)"),
        (korea, "nam", "did you mean 'name'"),
        (cica.chair(), "duration", "lasted"),
        (cica.summit(4), "documents", r"cica\.documents\(meeting='summit-4'\)"),
        (cica.organisation("nato"), "since", r"cica\.memberships\(organisation='nato'\)"),
    ]:
        with pytest.raises(AttributeError, match=words):
            getattr(item, name)
    assert not hasattr(korea, "__array__")
    facts = {name for name in dir(korea) if not name.startswith("_")}
    assert facts == {field.name for field in korea.__attrs_attrs__} | {"to_dict"}


def test_a_table_cannot_be_changed() -> None:
    members = cica.members()
    with pytest.raises(TypeError):
        members[0] = members[1]  # type: ignore[index]
    with pytest.raises(AttributeError):
        members.extra = 1  # type: ignore[attr-defined]
