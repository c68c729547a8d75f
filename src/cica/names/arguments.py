"""What callers give for a name, for several things or for a switch, as Python's own, and the date that it may be instead."""

from __future__ import annotations

from typing import Any

from cica.dates.date import Date
from cica.dates.scalars import LEAST_YEAR, native
from cica.errors import NotFoundError, OptionError, told

__all__ = ["LONGEST", "code_or_name", "dated", "several", "text"]

MOST = 10**9  # no code is greater
LONGEST = 1000  # letters of a name


def code_or_name(given: object, kind: str) -> str:
    """A code or a name as text; `NotFoundError` where it is neither.

    Examples
    --------
    >>> from cica.names.arguments import code_or_name
    >>> code_or_name(732.0, "state"), code_or_name(" Korea ", "state")
    ('732', 'Korea')
    """
    found = native(given)
    if isinstance(found, bool) or not isinstance(found, (str, int)):
        raise NotFoundError(f"no {kind} is called {told(given)}: give a code or a name as text, or a number")
    if isinstance(found, int) and abs(found) >= MOST:
        raise NotFoundError(f"no {kind} has a number of so many digits")
    if isinstance(found, str) and len(found) > LONGEST:
        raise NotFoundError(f"no {kind} is called {told(given)}: it has {len(found):,} letters")
    return str(found).strip()


def text(name: str, given: object) -> str:
    """What was given where text is due; `OptionError` where it is none."""
    if not isinstance(given, str):
        raise OptionError(f"{name}={told(given)}: accepted is text")
    return given


def several(name: str, given: object, one: tuple[type, ...], example: str, *, least: int = 1) -> list[Any]:
    """One thing, or several, as a list; `OptionError` where there are fewer than the least."""
    if isinstance(given, one):
        return [given]
    try:
        found: list[Any] | None = None if isinstance(given, bytes) else list(given)  # type: ignore[call-overload]
    except TypeError:  # no iterable
        found = None
    if found is None or len(found) < least:
        raise OptionError(f"{name}={told(given)}: accepted are one or more, such as {example}")
    return found


def dated(given: object) -> str:
    """How a date that stands where none is due is written as an argument; nothing of what is no date.

    Examples
    --------
    >>> from cica.names.arguments import dated
    >>> dated("2015"), dated("2015-06-01"), dated("KAZ")
    ('2015', "'2015-06-01'", '')
    """
    try:
        date = Date(native(given))
    except Exception:  # no date, or whatever a caller's own object makes of that
        return ""
    if date.earliest is not None and date.earliest.year < LEAST_YEAR:  # a code of as many digits
        return ""
    return str(date) if date.precision == "year" else repr(str(date))
