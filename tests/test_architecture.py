"""The floors of the code: the contract holds, and a wrong import breaks it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

WRONG = {
    "from below to above": ("display/layout.py", "from cica.tables.table import Table"),
    "for a type checker alone": ("frames/standing.py", "if TYPE_CHECKING:\n    from cica.record import Record"),
    "inside a function": ("names/finding.py", "def late():\n    from cica.package.objects import Package"),
    "to the public face": ("plots/drawing.py", "from cica import __version__"),
    "between two on one floor": ("frames/plans.py", "from cica.briefings.briefing import Briefing"),
    "in a circle": ("questions/base.py", "from cica.questions.naming import Naming"),
    "from a room without a place": ("elsewhere.py", "from cica.record import Record"),
}


def lint(code: Path) -> subprocess.CompletedProcess[str]:
    """Check the contract over a copy of the code."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", str(ROOT / "pyproject.toml")]
    environment = {**os.environ, "PYTHONPATH": str(code), "NO_COLOR": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=code, env=environment)


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A copy of the code."""
    shutil.copytree(ROOT / "src" / "cica", tmp_path / "cica", ignore=shutil.ignore_patterns("data", "__pycache__"))
    return tmp_path


def test_the_contract_holds(code: Path) -> None:
    done = lint(code)
    assert "3 kept, 0 broken" in done.stdout, done.stdout
    assert done.returncode == 0


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_import_breaks_it(code: Path, kind: str) -> None:
    name, line = WRONG[kind]
    file = code / "cica" / name
    text = file.read_text("utf-8") if file.exists() else ""
    file.write_text(f"{text}\n{line}\n", encoding="utf-8")
    done = lint(code)
    assert "BROKEN" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 1


def test_the_picture_is_current() -> None:
    script = ROOT / "tools" / "draw_architecture.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
