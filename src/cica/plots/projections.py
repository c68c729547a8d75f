"""How the round world is laid flat, and which part of it a map shows."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol, TypeAlias

import attrs

from cica.geography.outlines import Area, Point, Ring, areas, extent

__all__ = ["Azimuthal", "EqualEarth", "Projection", "View", "laid_flat", "view_of"]

Box: TypeAlias = tuple[float, float, float, float]


class Projection(Protocol):
    """A way to lay the world flat, on which areas keep the size that they have on a sphere of radius 1."""

    def __hash__(self) -> int:
        """Projections that are alike lay the world flat alike, which is kept."""
        ...

    def point(self, point: Point) -> Point | None:
        """Where a longitude and a latitude lie; None of what lies on the other side of the world."""
        ...

    def rings(self, ring: Ring) -> Iterator[list[Point]]:
        """Where a ring lies: once, twice if an edge of the map cuts it, or nowhere."""
        ...


@attrs.frozen
class Azimuthal:
    """The azimuthal equal-area projection of Lambert, for a part of the world around a centre."""

    centre: Point

    def point(self, point: Point) -> Point | None:
        """Where a longitude and a latitude lie."""
        along, up, middle = math.radians(point[0] - self.centre[0]), math.radians(point[1]), math.radians(self.centre[1])
        near = math.sin(middle) * math.sin(up) + math.cos(middle) * math.cos(up) * math.cos(along)
        if near < FAR:
            return None
        scale = math.sqrt(2 / (1 + near))
        side = math.cos(middle) * math.sin(up) - math.sin(middle) * math.cos(up) * math.cos(along)
        return scale * math.cos(up) * math.sin(along), scale * side

    def rings(self, ring: Ring) -> Iterator[list[Point]]:
        """Where a ring lies; of what reaches over to the other side of the world, the part on this."""
        points = [there for point in _dense(ring) if (there := self.point(point))]
        if len(points) > 2:
            yield points


FAR = math.cos(math.radians(115))  # degrees from the centre: more than a map shows, and less than what is torn


@attrs.frozen
class EqualEarth:
    """The projection Equal Earth of Savric, Patterson and Jenny (2018), for the whole world around a meridian."""

    middle: float

    def point(self, point: Point) -> Point:
        """Where a longitude and a latitude lie."""
        return self._flat(((point[0] - self.middle + 180) % 360 - 180, point[1]))

    def _flat(self, point: Point) -> Point:
        t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(point[1])))
        a, b, c, d = 1.340264, -0.081106, 0.000893, 0.003796
        slope = a + 3 * b * t**2 + 7 * c * t**6 + 9 * d * t**8
        return 2 * math.sqrt(3) * math.radians(point[0]) * math.cos(t) / (3 * slope), a * t + b * t**3 + c * t**7 + d * t**9

    def rings(self, ring: Ring) -> Iterator[list[Point]]:
        """Where a ring lies: cut where the world is cut open, on the meridian opposite to the middle one."""
        for turn in (-360, 0, 360):
            moved = [(x - self.middle + turn, y) for x, y in ring]
            if max(x for x, _ in moved) > -180 and min(x for x, _ in moved) < 180:
                part = _cut(_cut(moved, -1), 1)
                if len(part) > 2:
                    yield [self._flat(point) for point in _dense(part)]


def _cut(ring: Sequence[Point], side: int) -> list[Point]:
    """The part of a ring on one side of the meridian at which the world is cut open."""
    edge = 180 * side
    if all(x * side <= 180 for x, _ in ring):
        return list(ring)
    kept: list[Point] = []
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ax * side <= 180) != (bx * side <= 180):
            kept.append((edge, ay + (by - ay) * (edge - ax) / (bx - ax)))
        if bx * side <= 180:
            kept.append((bx, by))
    return kept + kept[:1]


def _dense(ring: Sequence[Point]) -> Iterator[Point]:
    """A ring with points along its long edges, which run along a parallel and so become arcs on a map."""
    yield ring[0]
    for (ax, ay), (bx, by) in pairwise(ring):
        parts = max(1, math.ceil(abs(bx - ax) / 3))
        for n in range(1, parts + 1):
            yield ax + (bx - ax) * n / parts, ay + (by - ay) * n / parts


@attrs.frozen
class View:
    """What a map shows: a projection, and the least that is to be seen of it."""

    projection: Projection
    left: float
    bottom: float
    right: float
    top: float

    @property
    def ratio(self) -> float:
        """The height of the map, its width being 1."""
        return (self.top - self.bottom) / (self.right - self.left)

    @property
    def whole(self) -> bool:
        """Whether it is a map of the world, in full or without its south."""
        return isinstance(self.projection, EqualEarth)

    def fitted(self, ratio: float) -> View:
        """With what a box has room for beyond it, so that nothing is stretched."""
        wide, high = self.right - self.left, self.top - self.bottom
        aside, above = max(0, high / ratio - wide) / 2, max(0, wide * ratio - high) / 2
        return View(self.projection, self.left - aside, self.bottom - above, self.right + aside, self.top + above)

    def holds(self, point: Point) -> bool:
        """Whether a point on the map is to be seen."""
        return self.left <= point[0] <= self.right and self.bottom <= point[1] <= self.top


@functools.lru_cache(maxsize=4)
def laid_flat(projection: Projection) -> Mapping[str, Sequence[tuple[Sequence[Point], Box]]]:
    """Where the rings of each area lie, with their left and right, bottom and top."""
    found: dict[str, list[tuple[Sequence[Point], Box]]] = {}
    for key, area in areas().items():
        for ring in area.rings:
            for points in projection.rings(ring):
                across, up = zip(*points, strict=True)
                found.setdefault(key, []).append((points, (min(across), max(across), min(up), max(up))))
    return found


SEAM = 11  # degrees east: the world is then cut open in the Bering Strait, where least is cut in two
SOUTH, NORTH = -57, 84  # degrees: what a map of the world shows
MARGIN = 0.05  # radians: the room above such a map
LEAST = 0.12  # radians: half the width and height of the smallest map


def view_of(members: Iterable[Area], others: Iterable[Area] = ()) -> View:
    """The view that shows areas: a part of the world around them, or the world if they lie all around it.

    Of the others, it shows those that lie near, so that the part does not become much larger.
    """
    points = [point for area in members for point in _main(area)]
    apart = [list(_main(area)) for area in others]
    if not points:
        points, apart = [point for part in apart for point in part], []
    view = _part(points)
    if view is None:
        return _world(points)
    most = LARGER * _size(view)
    for _, part in sorted((_distance(view, part), part) for part in apart):
        wider = _part([*points, *part])
        if wider is not None and _size(wider) < most:
            points += part
            view = wider
    return view


LARGER = 1.6  # times what a map of the members shows


def _size(view: View) -> float:
    return (view.right - view.left) * (view.top - view.bottom)


def _distance(view: View, points: Sequence[Point]) -> float:
    """How far the first of some points is from the middle of a map."""
    there = view.projection.point(points[0])
    return math.dist(there, ((view.left + view.right) / 2, (view.bottom + view.top) / 2)) if there else math.inf


def _world(points: Sequence[Point]) -> View:
    """The world, without its south where no points lie there."""
    low = min((y for _, y in points), default=SOUTH)
    south = max(SOUTH, low - 8) if low > 0 else SOUTH
    world = EqualEarth(SEAM)
    edge = world.point((SEAM + 179.9, max(south, 0)))[0]
    return View(world, -edge, world.point((SEAM, south))[1], edge, world.point((SEAM, NORTH))[1] + MARGIN)


def _part(points: Sequence[Point]) -> View | None:
    """The part of the world in which points lie; None if they lie all around it."""
    if not points:
        return None
    east = sorted({round(x % 360) for x, _ in points})
    gap, start = max(((b - a) % 360 or 360, b) for a, b in zip([east[-1], *east[:-1]], east, strict=True))
    middle = start + (360 - gap) / 2
    low, high = min(y for _, y in points), max(y for _, y in points)
    projection = Azimuthal(((middle + 180) % 360 - 180, (low + high) / 2))
    seen = [there for point in points if (there := projection.point(point))]
    if gap < 360 - WIDEST or len(seen) < len(points) or max(math.hypot(*there) for there in seen) > FARTHEST:
        return None
    return _around(projection, seen)


WIDEST = 225  # degrees of longitude in a map of a part of the world
FARTHEST = 1.3  # radians, about, from the middle to the edge of such a map


def _main(area: Area) -> Iterator[Point]:
    """The points that say where an area lies: those of its outlines but for far and small parts, or its dot."""
    whole = Azimuthal(area.point)
    yield area.point
    for ring in area.rings:
        near = whole.point(ring[0])
        if near and math.hypot(*near) < 0.8 and (len(area.rings) == 1 or _share(ring, area) > 0.04):
            yield from ring[:: 3 if len(ring) > 30 else 1]  # enough to see how far it reaches


def _share(ring: Ring, area: Area) -> float:
    """The share of a ring in its area."""
    return extent(ring) / area.size


def _around(projection: Azimuthal, points: Sequence[Point]) -> View:
    """A view of points on a map, with room around them."""
    sides = [(min(values), max(values)) for values in zip(*points, strict=True)]
    (left, right), (bottom, top) = (
        ((a + b) / 2 - max(LEAST, (b - a) * 0.53), (a + b) / 2 + max(LEAST, (b - a) * 0.53)) for a, b in sides
    )
    return View(projection, left, bottom, right, top)
