"""The organisations around CICA, and who shares which with whom."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, get_args

from cica.errors import OptionError, one_of
from cica.questions.base import Base
from cica.tables.table import Table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Sequence

    from cica.dates.date import When
    from cica.model.organisations import Organisation
    from cica.model.others import OtherEntity
    from cica.model.states import State
    from cica.questions.spells import Found

__all__ = ["Organisations"]


class Organisations(Base):
    """The questions about organisations and what they share."""

    def organisations(
        self,
        kind: str | None = None,
        *,
        scope: str | None = None,
        field: str | None = None,
        containing: str | None = None,
        member: State | OtherEntity | Organisation | str | int | None = None,
        role: str | None = None,
        on: When | None = None,
    ) -> Table[Organisation]:
        """The organisations of the record: CICA, its observers and partners, and those around it.

        Parameters
        ----------
        kind : str, optional
            Only those of this kind: ``"intergovernmental"``, ``"forum"``, ``"parliamentary"``, ``"bank"``, ``"subsidiary"`` or
            ``"national"``.
        scope : str, optional
            Only ``"regional"``, ``"cross-regional"`` or ``"universal"`` ones.
        field : str, optional
            Only those of this field: ``"political-security"``, ``"general"``, ``"economic"``, ``"bank"``, ``"science"`` or
            ``"cultural"``.
        containing : str, optional
            Only those with this text in their name, abbreviation or a former name; case and accents do not matter.
        member : State, OtherEntity, Organisation, str or int, optional
            Only those to which this state, former state or organisation belongs, or what is no state, such as Hong Kong.
        role : str, optional
            With ``member``, in which role; by default as a full member.
        on : str, datetime.date, int or Date, optional
            With ``member``, on which day, or on any day of a coarser date; by default the day to which the record is updated.

        Returns
        -------
        Table of Organisation
            The organisations. With ``member``, those of which the evidence, or the coverage of the record, leaves open whether it
            belonged to them are apart, in ``undetermined``.

        Raises
        ------
        OptionError
            If there is no such kind, scope, field or role, or if ``role`` or ``on`` is given without ``member``.
        NotFoundError
            If there is no such state or organisation.

        Examples
        --------
        >>> import cica
        >>> cica.organisations(kind="bank").ids
        ('aiib', 'adb')
        >>> cica.organisations(containing="turk").ids
        ('turkpa', 'ots', 'turksoy')
        >>> "csto" in cica.organisations(member="UZB", on="2010-01-01"), "csto" in cica.organisations(member="UZB")
        (True, False)
        """
        if kind is not None:
            from cica.model.organisations import OrganisationKind

            one_of("kind", kind, get_args(OrganisationKind), lambda given: self._instead(given, date="on={}", state="member={}"))
        roles = self._checked(scope, field, role)
        if member is None:
            if role is not None or on is not None:
                raise OptionError("role= and on= say how and when a member belongs: give member= too")
            found = self._wanted(None, kind, scope, field, containing)
            return Table(found, title="organisations", coverage=self._covered("organisations"), find=self._organisation)
        party = self._found(self._names.party, member, date="on={}")
        held = self._belonging(party, roles, self._days(on))
        return Table(
            self._wanted(held.organisations, kind, scope, field, containing),
            undetermined=self._wanted(held.open_organisations, kind, scope, field, containing),
            title=lambda: f"organisations of {party} {self._asked(on)}",
            find=self._organisation,
        )

    def shared_organisations(
        self,
        first: State | OtherEntity | str | int,
        second: State | OtherEntity | str | int,
        *,
        role: str | None = None,
        on: When | None = None,
        suspended: str = "member",
    ) -> Table[Organisation]:
        """The organisations to which two states both belong.

        Parameters
        ----------
        first, second : State, OtherEntity, str or int
            The two states; former ones too, and what is no state, such as Hong Kong.
        role : str, optional
            The role in which both belong to it; by default as full members.
        on : str, datetime.date, int or Date, optional
            The day, or a coarser date, which asks about any day in it; by default the day to which the record is updated.
        suspended : str, default "member"
            What a full member is for the time for which its rights were suspended: a ``"member"`` still; ``"out"``, as the
            Correlates of War code it; or ``"undetermined"``.

        Returns
        -------
        Table of Organisation
            The organisations; those of which the evidence, or the coverage of the record, leaves it open are apart, in
            ``undetermined``.

        Raises
        ------
        NotFoundError
            If there is no such state.
        OptionError
            If there is no such role.
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> cica.shared_organisations("ISR", "IRN", on="2015-01-01").ids
        ('cica', 'un', 'sesame')
        """
        return self.exclusive(first, second, role=role, on=on, suspended=suspended)

    def exclusive(
        self,
        first: State | OtherEntity | str | int,
        second: State | OtherEntity | str | int,
        *,
        scope: str | None = None,
        field: str | None = None,
        role: str | None = None,
        on: When | None = None,
        suspended: str = "member",
    ) -> Table[Organisation]:
        """The organisations of a given kind to which two states both belong, with the reason for which each is of that kind.

        If there is only one, it is the only one of its kind in which the two sit together, as far as the record goes.

        Parameters
        ----------
        first, second : State, OtherEntity, str or int
            The two states; former ones too, and what is no state, such as Hong Kong.
        scope : str, optional
            Only ``"regional"``, ``"cross-regional"`` or ``"universal"`` ones.
        field : str, optional
            Only those of this field: ``"political-security"``, ``"general"``, ``"economic"``, ``"bank"``, ``"science"`` or
            ``"cultural"``.
        role : str, optional
            The role in which both belong to it; by default as full members.
        on : str, datetime.date, int or Date, optional
            The day, or a coarser date, which asks about any day in it; by default the day to which the record is updated.
        suspended : str, default "member"
            What a full member is for the time for which its rights were suspended: a ``"member"`` still; ``"out"``, as the
            Correlates of War code it; or ``"undetermined"``.

        Returns
        -------
        Table of Organisation
            The organisations, with their scope and field and why; those of which the evidence, or the coverage of the record,
            leaves it open are apart, in ``undetermined``. The title says among how many of the record that existed then, and are of
            that scope and field, they were looked for.

        Raises
        ------
        NotFoundError
            If there is no such state.
        OptionError
            If there is no such scope, field or role.
        DateError
            If ``on`` is not a date, or is open on a side.

        Notes
        -----
        Of a coarser date it is asked whether both belonged to it on some day of it, not on the same one.

        Examples
        --------
        >>> import cica
        >>> cica.exclusive("ISR", "IRN", scope="regional", on="2015-01-01").ids
        ('cica', 'sesame')
        >>> cica.exclusive("ISR", "IRN", scope="regional", field="political-security", on="2015-01-01").ids
        ('cica',)
        """
        roles = self._checked(scope, field, role)
        one, other = (self._found(self._names.member, party, date="on={}") for party in (first, second))
        days = self._days(on)
        here, there = (self._belonging(party, roles, days, suspended) for party in (one, other))
        certain = here.organisations & there.organisations
        perhaps = (here.organisations | here.open_organisations) & (there.organisations | there.open_organisations) - certain

        def columns() -> dict[str, Callable[[Organisation], object]]:
            shown: dict[str, Callable[[Organisation], object]] = {
                "id": lambda organisation: organisation.id,
                "name": lambda organisation: organisation.name,
                "scope": lambda organisation: organisation.scope,
                "field": lambda organisation: organisation.field,
            }
            if scope or field:
                shown["why"] = lambda organisation: " ".join(
                    reason for given, reason in ((scope, organisation.scope_reason), (field, organisation.field_reason)) if given
                )
            return shown

        def title() -> str:
            words = " ".join(word for word in (scope, field, "organisations") if word)
            pool = self._rosters.existing(self._wanted(None, scope=scope, field=field), *days)
            return f"{words} of {one} and {other} {self._asked(on)}, among {pool} of the record"

        return Table(
            self._wanted(certain, scope=scope, field=field),
            undetermined=self._wanted(perhaps, scope=scope, field=field),
            title=title,
            columns=columns,
            find=self._organisation,
        )

    def _belonging(
        self,
        party: State | OtherEntity | Organisation,
        roles: tuple[str, ...],
        days: tuple[datetime.date, datetime.date],
        suspended: str = "member",
    ) -> Found:
        """To what a state or organisation belonged on any of the days, and where it is undetermined."""
        held = self._rosters.on(self._rosters.organisations_of(party, roles, suspended), *days)
        if not held.organisations:
            self._warn_of_no_state(party, *days)
        return held

    def _checked(self, scope: str | None, field: str | None, role: str | None) -> tuple[str, ...]:
        """The roles asked about, once it is clear that all that was given is there."""
        if scope is not None or field is not None or role is not None:
            from cica.model.organisations import Field, Scope
            from cica.model.roles import Role

            one_of("scope", scope, get_args(Scope))
            one_of("field", field, get_args(Field))
            one_of("role", role, get_args(Role))
        return self._rosters.FULL if role is None else (role,)

    def _wanted(
        self,
        names: frozenset[str] | None,
        kind: str | None = None,
        scope: str | None = None,
        field: str | None = None,
        containing: str | None = None,
    ) -> Sequence[Organisation]:
        """The organisations with some identifiers, or all, of a kind, scope and field, with a text in a name; in their order."""
        found: Sequence[Organisation] | None = self._listed.get(names)
        if found is None:
            order = self._order
            found = [order[name][1] for name in (order if names is None else sorted(names, key=order.__getitem__))]
            self._listed[names] = found
        if kind is not None or scope is not None or field is not None:
            found = [o for o in found if kind in (None, o.kind) and scope in (None, o.scope) and field in (None, o.field)]
        if containing is not None:
            from cica.names.arguments import text
            from cica.names.normalise import normalise

            part = normalise(text("containing", containing))
            found = [o for o in found if any(part in normalise(n) for n in (o.id, o.name, o.abbreviation, *o.former_names))]
        return found

    @cached_property
    def _listed(self) -> dict[frozenset[str] | None, Sequence[Organisation]]:
        """What `_wanted` found, by what it was asked for."""
        return {}

    @cached_property
    def _order(self) -> dict[str, tuple[int, Organisation]]:
        """Each organisation with its place in the record."""
        from cica.model.organisations import Organisation

        return {organisation.id: (n, organisation) for n, organisation in enumerate(self._all(Organisation))}
