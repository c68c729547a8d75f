"""Outlines as polygons with their holes, cut where the longitude jumps, as geographic programs take them (RFC 7946)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from cica.geography.outlines import extent

if TYPE_CHECKING:
    from cica.geography.outlines import Area, Point

__all__ = ["Polygon", "polygons"]

Line: TypeAlias = list["Point"]  # a ring; the first point is the last as well
Polygon: TypeAlias = list[Line]  # the outline, against the clock, and the holes in it, with the clock
PLACES = 4  # decimals of a degree


def polygons(area: Area) -> list[Polygon]:
    """The polygons of an area, between the longitudes -180 and 180."""
    found: list[Polygon] = []
    holes: list[Line] = []
    for ring in area.rings:
        for part in _within(ring):
            if extent(part) > 0:
                found.append([part[::-1]])
            else:
                holes.append(part[::-1])
    for hole in holes:
        inside = [polygon for polygon in found if _holds(polygon[0], hole[0])]
        if inside:
            min(inside, key=lambda polygon: abs(extent(polygon[0]))).append(hole)
    return found


def _within(ring: Sequence[Point]) -> list[Line]:
    """The parts of a ring on either side of the meridians at which the longitude jumps, all between -180 and 180."""
    parts: list[Line] = []
    for turn in (-360, 0, 360):
        moved = [(x + turn, y) for x, y in ring]
        for left in _beyond(moved, -180, 1):
            parts += _beyond(left, 180, -1)
    return [[(round(x, PLACES), round(y, PLACES)) for x, y in part] for part in parts]


def _beyond(ring: Sequence[Point], meridian: float, side: int) -> list[Line]:
    """The parts of a ring to the east (1) or to the west (-1) of a meridian."""
    inside = [side * (x - meridian) > 0 for x, _ in ring]
    if not any(inside):
        return []
    if all(side * (x - meridian) >= 0 for x, _ in ring):
        return [list(ring)]
    first = inside.index(False)  # where to begin, so that no run of points within is torn
    points = [*ring[first:], *ring[1 : first + 1]]
    runs: list[Line] = []
    for (x, y), (other, height) in pairwise(points):
        begins, goes_on = side * (x - meridian) > 0, side * (other - meridian) > 0
        if begins != goes_on:
            crossing = (meridian, y + (height - y) * (meridian - x) / (other - x))
            if goes_on:
                runs.append([crossing])
            else:
                runs[-1].append(crossing)
        if goes_on:
            runs[-1].append((other, height))
    return _joined(runs)


def _joined(runs: Sequence[Line]) -> list[Line]:
    """Rings of the runs of points on one side of a meridian: along it, each crossing is joined with its neighbour."""
    ends = sorted((run[end][1], place, end) for place, run in enumerate(runs) for end in (0, -1))
    partner = {one[1:]: other[1:] for pair in zip(ends[::2], ends[1::2], strict=True) for one, other in (pair, pair[::-1])}
    rings: list[Line] = []
    waiting = set(range(len(runs)))
    while waiting:
        place = start = min(waiting)
        ring: Line = []
        while place in waiting:
            waiting.discard(place)
            ring += runs[place]
            place, end = partner[place, -1]
            if end == -1:  # two crossings in one point
                place = start
        rings.append([*ring, ring[0]])
    return rings


def _holds(ring: Sequence[Point], point: Point) -> bool:
    """Whether a point lies within a ring."""
    x, y = point
    crossed = [a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) > x for a, b in pairwise(ring) if (a[1] > y) != (b[1] > y)]
    return sum(crossed) % 2 == 1
