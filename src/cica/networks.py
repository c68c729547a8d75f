"""The network of states and organisations as a graph of networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cica.dates.date import Date
from cica.dates.scalars import flag
from cica.errors import one_of
from cica.model.states import State
from cica.questions.ties import PROJECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from cica.dates.date import When
    from cica.model.organisations import Organisation
    from cica.model.others import OtherEntity
    from cica.questions import Questions

__all__ = ["network"]


def network(
    record: Questions,
    organisations: Organisation | str | Iterable[Organisation | str] | None = None,
    states: Iterable[State | OtherEntity | str | int] | None = None,
    *,
    projection: str | None = None,
    universal: bool = True,
    undetermined: bool = True,
    role: str | None = None,
    on: When | None = None,
    suspended: str = "member",
) -> nx.Graph[str]:
    """A graph of both sides of the network, or of one of them: see `Record.network`.

    Nothing in it is None, so that every format takes it: what is not known is an attribute that is not there.
    """
    try:
        import networkx as nx
    except ImportError:
        raise ImportError('graphs are those of networkx: pip install "cica[network]"') from None
    one_of("projection", projection, PROJECTIONS)
    undetermined = flag("undetermined", undetermined)
    days = record._days(on)
    tied = record._tied(organisations, states, universal, role, days, suspended)
    graph: nx.Graph[str] = nx.Graph()
    graph.graph["on"] = str(Date(record.as_of if on is None else on))
    graph.graph["as_of"] = str(record.as_of)
    graph.graph["version"] = str(record._package.description.get("version", ""))
    ties = [(tie, False) for tie in tied.certain] + [(tie, True) for tie in tied.perhaps if undetermined]
    there = {*tied.named, *(key for tie, _ in ties for key in (tie.member.id, tie.organisation.id))}
    for party in tied.members.values() if projection != "organisations" else ():
        if party.id in there:
            name, mode = (record._names.name_on(party, days[1]), "state") if isinstance(party, State) else (party.name, "other")
            graph.add_node(party.id, name=name, mode=mode, bipartite=0)
    for organisation in tied.organisations.values() if projection != "states" else ():
        if organisation.id in there:
            scope = organisation.scope or ""
            graph.add_node(organisation.id, name=organisation.name, mode="organisation", bipartite=1, scope=scope)
    if projection is None:
        for tie, open_ in ties:
            graph.add_edge(tie.member.id, tie.organisation.id, undetermined=open_)
            known = {"role": tie.role, "since": tie.since and str(tie.since)}
            graph.edges[tie.member.id, tie.organisation.id].update({key: value for key, value in known.items() if value})
        return graph
    for pairs, open_ in zip(tied.projected(projection), (False, True), strict=True):
        for pair in pairs if undetermined or not open_ else ():
            weights = {"weight": pair.weight, "weight_at_most": pair.weight_at_most}
            graph.add_edge(pair.first.id, pair.second.id, **weights, undetermined=open_)
    return graph
