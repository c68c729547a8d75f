"""Where the land lies: the outlines that come with the package.

The file ``outlines.txt`` is made by ``tools/build_outlines.py``, which says from what. Its lines are arcs, between points at which
areas meet or end, each as an encoded polyline (https://developers.google.com/maps/documentation/utilities/polylinealgorithm) of
steps on a grid; then areas, each with the arcs of its rings, one after another, where ``~3`` is the third arc backwards.
"""

from __future__ import annotations

import functools
import math
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias, cast

import attrs

if TYPE_CHECKING:
    from cica.package.files import Loader

__all__ = ["GRID", "NAME", "Area", "Point", "Ring", "areas", "decoded", "encoded", "extent"]

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]
NAME = "outlines.txt"
GRID = 50  # steps to a degree
RADIUS = 6371.0  # kilometres, of the sphere


@attrs.frozen
class Area:
    """A part of the land: a state, or what belongs to none of the record.

    Attributes
    ----------
    id : str
        ISO 3166-1 code of three letters; of what has none, the letters that the source has.
    rings : tuple of tuple of (float, float)
        Its outlines as longitudes and latitudes in degrees; the first point is the last as well. Longitudes run on beyond 180 where
        a ring crosses that meridian. Empty where it is too small.
    point : (float, float)
        Where a dot stands for it.
    size : float
        Square kilometres within the outlines.
    """

    id: str
    rings: tuple[Ring, ...]
    point: Point
    size: float


@functools.cache
def areas() -> Mapping[str, Area]:
    """The areas by their identifiers."""
    loader = cast("Loader", getattr(__spec__, "loader", None))  # as in cica.package.files.Bundled
    text = loader.get_data(os.path.join(os.path.dirname(__file__), NAME)).decode()  # noqa: PTH118, PTH120
    head, lines, places = text.split("\n\n")
    del head
    arcs = [_points(line) for line in lines.split("\n")]
    return {area.id: area for area in (_area(line, arcs) for line in places.splitlines())}


def _points(line: str) -> list[Point]:
    """The points of an arc, in degrees."""
    return [(x / GRID, y / GRID) for x, y in decoded(line)]


def _area(line: str, arcs: Sequence[Sequence[Point]]) -> Area:
    """An area, of its line in the file: identifier, longitude and latitude of the dot, rings."""
    key, x, y, *rings = line.split(" ")
    outlines = tuple(_ring(ring.split(","), arcs) for ring in rings)
    return Area(key, outlines, (int(x) / GRID, int(y) / GRID), sum(map(extent, outlines)))


def _ring(numbers: Iterable[str], arcs: Sequence[Sequence[Point]]) -> Ring:
    """A ring, of the numbers of its arcs."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[int(number[1:])][::-1] if number[0] == "~" else arcs[int(number)]
        turn = 360 * round((points[-1][0] - arc[0][0]) / 360) if points else 0
        points += [(x + turn, y) for x, y in arc[bool(points) :]]
    return tuple(points)


def extent(ring: Sequence[Point]) -> float:
    """The square kilometres in a ring on a sphere; less than 0 if it runs against the clock, as the ring of a hole does."""
    halves = ((b[0] - a[0]) * (math.sin(math.radians(a[1])) + math.sin(math.radians(b[1]))) for a, b in pairwise(ring))
    return math.radians(sum(halves)) / 2 * RADIUS**2


def encoded(points: Iterable[tuple[int, int]]) -> str:
    """Points on a grid as an encoded polyline."""
    letters: list[str] = []
    last = (0, 0)
    for point in points:
        for step in (point[1] - last[1], point[0] - last[0]):
            rest = ~(step << 1) if step < 0 else step << 1
            while rest >= 32:
                letters.append(chr((32 | rest & 31) + 63))
                rest >>= 5
            letters.append(chr(rest + 63))
        last = point
    return "".join(letters)


def decoded(line: str) -> Iterator[tuple[int, int]]:
    """The points on a grid of an encoded polyline."""
    x = y = 0
    steps = _steps(line)
    for down, along in zip(steps, steps, strict=True):
        x, y = x + along, y + down
        yield x, y


def _steps(line: str) -> Iterator[int]:
    """The numbers of an encoded polyline."""
    value = shift = 0
    for letter in line:
        bits = ord(letter) - 63
        value |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            yield ~(value >> 1) if value & 1 else value >> 1
            value = shift = 0
