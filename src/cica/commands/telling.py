"""Questions with answers of their own: one state, the evidence of a fact, two organisations, and what is told in sentences."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cica.commands.arguments import Argument, names, of_type
from cica.commands.asking import EVER, ON, Question, schemes
from cica.commands.writing import FOUND, NOTHING, show, write_csv, write_json, write_table
from cica.display.cells import in_words
from cica.display.layout import hung, wrap

if TYPE_CHECKING:
    from cica.briefings.briefing import Sentence
    from cica.model.entity import Cell, Entity
    from cica.record import Record
    from cica.tables.table import Table

__all__ = ["TOLD", "overview"]


READ = "; - reads them from standard input, one a line"


def _chair(record: Record, given: argparse.Namespace) -> int:
    return show(record.chairmanships(on=given.on or record.as_of), given, "model.chairmanships.Chairmanship")


def _state(record: Record, given: argparse.Namespace) -> int:
    if given.name == "-":
        found = record.resolve([line.rstrip("\r\n") for line in sys.stdin], given.scheme, on=given.on)
        show(found.table, given, "tables.resolutions.Resolution")
        return NOTHING if found.unclear else FOUND
    state = record.state(given.name, given.scheme)
    spells = record.memberships(state, on=given.on)
    if given.format == "json":
        told = spells.to_dict()
        write_json({"state": state.to_dict(), "memberships": told["items"], "undetermined": told["undetermined"]})
    elif given.format == "csv":
        from cica.tables.table import Table

        show(Table([state]), given, f"model.states.{type(state).__name__}")
    else:
        print(state._repr_text(given.room), end="\n\n")
        write_table(spells, given)
    return FOUND


def _memberships(record: Record, given: argparse.Namespace) -> int:
    members = names() if given.member == "-" else [given.member]
    within = {"organisation": given.organisation, "role": given.role, "on": given.on}
    found = [record.memberships(member, **within) for member in members]
    return show(_together(found, f"memberships of {len(members)} parties"), given, "model.memberships.Membership")


def _evidence(record: Record, given: argparse.Namespace) -> int:
    facts = names() if given.fact == "-" else [given.fact]
    found = [record.evidence(fact, given.field) for fact in facts]
    several = _together(found, f"statements on {len(facts)} facts", {"row": lambda statement: getattr(statement, "row", None)})
    status = show(several, given, "model.sources.Statement")
    if given.format == "text":
        for fact in facts:
            for dispute in record.disputes(fact):
                if given.field in (None, dispute.field):
                    about = f"{fact}, {dispute.field}" if len(facts) > 1 else dispute.field
                    text = f"Disputed: {about}, adopted {in_words(dispute.adopted) or 'none'}. {dispute.reason}"
                    print("", *wrap(text, given.room), sep="\n")
    return status


def _disputes(record: Record, given: argparse.Namespace) -> int:
    facts = names() if given.fact == "-" else [given.fact]
    found = [record.disputes(fact) for fact in facts]
    return show(_together(found, f"disputes on {len(facts)} facts"), given, "model.sources.Dispute")


def _together(
    tables: Sequence[Table[Entity]], title: str, besides: dict[str, Callable[[Entity], object]] | None = None
) -> Table[Entity]:
    """The tables that answer the same question of several things, as one; that of one thing as it is."""
    from cica.tables.table import Table

    if len(tables) == 1:
        return tables[0]
    items = dict.fromkeys(item for table in tables for item in table)
    perhaps = dict.fromkeys(item for table in tables for item in table.undetermined)
    columns = {**besides, **(tables[0]._columns or {})} if besides and tables else None
    return Table(items, undetermined=perhaps, title=title, columns=columns)


def _overlap(record: Record, given: argparse.Namespace) -> int:
    found = record.overlap(given.first or "cica", given.second or "sco", on=given.on)
    parts = {"both": found.both, found.first.id: found.only_first, found.second.id: found.only_second}
    if given.format == "json":
        shares = {found.first.id: found.share_of_first, found.second.id: found.share_of_second}
        ranges = {found.first.id: found.range_of_first, found.second.id: found.range_of_second}
        listed = {name: list(table.ids) for name, table in (*parts.items(), ("undetermined", found.undetermined))}
        write_json({"title": found.both.title, **listed, "shares": shares, "ranges": ranges})
    elif given.format == "csv":
        rows = [[state.id, state.name, name] for name, table in parts.items() for state in table]
        open_ = [[state.id, state.name, None] for state in found.undetermined] if given.undetermined else None
        write_csv(["id", "name", "in"], rows, open_, verbatim=given.verbatim)
    else:
        print(found._repr_text(given.room))
        if given.undetermined and found.undetermined:
            print()
            write_table(found.undetermined, given)
    return FOUND if any(parts.values()) or found.undetermined else NOTHING


def _timeline(record: Record, given: argparse.Namespace) -> int:
    start, end = (given.on, given.on) if given.on else (given.start, given.end)
    within = None if given.organisation == "all" else given.organisation or "cica"
    return show(record.timeline(start, end, organisation=within), given, "model.sources.Event")


def _briefing(record: Record, given: argparse.Namespace) -> int:
    briefing = record.briefing(given.on)
    if given.format == "text":
        print(briefing._repr_text(given.room))
        return FOUND
    sections = {section.title: (*section.sentences, *section.points) for section in briefing.sections}
    if given.format == "json":
        told = {title: list(map(_sentence, sentences)) for title, sentences in sections.items()}
        write_json({"title": briefing.title, "as_of": str(briefing.as_of), "sections": told, "citation": briefing.citation})
    else:
        write_csv(
            ["section", "text", "sources"],
            [[title, *_cells(said)] for title, told in sections.items() for said in told],
            verbatim=given.verbatim,
        )
    return FOUND


def overview(record: Record, given: argparse.Namespace) -> int:
    """Tell the key points of the briefing, where nothing else is asked."""
    briefing = record._key_points()
    points = briefing.sections[0].points
    if given.format == "json":
        write_json({"title": briefing.title, "as_of": str(briefing.as_of), "points": list(map(_sentence, points))})
    elif given.format == "csv":
        write_csv(["text", "sources"], list(map(_cells, points)), verbatim=given.verbatim)
    else:
        print(*wrap(briefing.title, given.room), f"as known on {briefing.as_of}", "", sep="\n")
        for point in points:
            print(*hung("  - ", point.text, given.room), sep="\n")
        evidence = f"{record._count('sources')} sources, {record._count('disputes')} disputed points, on other organisations too"
        print("", *wrap(evidence, given.room), sep="\n")
        print("The whole, with its sources: cica briefing", "More questions: cica --help", sep="\n")
    return FOUND


def _sentence(sentence: Sentence) -> dict[str, Cell]:
    return {"text": sentence.text, "sources": [source.id for source in sentence.sources]}


def _cells(sentence: Sentence) -> list[Cell]:
    return list(_sentence(sentence).values())


TOLD = {
    "chair": Question("who holds the chair", (ON,), _chair),
    "state": Question(
        "a state and its memberships",
        (
            Argument("name", f"a code or a name{READ}", "STATE", needed=True),
            Argument("--scheme", "how to read it (default: letters of ISO 3166, and names)", choices=schemes),
            EVER,
        ),
        _state,
    ),
    "memberships": Question(
        "who belongs to which organisation, from when to when",
        (
            Argument("member", f"only of this state or organisation{READ}", "STATE"),
            Argument("--organisation", "only in this organisation", "ORGANISATION"),
            Argument("--role", "only in this role", choices=of_type("roles.Role")),
            EVER,
        ),
        _memberships,
    ),
    "overlap": Question(
        "which states belong to both of two organisations, and which to one only",
        (
            Argument("first", "an organisation (default: cica)", "ORGANISATION"),
            Argument("second", "another (default: sco)", "ORGANISATION"),
            ON,
        ),
        _overlap,
    ),
    "evidence": Question(
        "what sources say of a fact",
        (
            Argument("fact", f"its identifier, such as cica-kor-member or summit-4{READ}", needed=True),
            Argument("--field", "only of this field, such as start"),
        ),
        _evidence,
    ),
    "disputes": Question(
        "where sources contradict each other, and what the record adopts",
        (Argument("fact", f"only about this fact, such as cica-tha-member{READ}"),),
        _disputes,
    ),
    "timeline": Question(
        "every dated fact, in order",
        (
            Argument("start", "first day, month or year", "DATE"),
            Argument("end", "last day, month or year (default: that of the first)", "DATE"),
            Argument("--on", "the facts of a day, a month or a year", "DATE"),
            Argument("--organisation", "with the memberships of this organisation (default: cica), or of all", "ORGANISATION"),
        ),
        _timeline,
    ),
    "briefing": Question(
        "a briefing as known on a day, with its sources",
        (Argument("--on", "the day (default: the end of the record)", "DATE"),),
        _briefing,
    ),
}
