"""A briefing as a page of HTML, whole in one file: it fetches nothing, and nothing in it runs."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cica.briefings.blocks import Block, Part

__all__ = ["page"]

# The colours of a browser, for a light and for a dark page; lines of a length that is read well.
_STYLE = """
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word }
h1, h2 { line-height: 1.2; break-after: avoid }
sup { line-height: 0 }
sup a { text-decoration: none }
footer { margin-top: 2rem; font-size: .9em; opacity: .8 }
:target { background: color-mix(in srgb, currentColor 12%, transparent) }
"""
_TAGS = {"title": "h1", "day": "p", "heading": "h2", "text": "p", "citation": "footer"}


def page(blocks: Iterable[Block]) -> str:
    """A briefing as HTML: raised numbers lead to the sources, these to the web.

    Parameters
    ----------
    blocks : iterable of Block
        The briefing.

    Returns
    -------
    str
        The page.
    """
    told = list(blocks)
    title = next((block.parts[0].text for block in told if block.kind == "title"), "")
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en-GB">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{html.escape(title)}</title>",
        f"<style>{_STYLE}</style></head>",
        "<body>",
        *(line for block in told for line in _block(block)),
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _block(block: Block) -> list[str]:
    """The lines of a block."""
    if block.kind == "sources":
        items = (f'<li id="source-{n}">{_source(source)}</li>' for n, source in enumerate(block.parts, 1))
        return ["<h2>Sources</h2>", "<ol>", *items, "</ol>"]
    parts = [html.escape(part.text) + _raised(part.numbers) for part in block.parts]
    if block.kind == "points":
        return ["<ul>", *(f"<li>{part}</li>" for part in parts), "</ul>"]
    tag = _TAGS[block.kind]
    return [f"<{tag}>{' '.join(parts)}</{tag}>"]


def _raised(numbers: Sequence[int]) -> str:
    links = ",".join(f'<a href="#source-{n}">{n}</a>' for n in numbers)
    return f"<sup>{links}</sup>" if links else ""


def _source(source: Part) -> str:
    address = html.escape(source.address)
    return html.escape(source.text) + (f' <a href="{address}">{address}</a>' if address else "")
