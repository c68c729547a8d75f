"""What two organisations have in common, and what two states."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, cast

from cica.questions.base import Base
from cica.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from cica.dates.date import Date, When
    from cica.model.entity import Entity
    from cica.model.organisations import Organisation
    from cica.model.others import OtherEntity
    from cica.model.states import State
    from cica.tables.crossings import JointMembership, Overlap

__all__ = ["Overlaps"]


class Overlaps(Base):
    """The questions about what two organisations, or two states, have in common."""

    def overlap(self, first: Organisation | str = "cica", second: Organisation | str = "sco", *, on: When | None = None) -> Overlap:
        """Which states belong to both of two organisations, and which to one of them only.

        Parameters
        ----------
        first, second : Organisation or str
            The two organisations.
        on : str, datetime.date, int or Date, optional
            The day, or a coarser date, which asks about any day in it; by default the day to which the record is updated.

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
        one, other = (self._found(self._names.organisation, given, date="on={}") for given in (first, second))
        return self._overlap(one, other, on, self._days(on))

    def _overlap(
        self, one: Organisation, other: Organisation, on: When | None, days: tuple[datetime.date, datetime.date]
    ) -> Overlap:
        """What two organisations have in common on some days, which were found already."""
        from cica.tables.crossings import Overlap

        here, there = (
            self._rosters.on(self._rosters.members_of(organisation, self._rosters.FULL), *days) for organisation in (one, other)
        )
        sides = [
            (
                found.ids,
                found.open_ids,
                {party.id: cast("State | OtherEntity", party) for party in (*found.parties, *found.open_parties)},
            )
            for found in (here, there)
        ]
        states = {**sides[0][2], **sides[1][2]}

        began = [{bounded[5]: bounded[:2] for bounded in reversed((*found.certain, *found.perhaps))} for found in (here, there)]

        def shown(mine: int, its: int | None) -> Callable[[], dict[str, Callable[[Entity], object]]]:
            def since(party: Entity) -> Date | None:
                known = [began[side][party.id] for side in (mine, its) if side is not None and party.id in began[side]]
                return _date(*map(max, zip(*known, strict=True)))

            return lambda: {
                "id": lambda party: party.id,
                "name": str,
                "subregion": lambda party: getattr(party, "subregion", ""),
                "since": since,
            }

        def named(words: str) -> Callable[[], str]:
            return lambda: words.format(self._label(one), self._label(other)) + f" {self._asked(on)}"

        def parts(mine: int, its: int | None) -> tuple[list[State | OtherEntity], list[State | OtherEntity]]:
            """Those that belong to the one and to the other, or not to the other: for certain, and perhaps."""
            (ids, open_ids, _), (others, open_others, _) = sides[mine], sides[1 - mine]
            if its is None:
                sure, maybe = ids - others - open_others, (ids | open_ids) - others
            else:
                sure, maybe = ids & others, (ids | open_ids) & (others | open_others)
            return [states[key] for key in states if key in sure], [
                states[key] for key in states if key in maybe and key not in sure
            ]

        tables = [
            Table(certain, undetermined=perhaps, title=named(words), columns=shown(*which), find=self._party, strict=True)
            for which, words in (
                ((0, 1), "members of both {} and {}"),
                ((0, None), "members of {} and not of {}"),
                ((1, None), "members of {1} and not of {0}"),
            )
            for certain, perhaps in [parts(*which)]
        ]
        return Overlap(one, other, *tables)

    def joint_memberships(
        self,
        first: State | OtherEntity | str | int,
        second: State | OtherEntity | str | int,
        organisation: Organisation | str | None = None,
    ) -> Table[JointMembership]:
        """The times for which two states both were full members of an organisation.

        Parameters
        ----------
        first, second : State, OtherEntity, str or int
            The two states; former ones too, and what is no state, such as Hong Kong.
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
        from cica.model.organisations import Organisation
        from cica.tables.crossings import JointMembership

        one, other = self._names.member(first), self._names.member(second)
        within = self._names.organisation(organisation).id if organisation is not None else None
        theirs = self._rosters.find(other.id, within, self._rosters.FULL)
        certain: list[JointMembership] = []
        perhaps: list[JointMembership] = []
        for mine in self._rosters.find(one.id, within, self._rosters.FULL):
            for its in theirs:
                begun, surely_begun = max(mine[0], its[0]), max(mine[1], its[1])
                over, surely_over = min(mine[2], its[2]), min(mine[3], its[3])
                if mine[6] == its[6] and begun < surely_over:
                    number = sum(joint.organisation.id == mine[6] for joint in (*certain, *perhaps)) + 1
                    key = f"{mine[6]}-{one.id.lower()}-{other.id.lower()}" + (f"-{number}" if number > 1 else "")
                    start, end = _date(begun, surely_begun), _date(over, surely_over)
                    joint = JointMembership(key, self._package.get(Organisation, mine[6]), one, other, start, end)
                    (certain if surely_begun < over else perhaps).append(joint)
        certain.sort(key=lambda joint: (joint.start is None, joint.start.sort_key if joint.start else ()))
        return Table(certain, undetermined=perhaps, title=f"joint memberships of {one} and {other}")


def _date(least: int, most: int) -> Date | None:
    """A date between two days given as numbers; None where neither side is known, or nothing is to come."""
    from cica.dates.date import Date
    from cica.questions.spells import NEVER

    first = datetime.date.fromordinal(least) if 1 < least < NEVER else None
    last = datetime.date.fromordinal(most) if most < datetime.date.max.toordinal() else None
    return Date.between(first, last) if first or last else None
