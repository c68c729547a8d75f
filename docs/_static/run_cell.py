"""Runs code of a page as the prompt of Python does: each expression shows its value, and names stay for what comes later.

``run-worker.js`` loads this module in the browser, ``tests/test_run.py`` outside of one.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import linecache
import sys
import traceback
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST = 500_000  # characters that one cell may show


class Session:
    """The names that the cells of a page share; ``show`` is given the kind, the text and the HTML of what there is to see."""

    def __init__(self, show: Callable[[str, str, str | None], None]) -> None:
        self._send = show
        self._names: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins}
        self._left = MOST

    def run(self, code: str, name: str = "<cell>", *, go_on: bool = False) -> None:
        """Run code, and show what it prints, answers, warns of and raises; with ``go_on`` what comes after an error too."""
        self._left = MOST
        self._names.pop("__warningregistry__", None)  # a warning is given again when the code is run again
        linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
        with self._showing():
            try:
                statements = ast.parse(code, name).body
            except (SyntaxError, ValueError) as error:
                self._show("error", "".join(traceback.format_exception_only(error)))
                return
            for statement in statements:
                try:
                    exec(compile(ast.Interactive([statement]), name, "single"), self._names)  # what a prompt does
                except BaseException as error:  # SystemExit and KeyboardInterrupt end the cell, not the page
                    self._show("error", told(error))
                    if not go_on:
                        return

    @contextlib.contextmanager
    def _showing(self) -> Iterator[None]:
        """Have the output, the values and the warnings shown in the page."""
        stdout, stderr = (Stream(lambda text, kind=kind: self._show(kind, text)) for kind in ("stdout", "stderr"))
        hook = sys.displayhook
        with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr), warnings.catch_warnings():
            warnings.simplefilter("default")
            warnings.showwarning = lambda *what, **_: self._flushed("warning", warnings.formatwarning(*what[:4]))
            self._flush = lambda: (stdout.flush(), stderr.flush())
            sys.displayhook = self._display
            try:
                yield
            finally:
                self._flush()
                sys.displayhook = hook

    def _display(self, value: object) -> None:
        """Show a value as a notebook does, and keep it as ``_``."""
        if value is not None:
            self._names["_"] = value
            self._flushed("result", repr(value), as_html(value))

    def _flushed(self, kind: str, text: str, html: str | None = None) -> None:
        self._flush()
        self._show(kind, text, html)

    def _show(self, kind: str, text: str, html: str | None = None) -> None:
        """Show something, unless the cell has shown enough: a page with endless output is of no use."""
        if kind == "error":
            self._flush()
        size = max(len(text), len(html or ""), 100)
        if size <= self._left:
            self._send(kind, text, html)
        elif self._left > 0:
            self._send("warning", "There is more to see than fits here; the rest is left out.\n", None)
            size = self._left
        self._left -= size


class Stream(io.TextIOBase):
    """Sends on what is printed: the first lines at once, then in larger pieces."""

    def __init__(self, send: Callable[[str], None]) -> None:
        self._send = send
        self._waiting: list[str] = []
        self._pieces = self._size = 0

    def write(self, text: str) -> int:
        """Keep a text until there is a line of it, or a page when there were many lines."""
        self._waiting.append(text)
        self._size += len(text)
        if self._size > 4000 or (self._pieces < 100 and text.endswith("\n")):
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what waits."""
        if text := "".join(self._waiting):
            self._waiting.clear()
            self._size = 0
            self._pieces += 1
            self._send(text)


def as_html(value: object) -> str | None:
    """What an object looks like in a notebook, if it says so."""
    if isinstance(value, type):
        return None
    with contextlib.suppress(Exception):
        if hasattr(value, "_repr_mimebundle_"):
            bundle = value._repr_mimebundle_()
            html = (bundle[0] if isinstance(bundle, tuple) else bundle).get("text/html")
        else:
            html = value._repr_html_()  # type: ignore[attr-defined]  # that it may be missing is suppressed
        return html if isinstance(html, str) else None
    return None


def told(error: BaseException) -> str:
    """The error as Python tells it, without the lines that are not of a cell."""
    whole = traceback.TracebackException.from_exception(error)
    parts: list[traceback.TracebackException] = [whole]
    for part in parts:
        part.stack = traceback.StackSummary.from_list([frame for frame in part.stack if frame.filename.startswith("<cell")])
        parts += [other for other in (part.__cause__, part.__context__, *(part.exceptions or ())) if other is not None]
    text = "".join(whole.format())
    if isinstance(error, ModuleNotFoundError):
        text += "In this page there are cica, what it needs, and the standard library of Python.\n"
    return text
