"""The briefing: readable on every day, and nothing in it that does not come from the record."""

from __future__ import annotations

import datetime
import re
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from conftest import briefing as briefing_of
from conftest import known, known_days, tried
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import example, given
from hypothesis import strategies as st

import cica
from cica import Briefing, Date, Record, Section, Sentence, Source
from cica.display.words import listed, when
from cica.errors import visible
from cica.package.rows import TABLES

RECORD = cica.load()
BEGINNING = datetime.date(1992, 10, 5)
MONTHS = "January February March April May June July August September October November December".split()
NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()

# Sentences that say that something is not there, or how the record itself is made, have no source.
UNSOURCED = re.compile(
    r"CICA has no members yet\.|No |None |Nothing |There is no |Where the Secretariat sits is not decided|"
    r"It is close to .*, by our own reading\.|Sources disagree on |The record is complete for |It is not complete for "
)
# Words with a capital that stand at the beginning of a sentence, or are this text's own.
OPENING = set(
    """A CICA Before Catalogue Charter Final Helsinki It Its New No None Nothing Of On One Part Sources The There United Where
    Act Dimension Eight Eighteen Eleven Fifteen Five Four Fourteen Nine Nineteen Nations Secretariat Seven Seventeen Six Sixteen
    Ten Thirteen Three Twelve Twenty Two I II III IV V VI VII VIII IX X Day Deputy""".split()
)


def sentences(briefing: Briefing) -> list[Sentence]:
    return [sentence for section in briefing.sections for sentence in (*section.sentences, *section.points)]


def words_of(record: Record) -> tuple[set[str], set[str]]:
    """The capitalised words and the numbers that stand in the facts of a record."""
    words: set[str] = set()
    numbers: set[str] = set()
    for table in TABLES:
        if table not in ("sources", "state_names"):
            for _, row in record._package.rows(table).values():
                text = " ".join(row.values())
                words.update(re.findall(r"[^\W\d_][\w'’-]*", text))
                numbers.update(re.findall(r"\d+", text))
    return words, numbers


@tried(200)
@given(known_days)
@example(BEGINNING)
@example(datetime.date(1999, 9, 13))
@example(datetime.date(1999, 9, 14))
@example(datetime.date(2001, 12, 1))
@example(datetime.date(2012, 4, 1))
@example(datetime.date(2014, 9, 15))
@example(datetime.date(2020, 6, 1))
@example(RECORD.as_of)
def test_a_briefing_reads_well_on_every_day(day: datetime.date) -> None:
    briefing = briefing_of(day)
    assert len(briefing.sections) == 12
    for section in briefing.sections:
        assert section.sentences or section.points, section.title
    for sentence in sentences(briefing):
        text = sentence.text
        assert re.fullmatch(r"[A-Z0-9Ç].*[.:]", text), text
        assert not re.search(r"None\b(?! is recorded)|  | [,.;:)]|\( |\.\.|,,|\[|\]|\b\d{4}-\d{2}|undated|the the|and and", text), (
            text
        )
        assert text.count("(") == text.count(")"), text
        assert not re.search(r"\bone \w+ (states|organisations|summits|points|measures)\b", text), text
        assert not re.search(r"\b(two|three|four|five|six|\d\d) \w+ (state|organisation|summit|point|measure)\b", text), text
        assert sentence.sources or UNSOURCED.match(text), text
    assert all(len(line) <= 80 for line in str(briefing).splitlines() if "://" not in line)


@tried(40)
@given(known_days)
@example(datetime.date(2015, 3, 1))
@example(RECORD.as_of)
def test_every_name_and_number_comes_from_the_record(day: datetime.date) -> None:
    record = known(day)
    words, numbers = words_of(record)
    facts = [
        *record.members(),
        *record.observers(),
        *record.summits(),
        *record.meetings(),
        *record.disputes(),
        *record.measures(level=None),
    ]
    numbers |= {str(coverage.held) for coverage in record.coverage()}
    numbers |= {str(n) for n in range(len(facts) + 1)} | {str(n) for n in range(1, 32)}
    for sentence in sentences(briefing_of(day)):
        for word in re.findall(r"\b[A-Z][\w'’-]*", sentence.text):
            found = word in words or word in OPENING or word in MONTHS or word.lower() in words or word.capitalize() in words
            assert found or word[0].lower() + word[1:] in words, (word, sentence.text)
        for number in re.findall(r"\d+", sentence.text):
            assert number in numbers or number.lstrip("0") in numbers, (number, sentence.text)


def strays(day: datetime.date) -> list[str]:
    """The sentences of a briefing that speak of a fact about another organisation without naming it."""
    own = {spell.id for spell in RECORD.memberships(organisation="cica")}
    found: list[str] = []
    for sentence in sentences(briefing_of(day)):
        for fact in sentence.facts:
            table, row = (fact.table, fact.row) if isinstance(fact, cica.Dispute) else (fact.table_name, fact.id)
            if table == "memberships" and row not in own:
                other = RECORD.memberships()[row].organisation
            elif table == "organisations" and row != "cica":
                other = RECORD.organisation(row)
            else:
                assert table not in ("states", "former_states", "state_names", "state_systems"), sentence.text
                continue
            if other.name not in sentence.text and not (other.abbreviation and other.abbreviation in sentence.text):
                found.append(f"{day}: {row}: {sentence.text}")
    return found


@tried(200)
@given(known_days)
@example(BEGINNING)
@example(datetime.date(2012, 4, 1))
@example(RECORD.as_of)
def test_every_membership_and_dispute_in_it_is_of_cica_or_names_the_organisation(day: datetime.date) -> None:
    assert not strays(day)


def test_what_strays_would_be_found() -> None:
    foreign = next(dispute for dispute in RECORD.disputes() if dispute.row.startswith("brics-"))
    assert foreign not in [fact for sentence in sentences(cica.briefing()) for fact in sentence.facts]
    ours = [d for s in sentences(cica.briefing()) for d in s.facts if isinstance(d, cica.Dispute)]
    assert {d.id for d in ours} < {d.id for d in RECORD.disputes()}
    said = next(s.text for s in sentences(cica.briefing()) if s.text.startswith("Sources disagree"))
    assert f"on {len(set(ours))} points of the record on CICA" in said


@tried(40)
@given(known_days)
def test_every_sentence_with_a_source_says_of_which_facts(day: datetime.date) -> None:
    for sentence in sentences(briefing_of(day)):
        assert sentence.facts or not sentence.sources, sentence.text


@tried(40)
@given(known_days)
def test_no_year_in_it_is_later_than_what_was_scheduled(day: datetime.date) -> None:
    record = known(day)
    scheduled = [plan.due for meeting in record.meetings() for plan in meeting.plans if plan.due]
    scheduled += [term.until for chair in record.chairmanships() for term in chair.terms]
    last = max([day.year, *(date.latest.year for date in scheduled if date.latest)])
    for sentence in sentences(briefing_of(day)):
        assert all(int(year) <= last for year in re.findall(r"\b(?:19|20)\d\d\b", sentence.text)), sentence.text


def test_the_briefing_of_the_founding_day() -> None:
    text = " ".join(sentence.text for sentence in sentences(cica.briefing(on="2015-03-01")))
    for part in (
        "CICA is a forum of 26 member states, with seven observer states and four observer organisations.",
        "China has held the chair since 20 or 21 May 2014, scheduled until 2016.",
        "The fifth summit is due in 2018; no place has been announced.",
        "Bahrain joined between 21 January and 17 October 2011.",
        "The Secretariat has sat in Astana, Kazakhstan, since September 2014, the day is not recorded.",
        "25 August 2008: Protocol on the move of the Secretariat from Almaty to Astana.",
        "On non-interference: member states keep out of what lies within the domestic affairs of the others.",
        "Asian security concept (21 May 2014, Shanghai)",
        "the Parliamentary Assembly of Turkic-Speaking Countries",
    ):
        assert part in text
    assert "Türkiye" not in text
    assert "Sri Lanka joined" not in text


def test_sources_of_the_time_come_first() -> None:
    then = cica.as_known("2015-03-01")
    early = [source for source in then.briefing().sources if source.id in then.sources()]
    assert len(early) > 0.8 * len(then.briefing().sources)


def test_markdown_has_a_note_for_every_mark() -> None:
    text = cica.briefing(on="2015-03-01").markdown
    marks, notes = set(re.findall(r"(?<!^)\[\^(\d+)\](?!:)", text)), set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert marks == notes
    assert len(notes) == len(cica.briefing(on="2015-03-01").sources)


def test_a_notebook_gets_markdown_and_a_terminal_text() -> None:
    briefing = cica.briefing()
    shown = briefing._repr_mimebundle_()
    assert shown["text/plain"] == str(briefing)
    assert shown["text/markdown"].startswith("# Conference on Interaction")
    assert "<sup>1" in shown["text/markdown"]
    assert repr(briefing).startswith("<Briefing on CICA as known on 2026-04-14")
    assert cica.briefing() == briefing


@pytest.mark.parametrize(("ending", "start"), [("html", b"<!DOCTYPE html>"), ("docx", b"PK"), ("md", b"# Conf"), ("txt", b"Conf")])
def test_export(tmp_path: Path, ending: str, start: bytes) -> None:
    briefing = cica.briefing(on="2015-03-01")
    file = briefing.export(tmp_path / f"cica.{ending}")
    once = file.read_bytes()
    assert once.startswith(start)
    briefing.export(file)
    assert file.read_bytes() == once
    assert list(tmp_path.iterdir()) == [file]


def test_a_page_has_all_that_is_said_and_each_number_leads_to_a_source(tmp_path: Path) -> None:
    briefing = cica.briefing(on="2015-03-01")
    page = ElementTree.fromstring(re.sub(r"<!DOCTYPE.*?>|<meta.*?>", "", briefing.export(tmp_path / "c.html").read_text("utf-8")))
    assert [heading.text for heading in page.iter("h2")] == [section.title for section in briefing.sections] + ["Sources"]
    shown = "".join(page.itertext())
    assert all(sentence.text in shown for sentence in sentences(briefing))
    assert len(page.findall(".//ul/li")) == sum(len(section.points) for section in briefing.sections)
    items = page.findall(".//ol/li")
    assert [item.get("id") for item in items] == [f"source-{n}" for n in range(1, len(briefing.sources) + 1)]
    links = [link.get("href") for link in page.iterfind(".//sup/a")]
    assert {f"#{item.get('id')}" for item in items} == set(links)
    assert len(links) == sum(len(sentence.sources) for sentence in sentences(briefing))
    assert [[link.get("href") for link in item.iter("a")] for item in items] == [[s.url] * bool(s.url) for s in briefing.sources]


def paragraphs(file: Path, style: str) -> list[Paragraph]:
    return [paragraph for paragraph in docx.Document(str(file)).paragraphs if paragraph.style and paragraph.style.name == style]


def test_a_word_document_has_all_that_is_said_and_each_number_leads_to_a_source(tmp_path: Path) -> None:
    briefing = cica.briefing(on="2015-03-01")
    file = briefing.export(tmp_path / "cica.docx")
    document = docx.Document(str(file))
    assert [title.text for title in paragraphs(file, "Title")] == [briefing.title]
    assert [day.text for day in paragraphs(file, "Subtitle")] == ["As known on 1 March 2015."]
    headings = [section.title for section in briefing.sections] + ["Sources"]
    assert [heading.text for heading in paragraphs(file, "Heading 1")] == headings

    def said(sentence: Sentence) -> str:
        numbers = sorted(briefing.sources.index(source) + 1 for source in sentence.sources)
        return sentence.text + ",".join(map(str, numbers))

    *runs, citation = [paragraph.text for paragraph in paragraphs(file, "Body Text")]
    assert runs == [" ".join(map(said, section.sentences)) for section in briefing.sections if section.sentences]
    assert citation == briefing.citation
    points = [said(point) for section in briefing.sections for point in section.points]
    assert [point.text for point in paragraphs(file, "List Bullet")] == points

    listed_sources = paragraphs(file, "List Number")
    assert len(listed_sources) == len(briefing.sources)
    for n, (shown, source) in enumerate(zip(listed_sources, briefing.sources, strict=True), 1):
        assert shown.text.startswith(f"{source.publisher}: {source.title}")
        assert [link.address for link in shown.hyperlinks] == [source.url] * bool(source.url)
        inside: Any = shown._p
        assert [mark.get(qn("w:name")) for mark in inside.iter(qn("w:bookmarkStart"))] == [f"source-{n}"]
    inner = [link for paragraph in document.paragraphs for link in paragraph.hyperlinks if link.fragment and not link.address]
    assert {link.fragment for link in inner} == {f"source-{n}" for n in range(1, len(briefing.sources) + 1)}
    assert all(link.fragment == f"source-{link.text}" and link.runs[0].font.superscript for link in inner)
    assert all(document.styles[name].type == WD_STYLE_TYPE.PARAGRAPH for name in ("Title", "Heading 1", "List Bullet"))


def test_a_word_document_says_what_it_is(tmp_path: Path) -> None:
    briefing = cica.briefing(on="2015-03-01")
    file = briefing.export(tmp_path / "cica.docx")
    about = docx.Document(str(file)).core_properties
    assert (about.title, about.subject) == (briefing.title, "Briefing as known on 2015-03-01")
    assert (about.author, about.last_modified_by, about.language) == ("cica", "cica", "en-GB")
    assert (about.comments, about.version) == (briefing.citation, briefing.version)
    assert briefing.version == cica.__version__
    assert about.created == about.modified == datetime.datetime(2015, 3, 1, tzinfo=about.created and about.created.tzinfo)
    with zipfile.ZipFile(file) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2015, 3, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "thumbnail" in name]
        assert b"en-US" not in parts.read("word/styles.xml").split(b"</w:docDefaults>")[0].replace(b'w:eastAsia="en-US"', b"")


@tried(40)
@given(st.text(), st.text(), st.text())
@example("\x00\x1b[2J\ufffe\uffff", "\ud800\u202e a\tb\nc", "https://example.org/\x00")
@example("x" * 300, "<w:t>&amp;</w:t>", "https://example.org/<a href='x'>")
@example("A", "A", "https://?x")
def test_any_text_in_a_briefing_stays_text(title: str, text: str, address: str) -> None:
    source = Source(id="s", publisher=text, title=title, kind="news", url=address)
    briefing = Briefing(title, BEGINNING, (Section(title, (Sentence(text, (source,)),), (Sentence(title),)),), text, title)
    with tempfile.TemporaryDirectory() as folder:
        file = briefing.export(Path(folder, "c.docx"))
        page = briefing.export(Path(folder, "c.html")).read_text("utf-8")
        document = docx.Document(str(file))
        inner = ElementTree.fromstring(re.sub(r"<!DOCTYPE.*?>|<meta.*?>", "", page))

    def line(said: str) -> str:
        return " ".join(visible(said).split())

    assert [p.text for p in document.paragraphs[:5]] == [
        line(title),
        "As known on 5 October 1992.",
        line(title),
        f"{line(text)}1",
        line(title),
    ]
    links = [link.address for paragraph in document.paragraphs for link in paragraph.hyperlinks if link.address]
    assert links == [a.get("href") for a in inner.iterfind(".//ol//a")]
    assert all(re.match("https?://[^/?#]", link) for link in links)
    assert [tag.tag for tag in inner.findall("body/*")] == ["h1", "p", "h2", "p", "ul", "h2", "ol", "footer"]
    assert "".join(inner.itertext()).count(line(title)) >= 3
    assert document.core_properties.title == line(title)[:255]


def test_export_to_an_unknown_form(tmp_path: Path) -> None:
    with pytest.raises(
        cica.OptionError, match=r"'cica.odt' has no known ending; accepted are '.md' \(Markdown\).* pandoc cica.md -o cica.odt"
    ):
        cica.briefing().export(tmp_path / "cica.odt")


def test_export_without_what_writes_word_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "cica.briefings.word", raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ImportError, match=r"pip install 'cica\[docx\]'"):
        cica.briefing().export(tmp_path / "cica.docx")
    assert cica.briefing().export(tmp_path / "cica.html").exists()
    assert not (tmp_path / "cica.docx").exists()


def test_export_to_no_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"there is no folder '.*nowhere' to write 'cica.md' in"):
        cica.briefing().export(tmp_path / "nowhere" / "cica.md")


def test_a_file_keeps_its_place_and_its_rights(tmp_path: Path) -> None:
    real, link, plain = tmp_path / "real.md", tmp_path / "link.md", tmp_path / "plain.md"
    real.write_text("before")
    plain.write_text("before")
    link.symlink_to(real)
    cica.briefing().export(link)
    assert link.is_symlink()
    assert real.read_text("utf-8") == cica.briefing().markdown
    assert real.stat().st_mode == plain.stat().st_mode


def test_signs_of_markdown_in_a_title_are_no_markup() -> None:
    briefing = Briefing("A *bold* [title](x) <b>", BEGINNING, (), "")
    assert r"A \*bold\* \[title\](x) \<b\>" in briefing.markdown


@given(st.lists(st.text("abc ,", min_size=1), min_size=1, max_size=6))
def test_lists_name_every_part(parts: list[str]) -> None:
    assert all(part in listed(parts) for part in parts)


@given(st.dates(), st.integers(0, 1000))
def test_a_date_in_words_names_its_years(day: datetime.date, more: int) -> None:
    last = min(day.toordinal() + more, datetime.date.max.toordinal())
    date = Date.between(day, datetime.date.fromordinal(last))
    assert str(day.year) in when(date)
    assert date.latest is not None
    assert str(date.latest.year) in when(date)
