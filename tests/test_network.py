"""The network is the memberships of the record, tie by tie, and its projections are what the record says is shared."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The attributes of a graph have no types.

from __future__ import annotations

import builtins
import datetime
import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import DATA, known, known_days, tried
from drafts import Draft
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica.model.roles import FULL, FULLNESS

nx = pytest.importorskip("networkx")

if TYPE_CHECKING:
    from networkx import Graph

# The organisations of which release 1.3.0 held who belongs to them and of which there was one on 1 March 2015; TURKPA and others came later.
OF_1_3_0 = (
    "cica un osce las sco eco aiib eaeu asean arf acd cis csto ots gcc oic saarc bimstec brics nato apec coe sesame".split()
)
THE_DAY = "2015-03-01"
HELD = [one for one in cica.organisations() if len(cica.memberships(organisation=one))]
days = st.dates(datetime.date(1945, 1, 1), cica.as_of)
SOME = ["cica", "un", "sco", "csto", "cis", "aiib", "g77", "brics", "sesame", "apec", "las"]


def marked(graph: Graph[str]) -> int:
    """How many ties of a graph are undetermined."""
    return sum(open_ for *_, open_ in graph.edges(data="undetermined"))


# Counted from the memberships, one by one


def counted(day: datetime.date) -> dict[tuple[str, str], bool]:
    """Each pair of a member and an organisation, and whether the one belonged to the other for certain on a day."""
    found: dict[tuple[str, str], bool] = {}
    for spell in cica.memberships():
        if spell.role in FULL and not isinstance(spell.member, cica.Organisation):
            answer = spell.period.contains(day)
            if answer is not cica.Answer.NO:
                key = spell.member.id, spell.organisation.id
                found[key] = found.get(key, False) or answer is cica.Answer.YES
    return found


@given(days)
@tried(100)
def test_ties_are_the_memberships_of_the_day(day: datetime.date) -> None:
    ties = cica.ties(on=day)
    wanted = counted(day)
    assert {(tie.member.id, tie.organisation.id) for tie in ties} == {pair for pair, sure in wanted.items() if sure}
    open_ = {(tie.member.id, tie.organisation.id) for tie in ties.undetermined if tie.role}
    assert open_ == {pair for pair, sure in wanted.items() if not sure}
    beyond = {(tie.member.id, tie.organisation.id) for tie in ties.undetermined if tie.role is None}
    assert {organisation for _, organisation in beyond} <= {"aiib"}  # the only one of which not every member is held
    for tie in ties:
        spell = next(s for s in cica.memberships(tie.member, tie.organisation, on=day) if s.role in FULL)
        assert (tie.role, tie.since) == (spell.role, spell.start)


@given(days)
@tried(50)
def test_a_graph_has_the_ties_of_the_table(day: datetime.date) -> None:
    graph, ties = cica.network(on=day), cica.ties(on=day)
    assert nx.is_bipartite(graph)
    assert graph.number_of_edges() == len(ties) + len(ties.undetermined)
    assert marked(graph) == len(ties.undetermined)
    assert not list(nx.isolates(graph))
    sides = nx.get_node_attributes(graph, "bipartite")
    for tie, open_ in [*((tie, False) for tie in ties), *((tie, True) for tie in ties.undetermined)]:
        assert graph.edges[tie.member.id, tie.organisation.id]["undetermined"] is open_
        assert (sides[tie.member.id], sides[tie.organisation.id]) == (0, 1)
    sure = cica.network(on=day, undetermined=False)
    assert sure.number_of_edges() == len(ties)
    assert marked(sure) == 0
    assert set(sure) == {end for tie in ties for end in (tie.member.id, tie.organisation.id)}


@given(days, st.sampled_from([one.id for one in HELD]))
@tried(100)
def test_the_ties_of_an_organisation_are_its_members(day: datetime.date, organisation: str) -> None:
    ties, members = cica.ties(organisation, on=day), cica.members(organisation, on=day)
    states = [member.id for member in members if not isinstance(member, cica.Organisation)]
    assert sorted(tie.member.id for tie in ties) == sorted(states)
    assert {m.id for m in members.undetermined if not isinstance(m, cica.Organisation)} <= {t.member.id for t in ties.undetermined}


@given(days, st.lists(st.sampled_from(cica.states().ids), min_size=2, max_size=2, unique=True), st.sampled_from(cica.Role.__args__))
@tried(100)
def test_a_weight_is_what_two_states_share(day: datetime.date, pair: list[str], role: str) -> None:
    first, second = sorted(pair)
    for asked in (None, role):
        graph = cica.network(states=pair, projection="states", role=asked, on=day) if exist(day, *pair) else nx.Graph()
        shared = cica.shared_organisations(first, second, role=asked, on=day) if exist(day, *pair) else []
        if not isinstance(shared, list):
            at_most = len(shared) + len(shared.undetermined)
            assert set(graph) == {first, second}
            assert graph.has_edge(first, second) == bool(at_most)
            if at_most:
                told = {"weight": len(shared), "weight_at_most": at_most, "undetermined": not len(shared)}
                assert graph.edges[first, second] == told


def exist(day: datetime.date, *states: str) -> bool:
    """Whether some states all existed on a day."""
    return all(cica.load()._existence.on(state, day, day) for state in states)


@given(days | st.integers(1945, 2026))
@tried(20)
def test_the_weights_of_a_whole_projection(on: datetime.date | int) -> None:
    members = cica.members(on="2015-06-01")
    with pytest.MonkeyPatch.context():
        there = [m for m in members if exist(on, m.id)] if isinstance(on, datetime.date) else []
    found = {tie.id: (tie.weight, tie.weight_at_most) for table in both(there, on) for tie in table}
    for one, other in itertools.combinations(sorted(state.id for state in there), 2):
        shared = cica.exclusive(one, other, on=on)
        left = [[o for o in table if o.scope != "universal"] for table in (shared, shared.undetermined)]
        sure, more = map(len, left)
        assert found.pop(f"{one}-{other}", (0, 0)) == (sure, sure + more)
    assert not found


def both(states: list[cica.State], on: datetime.date | int) -> tuple[cica.Table[cica.SharedTie], cica.Table[cica.SharedTie]]:
    ties = cica.ties(states=states, projection="states", universal=False, on=on)
    return ties, ties.undetermined
