"""The columns that a frame gets, and how its rows find their values in them on every engine."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import attrs
import narwhals as nw

from cica.frames.between import SPAN, Between
from cica.frames.reading import free_names, is_dask, need_pyarrow
from cica.tables.columns import series

if TYPE_CHECKING:
    from cica.frames.calendars import Calendar
    from cica.frames.reading import Frame
    from cica.frames.standing import Value
    from cica.frames.survey import Survey

__all__ = ["Plan"]

FrameT = TypeVar("FrameT")

MS_A_DAY = 86_400_000
ORDINAL_1970 = 719_163  # the number of 1 January 1970, the first day of the calendar being 1


class Way(NamedTuple):
    """The columns that are there on the way only.

    The number of the state, that of the stretch, the place in the tables, and the day from which days count; of days between two
    dates that is the first of them, and beside it are the last, and the stretch in which they end.
    """

    code: str
    when: str
    key: str
    day: str
    until: str
    ended: str

    @classmethod
    def through(cls, taken: Iterable[str]) -> Way:
        """Names that no column has."""
        return cls(*free_names(taken, len(cls._fields)))


@attrs.frozen
class Plan:
    """Everything that is needed to annotate a frame, or a part of one.

    Attributes
    ----------
    state : str
        The column with the states.
    on : sequence of str
        The columns with the dates: one, or that of first days and that of last ones.
    states : dict
        Of each value that stands for a state its number, from 1.
    calendar : Calendar or Between
        How the dates are numbered.
    tables : dict
        The kind and the values of each column that is added, for each state and each stretch of days.
    levels : dict
        Of each column of categories its levels.
    """

    state: str
    on: Sequence[str]
    states: dict[Any, int]
    calendar: Calendar | Between
    tables: dict[str, tuple[str, Sequence[Value]]]
    levels: dict[str, tuple[str, ...]] = attrs.Factory(dict[str, tuple[str, ...]])

    def over(
        self,
        frame: FrameT,
        coded: Mapping[str, nw.Series[Any]] | None = None,
        survey: Survey | None = None,
    ) -> FrameT:
        """The frame with the columns added; columns that are categories already need not be made so again.

        ``survey`` is told which of the places of which it has doubts the rows look up.
        """
        if is_dask(frame):
            parts: Any = frame
            return cast("FrameT", parts.map_partitions(self.over, meta=self.over(parts._meta)))
        given: Frame = nw.from_native(frame)
        *_, place = free_names((*given.collect_schema(), *self.tables), len(Way._fields) + 1)
        tables = {**self.tables, place: ("place", survey.doubts)} if survey else self.tables
        if isinstance(given, nw.DataFrame) and given.implementation.is_polars():  # which does many steps faster as one plan
            plan = cast("nw.LazyFrame[Any]", self._added(given.lazy(), {}, tables))
            done: Frame = plan.collect("polars")
        else:
            done = self._added(given, coded or {}, tables)
        if survey:
            marks = cast("nw.DataFrame[Any]", done)[place]
            doubtful = cast("nw.DataFrame[Any]", done.select(self.state, *self.on, place)).filter(marks > 0)
            survey(doubtful[place].unique().to_list(), doubtful)
            done = done.drop(place)
        return cast("FrameT", done if isinstance(frame, (nw.DataFrame, nw.LazyFrame)) else done.to_native())

    def places(self, rows: nw.DataFrame[Any]) -> list[int]:
        """The places of the tables that some rows look up."""
        way = Way.through((*rows.columns, *self.tables))
        frame = self._placed(rows, {}, way)
        return cast("nw.DataFrame[Any]", frame)[way.key].unique().to_list()

    def spans(self, rows: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
        """Of some rows the stretches in which the days of each begin and end, and its first and its last day."""
        way = Way.through((*rows.columns, *self.tables))
        frame: Any = self._sides(rows, {}, way)
        told = zip(SPAN, (way.when, way.ended, way.day, way.until, *self.on), strict=True)
        found: nw.DataFrame[Any] = frame.select(*(nw.col(name).alias(title) for title, name in told))
        return found

    def _added(self, given: Frame, coded: Mapping[str, nw.Series[Any]], tables: Mapping[str, tuple[str, Sequence[Value]]]) -> Frame:
        columns = list(given.collect_schema())
        way = Way.through((*columns, *self.tables))
        sums = [name for name, (kind, _) in tables.items() if kind in ("sum", "mean")]
        free = iter(free_names((*columns, *way, *tables), 3 * len(sums)))
        parts = {name: (next(free), next(free), next(free)) for name in sums}
        expanded = _expanded(tables, parts)
        if _is_sql(given):
            frame = self._dated(given, coded, way)
            frame = frame.join(self._cells(frame, way.when, expanded), on=[self.state, way.when], how="left")
        else:
            frame = self._placed(given, coded, way)
            frame = _look_up(frame, way.key, expanded, self.levels)
        added = [(nw.col(way.day) - nw.col(name)).cast(nw.Int32).alias(name) for name in self._since]
        added += [self._summed(parts[name], way, mean=tables[name][0] == "mean").alias(name) for name in sums]
        frame = (frame.with_columns(*added) if added else frame).select(*columns, *tables)
        return _floats(frame, sums) if isinstance(frame, nw.DataFrame) and frame.implementation.is_pandas_like() else frame

    def _summed(self, parts: Sequence[str], way: Way, *, mean: bool) -> Any:
        """The sum over the days between two, or its mean, from what it is made of."""
        assert isinstance(self.calendar, Between)
        constant, at_start, at_end = map(nw.col, parts)
        first, last = nw.col(way.day), nw.col(way.until)
        total = constant + at_end * (last + 1) - at_start * first
        if not mean:
            return total.cast(nw.Int32)
        end = self.calendar.last  # after which nothing is said
        known = nw.when(last > end).then(nw.lit(end)).otherwise(last)
        return total / (known - first + 1)

    def _placed(self, given: Frame, coded: Mapping[str, nw.Series[Any]], way: Way) -> Frame:
        """The frame with the place of each row in the tables, beside what leads to it."""
        frame = _number(self._dated(given, coded, way), coded, self.state, {way.code: self.states})
        return frame.with_columns((nw.col(way.code) * (len(self.calendar.stretches) + 1) + nw.col(way.when)).alias(way.key))

    @property
    def _since(self) -> list[str]:
        """The columns that hold days since accession."""
        return [name for name, (kind, _) in self.tables.items() if kind == "days"]

    def _dated(self, frame: Frame, coded: Mapping[str, nw.Series[Any]], way: Way) -> Frame:
        """The frame with columns more: the stretch of each date, and the day from which days count in it.

        Of days between two dates the pair of stretches in which they begin and end, and the first and the last of them.
        """
        if not isinstance(self.calendar, Between):
            return self._dated_by(frame, coded, self.on[0], self.calendar, (way.when, way.key, way.day))
        frame = self._sides(frame, coded, way)
        pair = nw.col(way.when) * self.calendar.width + nw.col(way.ended)
        forth = nw.when(nw.col(way.until) >= nw.col(way.day)).then(pair).otherwise(nw.lit(0)).cast(nw.Int64).alias(way.key)
        return _number(frame.with_columns(forth).drop(way.when), {}, way.key, {way.when: self.calendar.pairs}).drop(way.key)

    def _sides(self, frame: Frame, coded: Mapping[str, nw.Series[Any]], way: Way) -> Frame:
        """The frame with columns more: the stretches in which the days of each row begin and end, and the first and the last."""
        assert isinstance(self.calendar, Between)
        frame = self._dated_by(frame, coded, self.on[0], self.calendar.start, (way.when, way.key, way.day))
        return self._dated_by(frame, coded, self.on[1], self.calendar.end, (way.ended, way.key, way.until))

    def _dated_by(
        self, frame: Frame, coded: Mapping[str, nw.Series[Any]], on: str, calendar: Calendar, names: Sequence[str]
    ) -> Frame:
        """The frame with the stretch of each date in a column, and the day from which days count."""
        when, key, day = names
        if calendar.kind == "texts":
            stretches, numbers = ({text: pair[n] for text, pair in calendar.texts.items()} for n in (0, 1))
            return _number(frame, coded, on, {when: stretches, day: numbers})
        frame = frame.with_columns((self._day(frame, on) if calendar.kind == "days" else self._year(on, calendar)).alias(day))
        least, most = calendar.least, calendar.least + len(calendar.numbers) - 1
        within = nw.col(day) if calendar.covers else nw.col(day).clip(least, most)
        place = (within - (least - 1)).fill_null(0).cast(nw.Int64)
        frame = _look_up(frame.with_columns(place.alias(key)), key, {when: ("place", [0, *calendar.numbers])}).drop(key)
        if calendar.kind == "years" and (self._since or isinstance(self.calendar, Between)):
            frame = frame.with_columns(_ordinal(nw.col(day), last=calendar.late).alias(day))
        return frame

    def _cells(self, frame: Frame, when: str, tables: Mapping[str, tuple[str, Sequence[Value]]]) -> Any:
        """What the rows of a query look up, by the value of the state and the stretch."""
        width = len(self.calendar.stretches) + 1
        pairs = [(value, number, stretch) for value, number in self.states.items() for stretch in range(1, width)]
        cells: dict[str, tuple[str, list[Any]]] = {
            self.state: ("given", [value for value, _, _ in pairs]),
            when: ("place", [stretch for _, _, stretch in pairs]),
        }
        for name, (kind, values) in tables.items():
            cells[name] = kind, [values[number * width + stretch] for _, number, stretch in pairs]
        return _table(frame, cells)

    def _day(self, frame: Frame, on: str) -> Any:
        """The day of a date or timestamp as a number, in the time zone in which the frame shows it."""
        date = nw.col(on)
        if frame.implementation.is_duckdb():  # where the difference of two dates is a number of days
            return date.dt.date() - nw.lit(datetime.date(1, 1, 1)) + 1
        if _is_sql(frame):
            return _ordinal(date.dt.year() - 1, last=True) + date.dt.ordinal_day()
        dtype = frame.collect_schema()[on]
        if isinstance(dtype, nw.Datetime) and dtype.time_zone:
            date = date.dt.replace_time_zone(None)
        return date.dt.timestamp("ms") // MS_A_DAY + ORDINAL_1970

    def _year(self, on: str, calendar: Calendar) -> Any:
        """The year, where it is one."""
        year = nw.col(on).cast(nw.Int64)  # days are counted with it, which the small integers of other programs do not hold
        if calendar.covers:
            return year
        return nw.when((year >= 1) & (year <= 9999)).then(year)


def _ordinal(year: Any, *, last: bool) -> Any:
    """The number of the last day of a year, or of its first."""
    before = year if last else year - 1
    return 365 * before + before // 4 - before // 100 + before // 400 + (0 if last else 1)


def _floats(frame: Frame, means: Sequence[str]) -> Frame:
    """A frame of pandas with plain floats, as other shares are, where an average would be of a type that few functions take."""
    native: Any = frame.to_native()
    plain = {name: native[name].astype("float64") for name in means if str(native[name].dtype) == "Float64"}
    return nw.from_native(native.assign(**plain)) if plain else frame


def _expanded(
    tables: Mapping[str, tuple[str, Sequence[Any]]], parts: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, Sequence[Value]]]:
    """The tables; of sums over days those of what they are made of."""
    found: dict[str, tuple[str, Sequence[Value]]] = {}
    for name, (kind, values) in tables.items():
        if name not in parts:
            found[name] = kind, values
        for place, part in enumerate(parts.get(name, ())):
            found[part] = "number", [None if value is None else value[place] for value in values]
    return found


def _is_sql(frame: Frame) -> bool:
    """Whether the frame is a query, in which a look-up is a join."""
    return isinstance(frame, nw.LazyFrame) and not frame.implementation.is_polars()


def _number(frame: Frame, coded: Mapping[str, nw.Series[Any]], column: str, numbers: Mapping[str, Mapping[Any, int]]) -> Frame:
    """The frame with columns more: a number of each value of a column, or 0."""
    if _is_sql(frame) and any(numbers.values()):
        values = list(next(iter(numbers.values())))
        added = {name: ("place", list(by_value.values())) for name, by_value in numbers.items()}
        return frame.join(_table(frame, {column: ("given", values), **added}), on=column, how="left")
    dtype, value = frame.collect_schema()[column], nw.col(column)
    if isinstance(frame, nw.DataFrame) and frame.implementation.is_pandas_like() and isinstance(dtype, (nw.String, nw.Categorical)):
        # Each text is compared once, and the rows look up what became of it.
        native: Any = (coded[column] if column in coded else frame[column].cast(nw.Categorical)).to_native().cat
        (place,) = free_names((*frame.collect_schema(), *numbers), 1)
        frame = frame.with_columns(nw.from_native(native.codes.astype("int64") + 1, series_only=True).alias(place))
        known = {name: [by_value.get(text, 0) for text in native.categories] for name, by_value in numbers.items()}
        return _look_up(frame, place, {name: ("place", [0, *values]) for name, values in known.items()}).drop(place)
    if isinstance(dtype, (nw.Categorical, nw.Enum)):
        value = value.cast(nw.String)
    for name, by_value in numbers.items():
        number = value.replace_strict(list(by_value), list(by_value.values()), default=0, return_dtype=nw.Int64)
        frame = frame.with_columns((number if by_value else nw.lit(0)).alias(name))
    return frame


def _look_up(
    frame: Frame,
    key: str,
    tables: Mapping[str, tuple[str, Sequence[Value]]],
    levels: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Frame:
    """The frame with columns more: what stands in tables at the place that a column says."""
    if _is_sql(frame):
        size = len(next(iter(tables.values()))[1])
        return frame.join(_table(frame, {key: ("place", range(size)), **tables}), on=key, how="left")
    columns = {name: series(frame.implementation, kind, values, levels.get(name, ())) for name, (kind, values) in tables.items()}
    if isinstance(frame, nw.LazyFrame):  # of polars, whose own way is several times as fast as to replace every value
        import polars as pl

        gathered = [pl.lit(column.to_native()).gather(pl.col(key)).alias(name) for name, column in columns.items()]
        return nw.from_native(cast("pl.LazyFrame", frame.to_native()).with_columns(gathered))
    first, *others = (column.alias(name) for name, column in columns.items())
    found = first.to_frame().with_columns(*others)[frame[key], :]
    return frame.with_columns(*found.iter_columns())


def _table(frame: Frame, columns: Mapping[str, tuple[str, Sequence[Any]]]) -> Any:
    """A small table beside a query, in the same session."""
    engine, native = frame.implementation, frame.to_native()
    need_pyarrow(engine)
    kinds = {name: "text" if kind == "category" else kind for name, (kind, _) in columns.items()}
    made = [series(nw.Implementation.PYARROW, kinds[name], values).alias(name) for name, (_, values) in columns.items()]
    cica_columns = made[0].to_frame().with_columns(*made[1:]).to_native()
    if engine.is_duckdb():  # which finds it by the name of the variable, and reads it in the connection of the frame
        return nw.from_native(native.query("cica_frame", "select * from cica_columns"))
    return nw.from_native(cica_columns).lazy(engine, session=getattr(native, "sparkSession", None))
