"""How the dates of a data frame are numbered: days, years, and text in any form."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import attrs
import narwhals as nw

from cica.dates.date import days
from cica.dates.scalars import LEAST_YEAR, MOST_YEAR, native
from cica.errors import DateError, told, warn
from cica.frames.reading import report
from cica.frames.standing import Rule, edges

if TYPE_CHECKING:
    from cica.dates.date import When
    from cica.frames.reading import Given
    from cica.model.organisations import Organisation
    from cica.questions import Questions

__all__ = ["Calendar", "Stretch", "Stretches", "calendar", "changes", "side", "stretch", "warn_beyond"]

# First and last day of a stretch, and the day, as a number, from which days are counted in it.
Stretch: TypeAlias = tuple[datetime.date, datetime.date, int]
MANY = 100_000  # days that are told apart
FORMS = "text such as '2010-06-08', '2014-05' or '2011', and dates, timestamps and years"


class Stretches:
    """Stretches of days, by which the rows of a frame are told apart."""

    __slots__ = ()

    if TYPE_CHECKING:
        kind: str
        stretches: list[Stretch]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The first and the last day of each stretch, as numbers."""
        return [(first.toordinal(), last.toordinal()) for first, last, _ in self.stretches]

    @property
    def ends(self) -> tuple[int, int]:
        """The first and the last day that are told apart, as numbers."""
        spans = self.spans
        return min((first for first, _ in spans), default=1), max((last for _, last in spans), default=0)


@attrs.frozen
class Calendar(Stretches):
    """How the dates of a frame are numbered: each with the stretch it lies in, the first being number 1.

    Attributes
    ----------
    kind : str
        ``days`` or ``years``, which are numbered from ``least`` on, or ``texts``, which are numbered one by one.
    stretches : list of tuple
        First and last day of each, and the day, as a number, from which days are counted in it.
    least : int
        The first day, or year, that is told apart.
    numbers : list of int
        Of each day, or year, from the first on, the stretch.
    texts : dict
        Of each text the stretch, and the day that it names, as a number.
    late : bool
        Whether days count from the first day of a year or from its last.
    covers : bool
        Whether no date of the frame lies before ``least`` or after the last that is numbered.
    """

    kind: str
    stretches: list[Stretch]
    least: int = 0
    numbers: list[int] = attrs.Factory(list[int])
    texts: dict[Any, tuple[int, int]] = attrs.Factory(dict[Any, tuple[int, int]])
    late: bool = True
    covers: bool = False

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The first and the last day of each stretch, as numbers: of days the last one before the next stretch."""
        spans = super().spans
        if self.kind != "days":
            return spans
        starts = [first for first, _ in spans]
        return list(zip(starts, [*(start - 1 for start in starts[1:]), self.least + len(self.numbers) - 1], strict=True))


def calendar(
    record: Questions,
    given: Given,
    rows: nw.DataFrame[Any],
    on: str,
    changes: Sequence[int],
    rule: Rule,
    unknown: str,
) -> Calendar:
    """How the dates in a column are numbered, of a calendar with some changes."""
    dtype = given.schema[on]
    if isinstance(dtype, (nw.Date, nw.Datetime)):
        earliest, latest = _ends(rows, on)
        found = _by_day(changes, earliest, latest)
    elif dtype.is_integer():
        earliest, latest = _years(given, rows, on, unknown)
        found = _by_year(record, changes, rule, earliest, latest)
    else:
        found, latest = _by_text(record, changes, given, rows, on, unknown)
    warn_beyond(record, latest)
    return found


def changes(record: Questions, within: Sequence[Organisation], turns: Iterable[int]) -> list[int]:
    """The days on which the standing in some organisations changes, or a state, by the days on which it does."""
    return sorted({*edges(record, within), *(day for day in turns if 1 < day < datetime.date.max.toordinal())})


def side(
    given: Given, rows: nw.DataFrame[Any], on: str, starts: Sequence[int], unknown: str, *, late: bool
) -> tuple[Calendar, object]:
    """How the dates in a column are numbered that say when something begins, or ends, and the latest of them.

    ``starts`` are the first days of all stretches, and of a coarser date it is the first day, or with ``late`` the last.
    """
    dtype = given.schema[on]
    least, most = starts[0], starts[-1]
    latest: object
    if isinstance(dtype, (nw.Date, nw.Datetime)):
        latest = _ends(rows, on)[1]
        numbers = [bisect_right(starts, day) for day in range(least, most + 1)]
        return Calendar("days", [], least, numbers), latest
    if dtype.is_integer():
        _, latest = _years(given, rows, on, unknown)
        first, last = (datetime.date.fromordinal(day).year for day in (least, most))
        ends = [datetime.date(year, *((12, 31) if late else (1, 1))).toordinal() for year in range(first, last + 1)]
        return Calendar("years", [], first, [max(bisect_right(starts, day), 1) for day in ends], late=late), latest
    days_of, latest = _texts(given, rows, on, unknown)
    numbered = {value: span[late].toordinal() for value, span in days_of.items()}
    return Calendar("texts", [], texts={value: (max(bisect_right(starts, day), 1), day) for value, day in numbered.items()}), latest


def warn_beyond(record: Questions, latest: object, besides: str = "") -> None:
    """Warn if the latest date lies after the end of the record, and say what that means besides."""
    last = _ordinal(latest)
    if last is not None and last > record.as_of.toordinal():
        warn(f"the record is updated to {record.as_of}; of later days it says nothing{besides}")


def _ends(rows: nw.DataFrame[Any], on: str) -> tuple[Any, Any]:
    """The earliest and the latest date in a column."""
    try:
        ends = rows[on].min(), rows[on].max()
        for end in ends:
            _ordinal(end)
    except (OverflowError, ValueError, NotImplementedError):
        raise DateError(
            f"some of the dates in column {told(on)} lie before the year 1 or after 9999, as 'infinity' does: of what still goes "
            "on write the last day of the record"
        ) from None
    return ends


def _ordinal(day: object) -> int | None:
    """A date or timestamp as a number; None of what is missing, which pandas writes as a timestamp that equals nothing."""
    return day.toordinal() if isinstance(day, datetime.date) and day == day else None


def _by_day(changes: Sequence[int], earliest: object, latest: object) -> Calendar:
    """The stretches between the days on which something changes, of the days between the first and the last of a frame.

    Where these are not known, or too many, all days before the first change are one stretch, and all after the last.
    """
    low, high = _ordinal(earliest), _ordinal(latest)
    if low is None or high is None or high - low >= MANY:
        low, high, covers = changes[0] - 1, changes[-1], False
    else:
        changes, covers = [day for day in changes if low < day <= high], True
    starts = [low, *changes]
    numbers: list[int] = []
    for number, (start, end) in enumerate(zip(starts, [*changes, high + 1], strict=True), 1):
        numbers += [number] * (end - start)
    return Calendar("days", list(map(_day, starts)), low, numbers, covers=covers)


def _by_year(
    record: Questions, changes: Sequence[int], rule: Rule, earliest: datetime.date | None, latest: datetime.date | None
) -> Calendar:
    """The years of a frame; where they are not known, those in which something changes, and those between them.

    Then the first and the last stand for all before and after.
    """
    covers = earliest is not None and latest is not None
    first, last = (datetime.date.fromordinal(changes[place]).year for place in (0, -1))
    low, high = max(first - 1, datetime.MINYEAR), min(last + 1, datetime.MAXYEAR)
    if earliest is not None and latest is not None and latest.year - earliest.year < high - low:
        low, high = earliest.year, latest.year
    elif earliest is not None and latest is not None:
        covers = low <= earliest.year and latest.year <= high
    stretches: list[Stretch] = []
    for year in range(low, high + 1):
        ends = datetime.date(year, 1, 1).toordinal(), datetime.date(year, 12, 31).toordinal()
        stretches.append(stretch(record, *ends, ends[rule != "first"]))
    return Calendar("years", stretches, low, [*range(1, high - low + 2)], late=rule != "first", covers=covers)


def _years(given: Given, rows: nw.DataFrame[Any], on: str, unknown: str) -> tuple[datetime.date | None, datetime.date | None]:
    """The first days of the earliest and the latest year in a column, where all its numbers are years; else of the latest only."""
    least, most = rows[on].min(), rows[on].max()
    if not isinstance(most, int) and not hasattr(most, "__index__"):  # there is none
        return None, None
    if LEAST_YEAR <= least <= most <= MOST_YEAR:
        return datetime.date(int(least), 1, 1), datetime.date(int(most), 1, 1)
    found = given.distinct(rows, on)
    strange = {year: told(year) for year in found if not LEAST_YEAR <= year <= MOST_YEAR}
    report(
        f"{len(strange)} of the numbers in column {told(on)} are no years of four digits; write nothing for what is missing",
        strange,
        unknown,
        DateError,
    )
    valid = [year for year in found if year not in strange]
    return None, datetime.date(max(valid), 1, 1) if valid else None


def _by_text(
    record: Questions, changes: Sequence[int], given: Given, rows: nw.DataFrame[Any], on: str, unknown: str
) -> tuple[Calendar, datetime.date | None]:
    """The stretches that the values of a column name, and the first day of the latest."""
    stretches: list[Stretch] = []
    known: dict[object, int] = {}
    texts: dict[Any, tuple[int, int]] = {}
    found, latest = _texts(given, rows, on, unknown)
    for value, (first, last) in found.items():
        # A day shares its stretch with all on which nothing changed since; days count from it, and of a stretch not at all.
        key: object = (first, last) if first < last else bisect_right(changes, first.toordinal())
        if key not in known:
            stretches.append(stretch(record, first.toordinal(), last.toordinal()) if first < last else _day(first.toordinal()))
            known[key] = len(stretches)
        texts[value] = known[key], 0 if first < last else first.toordinal()
    return Calendar("texts", stretches, texts=texts), latest


def _texts(
    given: Given, rows: nw.DataFrame[Any], on: str, unknown: str
) -> tuple[dict[Any, tuple[datetime.date, datetime.date]], datetime.date | None]:
    """First and last day of each value of a column, and the first day of the latest."""
    found: dict[Any, tuple[datetime.date, datetime.date]] = {}
    strange: dict[Any, str] = {}
    for value in given.distinct(rows, on):
        if isinstance(value, str) and not value.strip():  # as files write what is missing
            continue
        try:
            found[value] = _read(value)
        except DateError:
            strange[value] = told(value)
    texts = [text for text in strange if isinstance(text, str)]
    ambiguous = next((text for text in texts if re.fullmatch(r"\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\s*", text)), None)
    advice = ""
    if ambiguous is not None:
        way = f"pd.to_datetime(frame[{told(on)}], dayfirst=True) or pl.col({told(on)}).str.to_date('%d/%m/%Y')"
        if given.frame.implementation.is_duckdb():
            way = f"strptime({on}, '%d/%m/%Y')::date"
        advice = f"; {told(ambiguous)} may be day/month or month/day: convert the column first, such as with {way}"
    elif any(text.strip().isalpha() for text in texts):
        advice = "; write nothing for what is missing, and for what still goes on the last day of the record"
    heading = f"{len(strange)} of the dates in column {told(on)} cannot be read; accepted is {FORMS}{advice}"
    report(heading, strange, unknown, DateError)
    return found, max((first for first, _ in found.values()), default=None)


def _read(value: object) -> tuple[datetime.date, datetime.date]:
    """First and last day of a date in a column of text, of numbers with gaps, or of objects."""
    if isinstance(value, (float, Decimal)):
        value = native(value)
    elif isinstance(value, str) and value[10:11] in ("T", " "):  # a timestamp
        try:
            value = datetime.datetime.fromisoformat(value)
        except ValueError:
            raise DateError(f"{told(value)} is not a timestamp") from None
    elif type(value).__name__ == "Period":  # of pandas, which writes it as ISO text
        value = str(value)
    return days(cast("When", value))


def _day(number: int) -> Stretch:
    day = datetime.date.fromordinal(number)
    return day, day, number


def stretch(record: Questions, first: int, last: int, anchor: int = 0) -> Stretch:
    """A stretch of days, as far as the record goes."""
    begun, over = datetime.date.fromordinal(first), datetime.date.fromordinal(last)
    return begun, over if begun > record.as_of else min(over, record.as_of), anchor
