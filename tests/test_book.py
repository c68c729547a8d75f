"""The record as a book: a page for each of its objects, with nothing dead, nothing foreign and nothing that is not text."""

from __future__ import annotations

import datetime
import html
import importlib
import json
import os
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

import cica

pytestmark = pytest.mark.docs
pytest.importorskip("sphinx")

DOCS = Path(__file__).parent.parent / "docs"
LARGEST = 1_000_000  # bytes of a page
LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "video": "src", "audio": "src"}
FOREIGN = re.compile(r"^(?:[a-z][a-z+.-]*:)?//", re.IGNORECASE)


class Reader(HTMLParser):
    """What a page refers to, what it loads, and what in it can be referred to."""

    def __init__(self) -> None:
        super().__init__()
        self.targets = set[str]()
        self.links = list[str]()
        self.loaded = list[str]()
        self.tags = list[str]()
        self.data = list[str]()
        self._in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.targets |= {given[name] for name in ("id", "name") if given.get(name)}
        self.links += [given[name] for name in ("href", "src") if name in given]
        if tag in LOADED and LOADED[tag] in given and given.get("rel", "") not in ("canonical", "next", "prev"):
            self.loaded.append(given[LOADED[tag]])
        self._in_data = given.get("type") == "application/ld+json"

    def handle_endtag(self, tag: str) -> None:
        self._in_data = self._in_data and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(data)


@pytest.fixture(scope="session")
def read(site: Path) -> dict[str, Reader]:
    """Every page of the site, read."""
    found: dict[str, Reader] = {}
    for path in site.rglob("*.html"):
        name = path.relative_to(site).as_posix()
        if not name.startswith("_static/"):
            found[name] = Reader()
            found[name].feed(path.read_text(encoding="utf-8"))
    return found


def module(name: str) -> ModuleType:
    """One of the modules that make the pages."""
    sys.path.insert(0, str(DOCS / "_ext"))
    try:
        return importlib.import_module(f"cica_book.{name}")
    finally:
        sys.path.remove(str(DOCS / "_ext"))


@pytest.fixture(scope="session")
def book() -> Any:
    return module("book").Book(cica.load(), str(DOCS / "_templates" / "book"))


def objects() -> list[cica.Entity]:
    """What has a page."""
    return [
        *(*cica.states(), *cica.former_states(), *cica.organisations(), *cica.meetings(), *cica.chairmanships()),
        *(*cica.documents(), *cica.principles(), *cica.measures(level=None), *cica.disputes()),
    ]


def test_each_object_has_a_page(book: Any, read: dict[str, Reader]) -> None:
    names = {f"{book.name(item)}.html" for item in objects()}
    assert len(names) == len(objects()) > 400
    assert names <= read.keys()


def test_every_page_is_in_a_table_that_the_index_leads_to(book: Any, read: dict[str, Reader]) -> None:
    def reached(name: str) -> set[str]:
        return {urldefrag(urljoin(name, unquote(link))).url for link in read[name].links if not urlsplit(link).scheme}

    tables = {name for name in reached("record/index.html") if name.startswith("record/")}
    linked = set[str]().union(*map(reached, tables & read.keys()))
    assert {f"{book.name(item)}.html" for item in objects()} <= linked


def test_no_page_is_large(site: Path) -> None:
    assert max(path.stat().st_size for path in site.rglob("*.html")) < LARGEST
    assert (site / "searchindex.js").stat().st_size < 4 * LARGEST


def _dead(site: Path, read: dict[str, Reader]) -> Iterator[str]:
    for name, page in read.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = urljoin(name, unquote(parts.path)) if parts.path else name
            if not (site / target).is_file() or (
                parts.fragment and target in read and unquote(parts.fragment) not in read[target].targets
            ):
                yield f"{name}: {link}"


def test_no_link_within_the_site_is_dead(site: Path, read: dict[str, Reader]) -> None:
    assert sorted(set(_dead(site, read)))[:20] == []


def test_no_page_asks_another_host(site: Path, read: dict[str, Reader]) -> None:
    assert [(name, link) for name, page in read.items() for link in page.loaded if FOREIGN.match(link)] == []
    styles = {path.name: path.read_text(encoding="utf-8") for path in site.rglob("*.css")}
    assert [name for name, text in styles.items() if re.search(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", text)] == []


def test_only_addresses_of_the_web_are_links(read: dict[str, Reader]) -> None:
    schemes = {urlsplit(link).scheme.lower() for page in read.values() for link in page.links}
    assert schemes <= {"", "http", "https", "data"}


def test_each_page_is_described_for_machines(book: Any, read: dict[str, Reader]) -> None:
    for item in objects():
        (text,) = read[f"{book.name(item)}.html"].data
        data = json.loads(text)
        assert data["@context"] == "https://schema.org"
        assert data["mainEntity"]["identifier"] == item.id
        assert data["isPartOf"]["dateModified"] == str(cica.as_of)


def test_the_sitemap_has_every_page(book: Any, site: Path) -> None:
    listed = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert all(f"<loc>{book.name(item)}.html</loc>" in listed for item in objects()) or os.environ.get("READTHEDOCS_CANONICAL_URL")


@pytest.fixture(scope="session")
def index(site: Path) -> dict[str, Any]:
    """What the search of the site finds by."""
    text = (site / "searchindex.js").read_text(encoding="utf-8").removeprefix("Search.setIndex(").removesuffix(")")
    found: dict[str, Any] = json.loads(text)
    return found


def test_the_page_of_a_state_is_the_only_one_of_its_title(index: dict[str, Any]) -> None:
    for state in cica.states():  # the page whose title is what was looked for comes first
        found = [index["docnames"][page] for page, section in index["alltitles"][state.name] if section is None]
        assert found == [f"record/states/{state.id}"]


@pytest.mark.parametrize(
    ("name", "page"), [("Turkey", "states/TUR"), ("SCO", "organisations/sco"), ("ASEAN", "organisations/asean")]
)
def test_other_names_and_abbreviations_lead_to_their_page(index: dict[str, Any], name: str, page: str) -> None:
    assert [index["docnames"][document] for document, _, main in index["indexentries"][name.lower()] if main] == [f"record/{page}"]


def test_the_line_of_python_gives_what_the_page_is_about() -> None:
    for item in objects():
        line = module("entries").PYTHON[item.table_name].format(module("words").quoted(item.id))
        assert eval(line, {"cica": cica}) == item, line


def test_what_is_said_to_be_known_is_known_from_that_day(book: Any) -> None:
    items = [*objects()[::9], *cica.memberships()[::40], *cica.memberships("osce")[:2]]
    for item in items:
        known = None if isinstance(item, cica.State) else book.known(item)
        if known is not None:
            before = known - datetime.timedelta(days=1)
            held = [cica.as_known(on)._package.source.holds(item.table_name, item.id) for on in (before, known)]
            assert held == [False, True], (item, known)


HOSTILE = (
    *("<script>alert(1)</script>", "[a](javascript:alert(1))", "![x](http://example.org/x.png)", "# head", "- item", "1. item"),
    *(
        "a | b",
        "`code`",
        "``` end",
        "*a* _b_ **c** ~~d~~",
        "(label)=",
        "::: {note}",
        "{doc}`index`",
        "&lt;b&gt; &amp;",
        "a\nb\n\n# c",
    ),
    *(
        "+++",
        "% comment",
        "---",
        "{{ x }}",
        "\\",
        "a\\",
        "\\|",
        "$x$",
        "<https://example.org>",
        "[^1]",
        ":a: b",
        "> quote",
        "= =",
        ": b",
    ),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    publish_doctree = pytest.importorskip("docutils.core").publish_doctree
    Parser = pytest.importorskip("myst_parser.parsers.docutils_").Parser  # noqa: N806
    safe = module("text").escape(text)
    written = f"# {safe}\n\n{safe}\n\n- {safe}\n\nTerm\n: {safe}\n\n| head |\n| --- |\n| {safe} |\n| next |\n"
    settings = {
        "myst_enable_extensions": ["deflist", "dollarmath", "colon_fence", "substitution"],
        "report_level": 1,
        "halt_level": 2,
    }
    made = publish_doctree(written, parser=Parser(), settings_overrides=settings)
    kinds = {type(node).__name__ for node in made.findall()}
    wanted = " ".join(text.split())
    assert kinds <= {
        *(
            "document",
            "Text",
            "paragraph",
            "title",
            "section",
            "bullet_list",
            "list_item",
            "definition_list",
            "definition_list_item",
        ),
        *("term", "definition", "table", "tgroup", "colspec", "thead", "tbody", "row", "entry", "meta"),
    }
    assert [entry.astext() for entry in made.findall() if type(entry).__name__ == "entry"] == ["head", wanted, "next"]
    assert made["title"] == wanted
    assert sum(type(node).__name__ == "Text" and node.astext() == wanted for node in made.findall()) == 5


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "UNKNOWN (no address)", "//example.org", "http://", "http://[x"]
)
def test_only_a_web_address_makes_a_link(address: str) -> None:
    assert module("text").out("label", address) == "label"


def test_an_address_cannot_end_its_link() -> None:
    assert (
        module("text").out("a", "https://example.org/x>) <b>|\\[y](z")
        == r"[a](<https://example.org/x%3E%29%20%3Cb%3E%7C%5C%5By%5D%28z>)"
    )


def test_values_in_a_template_are_escaped(book: Any) -> None:
    assert book._environment.from_string("{{ x }}").render(x="<b>*a*</b>") == r"\<b\>\*a\*\</b\>"


def test_data_for_machines_cannot_end_its_script(read: dict[str, Reader], site: Path) -> None:
    text = (site / "record" / "states" / "KAZ.html").read_text(encoding="utf-8")
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert "<" not in data
    assert html.unescape(data) == data
    assert read["record/states/KAZ.html"].tags.count("script") < 20
