"""State systems: what a code meant, and which states there were."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cica.errors import one_of
from cica.questions.base import Base
from cica.tables.table import Table

if TYPE_CHECKING:
    from cica.dates.date import When
    from cica.model.systems import SystemSpell

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
        DateError
            If ``on`` is not a date, or is open on a side.

        Warns
        -----
        BeyondRecordWarning
            If the day lies after the one up to which the record is complete.

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
        from cica.model.systems import StateSystem, SystemSpell

        one_of("system", system, get_args(StateSystem))
        spells = [self._package.get(SystemSpell, key) for key in self._package.source.having("state_systems", "system", system)]
        asked = str(code).upper()
        found = [
            spell
            for spell in spells
            if (code is None or asked in (str(spell.code), spell.letters)) and (microstates or not spell.microstate)
        ]
        title = f"states of the system {system}" + (f" under {code}" if code is not None else "")
        if on is None:
            return Table(found, title=title)
        return self._table(self._in_force(found, on), f"{title} {self._asked(on)}")
