"""Panels of states and of pairs of states over time, with the codes by which the data of the field are merged."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Any

import narwhals as nw

from cica.dates.date import When, days
from cica.errors import OptionError, one_of
from cica.frames.annotating import annotate, column_name
from cica.model.roles import FULL
from cica.tables.columns import eager, series

if TYPE_CHECKING:
    from cica.model.organisations import Organisation
    from cica.model.states import State
    from cica.questions import Questions

__all__ = ["JOINT", "dyads", "panel"]

FREQUENCIES = ("day", "month", "year")
JOINT = ("joint", "status1", "status2")
# Columns that are there on the way only.
ROW, STATE, WHEN = HIDDEN = ("cica row", "cica state", "cica when")
# The columns by which the data of the field are merged, under the names that they have there, with what stands in them.
CODES: dict[str, tuple[str, Callable[[State], str | int | None]]] = {
    "ccode": ("count", lambda state: state.cow),
    "cowcode": ("count", lambda state: state.cow),
    "COWcode": ("count", lambda state: state.cow),
    "gwcode": ("count", lambda state: state.gw),
    "gwno": ("count", lambda state: state.gw),
    "iso3": ("text", lambda state: state.id),
    "iso3c": ("text", lambda state: state.id),
    "country_text_id": ("text", lambda state: state.id),
    "iso2c": ("text", lambda state: state.alpha2),
    "iso3n": ("count", lambda state: state.numeric),
    "country": ("text", lambda state: state.name),
}


def panel(
    record: Questions,
    start: When,
    end: When | None,
    freq: str,
    states: Iterable[State | str | int] | None,
    codes: Sequence[str],
    engine: str,
    *,
    organisations: Organisation | str | Iterable[Organisation | str],
    columns: str | Sequence[str] | None,
    names: str | Mapping[str, str],
    year: str,
) -> Any:
    """See `Panels.panel`."""
    one_of("freq", freq, FREQUENCIES)
    backend, named = eager(engine), _named(codes)
    within = _states(record, states)
    periods = _periods(backend, freq, *_span(record, start, end))
    count = len(next(iter(periods.values())))
    frame = _numbered(backend, len(within) * count)
    state, period = frame[ROW] // count, frame[ROW] % count
    frame = _beside(frame, {STATE: _codes(backend, "iso3", within)[state]})
    frame = _beside(frame, {name: _codes(backend, name, within)[state] for name in named})
    frame = _beside(frame, {name: column[period] for name, column in periods.items()})
    on = WHEN if freq == "month" else "date" if freq == "day" else "year"
    options: dict[str, Any] = {"organisations": organisations, "columns": columns, "names": names, "year": year}
    return annotate(record, frame, STATE, on, scheme="alpha3", unknown="raise", **options).drop(*HIDDEN, strict=False).to_native()


def dyads(
    record: Questions,
    start: When,
    end: When | None,
    directed: bool,
    states: Iterable[State | str | int] | None,
    codes: Sequence[str],
    engine: str,
    *,
    organisations: Organisation | str | Iterable[Organisation | str] | None,
    columns: str | Sequence[str],
    names: str,
    year: str,
) -> Any:
    """See `Panels.dyads`."""
    one_of("year", year, ("any", "first", "last"))
    wanted = [columns] if isinstance(columns, str) else list(columns)
    for column in wanted:
        one_of("columns", column, JOINT)
    backend, named = eager(engine), _named(codes)
    first, last = _span(record, start, end)
    years = range(first.year, last.year + 1)
    within = _states(record, states)
    # The Correlates of War data have the state with the lower code first.
    order = sorted(range(len(within)), key=lambda n: (within[n].cow is None, within[n].cow or 0, within[n].id))
    pairs = list((permutations if directed else combinations)(order, 2))
    frame = _numbered(backend, len(pairs) * len(years))
    pair, period = frame[ROW] // len(years), frame[ROW] % len(years)
    sides = {side: series(backend, "place", [places[side - 1] for places in pairs])[pair] for side in (1, 2)}
    keys = {_sided(name, side): _codes(backend, name, within)[sides[side]] for name in named for side in (1, 2)}
    frame = _beside(frame, {**keys, "year": series(backend, "place", years)[period]})
    several = _several(record, organisations)
    told = {
        column_name(names, organisation.id, column): _dyadic(organisation.id, column)
        for organisation in several
        for column in wanted
    }
    if len(told) < len(several) * len(wanted) or any(name in frame.columns for name in told):
        raise OptionError(f"names={names!r} calls several columns the same: accepted is such as '{{organisation}}_{{column}}'")
    # What is said of a state in a year is found once, and looked up by every pair.
    asked = list(dict.fromkeys("member" if column == "joint" else "status" for column in wanted))
    options: dict[str, Any] = {"organisations": several, "columns": asked, "names": "cica {organisation} {column}", "year": year}
    alone = nw.from_native(panel(record, start, end, "year", within, (), engine, **options), eager_only=True).drop("year")
    for side, place in sides.items():
        frame = _beside(frame, {f"{column.name}{side}": column[place * len(years) + period] for column in alone.iter_columns()})
    return frame.select(*keys, "year", *(column.alias(name) for name, column in told.items())).to_native()


def _dyadic(organisation: str, column: str) -> nw.Expr:
    if column != "joint":
        return nw.col(f"cica {organisation} {column}")
    return (nw.col(f"cica {organisation} member1") & nw.col(f"cica {organisation} member2")).cast(nw.Int8)


def _several(record: Questions, given: Organisation | str | Iterable[Organisation | str] | None) -> list[Organisation]:
    """The organisations asked for; by default all of which the record holds full members."""
    if given is None:
        return [one for one in record.organisations() if record._rosters.find(organisation=one.id, roles=FULL)]
    return record._names.organisations(given)


def _named(codes: Sequence[str]) -> list[str]:
    named = [codes] if isinstance(codes, str) else list(codes)
    for name in named:
        one_of("codes", name, CODES)
    return named


def _sided(name: str, side: int) -> str:
    """The name of a column for one side of a pair: ``ccode1``, but ``iso3_1``."""
    return f"{name}{'_' if name[-1].isdigit() else ''}{side}"


def _numbered(backend: nw.Implementation, size: int) -> nw.DataFrame[Any]:
    return series(backend, "place", range(size)).alias(ROW).to_frame()


def _beside(frame: nw.DataFrame[Any], columns: Mapping[str, nw.Series[Any]]) -> nw.DataFrame[Any]:
    return frame.with_columns(*(column.alias(name) for name, column in columns.items()))


def _states(record: Questions, given: Iterable[State | str | int] | None) -> list[State]:
    """The states of a panel, by identifier: by default all of today."""
    if given is None:
        return sorted(record.states(), key=lambda state: state.id)
    if isinstance(given, str):
        raise OptionError(f"states={given!r}: accepted are several states, such as cica.members() or ['KAZ', 'KOR']")
    return sorted(dict.fromkeys(record._names.state(state) for state in given), key=lambda state: state.id)


def _span(record: Questions, start: When, end: When | None) -> tuple[datetime.date, datetime.date]:
    first, last = days(start)[0], record.as_of if end is None else days(end)[1]
    if last < first:
        raise OptionError(f"end={end!r} lies before start={start!r}")
    return first, last


def _codes(backend: nw.Implementation, name: str, states: Sequence[State]) -> nw.Series[Any]:
    kind, code = CODES[name]
    return series(backend, kind, list(map(code, states)))


def _periods(backend: nw.Implementation, freq: str, first: datetime.date, last: datetime.date) -> dict[str, nw.Series[Any]]:
    if freq == "year":
        return {"year": series(backend, "place", range(first.year, last.year + 1))}
    if freq == "day":
        dates = [datetime.date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
        return {"date": series(backend, "date", dates)}
    months = [divmod(month, 12) for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)]
    return {
        "year": series(backend, "place", [year for year, _ in months]),
        "month": series(backend, "place", [month + 1 for _, month in months]),
        WHEN: series(backend, "text", [f"{year:04}-{month + 1:02}" for year, month in months]),
    }
