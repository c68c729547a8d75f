"""Where it began, when it met, and what is due next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cica.briefings.briefing import Sentence
from cica.briefings.phrases import called, lower, opening, since
from cica.display.words import capital, due, listed, number, ordinal, the, unrecorded, when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cica.briefings.writing import Writer
    from cica.model.documents import Document
    from cica.model.meetings import Meeting, Plan

__all__ = ["coming", "last_summit", "next_due", "origin", "summits"]

_FOUNDING = ("declaration", "charter", "catalogue", "statement")  # the kinds of text that are named with a meeting


def origin(writer: Writer) -> Iterator[Sentence]:
    """How it came about."""
    for meeting in writer.record.meetings(kind="proposal", status="held")[:1]:
        where = f" in {meeting.city}" if meeting.city else ""
        text = f"{writer.label} goes back to the {lower(meeting.name)}{where} {when(meeting.days)}{unrecorded(meeting.days)}."
        yield writer.say(text, (meeting, "start"))
    prepared = [meeting for meeting in writer.record.meetings(kind="preparatory", status="held") if meeting.start]
    if len(prepared) == 1:
        yield writer.say(f"One preparatory meeting has followed, {when(prepared[0].days)}.", (prepared[0], "start"))
    elif prepared:
        first, last = prepared[0], prepared[-1]
        text = f"{opening(len(prepared), 'preparatory meeting')} followed, "
        text += f"the first {when(first.days)}, the last {when(last.days)}."
        yield writer.say(text, *[(meeting, "start") for meeting in prepared])
    for kind, words in (("ministerial", "The ministers of foreign affairs first met"), ("summit", "The first summit met")):
        for meeting in writer.record.meetings(kind=kind, status="held")[:1]:
            adopted = _adopted(writer, meeting)
            text = f"{words} in {meeting.city} {when(meeting.days)}"
            text += f" and adopted the {listed([d.title for d in adopted], 'and the')}." if adopted else "."
            yield writer.say(text, (meeting, "start"), *[(document, "adopted") for document in adopted])
    if not writer.record.meetings():
        yield Sentence("Nothing is recorded of it yet.")


def coming(writer: Writer) -> Iterator[Sentence]:
    """How many meetings there have been, and what is due."""
    summits, ministerials = writer.record.summits(), writer.record.ministerials()
    yield from last_summit(writer)
    if ministerials:
        last = ministerials[-1]
        text = f"The ministers of foreign affairs have met {_times(len(ministerials))}, "
        text += f"{'' if len(ministerials) == 1 else 'the last time '}{_where(last)}{when(last.days)}"
        yield writer.say(f"{text}{unrecorded(last.days)}.", *[(meeting, "start") for meeting in ministerials])
    if not summits and not ministerials:
        yield Sentence("No summit and no meeting of the ministers of foreign affairs has been held.")
    yield from next_due(writer, ("summit", "ministerial", "extraordinary-ministerial"))


def last_summit(writer: Writer) -> Iterator[Sentence]:
    """How many summits there have been, and the last one."""
    summits = writer.record.summits()
    if summits:
        last = summits[-1]
        met = opening(len(summits), "summit") + (" has" if len(summits) == 1 else " have")
        text = f"{met} been held, {'' if len(summits) == 1 else 'the last '}{_where(last)}{when(last.days)}."
        yield writer.say(text, *[(summit, "start") for summit in summits])


def summits(writer: Writer) -> Iterator[Sentence]:
    """The summits, one by one."""
    for summit in writer.record.summits():
        adopted = _adopted(writer, summit)
        text = f"{capital(ordinal(summit.number or 0))} summit, {summit.city}, {since(summit.days)}"
        text += f": adopted the {listed([d.title for d in adopted], 'and the')}." if adopted else "."
        yield writer.say(text, (summit, "start"), *[(document, "adopted") for document in adopted])


def _adopted(writer: Writer, meeting: Meeting) -> list[Document]:
    """The texts that are named with a meeting."""
    return [d for d in writer.record.documents(meeting=meeting, status="adopted") if d.kind in _FOUNDING]


def next_due(writer: Writer, kinds: Sequence[str]) -> Iterator[Sentence]:
    """What was announced and is not recorded as held."""
    for meeting in writer.record.meetings(status="unknown"):
        plans = [plan for plan in meeting.plans if plan.due]
        if meeting.kind in kinds and plans:
            yield writer.say(f"{capital(called(meeting))} {_plan(writer, plans[-1])}", (plans[-1], "due"))


def _plan(writer: Writer, plan: Plan) -> str:
    assert plan.due is not None
    place = plan.city or (the(plan.country.name) if plan.country else "")
    where = f" in {place}" if place else ""
    over = plan.due.latest is not None and plan.due.latest <= writer.today
    text = f"{'was' if over else 'is'} due {due(plan.due, writer.today)}{where}"
    return f"{text}; that it was held is not recorded." if over else f"{text}{'.' if place else '; no place has been announced.'}"


def _where(meeting: Meeting) -> str:
    """The place of a meeting, before its days."""
    return f"in {meeting.city} " if meeting.city else "online " if meeting.format == "online" else ""


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{number(n)} times")
