"""Who belongs to what."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cica.errors import NotFoundError, one_of
from cica.record.naming import Naming
from cica.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from cica.dates import When
    from cica.model.entity import Entity
    from cica.model.memberships import Membership
    from cica.model.organisations import Organisation
    from cica.model.states import State

__all__ = ["Belonging"]


class Belonging(Naming):
    """The questions about memberships."""

    def memberships(
        self,
        member: State | Organisation | str | int | None = None,
        organisation: Organisation | str | None = None,
        *,
        role: str | None = None,
        on: When | None = None,
    ) -> Table[Membership]:
        """The spells of membership, observer status, partnership and early participation.

        Parameters
        ----------
        member : State, Organisation, str or int, optional
            Only those of this state or organisation.
        organisation : Organisation or str, optional
            Only those in this organisation.
        role : str, optional
            Only those in this role: ``"member"``, ``"observer"``, ``"partner"`` or ``"participant"``.
        on : str, datetime.date, int or Date, optional
            Only those in force on this day, or on any day of a coarser date; by default all, whenever they held.

        Returns
        -------
        Table of Membership
            The spells, by first day. Those of which the evidence does not say whether they were in force on the day are apart, in
            ``undetermined``.

        Raises
        ------
        NotFoundError
            If there is no such state or organisation.
        OptionError
            If there is no such role.
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> cica.memberships("KOR")
        2 memberships of South Korea
        id                 member       role      start       end
        cica-kor-observer  South Korea  observer  1993        2006-06-17
        cica-kor-member    South Korea  member    2006-06-17
        """
        from cica.model.memberships import Membership, Role

        one_of("role", role, get_args(Role))
        party = self._names.party(member) if member is not None else None
        within = self._names.organisation(organisation) if organisation is not None else None
        spells = [
            spell
            for spell in self._all(Membership)
            if (party is None or spell.member is party)
            and (within is None or spell.organisation is within)
            and role in (None, spell.role)
        ]
        spells.sort(key=lambda spell: (spell.start is None, spell.start.sort_key if spell.start else ()))
        about = f" of {party}" if party else ""
        about += f" in {self._label(within)}" if within else ""
        if on is None:
            return Table(spells, title=f"memberships{about}")
        return self._table(self._in_force(spells, on), f"memberships{about} {self._asked(on)}")

    def members(self, organisation: Organisation | str = "cica", *, on: When | None = None) -> Table[State]:
        """The member states of CICA, or of another organisation of the record.

        Parameters
        ----------
        organisation : Organisation or str, default "cica"
            The organisation.
        on : str, datetime.date, int or Date, optional
            The day, or a coarser date, which asks about any day in it; by default the day up to which the record is complete.

        Returns
        -------
        Table of State
            The members, by identifier, shown under the name in use on that day. States of which the evidence does not say whether
            they had joined by that day are apart, in ``undetermined``.

        Raises
        ------
        NotFoundError
            If the record knows no such organisation, or not who belongs to it.
        DateError
            If ``on`` is not a date, or is open on a side.

        Warns
        -----
        BeyondRecordWarning
            If the day lies after the one up to which the record is complete.

        Notes
        -----
        A state counts as a member from the day on which the members admitted it, where that is known, else from the day on which
        it signed.

        Examples
        --------
        >>> import cica
        >>> len(cica.members()), len(cica.members(on="2015-06-01"))
        (28, 26)
        >>> cica.members(on="2011-03-01").undetermined.ids
        ('BHR', 'KHM')
        """
        from cica.model.states import State

        found, columns, title = self._parties("member", organisation, on)
        states = tuple([party for party in parties if isinstance(party, State)] for parties in found)
        return self._table((states[0], states[1]), title, columns)

    def observers(self, organisation: Organisation | str = "cica", *, on: When | None = None) -> Table[State | Organisation]:
        """The observers at CICA, states first, then organisations.

        Parameters
        ----------
        organisation : Organisation or str, default "cica"
            The organisation at which they observe.
        on : str, datetime.date, int or Date, optional
            The day, or a coarser date, which asks about any day in it; by default the day up to which the record is complete.

        Returns
        -------
        Table of State and Organisation
            The observers; those of which the evidence does not say whether they were observers on that day are apart, in
            ``undetermined``.

        Raises
        ------
        NotFoundError
            If the record knows no such organisation, or not who belongs to it.
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> observers = cica.observers(on="2015-03-01")
        >>> [observer.id for observer in observers if isinstance(observer, cica.State)]
        ['IDN', 'JPN', 'LKA', 'MYS', 'PHL', 'UKR', 'USA']
        """
        found, columns, title = self._parties("observer", organisation, on)
        return self._table(found, title, columns)

    def partners(self, organisation: Organisation | str = "cica", *, on: When | None = None) -> Table[State | Organisation]:
        """The partner organisations of CICA: those whose secretariat signed a memorandum with its own.

        Parameters
        ----------
        organisation : Organisation or str, default "cica"
            The organisation whose partners they are.
        on : str, datetime.date, int or Date, optional
            The day, or a coarser date, which asks about any day in it; by default the day up to which the record is complete.

        Returns
        -------
        Table of State and Organisation
            The partners; those of which the evidence does not say whether they were partners on that day are apart, in
            ``undetermined``.

        Raises
        ------
        NotFoundError
            If the record knows no such organisation, or not who belongs to it.
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> "sco" in cica.partners(on="2015-01-01")
        True
        """
        found, columns, title = self._parties("partner", organisation, on)
        return self._table(found, title, columns)

    def _parties(
        self, role: str, organisation: Organisation | str, on: When | None
    ) -> tuple[
        tuple[list[State | Organisation], list[State | Organisation]],
        dict[str, Callable[[Entity], object]],
        str,
    ]:
        """Who had a role in an organisation, for certain and perhaps, with the columns that show it."""
        from cica.model.states import State

        within = self._names.organisation(organisation)
        spells = [row for _, row in self._whole._package.rows("memberships").values()]  # what is not known yet is held all the same
        if not any(row["organisation"] == within.id for row in spells):
            known = sorted({self._label(self.organisation(row["organisation"])) for row in spells})
            raise NotFoundError(f"the record holds no memberships of {self._label(within)}, only of {', '.join(known)}")
        certain, undetermined = self._in_force(self.memberships(organisation=within, role=role), on)
        since = {spell.member.id: spell.start for spell in (*certain, *undetermined)}

        def order(party: State | Organisation) -> tuple[bool, str]:
            return not isinstance(party, State), party.id

        def distinct(spells: list[Membership]) -> list[State | Organisation]:
            return sorted({spell.member.id: spell.member for spell in spells}.values(), key=order)

        def name(party: Entity) -> str:
            return self.name_of(party, on) if on is not None and isinstance(party, State) else str(party)

        sure = {spell.member.id for spell in certain}
        parties = distinct(certain), distinct([spell for spell in undetermined if spell.member.id not in sure])
        columns: dict[str, Callable[[Entity], object]] = {
            "id": lambda party: party.id,
            "name": name,
            "since": lambda party: since[party.id],
        }
        return parties, columns, f"{role}s of {self._label(within)} {self._asked(on)}"
