"""Who shares which organisations with CICA, combination by combination."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from cica.display.layout import clip
from cica.display.words import capital, count, listed
from cica.model.roles import FULL
from cica.plots.drawing import (
    BLUE,
    GREY,
    HATCH,
    LAND,
    WIDTH,
    Plot,
    drawing,
    drawn_of,
    lettering,
    names_on,
    new_axes,
    new_figure,
    ranged,
    when_asked,
)
from cica.plots.shared import nearest_to_cica

# pyright: reportUnknownMemberType=false
# The keyword arguments of matplotlib have no types.

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from cica.dates.date import When
    from cica.model.organisations import Organisation
    from cica.record import Record

__all__ = ["upset"]

ROWS = 8  # organisations that are drawn by default
COLUMNS = 36  # combinations that have room
NAMED = 14  # members of one combination that are named
# Of each organisation whether a state belongs to it: yes, no, or None where it is undetermined.
Combination: TypeAlias = tuple[bool | None, ...]


def upset(
    organisations: Iterable[Organisation | str] | None = None, *, on: When | None = None, record: Record | None = None
) -> Plot:
    """An UpSet plot of who shares which organisations with CICA: each combination of them, with the members that are in just these.

    Parameters
    ----------
    organisations : iterable of Organisation or str, optional
        The organisations, in order; drawn are the members of the first. By default CICA and the seven with which it shares the most
        members, apart from universal ones.
    on : str, datetime.date, int or Date, optional
        The day, or a coarser date, which asks about any day in it; by default the day to which the record is updated.
    record : Record, optional
        The record to draw; by default the one that comes with the library.

    Returns
    -------
    Plot
        The picture.

    Raises
    ------
    NotFoundError
        If the record knows no such organisation, or not who belongs to it.
    OptionError
        If no organisation is given.
    DateError
        If ``on`` is not a date, or is open on a side.
    ImportError
        If the extra ``plots`` is not installed: ``pip install "cica[plots]"``.

    Notes
    -----
    A column is a combination of organisations, its bar the number of members of the first that belong to just these, by name below
    it. A filled mark is a full membership, a hollow one with a question mark one that is undetermined, of which the bar is hatched.
    The bars on the left are the members of the first in each organisation, hatched up to those that may be.

    The drawing is that of Lex, Gehlenborg, Strobelt, Vuillemot and Pfister, "UpSet: Visualization of Intersecting Sets" (2014).

    Examples
    --------
    >>> from cica import plots
    >>> print(plots.upset(["cica", "sco", "csto"], on="2015-03-01").alt)
    The 26 members of CICA on 1 March 2015 by their membership in SCO and CSTO: ...
    """
    record = drawn_of(record)
    days = record._days(on)
    chosen = nearest_to_cica(record, on, days)[:ROWS] if organisations is None else record._names.organisations(organisations)
    labels = [clip(record._label(organisation), 12) for organisation in chosen]
    found = [record._rosters.on(record._rosters.members_of(organisation, FULL), *days) for organisation in chosen]
    members = {party.id: party for party in (*found[0].parties, *found[0].open_parties)}
    names = names_on(record, members, days[1])
    columns: dict[Combination, list[str]] = {}
    for key, name in names.items():
        combination = tuple(True if key in held.ids else None if key in held.open_ids else False for held in found)
        columns.setdefault(combination, []).append(name)
    ordered = sorted(columns.items(), key=lambda pair: (-len(pair[1]), [-bool(one) for one in pair[0]], None in pair[0]))
    asked = when_asked(record, on)

    with drawing():
        from matplotlib.patches import Rectangle
        from matplotlib.ticker import MaxNLocator

        title = f"Which organisations the members of {labels[0]} share {asked}"
        wide = WIDTH - 2.0
        drawn = ordered[:COLUMNS]
        column = 72 * wide / max(len(drawn), 1)
        size = min(7.0, column / 1.45)
        words = [_named(part, int(column / size / 1.3)) for _, part in drawn]
        below = 0.2 + max((len(line) for text in words for line in text.split("\n")), default=0) * size * 0.55 / 72
        row = 0.24
        left_out = len(ordered) - len(drawn)
        note = f"; not drawn: {count(left_out, 'smaller combination')}" if left_out else ""
        figure, low, high = new_figure(1.75 + row * len(chosen) + below, title, record, note)
        matrix = new_axes(figure, 1.8, low + below, wide, row * len(chosen))
        bars = new_axes(figure, 1.8, low + below + row * len(chosen) + 0.05, wide, high - low - below - row * len(chosen) - 0.15)
        sizes = new_axes(figure, 0.6, low + below, 0.55, row * len(chosen))
        _draw_matrix(matrix, [combination for combination, _ in drawn], labels)
        for axes in (matrix, bars):
            axes.set_xlim(-0.6, max(len(drawn), 1) - 0.4)
        for place, (combination, part) in enumerate(drawn):
            open_ = None in combination
            bar = Rectangle((place - 0.3, 0), 0.6, len(part), edgecolor=BLUE, linewidth=0.8, gid=f"column-{place}")
            bar.set(facecolor="white" if open_ else BLUE, hatch=HATCH if open_ else None)
            bars.add_patch(bar)
            matrix.text(place, len(chosen) - 0.35, words[place], rotation=90, ha="center", va="top", ma="right", fontsize=size)
        bars.set_ylim(0, 1.05 * max((len(part) for _, part in drawn), default=1))
        bars.set_xticks([])
        bars.spines[["right", "top", "bottom"]].set_visible(False)
        bars.set_ylabel("members", fontsize=7)
        bars.yaxis.set_major_locator(MaxNLocator(4, integer=True))
        for place, held in enumerate(found):
            sure, more = len(members.keys() & held.ids), len(members.keys() & held.open_ids)
            sizes.barh([place], [sure], 0.6, facecolor=BLUE, edgecolor=BLUE, linewidth=0.8)
            if more:
                sizes.barh([place], [more], 0.6, left=[sure], facecolor="white", edgecolor=BLUE, linewidth=0.8, hatch=HATCH)
            told = f"{sure}+{more}?" if more else str(sure)
            sizes.text(sure + more, place, f"{told} ", ha="right", va="center", fontsize=6.5, color=GREY)
        sizes.set_ylim(len(chosen) - 0.5, -0.5)
        sizes.set_xlim(max(len(members), 1), 0)
        sizes.set_axis_off()

    others = listed(labels[1:])
    sure, more = len(found[0].ids), len(found[0].open_ids)
    alt = f"The {ranged(sure, more, 'member')}" if members else "No members"
    alt += f" of {labels[0]} {asked}"
    alt += f" by their membership in {others}: {count(len(ordered), 'combination')}." if others and members else "."
    for combination, part in ordered[:3]:
        within = [label for label, one in zip(labels[1:], combination[1:], strict=True) if one]
        perhaps = [label for label, one in zip(labels, combination, strict=True) if one is None]
        also = f", perhaps in {listed(perhaps)}" if perhaps else ""
        alt += f" In {listed(within) if within else 'none of them'}{also}: {_told(part)}."
    doubtful = [name for combination, part in ordered if None in combination for name in part]
    if doubtful:
        named = f": {listed(doubtful)}" if len(doubtful) <= NAMED else ""
        alt += f" {capital(count(len(doubtful), 'member'))} undetermined in part{named}."
    return Plot(figure, title, alt)


def _told(names: list[str]) -> str:
    """The names, or how many there are."""
    return listed(names) if len(names) <= NAMED else f"{len(names)} members"


def _named(names: list[str], lines: int) -> str:
    """The names in so many lines, or how many there are."""
    if len(names) > NAMED:
        return f"{len(names)} members"
    each = -(-len(names) // max(lines, 1))
    parts = [", ".join(map(lettering, names[start : start + each])) for start in range(0, len(names), each)]
    return ",\n".join(parts)


def _draw_matrix(axes: Axes, combinations: list[Combination], labels: list[str]) -> None:
    """A mark for each organisation in each combination, joined where there is a membership, or may be."""
    from matplotlib.lines import Line2D

    for y in range(0, len(labels), 2):
        axes.axhspan(y - 0.5, y + 0.5, color="#F4F4F4", linewidth=0, zorder=0)
    for x, combination in enumerate(combinations):
        held = [y for y, one in enumerate(combination) if one is not False]
        axes.add_line(Line2D([x, x], [min(held), max(held)], color=BLUE, linewidth=1.2, zorder=1))
        for y, one in enumerate(combination):
            face = LAND if one is False else BLUE if one else "white"
            mark = Line2D([x], [y], marker="o", markersize=7, color=LAND if one is False else BLUE, linestyle="", zorder=2)
            mark.set_markerfacecolor(face)
            mark.set_gid(f"{x}-{y}")
            axes.add_line(mark)
            if one is None:
                axes.text(x, y, "?", fontsize=6, ha="center", va="center", color=BLUE, zorder=3)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.set_yticks(range(len(labels)), labels)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
