"""Two times: what was known on a day, and what changed between two days."""

from __future__ import annotations

import contextlib
import datetime
import inspect
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from conftest import TINY, Rows, known, known_days, tried, write_package
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica import Answer, Date, DateError, Record
from cica.model.sources import SourceKind
from cica.package.checking import check
from cica.package.known import REMARKS
from cica.package.rows import TABLES

RECORD = cica.load()
BEGINNING = datetime.date(1992, 10, 5)


def cells(record: Record) -> dict[tuple[str, str, str], str]:
    """Every cell of a record, by table, row and column."""
    rows = record._package.rows
    return {(table, key, name): cell for table in TABLES for key, (_, row) in rows(table).items() for name, cell in row.items()}


# Days that the evidence tells of


def test_known_on_the_day_of_the_founding_briefing() -> None:
    then = cica.as_known("2015-03-01")
    assert then.as_of == datetime.date(2015, 3, 1)
    assert len(then.members()) == 26
    states = [party.id for party in then.observers() if isinstance(party, cica.State)]
    assert states == ["IDN", "JPN", "LKA", "MYS", "PHL", "UKR", "USA"]
    turkey, china = then.chairmanships()[1:]
    assert (turkey.state.name, str(turkey.start), str(turkey.end)) == ("Turkey", "2010-06-08", "[2014-05-20..2014-05-21]")
    assert (china.state.id, str(china.start), str(china.end), china.closing) == ("CHN", "[2014-05-20..2014-05-21]", "2016", None)
    assert then.summits().ids == ("summit-1", "summit-2", "summit-3", "summit-4")
    assert then.summits().undetermined.ids == ("summit-5",)
    due = then.summit(5).plans[-1]
    assert (str(due.due), due.city, due.country) == ("2018", "", None)
    with pytest.raises(cica.NotFoundError, match="the record has 1 to 5"):
        then.summit(6)
    with pytest.raises(cica.NotFoundError):
        then.document("astana-statement")


def test_the_move_of_the_secretariat_as_known_before_and_after() -> None:
    assert cica.as_known("2014-06-01").seat().city == "Almaty"
    assert "seat-move-agreed" in cica.as_known("2014-06-01").milestones()
    assert "secretariat-moved" not in cica.as_known("2014-06-01").milestones()
    # The founding briefing has it in Almaty still; better sources date the move to September 2014, see the page on that briefing.
    assert cica.as_known("2015-03-01").seat().city == "Astana"
    assert cica.as_known("2015-03-01").organisation("cica").city == "Astana"


def test_known_before_the_first_summit() -> None:
    then = cica.as_known("2001-10-15")
    assert not then.summits()
    due = then.summit(1).plans[-1]
    assert str(due.due) == "2001-11-08/2001-11-10"
    assert due.city == "Almaty"
    assert len(then.members()) == 16


def test_known_before_turkey_took_the_chair() -> None:
    then = cica.as_known("2010-01-01")
    assert then.chair().state.id == "KAZ"
    turkey = then.chairmanships()["turkey-2010"]
    assert turkey.start.within(2010) is Answer.YES
    assert str(turkey.end) == "2012"
    assert (turkey.opening, turkey.persons, turkey.theme) == (None, (), "")
    with pytest.warns(cica.BeyondRecordWarning):
        assert then.chair_in(2011) is turkey


def test_known_in_2020_and_2024() -> None:
    then = cica.as_known("2020-06-01")
    assert (then.chair().state.id, str(then.chair().end)) == ("TJK", "[2020-06-02..2020-12-31]")
    assert str(then.chairmanships()["kazakhstan-2020"].end) == "2022"
    assert then.officers(title="Executive Director", on=then.as_of).ids == ("mirzozoda-executive-director",)
    assert then.state("TUR").name == "Turkey"
    then = cica.as_known("2024-10-01")
    assert (then.chair().state.id, str(then.chair().end)) == ("KAZ", "2024-11-11")
    assert (then.chairmanships()["azerbaijan-2024"].state.id, len(then.members())) == ("AZE", 28)
    assert then.meeting("ministerial-7").plans[-1].city == "Baku"
    assert then.state("TUR").name == "Türkiye"


def test_organisations_and_organs_have_the_names_of_the_time() -> None:
    then = cica.as_known("2001-01-01")
    assert then.organisation("oic").name == "Organization of the Islamic Conference"
    assert then.organisation("bimstec").abbreviation == "BIMST-EC"
    assert cica.as_known("1994-06-01").organisation("osce").abbreviation == "CSCE"
    assert cica.as_known("2022-10-12").bodies()["ministerial-council"].name == "Meeting of Ministers of Foreign Affairs"
    assert cica.as_known("2022-10-13").bodies()["ministerial-council"].name == "Ministerial Council"


def test_what_is_not_held_yet_is_no_error() -> None:
    then = cica.as_known("1992-10-05")
    assert (len(then.members()), len(then.observers()), len(then.meetings())) == (0, 0, 1)
    assert len(cica.as_known("1900-01-01").timeline(1900)) == 0


def test_later_statements_are_gone() -> None:
    then = cica.as_known("2015-03-01")
    published = [source.published for source in then.sources()]
    assert all(day is not None and day.latest is not None and day.latest <= then.as_of for day in published)
    assert {s.source.id for s in then.evidence("summit-4")} <= set(then.sources().ids)
    assert len(then.evidence("cica-tha-member")) < len(cica.evidence("cica-tha-member"))
    for dispute in then.disputes():
        assert dispute.opposing or len({statement.value for statement in dispute.supporting}) > 1


def test_a_name_that_was_borne_is_short_until_it_ends_and_has_the_sources_of_the_time() -> None:
    for day, kind in (("1996-01-01", "short"), ("1997-05-16", "short"), ("1997-05-17", "former")):
        then = cica.as_known(day)
        zaire = next(name for name in then.state_names("COD") if name.name == "Zaire")
        assert (zaire.kind, zaire.end is None) == (kind, kind == "short")
        known = set(then.sources().ids)
        for name in then.state_names("COD"):
            assert set(name.sources) <= known
    assert not any(name.sources for name in cica.as_known("1900-01-01").state_names())


# Any day


@tried(40)
@given(known_days, known_days)
def test_knowledge_only_grows(one: datetime.date, other: datetime.date) -> None:
    first, last = sorted((one, other))
    before, after = known(first), known(last)
    for table in TABLES:
        assert set(before._package.rows(table)) <= set(after._package.rows(table)), table
    assert not [change for change in after.diff(before) if change.kind == "removed"]


def occasions() -> Iterator[datetime.date]:
    """Every day on which a dated fact of the record came to be known, or a source was published."""
    for (_, _, name), cell in cells(RECORD).items():
        if name not in REMARKS:
            with contextlib.suppress(DateError):
                latest = Date(cell).latest
                if latest is not None:
                    yield latest


OCCASIONS = sorted(set(occasions()))


@tried(40)
@given(known_days, st.integers(1, 40))
def test_what_was_known_is_revised_by_what_came_to_be_known(first: datetime.date, stretch: int) -> None:
    last = min(first + datetime.timedelta(stretch), RECORD.as_of)
    before, after = known(first), known(last)
    if not any(first < day <= last for day in OCCASIONS):
        changes = [change for change in after.diff(before) if not change.old.startswith("[") and not change.new.startswith("[")]
        assert not changes
    for change in after.diff(before, table="chairmanships"):
        if change.kind == "revised" and change.field in ("start", "end") and change.old and change.new:
            terms = after.chairmanships()[change.row].terms
            decided = any(first < day <= last for term in terms for day in [term.decided.latest] if day)
            scheduled = Date(change.old).latest
            overdue = scheduled is None or scheduled <= last
            earliest = Date(change.new).earliest  # what may have come by the first day counts as known from its last possible day
            perhaps = earliest is None or earliest <= first
            assert decided or overdue or perhaps or Date(change.new).within(change.old) is Answer.YES, change


@tried(40)
@given(known_days)
def test_nothing_in_it_is_later_than_the_day(day: datetime.date) -> None:
    then = known(day)
    to_come = {("plans", "due"), ("terms", "until"), ("chairmanships", "start"), ("chairmanships", "end")}
    for (table, key, name), cell in cells(then).items():
        if (table, name) not in to_come and name in {"start", "end", "adopted", "date", "launched", "established", "announced"}:
            earliest = Date(cell).earliest
            assert earliest is None or earliest <= day, (table, key, name)
    for meeting in then.meetings(status="held"):
        assert meeting.end is None or meeting.end.latest is None or meeting.end.latest <= day


@tried(40)
@given(known_days, known_days)
def test_known_of_known_is_known_on_the_earlier_day(one: datetime.date, other: datetime.date) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cica.BeyondRecordWarning)
        assert known(one).as_known(other) == known(min(one, other))


def test_known_on_the_last_day_is_the_record() -> None:
    assert RECORD.as_known(RECORD.as_of) == RECORD
    assert hash(RECORD.as_known(RECORD.as_of)) == hash(RECORD)
    assert not cica.diff(RECORD.as_of)
    assert RECORD.as_known("2015-03-01") != RECORD
    with pytest.warns(cica.BeyondRecordWarning, match="updated to 2026-04-14"):
        assert RECORD.as_known("2030") == RECORD


@tried(40)
@given(known_days, known_days)
def test_every_query_answers_on_every_known_record(day: datetime.date, on: datetime.date) -> None:
    then = known(day)
    check(then._package)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cica.BeyondRecordWarning)
        for name, query in inspect.getmembers(then, inspect.ismethod):
            parameters = inspect.signature(query).parameters
            if name in ("member_years", "cite") or name.startswith("_") or any(p.default is p.empty for p in parameters.values()):
                continue
            with contextlib.suppress(cica.NotFoundError, cica.UndeterminedError):
                assert repr(query())
            if "on" in parameters and name != "organisations":
                with contextlib.suppress(cica.NotFoundError, cica.UndeterminedError):
                    assert repr(query(on=on))
        assert repr(then.member_years("KAZ"))
        assert repr(then.dyad_years("KAZ", "KGZ"))
        assert repr(then.overlap("cica", "osce", on=on))
        assert repr(then.shared_organisations("ISR", "IRN", on=on))
        assert repr(then.joint_memberships("ISR", "IRN"))
        assert repr(then.organisations(member="KAZ", on=on))
        assert then.cite().count("as known on") == (day < RECORD.as_of)


@tried(40)
@given(known_days)
def test_objects_of_one_record_are_understood_by_another(day: datetime.date) -> None:
    then = known(day)
    kazakhstan = cica.state("KAZ")
    assert then.memberships(kazakhstan) == then.memberships("KAZ")
    assert then.memberships(organisation=cica.organisation("cica")) == then.memberships(organisation="cica")
    if then.summits():
        assert then.attendances(cica.summit(1)) == then.attendances("summit-1")


def test_an_object_that_was_not_known_yet() -> None:
    then = cica.as_known("2015-03-01")
    with pytest.raises(cica.NotFoundError, match="no 'summit-6' in meetings"):
        then.attendances(cica.summit(6))


def test_a_day_that_is_none() -> None:
    with pytest.raises(DateError, match="open on a side"):
        cica.as_known("[2015-03-01..]")
    assert cica.as_known(2015) == cica.as_known("2015-12-31")


def test_a_package_from_elsewhere_is_known_on_a_day_too(tiny: Path) -> None:
    record = cica.load(tiny)
    assert record.as_known("2001-12-31").members().ids == ("AAA",)
    assert record.as_known("2001-06-01").members().ids == ()
    assert record.as_known(record.as_of).members() == record.members()


# What changed


def test_changes_name_the_statement_behind_them() -> None:
    changes = cica.diff("2018-09-23", "2018-09-24")
    end = changes["chairmanships/china-2014/end"]
    assert (end.kind, end.old, end.new) == ("revised", "[2018-09-24..2018-09-30]", "2018-09-24")
    assert end.statement is not None
    assert end.statement.row == "china-2014"
    assert changes["officers/mirzozoda-executive-director/start"].kind == "added"
    extended = cica.diff("2012-04-01", "2012-04-02")["chairmanships/turkey-2010/end"]
    assert (extended.old, extended.new) == ("[2012-04-02..2012-12-31]", "2014")
    assert extended.statement is not None
    assert extended.statement.table == "terms"


def test_changes_in_one_table() -> None:
    changes = cica.diff("2014-05-19", "2014-05-20", table="memberships")
    assert [(c.kind, c.row) for c in changes if c.kind == "added"] == [
        ("added", "cica-qat-member"),
        ("added", "cica-bgd-member"),
        ("added", "cica-sco-partner"),
    ]
    assert [c.row for c in changes if c.kind == "revised"] == ["cica-qat-observer", "cica-bgd-observer"]
    assert all(change.table == "sources" for change in cica.diff("2014-05-19", "2014-05-20", table="sources"))
    with pytest.raises(cica.OptionError, match="'chairmanships'"):
        cica.diff("2014", "2015", table="chairs")


def test_changes_between_two_versions_of_a_package(tmp_path: Path) -> None:
    memberships = TINY["memberships"]
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    old = cica.load(write_package(tmp_path / "old", {**TINY, "memberships": memberships[:2]}))
    revised = [{**memberships[0], "start": "2001-02-03"}, {**memberships[1], "id": "cica-bbb-member-2"}]
    new = cica.load(write_package(tmp_path / "new", {**TINY, "memberships": revised}))
    assert [(c.kind, c.row, c.field, c.old, c.new) for c in cica.diff(old, new)] == [
        ("revised", "cica-aaa-member", "start", "2001", "2001-02-03"),
        ("added", "cica-bbb-member-2", "start", "", "2002"),
        ("removed", "cica-bbb-member", "start", "2002", ""),
    ]
    assert new.diff(old) == cica.diff(old, new)


def test_remarks_are_compared_between_versions_and_not_between_days(tmp_path: Path) -> None:
    records: list[Record] = []
    for note in ("It says so.", "It says no more."):
        folder = tmp_path / str(len(records))
        folder.mkdir()
        rows = [{**row, "note": note} for row in TINY["memberships"]]
        records.append(cica.load(write_package(folder, {**TINY, "memberships": rows})))
    old, new = records
    changed = {("cica-aaa-member", "note"), ("cica-bbb-member", "note")}
    assert {(c.row, c.field) for c in cica.diff(old, new)} == changed
    assert {(c.row, c.field) for c in cica.diff(old, new.as_known(new.as_of))} == changed
    day = new.as_of - datetime.timedelta(1)
    for changes in (cica.diff(old.as_known(day), new), cica.diff(old, new.as_known(day))):
        assert not {(c.row, c.field) for c in changes} & changed


@tried(40)
@given(known_days, known_days)
def test_changes_turn_the_earlier_record_into_the_later(one: datetime.date, other: datetime.date) -> None:
    before, after = known(one), known(other)
    old, new = cells(before), cells(after)
    shown = {(c.table, c.row, c.field): (c.old, c.new) for c in cica.diff(before, after)}
    for place, values in shown.items():
        assert (old.get(place, ""), new.get(place, "")) == values
    for place in old.keys() & new.keys():
        table, _, name = place
        if old[place] != new[place] and name not in (*REMARKS, "sources") and table not in ("sources", "statements", "disputes"):
            assert place in shown


def test_histories_are_in_order() -> None:
    for chair in cica.chairmanships():
        assert [term.decided.latest for term in chair.terms] == sorted(term.decided.latest or RECORD.as_of for term in chair.terms)
    for meeting in cica.meetings():
        assert [p.announced.latest for p in meeting.plans] == sorted(p.announced.latest or RECORD.as_of for p in meeting.plans)


def test_every_table_has_a_rule_for_when_its_rows_are_known() -> None:
    from cica.package.known import SINCE, TIMELESS

    assert set(SINCE) | set(TIMELESS) == set(TABLES)


ABOUT = ("sources", "statements")
SAID: dict[str, Rows] = {
    "sources": [{"id": "gazette", "publisher": "Gazette", "title": "Members", "kind": "official"}],
    "statements": [{"table": "memberships", "row": "cica-aaa-member", "field": "start", "value": "2001", "source": "gazette"}],
}


def test_changes_of_facts_are_not_changes_of_what_is_said_of_them(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    one, other = cica.load(write_package(tmp_path / "one", TINY)), cica.load(write_package(tmp_path / "other", {**TINY, **SAID}))
    assert not other.diff(one)
    assert {change.table for table in ABOUT for change in other.diff(one, table=table)} == set(ABOUT)


def test_the_statement_behind_a_change_is_the_most_exact_official_and_early() -> None:
    ranked = get_args(SourceKind)
    choices = 0
    for change in cica.diff(BEGINNING):
        if (behind := change.statement) is None:
            continue
        same = [s for s in RECORD._statements(change.table, change.row, change.field) if s.value == change.new]
        if same:
            assert behind.value == change.new
            kinds = [ranked.index(s.source.kind) for s in same]
            assert ranked.index(behind.source.kind) == min(kinds)
            rivals = [s for s in same if s.source.kind == behind.source.kind]
            choices += len(rivals) > 1
            if dated := [s.source.published for s in rivals if s.source.published]:
                assert behind.source.published is not None
                assert behind.source.published.sort_key == min(date.sort_key for date in dated)
    assert choices > 100


def test_what_came_is_shown_by_what_dates_it_or_else_by_its_name() -> None:
    for change in cica.diff(BEGINNING):
        if change.kind == "added":
            assert change.new or change.field == "id", change


def test_a_line_as_known_is_compared_with_the_line_of_today() -> None:
    line = cica.as_known("2015-03-01").continued()
    assert line._whole == cica.continued()
    changed = {change.field for change in cica.continued().diff(line)}
    assert changed
    assert not changed & {*REMARKS, "sources"}
