"""Build the files by which shells complete the questions of the command line.

Run ``python tools/build_completions.py`` to write ``completions/``, ``python tools/build_completions.py --check`` to exit with 1
when a file there is not what it would write. shtab makes them of the parser; the identifiers are those of the data at that time,
and any other name is accepted all the same. The wheel puts them where shells look.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import shtab

import cica
from cica.commands.tree import tree

FOLDER = Path(__file__).parent.parent / "completions"
FILES = {"bash": "cica", "zsh": "_cica", "fish": "cica.fish"}


def words() -> dict[str, tuple[str, ...]]:
    """What stands for each kind of argument, by what the help calls it."""
    organisations = cica.organisations().ids
    return {
        "STATE": cica.states().ids,
        "STATES": cica.states().ids,
        "ORGANISATION": organisations,
        "ORGANISATIONS": organisations,
        "BODY": cica.bodies().ids,
        "DIMENSION": cica.measures(level="dimension").ids,
        "DOCUMENT": cica.documents().ids,
        "MEASURE": (*cica.measures(level="dimension").ids, *cica.measures(level="area").ids),
        "MEETING": cica.meetings().ids,
    }


def build() -> dict[str, str]:
    """Return the text of each file."""
    parser, known = tree(), words()
    for made in _all(parser):
        for action in made._actions:
            if action.choices is None and action.metavar in known:
                action.choices = known[str(action.metavar)]
            if action.metavar == "PATH":
                action.complete = shtab.FILE  # type: ignore[attr-defined]  # the attribute that shtab looks for
    return {file: shtab.complete(parser, shell) for shell, file in FILES.items()}


def _all(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    """The parser, and those of its questions."""
    questions = [action.choices for action in parser._actions if isinstance(action.choices, dict)]
    return [parser, *(made for question in questions for made in question.values())]


def main() -> None:
    """Write the files, or say whether those there are up to date."""
    parser = argparse.ArgumentParser(description="Build the completion files.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when a file is out of date")
    check = parser.parse_args().check
    stale: list[str] = []
    for name, text in build().items():
        path = FOLDER / name
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        sys.exit(f"not what tools/build_completions.py would write: {', '.join(stale)}")


if __name__ == "__main__":
    main()
