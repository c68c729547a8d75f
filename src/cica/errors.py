"""Everything that `cica` raises or warns of, in one place.

Each error is also the built-in that a caller would catch: a `LookupError` where something is not there, and a `ValueError`,
since what was given is wrong. Messages say what was given, what is accepted, and the nearest match.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "HIDDEN",
    "AmbiguousError",
    "BeyondRecordWarning",
    "DateError",
    "FormerStateError",
    "NoStateError",
    "NoStateWarning",
    "NotFoundError",
    "OptionError",
    "PackageError",
    "Problem",
    "UndeterminedError",
    "either",
    "ending_of",
    "nearest",
    "none_of",
    "one_of",
    "some",
    "told",
    "visible",
    "warn",
]


# Looking for the nearest match takes time for every word and every letter; a message is not worth more than this.
MAX_WORDS, MAX_LETTERS = 10_000, 200
# Control characters, which a terminal obeys, what turns the direction of writing, halves of characters, and what is none.
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
SHOWN = 40  # problems of a package that a message lists: a screenful


class _ReadableError(Exception):
    """An error of which the message shows what a terminal would obey."""

    def __str__(self) -> str:
        return visible(super().__str__())


class NotFoundError(LookupError, ValueError):
    """Nothing in the record answers to what was asked.

    Parameters
    ----------
    message : str or callable
        What there is to say, or what finds it once somebody reads it.

    Examples
    --------
    >>> import cica
    >>> cica.summit(40)
    Traceback (most recent call last):
    cica.errors.NotFoundError: no summit has the number 40; the record has 1 to 7
    """

    def __init__(self, message: str | Callable[[], str] = "") -> None:
        super().__init__(message)

    def __str__(self) -> str:
        (message,) = self.args
        if callable(message):
            self.args = (message := message(),)
        return visible(str(message))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __reduce__(self) -> tuple[type[NotFoundError], tuple[str], dict[str, object]]:
        return type(self), (str(self),), self.__dict__


class AmbiguousError(NotFoundError):
    """A name answers to more than one thing; the message lists them.

    Examples
    --------
    >>> import cica
    >>> cica.state("Korea")
    Traceback (most recent call last):
    cica.errors.AmbiguousError: 'Korea' may be KOR (South Korea) or PRK (North Korea)
    """


class FormerStateError(NotFoundError):
    """The state that was named no longer exists; the message says what succeeded it.

    Attributes
    ----------
    former : str
        Identifier of the former state.

    Examples
    --------
    >>> import cica
    >>> try:
    ...     cica.state("East Germany")
    ... except cica.FormerStateError as error:
    ...     print("DEU" in str(error), error.former)
    True german-democratic-republic
    """

    former: str = ""


class NoStateError(NotFoundError):
    """What was named is no state of the record; the message says what it is.

    Attributes
    ----------
    entity : str
        Identifier of what it is, in `other_entities`.

    Examples
    --------
    >>> import cica
    >>> try:
    ...     cica.state("Hong Kong")
    ... except cica.NoStateError as error:
    ...     print(error.entity)
    hong-kong
    """

    entity: str = ""


class UndeterminedError(_ReadableError, LookupError, ValueError):
    """One thing was asked for, and the evidence does not decide which one it is.

    Examples
    --------
    >>> import cica
    >>> try:
    ...     cica.chair(on="1995-01-01")
    ... except cica.UndeterminedError as error:
    ...     print("kazakhstan-founding" in str(error))
    True
    """


class DateError(_ReadableError, ValueError):
    """A date that cannot be read.

    Examples
    --------
    >>> import cica
    >>> try:
    ...     cica.Date("8 June 2010")
    ... except cica.DateError as error:
    ...     print("2010-06-08" in str(error))
    True
    """


class OptionError(_ReadableError, ValueError):
    """An argument that takes one of a few values was given another.

    Examples
    --------
    >>> import cica
    >>> cica.meetings(kind="sumit")
    Traceback (most recent call last):
    cica.errors.OptionError: kind='sumit': accepted are 'advisory', 'decision', ... 'summit'; did you mean 'summit'?
    """


class Problem:
    """One thing wrong with a data package: where, and what.

    Parameters
    ----------
    file : str
        Name of the file.
    row : int or None
        Line in the file, the heading being line 1; None where the whole file is meant.
    field : str or None
        Column; None where the whole row is meant.
    message : str
        What is wrong.

    Examples
    --------
    >>> import cica
    >>> print(cica.Problem("meetings.csv", 7, "start", "'soon' is not a date"))
    meetings.csv, row 7, field start: 'soon' is not a date
    """

    __slots__ = ("field", "file", "message", "row")

    def __init__(self, file: str, row: int | None, field: str | None, message: str) -> None:
        self.file = file
        self.row = row
        self.field = field
        self.message = message

    def __str__(self) -> str:
        where = self.file
        if self.row is not None:
            where += f", row {self.row}"
        if self.field is not None:
            where += f", field {self.field}"
        return visible(f"{where}: {self.message}")

    def __repr__(self) -> str:
        return f"<Problem {self}>"

    def __reduce__(self) -> tuple[type[Problem], tuple[str, int | None, str | None, str]]:
        return Problem, (self.file, self.row, self.field, self.message)


class PackageError(_ReadableError, ValueError):
    """A data package that cannot be read, with all its problems at once.

    Parameters
    ----------
    problems : iterable of Problem
        What is wrong; kept as the attribute ``problems``.

    Examples
    --------
    >>> import cica
    >>> cica.load("no-such-folder")
    Traceback (most recent call last):
    cica.errors.PackageError: 1 problem in the data package
      no-such-folder: neither a folder nor a zip file
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        heading = f"{count} problem{'s' if count != 1 else ''} in the data package"
        shown = list(map(str, self.problems[:SHOWN]))
        more = [f"and {count - SHOWN} more, in .problems"] if count > SHOWN else []
        super().__init__("\n  ".join([heading, *shown, *more]))

    def __reduce__(self) -> tuple[type[PackageError], tuple[tuple[Problem, ...]], dict[str, object]]:
        return PackageError, (self.problems,), self.__dict__


class BeyondRecordWarning(UserWarning):
    """The question is about a day after the one to which the record is updated.

    The answer is the last state of affairs that the record knows.

    Examples
    --------
    >>> import warnings
    >>> import cica
    >>> with warnings.catch_warnings():
    ...     warnings.simplefilter("ignore", cica.BeyondRecordWarning)
    ...     len(cica.members(on="2099-01-01"))
    28
    """


class NoStateWarning(UserWarning):
    """The question is about a state on a day on which it did not exist.

    Examples
    --------
    >>> import warnings
    >>> import cica
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     spells = cica.memberships("RUS", "un", on="1980-01-01")
    >>> "Soviet Union" in str(caught[0].message)
    True
    """


def nearest(given: str, accepted: Iterable[str], count: int = 3) -> list[str]:
    """The accepted words most like the given one, best first: only ever for a message, never an answer."""
    import difflib

    words = {word.casefold(): word for word in accepted}
    if len(words) > MAX_WORDS or len(given) > MAX_LETTERS:
        return []
    return [words[match] for match in difflib.get_close_matches(given.casefold(), words, count, 0.6)]


def ending_of(file: Path, accepted: Mapping[str, str]) -> str:
    """The ending of a file's name, one of those accepted, each with what it stands for; else raise `OptionError`."""
    ending = file.suffix.lower()
    if ending not in accepted:
        known = ", ".join(f"{ending!r} ({name})" for ending, name in accepted.items())
        raise OptionError(f"{told(file.name)} has no known ending; accepted are {known}")
    return ending


def either(words: Iterable[str]) -> str:
    """The words as a list in a sentence."""
    listed = list(words)
    return " or ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def some(words: Iterable[str], most: int = 20) -> str:
    """The words as a list in a message, as far as it shows them."""
    listed = list(words)
    return ", ".join(listed[:most]) + (f" and {len(listed) - most} more" if len(listed) > most else "")


def none_of(given: object, accepted: Iterable[str]) -> str:
    """What to say of a word that is none of those accepted, with the nearest."""
    words = list(accepted)
    likely = nearest(given, words, 1) if isinstance(given, str) else []
    return f"{told(given)}: accepted are {', '.join(map(repr, words))}" + (f"; did you mean {likely[0]!r}?" if likely else "")


def one_of(
    name: str, given: object, accepted: Collection[str], hint: Callable[[object], str] | None = None, *, required: bool = False
) -> None:
    """Raise `OptionError` unless the given value is accepted, or is None where none is required.

    Parameters
    ----------
    name : str
        What the argument is called.
    given : object
        What was given for it.
    accepted : collection of str
        What it may be.
    hint : callable, optional
        What finds the argument that was meant, if it was another.
    required : bool, default False
        Whether None is refused too.
    """
    if given is None and not required:
        return
    if isinstance(given, str) and given in accepted:
        return
    accepted = sorted(accepted)
    likely = nearest(given, accepted, 1) if isinstance(given, str) else []
    meant = f"did you mean {likely[0]!r}?" if likely else hint(given) if hint else ""
    raise OptionError(f"{name}={told(given)}: accepted are {', '.join(map(repr, accepted))}{'; ' + meant if meant else ''}")


def visible(text: str) -> str:
    r"""The text with what a terminal or a browser would obey, instead of showing it, written out.

    Examples
    --------
    >>> from cica.errors import visible
    >>> print(visible(chr(27) + "[2J"), visible("Казахстан"))
    \x1b[2J Казахстан
    """
    if text.isprintable():
        return text
    return HIDDEN.sub(lambda found: ascii(found[0])[1:-1], text)


def told(given: object, most: int = 80) -> str:
    """What was given, as a message repeats it: cut where it is long, and never failing.

    Examples
    --------
    >>> from cica.errors import told
    >>> told("Krea"), len(told("x" * 1_000_000))
    ("'Krea'", 81)
    """
    try:
        text = repr(given[: most + 1] if isinstance(given, (str, bytes)) else given)
    except Exception:  # a number of too many digits, or whatever a caller's own object makes of that
        return f"<{type(given).__name__}>"
    return text if len(text) <= most else f"{text[:most]}…"


def warn(message: str, category: type[Warning] = BeyondRecordWarning) -> None:
    """Warn at the line outside this library that asked."""
    level, frame = 1, sys._getframe()
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == "cica":
        level, frame = level + 1, frame.f_back
    warnings.warn(visible(message), category, stacklevel=level)
