"""Parts of sentences that several subjects need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cica.display.words import capital, count, day, number, ordinal, when

if TYPE_CHECKING:
    from cica.dates.date import Date
    from cica.model.meetings import Meeting

__all__ = ["called", "lower", "opening", "since"]

_NAMES = ("Asia", "Asian", "Declaration", "United")


def opening(n: int, noun: str) -> str:
    """How many of something, to begin a sentence."""
    _, _, words = count(n, noun).partition(" ")
    return f"{capital(number(n, 20))} {words}"


def lower(text: str) -> str:
    """The text to stand inside a sentence: its first word small, unless that is a name or an abbreviation."""
    first, _, rest = text.partition(" ")
    kept = first in _NAMES or first[1:] != first[1:].lower() or rest[:1].isupper()
    return text if kept else text[:1].lower() + text[1:]


def since(date: Date | None) -> str:
    """A date after "since", "from" or "of"."""
    if date is not None and date.precision == "range" and date.earliest and date.latest and (date.latest - date.earliest).days > 1:
        return f"a day between {day(date.earliest)} and {day(date.latest)}"
    text = when(date)
    return text if text.startswith("on or after") else text.removeprefix("on ").removeprefix("in ").removeprefix("by ")


def called(meeting: Meeting) -> str:
    """A meeting inside a sentence."""
    kind = {"summit": "summit", "ministerial": "regular meeting of the ministers of foreign affairs"}.get(meeting.kind)
    return f"the {ordinal(meeting.number)} {kind}" if kind and meeting.number else f"the {lower(meeting.name)}"
