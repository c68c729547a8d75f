"""A directive that shows a picture of the record, drawn when the pages are built.

The argument names a function of ``cica.plots``, the options are its keyword arguments; with ``:known:`` it draws the record as
known on that day. Nothing is evaluated: the function must be one that the module makes public.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

import cica
from cica import plots

if TYPE_CHECKING:
    from collections.abc import Callable

_KEYWORDS = ("end", "on", "organisation", "start")


def _parts(text: str) -> list[str]:
    """The words between commas."""
    return [part.strip() for part in directives.unchanged_required(text).split(",")]


class CicaPlot(SphinxDirective):
    """``{cica-plot} map`` with options such as ``:on: 2011-03-01``."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = {
        **dict.fromkeys(_KEYWORDS, directives.unchanged_required),
        "known": directives.unchanged_required,
        "days": _parts,
        "organisations": _parts,
    }

    def run(self) -> list[nodes.Node]:
        """The picture in HTML, and what it shows in words where the pages are built as text."""
        name = self.arguments[0]
        if name not in plots.__all__ or not name.islower():
            raise self.error(f"{name!r} is not a picture of the library")
        keywords = {key: value for key, value in self.options.items() if key != "known"}
        if "days" in keywords:  # several, each of which has a picture of its own
            keywords["on"] = keywords.pop("days")
        if "known" in self.options:
            keywords["record"] = cica.as_known(self.options["known"])
        plot: Any = getattr(plots, name)(**keywords)
        picture = f'<figure class="cica-plot">{plot._repr_html_()}<figcaption>{html.escape(plot.title)}</figcaption></figure>'
        return [nodes.raw("", picture, format="html"), nodes.raw("", f"[{plot.title}. {plot.alt}]", format="text")]


def setup(app: Any) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("cica-plot", CicaPlot)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
