"""Linked data, Croissant, RO-Crate, calendars and GeoJSON: read by other libraries, and compared with what the record answers."""

from __future__ import annotations

import csv
import datetime
import hashlib
import json
import math
import os
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from conftest import DATA, tried
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica.dates.answers import Answer
from cica.geography.outlines import Area, areas, extent
from cica.geography.polygons import polygons

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false, reportMissingTypeStubs=false
# What these libraries give back has types in part.

BASE = "urn:cica:"
# What rdflib's reader of JSON-LD and pyshacl use of rdflib, rdflib says not to use.
quiet = pytest.mark.filterwarnings("ignore::DeprecationWarning")
TEXTS = [
    '" . <urn:x> <urn:y> <urn:z> . "',
    '"""\n<urn:a> a <urn:b> .',
    "back\\slash\\",
    "\\u0022 . <urn:x> a <urn:z> #",
    "a\x07b\x1b[2J\u202e\u2028z",
    "x\r\nEND:VEVENT\r\nBEGIN:VALARM",
    "semi;colon, comma: \ttab",
    "<script>alert(1)</script> ' @en ^^<urn:t>",
    "Қазақстан \U0001f600",
]
ADDRESSES = [
    "https://x.test/> . <urn:x> a <urn:z> . <",
    "javascript:alert(1)",
    "https://x.test/a b",
    "https://x.test/\u202e",
    "https://x.test/{y}",
    "file:///etc/passwd",
    "HTTPS://x.test/ok?a=1&b=%20#c",
    'https://x.test/"',
    "https://x.test/\\",
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> cica.Record:
    """A small record of which every text is hostile."""
    count = range(len(TEXTS))
    tables: dict[str, list[dict[str, str]]] = {
        "states": [{"id": "AAA", "name": TEXTS[0], "alpha2": "AA", "numeric": "1"}],
        "organisations": [{"id": "cica", "name": TEXTS[1], "kind": "forum", "website": ADDRESSES[0]}],
        "memberships": [
            {"id": "cica-aaa-member", "organisation": "cica", "member": "AAA", "role": "member", "start": "2001", "note": TEXTS[2]},
        ],
        "meetings": [
            {"id": f"m-{n}", "kind": "other", "name": TEXTS[n], "status": "held", "start": "2001-01-02", "end": "2001-01-02"}
            | {"city": TEXTS[-n], "country": "AAA", "theme": TEXTS[n - 1], "note": TEXTS[n - 2]}
            for n in count
        ],
        "sources": [
            {"id": f"s-{n}", "publisher": TEXTS[n], "title": TEXTS[-n], "kind": "news", "url": ADDRESSES[n]} for n in count
        ],
        "statements": [
            {"table": "meetings", "row": f"m-{n}", "field": "city", "value": TEXTS[-n], "source": f"s-{n}", "note": TEXTS[n]}
            for n in count
        ],
    }
    folder = tmp_path_factory.mktemp("hostile")
    for table, rows in tables.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    resources = [
        {"name": table, "path": f"{table}.csv", "schema": {"fields": [{"name": column} for column in rows[0]]}}
        for table, rows in tables.items()
    ]
    about = {"name": TEXTS[0], "title": TEXTS[1], "as_of": "2020-12-31", "licenses": [{"name": "x", "path": ADDRESSES[0]}]}
    (folder / "datapackage.json").write_text(json.dumps({**about, "resources": resources}), encoding="utf-8")
    return cica.load(folder)


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The record as JSON-LD."""
    return cast("dict[str, Any]", read(cica.export(tmp_path_factory.mktemp("linked") / "cica.jsonld")))


def read(path: Path) -> Any:
    """What stands in a file of JSON."""
    return json.loads(path.read_text(encoding="utf-8"))


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


# Linked data


def test_every_row_is_a_resource_and_whatever_is_named_is_one(linked: dict[str, Any]) -> None:
    nodes = {node["@id"]: node for node in linked["@graph"]}
    assert len(nodes) == len(linked["@graph"])
    prefixes = tuple(f"{name}:" for name, iri in linked["@context"].items() if str(iri).startswith(BASE))
    for node in nodes.values():
        for key, values in node.items():
            for value in listed(values) if key[0] != "@" else ():
                if isinstance(value, dict) and value.get("@id", "").startswith(prefixes):
                    named = value["@id"]
                    vocabulary = not named.startswith("cica:") and key == "rdf:predicate"
                    assert named in nodes or vocabulary, (node["@id"], key, named)
    kinds = Counter(kind for node in nodes.values() for kind in listed(node["@type"]))
    for name, table in {"Membership": "memberships", "Meeting": "meetings", "Source": "sources", "Statement": "statements"}.items():
        with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            assert kinds[f"cica:{name}"] == sum(1 for _ in csv.DictReader(lines)), table
    assert kinds["org:Membership"] == len(cica.memberships()) + len(cica.chairmanships())
    assert kinds["cica:Dispute"] == len(cica.disputes())


def test_a_membership_has_its_dates_and_its_answer(linked: dict[str, Any]) -> None:
    nodes = {node["@id"]: node for node in linked["@graph"]}
    for spell in cica.memberships():
        node = nodes[f"memberships:{spell.id}"]
        assert node["org:member"]["@id"] == f"{spell.member.table_name}:{spell.member.id}"
        assert node["org:role"]["@id"] == f"roles:{spell.role}"
        assert node["cica:inForce"] == spell.period.contains(cica.as_of).value
        interval = nodes[node["org:memberDuring"]["@id"]]
        for date, name, way in ((spell.start, "cica:start", "time:hasBeginning"), (spell.end, "cica:end", "time:hasEnd")):
            assert (date is None) == (name not in node) == (way not in interval)
            if date is not None:
                assert node[name] == {"@type": "edtf:EDTF", "@value": str(date)}
                instant = nodes[interval[way]["@id"]]
                days = [instant[f"cica:{side}"]["@value"] if f"cica:{side}" in instant else None for side in ("earliest", "latest")]
                assert days == [None if day is None else str(day) for day in (date.earliest, date.latest)]


def test_what_sources_say_is_said_with_whether_it_agrees(linked: dict[str, Any]) -> None:
    found = Counter(node["cica:agrees"] for node in linked["@graph"] if "cica:Statement" in node["@type"])
    every = [s for row in cica.load()._package.rows("statements") for s in [cica.load()._package.get(cica.Statement, row)]]
    assert found == Counter(cica.agrees(statement).value for statement in every)
    assert set(found) == {answer.value for answer in Answer}
    said = [node for node in linked["@graph"] if node.get("rdf:subject") == {"@id": "memberships:cica-tha-member"}]
    values = Counter(node["rdf:object"]["@value"] for node in said if "cica:Statement" in node["@type"])
    assert values == Counter(statement.value for statement in cica.evidence("cica-tha-member"))
    (dispute,) = [node for node in said if "cica:Dispute" in listed(node["@type"])]
    assert dispute["rdf:object"]["@value"] == "2004-10-22"
    assert len(listed(dispute["cica:opposing"])) == len(cica.disputes("cica-tha-member")[0].opposing)


def test_a_membership_in_turtle(tiny: Path, tmp_path: Path) -> None:
    text = cica.load(tiny).export(tmp_path / "x.ttl").read_text(encoding="utf-8")
    assert "@prefix memberships: <urn:cica:memberships/> .\n" in text
    blocks = text.split("\n\n")
    (place,) = [place for place, block in enumerate(blocks) if block.startswith("memberships:cica-bbb-member ")]
    assert (
        "\n\n".join(blocks[place : place + 4]).rstrip("\n")
        == """\
memberships:cica-bbb-member a cica:Membership, org:Membership ;
    dcterms:identifier "cica-bbb-member" ;
    org:organization organisations:cica ;
    org:member states:BBB ;
    org:role roles:member ;
    cica:start "2002"^^edtf:EDTF ;
    cica:end "[2005-01-01..]"^^edtf:EDTF ;
    rdfs:label "Bland, member of Little CICA 2002 to [2005-01-01..]"@en ;
    cica:inForce "undetermined" ;
    org:memberDuring <urn:cica:memberships/cica-bbb-member#during> .

<urn:cica:memberships/cica-bbb-member#during> a time:Interval ;
    time:hasBeginning <urn:cica:memberships/cica-bbb-member#start> ;
    time:hasEnd <urn:cica:memberships/cica-bbb-member#end> .

<urn:cica:memberships/cica-bbb-member#start> a time:Instant ;
    time:inXSDgYear "2002"^^xsd:gYear ;
    cica:earliest "2002-01-01"^^xsd:date ;
    cica:latest "2002-12-31"^^xsd:date .

<urn:cica:memberships/cica-bbb-member#end> a time:Instant ;
    cica:earliest "2005-01-01"^^xsd:date ."""
    )


def test_the_vocabulary_explains_every_term_of_its_own(linked: dict[str, Any]) -> None:
    own = {node["@id"]: node for node in linked["@graph"] if node["@id"].startswith("cica:")}
    used = {key for node in linked["@graph"] for key in node if key.startswith("cica:")}
    used |= {kind for node in linked["@graph"] for kind in listed(node["@type"]) if kind.startswith("cica:")}
    assert used <= own.keys()
    assert [name for name, node in own.items() if "rdfs:comment" not in node] == []


def test_what_is_the_same_in_wikidata_is_said(linked: dict[str, Any]) -> None:
    nodes = {node["@id"]: node for node in linked["@graph"]}
    items: list[cica.State | cica.Organisation | cica.FormerState] = [*cica.states(), *cica.organisations(), *cica.former_states()]
    for item in items:
        same = nodes[f"{item.table_name}:{item.id}"].get("owl:sameAs")
        assert same == ({"@id": f"http://www.wikidata.org/entity/{item.wikidata}"} if item.wikidata else None)
    assert nodes["states:KAZ"]["owl:sameAs"]["@id"].endswith("/Q232")


def test_what_is_known_on_a_day_is_linked_data_too(tmp_path: Path) -> None:
    record = cica.as_known("2001-12-01")
    nodes = read(cica.Record.export(record, tmp_path / "then.jsonld"))["@graph"]
    found = {node["dcterms:identifier"] for node in nodes if "cica:Membership" in listed(node["@type"])}
    assert found == set(record.memberships().ids)
    held = {node["@id"] for node in nodes if node.get("org:role") == {"@id": "roles:member"} and node["cica:inForce"] == "yes"}
    assert {f"memberships:cica-{key.lower()}-member" for key in record.members().ids} <= held


@pytest.mark.linked
@quiet
def test_turtle_and_json_ld_are_one_graph_that_keeps_to_the_shapes(tmp_path: Path) -> None:
    import pyshacl
    import rdflib

    graph = rdflib.Graph().parse(cica.export(tmp_path / "cica.ttl"))
    other = rdflib.Graph().parse(cica.export(tmp_path / "cica.jsonld"), format="json-ld")
    assert set(graph) == set(other)
    assert not any(isinstance(term, rdflib.BNode) for triple in graph for term in triple)
    fits, _, told = pyshacl.validate(graph, shacl_graph=str(Path(__file__).parent / "linked_shapes.ttl"))
    assert fits, told
    page = Path(__file__).parent.parent / "docs" / "guide" / "linked-data.md"
    query = page.read_text(encoding="utf-8").partition("```sparql\n")[2].partition("```")[0]
    for day in ("1999-09-13", "2004-10-21", "2006-06-17", "2015-06-01", "2022-10-13"):
        for organisation in ("cica", "sco", "osce"):
            asked = query.replace("2015-06-01", day).replace("organisations:cica", f"organisations:{organisation}")
            asked = asked.replace("roles:member ", "roles:participating-state ") if organisation == "osce" else asked
            names = sorted(str(row[0]) for row in graph.query(asked))  # type: ignore[index]
            assert names == sorted(cica.load()._package.get(type(s), s.id).name for s in cica.members(organisation, on=day)), day


@pytest.mark.linked
@quiet
def test_a_shape_that_is_broken_is_found(tmp_path: Path) -> None:
    import pyshacl
    import rdflib

    record = cica.as_known("1999-09-14")
    graph = rdflib.Graph().parse(cica.Record.export(record, tmp_path / "then.ttl"))
    shapes = str(Path(__file__).parent / "linked_shapes.ttl")
    spell = rdflib.URIRef(f"{BASE}memberships/cica-afg-member")
    graph.remove((spell, rdflib.URIRef("http://www.w3.org/ns/org#role"), None))
    fits, _, told = pyshacl.validate(graph, shacl_graph=shapes)
    assert not fits
    assert "cica-afg-member" in str(told)


@pytest.mark.linked
@quiet
def test_hostile_text_stays_in_its_literal(hostile: cica.Record, tmp_path: Path) -> None:
    import rdflib

    graph = rdflib.Graph().parse(hostile.export(tmp_path / "x.ttl"))
    other = rdflib.Graph().parse(hostile.export(tmp_path / "x.jsonld"), format="json-ld")
    assert set(graph) == set(other)
    spaces = (BASE, "http://www.w3.org/", "https://schema.org/", "http://purl.org/dc/terms/", "http://xmlns.com/foaf/0.1/")
    iris = {str(term) for triple in graph for term in triple if isinstance(term, rdflib.URIRef)}
    assert {iri for iri in iris if not iri.startswith(spaces)} == {ADDRESSES[6]}
    literals = {str(term) for term in graph.objects() if isinstance(term, rdflib.Literal)}
    assert literals >= {text for text in TEXTS if text == text.strip()} | {one for one in ADDRESSES if one != ADDRESSES[6]}
    named = rdflib.URIRef("https://schema.org/name")
    for meeting in hostile.meetings():
        assert [str(name) for name in graph.objects(rdflib.URIRef(f"{BASE}meetings/{meeting.id}"), named)] == [meeting.name]


def test_hostile_text_is_json_and_stays_what_it_is(hostile: cica.Record, tmp_path: Path) -> None:
    nodes = {node["@id"]: node for node in read(hostile.export(tmp_path / "x.jsonld"))["@graph"]}
    for number, source in enumerate(hostile.sources()):
        given = nodes[f"sources:{source.id}"]["schema:url"]
        assert given == ({"@id": source.url} if number == 6 else source.url)
    (feature,) = read(hostile.export(tmp_path / "x.geojson"))["features"]
    assert feature["properties"]["name"] == TEXTS[0]
    assert feature["geometry"] is None


# Croissant and RO-Crate


@pytest.mark.linked
@quiet
def test_croissant_reads_every_row(tmp_path: Path) -> None:
    import mlcroissant

    crate = cica.export(tmp_path / "cica-ro-crate")
    data = mlcroissant.Dataset(crate / "croissant.json")
    assert not data.metadata.issues.errors
    assert not data.metadata.issues.warnings
    for table in (table.id for table in data.metadata.record_sets):
        with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            expected = list(csv.DictReader(lines))
        found = list(data.records(table))
        assert len(found) == len(expected), table
        if table == "memberships":
            texts = [{key.partition("/")[2]: (value or b"").decode() for key, value in row.items()} for row in found]
            assert texts == expected


def test_a_crate_tells_of_what_lies_in_it(tmp_path: Path) -> None:
    crate = cica.export(tmp_path / "ro-crate")
    metadata = read(crate / "ro-crate-metadata.json")
    nodes = {node["@id"]: node for node in metadata["@graph"]}
    assert metadata["@context"] == "https://w3id.org/ro/crate/1.1/context"
    assert nodes["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert nodes["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    root = nodes["./"]
    assert {"name", "description", "datePublished", "license"} <= root.keys()
    parts = {part["@id"] for part in root["hasPart"]}
    assert parts == {file.name for file in crate.iterdir()} - {"ro-crate-metadata.json"}
    for part in parts:
        assert int(nodes[part]["contentSize"]) == (crate / part).stat().st_size
        assert part == "croissant.json" or (crate / part).read_bytes() == (DATA / part).read_bytes()
    named = [one["@id"] for node in nodes.values() for value in node.values() for one in listed(value) if isinstance(one, dict)]
    assert [name for name in named if name not in nodes and not name.startswith("https://w3id.org/")] == []
    for file in read(crate / "croissant.json")["distribution"]:
        assert file["sha256"] == hashlib.sha256((crate / file["contentUrl"]).read_bytes()).hexdigest()
    alone = cica.export(tmp_path / "ro-crate-metadata.json")
    assert alone.read_bytes() == (crate / "ro-crate-metadata.json").read_bytes()
    assert cica.load(crate) == cica.load()
    assert cica.export(tmp_path / "croissant.json").read_bytes() == (crate / "croissant.json").read_bytes()


@pytest.mark.parametrize("name", ["croissant.json", "ro-crate", "ro-crate-metadata.json"])
def test_a_record_that_has_no_files_is_not_described_by_those_of_another(name: str, tmp_path: Path) -> None:
    for record in (cica.as_known("2015-03-01"), cica.continued()):
        with pytest.raises(cica.OptionError, match=r"cica\.load\(\)"):
            cica.Record.export(record, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_package_that_says_little_of_itself_is_described_all_the_same(tiny: Path, tmp_path: Path) -> None:
    crate = cica.load(tiny).export(tmp_path / "ro-crate")
    assert {"datapackage.json", "states.csv", "croissant.json"} <= {path.name for path in crate.iterdir()}
    given = {"licenses": [{"name": "x"}], "contributors": [{"title": "They"}], "keywords": "CICA"}
    description = read(tiny / "datapackage.json") | given
    (tiny / "datapackage.json").write_text(json.dumps(description), encoding="utf-8")
    record = cica.load(tiny)
    for name in ("other-ro-crate", "x.ttl", "x.ics", "x.geojson"):
        assert record.export(tmp_path / name).exists()
    (root,) = [node for node in read(tmp_path / "other-ro-crate" / "ro-crate-metadata.json")["@graph"] if node["@id"] == "./"]
    assert (root["license"], root["author"], root["keywords"]) == ([], [{"@id": "#maker-1"}], [])


# The calendar


def events(path: Path) -> dict[str, Any]:
    import icalendar

    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    found = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT")) == len(calendar.subcomponents)
    return {"": calendar, **found}


def test_every_meeting_is_an_event_or_said_to_be_left_out(tmp_path: Path) -> None:
    found = events(cica.export(tmp_path / "cica.ics"))
    about = str(found.pop("")["description"])
    one = datetime.timedelta(days=1)
    for meeting in cica.meetings():
        plans = [plan for plan in meeting.plans if plan.due] if meeting.start is None else []
        first, last = (plans[-1].due, plans[-1].due) if plans else (meeting.start, meeting.end)
        event = found.pop(f"{BASE}meetings/{meeting.id}", None)
        if first is None or last is None or first.earliest is None or last.latest is None:
            assert event is None
            assert meeting.name in about
            continue
        assert event is not None, meeting
        assert (event["dtstart"].dt, event["dtend"].dt) == (first.earliest, last.latest + one)
        sure = not plans and first.precision == last.precision == "day"
        assert str(event["status"]) == ("CONFIRMED" if sure else "TENTATIVE")
        assert str(event["summary"]) == ("Announced: " if plans else "") + meeting.name
        assert sure or str(first) in str(event["description"])
        assert event["dtstamp"].dt.date() == cica.as_of
    assert not found


def test_a_calendar_of_a_table_and_of_another_day(tmp_path: Path) -> None:
    found = events(cica.export(tmp_path / "summits.ics", cica.summits()))
    assert list(found)[1:] == [f"{BASE}meetings/{key}" for key in cica.summits().ids]
    found = events(cica.export(tmp_path / "activities.ics", "activities"))
    assert found.keys() == {"", *(f"{BASE}activities/{key}" for key in cica.activities().ids)}
    found = events(cica.Record.export(cica.as_known("2001-12-01"), tmp_path / "then.ics"))
    summit = found[f"{BASE}meetings/summit-1"]
    assert (str(summit["status"]), str(summit["dtstart"].dt), str(summit["dtend"].dt)) == ("TENTATIVE", "2002-01-01", "2002-07-01")
    with pytest.raises(cica.OptionError, match="meetings or activities"):
        cica.export(tmp_path / "states.ics", cica.states())
    assert events(cica.export(tmp_path / "none.ics", cica.meetings(on="1980-01-01"))).keys() == {""}


def test_a_calendar_has_the_meetings_as_their_table_has_them(tmp_path: Path) -> None:
    then = cica.as_known("2015-03-01")
    assert str(cica.summits()["summit-5"].start) == "2019-06-15"
    found = events(cica.export(tmp_path / "then.ics", then.meetings(kind="summit")))
    (fifth,) = [event for key, event in found.items() if key.endswith("summit-5")]
    assert fifth["STATUS"] == "TENTATIVE"
    assert fifth["DTSTART"].dt == datetime.date(2018, 1, 1)
    assert found.keys() == events(cica.Record.export(then, tmp_path / "its.ics", then.meetings(kind="summit"))).keys()


def test_hostile_text_adds_nothing_to_a_calendar(hostile: cica.Record, tmp_path: Path) -> None:
    path = hostile.export(tmp_path / "x.ics")
    found = events(path)
    lines = path.read_bytes().decode().replace("\r\n ", "").split("\r\n")
    assert Counter(line for line in lines if line.startswith(("BEGIN", "END"))) == Counter(
        {"BEGIN:VCALENDAR": 1, "END:VCALENDAR": 1, "BEGIN:VEVENT": len(TEXTS), "END:VEVENT": len(TEXTS)}
    )
    assert not any("\x1b" in line or "\x07" in line or "\n" in line for line in lines)
    assert all(len(line.encode()) <= 75 for line in path.read_bytes().decode().split("\r\n"))
    for meeting in hostile.meetings():
        if meeting.name.isprintable():
            assert str(found[f"{BASE}meetings/{meeting.id}"]["summary"]) == meeting.name


# GeoJSON


def features(path: Path) -> list[dict[str, Any]]:
    whole = read(path)
    assert whole["type"] == "FeatureCollection"
    assert "no statement on borders" in whole["attribution"]
    return cast("list[dict[str, Any]]", whole["features"])


@pytest.mark.parametrize(("organisation", "on"), [("cica", "2011-03-01"), ("cica", "1995"), ("osce", 2015), ("apec", "2000-01-01")])
def test_a_feature_a_membership_with_what_is_undetermined(organisation: str, on: Any, tmp_path: Path) -> None:
    table = cica.memberships(organisation=organisation, on=on)
    found = features(cica.export(tmp_path / "x.geojson", table, undetermined=True))
    expected = [(spell.id, spell.role, False) for spell in table] + [(spell.id, spell.role, True) for spell in table.undetermined]
    assert [(one["id"], one["properties"]["role"], one["properties"]["undetermined"]) for one in found] == expected
    for one, spell in zip(found, [*table, *table.undetermined], strict=True):
        assert one["properties"]["name"] == spell.member.name
        assert (one["geometry"] is None) == isinstance(spell.member, cica.Organisation)


def test_by_default_it_is_who_belongs_to_cica_at_the_end(tmp_path: Path) -> None:
    now = cica.memberships(organisation="cica", on=cica.as_of)
    found = features(cica.export(tmp_path / "x.geojson"))
    assert [one["id"] for one in found] == [*now.ids, *now.undetermined.ids]
    then = cica.as_known("2001-12-01")
    found = features(cica.Record.export(then, tmp_path / "then.geojson"))
    members = {one["properties"]["member"] for one in found if one["properties"]["role"] == "member"}
    assert members == set(then.members().ids)


def test_what_has_one_identifier_in_two_tables_is_drawn_as_what_it_is(tmp_path: Path) -> None:
    for table, drawn in (("organisations", False), ("other_entities", True)):
        (guam,) = [one for one in features(cica.export(tmp_path / f"{table}.geojson")) if one["id"] == "guam"]
        assert (guam["geometry"] is not None) is drawn


def test_identifiers_of_features_are_there_where_each_is_one_row(tmp_path: Path) -> None:
    found = features(cica.export(tmp_path / "x.geojson", cica.panel(2014, 2015, states=["KAZ", "KGZ"])))
    assert len(found) == 4
    assert not any("id" in one for one in found)
    assert all("id" in one for one in features(cica.export(tmp_path / "members.geojson")))


def test_tables_about_states_go_on_a_map_and_others_do_not(tmp_path: Path) -> None:
    found = {one["id"]: one["geometry"] for one in features(cica.export(tmp_path / "states.geojson", "states"))}
    assert found.keys() == set(cica.states().ids)
    assert found["NRU"]["type"] == "Point"
    assert [key for key, geometry in found.items() if geometry is None and key in areas()] == []
    former = {one["id"]: one["geometry"] for one in features(cica.export(tmp_path / "x.geojson", "former_states"))}
    parts = sum(len(polygons(areas()[key])) for key in ("CZE", "SVK"))
    assert len(former["czechoslovakia"]["coordinates"]) == parts
    chairs = features(cica.export(tmp_path / "x.geojson", cica.chairmanships()))
    assert [one["properties"]["name"] for one in chairs] == [str(chair.state) for chair in cica.chairmanships()]
    for table in ("sources", "documents"):
        with pytest.raises(cica.OptionError, match="about no states"):
            cica.export(tmp_path / "y.geojson", table)
    assert features(cica.export(tmp_path / "none.geojson", cica.members(on="1980-01-01"))) == []


def sound(polygon: list[Any]) -> float:
    """The square kilometres of a polygon, once it is seen that it is as RFC 7946 has it."""
    for ring in polygon:
        assert ring[0] == ring[-1]
        assert len(ring) >= 4
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        assert all(abs(a[0] - b[0]) < 180 for a, b in pairwise(ring))
    sizes = [-extent(ring) for ring in polygon]
    assert sizes[0] > 0 >= max(sizes[1:], default=0)
    return sum(sizes)


def flat(ring: Any) -> float:
    """The square degrees in a ring."""
    return float(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


def test_the_outlines_are_polygons_as_the_standard_has_them() -> None:
    for key, area in areas().items():
        assert sum(map(sound, polygons(area))) == pytest.approx(area.size, rel=1e-6, abs=1e-3), key
    assert any(ring[0][0] == 180 or any(x == 180 for x, _ in ring) for polygon in polygons(areas()["RUS"]) for ring in polygon)
    assert any(len(polygon) > 1 for polygon in polygons(areas()["ZAF"]))


@tried(200)
@given(st.lists(st.floats(1, 20), min_size=3, max_size=30), st.sampled_from([-180.0, 0.0, 179.0, 180.0, 181.5]), st.floats(-40, 40))
def test_a_ring_is_cut_without_loss(radii: list[float], x: float, y: float) -> None:
    turns = [-2 * math.pi * place / len(radii) for place in range(len(radii))]
    points = [
        (round(x + radius * math.cos(turn), 3), round(y + radius * math.sin(turn), 3))
        for radius, turn in zip(radii, turns, strict=True)
    ]
    ring = (*points, points[0])
    found = polygons(Area("XXX", (ring,), (x, y), 0))
    assert min(map(sound, found)) > 0
    assert sum(flat(polygon[0]) for polygon in found) == pytest.approx(-flat(ring), abs=0.02)


# All of them


def test_the_same_bytes_whatever_the_seed(tmp_path: Path) -> None:
    code = f"""
import hashlib, pathlib, cica
folder = pathlib.Path({str(tmp_path)!r})
for name in ("x.ttl", "x.jsonld", "x.ics", "x.geojson", "ro-crate"):
    path = cica.export(folder / name)
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    print(name, *(hashlib.sha256(file.read_bytes()).hexdigest() for file in files))
"""
    told = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1")
    }
    assert len(told) == 1


def test_what_a_form_needs_is_imported_for_that_form_only(tmp_path: Path) -> None:
    code = f"""
import sys, pathlib, cica
folder = pathlib.Path({str(tmp_path)!r})
for name in ("x.ttl", "x.jsonld", "x.geojson", "ro-crate"):
    cica.export(folder / name)
print(sorted({{"rdflib", "icalendar", "matplotlib", "mlcroissant"}} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
