"""Draw the floors of the code, ``docs/architecture.svg``, from the contract that the checks enforce.

``python tools/draw_architecture.py`` writes the picture; with ``--check`` it writes nothing and exits with 1 if the picture is not
what it would draw. The floors stand in ``pyproject.toml``, what a room is for in its docstring.
"""

from __future__ import annotations

import ast
import html
import textwrap
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from kept import keep

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "src" / "cica"
PICTURE = ROOT / "docs" / "architecture.svg"

WIDTH, LEFT, GAP, LINE, PAD = 760, 40, 10, 15, 9
STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #222 } .room { font: 600 13px ui-monospace, monospace } .floor { fill: #666 }
  rect { fill: #f4f7fa; stroke: #9db2c5 } svg { background: #fff } path { stroke: #666; fill: none }
  @media (prefers-color-scheme: dark) {
    text { fill: #ddd } .floor { fill: #999 } rect { fill: #20262c; stroke: #52677a }
    svg { background: #131416 } path { stroke: #999 }
  }"""


def floors() -> list[list[str]]:
    """The rooms of each floor, from the top down; the public face, which nothing inside imports, stands on top."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    [layers] = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    [face] = [contract["forbidden_modules"] for contract in contracts if contract["type"] == "forbidden"]
    return [[*face, *layers[0].split(" | ")], *(layer.split(" | ") for layer in layers[1:])]


def purpose(room: str) -> str:
    """The first sentence of the docstring of a room."""
    path = CODE if room == "cica" else CODE / room
    text = (
        ast.get_docstring(ast.parse((path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text("utf-8"))) or ""
    )
    return text.split("\n\n")[0].replace("\n", " ").replace("`", "")


def label(room: str) -> str:
    """A room as it is called in the folder."""
    return "__init__.py" if room == "cica" else f"{room}/" if (CODE / room).is_dir() else f"{room}.py"


def drawn(rooms: Sequence[str], floor: int, top: int) -> tuple[list[str], int]:
    """One floor, and how high it is."""
    width = (WIDTH - LEFT - GAP * (len(rooms) - 1)) // len(rooms)
    texts = [textwrap.wrap(purpose(room), (width - 2 * PAD) // 7) for room in rooms]
    height = 2 * PAD + LINE * (1 + max(map(len, texts)))
    parts = [f'<text class="floor" x="8" y="{top + height // 2 + 4}">{floor}</text>']
    for place, (room, lines) in enumerate(zip(rooms, texts, strict=True)):
        left = LEFT + place * (width + GAP)
        parts.append(f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="4"/>')
        for number, line in enumerate([label(room), *lines]):
            kind = ' class="room"' if number == 0 else ""
            parts.append(f'<text{kind} x="{left + PAD}" y="{top + PAD + 11 + LINE * number}">{html.escape(line)}</text>')
    return parts, height


def picture() -> Iterator[str]:
    """The lines of the picture."""
    parts: list[str] = []
    top, every = 1, floors()
    for place, rooms in enumerate(every):
        floor, height = drawn(rooms, len(every) - place, top)
        parts += floor
        top += height + GAP
    title = (
        "The floors of cica, from the public face at the top to the errors at the bottom; each imports only from those below it."
    )
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH + 1} {top}" role="img" aria-label="{title}">'
    yield f"<title>{title}</title><style>{STYLE}\n</style>"
    yield f'<path d="M28 8V{top - GAP - 8}m-4 -6l4 6l4 -6"/>'
    yield from parts
    yield "</svg>"


if __name__ == "__main__":
    keep(PICTURE, picture())
