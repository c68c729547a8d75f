"""Panels of states and of pairs of states over time, with the codes by which the data of the field are merged."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Any

import narwhals as nw

from cica.dates.date import When, days
from cica.errors import OptionError, one_of
from cica.frames.annotating import annotate, column_name
from cica.frames.units import Units
from cica.model.roles import FULL
from cica.tables.columns import eager, series

if TYPE_CHECKING:
    from cica.model.organisations import Organisation
    from cica.model.others import OtherEntity
    from cica.model.states import State
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
    organisations: Organisation | str | Iterable[Organisation | str],
    columns: str | Sequence[str] | None,
    names: str | Mapping[str, str],
    year: str,
    suspended: str,
) -> Any:
    """See `Panels.panel`."""
    one_of("freq", freq, FREQUENCIES)
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
    names: str,
    year: str,
    suspended: str,
) -> Any:
    """See `Panels.dyads`."""
    one_of("year", year, ("any", "first", "last"))
    wanted = [columns] if isinstance(columns, str) else list(columns)
    for column in wanted:
        one_of("columns", column, JOINT)
    backend = eager(engine)
    periods = _periods("year", *_span(record, start, end))
    years = [day.year for day, _ in periods]
    units = Units(record, system, states, periods, microstates=microstates)
    named = units.named(codes)
    several = _several(record, organisations)
    told = {
        column_name(names, organisation.id, column): _dyadic(organisation.id, column)
        for organisation in several
        for column in wanted
    }
    keys = [_sided(name, side) for name in named for side in (1, 2)]
    if len(told) < len(several) * len(wanted) or any(name in (*keys, "year") for name in told):
        raise OptionError(f"names={names!r} calls several columns the same: accepted is such as '{{organisation}}_{{column}}'")
    # What is said of a state in a year is found once, and looked up by every pair.
    asked = list(dict.fromkeys("member" if column == "joint" else "status" for column in wanted))
    options: dict[str, Any] = {"organisations": several, "columns": asked, "names": "cica {organisation} {column}", "year": year}
    options["suspended"] = suspended
    alone = _numbered(backend, len(units) * len(years))
    place, state = alone[ROW] % len(years), alone[ROW] // len(years)
    alone = _beside(alone, {"year": series(backend, "place", years)[place], STATE: series(backend, "text", units.keys)[state]})
    alone = annotate(record, alone, STATE, "year", scheme=system, unknown="null", predecessors=False, surveyed=False, **options)
    alone = _beside(alone.drop(STATE), {name: series(backend, *units.codes(name)) for name in named})
    there = units.there(named)
    rows: dict[int, list[int]] = {1: [], 2: []}
    for one, other in (permutations if directed else combinations)(units.order, 2):
        both = [n for n in range(len(years)) if there[one * len(years) + n] and there[other * len(years) + n]]
        rows[1] += [one * len(years) + n for n in both]
        rows[2] += [other * len(years) + n for n in both]
    frame: nw.DataFrame[Any] | None = None
    for side, places in rows.items():
        found = nw.maybe_reset_index(alone[series(backend, "place", places), :])
        sided = [found[name].alias(_sided(name, side) if name in named else f"{name}{side}") for name in found.columns]
        frame = sided[0].to_frame().with_columns(*sided[1:]) if frame is None else frame.with_columns(*sided)
    assert frame is not None
    pairs = frame.with_columns(nw.col("year1").alias("year"))
    return pairs.select(*keys, "year", *(column.alias(name) for name, column in told.items())).to_native()


def _dyadic(organisation: str, column: str) -> nw.Expr:
    if column != "joint":
        return nw.col(f"cica {organisation} {column}")
    return ((nw.col(f"cica {organisation} member1") == 1) & (nw.col(f"cica {organisation} member2") == 1)).cast(nw.Int8)


def _several(record: Questions, given: Organisation | str | Iterable[Organisation | str] | None) -> list[Organisation]:
    """The organisations asked for; by default all of which the record holds full members."""
    if given is None:
        return [one for one in record.organisations() if record._rosters.find(organisation=one.id, roles=FULL)]
    return record._names.organisations(given)


def _sided(name: str, side: int) -> str:
    """The name of a column for one side of a pair: ``ccode1``, but ``iso3_1``."""
    return f"{name}{'_' if name[-1].isdigit() else ''}{side}"


def _numbered(backend: nw.Implementation, size: int) -> nw.DataFrame[Any]:
    return series(backend, "place", range(size)).alias(ROW).to_frame()


def _beside(frame: nw.DataFrame[Any], columns: Mapping[str, nw.Series[Any]]) -> nw.DataFrame[Any]:
    return frame.with_columns(*(column.alias(name) for name, column in columns.items()))


def _span(record: Questions, start: When, end: When | None) -> tuple[datetime.date, datetime.date]:
    first, last = days(start)[0], record.as_of if end is None else days(end)[1]
    if last < first:
        raise OptionError(f"end={end!r} lies before start={start!r}")
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
