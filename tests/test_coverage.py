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
        if coverage.counted is not None:
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
    last = meeting.days.latest or RECORD.as_of
    belonging = {*cica.members(on=last).ids, *cica.members(on=last).undetermined.ids, *cica.observers(on=last).ids}
    assert belonging <= came | set(open_)
    assert set(open_) <= belonging | set(cica.observers(on=last).undetermined.ids)
    members = [a for a in (*found, *found.undetermined) if a.role == "member"]
    attested = sum(a.role == "member" for a in found)
    if members:
        assert f"{attested} of {len(members)} members attested" in found.coverage


def test_the_sixth_summit() -> None:
    found = cica.attendances("summit-6")
    assert len([a for a in (*found, *found.undetermined) if a.role == "member"]) == 28
    assert "summit-6-jor" in found.undetermined.ids
    assert str(found.undetermined["summit-6-jor"]) == "Jordan"


def test_one_party_over_all_meetings() -> None:
    korea = cica.attendances(party="KOR")
    held: list[cica.Meeting] = [*cica.summits(), *cica.ministerials()]
    since = Date("1993-08")
    there = [m for m in held if m.days and (m.days < since) is Answer.NO]
    assert len(korea) + len(korea.undetermined) == len(there)
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
    with pytest.raises(cica.NotFoundError, match="did you mean 'tourism'"):
        cica.activities("turism")
    with pytest.raises(cica.NotFoundError):
        cica.activities(organiser="Atlantis")


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
