"""Linked data as JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/)."""

from __future__ import annotations

import json
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
    said = {name: values[0] if len(values) == 1 else values for name, values in ((n, [*map(_value, v)]) for n, v in node.said.items())}
    return {"@id": _iri(node.iri), "@type": node.types[0] if len(node.types) == 1 else list(node.types), **said}


def _iri(value: Name | Address) -> str:
    return f"{value.space}:{value.local}" if isinstance(value, Name) and value.space else value.iri


def _value(value: Value) -> object:
    if not isinstance(value, Text):
        return {"@id": _iri(value)}
    if value.language:
        return {"@language": value.language, "@value": value.text}
    return {"@type": value.datatype, "@value": value.text} if value.datatype else value.text
