"""A small data package that can be changed: a few rows of every table, with all to which they refer."""

from __future__ import annotations

import copy
import csv
import functools
import io
import json
from pathlib import Path
from typing import Any

import attrs
from conftest import DATA

import cica
from cica.package.known import references
from cica.package.objects import class_of, parts_of
from cica.package.rows import TABLES

PACKAGE = cica.load()._package
PER_TABLE = 3


@attrs.define
class Draft:
    """A data package in memory: its description, and of each table the heading and the rows of cells."""

    description: dict[str, Any]
    tables: dict[str, list[list[str]]]

    def write(self, folder: Path) -> None:
        """Write it into a folder."""
        (folder / "datapackage.json").write_text(json.dumps(self.description), encoding="utf-8")
        for table, rows in self.tables.items():
            (folder / f"{table}.csv").write_bytes(written(rows))

    def cell(self, table: str, row: int, column: str, value: str) -> None:
        """Set a cell, in a row counted from 1."""
        rows = self.tables[table]
        rows[row][rows[0].index(column)] = value

    def value(self, table: str, row: int, column: str) -> str:
        """The value of a cell, in a row counted from 1."""
        rows = self.tables[table]
        return rows[row][rows[0].index(column)]

    def schema(self, table: str) -> dict[str, Any]:
        """The schema of a table."""
        return next(resource["schema"] for resource in self.description["resources"] if resource["name"] == table)

    def field(self, table: str, column: str) -> dict[str, Any]:
        """What is declared of a column."""
        return next(field for field in self.schema(table)["fields"] if field["name"] == column)


def written(rows: list[list[str]]) -> bytes:
    """Rows as CSV in UTF-8; what is no character as it comes."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


def draft() -> Draft:
    """The package anew."""
    return copy.deepcopy(_draft())


@functools.cache
def _draft() -> Draft:
    taken: dict[str, set[str]] = {table: set() for table in TABLES}
    waiting = [(table, key) for table in TABLES for key in [*PACKAGE.rows(table)][:PER_TABLE]]
    waiting += [("organisations", "cica"), ("chairmanships", "china-2014"), ("chairmanships", "turkey-2010")]
    while waiting:
        table, key = waiting.pop()
        if key not in taken[table]:
            taken[table].add(key)
            waiting += _referred(table, key)
    tables: dict[str, list[list[str]]] = {}
    for table, keys in taken.items():
        heading = list(PACKAGE.columns[table])
        rows = [[row.get(column, "") for column in heading] for key, (_, row) in PACKAGE.rows(table).items() if key in keys]
        tables[table] = [heading, *rows]
    return Draft(json.loads((DATA / "datapackage.json").read_text("utf-8")), tables)


def _referred(table: str, key: str) -> list[tuple[str, str]]:
    """The rows to which a row refers."""
    _, row = PACKAGE.rows(table)[key]
    found: list[tuple[str, str]] = []
    cls = class_of(table)
    for column, (tables, _, _) in references(table).items():
        found += [(other, part) for part in row.get(column, "").split(";") for other in tables if part in PACKAGE.rows(other)]
    for declared in PACKAGE.source.declared.tables[table]["schema"].get("foreignKeys", []):
        (column,), other = declared["fields"], declared["reference"]["resource"]
        found += [(other, row[column])] if column in row else []
    if table in ("statements", "disputes"):
        found.append((row["table"], row["row"]))
    if cls.owner:
        owners = [other for other in TABLES if cls in parts_of(class_of(other)).values()]
        found += [(other, row[cls.owner]) for other in owners if row[cls.owner] in PACKAGE.rows(other)]
    return found
