"""What is declared of a data package holds: verdicts on broken packages beside those of Frictionless, a peer that knows no CICA."""

from __future__ import annotations

from pathlib import Path
from random import Random

import frictionless
import pytest
from conftest import thorough
from drafts import draft
from mutations import BROKEN, HARMLESS, UNDECLARED, broken

import cica

EACH = 6 if thorough() else 4


def accepted(folder: Path) -> bool:
    try:
        cica.load(folder)
    except cica.PackageError:
        return False
    return True


def test_there_are_enough_kinds() -> None:
    assert len(BROKEN) * EACH >= 150


@pytest.mark.parametrize("seed", range(EACH))
@pytest.mark.parametrize("kind", [*BROKEN, *HARMLESS])
def test_verdicts(kind: str, seed: int, tmp_path: Path) -> None:
    broken(kind, draft(), Random(seed), tmp_path)
    assert accepted(tmp_path) == (kind in HARMLESS)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    if kind != "semicolons":  # which Frictionless takes for a delimiter where they are many
        assert report.valid == (kind in HARMLESS or kind in UNDECLARED), report.flatten(["type", "message"])
