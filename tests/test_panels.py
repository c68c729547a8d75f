"""Panels of states and of pairs: complete, in the order and under the names that the field has, and true to the record."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from itertools import combinations, permutations
from typing import Any

import narwhals as nw
import pytest
from conftest import tried
from hypothesis import given
from hypothesis import strategies as st
from test_annotate import STATES, answer, role

import cica
from cica.frames.units import CODES

RECORD = cica.load()
TODAY = [state.id for state in RECORD.states()]
EAGER = pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
some_states = st.lists(st.sampled_from(TODAY), min_size=2, max_size=4, unique=True)
HELD = sorted({spell.organisation.id for spell in RECORD.memberships()})


def panel(**options: Any) -> Any:
    question: Any = cica.panel
    return question(2015, **options)


def dyads(**options: Any) -> Any:
    question: Any = cica.dyads
    return question(2015, 2016, **options)


def wrapped(frame: Any) -> nw.DataFrame[Any]:
    return nw.from_native(frame, eager_only=True)


def dicts(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame, with None for what is missing."""
    table: Any = nw.from_native(frame).to_arrow()
    return [{name: None if value != value else value for name, value in row.items()} for row in table.to_pylist()]


@tried(25)
@given(some_states, st.integers(1985, 2026), st.integers(0, 3))
@EAGER
def test_years(engine: Any, states: Sequence[str], start: int, more: int) -> None:
    end = min(start + more, 2026)
    found = dicts(cica.panel(start, end, states=states, columns=["role", "days", "chair", "members"], engine=engine))
    assert [(row["iso3"], row["year"]) for row in found] == [(key, y) for key in sorted(states) for y in range(start, end + 1)]
    for row in found:
        state = STATES[row["iso3"]]
        assert (row["ccode"], row["gwcode"], row["country"]) == (state.cow, state.gw, state.name)
        told = answer(RECORD, "cica", state.id, row["year"])
        assert {name: row[f"cica_{name}"] for name in ("role", "days", "chair", "members")} == {
            name: told[name] for name in ("role", "days", "chair", "members")
        }


@EAGER
def test_months_and_days(engine: Any) -> None:
    months = dicts(cica.panel("2013-12", "2014-07-15", freq="month", states=["TUR", "CHN"], codes="ccode", engine=engine))
    assert [(row["ccode"], row["year"], row["month"]) for row in months] == [
        (code, year, month) for code in (710, 640) for year, month in [(2013, 12), *((2014, n) for n in range(1, 8))]
    ]
    for row in months:
        key = {710: "CHN", 640: "TUR"}[row["ccode"]]
        assert row["cica_chair"] == answer(RECORD, "cica", key, f"{row['year']}-{row['month']:02}")["chair"]
    days = dicts(cica.panel("2014-05", "2014-05", freq="day", states=["TUR"], organisations=["cica", "osce"], engine=engine))
    assert [row["date"] if type(row["date"]) is datetime.date else row["date"].date() for row in days] == [
        datetime.date(2014, 5, n) for n in range(1, 32)
    ]
    for n, row in enumerate(days, 1):
        day = datetime.date(2014, 5, n)
        assert row["cica_chair"] == answer(RECORD, "cica", "TUR", day)["chair"]
        assert row["osce_role"] == role(RECORD, "osce", "TUR", day)
        assert "osce_chair" not in row


def test_the_whole_panel_has_every_state_in_every_year() -> None:
    frame = cica.panel(1992, 2025, engine="polars")
    assert frame.height == len(TODAY) * 34
    members = frame.filter(frame["cica_role"] == "member").group_by("year").len()
    found = dict(members.iter_rows())
    assert all(found.get(year, 0) == len(cica.members(on=year)) for year in range(1992, 2026))


def test_it_ends_with_the_record() -> None:
    assert cica.panel(2025, states=["KAZ"], engine="polars")["year"].to_list() == [2025, 2026]
    days = cica.panel("2026-04-01", states=["KAZ"], freq="day", engine="polars")["date"]
    assert days.max() == RECORD.as_of
    then = cica.as_known("2015-03-01")
    assert then.panel(2014, states=["KAZ"], engine="polars")["year"].to_list() == [2014, 2015]
    assert then.panel(2015, states=["LKA"], engine="polars")["cica_role"].to_list() == ["observer"]


@tried(20)
@given(some_states, st.integers(1990, 2024), st.booleans(), st.sampled_from(HELD))
@EAGER
def test_dyads(engine: Any, states: Sequence[str], start: int, directed: bool, organisation: str) -> None:
    columns = ["joint", "status1", "status2"]
    several = ["cica", *[organisation] * (organisation != "cica")]
    found = dicts(
        cica.dyads(start, start + 1, states=states, directed=directed, organisations=several, columns=columns, engine=engine)
    )
    ordered = sorted(states, key=lambda key: (STATES[key].cow is None, STATES[key].cow or 0, key))
    pairs = list((permutations if directed else combinations)(ordered, 2))
    assert [(row["iso3_1"], row["iso3_2"], row["year"]) for row in found] == [(*p, y) for p in pairs for y in (start, start + 1)]
    for row in found:
        one, other = STATES[row["iso3_1"]], STATES[row["iso3_2"]]
        assert (row["ccode1"], row["ccode2"], row["gwcode1"], row["country2"]) == (one.cow, other.cow, one.gw, other.name)
        for key in several:
            told = [answer(RECORD, key, state.id, row["year"]) for state in (one, other)]
            full = [side["member"] for side in told]
            assert row[f"{key}_joint"] == (0 if False in full else None if None in full else 1)
            assert [row[f"{key}_status1"], row[f"{key}_status2"]] == [side["status"] for side in told]


def test_dyads_agree_with_dyad_years() -> None:
    frame = cica.dyads(2000, 2010, states=["KAZ", "KGZ"], engine="polars")
    for told in cica.dyad_years("KAZ", "KGZ", start=2000, end=2010):
        row = frame.row(told.year - 2000, named=True)
        assert row[f"{told.organisation.id}_joint"] == told.joint


def test_the_lower_code_comes_first() -> None:
    frame = cica.dyads(2015, 2015, organisations="cica", engine="polars").drop_nulls("ccode2")
    assert (frame["ccode1"] < frame["ccode2"]).all()
    coded = [state for state in RECORD.states() if state.cow is not None]
    assert frame.height == len(coded) * (len(coded) - 1) // 2


@EAGER
def test_names_under_which_other_data_have_the_codes(engine: Any) -> None:
    frame = wrapped(cica.panel(2015, 2015, states=["KOR"], codes=list(CODES), columns="role", engine=engine))
    assert list(frame.columns) == [*CODES, "year", "cica_role"]
    assert dicts(frame.to_native())[0] == {
        **dict.fromkeys(["ccode", "cowcode", "COWcode", "gwcode", "gwno"], 732),
        **dict.fromkeys(["iso3", "iso3c", "country_text_id"], "KOR"),
        "iso2c": "KR",
        "iso3n": 410,
        "country": "South Korea",
        "year": 2015,
        "cica_role": "member",
    }
    pairs = wrapped(cica.dyads(2015, 2015, states=["KOR", "JPN"], codes=["iso3", "COWcode"], organisations="cica", engine=engine))
    assert list(pairs.columns) == ["iso3_1", "iso3_2", "COWcode1", "COWcode2", "year", "cica_joint"]


@EAGER
def test_types_are_those_of_the_engine(engine: Any) -> None:
    frame = wrapped(cica.panel(2011, 2011, engine=engine))
    assert [str(kind).partition("(")[0] for kind in frame.schema.values()] == [
        *["Int32", "Int32", "String", "String", "Int64"],
        *["Enum" if engine == "polars" else "Categorical", "Int32", "Boolean", "Int32"],
    ]
    assert frame["ccode"].null_count() > 0  # Palestine and the Holy See have no such code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"freq": "week"}, "freq='week': accepted are 'day', 'month', 'year'"),
        ({"codes": "cccode"}, "codes='cccode'.*did you mean 'ccode'"),
        ({"engine": "spark"}, "engine='spark': accepted are 'pandas', 'polars', 'pyarrow'"),
        ({"end": 2014}, "end=2014 lies before start=2015"),
        ({"states": "KAZ"}, "states='KAZ': accepted are several states"),
        ({"columns": "joint"}, "columns='joint': accepted are"),
        ({"names": "year"}, "several columns 'year'|already"),
    ],
)
def test_what_is_not_accepted(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(cica.OptionError, match=message):
        panel(**{"end": 2016, **arguments})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"columns": "role"}, "columns='role': accepted are 'joint', 'status1', 'status2'"),
        ({"year": "share"}, "year='share': accepted are 'any', 'first', 'last'"),
        ({"names": "joint"}, "names='joint' calls several columns the same"),
        ({"names": "year", "organisations": "cica"}, "names='year' calls several"),
    ],
)
def test_what_is_not_accepted_of_dyads(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(cica.OptionError, match=message):
        dyads(**{"states": ["KAZ", "KOR"], **arguments})


def test_an_engine_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match="frames of polars need it: pip install polars"):
        cica.panel(2015, 2015, engine="polars")


def test_states_that_are_not_there() -> None:
    with pytest.raises(cica.NotFoundError, match="Nowhere"):
        cica.panel(2015, states=["Nowhere"])
    assert cica.panel(2015, 2015, states=cica.members(), engine="polars").height == len(cica.members())
