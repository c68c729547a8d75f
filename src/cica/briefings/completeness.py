"""How much of what there was the record holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cica.briefings.briefing import Sentence
from cica.display.words import listed

if TYPE_CHECKING:
    from cica.briefings.writing import Writer
    from cica.model.coverage import Coverage

__all__ = ["completeness", "counts"]

_NAMED = ("summit", "ministerial", "preparatory", "senior-officials", "working-group", "advisory")


def completeness(writer: Writer) -> Iterator[Sentence]:
    """What is held whole, and of what some is known to be missing."""
    wholes = [f"meetings-{kind}" for kind in _NAMED]
    kinds = [c for c in writer.record.coverage("meetings") if c.id in wholes and c.held]
    kinds += [c for c in writer.record.coverage("activities") if not c.where and c.counted is None and c.held]
    complete = [c for c in kinds if c.extent == "complete"]
    partial = [c for c in kinds if c.extent == "partial"]
    if complete:
        yield Sentence(f"The record is complete for {listed([c.name for c in complete])}.", facts=tuple(complete))
    if partial:
        held = listed([f"{c.name} ({c.held} recorded)" for c in partial])
        yield Sentence(f"It is not complete for {held}.", facts=tuple(partial))
    if not kinds:
        yield Sentence("No source counts its meetings yet.")


def counts(writer: Writer) -> Iterator[Sentence]:
    """Against what sources count."""
    for coverage in (*writer.record.coverage("meetings"), *writer.record.coverage("activities")):
        if coverage.counted is not None and coverage.extent == "partial":
            counting = {statement.publisher for statement in writer.record.evidence(coverage, "counted")}
            yield writer.say(_against(coverage, len(counting)), (coverage, "counted"))
    summits = [c for c in writer.record.coverage("attendances") if c.id.startswith("attendances-summit") and c.counted]
    if summits:
        shown = listed([f"{c.held} of {c.counted} {c.name}" for c in summits])
        text = f"Of the members that these sources count, the record has the attendance of {shown}."
        yield writer.say(text, *[(c, "counted") for c in summits])


def _against(coverage: Coverage, sources: int) -> str:
    """What sources count, and how many of it are held."""
    who = "A source counts" if sources == 1 else "Sources count"
    least = "at least " if coverage.span else ""  # others may lie within the days
    held = f"{least}{coverage.held} of them" if coverage.held else "none of them for certain"
    return f"{who} {coverage.counted} {coverage.name}{coverage.span}; the record holds {held}."
