"""Columns of the record beside the rows of a data frame, whatever engine holds it.

Every value that stands for a state is numbered, and every stretch of days on which nothing changes; what the record says of what
each value meant in each stretch is found once, by its own questions, and the rows of the frame look it up. So the frame is never
looped over, and its size does not matter to the record.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args

import narwhals as nw

from cica.dates.scalars import flag
from cica.errors import OptionError, one_of, told
from cica.frames.asking import Asked, asked, warn_of_gaps
from cica.frames.between import Between, between, sums
from cica.frames.calendars import Calendar, calendar, changes
from cica.frames.courses import Courses
from cica.frames.fitting import fitted, in_memory
from cica.frames.plans import Plan
from cica.frames.reading import Given, keys
from cica.frames.standing import COLUMNS, NUMBERS, Rule, Standings, levels
from cica.frames.survey import Survey
from cica.model.roles import SUSPENDED

if TYPE_CHECKING:
    from cica.model.organisations import Organisation
    from cica.questions import Questions

__all__ = ["annotate", "worked"]

FrameT = TypeVar("FrameT")
KEPT, MANY = 32, 100_000  # of how many calls what was found is kept, and of how many cells at most
# Of the days that a state was a member the sums over days of which the least and the greatest number are made.
SUMMED = {
    "days": ("full_least", "full_most"),
    "days_least": ("full_least", "full_least"),
    "days_most": ("full_most", "full_most"),
}


def annotate(
    record: Questions,
    frame: FrameT,
    state: Hashable,
    on: Hashable | None,
    *,
    start: Hashable | None = None,
    end: Hashable | None = None,
    scheme: str | None,
    organisations: Organisation | str | Iterable[Organisation | str] | None,
    columns: str | Sequence[str] | None,
    exclude: Organisation | str | Iterable[Organisation | str] | None = None,
    names: str | Mapping[str, str],
    year: str,
    unknown: str,
    predecessors: bool,
    overwrite: bool = False,
    suspended: str = "member",
    surveyed: bool = True,
) -> FrameT:
    """See `Panels.annotate`."""
    one_of("year", year, get_args(Rule), required=True)
    one_of("unknown", unknown, ("raise", "warn", "null"), required=True)
    one_of("suspended", suspended, SUSPENDED, required=True)
    predecessors, overwrite = flag("predecessors", predecessors), flag("overwrite", overwrite)
    rule = cast("Rule", year)
    keys = _keys(state, on, start, end, year)
    wanted = asked(record, organisations, columns, exclude, rule, names, str if in_memory(frame) else Given(frame).same)

    if not wanted.titles:
        return frame

    def work(narrow: Any, columns: Sequence[str], beside: Sequence[str]) -> Any:
        return worked(
            record,
            narrow,
            columns[0],
            columns[1:],
            beside,
            wanted,
            rule,
            scheme=scheme,
            unknown=unknown,
            predecessors=predecessors,
            surveyed=surveyed,
            suspended=suspended,
        )

    return fitted(frame, keys, wanted.titles, work, overwrite=overwrite)


def worked(
    record: Questions,
    frame: FrameT,
    state: str,
    on: Sequence[str],
    beside: Sequence[str],
    wanted: Asked,
    rule: Rule,
    *,
    scheme: str | None,
    unknown: str,
    predecessors: bool,
    surveyed: bool,
    suspended: str,
) -> FrameT:
    """A frame with two columns at least, with those that are asked for added."""
    given = Given(frame)
    within = wanted.within
    rows = given.rows(state, on)
    found = keys(record, given, rows, state, beside, scheme, identifiers=not surveyed and scheme is None)
    courses = Courses(record, found, predecessors=predecessors, apart=surveyed)
    numbers = {value: number for number, value in enumerate(found.turns, 1)}
    days = changes(record, within, courses.edges(one.id for one in within))
    dates: Calendar | Between
    if len(on) > 1:
        dates = between(record, given, rows, on, days, unknown, lambda dates: Plan(state, on, numbers, dates, {}).spans(rows))
    else:
        dates = calendar(record, given, rows, on[0], days, rule, unknown)

    def places(values: Sequence[object] = ()) -> list[int]:
        some = rows.filter(nw.col(state).is_in(values)) if values else rows
        return Plan(state, on, numbers, dates, {}).places(some)

    courses.tell_apart(dates, places)
    if wanted.all_counted:
        first, last = map(datetime.date.fromordinal, dates.ends)
        warn_of_gaps(record, wanted.pool, wanted.counts, found.turns.values(), (first, last))
    roles = {titles["role"]: levels(record, organisation) for organisation, titles in wanted.own if "role" in titles}
    plan = Plan(state, on, numbers, dates, _tables(record, wanted, courses, dates, rule, suspended), roles)
    if not surveyed:
        return _of_use(plan.over(frame, given.coded), roles)
    # What existed to none of the organisations that are counted is no state to the count.
    bodies: list[str | None] = [*(organisation.id for organisation, _ in wanted.own), *([None] if wanted.counts else [])]
    survey = Survey(record, found, courses, bodies, dates, rule, unknown, places, on[0])
    if given.is_lazy:
        doubts = survey.doubts
        survey([place for place in places() if doubts[place]], rows)
        return plan.over(frame)
    return _of_use(plan.over(frame, given.coded, survey), roles)


def _keys(state: Hashable, on: Hashable | None, start: Hashable | None, end: Hashable | None, year: str) -> dict[str, Hashable]:
    """The columns with the states and the dates, by the argument that names each."""
    if on is not None and start is None and end is None:
        return {"state": state, "on": on}
    if on is not None or start is None or end is None:
        raise OptionError("accepted is on=, the column with the dates, or both start= and end=, those of the first and last days")
    if year not in ("any", "share"):
        raise OptionError(
            f"year={year!r} asks about one day of each span: give on={told(start if year == 'first' else end)} instead"
        )
    return {"state": state, "start": start, "end": end}


def _of_use(frame: FrameT, roles: Collection[str]) -> FrameT:
    """The frame; of pandas without the levels that no row has, which would be columns of noughts in a regression."""
    native: Any = nw.to_native(cast("Any", frame), pass_through=True)
    if not roles or type(native).__name__ != "DataFrame" or not hasattr(native, "assign"):
        return frame
    kept = native.assign(**{name: _used(native[name]) for name in roles})
    return cast("FrameT", nw.from_native(kept) if isinstance(frame, nw.DataFrame) else kept)


def _used(column: Any) -> Any:
    """A column of categories of pandas without those that do not occur; which ones do is found by their numbers, which is quick."""
    used = set(column.cat.codes.unique().tolist())
    return column.cat.set_categories([level for place, level in enumerate(column.cat.categories) if place in used])


def _tables(
    record: Questions, wanted: Asked, courses: Courses, dates: Calendar | Between, rule: Rule, suspended: str
) -> dict[str, tuple[str, Sequence[Any]]]:
    """The kind and the values of each column, for each key and stretch; key 0 and stretch 0 stand for what is missing.

    Of days since accession it is the day from which they count, so that one value serves a whole stretch.
    """
    tables: dict[str, tuple[str, Sequence[Any]]] = {}
    spans = isinstance(dates, Between)
    for organisation, titles in wanted.own:
        cells = _cells(record, organisation, list(titles), courses, dates, rule, suspended)
        for column, values in cells.items():
            if column.startswith("days"):
                kind = "sum" if spans else "days"
            else:
                kind = COLUMNS.get(column, "code") if rule != "share" else "mean" if spans else "share"
            tables[titles[column]] = kind, values
    if wanted.counts:
        each = [_cells(record, organisation, NUMBERS, courses, dates, rule, suspended) for organisation in wanted.pool]
        numbers = {column: list(map(_sum, zip(*(cells[column] for cells in each), strict=True))) for column in NUMBERS}
        for column, title in wanted.counts.items():
            values = numbers.get(column) or list(map(_certain, numbers[f"{column}_least"], numbers[f"{column}_most"]))
            tables[title] = "count" if rule != "share" else "mean" if spans else "share", values
    return tables


def _cells(
    record: Questions,
    organisation: Organisation,
    columns: Sequence[str],
    courses: Courses,
    dates: Calendar | Between,
    rule: Rule,
    suspended: str,
) -> dict[str, list[Any]]:
    """What is asked of one organisation, for each key and stretch."""
    width = len(dates.stretches) + 1
    first_day, last_day = dates.ends
    keys = [tuple(turn for turn in turns if turn[0] <= last_day and turn[1] > first_day) for turns in courses.of(organisation.id)]
    asked = organisation.id, tuple(columns), tuple(keys), tuple(dates.stretches), rule, suspended
    kept = record._kept
    if asked in kept and not isinstance(dates, Between):  # as of a cell of a notebook that runs twice
        return kept[asked]
    several = list(dict.fromkeys(keys))  # what keys have in common is found once
    place_of = {turns: number for number, turns in enumerate(several)}
    places = [place_of[turns] for turns in keys]
    cells: dict[str, list[Any]] = {column: [None] * (width * (len(keys) + 1)) for column in columns}
    summed = [column for column in columns if isinstance(dates, Between) and (rule == "share" or column.startswith("days"))]
    single = [column for column in columns if column not in summed]
    asking = Standings(record, organisation, several, rule, single, suspended)
    for number, (first, last, anchor) in enumerate(dates.stretches if single else (), 1):
        found = asking.over(first, last)
        for place, column in enumerate(single):
            values = [row[place] for row in found]
            if column.startswith("days"):
                values = [anchor - value if isinstance(value, int) else None for value in values]
            cells[column][width + number :: width] = [values[course] for course in places]
    if isinstance(dates, Between) and summed:
        bounds = {column: SUMMED.get(column, (column, column)) for column in summed}
        daily = [*dict.fromkeys(name for both in bounds.values() for name in both)]
        made = sums(Standings(record, organisation, several, "any", ["role", *daily], suspended), daily, dates)
        for column, (least, most) in bounds.items():
            by_course = [list(map(_certain, *both)) for both in zip(made[least], made[most], strict=True)]
            for number in range(1, width):
                cells[column][width + number :: width] = [by_course[course][number - 1] for course in places]
    elif width * len(keys) < MANY:
        if len(kept) >= KEPT:
            kept.pop(next(iter(kept)), None)
        kept[asked] = cells
    return cells


def _sum(values: Sequence[Any]) -> Any:
    """How many organisations a state belongs to, of those to which there was such a state; None if there was to none."""
    numbers = [value for value in values if value is not None]
    if numbers and isinstance(numbers[0], tuple):
        return tuple(map(sum, zip(*numbers, strict=True)))
    return sum(numbers) if numbers else None


def _certain(least: Any, most: Any) -> Any:
    return least if least == most else None
