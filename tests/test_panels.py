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
from test_annotate import STATES, answer, role, spans

import cica
from cica.frames.units import CODES

RECORD = cica.load()
TODAY = [state.id for state in RECORD.states()]
FORMER = [state.id for state in RECORD.former_states()]
EAGER = pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
some_states = st.lists(st.sampled_from(TODAY), min_size=2, max_size=4, unique=True)
HELD = sorted({spell.organisation.id for spell in RECORD.memberships()})


def panel(**options: Any) -> Any:
    question: Any = cica.panel
    return question(2015, **options)


def dyads(**options: Any) -> Any:
    question: Any = cica.dyads
    return question(2015, 2016, **options)


def days_of(year: int) -> tuple[datetime.date, datetime.date]:
    """First and last day of a year."""
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def listed(state: str, year: int) -> bool:
    """Whether a state was in a state system in a year, or, of one in none, had been a member of anything."""
    found = spans(state, "")
    if found == [(datetime.date.min, datetime.date.max)]:
        begun = [spell.start.began()[0] for spell in RECORD.memberships(STATES[state]) if spell.start and spell.start.earliest]
        found = [(min(begun), datetime.date.max)]
    first, last = days_of(year)
    return any(start <= last and over > first for start, over in found)


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
    codes = ["state", "iso3", "country"]
    found = dicts(cica.panel(start, end, states=states, codes=codes, columns=["role", "days", "chair", "members"], engine=engine))
    there = [(key, y) for key in sorted(states) for y in range(start, end + 1) if listed(key, y)]
    assert [(row["state"], row["year"]) for row in found] == there
    for row in found:
        state = STATES[row["iso3"]]
        assert (row["state"], row["country"]) == (state.id, state.name)
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


def test_the_whole_panel_has_every_state_while_it_existed() -> None:
    frame = cica.panel(1945, 2025, engine="polars")
    assert list(zip(frame["state"], frame["year"], strict=True)) == [
        (key, year) for keys in (TODAY, sorted(FORMER)) for key in keys for year in range(1945, 2026) if listed(key, year)
    ]
    assert "no-state" not in frame["cica_role"].to_list()
    assert frame.null_count().select("state", "country", "year", "cica_role").row(0) == (0, 0, 0, 0)
    members = frame.filter(frame["cica_role"] == "member").group_by("year").len()
    found = dict(members.iter_rows())
    assert all(found.get(year, 0) == len(cica.members(on=year)) for year in range(1992, 2026))


@pytest.mark.parametrize(("system", "first", "last", "count"), [("gw", 1991, 2001, 2_091), ("cow", 1946, 2014, 10_128)])
@EAGER
def test_a_panel_of_a_state_system(engine: Any, system: str, first: int, last: int, count: int) -> None:
    frame = wrapped(cica.panel(first, last, system=system, columns=["role", "member"], organisations="un", engine=engine))
    code = {"gw": "gwcode", "cow": "ccode"}[system]
    listed = sorted({(spell.code, year) for year in range(first, last + 1) for spell in cica.state_system(system, on=year)})
    assert list(zip(frame[code].to_list(), frame["year"].to_list(), strict=True)) == listed
    assert len(listed) == count
    assert [name for name in frame.columns if frame[name].null_count()] in ([], ["un_member"])
    members = frame.filter(frame["un_role"] == "member")
    names = {(row["year"], row["country"]) for row in dicts(members.to_native())}
    for year in (1991, 2000):
        assert {name for at, name in names if at == year} <= {party.name for party in cica.members("un", on=year)} | {"Russia"}


def test_a_panel_without_microstates() -> None:
    small = cica.panel(2015, 2015, system="gw", microstates=False, columns="role", engine="polars")
    assert small["gwcode"].to_list() == [spell.code for spell in cica.state_system("gw", on=2015, microstates=False)]
    assert small.height < cica.panel(2015, 2015, system="gw", columns="role", engine="polars").height


def test_a_code_is_that_of_its_time() -> None:
    told = cica.panel(1989, 1992, system="cow", codes=["ccode", "state", "country"], columns="role", engine="polars")
    rows = {(row["ccode"], row["year"]): row["state"] for row in told.to_dicts()}
    assert [rows.get((365, year)) for year in range(1989, 1993)] == ["soviet-union", "soviet-union", "RUS", "RUS"]
    assert [rows.get((260, year)) for year in range(1989, 1993)] == ["DEU", "DEU", None, None]
    assert [rows.get((255, year)) for year in range(1989, 1993)] == [None, "DEU", "DEU", "DEU"]
    by_state = cica.panel(1989, 1992, states=["Germany", "USSR", "Yemen"], codes=["ccode", "gwcode", "iso3"], engine="polars")
    assert {(row["iso3"], row["year"], row["ccode"]) for row in by_state.to_dicts()} == {
        *(("DEU", year, 260 if year < 1990 else 255) for year in range(1989, 1993)),
        *(("YEM", year, 678 if year < 1990 else 679) for year in range(1989, 1993)),
        *(("SUN", year, 365) for year in range(1989, 1992)),
    }


def test_a_key_is_never_empty() -> None:
    with pytest.warns(UserWarning, match="states without ccode are left out in the periods in which they have none: PSE, VAT"):
        frame = cica.panel(2015, 2015, codes=["ccode", "iso3"], columns="role", engine="polars")
    assert frame.null_count().row(0) == (0, 0, 0, 0)
    assert frame.height == len(TODAY) - 2


def test_dyads_of_a_state_system() -> None:
    frame = cica.dyads(1985, 1985, system="cow", organisations=["un", "nato"], engine="polars")
    codes = [spell.code for spell in cica.state_system("cow", on=1985)]
    assert list(zip(frame["ccode1"], frame["ccode2"], strict=True)) == list(combinations(codes, 2))
    assert frame.height == 12_880
    soviet = frame.filter((frame["ccode1"] == 365) | (frame["ccode2"] == 365))
    assert soviet["un_joint"].sum() == len(cica.members("un", on=1985)) - 3  # itself, and Byelorussia and Ukraine, no states there


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
    pairs = list((permutations if directed else combinations)(states, 2))
    both = [(*pair, year) for pair in pairs for year in (start, start + 1) if all(listed(key, year) for key in pair)]
    told_of = [(row["state1"], row["state2"], row["year"]) for row in found]
    assert sorted((*sorted(pair), year) for *pair, year in told_of) == sorted((*sorted(pair), year) for *pair, year in both)
    assert len({(*pair, year) for *pair, year in told_of}) == len(both)
    for row in found:
        one, other = STATES[row["state1"]], STATES[row["state2"]]
        assert (row["country1"], row["country2"]) == (one.name, other.name)
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
    with pytest.warns(UserWarning, match="without ccode"):
        frame = cica.dyads(2015, 2015, codes="ccode", organisations="cica", engine="polars")
    assert (frame["ccode1"] < frame["ccode2"]).all()
    coded = [state for state in RECORD.states() if state.cow is not None]
    assert frame.height == len(coded) * (len(coded) - 1) // 2


@EAGER
def test_names_under_which_other_data_have_the_codes(engine: Any) -> None:
    frame = wrapped(cica.panel(2015, 2015, states=["KOR"], codes=list(CODES), columns="role", engine=engine))
    assert list(frame.columns) == [*CODES, "year", "cica_role"]
    assert dicts(frame.to_native())[0] == {
        **dict.fromkeys(["ccode", "cowcode", "COWcode", "gwcode", "gwno"], 732),
        **dict.fromkeys(["state", "iso3", "iso3c", "country_text_id"], "KOR"),
        **dict.fromkeys(["stateabb", "scode"], "ROK"),
        "polity_ccode": 732,
        "country_id": 42,
        "iso2c": "KR",
        "iso3n": 410,
        "wikidata": "Q884",
        "country": "South Korea",
        "year": 2015,
        "cica_role": "member",
    }
    pairs = wrapped(cica.dyads(2015, 2015, states=["KOR", "JPN"], codes=["iso3", "COWcode"], organisations="cica", engine=engine))
    assert list(pairs.columns) == ["iso3_1", "iso3_2", "COWcode1", "COWcode2", "year", "cica_joint"]


@EAGER
def test_types_are_those_of_the_engine(engine: Any) -> None:
    frame = wrapped(cica.panel(2011, 2011, system="cow", codes=["ccode", "gwcode", "iso3", "country"], engine=engine))
    assert [str(kind).partition("(")[0] for kind in frame.schema.values()] == [
        *["Int32", "Int32", "String", "String", "Int64"],
        *["Enum" if engine == "polars" else "Categorical", "Int32", "Int8", "Int32"],
    ]


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
        ({"columns": "role"}, "columns='role': accepted are 'any', .*'joint', 'status1', 'status2'"),
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


@pytest.mark.parametrize(
    ("system", "number", "letters"), [("vdem", "country_id", "country_text_id"), ("polity", "polity_ccode", "scode")]
)
def test_letters_are_those_of_the_code(system: str, number: str, letters: str) -> None:
    frame = cica.panel(1900, 2020, system=system, codes=[number, letters], columns="role", engine="polars")
    listed = {(spell.code, spell.letters, year) for year in range(1900, 2021) for spell in cica.state_system(system, on=year)}
    assert {(row[0], row[1], row[2]) for row in frame.select(number, letters, "year").iter_rows()} <= listed
    assert frame.select(number, "year").is_duplicated().sum() == 0


def test_a_panel_of_what_is_no_state_and_of_former_ones() -> None:
    frame = cica.panel(1990, 1992, states=["Hong Kong", "USSR", "KAZ"], codes="state", organisations="apec", columns="member")
    assert list(zip(frame["state"], frame["year"], strict=True)) == [
        ("KAZ", 1991), ("KAZ", 1992), ("hong-kong", 1990), ("hong-kong", 1991), ("hong-kong", 1992),
        ("soviet-union", 1990), ("soviet-union", 1991),
    ]  # fmt: skip
    assert frame[frame["state"] == "hong-kong"]["apec_member"].tolist() == [False, True, True]


def test_a_code_that_two_states_bore_in_a_year_is_warned_of() -> None:
    with pytest.warns(
        UserWarning, match=r"ccode is that of several states in one period: 365 in 1991 \(RUS, soviet-union\)(?s:.)*system='cow'"
    ):
        frame = cica.panel(1990, 1992, states=["RUS", "USSR"], codes="ccode", columns="role", engine="polars")
    assert frame["year"].to_list() == [1991, 1992, 1990, 1991]
    one = cica.panel(1945, 2014, system="cow", columns="role", engine="polars")
    assert one.select("ccode", "year").is_duplicated().sum() == 0


def test_yugoslavia_ends_when_the_systems_end_it() -> None:
    """Its suspended seat in the OSCE is recorded until 2000, under its own name, and not as the state that came after it."""
    frame = cica.panel(
        1990, 2000, states=["Yugoslavia"], codes="state", organisations=["un", "osce"], columns="role", engine="polars"
    )
    assert frame["year"].to_list() == [1990, 1991, 1992]
    assert frame["un_role"].to_list() == ["member"] * 3
    pairs = cica.dyads(1995, 1995, organisations="un", engine="polars")
    assert pairs.select("state1", "state2").is_duplicated().sum() == 0
    assert "yugoslavia" not in {*pairs["state1"], *pairs["state2"]}


@pytest.mark.parametrize(
    ("suspended", "role_", "member", "status", "joint"),
    [("member", "member", 1, 1, 1), ("out", "suspended", 0, 0, 0), ("undetermined", "undetermined", None, None, None)],
)
@EAGER
def test_suspended_members(
    engine: Any, suspended: str, role_: str, member: int | None, status: int | None, joint: int | None
) -> None:
    options: Any = {"organisations": "las", "suspended": suspended, "engine": engine}
    (row,) = dicts(cica.panel(2015, 2015, states=["SYR"], columns=["role", "member", "status"], **options))
    assert (row["las_role"], row["las_member"], row["las_status"]) == (role_, member, status)
    (pair,) = dicts(cica.dyads(2015, 2015, states=["SYR", "IRQ"], **options))
    assert pair["las_joint"] == joint
    later = dicts(cica.panel(2024, 2024, states=["SYR"], columns=["role", "days"], **options))
    assert (
        later[0]["las_days"]
        == dicts(cica.panel(2024, 2024, states=["SYR"], columns="days", organisations="las", engine=engine))[0]["las_days"]
    )


@pytest.mark.parametrize("ask", [cica.panel, cica.dyads])
def test_a_range_is_no_first_year(ask: Any) -> None:
    with pytest.raises(cica.OptionError, match=r"accepted is a year, a month or a day; from 1992 to 2025 is start=1992, end=2025"):
        ask("[1992..2025]")
    with pytest.raises(cica.OptionError, match=r"end='\[..2025\]': accepted is a year, a month or a day"):
        ask(1992, "[..2025]")
