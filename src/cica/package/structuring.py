"""How a row of text becomes an object: the rules that cattrs applies to each cell, and what is said when one fails."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, TypeAlias, TypeVar, cast, get_args, get_origin

import cattrs
from cattrs.gen import make_dict_structure_fn

from cica.dates.date import Date
from cica.errors import none_of
from cica.model.entity import Entity
from cica.model.kinds import is_entity, is_party, is_tuple
from cica.package.sheets import EMPTY, whole

__all__ = ["BrokenReferenceError", "explained", "make_converter", "structure"]

E = TypeVar("E", bound=Entity)
Refer: TypeAlias = Callable[[str, type[Entity]], Entity]
Holds: TypeAlias = Callable[[str, type[Entity]], bool]


class BrokenReferenceError(ValueError):
    """What is referred to is there but cannot be read; its own problem is reported, so this one is not."""


def make_converter(refer: Refer, holds: Holds) -> cattrs.BaseConverter:
    """The rules for cells: a date is EDTF text, several values are separated by semicolons, an object is named by its identifier.

    ``refer`` gives the object of a class with an identifier, ``holds`` says whether there is one.
    """

    def refer_to_party(value: str, kind: Any) -> Entity:
        """A state by its capitals; otherwise the one of those in lower case that there is."""
        classes: dict[str, type[Entity]] = {cls.table_name: cls for cls in get_args(kind) if is_entity(cls)}
        if value.isupper():
            return refer(value, classes["states"])
        lower = [cls for table, cls in classes.items() if table != "states"]
        return refer(value, next((cls for cls in lower if holds(value, cls)), lower[-1]))

    def several(kind: Any) -> Callable[[Any, Any], tuple[Any, ...]]:
        return _structure_several(converter, kind)

    converter = cattrs.BaseConverter(detailed_validation=False)
    converter.register_structure_hook(Date, lambda value, _: Date(value))
    converter.register_structure_hook(int, lambda value, _: whole(value))
    converter.register_structure_hook_factory(is_tuple, several)
    converter.register_structure_hook_func(is_entity, refer)
    converter.register_structure_hook_func(is_party, refer_to_party)
    converter.register_structure_hook_func(_is_choice, _choose)
    return converter


def structure(cls: type[Entity], converter: cattrs.BaseConverter) -> Callable[[Mapping[str, object], type[Entity]], Entity]:
    """What makes objects of a class from the values of a row, and says no more than that something is wrong."""
    made = make_dict_structure_fn(cls, converter, _cattrs_detailed_validation=False, _cattrs_use_linecache=False)
    return cast("Callable[[Mapping[str, object], type[Entity]], Entity]", made)


def explained(
    cls: type[E], converter: cattrs.BaseConverter, values: Mapping[str, object]
) -> tuple[E | None, list[tuple[str | None, str]]]:
    """The object of the values of a row, or field and message of everything that is wrong with them."""
    try:
        explain: Any = _explaining  # whose cache takes a class for its key
        return explain(cls, converter)(values, cls), []
    except cattrs.ClassValidationError as error:
        return None, list(_explain(error))


@functools.lru_cache(maxsize=64)
def _explaining(cls: type[Entity], converter: cattrs.BaseConverter) -> Any:
    return make_dict_structure_fn(cls, converter, _cattrs_detailed_validation=True)


def _explain(error: cattrs.ClassValidationError) -> Iterator[tuple[str | None, str]]:
    """Field and message of everything wrong in one row."""
    noted, others = error.group_exceptions()
    for inner, note in noted:
        if isinstance(inner, KeyError):
            yield note.name, EMPTY
        elif not isinstance(inner, BrokenReferenceError):
            yield note.name, str(inner)
    for inner in others:
        yield None, str(inner)


def _structure_several(converter: cattrs.BaseConverter, kind: Any) -> Callable[[Any, Any], tuple[Any, ...]]:
    """How the cell of a field with several values is read; parts come as objects already."""
    part: Any = get_args(kind)[0]
    structure: Callable[[Any, Any], Any] = converter.get_structure_hook(part)

    def several(value: Any, _: Any) -> tuple[Any, ...]:
        if isinstance(value, str):
            cells = [cell.strip() for cell in value.split(";")]
            if not all(cells):
                raise ValueError(f"{value!r} has a part that is empty")
            return tuple(structure(cell, part) for cell in cells)
        return tuple(value)

    return several


def _is_choice(kind: Any) -> bool:
    origin: object = get_origin(kind)
    return origin is Literal


def _choose(value: str, kind: Any) -> str:
    accepted = get_args(kind)
    if value not in accepted:
        raise ValueError(none_of(value, accepted))
    return value
