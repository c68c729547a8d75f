"""What the rows of a frame say of states on days on which they did not exist, or on which several were called so."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cica.errors import AmbiguousError, NoStateWarning, NotFoundError, warn
from cica.frames.courses import pairs
from cica.frames.reading import SHOWN, report
from cica.frames.schemes import check

if TYPE_CHECKING:
    from cica.frames.calendars import Calendar
    from cica.frames.reading import Keys
    from cica.frames.standing import Rule
    from cica.names.spellings import Turns
    from cica.questions import Questions

__all__ = ["Survey"]


class Survey:
    """What is said of the values and stretches that occur in a frame, once they are known.

    Parameters
    ----------
    record : Questions
        The record.
    keys : Keys
        The values of the column of states.
    turns : dict
        Of each value what it meant in turn, of what existed.
    dates : Calendar
        How the dates are numbered.
    rule : str
        What is asked of a stretch of days.
    unknown : str
        What to do with what is not recognised.
    """

    def __init__(
        self, record: Questions, keys: Keys, turns: Mapping[Any, Turns], dates: Calendar, rule: Rule, unknown: str
    ) -> None:
        self._record = record
        self._keys = keys
        self._turns = turns
        self._dates = dates
        self._rule = rule
        self._unknown = unknown

    def __call__(self, places: Iterable[int]) -> None:
        """Check the scheme, refuse what is not recognised or ambiguous, and warn of states before or after their time.

        ``places`` are the pairs that occur, as the number of the value times the width of the tables plus that of the stretch.
        """
        values = list(self._turns)
        met: dict[Any, list[tuple[int, int]]] = {}
        for value, stretch in pairs(places, self._dates):
            first, last, _ = self._dates.stretches[stretch - 1]
            met.setdefault(values[value - 1], []).append(self._asked(first, last))
        keys, column = self._keys, self._keys.column
        codes = {code: days for value, days in met.items() if (code := keys.code(value)) is not None}
        check(self._record, column, keys.scheme, codes)
        report(f"{len(keys.strange)} of the values in column {column!r} are no states", keys.strange, self._unknown, NotFoundError)
        heading = f"{len(keys.groups)} of the values in column {column!r} are groups of states, which as such belong to nothing"
        advice = f"leave out the rows of {', '.join(map(repr, keys.groups))}"
        report(heading, keys.groups, self._unknown, NotFoundError, advice)
        self._refuse_ambiguous(met)
        self._warn_of_no_state(met)

    def _asked(self, first: datetime.date, last: datetime.date) -> tuple[int, int]:
        days = first.toordinal(), last.toordinal()
        return (days[0], days[0]) if self._rule == "first" else (days[1], days[1]) if self._rule == "last" else days

    def _refuse_ambiguous(self, met: Mapping[Any, Sequence[tuple[int, int]]]) -> None:
        strange: dict[Any, str] = {}
        for value, days in met.items():
            turns = [turn for turn in self._turns[value] if len(turn[2]) > 1]
            spans = [span for span in days for begun, over, _ in turns if begun <= span[1] and over > span[0]]
            if spans:
                may_be = " or ".join(self._record._names.described(turns[0][2]))
                strange[value] = f"{value!r} may be {may_be} {_years(spans)}"
        heading = f"{len(strange)} of the values in column {self._keys.column!r} mean several states"
        report(heading, strange, self._unknown, AmbiguousError, "write in their rows which one is meant")

    def _warn_of_no_state(self, met: Mapping[Any, Sequence[tuple[int, int]]]) -> None:
        heirs: list[str] = []
        others: list[str] = []
        for value, days in met.items():
            turns = self._turns[value]
            spans = [span for span in days if all(not meant for begun, over, meant in turns if begun <= span[1] and over > span[0])]
            if not turns or not spans:
                continue
            before = {
                name
                for key in dict.fromkeys(key for _, _, meant in self._keys.turns[value] for key in meant)
                for begun, over, name in self._record._existence.predecessors(key)
                if any(begun <= last and over > first for first, last in spans)
            }
            named = f"{value} {_years(spans)}"
            if before:
                heirs.append(f"{named}, when {' and then '.join(self._record._names.described(sorted(before)))} held its place")
            else:
                others.append(named)
        if heirs or others:
            lines = [
                f"{len(heirs) + len(others)} of the values in column {self._keys.column!r} stand beside days on which there was "
            ]
            lines[0] += "no such state; the role in their rows is 'no-state':"
            lines += [f"  {line}" for line in heirs]
            lines += [f"  {'; '.join(others[:SHOWN])}{f'; and {len(others) - SHOWN} more' * (len(others) > SHOWN)}"] * bool(others)
            lines += ["predecessors=True reads such rows as the state that held the place"] * bool(heirs)
            warn("\n".join(lines), NoStateWarning)


def _years(spans: Iterable[tuple[int, int]]) -> str:
    """The years in which some days lie, as text."""
    days = [day for span in spans for day in span]
    first, last = (datetime.date.fromordinal(pick(days)).year for pick in (min, max))
    return f"in {first}" if first == last else f"from {first} to {last}"
