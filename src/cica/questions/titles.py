"""Documents, meetings and the like by what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from cica.errors import AmbiguousError, NotFoundError, either, nearest, some, told
from cica.names.normalise import normalise

if TYPE_CHECKING:
    from cica.model.entity import Entity

    E = TypeVar("E", bound=Entity)

__all__ = ["called"]

LONGEST = 1000  # letters of a title
OFFERED = 5  # how many a message names of which one may be meant


def called(given: object, items: Sequence[E], title: str) -> E:
    """The one that has an identifier or a name, or alone a name that begins so; else raise `NotFoundError`.

    Parameters
    ----------
    given : object
        Identifier or name; case, accents and punctuation do not matter.
    items : sequence of Entity
        Among which it is looked for.
    title : str
        What they are, for the message.
    """
    among = f"no {told(given)} among {len(items)} {title}"
    if not isinstance(given, str):
        raise NotFoundError(f"{among}: give an identifier or a name as text")
    forms = {item.id: [normalise(name) for name in _names(item)] for item in items}
    key = normalise(given) if len(given) <= LONGEST else ""
    begun = (item for item in items if any(form.startswith(key) for form in forms[item.id]))
    found = [item for item in items if key in forms[item.id]] or [item for item in begun if _begins(item, given)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = [repr(item.id) for item in found]
        raise AmbiguousError(f"{told(given)} may be {either(listed) if len(found) <= OFFERED else some(listed, OFFERED)}")
    known = {form: item.id for item in items for form in forms[item.id]}
    raise NotFoundError(partial(_unknown, among, key, known))


def _unknown(among: str, key: str, known: dict[str, str]) -> str:
    """What to say of a name that none has, once somebody reads it."""
    likely = dict.fromkeys(known[form] for form in nearest(key, known))
    return among + (f"; did you mean {either(map(repr, likely))}?" if likely else "")


def _names(item: Entity) -> list[str]:
    """Its identifier, and what it is and was called."""
    others = (cast("tuple[str, ...]", getattr(item, field, ())) for field in ("other_titles", "former_names"))
    return [item.id, str(item), *(name for names in others for name in names)]


def _begins(item: Entity, given: str) -> bool:
    """Whether a name of it begins with some words, two at least."""
    words = [normalise(word) for word in given[:LONGEST].split()]
    return len(words) > 1 and any([normalise(word) for word in name.split()[: len(words)]] == words for name in _names(item)[1:])
