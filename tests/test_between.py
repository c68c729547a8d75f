"""Rows that stand for the days between two dates: what is said of them is what the record says of every day in between."""

from __future__ import annotations

import datetime
import functools
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from conftest import tried
from engines import ENGINES, Columns, Row, engines, rows
from hypothesis import given
from hypothesis import strategies as st
from test_annotate import CHANGES, DAY, NAMES, STATES, WHOLE, answer, days, role, states
from test_annotate import spans as lived

import cica
from cica.frames.standing import COLUMNS

pytestmark = pytest.mark.filterwarnings("ignore::cica.NoStateWarning")
ENGINE = engines()
SHARED = ("member", "observer", "chair", "members")
organisations = st.sampled_from(["cica", "sco", "osce", "un", "las"])
a_span = st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))


@functools.cache
def pieces(state: str, organisation: str) -> list[datetime.date]:
    """Days between which nothing changes."""
    spells = [*WHOLE.memberships(organisation=organisation), *WHOLE.chairmanships()]
    found = {end for spell in spells for date in (spell.start, spell.end) if date for end in (*date.began(),)}
    found |= {day for span in lived(state, organisation) for day in span}
    return sorted(found)


def daily(state: str, organisation: str, first: datetime.date, last: datetime.date) -> list[tuple[int, Row]]:
    """What is said of each of some days, those that are alike together, each with how many they are."""
    starts = [first, *(day for day in pieces(state, organisation) if first < day <= last)]
    overs = [*starts[1:], last + DAY]
    return [((over - start).days, answer(WHOLE, organisation, state, start)) for start, over in zip(starts, overs, strict=True)]


def spent(state: str, organisation: str, first: datetime.date, last: datetime.date) -> Row:
    """The days that a state was a member, for certain and perhaps."""
    told = daily(state, organisation, first, last)
    if all(said["role"] == "no-state" for _, said in told):
        return {"days": None, "days_least": None, "days_most": None}
    least = sum(count for count, said in told if said["member"] == 1)
    most = least + sum(count for count, said in told if said["member"] is None and said["role"] != "no-state")
    return {"days": least if least == most else None, "days_least": least, "days_most": most}


def frame_of(engine: str, spans: list[tuple[str, tuple[datetime.date, datetime.date]]]) -> Any:
    columns: Columns = {
        "n": [*range(len(spans))],
        "state": [NAMES[key] for key, _ in spans],
        "begun": [first for _, (first, _) in spans],
        "over": [last for _, (_, last) in spans],
    }
    return ENGINES[engine](columns)


@tried(15)
@given(organisations, st.lists(st.tuples(states, a_span), min_size=1, max_size=6))
@ENGINE
def test_any_day_between(engine: str, organisation: str, spans: list[tuple[str, tuple[datetime.date, datetime.date]]]) -> None:
    columns = [name for name in COLUMNS if organisation == "cica" or name != "chair"]
    frame = cica.annotate(frame_of(engine, spans), "state", start="begun", end="over", organisations=organisation, columns=columns)
    for row, (state, (first, last)) in zip(rows(frame), spans, strict=True):
        told = {**answer(WHOLE, organisation, state, f"{first}/{last}"), **spent(state, organisation, first, last)}
        assert {name: row[f"{organisation}_{name}"] for name in columns} == {name: told[name] for name in columns}


@tried(10)
@given(organisations, st.lists(st.tuples(states, a_span), min_size=1, max_size=6))
@ENGINE
def test_shares_of_the_days_between(
    engine: str, organisation: str, spans: list[tuple[str, tuple[datetime.date, datetime.date]]]
) -> None:
    columns = ["days", *(name for name in SHARED if organisation == "cica" or name != "chair")]
    options: dict[str, Any] = {"organisations": organisation, "columns": columns, "year": "share"}
    frame = cica.annotate(frame_of(engine, spans), "state", start="begun", end="over", **options)
    for row, (state, (first, last)) in zip(rows(frame), spans, strict=True):
        told = daily(state, organisation, first, last)
        gone = all(said["role"] == "no-state" for _, said in told)
        for name in columns[1:]:
            values = [(count, 0 if said["role"] == "no-state" and name != "members" else said[name]) for count, said in told]
            if gone or any(value is None for _, value in values):
                assert row[f"{organisation}_{name}"] is None
            else:
                mean = sum(count * int(value or 0) for count, value in values) / ((last - first).days + 1)
                assert row[f"{organisation}_{name}"] == pytest.approx(mean)
        assert row[f"{organisation}_days"] == spent(state, organisation, first, last)["days"]


FORMS: dict[str, tuple[list[Any], list[Any]]] = {
    "days": ([datetime.date(2018, 1, 1)] * 2, [datetime.date(2018, 12, 31)] * 2),
    "timestamps": ([datetime.datetime(2018, 1, 1, 23, 59)] * 2, [datetime.datetime(2018, 12, 31, 1, 1)] * 2),
    "years": ([2018, 2018], [2018, 2018]),
    "text of days": (["2018-01-01"] * 2, ["2018-12-31"] * 2),
    "text of months": (["2018-01"] * 2, ["2018-12"] * 2),
    "mixed": ([2018, 2018], ["2018-12-31", "2018"]),
    "floats": ([2018.0, 2018.0], [2018.0, 2018.0]),
}


@pytest.mark.parametrize("form", FORMS)
@ENGINE
def test_forms_of_dates(engine: str, form: str) -> None:
    begun, over = FORMS[form]
    frame = ENGINES[engine]({"n": [0, 1], "iso3": ["LKA", "KAZ"], "begun": begun, "over": over})
    found = rows(cica.annotate(frame, "iso3", start="begun", end="over", columns=["role", "days"]))
    assert [(row["cica_role"], row["cica_days"]) for row in found] == [("member", 139), ("member", 365)]


@ENGINE
def test_what_is_missing(engine: str) -> None:
    day = datetime.date(2010, 1, 1)
    columns: Columns = {"n": [0, 1, 2], "iso3": [None, "KAZ", "KAZ"], "begun": [day, None, day], "over": [day, day, None]}
    with pytest.warns(UserWarning, match="a date in 'begun' and none in 'over'.*write the last day of the record"):
        frame = cica.annotate(
            ENGINES[engine](columns), "iso3", start="begun", end="over", columns=["role", "member", "days", "full"]
        )
    for row in rows(frame):
        assert {value for name, value in row.items() if name.startswith(("cica", "org"))} == {None}
    silent = cica.annotate(ENGINES[engine](columns), "iso3", start="begun", end="over", columns="role", unknown="null")
    assert [row["cica_role"] for row in rows(silent)] == [None] * 3


@ENGINE
def test_spans_that_end_before_they_begin(engine: str) -> None:
    early, late = datetime.date(2010, 1, 1), datetime.date(2010, 1, 9)
    columns: Columns = {"n": [0, 1], "iso3": ["KAZ", "KAZ"], "begun": [late, early], "over": [early, late]}
    with pytest.raises(
        cica.DateError, match=r"1 of the spans of days end, in 'over', before they begin, in 'begun'\n  from 2010-01-09"
    ):
        cica.annotate(ENGINES[engine](columns), "iso3", start="begun", end="over")
    found = cica.annotate(ENGINES[engine](columns), "iso3", start="begun", end="over", columns=["role", "days"], unknown="null")
    assert [(row["cica_role"], row["cica_days"]) for row in rows(found)] == [(None, None), ("member", 9)]


@ENGINE
def test_the_end_of_the_record(engine: str) -> None:
    end = WHOLE.as_of
    columns: Columns = {"n": [0, 1], "iso3": ["KAZ", "KAZ"], "begun": [end - 9 * DAY, end + DAY], "over": [end + 40 * DAY] * 2}
    with pytest.warns(cica.BeyondRecordWarning):
        found = rows(cica.annotate(ENGINES[engine](columns), "iso3", start="begun", end="over", columns=["role", "member", "days"]))
    assert [tuple(row.values())[-3:] for row in found] == [("member", 1, 10), ("undetermined", None, None)]
    with pytest.warns(cica.BeyondRecordWarning):
        shares = rows(cica.annotate(ENGINES[engine](columns), "iso3", start="begun", end="over", columns="member", year="share"))
    assert [row["cica_member"] for row in shares] == [1, None]


@ENGINE
def test_a_code_is_read_at_the_days_of_its_row(engine: str) -> None:
    columns: Columns = {"n": [0, 1], "ccode": [365, 365], "begun": [1985, 1992], "over": [1991, 1999]}
    found = rows(
        cica.annotate(ENGINES[engine](columns), "ccode", start="begun", end="over", organisations="cis", columns=["role", "days"])
    )
    first, last = datetime.date(1991, 12, 25), datetime.date(1991, 12, 31)
    assert [row["cis_role"] for row in found] == ["member", "member"]
    assert found[1]["cis_days"] == 8 * 365 + 2
    assert 0 < found[0]["cis_days"] <= (last - first).days + 10


def test_columns_come_in_the_order_asked_for_and_can_be_overwritten() -> None:
    frame = pl.DataFrame({"iso3": ["KAZ"], "from": [2000], "to": [2001]})
    wanted = ["days", "role", "days_least", "members"]
    done = cica.annotate(frame, "iso3", start="from", end="to", columns=wanted)
    assert done.columns == ["iso3", "from", "to", *(f"cica_{name}" for name in wanted)]
    assert cica.annotate(done, "iso3", start="from", end="to", columns=wanted, overwrite=True).equals(done)


def test_columns_named_by_numbers_and_tuples() -> None:
    numbered = pd.DataFrame({0: ["KAZ"], 1: [2000], 2: [2001], 3: ["x"]})
    assert cica.annotate(numbered, 0, start=1, end=2, columns="days")["cica_days"].tolist() == [731]
    nested = pd.DataFrame({("a", "x"): ["KAZ"], ("s", "x"): [2000], ("e", "x"): [2001]})
    done: Any = cica.annotate(nested, ("a", "x"), start=("s", "x"), end=("e", "x"), columns="days")
    assert done["cica_days", ""].tolist() == [731]
    mixed = pd.DataFrame({"iso3": ["KAZ", "LKA"], "from": [datetime.date(2000, 1, 1), "2018"], "to": ["2001-12", 2019]})
    assert cica.annotate(mixed, "iso3", start="from", end="to", columns="days")["cica_days"].tolist() == [731, 504]


@pytest.mark.parametrize("days_of_the_row", [(1, 9999), (1, 1), (9999, 9999), (1815, 1816)])
@engines("pandas", "polars", "pyarrow", "duckdb")
@pytest.mark.filterwarnings("ignore::cica.BeyondRecordWarning")
def test_the_ends_of_the_calendar(engine: str, days_of_the_row: tuple[int, int]) -> None:
    first, last = datetime.date(days_of_the_row[0], 1, 1), datetime.date(days_of_the_row[1], 12, 31)
    columns: Columns = {"n": [0], "iso3": ["KAZ"], "begun": [first], "over": [last]}
    (row,) = rows(cica.annotate(ENGINES[engine](columns), "iso3", start="begun", end="over", columns=["role", "days"]))
    whole = (WHOLE.as_of - datetime.date(1999, 9, 14)).days + 1
    told = {(1, 9999): ("member", whole), (9999, 9999): ("undetermined", None)}.get(days_of_the_row, ("no-state", None))
    assert (row["cica_role"], row["cica_days"]) == told


def test_shares_of_pandas_are_plain_floats() -> None:
    frame = pd.DataFrame({"iso3": ["KAZ", None], "from": [2000, 2000], "to": [2001, 2001]})
    done = cica.annotate(frame, "iso3", start="from", end="to", columns=["member", "full"], year="share")
    assert [str(done[name].dtype) for name in done.columns[3:]] == ["float64", "float64"]


def test_counts_of_organisations_on_any_day_between() -> None:
    frame = pl.DataFrame({"iso3": ["IND"], "from": [2010], "to": [2018]})
    done = cica.annotate(frame, "iso3", start="from", end="to", organisations=["sco", "cica", "brics"], columns=["full", "any"])
    assert done.row(0)[3:] == (3, 3)
    mean = cica.annotate(frame, "iso3", start="from", end="to", organisations=["sco", "cica"], columns="full", year="share")
    joined = (datetime.date(2018, 12, 31) - datetime.date(2017, 6, 9)).days + 1
    assert mean["organisations_full"].item() == pytest.approx(1 + joined / (9 * 365 + 2))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "accepted is on=, the column with the dates, or both start= and end="),
        ({"on": "from", "end": "to"}, "accepted is on="),
        ({"start": "from"}, "accepted is on="),
        ({"start": "from", "end": "to", "year": "first"}, "year='first' asks about one day of each span: give on='from' instead"),
        ({"start": "from", "end": "to", "year": "last"}, "give on='to' instead"),
        ({"start": "from", "end": "from"}, "start= and end= are both 'from'"),
        ({"start": "form", "end": "to"}, "start='form': the frame has no such column.*did you mean 'from'"),
    ],
)
def test_what_is_not_accepted(options: dict[str, Any], message: str) -> None:
    annotate: Any = cica.annotate
    with pytest.raises(cica.OptionError, match=message):
        annotate(pd.DataFrame({"iso3": ["KAZ"], "from": [2000], "to": [2001]}), "iso3", **options)


def test_every_change_of_cica_against_each_other() -> None:
    """Spans from one change to the next but one: where an answer can be wrong by a day."""
    pairs = [(first, last) for place, first in enumerate(CHANGES) for last in CHANGES[place : place + 7 : 3]]
    spans = [(key, pair) for key in ("KAZ", "LKA", "KOR", "TUR", "BHR", "KHM") for pair in pairs[::5]]
    found = rows(
        cica.annotate(frame_of("polars", spans), "state", start="begun", end="over", columns=["role", "days", "days_most"])
    )
    for row, (state, (first, last)) in zip(found, spans, strict=True):
        told = spent(state, "cica", first, last)
        assert (row["cica_days"], row["cica_days_most"]) == (told["days"], told["days_most"])
        assert row["cica_role"] == role(WHOLE, "cica", state, f"{first}/{last}")
    assert len(STATES) > len({state for state, _ in spans})


@pytest.mark.parametrize("when", ["infinity", "-infinity", "20000-01-01", "0044-03-15 (BC)"])
@pytest.mark.parametrize("options", [{"on": "d"}, {"start": "s", "end": "d"}, {"start": "s", "end": "d", "unknown": "null"}])
def test_dates_that_no_calendar_has(when: str, options: dict[str, Any]) -> None:
    annotate: Any = cica.annotate
    relation = duckdb.connect().sql(f"select 'LKA' as iso3, date '{when}' as d, date '2000-01-01' as s")
    with pytest.raises(cica.DateError, match="'d' lie before the year 1 or after 9999"):
        annotate(relation, "iso3", columns="role", **options)
    days_after: Any = pl.Series([20_000_000], dtype=pl.Int32).cast(pl.Date)
    late = pl.DataFrame({"iso3": ["LKA"], "d": days_after, "s": [datetime.date(2000, 1, 1)]})
    for frame in (late, late.lazy(), late.to_arrow()):
        with pytest.raises(cica.DateError, match="'d' lie before the year 1 or after 9999"):
            annotate(frame, "iso3", columns="role", **options)


@engines("polars", "polars, lazy", "duckdb")
def test_columns_may_have_any_name(engine: str) -> None:
    for state, begun, over in (("last", "year", "count"), ("begun", "from", "to"), ("_cica_0", "_cica_1", "_cica_2")):
        frame = ENGINES[engine]({"n": [0], state: ["LKA"], begun: [datetime.date(2018, 1, 1)], over: [datetime.date(2018, 12, 31)]})
        assert rows(cica.annotate(frame, state, start=begun, end=over, scheme="alpha3", columns="days"))[0]["cica_days"] == 139
        assert rows(cica.annotate(frame, state, over, scheme="alpha3", columns="days"))[0]["cica_days"] == 138


def test_columns_that_are_the_same_as_text_are_not_mixed_up() -> None:
    frame = pd.DataFrame([["LKA", 2018, 2019]], columns=pd.Index(["s", 1, "1"], dtype=object))
    for begun, over in ((1, "1"), ("1", 1)):
        with pytest.raises(cica.OptionError, match="the same as text are not told apart"):
            cica.annotate(frame, "s", start=begun, end=over, columns="days")


def test_integers_in_dictionaries_of_arrow() -> None:
    import pyarrow

    pa: Any = pyarrow
    table = pa.table({"ccode": pa.array([365, 780]).dictionary_encode(), "year": pa.array([1985, 2018]).dictionary_encode()})
    assert (
        rows(cica.annotate(table.append_column("n", pa.array([0, 1])), "ccode", "year", columns="role"))[1]["cica_role"] == "member"
    )


def test_a_new_column_is_never_one_that_is_read() -> None:
    frame = pd.DataFrame({"iso3": ["LKA"], "year": [2018]})
    with pytest.raises(cica.OptionError, match="would be called 'year' already, as one that is read"):
        cica.annotate(frame, "iso3", "year", columns="days", names={"cica_days": "year"}, overwrite=True)


@ENGINE
@pytest.mark.parametrize("blank", ["", "  "])
def test_an_empty_text_is_a_missing_date(engine: str, blank: str) -> None:
    columns: Columns = {"n": [0, 1, 2], "iso3": ["KAZ"] * 3, "from": ["2000", "2000", blank], "to": ["2001", blank, "2001"]}
    with pytest.warns(UserWarning, match="rows with a date in 'from' and none in 'to'"):
        found = rows(cica.annotate(ENGINES[engine](columns), "iso3", start="from", end="to", columns="member"))
    assert [row["cica_member"] for row in found] == [1, None, None]
    assert [row["cica_member"] for row in rows(cica.annotate(ENGINES[engine](columns), "iso3", "to", columns="member"))] == [
        1,
        None,
        1,
    ]


@ENGINE
def test_what_ends_after_the_record_is_counted_up_to_its_end(engine: str) -> None:
    last, later = WHOLE.as_of, WHOLE.as_of + datetime.timedelta(1000)
    columns: Columns = {"n": [0, 1], "iso3": ["KAZ"] * 2, "from": ["2020-01-01"] * 2, "to": [str(last), str(later)]}
    frame = ENGINES[engine](columns)
    with pytest.warns(
        cica.BeyondRecordWarning, match="of what ends later, the days up to then are counted, and shares are of those"
    ):
        cut, whole = rows(cica.annotate(frame, "iso3", start="from", end="to", columns=["member", "days"]))
    assert cut["cica_days"] == whole["cica_days"] == (last - datetime.date(2019, 12, 31)).days


@ENGINE
@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("present", "write nothing for what is missing, and for what still goes on the last day of the record"),
        ("-9", "-9"),
        ("13/02/2001", "may be day/month or month/day: convert the column first, such as with "),
    ],
)
def test_dates_that_files_have_for_what_is_none(engine: str, value: str, said: str) -> None:
    frame = ENGINES[engine]({"n": [0], "iso3": ["KAZ"], "to": [value]})
    with pytest.raises(cica.DateError, match=said) as told:
        cica.annotate(frame, "iso3", "to")
    assert ("strptime(to, '%d/%m/%Y')::date" in str(told.value)) == (engine == "duckdb" and "/" in value)


def test_columns_in_the_index_and_two_at_once() -> None:
    frame, annotate = pd.DataFrame({"iso3": ["KAZ"], "year": [2000]}), cica.annotate
    with pytest.raises(cica.OptionError, match=r"state='iso3' is no column but in the index: give frame\.reset_index\(\)"):
        annotate(frame.set_index("iso3"), "iso3", "year")
    two: Any = ["iso3", "iso3"]
    with pytest.raises(cica.OptionError, match="accepted is one column; of the other side ask again, with names="):
        annotate(frame, two, "year")


@ENGINE
def test_a_code_has_the_seat_that_its_heir_took_over_before_the_state_system_has_the_heir(engine: str) -> None:
    days = [datetime.date(1991, 12, day) for day in range(22, 29)]
    columns: Columns = {"n": [*range(7)], "ccode": [365] * 7, "day": days}
    found = rows(cica.annotate(ENGINES[engine](columns), "ccode", "day", organisations="un", columns=["role", "days"]))
    assert {row["un_role"] for row in found} == {"member"}
    assert [row["un_days"] for row in found] == [16860, 16861, 0, 1, 2, 3, 4]  # since each got it
