"""The rows of a data package as they could be known on an earlier day.

There is one set of facts. What was known on a day is derived from it row by row: a row that was not known yet is left out, and a
cell that says what came later is emptied, or set to what was scheduled then. A fact counts as known from the last day on which
it can have come about, because that is the first on which it can be shown to have been known; a fact without a date, from the
day on which the first source that speaks of it was published. What cannot be shown so is known from the end of the record, and so
are the remarks of the record itself, which were written with all of it in view.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator
from functools import cached_property
from typing import Any, TypeAlias, get_args

import attrs

from cica.dates.answers import Answer
from cica.dates.date import Date
from cica.errors import DateError, Problem
from cica.model.kinds import is_entity, is_party, is_tuple
from cica.package.agreement import agreement
from cica.package.objects import class_of
from cica.package.rows import Derived, Row, Rows

__all__ = ["KnownRows"]

SUBJECT = "cica"
REMARKS = ("note", "reason")

# The column that dates a row, and the one that says when it ceased to hold.
SINCE = {
    "sources": "published",
    "state_names": "start",
    "state_systems": "start",
    "dated_names": "start",
    "predecessors": "start",
    "organisations": "founded",
    "memberships": "start",
    "meetings": "end",
    "plans": "announced",
    "chairmanships": "start",
    "terms": "decided",
    "officers": "start",
    "seats": "start",
    "bodies": "established",
    "documents": "adopted",
    "coordinators": "first_attested",
    "activities": "end",
    "applications": "first_attested",
    "resources": "date",
    "milestones": "date",
    "initiatives": "launched",
}
UNTIL = {
    "former_states": "ended",
    "state_names": "end",
    "state_systems": "end",
    "dated_names": "end",
    "predecessors": "end",
    "organisations": "ended",
    "memberships": "end",
    "applications": "decided",
    "officers": "end",
    "seats": "end",
}
# Without a date, these are there from the beginning; names are for finding, and the states are those of today.
TIMELESS = (
    *("states", "former_states", "state_names", "dated_names", "predecessors", "other_entities", "other_names", "organisations"),
    *("principles", "measures", "attendances", "statements", "disputes", "coverage"),
)

Fact: TypeAlias = tuple[str, str]


class KnownRows(Derived):
    """The rows of a data package as they could be known on a day.

    Parameters
    ----------
    whole : Rows
        The rows of the whole package.
    day : datetime.date
        The day; not after the one to which the package is updated.
    """

    def __init__(self, whole: Rows, day: datetime.date) -> None:
        super().__init__(whole)
        self._derived: dict[Fact, Row | None] = {}
        self._complete = day >= whole.as_of
        self.as_of = day

    def problems(self, table: str) -> list[Problem]:
        """Nothing: what is wrong with the whole is raised when it is read."""
        self.of(table)
        return []

    def _make(self, table: str) -> dict[str, tuple[int, Row]]:
        derived = {key: (line, self._derive(table, key)) for key, (line, _) in self._whole.of(table).items()}
        return {key: (line, row) for key, (line, row) in derived.items() if row is not None}

    def having(self, table: str, column: str, value: str) -> list[str]:
        """The identifiers of the rows of a table that refer to something by a column, which is the same on every day."""
        return [key for key in self._whole.having(table, column, value) if self._derive(table, key) is not None]

    def holds(self, table: str, key: str) -> bool:
        """Whether a row with an identifier was known."""
        return self._whole.holds(table, key) and self._derive(table, key) is not None

    def row(self, table: str, key: str) -> tuple[int, Row]:
        """A row with its line number, without deriving the rest of its table; `KeyError` where there is none."""
        if table in self._tables:
            return self._tables[table][key]
        line, _ = self._whole.row(table, key)
        row = self._derive(table, key)
        if row is None:
            raise KeyError(key)
        return line, row

    def _derive(self, table: str, key: str) -> Row | None:
        """A row as known on the day; None where it was not known yet."""
        if (table, key) not in self._derived:
            _, row = self._whole.row(table, key)
            self._derived[table, key] = self._revise(table, key, row) if self._known(table, key, row) else None
        return self._derived[table, key]

    # Whether a row was known

    def _known(self, table: str, key: str, row: Row) -> bool:
        if self._complete:
            return True
        if not all(self._refers(table, row, column) for column, (_, _, required) in references(table).items() if required):
            return False
        if table == "measures":
            catalogues = row.get("catalogues", "").split(";")
            return any(self._derive("documents", document) for document in catalogues if document) or self._stated(table, key)
        if table == "meetings":
            return self._held(row) or any(self._came(plan["announced"]) for plan in self._parts("plans", "meeting", key))
        if table == "chairmanships" and self._terms(key):
            return True
        if table == "organisations" and key == SUBJECT:
            return True
        if table == "attendances":
            return self._held(self._whole.of("meetings")[row["meeting"]][1])
        if table == "statements":
            return self._derive(row["table"], row["row"]) is not None
        if table == "disputes":
            return self._disputed(row)
        if table == "coverage":
            begun = all(self._came(row[side]) for side in ("start", "end") if side in row)
            return begun and ("counted" not in row or self._stated(table, key, "counted"))
        cell = row.get(SINCE.get(table, ""), "")
        if table in TIMELESS and not cell:
            return True
        begun = not cell or (Date(cell).earliest or self.as_of) <= self.as_of
        return self._came(cell) or (table != "sources" and begun and not _closed(cell) and self._stated(table, key))

    def _came(self, cell: str) -> bool:
        """Whether a date had certainly come by the day; one without a last day has by the end of the record."""
        return self._complete or (_closed(cell) and _latest(cell) <= self.as_of)

    def _held(self, row: Row) -> bool:
        """Whether a meeting had been held, which it has on its last day."""
        return row["status"] == "held" and self._came(row.get("end") or row.get("start", ""))

    def _stated(self, table: str, key: str, field: str | None = None) -> bool:
        """Whether a source published by then speaks of a fact, or of one of its fields."""
        return any(field in (None, row["field"]) for row in self._statements(table, key))

    def _statements(self, table: str, key: str) -> Iterator[Row]:
        """The statements about a fact in the sources published by the day."""
        for row in self._parts("statements", "row", key):
            if row["table"] == table and self._derive("sources", row["source"]) is not None:
                yield row

    def _disputed(self, row: Row) -> bool:
        """Whether the sources published by then disagree, with each other or with what was known."""
        fact = self._derive(row["table"], row["row"])
        if fact is None:
            return False
        stated = {s["value"] for s in self._statements(row["table"], row["row"]) if s["field"] == row["field"]}
        adopted = fact.get(row["field"])
        return any(_conflict(one, other) for one in stated for other in (*stated, *([adopted] if adopted else [])))

    # What a known row said

    def _revise(self, table: str, key: str, row: Row) -> Row:
        if self._complete:
            return row if table != "chairmanships" else self._chairmanship(key, dict(row))
        known = {column: cell for column, cell in row.items() if column not in REMARKS}
        if not self._came(known.get(column := UNTIL.get(table, ""), "")):
            known.pop(column, None)
        if not self._came(known.get("renamed", "")):
            self._call_as_before(known)
        if table == "disputes":
            known["reason"] = f"Sources published by {self.as_of} disagree."
        elif table == "states":
            self._name_state(key, known)
        elif table == "former_states" and "ended" not in known:
            known.pop("successors", None)
        elif table == "state_names":
            self._name(row, known)
        elif table == "organisations" and key == SUBJECT:
            self._seat(known)
        elif table == "meetings" and not self._held(row):
            known = {column: known[column] for column in ("id", "kind", "number", "name") if column in known} | {
                "status": "unknown"
            }
        elif table == "meetings" and "body" in known:
            _, organ = self._whole.row("bodies", known["body"])  # which refers to a meeting itself
            if not self._known("bodies", known["body"], organ):
                known.pop("body")
        elif table == "chairmanships":
            known = self._chairmanship(key, known)
        elif table in ("coordinators", "applications"):
            known["last_attested"] = self._last_attested(table, key, known)
            if "decided" not in known and "outcome" in known:
                known["outcome"] = "pending"
        elif table == "bodies" and not self._refers(table, known, "document"):
            known.pop("cadence", None)
        elif table in ("measures", "activities"):
            self._place(known, "parent" if table == "measures" else "measure")
        return self._cut(table, known)

    def _cut(self, table: str, known: Row) -> Row:
        """The row without references to what was not known."""
        for column, (tables, several, _) in references(table).items():
            cells = known.get(column, "").split(";") if several else [known.get(column, "")]
            left = [cell for cell in cells if cell and self._derive(self._table_of(cell, tables), cell) is not None]
            if left:
                known[column] = ";".join(left)
            else:
                known.pop(column, None)
        return known

    def _refers(self, table: str, row: Row, column: str) -> bool:
        """Whether a column refers to something, and that was known."""
        tables, _, _ = references(table)[column]
        cell = row.get(column, "")
        return bool(cell) and self._derive(self._table_of(cell, tables), cell) is not None

    def _table_of(self, cell: str, tables: tuple[str, ...]) -> str:
        """The table of what a cell names: of a party, states have identifiers in capitals."""
        if len(tables) == 1 or cell.isupper():
            return tables[0]
        return next(table for table in tables if cell in self._whole.of(table))

    def _call_as_before(self, known: Row) -> None:
        """The name before the last change, with its abbreviation where that changed too."""
        if not known.pop("renamed", None):
            return
        name, *others = known.pop("former_names", known["name"]).split(";")
        known["name"] = name
        if name.isupper():
            known["abbreviation"] = name
        elif others and others[0].isupper():
            known["abbreviation"] = others.pop(0)
        if others:
            known["former_names"] = ";".join(others)

    def _name_state(self, key: str, known: Row) -> None:
        """The short English name then in use; the official names carry no dates."""
        names = self._english.get(key, [])
        if any(row["name"] == known["name"] and self._came(row.get("start", "")) for row in names):
            return
        used = [row for row in names if row.get("end") and not self._came(row["end"]) and self._came(row.get("start", "0001"))]
        if used:
            known["name"] = min(used, key=lambda row: Date(row["end"]).sort_key)["name"]
            known.pop("official_name", None)

    @cached_property
    def _english(self) -> dict[str, list[Row]]:
        """The English names of each state."""
        names: dict[str, list[Row]] = {}
        for key in self._whole.having("state_names", "language", "en"):
            _, row = self._whole.row("state_names", key)
            names.setdefault(row["state"], []).append(row)
        return names

    def _name(self, row: Row, known: Row) -> None:
        if row.get("end") and "end" not in known and known["kind"] == "former":
            known["kind"] = "short"
        sources = [
            source for source in known.get("sources", "").split(";") if source and self._derive("sources", source) is not None
        ]
        known["sources"] = ";".join(sources)
        if not sources:
            known.pop("sources")

    def _seat(self, known: Row) -> None:
        """The seat that the Secretariat had then, and the founding once it had come."""
        if not self._came(known.get("founded", "")):
            known.pop("founded", None)
            known.pop("instrument", None)
        if "seats" in self.columns:
            seats = [row for _, row in self.of("seats").values() if "end" not in row]
            known |= {"city": seats[-1]["city"], "country": seats[-1]["country"]} if seats else {"city": "", "country": ""}

    def _terms(self, key: str) -> list[Row]:
        """What had been decided on a chairmanship, in order."""
        return [row for row in self._parts("terms", "chairmanship", key) if self._came(row["decided"])]

    def _chairmanship(self, key: str, known: Row) -> Row:
        """A chairmanship with the end, and if it was still to come the beginning, that were scheduled."""
        if not self._came(known["start"]):
            rows = {other: row for other, (_, row) in self._whole.of("chairmanships").items()}
            order = sorted(rows, key=lambda other: Date(rows[other]["start"]).sort_key)
            before = order[: order.index(key)]
            known["start"] = self._to_come(self._terms(before[-1]) if before else [])
            for column in ("opening", "persons", "theme"):
                known.pop(column, None)
        elif not self._complete and not self._stated("chairmanships", key, "theme"):
            known.pop("theme", None)
        if not (known.get("end") and _closed(known["end"]) and _latest(known["end"]) <= self.as_of):
            known.pop("closing", None)
            known.pop("end", None)
            if terms := self._terms(key):
                known["end"] = self._to_come(terms)
        return known

    def _to_come(self, terms: list[Row]) -> str:
        """The end last scheduled, which cannot have come by the day; any later day where it was overdue, or none was scheduled."""
        tomorrow = self.as_of + datetime.timedelta(days=1)
        until = Date(terms[-1]["until"]) if terms else Date.between(tomorrow, None)
        if until.latest and until.latest < tomorrow:
            return str(Date.between(tomorrow, None))
        return str(Date.between(max(until.earliest or tomorrow, tomorrow), until.latest))

    def _last_attested(self, table: str, key: str, known: Row) -> str:
        """The latest day by then on which a source names a coordinator, or an application."""
        rows = (row for row in self._statements(table, key) if row["field"].endswith("_attested"))
        named = [known["first_attested"], *(row["value"] for row in rows if _closed(row["value"]) and self._came(row["value"]))]
        if self._came(known["last_attested"]):
            named.append(known["last_attested"])
        return max(named, key=lambda cell: (_latest(cell) if _closed(cell) else datetime.date.min, Date(cell).sort_key))

    def _place(self, known: Row, column: str) -> None:
        """A measure, and what carried one out, stands below what was known of the places above it."""
        while (place := known.get(column)) and self._derive("measures", place) is None:
            _, above = self._whole.of("measures")[place]
            known.pop(column)
            if "parent" in above:
                known[column] = above["parent"]

    def _parts(self, table: str, owner: str, key: str) -> list[Row]:
        """The rows of a table that belong to a row of another."""
        return [self._whole.row(table, part)[1] for part in self._whole.having(table, owner, key)]


@functools.cache
def references(table: str) -> dict[str, tuple[tuple[str, ...], bool, bool]]:
    """The columns of a table that refer to others: to which, whether to several objects, and whether they have to."""
    found: dict[str, tuple[tuple[str, ...], bool, bool]] = {}
    for field in attrs.fields(class_of(table)):
        kind: Any = get_args(field.type)[0] if is_tuple(field.type) else field.type
        kinds = [
            part for part in (get_args(kind) if is_party(kind) or None.__class__ in get_args(kind) else [kind]) if is_entity(part)
        ]
        if kinds and not any(part.owner for part in kinds) and field.init:
            found[field.name] = tuple(part.table_name for part in kinds), is_tuple(field.type), field.default is attrs.NOTHING
    return found


def _closed(cell: str) -> bool:
    """Whether a cell is a date with a last day."""
    return bool(cell) and Date(cell).latest is not None


def _latest(cell: str) -> datetime.date:
    latest = Date(cell).latest
    assert latest is not None
    return latest


def _conflict(one: str, other: str) -> bool:
    """Whether what two sources say differs: of dates, whether they have no day in common."""
    same = agreement(one, other)
    return same is Answer.NO or (same is Answer.UNDETERMINED and not _dated(one))


def _dated(cell: str) -> bool:
    try:
        return bool(Date(cell))
    except DateError:
        return False
