"""The land on a map, and how it is painted."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import attrs

from cica.geography.outlines import RADIUS, Area, Point, areas
from cica.plots.drawing import BACK, BLUE, GREY, HATCH, LAND, ORANGE, new_axes
from cica.plots.projections import laid_flat

# pyright: reportUnknownMemberType=false
# The keyword arguments of matplotlib have no types.

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.patches import PathPatch

    from cica.plots.projections import View

__all__ = ["LOOKS", "NOBODY", "OTHER", "Box", "Look", "Panel", "legend"]

Box: TypeAlias = tuple[float, float, float, float]  # left, bottom, width and height in inches


@attrs.frozen
class Look:
    """How a map shows an area, and as a dot of which shape where it is too small."""

    name: str
    names: str
    face: str
    edge: str
    hatch: str = ""
    dot: str = "o"


LOOKS = (
    Look("member", "members", BLUE, "white"),
    Look("member or not, undetermined", "members or not, undetermined", "white", BLUE, HATCH),
    Look("observer", "observers", ORANGE, "white", dot="D"),
    Look("observer or not, undetermined", "observers or not, undetermined", "white", ORANGE, BACK, dot="D"),
)
OTHER = Look("other state", "other states", LAND, "white")
NOBODY = Look("no state of the record", "no states of the record", "white", "#9A9A9A", "......")


class Panel:
    """A map in a box of a figure, which can be painted anew.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The figure.
    box : tuple of float
        Where in it, in inches.
    view : View
        What it shows of the world.
    states : collection of str
        The areas that are states; the others are painted as nobody's.
    marked : collection of str
        The areas that are ever painted; where they are too small for it, they have a dot.

    Attributes
    ----------
    patches, dots : dict
        What is drawn of the areas.
    """

    def __init__(self, figure: Figure, box: Box, view: View, states: Collection[str], marked: Collection[str]) -> None:
        self.axes: Axes = new_axes(figure, *box)
        self._view = view.fitted(box[3] / box[2])
        self.axes.set(xlim=(self._view.left, self._view.right), ylim=(self._view.bottom, self._view.top), xticks=[], yticks=[])
        self._scale = 72 * box[2] / (self._view.right - self._view.left)  # points to a radian
        self.box, self.states = box, states
        self.patches: dict[str, PathPatch] = {}
        self.dots: dict[str, Line2D] = {}
        for key, area in areas().items():
            if key in marked and self._small(area):
                self._dot(area)
            if area.rings:
                self._patch(area)

    @property
    def size(self) -> float:
        """The size of a dot, in points."""
        return min(5.0, max(2.8, self._scale / 60))

    def _small(self, area: Area) -> bool:
        """Whether an area is smaller on the map than a dot."""
        return area.size / RADIUS**2 * self._scale**2 < 0.6 * self.size**2

    def _dot(self, area: Area) -> None:
        """A dot for an area, unless it lies outside."""
        from matplotlib.lines import Line2D

        there = self._view.projection.point(area.point)
        if there and self._view.holds(there):
            self.dots[area.id] = Line2D(*zip(there, strict=True), markersize=self.size, linestyle="", gid=area.id, zorder=4)
            self.axes.add_artist(self.dots[area.id])

    def _patch(self, area: Area) -> None:
        """The outlines of an area, as far as they are to be seen."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        seen: list[list[Point]] = []
        view = self._view
        for points, (left, right, bottom, top) in laid_flat(view.projection).get(area.id, ()):
            if left <= view.right and right >= view.left and bottom <= view.top and top >= view.bottom:
                seen.append(_smooth(points, 0.45 / self._scale))
        if seen:
            outline = Path.make_compound_path(*(Path(ring, closed=True) for ring in seen))
            self.patches[area.id] = PathPatch(outline, gid=area.id)
            self.axes.add_artist(self.patches[area.id])  # which does not ask how far it reaches

    def paint(self, looks: Mapping[str, Look]) -> None:
        """Paint the areas, each with its look."""
        for key, patch in self.patches.items():
            painted = None if key in self.dots else looks.get(key)
            look = painted or (OTHER if key in self.states else NOBODY)
            patch.set(facecolor=look.face, edgecolor=look.edge, hatch=look.hatch or None)
            patch.set(linewidth=0.3 if look is NOBODY else 0.4, zorder=3 if look in LOOKS else 2 if look is NOBODY else 1)
        for key, dot in self.dots.items():
            look = looks.get(key, OTHER)
            dot.set(marker=look.dot, color=look.face, markersize=self.size * (0.85 if look.dot == "D" else 1))
            dot.set(markeredgecolor=look.edge, markeredgewidth=0.7 if look.hatch else 0.5, visible=look is not OTHER)


def _smooth(ring: Sequence[Point], fine: float) -> list[Point]:
    """A ring without the points that are too near to the one before to be seen."""
    kept = [ring[0]]
    for point in ring[1:-1]:
        if math.dist(point, kept[-1]) > fine:
            kept.append(point)
    return [*kept, ring[-1]] if len(kept) > 2 else list(ring)


def legend(labels: Mapping[Look, str], small: bool) -> list[Artist]:
    """What a legend shows of looks, each with its label, and of dots."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    marks: list[Artist] = [
        Patch(facecolor=look.face, edgecolor=look.edge, hatch=look.hatch, linewidth=0, label=label)
        for look, label in labels.items()
    ]
    if small:
        marks.append(Line2D([], [], marker="o", markersize=4, color=GREY, linestyle="", label="too small to draw"))
    return marks
