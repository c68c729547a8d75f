"""A database of DuckDB: every table with its keys, days as days, several values as lists, and views of what held on a day.

DuckDB takes no reference to a table, or to a row, that is not there yet. So each table comes after those to which it refers, and
what cannot be written so is left out: the references of a table to itself, and the last one in a circle of tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from cica.exports.json import lines
from cica.exports.sql import DAYS, defined, first_day, laid_out, literal, quoted, views

if TYPE_CHECKING:
    from cica.exports.exporting import Export
    from cica.exports.relations import Kind, Relation

__all__ = ["write"]

TYPES: dict[Kind, str] = {
    "text": "varchar",
    "category": "varchar",
    "list": "varchar[]",
    "flag": "boolean",
    "number": "bigint",
    "share": "double",
    "date": "date",
}
BLOCK = 16_384  # bytes, the least that there is: most tables are small


def write(export: Export, file: Path) -> int:
    """Write the database."""
    tables = _ordered(laid_out(export))
    made: set[str] = set()
    with duckdb.connect() as database:
        database.execute(f"attach {literal(file)} as made (block_size {BLOCK})")
        database.execute("use made")
        database.execute("begin")  # one transaction, which leaves no gaps behind
        for table in export.each(tables, lambda table: table.name):
            database.execute(defined(table, TYPES, made, comments=False))
            made.add(table.name)
            _fill(database, table, file.with_suffix(".rows"))
            if table.description:
                database.execute(f"comment on table {quoted(table.name)} is {literal(table.description)}")
            for column in table.columns:
                if column.label:
                    place = f"{quoted(table.name)}.{quoted(column.name)}"
                    database.execute(f"comment on column {place} is {literal(column.label)}")
        if first := first_day(tables):
            days = f"generate_series(date {literal(first)}, date {literal(export.record.as_of)}, interval 1 day)"
            database.execute(f"create view {DAYS} as select cast(day as date) as day from (select unnest({days}) as day)")
            for name, query in views(tables):
                database.execute(f"create view {quoted(name)} as {query}")
        database.execute("commit")
    return sum(table.size for table in export.tables)


def _fill(database: duckdb.DuckDBPyConnection, table: Relation, between: Path) -> None:
    """Put the rows into a table, by way of a file of JSON, which is the quickest."""
    if not table.size:
        return
    with between.open("w", encoding="utf-8", newline="") as text:
        text.writelines(f"{line}\n" for line in lines(table))
    types = ", ".join(f"{literal(column.name)}: {literal(TYPES[column.kind])}" for column in table.columns)
    rows = f"read_json({literal(between)}, format = 'newline_delimited', columns = {{{types}}})"
    database.execute(f"insert into {quoted(table.name)} select * from {rows}")
    between.unlink()


def _ordered(tables: Sequence[Relation]) -> list[Relation]:
    """The tables, each after those to which it refers; of a circle, a reference of the table to which most refer is left out."""
    named = {table.name: table for table in tables}
    before = {name: [ref.table for ref in table.references if ref.table in named.keys() - {name}] for name, table in named.items()}
    while True:
        try:
            return [named[name] for name in TopologicalSorter(before).static_order()]
        except CycleError as error:
            circle: list[str] = error.args[1]  # the first is the last too; each comes before the one that follows
            most = max(circle, key=lambda name: sum(name in others for others in before.values()))
            before[most].remove(circle[circle.index(most, 1) - 1])
