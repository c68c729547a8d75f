"""The names of linked data: where they begin, and which of them stands for a column.

Every row is a resource with the IRI ``urn:cica:TABLE/ID``, and every column a property: a term that librarians and search engines
know, where one means the same, otherwise ``urn:cica:vocabulary/COLUMN``, which the file itself explains. The IRIs are names and no
addresses: the record has no site of its own, and a made-up one would lead somewhere else one day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple, TypeAlias
from urllib.parse import quote

__all__ = ["BASE", "NAMESPACES", "OWN", "SPELLS", "TYPES", "Address", "Name", "Node", "Text", "Value", "address", "prop", "ref"]

BASE = "urn:cica:"
NAMESPACES = {
    "cica": f"{BASE}vocabulary/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# What the rows of a table are, beside `cica:` and the name of their class.
TYPES: Mapping[str, tuple[str, ...]] = {
    "activities": ("schema:Event",),
    "bodies": ("org:OrganizationalUnit",),
    "chairmanships": ("org:Membership",),
    "disputes": ("prov:Entity",),
    "documents": ("schema:CreativeWork",),
    "former_states": ("schema:Country", "foaf:Agent"),
    "measures": ("skos:Concept",),
    "meetings": ("schema:Event",),
    "memberships": ("org:Membership",),
    "organisations": ("schema:Organization", "org:Organization"),
    "other_entities": ("foaf:Agent",),
    "principles": ("skos:Concept",),
    "sources": ("schema:CreativeWork", "prov:Entity"),
    "statements": ("rdf:Statement", "prov:Entity"),
    "states": ("schema:Country", "foaf:Agent"),
}
# The terms of others for columns: of every table, and of one.
EVERYWHERE = {
    "id": "dcterms:identifier",
    "name": "schema:name",
    "note": "skos:note",
    "source": "prov:hadPrimarySource",
    "sources": "prov:hadPrimarySource",
    "url": "schema:url",
    "website": "schema:url",
    "wikidata": "owl:sameAs",
}
OF_TABLE = {
    ("activities", "end"): "schema:endDate",
    ("activities", "start"): "schema:startDate",
    ("bodies", "established"): "schema:foundingDate",
    ("chairmanships", "state"): "org:member",
    ("documents", "title"): "schema:name",
    ("measures", "name"): "skos:prefLabel",
    ("measures", "parent"): "skos:broader",
    ("meetings", "end"): "schema:endDate",
    ("meetings", "start"): "schema:startDate",
    ("memberships", "member"): "org:member",
    ("memberships", "organisation"): "org:organization",
    ("memberships", "role"): "org:role",
    ("milestones", "title"): "schema:name",
    ("organisations", "abbreviation"): "schema:alternateName",
    ("organisations", "ended"): "schema:dissolutionDate",
    ("organisations", "founded"): "schema:foundingDate",
    ("organisations", "parent"): "org:subOrganizationOf",
    ("principles", "name"): "skos:prefLabel",
    ("principles", "summary"): "skos:definition",
    ("sources", "published"): "schema:datePublished",
    ("sources", "publisher"): "prov:wasAttributedTo",
    ("sources", "title"): "schema:name",
}
# The tables of spells that have an interval of time beside their dates, and the property that leads to it.
SPELLS = {
    "chairmanships": "org:memberDuring",
    "memberships": "org:memberDuring",
    "officers": "time:hasTime",
    "seats": "time:hasTime",
}
# The properties of its own that stand for no column.
OWN = {
    "agrees": "Whether a statement agrees with the value of the record: yes, no, or undetermined.",
    "earliest": "The first day on which it may lie.",
    "inForce": "Whether it held on the day to which the record is updated: yes, no, or undetermined.",
    "latest": "The last day on which it may lie.",
    "opposing": "A statement that does not agree with the adopted value.",
    "plans": "What was announced of a meeting beforehand.",
    "supporting": "A statement that agrees with the adopted value.",
    "terms": "A decision on how long a chairmanship is to last.",
}
# What may stand in an address of the web, so that it ends where it is to end.
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)


class Name(NamedTuple):
    """An IRI that begins with a namespace or with `BASE`, after which a table may be named."""

    space: str
    local: str

    @property
    def iri(self) -> str:
        """The whole of it."""
        return NAMESPACES.get(self.space, f"{BASE}{self.space}/" if self.space else BASE) + self.local


class Address(NamedTuple):
    """An IRI of the web."""

    iri: str


class Text(NamedTuple):
    """A literal: its text, and its language or the name of its datatype, if it has one."""

    text: str
    language: str = ""
    datatype: str = ""


Value: TypeAlias = Name | Address | Text


class Node:
    """A resource: its IRI, what it is, and what is said of it.

    Parameters
    ----------
    iri : Name
        Its IRI.
    types : iterable of str
        What it is, such as ``"org:Membership"``.

    Attributes
    ----------
    said : dict of str to list of Name, Address or Text
        What is said of it, by property.
    """

    __slots__ = ("iri", "said", "types")

    def __init__(self, iri: Name, types: Iterable[str]) -> None:
        self.iri = iri
        self.types = tuple(types)
        self.said: dict[str, list[Value]] = {}

    def say(self, property_: str, *values: Value) -> None:
        """Say something of it, once."""
        said = self.said.setdefault(property_, [])
        said += [value for value in dict.fromkeys(values) if value not in said]
        if not said:
            del self.said[property_]


@cache
def ref(table: str, key: str, part: str = "") -> Name:
    """The IRI of a row, or of a part of it.

    Examples
    --------
    >>> from cica.exports.linked.terms import ref
    >>> ref("plans", "summit-1 > 2", "place")
    Name(space='plans', local='summit-1%20%3E%202#place')
    """
    return Name(table, quote(key, safe="/") + (f"#{part}" if part else ""))


def prop(table: str, column: str) -> str:
    """The property that stands for a column.

    Examples
    --------
    >>> from cica.exports.linked.terms import prop
    >>> prop("meetings", "start"), prop("memberships", "start")
    ('schema:startDate', 'cica:start')
    """
    return OF_TABLE.get((table, column)) or EVERYWHERE.get(column) or f"cica:{quote(column, safe='')}"


def address(text: str) -> Value:
    """An address of the web as an IRI; whatever else stands in its place as text."""
    return Address(text) if text.isprintable() and _WEB.fullmatch(text) else Text(text)
