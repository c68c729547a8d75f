"""Each example runs as a script of its own and prints what it promises."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

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
    "dyads_with_gapminder.py": (
        "corrected: {'Korea, Dem. Rep.': {'iso_alpha': 'KOR', 'iso3': 'PRK'}}",
        "1860 pair-years = 31 x 30 / 2 x 4",
        "902 observations; sign of shared: -",
    ),
    "founding_briefing.py": (
        "seven observer states, by name                         holds          does not hold",
        "Secretariat in Almaty, to move to Astana               does not hold  does not hold",
        "few references to human rights in the founding Act     not testable   not testable",
    ),
    "history_of_one_state.py": (
        "Republic of Korea (KOR): Correlates of War 732",
        "cica-kor-member   member 2006-06-17",
        "KOR  2006          0.458        0.542        197        17.542",
        "17 members before it, 27 others today",
    ),
    "membership_growth.py": (
        "2011  22-24  ######################??",
        "2025     28  ############################",
        "Bahrain: the day is not known, only [2011-01-21..2011-10-17]",
    ),
    "overlap_with_the_sco.py": (
        "2024           28          10     9     0           0.9",
        "every year agrees with cica.overlap",
        "2017 India, Pakistan",
        "In the SCO and not in CICA: Belarus",
    ),
    "summits_planned_and_held.py": (
        "due 2001-11-08/2001-11-10: 208 days later",
        "due 2018: 166 to 530 days later",
        "due 2026-10: whether it was held is not known",
    ),
    "what_was_known_in_2015.py": (
        "then: China until 2016; fifth summit unknown, 2018",
        "now: China until 2018-09-24; fifth summit held, 2019-06-15",
        "china-2014     end revised 2016               2018-09-24",
    ),
    "what_is_disputed.py": (
        "Dated facts that at least two publishers state:",
        "cica-tha-member: adopted 2004-10-22",
        "against: 2022-10-11, Kazinform",
    ),
}


MODELS = ("dyads_with_gapminder.py",)  # it needs the group of that name
NOTEBOOKS = sorted(path.name for path in EXAMPLES.glob("*.py") if "jupytext" in path.read_text(encoding="utf-8"))


def test_every_example_is_tried() -> None:
    assert sorted(path.name for path in EXAMPLES.glob("*.py")) == sorted(TELLING)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.models if name in MODELS else ()) for name in sorted(TELLING)]
)
def test_example(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-X", "utf8", str(EXAMPLES / name)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for part in TELLING[name]:
        assert part in done.stdout


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_opens_as_one(name: str) -> None:
    jupytext: Any = import_module("jupytext")
    cells = jupytext.read(EXAMPLES / name).cells
    assert cells[0].cell_type == "markdown"
    assert [cell.cell_type for cell in cells].count("code") >= 3
    assert all(cell.source.strip() for cell in cells)
