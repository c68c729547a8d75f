"""The organisations around CICA: every answer is what a scan of the spells says, and what is not covered is never a no."""

from __future__ import annotations

import datetime
import warnings
from pathlib import Path
from random import Random

import pytest
from conftest import TINY, tried, write_package
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica import Answer, Date, Membership, Organisation, State
from cica.model.roles import COW_STATUS, FULL

RECORD = cica.load()
SPELLS = list(RECORD.memberships())
HELD = sorted({spell.organisation.id for spell in SPELLS})
REGION = sorted(
    {
        s.member.id
        for s in SPELLS
        if s.organisation.id == "cica" and s.role in ("member", "observer") and isinstance(s.member, State)
    }
)

pytestmark = pytest.mark.filterwarnings("ignore::cica.NoStateWarning")
days = st.dates(datetime.date(1945, 1, 1), RECORD.as_of)
organisations = st.sampled_from(HELD)
states = st.sampled_from(REGION)


def status(state: str, organisation: str, day: datetime.date) -> Answer:
    """Whether a state was a full member, by looking at every spell there is."""
    answers = [
        spell.period.contains(day)
        for spell in SPELLS
        if spell.member.id == state and spell.organisation.id == organisation and spell.role in FULL
    ]
    return next((a for a in (Answer.YES, Answer.UNDETERMINED) if a in answers), Answer.NO)


@given(organisations, days)
def test_members_are_what_a_scan_of_the_spells_says(organisation: str, day: datetime.date) -> None:
    members = cica.members(organisation, on=day)
    ids = {spell.member.id for spell in SPELLS if spell.organisation.id == organisation}
    assert set(members.ids) == {key for key in ids if status(key, organisation, day) is Answer.YES}
    assert {key for key in ids if status(key, organisation, day) is Answer.UNDETERMINED} <= set(members.undetermined.ids)
    assert members.ids == tuple(sorted(members.ids))


@tried(60)
@given(states, states, days)
def test_shared_organisations_are_what_a_scan_says(one: str, other: str, day: datetime.date) -> None:
    shared = cica.shared_organisations(one, other, on=day)
    sure = {key for key in HELD if status(one, key, day) is Answer.YES and status(other, key, day) is Answer.YES}
    assert set(shared.ids) == sure
    never = {key for key in HELD if Answer.NO in (status(one, key, day), status(other, key, day))}
    for key in set(shared.undetermined.ids) & never:
        assert cica.organisation(key).coverage != "all"
    assert shared == cica.shared_organisations(other, one, on=day)
    for scope in ("regional", "cross-regional", "universal"):
        assert set(cica.exclusive(one, other, scope=scope, on=day).ids) == {o.id for o in shared if o.scope == scope}


@tried(60)
@given(organisations, organisations, days)
def test_overlap_is_what_a_scan_says(one: str, other: str, day: datetime.date) -> None:
    found = cica.overlap(one, other, on=day)
    first, second = cica.members(one, on=day), cica.members(other, on=day)
    assert set(found.both.ids) == set(first.ids) & set(second.ids)
    assert set(found.only_first.ids) == set(first.ids) - set(second.ids) - set(second.undetermined.ids)
    assert set(found.only_second.ids) == set(second.ids) - set(first.ids) - set(first.undetermined.ids)
    assert set(found.both.undetermined.ids) == (
        ({*first.ids, *first.undetermined.ids} & {*second.ids, *second.undetermined.ids}) - set(found.both.ids)
    )
    assert set(found.only_first.undetermined.ids) == {*first.ids, *first.undetermined.ids} - {*second.ids, *found.only_first.ids}
    assert repr(found)
    assert "<table" in found._repr_html_()


@tried(60)
@given(organisations, organisations, days, st.randoms())
def test_a_share_lies_in_its_range_whatever_is_found_out(one: str, other: str, day: datetime.date, random: Random) -> None:
    """Of what is undetermined anything may turn out, and of what is not, there is one share."""
    found = cica.overlap(one, other, on=day)
    first, second = cica.members(one, on=day), cica.members(other, on=day)
    likely = random.random()
    here = {*first.ids, *(key for key in first.undetermined.ids if random.random() < likely)}
    there = {*second.ids, *(key for key in second.undetermined.ids if random.random() < likely)}
    for mine, its, bounds, share in (
        (here, there, found.range_of_first, found.share_of_first),
        (there, here, found.range_of_second, found.share_of_second),
    ):
        if not mine:
            assert share is None
            continue
        assert bounds is not None
        assert bounds[0] <= len(mine & its) / len(mine) <= bounds[1]
        assert share in (bounds[0] if bounds[0] == bounds[1] else None, None if not (first if mine is here else second) else share)


def test_the_share_of_an_organisation_of_which_a_part_is_known_is_a_range() -> None:
    found = cica.overlap("aiib", "cica", on="2020-01-01")
    least, greatest = found.range_of_first or (0, 0)
    both, only, unknown = len(found.both), len(found.only_first), len(found.undetermined)
    assert (least, greatest) == (both / (both + only + unknown), both / (both + only))
    assert found.share_of_first is None
    assert "13% to 36% of the members of AIIB" in repr(found)
    assert cica.overlap("cica", "sco", on="1990-01-01").range_of_first is None
    early = cica.overlap("eco", "un", on="1985-01-01")  # which may have had no members yet
    assert (early.range_of_first, early.share_of_first) == ((1.0, 1.0), None)


@tried(60)
@given(states, states, days)
def test_joint_memberships_hold_when_both_do(one: str, other: str, day: datetime.date) -> None:
    joint = cica.joint_memberships(one, other)
    for key in HELD:
        both = status(one, key, day) & status(other, key, day)
        spells = [spell for spell in joint if spell.organisation.id == key]
        answers = [spell.period.contains(day) for spell in (*spells, *(j for j in joint.undetermined if j.organisation.id == key))]
        if both is Answer.YES:
            assert Answer.YES in answers, key
        elif both is Answer.NO:
            assert Answer.YES not in answers, key


@tried(40)
@given(states, st.integers(1946, RECORD.as_of.year))
def test_member_years_are_the_fullest_role_of_the_year(state: str, year: int) -> None:
    rows = cica.member_years(state, start=year, end=year)
    for row in rows:
        spells = [
            s for s in SPELLS if s.member.id == state and s.organisation is row.organisation
            and s.period.contains(f"[{year}-01-01..{min(RECORD.as_of, datetime.date(year, 12, 31))}]") is Answer.YES
        ]  # fmt: skip
        assert row.role in {s.role for s in spells}
        assert (
            row.cow_status
            == max((COW_STATUS.get(s.role, 0) > 0, -COW_STATUS.get(s.role, 9), COW_STATUS.get(s.role, 0)) for s in spells)[2]
        )
    full = {row.organisation.id for row in rows if row.cow_status == 1}
    assert full == set(cica.organisations(member=state, on=year).ids)


@tried(40)
@given(states, states, st.integers(1946, RECORD.as_of.year))
def test_dyad_years_join_member_years(one: str, other: str, year: int) -> None:
    rows = cica.dyad_years(one, other, start=year, end=year)
    codes = {
        (r.member.id, r.organisation.id): r.cow_status
        for name in (one, other)
        for r in cica.member_years(name, start=year, end=year)
    }
    for row in rows:
        assert (row.first_status, row.second_status) == tuple(codes.get((name, row.organisation.id), 0) for name in (one, other))
        assert row.joint == (row.first_status == row.second_status == 1)


@given(states, organisations, days)
def test_memberships_by_state_by_organisation_and_by_both_agree(state: str, organisation: str, day: datetime.date) -> None:
    both = cica.memberships(state, organisation, on=day)
    assert set(both.ids) == set(cica.memberships(state, on=day).ids) & set(cica.memberships(organisation=organisation, on=day).ids)


# Coverage


def incomplete(tmp_path: Path, coverage: str) -> cica.Record:
    """A package with an organisation of which not everything is held."""
    tables = {
        **TINY,
        "organisations": [
            {"id": "cica", "name": "Little CICA", "kind": "forum", "coverage": "all"},
            {"id": "club", "name": "Club", "kind": "forum", "coverage": coverage},
        ],
        "states": [*TINY["states"], {"id": "CCC", "name": "Cland", "alpha2": "CC", "numeric": "3"}],
        "memberships": [*TINY["memberships"], {"id": "club-aaa-member", "organisation": "club", "member": "AAA", "role": "member", "start": "2001"}],
    }  # fmt: skip
    return cica.load(write_package(tmp_path, tables))


@pytest.mark.parametrize(
    ("coverage", "members", "observers"),
    [
        ("all", (), ()),
        ("members", (), ("BBB", "CCC")),
        ("cica", ("CCC",), ("CCC",)),
        ("cica-members", ("CCC",), ("BBB", "CCC")),
    ],
)
def test_a_question_past_the_coverage_is_undetermined(
    tmp_path: Path, coverage: str, members: tuple[str, ...], observers: tuple[str, ...]
) -> None:
    record = incomplete(tmp_path, coverage)
    assert record.members("club", on="2003-01-01").ids == ("AAA",)
    assert record.members("club", on="2003-01-01").undetermined.ids == members
    assert record.observers("club", on="2003-01-01").undetermined.ids == observers
    assert record.organisations(member="CCC", on="2003-01-01").undetermined.ids == (("club",) if members else ())
    assert record.shared_organisations("AAA", "CCC", on="2003-01-01").undetermined.ids == (("club",) if members else ())
    assert record.shared_organisations("AAA", "BBB", on="2003-01-01").ids == ("cica",)


def test_every_organisation_with_memberships_states_its_coverage() -> None:
    for organisation in cica.organisations():
        assert (organisation.coverage is not None) == (organisation.id in HELD), organisation.id
        if organisation.id in HELD:
            assert organisation.scope
            assert organisation.scope_reason
            assert organisation.field
            assert organisation.field_reason


def test_organisations_of_which_no_members_are_held_say_nothing() -> None:
    for one, other in (("KAZ", "KGZ"), ("BRA", "NOR")):
        found = cica.shared_organisations(one, other, on="1998-01-01")
        assert not {"iom", "pace"} & {*found.ids, *found.undetermined.ids}
    assert cica.organisations(member="MAR").undetermined.ids == ("aiib",)  # of which it holds some members
    with pytest.raises(cica.NotFoundError, match="holds no memberships of IOM"):
        cica.members("iom")


# Facts that the evidence tells of


def test_israel_and_iran() -> None:
    assert cica.shared_organisations("ISR", "IRN", on="2015-01-01").ids == ("cica", "un", "sesame")
    assert cica.shared_organisations("ISR", "IRN", on="2026-01-01").ids == ("cica", "un", "aiib", "sesame")
    for day in ("2015-01-01", "2026-01-01"):
        only = cica.exclusive("ISR", "IRN", scope="regional", field="political-security", on=day)
        assert only.ids == ("cica",)
        assert "Asia" in only[0].scope_reason
    assert "sesame" in cica.exclusive("ISR", "IRN", scope="regional", on="2015-01-01")


@pytest.mark.parametrize(
    ("organisation", "on", "count"),
    [
        ("osce", "2015-01-01", 57), ("sco", "2015-01-01", 6), ("sco", "2026-01-01", 10), ("asean", "2015-01-01", 10),
        ("asean", "2026-01-01", 11), ("acd", "2015-01-01", 33), ("acd", "2026-01-01", 35), ("eco", "2015-01-01", 10),
        ("eaeu", "2026-01-01", 5), ("csto", "2015-01-01", 6), ("ots", "2026-01-01", 5), ("gcc", "2015-01-01", 6), ("las", "2015-01-01", 22),
        ("oic", "2015-01-01", 57), ("saarc", "2015-01-01", 8), ("bimstec", "2015-01-01", 7), ("brics", "2015-01-01", 5),
        ("nato", "2015-01-01", 28), ("nato", "2026-01-01", 32), ("coe", "2015-01-01", 47), ("coe", "2026-01-01", 46),
        ("eas", "2015-01-01", 18), ("eas", "2026-01-01", 19), ("eu", "2015-01-01", 28), ("eu", "2026-01-01", 27), ("iora", "2026-01-01", 23),
        ("adb", "2026-01-01", 69), ("nam", "2026-01-01", 121), ("nam", "1962-01-01", 25), ("g77", "1964-07-01", 77), ("g77", "2016-01-01", 134), ("warsaw-pact", "1956-01-01", 8),
        ("seato", "1960-01-01", 8), ("cst", "1995-01-01", 9), ("cst", "2000-01-01", 6), ("shanghai-five", "1999-01-01", 5), ("rcd", "1970-01-01", 3),
        ("turksoy", "2026-01-01", 6), ("guam", "2002-01-01", 5), ("eurasec", "2007-01-01", 6), ("anzus", "2026-01-01", 3),
    ],
)  # fmt: skip
def test_published_totals(organisation: str, on: str, count: int) -> None:
    members = cica.members(organisation, on=on)
    assert len(members) <= count <= len(members) + len(members.undetermined)
    assert not members.undetermined or organisation in ("acd", "g77")


def test_spells_that_came_and_went() -> None:
    assert [str(s.period) for s in cica.memberships("GEO", "cis") if s.role == "member"] != []
    assert "csto" not in cica.organisations(member="UZB")
    assert "RUS" not in cica.members("coe")
    assert "RUS" in cica.members("coe", on="2015-01-01")
    assert cica.memberships("SYR", "las", role="suspended", on="2015-01-01")
    assert "SYR" in cica.members("las", on="2015-01-01")
    former = cica.members("osce", on="1980-01-01")
    assert {"czechoslovakia", "german-democratic-republic", "soviet-union", "yugoslavia"} <= set(former.ids)
    assert isinstance(former["soviet-union"], cica.FormerState)
    assert "RUS" not in former


# Search, options, errors


def test_search_by_any_part_of_a_name() -> None:
    assert cica.organisations(containing="shanghai").ids == ("sco", "sco-rats", "shanghai-five")
    assert "osce" in cica.organisations(containing="CSCE")
    assert len(cica.organisations(containing="")) == len(cica.organisations())
    assert not cica.organisations(containing="zzz")


@pytest.mark.parametrize("call", [{"role": "member"}, {"on": 2015}])
def test_role_and_day_need_a_member(call: dict[str, str]) -> None:
    with pytest.raises(cica.OptionError, match="give member= too"):
        cica.organisations(**call)


def test_options_are_checked() -> None:
    with pytest.raises(cica.OptionError, match="'regional'"):
        cica.exclusive("ISR", "IRN", scope="region")
    with pytest.raises(cica.OptionError, match="'political-security'"):
        cica.exclusive("ISR", "IRN", field="politics")
    with pytest.raises(cica.NotFoundError, match="Wakanda"):
        cica.shared_organisations("KAZ", "Wakanda")
    with pytest.raises(cica.NotFoundError, match="did you mean sco"):
        cica.overlap("cica", "scoo")


def test_past_the_end_of_the_record() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cica.BeyondRecordWarning)
        assert cica.shared_organisations("KAZ", "KGZ", on=2030).ids == cica.shared_organisations("KAZ", "KGZ").ids
    assert isinstance(cica.organisations()[0], Organisation)
    assert isinstance(SPELLS[0], Membership)
    assert Date(2015).within(2015) is Answer.YES


@pytest.mark.parametrize(
    ("suspended", "certain", "open_"), [("member", True, False), ("out", False, False), ("undetermined", False, True)]
)
def test_what_a_suspended_member_is(suspended: str, certain: bool, open_: bool) -> None:
    """Of the suspended on the days on which they were, and on a day before and after; in every question that asks who belongs."""
    asked = 0
    for spell in SPELLS:
        if spell.role != "suspended" or spell.start is None or spell.end is None or spell.organisation.id == "osce":
            continue
        first, last = spell.start.began()[1], spell.end.began()[0] - datetime.timedelta(1)
        body, state = spell.organisation.id, spell.member.id
        for day in (first, last):
            members = cica.members(body, on=day, suspended=suspended)
            assert (state in members, state in members.undetermined) == (certain, open_), (spell, day)
            partner = next(member.id for member in cica.members(body, on=day) if member.id != state)
            shared = cica.shared_organisations(state, partner, on=day, suspended=suspended)
            assert (body in shared, body in shared.undetermined) == (certain, open_)
            asked += 1
        before = spell.start.began()[0] - datetime.timedelta(1)
        assert state in cica.members(body, on=before, suspended=suspended)
    assert asked >= 8


def test_suspended_members_are_marked_and_counted_as_asked() -> None:
    assert str(cica.members("las", on="2015-01-01").to_dicts()[19]["suspended"]) == "yes"
    years = {
        policy: cica.member_years("SYR", "las", start=2012, end=2014, suspended=policy)
        for policy in ("member", "out", "undetermined")
    }
    assert [row.cow_status for row in years["member"]] == [1, 1, 1]
    assert [(row.role, row.cow_status) for row in years["out"]] == [("suspended", 0)] * 3
    assert [row.year for row in years["undetermined"].undetermined] == [2012, 2013, 2014]
    joint = {
        policy: [row.joint for row in cica.dyad_years("SYR", "IRQ", "las", start=2013, end=2013, suspended=policy)]
        for policy in years
    }
    assert joint == {"member": [1], "out": [0], "undetermined": []}
    for question in (cica.members, cica.member_years):
        with pytest.raises(cica.OptionError, match="suspended='gone': accepted are 'member', 'out', 'undetermined'"):
            question(suspended="gone")


def test_the_title_says_among_how_many_it_was_looked_for() -> None:
    day = datetime.date(2015, 1, 1)
    bodies = [body for body in RECORD.organisations() if body.id in HELD]
    there = [
        b for b in bodies if (b.founded is None or b.founded.began()[0] <= day) and (b.ended is None or b.ended.began()[1] > day)
    ]
    assert cica.shared_organisations("ISR", "IRN", on=day).title.endswith(f"among {len(there)} of the record")
    regional = [body for body in there if body.scope == "regional"]
    assert cica.exclusive("ISR", "IRN", scope="regional", on=day).title.endswith(f"among {len(regional)} of the record")
    assert cica.shared_organisations("ISR", "IRN", on=1946).title.endswith("among 2 of the record")
