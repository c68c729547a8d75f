"""What the tools that draw do with a picture: write it, or with ``--check`` say whether the one that is kept is what they draw."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

__all__ = ["keep"]


def keep(picture: Path, lines: Iterable[str]) -> None:
    """Write the lines of a picture, or exit with 1 if it is otherwise."""
    text = "\n".join(lines) + "\n"
    if "--check" not in sys.argv:
        picture.write_text(text, encoding="utf-8")
    elif not picture.is_file() or picture.read_text(encoding="utf-8") != text:
        sys.exit(f"{picture.name} is not what tools/{Path(sys.argv[0]).name} would draw")
