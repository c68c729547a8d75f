"""The states of a panel: which were there in which period, and under which codes."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from cica.dates.scalars import flag
from cica.errors import one_of, warn
from cica.frames.reading import shown
from cica.names.arguments import several
from cica.names.spellings import span_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cica.model.others import OtherEntity
    from cica.model.states import State
    from cica.names.spellings import Turns
    from cica.questions import Questions

__all__ = ["CODES", "Units"]

# The columns by which the data of the field are merged, under the names that they have there: the state system that counts so, or
# what of the state it is.
SYSTEMS = {
    **dict.fromkeys(("ccode", "cowcode", "COWcode"), ("cow", "code")),
    "stateabb": ("cow", "letters"),
    **dict.fromkeys(("gwcode", "gwno"), ("gw", "code")),
    "polity_ccode": ("polity", "code"),
    "scode": ("polity", "letters"),
    "country_id": ("vdem", "code"),
    "country_text_id": ("vdem", "letters"),
}
FIELDS: dict[str, tuple[str, str, str]] = {  # the kind, the column of a state, that of a former one and of what is none
    "state": ("text", "id", "id"),
    "country": ("text", "name", "name"),
    "iso3": ("text", "id", "alpha3"),
    "iso3c": ("text", "id", "alpha3"),
    "iso2c": ("text", "alpha2", "alpha2"),
    "iso3n": ("count", "numeric", "numeric"),
    "wikidata": ("text", "wikidata", "wikidata"),
}
CODES = (*FIELDS, *SYSTEMS)
OWN = {"cow": "ccode", "gw": "gwcode", "polity": "polity_ccode", "vdem": "country_id"}  # the column that holds a system's codes


class Units:
    """The states, or the codes of a state system, with the periods in which each was there.

    Parameters
    ----------
    record : Questions
        The record.
    system : str or None
        The state system; by default the states of the record, and the former ones.
    states : iterable of State, str or int, or None
        Only these.
    periods : sequence of tuple
        First and last day of each period.
    microstates : bool
        Whether those that the system counts among the microstates are there.
    """

    def __init__(
        self,
        record: Questions,
        system: str | None,
        states: Iterable[State | OtherEntity | str | int] | None,
        periods: Sequence[tuple[datetime.date, datetime.date]],
        *,
        microstates: bool,
    ) -> None:
        from cica.model.systems import StateSystem

        one_of("system", system, get_args(StateSystem))
        microstates = flag("microstates", microstates)
        self._record = record
        self._system = system
        self._starts = [first.toordinal() for first, _ in periods]
        self._over = [last.toordinal() + 1 for _, last in periods]
        only = None if states is None else [state.id for state in record._names.members(states)]
        found = self._of_record(only) if system is None else self._of_system(system, only, microstates)
        # Of each key what it meant, in turn, on the days on which it was there.
        self._turns = {key: turns for key, turns in found if any(self._period(*span) for *span, _ in turns)}
        self.keys = list(self._turns)
        self._made: dict[str, tuple[str, list[str | int | None]]] = {}

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def order(self) -> list[int]:
        """The places of the states in the order of pairs: the Correlates of War have the lower code first."""
        if self._system is not None:
            return list(range(len(self)))
        codes = [self._code("cow", "code", turns[-1][2][0], turns[-1][1] - 1) for turns in self._turns.values()]
        return sorted(range(len(self)), key=lambda n: (codes[n] is None, int(codes[n] or 0), self.keys[n]))

    def named(self, codes: str | Sequence[str] | None) -> list[str]:
        """The columns of codes that are asked for; by default those that every state has."""
        if codes is None:
            return ["state", "country"] if self._system is None else [OWN[self._system], "country"]
        named = several("codes", codes, (str,), "'ccode' or ['ccode', 'iso3']")
        for name in named:
            one_of("codes", name, CODES, required=True)
        return named

    def codes(self, name: str) -> tuple[str, list[str | int | None]]:
        """The kind and the values of a column of codes, for each state and period: those of the last day on which it was there."""
        if name not in self._made:
            kind, code = self._coder(name)
            values: list[str | int | None] = [None] * (len(self) * len(self._starts))
            for number, (key, turns) in enumerate(self._turns.items()):
                for first, over, (meant, *_) in turns:
                    for period in self._period(first, over):
                        last = min(over, self._over[period]) - 1
                        values[number * len(self._starts) + period] = code(key, meant, last)
            self._made[name] = kind, values
        return self._made[name]

    def there(self, named: Sequence[str]) -> list[bool]:
        """For each state and period whether it was there, and has a code in each of some columns; what has none is named once."""
        there = [False] * (len(self) * len(self._starts))
        for number, turns in enumerate(self._turns.values()):
            for *span, _ in turns:
                for period in self._period(*span):
                    there[number * len(self._starts) + period] = True
        lacking: dict[str, set[str]] = {}
        for name in named:
            _, values = self.codes(name)
            for place, value in enumerate(values):
                if there[place] and value is None:
                    lacking.setdefault(name, set()).add(self.keys[place // len(self._starts)])
        for name, keys in lacking.items():
            _, values = self.codes(name)
            there = [is_there and value is not None for is_there, value in zip(there, values, strict=True)]
            warn(
                f"states without {name} are left out in the periods in which they have none: {', '.join(sorted(keys))}", UserWarning
            )
        self._warn_of_twice(named, there)
        return there

    def _warn_of_twice(self, named: Sequence[str], there: Sequence[bool]) -> None:
        """Warn of a code that two states bore in one period, as in the year in which the one followed the other."""
        for name in named:
            if name not in SYSTEMS or self._system is not None:
                continue
            _, values = self.codes(name)
            met: dict[tuple[object, int], list[str]] = {}
            for place, value in enumerate(values):
                if there[place]:
                    met.setdefault((value, place % len(self._starts)), []).append(self.keys[place // len(self._starts)])
            lines = [
                f"{value} in {datetime.date.fromordinal(self._starts[period]).year} ({', '.join(keys)})"
                for (value, period), keys in met.items()
                if len(keys) > 1
            ]
            if lines:
                remedy = f"system={SYSTEMS[name][0]!r} has one row for each code"
                warn(f"{name} is that of several states in one period: {'; '.join(shown(lines))}; {remedy}", UserWarning)

    def _coder(self, name: str) -> tuple[str, Callable[[str, str, int], str | int | None]]:
        """The kind of a column of codes, and what gives the code of a key, of what it meant, on a day."""
        if name in SYSTEMS:
            system, column = SYSTEMS[name]
            if system == self._system and column == "code":
                return "count", lambda key, _meant, _last: int(key)
            convert = int if column == "code" else str

            def of_system(key: str, meant: str, last: int) -> str | int | None:
                if system == self._system:  # whose letters are those of the code, which another may share in meaning
                    return next(row[column] for first, over, row in self._by_code[key] if first <= last < over)
                code = self._code(system, column, meant, last)
                return None if code is None else convert(code)

            return "count" if column == "code" else "text", of_system
        kind, *fields = FIELDS[name]

        def of_state(_key: str, meant: str, _last: int) -> str | int | None:
            row, field = self._row(meant, fields)
            value = row.get(field) if field != "id" else meant
            return int(value) if kind == "count" and value else value

        return kind, of_state

    def _row(self, key: str, fields: Sequence[str]) -> tuple[Mapping[str, str], str]:
        """The row of a state, of a former one, or of what is none, with the column that is asked of it."""
        rows = self._record._package.rows
        if key in rows("states"):
            return rows("states")[key][1], fields[0]
        table = "former_states" if key in rows("former_states") else "other_entities"
        return rows(table)[key][1], fields[1]

    def _code(self, system: str, column: str, key: str, day: int) -> str | None:
        """The code of a state in a system on a day; on a day on which the system has none of it, the nearest in time."""
        spells = self._spells.get((system, key), ())
        away = sorted((max(first - day, day - over + 1, 0), -first, row[column]) for first, over, row in spells)
        return away[0][2] if away else None

    @cached_property
    def _spells(self) -> dict[tuple[str, str], list[tuple[int, int, Mapping[str, str]]]]:
        """The spells of each state in each system."""
        found: dict[tuple[str, str], list[tuple[int, int, Mapping[str, str]]]] = {}
        for _, row in self._record._package.rows("state_systems").values():
            key = row.get("state") or self._record._names.other_key(row["name"])
            found.setdefault((row["system"], key), []).append((*span_of(row), row))
        return found

    @cached_property
    def _by_code(self) -> dict[str, list[tuple[int, int, Mapping[str, str]]]]:
        """The spells of each code of the system."""
        found: dict[str, list[tuple[int, int, Mapping[str, str]]]] = {}
        for (system, _), spells in self._spells.items():
            for spell in spells:
                if system == self._system:
                    found.setdefault(spell[2]["code"], []).append(spell)
        return found

    def _period(self, first: int, over: int) -> range:
        """The numbers of the periods that some days meet."""
        return range(bisect_right(self._over, first), bisect_right(self._starts, over - 1))

    def _of_record(self, only: Sequence[str] | None) -> Iterable[tuple[str, Turns]]:
        """The states of the record and the former ones, by identifier, while they existed."""
        keys = [*sorted(self._record._package.rows("states")), *sorted(self._record._package.rows("former_states"))]
        for key in keys if only is None else only:
            yield key, tuple((first, over, (key,)) for first, over in self._record._existence.listed(key))

    def _of_system(self, system: str, only: Sequence[str] | None, microstates: bool) -> Iterable[tuple[str, Turns]]:
        """The codes of a state system, by number, while they stood for something."""
        by_code: dict[int, list[tuple[int, int, tuple[str, ...]]]] = {}
        for (name, key), spells in self._spells.items():
            for first, over, row in spells:
                if name == system and (microstates or "microstate" not in row) and (only is None or key in only):
                    by_code.setdefault(int(row["code"]), []).append((first, over, (key,)))
        return ((str(code), tuple(sorted(turns))) for code, turns in sorted(by_code.items()))
