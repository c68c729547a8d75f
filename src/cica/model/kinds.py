"""What kind of thing the type of a field is."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from cica.model.entity import Entity

__all__ = ["is_entity", "is_party", "is_tuple"]


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
