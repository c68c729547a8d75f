"""The rows of a data package in which an organisation and those that it continues are one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cica.package.rows import Derived, Row

if TYPE_CHECKING:
    from cica.errors import Problem

__all__ = ["LineageRows"]


class LineageRows(Derived):
    """The rows of a data package in which the memberships in an organisation are in the last one that continues it.

    Parameters
    ----------
    whole : Rows
        The rows in which each organisation stands for itself.
    """

    def problems(self, table: str) -> list[Problem]:
        """What is wrong with the whole."""
        return self._whole.problems(table)

    def holds(self, table: str, key: str) -> bool:
        """Whether there is a row with an identifier, which is the same."""
        return self._whole.holds(table, key)

    def having(self, table: str, column: str, value: str) -> list[str]:
        """The identifiers of the rows of a table that refer to something by a column."""
        if (table, column) != ("memberships", "organisation"):
            return self._whole.having(table, column, value)
        line = [key for key in self._whole.of("organisations") if self._heirs.get(key, key) == value]
        return [found for key in line for found in self._whole.having(table, column, key)]

    def row(self, table: str, key: str) -> tuple[int, Row]:
        """A row with its line number; `KeyError` where there is none."""
        line, row = self._whole.row(table, key)
        if table != "memberships" or row["organisation"] not in self._heirs:
            return line, row
        return line, {**row, "organisation": self._heirs[row["organisation"]]}

    def _make(self, table: str) -> dict[str, tuple[int, Row]]:
        return {key: self.row(table, key) for key in self._whole.of(table)}

    @cached_property
    def _heirs(self) -> dict[str, str]:
        """Of each organisation that another continues the last that does."""
        rows = self._whole.of("organisations")
        heirs = {row["predecessor"]: key for key, (_, row) in rows.items() if "predecessor" in row}
        for key in heirs:
            while heirs[key] in heirs:
                heirs[key] = heirs[heirs[key]]
        return heirs
