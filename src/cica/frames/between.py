"""Rows that stand for the days between two dates, such as wars and terms of office, and sums over their days."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw

from cica.errors import DateError, told, warn
from cica.frames.calendars import Calendar, Stretch, Stretches, side, stretch, warn_beyond
from cica.frames.reading import report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cica.frames.reading import Given
    from cica.frames.standing import Standings
    from cica.questions import Questions

__all__ = ["SPAN", "Between", "Sum", "between", "sums"]

# What is found of a row: the stretches in which its days begin and end, the first and the last of them, and both as given.
SPAN = BEGUN, ENDED, FIRST, LAST, FROM, TO = ("begun", "ended", "first", "last", "from", "to")
# What the sum over some days is: a constant, less a number for each day before the first, more one for each up to the last.
Sum = tuple[float, float, float]


@attrs.frozen
class Between(Stretches):
    """How the days between two dates are numbered: by the stretches in which they begin and end, the first pair being number 1.

    Attributes
    ----------
    start, end : Calendar
        How the dates in the two columns are numbered.
    starts : list of int
        The first day of each stretch in which nothing changes, as a number.
    last : int
        The last day of the record.
    pairs : dict
        Of each pair that occurs, as one number, its place.
    stretches : list of tuple
        The first and the last of the days that each stands for.
    """

    start: Calendar
    end: Calendar
    starts: list[int]
    last: int
    pairs: dict[int, int] = attrs.Factory(dict[int, int])
    stretches: list[Stretch] = attrs.Factory(list[Stretch])

    kind = "spans"

    @property
    def width(self) -> int:
        """What the number of the first stretch is multiplied by."""
        return len(self.starts) + 1

    def inner(self) -> list[tuple[int, int]]:
        """The numbers of the first and the last stretch of each pair, from 0."""
        return [(pair // self.width - 1, pair % self.width - 1) for pair in self.pairs]


def between(
    record: Questions,
    given: Given,
    rows: nw.DataFrame[Any],
    on: Sequence[str],
    changes: Sequence[int],
    unknown: str,
    spans_of: Callable[[Between], nw.DataFrame[Any]],
) -> Between:
    """How the days between the dates in two columns are numbered, of a calendar with some changes.

    ``spans_of`` finds the stretches and days of the rows, once it is known how the single dates are numbered.
    """
    starts = [changes[0] - 1, *changes]
    sides = [side(given, rows, column, starts, unknown, late=late) for column, late in zip(on, (False, True), strict=True)]
    (begun, _), (over, latest) = sides
    dates = Between(begun, over, starts, record.as_of.toordinal())
    found = spans_of(dates)
    known = found.filter((nw.col(BEGUN) > 0) & (nw.col(ENDED) > 0))
    back = known.filter(nw.col(LAST) < nw.col(FIRST)).select(FROM, TO).unique()
    strange = {row: f"from {_shown(row[0])} to {_shown(row[1])}" for row in back.iter_rows()}
    report(
        f"{len(strange)} of the spans of days end, in {told(on[1])}, before they begin, in {told(on[0])}",
        strange,
        unknown,
        DateError,
    )
    open_ended = found.filter((nw.col(BEGUN) > 0) & (nw.col(ENDED) == 0))[TO].unique().to_list()
    if unknown != "null" and any(value is None or value != value or not str(value).strip() for value in open_ended):
        warn(
            f"there are rows with a date in {told(on[0])} and none in {told(on[1])}, and nothing is said of them: of what still "
            f"goes on write the last day of the record, {record.as_of}",
            UserWarning,
        )
    pair = (nw.col(BEGUN) * dates.width + nw.col(ENDED)).alias("pair")
    forth = known.filter(nw.col(LAST) >= nw.col(FIRST)).select(pair, FIRST, LAST)
    ends = forth.group_by("pair").agg(nw.col(FIRST).min(), nw.col(LAST).max()).sort("pair").iter_rows()
    for number, (key, first, last) in enumerate(ends, 1):
        dates.pairs[int(key)] = number
        dates.stretches.append(stretch(record, int(first), int(last)))
    warn_beyond(record, latest, "; of what ends later, the days up to then are counted, and shares are of those")
    return dates


def _shown(date: object) -> str:
    return str(date).removesuffix(" 00:00:00")


def sums(daily: Standings, columns: Sequence[str], dates: Between) -> dict[str, list[list[Sum | None]]]:
    """Of each course of states and each pair of stretches what the sums of some columns over their days are made of.

    ``daily`` answers for single days `role` and the columns. A sum is None where any of it is undetermined, or if there was no such
    state on any of the days; else days on which there was none count as days without a role. Days after the end of the record add
    nothing.
    """
    each = [daily.over(day, day) for day in map(datetime.date.fromordinal, dates.starts)]
    lengths = [over - start for start, over in pairwise(dates.starts)]
    within = bisect_right(dates.starts, dates.last)  # the first stretch after the end of the record
    found: dict[str, list[list[Sum | None]]] = {}
    for place, column in enumerate(columns, 1):
        found[column] = []
        for course in range(len(each[0])):
            roles = [rows[course][0] for rows in each[:within]]
            said = [rows[course][place] for rows in each[:within]]
            if not column.startswith("members"):  # of which there are some whether there was the state or not
                said = [0 if role == "no-state" else value for role, value in zip(roles, said, strict=True)]
            rest = [0] * (len(each) - within)
            values: list[Any] = [*(value or 0 for value in said), *rest]
            open_ = _before([*(value is None for value in said), *rest])
            alive = _before([*(role != "no-state" for role in roles), *rest])
            total = _before([value * length for value, length in zip(values, [*lengths, 0], strict=True)])
            made: list[Sum | None] = []
            for first, last in dates.inner():
                if first >= within or open_[last + 1] > open_[first] or alive[last + 1] == alive[first]:
                    made.append(None)
                    continue
                begun, over = (total[n] - values[n] * dates.starts[n] for n in (first, last))
                made.append((over - begun, values[first], values[last]))
            found[column].append(made)
    return found


def _before(values: Iterable[Any]) -> list[Any]:
    """The sum of what stands before each place, and of all."""
    return [0, *accumulate(values)]
