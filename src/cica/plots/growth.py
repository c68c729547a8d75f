"""How an organisation grew."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from cica.display.words import day, listed, number
from cica.model.roles import FULL
from cica.plots.drawing import (
    BACK,
    BLUE,
    HATCH,
    LAND,
    ORANGE,
    WIDTH,
    Plot,
    add_legend,
    drawing,
    drawn_of,
    new_axes,
    new_figure,
    position,
    span_drawn,
    thin_out,
    time_axis,
)

# pyright: reportUnknownMemberType=false
# The keyword arguments of matplotlib have no types.

if TYPE_CHECKING:
    from matplotlib.text import Text

    from cica.dates.date import When
    from cica.model.organisations import Organisation
    from cica.record import Record


__all__ = ["membership"]


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
        By default from the first day on which anyone may have belonged to it to the day to which the record is updated.
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
    them. The lines end on the day to which the record is updated.

    Examples
    --------
    >>> from cica import plots
    >>> print(plots.membership("2010", "2012").alt)
    Members of CICA: 20 on 1 January 2010, 24 on 31 December 2012. ...
    """
    record = drawn_of(record)
    within = record._names.organisation(organisation)
    label = record._label(within)
    lines = {"members": _growth(record, within, observers=False)}
    if record._rosters.covered(within, ("observer",)) is None and (growth := _growth(record, within, observers=True)):
        lines["observers"] = growth
    begun = [steps[0][0] for steps in lines.values() if steps]
    first, last = span_drawn(start, end, min(begun, default=record.as_of), record.as_of)
    stop = min(last, record.as_of)
    lines = {name: _cut(steps, first, stop) for name, steps in lines.items()}

    with drawing():
        from matplotlib.patches import Patch
        from matplotlib.ticker import MaxNLocator

        title = f"{listed(lines).capitalize()} of {label} up to {day(stop)}"
        figure, low, high = new_figure(3.4, title, record)
        axes = new_axes(figure, 0.45, low + 0.5, WIDTH - 0.45 - 1.2, high - low - 0.6)
        time_axis(axes, first, last)
        axes.grid(axis="y", color=LAND, linewidth=0.6)
        axes.set_axisbelow(True)
        top = max((sure + open_ for steps in lines.values() for _, sure, open_ in steps), default=1)
        axes.set_ylim(0, top * 1.12 + 0.5)
        axes.yaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10], integer=True))
        numbers: list[tuple[float, Text]] = []
        for (name, steps), colour, dash in zip(lines.items(), (BLUE, ORANGE), ("-", (0, (3, 1))), strict=False):
            if not steps:
                continue
            edges = [position(edge) for edge, _, _ in steps] + [position(stop)]
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
        thin_out([text for _, text in sorted(numbers, key=lambda pair: pair[0])])  # what lasted longer is said first
        marks = [
            Patch(facecolor="white", edgecolor=colour, hatch=hatch, linewidth=0, label=f"{name}: undetermined")
            for name, colour, hatch in (("members", BLUE, HATCH), ("observers", ORANGE, BACK))
            if any(more for _, _, more in lines.get(name, ()))
        ]
        add_legend(figure, marks, low)

    told = [_told(name, label, steps, stop) for name, steps in lines.items()]
    return Plot(figure, title, " ".join(told))


Step: TypeAlias = tuple[datetime.date, int, int]


def _growth(record: Record, organisation: Organisation, *, observers: bool) -> list[Step]:
    """From which day on how many belonged to it, for certain and perhaps, from the first who may have."""
    roster = record._rosters.members_of(organisation, ("observer",) if observers else FULL)
    steps: list[Step] = []
    for edge in roster.edges:
        if datetime.date.min.toordinal() < edge <= record.as_of.toordinal():
            on = datetime.date.fromordinal(edge)
            found = record._rosters.on(roster, on, on)
            step = on, len(found.ids), len(found.open_ids)
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
