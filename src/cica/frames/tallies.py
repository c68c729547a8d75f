"""To which organisations states belong, year by year, as patterns: what two of them share is counted once for all pairs."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cica.frames.standing import NUMBERS, Standings, asked
from cica.tables.columns import series

if TYPE_CHECKING:
    import narwhals as nw

    from cica.frames.standing import Rule
    from cica.model.organisations import Organisation
    from cica.names.spellings import Turns
    from cica.questions import Questions

__all__ = ["Tally", "tallies"]

SEVERAL = " "  # of which none is called


class Tally:
    """In how many organisations both of a pair are something.

    Parameters
    ----------
    masks : sequence of int or None
        Of each state in each year the organisations in which it is so, a bit for each; None where nothing is known.
    """

    def __init__(self, masks: Sequence[int | None]) -> None:
        numbers = {mask: number for number, mask in enumerate(dict.fromkeys(masks))}
        self._masks = list(numbers)
        self.patterns = [numbers[mask] for mask in masks]

    def shared(self, backend: nw.Implementation, one: nw.Series[Any], other: nw.Series[Any]) -> nw.Series[Any]:
        """The number for each pair of patterns."""
        counts = [None if mine is None or its is None else (mine & its).bit_count() for mine in self._masks for its in self._masks]
        return series(backend, "count", counts)[one * len(self._masks) + other]


def tallies(
    record: Questions,
    pool: Sequence[Organisation],
    courses: Sequence[Turns],
    periods: Sequence[tuple[datetime.date, datetime.date]],
    rule: Rule,
    suspended: str,
) -> dict[str, Tally]:
    """Of each course of states in each period, course by course, the organisations to which it belongs: of each of `NUMBERS`."""
    each = [Standings(record, organisation, courses, rule, NUMBERS, suspended) for organisation in pool]
    keys = {key for course in courses for _, _, bearers in course for key in bearers}
    found: dict[str, list[int | None]] = {kind: [None] * (len(courses) * len(periods)) for kind in NUMBERS}
    for n, (first, last) in enumerate(periods):
        if first > record.as_of:
            continue
        span = asked(first, min(last, record.as_of), rule)  # as far as the record goes
        belonging: dict[str, dict[str, int]] = {kind: {} for kind in NUMBERS}
        for bit, standings in enumerate(each):
            for kind, members in standings.on(*span).belonging(keys).items():
                table = belonging[kind]
                for key in members:
                    table[key] = table.get(key, 0) | 1 << bit
        bearers = _bearers(courses, *span)
        for kind, table in belonging.items():
            found[kind][n :: len(periods)] = [table.get(bearer, 0) if bearer else None for bearer in bearers]
        for place in (place for place, bearer in enumerate(bearers) if bearer == SEVERAL):
            told = [standings.together(courses[place], *span) for standings in each]
            for column, kind in enumerate(NUMBERS):
                known = [said[column] for said in told]
                mask = None if all(value is None for value in known) else sum(bool(value) << bit for bit, value in enumerate(known))
                found[kind][place * len(periods) + n] = mask
    return {kind: Tally(masks) for kind, masks in found.items()}


def _bearers(courses: Sequence[Turns], first: datetime.date, last: datetime.date) -> list[str]:
    """The one state that each course meant on some days; an empty text for none."""
    day, until = first.toordinal(), last.toordinal()
    found: list[str] = []
    for course in courses:
        met = {keys for begun, over, keys in course if begun <= until and over > day and keys}
        keys = next(iter(met), ("",))
        found.append(keys[0] if len(met) < 2 and len(keys) == 1 else SEVERAL)
    return found
