"""How tables and objects show themselves."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica.display.layout import ROWS, WIDTH, clip, fit, pad, width, wrap
from cica.model.entity import Entity
from cica.tables.table import NAMED

TABLES: list[cica.Table[Entity]] = [
    cica.members(), cica.members(on="2011-03-01"), cica.observers(), cica.memberships(), cica.meetings(), cica.summits(),
    cica.attendances(), cica.chairmanships(), cica.officers(), cica.seats(), cica.bodies(), cica.documents(), cica.principles(),
    cica.measures(level=None), cica.coordinators(), cica.milestones(), cica.initiatives(), cica.states(), cica.state_names("CHN"),
    cica.former_states(), cica.organisations(), cica.sources(), cica.disputes(), cica.evidence("summit-4"), cica.timeline(),
    cica.timeline("2010", "2011"),
]  # fmt: skip


def test_a_table_of_members() -> None:
    assert repr(cica.members(on="2011-03-01")).splitlines()[:3] == [
        "22 members of CICA on 2011-03-01",
        "id   name                  since",
        "AFG  Afghanistan           1999-09-14",
    ]
    assert repr(cica.members(on="2011-03-01")).endswith("\nUndetermined: Bahrain (BHR), Cambodia (KHM)")


def test_an_empty_table() -> None:
    table = cica.members(on="1990-01-01")
    assert repr(table) == "0 members of CICA on 1990-01-01"
    assert table._repr_html_().count("<tr>") == 0


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_tables_fit_a_terminal_and_are_aligned(table: cica.Table[Entity]) -> None:
    lines = repr(table).splitlines()
    assert all(width(line) <= WIDTH for line in lines), [line for line in lines if width(line) > WIDTH]
    assert all(line == line.rstrip() for line in lines)
    headings, rows = table.cells()
    shown = lines[1 : 2 + min(len(rows), ROWS)]
    for name in headings[1:]:
        assert re.search(rf"(^| ){name}", shown[0])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_tables_are_cut_with_a_count(table: cica.Table[Entity]) -> None:
    if len(table) > ROWS:
        assert f"... and {len(table) - ROWS} more" in repr(table)
        assert f"and {len(table) - ROWS} more" in table._repr_html_()
        assert "more" not in table._repr_text().splitlines()[-1] or len(table.undetermined) > NAMED


class Parser(HTMLParser):
    """Collects the text of a page and checks that its tags are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_notebook_tables_are_well_formed_and_escaped(table: cica.Table[Entity]) -> None:
    parser = Parser()
    parser.feed(table._repr_html_())
    assert not parser.open
    _, rows = table.cells()
    for row in rows[:ROWS]:
        for cell in row:
            assert not cell or cell in parser.text


def test_notebook_tables_have_no_colours_of_their_own() -> None:
    html = cica.members()._repr_html_()
    assert not re.search(r"#[0-9a-f]{3,6}\b|rgb\(|white(?!-space)|black", html)
    assert "currentColor" in html


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_objects_show_themselves(table: cica.Table[Entity]) -> None:
    for item in table:
        line = repr(item)
        assert "\n" not in line
        assert width(line) <= WIDTH
        assert line.startswith(f"<{type(item).__name__} ")
        assert str(item)
        card = item._repr_text()
        assert all(width(part) <= WIDTH for part in card.splitlines()), card
        bundle = item._repr_mimebundle_()
        assert bundle["text/plain"] == card
        parser = Parser()
        parser.feed(bundle["text/html"])
        assert not parser.open
        assert item._repr_html_() == bundle["text/html"]


def test_one_line_of_several_kinds() -> None:
    assert repr(cica.state("KOR")) == "<State KOR: South Korea>"
    assert repr(cica.summit(3)) == "<Summit summit-3: Istanbul, 2010-06-08>"
    assert repr(cica.memberships("KOR", "cica")[1]) == "<Membership cica-kor-member: South Korea, member of CICA since 2006-06-17>"
    assert "due 2026-10, Baku" in repr(cica.summit(7))


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=60)


@given(texts, st.integers(1, 40))
def test_clip_and_pad_keep_to_the_width(text: str, limit: int) -> None:
    assert width(clip(text, limit)) <= limit
    assert width(pad(text, limit)) == limit
    flat = " ".join(text.split())
    assert clip(text, limit) == flat or clip(text, limit).endswith("…")


@given(st.lists(st.tuples(texts.filter(bool), st.integers(0, 200)), min_size=1, max_size=6))
def test_fit_never_widens_a_column_nor_cuts_a_heading(columns: list[tuple[str, int]]) -> None:
    headings = [heading for heading, _ in columns]
    widths = [max(size, width(heading)) for heading, size in columns]
    fitted = fit(widths, headings, [False] * len(headings), 2)
    assert all(width(heading) <= new <= old for heading, old, new in zip(headings, widths, fitted, strict=True))


@given(texts, st.integers(2, 40))
def test_wrapping_loses_nothing(text: str, limit: int) -> None:
    lines = wrap(text, limit)
    assert all(0 < width(line) <= limit for line in lines if line.strip())
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_wide_characters_take_two_columns() -> None:
    assert width("中国") == 4
    assert pad("中国", 6) == "中国  "


def test_a_hostile_text_is_escaped() -> None:
    source = cica.Source(id="x", publisher="<b>&", title='"><script>', kind="news")
    table = cica.Table([source], undetermined=[source], title="<i>")
    for html in (table._repr_html_(), source._repr_html_()):
        assert "<script>" not in html
        assert "<b>" not in html
        assert "<i>" not in html
