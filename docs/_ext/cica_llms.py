"""Writes ``llms.txt`` beside the pages: what there is on the site, for programs that read it for somebody.

The form is that of https://llmstxt.org: a title, a summary, and for each part of the table of contents its pages, each with a
link and the sentence with which it begins. Pages that are made of the record, one for each state and meeting, are left to its own index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

import cica

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SUMMARY = (
    "The public record of the Conference on Interaction and Confidence-Building Measures in Asia (CICA) as a Python library, a"
    " command line and a data package: who belongs to it and since when, when it met, who chaired it and what it adopted, each fact"
    " dated as precisely as the evidence allows, with the sources that state it and those that contradict it."
)
NOTES = (
    "- A question has three answers: yes, no and undetermined. What is undetermined is held apart, and is neither yes nor no.",
    "- Dates are EDTF (ISO 8601-2): `[2011-01-21..2011-10-17]` is some day from the first to the last.",
    '- "Now" is the day to which the record is updated, {as_of}, and not that of any clock.',
    '- `pip install "cica[mcp]"`, then `cica mcp`, gives an assistant the questions as tools of the Model Context Protocol.',
)


def written(app: Sphinx) -> str:
    """The text of the file."""
    lines = ["# cica", "", f"> {SUMMARY}", "", *(note.format(as_of=cica.as_of) for note in NOTES)]
    for tree in app.env.get_doctree(app.config.root_doc).findall(addnodes.toctree):
        lines += ["", f"## {tree.get('caption') or 'Guide'}", "", *(_line(app, page) for page in tree["includefiles"])]
    return "\n".join(lines) + "\n"


def _line(app: Sphinx, page: str) -> str:
    """A page with its link and what it is about."""
    address = app.config.html_baseurl + app.builder.get_target_uri(page)
    about = next(_sentences(app.env.get_doctree(page)), "")
    return f"- [{app.env.titles[page].astext()}]({address})" + f": {about}" * bool(about)


def _sentences(page: nodes.document) -> Iterator[str]:
    """The first sentence of each paragraph."""
    for paragraph in page.findall(nodes.paragraph):
        text = " ".join(paragraph.astext().split())
        if found := re.match(r".+?[.:](?=\s|$)", text):
            yield found[0].rstrip(".:")


def _finished(app: Sphinx, problem: Exception | None) -> None:
    if problem is None and app.builder.format == "html":
        Path(app.outdir, "llms.txt").write_text(written(app), encoding="utf-8")


def setup(app: Any) -> dict[str, bool]:
    """Write the file when the pages are written."""
    app.connect("build-finished", _finished)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
