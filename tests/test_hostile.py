"""What comes from a package stays text: in a terminal, in HTML and Markdown, in pictures."""

from __future__ import annotations

import csv
import html.parser
import io
import json
import os
import re
import shutil
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from conftest import DATA, write_package

import cica
from cica import plots
from cica.assistant.answers import answer
from cica.assistant.tools import TOOLS
from cica.cli import main
from cica.commands.writing import write_csv

SCRIPT = "<script>alert(1)</script>"
HOSTILE = [
    *(SCRIPT, '"><img src=x onerror=alert(1)>', "[x](javascript:alert(1))", "<!-- x", "&lt;script&gt;", "`x` **b** $x^2$ ~y~ ^z^"),
    *("=cmd|'/C calc'!A0", "+1", "-2+3", "@SUM(1)", "\t=1", ";=1+1"),
    *("\x1b]0;title\x07", "\x1b[2J\x9b31m", "\u202egnp.exe", "a\u2066b\u2069", "\x0e", "$$x$$", "]]>", "\x7f", "a | b", "@x & #y"),
]
ADDRESSES = [
    *(f"https://x/>{SCRIPT}", "javascript:alert(1)", "data:text/html,x", f"https://x/{SCRIPT}", "https://x y", "//x", "\x1b[2J"),
    *("https://x/`<b>", "http://[x](javascript:alert(1))", "https://x/\u202e", "HTTPS://x", "https://x/'onclick=1"),
]
PAPER = {"sectPr", "footerReference", "pgSz", "pgMar", "cols", "docGrid"}
SENT = set(map(chr, [*range(9), *range(11, 32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> cica.Record:
    """A record of which every name, title, address and remark is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    for file in (*DATA.glob("*.csv"), DATA / "datapackage.json"):
        shutil.copy(file, folder / file.name)
    places = {
        "states": ("name", "official_name", "subregion"),
        "organisations": ("name",),
        "meetings": ("title", "city", "note"),
        "documents": ("title",),
        "sources": ("title", "publisher", "via"),
        "chairmanships": ("theme", "note"),
        "officers": ("person",),
        "memberships": ("note",),
    }
    for table, columns in places.items():
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        for number, row in enumerate(rows):
            for place, column in enumerate(columns):
                if row.get(column):
                    hostile = HOSTILE[(number + place) % len(HOSTILE)]
                    row[column] = f"{hostile} {row[column]}".strip() if number % 2 else f"{row[column]} {hostile}"
            if table == "sources":
                row["url"] = ADDRESSES[number % len(ADDRESSES)]
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    return cica.load(folder)


class Page(html.parser.HTMLParser):
    """The elements, attributes and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


ANSWERS: dict[str, Callable[[cica.Record], Any]] = {
    "members": lambda record: record.members(),
    "members, open": lambda record: record.members(on="2011-03-01"),
    "observers": lambda record: record.observers(),
    "memberships": lambda record: record.memberships("KAZ"),
    "meetings": lambda record: record.meetings(),
    "attendances": lambda record: record.attendances("summit-4"),
    "documents": lambda record: record.documents(),
    "sources": lambda record: record.sources(),
    "evidence": lambda record: record.evidence("cica-tha-member"),
    "timeline": lambda record: record.timeline(2014, 2016),
    "officers": lambda record: record.officers(),
    "overlap": lambda record: record.overlap("cica", "sco"),
    "state": lambda record: record.state("KAZ"),
    "chair": lambda record: record.chair(),
    "summit": lambda record: record.summit(4),
    "source": lambda record: record.sources()[0],
    "resolve": lambda record: record.resolve([*HOSTILE, "KAZ"]),
    "check": lambda record: record.check([*HOSTILE, "KAZ", "JPN"]),
    "checked names": lambda record: record.check([*HOSTILE, "KAZ"]).names,
    "briefing": lambda record: record.briefing(),
}


@pytest.mark.parametrize("ask", ANSWERS.values(), ids=ANSWERS.keys())
def test_terminals_and_notebooks_show_and_do_not_obey(record: cica.Record, ask: Callable[[cica.Record], Any]) -> None:
    answer = ask(record)
    for text in (repr(answer), answer._repr_text() if hasattr(answer, "_repr_text") else ""):
        assert not SENT & set(text) - {"\n"}
    if hasattr(answer, "_repr_html_"):
        page = Page(answer._repr_html_())
        assert page.tags <= {"table", "caption", "thead", "tbody", "tr", "th", "td", "div", "code", "br", "p"}
        assert page.attributes <= {"style", "scope", "title"}
        assert not SENT & set(answer._repr_html_())


def test_a_briefing_has_no_links_but_those_of_the_web(record: cica.Record) -> None:
    briefing = record.briefing()
    for text in (str(briefing), briefing.markdown, briefing._repr_mimebundle_()["text/markdown"]):
        assert not SENT & set(text) - {"\n"}
    for line in briefing.markdown.splitlines():
        assert SCRIPT not in line.replace("\\<", "")
        assert not re.search(r"(?<!\\)\]\(", line)
        assert all(address.startswith(("http://", "https://")) for address in re.findall(r"(?<!\\)<(\S+:\S*)>", line))


def test_a_page_of_a_briefing_has_no_links_but_those_of_the_web(record: cica.Record, tmp_path: Path) -> None:
    text = record.briefing().export(tmp_path / "briefing.html").read_text("utf-8")
    page = Page(text)
    assert page.tags == {
        *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "ol", "li", "sup", "a", "footer")
    }
    assert page.attributes == {"lang", "charset", "name", "content", "id", "href"}
    assert all(link.startswith(("http://", "https://", "#source-")) for link in page.links)
    assert not SENT & set(text) - {"\n"}


def test_a_word_document_of_a_briefing_has_no_links_but_those_of_the_web(record: cica.Record, tmp_path: Path) -> None:
    briefing = record.briefing()
    file = briefing.export(tmp_path / "briefing.docx")
    document = docx.Document(str(file))
    shown = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert not SENT & set(shown) - {"\n"}
    assert SCRIPT in shown  # as text
    outside = [relation.target_ref for relation in document.part.rels.values() if relation.is_external]
    assert outside
    assert all(address.startswith(("http://", "https://")) for address in outside)
    body: Any = document.element
    allowed = {*("p", "pPr", "pStyle", "r", "rPr", "vertAlign", "t", "hyperlink", "bookmarkStart", "bookmarkEnd", "rStyle"), *PAPER}
    assert {element.tag.rpartition("}")[2] for element in body[0].iterdescendants()} == allowed


@pytest.mark.parametrize(
    "draw",
    [plots.timeline, plots.membership, plots.map, plots.overlap, plots.upset, plots.network],
    ids=["timeline", "membership", "map", "overlap", "upset", "network"],
)
def test_pictures_are_well_formed_and_dollars_are_dollars(record: cica.Record, draw: Callable[..., Any], tmp_path: Path) -> None:
    plot = draw(record=record)
    ElementTree.fromstring(plot.save(tmp_path / "plot.svg").read_bytes())
    assert not SENT & set(plot._repr_html_())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_messages_show_and_do_not_obey(record: cica.Record, hostile: str, tmp_path: Path) -> None:
    write_package(tmp_path, {"states": [{"id": hostile.replace(",", ""), "name": "x", "alpha2": hostile.replace(",", "")}]})
    asks: list[Callable[[], object]] = [
        lambda: record.state("Korea"),
        lambda: record.state(f"Narnia {hostile}"),
        lambda: record.members(hostile or "x"),
        lambda: record.members(on=hostile),
        lambda: record.meetings(kind=hostile),
        lambda: record.meeting(hostile),
        lambda: record.chair(on="1995-01-01"),
        lambda: cica.load(tmp_path),
        lambda: cica.load(tmp_path / hostile),
    ]
    for ask in asks:
        try:
            ask()
        except (cica.NotFoundError, cica.OptionError, cica.DateError, cica.UndeterminedError, cica.PackageError) as error:
            told = traceback.format_exception_only(error)
            told += [repr(error)] + [str(problem) + repr(problem) for problem in getattr(error, "problems", [])]
            assert not SENT & set("".join(told)) - {"\n"}
        else:
            raise AssertionError("is answered")


QUESTIONS = ["members", "members narnia", "sources", "briefing", "state KAZ", "evidence cica-tha-member", "timeline 2014"]


def asked(record: cica.Record, words: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command line writes, about this record."""
    folder: Any = record._files
    main([*words.split(), "--data", str(folder._files._path)])
    printed = capsys.readouterr()
    assert not SENT & set(printed.err) - {"\n"}
    return printed.out


@pytest.mark.parametrize("form", ["text", "csv", "json"])
@pytest.mark.parametrize("words", QUESTIONS)
def test_the_command_line_sends_nothing_to_the_terminal(
    record: cica.Record, words: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = asked(record, f"{words} --format {form}", capsys)
    assert not SENT & set(printed) - {"\n"}
    if form == "json" and printed:
        json.loads(printed)


@pytest.mark.parametrize("tool", TOOLS)
def test_an_assistant_is_sent_text(record: cica.Record, tool: str) -> None:
    needed: dict[str, dict[str, object]] = {
        "shared_organisations": {"first": "KAZ", "second": "KGZ"},
        "evidence": {"fact": "cica-tha-member"},
        "resolve": {"values": HOSTILE},
        "diff": {"earlier": "2024"},
    }
    answered = answer(record, tool, needed.get(tool, {}))
    assert answered.data["items"]
    for text in (answered.text, json.dumps(answered.data, ensure_ascii=False)):
        assert not SENT & set(text) - {"\n"}


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t", "a;=1", "a\n=1", "\uff1d1", "\uff201"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_csv(["a"], [[cell], [-1], ["a-1"], ["a @x"]])
    _, written, *others = [row[0] for row in csv.reader(io.StringIO(capsys.readouterr().out, newline=""))]
    assert "'" in written
    assert others == ["-1", "a-1", "a @x"]


@pytest.mark.parametrize("words", ["members", "sources", "meetings", "briefing", "timeline 2014 2016", "overlap sco"])
def test_a_spreadsheet_runs_nothing_unless_it_is_asked_for(
    record: cica.Record, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    inert = list(csv.reader(asked(record, f"{words} --format csv", capsys).splitlines()))
    run = re.compile(r"(^|[;\t\r\n])[=+\-@\t\r\n\uff1d]")
    assert len(inert) > 1
    assert not [cell for row in inert for cell in row if run.search(cell)]
    verbatim = list(csv.reader(io.StringIO(asked(record, f"{words} --format csv --verbatim", capsys), newline="")))
    assert len(verbatim) == len(inert)
    if words == "sources":
        titles = {row["title"] for _, row in record._package.rows("sources").values() if "title" in row}
        assert titles & {cell for row in verbatim for cell in row if run.search(cell)}


def test_the_same_briefing_is_the_same_file(tmp_path: Path) -> None:
    before, briefing = dict(os.environ), cica.briefing("2015-03-01")
    once = briefing.export(tmp_path / "one.docx").read_bytes()
    time.sleep(2.1)  # archives count in two seconds
    assert briefing.export(tmp_path / "two.docx").read_bytes() == once
    assert dict(os.environ) == before


def test_the_process_is_left_as_it_was() -> None:
    import decimal
    import gc
    import locale
    import random
    import sys
    import warnings

    import matplotlib as mpl
    import numpy as np
    import pandas as pd

    def state() -> tuple[object, ...]:
        generator: Any = np.random.get_state(legacy=False)
        return (
            *(csv.field_size_limit(), locale.setlocale(locale.LC_ALL), random.getstate(), list(warnings.filters)),
            *(dict(mpl.rcParams), mpl.get_backend(), str(generator), dict(os.environ), Path.cwd()),
            *(decimal.getcontext().prec, sys.getrecursionlimit(), pd.get_option("display.max_rows"), gc.isenabled()),
        )

    def use() -> None:
        cica.members().to_frame()
        assert cica.briefing().markdown
        plots.timeline()._repr_html_()
        main(["members", "--format", "csv"])
        cica.panel(2014, 2015)
        cica.load(DATA)

    use()  # what pandas and matplotlib set when they are imported is theirs
    before = state()
    use()
    assert state() == before
