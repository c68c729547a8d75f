"""What a text means as a name: exactly, or by a rule where it is not known as it stands."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from cica.names.index import rows
from cica.names.normalise import normalise
from cica.names.rules import bare, both_of, forms, is_cut, without_and, without_years
from cica.names.sorts import parted, sort_of
from cica.names.spellings import ALWAYS, NEVER, joined, meant_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cica.names.abbreviations import Abbreviations
    from cica.names.holdings import Holdings
    from cica.names.spellings import Spellings, Turn, Turns

__all__ = ["Readings"]

LONGEST = 200  # letters of a text that may be a name
ALPHA3 = 3
# A name beside what may be a code: "Niger-IA", "Laos (PA)", "SO: Mali".
BESIDE = re.compile(r"^(?:(.+?)\s*[,(\[/:-]\s*([A-Z]{2,3})[)\]]?|([A-Z]{2,3})(?:\s*[:/]|\s*-\s)\s*(.+))$")
SHORTENED = ("en", "fr", "es", "pt")  # languages in which lists shorten words with dots


class Readings:
    """What texts mean as names.

    Parameters
    ----------
    holdings : Holdings
        The states, and whose place they took.
    spellings : Spellings
        The names that are known.
    """

    def __init__(self, holdings: Holdings, spellings: Spellings) -> None:
        self._held = holdings
        self._spelt = spellings

    def ever(self, text: str) -> tuple[str, ...]:
        """Identifiers of everything that a name, or a withdrawn code, ever meant."""
        return tuple(dict.fromkeys(key for _, _, keys in self.turns(text) for key in keys))

    def turns(self, text: str) -> Turns:
        """What a name, or a withdrawn code, meant, in turn: several where it meant several at once, and none at no time."""
        form = normalise(text)
        keys = self._exactly(text, form)
        if not keys and len(text) > LONGEST:
            return ()
        if len(line := self.both(text)) > 1:  # "Russia (Soviet Union)", though it is known as a name of Russia
            return ((ALWAYS, NEVER, line),)
        if not keys:
            if (plain := bare(text)) != text.strip():
                return self.turns(plain)
            ruled = self._by_rule(text)
            if len(ruled) != 1:
                found = tuple(dict.fromkeys(key for keys in ruled for key in keys)) or self._at_last(text, form)
                return ((ALWAYS, NEVER, found),) if found else ()
            ((keys, (known, _)),) = ruled.items()
            if known is None:
                return ((ALWAYS, NEVER, keys),)
            form = known
        return self._in_turn(form, keys)

    def _in_turn(self, form: str, keys: tuple[str, ...]) -> Turns:
        """Which of some a normalised name meant, in turn."""
        usual = tuple(key for key in self._spelt.index.get(form) if key in keys)
        turns: list[Turn] = []
        day = ALWAYS
        for first, over, bearers in self._spelt.dated.get(form, []):  # which go before what the name usually means
            if set(bearers) <= set(keys):  # the Congo that is a democratic republic was never the other one
                turns += [(day, first, usual), (first, over, bearers)]
                day = over
        return joined([*turns, (day, NEVER, usual)])

    def rule(self, text: str) -> str:
        """How a name was read that means something: see `Resolution`."""
        form = normalise(text)
        if len(self.both(text)) > 1:
            return "pair"
        if self._exactly(text, form):
            return "name"
        if bare(text) != text.strip():
            return "marks"
        if ruled := self._by_rule(text):
            return next(iter(ruled.values()))[1]
        return "pair" if self.both(text) or self._loosely(text) else "cut"

    def _exactly(self, text: str, form: str) -> tuple[str, ...]:
        """Everything that a name means as it stands."""
        return () if self.beside_code(text) else self._spelt.known(form)

    def beside_code(self, text: str) -> bool:
        """Whether a code stands beside the name of another state, so that both together are no name: "Mali (SO)" is not Somali."""
        coded = BESIDE.match(text) if text[:2].isupper() or text[-2:-1].isupper() else None
        if coded is None:
            return False
        head, code = (coded[1], coded[2]) if coded[1] else (coded[4], coded[3])
        named, glued = (set(self._spelt.known(normalise(part))) for part in (head, text))
        return bool(named and glued and not named & glued) and (len(code) < ALPHA3 or code in self._coded)

    def _by_rule(self, text: str) -> dict[tuple[str, ...], tuple[str | None, str]]:
        """What the rules make of a name that is not known as it stands, with the form in which it is known, and the rule."""
        found: dict[tuple[str, ...], tuple[str | None, str]] = {}
        if self.beside_code(text):
            return found
        # Which of the states in turn it is, years in a bracket say; not which of those have the name today.
        said = without_years(text) != text or "former" in text.lower()
        years = [int(year) for year in re.findall(r"\d{4}", text) if int(year)]
        for form in dict.fromkeys(map(normalise, (text, *forms(text)))):
            if known := self._spelt.known(form):
                if said and form in self._spelt.dated:
                    found.setdefault(self._in_years(form, known, years), (None, "words"))
                else:
                    found.setdefault(known, (form, "words"))
                continue
            for sort, rest in parted(form) if text.count("(") == text.count(")") else ():
                if known := self._spelt.known(official := f"{normalise(sort)}of{rest}"):
                    found.setdefault(known, (official, "sort"))
                elif states := tuple(key for key in self._spelt.known(rest) if self._sorts.get(key) == sort):
                    found.setdefault(states, (rest, "sort"))
        if not found and "." not in text:  # what is shortened is no "e", as Portuguese has for "and"
            form = normalise(short) if (short := without_and(text)) else self._andless.get(normalise(text), "")
            if known := self._spelt.known(form):
                found[known] = form, "words"
        if not found and (meant := self._abbreviations.meant(text)):
            found[meant] = None, "abbreviation"
        return found

    def _in_years(self, form: str, keys: tuple[str, ...], years: Sequence[int]) -> tuple[str, ...]:
        """Which of some a name meant in some years; all, where none are said, or the name meant nothing then."""
        if not years:
            return keys
        ends = datetime.date(min(years), 1, 1).toordinal(), datetime.date(max(years), 12, 31).toordinal()
        turns = self._in_turn(form, keys)
        return meant_in(turns, *ends) or keys

    def _at_last(self, text: str, form: str) -> tuple[str, ...]:
        """What a name means by what is tried only if nothing else is found."""
        return self.both(text) or self._loosely(text) or self._cut_off(text, form)

    def _loosely(self, text: str) -> tuple[str, ...]:
        """The one state that both of two names mean between which no more than a comma, a hyphen or a space stands."""
        pair = both_of(text, loose=True)
        if pair is None:
            return ()
        one, other = map(self._part, pair)
        return tuple(one & other) if len(one & other) == 1 else ()

    def both(self, text: str) -> tuple[str, ...]:
        """What two names mean of which one stands in brackets: the state that both mean, or one and those whose place it took.

        A territory that names in brackets the state it belongs to, as "Bermuda (UK)", is the territory.
        """
        pair = both_of(text)
        if pair is None:
            return ()
        one, other = map(self._part, pair)
        if len(one) == 1 and one <= self._spelt.no_states and not other <= self._spelt.no_states:
            return tuple(one) if any(self._belongs(key, state) for key in one for state in other) else ()
        if both := one & other:
            both = both if len(both) == 1 else {key for key in both if key.isupper()}  # Egypt, and not the union with Syria
            return tuple(both) if len(both) == 1 else ()
        line = one | other
        linked = one and other and any(line <= {heir, *gone} for heir, gone in self._heirs.items())
        return tuple(sorted(line)) if linked else ()

    def _part(self, text: str) -> set[str]:
        """What one of two names means; a code goes before a name, for Nga is Russia in Vietnamese."""
        return self._coded.get(text) or set(self._spelt.known(normalise(text)))

    def _belongs(self, key: str, state: str) -> bool:
        """Whether what is said of what is no state names a state, or leaves open what it belongs to."""
        row = self._held.rows("other_entities")[key][1]
        names = [held[state][1]["name"] for held in (self._held.rows("states"), self._held.rows("former_states")) if state in held]
        return row["kind"] == "entity" or any(name in row["what"] for name in [*names, *["British"] * (state == "GBR")])

    def _cut_off(self, text: str, form: str) -> tuple[str, ...]:
        """What a name means that was cut off, where every name that begins so means the same."""
        if not form:
            return ()
        found: set[str] = set()
        longest = 0
        for place in range(bisect_left(self._sorted, form), len(self._sorted)):
            name = self._sorted[place]
            if not name.startswith(form):
                break
            found.update(self._spelt.known(name))
            longest = max(longest, len(name))
        if len(found) != 1 or not is_cut(text, len(form), longest):
            return ()
        # "Republic of Guinea" in a language in which only that of Guinea-Bissau is known says Guinea, and is not cut off.
        words = text.split()
        others = {key for place in range(1, len(words)) for key in self._spelt.known(normalise(" ".join(words[place:])))} - found
        return () if others else tuple(found)

    @cached_property
    def _andless(self) -> dict[str, str]:
        """The English names with an "and", by what is left without it; of those by which two are called nothing."""
        forms: dict[str, set[str]] = {}
        for table in ("state_names", "other_names"):
            for row in rows(self._held, table):
                if row["language"] == "en" and " and " in row["name"]:
                    forms.setdefault(normalise(without_and(row["name"])), set()).add(normalise(row["name"]))
        return {short: next(iter(full)) for short, full in forms.items() if len(full) == 1}

    @cached_property
    def _abbreviations(self) -> Abbreviations:
        from cica.names.abbreviations import Abbreviations, Name

        names: list[Name] = []
        for table, column in (("state_names", "state"), ("other_names", "entity")):
            for row in rows(self._held, table):
                if row["language"] in SHORTENED:
                    names.append(
                        Name(row["name"], row[column], row["language"] == "en", row.get("kind") == "former" and "end" not in row)
                    )
        for key, (_, row) in self._held.rows("former_states").items():
            names += [Name(name, key, True, False) for name in (row["name"], *row.get("aliases", "").split(";")) if name.isascii()]
        return Abbreviations(names)

    @cached_property
    def _sorts(self) -> dict[str, str]:
        """The sort of each state of which the official name says one."""
        states = self._held.rows("states").items()
        return {key: sort for key, (_, row) in states if (sort := sort_of(row.get("official_name", "")))}

    @cached_property
    def _coded(self) -> dict[str, set[str]]:
        """The states by their ISO codes in letters."""
        states = self._held.rows("states").items()
        return {code: {key} for key, (_, row) in states for code in (key, row.get("alpha2")) if code}

    @cached_property
    def _heirs(self) -> dict[str, set[str]]:
        """Of each state those whose place it took."""
        heirs: dict[str, set[str]] = {}
        for row in rows(self._held, "predecessors"):
            heirs.setdefault(row["state"], set()).add(row["predecessor"])
        return heirs

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._spelt.index.every)
