"""Columns of a frame by what they hold, of the type that each engine has for it, and which knows what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Literal, TypeAlias, cast, get_args

try:
    import narwhals as nw
except ImportError:
    raise ImportError("data frames are read and written through narwhals: pip install 'cica[frames]'") from None

from cica.errors import one_of

__all__ = ["Engine", "Kind", "eager", "series"]

Engine: TypeAlias = Literal["pandas", "polars", "pyarrow"]
Kind: TypeAlias = Literal["text", "category", "flag", "code", "count", "days", "number", "place", "share", "date", "given"]

PANDAS = {
    "flag": "boolean",
    "code": "Int8",
    "count": "Int32",
    "days": "Int32",
    "number": "Int64",
    "place": "int64",  # never missing
    "share": "float64",
    "date": "datetime64[s]",
}
OTHERS: dict[str, Any] = {
    "text": nw.String,
    "flag": nw.Boolean,
    "code": nw.Int8,
    "count": nw.Int32,
    "days": nw.Int32,
    "number": nw.Int64,
    "place": nw.Int64,
    "share": nw.Float64,
    "date": nw.Date,
    "given": None,  # the type that the values have
}


def eager(engine: str) -> nw.Implementation:
    """The engine by its name, once it is clear that it is installed."""
    one_of("engine", engine, get_args(Engine), required=True)
    try:
        import_module(engine)
    except ImportError:
        raise ImportError(f"frames of {engine} need it: pip install {engine}") from None
    return nw.Implementation.from_backend(cast("Engine", engine))


def series(implementation: nw.Implementation, kind: str, values: Sequence[Any], levels: Sequence[str] = ()) -> nw.Series[Any]:
    """A column in an engine; of a category, with its levels where the engine can have them."""
    engine: Any = implementation  # one that holds its columns in memory, which its type does not say
    if engine.is_pandas_like():
        pd: Any = engine.to_native_namespace()
        if kind == "category":
            dtype: Any = pd.CategoricalDtype(levels)
        elif kind == "text":
            dtype = "str" if int(pd.__version__.partition(".")[0]) >= 3 else "string"
        else:
            dtype = PANDAS[kind]
        native = pd.Series(values, dtype=dtype)
        return nw.from_native(native, series_only=True)
    if kind != "category":
        return nw.new_series("", values, OTHERS[kind], backend=engine)
    if engine.is_polars():
        return nw.new_series("", values, nw.Enum(levels), backend=engine)
    return nw.new_series("", values, nw.String, backend=engine).cast(nw.Categorical)
