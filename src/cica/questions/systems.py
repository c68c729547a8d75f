"""State systems and what files contain: what a code meant, which states there were, and what is no state."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cica.errors import NotFoundError, one_of, told
from cica.questions.base import Base
from cica.tables.table import Table

if TYPE_CHECKING:
    from cica.dates.date import When
    from cica.model.others import OtherEntity
    from cica.model.states import State
    from cica.model.systems import DatedName, Predecessor, SystemSpell

__all__ = ["Systems"]


class Systems(Base):
    """The questions about state systems."""

    def state_system(
        self, system: str, *, on: When | None = None, code: int | str | None = None, microstates: bool = True
    ) -> Table[SystemSpell]:
        """What the codes of a state system stand for, by code.

        Parameters
        ----------
        system : str
            ``"cow"`` (Correlates of War), ``"gw"`` (Gleditsch and Ward), ``"polity"`` (Polity 5) or ``"vdem"`` (Varieties of
            Democracy).
        on : str, datetime.date, int or Date, optional
            Only what they stood for on this day, or on any day of a coarser date; by default whenever.
        code : int or str, optional
            Only this code: its number, or its letters.
        microstates : bool, default True
            Whether those that the system counts among the microstates are there too.

        Returns
        -------
        Table of SystemSpell
            The spells.

        Raises
        ------
        OptionError
            If there is no such system.
        NotFoundError
            If the system has no such code.
        DateError
            If ``on`` is not a date, or is open on a side.

        Warns
        -----
        BeyondRecordWarning
            If the day lies after the one to which the record is updated.

        Notes
        -----
        One code stands for several states in turn where a project goes on counting under it: 365 in the Correlates of War data is
        the Soviet Union until 26 December 1991, then Russia. The days on which one state follows another under a code are those of
        the record; first and last days are those of the lists. Polity and V-Dem code years.

        Examples
        --------
        >>> import cica
        >>> len(cica.state_system("cow", on="1985-01-01")), len(cica.state_system("gw", on="1985-01-01"))
        (161, 169)
        >>> [str(spell.state) for spell in cica.state_system("polity", on=2015, code=626)]
        ['Sudan']
        """
        from cica.dates.scalars import flag
        from cica.model.systems import StateSystem, SystemSpell
        from cica.names.arguments import code_or_name

        one_of("system", system, get_args(StateSystem), required=True)
        spells = [self._package.get(SystemSpell, key) for key in self._package.source.having("state_systems", "system", system)]
        microstates = flag("microstates", microstates)
        title = f"states of the system {system}"
        if code is not None:
            asked = code_or_name(code, "state")
            known = asked.lstrip("0") if asked.isdigit() else asked.upper()
            spells = [spell for spell in spells if known in (str(spell.code), spell.letters)]
            title += f" under {asked}"
            if not spells:
                raise NotFoundError(f"there is no code {told(asked)} in the state system {system!r}")
        found = [spell for spell in spells if microstates or not spell.microstate]
        if on is None:
            return Table(found, title=title, coverage=self._covered("state_systems"))
        title = f"{title} {self._asked(on)}"
        return self._table(self._in_force(found, on), title, coverage=self._covered("state_systems"))

    def dated_names(self, name: str | None = None) -> Table[DatedName]:
        """Names, and withdrawn codes, that meant a certain state for a time.

        Parameters
        ----------
        name : str, optional
            Only this name or code; case, accents and punctuation do not matter.

        Returns
        -------
        Table of DatedName
            What each meant, and when; on the other days a name means what it usually does.

        Raises
        ------
        NotFoundError
            If nothing was ever called that.

        Examples
        --------
        >>> import cica
        >>> [(str(row.state), str(row.end)) for row in cica.dated_names("Congo")]
        [('Republic of the Congo', '1997-05-17')]
        """
        from cica.model.systems import DatedName
        from cica.names.arguments import code_or_name
        from cica.names.normalise import normalise

        rows = self._all(DatedName)
        if name is None:
            return Table(rows, title="names and codes at a date", coverage=self._covered("dated_names"))
        text = code_or_name(name, "state")
        found = [row for row in rows if normalise(row.name) == normalise(text)]
        if not found:
            self._names.meant(text, None, None)  # raises of a name that never meant anything
        return Table(found, title=f"meanings of {told(text)} at a date", coverage=self._covered("dated_names"))

    def predecessors(self, state: State | str | int | None = None) -> Table[Predecessor]:
        """The states that held the place of one of today before its time, as data sets mean it.

        Parameters
        ----------
        state : State, str or int, optional
            Only those of this state.

        Returns
        -------
        Table of Predecessor
            Which state held the place of which, and when.

        Raises
        ------
        NotFoundError
            If there is no such state.

        Notes
        -----
        V-Dem codes the Soviet Union as Russia, Czechoslovakia as Czechia, Yugoslavia and then Serbia and Montenegro as Serbia, and
        the United Arab Republic as Egypt and as Syria. Where one state went on, as Germany in 1990, it has no predecessor here.

        Examples
        --------
        >>> import cica
        >>> [str(row.predecessor) for row in cica.predecessors("SRB")]
        ['Yugoslavia', 'Serbia and Montenegro']
        """
        from cica.model.systems import Predecessor

        of = None if state is None else self._names.state(state)
        found = [row for row in self._all(Predecessor) if of is None or row.state is of]
        title = "predecessors" if of is None else f"predecessors of {of}"
        return Table(found, title=title, coverage=self._covered("predecessors"))

    def other_entities(self, kind: str | None = None) -> Table[OtherEntity]:
        """What data sets list beside the states of the record, such as Hong Kong, Kosovo or the world.

        Parameters
        ----------
        kind : str, optional
            Only ``"territory"``, ``"entity"``, ``"part"``, ``"historical"`` or ``"group"``: see `OtherEntity`.

        Returns
        -------
        Table of OtherEntity
            Territories and entities, parts of states, states of the past, and groups.

        Raises
        ------
        OptionError
            If there is no such kind.

        Examples
        --------
        >>> import cica
        >>> cica.other_entities("part")["scotland"].what
        'part of the United Kingdom'
        """
        from cica.model.others import OtherEntity, OtherKind

        one_of("kind", kind, get_args(OtherKind))
        found = [item for item in self._all(OtherEntity) if kind in (None, item.kind)]
        return Table(
            found, title="what is no state of the record", coverage=self._covered("other_entities"), find=self.other_entity
        )

    def other_entity(self, name: OtherEntity | str) -> OtherEntity:
        """What is no state of the record, by any of its names.

        Parameters
        ----------
        name : str or OtherEntity
            Identifier, name in any of the languages held, or code; case, accents and punctuation do not matter.

        Returns
        -------
        OtherEntity
            What it is.

        Raises
        ------
        NotFoundError
            If nothing is called that; similar names are offered.

        Examples
        --------
        >>> import cica
        >>> cica.other_entity("HKG").what
        'special administrative region of China'
        """
        return self._names.other(name)
