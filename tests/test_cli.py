"""The command line: right answers, right exit status, and never a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import tried
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica.cli import main

Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *words: str) -> tuple[int, str, str]:
    status = main(words)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


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
        (["shared", "ISR", "IRN", "--scope", "regional", "--on", "2015-01-01"], "sesame"),
        (["overlap", "cica", "sco", "--on", "2015-03-01"], "23% of the members of CICA, 100% of those of SCO"),
        (["summits"], "Undetermined: Seventh Summit"),
        (["summits", "--on", "2014"], "Shanghai"),
        (["state", "South Korea"], "cica-kor-member"),
        (["state", "732", "--scheme", "cow"], "State KOR"),
        (["state", "KOR", "--on", "2000"], "observer"),
        (["evidence", "cica-tha-member", "--field", "start"], "Disputed: start, adopted 2004-10-22."),
        (["timeline", "2014-05-20", "2014-05-21"], "Qatar becomes a member of CICA"),
        (["timeline", "--on", "2006-06-17"], "South Korea becomes a member of CICA"),
    ],
)
def test_answers(capsys: Capture, words: list[str], expected: str) -> None:
    status, out, err = run(capsys, *words)
    assert (status, err) == (0, "")
    assert expected in out


@pytest.mark.parametrize(
    "question",
    [
        "",
        "members",
        "observers",
        "chair",
        "summits",
        "timeline",
        "evidence summit-4",
        "state KOR",
        "briefing",
        "shared ISR IRN",
        "overlap cica sco",
    ],
)
def test_every_question_answers_in_csv_and_json(capsys: Capture, question: str) -> None:
    status, out, _ = run(capsys, *question.split(), "--format", "json")
    assert status == 0
    assert isinstance(json.loads(out), dict)
    status, out, _ = run(capsys, *question.split(), "--format", "csv")
    assert status == 0
    rows = list(csv.reader(io.StringIO(out)))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}


def test_undetermined_is_marked_in_every_format(capsys: Capture) -> None:
    _, out, _ = run(capsys, "members", "--on", "2011-03-01", "--format", "json")
    answer = json.loads(out)
    assert len(answer["items"]) == 22
    assert [row["id"] for row in answer["undetermined"]] == ["BHR", "KHM"]
    _, out, _ = run(capsys, "members", "--on", "2011-03-01", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["id"] for row in rows if row["answer"] == "undetermined"] == ["BHR", "KHM"]


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["members", "--on", "1990"], 1, ""),
        (["chair", "--on", "1980"], 1, ""),
        (["state", "Atlantis"], 1, "no state is called 'Atlantis'"),
        (["state", "Korea"], 1, "'Korea' may be"),
        (["evidence", "nothing-at-all"], 1, "no fact of the record has the identifier 'nothing-at-all'"),
        (["members", "--on", "yesterday"], 2, "'yesterday' is not a date"),
        (["evidence", "summit-4", "--field", "colour"], 2, "field='colour': accepted are"),
        (["state", "KOR", "--scheme", "iso"], 2, "scheme='iso'"),
        (["timeline", "2012", "2011"], 2, "ends before it begins"),
        (["members", "--format", "yaml"], 2, "invalid choice"),
        (["--data", "nowhere"], 2, "neither a folder nor a zip file"),
        (["sing"], 2, "invalid choice"),
    ],
)
def test_exit_status_and_message(capsys: Capture, words: list[str], status: int, message: str) -> None:
    found, _, err = run(capsys, *words)
    assert found == status
    assert message in err
    assert "Traceback" not in err


def test_help_and_its_status(capsys: Capture) -> None:
    status, out, _ = run(capsys, "--help")
    assert status == 0
    for question in ("members", "observers", "chair", "summits", "state", "shared", "overlap", "evidence", "timeline", "briefing"):
        assert question in out


def test_a_question_past_the_end_of_the_record_warns(capsys: Capture) -> None:
    status, out, err = run(capsys, "members", "--on", "2030-01-01")
    assert status == 0
    assert out.startswith("28 members")
    assert err.startswith("cica: warning: the record is updated to 2026-04-14")


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
    assert main(["members", "--on", "2011-03-01", "--format", "csv"]) == 0
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert [rows["BHR"][f"since{part}"] for part in ("", "_year", "_earliest", "_latest", "_day")] == [
        "[2011-01-21..2011-10-17]", "2011", "2011-01-21", "2011-10-17", "",
    ]  # fmt: skip
    assert [rows["KOR"][f"since{part}"] for part in ("", "_year", "_day")] == ["2006-06-17", "2006", "2006-06-17"]
    assert rows["KHM"]["answer"] == "undetermined"
