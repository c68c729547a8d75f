"""Bars of what a benchmark found, drawn when the pages are built from ``docs/benchmarks.json``.

The argument names a benchmark; every chart that it wrote is drawn, with where and when it was measured. The bars of the library are
in another colour and another hatch than those of its peers.
"""

from __future__ import annotations

import base64
import html
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OURS, OTHERS = "#0072B2", "#BFDCEC"


def bars(title: str, values: Mapping[str, float], ours: Callable[[str], bool]) -> str:
    """A chart as an image, which says in words what it shows."""
    from matplotlib import style
    from matplotlib.figure import Figure

    with style.context(["default", {"font.size": 8, "svg.fonttype": "path", "svg.hashsalt": "cica", "hatch.linewidth": 0.4}]):
        figure = Figure(figsize=(7.2, 0.55 + 0.24 * len(values)), layout="constrained")
        axes = figure.add_subplot()
        names = list(values)
        found = axes.barh(names, list(values.values()), color=[OURS if ours(name) else OTHERS for name in names], height=0.7)
        for bar, name in zip(found, names, strict=True):
            if not ours(name):
                bar.set(hatch="//", edgecolor=OURS, linewidth=0)
        axes.bar_label(found, labels=[f" {value:,.3g}" for value in values.values()])
        axes.invert_yaxis()
        axes.set_xlim(0, max(values.values()) * 1.12 or 1)
        axes.set_title(title, loc="left", fontsize=9, fontweight="bold")
        axes.spines[["top", "right", "bottom"]].set_visible(False)
        axes.tick_params(axis="x", bottom=False, labelbottom=False)
        axes.tick_params(axis="y", length=0)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    told = html.escape(f"{title}: " + "; ".join(f"{name}, {value:,.3g}" for name, value in values.items()))
    return (
        f'<img alt="{told}" style="max-width:100%" src="data:image/svg+xml;base64,{base64.b64encode(buffer.getvalue()).decode()}">'
    )


class CicaBenchmark(SphinxDirective):
    """``{cica-benchmark} start``; ``:peers:`` names the bars that are not the library's, with ``;`` between them."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = {"peers": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """The charts, and under them what was measured where."""
        file = Path(self.env.srcdir) / "benchmarks.json"
        self.env.note_dependency(str(file))
        found = json.loads(file.read_text("utf-8")).get(self.arguments[0])
        if found is None:
            raise self.error(f"no result of {self.arguments[0]} in {file.name}")
        peers = [peer.strip() for peer in self.options.get("peers", "").split(";") if peer.strip()]

        def ours(name: str) -> bool:
            return not any(name.startswith(peer) for peer in peers)

        charts = "".join(f"<p>{bars(title, values, ours)}</p>" for title, values in found["charts"].items())
        machine = found["machine"]
        versions = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
        text = (
            f"{found['how']} Measured on {found['date']}, {machine['processor']}, {machine['cores']} cores, {machine['system']}, "
            f"with a load of {found['load']} at the end. {versions}."
        )
        figure = f'<figure class="cica-plot">{charts}<figcaption>{html.escape(text)}</figcaption></figure>'
        return [nodes.raw("", figure, format="html"), nodes.raw("", f"[{text}]", format="text")]


def setup(app: Any) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("cica-benchmark", CicaBenchmark)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
