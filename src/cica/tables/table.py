"""The immutable sequence that every query returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeVar, cast, overload

from cica.errors import NotFoundError, nearest

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa
    from pandas import DataFrame

    from cica.model.entity import Entity
    from cica.tables.plain import Cell

    T_co = TypeVar("T_co", bound=Entity, covariant=True)
else:
    T_co = TypeVar("T_co", covariant=True)

__all__ = ["Table"]

NAMED = 8  # how many undetermined items the line below a table names


class Table(Sequence[T_co]):
    """An immutable sequence of objects of the record, which shows itself as a table.

    Parameters
    ----------
    items : iterable of Entity
        The objects, in order.
    undetermined : iterable of Entity, optional
        Objects of which the evidence does not say whether they belong here. They are not among the items.
    title : str or callable, optional
        What the table holds, in a few words, or what says it when it is asked for.
    columns : mapping of str to callable, or callable, optional
        Headings of the display, each with what it shows of an item, or what gives them; by default the fields in
        ``Entity.columns``.
    coverage : str or callable, optional
        How complete the record is in what the table holds, in a sentence, or what says it.

    Notes
    -----
    Index it by position, by identifier or by a slice; iterate over it; ask it for its length, or whether it contains an
    object or an identifier. Two tables are equal when their items and their undetermined items are.

    Examples
    --------
    >>> import cica
    >>> members = cica.members(on="2011-03-01")
    >>> len(members), members["KOR"].name, "BHR" in members, members.undetermined.ids
    (22, 'South Korea', False, ('BHR', 'KHM'))
    >>> members[:2].ids
    ('AFG', 'ARE')
    """

    __slots__ = ("_extent", "_index", "_items", "_shown", "_told", "_undetermined")

    def __init__(
        self,
        items: Iterable[T_co],
        *,
        undetermined: Iterable[T_co] = (),
        title: str | Callable[[], str] = "",
        columns: Mapping[str, Callable[[T_co], object]] | Callable[[], Mapping[str, Callable[[T_co], object]]] | None = None,
        coverage: str | Callable[[], str] = "",
    ) -> None:
        self._items = tuple(items)
        self._undetermined = tuple(undetermined)
        self._told = title
        self._shown = columns
        self._extent = coverage
        self._index: dict[str, T_co] | None = None

    @property
    def undetermined(self) -> Table[T_co]:
        """The objects of which the evidence does not say whether they belong here.

        Examples
        --------
        >>> import cica
        >>> cica.observers(on="2015-06-01").undetermined.ids
        ('BLR',)
        """
        return Table(self._undetermined, title=f"undetermined {self.title}", columns=self._columns)

    @property
    def ids(self) -> tuple[str, ...]:
        """Identifiers of the items, in order.

        Examples
        --------
        >>> import cica
        >>> cica.summits()[:2].ids
        ('summit-1', 'summit-2')
        """
        return tuple(item.id for item in self._items)

    @property
    def title(self) -> str:
        """What the table holds, in a few words.

        Examples
        --------
        >>> import cica
        >>> cica.members(on="2015-06-01").title
        'members of CICA on 2015-06-01'
        """
        if not isinstance(self._told, str):
            self._told = self._told()
        return self._told

    @property
    def coverage(self) -> str:
        """How complete the record is in what the table holds, in a sentence; empty where it does not say.

        Examples
        --------
        >>> import cica
        >>> cica.meetings("ministerial").coverage
        'Coverage: complete.'
        """
        if not isinstance(self._extent, str):
            self._extent = self._extent()
        return self._extent

    @property
    def _columns(self) -> Mapping[str, Callable[[T_co], object]] | None:
        if callable(self._shown):
            self._shown = self._shown()
        return self._shown

    def to_dicts(self) -> list[dict[str, Cell]]:
        """The items as plain dictionaries: dates as EDTF text, references as identifiers, several values as lists.

        Returns
        -------
        list of dict
            One dictionary an item, with a key for every field, and for what the table shows beyond its fields.

        Examples
        --------
        >>> import cica
        >>> cica.memberships("KOR", "cica").to_dicts()[1]["start"]
        '2006-06-17'
        >>> cica.members().to_dicts()[0]["since"]
        '1999-09-14'
        """
        from cica.display.words import shown
        from cica.tables.plain import plain

        columns = self._columns or {}
        rows = [plain(item) for item in self._items]
        for item, row in zip(self._items, rows, strict=True):
            row.update({name: shown(get(item)) or None for name, get in columns.items() if name not in row})
        return rows

    @overload
    def to_frame(self, engine: Literal["pandas"] = ..., *, undetermined: bool = ...) -> DataFrame: ...
    @overload
    def to_frame(self, engine: Literal["polars"], *, undetermined: bool = ...) -> pl.DataFrame: ...
    @overload
    def to_frame(self, engine: Literal["pyarrow"], *, undetermined: bool = ...) -> pa.Table: ...
    def to_frame(self, engine: str = "pandas", *, undetermined: bool = False) -> object:
        """The items as a data frame, with a column for every field.

        Parameters
        ----------
        engine : str, default "pandas"
            What makes the frame: ``"pandas"``, ``"polars"`` or ``"pyarrow"``.
        undetermined : bool, default False
            Whether the undetermined items follow the others, with a column ``undetermined`` that says which they are.

        Returns
        -------
        data frame
            One row an item, with a column for every field, and for what the table shows beyond its fields.

        Raises
        ------
        OptionError
            If there is no such engine.
        ImportError
            If narwhals (``pip install "cica[frames]"``) or the engine is not installed.

        Notes
        -----
        A date such as ``start`` is five columns: ``start``, as EDTF text; ``start_year``, wherever it is certain;
        ``start_earliest`` and ``start_latest``, between which it lies, empty where it is open on that side; and ``start_day``,
        where it is known to the day. What is one of a few words is a category; other objects stand there by their identifiers,
        several values as text with semicolons. What is not given is null. An empty table has the columns of its undetermined items;
        where there are none either, ``id`` alone.

        Examples
        --------
        >>> import cica
        >>> frame = cica.memberships("BHR", "cica").to_frame()
        >>> frame[["start", "start_year", "start_earliest", "start_day"]]
                              start  start_year start_earliest start_day
        0  [2011-01-21..2011-10-17]        2011     2011-01-21       NaT
        """
        from cica.tables.framing import frame_of

        return frame_of(self._items, self._undetermined, self._columns or {}, engine, undetermined)

    @overload
    def __getitem__(self, key: int | str) -> T_co: ...
    @overload
    def __getitem__(self, key: slice) -> Table[T_co]: ...
    def __getitem__(self, key: int | str | slice) -> T_co | Table[T_co]:
        if isinstance(key, slice):
            items = self._items[key]
            title = self.title if len(items) == len(self) else f"of {len(self)} {self.title}"
            return Table(items, undetermined=self._undetermined, title=title, columns=self._columns, coverage=self._extent)
        if isinstance(key, str):
            try:
                return self._by_id()[key]
            except KeyError:
                likely = nearest(key, self._by_id(), 3)
                hint = f"; did you mean {' or '.join(map(repr, likely))}?" if likely else ""
                among = f" among {len(self)} {self.title or 'items'}" if len(self) != 1 else f" in this table of one ({self.title})"
                raise NotFoundError(f"no {key!r}{among}{hint}") from None
        return self._items[key]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T_co]:
        return iter(self._items)

    def __contains__(self, value: object) -> bool:
        return value in self._by_id() if isinstance(value, str) else value in self._items

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        table = cast("Table[Entity]", other)
        return self._items == table._items and self._undetermined == table._undetermined

    def __hash__(self) -> int:
        return hash((self._items, self._undetermined))

    def __reduce__(self) -> tuple[Callable[..., Table[T_co]], tuple[tuple[T_co, ...], tuple[T_co, ...], str, str]]:
        return _restore, (self._items, self._undetermined, self.title, self.coverage)

    def __repr__(self) -> str:
        from cica.display.cells import legend
        from cica.display.layout import ROWS, table_text
        from cica.display.words import counted

        headings, rows = self.cells()
        notes = [line for line in (legend(rows[:ROWS]), *self._remarks()) if line]
        return table_text(counted(len(self), self.title), headings, rows, notes)

    def _repr_html_(self) -> str:
        from cica.display.cells import told
        from cica.display.layout import table_html
        from cica.display.words import counted

        return table_html(counted(len(self), self.title), *self._grid(told), self._remarks())

    def _remarks(self, where: str = ", see .undetermined") -> list[str]:
        """The lines below the table."""
        return [line for line in (self._doubt(where), self.coverage) if line]

    def _doubt(self, where: str) -> str:
        """The line below the table: what may belong there, by name, or where it is found."""
        count = len(self._undetermined)
        if count > NAMED:
            return f"Undetermined: {count} more that may belong here{where}"
        names = [f"{item} ({item.id})" for item in self._undetermined]
        return f"Undetermined: {', '.join(names)}" if names else ""

    def cells(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """What the display shows: the headings, and the text of every cell, row by row.

        Returns
        -------
        tuple
            Headings, and rows of text; dates are EDTF, which a notebook shows in words.

        Examples
        --------
        >>> import cica
        >>> headings, rows = cica.chairmanships().cells()
        >>> headings
        ('id', 'state', 'start', 'end')
        """
        from cica.display.words import shown

        return self._grid(shown)

    def _grid(self, say: Callable[[object], str]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Headings, and rows of what a function says of each value."""
        if columns := self._columns:
            return tuple(columns), [tuple(say(get(item)) for get in columns.values()) for item in self._items]
        names = dict.fromkeys(name for item in self._items for name in item.columns)
        return tuple(names), [tuple(say(getattr(item, name, None)) for name in names) for item in self._items]

    def _by_id(self) -> dict[str, T_co]:
        if self._index is None:
            self._index = {item.id: item for item in self._items}
        return self._index


def _restore(items: tuple[T_co, ...], undetermined: tuple[T_co, ...], title: str, coverage: str) -> Table[T_co]:
    return Table(items, undetermined=undetermined, title=title, coverage=coverage)
