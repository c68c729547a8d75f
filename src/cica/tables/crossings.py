"""What two states, or two organisations, have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import attrs

from cica.dates.date import Date
from cica.model.entity import Cell, Entity, Spell
from cica.model.organisations import Organisation
from cica.model.others import OtherEntity
from cica.model.roles import Role
from cica.model.states import State

if TYPE_CHECKING:
    from cica.tables.table import Table

SHOWN = 10  # how many of the states of which it is undetermined are shown

__all__ = ["DyadYear", "JointMembership", "MemberYear", "Overlap", "SharedTie", "Tie"]


@attrs.frozen(eq=False, repr=False)
class JointMembership(Spell):
    """A time for which two states both belonged to an organisation.

    Attributes
    ----------
    id : str
        Identifier made of the organisation, the two states and a number.
    organisation : Organisation
        The organisation.
    first, second : State
        The two states.
    start : Date or None
        First day on which both belonged to it; None where nothing is known of it.
    end : Date or None
        First day on which one of them no longer did; None while both do, as far as the record goes.

    Examples
    --------
    >>> import cica
    >>> joint = cica.joint_memberships("KAZ", "KGZ", "sco")[0]
    >>> str(joint.start), joint.end
    ('2001-06-15', None)
    """

    table_name: ClassVar[str] = "joint_memberships"
    columns: ClassVar[tuple[str, ...]] = ("organisation", "start", "end")

    id: str
    organisation: Organisation
    first: State | OtherEntity
    second: State | OtherEntity
    start: Date | None = None
    end: Date | None = None

    def __str__(self) -> str:
        organisation = self.organisation.abbreviation or self.organisation.name
        return f"{self.first} and {self.second} in {organisation} {self.period}"


def _id_of_member_year(row: MemberYear) -> str:
    return f"{row.organisation.id}-{row.member.id}-{row.year}"


@attrs.frozen(eq=False, repr=False)
class MemberYear(Entity):
    """The status of a state in an organisation in a year.

    Attributes
    ----------
    id : str
        Identifier made of organisation, state and year.
    organisation : Organisation
        The organisation.
    member : State
        The state.
    year : int
        The year.
    role : str
        The fullest role it had on any day of the year.
    cow_status : int
        Its code in the Correlates of War data: 1 for a full member, 2 for an associate, 3 for an observer, 0 otherwise.

    Examples
    --------
    >>> import cica
    >>> [(row.year, row.role, row.cow_status) for row in cica.member_years("LKA", "cica", start=2017, end=2018)]
    [(2017, 'observer', 3), (2018, 'member', 1)]
    """

    table_name: ClassVar[str] = "member_years"
    columns: ClassVar[tuple[str, ...]] = ("year", "organisation", "member", "role", "cow_status")

    organisation: Organisation
    member: State | OtherEntity
    year: int
    role: str
    cow_status: int
    id: str = attrs.field(init=False, default=attrs.Factory(_id_of_member_year, takes_self=True))

    def __str__(self) -> str:
        return f"{self.member}, {self.role} of {self.organisation.abbreviation or self.organisation.name} in {self.year}"


def _id_of_dyad_year(row: DyadYear) -> str:
    return f"{row.organisation.id}-{row.first.id}-{row.second.id}-{row.year}"


@attrs.frozen(eq=False, repr=False)
class DyadYear(Entity):
    """The status of two states in an organisation in a year.

    Attributes
    ----------
    id : str
        Identifier made of organisation, states and year.
    organisation : Organisation
        The organisation.
    first, second : State
        The two states.
    year : int
        The year.
    first_status, second_status : int
        The code of each in the Correlates of War data, of the fullest role it had on any day of the year.
    joint : int
        1 if both were full members, else 0.

    Examples
    --------
    >>> import cica
    >>> [(row.year, row.joint) for row in cica.dyad_years("LKA", "KAZ", "cica", start=2017, end=2018)]
    [(2017, 0), (2018, 1)]
    """

    table_name: ClassVar[str] = "dyad_years"
    columns: ClassVar[tuple[str, ...]] = ("year", "organisation", "first_status", "second_status", "joint")

    organisation: Organisation
    first: State | OtherEntity
    second: State | OtherEntity
    year: int
    first_status: int
    second_status: int
    joint: int
    id: str = attrs.field(init=False, default=attrs.Factory(_id_of_dyad_year, takes_self=True))

    def __str__(self) -> str:
        return self.id


def _id_of_tie(row: Tie) -> str:
    return f"{row.organisation.id}-{row.member.id}"


@attrs.frozen(eq=False, repr=False)
class Tie(Entity):
    """A tie of a state and an organisation: that the one belongs to the other.

    Attributes
    ----------
    id : str
        Identifier made of organisation and state.
    organisation : Organisation
        The organisation.
    member : State or OtherEntity
        The state, or what is none and belongs to it as states do, such as Hong Kong.
    role : str or None
        Its role; None where the record does not say whether it has one.
    since : Date or None
        The first day of that membership; None where nothing is known of it.

    Examples
    --------
    >>> import cica
    >>> [(tie.organisation.id, tie.role, str(tie.since)) for tie in cica.ties("cica", ["KOR"])]
    [('cica', 'member', '2006-06-17')]
    """

    table_name: ClassVar[str] = "ties"
    columns: ClassVar[tuple[str, ...]] = ("organisation", "member", "role", "since")

    organisation: Organisation
    member: State | OtherEntity
    role: Role | None = None
    since: Date | None = None
    id: str = attrs.field(init=False, default=attrs.Factory(_id_of_tie, takes_self=True))

    def __str__(self) -> str:
        return f"{self.member}, {self.role or 'perhaps'} of {self.organisation.abbreviation or self.organisation.name}"


def _id_of_shared_tie(row: SharedTie) -> str:
    return f"{row.first.id}-{row.second.id}"


@attrs.frozen(eq=False, repr=False)
class SharedTie(Entity):
    """A tie of two states by the organisations that they share, or of two organisations by their common members.

    Attributes
    ----------
    id : str
        Identifier made of the two.
    first, second : State, OtherEntity or Organisation
        The two.
    weight : int
        How many they share for certain.
    weight_at_most : int
        How many they share, if all that is undetermined holds.

    Examples
    --------
    >>> import cica
    >>> tie = cica.ties(states=["ISR", "IRN"], projection="states", on="2015-01-01")[0]
    >>> tie.id, tie.weight, tie.weight_at_most
    ('IRN-ISR', 3, 3)
    """

    table_name: ClassVar[str] = "shared_ties"
    columns: ClassVar[tuple[str, ...]] = ("first", "second", "weight", "weight_at_most")

    first: State | OtherEntity | Organisation
    second: State | OtherEntity | Organisation
    weight: int
    weight_at_most: int
    id: str = attrs.field(init=False, default=attrs.Factory(_id_of_shared_tie, takes_self=True))

    def __str__(self) -> str:
        shared = str(self.weight) if self.weight == self.weight_at_most else f"{self.weight} to {self.weight_at_most}"
        return f"{self.first} and {self.second}, who share {shared}"


@attrs.frozen(repr=False)
class Overlap:
    """Which states belong to both of two organisations, and which to one of them only.

    Attributes
    ----------
    first, second : Organisation
        The two organisations.
    both : Table of State
        The members of both; those that may be, as far as the evidence and the coverage of the record go, apart in ``undetermined``.
    only_first, only_second : Table of State
        The members of one and not of the other; those that may be, apart in ``undetermined``.

    Examples
    --------
    >>> import cica
    >>> overlap = cica.overlap("cica", "sco", on="2015-03-01")
    >>> overlap.both.ids
    ('CHN', 'KAZ', 'KGZ', 'RUS', 'TJK', 'UZB')
    >>> round(overlap.share_of_first, 2), overlap.share_of_second
    (0.23, 1.0)
    """

    first: Organisation
    second: Organisation
    both: Table[State | OtherEntity]
    only_first: Table[State | OtherEntity]
    only_second: Table[State | OtherEntity]

    @property
    def undetermined(self) -> Table[State | OtherEntity]:
        """The states of which it is undetermined in which of the three tables they stand, or whether in any.

        Examples
        --------
        >>> import cica
        >>> cica.overlap("cica", "osce", on="2011-05-01").undetermined.ids
        ('BHR', 'KHM')
        """
        from cica.tables.table import Table

        parts = (self.both, self.only_first, self.only_second)
        found = dict.fromkeys(state for table in parts for state in table.undetermined)
        return Table(sorted(found, key=str), title=f"{self.both.title}: undetermined", find=self.both._find, strict=True)

    @property
    def share_of_first(self) -> float | None:
        """The share of the first's members that belong to the second too; None where it is undetermined, or there are no members.

        Examples
        --------
        >>> import cica
        >>> cica.overlap("sco", "cica", on="2026-01-01").share_of_first
        0.9
        """
        return _certain(self.range_of_first, self.both, self.only_first)

    @property
    def share_of_second(self) -> float | None:
        """The share of the second's members that belong to the first too; None where it is undetermined, or there are no members.

        Examples
        --------
        >>> import cica
        >>> cica.overlap("cica", "sco", on="2026-01-01").share_of_second
        0.9
        """
        return _certain(self.range_of_second, self.both, self.only_second)

    @property
    def range_of_first(self) -> tuple[float, float] | None:
        """The least and the greatest that the share of the first's members can be, if it has any; None if it has none.

        Examples
        --------
        >>> import cica
        >>> overlap = cica.overlap("cica", "aiib", on="2020-01-01")
        >>> overlap.share_of_first == overlap.range_of_first[0] == overlap.range_of_first[1]
        True
        >>> overlap.share_of_second is None
        True
        """
        return _range(self.both, self.only_first)

    @property
    def range_of_second(self) -> tuple[float, float] | None:
        """The least and the greatest that the share of the second's members can be, if it has any; None if it has none.

        Of an organisation of which the record does not cover every state, whoever else may belong to it counts in the least.

        Examples
        --------
        >>> import cica
        >>> least, greatest = cica.overlap("cica", "aiib", on="2020-01-01").range_of_second
        >>> round(least, 2), round(greatest, 2)
        (0.13, 0.36)
        """
        return _range(self.both, self.only_second)

    def to_dict(self) -> dict[str, Cell]:
        """The overlap as a plain dictionary, which JSON takes.

        Returns
        -------
        dict
            The identifiers of the two organisations, and each of the tables as a list, as `Table.to_dicts` gives it.

        Examples
        --------
        >>> import cica
        >>> told = cica.overlap("cica", "sco", on="2015-03-01").to_dict()
        >>> told["first"], [state["id"] for state in told["both"]]
        ('cica', ['CHN', 'KAZ', 'KGZ', 'RUS', 'TJK', 'UZB'])
        """
        tables = {name: getattr(self, name) for name in ("both", "only_first", "only_second", "undetermined")}
        told: dict[str, Cell] = {name: table.to_dicts() for name, table in tables.items()}
        return {"first": self.first.id, "second": self.second.id, **told}

    def _rows(self) -> list[tuple[str, str, str]]:
        one, other = (organisation.abbreviation or organisation.name for organisation in (self.first, self.second))
        parts = (("both", self.both), (f"{one} only", self.only_first), (f"{other} only", self.only_second))
        rows = [(name, str(len(table)), ", ".join(sorted(map(str, table)))) for name, table in parts]
        named = list(map(str, self.undetermined))
        if named:
            rows.append(
                (
                    "undetermined",
                    str(len(named)),
                    ", ".join(named[:SHOWN]) + f" and {len(named) - SHOWN} more" * (len(named) > SHOWN),
                )
            )
        shares = f"{_percent(self.range_of_first)} of the members of {one}, {_percent(self.range_of_second)} of those of {other}"
        return [*rows, ("share", "", shares)]

    def __repr__(self) -> str:
        return self._repr_text()

    def _repr_text(self, room: int | None = 80) -> str:
        """The three tables in lines, for a terminal."""
        from cica.display.layout import hung

        rows = self._rows()
        broad = max(len(name) for name, _, _ in rows)
        lines = [line.rstrip() for name, count, names in rows for line in hung(f"{name:<{broad}}  {count:>3}  ", names, room)]
        return "\n".join([self.both.title, *lines])

    def _repr_html_(self) -> str:
        from cica.display.layout import escape, rows_html

        return rows_html(escape(self.both.title), self._rows())


def _range(both: Table[State | OtherEntity], only: Table[State | OtherEntity]) -> tuple[float, float] | None:
    """The least and the greatest share of those in both, of a whole; None of nothing."""
    # Whoever may be in the whole and not in the other makes the share smaller, and whoever may be in both makes it greater.
    smaller, greater = {*both, *only, *only.undetermined}, {*both, *only, *both.undetermined}
    if not smaller | greater:
        return None
    least = len({*both}) / len(smaller) if smaller else 1.0
    return least, len({*both, *both.undetermined}) / len(greater) if greater else 0.0


def _certain(bounds: tuple[float, float] | None, *members: Table[State | OtherEntity]) -> float | None:
    """The share, where it can be nothing else, and there are members for certain."""
    return bounds[0] if bounds is not None and bounds[0] == bounds[1] and any(members) else None


def _percent(bounds: tuple[float, float] | None) -> str:
    if bounds is None:
        return "none"
    least, greatest = (f"{bound:.0%}" for bound in bounds)
    return least if least == greatest else f"{least} to {greatest}"
