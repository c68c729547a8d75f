"""What differs between two records."""

from typing import ClassVar, Literal, TypeAlias

import attrs

from cica.model.entity import Entity
from cica.model.sources import Statement

__all__ = ["Change", "ChangeKind"]

ChangeKind: TypeAlias = Literal["added", "removed", "revised"]


def _id_of_change(change: "Change") -> str:
    return f"{change.table}/{change.row}/{change.field}"


@attrs.frozen(eq=False, repr=False)
class Change(Entity):
    """One difference between two records, as `cica.diff` lists it.

    Attributes
    ----------
    id : str
        Identifier made of table, row and field.
    table, row, field : str
        Table, identifier and field of the fact. Of a fact that came or went, the field is the one that dates it, or its name.
    kind : str
        ``added``, ``removed`` or ``revised``.
    old, new : str
        The value in the earlier and in the later record, in the notation of the field; empty where there is none.
    statement : Statement or None
        What a source says that stands behind the new value.

    Examples
    --------
    >>> import cica
    >>> change = cica.diff("2017-12-31", "2018-12-31")["chairmanships/china-2014/end"]
    >>> change.kind, change.old, change.new
    ('revised', '2018', '2018-09-24')
    """

    table_name: ClassVar[str] = "changes"
    columns: ClassVar[tuple[str, ...]] = ("kind", "row", "field", "old", "new", "publisher")

    table: str
    row: str
    field: str
    kind: ChangeKind
    old: str = ""
    new: str = ""
    statement: Statement | None = None
    id: str = attrs.field(init=False, default=attrs.Factory(_id_of_change, takes_self=True))

    @property
    def publisher(self) -> str:
        """Who stands behind the new value; empty where no statement does.

        Examples
        --------
        >>> import cica
        >>> cica.diff("2018-09-23", "2018-09-24")["chairmanships/china-2014/end"].publisher != ""
        True
        """
        return self.statement.publisher if self.statement else ""

    def __str__(self) -> str:
        values = f"{self.old or 'none'} to {self.new or 'none'}" if self.kind == "revised" else self.new or self.old
        return f"{self.row} {self.kind}: {self.field} {values}"
