"""Every spelling that the record knows, of states, former ones and what is no state, with the days for which it meant one."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from cica.names.index import Index, rows
from cica.names.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cica.names.holdings import Holdings

__all__ = ["ALWAYS", "NEVER", "Span", "Spellings", "Turn", "Turns", "joined", "last_of", "meant_in", "meets", "span_of"]

ALWAYS, NEVER = 1, 10**7  # the first day of the calendar, as a number, and one after every day of it
Span: TypeAlias = tuple[int, int]  # first day, and first day no longer, as numbers
# First day, first day no longer, and identifiers of what a name or a code meant in between: none, one, or several.
Turn: TypeAlias = tuple[int, int, tuple[str, ...]]
Turns: TypeAlias = tuple[Turn, ...]


class Spellings:
    """The spellings of a record, each with the identifiers of what it stands for.

    Parameters
    ----------
    holdings : Holdings
        The states and their names.
    """

    def __init__(self, holdings: Holdings) -> None:
        self._held = holdings

    @cached_property
    def index(self) -> Index:
        """What goes by each normalised name, apart from what it meant for a time only."""
        return Index(self._held)

    def states(self, form: str) -> tuple[str, ...]:
        """The states that go by a normalised name."""
        return tuple(key for key in self.index.get(form) if key.isupper())

    def former(self, form: str) -> str | None:
        """The former state that goes by a normalised name."""
        gone = self._held.rows("former_states")
        return next((key for key in self.index.get(form) if key in gone), None)

    def other(self, form: str) -> str | None:
        """What goes by a normalised name and is no state of the record."""
        return next((key for key in self.index.get(form) if key in self.no_states), None)

    @cached_property
    def dated(self) -> dict[str, list[Turn]]:
        """Names and codes that meant one state for a time, the earliest first."""
        from cica.dates.date import Date

        dated: dict[str, list[Turn]] = {}
        for row in rows(self._held, "dated_names"):
            first = Date(row["start"]).began()[0].toordinal() if "start" in row else ALWAYS
            over = Date(row["end"]).began()[0].toordinal() if "end" in row else NEVER
            dated.setdefault(normalise(row["name"]), []).append((first, over, (row["state"],)))
        return {form: sorted(set(turns)) for form, turns in dated.items()}  # of two spellings with one form

    def known(self, form: str) -> tuple[str, ...]:
        """Everything that a normalised name ever meant."""
        usual = self.index.get(form)
        return tuple(dict.fromkeys((*usual, *(key for _, _, keys in self.dated.get(form, ()) for key in keys))))

    @cached_property
    def no_states(self) -> set[str]:
        """What is no state of the record."""
        return set(self._held.rows("other_entities"))


def span_of(row: Mapping[str, str]) -> Span:
    """The first day and the first day no longer of a row that is dated to the day, as numbers."""
    over = datetime.date.fromisoformat(row["end"]).toordinal() if "end" in row else NEVER
    return datetime.date.fromisoformat(row["start"]).toordinal(), over


def meets(spans: Iterable[Span], days: tuple[int, int]) -> bool:
    """Whether any of some days, from the first to the last, lies in one of the spans."""
    return any(begun <= days[1] and over > days[0] for begun, over in spans)


def meant_in(turns: Iterable[Turn], first: int, last: int) -> tuple[str, ...]:
    """The identifiers of all that something meant on any of some days, from the first to the last, each once."""
    return tuple(dict.fromkeys(key for begun, over, keys in turns if begun <= last and over > first for key in keys))


def last_of(turns: Sequence[Turn]) -> tuple[str, ...]:
    """The identifiers of what something meant last, though it may mean nothing any more."""
    return next(keys for _, _, keys in reversed(turns) if keys)


def joined(turns: Iterable[Turn]) -> Turns:
    """Turns without those that have no day, and with those that mean the same made one."""
    found: list[Turn] = []
    for first, over, keys in turns:
        if first >= over:
            continue
        if found and found[-1][1] == first and found[-1][2] == keys:
            found[-1] = found[-1][0], over, keys
        else:
            found.append((first, over, keys))
    return tuple(found)
