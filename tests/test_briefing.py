"""The briefing: readable on every day, and nothing in it that does not come from the record."""

from __future__ import annotations

import datetime
import re
import sys
from pathlib import Path

import pytest
from conftest import briefing as briefing_of
from conftest import known, known_days, tried
from hypothesis import example, given
from hypothesis import strategies as st

import cica
from cica import Briefing, Date, Record, Sentence
from cica.display.words import listed, when
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


@pytest.mark.parametrize(
    ("ending", "start"),
    [
        pytest.param("html", b"<!DOCTYPE html>", marks=pytest.mark.pandoc),
        pytest.param("docx", b"PK", marks=pytest.mark.pandoc),
        ("md", b"# Conf"),
        ("txt", b"Conf"),
    ],
)
def test_export(tmp_path: Path, ending: str, start: bytes) -> None:
    file = cica.briefing(on="2015-03-01").export(tmp_path / f"cica.{ending}")
    assert file.read_bytes().startswith(start)
    if ending == "html":
        text = file.read_text(encoding="utf-8")
        assert "Türkiye" not in text
        assert "<sup>1,2,3</sup>" in text
        assert text.count("<li>") > len(cica.briefing(on="2015-03-01").sources)


def test_export_to_an_unknown_form(tmp_path: Path) -> None:
    with pytest.raises(cica.OptionError, match=r"'cica.pptx' has no known ending; accepted are '.md' \(markdown\)"):
        cica.briefing().export(tmp_path / "cica.pptx")


def test_export_without_the_converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(ImportError, match=r"pip install 'cica\[export\]'"):
        cica.briefing().export(tmp_path / "cica.docx")
    assert cica.briefing().export(tmp_path / "cica.md").exists()


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
