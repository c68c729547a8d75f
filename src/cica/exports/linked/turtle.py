"""Linked data as Turtle (https://www.w3.org/TR/turtle/).

Written here, since a library for graphs takes a minute for what are a hundred lines to read: it holds the whole graph, to write it
in the order in which it was handed over.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from cica.exports.linked.nodes import Resources
from cica.exports.linked.terms import BASE, NAMESPACES, Address, Name, Node, Value

if TYPE_CHECKING:
    from cica.exports.exporting import Export

__all__ = ["write"]

_PLAIN = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")  # a local name in which Turtle asks for no signs


def write(export: Export, file: Path) -> int:
    """Write Turtle; gives back how many triples."""
    resources, triples = Resources(export.record), 0
    spaces = {**NAMESPACES, **{table: f"{BASE}{table}/" for table in (*resources.tables, "publishers", "roles")}}
    with file.open("w", encoding="utf-8", newline="\n") as text:
        text.writelines(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(spaces.items()))
        for _, nodes in export.each(resources.parts(), lambda part: part[0]):
            for node in nodes():
                text.write(_block(node))
                triples += len(node.types) + sum(map(len, node.said.values()))
    return triples


def _block(node: Node) -> str:
    """What is said of a resource."""
    lines = [f"a {', '.join(node.types)}"]
    lines += [f"{_property(name)} {', '.join(map(_term, values))}" for name, values in node.said.items()]
    said = " ;\n    ".join(lines)
    return f"\n{_term(node.iri)} {said} .\n"


def _property(name: str) -> str:
    return _term(Name(*name.split(":", 1)))


def _term(value: Value) -> str:
    r"""An IRI or a literal as Turtle has it; JSON's escapes are among those of Turtle.

    Examples
    --------
    >>> from cica.exports.linked.terms import Name, Text
    >>> print(_term(Name("states", "KOR")), _term(Name("plans", "summit-1/2")), _term(Text('"quoted"', "en")))
    states:KOR <urn:cica:plans/summit-1/2> "\"quoted\""@en
    """
    if isinstance(value, Address):
        return f"<{value.iri}>"
    if isinstance(value, Name):
        return f"{value.space}:{value.local}" if value.space and _PLAIN.fullmatch(value.local) else f"<{value.iri}>"
    text = json.dumps(value.text, ensure_ascii=False)
    return f"{text}@{value.language}" if value.language else f"{text}^^{value.datatype}" if value.datatype else text
