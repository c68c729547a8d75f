"""Words for a text that a person reads: lists, plurals, numbers, and dates that say how well they are known."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from cica.dates.date import Date
    from cica.dates.periods import Period

__all__ = [
    "capital",
    "count",
    "counted",
    "dated",
    "day",
    "due",
    "held",
    "lasted",
    "listed",
    "number",
    "ordinal",
    "shown",
    "the",
    "unrecorded",
    "when",
]

_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_ORDINALS = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PLURALS = {"body": "bodies", "country": "countries", "memorandum": "memoranda"}
# Names that take an article inside a sentence.
_ARTICLE = ("Central African ", "Democratic ", "Dominican ", "Federated ", "Republic of ", "Soviet ", "United ")
_PLURAL_NAMES = (
    "Bahamas",
    "Comoros",
    "Maldives",
    "Marshall Islands",
    "Netherlands",
    "Philippines",
    "Seychelles",
    "Solomon Islands",
)


def shown(value: object) -> str:
    """The text that stands for a value: a name for an object, EDTF for a date, words for several.

    Examples
    --------
    >>> from cica.display.words import shown
    >>> shown(("Astana", 2010, None)), shown(None)
    ('Astana; 2010; ', '')
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(map(shown, cast("tuple[object, ...]", value)))
    return str(value)


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a list in a sentence; parts that are lists of their own are set apart by semicolons.

    Examples
    --------
    >>> from cica.display.words import listed
    >>> listed(["Iran", "Iraq", "Israel"]), listed(["one, in part", "two"])
    ('Iran, Iraq and Israel', 'one, in part; and two')
    """
    parts = list(words)
    if len(parts) < 2:
        return "".join(parts)
    if any("," in part for part in parts) or (len(parts) > 2 and any(" and " in part for part in parts[-2:])):
        return f"{'; '.join(parts[:-1])}; {last} {parts[-1]}"
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def number(n: int, most: int = 12) -> str:
    """A number, in words up to the one given.

    Examples
    --------
    >>> from cica.display.words import number
    >>> number(7), number(26)
    ('seven', '26')
    """
    return _NUMBERS[n] if 0 <= n <= most else str(n)


def ordinal(n: int) -> str:
    """An ordinal number, in words up to the tenth.

    Examples
    --------
    >>> from cica.display.words import ordinal
    >>> ordinal(5), ordinal(21), ordinal(113)
    ('fifth', '21st', '113th')
    """
    if 0 <= n < len(_ORDINALS):
        return _ORDINALS[n]
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def count(n: int, noun: str) -> str:
    """How many of something; the last word of the noun takes the plural.

    Examples
    --------
    >>> from cica.display.words import count
    >>> count(1, "observer state"), count(4, "observer state"), count(2, "body")
    ('one observer state', 'four observer states', 'two bodies')
    """
    head, space, last = noun.rpartition(" ")
    plural = _PLURALS.get(last, last + "s")
    return f"{number(n)} {head}{space}{last if n == 1 else plural}"


def counted(n: int, title: str) -> str:
    """A title with the number of what it names, whose first plural becomes a singular where there is one.

    Examples
    --------
    >>> from cica.display.words import counted
    >>> counted(28, "members of CICA"), counted(1, "bodies of CICA"), counted(1, "ties of states"), counted(1, "")
    ('28 members of CICA', '1 body of CICA', '1 tie of states', '1 item')
    """
    words = (title or "items").split(" ")
    if n == 1 and words[0] != "of":
        at = next((place for place, word in enumerate(words) if word.endswith("s")), None)
        if at is not None:
            words[at] = words[at][:-3] + "y" if words[at].endswith("ies") and words[at] != "ties" else words[at][:-1]
    return f"{n} {' '.join(words)}"


def capital(text: str) -> str:
    """The text with a capital at its beginning.

    Examples
    --------
    >>> from cica.display.words import capital
    >>> capital("the United Nations")
    'The United Nations'
    """
    return text[:1].upper() + text[1:]


def the(name: str) -> str:
    """A name with the article that it takes inside a sentence.

    Examples
    --------
    >>> from cica.display.words import the
    >>> the("Philippines"), the("Japan")
    ('the Philippines', 'Japan')
    """
    return f"the {name}" if name.startswith(_ARTICLE) or name in _PLURAL_NAMES else name


def day(date: datetime.date) -> str:
    """A day.

    Examples
    --------
    >>> import datetime
    >>> from cica.display.words import day
    >>> day(datetime.date(2014, 5, 20))
    '20 May 2014'
    """
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def when(date: Date | None) -> str:
    """A date with its preposition, and what is not known of it.

    Examples
    --------
    >>> import cica
    >>> from cica.display.words import when
    >>> when(cica.Date("2014-05-20")), when(cica.Date("2014-09"))
    ('on 20 May 2014', 'in September 2014')
    >>> when(cica.Date("[2010-06-08..2011-10-17]"))
    'between 8 June 2010 and 17 October 2011'
    >>> when(cica.Date("2014-05-20/2014-05-21")), when(cica.Date("[..1999-09-14]")), when(None)
    ('on 20 and 21 May 2014', 'by 14 September 1999', 'on a day that is not recorded')
    """
    if date is None:
        return "on a day that is not recorded"
    first, last = date.earliest, date.latest
    if first is None or last is None:
        return f"by {day(last)}" if last else f"on or after {day(first)}" if first else "on a day that is not recorded"
    if first == last:
        return f"on {day(first)}"
    if date.precision == "year":
        return f"in {first.year}"
    if date.precision == "month":
        return f"in {_MONTHS[first.month - 1]} {first.year}"
    if (first.month, first.day) == (1, 1) and first.year == last.year and not date.spans:
        return f"in {first.year}, by {last.day} {_MONTHS[last.month - 1]}"
    text = _stretch(first, last, date.spans, day)
    return text if text.startswith("between") else f"{'on' if (last - first).days == 1 else 'from'} {text}"


def dated(date: Date) -> str:
    """A date for a cell, without a preposition, and what is not known of it.

    No two dates that differ read the same.

    Examples
    --------
    >>> import cica
    >>> from cica.display.words import dated
    >>> dated(cica.Date("1999-09-14")), dated(cica.Date("1993-08")), dated(cica.Date("2011"))
    ('14 Sep 1999', 'Aug 1993', '2011')
    >>> dated(cica.Date("[1992-10-05..1999-09-14]")), dated(cica.Date("[2014-05-20..2014-05-21]"))
    ('between 5 Oct 1992 and 14 Sep 1999', '20 or 21 May 2014')
    >>> dated(cica.Date("[..2009-07-02]")), dated(cica.Date("[2016-04-28..]"))
    ('by 2 Jul 2009', '28 Apr 2016 or later')
    >>> dated(cica.Date("2014-05-20/2014-05-21")), dated(cica.Date("2014-05-20/2014-05-22"))
    ('20 and 21 May 2014', '20 to 22 May 2014')
    """
    first, last, precision = date.earliest, date.latest, date.precision
    if first is None or last is None:
        return f"{_short(first)} or later" if first else f"by {_short(last)}" if last else ""
    if precision in ("day", "month", "year"):
        return " ".join(_short(first).split(" ")[{"day": 0, "month": 1, "year": 2}[precision] :])
    return _stretch(first, last, date.spans, _short)


def lasted(period: Period) -> str:
    """The time for which something held, for a cell.

    Examples
    --------
    >>> import cica
    >>> from cica.display.words import lasted
    >>> lasted(cica.Period(cica.Date("[..2009-07-02]"), cica.Date("2014"))), lasted(cica.Period(cica.Date("[2009..2011]")))
    ('from 2 Jul 2009 or earlier to 2014', 'since a day between 1 Jan 2009 and 31 Dec 2011')
    """
    begun = _edge(period.start)
    return f"since {begun}" if period.end is None else f"from {begun} to {_edge(period.end)}"


def held(period: Period) -> str:
    """The same of what ended on a day that no longer counts.

    Examples
    --------
    >>> import cica
    >>> from cica.display.words import held
    >>> held(cica.Period(cica.Date("2014-05-20"), cica.Date("2018-08-15")))
    'from 20 May 2014 until 15 Aug 2018, no longer on that day'
    """
    if period.end is None:
        return lasted(period)
    return f"from {_edge(period.start)} until {_edge(period.end)}, no longer on that day"


def _edge(date: Date | None) -> str:
    """A date at which something began or ended."""
    text = "an unknown day" if date is None else dated(date)
    return f"{text.removeprefix('by ')} or earlier" if text.startswith("by ") else f"{'a day ' * text.startswith('between')}{text}"


def _short(date: datetime.date) -> str:
    return f"{date.day} {_MONTHS[date.month - 1][:3]} {date.year}"


def _stretch(first: datetime.date, last: datetime.date, spans: bool, write: Callable[[datetime.date], str]) -> str:
    """One day of several, or all of them, without saying twice what their names share."""
    begin = write(first)
    if first.year == last.year:
        begin = begin.rpartition(" ")[0] if first.month != last.month else str(first.day)
    if (last - first).days == 1:
        return f"{begin} {'and' if spans else 'or'} {write(last)}"
    return f"{begin} to {write(last)}" if spans else f"between {begin} and {write(last)}"


def unrecorded(date: Date | None) -> str:
    """What is not known of a date, as a remark after it; empty where the day is known.

    Examples
    --------
    >>> import cica
    >>> from cica.display.words import unrecorded
    >>> unrecorded(cica.Date("2011")), unrecorded(cica.Date("2011-06-08"))
    (', the day is not recorded', '')
    """
    return ", the day is not recorded" if date is not None and date.precision in ("month", "year") else ""


def due(date: Date, today: datetime.date) -> str:
    """When something to come is due.

    Examples
    --------
    >>> import datetime
    >>> import cica
    >>> from cica.display.words import due
    >>> due(cica.Date("2018"), datetime.date(2015, 3, 1)), due(cica.Date("[2016-03-02..2016-12-31]"), datetime.date(2016, 3, 1))
    ('in 2018', 'by the end of 2016')
    """
    first, last = date.earliest, date.latest
    if first and last and not date.spans and (first - today).days == 1 and first < last:
        if (last.month, last.day) == (12, 31):
            return f"by the end of {last.year}"
        return f"by {day(last)}"
    return when(date)
