"""How tables and objects show themselves."""

from __future__ import annotations

import datetime
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica.display.cells import DateWords, in_words, legend, phrased
from cica.display.layout import DATES, ROWS, WIDTH, clip, fit, fold, pad, table_text, width, wrap
from cica.display.words import dated, lasted
from cica.model.entity import Entity

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
        assert "more" not in table_text("", *table.cells(), most=None).splitlines()[-1]


class Parser(HTMLParser):
    """Collects the text of a page and checks that its tags are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.titles: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.titles += [value for name, value in attrs if name == "title"]
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
    _, rows = table._grid(in_words)
    for row in rows[:ROWS]:
        for cell in row:
            assert not cell or cell in parser.text
            assert not isinstance(cell, DateWords) or cell.edtf in parser.titles


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


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 200)), min_size=1, max_size=6), st.integers(1, 200))
def test_fit_never_widens_a_column_nor_takes_more_than_it_gives(columns: list[tuple[int, int]], room: int) -> None:
    least = [floor for floor, _ in columns]
    widths = [floor + more for floor, more in columns]
    fitted = fit(widths, least, room, 2)
    assert all(floor <= new <= old for floor, old, new in zip(least, widths, fitted, strict=True))
    assert sum(fitted) + 2 * (len(fitted) - 1) <= room or fitted in (least, widths)


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


@st.composite
def dates(draw: st.DrawFn) -> cica.Date:
    """Dates of every form, many of them at the beginning or the end of a month or a year."""
    days = st.dates(datetime.date(1000, 1, 1)) | st.builds(
        datetime.date, st.integers(1998, 2001), st.sampled_from([1, 2, 5, 12]), st.sampled_from([1, 2, 27, 28])
    )
    first, last = sorted((draw(days), draw(days)))
    form = draw(
        st.sampled_from(["{0}", "{0:%Y-%m}", "{0:%Y}", "[{0}..{1}]", "[..{0}]", "[{0}..]", "{0}/{1}", "[{0:%Y-%m}..{1:%Y-%m}]"])
    )
    return cica.Date(form.format(first, last))


MONTHS = {month: n for n, month in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}


def read(words: str) -> cica.Date:
    """The date that words stand for, as somebody reads them who knows no EDTF."""

    def day(text: str, rest: str) -> datetime.date:
        parts = text.split()
        number, month, year = [*parts, *rest.split()[len(parts) - 3 :]] if len(parts) < 3 else parts
        return datetime.date(int(year), MONTHS[month], int(number))

    if words.startswith("by "):
        return cica.Date.between(None, day(words[3:], ""))
    if words.endswith(" or later"):
        return cica.Date.between(day(words.removesuffix(" or later"), ""), None)
    for link, event in ((" to ", True), (" or ", False), (" and ", not words.startswith("between "))):
        first, found, last = words.removeprefix("between ").partition(link)
        if found:
            begin, stop = day(first, last), day(last, "")
            return cica.Date(f"{begin}/{stop}") if event else cica.Date.between(begin, stop)
    year, *month = reversed(words.split())
    return cica.Date("-".join([year, *(f"{MONTHS[name]:02}" for name in month[:1]), *(f"{int(n):02}" for n in month[1:])]))


@given(dates())
def test_words_for_a_date_say_what_the_date_says(date: cica.Date) -> None:
    assert read(dated(date)) == date


@given(dates(), st.integers(11, 60))
def test_words_for_a_date_are_broken_between_days_and_never_cut(date: cica.Date, columns: int) -> None:
    lines = fold(in_words(date), columns)
    assert " ".join(lines) == dated(date)
    assert all(width(line) <= columns for line in lines)
    assert not any(re.search(r"\b\d{1,2}$|\b[A-Z][a-z]{2}$", line) for line in lines if not line.startswith("between"))
    assert len(lines) <= 2 or columns < DATES[0]
    assert len(lines) <= 3 or columns < DATES[1]


def test_a_table_in_python_keeps_edtf_and_says_what_it_means() -> None:
    text = repr(cica.chairmanships())
    assert "\nturkey-2010         Türkiye    2010-06-08               [2014-05-20..2014-05-21]\n" in text
    assert "\n[a..b]: some day from a to b\n" in text
    assert "[a..b]" not in repr(cica.chairmanships(on="2019"))
    assert "[" not in repr(cica.summits())


def test_the_legend_fits_a_line() -> None:
    every = [["[1992-10-05..1999-09-14]", "[..1999-09-14]", "[2016-04-28..]", "2014-05-20/2014-05-21", "2011", "2014-05", "x"]]
    assert legend(every) == "[a..b]: some day from a to b; [..b]: by b; [a..]: a or later; a/b: from a to b"
    assert width(legend(every)) <= WIDTH


def test_a_notebook_says_dates_in_words() -> None:
    html = cica.chairmanships()._repr_html_()
    assert ' title="[2014-05-20..2014-05-21]">20 or 21 May 2014</td>' in html
    assert ">[20" not in html
    card = cica.chair_in(2015)._repr_html_()
    assert ' title="[2014-05-20..2014-05-21]">20 or 21 May 2014</td>' in card
    assert "since 17 Jun 2006" in cica.memberships("KOR", "cica")[1]._repr_html_()
    assert "due 14 and 15 Jun 2019, Dushanbe (announced by 10 Jun 2019)" in cica.summit(5)._repr_html_()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_no_card_shows_edtf(table: cica.Table[Entity]) -> None:
    for item in table:
        for name, text in item._card():
            assert not re.search(r"\[\d{4}-\d\d-\d\d\.\.|\.\.\d{4}-\d\d-\d\d\]", text), name


def test_what_only_looks_like_a_date_stays() -> None:
    assert phrased("2014-13, A/2014-05, 0732, https://x/2014-05-20") == "2014-13, A/2014-05, 0732, https://x/2014-05-20"
    assert in_words("0732") == "0732"
    assert not isinstance(in_words("2014-13"), DateWords)
    assert in_words("[2014-05-21..2014-05-20]") == "[2014-05-21..2014-05-20]"


def test_periods_in_words() -> None:
    period = cica.Period(cica.Date("[1992-10-05..1999-09-14]"), cica.Date("[2010-06-08..]"))
    assert lasted(period) == "from a day between 5 Oct 1992 and 14 Sep 1999 to 8 Jun 2010 or later"
    assert in_words(cica.Period()) == "since an unknown day"


def test_identifiers_break_rather_than_being_cut() -> None:
    ids = ["an-identifier-of-quite-some-length", "short"]
    lines = table_text("", ("id", "name"), [(name, "a name " * 20) for name in ids], room=30).splitlines()[2:]
    assert all(width(line) <= 30 for line in lines)
    assert "".join(line.split()[0] for line in lines if line).startswith("an-identifier-of-")
    assert not any("…" in line.split()[0] for line in lines)
