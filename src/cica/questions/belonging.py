"""Who belongs to what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal, get_args, overload

from cica.errors import NotFoundError, one_of
from cica.questions.base import Base
from cica.tables.table import Table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from cica.dates.date import Date, When
    from cica.model.entity import Entity
    from cica.model.memberships import Membership
    from cica.model.organisations import Organisation
    from cica.model.others import OtherEntity
    from cica.model.states import State

__all__ = ["Belonging"]


class Belonging(Base):
    """The questions about memberships."""

    def memberships(
        self,
        member: State | OtherEntity | Organisation | str | int | None = None,
        organisation: Organisation | str | None = None,
        *,
        role: str | None = None,
        on: When | None = None,
    ) -> Table[Membership]:
        """The spells of membership, observer status, partnership and early participation.

        Parameters
        ----------
        member : State, OtherEntity, Organisation, str or int, optional
            Only those of this state, former state or organisation, or of what is no state, such as Hong Kong.
        organisation : Organisation or str, optional
            Only those in this organisation.
        role : str, optional
            Only those in this role: ``"member"``, ``"participating-state"``, ``"associate"``, ``"observer"``,
            ``"dialogue-partner"``, ``"partner"``, ``"participant"`` or ``"suspended"``.
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
            If there is no such state or organisation, or if ``member`` is an organisation that is a member of nothing: those in it
            are asked for with ``organisation=``.
        OptionError
            If there is no such role.
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> cica.memberships("KOR", "cica")
        2 memberships of South Korea in CICA
        id                 member       role      start       end
        cica-kor-observer  South Korea  observer  1993-08     2006-06-17
        cica-kor-member    South Korea  member    2006-06-17
        """
        if role is not None:
            from cica.model.roles import Role

            one_of("role", role, get_args(Role))
        party = self._found(self._names.party, member, date="on={}") if member is not None else None
        within = self._found(self._names.organisation, organisation, date="on={}") if organisation is not None else None
        if party is not None and within is None and party.table_name == "organisations":
            self._refuse_of_nothing(party)
        roster = self._rosters.of(party.id if party else None, within.id if within else None, role)

        def title() -> str:
            about = f" of {party}" if party else ""
            about += f" in {self._label(within)}" if within else ""
            if party is not None and within is None and party.table_name == "organisations":
                about += " in other organisations"
            elif party is None and within is None:
                about = f" in all {self._rosters.held} organisations of the record"
            return f"memberships{about}" if on is None else f"memberships{about} {self._asked(on)}"

        def columns() -> dict[str, Callable[[Membership], object]]:
            return {
                "id": lambda spell: spell.id,
                "role": lambda spell: spell.role,
                "start": lambda spell: spell.start,
                "end": lambda spell: spell.end,
            }

        shown = columns if party and not within else None  # the identifiers name the organisations
        covered = "" if party else self._covered("memberships", within.id if within else None)
        if on is None:
            return Table(roster.spells, title=title, columns=shown, coverage=covered, find=self._party, strict=True)
        days = self._days(on)
        held = self._rosters.on(roster, *days)
        if party is not None and not held.certain:
            self._warn_of_no_state(party, *days)
        return Table(
            held.spells, undetermined=held.open_spells, title=title, columns=shown, coverage=covered, find=self._party, strict=True
        )

    @overload
    def members(self, organisation: Literal["cica"] = ..., *, on: When | None = ..., suspended: str = ...) -> Table[State]: ...
    @overload
    def members(
        self, organisation: Organisation | str, *, on: When | None = ..., suspended: str = ...
    ) -> Table[State | OtherEntity]: ...
    def members(
        self, organisation: Organisation | str = "cica", *, on: When | None = None, suspended: str = "member"
    ) -> Table[Any]:
        """The member states of CICA, or of another organisation of the record.

        Parameters
        ----------
        organisation : Organisation or str, default "cica"
            The organisation.
        on : str, datetime.date, int or Date, optional
            The day, or a coarser date, which asks about any day in it; by default the day to which the record is updated.
        suspended : str, default "member"
            What a full member is for the time for which its rights were suspended: a ``"member"`` still; ``"out"``, as the
            Correlates of War code it; or ``"undetermined"``.

        Returns
        -------
        Table of State and OtherEntity
            The members, states first, by identifier, shown under the name in use on that day; what is no state stands among them
            where an organisation has such members, as economies in APEC. A column marks those whose rights were suspended. States
            of which the evidence does not say whether they had joined by that day are apart, in ``undetermined``.

        Raises
        ------
        NotFoundError
            If the record knows no such organisation, or not who belongs to it.
        DateError
            If ``on`` is not a date, or is open on a side.

        Warns
        -----
        BeyondRecordWarning
            If the day lies after the one to which the record is updated.

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
        return self._parties("member", self._rosters.FULL, organisation, on, suspended)

    @overload
    def observers(self, organisation: Literal["cica"] = ..., *, on: When | None = ...) -> Table[State | Organisation]: ...
    @overload
    def observers(
        self, organisation: Organisation | str, *, on: When | None = ...
    ) -> Table[State | OtherEntity | Organisation]: ...
    def observers(self, organisation: Organisation | str = "cica", *, on: When | None = None) -> Table[Any]:
        """The observers at CICA, states first, then organisations.

        Parameters
        ----------
        organisation : Organisation or str, default "cica"
            The organisation at which they observe.
        on : str, datetime.date, int or Date, optional
            The day, or a coarser date, which asks about any day in it; by default the day to which the record is updated.

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
        return self._parties("observer", ("observer",), organisation, on)

    @overload
    def partners(self, organisation: Literal["cica"] = ..., *, on: When | None = ...) -> Table[State | Organisation]: ...
    @overload
    def partners(self, organisation: Organisation | str, *, on: When | None = ...) -> Table[State | OtherEntity | Organisation]: ...
    def partners(self, organisation: Organisation | str = "cica", *, on: When | None = None) -> Table[Any]:
        """The partner organisations of CICA: those whose secretariat signed a memorandum with its own.

        Parameters
        ----------
        organisation : Organisation or str, default "cica"
            The organisation whose partners they are.
        on : str, datetime.date, int or Date, optional
            The day, or a coarser date, which asks about any day in it; by default the day to which the record is updated.

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
        return self._parties("partner", self._rosters.PARTNERS, organisation, on)

    def _refuse_of_nothing(self, organisation: Entity) -> None:
        """Refuse an organisation that is a member of nothing, as one is given of which the members are meant."""
        if not self._whole._rosters.find(organisation.id):
            raise NotFoundError(
                f"{organisation} is a member of no organisation of the record; the memberships in it are "
                f"memberships(organisation={organisation.id!r})"
            )

    def _parties(
        self,
        word: str,
        roles: tuple[str, ...],
        organisation: Organisation | str,
        on: When | None,
        suspended: str = "member",
        days: tuple[datetime.date, datetime.date] | None = None,
    ) -> Table[State | OtherEntity | Organisation]:
        """Who had one of some roles in an organisation, for certain and perhaps; on the days, where they were found already."""
        within = self._found(self._names.organisation, organisation, date="on={}")
        days = days or self._days(on)
        held = self._rosters.on(self._rosters.members_of(within, roles, suspended), *days)
        perhaps = held.open_parties
        if days[0] == days[1] and roles != self._rosters.FULL:  # who is a full member has no other role then, unless that is said
            full = self._rosters.on(self._rosters.members_of(within, self._rosters.FULL), *days)
            said = {spell.member.id for spell in held.open_spells}
            perhaps = tuple(party for party in perhaps if party.id not in full.ids - said)

        def name(party: Entity) -> str:
            from cica.model.states import State

            return self._names.name_on(party, days[1]) if on is not None and isinstance(party, State) else str(party)

        def since(party: Entity) -> Date | None:
            return next((spell.start for spell in (*held.spells, *held.open_spells) if spell.member.id == party.id), None)

        def columns() -> dict[str, Callable[[Entity], object]]:
            shown: dict[str, Callable[[Entity], object]] = {"id": lambda party: party.id, "name": name, "since": since}
            paused = self._rosters.of(None, within.id, "suspended").on(*days) if word == "member" else None
            if paused is not None and (paused.ids or paused.open_ids):
                shown["suspended"] = lambda party: (
                    "yes" if party.id in paused.ids else "perhaps" if party.id in paused.open_ids else ""
                )
            return shown

        def title() -> str:
            return f"{word}s of {self._label(within)} {self._asked(on)}"

        find = self._party if on is None else partial(self._party, days=days)
        return Table(held.parties, undetermined=perhaps, title=title, columns=columns, find=find, strict=True)
