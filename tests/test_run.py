"""Examples run in the page: what a cell shows, and, in a real browser, that all of it works and asks no other host."""

from __future__ import annotations

import doctest
import functools
import http.server
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_docs import DOCS, FLAGS, PAGES, blocks

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

in_browser = pytest.mark.browser
EXAMPLES = [page for page in PAGES if any(blocks(page, "pycon"))]


def module(path: Path) -> Any:
    """A module of the documentation, which is in no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = made
    spec.loader.exec_module(made)
    return made


# --- What a cell shows, without a browser.

Shown = tuple[str, str, str | None]


class Cells:
    """A session and what it showed last."""

    def __init__(self) -> None:
        self._shown: list[Shown] = []
        self._session = module(DOCS / "_static" / "run_cell.py").Session(self._show)

    def _show(self, kind: str, text: str, html: str | None) -> None:
        self._shown.append((kind, text, html))

    def __call__(self, code: str, **keywords: bool) -> list[Shown]:
        self._shown.clear()
        self._session.run(code, "<cell 1>", **keywords)
        return self._shown.copy()


@pytest.fixture
def cell() -> Cells:
    return Cells()


def test_every_expression_shows_its_value_as_the_prompt_does(cell: Cells) -> None:
    assert cell("1 + 1\nNone\n'a'; [2]\nfor n in 3, 4: n") == [("result", text, None) for text in ("2", "'a'", "[2]", "3", "4")]
    assert cell("_") == [("result", "4", None)]


def test_what_is_printed_stands_where_it_was_printed(cell: Cells) -> None:
    assert cell("print('one')\n2\nprint('three', end='')") == [
        ("stdout", "one\n", None),
        ("result", "2", None),
        ("stdout", "three", None),
    ]


def test_an_object_shows_what_it_shows_in_a_notebook(cell: Cells) -> None:
    ((kind, text, html),) = cell("import cica\ncica.members(on='2011-03-01')")
    assert kind == "result"
    assert text.startswith("22 members of CICA on 2011-03-01")
    assert html is not None
    assert html.startswith("<table")
    ((_, text, html),) = cell("cica.summit(4)")
    assert text == "<Summit summit-4: Shanghai, 2014-05-20 to 2014-05-21>"
    assert html is not None
    assert cell("cica.State")[0][2] is None


def test_an_error_has_the_lines_of_the_cell_and_no_others(cell: Cells) -> None:
    ((kind, text, _),) = cell("import cica\ndef ask():\n    return cica.Date('8 June 2010')\nask()\nprint('not reached')")
    assert kind == "error"
    assert [line.strip().rstrip("~^ ") for line in text.splitlines() if line.strip("~^ ")][:5] == [
        "Traceback (most recent call last):",
        'File "<cell 1>", line 4, in <module>',
        "ask()",
        'File "<cell 1>", line 3, in ask',
        "return cica.Date('8 June 2010')",
    ]
    assert "cica.errors.DateError: '8 June 2010' is not a date; did you mean '2010-06-08'?" in text
    assert "/" not in text.replace("2014-05-20/2014-05-21", "")


def test_examples_go_on_after_an_error_and_edited_code_does_not(cell: Cells) -> None:
    assert [kind for kind, *_ in cell("1 / 0\n2")] == ["error"]
    assert [kind for kind, *_ in cell("1 / 0\n2", go_on=True)] == ["error", "result"]


@pytest.mark.parametrize("code", ["if", "raise SystemExit(2)", "raise KeyboardInterrupt", "import notamodule", "a\0b"])
def test_nothing_ends_the_session(cell: Cells, code: str) -> None:
    ((kind, text, _),) = cell(code)
    assert kind == "error"
    assert re.search(r"^\w*(Error|Exit|Interrupt)\b", text, re.MULTILINE)
    assert cell("1") == [("result", "1", None)]


def test_an_error_of_another_error_is_told_with_it(cell: Cells) -> None:
    ((_, text, _),) = cell("try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    raise ValueError('no') from error")
    assert text.index("ZeroDivisionError") < text.index("direct cause") < text.index("ValueError: no")


def test_a_warning_is_shown_each_time(cell: Cells) -> None:
    code = "import warnings\nwarnings.warn('careful')"
    for _ in range(2):
        ((kind, text, _),) = cell(code)
        assert kind == "warning"
        assert text.startswith("<cell 1>:2: UserWarning: careful")


def test_endless_output_is_cut(cell: Cells) -> None:
    shown = cell("for n in range(200_000): print('line', n)")
    assert len(shown) < 1_000
    assert sum(len(text) for _, text, _ in shown) < 600_000
    assert shown[-1] == ("warning", "There is more to see than fits here; the rest is left out.\n", None)


def test_the_process_is_left_as_it_was(cell: Cells) -> None:
    before = sys.stdout, sys.stderr, sys.displayhook
    cell("print(1)\n1\n1 / 0")
    assert (sys.stdout, sys.stderr, sys.displayhook) == before


# --- What is known of a cell when the pages are built.


@pytest.fixture(scope="module")
def extension() -> Any:
    return module(DOCS / "_ext" / "cica_run.py")


@pytest.mark.docs
def test_what_was_made_with_a_package_needs_it(extension: Any) -> None:
    page = [
        ">>> import cica, json\n>>> import pandas as pd\n",
        ">>> frame = pd.DataFrame()\n",
        ">>> for name in frame:\n...     other = name\n",
        ">>> len(other)\n1\n>>> cica.state('KAZ')\n<State KAZ: Kazakhstan>\n",
        ">>> other = json.dumps(1)\n>>> other\n'1'\n",
        ">>> cica.members().to_frame()\n",
        ">>> from cica import plots as p\n>>> p.map()\n",
    ]
    assert [(cell.needs, cell.runs) for cell in extension.cells(page)] == [
        (("pandas",), "import cica, json"),
        (("pandas",), ""),
        (("pandas",), ""),
        (("pandas",), "cica.state('KAZ')"),
        ((), "other = json.dumps(1)\nother"),
        (("pandas",), ""),
        (("matplotlib",), ""),
    ]


@pytest.mark.docs
def test_commands_are_copied_without_prompt_and_answer(extension: Any) -> None:
    assert (
        extension.commands("$ cica\nan answer\n$ cica members \\\n    --on 2000\nmore\n") == "cica\ncica members \\\n    --on 2000"
    )
    assert extension.commands("python -m venv .venv\n") == "python -m venv .venv"


@pytest.mark.docs
def test_without_pyodide_code_is_copied_and_nothing_runs(tmp_path: Path) -> None:
    source, built = tmp_path / "source", tmp_path / "built"
    source.mkdir()
    (source / "index.md").write_text("# A page\n\n```pycon\n>>> 1 + 1\n2\n```\n", encoding="utf-8")
    settings = [f"sys.path.insert(0, {str(DOCS / '_ext')!r})", "extensions = ['myst_parser', 'cica_run']"]
    (source / "conf.py").write_text(
        "\n".join(["import sys", *settings, f"html_static_path = [{str(DOCS / '_static')!r}]"]), encoding="utf-8"
    )
    subprocess.run([sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", str(source), str(built)], check=True)
    assert '<div class="cica-code" data-code="1 + 1">' in (built / "index.html").read_text(encoding="utf-8")
    assert not (built / "_static" / "run").exists()


# --- In a browser.


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the documentation is served."""
    assert (site / "_static" / "run").exists(), "Pyodide is not there: python tools/fetch_web.py pyodide axe-core"
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that does not write down who asks for what."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # as in the standard library
        """Say nothing."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "Chromium is not there: apt-get install chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page, of which it is checked in the end that it asked no other host and had no error in its script."""
    context = browser.new_context(base_url=address, permissions=["clipboard-read", "clipboard-write"])
    asked, errors = list[str](), list[str]()
    context.on("request", lambda request: asked.append(request.url))
    opened = context.new_page()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert asked
    assert [url for url in asked if not url.startswith((address, "blob:", "data:"))] == []
    assert errors == []


def code(page: Page, number: int = 0) -> Locator:
    """A cell of a page."""
    return page.locator(".cica-code").nth(number)


def press(cell: Locator, name: str) -> None:
    cell.get_by_role("button", name=name).click()


def shown(cell: Locator, status: str = "Answered in", seconds: float = 60) -> Locator:
    """What a cell shows, when it is done."""
    cell.get_by_role("status").filter(has_text=status).wait_for(timeout=seconds * 1000)
    return cell.locator(".cica-shown")


@in_browser
def test_a_cell_answers_and_asks_for_nothing_before(page: Page) -> None:
    asked = list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto("try.html")
    assert not [url for url in asked if "/_static/run/" in url or "worker" in url]
    press(code(page), "Run")
    table = shown(code(page)).get_by_role("table")
    assert "22 members of CICA on 2011-03-01" in table.inner_text()
    assert table.get_by_role("row").count() == 23
    assert [url for url in asked if url.endswith("pyodide.asm.wasm")]


@in_browser
def test_the_page_to_try_takes_other_code(page: Page) -> None:
    page.goto("try.html")
    area = code(page).get_by_role("textbox")
    assert area.input_value() == 'import cica\ncica.members(on="2011-03-01")'
    area.fill("import cica\nprint(cica.chair_in(2015).state.name)\n")
    area.press("Shift+Enter")
    assert shown(code(page)).inner_text().strip() == "China"
    area.fill("import pandas")
    press(code(page), "Run")
    code(page).get_by_text("No module named 'pandas'").wait_for()
    assert "the standard library of Python" in shown(code(page)).inner_text()
    area.press("Tab")
    assert area.evaluate("box => document.activeElement !== box"), "the key Tab is caught"
    press(code(page), "Undo")
    assert not area.is_visible()
    assert ">>> import cica" in code(page).inner_text()


@in_browser
def test_a_cell_runs_what_stands_above_it_first(page: Page) -> None:
    page.goto("guide/dates.html")
    later = page.locator(".cica-code").filter(has_text="bahrain.period.contains").first
    press(later, "Run")
    assert shown(later).inner_text().splitlines() == [
        "<Answer.NO: 'no'>",
        "<Answer.UNDETERMINED: 'undetermined'>",
        "<Answer.YES: 'yes'>",
    ]
    assert code(page).locator(".cica-shown").inner_text() == ""


@in_browser
def test_an_error_is_shown_as_python_shows_it(page: Page) -> None:
    page.goto("guide/dates.html")
    failing = page.locator(".cica-code").filter(has_text="8 June 2010").first
    press(failing, "Run")
    text = shown(failing).inner_text()
    assert "Traceback (most recent call last):\n" in text
    assert 'cica.Date("8 June 2010")\n' in text
    assert "cica.errors.DateError: '8 June 2010' is not a date; did you mean '2010-06-08'?" in text
    assert "site-packages" not in text


@in_browser
def test_a_cell_that_does_not_end_is_stopped_and_the_next_run_answers(page: Page) -> None:
    page.goto("try.html")
    area = code(page).get_by_role("textbox")
    area.fill("print('started')\nwhile True: pass")
    press(code(page), "Run")
    assert shown(code(page), "Stopped: it took longer than 20 seconds", 90).inner_text().strip() == "started"
    press(code(page), "Run")
    code(page).locator(".cica-shown").filter(has_text="started").wait_for(timeout=60_000)
    press(code(page), "Stop")
    shown(code(page), "Stopped. The next run starts anew.")
    area.fill("6 * 7")
    press(code(page), "Run")
    assert shown(code(page)).inner_text().strip() == "42"


@in_browser
def test_html_that_would_run_or_load_something_is_cleaned(page: Page) -> None:
    page.goto("try.html")
    evil = (
        "<img src='https://example.org/x.png' onerror='window.bad=1'><script>window.bad=1</script><svg onload='window.bad=1'></svg>"
        "<p style='background:url(https://example.org/y)' onclick='bad()' id='x'>fine <a href='javascript:bad()'>link</a></p>"
    )
    code(page).get_by_role("textbox").fill(f"class Evil:\n    def _repr_html_(self):\n        return {evil!r}\nEvil()")
    press(code(page), "Run")
    output = shown(code(page)).locator(".cica-output")
    assert output.inner_html() == "<p>fine <a>link</a></p>"
    assert page.evaluate("window.bad") is None


@in_browser
def test_copy_gives_code_without_prompts_and_answers(page: Page) -> None:
    def copied(number: int) -> str:
        code(page, number).hover()
        code(page, number).get_by_role("button", name="Copy").click()
        code(page, number).get_by_text("Copied").wait_for()
        return str(page.evaluate("navigator.clipboard.readText()"))

    page.goto("guide/dates.html")
    first = (
        'import cica\nbahrain = cica.memberships("Bahrain", "cica")[0]\nbahrain.start\nbahrain.start.earliest, bahrain.start.latest'
    )
    assert copied(0) == first
    page.goto("guide/command-line.html")
    assert copied(0).startswith("cica\ncica members --on 2000\ncica chair --on 2015\n")
    page.goto("index.html")
    assert copied(0) == "python -m venv .venv && .venv/bin/pip install --quiet . && .venv/bin/cica"


@in_browser
@pytest.mark.parametrize(
    "name", ["index", "api/generated/functions/cica.members", "guide/in-your-project", "guide/command-line", "data/index"]
)
def test_every_block_of_code_is_copied(page: Page, name: str) -> None:
    page.goto(f"{name}.html")
    assert page.locator("div.highlight pre").count() == page.locator(".cica-code button", has_text="Copy").count() > 0


@in_browser
def test_what_needs_other_packages_says_so(page: Page) -> None:
    page.goto("guide/coverage.html")
    needing = page.locator(".cica-code").filter(has_text="to_frame")
    assert "This example needs pandas" in needing.inner_text()
    assert needing.get_by_role("button").all_inner_texts() == ["Copy"]


@in_browser
def test_a_page_opened_as_a_file_says_why_nothing_runs(browser: Browser, tmp_path: Path, page: Page) -> None:
    page.goto("try.html")  # a copy of what the page is made of is enough
    (tmp_path / "try.html").write_text(page.evaluate("fetch('try.html').then(answer => answer.text())"), encoding="utf-8")
    (tmp_path / "_static").mkdir()
    shutil.copy(DOCS / "_static" / "run.js", tmp_path / "_static")
    opened = browser.new_page()
    opened.goto((tmp_path / "try.html").as_uri())
    assert "Served over http" in code(opened).inner_text()
    assert code(opened).get_by_role("button").all_inner_texts() == ["Copy"]
    opened.close()


@in_browser
def test_the_keys_scroll_a_wide_block_and_do_not_turn_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("guide/dates.html")
    wide = page.locator("article pre[tabindex='0']").first
    wide.focus()
    wide.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")
    assert page.url.endswith("guide/dates.html")


@in_browser
def test_examples_asked_for_at_once_answer_in_turn_and_the_focus_stays(page: Page) -> None:
    page.goto("try.html")
    first, second = code(page), code(page, 1)
    second.get_by_role("button", name="Run this").focus()
    page.keyboard.press("Enter")
    press(first, "Run")
    second.get_by_role("button", name="Run this").focus()
    page.keyboard.press("Enter")  # which does nothing: it runs
    assert "2 undetermined members" in shown(second).inner_text()
    assert "22 members" in shown(first).inner_text()
    assert second.get_by_role("button", name="Run this").evaluate("button => document.activeElement === button")


# Has a worker run code after code, and returns what each shows, as a prompt would write it.
ANSWERS = """
cells => new Promise((resolve, reject) => {
  const worker = new Worker(document.baseURI.replace(/[^/]*$/, "") + "_static/run-worker.js", {type: "module"});
  const shown = [];
  const next = () => {
    if (shown.length === cells.length) { worker.terminate(); resolve(shown); return; }
    worker.postMessage({code: cells[shown.length], name: "<cell 1>", goOn: true});
    shown.push("");
  };
  worker.onmessage = ({data}) => {
    if (data.failed) reject(data.failed);
    else if (data.ready || data.done) next();
    else if (data.kind) shown[shown.length - 1] += data.kind === "result" ? data.text + "\\n" : data.text;
  };
  worker.onerror = reject;
})
"""


@in_browser
def test_what_runs_in_the_pages_answers_what_the_pages_say(page: Page) -> None:
    wanted, runs, places = list[str](), list[str](), list[str]()
    forget = "for _name in [n for n in globals() if not n.startswith('__')]: del globals()[_name]"
    for source in EXAMPLES:
        name = source.relative_to(DOCS).with_suffix("").as_posix()
        page.goto(f"{name}.html")
        cells = page.locator(".cica-code[data-runs]").evaluate_all("cells => cells.map(cell => ({...cell.dataset}))")
        pairs = list(zip(cells, blocks(source, "pycon"), strict=True))
        runs += [forget, *(cell["runs"] for cell, _ in pairs)]
        wanted += ["", *("" if "needs" in cell else answers(body) for cell, (_, body) in pairs)]
        places += [name, *(f"{name}, line {line}, {'quietly' if 'needs' in cell else ''}" for cell, (line, _) in pairs)]
    page.goto("index.html")
    found = json.loads(json.dumps(page.evaluate(ANSWERS, runs)))
    checker = doctest.OutputChecker()
    assert len([want for want in wanted if want]) > 80
    problems = [
        f"{place}: {shown}"
        for place, want, shown in zip(places, wanted, found, strict=True)
        if not (checker.check_output(want, shown, FLAGS) or (place.endswith("quietly") and "Traceback" not in shown))
    ]
    assert problems == []


def answers(body: str) -> str:
    """What a block says is answered."""
    return "".join(example.want for example in doctest.DocTestParser().get_examples(body))


# --- Whoever reads with a screen reader, or with the keys alone.

RECORD = sorted(path.relative_to(DOCS).with_suffix("").as_posix() for path in (DOCS / "record").glob("*.md"))
READ = [
    *(
        "index",
        "why",
        "try",
        "guide/dates",
        "guide/plots",
        "guide/panels",
        "api/questions",
        "data/memberships",
        "changelog",
        "genindex",
    ),
    *RECORD[:2],
]
AXE = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"


def findings(page: Page) -> list[str]:
    """What axe finds to be serious on a page."""
    (axe,) = (DOCS / "_vendor").glob("axe-core-*/axe.min.js")
    page.add_script_tag(path=axe)
    return [
        f"{found['id']}: {node['html'][:200]} {node['any'][0]['message'] if node['any'] else ''}"
        for found in page.evaluate(AXE)
        if found["impact"] in {"serious", "critical"}
        for node in found["nodes"]
    ]


@in_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", READ)
def test_pages_are_accessible(page: Page, name: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{name}.html")
    assert findings(page) == []


@in_browser
def test_a_cell_that_has_run_is_accessible(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("try.html")
    code(page).get_by_role("textbox").fill(
        "import cica\ncica.members()\nprint('a ' * 9)\nimport warnings\nwarnings.warn('b')\n'c' * 999\n1 / 0"
    )
    press(code(page), "Run")
    assert shown(code(page)).locator("> *").count() == 5
    assert findings(page) == []
