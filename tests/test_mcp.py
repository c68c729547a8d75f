"""The questions as tools of the Model Context Protocol: a client of its own asks them, in another process."""

from __future__ import annotations

import doctest
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from anyio.from_thread import start_blocking_portal
from conftest import tried
from hypothesis import given
from hypothesis import strategies as st
from mcp import Client, StdioServerParameters, stdio_client
from mcp.types import CallToolResult, TextContent, Tool

import cica
from cica.assistant.answers import SCHEMA, answer
from cica.assistant.docstrings import told_of
from cica.assistant.finding import PAGE
from cica.assistant.serving import server
from cica.assistant.tools import TOOLS
from cica.cli import main
from cica.errors import HIDDEN

RECORD = cica.load()
COMMAND = [sys.executable, "-m", "cica", "mcp"]
Ask = Callable[..., CallToolResult]


@pytest.fixture(scope="module")
def tools_and_ask() -> Iterator[tuple[list[Tool], Ask]]:
    """The tools of a server in another process, and what asks it."""
    process = StdioServerParameters(command=COMMAND[0], args=COMMAND[1:], env=dict(os.environ))
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(Client(stdio_client(process))) as client:
        tools = portal.call(client.list_tools).tools

        def ask(tool: str, **arguments: object) -> CallToolResult:
            return portal.call(partial(client.call_tool, tool, arguments))

        yield tools, ask


@pytest.fixture
def ask(tools_and_ask: tuple[list[Tool], Ask]) -> Ask:
    return tools_and_ask[1]


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def data_of(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, text_of(result)
    data: dict[str, Any] = result.structured_content
    jsonschema.validate(data, SCHEMA)
    named = {source["id"] for source in data["sources"]}
    assert named == {key for item in (*data["items"], *data["undetermined"]) for key in item["sources"]}
    return data


def ids(items: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(item["id"] for item in items)


def test_who_belongs(ask: Ask) -> None:
    answered = ask("members", on="2011-03-01")
    data, table = data_of(answered), cica.members(on="2011-03-01")
    assert (data["title"], data["count"]) == ("members of CICA on 2011-03-01", 22)
    assert (ids(data["items"]), ids(data["undetermined"])) == (table.ids, ("BHR", "KHM"))
    assert all(item["sources"] and item["facts"] for item in (*data["items"], *data["undetermined"]))
    assert next(item["facts"] for item in data["items"] if item["id"] == "KOR") == ["memberships/cica-kor-member"]
    assert (data["as_of"], data["citation"]) == (str(RECORD.as_of), RECORD.cite())
    text = text_of(answered)
    for line in ("22 members of CICA on 2011-03-01", "2 undetermined members", "KHM  Cambodia  between 21 Jan and 31 Dec 2011"):
        assert line in text
    assert all(source["url"] in text for source in data["sources"])
    assert "As known on 14 April 2026." in text


def test_who_observes_and_who_belongs_elsewhere(ask: Ask) -> None:
    observers = data_of(ask("observers", on="2015-06-01"))
    assert (len(observers["items"]), ids(observers["undetermined"])) == (11, ("BLR",))
    assert ids(data_of(ask("members", organisation="SCO", on=2016))["items"]) == cica.members("sco", on=2016).ids


def test_memberships_of_a_state(ask: Ask) -> None:
    spells = data_of(ask("memberships", member="South Korea", organisation="cica"))["items"]
    assert [(spell["role"], spell["start"], spell["end"]) for spell in spells] == [
        ("observer", "1993-08", "2006-06-17"),
        ("member", "2006-06-17", None),
    ]


def test_who_holds_the_chair(ask: Ask) -> None:
    (china,) = data_of(ask("chairmanships", on=2015))["items"]
    assert (china["state"], china["start"], china["end"]) == ("CHN", "[2014-05-20..2014-05-21]", "2018-09-24")
    assert [chair["state"] for chair in data_of(ask("chairmanships", on="2014"))["items"]] == ["TUR", "CHN"]
    early = data_of(ask("chairmanships", on="1995-01-01"))
    assert (early["items"], ids(early["undetermined"])) == ([], ("kazakhstan-founding",))


def test_when_it_met_and_what_it_adopted(ask: Ask) -> None:
    summits = data_of(ask("meetings", kind="summit", status="held"))
    assert ids(summits["items"]) == cica.summits().ids
    assert summits["coverage"] == cica.meetings("summit", status="held").coverage
    assert ids(data_of(ask("documents", meeting="summit-1"))["items"]) == cica.documents(meeting="summit-1").ids
    principles = data_of(ask("principles", document="declaration-principles"))["items"]
    assert "non-interference" in ids(principles)


def test_organisations_of_two_states(ask: Ask) -> None:
    shared = data_of(ask("shared_organisations", first="ISR", second="IRN"))
    assert ids(shared["items"]) == cica.shared_organisations("ISR", "IRN").ids
    assert all(len(item["facts"]) >= 2 for item in shared["items"])
    assert ids(data_of(ask("organisations", member="KAZ"))["items"]) == cica.organisations(member="KAZ").ids
    both = [item["id"] for item in data_of(ask("overlap", on="2015-03-01"))["items"] if item["in"] == "both"]
    assert both == ["CHN", "KAZ", "KGZ", "RUS", "TJK", "UZB"]


def test_evidence_and_disputes(ask: Ask) -> None:
    said = data_of(ask("evidence", fact="cica-tha-member", field="start"))
    assert {"Small Arms Survey", "China Daily"} <= {source["publisher"] for source in said["sources"]}
    assert {item["agrees"] for item in said["items"]} == {"yes", "no"}
    (dispute,) = data_of(ask("disputes", fact="cica-tha-member"))["items"]
    assert dispute["adopted"] == "2004-10-22"


def test_what_a_name_is(ask: Ask) -> None:
    names = ["Viet Nam", "Korea, S.", "12. Türkiye [a]", "USSR", "Kazahkstan"]
    found = data_of(ask("resolve", values=names))["items"]
    assert [item["entity"] for item in found] == ["VNM", "KOR", "TUR", "soviet-union", None]
    assert found[-1]["finding"] == "unknown"


def test_as_known_and_what_changed(ask: Ask) -> None:
    then = data_of(ask("chairmanships", as_known="2015-03-01", on="2015-03-01"))
    assert (then["items"][0]["end"], then["as_of"]) == ("2016", "2015-03-01")
    assert then["citation"] == cica.as_known("2015-03-01").cite()
    changed = data_of(ask("diff", earlier="2017-12-31", later="2018-12-31", table="chairmanships"))["items"]
    assert ("china-2014", "end", "2018", "2018-09-24") in [(c["row"], c["field"], c["old"], c["new"]) for c in changed]


def test_a_briefing_and_how_to_cite(ask: Ask) -> None:
    answered = ask("briefing", on="2015-03-01")
    briefing, data = cica.briefing("2015-03-01"), data_of(answered)
    said = [sentence for section in briefing.sections for sentence in (*section.sentences, *section.points)]
    assert [item["text"] for item in data["items"]] == [sentence.text for sentence in said]
    assert [item["sources"] for item in data["items"]] == [[source.id for source in sentence.sources] for sentence in said]
    assert text_of(answered) == briefing._repr_text(None)
    assert (data["as_of"], data["next_offset"]) == ("2015-03-01", None)
    assert text_of(ask("cite", style="bibtex")).startswith(RECORD.cite("bibtex"))


def test_a_long_answer_comes_in_parts(ask: Ask) -> None:
    found: list[str] = []
    offset: int | None = 0
    while offset is not None:
        data = data_of(ask("meetings", offset=offset))
        assert len(data["items"]) <= PAGE
        assert data["count"] == len(cica.meetings())
        found += ids(data["items"])
        offset = data["next_offset"]
    assert tuple(found) == cica.meetings().ids
    assert f"{len(cica.meetings())} in all; for those that follow ask with offset={PAGE}" in text_of(ask("meetings"))


def test_a_question_past_the_record_is_answered_with_a_warning(ask: Ask) -> None:
    answered = ask("members", on="2099-01-01")
    (warning,) = data_of(answered)["warnings"]
    assert "updated to 2026-04-14" in warning
    assert f"Warning: {warning}" in text_of(answered)


BAD: list[tuple[str, dict[str, object], str | Callable[[], object]]] = [
    ("members", {"organisation": "narnia"}, lambda: cica.members("narnia")),
    ("members", {"on": "8 June 2010"}, lambda: cica.members(on="8 June 2010")),
    ("members", {"on": "[2016..]"}, lambda: cica.members(on="[2016..]")),
    ("memberships", {"member": "Korea"}, lambda: cica.memberships("Korea")),
    ("memberships", {"member": "Krea"}, lambda: cica.memberships("Krea")),
    ("memberships", {"role": "chef"}, lambda: cica.memberships(role="chef")),
    ("meetings", {"kind": "sumit"}, lambda: cica.meetings("sumit")),
    ("documents", {"meeting": "sumit-4"}, lambda: cica.documents(meeting="sumit-4")),
    ("evidence", {"fact": "KAZ"}, lambda: cica.evidence("KAZ")),
    ("diff", {"earlier": "2015", "table": "chairs"}, lambda: cica.diff("2015", table="chairs")),
    ("resolve", {"values": [365]}, lambda: cica.resolve([365])),
    ("cite", {"style": "apa"}, lambda: cica.cite("apa")),
    ("members", {"as_known": "soon"}, lambda: cica.as_known("soon")),
    ("members", {"day": "2015"}, "members takes no 'day': accepted are 'organisation', 'on', 'suspended', 'as_known', 'offset'"),
    ("members", {"on": True}, "on=True: accepted is text or a whole number"),
    ("members", {"organisation": 5}, "organisation=5: accepted is text"),
    ("members", {"offset": 99}, "offset=99: there are 28 members of CICA on 2026-04-14"),
    ("members", {"offset": -1}, "offset=-1: accepted is a whole number from 0 up"),
    ("resolve", {"values": "Viet Nam"}, "values='Viet Nam': accepted is a list of names or codes"),
    ("resolve", {"values": [["x"]]}, "values=[['x']]: accepted is a list of names or codes"),
    ("evidence", {}, "evidence needs fact=: "),
    ("membrs", {}, "there is no question 'membrs': accepted are "),
]


@pytest.mark.parametrize(("tool", "arguments", "message"), BAD, ids=[f"{tool} {arguments}" for tool, arguments, _ in BAD])
def test_what_cannot_be_answered_gets_the_message_of_the_library(
    ask: Ask, tool: str, arguments: dict[str, object], message: str | Callable[[], object]
) -> None:
    answered = ask(tool, **arguments)
    assert answered.is_error
    assert answered.structured_content is None
    if callable(message):
        with pytest.raises((LookupError, ValueError)) as raised:
            message()
        assert text_of(answered) == str(raised.value)
    else:
        assert text_of(answered).startswith(message)


def test_the_tools_are_the_methods_as_they_tell_of_themselves(tools_and_ask: tuple[list[Tool], Ask]) -> None:
    tools, _ = tools_and_ask
    assert [tool.name for tool in tools] == [*TOOLS]
    assert 12 <= len(tools) <= 16
    for tool in tools:
        assert hasattr(cica, tool.name)
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
        assert tool.output_schema == SCHEMA
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        summary = " ".join(getattr(cica, tool.name).__doc__.split("\n\n")[0].split()).replace("`", "")
        assert tool.description is not None
        assert tool.description.startswith(summary)
        says = [tool.description, *(argument["description"] for argument in tool.input_schema["properties"].values())]
        assert all(re.fullmatch(r"\S.*[.)]", one) and "`" not in one and "Table of" not in one for one in says), says


def test_nothing_but_the_protocol_is_on_standard_output() -> None:
    def message(number: int, method: str, **params: object) -> dict[str, object]:
        return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}

    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "0"}}
    lines: list[object] = [
        message(1, "initialize", **hello),
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        message(2, "tools/list"),
        message(3, "tools/call", name="members", arguments={"on": "2099"}),
        message(4, "tools/call", name="members", arguments={"on": "\x1b[2J"}),
        message(5, "tools/call", name="resolve", arguments={"values": ["Congo", "Zaire"]}),
        message(6, "ping"),
    ]
    # Answers come while standard input is open; who closes it has heard enough.
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as asked:
        assert asked.stdin
        assert asked.stdout
        assert asked.stderr
        asked.stdin.writelines(json.dumps(line) + "\n" for line in lines)
        asked.stdin.flush()
        answers = [json.loads(asked.stdout.readline()) for _ in range(6)]
        asked.stdin.close()
        rest, said = asked.stdout.read(), asked.stderr.read()
    assert (rest, said, asked.returncode) == ("", "", 0)
    assert all(answer["jsonrpc"] == "2.0" for answer in answers)
    answered = {answer["id"]: answer["result"] for answer in answers}
    assert sorted(answered) == [1, 2, 3, 4, 5, 6]
    assert answered[1]["serverInfo"] == {"name": "cica", "title": "The public record of CICA", "version": cica.__version__}
    assert "undetermined" in answered[1]["instructions"]
    assert answered[3]["structuredContent"]["warnings"]
    assert answered[4]["isError"]
    assert "\\x1b[2J" in answered[4]["content"][0]["text"]


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["cica", "KAZ", "2015", "summit-4", 2015, ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)


@tried(300)
@given(st.data())
def test_whatever_is_asked_is_answered_or_refused_in_words(data: st.DataObject) -> None:
    tool = data.draw(st.sampled_from([*TOOLS.values()]))
    names = [argument.name for argument in tool.arguments]
    arguments = data.draw(st.dictionaries(st.sampled_from(names), json_values, max_size=3))
    try:
        answered = answer(RECORD, tool.name, arguments)
    except (LookupError, ValueError) as error:
        assert type(error).__module__ == "cica.errors", repr(error)
        assert not HIDDEN.search(str(error))
    else:
        jsonschema.validate(answered.data, SCHEMA)
        json.dumps(answered.data).encode()
        answered.text.encode()


FACTS = [
    ("members", {"on": 2006}, {"member", "participating-state"}),
    ("members", {"organisation": "osce", "on": 1993}, {"member", "participating-state"}),
    ("members", {"organisation": "arf"}, {"member", "participating-state"}),
    ("observers", {"on": 2006}, {"observer"}),
    ("overlap", {"first": "cica", "second": "arf", "on": 2010}, {"member", "participating-state"}),
    ("organisations", {"member": "Iran", "on": 2005}, {"member", "participating-state"}),
    ("organisations", {"member": "Iran", "on": 2010, "role": "observer"}, {"observer"}),
    ("shared_organisations", {"first": "IND", "second": "PAK", "on": 2017}, {"member", "participating-state"}),
]


@pytest.mark.parametrize(("tool", "arguments", "roles"), FACTS, ids=[f"{tool} {arguments}" for tool, arguments, _ in FACTS])
def test_each_item_names_the_memberships_for_which_it_is_there(tool: str, arguments: dict[str, object], roles: set[str]) -> None:
    data = answer(RECORD, tool, arguments).data
    spells = RECORD.memberships()
    on = cica.Date(str(arguments.get("on", RECORD.as_of)))
    assert on.earliest
    assert on.latest
    assert data["items"]
    for item in data["items"]:
        facts: list[cica.Membership] = [spells[fact.removeprefix("memberships/")] for fact in item["facts"]]
        assert facts
        assert {spell.role for spell in facts} <= roles
        assert all(item["id"] in (spell.member.id, spell.organisation.id) for spell in facts)
        assert all(spell.period.meets(on.earliest, on.latest) is not cica.Answer.NO for spell in facts)
        stating = {s.source.id for spell in facts for s in RECORD.evidence(f"memberships/{spell.id}")}
        assert item["sources"]
        assert set(item["sources"]) <= stating


def test_a_meeting_that_is_announced_and_no_more_rests_on_its_plans() -> None:
    summits = {item["id"]: item for item in answer(RECORD, "meetings", {"kind": "summit"}).data["items"]}
    announced = RECORD.meeting("summit-7")
    assert announced.start is None
    assert summits["summit-7"]["facts"] == [f"plans/{plan.id}" for plan in announced.plans]
    stating = {said.source.id for plan in announced.plans for said in RECORD.evidence(plan)}
    assert stating.issuperset(summits["summit-7"]["sources"])
    assert all(item["sources"] for item in summits.values())
    assert summits["summit-6"]["facts"] == ["meetings/summit-6"]


def test_a_fact_that_came_has_the_sources_that_speak_of_it() -> None:
    came = answer(RECORD, "diff", {"earlier": "2019-06-01", "table": "attendances"}).data["items"]
    assert came
    for item in came:
        stating = {said.source.id for said in RECORD.evidence("/".join(item["id"].split("/")[:2]))}
        assert set(item["sources"]) == stating != set()
    meetings = answer(RECORD, "diff", {"earlier": "2024-01-01", "table": "meetings"}).data["items"]
    assert "meetings/summit-7" in {item["id"].rpartition("/")[0] for item in meetings if item["kind"] == "added"}
    assert all(item["sources"] for item in meetings if item["kind"] == "added")


def test_the_schemes_that_are_named_are_accepted() -> None:
    (says,) = (argument.says for argument in TOOLS["resolve"].arguments if argument.name == "scheme")
    for scheme in ("alpha3", "numeric", "cow", "gw"):
        assert scheme in says
        values: list[str | int] = ["KOR"] if scheme == "alpha3" else [732 if scheme != "numeric" else 410]
        assert answer(RECORD, "resolve", {"values": values, "scheme": scheme}).data["items"][0]["entity"] == "KOR"


def test_it_opens_no_connection_and_writes_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.chdir(tmp_path)
    for tool, arguments in (("members", {}), ("briefing", {}), ("resolve", {"values": ["Narnia"]}), ("diff", {"earlier": "2015"})):
        assert answer(RECORD, tool, arguments).text
    assert not [*tmp_path.iterdir()]


def test_what_a_terminal_would_obey_is_written_out() -> None:
    answered = answer(RECORD, "resolve", {"values": ["\x1b]0;title\x07", "\u202egnp.exe", "KAZ"]})
    assert not HIDDEN.search(answered.text)
    assert answered.data["items"][0]["given"] == "\\x1b]0;title\\x07"


def test_another_record_answers_in_its_own_name() -> None:
    assert server(cica.as_known("2015-03-01")).version == RECORD.version


def test_without_the_extra_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "cica.assistant.serving", raising=False)
    monkeypatch.setitem(sys.modules, "mcp", None)
    assert main(["mcp"]) == 2
    assert capsys.readouterr() == ("", "cica: an assistant asks through the Model Context Protocol: pip install 'cica[mcp]'\n")


PAGE_OF_IT = (Path(__file__).parent.parent / "docs" / "guide" / "assistants.md").read_text("utf-8")


def test_the_guide_lists_the_tools() -> None:
    rows = [
        f"| `{tool.name}` | {told_of(getattr(cica, tool.name)).summary} | "
        + ", ".join(f"`{argument.name}`" for argument in tool.arguments if argument.name != "offset")
        + " |"
        for tool in TOOLS.values()
    ]
    assert re.findall(r"^\| `\w+` \| [^|]+ \| [^|]+ \|$", PAGE_OF_IT, re.MULTILINE) == rows
    parts = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| [^|]+ \|$", PAGE_OF_IT, re.MULTILINE)
    assert re.findall(r"\w+", " ".join(parts)) == SCHEMA["required"]
    assert f"An answer of more than {PAGE} items" in PAGE_OF_IT


def test_the_answers_in_the_guide_are_those_of_the_server(ask: Ask) -> None:
    shown = re.findall(r"```json\n(\{\"name\".*?)\n```\n.*?```text\n(.*?)```", PAGE_OF_IT, re.DOTALL)
    assert len(shown) == 2
    for request, wanted in shown:
        asked = json.loads(request)
        got = text_of(ask(asked["name"], **asked["arguments"])) + "\n"
        assert doctest.OutputChecker().check_output(wanted, got, doctest.ELLIPSIS), got


@pytest.mark.docs
def test_the_site_tells_programs_what_there_is(site: Path) -> None:
    title, summary, *rest = [line for line in (site / "llms.txt").read_text("utf-8").splitlines() if line]
    assert title == "# cica"
    assert summary.startswith("> The public record of the Conference")
    assert [line for line in rest if line.startswith("#")] == ["## Guide", "## Reference", "## About"]
    links = [re.fullmatch(r"- \[(.+?)\]\((\S+?)\)(: .+)?", line) for line in rest if line.startswith("- [")]
    assert len(links) > 20
    for link in links:
        assert link
        assert (site / link[2]).is_file(), link[0]
    assert sum(bool(link and link[3]) for link in links) > 0.9 * len(links)
