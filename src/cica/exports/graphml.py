"""The network of states and organisations in GraphML, which Gephi, igraph and networkx read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from cica.networks import network

if TYPE_CHECKING:
    from cica.exports.exporting import Export

__all__ = ["write"]


def write(export: Export, file: Path) -> int:
    """Write the network on the day to which the record is updated; gives back how many nodes it has."""
    graph = network(export.record)
    # Not `write_graphml`, which writes other bytes where lxml is installed.
    nx.write_graphml_xml(graph, file)
    with file.open("ab") as end:
        end.write(b"\n")
    return graph.number_of_nodes()
