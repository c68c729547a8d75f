"""Statements about CICA, and properties that hold of every record."""

from __future__ import annotations

import contextlib
import datetime
import itertools
import pickle
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import some_days
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica import Answer
from cica.model.entity import Entity
from cica.package.files import Bundled

FOUNDERS = "AFG AZE CHN EGY IND IRN ISR KAZ KGZ PAK PSE RUS TJK TUR UZB".split()
BRIEFING = "AFG ARE AZE BGD BHR CHN EGY IND IRN IRQ ISR JOR KAZ KGZ KHM KOR MNG PAK PSE QAT RUS THA TJK TUR UZB VNM".split()

RECORD = cica.load()


def states(table: cica.Table[cica.State | cica.Organisation]) -> list[str]:
    return [party.id for party in table if isinstance(party, cica.State)]


# Members


def test_the_members_of_june_2015_are_the_26_of_the_founding_briefing() -> None:
    assert list(cica.members(on="2015-06-01").ids) == BRIEFING
    assert not cica.members(on="2015-06-01").undetermined


def test_fifteen_states_founded_it() -> None:
    assert list(cica.members(on="1999-09-14").ids) == FOUNDERS
    assert len(cica.members(on="1999-09-13")) == 0


def test_in_march_2011_there_were_22_with_bahrain_and_cambodia_undetermined() -> None:
    members = cica.members(on="2011-03-01")
    assert len(members) == 22
    assert members.undetermined.ids == ("BHR", "KHM")
    assert "Bahrain" in repr(members)


def test_kuwait_is_the_twenty_eighth_member() -> None:
    assert len(cica.members(on="2022-10-12")) == 27
    assert len(cica.members(on="2022-10-13")) == 28
    assert cica.memberships("KWT", "cica", role="member")[0].meeting == cica.summit(6)
    assert len(cica.members()) == 28


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("2002-06-04", 16), ("2004-10-21", 16), ("2004-10-22", 17), ("2006-06-16", 17), ("2006-06-17", 18), ("2008-08-24", 18),
        ("2008-08-25", 20), ("2010-06-07", 20), ("2010-06-08", 22), ("2012-01-01", 24), ("2014-05-19", 24), ("2014-05-21", 26),
        ("2018-08-14", 26), ("2018-08-15", 27), ("2021-06-23", 27), ("2024-12-17", 28),
    ],
)  # fmt: skip
def test_number_of_members(day: str, count: int) -> None:
    members = cica.members(on=day)
    assert len(members) == count
    assert not members.undetermined


def test_qatar_and_bangladesh_joined_on_the_eve_of_the_shanghai_plenary() -> None:
    for state in ("QAT", "BGD"):
        observer, member = cica.memberships(state, "cica")
        assert (observer.role, member.role) == ("observer", "member")
        assert observer.end == member.start == cica.Date("2014-05-20")


def test_a_coarse_date_asks_about_any_day_in_it() -> None:
    assert "LKA" not in cica.members(on="2018-08-14")
    assert "LKA" in cica.members(on="2018-08")
    assert "LKA" in cica.members(on=2018)
    assert cica.members(on=2018) == cica.members(on="2018") == cica.members(on=cica.Date("2018"))
    assert cica.members(on=datetime.date(2018, 1, 1)) == cica.members(on=datetime.datetime(2018, 1, 1, 12))


def test_a_state_is_shown_under_the_name_of_the_day() -> None:
    assert "Turkey" in repr(cica.members(on="2015-06-01"))
    assert "Türkiye" not in repr(cica.members(on="2015-06-01"))
    assert "Türkiye" in repr(cica.members())
    assert cica.name_of("TUR", on="2022-05-31") == "Turkey"
    assert cica.name_of("TUR", on="2022-06-30") == "Türkiye"


# Observers and partners


def test_the_observer_states_of_june_2015() -> None:
    observers = cica.observers(on="2015-06-01")
    assert states(observers) == ["IDN", "JPN", "LKA", "MYS", "PHL", "UKR", "USA"]
    assert observers.undetermined.ids == ("BLR",)


def test_the_observers_of_today() -> None:
    observers = cica.observers()
    assert states(observers) == ["BLR", "IDN", "JPN", "LAO", "MYS", "PHL", "SAU", "TKM", "UKR", "USA"]
    assert [party.id for party in observers if isinstance(party, cica.Organisation)] == ["iom", "las", "osce", "turkpa", "un"]


def test_korea_observed_before_it_joined() -> None:
    observer, member = cica.memberships("KOR", "cica")
    assert (observer.role, str(observer.start), str(observer.end)) == ("observer", "1993-08", "2006-06-17")
    assert (member.role, str(member.start), member.end) == ("member", "2006-06-17", None)
    assert member.period.contains("2006-06-17") is Answer.YES
    assert observer.period.contains("2006-06-17") is Answer.NO


def test_six_partner_organisations_at_the_astana_summit() -> None:
    assert set(cica.partners(on="2022-10-13").ids) == {"apk", "eco", "eec", "sco", "sco-rats", "unodc"}


# Meetings


def test_the_first_four_summits() -> None:
    found = [(summit.city, summit.days and summit.days.latest and summit.days.latest.year) for summit in cica.summits()[:4]]
    assert found == [("Almaty", 2002), ("Almaty", 2006), ("Istanbul", 2010), ("Shanghai", 2014)]


def test_the_summits_held_and_the_one_of_which_nothing_is_known() -> None:
    summits = cica.summits()
    assert [summit.number for summit in summits] == [1, 2, 3, 4, 5, 6]
    assert summits.undetermined.ids == ("summit-7",)
    baku = cica.summit(7)
    assert (baku.status, baku.start, baku.city) == ("unknown", None, "")
    assert any(str(plan.due) == "2026-10" and plan.city == "Baku" for plan in baku.plans)
    assert "summit-7" not in cica.meetings(status="held")


def test_the_first_summit_was_planned_for_november_2001() -> None:
    plan = cica.summit(1).plans[0]
    assert (str(plan.due), plan.city) == ("2001-11-08/2001-11-10", "Almaty")


def test_the_fifth_summit_was_due_in_2018_and_held_in_2019() -> None:
    summit = cica.summit(5)
    assert "2018" in {str(plan.due) for plan in summit.plans}
    assert str(summit.days) == "2019-06-15"


def test_there_is_no_eighth_summit() -> None:
    with pytest.raises(cica.NotFoundError, match="the record has 1 to 7"):
        cica.summit(8)


def test_kinds_of_meeting_have_classes() -> None:
    assert all(isinstance(meeting, cica.Summit) for meeting in cica.meetings(kind="summit"))
    assert all(isinstance(meeting, cica.Ministerial) for meeting in cica.meetings(kind="informal-ministerial"))
    assert not any(isinstance(meeting, cica.Summit | cica.Ministerial) for meeting in cica.meetings(kind="senior-officials"))


def test_meetings_of_a_year() -> None:
    assert cica.summits(on=2014).ids == ("summit-4",)
    assert not cica.summits(on=2014).undetermined
    assert cica.summits(on="2014-05-21").ids == ("summit-4",)
    assert not cica.summits(on="2014-05-22")
    assert cica.meetings(status="unknown").ids[-2:] == ("bc-9", "summit-7")
    assert cica.ministerials(status="unknown").ids == ("extraordinary-ministerial-2025",)
    assert cica.meetings(kind="summit", status=None).ids[-1] == "summit-7"


# Chairmanships


def test_china_chaired_in_2015() -> None:
    china = cica.chair_in(2015)
    assert china.state.name == "China"
    assert str(china.end) == "2018-09-24"
    assert china.terms[0].until == cica.Date("2016")


def test_two_states_chaired_in_2014() -> None:
    assert [chairmanship.state.id for chairmanship in cica.chairs_in(2014)] == ["TUR", "CHN"]
    assert cica.chair_in(2014).state.id == "CHN"
    assert cica.chair(on="2014-05-01").state.id == "TUR"
    with pytest.raises(cica.AmbiguousError, match="chair_in"):
        cica.chair(on=2014)


def test_the_chair_changed_hands_without_a_gap() -> None:
    chairmanships = cica.chairmanships()
    assert [c.state.id for c in chairmanships] == ["KAZ", "TUR", "CHN", "TJK", "KAZ", "AZE"]
    for earlier, later in itertools.pairwise(chairmanships):
        assert earlier.end == later.start
    assert chairmanships[-1].closing is None
    assert str(chairmanships[-1].end) == "[2026-04-15..2026-12-31]"
    assert cica.chair().state.id == "AZE"


def test_the_chair_after_the_end_of_the_record_is_open_once_its_term_may_be_over() -> None:
    with pytest.warns(cica.BeyondRecordWarning), pytest.raises(cica.UndeterminedError, match="perhaps azerbaijan-2024"):
        cica.chair(on="2027-01-01")
    with pytest.warns(cica.BeyondRecordWarning):
        assert cica.chairmanships(on="2027").undetermined.ids == ("azerbaijan-2024",)


def test_no_chair_before_there_was_one() -> None:
    with pytest.raises(LookupError):
        cica.chair_in(1980)
    with pytest.raises(cica.OptionError, match="a year such as 2014"):
        cica.chairs_in("May 2014")


# Documents, principles, measures


def test_the_eight_principles_of_1999() -> None:
    principles = [p for p in cica.principles("declaration-principles") if p.locator.startswith("principle")]
    assert [p.order for p in principles] == list(range(1, 9))
    assert principles[4].id == "non-interference"
    assert principles[4].helsinki == ("VI",)
    assert cica.document("shanghai-declaration") in principles[4].reaffirmed_in


def test_the_five_dimensions() -> None:
    dimensions = cica.measures(level="dimension")
    assert dimensions.ids == ("military-political", "new-challenges-threats", "economic", "environmental", "human")
    assert {m.dimension.id for m in cica.measures("environmental", level=None)} == {"environmental"}
    assert "mp-mutual-visits" in cica.measures("military-political", catalogue="catalogue-2004")
    with pytest.raises(cica.OptionError, match="'catalogue'"):
        cica.measures(catalogue="almaty-act")


def test_the_charter_is_a_draft() -> None:
    draft = cica.document("charter-draft")
    assert (draft.status, draft.adopted) == ("draft", None)
    assert "charter-draft" not in cica.documents(status="adopted")


def test_one_instrument_of_2006_under_two_names() -> None:
    agreement = cica.document("agreement-secretariat")
    assert any("Statute" in title for title in agreement.other_titles)


# Evidence


def test_thailand_is_disputed() -> None:
    dispute = cica.disputes()["memberships/cica-tha-member/start"]
    assert dispute.adopted == "2004-10-22"
    assert "China Daily" in {statement.source.publisher for statement in dispute.opposing}
    assert "CICA Secretariat" in {statement.source.publisher for statement in dispute.supporting}
    assert cica.disputes("cica-tha-member").ids == ("memberships/cica-tha-member/start",)


def test_evidence_by_object_and_by_identifier() -> None:
    spell = cica.memberships("KOR", "cica", role="member")[0]
    assert cica.evidence(spell) == cica.evidence("cica-kor-member") == cica.evidence("memberships/cica-kor-member")
    assert {statement.field for statement in cica.evidence(spell, "start")} == {"start"}
    with pytest.raises(cica.NotFoundError, match="cica-kor-member"):
        cica.evidence("cica-kor-membr")
    with pytest.raises(cica.NotFoundError, match="did you mean 'summit-4'"):
        cica.evidence("meetings/summit4")
    with pytest.raises(cica.OptionError, match="'start'"):
        cica.evidence(spell, "strat")


def test_statements_agree_contradict_or_neither() -> None:
    answers = {s.value: cica.agrees(s) for s in cica.evidence("cica-tha-member", "start")}
    assert answers["2004"] is answers["[..2006-06-17]"] is Answer.YES
    assert answers["2006-06-17"] is Answer.NO
    assert (
        cica.agrees(cica.Statement("memberships", "cica-mng-member", "start", "2001-03", cica.sources()[0])) is Answer.UNDETERMINED
    )
    assert cica.agrees(cica.Statement("memberships", "cica-mng-member", "end", "2001", cica.sources()[0])) is Answer.UNDETERMINED


def test_members_of_an_organisation_whose_members_are_not_recorded() -> None:
    with pytest.raises(cica.NotFoundError, match="no memberships of IOM, only of "):
        cica.members("iom", on=2015)


def test_citation_names_version_and_day() -> None:
    assert cica.__version__ in cica.cite()
    assert str(RECORD.as_of) in cica.cite()
    assert cica.cite("bibtex").startswith("@misc{cica2026,")
    with pytest.raises(cica.OptionError):
        cica.cite("apa")


# The end of the record


def test_a_question_past_the_end_of_the_record_is_answered_with_a_warning() -> None:
    with pytest.warns(cica.BeyondRecordWarning, match="updated to 2026-04-14") as caught:
        assert len(cica.members(on="2030-01-01")) == 28
    assert caught[0].filename == __file__


def test_the_year_in_which_the_record_ends_needs_no_warning() -> None:
    assert cica.chair_in(RECORD.as_of.year).state.id == "AZE"


def test_threads_that_ask_first_at_once_get_the_same_objects() -> None:
    record = cica.Record(Bundled())
    barrier = threading.Barrier(8)

    def ask(_: int) -> tuple[object, ...]:
        barrier.wait()
        return record.members(), record.chair_in(2015), record.state("South Korea"), record.disputes(), record.timeline()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))
    assert all(answer == answers[0] for answer in answers)
    assert len({id(answer[1]) for answer in answers}) == 1


# Any record, any day


@given(some_days)
def test_every_query_answers_on_every_day(day: datetime.date) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cica.BeyondRecordWarning)
        for table in (
            cica.members(on=day), cica.observers(on=day), cica.partners(on=day), cica.memberships(on=day),
            cica.chairmanships(on=day), cica.officers(on=day), cica.seats(on=day), cica.meetings(on=day),
        ):  # fmt: skip
            assert not set(table.ids) & set(table.undetermined.ids)
            assert repr(table)
            assert table._repr_html_().startswith("<table")
        for ask in (cica.chair, cica.seat):
            with contextlib.suppress(cica.UndeterminedError, cica.NotFoundError):
                assert ask(on=day).period.contains(day) is Answer.YES


@given(st.dates(datetime.date(1992, 1, 1), RECORD.as_of))
def test_members_are_what_a_scan_of_the_spells_says(day: datetime.date) -> None:
    spells = [s for s in cica.memberships(organisation="cica", role="member") if isinstance(s.member, cica.State)]
    certain = {s.member.id for s in spells if s.period.contains(day) is Answer.YES}
    undetermined = {s.member.id for s in spells if s.period.contains(day) is Answer.UNDETERMINED}
    members = cica.members(on=day)
    assert set(members.ids) == certain
    assert set(members.undetermined.ids) == undetermined


@given(st.dates(datetime.date(1992, 1, 1), RECORD.as_of), st.dates(datetime.date(1992, 1, 1), RECORD.as_of))
def test_timeline_holds_what_falls_in_the_stretch(one: datetime.date, other: datetime.date) -> None:
    first, last = sorted((one, other))
    events = cica.timeline(first, last)
    assert all(event.date.touches(f"[{first}..{last}]") is Answer.YES for event in events)
    whole = cica.timeline()
    out = set(whole.ids) - set(events.ids) - set(events.undetermined.ids)
    assert all(whole[name].date.touches(f"[{first}..{last}]") is Answer.NO for name in out)


def test_timeline_has_every_dated_fact_in_order() -> None:
    timeline = cica.timeline()
    assert not timeline.undetermined
    keys = [event.date.sort_key for event in timeline]
    assert keys == sorted(keys)
    titles = [event.title for event in cica.timeline("2006-06-17", "2006-06-17")]
    assert "South Korea becomes a member of CICA" in titles


def test_timeline_refuses_an_end_before_the_start() -> None:
    with pytest.raises(cica.DateError, match="ends before"):
        cica.timeline("2012", "2011")


@pytest.mark.parametrize("name", [name for name in cica.__all__ if name in RECORD.__dir__() and name.islower()])
def test_module_functions_are_the_methods_of_the_bundled_record(name: str) -> None:
    assert getattr(cica, name) == getattr(RECORD, name)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: cica.members("cicca"), "did you mean cica"),
        (lambda: cica.members(on="yesterday"), "'yesterday' is not a date"),
        (lambda: cica.meetings(kind="summits"), "did you mean 'summit'"),
        (lambda: cica.meetings(status="planned"), "'held', 'unknown'"),
        (lambda: cica.memberships(role="chair"), "'member', 'observer'"),
        (lambda: cica.document("almaty"), "almaty-act"),
        (lambda: cica.principle("interference"), "non-interference"),
        (lambda: cica.meeting("summit-44"), "summit-4"),
        (lambda: cica.measures("military"), "'military-political'"),
        (lambda: cica.officers(title="Secretary"), "'Secretary General'"),
        (lambda: cica.attendances("summit-4", party="Wakanda"), "no state or organisation is called 'Wakanda'"),
        (lambda: cica.organisation("Hogwarts"), "no organisation of the record is called 'Hogwarts'"),
        (lambda: cica.state_names(language="xx"), "language='xx': accepted are 'ar'"),
    ],
)
def test_bad_input_gets_a_message_that_helps(call: object, message: str) -> None:
    assert callable(call)
    with pytest.raises((LookupError, ValueError)) as error:
        call()
    assert message in str(error.value)


def test_objects_are_frozen_hashable_and_picklable() -> None:
    for item in (
        cica.state("KOR"),
        cica.summit(4),
        cica.chair_in(2015),
        cica.memberships("KOR", "cica")[0],
        cica.document("almaty-act"),
    ):
        assert isinstance(item, Entity)
        assert pickle.loads(pickle.dumps(item)) == item
        assert len({item, item}) == 1
        with pytest.raises(AttributeError):
            item.id = "other"  # type: ignore[misc]
        assert not hasattr(item, "__dict__")


def test_references_are_objects() -> None:
    membership = cica.memberships("KOR", "cica", role="member")[0]
    assert membership.member is cica.state("KOR")
    assert membership.organisation is cica.organisation("cica")
    assert membership.meeting is cica.summit(2)
    assert cica.summit(4).plans[0] in cica.summit(4).plans
