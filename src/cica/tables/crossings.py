"""What two states, or two organisations, have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import attrs

from cica.dates.date import Date
from cica.model.entity import Entity, Spell
from cica.model.organisations import Organisation
from cica.model.others import OtherEntity
from cica.model.states import State

if TYPE_CHECKING:
    from cica.tables.table import Table

__all__ = ["DyadYear", "JointMembership", "MemberYear", "Overlap"]


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


@attrs.frozen(repr=False)
class Overlap:
    """Which states belong to both of two organisations, and which to one of them only.

    Attributes
    ----------
    first, second : Organisation
        The two organisations.
    both : Table of State
        The members of both; those that may be, as far as the evidence goes, apart in ``undetermined``.
    only_first, only_second : Table of State
        The members of one and not of the other, for certain.

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
    def share_of_first(self) -> float:
        """The share of the first's members that belong to the second too: of those of which it is known.

        Examples
        --------
        >>> import cica
        >>> cica.overlap("sco", "cica", on="2026-01-01").share_of_first
        0.9
        """
        return _share(self.both, self.only_first)

    @property
    def share_of_second(self) -> float:
        """The share of the second's members that belong to the first too: of those of which it is known.

        Examples
        --------
        >>> import cica
        >>> cica.overlap("cica", "sco", on="2026-01-01").share_of_second
        0.9
        """
        return _share(self.both, self.only_second)

    def _rows(self) -> list[tuple[str, str, str]]:
        one, other = (organisation.abbreviation or organisation.name for organisation in (self.first, self.second))
        parts = (("both", self.both), (f"{one} only", self.only_first), (f"{other} only", self.only_second))
        rows = [(name, str(len(table)), ", ".join(sorted(map(str, table)))) for name, table in parts]
        if self.both.undetermined:
            rows.append(("undetermined", str(len(self.both.undetermined)), ", ".join(map(str, self.both.undetermined))))
        shares = f"{self.share_of_first:.0%} of the members of {one}, {self.share_of_second:.0%} of those of {other}"
        return [*rows, ("share", "", shares)]

    def __repr__(self) -> str:
        from cica.display.layout import WIDTH, wrap

        rows = self._rows()
        indent = max(len(name) for name, _, _ in rows) + 7
        lines = [f"{self.both.title}"]
        for name, count, names in rows:
            first, *more = wrap(names, WIDTH - indent) or [""]
            lines += [f"{name:<{indent - 7}}  {count:>3}  {first}".rstrip(), *(" " * indent + line for line in more)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        import html

        from cica.display.layout import rows_html

        return rows_html(html.escape(self.both.title), self._rows())


def _share(both: Table[State | OtherEntity], only: Table[State | OtherEntity]) -> float:
    """A share of a whole; 0 of nothing."""
    return len(both) / (len(both) + len(only)) if both or only else 0.0
