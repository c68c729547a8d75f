"""How tables and objects show themselves, in a terminal and in a notebook."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

import attrs

from cica.periods import Period

if TYPE_CHECKING:
    from cica.model.entity import Entity
    from cica.table import Table

__all__ = ["card_html", "card_text", "cells", "hung", "one_line", "shown", "table_html", "table_text"]

WIDTH = 80
ROWS = 40
NAMED = 8

E = TypeVar("E", bound="Entity")

# Borders and muted text are drawn in shades of the surrounding text colour, so that one style serves light and dark pages.
_STYLE = "border-collapse:collapse;border:0;color:inherit;background:transparent;font-variant-numeric:tabular-nums;margin:.3em 0"
_CELL = "text-align:left;vertical-align:top;padding:.15em 1em .15em 0;border:0;background:transparent;color:inherit"
_HEAD = _CELL + ";font-weight:600;border-bottom:1px solid color-mix(in srgb,currentColor 40%,transparent)"
_LINE = _CELL + ";border-bottom:1px solid color-mix(in srgb,currentColor 12%,transparent)"
_MUTED = "opacity:.72;font-size:.92em"


def shown(value: object) -> str:
    """The text that stands for a value: a name for an object, EDTF for a date, words for several."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(map(shown, cast("tuple[object, ...]", value)))
    return str(value)


def cells(items: Sequence[E], columns: Mapping[str, Callable[[E], object]] | None) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headings and rows of text for the items."""
    if columns:
        return tuple(columns), [tuple(shown(get(item)) for get in columns.values()) for item in items]
    names: dict[str, None] = {}
    for item in items:
        names.update(dict.fromkeys(item.columns))
    return tuple(names), [tuple(shown(getattr(item, name, None)) for name in names) for item in items]


def one_line(item: Entity) -> str:
    """One line for ``repr()``, at most 80 columns wide."""
    brief = item.brief()
    text = f"{type(item).__name__} {item.id}" + (f": {brief}" if brief != item.id else "")
    return f"<{clip(text, WIDTH - 2)}>"


def card(item: Entity) -> list[tuple[str, str]]:
    """The fields that say something, with their text; a spell's start and end stay apart."""
    fields: list[tuple[str, str]] = []
    for field in attrs.fields(type(item)):
        if field.name == "id":  # it stands in the heading
            continue
        value: object = getattr(item, field.name)
        text = "\n".join(map(shown, cast("tuple[object, ...]", value))) if isinstance(value, tuple) else shown(value)
        if text:
            fields.append((field.name.replace("_", " "), text))
    period = getattr(item, "period", None)
    if isinstance(period, Period) and period.end is None:
        fields.append(("in force", str(period)))
    return fields


def card_text(item: Entity) -> str:
    """The object with its fields, aligned, for a terminal."""
    fields = card(item)
    indent = max((len(name) for name, _ in fields), default=0) + 4
    lines = [clip(f"{type(item).__name__} {item.id}", WIDTH)]
    for name, text in fields:
        wrapped = [part for line in text.splitlines() for part in wrap(line, WIDTH - indent)]
        lines.append(f"  {name:<{indent - 2}}{wrapped[0]}")
        lines += [" " * indent + part for part in wrapped[1:]]
    return "\n".join(lines)


def card_html(item: Entity) -> str:
    """The object with its fields, for a notebook."""
    return rows_html(f"{html.escape(type(item).__name__)} <code>{html.escape(item.id)}</code>", card(item))


def table_text(table: Table[Entity], rows: int | None = ROWS) -> str:
    """The table for a terminal: aligned, at most 80 columns wide, cut after some rows with a count."""
    headings, found = table.cells()
    lines = [heading(table)]
    if found:
        head = found[:rows]
        more = len(found) - len(head)
        columns = list(zip(headings, *head, strict=True))
        keep = [name in ("id", "row") or all(set(cell) <= set("0123456789-[]/.") for cell in cells) for name, *cells in columns]
        natural = [max(map(width, column)) for column in columns]
        spare = WIDTH - sum(natural)
        gap = 1 if len(natural) - 1 <= spare < 2 * (len(natural) - 1) else 2  # a narrow gap, if that spares the cells
        widths = fit(natural, headings, keep, gap)
        widths = fit(widths, headings, [name in ("id", "row") for name in headings], gap)
        for row in (headings, *head):
            lines.append((" " * gap).join(pad(cell, w) for cell, w in zip(row, widths, strict=True)).rstrip())
        if more > 0:
            lines.append(f"... and {more} more")
    lines += wrap(doubt(table), WIDTH)
    return "\n".join(lines)


def table_html(table: Table[Entity]) -> str:
    """The table for a notebook: escaped, readable on a light and on a dark page."""
    headings, rows = table.cells()
    parts = [f'<table style="{_STYLE}"><caption style="{_CELL};caption-side:top">{html.escape(heading(table))}</caption>']
    if rows:
        head = "".join(f'<th scope="col" style="{_HEAD}">{html.escape(name)}</th>' for name in headings)
        parts.append(f"<thead><tr>{head}</tr></thead><tbody>")
        for row in rows[:ROWS]:
            parts.append("<tr>" + "".join(f'<td style="{_LINE}{nowrap(cell)}">{html.escape(cell)}</td>' for cell in row) + "</tr>")
        parts.append("</tbody>")
    parts.append("</table>")
    if len(rows) > ROWS:
        parts.append(f'<div style="{_MUTED}">and {len(rows) - ROWS} more</div>')
    if doubt(table):
        parts.append(f'<div style="{_MUTED}">{html.escape(doubt(table))}</div>')
    return "".join(parts)


def rows_html(caption: str, rows: Iterable[Sequence[str]]) -> str:
    """Rows under a caption in HTML, the first cell of each its heading, for a notebook."""
    lines = [
        f'<tr><th scope="row" style="{_LINE};font-weight:600">{html.escape(name)}</th>'
        + "".join(f'<td style="{_LINE}">{"<br>".join(map(html.escape, cell.splitlines()))}</td>' for cell in cells)
        + "</tr>"
        for name, *cells in rows
    ]
    head = f'<caption style="{_CELL};caption-side:top">{caption}</caption>'
    return f'<table style="{_STYLE}">{head}{"".join(lines)}</table>'


def nowrap(cell: str) -> str:
    """Keeps a date or an identifier in one line."""
    return ";white-space:nowrap" if " " not in cell and len(cell) <= 32 else ""


def heading(table: Table[Entity]) -> str:
    """The line above a table: how many of what."""
    words = (table.title or "items").split(" ")
    if len(table) == 1 and words[0] != "of":
        at = next((n for n, word in enumerate(words) if word.endswith("s")), None)
        if at is not None:
            words[at] = words[at][:-3] + "y" if words[at].endswith("ies") else words[at][:-1]
    return f"{len(table)} {' '.join(words)}"


def doubt(table: Table[Entity]) -> str:
    """The line below a table: of what the evidence does not say whether it belongs there."""
    count = len(table.undetermined)
    if count > NAMED:
        return f"Undetermined: {count} more that may belong here, see .undetermined"
    names = [f"{item} ({item.id})" for item in table.undetermined]
    return f"Undetermined: {', '.join(names)}" if names else ""


def width(text: str) -> int:
    """Columns that a text takes in a terminal."""
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def clip(text: str, limit: int) -> str:
    """The text, cut to a number of columns with an ellipsis."""
    text = " ".join(text.split())
    if width(text) <= limit:
        return text
    kept = ""
    for char in text:
        if width(kept + char) >= limit:
            break
        kept += char
    return kept.rstrip() + "…"


def wrap(text: str, limit: int) -> list[str]:
    """The text in lines of at most some columns, broken between words where that is possible."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and width(line) + 1 + width(word) > limit:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
        while width(line) > limit:
            head = ""
            for char in line:
                if width(head + char) > limit:
                    break
                head += char
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line] if line else lines


def hung(mark: str, text: str) -> list[str]:
    """Lines of a text that hang from a mark."""
    first, *more = wrap(text, WIDTH - len(mark))
    return [mark + first, *(" " * len(mark) + line for line in more)]


def pad(text: str, columns: int) -> str:
    """The text, clipped or padded to a number of columns."""
    text = clip(text, columns)
    return text + " " * (columns - width(text))


def fit(widths: Sequence[int], headings: Iterable[str], keep: Iterable[bool], gap: int) -> list[int]:
    """Widths that fit a line: the widest columns give way first, none below its heading, and those to keep not at all."""
    fitted = list(widths)
    least = [w if kept else min(w, max(width(name), 6)) for w, name, kept in zip(widths, headings, keep, strict=True)]
    while sum(fitted) + gap * (len(fitted) - 1) > WIDTH:
        spare = [w - least for w, least in zip(fitted, least, strict=True)]
        widest = max(range(len(fitted)), key=lambda i: (spare[i] > 0, fitted[i]))
        if spare[widest] <= 0:
            break
        fitted[widest] -= 1
    return fitted
