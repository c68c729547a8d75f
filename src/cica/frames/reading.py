"""What stands in the columns of a data frame: its states, each value once, and what to say of those that are none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

import narwhals as nw

from cica.errors import NotFoundError, OptionError, told, warn
from cica.frames.schemes import numbers, scheme_of
from cica.model.others import OtherEntity
from cica.model.states import State
from cica.names.spellings import ALWAYS, NEVER

if TYPE_CHECKING:
    from cica.names.spellings import Turns
    from cica.questions import Questions

    Frame: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]

__all__ = ["Given", "Keys", "free_names", "is_dask", "keys", "listed", "need_pyarrow", "refuse", "report", "shown"]

SHOWN = 10  # how many of the values that are not recognised a message shows


def is_dask(native: object) -> bool:
    """Whether a frame is one of Dask."""
    return nw.dependencies.is_dask_dataframe(nw.to_native(native, pass_through=True))


def need_pyarrow(engine: object) -> None:
    """Raise `ImportError` unless pyarrow is there, through which queries are read and tables reach them."""
    try:
        import_module("pyarrow")
    except ImportError:
        raise ImportError(f"columns reach {engine} through pyarrow: pip install pyarrow") from None


class Given:
    """A frame as it was given, and what can be asked of its columns.

    Parameters
    ----------
    native : data frame
        The frame; a narwhals one too.

    Raises
    ------
    OptionError
        If it is no data frame.
    """

    def __init__(self, native: Any) -> None:
        self.native = native
        # The parts of a Dask frame are frames of pandas, and so is the empty one that says what its columns are.
        self.is_dask = is_dask(native)
        try:
            self.frame: Frame = nw.from_native(native._meta if self.is_dask else native)
        except TypeError:
            raise OptionError(
                f"frame: a {type(native).__module__}.{type(native).__qualname__} is no data frame; "
                "accepted are those of pandas, polars, pyarrow, modin, DuckDB, Dask and PySpark"
            ) from None
        self.schema = self.frame.collect_schema()
        self.is_lazy = self.is_dask or isinstance(self.frame, nw.LazyFrame)
        # SQL takes names that differ by nothing but capitals for the same.
        self.same = str if not self.is_lazy or self.is_dask or self.frame.implementation.is_polars() else str.lower
        self.coded: dict[str, nw.Series[Any]] = {}  # columns of text in pandas, in which each value was compared once

    def rows(self, state: str, on: Sequence[str]) -> nw.DataFrame[Any]:
        """The frame in memory; of a lazy one each state with each of its dates, which is asked for in one query.

        Of days it is the first and the last in each year, which says enough.
        """
        if not self.is_lazy:
            return self.frame  # type: ignore[return-value]  # what is not lazy
        if self.is_dask:
            pairs = self.native[[state, *on]].drop_duplicates().compute()
            return nw.from_native(pairs, eager_only=True)
        if not self.frame.implementation.is_polars():
            need_pyarrow(self.frame.implementation)
        query: Any = self.frame.select(state, *on)
        if len(on) > 1 or not isinstance(self.schema[on[0]], (nw.Date, nw.Datetime)):
            return _collected(query.group_by(state, *on).agg(nw.len().alias(*free_names((state, *on), 1))).select(state, *on))
        date = on[0]
        year, last = free_names((state, date), 2)
        query = query.with_columns(nw.col(date).dt.year().alias(year))
        found = _collected(query.group_by(state, year).agg(nw.col(date).min().alias(date), nw.col(date).max().alias(last)))
        ends = [found.select(state, date), found.select(state, nw.col(last).alias(date))]
        return nw.concat(ends)

    def distinct(self, rows: nw.DataFrame[Any], column: str) -> list[Any]:
        """The values of a column, each once, without what is missing."""
        try:
            if not self.is_lazy and rows.implementation.is_pandas_like() and isinstance(self.schema[column], nw.String):
                self.coded[column] = rows[column].cast(nw.Categorical)
                return sorted(self.coded[column].to_native().cat.categories.tolist())
            return sorted((value for value in rows[column].drop_nulls().unique().to_list() if value == value), key=str)
        except Exception as error:  # of lists and the like, and of whatever else a caller's own object makes of that
            raise OptionError(
                f"column {told(column)} holds what cannot be compared, such as lists: accepted are texts, numbers and dates"
            ) from error


def free_names(taken: Iterable[str], count: int) -> list[str]:
    """Names that no column has, in SQL neither, which takes no notice of capitals."""
    there = set(map(str.lower, taken))
    free = (f"_cica_{number}" for number in range(len(there) + count))
    return [name for name in free if name not in there][:count]


def _collected(query: Any) -> nw.DataFrame[Any]:
    return query.collect()  # type: ignore[no-any-return]  # of whatever engine


class Keys:
    """The values of a column of states, each with what it meant in turn.

    Parameters
    ----------
    column : str
        The column.
    scheme : str or None
        The scheme in which they were read.
    given : bool
        Whether the caller gave it.

    Attributes
    ----------
    turns : dict
        Of each value what it meant in turn; nothing at any time, of what is not recognised.
    """

    def __init__(self, column: str, scheme: str | None, *, given: bool) -> None:
        self.column = column
        self.scheme = scheme
        self.given = given
        self.turns: dict[Any, Turns] = {}
        # What to say of the values that are not recognised, and of groups of states.
        self.strange: dict[Any, object] = {}
        self.groups: dict[Any, str] = {}

    @staticmethod
    def code(value: Any) -> str | int | None:
        """The code or the name that stands in a cell; None of what is neither text nor a whole number."""
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, bool) or not hasattr(value, "__int__"):
            return None
        try:  # what pandas makes of numbers with gaps is a float
            return int(value) if value == int(value) else None
        except (OverflowError, TypeError, ValueError):  # infinite, or no number
            return None


def keys(
    record: Questions,
    given: Given,
    rows: nw.DataFrame[Any],
    state: str,
    beside: Sequence[str],
    scheme: str | None,
    *,
    identifiers: bool = False,
) -> Keys:
    """Each value of the column that stands for a state, or for what is none, with what it meant in turn.

    With ``identifiers`` the column holds those of the record, which mean the same on every day.
    """
    if identifiers:
        read = Keys(state, None, given=True)
        read.turns = {key: ((ALWAYS, NEVER, (key,)),) for key in given.distinct(rows, state)}
        return read
    found = scheme_of(state, beside or given.schema, scheme)
    values = given.distinct(rows, state)
    if found is None and any(isinstance(code, int) or (code or "").isdigit() for code in map(Keys.code, values)):
        raise numbers(state)
    read = Keys(state, found, given=scheme is not None)
    for value in values:
        read.turns[value] = ()
        if isinstance(value, (State, OtherEntity)):
            read.turns[value] = ((ALWAYS, NEVER, (value.id,)),)
            continue
        code = read.code(value)
        if code == "":  # as files write what is missing
            continue
        try:
            turns = record._names.turns(code, found) if code is not None else ()
        except NotFoundError as error:
            read.strange[value] = error
            continue
        if code is None:
            read.strange[value] = f"no state is called {told(value)}"
        elif (kind := _group(record, turns)) is not None:
            read.groups[value] = f"{told(value)} is {kind}"
        else:
            read.turns[value] = turns
    return read


def _group(record: Questions, turns: Turns) -> str | None:
    """What a group of states is; None of anything else."""
    rows = record._package.rows("other_entities")
    named = [rows[key][1] for _, _, meant in turns for key in meant if key in rows]
    return next((row["what"] for row in named if row["kind"] == "group"), None)


def report(heading: str, strange: Mapping[Any, object], unknown: str, error: type[Exception]) -> None:
    """Say once what is not recognised, with what is like it: as an error or as a warning, if at all."""
    if strange and unknown != "null":
        refuse([listed(heading, list(strange.values()))], unknown, error)


def listed(heading: str, lines: Sequence[object]) -> str:
    """Some lines under a heading, as far as a message shows them."""
    return "\n  ".join([heading, *shown(lines)])


def shown(lines: Sequence[object]) -> list[str]:
    """As many of some lines as a message shows, and how many more there are."""
    return [*map(str, lines[:SHOWN]), *[f"and {len(lines) - SHOWN} more"] * (len(lines) > SHOWN)]


def refuse(sections: Sequence[str], unknown: str, error: type[Exception]) -> None:
    """Raise an error with some sections, or warn with them, or do nothing, as the caller wishes."""
    if not sections:
        return
    if unknown == "raise":
        remedy = "  unknown='null' leaves their rows empty, unknown='warn' does so with this message"
        raise error("\n".join([*sections, remedy]))
    warn("\n".join(sections), UserWarning)
