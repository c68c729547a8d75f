"""A briefing as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cica.briefings.blocks import Block, Part

__all__ = ["with_list", "with_notes"]

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~^$&@])")
_MARKS = {"title": "# ", "heading": "## "}


def with_notes(blocks: Iterable[Block]) -> str:
    """The briefing with footnotes, as Pandoc, Quarto and GitHub read them."""
    notes: list[str] = []

    def written() -> Iterator[str]:
        for block in blocks:
            if block.kind == "sources":
                notes.extend(f"[^{n}]: {_source(source)}" for n, source in enumerate(block.parts, 1))
            else:
                yield _block(block, lambda numbers: " ".join(f"[^{n}]" for n in numbers))

    return "\n\n".join([*written(), *notes]) + "\n"


def with_list(blocks: Iterable[Block]) -> str:
    """The briefing without footnotes, which a notebook does not know: raised numbers, and a numbered list of the sources."""

    def raised(numbers: Sequence[int]) -> str:
        return f"<sup>{','.join(map(str, numbers))}</sup>" if numbers else ""

    def written() -> Iterator[str]:
        for block in blocks:
            if block.kind == "sources":
                yield "## Sources"
                yield "\n".join(f"{n}. {_source(source)}" for n, source in enumerate(block.parts, 1))
            else:
                yield _block(block, raised)

    return "\n\n".join(written()) + "\n"


def _block(block: Block, marks: Callable[[Sequence[int]], str]) -> str:
    """Any block but that of the sources, with marks for their numbers."""
    parts = [_escaped(part.text) + marks(part.numbers) for part in block.parts]
    if block.kind == "points":
        return "\n".join(f"- {part}" for part in parts)
    return _MARKS.get(block.kind, "") + " ".join(parts)


def _source(source: Part) -> str:
    return f"{_escaped(source.text)} <{source.address}>" if source.address else _escaped(source.text)


def _escaped(text: str) -> str:
    """The text with what Markdown would read as a sign set apart."""
    return _SIGNS.sub(r"\\\1", text)
