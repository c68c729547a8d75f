"""Columns of the record beside the rows of a data frame, whatever engine holds it.

Every value that stands for a state is numbered, and every stretch of days on which nothing changes; what the record says of what
each value meant in each stretch is found once, by its own questions, and the rows of the frame look it up. So the frame is never
looped over, and its size does not matter to the record.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args

import narwhals as nw

from cica.errors import OptionError, one_of
from cica.frames.calendars import Calendar, calendar
from cica.frames.courses import Courses
from cica.frames.fitting import fitted, in_memory
from cica.frames.plans import Plan
from cica.frames.reading import Given, keys
from cica.frames.standing import COLUMNS, DEFAULT, SHARES, SUBJECT, Rule, Value, levels, standings
from cica.frames.survey import Survey
from cica.model.roles import SUSPENDED

if TYPE_CHECKING:
    from cica.model.organisations import Organisation
    from cica.questions import Questions

__all__ = ["annotate", "column_name"]

FrameT = TypeVar("FrameT")


def annotate(
    record: Questions,
    frame: FrameT,
    state: Hashable,
    on: Hashable,
    *,
    scheme: str | None,
    organisations: Organisation | str | Iterable[Organisation | str],
    columns: str | Sequence[str] | None,
    names: str | Mapping[str, str],
    year: str,
    unknown: str,
    predecessors: bool,
    overwrite: bool = False,
    suspended: str = "member",
    surveyed: bool = True,
) -> FrameT:
    """See `Panels.annotate`."""
    one_of("year", year, get_args(Rule))
    one_of("unknown", unknown, ("raise", "warn", "null"))
    one_of("suspended", suspended, SUSPENDED)
    rule = cast("Rule", year)
    within = record._names.organisations(organisations)
    asked = _asked(within, columns, rule, names, str if in_memory(frame) else Given(frame).same)

    def work(narrow: Any, state: str, on: str, beside: Sequence[str]) -> Any:
        return _worked(record, narrow, state, on, beside, asked, rule, scheme, unknown, predecessors, surveyed, suspended)

    added = [title for _, titles in asked for title in titles.values()]
    return fitted(frame, state, on, added, work, overwrite=overwrite)


def _worked(
    record: Questions,
    frame: FrameT,
    state: str,
    on: str,
    beside: Sequence[str],
    asked: Sequence[tuple[Organisation, dict[str, str]]],
    rule: Rule,
    scheme: str | None,
    unknown: str,
    predecessors: bool,
    surveyed: bool,
    suspended: str,
) -> FrameT:
    """The frame with the columns added."""
    given = Given(frame)
    within = [organisation for organisation, _ in asked]
    rows = given.rows(state, on)
    found = keys(record, given, rows, state, beside, scheme, identifiers=not surveyed and scheme is None)
    courses = Courses(record, found, predecessors=predecessors, apart=surveyed)
    dates = calendar(record, given, rows, on, within, courses.edges(one.id for one in within), rule, unknown)
    numbers = {value: number for number, value in enumerate(found.turns, 1)}

    def places(values: Sequence[object] = ()) -> list[int]:
        some = rows.filter(nw.col(state).is_in(values)) if values else rows
        return Plan(state, on, numbers, dates, {}).places(some)

    courses.tell_apart(dates, places)
    roles = {titles["role"]: levels(record, organisation) for organisation, titles in asked if "role" in titles}
    plan = Plan(state, on, numbers, dates, _tables(record, asked, courses, dates, rule, suspended), roles)
    if not surveyed:
        return _of_use(plan.over(frame, given.coded), roles)
    survey = Survey(record, found, courses, [one.id for one in within], dates, rule, unknown, places, on)
    if given.is_lazy:
        doubts = survey.doubts
        survey([place for place in places() if doubts[place]], rows)
        return plan.over(frame)
    return _of_use(plan.over(frame, given.coded, survey), roles)


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
    return column.cat.remove_categories([level for place, level in enumerate(column.cat.categories) if place not in used])


def _asked(
    within: Sequence[Organisation],
    columns: Sequence[str] | None,
    rule: Rule,
    names: str | Mapping[str, str],
    same: Callable[[str], str],
) -> list[tuple[Organisation, dict[str, str]]]:
    """For each organisation the columns asked for, each with the name it gets."""
    accepted = SHARES if rule == "share" else tuple(COLUMNS)
    wanted = (SHARES if rule == "share" else DEFAULT) if columns is None else [columns] if isinstance(columns, str) else columns
    for column in wanted:
        one_of("columns", column, accepted)
    asked: list[tuple[Organisation, dict[str, str]]] = []
    for organisation in within:
        own = [column for column in wanted if column != "chair" or organisation.id == SUBJECT]
        asked.append((organisation, {column: column_name(names, organisation.id, column) for column in own}))
    given = [name for _, titles in asked for name in titles.values()]
    forms = list(map(same, given))
    twice = sorted({name for name, form in zip(given, forms, strict=True) if forms.count(form) > 1})
    if twice:
        raise OptionError(f"names={names!r} calls several columns {', '.join(map(repr, twice))}")
    default = {f"{organisation.id}_{column}" for organisation, own in asked for column in own}
    if not isinstance(names, str) and (strange := [name for name in names if name not in default]):
        raise OptionError(f"names: no column is called {strange[0]!r}; there are {', '.join(map(repr, sorted(default)))}")
    return asked


def column_name(names: str | Mapping[str, str], organisation: str, column: str) -> str:
    """What a column is called."""
    default = f"{organisation}_{column}"
    if not isinstance(names, str):
        return names.get(default, default)
    return names.replace("{organisation}", organisation).replace("{column}", column)


def _tables(
    record: Questions,
    asked: Sequence[tuple[Organisation, dict[str, str]]],
    courses: Courses,
    dates: Calendar,
    rule: Rule,
    suspended: str,
) -> dict[str, tuple[str, Sequence[Value]]]:
    """The kind and the values of each column, for each key and stretch; key 0 and stretch 0 stand for what is missing.

    Of days since accession it is the day from which they count, so that one value serves a whole stretch.
    """
    tables: dict[str, tuple[str, Sequence[Value]]] = {}
    width = len(dates.stretches) + 1
    first_day, last_day = dates.ends
    for organisation, titles in asked:
        columns = list(titles)
        keys = [
            tuple(turn for turn in turns if turn[0] <= last_day and turn[1] > first_day) for turns in courses.of(organisation.id)
        ]
        several = {turns: number for number, turns in enumerate(dict.fromkeys(keys))}  # what keys have in common is found once
        places = [several[turns] for turns in keys]
        cells: list[list[Value]] = [[None] * (width * (len(keys) + 1)) for _ in columns]
        for number, (first, last, anchor) in enumerate(dates.stretches, 1):
            found = standings(record, organisation, list(several), first, last, rule, columns, suspended)
            for place, (column, table) in enumerate(zip(columns, cells, strict=True)):
                values = [row[place] for row in found]
                if column.startswith("days"):
                    values = [anchor - value if isinstance(value, int) else None for value in values]
                table[width + number :: width] = [values[course] for course in places]
        for column, values in zip(columns, cells, strict=True):
            kind = "days" if column.startswith("days") else "share" if rule == "share" else COLUMNS[column]
            tables[titles[column]] = kind, values
    return tables
