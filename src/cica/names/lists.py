"""A list as people write one: names, with roles and dates beside them, and totals and headings among them."""

from __future__ import annotations

import re
from typing import NamedTuple

from cica.dates.scalars import missing
from cica.errors import OptionError, none_of, told
from cica.model.organisations import Organisation
from cica.model.others import OtherEntity
from cica.model.states import State
from cica.names.cells import LIST, column, written
from cica.names.normalise import normalise

__all__ = ["ROLES", "Listed", "is_role", "no_name", "read"]

EACH = f"{LIST}, with one for each name"
# What a list may call the roles, and the one that is meant.
ROLES = {
    **dict.fromkeys(
        ("member", "full member", "member state", "member country", "founding member", "founder", "participating state"), "member"
    ),
    "observer": "observer",
    **dict.fromkeys(("observer state", "observer country"), "observer-state"),
    **dict.fromkeys(("observer organisation", "observer organization"), "observer-organisation"),
    **dict.fromkeys(("partner", "dialogue partner"), "partner"),
    **dict.fromkeys(("partner state", "partner country"), "partner-state"),
    **dict.fromkeys(("partner organisation", "partner organization"), "partner-organisation"),
    **dict.fromkeys(("associate", "associate member"), "associate"),
    "participant": "participant",
}
_FORMS = {normalise(form): role for word, role in ROLES.items() for form in (word, f"{word}s", f"{word.removesuffix('y')}ies")}
# A line that counts the names, and one that stands above them.
_SORT = r"(?:full |founding |observer |dialogue )?(?:members?|partners?|observers?|states?|countries|country|nations?|names?)"
_TOTAL = re.compile(
    rf"(?:(?:grand )?total|sum|number)\b[^\d]*(\d*)[^\d]*|\(?(\d+)\)?(?: {_SORT}){{0,2}}"
    rf"|(?:{_SORT} ){{0,2}}{_SORT} ?[:(]? ?(\d+)\)?",
    re.IGNORECASE,
)
_HEADING = re.compile(
    rf"(?:the |all |list of )*(?:{_SORT}(?: {_SORT})?|(?:full )?(?:members?|observers?|partners?)(?: states?)? of .*) ?:?",
    re.IGNORECASE,
)


class Listed(NamedTuple):
    """A name as a list has it: what it says, or what object it is; the role and the date that stand beside it."""

    text: str
    entity: State | OtherEntity | Organisation | None
    role: str
    claimed: str


def read(names: object, role: object, since: object) -> list[Listed]:
    """The names of a list, with the roles and the dates beside them, without empty places."""
    single = (str, bytes, int, State, OtherEntity, Organisation)
    every = column("names", names, single)
    roles = [role] * len(every) if isinstance(role, str) else _beside("role", role, len(every), f"one role for all, or {EACH}")
    dates = [None] * len(every) if since is None else _beside("since", since, len(every), EACH)
    found: list[Listed] = []
    for name, word, date in zip(every, roles, dates, strict=True):
        entity = name if isinstance(name, (State, OtherEntity, Organisation)) else None
        text = _text(name) if entity is None else str(entity)
        if text:
            found.append(Listed(text, entity, _role(word), _text(date)))
    if not found:
        raise OptionError("names: there are none; accepted is a list of names or codes, such as ['Kazakhstan', 'KOR']")
    return found


def no_name(text: str) -> tuple[bool, int | None]:
    """Whether a line is a total or a heading and no name; and how many it counts.

    Examples
    --------
    >>> from cica.names.lists import no_name
    >>> no_name("Total: 26"), no_name("26 member states"), no_name("Members:"), no_name("Oman")
    ((True, 26), (True, 26), (True, None), (False, None))
    """
    if found := _TOTAL.fullmatch(text):
        count = next((group for group in found.groups() if group), "")
        return True, int(count) if count and len(count) < 10 else None
    return bool(_HEADING.fullmatch(text)), None


def is_role(word: str) -> bool:
    """Whether a word is one for a role."""
    try:
        return bool(_role(word))
    except OptionError:
        return False


def _beside(name: str, given: object, count: int, accepted: str) -> list[object]:
    """What stands beside each name."""
    if isinstance(given, (str, bytes)):
        raise OptionError(f"{name}={told(given)}: accepted is {accepted}")
    found = column(name, given, (), accepted)
    if len(found) != count:
        raise OptionError(f"{name}: there are {len(found)} for {count} names: give one for each")
    return found


def _text(value: object) -> str:
    """What stands in a cell, in one line; nothing of what is missing."""
    return " ".join((written(value) or "").split())


def _role(word: object) -> str:
    """The role that a word means; a member, where there is none."""
    if missing(word) or word == "":
        return "member"
    found = _FORMS.get(normalise(word)) if isinstance(word, str) else None
    if found is None:
        raise OptionError(f"role={none_of(word, ROLES)}")
    return found
