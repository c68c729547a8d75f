"""How headings, labels, cells and notes are set, in a terminal and in a notebook: text goes in, and text or HTML comes out."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Sequence

__all__ = ["card_html", "card_text", "hung", "one_line", "rows_html", "table_html", "table_text"]

WIDTH = 80
ROWS = 40

# Borders and muted text are drawn in shades of the surrounding text colour, so that one style serves light and dark pages.
_STYLE = "border-collapse:collapse;border:0;color:inherit;background:transparent;font-variant-numeric:tabular-nums;margin:.3em 0"
_CELL = "text-align:left;vertical-align:top;padding:.15em 1em .15em 0;border:0;background:transparent;color:inherit"
_HEAD = _CELL + ";font-weight:600;border-bottom:1px solid color-mix(in srgb,currentColor 40%,transparent)"
_LINE = _CELL + ";border-bottom:1px solid color-mix(in srgb,currentColor 12%,transparent)"
_MUTED = "opacity:.72;font-size:.92em"


def one_line(kind: str, key: str, brief: str) -> str:
    """One line for ``repr()``, at most 80 columns wide."""
    text = f"{kind} {key}" + (f": {brief}" if brief != key else "")
    return f"<{clip(text, WIDTH - 2)}>"


def card_text(kind: str, key: str, fields: Sequence[tuple[str, str]]) -> str:
    """Fields with their names, aligned, under a heading, for a terminal."""
    indent = max((len(name) for name, _ in fields), default=0) + 4
    lines = [clip(f"{kind} {key}", WIDTH)]
    for name, text in fields:
        wrapped = [part for line in text.splitlines() for part in wrap(line, WIDTH - indent)]
        lines.append(f"  {name:<{indent - 2}}{wrapped[0]}")
        lines += [" " * indent + part for part in wrapped[1:]]
    return "\n".join(lines)


def card_html(kind: str, key: str, fields: Sequence[tuple[str, str]]) -> str:
    """Fields with their names under a heading, for a notebook."""
    return rows_html(f"{html.escape(kind)} <code>{html.escape(key)}</code>", fields)


def table_text(
    heading: str, columns: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str] = (), most: int | None = ROWS
) -> str:
    """Rows under their headings for a terminal: aligned, at most 80 columns wide, cut after some with a count, and notes."""
    lines = [heading]
    if rows:
        head = rows[:most]
        more = len(rows) - len(head)
        down = list(zip(columns, *head, strict=True))
        keep = [name in ("id", "row") or all(set(cell) <= set("0123456789-[]/.") for cell in cells) for name, *cells in down]
        natural = [max(map(width, column)) for column in down]
        spare = WIDTH - sum(natural)
        gap = 1 if len(natural) - 1 <= spare < 2 * (len(natural) - 1) else 2  # a narrow gap, if that spares the cells
        widths = fit(natural, columns, keep, gap)
        widths = fit(widths, columns, [name in ("id", "row") for name in columns], gap)
        for row in (columns, *head):
            lines.append((" " * gap).join(pad(cell, w) for cell, w in zip(row, widths, strict=True)).rstrip())
        if more > 0:
            lines.append(f"... and {more} more")
    return "\n".join([*lines, *(line for note in notes for line in wrap(note, WIDTH))])


def table_html(heading: str, columns: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str] = ()) -> str:
    """The same for a notebook: escaped, readable on a light and on a dark page."""
    parts = [f'<table style="{_STYLE}"><caption style="{_CELL};caption-side:top">{html.escape(heading)}</caption>']
    if rows:
        head = "".join(f'<th scope="col" style="{_HEAD}">{html.escape(name)}</th>' for name in columns)
        parts.append(f"<thead><tr>{head}</tr></thead><tbody>")
        for row in rows[:ROWS]:
            parts.append("<tr>" + "".join(f'<td style="{_LINE}{nowrap(cell)}">{html.escape(cell)}</td>' for cell in row) + "</tr>")
        parts.append("</tbody>")
    parts.append("</table>")
    if len(rows) > ROWS:
        parts.append(f'<div style="{_MUTED}">and {len(rows) - ROWS} more</div>')
    parts += [f'<div style="{_MUTED}">{html.escape(note)}</div>' for note in notes]
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
