"""Code that is copied, edited and run in the page: Python and this library in the browser, from files of the site itself.

Each block of code stands in a ``div`` that says what ``run.js`` needs to know of it: the code without prompts and answers, and
whether it runs. What needs other packages than the library does not, and neither does anything when ``tools/fetch_web.py pyodide``
was not asked for Pyodide before; Copy is there all the same.
"""

from __future__ import annotations

import ast
import doctest
import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.errors import ExtensionError

from cica.exports.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

ROOT = Path(__file__).parent.parent.parent
# What Pyodide loads beside the lock file, which is written here: it names these wheels and no others.
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
DEPENDENCIES = {"attrs": (), "typing-extensions": (), "cattrs": ("attrs", "typing-extensions")}
# What the functions and modules of the library need that give frames and pictures.
NEEDS = {
    "annotate": "pandas",
    "dyads": "pandas",
    "network": "networkx",
    "panel": "pandas",
    "plots": "matplotlib",
    "to_frame": "pandas",
}
FILES = {".sqlite": "sqlite3"} | {ending: form.needs for ending, form in FORMATS.items() if form.needs}
APART = {"sqlite3"}  # of the standard library, what Pyodide has as packages of their own
OPENED = {"try"}  # the pages whose first block is open for editing


class Cell(NamedTuple):
    """A block of examples: its code, the packages that it needs, and the part that needs none."""

    code: str
    needs: tuple[str, ...]
    runs: str


def cells(blocks: Iterable[str]) -> Iterator[Cell]:
    """Read the blocks of a page in their order: what was made with a package needs that package afterwards."""
    made_with: dict[str, set[str]] = {}
    for block in blocks:
        code, runs, needs = [], [], set[str]()
        for example in doctest.DocTestParser().get_examples(block):
            wanted = _needs(ast.parse(example.source), made_with)
            code.append(example.source)
            runs += [] if wanted else [example.source]
            needs |= wanted
        yield Cell("".join(code).rstrip("\n"), tuple(sorted(needs)), "".join(runs).rstrip("\n"))


def _needs(example: ast.Module, made_with: dict[str, set[str]]) -> set[str]:
    """The packages that an example needs; what it gives a name to is noted with them."""
    needs, named = set[str](), set[str]()
    for node in ast.walk(example):
        match node:
            case ast.Import(names=names):
                needs |= {alias.name.partition(".")[0] for alias in names}
                named |= {alias.asname or alias.name.partition(".")[0] for alias in names}
            case ast.ImportFrom(module=module, names=names):
                needs |= {(module or "").partition(".")[0], *(NEEDS[alias.name] for alias in names if alias.name in NEEDS)}
                named |= {alias.asname or alias.name for alias in names}
            case ast.Attribute(attr=name):
                needs |= {NEEDS[name]} if name in NEEDS else set()
            case ast.Constant(value=str(text)):  # the name of a file to export
                needs |= {FILES[ending] for ending in FILES if text.endswith(ending)}
            case ast.Name(id=name, ctx=ast.Load()):
                needs |= made_with.get(name, set())
            case ast.Name(id=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                named.add(name)
    needs -= {"cica", *sys.stdlib_module_names} - APART
    made_with.update(dict.fromkeys(named, needs))
    return needs


def commands(session: str) -> str:
    """The commands of a session in a shell, without the prompts and what was answered; all of it, if it has no prompt."""
    found = re.findall(r"^\$ ((?:.*\\\n)*.*)", session, re.MULTILINE)
    return "\n".join(found) if found else session.rstrip("\n")


def runtime(source: Path) -> Path | None:
    """The folder of Pyodide, if it was fetched."""
    return max((source / "_vendor").glob("pyodide-*"), default=None)


def _wrap(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Put each block of code into an element with what the page's script needs to know."""
    if app.builder.format != "html":
        return
    blocks = [*doctree.findall(nodes.literal_block), *doctree.findall(nodes.doctest_block)]
    examples = [block for block in blocks if block.get("language") == "pycon"]
    read = dict(zip(map(id, examples), cells(block.astext() for block in examples), strict=True))
    for block in blocks:
        known: dict[str, str] = {}
        if cell := read.get(id(block)):
            known["code"] = cell.code
            if runtime(Path(app.srcdir)):
                known["runs"] = cell.runs
                known |= {"needs": " and ".join(cell.needs)} if cell.needs else {}
                known |= {"open": ""} if page in OPENED and block is examples[0] else {}
        elif isinstance(block, nodes.doctest_block):
            known["code"] = next(cells([block.astext()])).code
        elif block.get("language") == "console":
            known["code"] = commands(block.astext())
        data = "".join(f' data-{name}="{html.escape(value)}"' for name, value in known.items())
        place = block.parent.index(block)
        block.parent[place : place + 1] = [
            nodes.raw("", f'<div class="cica-code"{data}>', format="html"),
            block,
            nodes.raw("", "</div>", format="html"),
        ]


def _publish(app: Sphinx, error: Exception | None) -> None:
    """Lay the files that run the examples beside the pages: Pyodide, the wheels, and what they are."""
    pyodide = runtime(Path(app.srcdir))
    if error or app.builder.format != "html" or pyodide is None:
        return
    folder = Path(app.outdir) / "_static" / "run"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in RUNTIME:
        shutil.copyfile(pyodide / name, folder / name)
    packages = {name: _entry(_repack(name, folder), name, depends) for name, depends in DEPENDENCIES.items()}
    packages["cica"] = _entry(_build(folder), "cica", ("attrs", "cattrs"))
    info = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    (folder / "pyodide-lock.json").write_text(json.dumps({"info": info, "packages": packages}), encoding="utf-8")
    # What is fetched and how large it is, for the progress bar. Modules are imported, and not counted.
    sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir()) if path.suffix != ".mjs"}
    (folder / "files.json").write_text(json.dumps(sizes), encoding="utf-8")


def _repack(name: str, folder: Path) -> Path:
    """A wheel of an installed package, so that nothing is fetched and the page has what the pages were built with."""
    package = metadata.distribution(name)
    if "Root-Is-Purelib: true" not in (package.read_text("WHEEL") or ""):
        raise ExtensionError(f"{name} is not pure Python, so it does not run in a page")
    wheel = folder / f"{name.replace('-', '_')}-{package.version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(package.files or ()):
            if file.suffix != ".pyc" and ".." not in file.parts and file.name not in {"INSTALLER", "REQUESTED", "direct_url.json"}:
                entry = zipfile.ZipInfo(file.as_posix())  # of the first day of 1980: the same files give the same wheel
                archive.writestr(entry, file.read_binary(), zipfile.ZIP_DEFLATED)
    return wheel


def _build(folder: Path) -> Path:
    """The wheel of this library, built as for a release."""
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ExtensionError(f"the wheel was not built: {done.stderr}")
        (wheel,) = Path(place).glob("*.whl")
        return Path(shutil.copy(wheel, folder))


def _entry(wheel: Path, name: str, depends: tuple[str, ...]) -> dict[str, Any]:
    """What the lock file of Pyodide says of a wheel."""
    return {
        "name": name,
        "version": wheel.name.split("-")[1],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": [name.replace("-", "_")],
        "depends": [*depends],
        "unvendored_tests": False,
        "tool": {},
    }


def setup(app: Sphinx) -> dict[str, bool]:
    """Have the blocks wrapped, the files published, and the script in every page."""
    app.add_js_file("run.js", loading_method="defer")
    app.add_css_file("run.css")
    app.connect("doctree-resolved", _wrap)
    app.connect("build-finished", _publish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
