"""The engines on which data frames are tried: how each makes a frame of columns, and how its rows are read again."""

from __future__ import annotations

import functools
import os
import warnings
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, TypeAlias

import duckdb
import narwhals as nw
import polars as pl
import pytest

Columns: TypeAlias = Mapping[str, Any]
Row: TypeAlias = dict[str, Any]


@functools.cache
def spark() -> Any:
    """A local Spark session; one for all tests, because it takes seconds to start."""
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.default.parallelism": "1",
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
    builder: Any = SparkSession.builder
    for key, value in settings.items():
        builder = builder.config(key, value)
    return builder.master("local[2]").getOrCreate()


def _polars(columns: Columns) -> pl.DataFrame:
    return pl.DataFrame(columns)


def _pandas(columns: Columns) -> Any:
    frame = pl.DataFrame(columns).to_pandas()
    frame.index = [f"row {n}" for n in range(len(frame))][::-1]
    return frame


def _pyarrow(columns: Columns) -> Any:
    frame: Any = pl.DataFrame(columns)
    return frame.to_arrow()


def _duckdb(columns: Columns) -> Any:
    frame: Any = pl.DataFrame(columns)
    return duckdb.connect().from_arrow(frame.to_arrow())  # a connection of its own, as a caller may have


@functools.cache
def dask() -> Any:
    """Dask's data frames, computed in the process that asks."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import_module("dask").config.set({"dataframe.convert-string": True, "scheduler": "synchronous"})
        return import_module("dask.dataframe")


def _dask(columns: Columns) -> Any:
    return dask().from_pandas(pl.DataFrame(columns).to_pandas(), npartitions=2, sort=False)


def _spark(columns: Columns) -> Any:
    return spark().createDataFrame(pl.DataFrame(columns).to_arrow())


ENGINES: dict[str, Callable[[Columns], Any]] = {
    "pandas": _pandas,
    "polars": _polars,
    "polars, lazy": lambda columns: _polars(columns).lazy(),
    "pyarrow": _pyarrow,
    "duckdb": _duckdb,
    "dask": _dask,
    "pyspark": _spark,
}
MARKS = {"dask": pytest.mark.dask, "pyspark": pytest.mark.spark}  # what is tried where it is installed


def engines(*names: str) -> pytest.MarkDecorator:
    """A test for each of some engines, or of all."""
    marked = [pytest.param(name, marks=MARKS.get(name, ()), id=name) for name in names or ENGINES]
    return pytest.mark.parametrize("engine", marked)


EAGER = ("pandas", "polars", "pyarrow")


def schema(native: Any) -> dict[str, str]:
    """The columns of a frame and of what kind they are."""
    return {name: str(kind) for name, kind in nw.from_native(getattr(native, "_meta", native)).collect_schema().items()}


def rows(native: Any) -> list[Row]:
    """The rows of a frame, with None for what is missing, in the order of the column ``n``."""
    native = native.compute() if hasattr(native, "compute") else native
    frame = nw.from_native(native.reset_index(drop=True) if hasattr(native, "reset_index") else native)
    eager: Any = frame.collect("pyarrow") if isinstance(frame, nw.LazyFrame) else frame
    table: Any = eager.to_arrow()
    found: list[Row] = [{name: None if value != value else value for name, value in row.items()} for row in table.to_pylist()]
    return sorted(found, key=lambda row: row["n"])
