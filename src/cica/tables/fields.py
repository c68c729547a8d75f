"""The columns of a table of objects: each field by what it holds, a date as five of them, and what the table shows beyond."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

import attrs

from cica.dates.date import Date, parts
from cica.model.kinds import is_entity, is_party, is_tuple

if TYPE_CHECKING:
    from cica.model.entity import Entity

__all__ = ["DATED", "Column", "columns_of"]

DATED = ("published", "since")  # what tables show beyond the fields of their objects, and is a date

# What a column holds, its levels where it is a category, and what it shows of an object.
Column: TypeAlias = tuple[str, tuple[str, ...], Callable[["Entity"], object]]


def columns_of(
    certain: Sequence[Entity], open_: Sequence[Entity], shown: Mapping[str, Callable[[Any], object]]
) -> dict[str, Column]:
    """The columns of a table, by its items, those of which it is undetermined, and what it shows of them."""
    columns: dict[str, Column] = {"id": ("text", (), lambda item: item.id)}
    for cls in dict.fromkeys(map(type, certain or open_)):
        for name, column in _columns(cls).items():
            columns[name] = _either(columns.get(name), column)
    for name, get in shown.items():
        if name not in columns:
            columns |= _shown(name, get, [*certain, *open_])
    return columns


@cache
def _columns(cls: type[Entity]) -> dict[str, Column]:
    """The columns for the fields of a class."""
    hints = get_type_hints(cls)
    found: dict[str, Column] = {}
    for field in attrs.fields(cls):
        found |= _column(field.name, hints[field.name])
    return found


def _column(name: str, hint: Any) -> dict[str, Column]:
    """The column for a field, or the five for a date."""

    def value(item: Entity) -> Any:
        return getattr(item, name, None)

    choices = [arg for arg in get_args(hint) if arg is not NoneType]
    if get_origin(hint) in (Union, UnionType) and len(choices) == 1:
        hint = choices[0]
    if hint is Date:
        return _dates(name, value)
    if get_origin(hint) is Literal:
        return {name: ("category", get_args(hint), value)}
    if is_entity(hint) or is_party(hint):
        return {name: ("text", (), lambda item: None if value(item) is None else value(item).id)}
    if is_tuple(hint):
        return {name: ("text", (), lambda item: _joined(value(item) or ()))}
    return {name: ({bool: "flag", int: "number"}.get(hint, "text"), (), value)}


def _dates(name: str, value: Callable[[Entity], Any]) -> dict[str, Column]:
    return {
        name: ("text", (), lambda item: None if value(item) is None else str(value(item))),
        f"{name}_year": ("number", (), lambda item: parts(value(item))[0]),
        f"{name}_earliest": ("date", (), lambda item: parts(value(item))[1]),
        f"{name}_latest": ("date", (), lambda item: parts(value(item))[2]),
        f"{name}_day": ("date", (), lambda item: parts(value(item))[3]),
    }


def _joined(values: Iterable[object]) -> str:
    return "; ".join(str(getattr(value, "id", value)) for value in values)


def _shown(name: str, get: Callable[[Any], object], items: Sequence[Entity]) -> dict[str, Column]:
    """The columns for what a table shows beyond the fields of its objects."""
    shown = {id(item): get(item) for item in items}
    if name in DATED:
        return _dates(name, lambda item: shown[id(item)])
    texts = {key: None if value is None else str(value) for key, value in shown.items()}
    return {name: ("text", (), lambda item: texts[id(item)])}


def _either(one: Column | None, other: Column) -> Column:
    """The column for a field that objects of two classes have."""
    if one is None or one[:2] == other[:2]:
        return other
    if one[0] == other[0] == "category":
        return "category", tuple(dict.fromkeys((*one[1], *other[1]))), one[2]
    return "text", (), lambda item: None if one[2](item) is None else str(one[2](item))
