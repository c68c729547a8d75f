"""States and the organisations that tie them, as a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING

from cica.display.layout import clip
from cica.display.words import capital, count, listed
from cica.errors import OptionError
from cica.model.organisations import Organisation
from cica.model.roles import FULL
from cica.plots.drawing import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    WIDTH,
    Plot,
    add_legend,
    drawing,
    drawn_of,
    lettering,
    names_on,
    new_axes,
    new_figure,
    ranged,
    when_asked,
)

# pyright: reportUnknownMemberType=false
# The keyword arguments of matplotlib have no types.

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from cica.dates.date import When
    from cica.model.others import OtherEntity
    from cica.model.states import State
    from cica.record import Record

__all__ = ["network"]

MANY = 80  # nodes above which states are called by their codes
MOST = 300  # nodes that have room
TRIES = 600  # how often boxes are moved apart, which ends long before where there is room


def network(
    organisations: Organisation | str | Iterable[Organisation | str] | None = None,
    states: Iterable[State | OtherEntity | str | int] | None = None,
    *,
    on: When | None = None,
    record: Record | None = None,
) -> Plot:
    """The network of states and organisations: the nearer two stand, the more ties lead from one to the other.

    Parameters
    ----------
    organisations : str, Organisation or iterable, optional
        The organisations; by default all that tie at least two of the states, apart from universal ones.
    states : iterable of State, OtherEntity, str or int, optional
        The states; by default the members of CICA on that day.
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
        If there is no such state or organisation, or if the record does not hold who belongs to one that is named.
    OptionError
        If there are more than 300 states and organisations.
    DateError
        If ``on`` is not a date, or is open on a side.
    ImportError
        If the extras ``plots`` and ``network`` are not installed: ``pip install "cica[plots,network]"``.

    Notes
    -----
    The ties are those of `cica.network`: full members. One that is undetermined is dashed. Where the nodes stand is found by
    networkx, which takes ties for springs; boxes that would cover one another are moved apart. Only nearness means something: left
    and right, above and below do not.

    Examples
    --------
    >>> from cica import plots
    >>> print(plots.network(["cica", "sco", "csto", "saarc"], on="2015-03-01").alt)
    Network of 26 states and four organisations on 1 March 2015, with 40 ties. ...
    """
    record = drawn_of(record)
    days = record._days(on)
    asked = when_asked(record, on)
    title = f"The network of states and organisations {asked}"
    if states is None:
        title = f"The organisations of the members of CICA {asked}"
        members = record._parties("member", FULL, "cica", on, days=days)
        states = [party for party in (*members, *members.undetermined) if not isinstance(party, Organisation)]
    tied = record._tied(organisations, states, organisations is not None, None, days, "member")
    lines = [(tie.member.id, tie.organisation.id, False) for tie in tied.certain]
    lines += [(tie.member.id, tie.organisation.id, True) for tie in tied.perhaps]
    ties = Counter(key for _, key, _ in lines)
    bodies = {key: one for key, one in tied.organisations.items() if organisations is not None or ties[key] > 1}
    lines = [line for line in lines if line[1] in bodies]
    size = len(tied.members) + len(bodies)
    if size > MOST:
        raise OptionError(
            f"{len(tied.members)} states and {len(bodies)} organisations: accepted are {MOST} together, which have room"
        )

    names = names_on(record, tied.members, days[1])
    labels = {key: clip(record._label(one), 16) for key, one in bodies.items()}
    shown = {**(names if size <= MANY else {key: key for key in names}), **labels}
    with drawing():
        from matplotlib.lines import Line2D
        from matplotlib.patches import Patch

        figure, low, high = new_figure(5.6 if size <= MANY else 8.6, title, record)
        axes = new_axes(figure, 0.05, low + 0.3, WIDTH - 0.1, high - low - 0.35)
        axes.set_axis_off()
        boxes = {key: _box(axes, key, lettering(words), key in bodies, 6 if size <= MANY else 4) for key, words in shown.items()}
        places = _apart(_placed(lines, shown), boxes, axes)
        for key, box in boxes.items():
            box.set_position(places[key])
        for member, organisation, open_ in lines:
            ends = zip(places[member], places[organisation], strict=True)
            line = Line2D(*map(list, ends), color=ORANGE if open_ else GREY, linewidth=0.9 if open_ else 0.35, zorder=1)
            line.set(linestyle="--" if open_ else "-", alpha=None if open_ else 0.6, gid=f"{member}-{organisation}")
            axes.add_line(line)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        marks: list[Artist] = [
            Patch(facecolor="white", edgecolor=BLUE, label="state"),
            Patch(facecolor=BLUE, edgecolor=BLUE, label="organisation"),
            Line2D([], [], color=GREY, linewidth=0.6, label="full membership"),
        ]
        if any(open_ for *_, open_ in lines):
            marks.append(Line2D([], [], color=ORANGE, linestyle="--", label="undetermined"))
        add_legend(figure, marks, low)

    nodes = f"{count(len(names), 'state')} and {count(len(bodies), 'organisation')}"
    alt = f"Network of {nodes} {asked}, with {count(len(lines), 'tie')}."
    sure, more = (Counter(end for *ends, open_ in lines if open_ is which for end in ends) for which in (False, True))
    for noun, part in (("states", names), ("organisations", labels)):
        most = sorted((key for key in part if sure[key] or more[key]), key=lambda key: (-sure[key], -more[key]))[:3]
        told = listed(f"{part[key]} with {ranged(sure[key], more[key])}" for key in most)
        alt += f" The {noun} with the most: {told}." if most else ""
    open_ties = sum(open_ for *_, open_ in lines)
    return Plot(figure, title, alt + (f" {capital(count(open_ties, 'tie'))} of them undetermined." if open_ties else ""))


def _box(axes: Axes, key: str, words: str, body: bool, size: float) -> Text:
    """The box of a state, or of an organisation."""
    text = axes.text(0.5, 0.5, words, fontsize=size, ha="center", va="center", color="white" if body else INK, zorder=3, gid=key)
    text.set_bbox(
        {"boxstyle": f"{'square' if body else 'round'},pad=0.25", "facecolor": BLUE if body else "white", "edgecolor": BLUE}
    )
    box = text.get_bbox_patch()
    if box is not None:
        box.set_linewidth(0.6)
    return text


def _placed(lines: Iterable[tuple[str, str, bool]], nodes: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Where each node stands, between 0 and 1."""
    try:
        import networkx as nx
    except ImportError:
        raise ImportError('the nodes of a network are placed by networkx: pip install "cica[network]"') from None
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((member, organisation) for member, organisation, _ in lines)
    found = nx.spring_layout(graph, k=1.6 / max(len(graph), 1) ** 0.5, iterations=300, seed=1)
    spread: list[list[float]] = [[float(place[axis]) for place in found.values()] for axis in (0, 1)]
    scaled = [[(value - min(axis)) / (max(axis) - min(axis) or 1) for value in axis] for axis in spread]
    return dict(zip(found, zip(*scaled, strict=True), strict=True)) if found else {}


def _apart(places: Mapping[str, tuple[float, float]], boxes: Mapping[str, Text], axes: Axes) -> dict[str, tuple[float, float]]:
    """The places, moved until no box covers another, as far as there is room."""
    frame = axes.get_window_extent()
    room = (frame.width, frame.height)
    sizes: dict[str, tuple[float, float]] = {}
    for key, text in boxes.items():
        extent, margin = text.get_window_extent(), 0.9 * float(text.get_fontsize()) * float(axes.figure.dpi) / 72
        sizes[key] = extent.width + margin, extent.height + margin
    at = {key: [place[axis] * room[axis] for axis in (0, 1)] for key, place in places.items()}
    for _ in range(TRIES):
        moved = False
        for one, other in combinations(at, 2):
            gaps = [(sizes[one][axis] + sizes[other][axis]) / 2 - abs(at[one][axis] - at[other][axis]) for axis in (0, 1)]
            if min(gaps) > 0:
                axis, moved = gaps.index(min(gaps)), True
                step = min(gaps) / 2 + 0.1
                sign = 1 if at[one][axis] >= at[other][axis] else -1
                at[one][axis] += sign * step
                at[other][axis] -= sign * step
        for key, place in at.items():
            for axis in (0, 1):
                half = sizes[key][axis] / 2
                place[axis] = min(max(place[axis], half), room[axis] - half)
        if not moved:
            break
    return {key: (place[0] / room[0], place[1] / room[1]) for key, place in at.items()}
