"""How a frame comes back as it was: of its own class, with its attributes, whatever its columns are called."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, TypeVar, cast

import narwhals as nw

from cica.errors import OptionError, nearest, some, told
from cica.frames.reading import is_dask

__all__ = ["fitted", "in_memory"]

FrameT = TypeVar("FrameT")
# Adds columns to a frame: the frame, the columns with the states and the dates, and the names of all that stand beside them.
Work = Callable[[Any, Sequence[str], Sequence[str]], Any]


def in_memory(frame: object) -> bool:
    """Whether a frame is one of pandas or of Arrow."""
    native: Any = nw.to_native(frame, pass_through=True)
    return nw.dependencies.is_pandas_dataframe(native) or _is_arrow(native)


def _is_arrow(native: object) -> bool:
    return type(native).__module__.startswith("pyarrow") and type(native).__name__ in ("Table", "RecordBatch")


def fitted(frame: FrameT, keys: Mapping[str, Hashable], added: Sequence[str], work: Work, *, overwrite: bool) -> FrameT:
    """The frame with columns added by some work.

    ``keys`` are the columns with the states and the dates, by the argument that names each.

    A frame of pandas or Arrow is worked on as far as these columns go, and what was added is put beside the rest: so it keeps its
    class, its attributes, and columns whose names are no text, or occur twice.
    """
    native: Any = nw.to_native(frame, pass_through=True)
    if type(native).__module__.startswith("ibis."):
        raise OptionError("frame: tables of ibis are not served; give table.to_polars(), table.to_pandas() or table.to_pyarrow()")
    if nw.dependencies.is_pandas_dataframe(native):
        _check(native.columns, keys, added, overwrite=overwrite, index=native.index.names)
        done: Any = _pandas(native, list(keys.values()), work)
    elif _is_arrow(native):
        _check(native.schema.names, keys, added, overwrite=overwrite)
        done = _arrow(native, list(keys.values()), work)
    else:
        return cast("FrameT", _others(frame, keys, added, work, overwrite=overwrite))
    return cast("FrameT", nw.from_native(done) if isinstance(frame, nw.DataFrame) else done)


def _pandas(native: Any, keys: Sequence[Hashable], work: Work) -> Any:
    import pandas as pd

    narrow: dict[str, Any] = {str(name): native[name] for name in keys}
    if len(narrow) < len(keys):
        raise OptionError(f"columns {some(map(told, keys))}: names that are the same as text are not told apart; rename one")
    for name, column in narrow.items():
        if column.ndim > 1:
            raise OptionError(f"the frame has several columns {told(name)}")
    found = work(pd.DataFrame(narrow, index=native.index), list(narrow), list(map(str, native.columns)))
    done = native.copy(deep=False)
    filled = ("",) * (native.columns.nlevels - 1)  # of columns named by tuples, the first of which says what it is
    for name in found.columns[len(keys) :]:
        done[(name, *filled) if filled else name] = found[name].array
    return done


def _arrow(native: Any, keys: Sequence[Any], work: Work) -> Any:
    pa: Any = import_module("pyarrow")
    table: Any = pa.table(native) if isinstance(native, pa.Table) else pa.Table.from_batches([native])
    narrow = table.select(keys)
    for place, (name, column) in enumerate(zip(narrow.column_names, narrow.columns, strict=True)):
        if column.type == pa.string_view():  # which few functions of Arrow take
            narrow = narrow.set_column(place, name, column.cast(pa.string()))
        elif pa.types.is_dictionary(column.type) and not pa.types.is_string(column.type.value_type):
            narrow = narrow.set_column(place, name, column.cast(column.type.value_type))
    found = work(narrow, narrow.column_names, table.column_names)
    for name in found.column_names[len(keys) :]:
        if name in table.column_names:
            table = table.drop_columns([name])
        table = table.append_column(name, found[name])
    if isinstance(native, pa.Table):
        return table
    columns = [column.combine_chunks() for column in table.columns]
    return pa.RecordBatch.from_arrays(columns, schema=table.schema)


def _others(frame: Any, keys: Mapping[str, Hashable], added: Sequence[str], work: Work, *, overwrite: bool) -> Any:
    """Of polars, modin, and what is lazy."""
    if is_dask(frame):
        columns = list(frame.columns)
    else:
        try:
            given: Any = nw.from_native(frame)
        except TypeError:
            return work(frame, list(map(str, keys.values())), [])  # which says what is no data frame
        columns = list(given.collect_schema())
        if isinstance(given, nw.LazyFrame) and not given.implementation.is_polars():
            # SQL takes names that differ by nothing but capitals for the same.
            there = {name.lower(): name for name in columns}
            added = [there.get(name.lower(), name) for name in added]
    _check(columns, keys, added, overwrite=overwrite)
    twice = [name for name in columns if name in added]
    if twice and is_dask(frame):
        frame = frame.drop(columns=twice)
    elif twice:
        plain = nw.from_native(frame).drop(twice)
        frame = plain if isinstance(frame, (nw.DataFrame, nw.LazyFrame)) else plain.to_native()
    return work(frame, list(map(str, keys.values())), columns)


def _check(
    columns: Iterable[Hashable],
    keys: Mapping[str, Hashable],
    added: Sequence[str],
    *,
    overwrite: bool,
    index: Iterable[Hashable] = (),
) -> None:
    """Refuse columns that are not there, and new ones that are."""
    listed = list(columns)
    for name, column in keys.items():
        if type(column).__name__ == "list":
            raise OptionError(
                f"{name}={told(column)}: accepted is one column; of the other side ask again, with names= such as "
                "'other_{organisation}_{column}'"
            )
        there = _among(column, listed)
        if not there and _among(column, list(index)):
            raise OptionError(f"{name}={told(column)} is no column but in the index: give frame.reset_index()")
        if not there:
            texts = [one for one in listed if isinstance(one, str)]
            likely = nearest(column, texts, 1) if isinstance(column, str) else []
            hint = f"; did you mean {likely[0]!r}?" if likely else ""
            raise OptionError(
                f"{name}={told(column)}: the frame has no such column; it has {some(map(told, listed)) or 'none'}{hint}"
            )
    twice = [name for name, column in keys.items() if list(keys.values()).count(column) > 1]
    if twice:
        both = " and ".join(f"{name}=" for name in twice)
        raise OptionError(f"{both} are both {told(keys[twice[0]])}: the states and the dates stand in columns of their own")
    taken = [name for name in added if name in listed]
    read = [name for name in taken if name in keys.values()]
    if read and overwrite:
        raise OptionError(f"a new column would be called {told(read[0])} already, as one that is read: give others as names=")
    if taken and not overwrite:
        raise OptionError(
            f"the frame has a column {some(map(told, taken))} already, and nothing is overwritten: give others, such as "
            'names="x_{organisation}_{column}", or overwrite=True'
        )


def _among(column: Hashable, names: Sequence[Hashable]) -> bool:
    """Whether a column is one of some; what cannot be compared with their names is none."""
    try:
        hash(column)
        return column in names
    except Exception:  # no name at all, or what pandas writes for one that is missing, of which it is not known what it equals
        return False
