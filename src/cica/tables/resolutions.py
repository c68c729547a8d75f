"""What the names and codes of a list stand for, and how each was read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias, cast

import attrs

from cica.model.entity import Cell, Entity
from cica.model.others import OtherEntity
from cica.model.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cica.tables.table import Table

__all__ = ["Finding", "Resolution", "Resolved", "Rule"]

Finding: TypeAlias = Literal["state", "former state", "no state", "group", "ambiguous", "unknown", "missing"]
Rule: TypeAlias = Literal["object", "code", "name", "marks", "words", "sort", "abbreviation", "pair", "cut", "column"]
CLEAR = ("state", "former state", "no state")


@attrs.frozen(eq=False, repr=False)
class Resolution(Entity):
    """What one of the names or codes of a list stands for.

    Attributes
    ----------
    id : str
        The name or code as text, with the date at which it was read, if there is one.
    given : str
        The name or code.
    on : str or None
        The date at which it was read.
    count : int
        How often it stands in the list.
    finding : str
        ``"state"``; ``"former state"``; ``"no state"``, of what the record knows beside states, such as Hong Kong; ``"group"``, of
        states; ``"ambiguous"``; ``"unknown"``; or ``"missing"``, of an empty cell.
    entity : State, FormerState, OtherEntity or None
        What it stands for.
    rule : str or None
        How it was read: as an ``"object"`` of the record, a ``"code"``, a ``"name"`` as it stands; without the ``"marks"`` that
        stand around it; with its ``"words"`` in another order, in full, or without one that says nothing; as the ``"sort"`` of
        state that it is, and its name; as an ``"abbreviation"``, by dots or initials; as a ``"pair"`` of names; as one that was
        ``"cut"`` off; or by what else stands in the ``"column"``.
    may_be : tuple of State
        Of an ambiguous name what it may be.

    Examples
    --------
    >>> import cica
    >>> cica.resolve(["Republik Burundi"]).table[0]
    <Resolution Republik Burundi: Burundi, by sort>
    """

    table_name: ClassVar[str] = "resolutions"
    columns: ClassVar[tuple[str, ...]] = ("given", "count", "finding", "entity", "rule", "may_be")

    id: str
    given: str
    count: int
    finding: Finding
    entity: State | OtherEntity | None = None
    rule: Rule | None = None
    may_be: tuple[State | OtherEntity, ...] = ()
    on: str | None = None

    def __str__(self) -> str:
        if self.entity is None:
            return f"{self.finding}, may be {' or '.join(map(str, self.may_be))}" if self.may_be else self.finding
        return f"{self.entity}, by {self.rule}"


@attrs.frozen(repr=False)
class Resolved:
    """What the names and codes of a list stand for, in the order of the list.

    Attributes
    ----------
    entities : tuple of State, FormerState, OtherEntity or None
        What each stands for; None of what is ambiguous, unknown or missing.
    table : Table of Resolution
        What was found, once for each name and date, in the order in which they first stand in the list.

    Notes
    -----
    Iterate over it, or ask for its length, as over the list; `ids` goes into a column of a data frame.

    Examples
    --------
    >>> import cica
    >>> found = cica.resolve(["Viet Nam", "USSR", "Korea", "Atlantis", "Viet Nam"])
    >>> found.ids
    ('VNM', 'soviet-union', None, None, 'VNM')
    """

    entities: tuple[State | OtherEntity | None, ...]
    table: Table[Resolution]

    @property
    def ids(self) -> tuple[str | None, ...]:
        """The identifier in the record of what each stands for.

        Examples
        --------
        >>> import cica
        >>> cica.resolve(["Türkiye", None]).ids
        ('TUR', None)
        """
        return tuple(None if entity is None else entity.id for entity in self.entities)

    @property
    def unclear(self) -> Table[Resolution]:
        """What somebody has to look at: groups of states, and what is ambiguous or unknown.

        Examples
        --------
        >>> import cica
        >>> cica.resolve(["Korea", "Kazahkstan", "World"]).unclear.ids
        ('Korea', 'Kazahkstan', 'World')
        """
        from cica.tables.table import Table

        rows = [row for row in self.table if row.finding not in (*CLEAR, "missing")]
        return Table(rows, title="names and codes to look at")

    def to_dict(self) -> dict[str, Cell]:
        """What was found as a plain dictionary, which JSON takes.

        Returns
        -------
        dict
            The ``ids``, in the order of the list, and the ``table`` as a list, as `Table.to_dicts` gives it.

        Examples
        --------
        >>> import cica
        >>> cica.resolve(["Viet Nam", "Atlantis"]).to_dict()["ids"]
        ['VNM', None]
        """
        return {"ids": cast("Cell", [*self.ids]), "table": self.table.to_dicts()}

    def __len__(self) -> int:
        return len(self.entities)

    def __iter__(self) -> Iterator[State | OtherEntity | None]:
        return iter(self.entities)

    def __repr__(self) -> str:
        return f"{self._counted()}\n{self.table!r}"

    def _repr_html_(self) -> str:
        return f"<p>{self._counted()}</p>{self.table._repr_html_()}"

    def _counted(self) -> str:
        """How many of the list were found to be what."""
        counts: Counter[str] = Counter()
        for row in self.table:
            counts[row.finding] += row.count
        return f"{len(self)} in the list: " + ", ".join(f"{finding} {count}" for finding, count in counts.items())
