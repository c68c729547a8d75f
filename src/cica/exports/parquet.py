"""A table as Parquet: days as days, categories as dictionaries, several values as lists, and what the columns mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from cica.exports.relations import about

if TYPE_CHECKING:
    from cica.exports.exporting import Export
    from cica.exports.relations import Kind

__all__ = ["write"]

TYPES: dict[Kind, Any] = {
    "text": pa.string(),
    "category": pa.dictionary(pa.int32(), pa.string()),
    "list": pa.list_(pa.string()),
    "flag": pa.bool_(),
    "number": pa.int64(),
    "share": pa.float64(),
    "date": pa.date32(),
}


def write(export: Export, file: Path) -> int:
    """Write the table, with what the record is and how to cite it in the metadata of the file."""
    (table,) = export.tables
    fields = [
        pa.field(column.name, TYPES[column.kind], not column.required, {"description": column.label} if column.label else None)
        for column in table.columns
    ]
    said: Any = {f"cica:{name}": value for name, value in about(export.record).rows()}
    columns = zip(*table.rows(), strict=True) if table.size else [()] * len(fields)
    arrays: list[Any] = [pa.array(list(values), field.type) for values, field in zip(columns, fields, strict=True)]
    pq.write_table(  # pyright: ignore[reportUnknownMemberType]
        pa.Table.from_arrays(arrays, schema=pa.schema(fields, said)), file, compression="zstd"
    )
    return table.size
