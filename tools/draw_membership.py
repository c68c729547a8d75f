"""Draw the members of CICA since when, ``docs/_static/membership.svg``, from the record.

``python tools/draw_membership.py`` writes the picture; with ``--check`` it writes nothing and exits with 1 if the picture is not
what it would draw. It needs no matplotlib: the README and the first page show it, in light and in dark.
"""

from __future__ import annotations

import datetime
import html
from collections.abc import Iterator
from pathlib import Path

from kept import keep

import cica

ROOT = Path(__file__).resolve().parent.parent

PICTURE = ROOT / "docs" / "_static" / "membership.svg"

WIDTH, LEFT, RIGHT, TOP, ROW, BAR = 760, 132, 112, 22, 13, 9
STYLE = """
  text { font: 11px system-ui, sans-serif; fill: #222 } .end, .year { fill: #595959 } .year { text-anchor: middle }
  .name { text-anchor: end } .member { fill: #0072b2 } .observer { fill: #bfdcec } line { stroke: #e2e2e2 }
  .hatch { stroke: #0072b2; stroke-width: 1.5 } svg { background: #fff }
  @media (prefers-color-scheme: dark) {
    text { fill: #ddd } .end, .year { fill: #a8a8a8 } .member { fill: #56b4e9 } .observer { fill: #2b4a5e } line { stroke: #333 }
    .hatch { stroke: #56b4e9 } svg { background: #131416 }
  }"""


def bounds(date: cica.Date | None) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that a date may be."""
    if date is None or date.earliest is None or date.latest is None:
        raise ValueError(f"{date} cannot be drawn")
    return date.earliest, date.latest


def shown(date: cica.Date | None) -> str:
    """A day as it is written at the end of a line: in full, or by what is known of it."""
    first, last = bounds(date)
    if first == last:
        return f"{first.day} {first:%b} {first.year}"
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


def lines() -> list[tuple[cica.Membership, list[cica.Membership]]]:
    """The membership of each member of today with its earlier spells as an observer, in the order of accession."""
    spells = cica.memberships(organisation="cica")
    today = [spell for spell in spells if spell.role == "member"]
    if sorted(spell.member.id for spell in today if spell.end is None) != sorted(cica.members().ids) or len(today) != len(
        cica.members()
    ):
        raise ValueError("a member left, or came back: the picture has no line for that")
    today.sort(key=lambda spell: (bounds(spell.start)[1], spell.member.name))
    return [(spell, [old for old in spells if old.role == "observer" and old.member == spell.member]) for spell in today]


def picture() -> Iterator[str]:
    """The lines of the picture."""
    first, last = datetime.date(1992, 1, 1), cica.as_of
    wide = WIDTH - LEFT - RIGHT

    def at(day: datetime.date) -> str:
        return f"{LEFT + wide * (day - first).days / (last - first).days:.1f}"

    def bar(kind: str, begin: datetime.date, end: datetime.date, y: int) -> str:
        return f'<path class="{kind}" d="M{at(begin)} {y}H{at(end)}v{BAR}H{at(begin)}z"/>'

    rows = lines()
    height = TOP + ROW * len(rows) + 22
    title = f"The {len(rows)} members of CICA, and since when: {last.day} {last:%B %Y}"
    told = "; ".join(f"{spell.member.name}, {shown(spell.start)}" for spell, _ in rows)
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="title told">'
    yield f'<title id="title">{title}</title><desc id="told">{html.escape(told)}</desc><style>{STYLE}\n</style>'
    yield '<pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    yield '<path class="hatch" d="M0 0V4"/></pattern>'
    for year in range(1992, last.year + 1, 4):
        x = at(datetime.date(year, 1, 1))
        yield f'<line x1="{x}" x2="{x}" y1="{TOP - 4}" y2="{height - 20}"/><text class="year" x="{x}" y="12">{year}</text>'
    for place, (spell, before) in enumerate(rows):
        y = TOP + ROW * place
        yield f'<text class="name" x="{LEFT - 8}" y="{y + 9}">{html.escape(spell.member.name)}</text>'
        begin, sure = bounds(spell.start)
        for old in before:
            since, until = bounds(old.start)[1], bounds(old.end)[0]
            yield bar("observer", since, until, y)
        if begin != sure:
            yield bar("open", begin, sure, y).replace('class="open"', 'fill="url(#hatch)"')
        yield bar("member", sure, last, y)
        yield f'<text class="end" x="{WIDTH - RIGHT + 8}" y="{y + 9}">{shown(spell.start)}</text>'
    y, place = height - 14, LEFT
    for kind, words, width in (("member", "member", 82), ("observer", "observer", 90), ("", "the day lies in here", 0)):
        how = f'class="{kind}"' if kind else 'fill="url(#hatch)"'
        yield f'<path {how} d="M{place} {y}h14v{BAR}h-14z"/><text x="{place + 19}" y="{y + 9}">{words}</text>'
        place += width
    yield "</svg>"


if __name__ == "__main__":
    keep(PICTURE, picture())
