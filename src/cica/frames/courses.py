"""What each value of a column of states meant in turn, of what existed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cica.errors import told, warn
from cica.names.spellings import joined, meant_in
from cica.names.systems import DATED

if TYPE_CHECKING:
    from cica.frames.calendars import Stretches
    from cica.frames.reading import Keys
    from cica.names.spellings import Span, Turns
    from cica.questions import Questions

__all__ = ["Courses", "pairs"]

SYSTEMS = ("cow", "gw", "polity")  # whose codes say by themselves that there was a state


class Courses:
    """What each value of a column of states meant in turn, of what existed, and what held its place.

    Parameters
    ----------
    record : Questions
        The record.
    keys : Keys
        The values of the column.
    predecessors : bool
        Whether a value means what held the place of a state before its time; by a code of V-Dem it always does.
    apart : bool, default True
        Whether each organisation says for itself what existed, beside the state systems; else what any says holds for all.
    """

    def __init__(self, record: Questions, keys: Keys, *, predecessors: bool, apart: bool = True) -> None:
        self._record = record
        self._keys = keys
        system = DATED[keys.scheme][0] if keys.scheme in DATED else None
        self._predecessors = predecessors or system == "vdem"
        self._apart = apart
        self._in_system = system in SYSTEMS
        self._meant = dict(keys.turns)

    def of(self, organisation: str | None = None) -> list[Turns]:
        """Of each value what it meant in turn.

        A state existed as long as a state system says so, and as long as it belonged to the organisation; by default to any.
        """
        lived = self._record._existence.lived
        apart = organisation if self._apart else None
        return [
            lived(
                self._seated(turns, apart),
                predecessors=self._predecessors,
                also=self._also(value),
                organisation=apart,
            )
            for value, turns in self._meant.items()
        ]

    def edges(self, organisations: Iterable[str]) -> set[int]:
        """The days, as numbers, from which on a value means something else."""
        every = (turns for organisation in (None, *organisations) for turns in self.of(organisation))
        listed = (span for value in self._meant for span in self._listed(value))
        return {first for turns in every for first, _, _ in turns} | {day for span in listed for day in span}

    def tell_apart(self, dates: Stretches, places: Callable[[], Iterable[int]]) -> None:
        """Settle what a name means of which several states are called, by what stands beside it in the column.

        No panel lists a state twice in a year, and none means two states by one name: "Congo" in a column in which "Zaire" stands
        in the same years is the other one, and so is one that stands there while only the other one was called so.
        ``places`` finds the places of the tables that the rows look up, which is asked only if something is to be told apart.
        """
        turns = dict(zip(self._meant, self.of(), strict=True))
        unclear = [value for value, meant in turns.items() if any(len(bearers) > 1 for _, _, bearers in meant)]
        if not unclear:
            return
        values = list(turns)
        beside: dict[int, dict[Any, frozenset[str]]] = {}  # by stretch, what each value there means
        for number, stretch in pairs(places(), dates):
            value, (first, last, _) = values[number - 1], dates.stretches[stretch - 1]
            beside.setdefault(stretch, {})[value] = frozenset(meant_in(turns[value], first.toordinal(), last.toordinal()))
        for value in unclear:
            left: set[frozenset[str]] = set()
            if all(len(there.get(value, ())) < 2 for there in beside.values()):  # the dates say which
                continue
            for there in beside.values():
                if meant := there.get(value):
                    taken = {key for other, its in there.items() if other != value and len(its) == 1 for key in its}
                    left.add(meant - taken if len(meant) > 1 else meant)
            clear = {one for some in left if len(some) == 1 for one in some}
            if len(clear) == 1 and all(clear <= some for some in left):
                name = self._record._names.described(clear)[0]
                warn(f"{told(value)} is read as {name}, by what else stands in column {told(self._keys.column)}", UserWarning)
                self._meant[value] = joined(
                    (begun, over, tuple(clear) if len(bearers) > 1 else bearers) for begun, over, bearers in self._meant[value]
                )

    def _seated(self, turns: Turns, organisation: str | None) -> Turns:
        """What a value meant in turn, the heir to a seat in an organisation from the day on which it took it over.

        Russia had the seat of the Soviet Union in the United Nations two days before the state systems have it for a state.
        """
        if organisation is None or len(turns) < 2:
            return turns
        found, spells = list(turns), self._record._rosters.find
        for place, ((first, over, keys), (_, until, heirs)) in enumerate(pairwise(turns)):
            left = {end for key in keys for *_, end, surely_end, _, _, _ in spells(key, organisation) if end == surely_end}
            taken = {start for key in heirs for start, surely, *_ in spells(key, organisation) if start == surely and start in left}
            for day in (day for day in taken if first < day < over):
                found[place : place + 2] = (found[place][0], day, keys), (day, until, heirs)
        return tuple(found)

    def _also(self, value: object) -> list[Span]:
        """The days on which a code meant a state by its own system."""
        return self._listed(value) if self._in_system else []

    def _listed(self, value: object) -> list[Span]:
        """The days on which a system has a code."""
        scheme = self._keys.scheme
        return self._record._names.systems.spans(str(self._keys.code(value)), scheme) if scheme in DATED else []


def pairs(places: Iterable[int], dates: Stretches) -> Iterator[tuple[int, int]]:
    """The numbers of the value and of the stretch in each of some places of the tables, without what is missing."""
    for place in sorted(places):
        value, stretch = divmod(place, len(dates.stretches) + 1)
        if value and stretch:
            yield value, stretch
