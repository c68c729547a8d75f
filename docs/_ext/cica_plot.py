"""A directive that shows a picture of the record, drawn when the pages are built.

The argument names a function of ``cica.plots``, the options are its keyword arguments; with ``:known:`` it draws the record as
known on that day. Nothing is evaluated: the function must be one that the module makes public. A browser asks for a picture when
the reader comes near to it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

import cica
from cica import plots

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = "generated"
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
        """The picture with its title, and what it shows in words for those who do not see it."""
        name = self.arguments[0]
        if name not in plots.__all__ or not name.islower():
            raise self.error(f"{name!r} is not a picture of the library")
        keywords = {key: value for key, value in self.options.items() if key != "known"}
        if "days" in keywords:  # several, each of which has a picture of its own
            keywords["on"] = keywords.pop("days")
        if "known" in self.options:
            keywords["record"] = cica.as_known(self.options["known"])
        plot: Any = getattr(plots, name)(**keywords)
        image = nodes.image(uri=f"/{self._drawn(plot)}", alt=plot.alt, loading="lazy")
        return [nodes.figure("", image, nodes.caption("", plot.title), classes=["cica-plot"])]

    def _drawn(self, plot: Any) -> str:
        """The file with a picture, from the root of the documentation; what stays the same is not written again."""
        ending = "gif" if isinstance(plot, plots.Animation) else "svg"
        name = f"{self.env.docname}-{self.env.new_serialno('cica-plot')}.{ending}".replace("/", "-")
        file = Path(self.env.srcdir, FOLDER, name)
        file.parent.mkdir(exist_ok=True)
        new = plot.save(file.with_stem(f"{file.stem}-new"))
        if file.is_file() and file.read_bytes() == new.read_bytes():
            new.unlink()
        else:
            new.replace(file)
        return f"{FOLDER}/{name}"


def setup(app: Any) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("cica-plot", CicaPlot)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
