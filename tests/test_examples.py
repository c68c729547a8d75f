"""Each example runs as a script of its own and prints what it promises."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
TELLING: dict[str, Sequence[str]] = {
    "chairs_planned_and_actual.py": (
        "Türkiye, 2010-06-08 to",
        "against the first schedule: 21 to 33 months later",
        "still in the chair, as far as the record goes",
    ),
    "clean_a_list_of_states.py": (
        "2006-06-16  KOR  not a member",
        "2006-06-17  KOR  a member",
        "2011-03-01  BHR  undetermined",
        "'Korea' may be KOR (South Korea) or PRK (North Korea)",
        "'Soviet Union' is Soviet Union, which ended 1991-12-26",
        "'soon' is not a date",
    ),
    "founding_briefing.py": (
        "seven observer states, by name                         holds          does not hold",
        "Secretariat in Almaty, to move to Astana               does not hold  does not hold",
        "few references to human rights in the founding Act     not testable   not testable",
    ),
    "membership_growth.py": (
        "2011  22-24  ######################??",
        "2025     28  ############################",
        "Bahrain: the day is not known, only [2011-01-21..2011-10-17]",
    ),
    "summits_planned_and_held.py": (
        "due 2001-11-08/2001-11-10: 208 days later",
        "due 2018: 166 to 530 days later",
        "due 2026-10: whether it was held is not known",
    ),
    "what_is_disputed.py": (
        "Dated facts that at least two publishers state:",
        "cica-tha-member: adopted 2004-10-22",
        "against: 2022-10-11, Kazinform",
    ),
}


def test_every_example_is_tried() -> None:
    assert sorted(path.name for path in EXAMPLES.glob("*.py")) == sorted(TELLING)


@pytest.mark.parametrize("name", sorted(TELLING))
def test_example(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-X", "utf8", str(EXAMPLES / name)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for part in TELLING[name]:
        assert part in done.stdout
