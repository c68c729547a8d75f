"""The outlines of the maps: whole, small, without streaks, and drawn as the documentation says."""

from __future__ import annotations

import functools
import importlib
import json
import math
import random
import subprocess
import sys
import zlib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import cica
from cica.geography import outlines
from cica.geography.outlines import Area, Ring, areas, decoded, encoded, extent
from cica.plots import projections

ROOT = Path(__file__).parent.parent
FILE = ROOT / "src" / "cica" / "geography" / "outlines.txt"
STATES = {state.id: state for state in cica.states()}


def inside(ring: Ring, x: float, y: float) -> bool:
    within = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            within = not within
    return within


@functools.cache
def boxes() -> list[tuple[str, Ring, float, float, float, float]]:
    return [
        (key, ring, min(x for x, _ in ring), max(x for x, _ in ring), min(y for _, y in ring), max(y for _, y in ring))
        for key, area in areas().items()
        for ring in area.rings
    ]


def at(latitude: float, longitude: float) -> set[str]:
    """The areas in which a point lies; a ring in a ring is a hole."""
    found: set[str] = set()
    for key, ring, west, east, south, north in boxes():
        for turned in (longitude - 360, longitude, longitude + 360):
            if west <= turned <= east and south <= latitude <= north and inside(ring, turned, latitude):
                found ^= {key}
    return found


def test_every_state_has_an_outline_or_a_dot() -> None:
    assert len(STATES) == 195
    assert set(STATES) <= set(areas())
    for key in STATES:
        area = areas()[key]
        assert area.rings or area.size < 6000, key
        assert -180 <= area.point[0] <= 190, key
        assert -60 < area.point[1] < 84, key
        assert area.rings or key not in ("LUX", "CYP", "KWT", "QAT", "BRN", "TTO"), key


def test_a_dot_lies_on_its_own_area_or_by_it() -> None:
    for key, area in areas().items():
        if key in STATES and 300 < area.size < 30_000 and key != "HTI":  # which has the shape of a horseshoe
            assert at(area.point[1], area.point[0]) == {key}
    found = {key: areas()[key].point for key in ("KIR", "BHR", "SGP", "MLT", "NRU", "FJI", "TUV", "MDV")}
    there = {"KIR": (173, 1.4), "BHR": (50.5, 26), "SGP": (103.8, 1.35), "MLT": (14.4, 35.9)}
    there |= {"NRU": (166.9, -0.5), "FJI": (178, -18), "TUV": (179.2, -8.5), "MDV": (73.5, 4)}
    for key, (x, y) in there.items():
        assert math.dist(found[key], (x, y)) < 1, key


def test_rings_are_closed_and_have_no_streaks() -> None:
    for key, area in areas().items():
        for ring in area.rings:
            assert len(ring) >= 4, key
            assert math.dist(ring[0], ring[-1]) < 1e-9, key
            assert max(abs(b[0] - a[0]) for a, b in pairwise(ring)) < 30, key
            assert max(x for x, _ in ring) - min(x for x, _ in ring) < 180, key
            assert min(y for _, y in ring) > -60, key


@pytest.mark.parametrize("view", [projections.EqualEarth(middle) for middle in (-150, 0, 11, 86, 180)])
def test_a_projection_of_the_world_has_no_streaks(view: projections.EqualEarth) -> None:
    edge = view.point((view.middle + 179.9, 0))[0]
    for key, area in areas().items():
        for ring in area.rings:
            for points in view.rings(ring):
                assert all(abs(x) < edge * 1.001 for x, _ in points), key
                long = [(a, b) for a, b in pairwise(points) if abs(a[0] - b[0]) > 0.12]
                assert all(min(abs(a[0]), abs(b[0])) > edge * 0.5 for a, b in long), key  # but along the edge of the world


@pytest.mark.parametrize(
    ("latitude", "longitude", "key"),
    [
        (45.0, 34.1, "UKR"),  # Simferopol
        (48.0, 37.8, "UKR"),  # Donetsk
        (27.1, -13.1, "ESH"),  # Laayoune
        (26.0, -12.0, "ESH"),
        (51.2, 71.4, "KAZ"),  # Astana
        (33.1, 35.8, "GOL"),  # the Golan Heights
        (32.7, 35.3, "ISR"),  # Nazareth
        (32.8, 35.5, "ISR"),  # Tiberias
        (31.9, 35.2, "PSE"),  # Ramallah
        (31.78, 35.25, "PSE"),  # the east of Jerusalem
        (35.3, 33.4, "CYN"),
        (34.9, 33.0, "CYP"),
        (9.56, 44.06, "SOL"),  # Hargeisa
        (42.6, 21.1, "XKX"),  # Pristina
        (35.4, 77.1, "KAS"),  # the Siachen Glacier
        (34.1, 74.8, "IND"),  # Srinagar, on the Indian side of the line of control
        (35.9, 74.3, "PAK"),  # Gilgit, on the Pakistani side
        (35.2, 79.5, "CHN"),  # Aksai Chin
        (43.1, 41.1, "GEO"),  # Sukhumi
        (46.84, 29.5, "MDA"),  # Tiraspol
        (39.82, 46.75, "AZE"),
        (24.0, 121.0, "TWN"),
        (-51.75, -59.0, "FLK"),
        (9.6, 28.4, "SDN"),  # Abyei
        (4.85, 31.6, "SSD"),  # Juba
        (22.4, 35.3, "EGY"),  # the Hala'ib Triangle
        (45.0, 147.9, "RUS"),  # Iturup
        (66.0, -172.0, "RUS"),  # the Chukchi Peninsula, beyond 180 degrees
        (66.0, 178.0, "RUS"),
        (54.7, 21.0, "RUS"),  # Kaliningrad
        (-17.8, 178.0, "FJI"),
        (64.5, -150.0, "USA"),
        (72.0, -40.0, "GRL"),
        (4.3, -52.8, "FRA"),  # Cayenne
        (-29.5, 28.2, "LSO"),  # in a hole of South Africa
        (38.9, 125.7, "PRK"),
        (41.3, 69.2, "UZB"),
    ],
)
def test_points_lie_where_the_documentation_says(latitude: float, longitude: float, key: str) -> None:
    assert at(latitude, longitude) == {key}


def test_no_land_belongs_to_two() -> None:
    chance = random.Random(5)
    points = [(math.degrees(math.asin(chance.uniform(-0.85, 0.98))), chance.uniform(-180, 180)) for _ in range(3000)]
    found = [at(*point) for point in points]
    assert max(map(len, found)) == 1
    assert sum(map(bool, found)) > 700


def test_areas_are_as_large_as_they_are() -> None:
    known = {  # square kilometres, of the land, from the United Nations Demographic Yearbook, to the nearest ten thousand or so
        "RUS": 17_098_000,
        "CAN": 9_985_000,
        "USA": 9_834_000,
        "CHN": 9_600_000,
        "BRA": 8_516_000,
        "AUS": 7_692_000,
        "IND": 3_287_000,
        "KAZ": 2_725_000,
        "FRA": 640_000,
        "TUR": 784_000,
        "EGY": 1_002_000,
        "VNM": 331_000,
        "ISR": 22_000,
        "QAT": 11_600,
        "LUX": 2_586,
    }
    for key, size in known.items():
        assert areas()[key].size == pytest.approx(size, rel=0.07), key
    order = sorted((key for key in STATES), key=lambda key: -areas()[key].size)
    assert order[:6] == ["RUS", "CAN", "USA", "CHN", "BRA", "AUS"]
    assert sum(area.size for area in areas().values()) == pytest.approx(149e6 - 14e6, rel=0.03)  # the land but for Antarctica


@pytest.mark.parametrize(
    "view", [projections.EqualEarth(11), projections.Azimuthal((86.0, 35.0)), projections.Azimuthal((15.0, 52.0))]
)
def test_the_projections_keep_areas(view: projections.Projection) -> None:
    for key in ("KAZ", "DEU", "MNG", "UKR", "IND"):
        (ring, *_) = sorted(areas()[key].rings, key=extent, reverse=True)
        (points,) = view.rings(ring)
        flat = sum(a[1] * b[0] - b[1] * a[0] for a, b in pairwise([*points, points[0]])) / 2
        assert flat * outlines.RADIUS**2 == pytest.approx(extent(ring), rel=0.005), key


def test_a_projection_cuts_where_the_world_is_cut_open() -> None:
    view = projections.EqualEarth(0)
    square = ((170.0, 0.0), (170.0, 10.0), (190.0, 10.0), (190.0, 0.0), (170.0, 0.0))
    parts = list(view.rings(square))
    assert len(parts) == 2
    assert {math.copysign(1, x) for x, _ in parts[0]} != {math.copysign(1, x) for x, _ in parts[1]}
    sizes = [abs(sum(a[1] * b[0] - b[1] * a[0] for a, b in pairwise(part))) / 2 for part in parts]
    assert sizes[0] == pytest.approx(sizes[1])
    assert sum(sizes) * outlines.RADIUS**2 == pytest.approx(extent(square), rel=0.01)
    assert projections.Azimuthal((0.0, 0.0)).point((180.0, 0.0)) is None


def test_a_view_goes_across_180_degrees() -> None:
    view = projections.view_of([areas()[key] for key in ("FJI", "TON", "WSM", "KIR")])
    assert not view.whole
    assert isinstance(view.projection, projections.Azimuthal)
    assert view.projection.centre[0] > 170 or view.projection.centre[0] < -170
    for key in ("FJI", "TON"):
        there = view.projection.point(areas()[key].point)
        assert there is not None
        assert view.holds(there)


def test_points_are_read_as_they_were_written() -> None:
    points = [(0, 0), (5, -7), (-9000, 4200), (-9000, 4200), (9499, -3000)]
    assert list(decoded(encoded(points))) == points
    # The example in Google's description of the format, whose steps are hundred-thousandths of a degree.
    assert encoded([(-12020000, 3850000), (-12095000, 4070000), (-12645300, 4325200)]) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"


def test_the_file_is_small() -> None:
    assert len(zlib.compress(FILE.read_bytes(), 9)) < 52_000
    assert FILE.read_bytes().isascii()


def test_importing_reads_no_outlines_and_no_matplotlib() -> None:
    code = """
import sys, cica
assert 'matplotlib' not in sys.modules and 'cica.plots' not in sys.modules
import cica.plots
assert 'matplotlib' not in sys.modules and 'PIL' not in sys.modules
from cica.geography.outlines import areas
assert areas.cache_info().currsize == 0
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_source_is_decoded_as_topojson_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "tools"), *sys.path])
    topology: Any = importlib.import_module("build_outlines").Topology
    source = json.loads(
        """{"transform": {"scale": [1, 1], "translate": [0, 0]},
            "arcs": [[[0, 0], [0, 2]], [[0, 2], [2, 0], [0, -2], [-2, 0]], [[0, 0], [-2, 0], [0, 2], [2, 0]]],
            "objects": {"countries": {"geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"a3": "EST"}},
                {"type": "MultiPolygon", "arcs": [[[-1, 2]]], "properties": {"a3": "WST"}}]}}}"""
    )
    world: Any = topology(source)
    assert world.points(world.areas["EST"][0]) == [(0, 0), (0, 2), (2, 2), (2, 0), (0, 0)]
    assert world.points(world.areas["WST"][0]) == [(0, 2), (0, 0), (-2, 0), (-2, 2), (0, 2)]
    world.cut("EST", [(2, 0), (1, 1), (0, 2)], "CUT")
    assert {len(world.points(world.areas[key][0])) for key in ("EST", "CUT")} == {5}
    sizes: dict[str, float] = {key: extent(world.points(rings[0])) for key, rings in world.areas.items()}
    assert all(abs(size) > 0 for size in sizes.values())
    assert sizes["EST"] + sizes["CUT"] == pytest.approx(abs(sizes["WST"]), rel=0.01)


def test_an_area_without_outlines_is_a_point() -> None:
    assert areas()["NRU"] == Area("NRU", (), areas()["NRU"].point, 0)
