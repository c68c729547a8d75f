"""The network is the memberships of the record, tie by tie, and its projections are what the record says is shared."""

from __future__ import annotations

import builtins
import datetime
import itertools
import shutil
from pathlib import Path
from typing import Any, get_args

import pytest
from conftest import DATA, known, known_days, tried
from hypothesis import assume, given
from hypothesis import strategies as st

import cica
from cica.model.roles import FULL

nx: Any = pytest.importorskip("networkx")
network: Any = cica.network  # of what stands at nodes and edges its types do not tell

# The organisations of which release 1.3.0 held who belongs to them and of which there was one on 1 March 2015; TURKPA and others came later.
OF_1_3_0 = "cica un osce las sco eco aiib eaeu asean arf acd cis csto ots gcc oic saarc bimstec brics nato apec coe sesame".split()
THE_DAY = "2015-03-01"
HELD = [one for one in cica.organisations() if len(cica.memberships(organisation=one))]
days = st.dates(datetime.date(1945, 1, 1), cica.as_of)
SOME = ["cica", "un", "sco", "csto", "cis", "aiib", "g77", "brics", "sesame", "las"]


def marked(graph: Any) -> int:
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
    spells = {(spell.member.id, spell.organisation.id, str(spell.role)): spell.start for spell in cica.memberships(on=day)}
    assert all(tie.since == spells[tie.member.id, tie.organisation.id, str(tie.role)] for tie in ties)


@given(days)
@tried(50)
def test_a_graph_has_the_ties_of_the_table(day: datetime.date) -> None:
    graph, ties = network(on=day), cica.ties(on=day)
    assert nx.is_bipartite(graph)
    assert graph.number_of_edges() == len(ties) + len(ties.undetermined)
    assert marked(graph) == len(ties.undetermined)
    assert not list(nx.isolates(graph))
    sides = nx.get_node_attributes(graph, "bipartite")
    for tie, open_ in [*((tie, False) for tie in ties), *((tie, True) for tie in ties.undetermined)]:
        assert graph.edges[tie.member.id, tie.organisation.id]["undetermined"] is open_
        assert (sides[tie.member.id], sides[tie.organisation.id]) == (0, 1)
    sure = network(on=day, undetermined=False)
    assert sure.number_of_edges() == len(ties)
    assert marked(sure) == 0
    assert set(sure) == {end for tie in ties for end in (tie.member.id, tie.organisation.id)}


@given(
    days | st.sampled_from([datetime.date(2015, 12, 25), datetime.date(2026, 4, 14), 2015, 1850]),
    st.sampled_from([one.id for one in HELD]) | st.just("aiib"),  # of which not every member is held
    st.sampled_from(["member", "out", "undetermined"]),
)
@tried(200)
def test_the_ties_of_an_organisation_are_its_members(on: datetime.date | int, organisation: str, suspended: str) -> None:
    ties = cica.ties(organisation, on=on, suspended=suspended)
    members = cica.members(organisation, on=on, suspended=suspended)
    for tied, table in ((ties, members), (ties.undetermined, members.undetermined)):
        assert sorted(tie.member.id for tie in tied) == sorted(m.id for m in table if not isinstance(m, cica.Organisation))


@pytest.mark.filterwarnings("ignore::cica.NoStateWarning")
@given(days, st.sampled_from([*cica.other_entities().ids, *cica.former_states().ids]))
@tried(100)
def test_the_organisations_of_what_is_no_state_are_those_that_have_it_as_member(day: datetime.date, key: str) -> None:
    party = cica.load()._names.entity(key)
    assume(getattr(party, "kind", "") != "group")
    found, with_kazakhstan = cica.organisations(member=party, on=day), cica.shared_organisations(party, "KAZ", on=day)
    for one in ("aiib", "adb", "apec", "un", "g77"):
        members = cica.members(one, on=day)
        assert (one in found, one in found.undetermined) == (key in members, key in members.undetermined)
        assert key in members or key in members.undetermined or one not in with_kazakhstan.undetermined


def exist(on: datetime.date | int, *states: str) -> bool:
    """Whether some states all existed on a day, or on some day of a year."""
    stretch = (on, on) if isinstance(on, datetime.date) else (datetime.date(on, 1, 1), min(datetime.date(on, 12, 31), cica.as_of))
    return all(cica.load()._existence.on(state, *stretch) for state in states)


@given(
    days | st.integers(1945, 2026),
    st.lists(st.sampled_from([*cica.states().ids, *cica.former_states().ids]), min_size=2, max_size=2, unique=True),
    st.none() | st.sampled_from(get_args(cica.Role)),
    st.sampled_from(["member", "out", "undetermined"]),
)
@tried(200)
def test_a_weight_is_what_two_states_share(on: datetime.date | int, pair: list[str], role: str | None, suspended: str) -> None:
    assume(exist(on, *pair))
    first, second = sorted(pair)
    graph = network(states=pair, projection="states", role=role, on=on, suspended=suspended)
    shared = cica.shared_organisations(first, second, role=role, on=on, suspended=suspended)
    at_most = len(shared) + len(shared.undetermined)
    assert list(graph) == [first, second]
    told = {"weight": len(shared), "weight_at_most": at_most, "undetermined": not shared}
    assert graph.get_edge_data(first, second, {}) == (told if at_most else {})


@given(days | st.integers(1992, 2026))
@tried(15)
def test_the_weights_of_a_whole_projection(on: datetime.date | int) -> None:
    there = [state for state in cica.members() if exist(on, state.id)]
    ties = cica.ties(states=there, projection="states", universal=False, on=on)
    found = {tie.id: (tie.weight, tie.weight_at_most) for tie in (*ties, *ties.undetermined)}
    assert all(tie.weight for tie in ties)
    assert not any(tie.weight for tie in ties.undetermined)
    for one, other in itertools.combinations(sorted(state.id for state in there), 2):
        shared = cica.shared_organisations(one, other, on=on)
        sure, more = (sum(o.scope != "universal" for o in table) for table in (shared, shared.undetermined))
        assert found.pop(f"{one}-{other}", (0, 0)) == (sure, sure + more)
    assert not found


@given(days)
@tried(15)
def test_the_projection_onto_organisations_counts_common_members(day: datetime.date) -> None:
    graph = network(SOME, projection="organisations", on=day)
    for one, other in itertools.combinations(SOME, 2):
        common = cica.overlap(one, other, on=day).both
        sure, more = (sum(not isinstance(m, cica.Organisation) for m in table) for table in (common, common.undetermined))
        edge = graph.get_edge_data(one, other, {"weight": 0, "weight_at_most": 0})
        assert (edge["weight"], edge["weight_at_most"]) == (sure, sure + more)


@given(days)
@tried(10)
def test_a_projection_is_that_of_networkx(day: datetime.date) -> None:
    graph = network(on=day, undetermined=False)
    assume(len(graph))  # at first nobody belonged to anything
    for side, projection in enumerate(("states", "organisations")):
        nodes = [node for node, place in graph.nodes(data="bipartite") if place == side]
        wanted = nx.bipartite.weighted_projected_graph(graph, nodes)
        ours = network(projection=projection, on=day, undetermined=False)
        assert list(ours) == nodes
        weights = {frozenset(pair): weight for *pair, weight in ours.edges(data="weight")}
        assert weights == {frozenset(pair): weight for *pair, weight in wanted.edges(data="weight")}


# What release 1.3.0 had


def test_the_ties_of_release_1_3_0(tmp_path: Path) -> None:
    """On 1 March 2015 it had 593 ties with states, one of them undetermined: Bahrain in SESAME, of which more is known today."""
    graph = network(OF_1_3_0, cica.states(), on=THE_DAY)
    assert (graph.number_of_edges(), marked(graph)) == (593, 0)
    shutil.copytree(DATA, tmp_path / "then")
    table = tmp_path / "then" / "memberships.csv"
    row = next(line for line in table.read_text("utf-8").splitlines() if line.startswith("sesame-bhr-member,"))
    then = "sesame-bhr-member,sesame,BHR,member,[2004-04-15..2009-06-30],[2009-07-01..2023-08-24],,,"
    table.write_text(table.read_text("utf-8").replace(row, then), encoding="utf-8")
    record = cica.load(tmp_path / "then")
    graph = record.network(OF_1_3_0, record.states(), on=THE_DAY)
    assert (graph.number_of_edges(), marked(graph)) == (593, 1)
    assert graph.edges["BHR", "sesame"]["undetermined"]
    ties = record.ties(OF_1_3_0, record.states(), on=THE_DAY)
    assert (len(ties), ties.undetermined.ids) == (592, ("sesame-BHR",))


# What stands at the nodes and the edges


def test_nodes_and_edges_say_what_they_are() -> None:
    graph = network(on=THE_DAY)
    assert graph.graph == {"on": THE_DAY, "as_of": str(cica.as_of), "version": cica.__version__}
    assert graph.nodes["KAZ"] == {"name": "Kazakhstan", "mode": "state", "bipartite": 0}
    assert graph.nodes["hong-kong"] == {"name": "Hong Kong", "mode": "other", "bipartite": 0}
    assert graph.nodes["SWZ"]["name"] == "Swaziland"
    assert graph.nodes["un"] == {"name": "United Nations", "mode": "organisation", "bipartite": 1, "scope": "universal"}
    assert graph.edges["KAZ", "osce"] == {"undetermined": False, "role": "participating-state", "since": "1992-01-30"}
    assert graph.edges["SOM", "iora"] == {"undetermined": True, "role": "member", "since": "[2014-10-09..2016-10-28]"}
    assert not any(value is None for *_, told in graph.edges(data=True) for value in told.values())


def test_what_the_record_does_not_cover_is_an_undetermined_tie_without_a_role() -> None:
    graph = network("aiib", ["AGO", "KAZ"], on="2020-01-01")
    assert graph.edges["AGO", "aiib"] == {"undetermined": True}
    assert graph.edges["KAZ", "aiib"]["role"] == "member"
    (tie,) = cica.ties("aiib", ["AGO", "KAZ"], on="2020-01-01").undetermined
    assert str(tie) == "Angola, perhaps of AIIB"
    shared = network(["aiib", "nam"], ["AGO", "KAZ", "IND"], projection="states", on="2020-01-01")
    assert shared.edges["AGO", "IND"] == {"weight": 1, "weight_at_most": 2, "undetermined": False}
    assert shared.edges["AGO", "KAZ"] == {"weight": 0, "weight_at_most": 1, "undetermined": True}


def test_who_is_named_is_there_without_a_tie() -> None:
    graph = network(states=["ISR", "KAZ"], universal=False, on="1993-01-01")
    assert list(graph)[:2] == ["ISR", "KAZ"]
    assert not graph["ISR"]
    assert "ISR" not in network(universal=False, on="1993-01-01")
    graph = network(["cica", "csto", "warsaw-pact"], ["JPN", "BLR"], on="2015")
    assert list(graph) == ["BLR", "JPN", "cica", "csto"]
    with pytest.warns(cica.NoStateWarning, match="Soviet Union"):
        assert list(network(["un"], ["RUS", "USSR"], on="2015")) == ["RUS", "un"]
    assert not network(states=[])


def test_an_organisation_that_is_a_member_ties_nobody() -> None:
    assert "eu" in cica.members("arf")
    assert "eu" not in network("arf")
    assert not any(isinstance(tie.member, cica.Organisation) for tie in cica.ties(role="partner"))


def test_universal_organisations_are_left_out_on_request() -> None:
    every, others = network(on=THE_DAY), network(universal=False, on=THE_DAY)
    assert set(nx.get_node_attributes(others, "scope").values()) == {"regional", "cross-regional"}
    assert every.number_of_edges() - others.number_of_edges() == len(cica.members("un", on=THE_DAY)) == 193


def test_a_suspended_member_counts_as_asked() -> None:
    tied = [network("las", ["SYR"], on=THE_DAY, suspended=s).get_edge_data("SYR", "las") for s in ("member", "out", "undetermined")]
    assert [edge and edge["undetermined"] for edge in tied] == [False, None, True]


def test_other_roles() -> None:
    graph = network("cica", role="observer", on=THE_DAY)
    observers = cica.observers(on=THE_DAY)
    states = {party.id for party in (*observers, *observers.undetermined) if isinstance(party, cica.State)}
    assert {*graph} - {"cica"} == states
    assert marked(graph) == 1


def test_of_days_past_the_record_it_says_what_was_last_known_with_a_warning() -> None:
    with pytest.warns(cica.BeyondRecordWarning):
        graph = network("sco", on=2030)
    assert graph.edges == network("sco").edges


@given(known_days)
@tried(10)
def test_a_record_as_known_then_has_its_own_network(day: datetime.date) -> None:
    record = known(day)
    graph, members = record.network("cica"), record.members()
    assert {node for node in graph if node != "cica"} == {*members.ids, *members.undetermined.ids}
    assert graph.graph["as_of"] == str(record.as_of)


def test_a_record_of_somewhere_else(tiny: Path) -> None:
    graph: Any = cica.load(tiny).network(on="2003-06-01")
    assert dict(graph.nodes(data="name")) == {"AAA": "Aland", "BBB": "Bland", "cica": "Little CICA"}
    assert graph.number_of_edges() == 2


def test_the_edge_list_goes_into_frames() -> None:
    frame = cica.ties(OF_1_3_0, on=THE_DAY).to_frame(undetermined=True)
    assert list(frame.columns)[:4] == ["id", "organisation", "member", "role"]
    assert len(frame) == 595
    shared = cica.ties(projection="states", on="2020-01-01").to_polars(undetermined=True)
    assert shared.columns == ["id", "first", "second", "weight", "weight_at_most", "undetermined"]
    assert (shared["weight"] <= shared["weight_at_most"]).all()
    assert ((shared["weight"] == 0) == shared["undetermined"]).all()


def test_a_table_of_years_is_that_of_the_graphs() -> None:
    wanted = {(row.year, row.member.id) for row in cica.member_years(organisation="cica", start=1999) if row.role == "member"}
    graphs = {year: network("cica", on=year, undetermined=False) for year in range(1999, 2027)}
    assert {(year, node) for year, graph in graphs.items() for node in graph if node != "cica"} == wanted


# Files


def test_a_file_of_graphml_is_the_network(tmp_path: Path) -> None:
    graph = network()
    one, other = cica.export(tmp_path / "one.graphml"), cica.export(tmp_path / "other.graphml")
    assert one.read_bytes() == other.read_bytes()
    again = nx.read_graphml(one)
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    edges = {frozenset(pair): told for *pair, told in again.edges(data=True)}
    assert edges == {frozenset(pair): told for *pair, told in graph.edges(data=True)}
    assert again.graph.items() >= graph.graph.items()
    then = nx.read_graphml(cica.as_known(THE_DAY).export(tmp_path / "then.graphml"))
    assert then.graph["on"] == then.graph["as_of"] == THE_DAY
    assert then.degree["cica"] == 26


# What is refused


def test_what_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(cica.NotFoundError, match="the record holds no memberships of IOM"):
        network("iom")
    with pytest.raises(cica.NotFoundError, match="did you mean on=2015"):
        network("2015")
    with pytest.raises(cica.NotFoundError, match="Krea"):
        cica.ties(states=["Krea"])
    with pytest.raises(cica.OptionError, match=r"states='KAZ'.*several states"):
        cica.ties(states="KAZ")
    with pytest.raises(cica.OptionError, match="universal=False leaves none of organisations='un'"):
        cica.ties("un", universal=False)
    for wrong in ({"projection": "state"}, {"role": "chef"}, {"universal": "no"}, {"undetermined": 2}, {"suspended": "perhaps"}):
        with pytest.raises(cica.OptionError, match=next(iter(wrong))):
            network(**wrong)
    real = builtins.__import__

    def without(name: str, *rest: Any) -> object:
        if name.partition(".")[0] == "networkx":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert cica.ties("cica")
    with pytest.raises(ImportError, match=r'pip install "cica\[network\]"'):
        network("cica")
