"""The network of states and organisations as a graph of networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cica.model.states import State

if TYPE_CHECKING:
    import datetime

    import networkx as nx

    from cica.dates.date import Date
    from cica.model.organisations import Organisation
    from cica.model.others import OtherEntity
    from cica.questions import Questions
    from cica.questions.ties import Tied

__all__ = ["graph_of"]


def graph_of(
    record: Questions, tied: Tied, projection: str | None, on: Date, last: datetime.date, undetermined: bool
) -> nx.Graph[str]:
    """A graph of both sides of a network, or of one of them: see `Record.network`.

    Nothing in it is None, so that every format takes it: what is not known is an attribute that is not there.
    """
    try:
        import networkx as nx
    except ImportError:
        raise ImportError('graphs are those of networkx: pip install "cica[network]"') from None
    version = str(record._package.description.get("version", ""))
    graph: nx.Graph[str] = nx.Graph(on=str(on), as_of=str(record.as_of), version=version)
    ties = [(tie, False) for tie in tied.certain] + [(tie, True) for tie in tied.perhaps if undetermined]
    there = {*tied.named, *(key for tie, _ in ties for key in (tie.member.id, tie.organisation.id))}

    def name(party: State | OtherEntity | Organisation) -> str:
        return record._names.name_on(party, last) if isinstance(party, State) else str(party)

    if projection != "organisations":
        for party in tied.members.values():
            if party.id in there:
                mode = "state" if isinstance(party, State) else "other"
                graph.add_node(party.id, name=name(party), mode=mode, bipartite=0)
    if projection != "states":
        for organisation in tied.organisations.values():
            if organisation.id in there:
                graph.add_node(
                    organisation.id, name=name(organisation), mode="organisation", bipartite=1, scope=organisation.scope or ""
                )
    if projection is None:
        for tie, open_ in ties:
            known = {"role": tie.role, "since": None if tie.since is None else str(tie.since)}
            graph.add_edge(
                tie.member.id, tie.organisation.id, undetermined=open_, **{key: value for key, value in known.items() if value}
            )
        return graph
    for pairs, open_ in zip(tied.projected(projection), (False, True), strict=True):
        for pair in pairs if undetermined or not open_ else ():
            weights = {"weight": pair.weight, "weight_at_most": pair.weight_at_most}
            graph.add_edge(pair.first.id, pair.second.id, **weights, undetermined=open_)
    return graph
