"""A database of SQLite: every table with its keys, and views of what held on a day."""

from __future__ import annotations

import datetime
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from cica.exports.sql import DAYS, defined, first_day, laid_out, literal, quoted, views

if TYPE_CHECKING:
    from cica.exports.exporting import Export
    from cica.exports.relations import Kind, Value

__all__ = ["write"]

TYPES: dict[Kind, str] = {
    "text": "text",
    "category": "text",
    "list": "text",
    "flag": "integer",
    "number": "integer",
    "share": "real",
    "date": "text",
}


def write(export: Export, file: Path) -> int:
    """Write the database: days as ISO text, several values as a JSON array."""
    tables = laid_out(export)
    names = {table.name for table in tables}
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("pragma foreign_keys = off")  # rows may refer to later ones; every reference is there in the end
        for table in export.each(tables, lambda table: table.name):
            database.execute(defined(table, TYPES, names, comments=True))
            places = ", ".join("?" * len(table.columns))
            rows = (tuple(map(_stored, row)) for row in table.rows())
            database.executemany(f"insert into {quoted(table.name)} values ({places})", rows)
            for reference in table.references:
                if reference.table in names:
                    columns = ", ".join(map(quoted, reference.columns))
                    index = quoted("_".join((table.name, "by", *reference.columns)))
                    database.execute(f"create index {index} on {quoted(table.name)} ({columns})")
        if first := first_day(tables):
            until = literal(export.record.as_of)
            step = f"select date(day, '+1 day') from {DAYS} where day < {until}"
            every = f"with recursive {DAYS}(day) as (select {literal(first)} union all {step}) select day from {DAYS}"
            database.execute(f"create view {DAYS} as {every}")
            for name, query in views(tables):
                database.execute(f"create view {quoted(name)} as {query}")
    return sum(table.size for table in export.tables)


def _stored(value: Value) -> str | int | float | None:
    if isinstance(value, datetime.date):
        return str(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value
