"""How complete the record is: what it holds of each table and kind, against what sources count."""

from typing import ClassVar, Literal, TypeAlias

import attrs

from cica.dates.date import Date
from cica.display.words import when
from cica.model.entity import Entity

__all__ = ["Coverage", "Extent"]

Extent: TypeAlias = Literal["complete", "partial", "undetermined"]


@attrs.frozen(eq=False, repr=False)
class Coverage(Entity):
    """How complete a table of the record is, or a part of it.

    Attributes
    ----------
    id : str
        Identifier, such as ``meetings-senior-officials``.
    name : str
        What is counted, in the plural.
    table : str
        The table.
    extent : str
        ``complete`` where everything is held that any source read shows to have been; ``partial`` where sources show that more has
        been than is held; ``undetermined`` where nothing was found to measure it by.
    where : tuple of str
        Which rows of the table are meant, such as ``kind=senior-officials``: those with one of the values of each column named; all
        if empty.
    start, end : Date or None
        First and last of the days that it speaks of; None for no limit on that side.
    counted : int or None
        How many a source counts, or how many there have to be; None where nobody has counted.
    held : int or None
        How many the record holds within these days: of meetings, those known to have been held.
    note : str
        Remark: what is missing, and where it was looked for.

    Examples
    --------
    >>> import cica
    >>> sixth = cica.coverage("attendances")["attendances-summit-6"]
    >>> sixth.counted, sixth.extent
    (28, 'partial')
    """

    table_name: ClassVar[str] = "coverage"
    columns: ClassVar[tuple[str, ...]] = ("id", "held", "counted", "extent")

    id: str
    name: str
    table: str
    extent: Extent
    where: tuple[str, ...] = ()
    start: Date | None = None
    end: Date | None = None
    counted: int | None = None
    note: str = ""
    held: int | None = None

    @property
    def conditions(self) -> dict[str, tuple[str, ...]]:
        """The columns that say which rows are meant, with the values of each.

        Examples
        --------
        >>> import cica
        >>> cica.coverage("meetings", "troika")[0].conditions
        {'kind': ('troika',)}
        """
        found: dict[str, tuple[str, ...]] = {}
        for condition in self.where:
            column, _, value = condition.partition("=")
            found[column] = (*found.get(column, ()), value)
        return found

    @property
    def values(self) -> frozenset[str]:
        """What the rows that are meant have in common: kinds, organs or meetings.

        Examples
        --------
        >>> import cica
        >>> sorted(cica.coverage("meetings", "working-group")[0].values)
        ['special-working-group', 'working-group']
        """
        return frozenset(value for values in self.conditions.values() for value in values)

    @property
    def span(self) -> str:
        """The days that it speaks of, to follow what is counted; empty where it speaks of all.

        Examples
        --------
        >>> import cica
        >>> cica.coverage("meetings", "summit")[0].span
        ''
        """
        if self.start and self.end:
            return f" from {_plain(self.start)} to {_plain(self.end)}"
        return f" since {_plain(self.start)}" if self.start else f" until {_plain(self.end)}" if self.end else ""

    @property
    def words(self) -> str:
        """How complete it is, in words.

        Examples
        --------
        >>> import cica
        >>> cica.coverage("meetings", "summit")[0].words
        'complete'
        """
        return {"complete": "complete", "partial": "not complete", "undetermined": "how complete is not known"}[self.extent]

    def __str__(self) -> str:
        many = f"{self.held or 0} of {self.counted}" if self.counted is not None else f"{self.held or 0}"
        return f"{many} {self.name}{self.span}"

    def brief(self) -> str:
        """How many, and how complete, in a few words.

        Examples
        --------
        >>> import cica
        >>> cica.coverage("meetings", "summit")[0].brief()
        '6 summits: complete'
        """
        return f"{self}: {self.words}"


def _plain(date: Date) -> str:
    return when(date).removeprefix("on ").removeprefix("in ")
