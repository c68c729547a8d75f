"""Pictures of the record: who held the chair, how it grew, what it shares, where it lies.

They need matplotlib and, for the map, countryinfo: ``pip install "cica[plots]"``.
"""

from __future__ import annotations

import base64
import datetime
import functools
import html
import io
import math
import os
import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

import attrs

from cica import __version__
from cica.dates import Date, days
from cica.display import clip
from cica.errors import NotFoundError, OptionError
from cica.model.states import State
from cica.record import BUNDLED, Record
from cica.record.meetings import _due
from cica.words import capital, count, day, due, listed, number, ordinal, the, when

# pyright: reportUnknownMemberType=false
# The keyword arguments of matplotlib have no types.

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

    from cica.dates import When
    from cica.model.chairmanships import Chairmanship
    from cica.model.meetings import Meeting
    from cica.model.organisations import Organisation
    from cica.table import Table

__all__ = ["Plot", "map", "membership", "overlap", "timeline"]

WIDTH, MARGIN = 7.2, 0.12  # inches: the two columns of a journal
# Colours of Okabe and Ito, which readers with any colour vision tell apart; their luminance differs too.
BLUE, ORANGE, PALE, LAND, INK, GREY = "#0072B2", "#E69F00", "#BFDCEC", "#E4E4E4", "#222222", "#6B6B6B"
HATCH, BACK = "//////", "\\\\\\\\\\\\"
ENDINGS = {".svg": "an image of lines", ".png": "an image of points", ".pdf": "a page"}
STYLE: Mapping[str, object] = {
    "axes.edgecolor": GREY,
    "axes.linewidth": 0.6,
    "font.family": ["DejaVu Sans"],  # it comes with matplotlib, so that every machine draws the same
    "font.size": 8.0,
    "hatch.linewidth": 0.6,
    "savefig.dpi": 200,
    "svg.fonttype": "path",
    "svg.hashsalt": "cica",
    "text.color": INK,
    "xtick.color": INK,
    "xtick.major.width": 0.6,
    "ytick.color": INK,
    "ytick.major.width": 0.6,
}


@attrs.frozen(eq=False, repr=False)
class Plot:
    """A picture of the record, which a notebook shows.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
        The figure, to change or to draw elsewhere.
    title : str
        Its title.
    alt : str
        What it shows, in words, for readers who do not see it.

    Examples
    --------
    >>> from cica import plots
    >>> plots.membership(organisation="sco")
    <Plot Members and observers of SCO up to 14 April 2026>
    """

    figure: Figure
    title: str
    alt: str

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the picture to a file; the same picture gives the same bytes.

        Parameters
        ----------
        path : str or os.PathLike
            Where to; the ending says the form: ``.svg``, ``.png`` or ``.pdf``.

        Returns
        -------
        Path
            The file written.

        Raises
        ------
        OptionError
            If the ending is none of these.

        Examples
        --------
        >>> import tempfile
        >>> from cica import plots
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     plots.timeline().save(f"{folder}/chairs.svg").name
        'chairs.svg'
        """
        file = Path(path)
        form = file.suffix.lower()
        if form not in ENDINGS:
            accepted = ", ".join(f"{ending!r} ({name})" for ending, name in ENDINGS.items())
            raise OptionError(f"{file.name!r} has no known ending; accepted are {accepted}")
        file.write_bytes(self._drawn(form[1:]))
        return file

    def _drawn(self, form: str) -> bytes:
        """The bytes of a file, without the day on which it was made."""
        described: dict[str, dict[str, str | None]] = {
            "svg": {"Title": self.title, "Description": self.alt, "Date": None, "Creator": None},
            "png": {"Title": self.title, "Description": self.alt, "Software": None},
            "pdf": {"Title": self.title, "Subject": self.alt, "CreationDate": None, "Creator": None, "Producer": None},
        }
        buffer = io.BytesIO()
        with _drawing():
            self.figure.savefig(buffer, format=form, metadata=cast("dict[str, str]", described[form]))
        return buffer.getvalue()

    def __repr__(self) -> str:
        return f"<Plot {self.title}>"

    def _repr_html_(self) -> str:
        picture = base64.b64encode(self._drawn("svg")).decode()
        return f'<img alt="{html.escape(self.alt)}" style="max-width:100%" src="data:image/svg+xml;base64,{picture}">'


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
    record = record or BUNDLED
    as_of = record.as_of
    lanes = {"Summits": "summit", "Ministerial meetings": "ministerial"}
    held = list(record.chairmanships())
    met = {lane: [(m, d) for m in record.meetings(kind=kind) if (d := _due(m)) is not None] for lane, kind in lanes.items()}
    dates = [Date(as_of), *(d for c in held for d in (c.start, c.end) if d), *(d for found in met.values() for _, d in found)]
    edges = [edge for d in dates for edge in (d.earliest, d.latest) if edge]
    first, last = _window(start, end, min(edges) - datetime.timedelta(300), max(edges) + datetime.timedelta(300))
    held = [c for c in held if c.start.began()[0] <= last and (c.end is None or c.end.began()[1] > first)]
    met = {lane: [(m, d) for m, d in found if d.ended()[1] >= first and d.began()[0] <= last] for lane, found in met.items()}

    with _drawing():
        from matplotlib.lines import Line2D
        from matplotlib.patches import Patch, Rectangle

        title = f"Chairs and meetings of CICA, as known on {day(as_of)}"
        figure, low, high = _figure(1.3 + 0.29 * (len(held) + 4.4), title, record)
        axes = _axes(figure, 1.45, low + 0.5, WIDTH - 1.45 - 0.3, high - low - 0.55)
        _calendar(axes, first, last)
        rows = len(held)
        axes.set_ylim(rows + 3.15, -0.75)
        heights = [*range(rows), rows + 0.4, rows + 1.9]
        axes.set_yticks(heights, [*(c.state.name for c in held), *lanes])
        axes.tick_params(axis="y", length=0)
        drawn: set[str] = set()
        for row, chairmanship in enumerate(held):
            for begin, stop, look in _pieces(chairmanship, as_of):
                left, right = _x(max(begin, first)), _x(min(stop, last + datetime.timedelta(1)))
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
                left, right = (_x(min(max(edge, first), last)) for edge in (date.began()[0], date.ended()[1]))
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
        _thin(places)
        if first <= as_of <= last:
            axes.axvline(_x(as_of), color=INK, linewidth=0.8, linestyle="--", label=day(as_of))
        bars = [(label, *look) for label, look in BARS.items() if label in drawn]
        marks: list[Artist] = [Patch(facecolor=face, edgecolor=BLUE, hatch=hatch, label=label) for label, face, hatch in bars]
        drawn = {meeting.status for found in met.values() for meeting, _ in found}
        for status, label, face in (("held", "held", BLUE), ("unknown", "announced only", "white")):
            if status in drawn:
                marks.append(Line2D([], [], marker="D", color=BLUE, linestyle="", markerfacecolor=face, label=label))
        _legend(figure, [*marks, *axes.get_lines()[-1:]] if first <= as_of <= last else marks, low)

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
    return meeting.city or planned or meeting.format or ""


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
    begin = _x(max(chairmanship.start.began()[0], first))
    stop = _x(min(chairmanship.end.began()[1], last)) if chairmanship.end else _x(last)
    left, right = axes.get_xlim()
    gap = (right - left) * 0.008
    outside = (begin - gap, "right", left, begin) if begin - left > right - stop else (stop + gap, "left", stop, right)
    full = max(begin, _x(chairmanship.start.began()[1]))  # no text on the hatching
    until = min(stop, _x(chairmanship.end.began()[0])) if chairmanship.end else stop
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


def membership(
    start: When | None = None,
    end: When | None = None,
    *,
    organisation: Organisation | str = "cica",
    record: Record | None = None,
) -> Plot:
    """The number of members and of observers over time, and between which bounds it is undetermined.

    Parameters
    ----------
    start, end : str, datetime.date, int or Date, optional
        First and last day drawn; a coarse date such as ``"2014"`` stands for its first day as a start, for its last day as an end.
        By default from the first day on which anyone may have belonged to it to the day up to which the record is complete.
    organisation : Organisation or str, default "cica"
        The organisation.
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
    DateError
        If ``start`` or ``end`` is not a date, or the end is before the start.
    ImportError
        If the extra ``plots`` is not installed: ``pip install "cica[plots]"``.

    Notes
    -----
    The line is the number of those that belonged to it for certain; the hatched band above it reaches up to the number with those
    of which the evidence leaves it open. Observers, states and organisations together, are drawn where the record holds all of
    them. The lines end on the day up to which the record is complete.

    Examples
    --------
    >>> from cica import plots
    >>> print(plots.membership("2010", "2012").alt)
    Members of CICA: 20 on 1 January 2010, 24 on 31 December 2012. ...
    """
    record = record or BUNDLED
    within = record._names.organisation(organisation)
    label = record._label(within)
    lines = {"members": _growth(record, within, observers=False)}
    if within.coverage in (None, "all") and (growth := _growth(record, within, observers=True)):
        lines["observers"] = growth
    begun = [steps[0][0] for steps in lines.values() if steps]
    first, last = _window(start, end, min(begun, default=record.as_of), record.as_of)
    stop = min(last, record.as_of)
    lines = {name: _cut(steps, first, stop) for name, steps in lines.items()}

    with _drawing():
        from matplotlib.patches import Patch
        from matplotlib.ticker import MaxNLocator

        title = f"{listed(lines).capitalize()} of {label} up to {day(stop)}"
        figure, low, high = _figure(3.4, title, record)
        axes = _axes(figure, 0.45, low + 0.5, WIDTH - 0.45 - 1.2, high - low - 0.6)
        _calendar(axes, first, last)
        axes.grid(axis="y", color=LAND, linewidth=0.6)
        axes.set_axisbelow(True)
        top = max((sure + open_ for steps in lines.values() for _, sure, open_ in steps), default=1)
        axes.set_ylim(0, top * 1.12 + 0.5)
        axes.yaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10], integer=True))
        numbers: list[tuple[float, Text]] = []
        for (name, steps), colour, dash in zip(lines.items(), (BLUE, ORANGE), ("-", (0, (3, 1))), strict=False):
            if not steps:
                continue
            edges = [_x(edge) for edge, _, _ in steps] + [_x(stop)]
            sure = [n for _, n, _ in steps]
            most = [n + more for _, n, more in steps]
            axes.step(edges, [*sure, sure[-1]], where="post", color=colour, linewidth=1.8, linestyle=dash, gid=name)
            for n, (left, right) in enumerate(pairwise(edges)):
                if most[n] > sure[n]:
                    band = axes.fill_between([left, right], sure[n], most[n], facecolor="white", edgecolor=colour, linewidth=0)
                    band.set(hatch=HATCH if name == "members" else BACK, gid=f"{name}-undetermined-{steps[n][0]}", zorder=1.5)
            changed = [n for n in range(len(steps)) if n == 0 or sure[n] != sure[n - 1]]
            for n, until in zip(changed, [*changed[1:], len(steps)], strict=True):
                below = name == "observers"
                place, shift, side = ((edges[n], sure[n]), (2, -3), "top") if below else ((edges[n], most[n]), (1, 2.5), "bottom")
                lasting = edges[until] - edges[n] > 0.015 * (last - first).days
                if lasting and (sure[n] > top / 20 or not below):
                    text = axes.annotate(f"{sure[n]}", place, shift, textcoords="offset points", fontsize=6.5, va=side)
                    text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.4})
                    numbers.append((edges[n] - edges[until], text))
            doubt = f" (+{steps[-1][2]}?)" if steps[-1][2] else ""
            noun = name if sure[-1] != 1 else name[:-1]
            axes.annotate(
                f"{sure[-1]} {noun}{doubt}",
                (edges[-1], sure[-1]),
                (6, 0),
                textcoords="offset points",
                va="center",
                annotation_clip=False,
            )
        _thin([text for _, text in sorted(numbers, key=lambda pair: pair[0])])  # what lasted longer is said first
        marks = [
            Patch(facecolor="white", edgecolor=colour, hatch=hatch, linewidth=0, label=f"{name}: undetermined")
            for name, colour, hatch in (("members", BLUE, HATCH), ("observers", ORANGE, BACK))
            if any(more for _, _, more in lines.get(name, ()))
        ]
        _legend(figure, marks, low)

    told = [_told(name, label, steps, stop) for name, steps in lines.items()]
    return Plot(figure, title, " ".join(told))


Step: TypeAlias = tuple[datetime.date, int, int]


def _growth(record: Record, organisation: Organisation, *, observers: bool) -> list[Step]:
    """From which day on how many belonged to it, for certain and perhaps, from the first who may have."""
    roster = record._members_of(organisation, ("observer",) if observers else record._spells.FULL)
    ask = record.observers if observers else record.members
    steps: list[Step] = []
    for edge in roster.edges:
        if datetime.date.min.toordinal() < edge <= record.as_of.toordinal():
            on = datetime.date.fromordinal(edge)
            found = ask(organisation, on=on)
            step = on, len(found), len(found.undetermined)
            if any(step[1:]) if not steps else step[1:] != steps[-1][1:]:
                steps.append(step)
    return steps


def _cut(steps: list[Step], first: datetime.date, last: datetime.date) -> list[Step]:
    """The steps from one day to another, with the state of affairs on the first."""
    before = [step for step in steps if step[0] <= first][-1:]
    return [(first, *step[1:]) for step in before] + [step for step in steps if first < step[0] <= last]


def _told(name: str, label: str, steps: list[Step], last: datetime.date) -> str:
    """A sentence on a line of the picture, and one on what is undetermined in it."""
    if not steps:
        return f"{name.capitalize()} of {label}: none up to {day(last)}."
    (begun, least, _), (_, most, _) = steps[0], steps[-1]
    ends = [edge - datetime.timedelta(1) for edge, _, _ in steps[1:]] + [last]
    text = f"{name.capitalize()} of {label}: {least} on {day(begun)}, {most} on {day(last)}."
    open_ = [
        f"between {sure} and {sure + more} from {day(edge)} to {day(until)}"
        for (edge, sure, more), until in zip(steps, ends, strict=True)
        if more
    ]
    if len(open_) > 3:
        widest = max(more for _, _, more in steps)
        return f"{text} The number is undetermined in {number(len(open_))} stretches of time, by up to {widest}."
    return f"{text} The number lies {listed(open_)}." if open_ else text


def overlap(
    organisations: Iterable[Organisation | str] | None = None, *, on: When | None = None, record: Record | None = None
) -> Plot:
    """A matrix of the member states that organisations share.

    Parameters
    ----------
    organisations : iterable of Organisation or str, optional
        The organisations, in order; by default CICA and the nine with which it shares the most members, apart from universal ones.
    on : str, datetime.date, int or Date, optional
        The day, or a coarser date, which asks about any day in it; by default the day up to which the record is complete.
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
    A cell holds the number of states that belong to both, as `cica.overlap` counts them; ``5+1?`` means five for certain and one of
    which it is undetermined. On the diagonal is the number of members. The darker a cell, the larger the share of the members of
    the organisation of its row.

    Examples
    --------
    >>> from cica import plots
    >>> print(plots.overlap(["cica", "sco", "osce"], on="2015-03-01").alt)
    Member states that CICA, SCO and OSCE share on 1 March 2015. CICA has 26 members and shares 8 with OSCE and 6 with SCO.
    """
    record = record or BUNDLED
    if organisations is None:
        chosen = _nearest(record, on)
    else:
        chosen = list(dict.fromkeys(record._names.organisation(organisation) for organisation in organisations))
    if not chosen:
        raise OptionError("organisations=[]: accepted are one or more organisations, such as ['cica', 'sco']")
    labels = [clip(record._label(organisation), 12) for organisation in chosen]
    asked = when(Date(record.as_of if on is None else on))
    counted: dict[tuple[int, int], tuple[int, int, float]] = {}
    for i, one in enumerate(chosen):
        members = record.members(one, on=on)
        counted[i, i] = len(members), len(members.undetermined), 1.0
        for j in range(i + 1, len(chosen)):
            shared = record.overlap(one, chosen[j], on=on)
            numbers = len(shared.both), len(shared.both.undetermined)
            counted[i, j], counted[j, i] = (*numbers, shared.share_of_first), (*numbers, shared.share_of_second)

    with _drawing():
        from matplotlib.colors import LinearSegmentedColormap
        from matplotlib.patches import Rectangle

        title = f"Member states that organisations share {asked}"
        size = len(chosen)
        cell = min(0.54, (WIDTH - 1.75) / size)
        upright = size > 10
        figure, low, _ = _figure((1.45 if upright else 1.15) + 0.33 * size, title, record)
        axes = _axes(figure, 0.9, low + 0.1, cell * size, 0.33 * size)
        shades = LinearSegmentedColormap.from_list("shares", ["#FFFFFF", BLUE])
        axes.set_xlim(-0.5, size - 0.5)
        axes.set_ylim(size - 0.5, -0.5)
        axes.set_xticks(range(size), labels, rotation=90 if upright else 0)
        axes.set_yticks(range(size), labels)
        axes.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
        axes.spines[:].set_visible(False)
        for (i, j), (sure, more, share) in counted.items():
            square = Rectangle(
                (j - 0.5, i - 0.5), 1, 1, facecolor=GREY if i == j else shades(share), edgecolor="white", linewidth=1.2
            )
            square.set_gid(f"{chosen[i].id}-{chosen[j].id}")
            axes.add_patch(square)
            words = f"{sure}{chr(10) if upright else ''}+{more}?" if more else f"{sure}"
            colour = "white" if i == j or share > 0.8 else INK
            axes.text(
                j,
                i,
                words,
                ha="center",
                va="center",
                color=colour,
                fontsize=min(8, 90 * cell / max(len(part) for part in words.split())),
            )
        if size > 2:
            scale = _axes(figure, 0.9 + cell * size + 0.15, low + 0.1, 0.12, min(0.33 * size, 1.6))
            scale.imshow([[n / 100] for n in range(101)], cmap=shades, origin="lower", aspect="auto", extent=(0, 1, 0, 100))
            scale.set_xticks([])
            scale.set_yticks([0, 50, 100], ["0%", "50%", "100%"], fontsize=6.5)
            scale.yaxis.tick_right()
            scale.set_ylabel("share of the row", fontsize=6.5)
            scale.yaxis.set_label_position("right")

    first, *others = (n for n in range(size))
    most = sorted(others, key=lambda n: -counted[first, n][0])[:3]
    told = [f"{_number(*counted[first, n][:2])} with {labels[n]}" for n in most]
    alt = f"Member states that {listed(labels)} share {asked}. {labels[0]} has {_number(*counted[0, 0][:2])} members"
    alt += f" and shares {listed(told)}." if told else "."
    doubtful = sum(more > 0 for (i, j), (_, more, _) in counted.items() if i < j)
    return Plot(figure, title, alt + (f" {capital(count(doubtful, 'pair'))} of organisations may share more." if doubtful else ""))


def _number(sure: int, more: int) -> str:
    """A number, and how many more it may be."""
    return f"{sure} to {sure + more}" if more else str(sure)


def _nearest(record: Record, on: When | None) -> list[Organisation]:
    """CICA, and the nine organisations with which it shares the most members."""
    shared: list[tuple[int, Organisation]] = []
    for organisation in record.organisations():
        if organisation.scope != "universal" and organisation.id != "cica":
            try:
                shared.append((len(record.overlap("cica", organisation, on=on).both), organisation))
            except NotFoundError:  # the record does not hold who belongs to it
                continue
    shared.sort(key=lambda pair: -pair[0])
    return [record.organisation("cica"), *(organisation for n, organisation in shared[:9] if n)]


def map(  # noqa: A001  # the name of what it draws; the built-in is not used here
    on: When | None = None, *, organisation: Organisation | str = "cica", record: Record | None = None
) -> Plot:
    """A map of the members and the observers on a day.

    Parameters
    ----------
    on : str, datetime.date, int or Date, optional
        The day, or a coarser date, which asks about any day in it; by default the day up to which the record is complete.
    organisation : Organisation or str, default "cica"
        The organisation.
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
    DateError
        If ``on`` is not a date, or is open on a side.
    ImportError
        If the extra ``plots`` is not installed: ``pip install "cica[plots]"``.

    Notes
    -----
    The outlines are the coarse ones of the package countryinfo, in the Equal Earth projection; they are no statement on any border.
    A state that they leave out, or that is too small to see, is a dot. Organisations that observe are not on the map. Where nine in
    ten of the states lie in Asia it is a map of Asia, with the world in a corner, else of the world.

    Examples
    --------
    >>> from cica import plots
    >>> print(plots.map("2011-03-01").alt)
    Map of CICA on 1 March 2011. Members (22): Afghanistan, ...
    """
    record = record or BUNDLED
    within = record._names.organisation(organisation)
    label = record._label(within)
    asked_of = when(Date(record.as_of if on is None else on))
    asked: list[Table[State | Organisation]] = [record.members(within, on=on)]
    if within.coverage in (None, "all"):
        asked.append(record.observers(within, on=on))
    groups = [[party for party in part if isinstance(party, State)] for found in asked for part in (found, found.undetermined)]
    looks: dict[str, Look] = {}
    for states, look in zip(groups, LOOKS, strict=False):
        for state in states:
            looks.setdefault(state.id, look)
    names = {look: sorted({the(state.name) for part in groups for state in part if looks[state.id] is look}) for look in LOOKS}
    bodies = sum(not isinstance(party, State) for party in asked[-1])

    with _drawing():
        from matplotlib.lines import Line2D
        from matplotlib.patches import Patch

        places = _places()
        centres = [places[key].centre for key in looks if key in places]
        asian = sum(_inside(centre, ASIA) for centre in centres) >= 0.9 * len(centres)
        looks = {state.id: OTHER for state in record.states()} | looks
        title = f"{'Members and observers' if any(groups[2:]) else 'Members'} of {label} {asked_of}"
        figure, low, high = _figure(6.4 if asian else 4.3, title, record, "; outlines: countryinfo, no statement on borders")
        marks: list[Artist] = [
            Patch(
                facecolor=look.face, edgecolor=look.edge, hatch=look.hatch, linewidth=0, label=f"{look.name} ({len(names[look])})"
            )
            for look in LOOKS
            if names[look]
        ]
        marks.append(Line2D([], [], marker="o", markersize=4, color=GREY, linestyle="", label="small, or without an outline"))
        if asian:
            _land(figure, (MARGIN, low + 1.5, WIDTH - 2 * MARGIN, high - low - 1.55), ASIA, looks, places)
            _land(figure, (MARGIN, low, 2.05, 1.4), GULF, looks, places)
            _land(figure, (2.27, low, 2.75, 1.4), WORLD, looks, places)
            corner = 5.1 / WIDTH, (low + 1.4) / figure.get_figheight()
            figure.legend(handles=marks, loc="upper left", bbox_to_anchor=corner, fontsize=7, frameon=False, borderpad=0)
        else:
            _land(figure, (MARGIN, low + 0.3, WIDTH - 2 * MARGIN, high - low - 0.35), WORLD, looks, places)
            _legend(figure, marks, low)

    told = [
        f"{capital(look.name if len(names[look]) == 1 else look.names)} ({len(names[look])}): {listed(names[look])}"
        for look in LOOKS
        if names[look]
    ]
    alt = f"Map of {label} {asked_of}. {'. '.join(told) or 'No members'}."
    return Plot(figure, title, alt + (f" {capital(count(bodies, 'observer organisation'))} not on the map." if bodies else ""))


@attrs.frozen
class Look:
    """How a map shows a state."""

    name: str
    names: str
    face: str
    edge: str
    hatch: str = ""


LOOKS = (
    Look("member", "members", BLUE, "white"),
    Look("member or not, undetermined", "members or not, undetermined", "white", BLUE, HATCH),
    Look("observer", "observers", ORANGE, "white"),
    Look("observer or not, undetermined", "observers or not, undetermined", "white", ORANGE, BACK),
)
OTHER = Look("other", "others", LAND, "white")
# West, east, south and north of what a map shows.
Window: TypeAlias = tuple[float, float, float, float]
Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
ASIA: Window = (21, 151, -10, 73)
GULF: Window = (30, 58, 21, 38)
WORLD: Window = (-180, 180, -57, 84)
SMALL = 6000  # square kilometres; what is smaller is a dot


@attrs.frozen
class _Place:
    """Where a state lies: a point in it, and its outlines where there are any, as longitudes and latitudes."""

    centre: Point
    rings: tuple[tuple[Point, ...], ...]


@functools.cache
def _places() -> Mapping[str, _Place]:
    """Where the states of the world lie, by ISO code."""
    try:
        from countryinfo import all_countries
    except ImportError:
        raise ImportError('the outlines of a map come from countryinfo: pip install "cica[plots]"') from None
    places: dict[str, _Place] = {}
    for country in all_countries():
        key, middle = country.iso(3), country.latlng() or country.capital_latlng() or ()
        if key and key not in places and len(middle) == 2:  # one is a list of islands
            rings: list[tuple[Point, ...]] = []
            if (country.area() or SMALL) >= SMALL:  # a few have none given, all of them large
                for feature in country.geo_json().get("features", []):
                    shape = feature["geometry"]
                    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
                    rings += [tuple((x, y) for x, y, *_ in ring) for polygon in polygons for ring in polygon]
            places[key] = _Place((middle[1], middle[0]), tuple(rings))
    return places


def _inside(point: Point, window: Window) -> bool:
    """Whether a point lies on a map."""
    west, east, south, north = window
    return west <= point[0] <= east and south <= point[1] <= north


def _land(figure: Figure, box: Box, window: Window, looks: Mapping[str, Look], places: Mapping[str, _Place]) -> None:
    """A map of a part of the world, in a box given in inches."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline

    west, east, south, north = window
    middle, widest = (west + east) / 2, min(max(south, 0), north)  # the parallel along which the map is widest
    right, bottom, top = (
        _projected((east, widest), middle)[0],
        *(_projected((middle, edge), middle)[1] for edge in (south, north)),
    )
    # What the box has room for beyond the window is shown too, so that nothing is stretched.
    scale = max(2 * right / box[2], (top - bottom) / box[3])
    right, spare = scale * box[2] / 2, (scale * box[3] - (top - bottom)) / 2
    bottom, top = bottom - spare, top + spare
    axes = _axes(figure, *box)
    axes.set(xlim=(-right, right), ylim=(bottom, top), xticks=[], yticks=[])
    for key, place in places.items():
        look = looks.get(key, OTHER)
        rings = [_smooth([_projected(point, middle) for point in ring], scale * 0.3 / 72) for ring in place.rings]
        # A ring that crosses the seam of the projection would be torn across the map.
        whole = [ring for ring in rings if all(abs(a[0] - b[0]) < 3 for a, b in pairwise(ring))]
        seen = [ring for ring in whole if any(abs(x) <= right and bottom <= y <= top for x, y in ring)]
        if seen:
            outline = Outline.make_compound_path(*(Outline(ring, closed=True) for ring in seen))
            patch = PathPatch(outline, facecolor=look.face, edgecolor=look.edge, linewidth=0.4, hatch=look.hatch or None, gid=key)
            patch.set_zorder(1 if look is OTHER else 2)
            axes.add_patch(patch)
        elif not rings and key in looks and (look is not OTHER or scale < 1):
            x, y = _projected(place.centre, middle)
            if abs(x) <= right and bottom <= y <= top:
                dot = Line2D([x], [y], marker="o", markersize=5 if scale < 0.5 else 2.5, color=look.face)
                dot.set(markeredgecolor=look.edge, markeredgewidth=0.7, gid=key, zorder=3)
                axes.add_line(dot)


def _smooth(ring: list[Point], fine: float) -> list[Point]:
    """A ring without the points that are too near to the one before to be seen."""
    kept = ring[:1]
    for point in ring[1:-1]:
        if math.dist(point, kept[-1]) > fine:
            kept.append(point)
    return [*kept, ring[-1]] if len(kept) > 2 else ring


def _projected(point: Point, middle: float) -> Point:
    """A point in the Equal Earth projection of Savric, Patterson and Jenny (2018)."""
    longitude = point[0] - middle
    turned = math.radians(longitude + 360 if longitude < -180 else longitude - 360 if longitude > 180 else longitude)
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(point[1])))
    a, b, c, d = 1.340264, -0.081106, 0.000893, 0.003796
    slope = a + 3 * b * t**2 + 7 * c * t**6 + 9 * d * t**8
    return 2 * math.sqrt(3) * turned * math.cos(t) / (3 * slope), a * t + b * t**3 + c * t**7 + d * t**9


@contextmanager
def _drawing() -> Generator[None]:
    """Draws with the settings of this module, whatever those of the caller are, and leaves his as they were."""
    try:
        from matplotlib import style
    except ImportError:
        raise ImportError('pictures are drawn by matplotlib: pip install "cica[plots]"') from None
    with style.context(["default", dict(STYLE)]):
        yield


def _figure(height: float, title: str, record: Record, note: str = "") -> tuple[Figure, float, float]:
    """A figure with its title and its source, and between which heights, in inches, there is room."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), facecolor="white")
    figure.text(MARGIN / WIDTH, 1 - MARGIN / height, title, fontsize=10, fontweight="bold", va="top")
    whole = record.as_of == record._whole.as_of
    extent = f"record complete up to {record.as_of}" if whole else f"record as known on {record.as_of}"
    figure.text(MARGIN / WIDTH, MARGIN / height, f"cica {__version__}, {extent}{note}", fontsize=6, color=GREY, va="bottom")
    return figure, MARGIN + 0.2, height - MARGIN - 0.25


def _axes(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes at a place given in inches."""
    wide, tall = figure.get_size_inches()
    return figure.add_axes((left / wide, bottom / tall, width / wide, height / tall))


def _legend(figure: Figure, marks: Sequence[Artist], low: float) -> None:
    """A legend in a line above the source."""
    if marks:
        figure.legend(
            handles=list(marks),
            loc="lower center",
            bbox_to_anchor=(0.5, low / figure.get_figheight() - 0.01),
            ncols=len(marks),
            frameon=False,
            fontsize=6.5,
            handlelength=1.6,
            columnspacing=1.2,
        )


def _window(start: When | None, end: When | None, first: datetime.date, last: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day drawn."""
    if start is not None:
        first = days(start)[0]
    if end is not None:
        last = days(end)[1]
    Date.between(first, last)  # refuses an end before the start
    return first, last


def _calendar(axes: Axes, first: datetime.date, last: datetime.date) -> None:
    """An axis of days."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator()  # type: ignore[no-untyped-call]
    axes.set_xlim(_x(first), _x(last + datetime.timedelta(1)))
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    axes.spines[["left", "right", "top"]].set_visible(False)


def _x(date: datetime.date) -> float:
    """A day as matplotlib counts it."""
    return float((date - datetime.date(1970, 1, 1)).days)


def _thin(texts: Iterable[Text]) -> None:
    """Remove every text that runs into an earlier one."""
    kept: list[Text] = []
    for text in texts:
        box = text.get_window_extent()
        if any(box.overlaps(other.get_window_extent()) for other in kept):
            text.remove()
        else:
            kept.append(text)
