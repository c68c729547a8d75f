"""For which days a state existed, and which one held its place before."""

from __future__ import annotations

import datetime
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from cica.names.spellings import ALWAYS, NEVER, Span, Turn, Turns, joined, meets, span_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cica.names.finding import Names
    from cica.package.objects import Package
    from cica.questions.rosters import Rosters

__all__ = ["Existence"]

SYSTEMS = ("gw", "cow")  # the first that has a state says when it existed


class Existence:
    """The days on which states existed: those of Gleditsch and Ward, else of the Correlates of War.

    A state that neither lists, as Palestine and the Holy See, is never said not to exist; and what belonged to an organisation of
    the record existed on those days, as Ukraine, a founding member of the United Nations.

    Parameters
    ----------
    package : Package
        The package that holds the state systems.
    rosters : Rosters
        Its memberships.
    names : Names
        Its names, by which the systems call what is no state of the record.
    """

    def __init__(self, package: Package, rosters: Rosters, names: Names) -> None:
        self._package = package
        self._names = names
        self._rosters = rosters
        self._spans: dict[tuple[str, str | None], tuple[Span, ...]] = {}
        self._lived: dict[object, Turns] = {}
        self._settled: dict[str, dict[str, int]] = {}

    def of(self, key: str, organisation: str | None = None) -> tuple[Span, ...]:
        """The spans of days, as numbers, on which a state existed, or belonged to an organisation; by default to any."""
        if (key, organisation) not in self._spans:
            self._spans[key, organisation] = tuple(self._found(key, organisation))
        return self._spans[key, organisation]

    def listed(self, key: str) -> tuple[Span, ...]:
        """The spans for which a state is in a state system; of one that is in none, from its first membership on."""
        spans = self.of(key, "")
        if spans != ((ALWAYS, NEVER),) or key not in self._package.rows("states"):
            return spans
        begun = [bounded[0] for bounded in self._rosters.find(key) if bounded[0] > ALWAYS]
        return ((min(begun, default=ALWAYS), NEVER),)

    def on(self, key: str, first: datetime.date, last: datetime.date) -> bool:
        """Whether a state existed on any of some days."""
        return meets(self.of(key), (first.toordinal(), last.toordinal()))

    def settled(self, organisation: str) -> dict[str, int]:
        """What is no state of the record, and the first day on which it can say whether it belonged to an organisation."""
        if organisation not in self._settled:
            rows = self._package.rows("other_entities").items()
            self._settled[organisation] = {
                key: datetime.date.fromisoformat(row["open_until"]).toordinal() if "open_until" in row else NEVER
                for key, (_, row) in rows
                if organisation in row.get("open_in", "").split(";")
            }
        return self._settled[organisation]

    def predecessors(self, key: str) -> list[tuple[int, int, str]]:
        """Which state held the place of another, from which day on and until which it no longer did."""
        if "predecessors" not in self._package.columns:
            return []
        rows = [
            self._package.source.row("predecessors", name)[1] for name in self._package.source.having("predecessors", "state", key)
        ]
        return sorted((*span_of(row), row["predecessor"]) for row in rows)

    def lived(
        self, turns: Turns, *, predecessors: bool = False, also: Sequence[Span] = (), organisation: str | None = None
    ) -> Turns:
        """What a name meant, in turn, of what existed; with ``predecessors`` else what held its place.

        Where several that it meant existed at once, a state goes before what is none, and one that took the place of the others
        before those.

        Parameters
        ----------
        turns : tuple of Turn
            What the name meant, in turn.
        predecessors : bool, default False
            Whether it means what held the place of a state that did not exist.
        also : sequence of tuple, optional
            Days on which it meant what existed, whatever else is known, as those of a code in its own state system.
        organisation : str, optional
            The organisation that says, beside the state systems, what existed; by default each.

        Returns
        -------
        tuple of Turn
            What it meant, in turn: nothing while nothing of it existed.
        """
        spans = {key: (*self.of(key, organisation), *also) for _, _, keys in turns for key in keys}
        asked = turns, predecessors, tuple(spans.items())
        if asked not in self._lived:
            self._lived[asked] = joined(piece for turn in turns for piece in self._pieces(turn, spans, predecessors))
        return self._lived[asked]

    def _pieces(self, turn: Turn, spans: Mapping[str, Sequence[Span]], predecessors: bool) -> Iterator[Turn]:
        """A turn in pieces in which the same existed."""
        first, over, keys = turn
        before = {key: self.predecessors(key) for key in keys}
        edges = {first, over, *(edge for key in keys for span in spans[key] for edge in span)}
        edges |= {edge for rows in before.values() for begun, until, _ in rows for edge in (begun, until)}
        days = sorted(edge for edge in edges if first <= edge <= over)
        for start, end in pairwise(days):
            alive = tuple(key for key in keys if any(begun <= start < until for begun, until in spans[key]))
            if len(alive) > 1:
                alive = self._foremost(alive, before, start)
            elif not alive and predecessors:
                alive = tuple(sorted({name for rows in before.values() for begun, until, name in rows if begun <= start < until}))
            yield start, end, alive

    def _foremost(self, alive: tuple[str, ...], before: Mapping[str, Sequence[tuple[int, int, str]]], day: int) -> tuple[str, ...]:
        """Of several that existed at once those that go before the others."""
        others = self._package.rows("other_entities")
        alive = tuple(key for key in alive if key not in others) or alive
        gone = {name for key in alive for _, _, name in before[key]}
        alive = tuple(key for key in alive if key not in gone) or alive
        line = {name: begun for rows in before.values() for begun, _, name in rows if begun <= day}
        return (max(alive, key=line.__getitem__),) if len(alive) > 1 and line.keys() >= set(alive) else alive

    def _found(self, key: str, organisation: str | None) -> Iterable[Span]:
        rows = [self._package.source.row("state_systems", name)[1] for name in self._named(key)]
        system = next((system for system in SYSTEMS if any(row["system"] == system for row in rows)), None)
        if system is None:
            return [(ALWAYS, NEVER)]
        spans = [span_of(row) for row in rows if row["system"] == system]
        for begun, surely_begun, over, surely_over, *_ in self._rosters.find(key, organisation):
            spans.append((begun if begun > 1 else surely_begun, surely_over if surely_over < NEVER else over))
        merged: list[Span] = []
        for first, over in sorted(spans):
            if merged and first <= merged[-1][1]:
                merged[-1] = merged[-1][0], max(merged[-1][1], over)
            elif first < over:
                merged.append((first, over))
        return merged

    def _named(self, key: str) -> list[str]:
        """The spells of a state in the systems, or of a state of the past that is none of the record."""
        if "state_systems" not in self._package.columns:
            return []
        other = self._package.rows("other_entities").get(key)
        if other is None:
            return self._package.source.having("state_systems", "state", key)
        return self._past.get(key, []) if other[1]["kind"] == "historical" else []

    @cached_property
    def _past(self) -> dict[str, list[str]]:
        """The spells of what is no state of the record, by what their names stand for."""
        found: dict[str, list[str]] = {}
        for name, (_, row) in self._package.rows("state_systems").items():
            if "state" not in row:
                found.setdefault(self._names.other_key(row["name"]), []).append(name)
        return found
