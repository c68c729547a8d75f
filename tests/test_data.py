"""Integrity of the bundled data package: valid, complete, sourced, and true to the classes."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import attrs
import frictionless
import pytest
from conftest import DATA

import cica
from cica import Answer, Date
from cica.model.documents import DocumentKind
from cica.model.entity import Entity
from cica.model.institutions import BodyKind, ResourceKind
from cica.model.meetings import MeetingKind
from cica.package.agreement import agreement
from cica.package.objects import class_of
from cica.package.rows import KEYS, TABLES

RECORD = cica.load()
PACKAGE = RECORD._package
DESCRIPTION: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES: dict[str, dict[str, Any]] = {resource["name"]: resource for resource in DESCRIPTION["resources"]}
# Names, state systems and what is no state carry their sources beside them, in a column of their own.
SOURCED = ("state_names", "state_systems", "dated_names", "predecessors", "other_entities", "other_names")
FACTS = [table for table in TABLES if table not in ("sources", "statements", "disputes", "coverage", "states", *SOURCED)]
# Identifiers of released rows that proved to be no fact; the changelog says why. They are not given again.
WITHDRAWN: dict[str, set[str]] = {}
ALL: dict[str, list[Entity]] = {table: list(PACKAGE.all(class_of(table))) for table in TABLES}


def dated() -> list[tuple[str, Entity, str, Date]]:
    """Every dated field of every fact."""
    found: list[tuple[str, Entity, str, Date]] = []
    for table in FACTS:
        for item in ALL[table]:
            for field in attrs.fields(type(item)):
                value: object = getattr(item, field.name)
                if isinstance(value, Date):
                    found.append((table, item, field.name, value))
    return found


def evidence() -> dict[tuple[str, str, str], list[cica.Statement]]:
    found: dict[tuple[str, str, str], list[cica.Statement]] = {}
    for statement in ALL["statements"]:
        assert isinstance(statement, cica.Statement)
        found.setdefault((statement.table, statement.row, statement.field), []).append(statement)
    return found


STATEMENTS = evidence()


def test_frictionless_finds_it_valid() -> None:
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.valid, report.to_summary()


@pytest.mark.parametrize("released", (Path(__file__).parent / "released.txt").read_text("utf-8").splitlines())
def test_identifiers_that_were_released_are_there(released: str) -> None:
    table, keys = released.split("\t")
    assert set(keys.split()) <= PACKAGE.rows(table).keys() | WITHDRAWN.get(table, set())


def test_the_description_lists_every_table_and_every_file() -> None:
    assert list(RESOURCES) == list(TABLES)
    assert {path.stem for path in DATA.glob("*.csv")} == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_columns_and_classes_agree(table: str) -> None:
    cls = class_of(table)
    columns = {field["name"]: field for field in RESOURCES[table]["schema"]["fields"]}
    fields = {field.name: field for field in attrs.fields(cls)}
    parts = {"plans", "terms"}
    derived = {field.name for field in attrs.fields(cls) if not field.init}
    if table == "former_states":  # of what every state has, codes of today do not apply to them
        derived |= {"alpha2", "numeric", "official_name", "region", "subregion"}
    if table == "disputes":
        derived |= {"adopted", "supporting", "opposing"}
    if table == "coverage":
        derived |= {"held"}
    assert set(columns) - {cls.owner} == set(fields) - parts - derived
    for name, column in columns.items():
        if name == cls.owner:
            continue
        field, constraints = fields[name], column.get("constraints", {})
        assert constraints.get("required", False) == (field.default is attrs.NOTHING), name
        kinds = [field.type, *get_args(field.type)]
        words = {word for kind in kinds for word in get_args(kind) if isinstance(word, str)}
        words |= {word for word in get_args(field.type) if isinstance(word, str)}
        assert set(constraints.get("enum", ())) == words, name
        assert (column["type"] == "integer") == (int in kinds), name
        assert column["description"].endswith("(EDTF)") == (Date in kinds), name


@pytest.mark.parametrize("table", TABLES)
def test_primary_keys_are_those_the_loader_uses(table: str) -> None:
    assert tuple(RESOURCES[table]["schema"]["primaryKey"]) == KEYS.get(table, ("id",))


@pytest.mark.parametrize("table", TABLES)
def test_files_are_plain_csv(table: str) -> None:
    content = (DATA / f"{table}.csv").read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    content.decode("utf-8")
    for _, row in PACKAGE.rows(table).values():
        for name, cell in row.items():
            assert cell == cell.strip(), (table, row, name)
            assert "  " not in cell, (table, row, name)


def test_identifiers_are_states_in_capitals_or_words_in_lower_case() -> None:
    for table, items in ALL.items():
        pattern = r"[A-Z]{3}" if table == "states" else r"[a-z0-9]+(-[a-z0-9]+)*"
        for item in items:
            if table not in KEYS:
                assert re.fullmatch(pattern, item.id), (table, item.id)


def test_every_dated_fact_has_a_statement_that_supports_it() -> None:
    lacking = [
        f"{table}/{item.id}/{name}={value}"
        for table, item, name, value in dated()
        if not any(agreement(s.value, str(value)) is Answer.YES for s in STATEMENTS.get((table, item.id, name), ()))
    ]
    assert not lacking


def identifiers(table: str) -> dict[str, str]:
    """The identifiers in Wikidata of a table, by row."""
    return {key: row["wikidata"] for key, (_, row) in PACKAGE.rows(table).items() if "wikidata" in row}


def test_every_state_has_an_identifier_in_wikidata_and_no_two_things_have_one() -> None:
    assert identifiers("states").keys() == PACKAGE.rows("states").keys()
    found = [identifiers(table) for table in ("states", "former_states", "organisations", "other_entities")]
    assert Counter(one for its in found for one in its.values()).most_common(1)[0][1] == 1
    assert all(found)


@pytest.mark.parametrize("table", ["former_states", "organisations"])
def test_an_identifier_in_wikidata_has_a_statement_that_supports_it(table: str) -> None:
    said = {row: {s.value for s in its} for (place, row, name), its in STATEMENTS.items() if (place, name) == (table, "wikidata")}
    assert said.keys() == identifiers(table).keys()
    assert not {row for row, one in identifiers(table).items() if one not in said[row]}


def test_no_source_tells_of_a_membership_long_before_it_began_or_ended() -> None:
    announced = {("cica-eurasec-partner", "end"), ("cis-geo-member", "end")}  # decided, or notified, months before
    late = {
        (row, name, statement.source.id)
        for (table, row, name), statements in STATEMENTS.items()
        for statement in statements
        if table == "memberships" and name in ("start", "end") and statement.source.published
        if (told := statement.source.published.latest) and (came := cica.Date(statement.value).earliest)
        if (came - told).days > 60 and not statement.value.endswith("..]")
    }
    assert {fact for fact in late if fact[:2] not in announced} == set()


def below_the_ministers(table: str, item: Entity) -> bool:
    """Whether a fact is held because one source reports it: sessions of committees and bodies, events, coordinators, money."""
    meeting = cica.meeting(str(PACKAGE.source.row("plans", item.id)[1]["meeting"])) if table == "plans" else item
    if isinstance(meeting, cica.Meeting):
        return meeting.kind in ("senior-officials", "working-group", "troika", "decision", "sectoral", "advisory", "other")
    return table in ("activities", "coordinators", "resources")


def test_at_least_four_fifths_of_dated_facts_are_supported_by_two_publishers(capsys: pytest.CaptureFixture[str]) -> None:
    total: Counter[str] = Counter()
    twice: Counter[str] = Counter()
    for table, item, name, value in dated():
        statements = STATEMENTS.get((table, item.id, name), ())
        publishers = {s.source.publisher for s in statements if agreement(s.value, str(value)) is Answer.YES}
        group = "below the ministers" if below_the_ministers(table, item) else table
        total[group] += 1
        twice[group] += len(publishers) > 1
    below = twice.pop("below the ministers"), total.pop("below the ministers")
    share = twice.total() / total.total()
    with capsys.disabled():
        tables = ", ".join(f"{table} {twice[table]}/{total[table]}" for table in total)
        print(f"\ndated facts supported by two publishers: {share:.1%} ({tables}); below the ministers {below[0]}/{below[1]}")
    assert share >= 0.8
    assert below[0] / below[1] >= 1 / 3


def test_every_count_of_the_coverage_has_a_statement() -> None:
    for coverage in RECORD.coverage():
        assert coverage.held is not None
        counts = STATEMENTS.get(("coverage", coverage.id, "counted"), ())
        if coverage.counted is None:
            assert not counts, coverage
        else:
            assert any(s.value == str(coverage.counted) for s in counts), coverage


def test_what_is_called_complete_holds_what_is_counted() -> None:
    for coverage in RECORD.coverage():
        if coverage.extent == "complete" and coverage.counted is not None:
            assert (coverage.held or 0) >= coverage.counted, coverage
        if coverage.counted is not None and (coverage.held or 0) < coverage.counted:
            assert coverage.extent == "partial", coverage


def test_every_table_and_every_kind_of_meeting_text_and_organ_has_its_coverage() -> None:
    assert {coverage.table for coverage in RECORD.coverage()} == set(TABLES)
    for table in TABLES:
        assert any(not coverage.where for coverage in RECORD.coverage(table)), table
    for table, kinds in (("meetings", MeetingKind), ("documents", DocumentKind), ("bodies", BodyKind), ("resources", ResourceKind)):
        for kind in get_args(kinds):
            assert any(c.conditions.get("kind") == (kind,) for c in RECORD.coverage(table)), (table, kind)
    for body in RECORD.bodies("advisory"):
        assert RECORD.coverage("meetings", body.id), body


def test_meetings_name_the_organ_that_met() -> None:
    for meeting in RECORD.meetings():
        expected = {
            "summit": "summit-council",
            "senior-officials": "senior-officials-committee",
            "working-group": "special-working-group",
        }
        if meeting.kind in expected:
            assert meeting.body == expected[meeting.kind], meeting
        elif meeting.kind.endswith("ministerial"):
            assert meeting.body == "ministerial-council", meeting
        elif meeting.kind == "advisory":
            assert RECORD.bodies()[meeting.body].kind in ("advisory", "network"), meeting


def test_what_contradicts_the_record_is_a_dispute() -> None:
    disputed = {(d.table, d.row, d.field) for d in RECORD.disputes()}
    for (table, row, name), statements in STATEMENTS.items():
        _, cells = PACKAGE.rows(table)[row]
        adopted = cells.get(name, "")
        for statement in statements:
            if name != "note" and agreement(statement.value, adopted) is Answer.NO:
                assert (table, row, name) in disputed, statement


def test_every_dispute_has_two_sides_and_a_reason() -> None:
    for dispute in RECORD.disputes():
        assert dispute.opposing, dispute
        assert dispute.supporting or len(dispute.opposing) > 1 or dispute.adopted == "unknown", dispute
        assert len(dispute.reason) > 20, dispute


def test_every_source_is_used_and_says_where_it_is() -> None:
    used = {s.source.id for s in ALL["statements"] if isinstance(s, cica.Statement)}
    named = {name for n in ALL["state_names"] if isinstance(n, cica.StateName) for name in n.sources}
    known = {source.id for source in RECORD.sources()}
    listed = {spell.source for spell in ALL["state_systems"] if isinstance(spell, cica.SystemSpell)}
    for table in ("dated_names", "predecessors", "other_entities", "other_names"):
        beside: list[tuple[str, ...]] = [getattr(item, field) for item in ALL[table] for field in ("sources",)]
        assert all(beside), table
        listed |= {name for names in beside for name in names}
    assert used | named | listed == known


def test_nothing_is_known_from_after_the_end_of_the_record() -> None:
    for table, item, name, value in dated():
        if name in ("due", "until") or (table, name) == ("chairmanships", "end"):  # what is scheduled
            continue
        assert value.earliest is None or value.earliest <= RECORD.as_of, (table, item.id, name)


def test_spells_do_not_end_before_they_begin() -> None:
    for table, item, name, value in dated():
        if name == "end" and (start := getattr(item, "start", None)):
            assert (value < start) is not Answer.YES, (table, item.id)


def test_a_party_holds_one_role_at_a_time() -> None:
    spells = [s for s in RECORD.memberships(organisation="cica") if s.role in ("member", "observer")]
    for one in spells:
        for other in spells:
            if one is not other and one.member is other.member and one.start and other.end:
                assert one.start >= other.end or (other.start and (other.start >= one.start)), (one, other)


def test_meetings_lie_where_their_days_say() -> None:
    for meeting in RECORD.meetings():
        assert (meeting.start is not None) == (meeting.status == "held"), meeting
        if meeting.start and meeting.end:
            assert (meeting.end < meeting.start) is not Answer.YES, meeting
        if meeting.plenary and meeting.days:
            assert meeting.plenary.within(meeting.days) is Answer.YES, meeting
        if meeting.status == "unknown":
            assert meeting.plans, meeting


def test_the_number_of_members_at_each_meeting_is_that_of_the_memberships() -> None:
    for meeting in RECORD.meetings(status="held"):
        if meeting.members is not None and meeting.end is not None and meeting.end.precision == "day":
            members = RECORD.members(on=meeting.end)
            assert len(members) == meeting.members, meeting
            assert not members.undetermined


def test_documents_are_dated_when_their_meeting_met() -> None:
    for document in RECORD.documents():
        if document.status == "adopted" and document.meeting and document.meeting.days and document.adopted:
            assert document.adopted.touches(document.meeting.days) is not Answer.NO, document


def test_chairmanships_begin_and_end_at_their_meetings() -> None:
    for chairmanship in RECORD.chairmanships():
        for date, meeting in ((chairmanship.start, chairmanship.opening), (chairmanship.end, chairmanship.closing)):
            if date and meeting and meeting.days:
                assert date.touches(meeting.days) is not Answer.NO, chairmanship
        assert chairmanship.terms
        decided = [term.decided.sort_key for term in chairmanship.terms]
        assert decided == sorted(decided)


def test_principles_are_reaffirmed_by_later_texts_only() -> None:
    for principle in RECORD.principles():
        for text in principle.reaffirmed_in:
            assert text != principle.document
            if text.adopted and principle.document.adopted:
                assert (text.adopted < principle.document.adopted) is not Answer.YES, (principle, text)


def test_measures_hang_from_dimensions() -> None:
    levels = {"dimension": None, "area": ("dimension",), "measure": ("area", "dimension")}
    for measure in RECORD.measures(level=None):
        allowed = levels[measure.level]
        assert (measure.parent is None) if allowed is None else (measure.parent and measure.parent.level in allowed)


def test_texts_are_our_own_and_speak_of_the_subject_alone() -> None:
    for table, items in ALL.items():
        for item in items:
            for field in ("note", "summary", "reason", "how"):
                text = getattr(item, field, "")
                assert "UNSOURCED" not in text, (table, item.id)
                assert "CONFLICT" not in text, (table, item.id)
                assert ".tsv" not in text, (table, item.id)
                assert "briefing's" not in text, (table, item.id)


def test_the_record_ends_on_the_day_of_its_latest_event() -> None:
    assert datetime.date(2026, 4, 14) == RECORD.as_of
    latest = max(m.end.latest for m in RECORD.meetings(status="held") if m.end and m.end.latest)
    assert latest == RECORD.as_of


# What the evidence reports call disputed.
CONFLICTS = [
    "memberships/cica-tha-member/start",
    "memberships/cica-ukr-observer/start",
    "memberships/cica-tkm-observer/start",
    "memberships/cica-aus-observer/end",
    "memberships/cica-lbn-observer/end",
    "memberships/cica-qat-member/start",
    "memberships/cica-mng-member/start",
    "memberships/cica-kwt-member/start",
    "meetings/prep-1993-04/start",
    "meetings/ministerial-1/members",
    "meetings/summit-2/members",
    "meetings/summit-3/theme",
    "meetings/summit-3/start",
    "meetings/summit-5/theme",
    "meetings/informal-ministerial-2023/start",
    "meetings/special-ministerial-2018/name",
    "documents/declaration-principles/title",
    "documents/chair-statement-2021/kind",
    "documents/agreement-secretariat/title",
    "principles/non-interference/name",
    "principles/anti-separatism/document",
    "principles/disarmament/note",
    "documents/decision-epidemiological-2021/adopted",
    "coordinators/information-technology-kor/state",
    "coordinators/environment-protection-mng/state",
    "coordinators/trade-investment-kgz-co/role",
    "measures/sustainable-development/parent",
]


@pytest.mark.parametrize("name", CONFLICTS)
def test_known_conflicts_are_disputes(name: str) -> None:
    assert name in RECORD.disputes()
