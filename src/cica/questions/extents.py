"""How many the record holds of what there was, counted once for all questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from cica.dates.answers import Answer
from cica.dates.date import Date
from cica.model.coverage import Coverage
from cica.package.known import SINCE

if TYPE_CHECKING:
    from cica.package.objects import Package
    from cica.package.rows import Row

__all__ = ["Extents"]


class Extents:
    """What a record says of its completeness, with how many it holds.

    Parameters
    ----------
    package : Package
        The objects of its data package.
    earlier : bool
        Whether it is the record of an earlier day: then nothing is said of what there was nothing of.
    """

    def __init__(self, package: Package, earlier: bool) -> None:
        self._package = package
        self._earlier = earlier
        self._kept: dict[str, Coverage] = {}

    def of(self, table: str | None) -> list[Coverage]:
        """The statements on the completeness of a table, or of all."""
        about = [self._counted(row) for row in self._package.all(Coverage) if table in (None, row.table)]
        return [row for row in about if row.held or not row.where or not self._earlier]

    def line(self, table: str, value: str = "", narrowed: bool = False) -> str:
        """What is said below a table of the display: of the whole table, or of those with a value such as a kind.

        Parameters
        ----------
        table : str
            The table of the data package.
        value : str
            What the rows have in common; all rows if empty.
        narrowed : bool, default False
            Whether the display shows only some of these, to which the counts do not apply.

        Returns
        -------
        str
            A sentence; empty where the record says nothing of it.
        """
        about = [self._counted(row) for row in self._package.all(Coverage) if row.table == table and _concerns(row, value)]
        if not about:
            return ""
        counts = [str(row) for row in about if row.counted is not None and not narrowed]
        said = [*dict.fromkeys(row.words for row in about[:1]), *counts[:3]]
        return f"Coverage: {'; '.join(said)}."

    def _counted(self, coverage: Coverage) -> Coverage:
        """A statement with how many rows are meant that certainly lie within its days; counted once."""
        if coverage.id in self._kept:
            return self._kept[coverage.id]
        first = coverage.start.earliest if coverage.start else None
        last = coverage.end.latest if coverage.end else None
        days = Date.between(first, last) if first or last else None
        dated = SINCE.get(coverage.table, "")
        conditions = coverage.conditions

        def meant(row: Row) -> bool:
            if row.get("status") == "unknown" and coverage.table == "meetings":
                return False
            if coverage.table == "attendances" and row.get("level") == "absent":
                return False
            if any(row.get(column, "") not in values for column, values in conditions.items()):
                return False
            return days is None or (dated in row and Date(row[dated]).within(days) is Answer.YES)

        held = sum(meant(row) for _, row in self._package.rows(coverage.table).values())
        self._kept[coverage.id] = attrs.evolve(coverage, held=held)
        return self._kept[coverage.id]


def _concerns(coverage: Coverage, value: str) -> bool:
    """Whether it speaks of the rows with a value, and no narrower; of all rows without one."""
    columns = set(coverage.conditions)  # an organ and the kind of its meetings are the same rows
    return not coverage.where if not value else value in coverage.values and (columns <= {"kind", "body"} or len(columns) == 1)
