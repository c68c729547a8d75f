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

_NAMED = ("summit", "ministerial", "senior-officials", "working-group", "advisory")


def completeness(writer: Writer) -> Iterator[Sentence]:
    """What is held whole, and of what some is known to be missing."""
    wholes = [(f"kind={kind}",) for kind in _NAMED]
    kinds = [c for c in writer.record.coverage("meetings") if c.where in wholes and c.counted is None and c.held]
    kinds += [c for c in writer.record.coverage("activities") if not c.where and c.counted is None and c.held]
    complete = [c for c in kinds if c.extent == "complete"]
    partial = [c for c in kinds if c.extent == "partial"]
    if complete:
        yield Sentence(f"The record is complete for {listed([c.name for c in complete])}.", facts=tuple(complete))
    if partial:
        held = listed([f"{c.name} ({c.held} recorded)" for c in partial])
        yield Sentence(f"It is not complete for {held}.", facts=tuple(partial))
    if not kinds:
        yield Sentence("No meeting of its organs is recorded yet.")


def counts(writer: Writer) -> Iterator[Sentence]:
    """Against what sources count."""
    for coverage in (*writer.record.coverage("meetings"), *writer.record.coverage("activities")):
        if coverage.counted is not None and coverage.extent == "partial":
            yield writer.say(_against(coverage), (coverage, "counted"))
    summits = [c for c in writer.record.coverage("attendances") if c.id.startswith("attendances-summit") and c.counted]
    if summits:
        shown = listed([f"{c.held} of {c.counted} {c.name}" for c in summits])
        yield writer.say(f"Sources show the attendance of {shown}.", *[(c, "counted") for c in summits])


def _against(coverage: Coverage) -> str:
    """What a source counts, and how many of it are held."""
    held = f"{coverage.held} of them" if coverage.held else "none of them"
    return f"Sources count {coverage.counted} {coverage.name}{coverage.span}; the record holds {held}."
