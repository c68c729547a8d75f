"""The description of a data package: its tables, what it declares of them, and the day to which they are updated.

All that is declared holds, or is refused by name: a declaration that is passed over would be a promise that nobody keeps.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, cast

from cica.errors import PackageError, Problem, nearest, told

__all__ = ["FILE", "Description", "Json", "named", "objects"]

FILE = "datapackage.json"

Json: TypeAlias = dict[str, Any]

# How a table is written here, for what may be declared of it; of its dialect, too.
WRITTEN: dict[str, tuple[object, ...]] = {
    "scheme": ("file",),
    "format": ("csv",),
    "encoding": ("utf-8", "utf8", "utf-8-sig", "UTF-8"),
    "compression": ("", "no", None),
    "type": ("table",),
}
DIALECT: dict[str, tuple[object, ...]] = {
    "delimiter": (",",),
    "quoteChar": ('"',),
    "doubleQuote": (True,),
    "header": (True,),
    "headerRows": ([1],),
    "commentRows": ([],),
}
HASHES = ("md5", "sha1", "sha256", "sha512")


class Description:
    """What ``datapackage.json`` says.

    Parameters
    ----------
    content : bytes or None
        The content of that file; None where there is none.
    known : mapping of str to object
        The tables that there may be.

    Attributes
    ----------
    given : dict
        All that it says.
    tables : dict
        What it says of each table.
    columns : dict
        The names of the columns of each table.
    as_of : datetime.date
        The day to which the package is updated.

    Raises
    ------
    PackageError
        If it is not JSON, or describes no tables of such a package.
    """

    def __init__(self, content: bytes | None, known: Mapping[str, object]) -> None:
        self.given = _read(content)
        self.tables: dict[str, Json] = {}
        self.columns: dict[str, tuple[str, ...]] = {}
        problems = [Problem(FILE, None, "resources", message) for message in self._describe(known)]
        if not self.tables and not problems:
            problems.append(Problem(FILE, None, "resources", "lists no table"))
        given = self.given.get("as_of")
        day = _day(given)
        if day is None:
            problems.append(Problem(FILE, None, "as_of", f"{told(given)} is not a day such as '2026-04-14'"))
        if day is None or problems:
            raise PackageError(problems)
        self.as_of = day

    def fields(self, table: str) -> list[Json]:
        """What it says of each column of a table."""
        return objects(self.tables[table]["schema"]["fields"])

    def unlike(self, table: str, content: bytes) -> Iterator[Problem]:
        """What is declared of the bytes of a table, and is not so."""
        declared = self.tables[table]
        if declared.get("bytes", len(content)) != len(content):
            yield Problem(f"{table}.csv", None, None, f"has {len(content)} bytes, not {told(declared['bytes'])} as declared")
        if (given := declared.get("hash")) is not None:
            kind, _, digest = str(given).rpartition(":")
            if (kind or "md5") not in HASHES:
                yield Problem(FILE, None, "resources", f"the hash of {table} is of none of {', '.join(HASHES)}: {told(given)}")
            elif hashlib.new(kind or "md5", content, usedforsecurity=False).hexdigest() != digest:
                yield Problem(f"{table}.csv", None, None, f"is not the file of which the hash is declared, {told(given)}")

    def _describe(self, known: Mapping[str, object]) -> Iterator[str]:
        """Note the tables and their columns; say what is wrong with what is said of them."""
        for resource in objects(self.given.get("resources")):
            name = resource.get("name")
            if not isinstance(name, str) or name not in known:
                likely = nearest(str(name), known, 1)
                hint = f"; did you mean {likely[0]!r}?" if likely else f"; known are {', '.join(known)}"
                yield f"there is no table {told(name)}{hint}"
                continue
            if name in self.tables:
                yield f"lists {name} twice"
            if resource.get("path") != f"{name}.csv":
                yield f"the path of {name} is {told(resource.get('path'))}, not '{name}.csv'"
            yield from _otherwise(f"the {{}} of {name}", resource, WRITTEN)
            dialect = resource.get("dialect", {})
            yield from _otherwise(f"the {{}} of the dialect of {name}", dialect, DIALECT, strict=True)
            schema = resource.get("schema")
            fields = objects(cast("Json", schema).get("fields")) if isinstance(schema, dict) else []
            if not fields:
                yield f"{name} has no schema with the names of its fields"
                fields = []
            self.tables[name] = {**resource, "schema": {**(cast("Json", schema) if fields else {}), "fields": fields}}
            self.columns[name] = tuple(str(field.get("name")) for field in fields)
            for column in dict.fromkeys(column for column in self.columns[name] if self.columns[name].count(column) > 1):
                yield f"{name} has a column {column!r} twice"


def objects(value: object) -> list[Json]:
    """The members of a JSON array, those that are not objects as empty ones."""
    parts = cast("list[object]", value) if isinstance(value, list) else []
    return [cast("Json", part) if isinstance(part, dict) else {} for part in parts]


def named(value: object) -> tuple[str, ...]:
    """One name, or several; none of what is something else."""
    parts = cast("list[object]", value) if isinstance(value, list) else [value]
    return tuple(part for part in parts if isinstance(part, str)) if all(isinstance(part, str) for part in parts) else ()


def _read(content: bytes | None) -> Json:
    if content is None:
        raise PackageError([Problem(FILE, None, None, "is missing")])
    try:
        given = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise PackageError([Problem(FILE, None, None, f"is not JSON in UTF-8: {error}")]) from None
    if not isinstance(given, dict):
        raise PackageError([Problem(FILE, None, None, "is not a JSON object")])
    return cast("Json", given)


def _once(pairs: list[tuple[str, object]]) -> Json:
    """The members of a JSON object, each of which is there once."""
    members = dict(pairs)
    if len(members) < len(pairs):
        twice = [name for name in members if sum(name == other for other, _ in pairs) > 1]
        raise ValueError(f"{', '.join(map(repr, twice))} is there twice")
    return members


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number in JSON")


def _day(given: object) -> datetime.date | None:
    if not (isinstance(given, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", given, re.ASCII)):
        return None
    try:
        return datetime.date.fromisoformat(given)
    except ValueError:
        return None


def _otherwise(what: str, given: object, accepted: Mapping[str, tuple[object, ...]], *, strict: bool = False) -> Iterator[str]:
    """What is declared of how a table is written, and is not how it is written here."""
    declared = cast("Json", given) if isinstance(given, dict) else {"form": given}
    for name in declared:
        if name in accepted and declared[name] not in accepted[name]:
            yield f"{what.format(name)} is {told(declared[name])}, not {told(accepted[name][0])}"
        elif strict and name not in accepted:
            yield f"{what.format(name)} is not heeded here: {told(declared[name])}"
