"""The answer to a question, as data and as text: with what is undetermined, the sources behind each item, and the day."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from cica.assistant.finding import find
from cica.assistant.tools import TOOLS, given
from cica.display.words import counted, day
from cica.errors import OptionError, none_of, visible

if TYPE_CHECKING:
    from cica.assistant.finding import Item
    from cica.model.sources import Source
    from cica.record import Record

__all__ = ["SCHEMA", "Answer", "answer"]

_TEXT = {"type": "string"}
_ITEM = {
    "type": "object",
    "properties": {
        "facts": {"type": "array", "items": _TEXT, "description": "The facts for which it is in the answer, to ask evidence of."},
        "sources": {"type": "array", "items": _TEXT, "description": "The identifiers of the sources behind them."},
    },
    "required": ["sources"],
}
_SOURCE = {
    **dict.fromkeys(("id", "publisher", "title", "kind", "via", "url"), _TEXT),
    "published": {"type": ["string", "null"]},
}
_PARTS: dict[str, dict[str, object]] = {
    "title": {**_TEXT, "description": "What the answer holds."},
    "count": {"type": "integer", "description": "How many items there are, in all parts of a long answer."},
    "items": {"type": "array", "items": _ITEM, "description": "What is certain. Dates are EDTF: [a..b] is some day from a to b."},
    "undetermined": {"type": "array", "items": _ITEM, "description": "What the evidence leaves open: neither yes nor no."},
    "next_offset": {"type": ["integer", "null"], "description": "The offset of the part that follows; null after the last."},
    "coverage": {**_TEXT, "description": "How complete the record is in this; empty where it does not say."},
    "warnings": {"type": "array", "items": _TEXT},
    "sources": {"type": "array", "items": {"type": "object", "properties": _SOURCE, "required": [*_SOURCE]}},
    "as_of": {**_TEXT, "description": "The day to which the record that answers is updated, or as known on which it is."},
    "citation": {**_TEXT, "description": "How to cite the record."},
}
SCHEMA: dict[str, object] = {"type": "object", "properties": _PARTS, "required": [*_PARTS]}


class Answer(NamedTuple):
    """An answer.

    Attributes
    ----------
    data : dict
        As data, after `SCHEMA`.
    text : str
        As text.
    """

    data: dict[str, Any]
    text: str


def answer(record: Record, question: str, arguments: Mapping[str, object]) -> Answer:
    """Answer a question.

    Parameters
    ----------
    record : Record
        The record.
    question : str
        One of `TOOLS`.
    arguments : mapping
        What was given to it, as JSON has it.

    Returns
    -------
    Answer
        The answer.

    Raises
    ------
    NotFoundError, OptionError, DateError
        If it cannot be answered; the message says why, and what is accepted.

    Examples
    --------
    >>> import cica
    >>> from cica.assistant.answers import answer
    >>> found = answer(cica.load(), "members", {"on": "2011-03-01"}).data
    >>> found["count"], [item["id"] for item in found["undetermined"]], found["as_of"]
    (22, ['BHR', 'KHM'], '2026-04-14')
    """
    if question not in TOOLS:
        raise OptionError(f"there is no question {none_of(question, TOOLS)}")
    wanted = given(TOOLS[question], arguments)
    offset = cast("int", wanted.pop("offset", 0))
    known = cast("str | None", wanted.pop("on" if question == "briefing" else "as_known", None))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        asked = record if known is None else record.as_known(known)
        found = find(asked, question, wanted, offset)
    if offset and offset >= found.total:
        raise OptionError(f"offset={offset}: there are {counted(found.total, found.title)}")
    end = offset + len(found.items)
    said = dict.fromkeys(str(warning.message) for warning in caught if issubclass(warning.category, UserWarning))
    behind = _behind([*found.items, *found.undetermined])
    data: dict[str, Any] = {
        "title": found.title,
        "count": found.total,
        "items": [*map(_row, found.items)],
        "undetermined": [*map(_row, found.undetermined)],
        "next_offset": end if end < found.total else None,
        "coverage": found.coverage,
        "warnings": [*said],
        "sources": [source.to_dict() for source in behind],
        "as_of": str(asked.as_of),
        "citation": asked.cite(),
    }
    lines = [found.text, found.coverage, *(f"Warning: {line}" for line in said)]
    if end < found.total:
        lines.append(f"{found.total} in all; for those that follow ask with offset={end}")
    if behind and not found.sourced:
        lines.append("Sources, with what they stand behind:")
        lines += [f"- {source} {source.url} {of}".replace("  ", " ") for source, of in behind.items()]
    if not found.sourced:
        lines += [f"As known on {day(asked.as_of)}.", data["citation"]]
    return Answer(_harmless(data), visible("\n".join(line for line in lines if line)))


def _row(item: Item) -> dict[str, object]:
    return {**item.row, "sources": [source.id for source in item.sources]}


def _behind(items: Sequence[Item]) -> dict[Source, str]:
    """The sources behind some items, each with what it stands behind."""
    found: dict[Source, list[str]] = {}
    for item in items:
        for source in item.sources:
            found.setdefault(source, []).append(str(item.row.get("id", "")))
    return {source: f"[{', '.join(dict.fromkeys(ids))}]" for source, ids in found.items()}


def _harmless(value: Any) -> Any:
    """Data in which nothing stands that a terminal or a page would obey."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: _harmless(part) for key, part in cast("dict[str, object]", value).items()}
    return [*map(_harmless, cast("list[object]", value))] if isinstance(value, list) else value
