"""The examples as pages: what each does, a picture, its code, and what it prints when the pages are built.

Each script of ``examples/`` is run as a user runs it. What it printed is kept in the folder of the build for as long as neither the
script nor the library changes.
"""

from __future__ import annotations

import ast
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from sphinx.util import logging

import cica
from cica import plots

ROOT = Path(__file__).resolve().parent.parent.parent
LONG = 40  # lines of output that are shown at once

# What a picture of the record shows of the matter of an example; the others show the first lines of what they print.
PICTURES: Mapping[str, Callable[[], plots.Plot]] = {
    "chairs_planned_and_actual": plots.timeline,
    "dyads_with_gapminder": plots.overlap,
    "founding_briefing": lambda: plots.map(record=cica.as_known("2015-03-01")),
    "history_of_one_state": lambda: plots.membership("2003", "2009"),
    "membership_growth": plots.membership,
    "overlap_with_the_sco": lambda: plots.membership(organisation="sco"),
    "what_was_known_in_2015": lambda: plots.timeline(record=cica.as_known("2015-03-01")),
}
PAGE = """\
# {title}

{text}

{picture}

{code}

## What it prints

{output}

The script is {{download}}`examples/{name}.py <../../../examples/{name}.py>`; it was run with cica {version} for this page.
"""
CARD = """\
:::{{grid-item-card}} {title}
:link: generated/{name}
:link-type: doc
{picture}
{text}
:::
"""


def _printed(path: Path) -> str:
    """What a script prints; it is an error if it fails."""
    where = os.pathsep.join([str(Path(cica.__file__).parent.parent), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": where, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, str(path)], capture_output=True, encoding="utf-8", env=environment, check=False)
    if done.returncode:
        last = done.stderr.strip().rpartition("\n")[2]
        logging.getLogger(__name__).warning("examples/%s cannot be run: %s", path.name, last, type="cica", subtype="gallery")
        return f"It could not be run where this page was built: {last}"
    return done.stdout


def _state(path: Path) -> str:
    """What changes when a script, or what it runs with, does."""
    package = Path(cica.__file__).parent
    files = [path, *sorted(file for file in package.rglob("*") if file.is_file() and "__pycache__" not in file.parts)]
    told = [f"{file}:{file.stat().st_mtime_ns}:{file.stat().st_size}" for file in files]
    return hashlib.sha256("\n".join([sys.version, *told]).encode()).hexdigest()


def _outputs(paths: list[Path], store: Path) -> dict[str, str]:
    """What each script prints, from the last build where nothing has changed since."""
    kept: dict[str, list[str]] = json.loads(store.read_text("utf-8")) if store.is_file() else {}
    states = {path.stem: _state(path) for path in paths}
    stale = [path for path in paths if kept.get(path.stem, [""])[0] != states[path.stem]]
    with ThreadPoolExecutor(2) as pool:
        for path, text in zip(stale, pool.map(_printed, stale), strict=True):
            kept[path.stem] = [states[path.stem], text]
    store.parent.mkdir(parents=True, exist_ok=True)
    store.write_text(json.dumps(kept), "utf-8")
    return {path.stem: kept[path.stem][1] for path in paths}


def _parts(source: str) -> tuple[str, str, str]:
    """The title of a script, what it says of itself, and its code as Markdown, with the prose between its cells."""
    source = re.sub(r"\A# ---\n(?:#.*\n)*?# ---\n", "", source)
    told = ast.get_docstring(ast.parse(source)) or ""
    title, _, text = told.partition("\n\n")
    source = re.sub(r'\A\s*(?:# %% \[markdown\]\n)?""".*?"""\n', "", source, flags=re.DOTALL)
    parts: list[str] = []
    for cell in re.split(r"^# %%", source, flags=re.MULTILINE):
        kind, _, body = cell.partition("\n") if cell.startswith((" ", "\n")) and "# %%" in source else ("", "", cell)
        body = body.strip("\n")
        if "[markdown]" in kind:
            parts.append(re.sub(r"^# ?", "", body, flags=re.MULTILINE).replace("``", "`"))
        elif body:
            parts.append(f"```python\n{body}\n```")
    return title.removeprefix("# ").rstrip("."), text.replace("``", "`"), "\n\n".join(parts)


def _shown(text: str, language: str = "text") -> str:
    """What a script prints, of which a long rest is folded away."""
    lines = text.rstrip("\n").split("\n")
    first = f"```{language}\n" + "\n".join(lines[:LONG]) + "\n```"
    if len(lines) <= LONG + 5:
        return f"```{language}\n" + "\n".join(lines) + "\n```"
    rest = f"```{language}\n" + "\n".join(lines[LONG:]) + "\n```"
    return f"{first}\n\n:::{{dropdown}} The other {len(lines) - LONG} lines\n{rest}\n:::"


def _made(app: Any) -> None:
    """Write the pages and the cards."""
    folder = Path(app.srcdir) / "gallery" / "generated"
    folder.mkdir(parents=True, exist_ok=True)
    paths = sorted((ROOT / "examples").glob("*.py"))
    outputs = _outputs(paths, Path(app.doctreedir) / "gallery.json")
    wanted: dict[str, str | bytes] = {}
    cards = []
    for path in paths:
        name, output = path.stem, outputs[path.stem]
        title, text, code = _parts(path.read_text("utf-8"))
        if name in PICTURES:
            plot = PICTURES[name]()
            wanted[f"{name}.svg"] = plot._drawn("svg")
            picture = f"```{{image}} {name}.svg\n:alt: {plot.alt}\n:class: cica-picture\n```"
            small = f"```{{image}} generated/{name}.svg\n:alt: {plot.title}\n```"
        else:
            lines = [line[:58] for line in output.split("\n") if line.strip()][:9]
            picture, small = "", f'```{{raw}} html\n<pre class="cica-glimpse">{html.escape(chr(10).join(lines))}</pre>\n```'
        wanted[f"{name}.md"] = PAGE.format(
            title=title, text=text, picture=picture, code=code, output=_shown(output), name=name, version=cica.__version__
        )
        cards.append(CARD.format(title=title, name=name, picture=small, text=text.split("\n\n")[0]))
    wanted["cards.txt"] = "::::{grid} 1 1 2 2\n:gutter: 3\n\n" + "\n".join(cards) + "::::\n"
    for file in folder.iterdir():
        if file.name not in wanted:
            file.unlink()
    for name, content in wanted.items():
        file, data = folder / name, content.encode() if isinstance(content, str) else content
        if not file.is_file() or file.read_bytes() != data:  # what stays the same is not read again
            file.write_bytes(data)


def setup(app: Any) -> dict[str, bool]:
    """Make the pages before the sources are listed."""
    app.connect("builder-inited", _made)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
