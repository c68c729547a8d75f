"""Every cell that a data frame gets is what the record's own questions answer for its row, on every engine."""

from __future__ import annotations

import datetime
import functools
import pickle
import warnings
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from conftest import TINY, tried, write_package
from engines import EAGER, ENGINES, Columns, Row, engines, rows, schema
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica import Date, FormerState, Record, State
from cica.frames.standing import COLUMNS, SHARES
from cica.model.roles import COW_STATUS, FULL, FULLNESS

pd: Any = import_module("pandas")

WHOLE = cica.load()
HELD = sorted({spell.organisation.id for spell in WHOLE.memberships()})
STATES: dict[str, State] = {state.id: state for state in (*WHOLE.states(), *WHOLE.former_states())}
ENGINE = engines()
QUICK = engines(*(name for name in ENGINES if name != "pyspark"))
DAY = datetime.timedelta(days=1)
pytestmark = pytest.mark.filterwarnings("ignore::cica.NoStateWarning")

# Days around every day on which something may change, since that is where an answer can be wrong by one.
CHANGES = sorted(
    {
        edge + step * DAY
        for spell in (*WHOLE.memberships(organisation="cica"), *WHOLE.chairmanships())
        for date in (spell.start, spell.end)
        if date is not None
        for edge in (date.earliest, date.latest)
        if edge is not None and edge <= WHOLE.as_of
        for step in (-1, 0, 1)
    }
)
days = st.one_of(st.sampled_from(CHANGES), st.dates(datetime.date(1900, 1, 1), WHOLE.as_of))
years = st.integers(1900, 2026)
# By names that mean nothing else on any day, or by a code; for the United Arab Republic there is none.
NAMES = {key: state.name for key, state in STATES.items() if key != "united-arab-republic"} | {
    "EGY": "EGY",
    "yugoslavia": "SFR Yugoslavia",
}
states = st.sampled_from([*NAMES])


def role(record: Record, organisation: str, state: str, on: Any) -> str:
    """The role of a state, as the questions of the record give it."""
    spells = record.memberships(STATES[state], organisation, on=on)
    certain = min((spell.role for spell in spells), key=FULLNESS.__getitem__, default=None)
    perhaps = min((spell.role for spell in spells.undetermined), key=FULLNESS.__getitem__, default=None)
    if perhaps is not None and (certain is None or FULLNESS[perhaps] < FULLNESS[certain]):
        return "undetermined"
    if certain is not None:
        return certain
    if like(state, organisation) in record.members(organisation, on=on).undetermined:
        return "undetermined"
    return "non-member" if like(state, organisation) in record.observers(organisation, on=on).undetermined else "none"


def like(state: str, organisation: str) -> str:
    """A state of which the record knows as little as of a former one of which it holds nothing in an organisation."""
    return stranger(organisation) if isinstance(STATES[state], FormerState) else state


@functools.cache
def stranger(organisation: str) -> str:
    """A state that was never in an organisation, nor in CICA; in the United Nations, of which all are, one that was not in CICA."""
    near = {spell.member.id for spell in WHOLE.memberships(organisation="cica")}
    held = {spell.member.id for spell in WHOLE.memberships(organisation=organisation)}
    return min((state.id for state in WHOLE.states() if state.id not in near | held), default="VUT")


@functools.cache
def spans(state: str, organisation: str | None) -> list[tuple[datetime.date, datetime.date]]:
    """First day, and first day no longer, of the times for which a state existed, or belonged to an organisation or, with None, to any."""
    every = [spell for system in ("gw", "cow") for spell in WHOLE.state_system(system) if spell.state and spell.state.id == state]
    if not every:
        return [(datetime.date.min, datetime.date.max)]
    found = [(spell.start, spell.end) for spell in every if spell.system == every[0].system]
    if organisation != "":
        found += [(spell.start, spell.end) for spell in WHOLE.memberships(STATES[state], organisation) if spell.start]
    # Of a beginning that is open, only the last day is known on which it can have been.
    begun = [min(day for day in start.began() if day > datetime.date.min) for start, _ in found]
    return [(first, end.began()[1] if end else datetime.date.max) for first, (_, end) in zip(begun, found, strict=True)]


def existed(state: str, organisation: str | None, first: datetime.date, last: datetime.date) -> bool:
    """Whether a state existed on any of some days, by a scan of the state systems and of its memberships."""
    return any(start <= last and over > first for start, over in spans(state, organisation))


@functools.cache
def answer(record: Record, organisation: str, state: str, on: Any) -> Row:
    """All columns of a row, by the questions of the record."""
    found = role(record, organisation, state, on)
    first, last = (
        (on, on) if isinstance(on, datetime.date) else (Date(on).earliest, min(Date(on).latest or record.as_of, record.as_of))
    )
    assert first is not None
    if record is WHOLE and not existed(state, organisation, first, max(first, last)):
        members = record.members(organisation, on=on)
        counts = {
            "members": None if members.undetermined else len(members),
            "members_least": len(members),
            "members_most": len(members) + len(members.undetermined),
        }
        return {**dict.fromkeys(COLUMNS), "role": "no-state", **counts}
    members = record.members(organisation, on=on)
    spans: list[tuple[int, int | None]] = []
    if state in members:
        for spell in record.memberships(STATES[state], organisation, on=on):
            if spell.role in FULL:
                over = spell.end.began() if spell.end else (datetime.date.max, datetime.date.max)
                began = spell.start.began() if spell.start else (datetime.date.min, last)
                most = min(last, over[1] - DAY) - began[0] if began[0] > datetime.date.min else None
                spans.append((max((min(last, over[0] - DAY) - began[1]).days, 0), most.days if most is not None else None))
    least = max((span[0] for span in spans), default=None)
    most_days = None if any(span[1] is None for span in spans) else max((span[1] or 0 for span in spans), default=None)
    chairs = record.chairmanships(on=on)
    in_chair = any(chair.state.id == state for chair in chairs)
    perhaps = any(chair.state.id == state for chair in chairs.undetermined)
    unclear = found in ("undetermined", "non-member")
    return {
        "role": found,
        "member": 1 if state in members else None if {state, like(state, organisation)} & {*members.undetermined.ids} else 0,
        "observer": None if unclear else int(found == "observer"),
        "status": None if unclear else COW_STATUS.get(found, 0),
        "days": least if least == most_days else None,
        "days_least": least,
        "days_most": most_days,
        "chair": 1 if in_chair else None if perhaps else 0,
        "members": None if members.undetermined else len(members),
        "members_least": len(members),
        "members_most": len(members) + len(members.undetermined),
    }


def expected(state: str | None, on: Any, organisations: Sequence[str] = ("cica",), record: Record = WHOLE) -> Row:
    """The cells of a row for some organisations, under their default names."""
    cells: Row = {}
    for organisation in organisations:
        told = answer(record, organisation, state, on) if state is not None and on is not None else dict.fromkeys(COLUMNS)
        cells |= {f"{organisation}_{name}": told[name] for name in COLUMNS if name != "chair" or organisation == "cica"}
    return cells


def added(found: Sequence[Row], given: Columns) -> list[Row]:
    """The cells that were added, once it is clear that those that were there are as they were."""
    for n, row in enumerate(found):
        for name, values in given.items():
            if not isinstance(values[n], datetime.date):  # which engines read again as timestamps
                assert row[name] == values[n]
    return [{name: value for name, value in row.items() if name not in given} for row in found]


@tried(15)
@given(st.data(), st.lists(st.tuples(st.none() | states, st.none() | days), min_size=1, max_size=12))
@QUICK
def test_days(engine: str, data: st.DataObject, pairs: list[tuple[str | None, datetime.date | None]]) -> None:
    organisations = data.draw(st.lists(st.sampled_from(HELD), min_size=1, max_size=3, unique=True))
    names = [NAMES[state] if state else None for state, _ in pairs]
    columns = {
        "n": range(len(pairs)),
        "state": pl.Series(names, dtype=pl.String),
        "date": pl.Series([day for _, day in pairs], dtype=pl.Date),
    }
    done = cica.annotate(ENGINES[engine](columns), "state", "date", organisations=organisations, columns=list(COLUMNS))
    assert added(rows(done), columns) == [expected(state, day, organisations) for state, day in pairs]


@tried(15)
@given(st.sampled_from(HELD), st.lists(st.tuples(states, years), min_size=1, max_size=12))
@QUICK
def test_years(engine: str, organisation: str, pairs: list[tuple[str, int]]) -> None:
    columns = {"n": range(len(pairs)), "state": [NAMES[key] for key, _ in pairs], "year": [year for _, year in pairs]}
    frame = ENGINES[engine](columns)
    done = cica.annotate(frame, "state", "year", organisations=organisation, columns=list(COLUMNS))
    assert added(rows(done), columns) == [expected(state, year, [organisation]) for state, year in pairs]
    for rule, day in (("first", (1, 1)), ("last", (12, 31))):
        done = cica.annotate(frame, "state", "year", organisations=organisation, columns=list(COLUMNS), year=rule)
        wanted = [min(datetime.date(year, *day), WHOLE.as_of) for _, year in pairs]
        assert added(rows(done), columns) == [
            expected(state, on, [organisation]) for (state, _), on in zip(pairs, wanted, strict=True)
        ]


# Every state with every day around a change: what hypothesis samples on the other engines, Spark answers in one frame.
GRID = [(state, day) for state in ("KAZ", "KOR", "TUR", "BHR", "LKA", "BLR", "USA", "yugoslavia") for day in CHANGES]


@ENGINE
def test_every_change_of_cica(engine: str) -> None:
    columns = {
        "n": range(len(GRID) + 1),
        "state": [*(NAMES[state] for state, _ in GRID), None],
        "date": [*(day for _, day in GRID), None],
    }
    done = cica.annotate(ENGINES[engine](columns), "state", "date", organisations=["cica", "osce"], columns=list(COLUMNS))
    assert added(rows(done), columns) == [expected(*pair, ["cica", "osce"]) for pair in [*GRID, (None, None)]]


FORMS: dict[str, Sequence[Any]] = {
    "text": ["1999-09-14", "2011", "2014-05", None, "[2010-06-08..2011-10-17]", "2015-03-01T23:59"],
    "years": [1999, 2011, 2014, 2030, 1000, 2026],
    "years with gaps": [1999.0, 2011.0, 2014.0, None, 2004.0, 2015.0],
    "timestamps": [
        datetime.datetime(1999, 9, 14, 23, 59),
        datetime.datetime(2011, 1, 1),
        None,
        None,
        None,
        datetime.datetime(2015, 3, 1),
    ],
}


@ENGINE
@pytest.mark.parametrize("form", FORMS)
def test_forms_of_dates(engine: str, form: str) -> None:
    given = FORMS[form]
    columns = {"n": range(6), "ccode": [705, 732, 640, 2, 692, 705], "when": given}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cica.BeyondRecordWarning)
        done = rows(cica.annotate(ENGINES[engine](columns), "ccode", "when", columns=list(COLUMNS)))
        keys = ["KAZ", "KOR", "TUR", "USA", "BHR", "KAZ"]
        asked = [
            value.date()
            if isinstance(value, datetime.datetime)
            else int(value)
            if isinstance(value, float)
            else datetime.date.fromisoformat(value[:10])
            if isinstance(value, str) and "T" in value
            else value
            for value in given
        ]
        wanted = [expected(key, on) for key, on in zip(keys, asked, strict=True)]
    for row, cells, on in zip(done, wanted, asked, strict=True):
        if on == 2030:  # after the end of the record
            assert {row[name] for name in cells} == {"undetermined", None}
            continue
        assert {name: row[name] for name in cells} == cells


@ENGINE
@pytest.mark.parametrize(
    ("column", "scheme", "values"),
    [
        ("iso3c", None, ["KAZ", "KOR", None, "YUG"]),
        ("iso2", None, ["KZ", "KR", None, "YU"]),
        ("state", None, ["Казахстан", "Republic of Korea", None, "Yugoslavia"]),
        ("state", "name", ["kazakhstan", "Korea, South", None, "YUGOSLAVIA"]),
        ("ccode", None, [705, 732, None, 345]),
        ("gwcode2", None, [705, 732, None, 340]),
        ("code", "gw", ["705", "732", None, "340"]),
        ("m49", None, [398, 410, None, 688]),
        ("stateabb", None, ["KZK", "ROK", None, "YUG"]),
        ("vdem", None, [121, 42, None, 198]),
    ],
)
def test_codes_and_names(engine: str, column: str, scheme: str | None, values: Sequence[Any]) -> None:
    columns = {"n": range(4), column: values, "year": [2015] * 4}
    there = values[3] not in ("YU", "YUG", "Yugoslavia", "YUGOSLAVIA") or column == "stateabb"
    for unknown in ("raise", "null"):
        done = rows(cica.annotate(ENGINES[engine](columns), column, "year", scheme=scheme, unknown=unknown))
        assert [row["cica_role"] for row in done[:3]] == ["member", "member", None]
        assert done[3]["cica_role"] == ("none" if there else "no-state")


@ENGINE
def test_shares_are_counts_of_days(engine: str) -> None:
    pairs = [("KAZ", 1999), ("KOR", 2006), ("BHR", 2010), ("BHR", 2011), ("TUR", 2014), ("CHN", 2014), ("CHN", 2018), ("AZE", 2026)]
    columns = {"n": range(len(pairs)), "iso3": [state for state, _ in pairs], "year": [year for _, year in pairs]}
    done = rows(cica.annotate(ENGINES[engine](columns), "iso3", "year", year="share"))
    for row, (state, year) in zip(done, pairs, strict=True):
        last = min(datetime.date(year, 12, 31), WHOLE.as_of)
        every = [answer(WHOLE, "cica", state, datetime.date(year, 1, 1) + n * DAY) for n in range(last.timetuple().tm_yday)]
        for name in SHARES:
            values = [told[name] for told in every]
            if name == "days":
                assert row["cica_days"] == values[-1]
            elif None in values:
                assert row[f"cica_{name}"] is None
            else:
                assert row[f"cica_{name}"] == pytest.approx(sum(values) / len(values))


@ENGINE
def test_the_frame_comes_back_as_it_was(engine: str) -> None:
    columns = {
        "n": [3, 1, 2],
        "iso3": ["KOR", "KAZ", "KOR"],
        "date": [datetime.date(2015, 1, n) for n in (1, 2, 3)],
        "_cica_1": [7, 8, 9],
    }
    frame = ENGINES[engine](columns)
    done = cica.annotate(frame, "iso3", "date")
    assert type(done) is type(frame)
    assert list(schema(done)) == [*columns, "cica_role", "cica_days", "cica_chair", "cica_members"]
    assert list(schema(frame)) == [*columns]
    if engine in EAGER:
        assert nw.from_native(done, eager_only=True)["n"].to_list() == columns["n"]
    if engine == "pandas":
        assert list(done.index) == list(frame.index)
        assert "object" not in map(str, done.dtypes[-4:])
    assert [row["_cica_1"] for row in rows(done)] == [8, 9, 7]


@ENGINE
def test_an_empty_frame_gets_the_same_columns(engine: str) -> None:
    empty = {"n": pl.Series([], dtype=pl.Int64), "iso3": pl.Series([], dtype=pl.String), "date": pl.Series([], dtype=pl.Date)}
    full = {"n": [1], "iso3": ["KOR"], "date": [datetime.date(2015, 1, 1)]}
    schemas = [schema(cica.annotate(ENGINES[engine](one), "iso3", "date", columns=list(COLUMNS))) for one in (empty, full)]
    assert [{name: kind for name, kind in one.items() if "cica" in name} for one in schemas][::-1] == [
        {name: kind for name, kind in one.items() if "cica" in name} for one in schemas
    ]
    assert not rows(cica.annotate(ENGINES[engine](empty), "iso3", "date"))


@engines("polars, lazy", "duckdb", "dask", "pyspark")
def test_lazy_stays_lazy(engine: str) -> None:
    frame = ENGINES[engine]({"n": [1], "iso3": ["KOR"], "date": [datetime.date(2015, 1, 1)]})
    done = cica.annotate(frame, "iso3", "date", unknown="null")
    assert type(done) is type(frame)
    assert engine == "dask" or isinstance(nw.from_native(done), nw.LazyFrame)


def test_a_lazy_frame_is_read_once_before_it_is_collected() -> None:
    times: list[int] = []

    def counted(frame: pl.DataFrame) -> pl.DataFrame:
        times.append(len(frame))
        return frame

    lazy = pl.LazyFrame({"iso3": ["KOR"] * 5, "date": [datetime.date(2015, 1, 1)] * 5}).map_batches(counted)
    done = cica.annotate(lazy, "iso3", "date")
    assert times == [5]
    assert done.collect()["cica_role"].to_list() == ["member"] * 5
    assert times == [5, 5]


def test_a_plan_of_polars_filters_and_slices_as_any() -> None:
    lazy = pl.LazyFrame({"iso3": ["KOR", "KAZ", "JPN"] * 10, "year": [2005, 2015, 2015] * 10})
    done = cica.annotate(lazy, "iso3", "year", columns="role")
    whole = done.collect()
    assert done.filter(pl.col("year") == 2015).collect().equals(whole.filter(pl.col("year") == 2015))
    assert done.tail(2).collect().equals(whole.tail(2))
    assert done.collect(engine="streaming").equals(whole)


def test_timestamps_count_as_the_day_they_show() -> None:
    instant = pd.Timestamp("1999-09-13 20:00", tz="UTC")
    frame = pd.DataFrame({"iso3": ["KAZ", "KAZ"]}, index=[5, 5])
    for zone, wanted in (("UTC", "undetermined"), ("Asia/Almaty", "member")):
        frame["at"] = pd.Series([instant, instant]).dt.tz_convert(zone).to_numpy(dtype=object)
        frame["at"] = pd.to_datetime(frame["at"], utc=True).dt.tz_convert(zone)
        found = cica.annotate(frame, "iso3", "at", columns=["role"])
        on = instant.tz_convert(zone).date()
        assert set(found["cica_role"]) == {role(WHOLE, "cica", "KAZ", on)}, wanted
    assert role(WHOLE, "cica", "KAZ", datetime.date(1999, 9, 13)) != role(WHOLE, "cica", "KAZ", datetime.date(1999, 9, 14))


def test_pandas_kinds_of_columns() -> None:
    frame = pd.DataFrame({"who": ["Kazakhstan", None, "south korea"]}, index=[7, 3, 9])
    frame["cat"] = frame["who"].astype("category")
    frame["object"] = frame["who"].astype(object)
    frame["period"] = pd.PeriodIndex(["2015-01", None, "2005-07"], freq="M")
    frame["dates"] = pd.Series([datetime.date(2015, 1, 3), None, datetime.date(2005, 7, 1)], dtype=object, index=frame.index)
    frame["year"] = pd.array([2015, None, 2005], dtype="Int64")
    for state in ("who", "cat", "object"):
        for on in ("period", "dates", "year"):
            done = cica.annotate(frame, state, on)
            assert [None if value != value else value for value in done["cica_role"]] == ["member", None, "observer"]
            assert [None if pd.isna(value) else value for value in done["cica_members"]] == [26, None, 17]
            assert list(done.index) == [7, 3, 9]


def test_a_frame_of_narwhals_comes_back_as_one() -> None:
    frame = nw.from_native(pl.DataFrame({"iso3": ["KOR"], "year": [2015]}))
    assert isinstance(cica.annotate(frame, "iso3", "year"), nw.DataFrame)


def test_as_known() -> None:
    then = cica.as_known("2015-03-01")
    frame = pl.DataFrame({"iso3": ["CHN", "TUR", "LKA"], "on": ["2015-03-01", "2014-01-01", "2015-03-01"]})
    done = then.annotate(frame, "iso3", "on", columns=list(COLUMNS))
    for row, state, on in zip(done.to_dicts(), frame["iso3"], frame["on"], strict=True):
        assert {key: row[key] for key in expected(state, on)} == expected(state, datetime.date.fromisoformat(on), record=then)
    with pytest.warns(cica.BeyondRecordWarning, match="updated to 2015-03-01"):
        later = then.annotate(frame.with_columns(on=pl.lit("2016-01-01")), "iso3", "on")
    assert later["cica_role"].to_list() == ["undetermined"] * 3


def test_days_beyond_the_record_warn_once() -> None:
    frame = pl.DataFrame({"iso3": ["KOR"] * 3, "date": [datetime.date(2090, 1, n) for n in (1, 2, 3)], "year": [2090] * 3})
    for on in ("date", "year"):
        with pytest.warns(cica.BeyondRecordWarning) as caught:
            done = cica.annotate(frame, "iso3", on)
        assert len(caught) == 1
        assert caught[0].filename == __file__
        assert done["cica_role"].to_list() == ["undetermined"] * 3
        assert done.select("cica_days", "cica_chair", "cica_members").null_count().row(0) == (3, 3, 3)


def test_a_table_of_the_callers_is_never_read_instead() -> None:
    import duckdb

    connection = duckdb.connect()
    connection.execute("create table cica_frame as select 'x' as iso3")
    relation = connection.sql("select 'KOR' as iso3, 2015 as year, 1 as n")
    assert rows(cica.annotate(relation, "iso3", "year"))[0]["cica_role"] == "member"


def test_dask_carries_its_plan_to_other_processes() -> None:
    from cica.frames.calendars import Calendar
    from cica.frames.plans import Plan

    plan = Plan("iso3", ["year"], {"KOR": 1}, Calendar("years", [], 2015, [1]), {"x": ("count", [None] * 2)})
    assert pickle.loads(pickle.dumps(plan)) == plan


def test_a_package_of_ones_own(tmp_path: Path) -> None:
    record = cica.load(write_package(tmp_path, TINY))
    frame = pl.DataFrame({"who": ["AAA", "BBB", "BBB", "BBB"], "year": [2003, 2001, 2003, 2010]})
    done = record.annotate(frame, "who", "year", columns=["role", "members", "members_most", "chair"])
    assert done["cica_role"].to_list() == ["member", "none", "member", "undetermined"]
    assert done["cica_members"].to_list() == [2, 1, 2, None]
    assert done["cica_members_most"].to_list() == [2, 1, 2, 2]
    assert done["cica_chair"].to_list() == [0] * 4


def test_former_states_are_recognised() -> None:
    gone = [state for state in WHOLE.former_states() if isinstance(state, FormerState)]
    frame = pl.DataFrame({"name": [state.name for state in gone], "year": [1992] * len(gone)})
    done = cica.annotate(frame, "name", "year", organisations="osce", columns="role")
    assert done["osce_role"].to_list() == [answer(WHOLE, "osce", state.id, 1992)["role"] for state in gone]
    assert "no-state" in done["osce_role"].to_list()
    assert "suspended" in done["osce_role"].to_list() or "participating-state" in done["osce_role"].to_list()
