"""From any spelling of a state or an organisation to its entity.

A name resolves exactly or not at all: case, accents, punctuation, "the" and the order of words around a comma never matter,
and no name is ever guessed. What is merely similar is offered in the error.
"""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from cica.dates.answers import Answer
from cica.errors import AmbiguousError, FormerStateError, NotFoundError, OptionError, nearest, one_of
from cica.model.organisations import Organisation
from cica.model.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias, TypeVar

    from cica.model.entity import Entity
    from cica.model.names import StateName
    from cica.model.states import FormerState

    Days: TypeAlias = tuple[datetime.date, datetime.date]
    E = TypeVar("E", bound=Entity)

__all__ = ["DATED", "SCHEMES", "Holdings", "Names"]

MET = 100_000  # how many spellings are remembered
SCHEMES = ("alpha2", "alpha3", "numeric", "m49", "cow", "gw", "name")
# Schemes of codes that mean one state after another, each with its system, and the column of that system in which they stand.
DATED = {
    system + ending: (system, column)
    for system in ("cow", "gw", "polity", "vdem")
    for ending, column in (("", "code"), ("c", "letters"))
}


class Holdings(Protocol):
    """What holds the states, the organisations and their names: rows of text by table and identifier, and the object of each."""

    @property
    def as_of(self) -> datetime.date:
        """The day up to which they are known."""
        ...

    @property
    def columns(self) -> Mapping[str, tuple[str, ...]]:
        """The columns of each table that there is."""
        ...

    def rows(self, table: str, /) -> Mapping[str, tuple[int, Mapping[str, str]]]:
        """The rows of a table by identifier, each with its line number."""
        ...

    def get(self, cls: type[E], key: str, /) -> E:
        """The object with an identifier."""
        ...

    def own(self, item: E, /) -> E:
        """The object here with the identifier of one that may come from elsewhere."""
        ...


class Names:
    """The names and codes of a record, each with what it stands for.

    Parameters
    ----------
    holdings : Holdings
        The states, the organisations and their names.
    """

    def __init__(self, holdings: Holdings) -> None:
        self._held = holdings
        self._met: dict[str, State] = {}
        self._parties_met: dict[str, State | Organisation] = {}

    def state(self, given: State | str | int, scheme: str | None = None, days: Days | None = None) -> State:
        """The state that a code or a name stands for, or stood for on some days."""
        if days is not None and scheme not in DATED:
            accepted = ", ".join(map(repr, DATED))
            raise OptionError(f"on= says when a code of a state system is read: give scheme= too, one of {accepted}")
        if isinstance(given, State):
            return self._held.own(given)
        if type(given) is str and scheme is None and given in self._met:
            return self._met[given]
        one_of("scheme", scheme, {*SCHEMES, *DATED})
        if isinstance(given, bool) or not isinstance(given, (str, int)):
            raise NotFoundError(f"no state is called {given!r}: give a code or a name as text, or a number")
        text = str(given).strip()
        if scheme in DATED and (days is not None or scheme not in SCHEMES):
            return self._by_dated_code(text, scheme, days)
        scheme = "numeric" if scheme == "m49" else scheme
        if scheme is not None and scheme != "name":
            return self._by_code(text, scheme)
        if scheme is None:
            if text.isascii() and text.isdigit():
                return self._by_code(text, "numeric")
            code = text.upper()
            for codes in (self._codes["alpha3"], self._codes["alpha2"]):
                if code in codes:
                    return self._meet(given, self._held.get(State, codes[code]))
        found = self._by_name(text)
        return self._meet(given, found) if scheme is None else found

    def _meet(self, given: str | int, state: State) -> State:
        """The state, remembered for the next time that it is called so."""
        if isinstance(given, str) and len(self._met) < MET:
            self._met[given] = state
        return state

    def name_on(self, state: State, last: datetime.date) -> str:
        """The short English name of a state on a day, or at the end of a stretch of days."""
        for name in self._former_names.get(state.id, ()):
            if name.end and (name.end.earliest or last) > last and (name.start is None or (name.start.latest or last) <= last):
                return name.name
        return state.name

    def codes(self, scheme: str) -> dict[str, str]:
        """The codes of a scheme, each with the identifier of the state, present or former, that carries it."""
        former = self._held.rows("former_states").items()
        gone = {row[scheme]: key for key, (_, row) in former if row.get(scheme)}
        return gone | self._codes[scheme]

    def former(self, given: FormerState | str | int) -> FormerState:
        """The former state that a name or a code stands for."""
        from cica.model.states import FormerState

        if isinstance(given, FormerState):
            return self._held.own(given)
        form = _form(str(given))
        key = self._former.get(form)
        if key is None:
            rows = self._held.rows("former_states")
            likely = [self._former[near] for near in nearest(form, self._former, 5)]
            names = list(dict.fromkeys(rows[found][1]["name"] for found in likely or rows))
            hint = f"did you mean {_either(names)}?" if likely else f"known are {', '.join(names)}"
            raise NotFoundError(f"no former state is called {given!r}; {hint}")
        return self._held.get(FormerState, key)

    def organisations(self, given: Organisation | str | Iterable[Organisation | str]) -> list[Organisation]:
        """The organisations that one or several of these stand for, each once."""
        several = [given] if isinstance(given, (str, Organisation)) else given
        return list(dict.fromkeys(map(self.organisation, several)))

    def organisation(self, given: Organisation | str) -> Organisation:
        """The organisation that an identifier, an abbreviation or a name stands for."""
        if isinstance(given, Organisation):
            return self._held.own(given)
        if isinstance(given, str) and given in self._held.rows("organisations"):
            return self._held.get(Organisation, given)
        key = _form(given) if isinstance(given, str) else ""
        found = self._organisations.get(key, ())
        if not found:
            likely = nearest(key, self._organisations)
            names = sorted({name for key in likely for name in self._organisations[key]})
            hint = f"did you mean {_either(names)}?" if names else f"known are {', '.join(self._held.rows('organisations'))}"
            raise NotFoundError(f"no organisation of the record is called {given!r}; {hint}")
        if len(found) > 1:
            raise AmbiguousError(f"{given!r} may be {_either(found)}")
        return self._held.get(Organisation, *found)

    def party(self, given: State | Organisation | str | int) -> State | Organisation:
        """The state or organisation that a code or a name stands for."""
        if isinstance(given, (State, Organisation)):
            return self._held.own(given)
        if type(given) is str and given in self._parties_met:
            return self._parties_met[given]
        found = self.organisation(given) if isinstance(given, str) and _form(given) in self._organisations else self.state(given)
        if isinstance(given, str) and len(self._parties_met) < MET:
            self._parties_met[given] = found
        return found

    @cached_property
    def _former_names(self) -> dict[str, list[StateName]]:
        """The dated former names of each state, the earliest to end first."""
        from cica.model.names import StateName

        names: dict[str, list[StateName]] = {}
        for key, (_, row) in self._held.rows("state_names").items():
            if "end" in row and row.get("language") == "en" and row.get("kind") == "former":
                names.setdefault(row["state"], []).append(self._held.get(StateName, key))
        for former in names.values():
            former.sort(key=lambda name: name.end.sort_key if name.end else (datetime.date.max, datetime.date.max, True, True))
        return names

    @cached_property
    def _codes(self) -> dict[str, dict[str, str]]:
        """Identifier of a state by scheme and code."""
        codes: dict[str, dict[str, str]] = {scheme: {} for scheme in SCHEMES if scheme != "name"}
        for key, (_, row) in self._held.rows("states").items():
            codes["alpha3"][key] = key
            for scheme in ("alpha2", "numeric", "cow", "gw"):
                if row.get(scheme):
                    codes[scheme][row[scheme].lstrip("0") if row[scheme].isdigit() else row[scheme]] = key
        return codes

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        """Identifiers of the states that go by a normalised name."""
        names: dict[str, tuple[str, ...]] = {}
        rows = self._held.rows("state_names").values() if "state_names" in self._held.columns else ()
        pairs = [(row["name"], row["state"]) for _, row in rows]
        pairs += [(row["name"], key) for key, (_, row) in self._held.rows("states").items()]
        for name, key in dict.fromkeys(pairs):
            known = names.get(form := _form(name), ())
            if key not in known:
                names[form] = (*known, key)
        return names

    @cached_property
    def _former(self) -> dict[str, str]:
        """Identifiers of the former states by normalised name and by code."""
        former: dict[str, str] = {}
        for key, (_, row) in self._held.rows("former_states").items():
            for name in (row["name"], key, row.get("alpha3", ""), *row.get("aliases", "").split(";")):
                if name:
                    former[_form(name)] = key
            for scheme in ("cow", "gw"):
                if row.get(scheme):
                    former[f"{scheme} {row[scheme]}"] = key
        return former

    @cached_property
    def _organisations(self) -> dict[str, tuple[str, ...]]:
        """Identifiers of the organisations that go by a normalised name."""
        names: dict[str, tuple[str, ...]] = {}
        for key, (_, row) in self._held.rows("organisations").items():
            for name in (key, row["name"], row.get("abbreviation", ""), *row.get("former_names", "").split(";")):
                known = names.get(form := _form(name), ())
                if form and key not in known:
                    names[form] = (*known, key)
        return names

    def _by_code(self, text: str, scheme: str) -> State:
        code = text.lstrip("0") if text.isdigit() else text.upper()
        found = self._codes[scheme].get(code)
        if found is not None:
            return self._held.get(State, found)
        if (former := self._former.get(f"{scheme} {code}")) or (former := self._former.get(_form(text))):
            raise self._gone(former, text)
        kind = {"alpha2": "ISO 3166-1 alpha-2", "alpha3": "ISO 3166-1 alpha-3", "numeric": "ISO 3166-1 numeric"}
        name = kind.get(scheme, {"cow": "Correlates of War", "gw": "Gleditsch-Ward"}.get(scheme, scheme))
        likely = nearest(code, self._codes[scheme]) if not code.isdigit() else []
        hint = f"; did you mean {_either(likely)}?" if likely else ""
        other = [other for other, codes in self._codes.items() if other != scheme and code in codes]
        hint = hint or (f"; it is a code in scheme={' and '.join(map(repr, other))}" if other else "")
        raise NotFoundError(f"no state has the {name} code {text!r}{hint}")

    def _by_dated_code(self, text: str, scheme: str, days: Days | None) -> State:
        """The state of the record that a code of a state system stood for on some days; by default at the end of the record."""
        from cica.model.systems import SystemSpell

        system, column = DATED[scheme]
        code = (text.lstrip("0") or "0") if text.isdigit() else text.upper()
        spells = [self._held.get(SystemSpell, key) for key in self._systems.get((system, column, code), ())]
        first, last = days or (self._held.as_of, self._held.as_of)
        name = f"code {text!r} of scheme={scheme!r}"
        told = "; ".join(f"{spell.state or spell.name} {spell.period}" for spell in spells)
        if not spells:
            raise NotFoundError(f"there is no {name}")
        met = [spell for spell in spells if spell.period.meets(first, last) is Answer.YES]
        if not met:
            raise NotFoundError(f"{name} stands for no state on that day, but for {told}: give another on=")
        if any(spell.state is None for spell in met):
            raise NotFoundError(f"{name} stands for {met[0].name}, which is no state of the record")
        states = dict.fromkeys(spell.state for spell in met if spell.state is not None)
        if len(states) > 1:
            raise AmbiguousError(f"{name} may be {_either(map(str, states))} on that day: {told}; give a day as on=")
        return next(iter(states))

    @cached_property
    def _systems(self) -> dict[tuple[str, str, str], list[str]]:
        """The spells of the state systems by system, column and code."""
        found: dict[tuple[str, str, str], list[str]] = {}
        for key, (_, row) in self._held.rows("state_systems").items():
            for column in ("code", "letters"):
                found.setdefault((row["system"], column, row[column]), []).append(key)
        return found

    def _by_name(self, text: str) -> State:
        form = _form(text)
        found = self._names.get(form, ())
        if len(found) == 1:
            return self._held.get(State, found[0])
        if found:
            raise AmbiguousError(f"{text!r} may be {_either(self._described(found))}")
        if form in self._former:
            raise self._gone(self._former[form], text)
        likely = [key for near in nearest(form, self._names, 5) for key in self._names[near]]
        hint = f"; did you mean {_either(self._described(list(dict.fromkeys(likely))[:3]))}?" if likely else ""
        accepted = "accepted are ISO 3166-1 codes and names in English, Russian, Chinese, Arabic and Turkish"
        raise NotFoundError(f"no state is called {text!r}{hint or '; ' + accepted}")

    def _gone(self, key: str, text: str) -> FormerStateError:
        from cica.model.states import FormerState

        former = self._held.get(FormerState, key)
        successors = ", ".join(self._described([state.id for state in former.successors]))
        error = FormerStateError(f"{text!r} is {former.name}, which ended {former.ended or 'later'}; succeeded by {successors}")
        error.former = key
        return error

    def _described(self, keys: Iterable[str]) -> list[str]:
        return [f"{key} ({self._held.get(State, key).name})" for key in keys]


def _form(text: str) -> str:
    """The form in which two spellings of a name are equal; what makes it is imported with the first name."""
    from cica.names.normalise import normalise

    return normalise(text)


def _either(words: Iterable[str]) -> str:
    """The words as a list in a sentence."""
    listed = list(words)
    return " or ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)
