"""Who held the chair, and when CICA met."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cica.dates.date import Date
from cica.display.words import count, day, due, listed, ordinal, when
from cica.plots.drawing import (
    BLUE,
    GREY,
    HATCH,
    INK,
    PALE,
    WIDTH,
    Plot,
    add_legend,
    drawing,
    drawn_of,
    lettering,
    new_axes,
    new_figure,
    position,
    span_drawn,
    thin_out,
    time_axis,
)
from cica.questions.meetings import _due

# pyright: reportUnknownMemberType=false
# The keyword arguments of matplotlib have no types.

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from cica.dates.date import When
    from cica.model.chairmanships import Chairmanship
    from cica.model.meetings import Meeting
    from cica.record import Record


__all__ = ["timeline"]


def timeline(start: When | None = None, end: When | None = None, *, record: Record | None = None) -> Plot:
    """The chairmanships as bars, with the summits and the regular ministerial meetings below them.

    Parameters
    ----------
    start, end : str, datetime.date, int or Date, optional
        First and last day drawn; a coarse date such as ``"2014"`` stands for its first day as a start, for its last day as an end.
        By default from the first chairmanship to the last date in sight.
    record : Record, optional
        The record to draw; by default the one that comes with the library.

    Returns
    -------
    Plot
        The picture.

    Raises
    ------
    DateError
        If ``start`` or ``end`` is not a date, or the end is before the start.
    ImportError
        If the extra ``plots`` is not installed: ``pip install "cica[plots]"``.

    Notes
    -----
    A bar is full where the chair was held for certain, hatched where the evidence leaves the day of its start or end open, and pale
    where it is scheduled. A meeting is a filled mark if it is known to have been held, else a hollow one on the days for which it
    was last due.

    Examples
    --------
    >>> import cica
    >>> from cica import plots
    >>> print(plots.timeline("2010", record=cica.as_known("2015-03-01")).alt)
    Chairmanships of CICA as known on 1 March 2015: ...
    """
    record = drawn_of(record)
    as_of = record.as_of
    lanes = {"Summits": "summit", "Ministerial meetings": "ministerial"}
    held = list(record.chairmanships())
    met = {lane: [(m, d) for m in record.meetings(kind=kind) if (d := _due(m)) is not None] for lane, kind in lanes.items()}
    dates = [Date(as_of), *(d for c in held for d in (c.start, c.end) if d), *(d for found in met.values() for _, d in found)]
    edges = [edge for d in dates for edge in (d.earliest, d.latest) if edge]
    first, last = span_drawn(start, end, min(edges) - datetime.timedelta(300), max(edges) + datetime.timedelta(300))
    held = [c for c in held if c.start.began()[0] <= last and (c.end is None or c.end.began()[1] > first)]
    met = {lane: [(m, d) for m, d in found if d.ended()[1] >= first and d.began()[0] <= last] for lane, found in met.items()}

    with drawing():
        from matplotlib.lines import Line2D
        from matplotlib.patches import Patch, Rectangle

        title = f"Chairs and meetings of CICA, as known on {day(as_of)}"
        figure, low, high = new_figure(1.3 + 0.29 * (len(held) + 4.4), title, record)
        axes = new_axes(figure, 1.45, low + 0.5, WIDTH - 1.45 - 0.3, high - low - 0.55)
        time_axis(axes, first, last)
        rows = len(held)
        axes.set_ylim(rows + 3.15, -0.75)
        heights = [*range(rows), rows + 0.4, rows + 1.9]
        axes.set_yticks(heights, [*(lettering(c.state.name) for c in held), *lanes])
        axes.tick_params(axis="y", length=0)
        drawn: set[str] = set()
        for row, chairmanship in enumerate(held):
            for begin, stop, look in _pieces(chairmanship, as_of):
                left, right = position(max(begin, first)), position(min(stop, last + datetime.timedelta(1)))
                if left < right:
                    face, hatch = BARS[look]
                    bar = Rectangle((left, row - 0.3), right - left, 0.6, facecolor=face, edgecolor=BLUE, linewidth=0.8)
                    bar.set(hatch=hatch or None, gid=f"{chairmanship.id}-{begin}")
                    axes.add_patch(bar)
                    drawn |= {look} if right - left > 0.003 * (last - first).days else set()
            _beside(axes, row, chairmanship, _span(chairmanship, as_of), first, last)
        places: list[Text] = []
        for lane, height, shape in zip(lanes, heights[rows:], ("D", "o"), strict=True):
            for meeting, date in met[lane]:
                left, right = (position(min(max(edge, first), last)) for edge in (date.began()[0], date.ended()[1]))
                full = meeting.status == "held"
                if not full:
                    axes.add_line(Line2D([left, right], [height, height], color=BLUE, linewidth=1.2, linestyle=":"))
                mark = Line2D([(left + right) / 2], [height], marker=shape, markersize=6.5, color=BLUE, gid=meeting.id)
                mark.set_markerfacecolor(BLUE if full else "white")
                axes.add_line(mark)
                words = "\n".join(str(part) for part in (meeting.number, _where(meeting)) if part)
                text = axes.text((left + right) / 2, height + 0.3, words, fontsize=6.5, ha="center", va="top", linespacing=1.15)
                text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.6})
                places.append(text)
        thin_out(places)
        if first <= as_of <= last:
            axes.axvline(position(as_of), color=INK, linewidth=0.8, linestyle="--", label=day(as_of))
        bars = [(label, *look) for label, look in BARS.items() if label in drawn]
        marks: list[Artist] = [Patch(facecolor=face, edgecolor=BLUE, hatch=hatch, label=label) for label, face, hatch in bars]
        drawn = {meeting.status for found in met.values() for meeting, _ in found}
        for status, label, face in (("held", "held", BLUE), ("unknown", "announced only", "white")):
            if status in drawn:
                marks.append(Line2D([], [], marker="D", color=BLUE, linestyle="", markerfacecolor=face, label=label))
        add_legend(figure, [*marks, *axes.get_lines()[-1:]] if first <= as_of <= last else marks, low)

    spans = "; ".join(f"{c.state.name}, {_span(c, as_of)}" for c in held)
    nouns = dict(zip(lanes, ("summit", "regular ministerial meeting"), strict=True))
    numbers = [count(sum(meeting.status == "held" for meeting, _ in met[lane]), noun) for lane, noun in nouns.items()]
    planned = [
        f"the {ordinal(m.number) + ' ' if m.number else ''}{m.kind}{' in ' + _where(m) if _where(m) else ''} (due {due(d, as_of)})"
        for found in met.values()
        for m, d in found
        if m.status != "held"
    ]
    alt = f"Chairmanships of CICA as known on {day(as_of)}: {spans or 'none'}. Below them {listed(numbers)} that were held."
    return Plot(figure, title, alt + (f" Announced and not known to have been held: {listed(planned)}." if planned else ""))


def _where(meeting: Meeting) -> str:
    """Where a meeting was held, or how; where it was last to be held, if it is not known to have been."""
    planned = meeting.plans[-1].city if meeting.plans and meeting.status != "held" else ""
    return lettering(meeting.city or planned or meeting.format or "")


BARS = {"in the chair": (BLUE, ""), "start or end undetermined": ("white", HATCH), "scheduled": (PALE, "")}


def _pieces(chairmanship: Chairmanship, as_of: datetime.date) -> Iterator[tuple[datetime.date, datetime.date, str]]:
    """The stretches of a chairmanship from one day up to another, each with the name of its look."""
    sure, open_, scheduled = BARS
    now = as_of + datetime.timedelta(1)
    earliest, begun = chairmanship.start.began()
    over, latest = chairmanship.end.began() if chairmanship.end else (now, now)
    today = min(max(now, begun), over)
    spans = (earliest, min(begun, over), open_), (begun, today, sure), (today, over, scheduled), (max(over, begun), latest, open_)
    return (span for span in spans if span[0] < span[1])


def _span(chairmanship: Chairmanship, as_of: datetime.date) -> str:
    """From when to when, in words."""
    start, end = when(chairmanship.start), chairmanship.end
    if end is None:
        return f"since {start.removeprefix('on ')}"
    scheduled = end.began()[1] > as_of
    until = due(end, as_of) if scheduled else when(end)
    begin, stop = (words.removeprefix("on ").removeprefix("in ") for words in (start, until))
    return f"{begin} \u2013 {stop}{' (scheduled)' if scheduled else ''}"


def _beside(axes: Axes, row: int, chairmanship: Chairmanship, words: str, first: datetime.date, last: datetime.date) -> None:
    """A text beside a bar, on the side where there is more room, else in it; nothing where it does not fit."""
    begin = position(max(chairmanship.start.began()[0], first))
    stop = position(min(chairmanship.end.began()[1], last)) if chairmanship.end else position(last)
    left, right = axes.get_xlim()
    gap = (right - left) * 0.008
    outside = (begin - gap, "right", left, begin) if begin - left > right - stop else (stop + gap, "left", stop, right)
    full = max(begin, position(chairmanship.start.began()[1]))  # no text on the hatching
    until = min(stop, position(chairmanship.end.began()[0])) if chairmanship.end else stop
    inside = (full + until) / 2, "center", full, until
    short = re.sub(r"([A-Z][a-z]{2})[a-z]+", r"\1", words)  # the months
    text = axes.text(0, row, "", fontsize=6.5, va="center", linespacing=1.15)
    for (place, side, least, most), colour in ((outside, GREY), (inside, "white")):
        for shown in (words, short, short.replace(" \u2013 ", " \u2013\n")):
            text.set(text=shown, x=place, ha=side, color=colour)
            box = text.get_window_extent().transformed(axes.transData.inverted())
            if least <= box.x0 and box.x1 <= most:
                return
    text.remove()
