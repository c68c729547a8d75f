"""Cells before a person: dates in words, which know their EDTF; and what the forms of EDTF mean, where it stands itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from cica.dates.date import Date
from cica.dates.periods import Period
from cica.display.words import dated, lasted, shown
from cica.errors import DateError

if TYPE_CHECKING:
    from typing import Self

__all__ = ["DateWords", "in_words", "legend", "phrased"]

_DAY = r"\d{4}-\d{2}-\d{2}"
_SPAN = rf"\[(?:{_DAY})?\.\.(?:{_DAY})?\]|{_DAY}/{_DAY}"
_RANGE, _EDTF = (re.compile(rf"(?<![\w/.-])(?:{form})(?![\w/-])") for form in (_SPAN, rf"{_SPAN}|\d{{4}}-\d{{2}}(?:-\d{{2}})?"))
_FORMS = (
    (re.compile(r"\[.+\.\..+\]"), "[a..b]: some day from a to b"),
    (re.compile(r"\[\.\..+\]"), "[..b]: by b"),
    (re.compile(r"\[.+\.\.\]"), "[a..]: a or later"),
    (re.compile(rf"{_DAY}/{_DAY}"), "a/b: from a to b"),
)


class DateWords(str):
    """Words for a date, with the date as EDTF.

    Parameters
    ----------
    words : str
        The words.
    edtf : str
        The date, or the time from one date to another, as programs write it.
    """

    __slots__ = ("edtf",)
    edtf: str

    def __new__(cls, words: str, edtf: str) -> Self:  # noqa: D102
        made = super().__new__(cls, words)
        made.edtf = edtf
        return made


def in_words(value: object) -> str:
    """The text that stands for a value before a person: as `shown`, but dates in words, those that are written as text too.

    Examples
    --------
    >>> import cica
    >>> from cica.display.cells import in_words
    >>> in_words(cica.Date("2014-05")), in_words(cica.Date("2014-05")).edtf, in_words("[..2009-07-02]"), in_words(("Astana", 2010))
    ('May 2014', '2014-05', 'by 2 Jul 2009', 'Astana; 2010')
    """
    if isinstance(value, Date):
        return DateWords(dated(value), str(value))
    if isinstance(value, Period):
        return DateWords(lasted(value), str(value))
    if isinstance(value, tuple):
        return "; ".join(map(in_words, cast("tuple[object, ...]", value)))
    if isinstance(value, str) and not _EDTF.fullmatch(value):
        return _RANGE.sub(_worded, value)  # a day in a title is as its authors wrote it
    return phrased(shown(value))


def phrased(text: str) -> str:
    """A text with the dates in it in words.

    Examples
    --------
    >>> from cica.display.cells import phrased
    >>> phrased("until 2016 (decided [..2014-05-21])")
    'until 2016 (decided by 21 May 2014)'
    """
    if whole := _EDTF.fullmatch(text):
        words = _worded(whole)
        return text if words == text else DateWords(words, text)
    return _EDTF.sub(_worded, text)


def _worded(found: re.Match[str]) -> str:
    try:
        return dated(Date(found[0]))
    except DateError:  # what looks like a date, as 2014-13
        return found[0]


def legend(rows: Iterable[Iterable[str]]) -> str:
    """What the forms of EDTF that stand in some cells mean, in a line; empty where there are days, months and years alone.

    Examples
    --------
    >>> from cica.display.cells import legend
    >>> legend([["KOR", "2014-05-20"], ["KAZ", "[..1999-09-14]"]]), legend([["2014"]])
    ('[..b]: by b', '')
    """
    cells = [cell for row in rows for cell in row if cell[-1:].isdigit() or cell[-1:] == "]"]
    return "; ".join(words for form, words in _FORMS if any(map(form.fullmatch, cells)))
