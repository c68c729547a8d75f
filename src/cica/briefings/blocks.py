"""A briefing as blocks, in the order in which each of its forms shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from cica.errors import visible

__all__ = ["Block", "Kind", "Part", "part"]

Kind: TypeAlias = Literal["title", "day", "heading", "text", "points", "sources", "citation"]

_WEB = re.compile(r"https?://[^\s<>\"`{}|\\^\[\]/?#][^\s<>\"`{}|\\^\[\]]*")


class Part(NamedTuple):
    """A heading, a sentence or a source.

    Attributes
    ----------
    text : str
        The text, in one line, with nothing in it that a terminal or a page would obey.
    numbers : sequence of int
        The numbers of the sources behind a sentence.
    address : str
        Where a source is, if that is an address of the web; nothing else becomes a link.
    """

    text: str
    numbers: Sequence[int] = ()
    address: str = ""


class Block(NamedTuple):
    """What stands together: a heading, sentences that run on, a list.

    Attributes
    ----------
    kind : str
        What it is; ``sources`` is the list to which the numbers lead.
    parts : sequence of Part
        What stands in it.
    """

    kind: Kind
    parts: Sequence[Part]


def part(text: str, numbers: Sequence[int] = (), address: str = "") -> Part:
    """A part as every form can show it.

    Parameters
    ----------
    text : str
        The text as the record has it.
    numbers : sequence of int, optional
        The numbers of the sources behind it.
    address : str, optional
        The address of a source as the record has it; what is none of the web is text.

    Returns
    -------
    Part
        The part.

    Examples
    --------
    >>> from cica.briefings.blocks import part
    >>> part("Act", address="https://example.org/act")
    Part(text='Act', numbers=(), address='https://example.org/act')
    >>> part("An Act", address="javascript:alert(1)").text
    'An Act javascript:alert(1)'
    """
    shown = visible(address)
    if _WEB.fullmatch(shown):
        return Part(_line(text), numbers, shown)
    return Part(_line(f"{text} {shown}"), numbers)


def _line(text: str) -> str:
    return " ".join(visible(text).split())
