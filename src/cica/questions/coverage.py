"""How complete the record is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cica.errors import OptionError, one_of, told
from cica.questions.base import Base
from cica.tables.table import Table

if TYPE_CHECKING:
    from cica.model.coverage import Coverage

__all__ = ["Coverages"]


class Coverages(Base):
    """The question how complete the record is."""

    def coverage(self, table: str | None = None, kind: str | None = None) -> Table[Coverage]:
        """How complete the record is: what it holds of each table and kind, from when, and against which count.

        Parameters
        ----------
        table : str, optional
            Only of this table of the data package, such as ``"meetings"``.
        kind : str, optional
            Only of a part of it: of a kind, such as ``"senior-officials"``, of an organ, such as ``"think-tank-forum"``, or of the
            attendance at a meeting, such as ``"summit-6"``.

        Returns
        -------
        Table of Coverage
            What is held, table by table; where sources count, one for each count. `evidence` shows who counts.

        Raises
        ------
        OptionError
            If there is no such table, or the record says nothing of such a part.

        Notes
        -----
        ``complete`` means that no source read shows more than is held, not that there was no more. Of the memberships in the other
        organisations, ``Organisation.coverage`` says for each of which states they are recorded.

        Examples
        --------
        >>> import cica
        >>> for held in cica.coverage("meetings", "ministerial"):
        ...     print(held.brief())
        7 regular meetings of the ministers of foreign affairs: complete
        """
        from cica.package.rows import TABLES

        one_of("table", table, TABLES)
        found = self._extents.of(table)
        parts = {value for row in found for value in row.values}
        if kind is not None and not parts:
            raise OptionError(f"kind={told(kind)}: of {table} the coverage is said as a whole")
        one_of("kind", kind, parts)
        chosen = [row for row in found if kind is None or kind in row.values]
        return Table(chosen, title="statements on coverage" + (f" of {table}" if table else "") + (f", {kind}" if kind else ""))
