"""What a reader in a hurry needs; apart from the other sections, so that it can be written without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cica.briefings.composing import Plan, nothing
from cica.briefings.institutions import chair_now, seat_now
from cica.briefings.meetings import last_summit, next_due
from cica.briefings.membership import size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cica.briefings.briefing import Sentence
    from cica.briefings.writing import Writer

__all__ = ["KEY_POINTS"]


def _key_points(writer: Writer) -> Iterator[Sentence]:
    yield size(writer)
    yield from chair_now(writer)
    yield from last_summit(writer)
    yield from next_due(writer, ("summit",))
    yield from seat_now(writer)


KEY_POINTS: Plan = ("Key points", nothing, _key_points)
