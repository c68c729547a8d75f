"""A table of objects as a data frame, each field as a column of the type that says what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cica.dates.scalars import flag
from cica.tables.columns import eager, series
from cica.tables.fields import columns_of

if TYPE_CHECKING:
    import narwhals as nw

    from cica.model.entity import Entity

__all__ = ["frame_of"]


def frame_of(
    certain: Sequence[Entity],
    open_: Sequence[Entity],
    shown: Mapping[str, Callable[[Any], object]],
    engine: str,
    undetermined: bool,
) -> Any:
    """The items of a table, and those of which it is undetermined, with what it shows of them: see `Table.to_frame`."""
    backend, undetermined = eager(engine), flag("undetermined", undetermined)
    items = [*certain, *open_] if undetermined else certain
    made: list[nw.Series[Any]] = []
    for name, (kind, levels, get) in columns_of(items, open_, shown).items():
        values = [get(item) for item in items]
        if kind == "text":
            values = [value or None for value in values]  # a text that is not given is empty
        made.append(series(backend, kind, values, levels).alias(name))
    if undetermined:
        made.append(series(backend, "flag", [place >= len(certain) for place in range(len(items))]).alias("undetermined"))
    return made[0].to_frame().with_columns(*made[1:]).to_native()
