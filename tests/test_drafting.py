"""The script that drafts an organisation: what it drafts, what it tells, and what it refuses."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import cica

ROOT = Path(__file__).parent.parent
DATA = ROOT / "src" / "cica" / "data"


def draft(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "tools" / "draft_organisation.py", *arguments]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, encoding="utf-8", check=False)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def tables(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "days.csv", tmp_path / "years.csv"
    first.write_text(
        "member,role,start,end\nKazakhstan,,1999-01-02,\nSoviet Union,,1970,1991-12-26\nBurma,observer,[1985..1986],\n",
        encoding="utf-8",
    )
    second.write_text("member,start,end\nKAZ,2000,2001\nUSSR,1970,1991\nFiji,1990,\n", encoding="utf-8")
    return first, second


def test_days_become_memberships_and_statements(tables: tuple[Path, Path], tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    first, second = tables
    ran = draft("iom", "--from", first, "cow-igo3", "--from", second, "factbook", "--data", data, "--write")
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.splitlines() == [
        "iom-kaz-member, start: cow-igo3 has 1999-01-02, factbook 2000",
        "iom-kaz-member, end: cow-igo3 has none, factbook 2001",
        "FJI, member from 1990: only in factbook",
        "MMR, observer: not in factbook",
    ]
    added = {
        table: rows(data / f"{table}.csv")[len(rows(DATA / f"{table}.csv")) :]
        for table in ("memberships", "statements", "disputes")
    }
    assert [(row["member"], row["role"], row["start"], row["end"]) for row in added["memberships"]] == [
        ("KAZ", "member", "1999-01-02", ""),
        ("soviet-union", "member", "1970", "1991-12-26"),
        ("MMR", "observer", "[1985-01-01..1986-12-31]", ""),
    ]
    assert len(added["statements"]) == 8
    assert [(row["row"], row["field"], row["reason"]) for row in added["disputes"]] == [("iom-kaz-member", "start", "")]
    with pytest.raises(cica.PackageError):  # the reason is to be written by a person
        cica.load(data)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    table = tmp_path / "days.csv"
    table.write_text("member,start\nRuritania,1990\nKAZ,1990-13-01\n", encoding="utf-8")
    ran = draft("iom", "--from", table, "nobody")
    assert ran.returncode == 1
    said = ran.stderr.splitlines()
    assert "nobody" in said[0]
    assert "row 2" in ran.stderr
    assert "Ruritania" in ran.stderr
    assert "row 3" in ran.stderr
    assert "1990-13-01" in ran.stderr
    assert not ran.stdout


def test_what_is_there_is_not_drafted_again(tmp_path: Path) -> None:
    table = tmp_path / "days.csv"
    table.write_text("member,start\nGEO,1997-10-10\n", encoding="utf-8")
    ran = draft("guam", "--from", table, "cow-igo3")
    assert ran.returncode == 1
    assert "guam-geo-member" in ran.stderr
