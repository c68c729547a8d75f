"""Whether a list is right: against the membership day by day, in any spelling, with what is wrong put in by hand."""

from __future__ import annotations

import datetime
import functools
import io
import json
import pickle
import random
import sys
import tomllib
import warnings
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import some_dates, tried
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica import Answer
from cica.cli import main
from cica.names.lists import no_name

check: Any = cica.check
RECORD = cica.load()
ROOT = Path(__file__).parent.parent
BRIEFING = ROOT.joinpath("tests", "briefing.txt").read_text("utf-8").splitlines()  # the members that the founding briefing names
EARLY = "AFG ARE AZE CHN EGY IND IRN IRQ ISR JOR KAZ KGZ KOR MNG PAK PSE RUS THA TJK TUR UZB VNM".split()  # from June 2010
ORGANISATIONS = ["cica", "sco", "osce", "las", "un", "csto", "asean", "eu", "cis", "apec", "aiib", "brics"]
days = st.dates(datetime.date(1945, 10, 1), RECORD.as_of)


@functools.cache
def membership(organisation: str, day: datetime.date) -> tuple[frozenset[str], frozenset[str]]:
    """Who belonged on a day, for certain and perhaps, by the question about members."""
    members = cica.members(organisation, on=day)
    return frozenset(members.ids), frozenset(members.undetermined.ids)


def brute(wanted: Collection[str], organisation: str, day: datetime.date) -> Answer:
    """Whether a list was the membership on a day."""
    sure, perhaps = membership(organisation, day)
    named = frozenset(wanted)
    return Answer.of(yes=named == sure and not perhaps, no=not sure <= named <= sure | perhaps)


def contained(found: Any, day: datetime.date) -> Answer:
    """Whether a day is in one of the times for which a list was right."""
    answer = Answer.NO
    for validity in (*found.held, *found.held.undetermined):
        answer |= validity.period.contains(day)
    return answer


def edges(organisation: str) -> list[datetime.date]:
    """The days on which something may change, and those before and after."""
    spells = cica.memberships(organisation=organisation)
    dates = [date for spell in spells for date in (spell.start, spell.end) if date is not None]
    found = {day for date in dates for day in (date.earliest, date.latest) if day is not None}
    near = {day + datetime.timedelta(step) for day in found for step in (-1, 0, 1)}
    return sorted(day for day in near if day <= RECORD.as_of)


@functools.cache
def spellings(state: str) -> list[str]:
    """The names and codes that mean a state, and nothing else, whatever the day and whatever stands beside them."""
    names = [state, *(name.name for name in cica.state_names(state))]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = [name for name in names if not name.isdigit() and cica.resolve([name]).ids == (state,)]
    return [name for name in found if not no_name(name)[0]]


# Against the membership of every day


@tried(60)
@given(st.sampled_from(ORGANISATIONS), days, st.data())
def test_the_membership_of_a_day_held_on_the_days_on_which_it_was_that(
    organisation: str, day: datetime.date, data: st.DataObject
) -> None:
    sure, perhaps = membership(organisation, day)
    wanted = set(sure | data.draw(st.sets(st.sampled_from(sorted(perhaps)), max_size=3) if perhaps else st.just(frozenset[str]())))
    if not wanted:
        return
    listed = [cica.resolve([key]).entities[0] or key for key in sorted(wanted)]
    found = check(listed, organisation)
    tried_days = edges(organisation)
    tried_days = random.Random(0).sample(tried_days, min(len(tried_days), 60)) + data.draw(st.lists(days, max_size=5)) + [day]
    for other in tried_days:
        assert contained(found, other) is brute(wanted, organisation, other), other
    answers = {brute(wanted, organisation, other) for other in edges(organisation)}
    assert found.answer is next(one for one in (Answer.YES, Answer.UNDETERMINED, Answer.NO) if one in answers)
    assert all(validity.lasted is None or validity.lasted[0] > 0 for validity in found.held)
    assert all(validity.lasted is None or validity.lasted[0] == 0 for validity in found.held.undetermined)


@given(st.sampled_from(ORGANISATIONS), days, st.data())
def test_what_was_taken_out_is_missing_and_what_was_put_in_is_too_much(
    organisation: str, day: datetime.date, data: st.DataObject
) -> None:
    sure, perhaps = membership(organisation, day)
    states = [state for state in cica.states().ids if state not in sure | perhaps]
    out = data.draw(st.sets(st.sampled_from(sorted(sure)), max_size=3) if sure else st.just(set[str]()))
    more = data.draw(st.sets(st.sampled_from(states), max_size=3) if states else st.just(set[str]()))
    may = data.draw(st.sets(st.sampled_from(sorted(perhaps)), max_size=3) if perhaps else st.just(set[str]()))
    wanted = sorted((sure - out) | more | may)
    if not wanted:
        return
    listed = data.draw(st.permutations([cica.resolve([key]).entities[0] for key in wanted]))
    found = check(listed, organisation, on=day)
    assert found.on == day
    assert set(found.missing.ids) == out
    assert set(found.missing.undetermined.ids) == perhaps - may
    assert {name.entity.id for name in found.extra} == more
    assert {name.entity.id for name in found.extra.undetermined} == may
    assert found.answer is Answer.of(yes=not (out or more or perhaps), no=bool(out or more))
    assert len(found.names) == len(wanted)
    for name in (*found.names, *found.missing, *found.missing.undetermined):
        if name.reason in ("in force", "uncertain"):
            assert name.spell.member == name.entity
            assert {cica.agrees(statement) for statement in name.statements} <= {Answer.YES}
            assert {*name.statements} <= {*cica.evidence(name.spell)}


@given(days, st.randoms(use_true_random=False))
def test_in_any_spelling(day: datetime.date, at_random: random.Random) -> None:
    day = max(day, datetime.date(1999, 9, 14))
    sure, perhaps = membership("cica", day)
    listed = [at_random.choice(spellings(state)) for state in sure]
    at_random.shuffle(listed)
    listed = [name for name, key in zip(listed, cica.resolve(listed, on=day).ids, strict=True) if key is not None]
    listed += sure - set(cica.resolve(listed, on=day).ids)  # instead of a name of another time
    found = check(listed, on=day)
    assert set(found.ids) == sure
    assert found.answer is (Answer.UNDETERMINED if perhaps else Answer.YES)
    assert contained(check(listed), day) is found.answer


@given(st.sampled_from(["cica", "sco", "osce"]), days, st.integers(0, 4000), st.data())
def test_of_a_stretch_of_days_any_counts(organisation: str, first: datetime.date, length: int, data: st.DataObject) -> None:
    last = min(first + datetime.timedelta(length), RECORD.as_of)
    moment = data.draw(st.dates(first, last))
    wanted = set(membership(organisation, moment)[0]) or {"KAZ"}
    listed = [cica.resolve([key]).entities[0] for key in sorted(wanted)]
    found = check(listed, organisation, on=f"[{first}..{last}]" if first < last else first)
    every = [first, last, moment, *(day for day in edges(organisation) if first <= day <= last)]
    answers = [brute(wanted, organisation, day) for day in every]
    assert found.answer is next(one for one in (Answer.YES, Answer.UNDETERMINED, Answer.NO) if one in answers)
    assert first <= found.on.earliest <= found.on.latest <= last

    def differing(day: datetime.date) -> tuple[int, int]:
        sure, perhaps = membership(organisation, day)
        return len(sure - wanted) + 2 * len(wanted - sure - perhaps), len(perhaps)

    least = min(map(differing, every))
    assert differing(found.on.earliest) == differing(found.on.latest) == least
    assert len(found.missing) + 2 * len(found.extra) == least[0]
    assert all(day <= found.on.latest for day in every if differing(day) == least)


def test_a_list_that_was_cut_off_is_held_against_days_on_which_all_belonged() -> None:
    part = sorted(cica.members(), key=str)[:14]  # Kuwait among them
    found = check(part)
    assert (str(found.on), found.extra.ids, len(found.missing)) == ("2022-10-13/2026-04-14", (), 14)
    assert check(part, on="[2000..2010]").extra.ids  # there is no such day
    assert not check(part, on="[2000..2023]").extra


def test_one_name_too_many_does_not_outweigh_a_list_that_is_whole_without_it() -> None:
    found = check([*cica.members("un", on="1945-12-31"), "Germany"], "un")
    assert [name.entity and name.entity.id for name in found.extra] == ["DEU"]
    assert (str(found.on.earliest), found.missing.ids) == ("1945-12-27", ())


def test_the_last_day_and_the_first_on_which_it_is_no_longer() -> None:
    assert repr(check(BRIEFING)).endswith("held  from 20 May 2014 until 15 Aug 2018, no longer on that day")
    assert "nearest  20 May 2014 to 14 Aug 2018, both included\n" in repr(check([*BRIEFING, "Burundi"]))
    assert check(BRIEFING, on="2018-08-14").answer is Answer.YES
    assert check(BRIEFING, on="2018-08-15").answer is Answer.NO


# What is known, and what is not


def test_the_list_of_the_founding_briefing() -> None:
    found = check(BRIEFING)
    assert found.answer is Answer.YES
    assert [str(validity) for validity in found.held] == ["2014-05-20 to 2018-08-15"]
    assert not found.held.undetermined
    assert str(found.on) == "2014-05-20/2018-08-14"
    assert check(BRIEFING, on="2015-03-01").answer is Answer.YES
    now = check(BRIEFING, on=RECORD.as_of)
    assert (now.answer, now.missing.ids, now.extra.ids) == (Answer.NO, ("KWT", "LKA"), ())
    assert now.missing[1].why == "a member since 15 Aug 2018"
    assert "Department of Government Information, Sri Lanka" in now.missing[1].publishers
    before = check(BRIEFING, on="2014-05-19")
    assert {name.given: name.reason for name in before.extra} == {"Bangladesh": "other role", "Qatar": "other role"}
    assert "a member since 20 May 2014" in before.extra[1].why


@pytest.mark.parametrize(
    ("more", "on", "answer", "held", "perhaps"),
    [
        ([], "2011-03-01", Answer.UNDETERMINED, "2010-06-08 to [2011-01-21..2011-10-17]", ""),
        ([], "2011-01-20", Answer.YES, "2010-06-08 to [2011-01-21..2011-10-17]", ""),
        ([], "2011-10-17", Answer.NO, "2010-06-08 to [2011-01-21..2011-10-17]", ""),
        (["BHR"], "2011-03-01", Answer.UNDETERMINED, "", "[2011-01-21..2011-12-30] to [2011-01-21..2011-12-31]"),
        (["KHM"], "2011-10-17", Answer.NO, "", "[2011-01-21..2011-10-16] to [2011-01-21..2011-10-17]"),
        (["BHR", "KHM"], "2011-12-30", Answer.UNDETERMINED, "[2011-01-21..2011-12-31] to 2014-05-20", ""),
        (["BHR", "KHM"], "2011-12-31", Answer.YES, "[2011-01-21..2011-12-31] to 2014-05-20", ""),
    ],
)
def test_of_days_nobody_recorded(more: list[str], on: str, answer: Answer, held: str, perhaps: str) -> None:
    found = check([*EARLY, *more], on=on)
    assert found.answer is answer
    assert "; ".join(map(str, found.held)) == held
    assert "; ".join(map(str, found.held.undetermined)) == perhaps
    for name in (*found.missing.undetermined, *found.extra.undetermined):
        assert (name.entity.id in ("BHR", "KHM"), name.reason, name.verdict) == (True, "uncertain", "undetermined")


def test_what_the_record_does_not_cover_is_not_said_to_be_wrong() -> None:
    found = check(["China", "Kazakhstan", "Mexico"], "aiib", on="2020-01-01")
    assert [(name.given, name.reason) for name in found.extra.undetermined] == [("Mexico", "not covered")]
    assert found.answer is Answer.NO  # members of CICA are missing
    assert len(found.missing.undetermined) > 100


def test_after_the_end_of_the_record_and_as_known() -> None:
    with pytest.warns(cica.BeyondRecordWarning):
        found = check(cica.members(), on="2030")
    assert not found.missing
    then = cica.as_known("2015-03-01")
    assert then.check(BRIEFING).held[0].end is None
    assert then.check(BRIEFING).answer is Answer.YES
    with pytest.warns(cica.BeyondRecordWarning):
        then.check(BRIEFING, on="2020")


# What stands in a list


def test_what_is_not_understood_is_said_and_not_guessed() -> None:
    found = check([*BRIEFING[:12], "Kazahkstan", *BRIEFING[13:]], on="2015")
    assert found.answer is Answer.UNDETERMINED
    assert found.missing.undetermined.ids == ("KAZ",)
    assert found.missing.undetermined[0].why.endswith("; unless 'Kazahkstan' means it")
    (name,) = found.extra.undetermined
    assert (name.reason, name.why, [state.id for state in name.may_be]) == ("unknown", "not understood; may be Kazakhstan", ["KAZ"])
    assert check([*BRIEFING, "Xyzzy"], on="2015").answer is Answer.UNDETERMINED
    found = check([*BRIEFING[1:], "Xyzzy"], on="2015")
    assert (found.answer, found.missing.undetermined.ids) == (Answer.UNDETERMINED, ("AFG",))
    assert found.missing.undetermined[0].why == "a member since 14 Sep 1999; unless 'Xyzzy' means it"
    assert check([*BRIEFING[2:], "Xyzzy"], on="2015").missing.ids == ("AFG", "AZE")
    # Which of those that are missing it means, nobody knows.
    for lacking, more, text in (
        (BRIEFING[2:], ["Xyzzy"], "unless meant by 'Xyzzy': not understood"),
        (BRIEFING[2:], ["Kazahkstan"], "unless meant by 'Kazahkstan': not understood"),
        (BRIEFING[2:], [], None),
        (BRIEFING[6:], list("!?;:+"), "unless meant by '!', '?', ';' and 2 more: not understood"),
    ):
        shown = repr(check([*lacking, *more], on="2015"))
        assert "missing" in shown
        assert text in shown if text else "unless" not in shown
    listed = [name for name in BRIEFING if not name.startswith("Korea")]
    found = check([*listed, "Korea"], on="2015")
    assert (found.answer, found.missing.undetermined.ids) == (Answer.UNDETERMINED, ("KOR",))
    assert found.extra.undetermined[0].reason == "ambiguous"
    assert check([*BRIEFING, "Congo"], on="2015").extra[0].why.endswith("none of which was a member then")


@pytest.mark.parametrize(
    ("name", "organisation", "on", "reason", "why"),
    [
        ("Japan", "cica", "2015", "other role", "then an observer since"),
        ("Sri Lanka", "cica", "2015", "other role", "then an observer from"),
        ("Kuwait", "cica", "2015", "later", "not yet: a member since 13 Oct 2022"),
        ("Burundi", "cica", "2015", "never", "never a member of CICA"),
        ("Hong Kong", "cica", "2015", "no state", "no state of the record"),
        ("Euro area", "cica", "2015", "group", "no state of the record"),
        ("United Nations", "cica", "2015", "other role", "then an observer"),
        ("NATO", "cica", "2015", "organisation", "an organisation, never a member of CICA"),
        ("United Kingdom", "eu", "2022", "left", "no longer: a member from"),
        ("Soviet Union", "un", "2015", "no such state", "there was no such state then; no longer: a member from"),
        ("South Sudan", "un", "2000", "no such state", "there was no such state then; not yet: a member since"),
    ],
)
def test_why_a_name_is_too_much(name: str, organisation: str, on: str, reason: str, why: str) -> None:
    (found,) = check(["China", "France", name], organisation, on=on).names[2:]
    assert found.reason == reason
    assert found.why.startswith(why)
    assert (found.verdict, found.count) == ("extra", 1)
    if found.spell is not None:
        assert found.statements
        assert {cica.agrees(statement) for statement in found.statements} == {Answer.YES}


def test_totals_headings_and_names_that_stand_there_twice() -> None:
    lines = ["Member States:", *(f"{place}. {name}" for place, name in enumerate(BRIEFING, 1)), "", "Republic of Korea", "Total 26"]
    found = check(lines, on="2015")
    assert found.answer is Answer.YES
    assert [state.id for state in found.twice] == ["KOR"]
    aside = [(name.given, name.why) for name in found.names if name.verdict == "set aside"]
    assert aside == [("Member States:", "no name"), ("Total 26", "no name; it counts 26")]
    wrong = check([*BRIEFING[1:], "26"], on="2015")
    assert wrong.names[-1].why == "no name; it counts 26, the list has 25"
    assert repr(wrong).startswith("25 names against the members of CICA in 2015: never exactly right")
    assert check(["KAZ", "KAZ"]).names[0].count == 2


@pytest.mark.parametrize("name", ["Oman", "United States", "US", "Federated States of Micronesia", "Guinea", "St. Kitts", "UAE"])
def test_no_name_of_a_state_is_taken_for_a_heading(name: str) -> None:
    assert no_name(name) == (False, None)


def test_no_name_of_the_record_is_taken_for_a_heading() -> None:
    assert [name.name for name in cica.state_names() if no_name(name.name)[0] and not name.name.isdigit()] == []


def test_roles_are_held_against_the_same_roles() -> None:
    members, observers = cica.members(on="2018-03-01"), cica.observers(on="2018-03-01")
    whole = [*members, *observers]
    roles = ["member"] * len(members) + ["Observer"] * len(observers)
    assert check(whole, role=roles, on="2018-03-01").answer is Answer.YES
    wrong = check(whole, role=["Observers", *roles[1:]], on="2018-03-01")
    assert [name.why for name in wrong.missing] == ["a member since 14 Sep 1999; in the list as an observer"]
    assert [(name.entity.id, name.role) for name in wrong.extra] == [("AFG", "observer")]
    states = [observer for observer in observers if isinstance(observer, cica.State)]
    assert check(states, role="observer", on="2018-03-01").answer is Answer.YES
    assert check(states, role="Observer States", on="2018-03-01").answer is Answer.YES
    assert check([*states, "OSCE"], role="observer", on="2018-03-01").missing.ids == ("iom", "las", "turkpa", "un")
    assert check(["OSCE", "UN", "Arab League", "TURKPA"], role="observer organisation", on="2018-03-01").answer is not Answer.YES
    assert "as an observer" not in repr(check(cica.members()))
    assert check(["Armenia", "Turkey"], "sco", role="dialogue partner", on="2020").extra.ids == ()


@given(some_dates)
def test_dates_agree_disagree_or_neither(claimed: cica.Date) -> None:
    for member in ("KAZ", "BHR", "KHM", "LKA"):
        start: Any = next(spell.start for spell in cica.memberships(member, "cica", role="member"))
        (name,) = check([member], since=[claimed]).names
        low, high = claimed.earliest or datetime.date.min, claimed.latest or datetime.date.max
        common = low <= start.latest and start.earliest <= high
        if not claimed.spans:
            inside = low <= start.earliest and start.latest <= high
            assert name.claim == ("agrees" if inside else "undetermined" if common else "disagrees")


@pytest.mark.parametrize(
    ("claimed", "claim"),
    [
        ("14 September 1999", "agrees"), ("Sept. 14, 1999", "agrees"), ("September 1999", "agrees"), (1999, "agrees"),
        (datetime.datetime(1999, 9, 14), "agrees"), (pd.Timestamp("1999-09-14"), "agrees"), ("1999-09-14 00:00:00", "agrees"),
        ("1998", "disagrees"), ("9/14/1999", "agrees"), ("9/10/1999", "unreadable"), ("long ago", "unreadable"), (None, None), ("", None),
    ],
)  # fmt: skip
def test_dates_as_files_write_them(claimed: Any, claim: str | None) -> None:
    (name,) = check(["Kazakhstan"], since=[claimed]).names
    assert name.claim == claim
    assert check(["Japan"], since=[1999]).names[0].claim == "nothing to compare"


def test_dates_that_disagree_are_listed() -> None:
    members = cica.members(on="2015-03-01")
    since = [next(spell.start for spell in cica.memberships(state, "cica", role="member")) for state in members]
    found = check(members, since=since)
    assert not found.dates
    assert not found.dates.undetermined
    found = check(members, since=["2001", *since[1:]])
    assert [(name.entity.id, name.claimed) for name in found.dates] == [("AFG", "2001")]
    assert "date  Afghanistan, 2001: disagrees; the record has 14 Sep 1999" in repr(found)
    assert check(["BHR"], since=["2011-06-01"]).dates.undetermined[0].claim == "undetermined"


@pytest.mark.parametrize(
    "names",
    [
        BRIEFING, tuple(BRIEFING), iter(BRIEFING), pd.Series(BRIEFING), pl.Series(BRIEFING), pd.Series(BRIEFING).to_numpy(),
        pa.array(BRIEFING), pa.table({"a": BRIEFING})["a"], pd.DataFrame({"a": BRIEFING})["a"], pl.DataFrame({"a": BRIEFING})["a"],
        io.StringIO("\n".join(BRIEFING)), cica.members(on="2015"), [*BRIEFING, None, "", float("nan")],
    ],
)  # fmt: skip
def test_lists_columns_files_and_tables(names: Any) -> None:
    assert check(names, on="2015").answer is Answer.YES


FRAMES = [pd.DataFrame, pl.DataFrame, pl.LazyFrame, pa.table]


@pytest.mark.parametrize("make", FRAMES)
def test_a_data_frame_is_not_read_by_its_headings(make: Any) -> None:
    frame = make({"KAZ": ["x"], "KOR": ["y"]})
    resolve: Any = cica.resolve
    with pytest.raises(cica.OptionError, match=r"names: a data frame: give one column of it, such as df\['country'\]"):
        check(frame)
    with pytest.raises(cica.OptionError, match="since: a data frame"):
        check(["KAZ"], since=frame)
    with pytest.raises(cica.OptionError, match="values: a data frame"):
        resolve(frame)
    with pytest.raises(cica.OptionError, match="on: a data frame"):
        resolve(["KAZ"], on=frame)


def test_codes_of_a_scheme() -> None:
    codes = [state.numeric for state in cica.members(on="2015")]
    assert check(codes, scheme="numeric").answer is Answer.YES
    with pytest.raises(cica.OptionError, match="there are numbers, such as"):
        check(codes)


NO: dict[str, Any] = {}
NONE: list[str] = []


@pytest.mark.parametrize(
    ("arguments", "options", "error", "message"),
    [
        (("KAZ",), NO, cica.OptionError, "names='KAZ': accepted are several"),
        ((NONE,), NO, cica.OptionError, "names: there are none"),
        ((["", None],), NO, cica.OptionError, "names: there are none"),
        ((["xx yy", "zz"],), NO, cica.NotFoundError, "none of the names is understood: 'xx yy', 'zz'"),
        ((["Kazahkstan"],), NO, cica.NotFoundError, r"did you mean KAZ \(Kazakhstan\)\?"),
        ((["KAZ"], "nowhere"), NO, cica.NotFoundError, "no organisation of the record is called 'nowhere'"),
        ((["KAZ"], "iom"), NO, cica.NotFoundError, "the record holds no memberships of IOM"),
        ((["KAZ"],), {"role": "king"}, cica.OptionError, "role='king': accepted are"),
        ((["KAZ"],), {"role": ["member", "member"]}, cica.OptionError, "role: there are 2 for 1 names"),
        ((["KAZ"],), {"since": NONE}, cica.OptionError, "since: there are 0 for 1 names"),
        ((["KAZ"],), {"since": "1999"}, cica.OptionError, "since='1999': accepted is a list, or .* one for each name$"),
        ((["KAZ"],), {"since": 1999}, cica.OptionError, "since=1999: accepted is a list, or .* one for each name$"),
        ((["KAZ"],), {"role": None}, cica.OptionError, "role=None: accepted is one role for all, or a list"),
        ((["KAZ"],), {"role": 1}, cica.OptionError, "role=1: accepted is one role for all, or a list"),
        ((["KAZ"],), {"on": "yesterday"}, cica.DateError, "'yesterday' is not a date"),
        ((["KAZ"],), {"scheme": "iso"}, cica.OptionError, "scheme='iso'"),
    ],
)
def test_what_is_not_accepted(arguments: Any, options: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        check(*arguments, **options)


def test_it_shows_itself_and_goes_into_json_and_pickles() -> None:
    found = check(BRIEFING, on="2020-03-01")
    lines = repr(found).splitlines()
    assert lines[:2] == [
        "26 names against the members of CICA on 1 March 2020: not right",
        "held     from 20 May 2014 until 15 Aug 2018, no longer on that day",
    ]
    assert lines[2].startswith("missing  Sri Lanka: a member since 15 Aug 2018 [")
    assert max(map(len, lines)) <= 80
    assert "<th" in found._repr_html_()
    told = json.loads(json.dumps(found.to_dict()))
    assert (told["organisation"], told["asked"], told["answer"], told["on"]) == ("cica", "2020-03-01", "no", "2020-03-01")
    assert told["missing"]["items"][0]["spell"] == "cica-lka-member"
    assert [item["entity"] for item in told["names"]["items"]] == list(found.ids)
    again = pickle.loads(pickle.dumps(found))
    assert (repr(again), again.to_dict()) == (repr(found), found.to_dict())
    assert found.names.to_frame("polars").height == 26


def test_a_record_from_elsewhere(tiny: Path) -> None:
    record = cica.load(tiny)
    found = record.check(["Aland", "Bland"])
    assert found.answer is Answer.YES
    assert [str(validity) for validity in found.held] == ["2002 to [2005-01-01..]"]
    assert record.check(["Aland"], on="2010").answer is Answer.UNDETERMINED


# Lists of public pages, of which the guide tells

LISTS = tomllib.loads(ROOT.joinpath("tests", "lists.toml").read_text("utf-8"))["list"]
PAGE = ROOT.joinpath("docs", "guide", "lists.md").read_text("utf-8")


@pytest.mark.parametrize("listed", LISTS, ids=[listed["address"].split("/")[2] for listed in LISTS])
def test_lists_of_public_pages(listed: dict[str, Any]) -> None:
    parts = listed["part"]
    names = [name for part in parts for name in part["names"]]
    roles = [part["role"] for part in parts for _ in part["names"]]
    since = [date for part in parts for date in part.get("since", [None] * len(part["names"]))]
    found = check(names, listed["organisation"], role=roles, since=since)
    assert "; ".join(map(str, found.held)) == listed["held"]
    assert "; ".join(str(validity.start) for validity in found.held.undetermined) == listed["may_have_held"]
    assert [*found.missing.ids, *found.missing.undetermined.ids] == listed["wrong"]
    assert not found.extra
    assert [name.entity.id for name in found.dates] == listed["dates"]
    if listed["published"]:
        then = check(names, listed["organisation"], role=roles, on=listed["published"])
        assert then.answer is (Answer.UNDETERMINED if listed["may_have_held"] else Answer.YES)
    (row,) = [line for line in PAGE.splitlines() if listed["address"] in line]
    assert all(part in row for part in listed["held"].split(" to ") if not part.startswith("["))


# The command line

OBJECTS = [{"country": name, "joined": "2001" if name == "Iran" else None, "n": 1} for name in BRIEFING]
FORMS = {
    "list.txt": "\n".join(BRIEFING),
    "lines.txt": "\ufeff" + "\r\n".join(f" {place}. {name}" for place, name in enumerate(BRIEFING, 1)) + "\r\n\r\nTotal: 26\r\n",
    "one.csv": "\n".join(f'"{name}"' for name in BRIEFING),
    "commas.csv": "Capital,Country\n" + "\n".join(f'x,"{name}"' for name in BRIEFING),
    "semicolons.csv": "no;member state;Capital\n" + "\n".join(f"1;{name};x" for name in BRIEFING),
    "unheaded.csv": "\n".join(f'{place},"{name}",x' for place, name in enumerate(BRIEFING)),
    "tabs.tsv": "Place\tName\n" + "\n".join(f"{place}\t{name}" for place, name in enumerate(BRIEFING)),
    "tabs.txt": "Place\tName\n" + "\n".join(f"{place}\t{name}" for place, name in enumerate(BRIEFING)),
    "names.json": json.dumps(BRIEFING),
    "items.json": json.dumps({"title": "x", "items": [{"name": name} for name in BRIEFING]}),
    "under.json": json.dumps({"source": "x", "members": BRIEFING}),
    "sentence.txt": ", ".join(BRIEFING[:-1]).replace("Korea, Republic of", "Republic of Korea") + f" and {BRIEFING[-1]}.\n",
    "oxford.txt": "; ".join(BRIEFING[:-1]).replace("Korea, Republic of", "South Korea") + f"; and {BRIEFING[-1]}",
    "types.csv": "name,type\n" + "\n".join(f'"{name}",republic' for name in BRIEFING),
}


@pytest.mark.parametrize("name", FORMS)
def test_files(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / name
    file.write_bytes(FORMS[name].encode())
    assert main(["check", str(file), "--on", "2015-03-01"]) == 0
    assert capsys.readouterr().out.startswith("26 names against the members of CICA on 1 March 2015: exactly right\n")
    assert main(["check", str(file), "--on", "2020-03-01"]) == 1
    assert "missing Sri Lanka: a member" in " ".join(capsys.readouterr().out.split())
    if not name.endswith((".csv", ".tsv")):  # which may have commas in their names
        monkeypatch.setattr(sys, "stdin", io.StringIO(FORMS[name]))
        assert main(["check", "-"]) == 0


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_the_command_line_writes_it_reads(
    form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["members", "osce", "--on", "2015", "--format", form])
    monkeypatch.setattr(sys, "stdin", io.StringIO(capsys.readouterr().out))
    assert main(["check", "-", "osce", "--on", "2015"]) == 0
    assert "names from column 'name', since from column 'since'" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("row.csv", "Kazakhstan,China,Russia,Kazahkstan"),
        ("lines.txt", "Kazakhstan, China,\nRussia, Kazahkstan."),
        ("more.txt", "Kazakhstan, China\nand Russia, Kazahkstan"),
    ],
)
def test_names_beside_each_other_are_all_read(name: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    main(["check", str(file), "--format", "json"])
    found = [item["given"] for item in json.loads(capsys.readouterr().out)["names"]["items"]]
    assert found == ["Kazakhstan", "China", "Russia", "Kazahkstan"]


def test_one_name_with_a_comma_in_it_takes_no_list_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "list.txt"
    file.write_text("\n".join([*BRIEFING, "Atlantis, Norway, Sweden"]), encoding="utf-8")
    main(["check", str(file), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["names"]["items"][-1]["given"] == "Atlantis, Norway, Sweden"


def test_columns_of_names_without_headings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Kazakhstan,China\nRussia,Iran\n", encoding="utf-8")
    assert main(["check", str(file)]) == 2
    assert "there are names in the columns '1' and '2': --names '1' reads those of one" in capsys.readouterr().err
    assert main(["check", str(file), "--names", "2"]) == 1
    assert capsys.readouterr().out.startswith("2 names")
    # A code and a part of the world beside each name say nothing else.
    file.write_text("\n".join(f"{state.name};{state.id};Asia;1" for state in cica.members(on="2015")), encoding="utf-8")
    assert main(["check", str(file)]) == 0
    assert "Read: names from column '1'." in capsys.readouterr().out


def test_a_column_without_roles_is_said_to_be_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "types.csv"
    file.write_text(FORMS["types.csv"], encoding="utf-8")
    assert main(["check", str(file)]) == 0
    assert "Read: names from column 'name'; left out: column 'type', which has no roles." in capsys.readouterr().out
    main(["check", str(file), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["left_out"] == "type"
    assert main(["check", str(file), "--roles", "none"]) == 0
    assert "left out" not in capsys.readouterr().out


def test_a_name_with_and_in_it_ends_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "list.txt"
    file.write_text("Korea, Republic of", encoding="utf-8")
    main(["check", str(file), "--format", "json"])
    assert [item["entity"] for item in json.loads(capsys.readouterr().out)["names"]["items"]] == ["KOR"]
    file.write_text("Austria, Bosnia and Herzegovina", encoding="utf-8")
    main(["check", str(file), "osce", "--format", "json"])
    assert [item["entity"] for item in json.loads(capsys.readouterr().out)["names"]["items"]] == ["AUT", "BIH"]


def test_columns_of_roles_and_dates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "roles.csv"
    rows = [f'"{name}",member,,{"2001" if name == "Iran" else "1999-09-14" if name == "China" else ""}' for name in BRIEFING]
    states = [state for state in cica.observers(on="2018-03-01") if isinstance(state, cica.State)]
    rows += [f"{state.name},observer state,,," for state in states]
    file.write_text("Country,Status,,Date of accession\n" + "\n".join(rows), encoding="utf-8")
    assert main(["check", str(file), "--on", "2018-03-01"]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "35 names against the members and observer states of CICA on 1 March 2018: exactly right" in out
    assert "date Iran, 2001: disagrees; the record has 14 Sep 1999" in out
    assert "roles from column 'Status', since from column 'Date of accession'" in out
    assert main(["check", str(file), "--on", "2018-03-01", "--since", "none"]) == 0
    assert main(["check", str(file), "--on", "2018-03-01", "--since", "none", "--role", "member"]) == 1
    assert main(["check", str(file), "--names", "status", "--roles", "none", "--since", "none"]) == 2
    assert main(["check", str(file), "--roles", "Country"]) == 2
    assert "accepted are" in capsys.readouterr().err


def test_the_forms_of_the_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "objects.json"
    file.write_text(json.dumps(OBJECTS), encoding="utf-8")
    assert main(["check", str(file), "--on", "2020-03-01", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["columns"] == [{"of": "names", "heading": "country"}, {"of": "since", "heading": "joined"}]
    assert [item["entity"] for item in told["dates"]["items"]] == ["IRN"]
    assert main(["check", str(file), "--on", "2020-03-01", "--format", "csv"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 28
    assert lines[0].startswith("id,given,count,entity,role,verdict,reason,why,spell")
    assert lines[-1].startswith("LKA,,0,LKA,member,missing,in force,a member since 15 Aug 2018,cica-lka-member")


@pytest.mark.parametrize(
    ("text", "words", "status", "message"),
    [
        ("", [], 2, "there is nothing in"),
        ("xyz\n", [], 2, "none of the names is understood: 'xyz'"),
        ("[1, {}]", [], 2, "has lists within the list"),
        ('{"a": 1}', [], 2, "has no list"),
        ("[{},{}]", [], 2, "has no list"),
        ("Country,Status\nKAZ,Member\nJPN,Observer\nIRN,candidate\n", [], 2, "'Status' has roles, and 'candidate', which is none"),
        ("[", [], 2, "is not JSON"),
        ("[" * 100_000, [], 2, "is not JSON"),
        ("name,x\n" + "y" * 200_000, [], 2, "is not CSV"),
        ("name,x\nKAZ,1\n", ["--names", "nme"], 2, "there is no column 'nme': there are 'name', 'x'; did you mean 'name'?"),
        ("KAZ\n", ["--since", "x"], 2, "the list has no columns"),
        ("KAZ\n", ["ccia"], 2, "no organisation of the record is called 'ccia'"),
        ("KAZ\n", ["iom"], 2, "the record holds no memberships of IOM"),
        ("KAZ\n", ["--role", "king"], 2, "there is no 'king'"),
        ("KAZ\n", ["--on", "x"], 2, "--on"),
    ],
)
def test_what_a_file_is_refused_for(
    text: str, words: list[str], status: int, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.txt"
    file.write_text(text, encoding="utf-8")
    assert main(["check", str(file), *words]) == status
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("closing", ["", '"noted"'])
def test_a_quotation_mark_that_is_not_closed_swallows_no_rows(
    closing: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.csv"
    rows = [f'"{name}",{closing if name == "Turkey" else ""}' for name in BRIEFING]
    rows.insert(14, 'Kazakhstan,"see note')
    file.write_text("\n".join(["Country,Note", *rows]), encoding="utf-8")
    assert main(["check", str(file)]) == 2
    assert "in the row that begins in line 16; is a quotation mark not closed there?" in capsys.readouterr().err
    file.write_text('Country,Note\nKazakhstan,"two\nlines, and ""marks"""\n', encoding="utf-8")
    main(["check", str(file)])
    assert capsys.readouterr().out.startswith("1 name against")


def test_files_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "none.txt")]) == 2
    assert "there is no file" in capsys.readouterr().err
    file = tmp_path / "members.xlsx"
    file.write_bytes(b"PK\x03\x04\xff\xfe")
    assert main(["check", str(file)]) == 2
    assert "is a spreadsheet: save it as CSV" in capsys.readouterr().err
    file.rename(tmp_path / "latin.txt")
    assert main(["check", str(tmp_path / "latin.txt")]) == 2
    err = capsys.readouterr().err
    assert "is not text in UTF-8: save it as that" in err
    assert "iconv -f cp1251 -t utf-8 FILE | cica check -" in err
