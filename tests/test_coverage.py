"""How complete the record is, who came, and what stands below the ministers."""

from __future__ import annotations

import datetime
import json
import pickle
from pathlib import Path

import pytest
from conftest import TINY, known, known_days, tried, write_package
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica import Answer, Date
from cica.cli import main

RECORD = cica.load()
HELD = [meeting for meeting in RECORD.meetings(status="held") if meeting.kind != "proposal"]


# What is held, counted again from the objects


def objects(table: str) -> list[cica.Entity]:
    tables: dict[str, list[cica.Entity]] = {
        "meetings": list(RECORD.meetings(status="held")),
        "documents": list(RECORD.documents()),
        "bodies": list(RECORD.bodies()),
        "measures": list(RECORD.measures(level=None)),
        "activities": list(RECORD.activities()),
        "attendances": list(RECORD.attendances()),
        "resources": list(RECORD.resources()),
        "officers": list(RECORD.officers()),
        "memberships": list(RECORD.memberships()),
        "applications": list(RECORD.applications()),
    }
    return tables[table]


def text_of(item: cica.Entity, column: str) -> str:
    value: object = getattr(item, column)
    return value.id if isinstance(value, cica.Entity) else str(value)


@pytest.mark.parametrize("coverage", RECORD.coverage(), ids=RECORD.coverage().ids)
def test_what_is_held_is_what_the_record_has(coverage: cica.Coverage) -> None:
    if coverage.table not in (
        "meetings",
        "documents",
        "bodies",
        "measures",
        "activities",
        "attendances",
        "resources",
        "memberships",
    ):
        return
    dated = {"meetings": "end", "activities": "end"}.get(coverage.table)
    found = [
        item
        for item in objects(coverage.table)
        if all(text_of(item, column) in values for column, values in coverage.conditions.items())
    ]
    if coverage.start or coverage.end:
        assert dated, coverage
        first = coverage.start.earliest if coverage.start else datetime.date.min
        last = coverage.end.latest if coverage.end else datetime.date.max
        assert first
        assert last
        dates: list[Date] = [date for item in found if (date := getattr(item, dated)) is not None]
        found = found[: sum(bool(d.earliest and d.latest and first <= d.earliest and d.latest <= last) for d in dates)]
    assert coverage.held == len(found)


@tried(40)
@given(known_days)
def test_a_count_is_known_once_a_source_states_it_and_more_is_held_later(day: datetime.date) -> None:
    for coverage in known(day).coverage():
        now = RECORD.coverage()[coverage.id]
        assert (coverage.held or 0) <= (now.held or 0)
        if coverage.counted is not None and day < RECORD.as_of:
            published = [s.source.published for s in known(day).evidence(coverage, "counted")]
            assert any(date and date.latest and date.latest <= day for date in published), coverage


def test_the_count_of_the_executive_director_is_not_known_before_he_made_it() -> None:
    assert "meetings-soc-swg-2007-2019" not in cica.as_known("2019-12-17").coverage()
    assert "meetings-soc-swg-2007-2019" in cica.as_known("2019-12-18").coverage()


def test_only_what_was_asked_for() -> None:
    assert {c.table for c in cica.coverage("meetings")} == {"meetings"}
    assert cica.coverage("attendances", "summit-6").ids == ("attendances-summit-6",)
    assert "meetings-think-tank-forum" in cica.coverage("meetings", "think-tank-forum")
    with pytest.raises(cica.OptionError, match="did you mean 'meetings'"):
        cica.coverage("meeting")
    with pytest.raises(cica.OptionError, match="did you mean 'senior-officials'"):
        cica.coverage("meetings", "senior-official")


def test_a_table_says_it_wherever_it_is_shown() -> None:
    sessions = cica.meetings("working-group")
    assert sessions.coverage.startswith("Coverage: not complete; ")
    assert " of 42 sessions " in sessions.coverage
    for table in (sessions, sessions[:3], pickle.loads(pickle.dumps(sessions))):
        assert table.coverage == sessions.coverage
        assert " ".join(repr(table).split()).endswith(sessions.coverage)
        assert sessions.coverage in table._repr_html_()
    assert sessions == cica.Table(sessions)  # it is no part of what a table holds
    assert not cica.Table(sessions).coverage
    assert cica.members().coverage == ""  # of an organisation, its own coverage says it


def test_a_package_without_coverage_says_nothing(tiny: Path) -> None:
    record = cica.load(tiny)
    assert not record.coverage()
    assert record.memberships().coverage == ""


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"table": "meeting"}, "coverage.csv, row 2, field table: there is no table 'meeting'"),
        ({"where": "sort=summit"}, "coverage.csv, row 2, field where: there is no 'sort' in memberships"),
        ({"where": "member"}, "coverage.csv, row 2, field where: 'member' is not a column, an equals sign and a value"),
        ({"extent": "whole"}, "coverage.csv, row 2, field extent: 'whole': accepted are 'complete', 'partial', 'undetermined'"),
        ({"counted": "many"}, "coverage.csv, row 2, field counted: 'many'"),
    ],
)
def test_a_wrong_statement_on_coverage_is_refused(tmp_path: Path, changed: dict[str, str], message: str) -> None:
    row = {"id": "all", "name": "memberships", "table": "memberships", "extent": "complete", "where": "role=member", "counted": "2"}
    good = write_package(tmp_path, {**TINY, "coverage": [row]})
    assert cica.load(good).coverage()[0].held == 2
    with pytest.raises(cica.PackageError) as raised:
        cica.load(write_package(tmp_path, {**TINY, "coverage": [row | changed]}))
    assert message in str(raised.value)


def test_a_meeting_of_an_organ_that_is_not_there_is_refused(tmp_path: Path) -> None:
    row = {"id": "one", "kind": "advisory", "name": "One", "status": "held", "start": "2001", "end": "2001", "body": "club"}
    with pytest.raises(cica.PackageError, match=r"meetings.csv, row 2, field body: there is no 'club' in bodies"):
        cica.load(write_package(tmp_path, {**TINY, "meetings": [row]}))


# Who came


@given(st.sampled_from(HELD))
def test_everybody_who_may_have_come_is_attested_or_undetermined(meeting: cica.Meeting) -> None:
    found = cica.attendances(meeting)
    came = {a.party.id for a in found}
    open_ = [a.party.id for a in found.undetermined]
    assert len(open_) == len(set(open_))
    assert not came & set(open_)
    assert all(a.level is None and a.meeting is meeting and not a.person for a in found.undetermined)
    assert all(a.level is not None for a in found)
    assert meeting.days is not None
    if meeting.kind in ("troika", "preparatory", "decision", "other"):
        assert not open_
        return
    last = min(meeting.days.latest or RECORD.as_of, RECORD.as_of)
    came |= {a.party.id for a in cica.attendances(meeting, level="absent")}
    belonging = {*cica.members(on=last).ids, *cica.members(on=last).undetermined.ids, *cica.observers(on=last).ids}
    assert belonging <= came | set(open_)
    if meeting.days.precision in ("day", "event"):
        assert set(open_) <= belonging | set(cica.observers(on=last).undetermined.ids)
    members = [a for a in (*found, *found.undetermined) if a.role == "member"]
    attested = sum(a.role == "member" for a in found)
    if members and meeting.days.precision in ("day", "event"):
        absent = len(cica.attendances(meeting, level="absent"))
        most = len(members) + absent
        least = most - len({*cica.members(on=last).undetermined.ids} & set(open_))
        assert f"{attested} of {least if least == most else f'{least} to {most}'} members attested" in found.coverage


def test_the_sixth_summit() -> None:
    found = cica.attendances("summit-6")
    assert len([a for a in (*found, *found.undetermined) if a.role == "member"]) == 28
    assert "summit-6-jor" in found.undetermined.ids
    assert str(found.undetermined["summit-6-jor"]) == "Jordan"


def test_nobody_came_is_no_attendance_and_no_doubt() -> None:
    bangkok = cica.attendances("swg-2007-03")
    absent = cica.attendances("swg-2007-03", level="absent")
    assert absent.ids == ("swg-2007-03-afg", "swg-2007-03-pse")
    assert not set(absent.ids) & {*bangkok.ids, *bangkok.undetermined.ids}
    assert bangkok.coverage == "Coverage: 16 of 18 members attested, 2 absent; 3 of 11 observers attested."
    assert str(absent[0]).endswith("nobody")
    assert not absent.undetermined
    with pytest.raises(cica.OptionError, match="'absent', 'deputy'"):
        cica.attendances(level="absentee")


def test_of_what_is_for_some_nobody_is_undetermined() -> None:
    for kind in ("troika", "decision", "preparatory", "other"):
        assert not any(cica.attendances(meeting).undetermined for meeting in cica.meetings(kind))


def test_who_presided_came() -> None:
    for meeting in (*cica.summits(), *cica.ministerials()):
        came = {a.party.id: a.person for a in cica.attendances(meeting)}
        if (
            len(meeting.chairs) == len(meeting.chaired_by) and meeting.id != "informal-ministerial-2011"
        ):  # whose chair has no statement
            for state, person in zip(meeting.chairs, meeting.chaired_by, strict=True):
                assert came[state.id].split()[-1].lower()[:4] == person.split()[-1].lower()[:4], meeting


def test_nobody_comes_twice() -> None:
    rows = [(a.meeting.id, a.party.id) for a in RECORD._package.all(cica.Attendance)]
    assert len(set(rows)) == len(rows)


def test_an_announcement_alone_is_said() -> None:
    for attendance in cica.attendances():
        said = cica.evidence(attendance)
        if said and all("nnounced" in statement.note for statement in said):
            assert "nnounced" in attendance.note, attendance


def test_one_party_over_all_meetings() -> None:
    korea = cica.attendances(party="KOR")
    held: list[cica.Meeting] = [*cica.summits(), *cica.ministerials()]
    since = Date("1993-08")
    there = [m for m in held if m.days and (m.days < since) is Answer.NO]
    assert len({a.meeting.id for a in (*korea, *korea.undetermined)} & {m.id for m in there}) == len(there)
    assert "times as member attested" in korea.coverage
    assert cica.attendances("summit-7").undetermined == cica.Table(())  # not known to have been held


@tried(40)
@given(known_days)
def test_who_came_as_known_earlier(day: datetime.date) -> None:
    then = known(day)
    for meeting in (*then.summits(), *then.ministerials()):
        found = then.attendances(meeting)
        assert not {a.party.id for a in found} & {a.party.id for a in found.undetermined}


# Below the ministers


def test_activities_below_an_entry_of_the_catalogue() -> None:
    whole = cica.activities("economic")
    assert {a.id for a in cica.activities("tourism")} < {a.id for a in whole}
    assert all(a.measure and a.measure.dimension.id == "economic" for a in whole)
    assert cica.activities(cica.measures(level="area")["tourism"]) == cica.activities("tourism")
    with pytest.raises(cica.NotFoundError, match="among 57 entries of the catalogue; did you mean 'tourism'"):
        cica.activities("turism")
    for wrong in (cica.state("KAZ"), cica.summit(1)):
        with pytest.raises(cica.NotFoundError, match="wanted is one of measures"):
            cica.activities(wrong)  # type: ignore[arg-type]
        with pytest.raises(cica.NotFoundError, match="wanted is one of bodies"):
            cica.meetings(body=wrong)  # type: ignore[arg-type]
    with pytest.raises(cica.NotFoundError, match="wanted is one of states"):
        cica.applications(cica.summit(1))  # type: ignore[arg-type]
    nothings: list[object] = [None, 5, []]
    for nothing in nothings:
        with pytest.raises(cica.NotFoundError, match="is no fact: give an object of the record"):
            cica.evidence(nothing)  # type: ignore[arg-type]
    with pytest.raises(cica.NotFoundError):
        cica.activities(organiser="Atlantis")


def test_what_began_on_a_day_was_there_on_that_day() -> None:
    assert "chn-agri-2023" in cica.activities(on="2023-05-18")
    assert "chn-agri-2023" in cica.activities(on="2023-06-01").undetermined
    assert "soc-2019-06" in cica.meetings(on="2019-06-13")
    assert "soc-2019-06" in cica.meetings(on="2019-06-14").undetermined
    assert "prep-1993-08" in cica.meetings(on="1993-09")
    assert "soc-2025-07" not in cica.meetings(on="2019-06-14").undetermined
    assert cica.meetings(status="unknown", on=2016).ids == ("yc-2",)
    assert "summit-7" in cica.meetings(status="unknown", on="[2026-01-01..2026-12-31]")


@given(st.dates(datetime.date(1992, 1, 1), datetime.date(2026, 4, 14)), st.integers(0, 900))
def test_meetings_of_a_stretch_are_those_with_a_day_in_it(first: datetime.date, more: int) -> None:
    last = min(first + datetime.timedelta(days=more), RECORD.as_of)
    found = cica.meetings(on=Date.between(first, last), status="held")
    for meeting in HELD:
        assert meeting.start
        assert meeting.end
        least, most = meeting.start.earliest or datetime.date.min, meeting.end.latest or datetime.date.max
        if first <= least and most <= last:
            assert meeting.id in found, meeting
        elif last < least or most < first:
            assert meeting.id not in found, meeting
            assert meeting.id not in found.undetermined, meeting
        elif meeting.start.precision == meeting.end.precision == "day":
            assert meeting.id in found, meeting
        elif meeting.start == meeting.end:
            assert meeting.id in found.undetermined, meeting


def test_activities_in_a_stretch_of_days() -> None:
    assert cica.activities(organiser="TUR", on="2021-12-01").ids == ("tur-basic-2021",)
    assert "milpol-2024" in cica.activities(on="2024-05").undetermined.ids
    assert not cica.activities(on=1993)
    for activity in cica.activities():
        assert (activity.end < activity.start) is not Answer.YES
        assert activity.days.latest is None or activity.end.latest == activity.days.latest


def test_an_application_is_pending_until_it_is_decided() -> None:
    saudi = cica.applications("SAU")[0]
    assert (saudi.outcome, str(saudi.decided), saudi.membership) == ("granted", "2023-12-26", cica.memberships("SAU", "cica")[0])
    then = cica.as_known("2023-12-20").applications("SAU")[0]
    assert (then.outcome, then.decided, then.membership) == ("pending", None, None)
    assert cica.applications(outcome="pending").ids == ("morocco-observer",)
    with pytest.raises(cica.OptionError, match="'granted', 'pending'"):
        cica.applications(outcome="refused")


def test_money_and_staff() -> None:
    assert {r.kind for r in cica.resources(state="KOR")} == {"contribution"}
    assert [str(r.date) for r in cica.resources("budget")][-1] == "2025-12-17"
    assert len(cica.resources()) == sum(len(cica.resources(k)) for k in {r.kind for r in cica.resources()})
    with pytest.raises(cica.OptionError, match="'secondment'"):
        cica.resources("secondments")


def test_what_is_granted_is_decided_and_what_is_pending_is_not() -> None:
    for application in cica.applications():
        assert (application.outcome == "granted") == (application.decided is not None), application
        assert application.membership is None or application.membership.member is application.party
        assert (application.last_attested < application.first_attested) is not Answer.YES


def test_coverage_speaks_of_rows_that_there_can_be() -> None:
    rows = RECORD._package.rows
    for coverage in RECORD.coverage():
        for column, values in coverage.conditions.items():
            known_values = {row.get(column) for _, row in rows(coverage.table).values()}
            known_values |= set(rows("bodies")) if column == "body" else set()
            accepted = {"kind": ("meetings", "documents", "resources")}.get(column, ())
            assert set(values) <= known_values or coverage.table in accepted, coverage


def test_meetings_of_an_organ() -> None:
    forum = cica.bodies()["think-tank-forum"]
    assert cica.meetings(body=forum) == cica.meetings(body="think-tank-forum")
    assert [m.number for m in cica.meetings(body=forum)][-1] == 13
    assert not cica.meetings("summit", body=forum)
    assert len(cica.meetings(body="summit-council", status="held")) == len(cica.summits())
    with pytest.raises(cica.NotFoundError, match="did you mean 'youth-council'"):
        cica.meetings(body="youth-counsil")


def test_a_body_is_named_with_a_meeting_once_it_is_known() -> None:
    first = cica.as_known("2014-12-31").meeting("yc-informal-2014")
    assert (first.body, cica.meeting("yc-informal-2014").body) == ("", "youth-council")


def test_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "meetings", "working-group"]) == 0
    assert "meetings-soc-swg-2007-2019" in capsys.readouterr().out
    assert main(["coverage", "meetings", "--format", "json"]) == 0
    given_: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
    assert {item["id"] for item in given_["items"]} == set(cica.coverage("meetings").ids)
    assert main(["summits", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["coverage"] == "Coverage: complete."
    assert main(["coverage", "nothing"]) == 2
