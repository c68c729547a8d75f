"""The codes of the state systems of the field, which mean one state after another."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cica.dates.answers import Answer
from cica.errors import AmbiguousError, NotFoundError, either, told
from cica.names.normalise import normalise
from cica.names.spellings import ALWAYS, NEVER, joined, span_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from cica.model.states import State
    from cica.names.holdings import Holdings
    from cica.names.spellings import Spellings, Turn, Turns

    Days = tuple[datetime.date, datetime.date]

__all__ = ["DATED", "SystemCodes"]

# Schemes of codes that mean one state after another, each with its system, and the column of that system in which they stand.
DATED = {
    system + ending: (system, column)
    for system in ("cow", "gw", "polity", "vdem")
    for ending, column in (("", "code"), ("c", "letters"))
}


class SystemCodes:
    """The codes of the state systems, each with what it stood for and when.

    Parameters
    ----------
    holdings : Holdings
        The state systems and the states.
    spellings : Spellings
        The names by which the systems call what is no state of the record.
    """

    def __init__(self, holdings: Holdings, spellings: Spellings) -> None:
        self._held = holdings
        self._spelt = spellings

    def turns(self, text: str, scheme: str) -> Turns:
        """What a code of a state system stood for, in turn.

        Where the system has no such state for a time, as before its first day, it is the next one to come, or the last that was.
        """
        turns: list[Turn] = []
        day = ALWAYS
        for row in self._spells(text, scheme):
            key = row.get("state") or self._spelt.other(normalise(row["name"]))
            if key is None:
                name = f"code {told(text)} of scheme={scheme!r}"
                raise NotFoundError(f"{name} stands for {row['name']}, which is no state of the record")
            over = span_of(row)[1]
            turns.append((day, over, (key,)))
            day = over
        if not turns:
            raise NotFoundError(f"there is no code {told(text)} of scheme={scheme!r}{self._elsewhere(text, scheme)}")
        return joined([*turns[:-1], (turns[-1][0], NEVER, turns[-1][2])])

    def _elsewhere(self, text: str, scheme: str) -> str:
        """In which other schemes there is a code, for a message."""
        column = DATED[scheme][1]
        others = [other for other, (_, place) in DATED.items() if place == column and self.spans(text, other)]
        return f"; it is one of scheme={either(map(repr, others))}" if others else ""

    def spans(self, code: str, scheme: str) -> list[tuple[int, int]]:
        """The first day and the first day no longer of each time for which a code of a state system stood for something."""
        return [span_of(row) for row in self._spells(code, scheme)]

    def _spells(self, text: str, scheme: str) -> list[Mapping[str, str]]:
        """The rows of a code of a state system, by first day.

        Polity takes its codes from the Correlates of War, but for some of its own.
        """
        system, column = DATED[scheme]
        code = text.lstrip("0") if text.isdigit() else text.upper()
        keys = self._systems.get((system, column, code), [])
        if not keys and system == "polity":
            keys = self._systems.get(("cow", column, code), [])
        return sorted((self._held.rows("state_systems")[key][1] for key in keys), key=lambda row: row["start"])

    def state(self, text: str, scheme: str, days: Days | None) -> State:
        """The state of the record that a code of a state system stood for on some days; by default at the end of the record."""
        from cica.model.systems import SystemSpell

        spells = [self._held.get(SystemSpell, row["id"]) for row in self._spells(text, scheme)]
        first, last = days or (self._held.as_of, self._held.as_of)
        name = f"code {told(text)} of scheme={scheme!r}"
        spelt = "; ".join(f"{spell.state or spell.name} {spell.period}" for spell in spells)
        if not spells:
            raise NotFoundError(f"there is no {name}{self._elsewhere(text, scheme)}")
        met = [spell for spell in spells if spell.period.meets(first, last) is Answer.YES]
        if not met:
            raise NotFoundError(f"{name} stands for no state on that day, but for {spelt}: give another on=")
        states: dict[State, None] = {}
        for spell in met:
            if spell.state is None:
                raise NotFoundError(f"{name} stands for {spell.name}, which is no state of the record")
            states[spell.state] = None
        if len(states) > 1:
            raise AmbiguousError(f"{name} may be {either(map(str, states))} on that day: {spelt}; give a day as on=")
        return next(iter(states))

    @cached_property
    def _systems(self) -> dict[tuple[str, str, str], list[str]]:
        """The spells of the state systems by system, column and code."""
        found: dict[tuple[str, str, str], list[str]] = {}
        for key, (_, row) in self._held.rows("state_systems").items():
            for column in ("code", "letters"):
                found.setdefault((row["system"], column, row[column]), []).append(key)
        return found
