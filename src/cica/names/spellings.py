"""Every spelling that the record knows, of states, former ones and what is no state, with the days for which it meant one."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from cica.dates.date import Date
from cica.names.rules import bare, both_of, forms, is_cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cica.names.holdings import Holdings

__all__ = ["ALWAYS", "NEVER", "Span", "Spellings", "Turn", "Turns", "form_of", "joined", "meets", "span_of"]

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
    def states(self) -> dict[str, tuple[str, ...]]:
        """The states that go by a normalised name."""
        names: dict[str, tuple[str, ...]] = {}
        pairs = [(row["name"], row["state"]) for row in self._rows("state_names")]
        pairs += [(row["name"], key) for key, (_, row) in self._held.rows("states").items()]
        for name, key in dict.fromkeys(pairs):
            known = names.get(form := form_of(name), ())
            if key not in known:
                names[form] = (*known, key)
        return names

    @cached_property
    def former(self) -> dict[str, str]:
        """The former states by normalised name and ISO code."""
        former: dict[str, str] = {}
        for key, (_, row) in self._held.rows("former_states").items():
            for name in (row["name"], key, row.get("alpha3", ""), *row.get("aliases", "").split(";")):
                if name:
                    former[form_of(name)] = key
        return former

    @cached_property
    def others(self) -> dict[str, str]:
        """What is no state of the record, by normalised name and ISO code."""
        others: dict[str, str] = {}
        if "other_names" in self._held.columns:
            others = {form_of(row["name"]): row["entity"] for row in self._rows("other_names")}
        for key, (_, row) in self._held.rows("other_entities").items():
            for name in (key, row["name"], row.get("alpha2", ""), row.get("alpha3", "")):
                if name:
                    others[form_of(name)] = key
        return others

    @cached_property
    def dated(self) -> dict[str, list[Turn]]:
        """Names and codes that meant one state for a time, the earliest first."""
        dated: dict[str, list[Turn]] = {}
        for row in self._rows("dated_names"):
            first = Date(row["start"]).began()[0].toordinal() if "start" in row else ALWAYS
            over = Date(row["end"]).began()[0].toordinal() if "end" in row else NEVER
            dated.setdefault(form_of(row["name"]), []).append((first, over, (row["state"],)))
        return {form: sorted(turns) for form, turns in dated.items()}

    @cached_property
    def heirs(self) -> dict[str, set[str]]:
        """Of each state those whose place it took."""
        heirs: dict[str, set[str]] = {}
        for row in self._rows("predecessors"):
            heirs.setdefault(row["state"], set()).add(row["predecessor"])
        return heirs

    def meant(self, text: str) -> tuple[str, ...]:
        """Identifiers of everything that a name, or a withdrawn code, ever meant; by rule, where it is not known as it stands."""
        form = form_of(text)
        if found := self._known(form):
            return found
        if (plain := bare(text)) != text.strip():
            return self.meant(plain)
        return tuple(key for keys in self._by_rule(text) for key in keys) or self._both(text) or self._cut_off(text, form)

    def turns(self, text: str) -> Turns:
        """What a name meant, in turn: several where it meant several at once, and none at no time."""
        form = form_of(text)
        if len(line := self._both(text)) > 1:  # "Russia (Soviet Union)", though it is known as a name of Russia
            return ((ALWAYS, NEVER, line),)
        if not self._known(form):
            if (plain := bare(text)) != text.strip():
                return self.turns(plain)
            ruled = self._by_rule(text)
            if len(ruled) != 1:
                found = tuple(key for keys in ruled for key in keys) or self._both(text) or self._cut_off(text, form)
                return ((ALWAYS, NEVER, found),) if found else ()
            (form,) = ruled.values()
        usual = (*self.states.get(form, ()), *filter(None, (self.former.get(form), self.others.get(form))))
        turns: list[Turn] = []
        day = ALWAYS
        for first, over, bearers in self.dated.get(form, []):  # which go before what the name usually means
            turns += [(day, first, usual), (first, over, bearers)]
            day = over
        return joined([*turns, (day, NEVER, usual)])

    def rule(self, text: str) -> str:
        """How a name was read that means something: see `Resolution`."""
        form = form_of(text)
        if len(self._both(text)) > 1:
            return "pair"
        if self._known(form):
            return "name"
        if bare(text) != text.strip():
            return "marks"
        return "words" if self._by_rule(text) else "pair" if self._both(text) else "cut"

    def _by_rule(self, text: str) -> dict[tuple[str, ...], str]:
        """What the rules make of a name that is not known as it stands, each with the form in which it is known."""
        found: dict[tuple[str, ...], str] = {}
        for form in map(form_of, forms(text)):
            if known := self._known(form):
                found.setdefault(known, form)
        return found

    def _known(self, form: str) -> tuple[str, ...]:
        dated = [key for _, _, keys in self.dated.get(form, ()) for key in keys]
        found = (*self.states.get(form, ()), self.former.get(form), *dated, self.others.get(form))
        return tuple(dict.fromkeys(key for key in found if key is not None))

    def _both(self, text: str) -> tuple[str, ...]:
        """What two names mean of which one stands in brackets: the state that both mean, or one and those whose place it took.

        A territory that names in brackets the state it belongs to, as "Bermuda (UK)", is the territory.
        """
        pair = both_of(text)
        if pair is None:
            return ()
        one, other = (set(self._known(form_of(part))) or self._coded.get(part, set()) for part in pair)
        if len(one) == 1 and one <= self._no_states and not other <= self._no_states:
            return tuple(one)
        if one & other:
            return tuple(sorted(one & other)) if len(one & other) == 1 else ()
        line = one | other
        linked = one and other and any(line <= {heir, *gone} for heir, gone in self.heirs.items())
        return tuple(sorted(line)) if linked else ()

    def _cut_off(self, text: str, form: str) -> tuple[str, ...]:
        """What a name means that was cut off, where every name that begins so means the same."""
        if not form:
            return ()
        place = bisect_left(self._sorted, form)
        found: set[str] = set()
        longest = 0
        for name in self._sorted[place:]:
            if not name.startswith(form):
                break
            found.update(self._known(name))
            longest = max(longest, len(name))
        return tuple(found) if len(found) == 1 and is_cut(text, len(form), longest) else ()

    @cached_property
    def _coded(self) -> dict[str, set[str]]:
        """The states by their ISO codes in letters."""
        rows = self._held.rows("states").items()
        return {code: {key} for key, (_, row) in rows for code in (key, row.get("alpha2")) if code}

    @cached_property
    def _no_states(self) -> set[str]:
        return set(self._held.rows("other_entities"))

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted({*self.states, *self.former, *self.others})

    def _rows(self, table: str) -> Iterator[Mapping[str, str]]:
        return (row for _, row in self._held.rows(table).values()) if table in self._held.columns else iter(())


def span_of(row: Mapping[str, str]) -> Span:
    """The first day and the first day no longer of a row that is dated to the day, as numbers."""
    over = datetime.date.fromisoformat(row["end"]).toordinal() if "end" in row else NEVER
    return datetime.date.fromisoformat(row["start"]).toordinal(), over


def meets(spans: Iterable[Span], days: tuple[int, int]) -> bool:
    """Whether any of some days, from the first to the last, lies in one of the spans."""
    return any(begun <= days[1] and over > days[0] for begun, over in spans)


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


def form_of(text: str) -> str:
    """The form in which two spellings of a name are equal; what makes it is imported with the first name."""
    from cica.names.normalise import normalise

    return normalise(text)
