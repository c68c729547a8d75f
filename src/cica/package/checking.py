"""Whether a data package is right: everything wrong with it at once, or nothing.

Every row is made into its object. What somebody has changed of the package that comes with this library is checked so, and what he
left as it was is not checked again, as long as all that it may refer to is still there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import attrs

from cica.dates.answers import Answer
from cica.dates.date import Date
from cica.errors import PackageError, Problem, told
from cica.model.entity import Spell
from cica.package.constraints import Constraints
from cica.package.description import FILE
from cica.package.objects import class_of, parts_of
from cica.package.rows import TABLES, Derived

if TYPE_CHECKING:
    from cica.package.objects import Package
    from cica.package.rows import Rows

__all__ = ["check"]

Found: TypeAlias = Iterator[tuple[int, str, str]]  # line, field and message


def check(package: Package, trusted: Rows | None = None) -> None:
    """Raise `PackageError` with every problem found.

    Parameters
    ----------
    package : Package
        The objects of the package.
    trusted : Rows, optional
        The rows of a package in which nothing is wrong.
    """
    tables = [*TABLES] if trusted is None else _suspect(package.source, trusted)
    if found := [*_problems(package, tables)]:
        raise PackageError({(problem.file, problem.row, problem.field, problem.message): problem for problem in found}.values())


def _suspect(source: Rows, trusted: Rows) -> list[str]:
    """The tables that have changed; all of them if something is gone to which those that have not may refer."""
    tables = [*TABLES]
    if source.description.get("resources") != trusted.description.get("resources"):
        return tables
    changed = [table for table in tables if not source.same(trusted, table)]
    gone = (source.problems(table) or trusted.of(table).keys() - source.of(table).keys() for table in changed)
    return tables if any(gone) else changed


def _problems(package: Package, tables: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the description and some tables; what only shows once each row can be read is looked at last."""
    found = [*_unread(package, tables), *_unmade(package, tables), *_undeclared(package, tables)]
    found += [*_unowned(package, tables), *_description(package.description)]
    yield from found
    if not found:
        yield from _astray(package, tables)
        yield from _senseless(package, tables)


def _unread(package: Package, tables: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the files, and columns that this library does not know."""
    for table in tables:
        found = package.source.problems(table)
        if any(problem.row is None for problem in found):
            package.unread.add(table)
        cls = class_of(table)
        known = [field.name for field in attrs.fields(cls)] + [cls.owner]
        unknown = [name for name in package.columns.get(table, ()) if name not in known]
        yield from found
        for name in unknown:
            yield Problem(FILE, None, "resources", f"{table} has no column {name!r}")


def _unmade(package: Package, tables: Collection[str]) -> Iterator[Problem]:
    """What keeps rows from becoming objects."""
    for table in tables:
        cls = class_of(table)
        for key in package.rows(table):
            try:
                package.get(cls, key)
            except PackageError as error:
                yield from error.problems


def _undeclared(package: Package, tables: Collection[str]) -> Iterator[Problem]:
    """Cells that are not as they are declared."""
    for table in tables:
        if table in package.columns:
            declared = _constraints(package, table)
            yield from declared.problems
            yield from declared.broken(package.rows(table).values())


def _astray(package: Package, tables: Collection[str]) -> Iterator[Problem]:
    """Rows that refer to none by a key that is declared, which is declared of the whole and not of what was known of it."""
    for table in tables:
        if table in package.columns and not isinstance(package.source, Derived):
            declared = _constraints(package, table)
            yield from declared.astray(package.rows(table).values(), package.columns, lambda other: package.rows(other).values())


def _constraints(package: Package, table: str) -> Constraints:
    kinds = {field.name: _kind(field.type) for field in attrs.fields(class_of(table))}
    return Constraints(table, package.source.declared.tables[table], kinds)


def _kind(kind: object) -> str:
    """What a column holds."""
    return "integer" if kind in (int, int | None) else "date" if kind in (Date, Date | None) else "string"


def _unowned(package: Package, tables: Collection[str]) -> Iterator[Problem]:
    """Parts of what is not there."""
    for cls in map(class_of, TABLES if tables else ()):
        for part in parts_of(cls).values():
            if part.table_name in tables and cls.table_name not in package.unread:
                for line, row in package.rows(part.table_name).values():
                    if (owner := row.get(part.owner, "")) not in package.rows(cls.table_name):
                        message = f"there is no {owner!r} in {cls.table_name}"
                        yield Problem(f"{part.table_name}.csv", line, part.owner, message)


def _description(given: Mapping[str, Any]) -> Iterator[Problem]:
    """What `cite` needs of the description, where it is there."""
    for name in ("title", "version"):
        if not isinstance(given.get(name, ""), str):
            yield Problem(FILE, None, name, f"{told(given[name])} is not text")
    for name, key in (("contributors", "title"), ("licenses", "name")):
        parts: Any = given.get(name, [])
        if not (isinstance(parts, list) and all(_says(part, key) for part in cast("list[object]", parts))):
            yield Problem(FILE, None, name, f"is not a list of objects, each with a {key}")


def _says(part: object, key: str) -> bool:
    """Whether a part of the description is an object with some text."""
    return isinstance(part, dict) and isinstance(cast("dict[str, object]", part).get(key), str)


def _senseless(package: Package, tables: Collection[str]) -> Iterator[Problem]:
    """Rows that make no sense, or not with each other: an end before the start, statements about nothing, two chairs at once."""
    for table in tables:
        cls = class_of(table)
        if {"start", "end"} <= {field.name for field in attrs.fields(cls)}:
            for key, (line, _) in package.rows(table).items():
                for message in _backwards(package.get(cls, key)):
                    yield Problem(f"{table}.csv", line, "end", message)
        for rule in _OF_TABLES.get(table, ()):
            for line, field, message in rule(package):
                yield Problem(f"{table}.csv", line, field, message)


def _backwards(item: Any) -> Iterator[str]:
    """What is wrong with the days of something that starts and ends."""
    start, end = item.start, item.end
    if start and end and (end < start) is Answer.YES:
        yield f"{end} is before the start, {start}"
    elif start and end and isinstance(item, Spell) and (start < end) is Answer.NO:
        yield f"{end}, on which it no longer held, is its first day, {start}"


def _of_meetings(package: Package) -> Found:
    """The body of a meeting is one that there is."""
    for line, row in package.rows("meetings").values():
        if "body" in row and row["body"] not in package.rows("bodies"):
            yield line, "body", f"there is no {row['body']!r} in bodies"


def _of_organisations(package: Package) -> Found:
    """An organisation is continued by one."""
    heirs: dict[str, str] = {}
    for key, (line, row) in package.rows("organisations").items():
        if "predecessor" in row and (heir := heirs.setdefault(row["predecessor"], key)) != key:
            yield line, "predecessor", f"{row['predecessor']!r} is continued by {heir!r} already"


def _of_statements(package: Package, table: str = "statements") -> Found:
    """A statement is about a cell that there is."""
    for line, row in package.rows(table).values():
        about, name = row["table"], row["field"]
        if row["row"] not in package.rows(about):
            yield line, "row", f"there is no {row['row']!r} in {about}"
        elif name not in package.columns[about]:
            yield line, "field", f"there is no {name!r} in {about}"


def _of_coverage(package: Package) -> Found:
    """Coverage is of a table, and of rows that a column and a value of it tell."""
    for line, row in package.rows("coverage").values():
        about = row["table"]
        if about not in package.columns:
            yield line, "table", f"there is no table {about!r}"
            continue
        for condition in row.get("where", "").split(";"):
            column, equals, _ = condition.partition("=")
            if condition and not equals:
                yield line, "where", f"{condition!r} is not a column, an equals sign and a value, such as 'kind=summit'"
            elif condition and column not in package.columns[about]:
                yield line, "where", f"there is no {column!r} in {about}"


def _numbered_twice(package: Package) -> Found:
    """A summit has a number of its own."""
    from cica.model.meetings import Meeting

    numbers: dict[int, str] = {}
    for summit in package.all(Meeting):
        if summit.kind == "summit" and summit.number is not None and numbers.setdefault(summit.number, summit.id) != summit.id:
            line, _ = package.row("meetings", summit.id)
            yield line, "number", f"{numbers[summit.number]!r} is summit {summit.number} already"


def _at_once(package: Package) -> Found:
    """One holds the chair."""
    from cica.model.chairmanships import Chairmanship

    for one, other in _overlapping([*package.all(Chairmanship)]):
        line, _ = package.row("chairmanships", other.id)
        yield line, "start", f"{one.id!r} held the chair, until {one.end or 'now'}"


def _there_twice(package: Package) -> Found:
    """A spell is there once."""
    from cica.model.memberships import Membership

    groups: dict[object, list[Spell]] = {}
    for spell in package.all(Membership):
        groups.setdefault((spell.organisation.id, spell.member.id, spell.role), []).append(spell)
    for spells in groups.values():
        for one, other in _overlapping(spells):
            line, _ = package.row("memberships", other.id)
            yield line, "start", f"{one.id!r} is the same spell, until {one.end or 'now'}"


def _overlapping(spells: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Spells of which the one had certainly not ended when the other began."""
    dated = sorted((spell for spell in spells if spell.start), key=lambda spell: spell.start.sort_key)
    return ((one, other) for one, other in pairwise(dated) if one.end is None or (other.start < one.end) is Answer.YES)


_OF_TABLES: dict[str, tuple[Callable[[Package], Found], ...]] = {
    "meetings": (_of_meetings, _numbered_twice),
    "organisations": (_of_organisations,),
    "statements": (_of_statements,),
    "disputes": (partial(_of_statements, table="disputes"),),
    "coverage": (_of_coverage,),
    "chairmanships": (_at_once,),
    "memberships": (_there_twice,),
}
