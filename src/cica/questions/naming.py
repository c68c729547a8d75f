"""States and organisations, and the names by which they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cica.errors import one_of
from cica.questions.base import Base
from cica.tables.table import Table

if TYPE_CHECKING:
    from cica.dates.date import When
    from cica.model.names import StateName
    from cica.model.organisations import Organisation
    from cica.model.states import FormerState, State

__all__ = ["Naming"]


class Naming(Base):
    """The questions about states, organisations and their names."""

    def state(self, name: State | str | int, scheme: str | None = None, *, on: When | None = None) -> State:
        """The state that a code or a name stands for.

        Parameters
        ----------
        name : str, int or State
            ISO 3166-1 alpha-2, alpha-3 or numeric code (an int, or text with or without leading zeros), or a name in any of many
            languages: short, official or former, as `state_names` lists them; or a code that ISO 3166 withdrew. Case, accents,
            punctuation, "the" and the order of words around a comma do not matter.
        scheme : str, optional
            ``"alpha2"``, ``"alpha3"``, ``"numeric"`` or ``"m49"``, ``"cow"`` (Correlates of War), ``"gw"`` (Gleditsch and Ward),
            ``"polity"`` (Polity 5), ``"vdem"`` (Varieties of Democracy), the letters of these four, ``"cowc"``, ``"gwc"``,
            ``"polityc"`` and ``"vdemc"``, ``"wikidata"`` (an identifier such as ``Q884``, or its address), or ``"name"``, to read
            the input as that and nothing else.
        on : str, datetime.date, int or Date, optional
            The day on which a code of one of the four systems, or a name, is read, since one code, and one name, may stand for
            several states in turn; a state that no longer exists is a `FormerState`. By default the end of the record.

        Returns
        -------
        State
            The state.

        Raises
        ------
        NotFoundError
            If no state is called that, or the code stood for none on that day; similar names are offered, never returned.
        AmbiguousError
            If several states are called that, or the code stood for several within a coarse date.
        FormerStateError
            If the state no longer exists; the message says what succeeded it.
        NoStateError
            If it is no state of the record, as Hong Kong; the message says what it is.
        OptionError
            If there is no such scheme.

        Warns
        -----
        NoStateWarning
            If a name stands for a state that did not exist on that day.

        Notes
        -----
        A name that is not known as it stands is found by rules, none of which is a likeness: the words in another order ("Korea
        South"), an abbreviation in full ("Cen African Rep", "Papua N.G."), the sort of state, if it is that of the state by its
        official name ("Republik Burundi"), two names of one state ("Congo/Zaire"), years in a bracket ("Pakistan (1972-)"), and a
        name of twelve letters or more that is the beginning of names of one state alone. If two rules lead to two states, it is
        ambiguous.

        Examples
        --------
        >>> import cica
        >>> cica.state("South Korea").id, cica.state("Корея, Республика").id, cica.state(732, scheme="cow").id
        ('KOR', 'KOR', 'KOR')
        >>> [str(cica.state(365, scheme="cow", on=day)) for day in ("1985-01-01", "1995-01-01")]
        ['Soviet Union', 'Russia']
        >>> cica.state("Krea")
        Traceback (most recent call last):
        cica.errors.NotFoundError: no state is called 'Krea'; did you mean KOR (South Korea) or PRK (North Korea)?
        """
        if on is None:
            return self._names.state(name, scheme)
        from cica.names.systems import DATED

        days = self._days(on)
        found = self._names.state(name, scheme, days)
        if scheme not in DATED:  # a code was found by the days on which its system has it
            self._warn_of_no_state(found, *days)
        return found

    def states(self) -> Table[State]:
        """All states that the record knows: the members of the United Nations, Palestine and the Holy See.

        Returns
        -------
        Table of State
            The states, by identifier.

        Examples
        --------
        >>> import cica
        >>> len(cica.states())
        195
        """
        from cica.model.states import State

        return Table(self._all(State), title="states", coverage=self._covered("states"), find=self._party, strict=True)

    def state_names(self, state: State | str | int | None = None, language: str | None = None) -> Table[StateName]:
        """The names by which states are found.

        Parameters
        ----------
        state : State, str or int, optional
            Only those of this state, which may be a former one.
        language : str, optional
            Only those in this language, by its BCP 47 tag: ``"en"``, ``"ru"``, ``"zh"``, ``"ar"``, ``"tr"``, ``"kk"``,
            ``"uz-Cyrl"`` and many others.

        Returns
        -------
        Table of StateName
            The names.

        Raises
        ------
        NotFoundError
            If there is no such state.
        OptionError
            If there is no such language.

        Examples
        --------
        >>> import cica
        >>> "中国" in [name.name for name in cica.state_names("CHN", language="zh")]
        True
        """
        from cica.model.names import StateName

        rows = self._package.rows("state_names")
        one_of("language", language, dict.fromkeys(row["language"] for _, row in rows.values()))
        found = self._names.any_state(state) if state is not None else None
        keys = rows if found is None else self._package.source.having("state_names", "state", found.id)
        names = [self._package.get(StateName, key) for key in keys if language in (None, rows[key][1]["language"])]
        title = f"names of {found.name}" if found else "names of states"
        return Table(names, title=title, coverage=self._covered("state_names"))

    def former_states(self) -> Table[FormerState]:
        """States that no longer exist, with what succeeded them.

        Returns
        -------
        Table of FormerState
            The former states.

        Examples
        --------
        >>> import cica
        >>> "soviet-union" in cica.former_states()
        True
        """
        from cica.model.states import FormerState

        return Table(
            self._all(FormerState),
            title="former states",
            coverage=self._covered("former_states"),
            find=self.former_state,
            strict=True,
        )

    def former_state(self, name: FormerState | str) -> FormerState:
        """The former state that a name or a code stands for.

        Parameters
        ----------
        name : str or FormerState
            Identifier, any of its names, or its ISO alpha-3 code; case, accents and punctuation do not matter.

        Returns
        -------
        FormerState
            The former state.

        Raises
        ------
        NotFoundError
            If no former state is called that; similar names are offered.

        Examples
        --------
        >>> import cica
        >>> cica.former_state("USSR").id, cica.former_state("FRY").name
        ('soviet-union', 'Serbia and Montenegro')
        """
        return self._names.former(name)

    def organisation(self, name: Organisation | str) -> Organisation:
        """The organisation that an identifier, an abbreviation or a name stands for.

        Parameters
        ----------
        name : str or Organisation
            Identifier, abbreviation, name or former name; case and punctuation do not matter.

        Returns
        -------
        Organisation
            The organisation.

        Raises
        ------
        NotFoundError
            If the record knows no such organisation; similar names are offered.

        Examples
        --------
        >>> import cica
        >>> cica.organisation("SCO").name
        'Shanghai Cooperation Organisation'
        """
        return self._names.organisation(name)

    def name_of(self, state: State | str | int, on: When | None = None) -> str:
        """The short English name of a state that was in use on a day.

        Parameters
        ----------
        state : State, str or int
            The state, or a name or code of it.
        on : str, datetime.date, int or Date, optional
            The day; by default the day to which the record is updated.

        Returns
        -------
        str
            The name.

        Raises
        ------
        NotFoundError
            If there is no such state.
        DateError
            If ``on`` is not a date.

        Notes
        -----
        Only changes of name that a source dates are known; where the day of a change falls within the days asked about, the
        later name is given.

        Examples
        --------
        >>> import cica
        >>> cica.name_of("TUR", on="2015-06-01"), cica.name_of("TUR")
        ('Turkey', 'Türkiye')
        """
        return self._names.name_on(self._names.state(state), self._days(on)[1])
