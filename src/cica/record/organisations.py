"""The organisations around CICA: who shares which with whom, and since when."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, cast, get_args

from cica.errors import OptionError, one_of
from cica.record.belonging import Belonging
from cica.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cica.dates import Date, When
    from cica.model.crossings import DyadYear, JointMembership, MemberYear, Overlap
    from cica.model.memberships import Membership
    from cica.model.organisations import Organisation
    from cica.model.states import State

__all__ = ["Organisations"]


class Organisations(Belonging):
    """The questions about organisations and what they share."""

    def organisations(
        self,
        kind: str | None = None,
        *,
        scope: str | None = None,
        field: str | None = None,
        containing: str | None = None,
        member: State | Organisation | str | int | None = None,
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
        member : State, Organisation, str or int, optional
            Only those to which this state or organisation belongs.
        role : str, optional
            With ``member``, in which role; by default as a full member.
        on : str, datetime.date, int or Date, optional
            With ``member``, on which day, or on any day of a coarser date; by default the day up to which the record is complete.

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
        ('aiib',)
        >>> cica.organisations(containing="turk").ids
        ('turkpa', 'ots')
        >>> "csto" in cica.organisations(member="UZB", on="2010-01-01"), "csto" in cica.organisations(member="UZB")
        (True, False)
        """
        if kind is not None:
            from cica.model.organisations import OrganisationKind

            one_of("kind", kind, get_args(OrganisationKind))
        roles = self._checked(scope, field, role)
        if member is None:
            if role is not None or on is not None:
                raise OptionError("role= and on= say how and when a member belongs: give member= too")
            return Table(self._wanted(None, kind, scope, field, containing), title="organisations")
        party = self._names.party(member)
        held = self._on(self._organisations_of(party, roles), on)
        return Table(
            self._wanted(held.organisations, kind, scope, field, containing),
            undetermined=self._wanted(held.open_organisations, kind, scope, field, containing),
            title=lambda: f"organisations of {party} {self._asked(on)}",
        )

    def shared_organisations(
        self,
        first: State | str | int,
        second: State | str | int,
        *,
        role: str | None = None,
        on: When | None = None,
    ) -> Table[Organisation]:
        """The organisations to which two states both belong.

        Parameters
        ----------
        first, second : State, str or int
            The two states.
        role : str, optional
            The role in which both belong to it; by default as full members.
        on : str, datetime.date, int or Date, optional
            The day, or a coarser date, which asks about any day in it; by default the day up to which the record is complete.

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
        return self.exclusive(first, second, role=role, on=on)

    def exclusive(
        self,
        first: State | str | int,
        second: State | str | int,
        *,
        scope: str | None = None,
        field: str | None = None,
        role: str | None = None,
        on: When | None = None,
    ) -> Table[Organisation]:
        """The organisations of a given kind to which two states both belong, with the reason for which each is of that kind.

        If there is only one, it is the only one of its kind in which the two sit together, as far as the record goes.

        Parameters
        ----------
        first, second : State, str or int
            The two states.
        scope : str, optional
            Only ``"regional"``, ``"cross-regional"`` or ``"universal"`` ones.
        field : str, optional
            Only those of this field: ``"political-security"``, ``"general"``, ``"economic"``, ``"bank"``, ``"science"`` or
            ``"cultural"``.
        role : str, optional
            The role in which both belong to it; by default as full members.
        on : str, datetime.date, int or Date, optional
            The day, or a coarser date, which asks about any day in it; by default the day up to which the record is complete.

        Returns
        -------
        Table of Organisation
            The organisations, with their scope and field and why; those of which the evidence, or the coverage of the record,
            leaves it open are apart, in ``undetermined``.

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
        one, other = self._names.state(first), self._names.state(second)
        here, there = self._on(self._organisations_of(one, roles), on), self._on(self._organisations_of(other, roles), on)
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
            return f"{words} of {one} and {other} {self._asked(on)}"

        return Table(
            self._wanted(certain, scope=scope, field=field),
            undetermined=self._wanted(perhaps, scope=scope, field=field),
            title=title,
            columns=columns,
        )

    def overlap(self, first: Organisation | str = "cica", second: Organisation | str = "sco", *, on: When | None = None) -> Overlap:
        """Which states belong to both of two organisations, and which to one of them only.

        Parameters
        ----------
        first, second : Organisation or str
            The two organisations.
        on : str, datetime.date, int or Date, optional
            The day, or a coarser date, which asks about any day in it; by default the day up to which the record is complete.

        Returns
        -------
        Overlap
            The members of both, of the first only, and of the second only, with shares.

        Raises
        ------
        NotFoundError
            If the record knows no such organisation, or not who belongs to it.
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> cica.overlap("cica", "osce", on="2015-03-01").both.ids
        ('AZE', 'KAZ', 'KGZ', 'MNG', 'RUS', 'TJK', 'TUR', 'UZB')
        """
        from cica.model.crossings import Overlap

        one, other = self._names.organisation(first), self._names.organisation(second)
        full = self._spells.FULL
        here, there = self._on(self._members_of(one, full), on), self._on(self._members_of(other, full), on)
        states = cast("tuple[State, ...]", here.parties), cast("tuple[State, ...]", there.parties)
        doubts = cast("tuple[State, ...]", here.open_parties)
        open_ = (here.ids | here.open_ids) & (there.ids | there.open_ids) - (here.ids & there.ids)

        def named(words: str) -> Callable[[], str]:
            return lambda: words.format(self._label(one), self._label(other)) + f" {self._asked(on)}"

        only_first = [state for state in states[0] if state.id not in there.ids and state.id not in there.open_ids]
        only_second = [state for state in states[1] if state.id not in here.ids and state.id not in here.open_ids]
        return Overlap(
            one,
            other,
            Table(
                [state for state in states[0] if state.id in there.ids],
                undetermined=[state for state in (*states[0], *doubts) if state.id in open_] if open_ else (),
                title=named("members of both {} and {}"),
            ),
            Table(only_first, title=named("members of {} and not of {}")),
            Table(only_second, title=named("members of {1} and not of {0}")),
        )

    def joint_memberships(
        self, first: State | str | int, second: State | str | int, organisation: Organisation | str | None = None
    ) -> Table[JointMembership]:
        """The times for which two states both were full members of an organisation.

        Parameters
        ----------
        first, second : State, str or int
            The two states.
        organisation : Organisation or str, optional
            Only in this organisation; by default in all.

        Returns
        -------
        Table of JointMembership
            The times, by first day; those of which the evidence leaves open whether there was a day on which both belonged to it
            are apart, in ``undetermined``.

        Raises
        ------
        NotFoundError
            If there is no such state or organisation.

        Examples
        --------
        >>> import cica
        >>> cica.joint_memberships("IND", "PAK", "sco").to_dicts()[0]["start"]
        '2017-06-09'
        """
        from cica.model.crossings import JointMembership

        one, other = self._names.state(first), self._names.state(second)
        within = self._names.organisation(organisation).id if organisation is not None else None
        theirs = self._spells.find(other.id, within, self._spells.FULL)
        certain: list[JointMembership] = []
        perhaps: list[JointMembership] = []
        for mine in self._spells.find(one.id, within, self._spells.FULL):
            for its in theirs:
                begun, surely_begun = max(mine[0], its[0]), max(mine[1], its[1])
                over, surely_over = min(mine[2], its[2]), min(mine[3], its[3])
                if mine[6] == its[6] and begun < surely_over:
                    number = sum(joint.organisation.id == mine[6] for joint in (*certain, *perhaps)) + 1
                    key = f"{mine[6]}-{one.id.lower()}-{other.id.lower()}" + (f"-{number}" if number > 1 else "")
                    start, end = _date(begun, surely_begun), _date(over, surely_over)
                    joint = JointMembership(key, self._order[mine[6]][1], one, other, start, end)
                    (certain if surely_begun < over else perhaps).append(joint)
        certain.sort(key=lambda joint: (joint.start is None, joint.start.sort_key if joint.start else ()))
        return Table(certain, undetermined=perhaps, title=f"joint memberships of {one} and {other}")

    def member_years(
        self,
        member: State | str | int | None = None,
        organisation: Organisation | str | None = None,
        *,
        start: int = 1945,
        end: int | None = None,
    ) -> Table[MemberYear]:
        """The status of states in organisations, year by year.

        Parameters
        ----------
        member : State, str or int, optional
            Only of this state.
        organisation : Organisation or str, optional
            Only in this organisation.
        start, end : int, optional
            First and last year; by default from 1945 to the year in which the record ends.

        Returns
        -------
        Table of MemberYear
            One row for each organisation, state and year in which the state had a role in it; those of which the evidence leaves it
            open are apart, in ``undetermined``.

        Raises
        ------
        NotFoundError
            If there is no such state or organisation.

        Notes
        -----
        A year counts by the fullest role on any day of it, as in the Correlates of War data, whose status codes stand in
        ``cow_status``.

        Examples
        --------
        >>> import cica
        >>> [(row.organisation.id, row.cow_status) for row in cica.member_years("KOR", start=2005, end=2005)]
        [('apec', 1), ('un', 1), ('cica', 3), ('osce', 0), ('arf', 1), ('acd', 1)]
        """
        from cica.model.crossings import MemberYear
        from cica.model.organisations import Organisation

        party = self._names.state(member) if member is not None else None
        within = self._names.organisation(organisation) if organisation is not None else None
        certain: list[MemberYear] = []
        perhaps: list[MemberYear] = []
        for year, sure, open_ in self._yearly(self.memberships(party, within), start, end):
            for best, rows in ((sure, certain), (open_, perhaps)):
                for spell in best.values():
                    if not isinstance(state := spell.member, Organisation):
                        rows.append(MemberYear(spell.organisation, state, year, spell.role, spell.cow_status))
        about = (f" of {party}" if party else "") + (f" in {self._label(within)}" if within else "")
        return Table(certain, undetermined=perhaps, title=f"years{about}")

    def dyad_years(
        self,
        first: State | str | int,
        second: State | str | int,
        organisation: Organisation | str | None = None,
        *,
        start: int = 1945,
        end: int | None = None,
    ) -> Table[DyadYear]:
        """The status of two states in organisations, year by year, and whether both were full members.

        Parameters
        ----------
        first, second : State, str or int
            The two states.
        organisation : Organisation or str, optional
            Only in this organisation; by default in all.
        start, end : int, optional
            First and last year; by default from 1945 to the year in which the record ends.

        Returns
        -------
        Table of DyadYear
            One row for each organisation and year in which at least one of the two had a role in it; where the evidence leaves
            the role of one of them open in that year, the row is apart, in ``undetermined``, with the status that is certain.

        Raises
        ------
        NotFoundError
            If there is no such state or organisation.

        Notes
        -----
        A year counts by the fullest role on any day of it, as in the Correlates of War data, whose status codes are used.

        Examples
        --------
        >>> import cica
        >>> [row.organisation.id for row in cica.dyad_years("KAZ", "KGZ", start=2000, end=2000) if row.joint]
        ['cis', 'osce', 'un', 'eco', 'oic', 'cica']
        """
        from cica.model.crossings import DyadYear

        one, other = self._names.state(first), self._names.state(second)
        within = self._names.organisation(organisation) if organisation is not None else None
        spells = [*self.memberships(one, within), *self.memberships(other, within)]
        organisations = {spell.organisation.id: spell.organisation for spell in spells}
        certain: list[DyadYear] = []
        perhaps: list[DyadYear] = []
        for year, sure, open_ in self._yearly(spells, start, end):
            for key in dict.fromkeys(key for key, _ in (*sure, *open_)):
                codes = [sure[key, state.id].cow_status if (key, state.id) in sure else 0 for state in (one, other)]
                doubtful = (key, one.id) in open_ or (key, other.id) in open_
                row = DyadYear(organisations[key], one, other, year, codes[0], codes[1], int(codes == [1, 1]))
                (perhaps if doubtful else certain).append(row)
        return Table(certain, undetermined=perhaps, title=f"years of {one} and {other}")

    def _yearly(
        self, spells: Iterable[Membership], start: int, end: int | None
    ) -> Iterator[tuple[int, dict[tuple[str, str], Membership], dict[tuple[str, str], Membership]]]:
        """For each year the fullest membership by organisation and member: what is certain, and what may have been fuller."""
        from cica.model.roles import FULLNESS

        roster = self._spells.roster([self._spells.bounded(spell.id) for spell in spells])
        for year in range(start, (self.as_of.year if end is None else end) + 1):
            first, last = datetime.date(year, 1, 1), min(datetime.date(year, 12, 31), max(self.as_of, datetime.date(year, 1, 1)))
            found = roster.on(first, last)
            best: tuple[dict[tuple[str, str], Membership], dict[tuple[str, str], Membership]] = ({}, {})
            for kept, part in zip(best, (found.spells, found.open_spells), strict=True):
                for spell in part:
                    key = spell.organisation.id, spell.member.id
                    if all(key not in earlier or FULLNESS[spell.role] < FULLNESS[earlier[key].role] for earlier in best):
                        kept[key] = spell
            yield year, *best

    def _checked(self, scope: str | None, field: str | None, role: str | None) -> tuple[str, ...]:
        """The roles asked about, once it is clear that all that was given is there."""
        if scope is not None or field is not None or role is not None:
            from cica.model.organisations import Field, Scope
            from cica.model.roles import Role

            one_of("scope", scope, get_args(Scope))
            one_of("field", field, get_args(Field))
            one_of("role", role, get_args(Role))
        return self._spells.FULL if role is None else (role,)

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
            from cica.normalise import normalise

            text = normalise(containing)
            found = [o for o in found if any(text in normalise(n) for n in (o.id, o.name, o.abbreviation, *o.former_names))]
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


def _date(least: int, most: int) -> Date | None:
    """A date between two days given as numbers; None where neither side is known, or nothing is to come."""
    from cica.dates import Date
    from cica.record.spells import NEVER

    first = datetime.date.fromordinal(least) if 1 < least < NEVER else None
    last = datetime.date.fromordinal(most) if most < datetime.date.max.toordinal() else None
    return Date.between(first, last) if first or last else None
