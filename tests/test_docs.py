"""The documentation is true: its examples run, its pages are current, and it names everything that is public."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import cica
from cica.cli import main

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
MADE = {"_build", "_vendor", "generated", "record"}  # what is written when the site is built, or fetched for it
PAGES = sorted(path for path in DOCS.rglob("*.md") if MADE.isdisjoint(path.relative_to(DOCS).parts))
READ = [ROOT / "README.md", *PAGES]
NAMES = [path.relative_to(ROOT).as_posix() for path in READ]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
FENCE = re.compile(r"^```(?P<language>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)

pages = pytest.mark.parametrize("page", READ, ids=NAMES)
# Those that need more than the tests of every day, and the mark that says what.
MARKED = {
    "docs/guide/linked-data.md": pytest.mark.linked,
    **dict.fromkeys(("docs/guide/regression.md", "docs/recipes/regression.md"), pytest.mark.models),
}
run = pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=MARKED.get(name, ()), id=name) for page, name in zip(READ, NAMES, strict=True)],
)


def blocks(page: Path, language: str) -> Iterator[tuple[int, str]]:
    """The fenced blocks in a language, each with the line on which it begins."""
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        if found["language"] == language:
            yield text.count("\n", 0, found.start()) + 1, found["body"]


@run
def test_python_examples(page: Path) -> None:
    parser, names, problems = doctest.DocTestParser(), dict[str, object](), list[str]()
    runner = doctest.DocTestRunner(verbose=False, optionflags=FLAGS)
    for line, body in blocks(page, "pycon"):
        test = parser.get_doctest(body, names, page.name, str(page), line)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            runner.run(test, out=problems.append, clear_globs=False)
        names = test.globs
    assert not problems, "".join(problems)


@pages
def test_every_example_stands_in_a_block_that_is_run(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.count("\n>>> ") == sum(f"\n{body}".count("\n>>> ") for _, body in blocks(page, "pycon"))


@pages
def test_command_line_examples(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checker = doctest.OutputChecker()
    for _, body in blocks(page, "console"):
        for example in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, wanted = example.partition("\n")
            program, *words = shlex.split(command)
            assert program == "cica"
            main(words)
            shown = capsys.readouterr().out
            test = doctest.Example(command, wanted)
            assert checker.check_output(wanted, shown, FLAGS), checker.output_difference(test, shown, FLAGS)


@pages
def test_commands_that_are_shown_without_an_answer_are_understood(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _, body in blocks(page, "console"):
        for line in () if "$ " in body else body.splitlines():  # the others are run with their answers
            if line.startswith("cica ") and not set(line) & set("|<>"):
                words = shlex.split(line, comments=True)[1:]
                if not {"export", "mcp", "check"} & set(words[:1]):  # which write or read files
                    assert main(words) == 0, f"{line}: {capsys.readouterr().err}"


@pytest.mark.parametrize("tool", ["build_docs_tables", "draw_membership"])
def test_what_is_made_of_the_record_is_current(tool: str) -> None:
    script = ROOT / "tools" / f"{tool}.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_reference_names_everything_public() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "api").glob("*.md")}
    tables = re.compile(r"^\.\. autosummary::\n(?:   :.*\n)+\n((?:   \w+\n)+)", re.MULTILINE)
    single = re.compile(r"^(?:\.\. py:data:: |\| `)(\w+)", re.MULTILINE)
    named = {page: [*single.findall(text), *" ".join(tables.findall(text)).split()] for page, text in texts.items()}
    assert sorted(named.pop("plots.md")) == sorted(cica.plots.__all__)
    assert sorted(name for names in named.values() for name in names) == sorted({*cica.__all__} - {"plots"})


def toctree(page: Path) -> Iterator[Path]:
    """The pages that a page lists as its own."""
    for _, body in blocks(page, "{toctree}"):
        for entry in body.splitlines():
            if entry and not entry.startswith((":", "record/")) and "*" not in entry:
                yield (page.parent / f"{entry}.md").resolve()


def test_every_page_is_reached_from_the_first() -> None:
    reached, waiting = set[Path](), [(DOCS / "index.md").resolve()]
    while waiting:
        page = waiting.pop()
        assert page.is_file(), f"{page} is listed and not there"
        if page not in reached:
            reached.add(page)
            waiting += toctree(page)
    assert reached == {page.resolve() for page in PAGES}


@pytest.mark.docs
def test_the_site_builds_without_a_warning(site: Path) -> None:
    shown = (site / "guide" / "dates.html").read_text(encoding="utf-8")
    assert cica.members(on="2011-03-01")._repr_html_() in shown
    example = (site / "gallery" / "generated" / "overlap_with_the_sco.html").read_text(encoding="utf-8")
    assert "every year agrees with cica.overlap" in example
    assert 'id="cica.annotate"' in (site / "api" / "generated" / "functions" / "cica.annotate.html").read_text("utf-8")
    pages = Counter(str(page.relative_to(site)).lower() for page in site.rglob("*"))
    assert [page for page, times in pages.items() if times > 1] == []  # which were one on disks that ignore case
