"""How headings, labels, cells and notes are set, in a terminal and in a notebook: text goes in, and text or HTML comes out."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from cica.display.cells import DateWords
from cica.errors import visible

__all__ = ["card_html", "card_text", "escape", "hung", "one_line", "rows_html", "table_html", "table_text"]

WIDTH = 80
ROWS = 40
# Columns in which dates in words take two lines at most, three, and as many as they must.
DATES = len("15 Sep 1999 or later"), len("and 15 Sep 1999"), len("15 Sep 1999")
_RANGE = re.compile(r"(\[?[\d-]+(?:\.\.|/))([\d-]+\]?)")
_HALF = re.compile(r"(?<=\S) \S*\d\S*…$")  # part of a number or a date would be taken for another
KEYS = "id", "row"  # columns of identifiers, which are there to be copied
KEY = 32  # what they keep as long as text can give way
_JOIN = "\ue000"  # of no use to anybody, for a space that is not broken
_IN_DAY = re.compile(r"(?<=\d) (?=[A-Z][a-z]{2})|(?<=[A-Z][a-z]{2}) (?=\d)")

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


def card_text(kind: str, key: str, fields: Sequence[tuple[str, str]], room: int | None = WIDTH) -> str:
    """Fields with their names, aligned, under a heading, for a terminal."""
    indent = max((len(name) for name, _ in fields), default=0) + 4
    lines = [clip(f"{kind} {key}", room)]
    for name, text in fields:
        wrapped = [part for line in text.splitlines() for part in wrap(line, room and room - indent)]
        lines.append(f"  {name:<{indent - 2}}{wrapped[0]}")
        lines += [" " * indent + part for part in wrapped[1:]]
    return "\n".join(lines)


def card_html(kind: str, key: str, fields: Sequence[tuple[str, str]]) -> str:
    """Fields with their names under a heading, for a notebook."""
    return rows_html(f"{escape(kind)} <code>{escape(key)}</code>", fields)


def table_text(
    heading: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    notes: Sequence[str] = (),
    most: int | None = ROWS,
    room: int | None = WIDTH,
) -> str:
    """Rows under their headings for a terminal, and notes: aligned, in the room of a line, cut after some rows with a count.

    Text that finds no room is cut; dates in words are broken into lines, and at last identifiers. Without a limit nothing is.
    """
    lines = [heading if room is None else "\n".join(wrap(heading, room))]
    if rows:
        head = rows[:most]
        more = len(rows) - len(head)
        widths, gap = _widths(columns, head, room)
        for row in (columns, *head):
            folded = [fold(cell, w, name in KEYS) for cell, w, name in zip(row, widths, columns, strict=True)]
            for parts in zip_longest(*folded, fillvalue=""):
                lines.append((" " * gap).join(pad(part, w) for part, w in zip(parts, widths, strict=True)).rstrip())
        if more > 0:
            lines.append(f"... and {more} more")
    return "\n".join([*lines, *(line for note in notes for line in wrap(note, room))])


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]], room: int | None) -> tuple[list[int], int]:
    """The widths of columns that fit a line, and the gap between them."""
    down = list(zip(columns, *rows, strict=True))
    natural = [max(map(width, column)) for column in down]
    if room is None:
        return natural, 2
    floors: list[tuple[int, int, int, int, int]] = []  # what each column keeps as the room gets less
    for (name, *cells), most in zip(down, natural, strict=True):
        dates = any(isinstance(cell, DateWords) for cell in cells)
        two, three, four = (min(most, max(width(name), lines)) if dates else most for lines in DATES)
        numbers = all(set(cell) <= set("0123456789-[]/.") for cell in cells)
        halves = [width(part) for cell in cells for part in _halves(cell)] if numbers else [6]
        least = min(most, max(width(name), KEY) if name in KEYS else three if dates else max(width(name), *halves))
        narrow = four if dates else least
        floors.append((two, most if numbers else least, least, narrow, min(narrow, KEY // 2)))
    spare = room - sum(two for two, *_ in floors)
    gap = 1 if len(columns) - 1 <= spare < 2 * (len(columns) - 1) else 2  # a narrow gap, if that spares the cells
    widths = natural
    for kept in zip(*floors, strict=True):
        widths = fit(widths, kept, room, gap)
    return widths, gap


def table_html(heading: str, columns: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str] = ()) -> str:
    """The same for a notebook: escaped, readable on a light and on a dark page."""
    parts = [f'<table style="{_STYLE}"><caption style="{_CELL};caption-side:top">{escape(heading)}</caption>']
    if rows:
        head = "".join(f'<th scope="col" style="{_HEAD}">{escape(name)}</th>' for name in columns)
        parts.append(f"<thead><tr>{head}</tr></thead><tbody>")
        for row in rows[:ROWS]:
            cells = (f'<td style="{_LINE}{nowrap(cell)}"{_title(cell)}>{_lines(cell)}</td>' for cell in row)
            parts.append(f"<tr>{''.join(cells)}</tr>")
        parts.append("</tbody>")
    parts.append("</table>")
    if len(rows) > ROWS:
        parts.append(f'<div style="{_MUTED}">and {len(rows) - ROWS} more</div>')
    parts += [f'<div style="{_MUTED}">{escape(note)}</div>' for note in notes]
    return "".join(parts)


def rows_html(caption: str, rows: Iterable[Sequence[str]]) -> str:
    """Rows under a caption in HTML, the first cell of each its heading, for a notebook."""
    lines = [
        f'<tr><th scope="row" style="{_LINE};font-weight:600">{escape(name)}</th>'
        + "".join(f'<td style="{_LINE}"{_title(cell)}>{_lines(cell)}</td>' for cell in cells)
        + "</tr>"
        for name, *cells in rows
    ]
    head = f'<caption style="{_CELL};caption-side:top">{caption}</caption>'
    return f'<table style="{_STYLE}">{head}{"".join(lines)}</table>'


def _lines(cell: str) -> str:
    return "<br>".join(map(escape, cell.splitlines()))


def escape(text: str) -> str:
    """The text for HTML."""
    return html.escape(visible(text))


def _title(cell: str) -> str:
    """The date behind words, shown by the notebook on request."""
    return f' title="{html.escape(cell.edtf)}"' if isinstance(cell, DateWords) else ""


def nowrap(cell: str) -> str:
    """Keeps a day or an identifier in one line."""
    whole = len(cell) <= DATES[2] if isinstance(cell, DateWords) else " " not in cell and len(cell) <= 32
    return ";white-space:nowrap" if whole else ""


def width(text: str) -> int:
    """Columns that a text takes in a terminal."""
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def clip(text: str, limit: int | None) -> str:
    """The text, cut to a number of columns with an ellipsis."""
    text = " ".join(visible(text).split())
    if limit is None or width(text) <= limit:
        return text
    kept = ""
    for char in text:
        if width(kept + char) >= limit:
            break
        kept += char
    return kept.rstrip() + "…"


def wrap(text: str, limit: int | None) -> list[str]:
    """The text in lines of at most some columns, broken between words where that is possible."""
    text = visible(text)
    if limit is None:
        return [" ".join(text.split())]
    limit = max(limit, 1)
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
            lines.append(head or line[:1])  # however narrow it is
            line = line[len(head) or 1 :]
    return [*lines, line] if line else lines


def fold(cell: str, columns: int, whole: bool = False) -> list[str]:
    """The lines of a cell in a column: one, which is cut, or as many as a date in words, or an identifier, needs to stay whole."""
    if width(cell) > columns and isinstance(cell, DateWords):  # no day is broken
        return [line.replace(_JOIN, " ") for line in wrap(_IN_DAY.sub(_JOIN, cell), columns)]
    if whole:
        return wrap(cell, columns) or [""]
    if width(cell) > columns and len(_halves(cell)) > 1:
        return [*_halves(cell)]
    text = clip(cell, columns)
    return [_HALF.sub("…", text) if text.endswith("…") else text]


def _halves(cell: str) -> Sequence[str]:
    """A range of days as its two halves, where it is one."""
    found = _RANGE.fullmatch(cell)
    return found.groups() if found else (cell,)


def hung(mark: str, text: str, room: int | None = WIDTH) -> list[str]:
    """Lines of a text that hang from a mark."""
    first, *more = wrap(text, room and room - len(mark)) or [""]
    return [mark + first, *(" " * len(mark) + line for line in more)]


def pad(text: str, columns: int) -> str:
    """The text, clipped or padded to a number of columns."""
    text = clip(text, columns)
    return text + " " * (columns - width(text))


def fit(widths: Sequence[int], least: Sequence[int], room: int, gap: int) -> list[int]:
    """Widths that fit a line: the widest columns give way first, none below its least."""
    fitted = list(widths)
    while sum(fitted) + gap * (len(fitted) - 1) > room:
        widest = max(range(len(fitted)), key=lambda i: (fitted[i] > least[i], fitted[i]))
        if fitted[widest] <= least[widest]:
            break
        fitted[widest] -= 1
    return fitted
