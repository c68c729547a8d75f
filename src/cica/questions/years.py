"""Who belonged to what, year by year."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from cica.dates.scalars import year_of
from cica.errors import OptionError, told, warn
from cica.questions.base import Base
from cica.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cica.model.memberships import Membership
    from cica.model.organisations import Organisation
    from cica.model.others import OtherEntity
    from cica.model.states import State
    from cica.questions.spells import Bounded
    from cica.tables.crossings import DyadYear, MemberYear

__all__ = ["Years"]


class Years(Base):
    """The questions about years, and about pairs of states in years."""

    def member_years(
        self,
        member: State | OtherEntity | str | int | None = None,
        organisation: Organisation | str | None = None,
        *,
        start: int | str = 1945,
        end: int | str | None = None,
        suspended: str = "member",
    ) -> Table[MemberYear]:
        """The status of states in organisations, year by year.

        Parameters
        ----------
        member : State, OtherEntity, str or int, optional
            Only of this state, former ones too, or of what is no state, such as Hong Kong.
        organisation : Organisation or str, optional
            Only in this organisation.
        start, end : int or str, optional
            First and last year; by default from 1945 to the year in which the record ends.
        suspended : str, default "member"
            What a full member is for the time for which its rights were suspended: a ``"member"`` still; ``"out"``, as the
            Correlates of War code it; or ``"undetermined"``.

        Returns
        -------
        Table of MemberYear
            One row for each organisation, state and year in which the state had a role in it; those of which the evidence leaves it
            open are apart, in ``undetermined``.

        Raises
        ------
        NotFoundError
            If there is no such state or organisation.
        OptionError
            If ``start`` or ``end`` is not a year, or the end is before the start.

        Notes
        -----
        A year counts by the fullest role on any day of it, as in the Correlates of War data, whose status codes stand in
        ``cow_status``.

        Examples
        --------
        >>> import cica
        >>> [(row.organisation.id, row.cow_status) for row in cica.member_years("KOR", start=2005, end=2005)]
        [('adb', 1), ('apec', 1), ('un', 1), ('cica', 3), ('osce', 0), ('arf', 1), ('acd', 1), ('tac', 1), ('eas', 1)]
        """
        from cica.model.organisations import Organisation
        from cica.tables.crossings import MemberYear

        years = self._years(start, end)
        party = self._found(self._names.member, member, date="start={0}, end={0}") if member is not None else None
        within = None if organisation is None else self._within(organisation)
        spells = self._rosters.find(party.id if party else None, within.id if within else None)
        if party is not None:
            self._warn_of_no_years([party], years)
        certain: list[MemberYear] = []
        perhaps: list[MemberYear] = []
        for year, sure, open_ in self._yearly(spells, years, suspended):
            for best, rows in ((sure, certain), (open_, perhaps)):
                for spell in best.values():
                    if not isinstance(state := spell.member, Organisation):
                        rows.append(MemberYear(spell.organisation, state, year, spell.role, spell.cow_status))
        about = (f" of {party}" if party else "") + (f" in {self._label(within)}" if within else "")
        about = about or f" in all {self._rosters.held} organisations of the record"
        return Table(certain, undetermined=perhaps, title=f"years{about}")

    def dyad_years(
        self,
        first: State | OtherEntity | str | int,
        second: State | OtherEntity | str | int,
        organisation: Organisation | str | None = None,
        *,
        start: int | str = 1945,
        end: int | str | None = None,
        suspended: str = "member",
    ) -> Table[DyadYear]:
        """The status of two states in organisations, year by year, and whether both were full members.

        Parameters
        ----------
        first, second : State, OtherEntity, str or int
            The two states; former ones too, and what is no state, such as Hong Kong.
        organisation : Organisation or str, optional
            Only in this organisation; by default in all.
        start, end : int or str, optional
            First and last year; by default from 1945 to the year in which the record ends.
        suspended : str, default "member"
            What a full member is for the time for which its rights were suspended: a ``"member"`` still; ``"out"``, as the
            Correlates of War code it; or ``"undetermined"``.

        Returns
        -------
        Table of DyadYear
            One row for each organisation and year in which at least one of the two had a role in it; where the evidence leaves
            the role of one of them open in that year, the row is apart, in ``undetermined``, with the status that is certain.

        Raises
        ------
        NotFoundError
            If there is no such state or organisation.
        OptionError
            If ``start`` or ``end`` is not a year, or the end is before the start.

        Notes
        -----
        A year counts by the fullest role on any day of it, as in the Correlates of War data, whose status codes are used.

        Examples
        --------
        >>> import cica
        >>> [row.organisation.id for row in cica.dyad_years("KAZ", "KGZ", start=2000, end=2000) if row.joint]
        ['cis', 'osce', 'un', 'cst', 'eco', 'turksoy', 'adb', 'caec', 'oic', 'shanghai-five', 'cica', 'eurasec']
        """
        from cica.model.organisations import Organisation
        from cica.tables.crossings import DyadYear

        years = self._years(start, end)
        one, other = (self._found(self._names.member, party, date="start={0}, end={0}") for party in (first, second))
        within = None if organisation is None else self._within(organisation).id
        spells = [*self._rosters.find(one.id, within), *self._rosters.find(other.id, within)]
        self._warn_of_no_years([one, other], years)
        certain: list[DyadYear] = []
        perhaps: list[DyadYear] = []
        for year, sure, open_ in self._yearly(spells, years, suspended):
            for key in dict.fromkeys(key for key, _ in (*sure, *open_)):
                codes = [sure[key, state.id].cow_status if (key, state.id) in sure else 0 for state in (one, other)]
                doubtful = (key, one.id) in open_ or (key, other.id) in open_
                row = DyadYear(self._package.get(Organisation, key), one, other, year, codes[0], codes[1], int(codes == [1, 1]))
                (perhaps if doubtful else certain).append(row)
        return Table(certain, undetermined=perhaps, title=f"years of {one} and {other}")

    def _within(self, organisation: Organisation | str) -> Organisation:
        """The organisation asked about."""
        return self._found(self._names.organisation, organisation, date="start={0}, end={0}")

    def _years(self, start: int | str, end: int | str | None) -> range:
        """The years from the first to the last, by default to the one in which the record ends."""
        first, ended = year_of("start", start), self.as_of.year
        last = ended if end is None else year_of("end", end)
        if last < first:
            given = f"the record is updated to {self.as_of}, which" if end is None else f"end={told(end)}"
            raise OptionError(f"{given} lies before start={told(start)}")
        return range(first, last + 1)

    def _warn_of_no_years(self, parties: list[State | OtherEntity], years: range) -> None:
        """Warn of a state that existed in none of the years."""
        for party in parties:
            self._warn_of_no_state(party, datetime.date(years[0], 1, 1), datetime.date(years[-1], 12, 31))

    def _yearly(
        self, spells: list[Bounded], years: range, suspended: str
    ) -> Iterator[tuple[int, dict[tuple[str, str], Membership], dict[tuple[str, str], Membership]]]:
        """For each year the fullest membership by organisation and member: what is certain, and what may have been fuller."""
        from cica.model.roles import FULLNESS
        from cica.questions.spells import Roster

        roster = Roster(self._package, self._rosters.counted(spells, suspended))
        ended = self.as_of.year
        if years[-1] > ended:
            warn(f"the record is updated to {self.as_of}; of the years from {ended + 1} on it says nothing")
        for year in years:
            first, last = datetime.date(year, 1, 1), min(datetime.date(year, 12, 31), max(self.as_of, datetime.date(year, 1, 1)))
            found = roster.on(first, last)
            best: tuple[dict[tuple[str, str], Membership], dict[tuple[str, str], Membership]] = ({}, {})
            known = (found.spells, found.open_spells) if year <= ended else ((), (*found.spells, *found.open_spells))
            for kept, part in zip(best, known, strict=True):
                for spell in part:
                    key = spell.organisation.id, spell.member.id
                    if all(key not in earlier or FULLNESS[spell.role] < FULLNESS[earlier[key].role] for earlier in best):
                        kept[key] = spell
            yield year, *best
