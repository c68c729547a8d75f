"""The immutable sequence that every query returns."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Reversible
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeVar, cast, overload

from cica.dates.scalars import native
from cica.errors import AmbiguousError, NotFoundError, nearest, some, told

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa
    from pandas import DataFrame

    from cica.model.entity import Cell, Entity

    T_co = TypeVar("T_co", bound=Entity, covariant=True)
else:
    T_co = TypeVar("T_co", covariant=True)

__all__ = ["Table"]

NAMED = 8  # how many undetermined items the line below a table names


# An identifier of a fact, such as cica-kor-member, which another record may have.
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


class Table(Collection[T_co], Reversible[T_co]):
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
    find : callable, optional
        What gives the object that goes by a name, or raises; by default the table knows its items by their identifiers alone.
    strict : bool, default False
        Whether a name of nothing raises, where it is asked whether it is in the table, instead of being merely not in it.

    Raises
    ------
    TypeError
        If an item is no object of the record.

    Notes
    -----
    Index it by position, by identifier or name, or by a slice; iterate over it; ask it for its length, or whether it contains an
    object, an identifier or a name. States and organisations go by any name that `state` and `organisation` read, and documents,
    meetings and the like by their titles; in a table of states a name that is none raises, and is never merely not there. Two
    tables are equal when their items and their undetermined items are.

    Libraries that read the Arrow PyCapsule interface take a table as it is: ``polars.DataFrame(table)``, ``pyarrow.table(table)``,
    DuckDB. They would not, if it were a `collections.abc.Sequence` for them; what insists on one, such as `random.sample`, takes
    ``list(table)``.

    Examples
    --------
    >>> import cica
    >>> members = cica.members(on="2011-03-01")
    >>> len(members), members["Korea, Rep."].name, "Bahrain" in members, members.undetermined.ids
    (22, 'South Korea', False, ('BHR', 'KHM'))
    >>> members[:2].ids
    ('AFG', 'ARE')
    """

    __abc_tpflags__ = 1 << 5  # a sequence for the match statement, as those of collections.abc are
    __slots__ = ("_extent", "_find", "_index", "_items", "_shown", "_strict", "_told", "_undetermined")

    def __init__(
        self,
        items: Iterable[T_co],
        *,
        undetermined: Iterable[T_co] = (),
        title: str | Callable[[], str] = "",
        columns: Mapping[str, Callable[[T_co], object]] | Callable[[], Mapping[str, Callable[[T_co], object]]] | None = None,
        coverage: str | Callable[[], str] = "",
        find: Callable[[Any], Entity] | None = None,
        strict: bool = False,
    ) -> None:
        self._items = tuple(items)
        self._undetermined = tuple(undetermined)
        for kind in {*map(type, self._items), *map(type, self._undetermined)}:
            if not hasattr(kind, "table_name"):
                raise TypeError(f"a table holds objects of the record, such as states, and no {kind.__name__}")
        _check(title=title, coverage=coverage, find=find, columns=columns)
        self._told = title
        self._shown = columns
        self._extent = coverage
        self._find = find
        self._strict = strict
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
        return Table(
            self._undetermined, title=lambda: f"undetermined {self.title}", columns=lambda: self._columns or {}, find=self._find
        )

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

        columns = self._columns or {}
        rows = [item.to_dict() for item in self._items]
        for item, row in zip(self._items, rows, strict=True):
            row.update({name: shown(get(item)) or None for name, get in columns.items() if name not in row})
        return rows

    def to_dict(self) -> dict[str, Cell]:
        """The table as a plain dictionary, which JSON takes.

        Returns
        -------
        dict
            The ``title``, the ``items`` and the ``undetermined`` ones, each as `to_dicts` gives them, and the ``coverage`` where
            there is one.

        Examples
        --------
        >>> import cica
        >>> observers = cica.observers(on="2015-06-01").to_dict()
        >>> observers["title"], len(observers["items"]), observers["undetermined"][0]["id"]
        ('observers of CICA on 2015-06-01', 11, 'BLR')
        """
        plain: dict[str, Cell] = {"title": self.title, "items": self.to_dicts(), "undetermined": self.undetermined.to_dicts()}
        return plain | ({"coverage": self.coverage} if self.coverage else {})

    def to_pandas(self, *, undetermined: bool = False) -> DataFrame:
        """The items as a frame of pandas: see `to_frame`.

        Examples
        --------
        >>> import cica
        >>> cica.summits().to_pandas().shape[0]
        6
        """
        return self.to_frame("pandas", undetermined=undetermined)

    def to_polars(self, *, undetermined: bool = False) -> pl.DataFrame:
        """The items as a frame of polars: see `to_frame`.

        Examples
        --------
        >>> import cica
        >>> cica.summits().to_polars().height
        6
        """
        return self.to_frame("polars", undetermined=undetermined)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The items, with the columns of `to_frame`, for whatever reads the Arrow PyCapsule interface."""
        from importlib.util import find_spec

        frame: Any = self.to_frame("pyarrow" if find_spec("pyarrow") else "polars")
        return frame.__arrow_c_stream__(requested_schema)

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
        where it is known to the day. Sort by ``start_earliest``: the text does not sort as dates do. What is one of a few words is
        a category; other objects stand there by their identifiers, several values as text with semicolons. What is not given is
        null. An empty table has the columns of its undetermined items; where there are none either, ``id`` alone.

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
    def __getitem__(self, key: int | str | Entity) -> T_co: ...
    @overload
    def __getitem__(self, key: slice) -> Table[T_co]: ...
    def __getitem__(self, key: int | str | slice | Entity) -> T_co | Table[T_co]:
        if isinstance(key, slice):
            items = self._items[key]
            title = self.title if len(items) == len(self) else f"of {len(self)} {self.title}"
            return Table(
                items,
                undetermined=self._undetermined,
                title=title,
                columns=lambda: self._columns or {},
                coverage=self._extent,
                find=self._find,
                strict=self._strict,
            )
        place: Any = None if isinstance(key, bool) else native(key)  # which is no place
        if isinstance(place, str) or hasattr(place, "table_name"):
            try:
                rows = self._rows(place)
            except AmbiguousError:
                raise
            except NotFoundError:
                rows = []
            if not rows:
                raise self._missing(place) from None
            if len(rows) > 1:
                raise AmbiguousError(f"{told(place)} is in {len(rows)} of {self._told_many()}: {some([row.id for row in rows])}")
            return rows[0]
        try:
            return self._items[cast("int", place)]
        except TypeError:
            raise TypeError(f"a table is asked by place, identifier, name or slice, not by {told(place)}") from None
        except IndexError:
            raise IndexError(f"there is no place {told(place)} among {self._told_many()}") from None

    def _rows(self, name: Any) -> list[T_co]:
        """The item with an identifier or a name, or those about what has it; an error where it is the name of nothing."""
        index = self._by_id()
        thing = name if hasattr(name, "table_name") else None
        if thing is None and name in index:
            return [index[name]]
        thing = thing or self._found(name)
        item = index.get(thing.id)
        if item is not None and item.table_name == thing.table_name:
            return [item]
        return [item for item in self._items if item.about and getattr(item, item.about).id == thing.id]

    def _found(self, name: Any) -> Entity:
        """What goes by a name, in the table or not."""
        if self._find is not None:
            return self._find(name)
        questions = {type(item).found_by for item in self._items} - {""}
        if len(questions) != 1:
            raise NotFoundError(f"no {told(name)} among {self._told_many()}")
        from importlib import import_module  # of the public face, for a table that somebody made of objects alone

        return cast("Entity", getattr(import_module("cica"), *questions)(name))

    def _missing(self, name: Any) -> NotFoundError:
        """What to say of what is not there."""
        try:
            item = name if hasattr(name, "table_name") else self._found(name)
        except AmbiguousError as error:
            return error
        except NotFoundError as error:
            own = isinstance(name, str) and (not self._strict or _KEY.fullmatch(name))
            likely = nearest(name, self._by_id(), 3) if own else []
            if not likely:
                return error
            return NotFoundError(f"no {told(name)} among {self._told_many()}; did you mean {' or '.join(map(repr, likely))}?")
        open_ = any(other.id == item.id for other in self._undetermined)
        why = ": it is undetermined, and in .undetermined" if open_ else ""
        return NotFoundError(f"no {item} ({item.id}) among {self._told_many()}{why}")

    def _told_many(self) -> str:
        from cica.display.words import counted

        return counted(len(self), self.title)

    def _ipython_key_completions_(self) -> list[str]:
        return [*self._by_id()]

    if not TYPE_CHECKING:  # type checkers know which attributes there are

        def __getattr__(self, name: str) -> object:
            if name.startswith("_"):
                raise AttributeError(f"'Table' object has no attribute {name!r}")
            raise AttributeError(f"a Table has no {name!r}: to_frame(), to_pandas() and to_polars() make data frames of it")

    def __reversed__(self) -> Iterator[T_co]:
        return reversed(self._items)

    def __array__(self, dtype: object = None, copy: object = None) -> NoReturn:
        raise TypeError("a table is no array: to_frame() makes a data frame of it, and list(table) has its objects")

    def __add__(self, other: object) -> NoReturn:
        raise TypeError("tables are not added: cica.Table([*one, *other]) puts the items of two together")

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """The place of an object, an identifier or a name; `NotFoundError`, which is a ValueError, where it is not there.

        Examples
        --------
        >>> import cica
        >>> cica.summits().index(cica.summit(4)), cica.members().index("Afghanistan")
        (3, 0)
        """
        rows = self._matching(value)
        if not rows:
            raise self._missing(value)
        try:
            return self._items.index(rows[0], start, len(self) if stop is None else stop)
        except ValueError:
            raise NotFoundError(f"no {told(value)} from place {told(start)} on among {self._told_many()}") from None

    def count(self, value: object) -> int:
        """How many items an object, an identifier or a name stands for: one, or as many as are about a state.

        Examples
        --------
        >>> import cica
        >>> cica.members().count("Kazakhstan"), cica.members().count("Germany"), cica.chairmanships().count("Kazakhstan")
        (1, 0, 2)
        """
        return len(self._matching(value))

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T_co]:
        return iter(self._items)

    def __contains__(self, value: object) -> bool:
        return bool(self._matching(value))

    def _matching(self, value: object) -> list[T_co]:
        """The items that a value stands for, none where it cannot stand for any; an error where it is wrong to ask."""
        name = native(value)
        if isinstance(name, bool) or not (isinstance(name, (str, int)) or hasattr(name, "table_name")):
            return []
        try:
            return self._rows(name)
        except NotFoundError as error:
            named = self._strict or any(item.found_by == "state" for item in self._items[:1])
            if isinstance(error, AmbiguousError) or (named and not (isinstance(name, str) and _KEY.fullmatch(name))):
                raise
            return []

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        table = cast("Table[Entity]", other)
        return self._items == table._items and self._undetermined == table._undetermined

    def __hash__(self) -> int:
        return hash((self._items, self._undetermined))

    def __copy__(self) -> Table[T_co]:
        return self  # which never changes

    def __deepcopy__(self, memo: object) -> Table[T_co]:
        return self

    def __reduce__(self) -> tuple[Callable[..., Table[Any]], tuple[object, ...]]:
        every = (*self._items, *self._undetermined)
        shown = None if self._columns is None else {name: [get(item) for item in every] for name, get in self._columns.items()}
        return _restored, (self._items, self._undetermined, self.title, shown, self.coverage, self._find, self._strict)

    def __repr__(self) -> str:
        from cica.display.cells import legend
        from cica.display.layout import ROWS, table_text

        headings, rows = self.cells()
        notes = [line for line in (legend(rows[:ROWS]), *self._remarks()) if line]
        return table_text(self._told_many(), headings, rows, notes)

    def _repr_html_(self) -> str:
        from cica.display.cells import in_words
        from cica.display.layout import table_html

        return table_html(self._told_many(), *self._grid(in_words), self._remarks())

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


def _check(**given: Any) -> None:
    """Refuse what cannot be shown, before it is."""
    for name, value in given.items():
        if name == "columns" and isinstance(value, Mapping):
            right = all(map(callable, cast("Mapping[str, object]", value).values()))
        else:
            right = callable(value) or value is None or (name != "columns" and isinstance(value, str))
        if not right:
            raise TypeError(f"{name}={told(cast('object', value))}: accepted is what the table shows, or what gives it")


def _restored(
    items: tuple[Entity, ...],
    undetermined: tuple[Entity, ...],
    title: str,
    shown: dict[str, list[object]] | None,
    coverage: str,
    find: Callable[[Any], Entity] | None,
    strict: bool,
) -> Table[Any]:
    """A table with what its columns showed."""
    columns = None
    if shown is not None:
        places = {id(item): place for place, item in enumerate((*items, *undetermined))}
        columns = {name: partial(_kept, values, places) for name, values in shown.items()}
    return Table(items, undetermined=undetermined, title=title, columns=columns, coverage=coverage, find=find, strict=strict)


def _kept(values: list[object], places: dict[int, int], item: object) -> object:
    return values[places[id(item)]]
