"""Panels of states and of pairs of states over time, with the codes by which the data of the field are merged."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Any

import narwhals as nw

from cica.dates.date import Date, When, days
from cica.dates.scalars import flag
from cica.errors import OptionError, one_of, told
from cica.frames.annotating import annotate, worked
from cica.frames.asking import MANY, Asked, check_names, column_name, members_held, pool, warn_of_gaps
from cica.frames.courses import Courses
from cica.frames.reading import Given, keys
from cica.frames.standing import COUNTS, NUMBERS
from cica.frames.tallies import tallies
from cica.frames.units import Units
from cica.model.roles import SUSPENDED
from cica.names.arguments import several
from cica.tables.columns import eager, series

if TYPE_CHECKING:
    from cica.model.organisations import Organisation
    from cica.model.others import OtherEntity
    from cica.model.states import State
    from cica.names.spellings import Turns
    from cica.questions import Questions

__all__ = ["JOINT", "dyads", "panel"]

FREQUENCIES = ("day", "month", "year")
JOINT = ("joint", "status1", "status2")
# Columns that are there on the way only.
ROW, STATE, WHEN = HIDDEN = ("cica row", "cica state", "cica when")


def panel(
    record: Questions,
    start: When,
    end: When | None,
    freq: str,
    states: Iterable[State | OtherEntity | str | int] | None,
    codes: str | Sequence[str] | None,
    engine: str,
    *,
    system: str | None,
    microstates: bool,
    organisations: Organisation | str | Iterable[Organisation | str] | None,
    columns: str | Sequence[str] | None,
    exclude: Organisation | str | Iterable[Organisation | str] | None,
    names: str | Mapping[str, str],
    year: str,
    suspended: str,
) -> Any:
    """See `Panels.panel`."""
    one_of("freq", freq, FREQUENCIES, required=True)
    backend = eager(engine)
    periods = _periods(freq, *_span(record, start, end))
    units = Units(record, system, states, periods, microstates=microstates)
    named = units.named(codes)
    frame = _numbered(backend, len(units) * len(periods))
    frame = _beside(frame, {name: series(backend, *units.codes(name)) for name in named})
    place = frame[ROW] % len(periods)
    frame = _beside(frame, {name: series(backend, kind, values)[place] for name, (kind, values) in _dated(freq, periods).items()})
    frame = _beside(frame, {STATE: series(backend, "text", units.keys)[frame[ROW] // len(periods)]})
    frame = nw.maybe_reset_index(frame.filter(series(backend, "flag", units.there(named))))
    on = WHEN if freq == "month" else "date" if freq == "day" else "year"
    options: dict[str, Any] = {
        "organisations": organisations,
        "columns": columns,
        "exclude": exclude,
        "names": names,
        "year": year,
        "suspended": suspended,
    }
    done = annotate(record, frame, STATE, on, scheme=system, unknown="null", predecessors=False, surveyed=False, **options)
    return done.drop(*HIDDEN, strict=False).to_native()


def dyads(
    record: Questions,
    start: When,
    end: When | None,
    directed: bool,
    states: Iterable[State | OtherEntity | str | int] | None,
    codes: str | Sequence[str] | None,
    engine: str,
    *,
    system: str | None,
    microstates: bool,
    organisations: Organisation | str | Iterable[Organisation | str] | None,
    columns: str | Sequence[str],
    exclude: Organisation | str | Iterable[Organisation | str] | None,
    names: str,
    year: str,
    suspended: str,
) -> Any:
    """See `Panels.dyads`."""
    one_of("year", year, ("any", "first", "last"), required=True)
    one_of("suspended", suspended, SUSPENDED, required=True)
    wanted = several("columns", columns, (str,), "'joint' or ['joint', 'full']", least=0)
    for column in wanted:
        one_of("columns", column, (*JOINT, *COUNTS), required=True)
    check_names(names)
    directed = flag("directed", directed)
    backend = eager(engine)
    periods = _periods("year", *_span(record, start, end))
    years = [day.year for day, _ in periods]
    units = Units(record, system, states, periods, microstates=microstates)
    named = units.named(codes)
    bodies = members_held(record, organisations)
    titled = {
        column_name(names, organisation.id, column): _dyadic(organisation.id, column)
        for organisation in bodies
        for column in wanted
        if column in JOINT
    }
    counts = {column_name(names, MANY, column): column for column in wanted if column in COUNTS}
    counted = pool(record, organisations, exclude, counts)
    courses = _courses(record, units, backend, system) if counts else []
    if organisations is None:
        warn_of_gaps(record, counted, counts.values(), courses, (periods[0][0], periods[-1][1]))
    sides = [_sided(name, side) for name in named for side in (1, 2)]
    titles = [*titled, *counts]
    count = len(bodies) * sum(column in JOINT for column in wanted) + sum(column in COUNTS for column in wanted)
    if len(set(titles)) < count or any(name in (*sides, "year") for name in titles):
        raise OptionError(f"names={told(names)} calls several columns the same: accepted is such as '{{organisation}}_{{column}}'")
    # What is said of a state in a year is found once, and looked up by every pair.
    asked = list(dict.fromkeys("member" if column == "joint" else "status" for column in wanted if column in JOINT))
    each = [(one, {column: f"cica {one.id} {column}" for column in asked}) for one in bodies]
    rule: Any = year
    alone = _numbered(backend, len(units) * len(years))
    place, state = alone[ROW] % len(years), alone[ROW] // len(years)
    alone = _beside(alone, {"year": series(backend, "place", years)[place], STATE: series(backend, "text", units.keys)[state]})
    if asked:
        options: dict[str, Any] = {"scheme": system, "unknown": "null", "predecessors": False, "surveyed": False}
        alone = worked(record, alone, STATE, ["year"], [], Asked(each, (), {}), rule, suspended=suspended, **options)
    alone = _beside(alone.drop(STATE), {name: series(backend, *units.codes(name)) for name in named})
    tally = tallies(record, counted, courses, periods, rule, suspended) if counts else {}
    alone = _beside(alone, {f"cica {kind}": series(backend, "place", tally[kind].patterns) for kind in tally})
    places = _pairs(units, len(years), units.there(named), directed=directed)
    frame: nw.DataFrame[Any] | None = None
    for side, rows in enumerate(places, 1):
        found = nw.maybe_reset_index(alone[series(backend, "place", rows), :])
        sided = [found[name].alias(_sided(name, side) if name in named else f"{name}{side}") for name in found.columns]
        frame = sided[0].to_frame().with_columns(*sided[1:]) if frame is None else frame.with_columns(*sided)
    assert frame is not None
    pairs = frame.with_columns(nw.col("year1").alias("year"))
    for kind in tally:
        pairs = _beside(pairs, {kind: tally[kind].shared(backend, pairs[f"cica {kind}1"], pairs[f"cica {kind}2"])})
    every = {**titled, **{name: _count(column) for name, column in counts.items()}}
    return pairs.select(*sides, "year", *(column.alias(name) for name, column in every.items())).to_native()


def _courses(record: Questions, units: Units, backend: nw.Implementation, system: str | None) -> list[Turns]:
    """What each state meant in turn, as for a column of theirs."""
    column = series(backend, "text", units.keys).alias(STATE).to_frame()
    found = keys(record, Given(column), column, STATE, [], system, identifiers=system is None)
    courses = dict(zip(found.turns, Courses(record, found, predecessors=False, apart=False).of(), strict=True))
    return [courses[key] for key in units.keys]


def _pairs(units: Units, years: int, there: Sequence[bool], *, directed: bool) -> tuple[list[int], list[int]]:
    """The places of both sides of every pair in every year in which both were there, pair by pair."""
    spans = [_runs([n for n in range(years) if there[unit * years + n]]) for unit in range(len(units))]
    rows: tuple[list[int], list[int]] = ([], [])
    for one, other in (permutations if directed else combinations)(units.order, 2):
        for begun, over in spans[one]:
            for since, until in spans[other]:
                both = range(max(begun, since), min(over, until))
                if both:
                    rows[0].extend(range(one * years + both.start, one * years + both.stop))
                    rows[1].extend(range(other * years + both.start, other * years + both.stop))
    return rows


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """The runs of consecutive numbers in a series that rises, each with the first number after it."""
    starts = [n for place, n in enumerate(numbers) if not place or numbers[place - 1] != n - 1]
    ends = [n + 1 for place, n in enumerate(numbers) if place + 1 == len(numbers) or numbers[place + 1] != n + 1]
    return list(zip(starts, ends, strict=True))


def _dyadic(organisation: str, column: str) -> nw.Expr:
    if column != "joint":
        return nw.col(f"cica {organisation} {column}")
    return ((nw.col(f"cica {organisation} member1") == 1) & (nw.col(f"cica {organisation} member2") == 1)).cast(nw.Int8)


def _count(column: str) -> nw.Expr:
    """A count; where its least and its greatest differ, none."""
    if column in NUMBERS:
        return nw.col(column)
    return nw.when(nw.col(f"{column}_least") == nw.col(f"{column}_most")).then(nw.col(f"{column}_least"))


def _sided(name: str, side: int) -> str:
    """The name of a column for one side of a pair: ``ccode1``, but ``iso3_1``."""
    return f"{name}{'_' if name[-1].isdigit() else ''}{side}"


def _numbered(backend: nw.Implementation, size: int) -> nw.DataFrame[Any]:
    return series(backend, "place", range(size)).alias(ROW).to_frame()


def _beside(frame: nw.DataFrame[Any], columns: Mapping[str, nw.Series[Any]]) -> nw.DataFrame[Any]:
    return frame.with_columns(*(column.alias(name) for name, column in columns.items()))


def _span(record: Questions, start: When, end: When | None) -> tuple[datetime.date, datetime.date]:
    for name, given in (("start", start), ("end", end)):
        if given is not None and (date := Date(given)).precision not in ("year", "month", "day"):
            years = [day.year for day in (date.earliest, date.latest) if day]
            hint = f"; from {years[0]} to {years[-1]} is start={years[0]}, end={years[-1]}" if name == "start" and years else ""
            raise OptionError(f"{name}={told(given)}: accepted is a year, a month or a day{hint}")
    first, last = days(start)[0], record.as_of if end is None else days(end)[1]
    if last < first:
        raise OptionError(f"end={told(end)} lies before start={told(start)}")
    return first, last


def _periods(freq: str, first: datetime.date, last: datetime.date) -> list[tuple[datetime.date, datetime.date]]:
    """First and last day of each period, as whole years, months or days."""
    if freq == "year":
        return [(datetime.date(year, 1, 1), datetime.date(year, 12, 31)) for year in range(first.year, last.year + 1)]
    if freq == "day":
        return [(day, day) for day in map(datetime.date.fromordinal, range(first.toordinal(), last.toordinal() + 1))]
    months = [divmod(month, 12) for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)]
    return [
        (datetime.date(year, month + 1, 1), datetime.date(year, month + 1, monthrange(year, month + 1)[1]))
        for year, month in months
    ]


def _dated(freq: str, periods: Sequence[tuple[datetime.date, datetime.date]]) -> dict[str, tuple[str, Sequence[Any]]]:
    """The columns that say which period it is."""
    if freq == "day":
        return {"date": ("date", [day for day, _ in periods])}
    years: dict[str, tuple[str, Sequence[Any]]] = {"year": ("place", [day.year for day, _ in periods])}
    if freq == "year":
        return years
    return {
        **years,
        "month": ("place", [day.month for day, _ in periods]),
        WHEN: ("text", [f"{day.year:04}-{day.month:02}" for day, _ in periods]),
    }
