"""A directive that shows an answer of the record the way a notebook does.

The argument names a method of the record, the options are its keyword arguments. With ``:show:`` only the object with that
identifier is shown, as a card. Nothing is evaluated: the method must be one that the library makes public.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

import cica

if TYPE_CHECKING:
    from collections.abc import Callable

_KEYWORDS = (
    *("catalogue", "dimension", "document", "field", "first", "kind", "level", "meeting", "member", "on", "organisation"),
    *("role", "scope", "second", "status"),
)


class CicaTable(SphinxDirective):
    """``{cica-table} members`` with options such as ``:on: 2011-03-01``."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = {
        **dict.fromkeys(_KEYWORDS, directives.unchanged_required),
        "show": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """The answer as HTML, and as plain text where the pages are built as text."""
        name = self.arguments[0]
        if name not in cica.__all__ or not name.islower():
            raise self.error(f"{name!r} is not a question of the library")
        keywords = {key: value for key, value in self.options.items() if key != "show"}
        answer: Any = getattr(cica.load(), name)(**keywords)
        if "show" in self.options:
            answer = answer[self.options["show"]]
        html = f'<div class="cica-output">{answer._repr_html_()}</div>'
        text = answer._repr_mimebundle_()["text/plain"] if isinstance(answer, cica.Entity) else repr(answer)
        return [nodes.raw("", html, format="html"), nodes.raw("", text, format="text")]


def setup(app: Any) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("cica-table", CicaTable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
