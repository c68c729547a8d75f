"""Where the Secretariat sits, and who holds the chair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cica.briefings.briefing import Sentence
from cica.briefings.phrases import since
from cica.display.words import capital, due, listed, the, unrecorded, when
from cica.errors import UndeterminedError

if TYPE_CHECKING:
    import datetime

    from cica.briefings.writing import Fact, Writer
    from cica.dates.date import Date
    from cica.model.chairmanships import Chairmanship

__all__ = ["chair", "chair_now", "seat_now", "secretariat", "steps"]


def secretariat(writer: Writer) -> Iterator[Sentence]:
    """Where it sits, and who heads it."""
    yield from seat_now(writer)
    before = [seat for seat in writer.record.seats() if seat.end]
    for seat in before:
        text = f"It sat in {seat.city} before, from {since(seat.start)} to {since(seat.end)}."
        yield writer.say(text, (seat, "start"), (seat, "end"))
    found = writer.record.officers(on=writer.today)
    for officer in found:
        text = f"{officer.person}{f' ({officer.nationality})' if officer.nationality else ''} is {officer.title}"
        yield writer.say(f"{text}, in office since {since(officer.start)}{unrecorded(officer.start)}.", (officer, "start"))


def seat_now(writer: Writer) -> Iterator[Sentence]:
    """Where the Secretariat sits."""
    try:
        seat = writer.record.seat()
    except LookupError as error:
        undetermined = isinstance(error, UndeterminedError)
        yield Sentence(
            "Where the Secretariat sits is not decided by the sources." if undetermined else "There is no Secretariat yet."
        )
        return
    text = f"The Secretariat has sat in {seat.city}, {the(seat.country.name)}, since {since(seat.start)}{unrecorded(seat.start)}."
    yield writer.say(text, (seat, "start"))


def steps(writer: Writer) -> Iterator[Sentence]:
    """The steps taken about its seat."""
    for step in writer.record.milestones():
        if step.kind == "seat":
            yield writer.say(f"{capital(since(step.date))}: {step.title}.", (step, "date"))


def chair(writer: Writer) -> Iterator[Sentence]:
    """Who holds it, how that was decided, who is to follow, and who held it before."""
    yield from chair_now(writer)
    for chair in _chairs_on(writer, writer.today):
        terms = chair.terms
        if len(terms) > 1:
            ends = listed([f"{due(term.until, writer.today)} ({_decided(term.decided)})" for term in terms], "and then")
            yield writer.say(f"Its end was scheduled {ends}.", *[(term, "until") for term in terms])
        if chair.persons:
            yield writer.say(
                f"{listed(chair.persons)} {'holds' if len(chair.persons) == 1 else 'hold'} it for {the(chair.state.name)}.",
                (chair, "persons"),
            )
    for chair in writer.record.chairmanships():
        if chair.start.earliest and chair.start.earliest > writer.today:
            yield writer.say(
                f"{capital(the(chair.state.name))} is to take the chair {due(chair.start, writer.today)}.", *_terms(chair)
            )
    before = [
        chair for chair in writer.record.chairmanships() if chair.end and chair.end.latest and chair.end.latest <= writer.today
    ]
    if before:
        spans = listed([f"{the(chair.state.name)} (from {since(chair.start)} to {since(chair.end)})" for chair in before])
        yield writer.say(f"It was held before by {spans}.", *[(chair, field) for chair in before for field in ("start", "end")])


def _chairs_on(writer: Writer, on: datetime.date) -> list[Chairmanship]:
    found = writer.record.chairmanships(on=on)
    return [*found, *found.undetermined]


def chair_now(writer: Writer) -> Iterator[Sentence]:
    """Who holds the chair, and until when."""
    found = _chairs_on(writer, writer.today)
    if not found:
        yield Sentence("No state is recorded in the chair.")
    for chair in found:
        text = f"{capital(the(chair.state.name))} has held the chair since {since(chair.start)}"
        scheduled = chair.terms[-1].until if chair.terms else None
        if scheduled and (scheduled.latest is None or scheduled.latest > writer.today):
            text += f", scheduled until {due(scheduled, writer.today).removeprefix('in ').removeprefix('on ')}"
        elif scheduled:
            text += f", scheduled until {since(scheduled)} and not recorded as ended"
        yield writer.say(f"{text}.", (chair, "start"), *[(term, "until") for term in chair.terms[-1:]])


def _decided(decided: Date) -> str:
    return f"known {when(decided)}" if decided.earliest is None else f"decided {when(decided)}"


def _terms(chair: Chairmanship) -> list[Fact]:
    return [(term, "until") for term in chair.terms]
