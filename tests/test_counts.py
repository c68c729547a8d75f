"""How many organisations a state, or a pair, belongs to: what the record answers for each of them, added up."""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Sequence
from typing import Any

import pytest
from conftest import tried
from engines import ENGINES, Columns, engines, rows
from hypothesis import example, given
from hypothesis import strategies as st
from test_annotate import NAMES, STATES, WHOLE, answer, states
from test_panels import dicts

import cica
from cica.frames.standing import COUNTS
from cica.model.roles import FULL

pytestmark = [
    pytest.mark.filterwarnings(f"ignore:{what}") for what in (":cica.NoStateWarning", "organisations_[a-z]+ may be empty")
]

ENGINE = engines()
FRAMES = pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
POOL = [one.id for one in WHOLE.organisations() if any(spell.role in FULL for spell in WHOLE.memberships(organisation=one))]
pools = st.lists(st.sampled_from(POOL), min_size=1, max_size=4, unique=True)
years = st.integers(1940, 2026)


@functools.cache
def bounds(state: str, organisation: str, year: int, suspended: str = "member") -> tuple[int, int, int, int] | None:
    """Whether a state was, and may have been, a full member, and anything at all, on any day of a year; None if there was none."""
    if answer(WHOLE, organisation, state, year)["role"] == "no-state":
        return None
    full = WHOLE.members(organisation, on=year, suspended=suspended)
    roles = WHOLE.memberships(STATES[state], organisation, on=year)
    open_ = answer(WHOLE, organisation, state, year)["role"] in ("undetermined", "non-member")
    least, any_least = int(state in full), int(bool(roles) or state in full)
    most = int(least or state in full.undetermined or answer(WHOLE, organisation, state, year)["member"] is None)
    return least, most, any_least, int(any_least or most or open_ or bool(roles.undetermined))


def counted(parts: Sequence[tuple[int, int, int, int] | None]) -> dict[str, int | None]:
    """The columns, from what each organisation adds."""
    known = [part for part in parts if part is not None]
    if not known:
        return dict.fromkeys(COUNTS)
    least, most, any_least, any_most = map(sum, zip(*known, strict=True))
    return {
        "full": least if least == most else None,
        "full_least": least,
        "full_most": most,
        "any": any_least if any_least == any_most else None,
        "any_least": any_least,
        "any_most": any_most,
    }


@tried(12)
@given(pools, st.lists(st.tuples(states, years), min_size=1, max_size=8))
@ENGINE
def test_of_states(engine: str, pool: list[str], pairs: list[tuple[str, int]]) -> None:
    given_: Columns = {"n": [*range(len(pairs))], "state": [NAMES[key] for key, _ in pairs], "year": [year for _, year in pairs]}
    frame = cica.annotate(ENGINES[engine](given_), "state", "year", organisations=pool, columns=COUNTS)
    for row, (state, year) in zip(rows(frame), pairs, strict=True):
        told = counted([bounds(state, organisation, year) for organisation in pool])
        assert {name: row[f"organisations_{name}"] for name in COUNTS} == told


@tried(12)
@example(None, ["AFG", "czechoslovakia"], 1964)  # one was in the Group of 77, of the other nothing is held there
@given(st.none() | pools, st.lists(st.sampled_from(sorted(NAMES)), min_size=2, max_size=4, unique=True), st.integers(1946, 2026))
@FRAMES
def test_of_pairs(engine: Any, pool: list[str] | None, keys: list[str], year: int) -> None:
    found = dicts(cica.dyads(year, year, states=keys, codes="state", organisations=pool, columns=COUNTS, engine=engine))
    for row in found:
        sides = [[bounds(row[f"state{side}"], organisation, year) for organisation in pool or POOL] for side in (1, 2)]
        both = [None if None in pair else tuple(a * b for a, b in zip(*pair, strict=True)) for pair in zip(*sides, strict=True)]
        told = {**dict.fromkeys(COUNTS, 0), **counted(both)}
        assert {name: row[f"organisations_{name}"] for name in COUNTS} == told


def test_of_pairs_agree_with_shared_organisations_and_with_joint() -> None:
    pairs = dicts(cica.dyads(1990, 2014, states=["CHN", "RUS", "KAZ", "TUR"], codes="iso3", columns=["joint", "full"]))
    assert len(pairs) > 100
    for row in pairs[::7]:
        found = cica.shared_organisations(row["iso3_1"], row["iso3_2"], on=row["year"])
        joint = [row[f"{name}_joint"] for name in POOL]
        if not found.undetermined:
            assert row["organisations_full"] == len(found) == sum(joint)


@FRAMES
def test_of_pairs_in_both_directions_and_by_the_rule(engine: Any) -> None:
    options: Any = {"states": ["IND", "PAK", "LKA"], "codes": "iso3", "columns": ["full", "any_least"], "engine": engine}
    there = {(row["iso3_1"], row["iso3_2"]): row for row in dicts(cica.dyads(2017, 2017, directed=True, **options))}
    assert len(there) == 6
    for (one, other), row in there.items():
        assert there[other, one]["organisations_full"] == row["organisations_full"]
    first, last = (
        {(row["iso3_1"], row["iso3_2"]): row["organisations_full"] for row in dicts(cica.dyads(2017, 2017, year=rule, **options))}
        for rule in ("first", "last")
    )
    assert {pair: last[pair] - first[pair] for pair in first} == {
        ("IND", "PAK"): 1,
        ("IND", "LKA"): 0,
        ("PAK", "LKA"): 0,
    }  # the SCO


@FRAMES
def test_named_beside_columns_of_organisations(engine: Any) -> None:
    panel: Any = cica.panel
    found = panel(
        2010, 2010, states=["KAZ"], codes="iso3", organisations=["cica", "sco"], columns=["member", "full"], engine=engine
    )
    assert dicts(found) == [{"iso3": "KAZ", "year": 2010, "cica_member": 1, "sco_member": 1, "organisations_full": 2}]
    alone = panel(2010, 2010, states=["KAZ"], codes="iso3", columns=["member", "full"], names="{column}", engine=engine)
    assert dicts(alone) == [{"iso3": "KAZ", "year": 2010, "member": 1, "full": 14}]


@pytest.mark.parametrize(("suspended", "bounds_"), [("member", (1, 1)), ("out", (0, 0)), ("undetermined", (0, 1))])
def test_suspended_members(suspended: str, bounds_: tuple[int, int]) -> None:
    options: Any = {"organisations": "las", "suspended": suspended, "columns": ["full_least", "full_most", "any_least"]}
    (row,) = dicts(cica.panel(2015, 2015, states=["SYR"], codes="iso3", **options))
    assert (row["organisations_full_least"], row["organisations_full_most"]) == bounds_
    assert row["organisations_any_least"] == 1
    (pair,) = dicts(cica.dyads(2015, 2015, states=["SYR", "IRQ"], codes="iso3", **options))
    assert (pair["organisations_full_least"], pair["organisations_full_most"], pair["organisations_any_least"]) == (*bounds_, 1)


def test_shares_are_means() -> None:
    frame = ENGINES["pandas"]({"n": [0], "iso3": ["LKA"], "year": [2018]})
    (row,) = rows(cica.annotate(frame, "iso3", "year", organisations=["cica", "saarc"], columns=["full", "any"], year="share"))
    assert row["organisations_full"] == pytest.approx(1 + 139 / 365)
    assert row["organisations_any"] == 2


@pytest.mark.filterwarnings("ignore::cica.BeyondRecordWarning")
@FRAMES
def test_nothing_is_counted_after_the_end_of_the_record(engine: Any) -> None:
    year = WHOLE.as_of.year + 2
    (row,) = dicts(cica.panel(year, year, states=["KAZ"], codes="iso3", columns=COUNTS, engine=engine))
    (pair,) = dicts(cica.dyads(year, year, states=["KAZ", "KGZ"], codes="iso3", columns=COUNTS, engine=engine))
    assert {value for name, value in (row | pair).items() if name.startswith("organisations")} == {None}


@pytest.mark.parametrize(("system", "year", "states_"), [("vdem", 1990, ["TLS", "MEX"]), ("cow", 1992, ["HRV", "USA"])])
def test_nothing_is_counted_of_a_pair_of_which_one_was_no_state(system: str, year: int, states_: list[str]) -> None:
    (pair,) = dicts(
        cica.dyads(
            year, year, system=system, states=states_, columns=["joint", *COUNTS], organisations=["un", "cica"], year="first"
        )
    )
    assert {pair[f"organisations_{name}"] for name in COUNTS} == {pair["un_joint"]} == {None}


@pytest.mark.parametrize("rule", ["any", "first", "last"])
@pytest.mark.parametrize("organisation", POOL)
def test_the_year_in_which_the_record_ends_is_taken_as_far_as_it_goes(organisation: str, rule: str) -> None:
    options: Any = {"states": ["CHN", "KAZ"], "codes": "iso3", "organisations": organisation, "columns": COUNTS, "year": rule}
    year = WHOLE.as_of.year
    alone = {row["iso3"]: row for row in dicts(cica.panel(year, year, **options))}
    (pair,) = dicts(cica.dyads(year, year, **options))
    for name in ("full_least", "full_most", "any_least", "any_most"):
        assert pair[f"organisations_{name}"] == min(row[f"organisations_{name}"] for row in alone.values())


@FRAMES
def test_organisations_that_leave_a_count_open_are_named_and_can_be_left_out(engine: Any) -> None:
    options: Any = {"codes": "iso3", "engine": engine, "columns": "full"}
    named = "may be empty for 1 of 2 states, of which the record does not say whether they are in aiib: exclude=['aiib'] leaves"
    for ask in (cica.panel, cica.dyads):
        with pytest.warns(UserWarning, match=re.escape(named)):
            found = dicts(ask(2018, 2018, states=["LKA", "MEX"], **options))
        assert any(row["organisations_full"] is None for row in found)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            without = dicts(ask(2018, 2018, states=["LKA", "MEX"], exclude="aiib", **options))
            ask(2014, 2014, states=["LKA", "MEX"], **options)  # before there was the bank
            ask(2018, 2018, states=["LKA", "IND"], **options)  # of which it is known
        least = dicts(ask(2018, 2018, states=["LKA", "MEX"], exclude=["aiib"], **options | {"columns": "full_least"}))
        assert [row["organisations_full"] for row in without] == [row["organisations_full_least"] for row in least]
    with pytest.warns(UserWarning, match="organisations_any may be empty for 1 of 1 states, .* in un, "):
        cica.panel(2018, 2018, states=["MEX"], columns="any", exclude="aiib")


@ENGINE
def test_what_is_left_out_is_not_counted(engine: str) -> None:
    given_: Columns = {"n": [0, 1], "iso3": ["KAZ", "LKA"], "year": [2010, 2020]}
    pool: Any = {"organisations": ["cica", "sco", "un"], "columns": ["member", "full"]}
    every, without = (rows(cica.annotate(ENGINES[engine](given_), "iso3", "year", exclude=some, **pool)) for some in (None, "cica"))
    assert [row["organisations_full"] for row in every] == [3, 2]
    assert [row["organisations_full"] - row["cica_member"] for row in every] == [row["organisations_full"] for row in without]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"columns": "role", "exclude": "un"}, "nothing is counted of which to leave it out; columns= takes full, .* or any_most"),
        ({"columns": "full", "organisations": "un", "exclude": ["un"]}, "leaves no organisation to count"),
        ({"columns": "chair", "organisations": "un"}, "columns='chair' is asked of cica only"),
    ],
)
def test_columns_that_there_cannot_be(options: Any, said: str) -> None:
    with pytest.raises(cica.OptionError, match=said):
        cica.panel(2010, 2010, **options)
