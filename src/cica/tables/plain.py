"""Objects of the record as plain dictionaries."""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeAlias, Union, get_args, get_origin

from cica.dates.date import Date
from cica.model.entity import Entity

if TYPE_CHECKING:
    import cattrs

__all__ = ["Cell", "is_entity", "is_party", "is_tuple", "plain"]

Cell: TypeAlias = "str | int | list[str] | list[dict[str, Cell]] | None"


def plain(item: Entity) -> dict[str, Cell]:
    """An object as a plain dictionary: dates as EDTF text, references as identifiers, parts as dictionaries of their own."""
    return typing.cast("dict[str, Cell]", _unstructure(type(item))(item))


@functools.cache
def _unstructurer() -> cattrs.Converter:
    import cattrs  # which takes as long to import as all that a question needs

    converter = cattrs.Converter()
    converter.register_unstructure_hook(Date, str)
    converter.register_unstructure_hook_func(
        lambda kind: is_entity(kind) or is_party(kind),
        lambda item: None if item is None else plain(item) if item.owner else item.id,
    )

    def several(value: tuple[Any, ...]) -> list[Any]:
        return [converter.unstructure(part) for part in value]

    converter.register_unstructure_hook_func(is_tuple, several)
    return converter


def _unstructure(cls: type[Entity]) -> Callable[[Entity], dict[str, Any]]:
    if cls not in _UNSTRUCTURE:
        from cattrs.gen import make_dict_unstructure_fn

        _UNSTRUCTURE[cls] = make_dict_unstructure_fn(cls, _unstructurer())
    return _UNSTRUCTURE[cls]


_UNSTRUCTURE: dict[type[Entity], Callable[[Entity], dict[str, Any]]] = {}


def is_entity(kind: Any) -> bool:
    """Whether a type is that of objects of the record."""
    return isinstance(kind, type) and issubclass(kind, Entity)


def is_party(kind: Any) -> bool:
    """Whether a type is a choice of several such types, or none, as that of a member, which may be a state or an organisation."""
    kinds = [arg for arg in get_args(kind) if arg is not NoneType]
    return get_origin(kind) in (Union, UnionType) and len(kinds) > 1 and all(map(is_entity, kinds))


def is_tuple(kind: Any) -> bool:
    """Whether a type is that of several values."""
    return get_origin(kind) is tuple
