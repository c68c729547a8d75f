"""Linked data as JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cica.exports.linked.nodes import Resources
from cica.exports.linked.terms import BASE, NAMESPACES, Address, Name, Node, Text, Value

if TYPE_CHECKING:
    from cica.exports.exporting import Export

__all__ = ["write"]


def write(export: Export, file: Path) -> int:
    """Write JSON-LD, a resource a line; gives back how many resources."""
    resources, count = Resources(export.record), 0
    context = {"@version": 1.1, **NAMESPACES, **{table: f"{BASE}{table}/" for table in (*resources.tables, "publishers", "roles")}}
    with file.open("w", encoding="utf-8", newline="\n") as text:
        text.write(f'{{"@context": {_json(dict(sorted(context.items())))},\n"@graph": [')
        for _, nodes in export.each(resources.parts(), lambda part: part[0]):
            for node in nodes():
                text.write(f"{',' if count else ''}\n{_json(_object(node))}")
                count += 1
        text.write("\n]}\n")
    return count


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _object(node: Node) -> dict[str, Any]:
    """A resource."""
    said = {name: _one_or_all([_value(value) for value in values]) for name, values in node.said.items()}
    return {"@id": _iri(node.iri), "@type": _one_or_all(node.types), **said}


def _one_or_all(values: Sequence[object]) -> object:
    return values[0] if len(values) == 1 else values


def _iri(value: Name | Address) -> str:
    return f"{value.space}:{value.local}" if isinstance(value, Name) and value.space else value.iri


def _value(value: Value) -> object:
    if not isinstance(value, Text):
        return {"@id": _iri(value)}
    if value.language:
        return {"@language": value.language, "@value": value.text}
    return {"@type": value.datatype, "@value": value.text} if value.datatype else value.text
