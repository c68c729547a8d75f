"""Tables in SQL: what defines them, and the views that say what held on a day."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cica.errors import OptionError, told
from cica.exports.relations import Column, Reference, Relation, about
from cica.model.roles import FULL

if TYPE_CHECKING:
    from cica.exports.exporting import Export
    from cica.exports.relations import Kind
    from cica.questions import Questions

__all__ = ["DAYS", "STRETCHES", "defined", "first_day", "laid_out", "literal", "quoted", "views"]

DAYS, STRETCHES, ABOUT = "days", "member_stretches", "about"


def quoted(name: str) -> str:
    """A name, whatever it is."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: object) -> str:
    """A text."""
    return "'" + str(text).replace("'", "''") + "'"


def laid_out(export: Export) -> list[Relation]:
    """The tables, before them what the record is, and after all of them who was a member on which days."""
    for table in export.tables:
        if not table.name or table.name.lower() in (DAYS, STRETCHES, ABOUT) or table.name.lower().startswith("sqlite_"):
            raise OptionError(
                f"no table can be called {told(table.name)}, which a database keeps for itself: give the file another name"
            )
        for name, count in Counter(column.name.lower() for column in table.columns).items():
            if count > 1:
                raise OptionError(
                    f"table={told(table.name)}: SQL tells {told(name)} and other columns only by their case: rename one"
                )
    spelt = export.whole and any(table.name == "memberships" for table in export.tables)
    return [about(export.record), *export.tables, *([_stretches(export.record)] if spelt else [])]


def defined(table: Relation, types: Mapping[Kind, str], references: Iterable[str], *, comments: bool) -> str:
    """What makes a table, with its keys and its references to some tables; with labels as comments where those last."""
    lines = [(_column(column, table, types), column.label) for column in table.columns]
    if len(table.key) > 1:
        lines.append((f"primary key ({_names(table.key)})", ""))
    known = set(references)
    for reference in table.references:
        if reference.table in known:
            to = f"references {quoted(reference.table)} ({_names(reference.to)})"
            lines.append((f"foreign key ({_names(reference.columns)}) {to}", ""))
    text = ""
    for place, (line, label) in enumerate(lines):
        said = f" -- {' '.join(label.split())}" if comments and label else ""
        text += f"  {line}{',' if place < len(lines) - 1 else ''}{said}\n"
    return f"create table {quoted(table.name)} (\n{text})"


def first_day(tables: Sequence[Relation]) -> datetime.date | None:
    """The first day on which a row of a table of spells may have held."""
    found: list[datetime.date] = []
    for table in tables:
        if table.spells:
            place = [column.name for column in table.columns].index("start_earliest")
            found += [day for row in table.rows() if isinstance(day := row[place], datetime.date)]
    return min(found, default=None)


def views(tables: Sequence[Relation]) -> Iterator[tuple[str, str]]:
    """Of every table of spells what held on each of the days, and of the memberships who were full members, each with its name."""
    for table in tables:
        if not table.spells:
            continue
        within = '(start_earliest is null or start_earliest <= day) and ("end" is null or end_latest is null or end_latest > day)'
        sure = 'start_latest <= day and ("end" is null or end_earliest > day)'
        text = f"select day, case when {sure} then 'yes' else 'undetermined' end as held, {quoted(table.name)}.*"
        yield f"{table.name}_on", f"{text} from {DAYS} join {quoted(table.name)} on {within}"
    if STRETCHES in {table.name for table in tables}:
        within = "(since is null or since <= day) and (until is null or until > day)"
        yield "members_on", f"select day, organisation, member, held from {DAYS} join {STRETCHES} on {within}"
        yield "members_now", f"select organisation, member, held, since from {STRETCHES} where until is null"


def _column(column: Column, table: Relation, types: Mapping[Kind, str]) -> str:
    line = f"{quoted(column.name)} {types[column.kind]}"
    if table.key == (column.name,):
        return f"{line} primary key not null"
    return line + " not null" * (column.required or column.name in table.key) + " unique" * column.unique


def _names(names: Sequence[str]) -> str:
    return ", ".join(map(quoted, names))


def _stretches(record: Questions) -> Relation:
    """Who was a full member of what, and of whom it is undetermined, by stretches of days on which that does not change."""
    from cica.model.organisations import Organisation

    rosters, rows = record._rosters, list[tuple[str, str, str, datetime.date | None, datetime.date | None]]()
    for organisation in record._all(Organisation):
        if organisation.id in rosters._held:
            roster = rosters.members_of(organisation, FULL)
            days = [datetime.date.fromordinal(edge) for edge in roster.edges if 1 < edge <= record.as_of.toordinal()]
            open_: dict[str, tuple[str, datetime.date | None]] = {}
            for day in (datetime.date.min, *days):
                found = roster.on(day, day)
                now = {**dict.fromkeys(found.ids, "yes"), **dict.fromkeys(found.open_ids, "undetermined")}
                for member in [member for member, (held, _) in open_.items() if now.get(member) != held]:
                    held, since = open_.pop(member)
                    rows.append((organisation.id, member, held, since, day))
                for member in now.keys() - open_.keys():
                    open_[member] = now[member], None if day == datetime.date.min else day
            rows += [(organisation.id, member, held, since, None) for member, (held, since) in open_.items()]
    rows.sort(key=lambda row: (*row[:2], row[3] or datetime.date.min))
    columns = (
        Column("organisation", "text", "Organisation", required=True),
        Column("member", "text", "Who was a full member of it, or may have been", required=True),
        Column("held", "category", "Whether it was, or it is undetermined", ("yes", "undetermined"), required=True),
        Column("since", "date", "First day; empty where there is none"),
        Column("until", "date", "First day on which it is no longer so; empty where it is so at the end of the record"),
    )
    return Relation(
        name=STRETCHES,
        title="Members by stretches of days",
        description="Stretches of days on which a party was a full member, or on which it is undetermined whether it was.",
        columns=columns,
        rows=lambda: rows,
        counted=lambda: len(rows),
        references=(Reference(("organisation",), "organisations", ("id",)),),
    )
