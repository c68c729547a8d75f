"""States with their outlines and what is recorded of them as GeoJSON (RFC 7946): a feature a row.

The outlines are those of today, on every day, and no statement on any border. What is too small for one is a point; an organisation
has no place. A former state has the outlines of those that succeeded it.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Mapping
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
# The tables with what a row may be about, each with what shows a row of it.
PARTIES: dict[str, Callable[[str, Mapping[str, str]], tuple[str, ...]]] = {
    "other_entities": lambda _key, row: (row.get("alpha3", ""),),
    "organisations": lambda _key, _row: (),
    "former_states": lambda _key, row: tuple(one.strip() for one in row.get("successors", "").split(";")),
    "states": lambda key, _row: (key,),
}
NOTICE = "Outlines: Natural Earth by way of Visionscarto, changed; those of today, and no statement on borders."


def write(export: Export, file: Path) -> int:
    """Write who belongs to CICA at the end of the record, or the rows of a table about states; gives back how many features."""
    record = export.record
    if export.whole:
        if "cica" not in record._package.rows("organisations"):
            raise OptionError("GeoJSON shows who belongs to CICA, which is not in this record: give a table, such as its members()")
        table = of_table(record.memberships(organisation="cica", on=record.as_of), "memberships", record, undetermined=True)
    else:
        (table,) = export.tables
    parties = _parties(record, PARTIES)
    about = _about(table, parties)
    if about == "id":  # and not what has the same identifier in another table, as the island of Guam has that of an organisation
        parties = _parties(record, [name for name in PARTIES if name in table.tables])
    names = [column.name for column in table.columns]
    place = names.index("id" if "id" in names else about)
    keys = [row[place] for row in table.rows()]
    once = len(set(keys)) == len(keys)
    head = {"type": "FeatureCollection", "name": table.name, "title": table.title, "attribution": f"{record.cite()} {NOTICE}"}
    with file.open("w", encoding="utf-8", newline="\n") as text:
        text.write(f'{json.dumps(head, ensure_ascii=False)[:-1]}, "features": [')
        for count, row in enumerate(table.rows()):
            said = {name: _plain(value) for name, value in zip(names, row, strict=True)}
            name, shown = parties.get(str(said[about]), ("", ()))
            whole = {"name": name, **said} if "name" not in said else said
            key = f'"id": {json.dumps(keys[count], ensure_ascii=False)}, ' if once else ""
            text.write(
                f'{"," if count else ""}\n{{"type": "Feature", {key}"properties": {json.dumps(whole, ensure_ascii=False)}, '
                f'"geometry": {_geometry(shown)}}}'
            )
        text.write("\n]}\n")
    return table.size


def _parties(record: Questions, tables: Iterable[str]) -> dict[str, Party]:
    """What a row may be about, by identifier; of two tables that have the same one, what the later has."""
    rows = record._package.rows
    return {
        key: (row["name"], PARTIES[table](key, row))
        for table in tables
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
