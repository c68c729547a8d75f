"""From any spelling of a state or an organisation to its entity.

A name resolves exactly or not at all: case, accents, punctuation, "the" and the order of words around a comma never matter,
and no name is ever guessed. What is merely similar is offered in the error.
"""

from __future__ import annotations

import datetime
import re
from functools import cached_property, partial
from typing import TYPE_CHECKING, cast

from cica.errors import AmbiguousError, FormerStateError, NoStateError, NotFoundError, OptionError, either, nearest, one_of, told
from cica.model.entity import Entity
from cica.model.states import State
from cica.names.arguments import LONGEST, code_or_name, dated, several
from cica.names.normalise import normalise
from cica.names.spellings import ALWAYS, NEVER, Spellings, last_of, meant_in
from cica.names.systems import DATED, SystemCodes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias, TypeVar

    from cica.model.names import StateName
    from cica.model.organisations import Organisation
    from cica.model.others import OtherEntity
    from cica.model.states import FormerState
    from cica.names.holdings import Holdings
    from cica.names.likeness import Likeness
    from cica.names.readings import Readings
    from cica.names.spellings import Turns

    Days: TypeAlias = tuple[datetime.date, datetime.date]
    E = TypeVar("E", bound=Entity)

__all__ = ["SCHEMES", "Names"]

MET, LONG = 20_000, 100  # how many spellings are remembered, and how long they may be
# The tables of those that can belong to an organisation, or apply to one, or attend.
PARTIES = ("states", "former_states", "other_entities", "organisations")
OFFERED = 3  # how many states a message names of which one may be meant
# How an identifier of Wikidata begins where it is an address, as in the answers of its query service and in linked data.
_ADDRESS = re.compile(r"^(https?://(www\.)?wikidata\.org/(entity|wiki)/|wd:)", re.IGNORECASE)
SCHEMES = ("alpha2", "alpha3", "numeric", "m49", "cow", "gw", "wikidata", "name")


class Names:
    """The names and codes of a record, each with what it stands for.

    Parameters
    ----------
    holdings : Holdings
        The states, the organisations and their names.
    """

    def __init__(self, holdings: Holdings) -> None:
        self._held = holdings
        self._spelt = Spellings(holdings)
        self.systems = SystemCodes(holdings, self._spelt)
        self._met: dict[str, State] = {}
        self._missed: set[str] = set()
        self._likenesses: dict[frozenset[str], Likeness] = {}
        self._parties_met: dict[str, State | OtherEntity | Organisation] = {}

    def state(self, given: State | str | int, scheme: str | None = None, days: Days | None = None) -> State:
        """The state that a code or a name stands for, or stood for on some days."""
        if isinstance(given, State):
            return self._held.own(given)
        if type(given) is str and scheme is None and days is None and given in self._met:
            return self._met[given]
        one_of("scheme", scheme, {*SCHEMES, *DATED})
        text = code_or_name(given, "state")
        if scheme in DATED and (days is not None or scheme not in SCHEMES):
            return self.systems.state(text, scheme, days)
        if days is not None:
            return self._by_turn(text, scheme, days)
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

    def turns(self, given: str | int, scheme: str | None) -> Turns:
        """What a code or a name stood for, in turn, over all time; `NotFoundError` where it never stood for anything.

        Parameters
        ----------
        given : str or int
            A code or a name.
        scheme : str or None
            The scheme of the code; None for letters of ISO 3166-1 and names.

        Returns
        -------
        tuple of Turn
            Identifiers of states, of former ones, or of what is no state; several where it stood for several at once.
        """
        text = str(given).strip()
        if scheme in DATED:
            return self.systems.turns(text, scheme)
        code = _code(text, scheme)
        if scheme is None and text.isascii() and text.isdigit():  # as without a date
            scheme = "numeric"
        for name in ("alpha3", "alpha2") if scheme is None else (scheme,):
            if (key := self._codes.get(name, {}).get(code)) is not None:
                return ((ALWAYS, NEVER, (key,)),)
        found = self._read.turns(text) if scheme in (None, "name") else self._withdrawn(code, scheme)
        if not found:
            self.state(given, scheme)  # which says why not
        return found

    @cached_property
    def _read(self) -> Readings:
        from cica.names.readings import Readings  # whose patterns take time to make, and a name that is known needs none

        return Readings(self._held, self._spelt)

    def rule(self, given: str | int, scheme: str | None) -> str:
        """How a code or a name was read that means something."""
        text = str(given).strip()
        if scheme not in (None, "name"):
            return "code"
        code = text.upper()
        if scheme is None and (code in self._codes["alpha3"] or code in self._codes["alpha2"]):
            return "code"
        return self._read.rule(text)

    def meant(self, given: str | int, scheme: str | None, days: Days | None) -> tuple[str, ...]:
        """The identifiers of what a code or a name stood for on some days; by default last.

        Of several that it stood for last, those that still are.
        """
        if days is not None:
            first, last = (day.toordinal() for day in days)
            return meant_in(self.turns(given, scheme), first, last)
        try:
            return (self.state(given, scheme).id,)
        except FormerStateError as error:
            return (error.former,)
        except NoStateError as error:
            return (error.entity,)
        except NotFoundError as error:
            if not isinstance(error, AmbiguousError) and scheme not in DATED:
                raise
            keys = last_of(self.turns(given, scheme))
            states = self._held.rows("states")
            return tuple(key for key in keys if key in states) or keys

    def entity(self, key: str) -> State | OtherEntity:
        """The state, the former one, or what is no state, by its identifier."""
        from cica.model.others import OtherEntity
        from cica.model.states import FormerState

        if key in self._held.rows("states"):
            return self._held.get(State, key)
        if key in self._held.rows("former_states"):
            return self._held.get(FormerState, key)
        return self._held.get(OtherEntity, key)

    def _withdrawn(self, code: str, scheme: str) -> Turns:
        """What a code meant that is withdrawn, or is that of no state."""
        if scheme not in ("alpha2", "alpha3", "numeric", "wikidata"):
            return ()
        rows = self._held.rows("other_entities").items()
        if found := next((key for key, (_, row) in rows if row.get(scheme) == code), None):
            return ((ALWAYS, NEVER, (found,)),)
        if scheme == "wikidata":
            return ((ALWAYS, NEVER, (former,)),) if (former := self._former_codes.get((scheme, code))) else ()
        if len(code) == {"alpha2": 2, "alpha3": 3}.get(scheme, len(code)) and code.isdigit() == (scheme == "numeric"):
            return self._read.turns(code)
        return ()

    def _by_turn(self, text: str, scheme: str | None, days: Days) -> State:
        """The state that a name stood for on some days."""
        from cica.model.states import FormerState

        keys = self.meant(text, scheme, days)
        if not keys:
            raise NotFoundError(f"{told(text)} stood for nothing on that day")
        if len(keys) > 1:
            raise AmbiguousError(f"{told(text)} may be {either(self.described(sorted(keys)))} on that day")
        key = next(iter(keys))
        if key in self._held.rows("states"):
            return self._held.get(State, key)
        if key in self._held.rows("former_states"):
            return self._held.get(FormerState, key)
        raise self._no_state(key, text)

    def _meet(self, given: str | int, state: State) -> State:
        """The state, remembered for the next time that it is called so."""
        if isinstance(given, str) and len(given) < LONG and len(self._met) < MET:
            self._met[given] = state
        return state

    def name_on(self, state: State, last: datetime.date) -> str:
        """The short English name of a state on a day, or at the end of a stretch of days."""
        for name in self._former_names.get(state.id, ()):
            if name.end and (name.end.earliest or last) > last and (name.start is None or (name.start.latest or last) <= last):
                return name.name
        return state.name

    def former(self, given: FormerState | str | int) -> FormerState:
        """The former state that a name or a code stands for."""
        from cica.model.states import FormerState

        if isinstance(given, FormerState):
            return self._held.own(given)
        text, rows = code_or_name(given, "former state"), self._held.rows("former_states")
        key = self._spelt.former(form := normalise(text)) or next((key for key in self._read.ever(text) if key in rows), None)
        if key is None:
            coded = self._former_codes.get(("wikidata", _code(text, "wikidata")))
            likely = [coded] if coded else self._alike(form, rows)
            names = list(dict.fromkeys(rows[found][1]["name"] for found in likely or rows))
            hint = f"did you mean {either(names)}?" if likely else f"known are {', '.join(names)}"
            raise NotFoundError(f"no former state is called {told(given)}; {hint}")
        return self._held.get(FormerState, key)

    def any_state(self, given: State | str | int) -> State:
        """The state, or the former one, that a code or a name stands for."""
        try:
            return self.state(given)
        except FormerStateError as error:
            from cica.model.states import FormerState

            return self._held.get(FormerState, error.former)

    def member(self, given: State | OtherEntity | str | int) -> State | OtherEntity:
        """The state, the former one, or what is no state, of which a code or a name says that it may belong to something."""
        if isinstance(given, Entity) and not isinstance(given, State):
            return self._held.own(given, *PARTIES[:-1])
        try:
            return self.any_state(given)
        except NoStateError as error:
            from cica.model.others import OtherEntity

            other = self._held.get(OtherEntity, error.entity)
            if other.kind == "group":
                raise
            return other

    def members(self, given: Iterable[State | OtherEntity | str | int]) -> list[State | OtherEntity]:
        """What several of these stand for, each once, by identifier."""
        if isinstance(given, (str, Entity)):  # a text, too, has parts
            raise OptionError(f"states={told(given)}: accepted are several states, such as cica.members() or ['KAZ', 'KOR']")
        listed = several("states", given, (), "cica.members() or ['KAZ', 'KOR']", least=0)
        found = {party.id: party for party in map(self.member, listed)}
        return [found[key] for key in sorted(found)]

    def other_key(self, name: str) -> str:
        """The identifier of what is no state of the record, by a name; the name where it is not known."""
        return self._spelt.other(normalise(name)) or name

    def other(self, given: OtherEntity | str) -> OtherEntity:
        """What is no state of the record and goes by a name."""
        from cica.model.others import OtherEntity

        if isinstance(given, OtherEntity):
            return self._held.own(given)
        text, rows = code_or_name(given, "other entity"), self._held.rows("other_entities")
        key = next((key for key in self._read.ever(text) if key in rows), None)
        if key is None:
            likely = [rows[near][1]["name"] for near in self._alike(normalise(text), rows)]
            hint = f"; did you mean {either(dict.fromkeys(likely))}?" if likely else ""
            raise NotFoundError(f"nothing beside the states of the record is called {told(given)}{hint}")
        return self._held.get(OtherEntity, key)

    def organisations(self, given: Organisation | str | Iterable[Organisation | str]) -> list[Organisation]:
        """The organisations that one or several of these stand for, each once."""
        listed = several("organisations", given, (str, Entity), "'cica' or ['cica', 'sco']")
        return list(dict.fromkeys(map(self.organisation, listed)))

    def organisation(self, given: Organisation | str) -> Organisation:
        """The organisation that an identifier, an abbreviation or a name stands for."""
        from cica.model.organisations import Organisation

        if isinstance(given, Organisation):
            return self._held.own(given)
        if isinstance(given, str) and given in self._held.rows("organisations"):
            return self._held.get(Organisation, given)
        key = _form(given) if isinstance(given, str) and len(given) <= LONGEST else ""
        found = self._organisations.get(key, ())
        if not found:
            raise NotFoundError(f"no organisation of the record is called {told(given)}{self._meant_by(given, key)}")
        if len(found) > 1:
            raise AmbiguousError(f"{told(given)} may be {either(found)}")
        return self._held.get(Organisation, *found)

    def _meant_by(self, given: object, key: str) -> str:
        """What to say of something that stands where an organisation is due, and is none."""
        if dated(given):
            return ""
        try:
            party = self.member(cast("str", given))
        except NotFoundError:
            names = self._near_organisations(key)
            return f"; did you mean {either(names)}?" if names else f"; known are {', '.join(self._held.rows('organisations'))}"
        sort = {"states": "a state", "former_states": "a former state"}.get(party.table_name, "no organisation")
        return f"; it is {sort} ({party}): its memberships are memberships({party.id!r})"

    def _near_organisations(self, form: str) -> list[str]:
        """The organisations of which a name is nearest to a normalised one, best first; or that which has it in Wikidata."""
        coded = [key for key, (_, row) in self._held.rows("organisations").items() if row.get("wikidata") == form.upper()]
        return coded or list(dict.fromkeys(key for near in nearest(form, self._organisations) for key in self._organisations[near]))

    def party(self, given: State | OtherEntity | Organisation | str | int) -> State | OtherEntity | Organisation:
        """The state, former state, organisation, or what is no state, that a code or a name stands for."""
        if isinstance(given, Entity):
            return self._held.own(given, *PARTIES)
        if type(given) is str and given in self._parties_met:
            return self._parties_met[given]
        if isinstance(given, str) and len(given) <= LONGEST and _form(given) in self._organisations:
            found: State | OtherEntity | Organisation = self.organisation(given)
        else:
            try:
                found = self.member(given)
            except NotFoundError as error:
                if (
                    type(error) is NotFoundError
                    and isinstance(given, str)
                    and not given.strip().isdigit()
                    and len(given) <= LONGEST
                ):
                    raise NotFoundError(partial(self._unknown, given, "state or organisation")) from None
                raise
        if isinstance(given, str) and len(given) < LONG and len(self._parties_met) < MET:
            self._parties_met[given] = found
        return found

    @cached_property
    def _former_names(self) -> dict[str, list[StateName]]:
        """The dated former names of each state, the earliest to end first."""
        from cica.model.names import StateName

        names: dict[str, list[StateName]] = {}
        for key in self._held.having("state_names", "kind", "former"):
            _, row = self._held.row("state_names", key)
            if "end" in row and row["language"] == "en":
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
            for scheme in ("alpha2", "numeric", "cow", "gw", "wikidata"):
                if row.get(scheme):
                    codes[scheme][row[scheme].lstrip("0") if row[scheme].isdigit() else row[scheme]] = key
        return codes

    @cached_property
    def _former_codes(self) -> dict[tuple[str, str], str]:
        """The former states by scheme and code."""
        rows, schemes = self._held.rows("former_states").items(), ("alpha3", "cow", "gw", "wikidata")
        return {(scheme, row[scheme]): key for key, (_, row) in rows for scheme in schemes if row.get(scheme)}

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
        code = _code(text, scheme)
        found = self._codes[scheme].get(code)
        if found is not None:
            return self._held.get(State, found)
        if former := self._former_codes.get((scheme, code)):
            raise self._gone(former, text)
        other = [other for other, codes in self._codes.items() if code in codes]
        elsewhere = f"; it is a code in scheme={' and '.join(map(repr, other))}" if other else ""
        if turns := self._withdrawn(code, scheme):
            return self._of_last(turns, text, elsewhere)
        kind = {"alpha2": "ISO 3166-1 alpha-2", "alpha3": "ISO 3166-1 alpha-3", "numeric": "ISO 3166-1 numeric"}
        kind |= {"cow": "Correlates of War", "gw": "Gleditsch-Ward", "wikidata": "Wikidata"}
        name = kind.get(scheme, scheme)
        likely = nearest(code, self._codes[scheme]) if not code.isdigit() and scheme != "wikidata" else []
        hint = f"; did you mean {either(likely)}?" if likely else ""
        raise NotFoundError(f"no state has the {name} code {told(text)}{hint or elsewhere}")

    def _by_name(self, text: str) -> State:
        if text in self._missed:
            raise NotFoundError(partial(self._unknown, text))
        form = normalise(text)
        found = self._spelt.states(form) if text.isalpha() or not self._read.beside_code(text) else ()
        if len(found) == 1:
            return self._held.get(State, found[0])
        if found:  # states of today, and not the one of which they are parts: Korea
            raise AmbiguousError(f"{told(text)} may be {either(self.described(found))}")
        if former := self._spelt.former(form):  # the first of several in turn: Yugoslavia
            raise self._gone(former, text)
        if turns := self._read.turns(text):
            return self._of_last(turns, text)
        if len(text) < LONG and len(self._missed) < MET:
            self._missed.add(text)
        raise NotFoundError(partial(self._unknown, text))

    def _unknown(self, text: str, kind: str = "state") -> str:
        """What to say of a name that no state has, or no organisation either."""
        likely = self.described(self.near(text))
        if not likely and kind != "state":
            likely = self._near_organisations(_form(text))
        accepted = "accepted are ISO 3166-1 codes, and names in English and many other languages"
        code = _code(text, "wikidata")
        if code in self._codes["wikidata"] or self._withdrawn(code, "wikidata"):
            accepted = "it is a code in scheme='wikidata'"
        return f"no {kind} is called {told(text)}; {f'did you mean {either(likely)}?' if likely else accepted}"

    def near(self, text: str) -> list[str]:
        """What a text may be meant for, as a name of it is nearest, if any is near at all: to be offered, never taken.

        States, where one is as near as what is none.
        """
        states, others = self._held.rows("states"), self._held.rows("other_entities").items()
        known = [*states, *self._held.rows("former_states"), *(key for key, (_, row) in others if row["kind"] != "group")]
        near = self._alike(normalise(text), known)
        return ([key for key in near if key in states] or near)[:OFFERED]

    def _alike(self, form: str, among: Iterable[str]) -> list[str]:
        """Of some entities those of which a name is nearest to a normalised one, if it is near at all."""
        index, table = self._spelt.index.every, frozenset(among)
        if table not in self._likenesses:
            from cica.names import likeness

            known = (known for known, keys in index.items() if not table.isdisjoint(keys.split()))
            self._likenesses[table] = likeness.Likeness(known)
        near = self._likenesses[table].nearest(form)
        return list(dict.fromkeys(key for name in near for key in index[name].split() if key in table))

    def _of_last(self, turns: Turns, text: str, hint: str = "") -> State:
        """The state that a name stood for last; of several those that still are."""
        last = last_of(turns)
        if len(last) > 1 and set(last) != set(self._read.both(text)):  # a state and that whose place it took are one line
            raise AmbiguousError(f"{told(text)} may be {either(self.described(last))}")
        if states := [key for key in last if key in self._held.rows("states")]:
            return self._held.get(State, states[0])
        former = [key for key in last if key in self._held.rows("former_states")]
        raise self._gone(former[-1], text) if former else self._no_state(next(iter(last)), text, hint)

    def _no_state(self, key: str, text: str, hint: str = "") -> NoStateError:
        from cica.model.others import OtherEntity

        other = self._held.get(OtherEntity, key)
        name = "" if normalise(text) == normalise(other.name) else f"{other.name}, "
        error = NoStateError(
            f"{told(text)} is {name}{other.what}: no state of the record, which holds the members of the United Nations, "
            f"Palestine and the Holy See{hint}"
        )
        error.entity = key
        return error

    def _gone(self, key: str, text: str) -> FormerStateError:
        from cica.model.states import FormerState

        former = self._held.get(FormerState, key)
        successors = ", ".join(self.described([state.id for state in former.successors]))
        error = FormerStateError(f"{told(text)} is {former.name}, which ended {former.ended or 'later'}; succeeded by {successors}")
        error.former = key
        return error

    def described(self, keys: Iterable[str]) -> list[str]:
        """Identifiers with names, for a message."""
        listed = list(keys)
        return [f"{key} ({name})" for key, name in zip(listed, self.named(listed), strict=True)]

    def named(self, keys: Iterable[str]) -> list[str]:
        """The names of states, former ones and what is none, by identifier."""
        tables = [self._held.rows(table) for table in ("states", "former_states", "other_entities")]
        return [next(table[key][1]["name"] for table in tables if key in table) for key in keys]


def _code(text: str, scheme: str | None) -> str:
    """A code as the record writes it: a number without noughts before it, and one of Wikidata without its address."""
    code = _ADDRESS.sub("", text) if scheme == "wikidata" else text
    return code.lstrip("0") if code.isdigit() else code.upper()


def _form(name: str) -> str:
    """The name of an organisation, normalised, which is spelt with s or with z."""
    return normalise(name).replace("organiz", "organis")
