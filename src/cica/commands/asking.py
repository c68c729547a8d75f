"""Questions that a table answers: the questions of Python, with the same arguments."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cica.commands.arguments import Argument, of_type
from cica.commands.writing import show

if TYPE_CHECKING:
    from cica.model.entity import Entity
    from cica.record import Record
    from cica.tables.table import Table

__all__ = ["EVER", "ON", "SUSPENDED", "TABLES", "Answer", "Question", "asks", "names_of_tables", "schemes", "wanted"]

Answer: TypeAlias = "Callable[[Record, argparse.Namespace], int]"


def names_of_tables() -> Iterable[str]:
    """The tables of a record."""
    from cica.package.rows import TABLES

    return TABLES


def schemes() -> Iterable[str]:
    """The schemes in which codes are read."""
    from cica.names.finding import SCHEMES
    from cica.names.systems import DATED

    return dict.fromkeys((*SCHEMES, *DATED))


ON = Argument("--on", "a day, or a month or year for any day in it (default: the end of the record)", "DATE")
EVER = Argument("--on", "only those of a day, or of any day of a month or year (default: all)", "DATE")
ROLE = Argument("--role", "in this role (default: as full members)", choices=of_type("roles.Role"))
SUSPENDED = Argument("--suspended", "what a member is while its rights are suspended", choices=("member", "out", "undetermined"))
SCOPE = Argument("--scope", "only of this scope", choices=of_type("organisations.Scope"))
FIELD = Argument("--field", "only of this field", choices=of_type("organisations.Field"))
WITHIN = Argument("organisation", "of another organisation (default: cica)", "ORGANISATION")
STATES = (Argument("first", "a state", "STATE", needed=True), Argument("second", "another state", "STATE", needed=True))


class Question(NamedTuple):
    """A question: what it asks, the words that it takes, and what answers it."""

    help: str
    arguments: tuple[Argument, ...]
    answer: Answer


def asks(method: str, holds: str, help_: str, *arguments: Argument) -> Question:
    """A question of Python that a table answers, with its arguments."""

    def answer(record: Record, given: argparse.Namespace) -> int:
        ask: Callable[..., Table[Entity]] = getattr(record, method)
        return show(ask(**wanted(arguments, given)), given, holds)

    return Question(help_, arguments, answer)


def wanted(arguments: tuple[Argument, ...], given: argparse.Namespace) -> dict[str, object]:
    """What was given for some arguments, by their names in Python, where ``all`` is no choice."""
    found = {argument.key: getattr(given, argument.key) for argument in arguments}
    free = [argument.key for argument in arguments if "all" in argument.beside]
    return {key: None if key in free and value == "all" else value for key, value in found.items() if value is not None}


TABLES = {
    "members": asks("members", "model.states.State", "the member states", WITHIN, ON, SUSPENDED),
    "observers": asks("observers", "model.states.State", "the observers", WITHIN, ON),
    "partners": asks("partners", "model.organisations.Organisation", "the partners", WITHIN, ON),
    "chairmanships": asks("chairmanships", "model.chairmanships.Chairmanship", "who held the chair, one after another", EVER),
    "summits": asks(
        "summits",
        "model.meetings.Summit",
        "the summits",
        Argument(
            "--status",
            "of this status (default: held)",
            choices=of_type("meetings.MeetingStatus"),
            beside=("all",),
        ),
        EVER,
    ),
    "meetings": asks(
        "meetings",
        "model.meetings.Meeting",
        "the meetings",
        Argument("kind", "only of this kind", choices=of_type("meetings.MeetingKind")),
        Argument("--body", "only of this organ, such as think-tank-forum", "BODY"),
        Argument("--status", "only of this status", choices=of_type("meetings.MeetingStatus")),
        EVER,
    ),
    "documents": asks(
        "documents",
        "model.documents.Document",
        "the texts that were adopted",
        Argument("kind", "only of this kind", choices=of_type("documents.DocumentKind")),
        Argument("--meeting", "only those that this meeting adopted, such as summit-1", "MEETING"),
        Argument("--status", "only of this status", choices=of_type("documents.DocumentStatus")),
    ),
    "principles": asks(
        "principles",
        "model.documents.Principle",
        "the principles that the texts set out",
        Argument("document", "only those of this text, such as declaration-principles", "DOCUMENT"),
    ),
    "measures": asks(
        "measures",
        "model.documents.Measure",
        "the catalogue of confidence-building measures",
        Argument("dimension", "only of this dimension, such as economic", "DIMENSION"),
        Argument("--level", "only of this level (default: measure)", choices=of_type("documents.MeasureLevel"), beside=("all",)),
        Argument("--catalogue", "only those in this version, such as catalogue-2004", "DOCUMENT"),
    ),
    "activities": asks(
        "activities",
        "model.activities.Activity",
        "what carried out confidence-building measures",
        Argument("measure", "only of this dimension or area, such as tourism", "MEASURE"),
        Argument("--organiser", "only those that this state organised", "STATE"),
        EVER,
    ),
    "organisations": asks(
        "organisations",
        "model.organisations.Organisation",
        "the organisations of the record",
        Argument("kind", "only of this kind", choices=of_type("organisations.OrganisationKind")),
        SCOPE,
        FIELD,
        Argument("--containing", "only those with this text in a name", "TEXT"),
        Argument("--member", "only those to which this state or organisation belongs", "STATE"),
        ROLE,
        ON,
    ),
    "shared": asks(
        "shared_organisations",
        "model.organisations.Organisation",
        "the organisations to which two states both belong",
        *STATES,
        ROLE,
        ON,
        SUSPENDED,
    ),
    "exclusive": asks(
        "exclusive",
        "model.organisations.Organisation",
        "those of a scope and a field to which two states both belong, and why they are such",
        *STATES,
        SCOPE,
        FIELD,
        ROLE,
        ON,
        SUSPENDED,
    ),
    "sources": asks(
        "sources",
        "model.sources.Source",
        "the sources",
        Argument("kind", "only of this kind", choices=of_type("sources.SourceKind")),
    ),
    "coverage": asks(
        "coverage",
        "model.coverage.Coverage",
        "how complete the record is, against what sources count",
        Argument("table", "only of this table, such as meetings", choices=names_of_tables),
        Argument("kind", "only of this kind, organ or meeting in it, such as senior-officials"),
    ),
    "diff": asks(
        "diff",
        "model.changes.Change",
        "what became known between two days",
        Argument("earlier", "the first day", "DATE", needed=True),
        Argument("later", "the second day (default: the end of the record)", "DATE"),
        Argument("--table", "only in this table, such as meetings", choices=names_of_tables),
    ),
}
