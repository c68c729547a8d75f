"""The command line: right answers, right exit status, and never a traceback."""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from conftest import tried
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica.cli import main
from cica.commands import paneling
from cica.commands.tree import QUESTIONS, tree
from cica.display.layout import width

Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).parent.parent

# A sensible question of each kind.
ASKED = {
    "": "",
    "members": "members --on 2011-03-01",
    "observers": "observers",
    "partners": "partners",
    "memberships": "memberships KOR",
    "chair": "chair",
    "chairmanships": "chairmanships",
    "summits": "summits --status all",
    "meetings": "meetings ministerial",
    "documents": "documents declaration --meeting summit-4",
    "principles": "principles declaration-principles",
    "measures": "measures --level all",
    "activities": "activities economic",
    "state": "state KOR",
    "organisations": "organisations forum --scope regional --member KAZ --on 2005",
    "shared": "shared ISR IRN",
    "exclusive": "exclusive ISR IRN --scope regional --field political-security",
    "overlap": "overlap cica osce --on 2011-05-01",
    "check": f"check {ROOT.joinpath('tests', 'briefing.txt')}",
    "panel": "panel 2005 2006 --states KOR,JPN",
    "dyads": "dyads 2017 2018 --states LKA,IND --organisations cica,saarc",
    "evidence": "evidence cica-tha-member",
    "disputes": "disputes",
    "sources": "sources un",
    "coverage": "coverage meetings",
    "timeline": "timeline 2014-05 2014-06",
    "briefing": "briefing",
    "diff": "diff 2018-09-23 2018-09-24",
}
# Those that a table answers, with the same question in Python.
TABLES: dict[str, cica.Table[cica.Entity]] = {
    "members --on 2011-03-01": cica.members(on="2011-03-01"),
    "members apec": cica.members("apec"),
    "members --on 1990": cica.members(on="1990"),
    "observers --on 2015-06-01": cica.observers(on="2015-06-01"),
    "memberships KOR": cica.memberships("KOR"),
    "memberships --organisation sco --role observer --on 2015": cica.memberships(organisation="sco", role="observer", on=2015),
    "chairmanships": cica.chairmanships(),
    "summits": cica.summits(),
    "meetings working-group --status held": cica.meetings("working-group", status="held"),
    "documents": cica.documents(),
    "measures --level all": cica.measures(level=None),
    "activities --on 2010": cica.activities(on=2010),
    "organisations": cica.organisations(),
    "shared ISR IRN": cica.shared_organisations("ISR", "IRN"),
    "exclusive ISR IRN --scope regional": cica.exclusive("ISR", "IRN", scope="regional"),
    "evidence summit-4": cica.evidence("summit-4"),
    "disputes": cica.disputes(),
    "sources": cica.sources(),
    "coverage": cica.coverage(),
    "timeline 2006-06 2006-06 --organisation all": cica.timeline("2006-06", "2006-06", organisation=None),
    "diff 2018-09-23 2018-09-24": cica.diff("2018-09-23", "2018-09-24"),
}  # fmt: skip

every = pytest.mark.parametrize("question", ASKED.values(), ids=[name or "overview" for name in ASKED])
READ = {name: question for name, question in ASKED.items() if name not in ("panel", "dyads")}  # which are text for people
text = pytest.mark.parametrize("question", READ.values(), ids=[name or "overview" for name in READ])
tables = pytest.mark.parametrize(("question", "table"), TABLES.items(), ids=TABLES)


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of eighty columns, whoever runs the tests in whichever."""
    monkeypatch.setenv("COLUMNS", "80")


def run(capsys: Capture, *words: str) -> tuple[int, str, str]:
    status = main(words)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_no_arguments_give_an_overview(capsys: Capture) -> None:
    status, out, err = run(capsys)
    assert (status, err) == (0, "")
    assert "28 member states" in out
    assert "Azerbaijan has held the chair since 17 December 2024" in out
    assert "Six summits have been held, the last in Astana on 12 and 13 October 2022." in out
    assert "The seventh summit is due in October 2026 in Baku." in out
    assert all(len(line) <= 80 for line in out.splitlines())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["members", "--on", "2015-06-01"], "26 members of CICA on 2015-06-01"),
        (["observers", "--on", "2015-06-01"], "Undetermined: Belarus (BLR)"),
        (["chair", "--on", "2015"], "China"),
        (["chair"], "Azerbaijan"),
        (["members", "sco", "--on", "2015-06-01"], "6 members of SCO on 2015-06-01"),
        (["partners"], "Shanghai Cooperation Organisation"),
        (["shared", "ISR", "IRN", "--on", "2015-01-01"], "sesame"),
        (["exclusive", "ISR", "IRN", "--scope", "regional", "--on", "2015-01-01"], "2 regional organisations of Israel and Iran"),
        (["documents", "--meeting", "summit-4"], "Shanghai Declaration"),
        (["memberships", "--organisation", "sco", "--role", "observer"], "sco-mng-observer"),
        (["organisations", "--containing", "shanghai"], "Shanghai Five"),
        (["panel", "2005", "2005", "--states", "KOR"], "KOR,South Korea,2005,observer"),
        (["overlap", "cica", "sco", "--on", "2015-03-01"], "23% of the members of CICA, 100% of those of SCO"),
        (["summits"], "Undetermined: Seventh Summit"),
        (["summits", "--on", "2014"], "Shanghai"),
        (["state", "South Korea"], "cica-kor-member"),
        (["state", "732", "--scheme", "cow"], "State KOR"),
        (["state", "KOR", "--on", "2000"], "observer"),
        (["evidence", "cica-tha-member", "--field", "start"], "Disputed: start, adopted 22 Oct 2004."),
        (["timeline", "2014-05-20", "2014-05-21"], "Qatar becomes a member of CICA"),
        (["timeline", "--on", "2006-06-17"], "South Korea becomes a member of CICA"),
    ],
)
def test_answers(capsys: Capture, words: list[str], expected: str) -> None:
    status, out, err = run(capsys, *words)
    assert (status, err) == (0, "")
    assert expected in out


def test_every_question_is_asked_here() -> None:
    assert ["", *QUESTIONS] == [*ASKED, "export"]  # which writes a file: tests/test_export.py


@every
def test_every_question_answers_in_text_csv_and_json(capsys: Capture, question: str) -> None:
    for form in ("text", "csv", "json"):
        for more in ((), ("--undetermined",)):
            status, out, err = run(capsys, *question.split(), "--format", form, *more)
            assert (status, err) == (0, "")
            if form == "json":
                assert isinstance(json.loads(out), dict)
            if form == "csv":
                table = list(csv.reader(io.StringIO(out)))
                assert len(table) > 1
                assert {len(row) for row in table} == {len(table[0])}
                assert len(set(table[0])) == len(table[0])


@text
@pytest.mark.parametrize("columns", [80, 120])
def test_text_fits_the_terminal(capsys: Capture, monkeypatch: pytest.MonkeyPatch, question: str, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for more in ((), ("--undetermined",)):
        _, out, _ = run(capsys, *question.split(), *more)
        wide = [line for line in out.splitlines() if width(line) > columns and "http" not in line]
        assert not wide
        assert all(line == line.rstrip() for line in out.splitlines())


@every
def test_python_is_not_spoken_here(capsys: Capture, question: str) -> None:
    _, out, _ = run(capsys, *question.split())
    assert not re.search(r"\.undetermined|datetime|\ban int\b|\bNone\b|\w\(\w+=", out)


@text
def test_dates_are_words_and_are_never_cut(capsys: Capture, question: str) -> None:
    _, out, _ = run(capsys, *question.split())
    out = re.sub(r"https?:\S+", "", out)
    assert not re.search(r"\[\d{4}-\d\d-\d\d\.\.|\.\.\d{4}-\d\d-\d\d\]|\d{4}-\d\d-\d\d/\d{4}", out)
    assert not re.search(r"\bbetween \d[^ ]* ?…|\b\d+ (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)( \d*)?…", out)


def test_a_wider_terminal_shows_more_and_wide_shows_all(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("timeline", "2006-06", "2006-06")
    shown: dict[str, str] = {}
    for columns in ("80", "120"):
        monkeypatch.setenv("COLUMNS", columns)
        shown[columns] = run(capsys, *words)[1]
    assert len(shown["80"]) < len(shown["120"])
    _, whole, _ = run(capsys, *words, "--wide")
    assert "…" in shown["80"]
    assert "…" not in whole
    assert all(event.title in whole for event in cica.timeline(*words[1:]))


@tables
def test_json_is_what_python_gives(capsys: Capture, question: str, table: cica.Table[cica.Entity]) -> None:
    _, out, _ = run(capsys, *question.split(), "--format", "json")
    assert json.loads(out) == json.loads(json.dumps(table.to_dict()))


@tables
def test_csv_is_what_python_gives(capsys: Capture, question: str, table: cica.Table[cica.Entity]) -> None:
    _, out, _ = run(capsys, *question.split(), "--format", "csv", "--undetermined", "--verbatim")
    table_of = {True: table.undetermined, False: table}
    found = rows(out)
    assert [row["undetermined"] for row in found] == ["false"] * len(table) + ["true"] * len(table.undetermined)
    frame = table.to_frame("polars", undetermined=True)
    for open_, part in table_of.items():
        told = [row for row in found if row["undetermined"] == str(open_).lower()]
        for row, item, cells in zip(told, part.to_dicts(), frame.filter(undetermined=open_).iter_rows(named=True), strict=True):
            for name, cell in cells.items():
                if name not in row:  # a field that states have not, which organisations among them have
                    assert question.split()[0] in ("members", "observers")
                    continue
                said = row[name]
                if name == "undetermined" or isinstance(item.get(name), list):  # which semicolons join, with a space in a frame
                    continue
                assert said == ("" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)), name
            for name, value in item.items():
                if isinstance(value, list) and name in row:
                    parts = [part if isinstance(part, str) else str(part["id"]) for part in value]
                    assert row[name] == ";".join(parts)
    if len(frame):
        heading = next(csv.reader(io.StringIO(out)))
        assert set(heading) <= set(frame.columns)
        assert set(heading) == set(frame.columns) or question.split()[0] in ("members", "observers")
        assert heading[0] == "undetermined"


@pytest.mark.parametrize("question", ["members", "observers", "partners"])
def test_csv_has_the_same_columns_for_every_answer(capsys: Capture, question: str) -> None:
    asked = [[], ["un", "--on", "1970"], ["apec"], ["asean"], ["--on", "1980"], ["osce", "--on", "1995"]]
    headings = {run(capsys, question, *words, "--format", "csv")[1].split("\n")[0].removesuffix(",suspended") for words in asked}
    assert len(headings) == 1


@tables
def test_csv_without_it_holds_what_is_certain(capsys: Capture, question: str, table: cica.Table[cica.Entity]) -> None:
    _, sure, _ = run(capsys, *question.split(), "--format", "csv")
    _, whole, _ = run(capsys, *question.split(), "--format", "csv", "--undetermined")
    assert len(rows(sure)) == len(table)
    certain = [{name: cell for name, cell in row.items() if name != "undetermined"} for row in rows(whole)]
    assert rows(sure) == certain[: len(table)]


def test_a_table_of_none_has_its_heading(capsys: Capture) -> None:
    for one, none in (
        ("memberships KAZ", "memberships KAZ --on 1900"),
        ("members", "members --on 1900"),
        ("meetings", "meetings --on 1900"),
        ("timeline", "timeline 1900 1900"),
        ("documents", "documents --meeting soc-2006-03"),
    ):
        headings = [run(capsys, *words.split(), "--format", "csv")[1].splitlines()[0] for words in (one, none)]
        assert headings[0] == headings[1]


def test_undetermined_is_apart_in_every_form(capsys: Capture) -> None:
    words = ("members", "--on", "2011-03-01")
    _, out, _ = run(capsys, *words, "--format", "json")
    answer = json.loads(out)
    assert len(answer["items"]) == 22
    assert [row["id"] for row in answer["undetermined"]] == ["BHR", "KHM"]
    assert len(rows(run(capsys, *words, "--format", "csv")[1])) == 22
    found = rows(run(capsys, *words, "--format", "csv", "--undetermined")[1])
    assert [row["id"] for row in found if row["undetermined"] == "true"] == ["BHR", "KHM"]
    text = run(capsys, *words)[1]
    assert text.endswith("\nUndetermined: Bahrain (BHR), Cambodia (KHM)\n")
    text = run(capsys, *words, "--undetermined")[1]
    assert "\n2 undetermined members of CICA on 2011-03-01\n" in text
    assert "\nUndetermined:" not in text


def test_many_that_are_undetermined_are_listed_on_request(capsys: Capture) -> None:
    words = ("timeline", "2006-06", "2006-06")
    assert run(capsys, *words)[1].endswith("Undetermined: 16 more that may belong here: --undetermined lists them\n")
    assert "\n16 undetermined dated facts, 2006-06 to 2006-06\n" in run(capsys, *words, "--undetermined")[1]


def test_as_known_on_a_day(capsys: Capture) -> None:
    _, out, err = run(capsys, "chair", "--as-known", "2015-03-01")
    assert not err
    assert re.search(r"China +20 or 21 May 2014 +2016", out)
    _, told, _ = run(capsys, "--as-known", "2015-03", "summits", "--format", "json")
    assert json.loads(told) == cica.as_known("2015-03").summits().to_dict()
    _, earlier, _ = run(capsys, "--as-known", "2015-03-01")
    assert "as known on 2015-03-01" in earlier


def test_the_version_and_the_day_of_the_data(capsys: Capture, tiny: Path) -> None:
    assert run(capsys, "--version") == (0, f"cica {cica.__version__}, data updated to {cica.load().as_of}\n", "")
    assert run(capsys, "--version", "--data", str(tiny))[1].endswith(f"data updated to {cica.load(tiny).as_of}\n")


def test_names_from_standard_input(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(lines: str, *words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        return run(capsys, *words)

    status, out, _ = read("KAZ\nSouth Korea\n", "state", "-", "--format", "csv")
    assert status == 0
    assert [row["entity"] for row in rows(out)] == ["KAZ", "KOR"]
    assert read("Korea\n", "state", "-")[0] == 1
    status, out, _ = read("KAZ\nSouth Korea\n\n", "memberships", "-", "--organisation", "cica", "--format", "csv")
    assert [row["id"] for row in rows(out)] == [m.id for who in ("KAZ", "KOR") for m in cica.memberships(who, "cica")]
    status, out, _ = read("cica-tha-member\nsummit-4\n", "evidence", "-")
    assert "statements on 2 facts\n" in out
    assert "Disputed: cica-tha-member, start" in out
    _, out, _ = read("cica-tha-member\nkazakhstan-founding\n", "disputes", "-", "--format", "csv")
    assert {row["row"] for row in rows(out)} == {"cica-tha-member", "kazakhstan-founding"}
    _, out, _ = read("KOR\nJPN\n", "panel", "2005", "2005", "--states", "-")
    assert [row["state"] for row in rows(out)] == ["JPN", "KOR"]
    assert read("KAZ\n", "memberships", "-")[1] == run(capsys, "memberships", "KAZ")[1]
    assert read("Atlantis\n", "memberships", "-")[0] == 1


@pytest.mark.parametrize(
    "question",
    [ASKED["panel"], ASKED["dyads"], "panel 2018 2018 --states LKA --year share", "panel 2005-01-01 2005-01-02 --freq day"],
)
def test_panels_are_the_same_whatever_makes_them(capsys: Capture, monkeypatch: pytest.MonkeyPatch, question: str) -> None:
    made: set[str] = set()
    for engine in paneling.ENGINES:
        monkeypatch.setattr(paneling, "ENGINES", (engine,))
        made.add(run(capsys, *question.split())[1])
    assert len(made) == 1


def test_panels_say_what_they_need(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paneling, "ENGINES", ("no_such_engine",))
    assert run(capsys, "panel", "2005") == (2, "", "cica: panels need one of polars, pyarrow and pandas: pip install polars\n")

    def none(name: str) -> None:
        assert name == "narwhals"

    monkeypatch.setattr(paneling, "find_spec", none)
    assert "pip install 'cica[frames]' polars" in run(capsys, "dyads", "2005")[2]


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["members", "--on", "1990"], 1, ""),
        (["chair", "--on", "1980"], 1, ""),
        (["state", "Atlantis"], 1, "no state is called 'Atlantis'"),
        (["state", "Korea"], 1, "'Korea' may be"),
        (["evidence", "nothing-at-all"], 1, "no fact of the record has the identifier 'nothing-at-all'"),
        (["members", "--on", "yesterday"], 2, "cica members: --on: 'yesterday' is not a date; accepted are 2010-06-08, 2014-05,"),
        (["members", "--on", "May 2015"], 2, "did you mean '2015-05'? accepted are 2010-06-08, 2014-05,"),
        (["members", "--on", "100%s"], 2, "'100%s' is not a date"),
        (["organisations", "--role", "member"], 2, "--role and --on say how and when a member belongs: give --member too"),
        (["evidence", "summit-4", "--field", "colour"], 2, "field 'colour': accepted are"),
        (["state", "KOR", "--scheme", "iso"], 2, "--scheme: there is no 'iso'; accepted are alpha2, alpha3"),
        (["meetings", "sumit"], 2, "cica meetings: KIND: there is no 'sumit'; accepted are"),
        (["meetings", "sumit"], 2, "; did you mean summit?\n"),
        (["shared", "KAZ"], 2, "cica shared: STATE is missing; cica shared --help says what it takes\n"),
        (["shared"], 2, "cica shared: STATE and STATE are missing; cica shared --help says what it takes\n"),
        (["membrs"], 2, "cica: there is no question 'membrs'; did you mean members?\n"),
        (["members", "--undetermind"], 2, "cica members: there is no option --undetermind; did you mean --undetermined?\n"),
        (
            ["shared", "ISR", "IRN", "--scope=regional"],
            2,
            "cica shared: there is no option --scope; cica shared --help lists them\n",
        ),
        (["chair", "2015"], 2, "cica chair: '2015' is too much; did you mean --on 2015?\n"),
        (["members", "KAZ"], 1, "its memberships are cica memberships KAZ\n"),
        (["members", "2015"], 1, "did you mean --on 2015?\n"),
        (["timeline", "2012", "2011"], 2, "ends before it begins"),
        (["members", "--format", "yaml"], 2, "--format: there is no 'yaml'; accepted are text, csv, json\n"),
        (["--data", "nowhere"], 2, "neither a folder nor a zip file"),
        (["rhyme"], 2, "cica: there is no question 'rhyme'; cica --help lists them\n"),
    ],
)
def test_exit_status_and_message(capsys: Capture, words: list[str], status: int, message: str) -> None:
    found, _, err = run(capsys, *words)
    assert found == status
    assert message in err
    assert "Traceback" not in err
    assert not re.search(r"\bint\b|datetime|\w=['\"\d]|\w\(", err)


def test_help_and_its_status(capsys: Capture) -> None:
    status, out, _ = run(capsys, "--help")
    assert status == 0
    assert all(re.search(rf"^    {question} ", out, re.MULTILINE) for question in QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_helps(capsys: Capture, question: str) -> None:
    status, out, err = run(capsys, question, "--help")
    assert (status, err) == (0, "")
    assert "--as-known DATE" in out
    assert all("".join(argument.help.split()) in "".join(out.split()) for argument in QUESTIONS[question].arguments)


def test_a_question_past_the_end_of_the_record_warns(capsys: Capture) -> None:
    status, out, err = run(capsys, "members", "--on", "2030-01-01")
    assert status == 0
    assert out.startswith("28 members")
    assert err.startswith("cica: warning: the record is updated to 2026-04-14")
    assert err.count("\n") == 1


def test_another_package(capsys: Capture, tiny: Path) -> None:
    status, out, _ = run(capsys, "members", "--on", "2003", "--data", str(tiny))
    assert status == 0
    assert out.startswith("2 members of Little CICA in 2003")


def command(*words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "cica", *words], capture_output=True, check=False, env={**os.environ, **more})


def test_as_a_module() -> None:
    done = command("members", "--on", "2015-06-01")
    assert done.returncode == 0
    assert done.stdout.startswith(b"26 members of CICA")
    assert command("members", "--on", "?").returncode == 2


def test_a_terminal_without_unicode() -> None:
    done = command("state", "TUR", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_stops_reading() -> None:
    done = subprocess.run(
        f"{sys.executable} -m cica timeline --format json | head -n 1", shell=True, capture_output=True, check=False
    )
    assert done.stdout == b"{\n"
    assert done.stderr == b""


def test_without_a_question_it_tells_the_key_points(capsys: Capture) -> None:
    status, out, _ = run(capsys)
    assert status == 0
    for point in cica.briefing().sections[0].points:
        assert point.text in " ".join(out.split())


def test_the_key_points_of_a_record_that_ends_in_doubt(capsys: Capture, tiny: Path) -> None:
    status, out, _ = run(capsys, "--data", str(tiny))
    assert status == 0
    assert "Little CICA is a forum of one member state." in out


def test_a_briefing_as_known_on_a_day(capsys: Capture) -> None:
    status, out, _ = run(capsys, "briefing", "--on", "2015-03-01")
    assert status == 0
    assert "As known on 1 March 2015" in out
    assert "China has held the chair since 20 or 21 May 2014, scheduled until 2016." in out
    _, told, _ = run(capsys, "briefing", "--on", "2015-03-01", "--format", "json")
    assert json.loads(told)["sections"]["Origin and founding"][0]["sources"]


@tried(60, fixture=True)
@given(
    st.lists(st.sampled_from(["members", "chair", "state", "evidence", "timeline", "--on", "--format", "json", "x", "2011", ""]))
)
def test_no_words_lead_to_a_traceback(capsys: Capture, words: list[str]) -> None:
    status, _, err = run(capsys, *words)
    assert status in (0, 1, 2)
    assert "Traceback" not in err


def test_options_stand_before_the_question_or_after_it(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--format", "json", "members", "apec"], ["members", "apec", "--format", "json"]):
        assert main(words) == 0
        assert '"hong-kong"' in capsys.readouterr().out


def test_csv_has_each_date_in_parts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["members", "--on", "2011-03-01", "--format", "csv", "--undetermined"]) == 0
    found = {row["id"]: row for row in rows(capsys.readouterr().out)}
    assert [found["BHR"][f"since{part}"] for part in ("", "_year", "_earliest", "_latest", "_day")] == [
        "[2011-01-21..2011-10-17]", "2011", "2011-01-21", "2011-10-17", "",
    ]  # fmt: skip
    assert [found["KOR"][f"since{part}"] for part in ("", "_year", "_day")] == ["2006-06-17", "2006", "2006-06-17"]
    assert found["KHM"]["undetermined"] == "true"


@every
def test_with_warnings_as_errors(question: str) -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-m", "cica", *question.split()], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_somebody_who_presses_ctrl_c(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def wait() -> Iterator[str]:
        yield "KAZ\n"
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", wait())
    assert run(capsys, "state", "-") == (130, "", "")


def test_a_reader_of_the_help_that_stops_reading() -> None:
    done = subprocess.run(f"{sys.executable} -m cica --help | head -n 1", shell=True, capture_output=True, check=False)
    assert done.stderr == b""


def test_the_completion_files_are_current() -> None:
    script = ROOT / "tools" / "build_completions.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


COMPLETE = """source completions/cica
COMP_WORDS=("$@") COMP_CWORD=$(( $# - 1 )) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
_shtab_cica cica "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("cica mem", {"members", "memberships"}),
        ("cica meetings sp", {"special-ministerial"}),
        ("cica --format j", {"json"}),
        ("cica members sc", {"sco", "sco-rats"}),
        ("cica memberships KAZ --role mem", {"member"}),
        ("cica coverage mee", {"meetings"}),
        ("cica state KOR --scheme cow", {"cow", "cowc"}),
    ],
)
def test_bash_completes(words: str, offered: set[str]) -> None:
    done = subprocess.run(["bash", "-c", COMPLETE, "bash", *words.split()], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (set(done.stdout.split()), done.stderr) == (offered, "")


def test_only_the_question_that_is_asked_is_made_in_full() -> None:
    def taken(*words: str) -> set[str]:
        (questions,) = (action.choices for action in tree(words)._actions if action.metavar == "QUESTION")
        made_of = cast("dict[str, argparse.ArgumentParser]", questions)
        return {name for name, made in made_of.items() if any(action.dest == "on" for action in made._actions)}

    assert taken("chair", "--on", "2015") == {"chair"}
