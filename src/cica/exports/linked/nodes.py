"""The resources of the record: its rows, in the order of their tables, and what explains them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any, cast, get_args, get_type_hints

from cica.dates.date import Date
from cica.errors import DateError
from cica.exports.linked.terms import OWN, SPELLS, TYPES, Address, Name, Node, Text, Value, address, prop, ref
from cica.model.entity import Entity, Spell
from cica.package.objects import class_of
from cica.package.rows import TABLES

if TYPE_CHECKING:
    from cica.model.activities import Activity
    from cica.model.meetings import Meeting
    from cica.model.sources import Dispute, Statement
    from cica.questions import Questions

__all__ = ["Resources"]

NAMES = {"state_names": "state", "other_names": "entity"}  # the tables of names, and the column with what bears one
CHAIRED = "cica"  # the organisation of which the chairmanships and the organs are
# How a date is told as an instant, by how well it is known.
INSTANTS = {
    "day": ("time:inXSDDate", "xsd:date"),
    "month": ("time:inXSDgYearMonth", "xsd:gYearMonth"),
    "year": ("time:inXSDgYear", "xsd:gYear"),
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ITEM = re.compile(r"Q[1-9]\d{0,11}", re.ASCII)


class Resources:
    """What there is to say of a record, as resources.

    Parameters
    ----------
    record : Questions
        The record.

    Notes
    -----
    A name of a state is a label of the state, in its language; one that is dated is a resource of its own as well, since sources
    speak of its dates.
    """

    def __init__(self, record: Questions) -> None:
        self._record = record
        self._package = record._package
        self._declared = record._package.source.declared
        self.tables = [table for table in TABLES if table in self._package.columns]

    def parts(self) -> list[tuple[str, Callable[[], Iterator[Node]]]]:
        """The parts of it by name, each with what gives its resources."""
        tables = [(table, partial(self._rows, table)) for table in self.tables]
        return [("record", self._about), ("vocabulary", self._vocabulary), *tables]

    def _about(self) -> Iterator[Node]:
        """The record itself, the roles in it, and the publishers of its sources."""
        given = self._package.description
        node = Node(Name("", "record"), ["schema:Dataset"])
        for key, property_ in (("title", "schema:name"), ("description", "schema:description"), ("version", "schema:version")):
            node.say(property_, *([Text(given[key])] if isinstance(given.get(key), str) else []))
        node.say("schema:dateModified", _day(self._record.as_of))
        node.say("schema:license", *(address(str(licence["path"])) for licence in given.get("licenses", ()) if "path" in licence))
        node.say("schema:citation", Text(self._record.cite()))
        yield node
        for role in sorted({*self._cells("memberships", "role"), "chair"}):
            node = Node(ref("roles", role), ["org:Role", "skos:Concept"])
            node.say("skos:prefLabel", Text(role.replace("-", " "), "en"))
            yield node
        for publisher in sorted(self._cells("sources", "publisher")):
            node = Node(ref("publishers", publisher), ["prov:Agent"])
            node.say("schema:name", Text(publisher))
            yield node

    def _cells(self, table: str, column: str) -> set[str]:
        """What stands in a column."""
        rows = self._package.rows(table).values() if table in self.tables else ()
        return {row[column] for _, row in rows if column in row}

    def _vocabulary(self) -> Iterator[Node]:
        """The classes and properties of its own, in the words in which the data package describes its tables and columns."""
        comments: dict[str, list[str]] = {name: [text] for name, text in OWN.items()}
        for table in self.tables:
            described = self._declared.tables[table]
            node = Node(Name("cica", class_of(table).__name__), ["rdfs:Class"])
            node.say("rdfs:label", Text(str(described.get("title", table)), "en"))
            node.say("rdfs:comment", *([Text(str(described["description"]), "en")] if "description" in described else []))
            yield node
            for field in self._declared.fields(table):
                space, _, name = prop(table, field["name"]).partition(":")
                if space == "cica":
                    comments.setdefault(name, []).append(str(field.get("description", "")))
        for name in sorted(comments):
            node = Node(Name("cica", name), ["rdf:Property"])
            node.say("rdfs:label", Text(name.replace("_", " "), "en"))
            node.say("rdfs:comment", *(Text(comment, "en") for comment in comments[name] if comment))
            yield node

    def _rows(self, table: str) -> Iterator[Node]:
        """The resources of a table."""
        for item in self._package.all(class_of(table)):
            if table == "statements":
                yield self._statement(cast("Statement", item))
            elif table == "disputes":
                yield self._dispute(cast("Dispute", item))
            elif table not in NAMES or getattr(item, "start", None) or getattr(item, "end", None):
                yield from self._row(item)

    def _row(self, item: Entity) -> list[Node]:
        """A row, and the places and times that are its own."""
        table = item.table_name
        node = _node(item)
        for field in item.__attrs_attrs__:
            value: object = getattr(item, field.name)
            values = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
            node.say(prop(table, field.name), *self._values(table, field.name, values))
        node.say("skos:altLabel", *self._labels.get((table, item.id), ()))
        if not {"schema:name", "skos:prefLabel"} & node.said.keys():
            node.say("rdfs:label", Text(str(item), "en"))
        if table in ("chairmanships", "bodies"):
            node.say("org:unitOf" if table == "bodies" else "org:organization", *self._chaired)
        if table == "chairmanships":
            node.say("org:role", ref("roles", "chair"))
        parts = self._times(node, item) if table in SPELLS and isinstance(item, Spell) else []
        parts += _place(node, cast("Meeting | Activity", item)) if table in ("meetings", "activities") else []
        return [node, *parts]

    @cached_property
    def _chaired(self) -> list[Name]:
        """The organisation of which the chairmanships and the organs are."""
        held = "organisations" in self.tables and CHAIRED in self._package.rows("organisations")
        return [ref("organisations", CHAIRED)] if held else []

    def _values(self, table: str, column: str, values: Iterable[object]) -> Iterator[Value]:
        """What stands in a cell; nothing for what is empty."""
        for value in values:
            if isinstance(value, Entity):
                yield ref(value.table_name, value.id)
            elif isinstance(value, Date):
                yield Text(str(value), datatype="edtf:EDTF")
            elif isinstance(value, int):
                yield Text(str(value), datatype="xsd:integer")
            elif value:
                yield self._text(table, column, str(value))

    def _text(self, table: str, column: str, text: str) -> Value:
        """What a text stands for, which may be the name of something."""
        if column in ("url", "website"):
            return address(text)
        if column == "wikidata" and _ITEM.fullmatch(text):
            return Address(f"http://www.wikidata.org/entity/{text}")
        if column in ("source", "sources") and text in self._package.rows("sources"):
            return ref("sources", text)
        if (table, column) == ("meetings", "body"):
            return ref("bodies", text)
        if (table, column) == ("memberships", "role"):
            return ref("roles", text)
        if (table, column) == ("sources", "publisher"):
            return ref("publishers", text)
        return Text(text)

    @cached_property
    def _labels(self) -> dict[tuple[str, str], list[Text]]:
        """The names of states and of what is none, each in its language."""
        labels: dict[tuple[str, str], list[Text]] = {}
        parties = [table for table in ("states", "former_states", "other_entities") if table in self.tables]
        of = {key: table for table in parties for key in self._package.rows(table)}
        for table, column in NAMES.items():
            rows = self._package.rows(table).values() if table in self.tables else ()
            for _, row in rows:
                language = row["language"] if _LANGUAGE.fullmatch(row["language"]) else ""
                labels.setdefault((of.get(row[column], ""), row[column]), []).append(Text(row["name"], language))
        return labels

    def _times(self, node: Node, spell: Spell) -> list[Node]:
        """The interval for which a spell held; where no beginning is known, it has none, and no end as long as it goes on."""
        table = spell.table_name
        node.say("cica:inForce", Text(spell.period.contains(self._record.as_of).value))
        during = ref(table, spell.id, "during")
        node.say(SPELLS[table], during)
        interval = Node(during, ["time:Interval"])
        instants: list[Node] = []
        for date, part, property_ in ((spell.start, "start", "time:hasBeginning"), (spell.end, "end", "time:hasEnd")):
            if date is not None:
                interval.say(property_, ref(table, spell.id, part))
                instants.append(_instant(ref(table, spell.id, part), date))
        return [interval, *instants]

    def _statement(self, statement: Statement) -> Node:
        """What a source says, as a statement that somebody made and the record does not make its own."""
        node = _node(statement)
        self._about_field(node, statement.table, statement.row, statement.field, statement.value)
        node.say("prov:hadPrimarySource", ref("sources", statement.source.id))
        node.say("cica:agrees", Text(self._record.agrees(statement).value))
        node.say("skos:note", *([Text(statement.note)] if statement.note else []))
        return node

    def _dispute(self, dispute: Dispute) -> Node:
        """A field on which sources disagree, with the adopted value, and the reason for it."""
        dispute = self._record._disputed(dispute.id)
        node = _node(dispute)
        self._about_field(node, dispute.table, dispute.row, dispute.field, dispute.adopted)
        node.say("cica:reason", Text(dispute.reason))
        node.say("cica:supporting", *(ref("statements", statement.id) for statement in dispute.supporting))
        node.say("cica:opposing", *(ref("statements", statement.id) for statement in dispute.opposing))
        return node

    def _about_field(self, node: Node, table: str, row: str, field: str, value: str) -> None:
        """Say of which fact, of which of its fields and of which value something is."""
        property_ = prop(table, field)
        node.say("rdf:subject", ref(table, row))
        node.say("rdf:predicate", Name(*property_.split(":", 1)))
        node.say("rdf:object", *([self._stated(table, field, value)] if value else []))

    def _stated(self, table: str, field: str, value: str) -> Value:
        """A value in the notation of a field: as the field itself has it where it is one, otherwise as text."""
        kinds = _kinds(table, field)
        if Date in kinds:
            try:
                Date(value)
            except DateError:
                return Text(value)
            return Text(value, datatype="edtf:EDTF")
        if int in kinds and re.fullmatch(r"\d+", value, re.ASCII):
            return Text(value, datatype="xsd:integer")
        for kind in kinds:
            if issubclass(kind, Entity) and kind.table_name in self.tables and value in self._package.rows(kind.table_name):
                return ref(kind.table_name, value)
        return self._text(table, field, value)


def _node(item: Entity) -> Node:
    return Node(ref(item.table_name, item.id), [f"cica:{class_of(item.table_name).__name__}", *TYPES.get(item.table_name, ())])


@cache
def _kinds(table: str, field: str) -> tuple[type[Any], ...]:
    """The types of which a value of a field may be; of several values, that of each."""
    hint: Any = get_type_hints(class_of(table)).get(field)
    found: list[type[Any]] = []
    waiting = [hint]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, type) and not get_args(one):
            found.append(one)
        else:
            waiting += [arg for arg in get_args(one) if arg is not Ellipsis]
    return tuple(found)


def _day(day: datetime.date) -> Text:
    return Text(day.isoformat(), datatype="xsd:date")


def _instant(iri: Name, date: Date) -> Node:
    """A date as an instant: what is certain of it, and the days between which it lies."""
    node = Node(iri, ["time:Instant"])
    if date.precision in INSTANTS:
        property_, datatype = INSTANTS[date.precision]
        node.say(property_, Text(str(date), datatype=datatype))
    for name, day in (("earliest", date.earliest), ("latest", date.latest)):
        if day is not None:
            node.say(f"cica:{name}", _day(day))
    return node


def _place(node: Node, event: Meeting | Activity) -> list[Node]:
    """Where something took place, where that is known."""
    if not (event.city or event.country):
        return []
    place = Node(ref(event.table_name, event.id, "place"), ["schema:Place"])
    place.say("schema:name", Text(", ".join(part for part in (event.city, str(event.country or "")) if part)))
    place.say("schema:containedInPlace", *([ref("states", event.country.id)] if event.country else []))
    node.say("schema:location", place.iri)
    return [place]
