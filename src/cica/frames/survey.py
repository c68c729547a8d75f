"""What the rows of a frame say of states on days on which they did not exist, or on which several were called so."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import narwhals as nw

from cica.errors import AmbiguousError, NoStateWarning, NotFoundError, told, warn
from cica.frames.courses import pairs
from cica.frames.reading import listed, refuse, shown
from cica.frames.schemes import check
from cica.frames.standing import asked
from cica.names.spellings import ALWAYS, NEVER, meets
from cica.names.systems import DATED

if TYPE_CHECKING:
    from cica.frames.calendars import Stretches
    from cica.frames.courses import Courses
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
    courses : Courses
        What each of them meant in turn, of what existed.
    organisations : sequence of str or None
        The organisations asked for; None stands for any of which the record knows.
    dates : Stretches
        How the dates are numbered.
    rule : str
        What is asked of a stretch of days.
    unknown : str
        What to do with what is not recognised.
    places : callable
        Finds every place of the tables that the rows look up, or those with some values.
    on : str
        The column with the dates.
    """

    def __init__(
        self,
        record: Questions,
        keys: Keys,
        courses: Courses,
        organisations: Sequence[str | None],
        dates: Stretches,
        rule: Rule,
        unknown: str,
        places: Callable[..., Iterable[int]],
        on: str,
    ) -> None:
        self._record = record
        self._keys = keys
        self._turns = dict(zip(keys.turns, courses.of(), strict=True))
        # Of each value what it meant to each organisation: what existed to one may not have existed to another.
        each = [courses.of(organisation) for organisation in organisations]
        self._each = dict(zip(keys.turns, zip(*each, strict=True), strict=True)) if each else {}
        self._dates = dates
        self._unknown = unknown
        self._places = places
        self._on = on
        # Of a day nothing else is asked than what held on it; a year, or a text, is asked under the rule.
        self._spans = dates.spans if dates.kind == "days" else [asked(*span, rule) for span in dates.spans]

    def __bool__(self) -> bool:
        return any(self.doubts)

    @cached_property
    def doubts(self) -> list[int]:
        """Of each place in the tables its number, if something is to be said of it, and otherwise 0."""
        width = len(self._spans) + 1
        found = [0] * (width * (len(self._turns) + 1))
        low, high = self._dates.ends
        for number, (value, turns) in enumerate(self._turns.items(), 1):
            clear = [[(begun, over) for begun, over, meant in each if meant] for each in self._each.get(value, ())]
            if self._keys.scheme in DATED:
                known = self._record._names.systems.spans(str(self._keys.code(value)), self._keys.scheme)
            else:
                known = [(ALWAYS, NEVER)] if turns else []
            several = [(begun, over) for begun, over, meant in turns if len(meant) > 1]
            if not several and all(any(begun <= low and over > high for begun, over in spans) for spans in (*clear, known)):
                continue
            for stretch, span in enumerate(self._spans, 1):
                if meets(several, span) or not meets(known, span) or not all(meets(spans, span) for spans in clear):
                    found[number * width + stretch] = number * width + stretch
        return found

    def __call__(self, places: Iterable[int], rows: nw.DataFrame[Any]) -> None:
        """Check the scheme, refuse what is not recognised or ambiguous, and warn of states before or after their time.

        ``places`` are the places of which there are doubts that the rows look up, and ``rows`` those rows, at least.
        """
        met = self._met(places)
        keys, column = self._keys, self._keys.column
        if any(value in keys.strange for value in met) or self._only_outside(list(met)):
            every = self._met(self._places())
            codes = {code: days for value, days in every.items() if (code := keys.code(value)) is not None}
            check(self._record, column, keys.scheme, codes, given=keys.given)
        self._refuse(met)
        self._warn_of_no_state(met, rows)

    def _refuse(self, met: Mapping[Any, Sequence[tuple[int, int]]]) -> None:
        """Say once what is not recognised, what is a group of states, and what means several states."""
        if self._unknown == "null":
            return
        keys, several = self._keys, self._several(met)
        strange = [keys.strange[value] for value in met if value in keys.strange]
        groups = [told(value) for value in met if value in keys.groups]
        sections: list[str] = []
        for what, count, lines in (
            ("no states", len(strange), strange),
            ("groups of states, which as such belong to nothing", len(groups), [f"leave out the rows of {', '.join(groups)}"]),
            ("names of several states", len(several), [*several.values(), "write in their rows which one is meant"]),
        ):
            if count:
                sections.append(listed(f"{count} of the values in column {told(keys.column)} are {what}", lines))
        refuse(sections, self._unknown, NotFoundError if strange or groups else AmbiguousError)

    def _several(self, met: Mapping[Any, Sequence[tuple[int, int]]]) -> dict[Any, str]:
        """What to say of names of which several states were called, in rows in which they were."""
        found: dict[Any, str] = {}
        for value, days in met.items():
            turns = [turn for turn in self._turns[value] if len(turn[2]) > 1]
            spans = [span for span in days if meets([(begun, over) for begun, over, _ in turns], span)]
            if spans:
                may_be = " or ".join(self._record._names.described(turns[0][2]))
                found[value] = f"{told(value)} may be {may_be} {_years(spans)}"
        return found

    def _only_outside(self, values: list[Any]) -> bool:
        """Whether some of the codes stand nowhere beside a day on which their system has them."""
        if not values or self._keys.given or self._keys.scheme not in DATED:  # of a given scheme any day counts
            return False
        code, scheme = self._keys.code, self._keys.scheme
        known = {value: self._record._names.systems.spans(str(code(value)), scheme) for value in values}
        return any(not any(meets(known[value], days) for days in met) for value, met in self._met(self._places(values)).items())

    def _met(self, places: Iterable[int]) -> dict[Any, list[tuple[int, int]]]:
        """The days beside which each value stands."""
        values = list(self._turns)
        met: dict[Any, list[tuple[int, int]]] = {}
        for value, stretch in pairs(places, self._dates):
            met.setdefault(values[value - 1], []).append(self._spans[stretch - 1])
        return met

    def _warn_of_no_state(self, met: Mapping[Any, Sequence[tuple[int, int]]], rows: nw.DataFrame[Any]) -> None:
        heirs: list[str] = []
        others: list[str] = []
        found: dict[Any, list[tuple[int, int]]] = {}
        for value, days in met.items():
            if self._turns[value]:
                found[value] = [span for span in days if any(_empty(turns, span) for turns in self._each.get(value, ()))]
        for value, spans in self._of_rows({value: spans for value, spans in found.items() if spans}, rows).items():
            named = f"{self._shown(value)} {_years(spans)}"
            before = [
                f"{self._record._names.named([name])[0]} {_years(held)}"
                for key in dict.fromkeys(key for _, _, meant in self._keys.turns[value] for key in meant)
                for begun, over, name in self._record._existence.predecessors(key)
                if (held := [span for span in spans if meets([(begun, over)], span)])
            ]
            if before:
                heirs.append(f"{named}; its place was held by {', by '.join(before)}")
            else:
                others.append(named)
        if heirs or others:
            heading = (
                f"{len(heirs) + len(others)} of the values in column {told(self._keys.column)} stand beside days on which there "
                "was no such state; in those rows the role is 'no-state', and what else is asked of the state is empty:"
            )
            lines = [heading, *(f"  {line}" for line in heirs)]
            lines += [f"  {'; '.join(shown(others))}"] * bool(others)
            lines += ["predecessors=True reads as the state that held the place"] * bool(heirs)
            warn("\n".join(lines), NoStateWarning)

    def _of_rows(self, found: dict[Any, list[tuple[int, int]]], rows: nw.DataFrame[Any]) -> dict[Any, list[tuple[int, int]]]:
        """The stretches of days as far as each value stands beside days of theirs."""
        if self._dates.kind != "days" or not found:
            return found
        state, on = self._keys.column, self._on
        days = rows.filter(nw.col(state).is_in(list(found))).group_by(state)
        ends = days.agg(nw.col(on).min().alias("0"), nw.col(on).max().alias("1")).iter_rows()
        clipped: dict[Any, list[tuple[int, int]]] = {}
        for value, first, last in ends:
            low, high = first.toordinal(), last.toordinal()
            clipped[value] = [(max(begun, low), min(over, high)) for begun, over in found[value] if begun <= high and over >= low]
        return {value: clipped[value] for value in found if clipped.get(value)}

    def _shown(self, value: object) -> str:
        """A value for a message: of a code with what it means."""
        if self._keys.scheme in (None, "name"):
            return str(value)
        meant = dict.fromkeys(key for _, _, keys in self._keys.turns[value] for key in keys)
        return f"{self._keys.code(value)} ({', '.join(self._record._names.named(meant))})"


def _empty(turns: Turns, days: tuple[int, int]) -> bool:
    """Whether nothing existed on any of some days."""
    return not meets([(begun, over) for begun, over, meant in turns if meant], days)


def _years(spans: Iterable[tuple[int, int]]) -> str:
    """The years in which some days lie, as text."""
    days = [day for span in spans for day in span]
    first, last = (datetime.date.fromordinal(pick(days)).year for pick in (min, max))
    return f"in {first}" if first == last else f"from {first} to {last}"
