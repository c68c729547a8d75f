"""States with their outlines and what is recorded of them as GeoJSON (RFC 7946): a feature a row.

The outlines are those of today, on every day, and no statement on any border. What is too small for one is a point; an organisation
has no place. A former state has the outlines of those that succeeded it.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from cica.errors import OptionError, told
from cica.exports.relations import Relation, of_table
from cica.geography.outlines import Area, areas
from cica.geography.polygons import Polygon, polygons

if TYPE_CHECKING:
    from cica.exports.exporting import Export
    from cica.exports.relations import Value
    from cica.questions import Questions

__all__ = ["write"]

Party: TypeAlias = tuple[str, tuple[str, ...]]  # what it is called, and the areas that show it
# The columns with the state or the organisation that a row is about; the first that a table has counts.
ABOUT = ("member", "party", "state", "id")
NOTICE = "Outlines: Natural Earth by way of Visionscarto, changed; those of today, and no statement on borders."


def write(export: Export, file: Path) -> int:
    """Write who belongs to CICA at the end of the record, or the rows of a table about states; gives back how many features."""
    record = export.record
    if len(export.tables) > 1:
        table = of_table(record.memberships(organisation="cica", on=record.as_of), "memberships", record, undetermined=True)
    else:
        (table,) = export.tables
    parties = _parties(record)
    about = _about(table, parties)
    names = [column.name for column in table.columns]
    head = {"type": "FeatureCollection", "name": table.name, "title": table.title, "attribution": f"{record.cite()} {NOTICE}"}
    with file.open("w", encoding="utf-8", newline="\n") as text:
        text.write(f'{json.dumps(head, ensure_ascii=False)[:-1]}, "features": [')
        for count, row in enumerate(table.rows()):
            said = {name: _plain(value) for name, value in zip(names, row, strict=True)}
            name, shown = parties.get(str(said[about]), ("", ()))
            whole = {"name": name, **said} if "name" not in said else said
            key = json.dumps(said.get("id", said[about]), ensure_ascii=False)
            text.write(
                f'{"," if count else ""}\n{{"type": "Feature", "id": {key}, "properties": {json.dumps(whole, ensure_ascii=False)}, '
                f'"geometry": {_geometry(shown)}}}'
            )
        text.write("\n]}\n")
    return table.size


def _parties(record: Questions) -> dict[str, Party]:
    """What a row may be about, by identifier."""
    shown: Mapping[str, Callable[[str, Mapping[str, str]], tuple[str, ...]]] = {
        "organisations": lambda _key, _row: (),
        "other_entities": lambda _key, row: (row.get("alpha3", ""),),
        "former_states": lambda _key, row: tuple(one.strip() for one in row.get("successors", "").split(";")),
        "states": lambda key, _row: (key,),
    }
    rows = record._package.rows
    return {
        key: (row["name"], get(key, row))
        for table, get in shown.items()
        if table in record._package.columns
        for key, (_, row) in rows(table).items()
    }


def _about(table: Relation, parties: Mapping[str, Party]) -> str:
    """The column with what a row is about."""
    names = [column.name for column in table.columns]
    for name in (name for name in ABOUT if name in names):
        known = [row[names.index(name)] in parties for row in table.rows()]
        if all(known) if name == "id" else any(known) or not known:  # an identifier of something else may be that of a state
            return name
    raise OptionError(
        f"table={told(table.name)}: its rows are about no states, which GeoJSON shows; give a table such as cica.members(), "
        "cica.memberships('osce', on=2015), 'states' or 'chairmanships'"
    )


def _plain(value: Value) -> Any:
    """A value as JSON has it."""
    return value.isoformat() if isinstance(value, datetime.date) else value


@cache
def _geometry(keys: tuple[str, ...]) -> str:
    """The geometry of some areas: their outlines, else the point of one, else none."""
    found: list[Area] = [areas()[key] for key in keys if key in areas()]
    parts: list[Polygon] = [polygon for area in found for polygon in polygons(area)]
    geometry: dict[str, Any] | None = None
    if len(parts) == 1:
        geometry = {"type": "Polygon", "coordinates": parts[0]}
    elif parts:
        geometry = {"type": "MultiPolygon", "coordinates": parts}
    elif found:
        geometry = {"type": "Point", "coordinates": found[0].point}
    return json.dumps(geometry, separators=(",", ":"))
