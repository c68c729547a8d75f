"""The founding briefing of early 2015: each of its statements, asked of the record as known then and of today's."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import cica

ROOT = Path(__file__).parent.parent
THEN = cica.as_known("2015-03-01")

HOLDS, FAILS, OPEN = "holds", "does not hold", "not testable"
VERDICTS = {
    1: (HOLDS, HOLDS), 2: (HOLDS, FAILS), 3: (FAILS, FAILS), 4: (HOLDS, FAILS), 5: (HOLDS, HOLDS),
    6: (FAILS, FAILS), 7: (HOLDS, HOLDS), 8: (HOLDS, HOLDS), 9: (HOLDS, FAILS), 10: (FAILS, FAILS),
    11: (FAILS, FAILS), 12: (HOLDS, HOLDS), 13: (FAILS, HOLDS), 14: (OPEN, OPEN), 15: (HOLDS, FAILS),
    16: (HOLDS, HOLDS), 17: (HOLDS, HOLDS), 18: (HOLDS, HOLDS), 19: (FAILS, HOLDS), 20: (HOLDS, HOLDS),
}  # fmt: skip


@pytest.fixture(scope="module")
def computed() -> dict[int, tuple[str, str]]:
    """The verdicts that the example computes from the record."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", str(ROOT / "examples" / "founding_briefing.py")], capture_output=True, text=True, check=True
    )
    lines = [re.split(r"  +", line.strip()) for line in done.stdout.splitlines()[1:]]
    return {int(number): (then, now) for number, _, then, now in lines}


@pytest.mark.parametrize("number", VERDICTS)
def test_verdict(number: int, computed: dict[int, tuple[str, str]]) -> None:
    assert computed[number] == VERDICTS[number]


def test_the_page_shows_the_verdicts(computed: dict[int, tuple[str, str]]) -> None:
    page = (ROOT / "docs" / "guide" / "founding-briefing.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if re.match(r"\| \d", line)]
    assert {int(row[0]): (row[2], row[3]) for row in rows} == computed


def test_what_was_revised_and_by_what() -> None:
    changes = cica.diff(THEN)
    joined = {c.row: c.new for c in changes if c.kind == "added" and re.fullmatch("cica-[a-z]+-member", c.row)}
    assert joined == {"cica-lka-member": "2018-08-15", "cica-kwt-member": "2022-10-13"}  # 2
    came = {c.row for c in changes if c.kind == "added" and c.row.startswith("cica-") and c.row.endswith("-observer")}
    assert came == {"cica-blr-observer", "cica-lao-observer", "cica-tkm-observer", "cica-sau-observer", "cica-iom-observer"}  # 4
    assert changes["meetings/summit-5/city"].new == "Dushanbe"  # 9
    assert changes["chairmanships/china-2014/end"].new == "2018-09-24"  # 15
    for name in ("memberships/cica-lka-member/start", "meetings/summit-5/start", "chairmanships/china-2014/end"):
        assert changes[name].statement is not None, name


def test_what_is_contradicted_and_by_which_evidence() -> None:
    statements = cica.evidence("seats/astana", "start")  # 10
    against = [s.source.id for s in statements if cica.agrees(s) is cica.Answer.NO]
    assert against == ["founding-briefing"]
    assert len({s.publisher for s in statements if s.value == "2014-09"}) >= 2
    assert [meeting.start is not None for meeting in THEN.meetings(kind="preparatory")] == [True] * 6  # 6
    western = [s for s in THEN.members() if s.subregion in ("Central Asia", "Western Asia")]  # 3
    assert (len(western), len(THEN.members())) == (13, 26)


def test_the_founding_is_dated_and_disputed() -> None:
    dispute = cica.disputes("organisations/cica")["organisations/cica/founded"]  # 7
    assert dispute.adopted == "1999-09-14"
    assert {"2002"} <= {s.value[:4] for s in dispute.opposing}


def test_the_clauses_are_close_to_helsinki() -> None:
    eight = [p for p in THEN.principles("declaration-principles") if p.locator.startswith("principle")]  # 12
    assert sum(bool(p.helsinki) for p in eight) == 7
    assert THEN.principle("non-interference").helsinki == ("VI",)  # 20
    assert THEN.principle("free-choice-of-system-2014").helsinki == ("I",)
    assert "shanghai-declaration" in [text.id for text in THEN.principle("non-interference").reaffirmed_in]


def test_what_was_shown_of_its_fields() -> None:
    shown = THEN.measures(level=None)  # 13
    for name in ("nct-wmd", "hum-people"):
        assert name not in shown
        assert name in cica.measures(level=None)
    assert {"mp-mutual-visits", "mp-info-armed-forces", "nct-ca-terrorism", "nct-economic-crime"} <= set(shown.ids)


def test_israel_and_iran_sat_together_elsewhere() -> None:
    assert THEN.exclusive("ISR", "IRN", scope="regional").ids == ("cica", "sesame")  # 11
    assert THEN.exclusive("ISR", "IRN", scope="regional", field="political-security").ids == ("cica",)
    assert cica.exclusive("ISR", "IRN", field="political-security", scope="regional").ids == ("cica",)
    assert "aiib" in cica.shared_organisations("ISR", "IRN")


def test_the_other_channels_of_china() -> None:
    assert "sco" in THEN.organisations(member="CHN")  # 19
    assert "aiib" not in THEN.organisations()
    assert str(cica.organisation("aiib").founded) == "2015-12-25"
