"""What the names of a record are read from."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cica.model.entity import Entity

    E = TypeVar("E", bound=Entity)

__all__ = ["Holdings"]


class Holdings(Protocol):
    """What holds the states, the organisations and their names: rows of text by table and identifier, and the object of each."""

    @property
    def as_of(self) -> datetime.date:
        """The day up to which they are known."""
        ...

    def rows(self, table: str, /) -> Mapping[str, tuple[int, Mapping[str, str]]]:
        """The rows of a table by identifier, each with its line number; none of a table that is not there."""
        ...

    def index(self) -> bytes | None:
        """What everything is called by normalised name, as `cica.names.index` has it; None if it was not made yet."""
        ...

    def row(self, table: str, key: str, /) -> tuple[int, Mapping[str, str]]:
        """A row with its line number."""
        ...

    def having(self, table: str, column: str, value: str, /) -> list[str]:
        """The identifiers of the rows of a table that have a value in a column."""
        ...

    def get(self, cls: type[E], key: str, /) -> E:
        """The object with an identifier."""
        ...

    def own(self, item: E, /, *tables: str) -> E:
        """The object here with the identifier of one that may come from elsewhere."""
        ...
