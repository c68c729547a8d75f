"""Where the members and observers lie."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import attrs

from cica.dates.date import Date
from cica.display.words import capital, count, listed, the, when
from cica.model.organisations import Organisation
from cica.model.others import OtherEntity
from cica.model.roles import FULL
from cica.model.states import State
from cica.plots.drawing import (
    BACK,
    BLUE,
    GREY,
    HATCH,
    LAND,
    MARGIN,
    ORANGE,
    WIDTH,
    Plot,
    add_legend,
    drawing,
    drawn_of,
    new_axes,
    new_figure,
)

# pyright: reportUnknownMemberType=false
# The keyword arguments of matplotlib have no types.

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

    from cica.dates.date import When
    from cica.record import Record


__all__ = ["map"]


def map(  # noqa: A001  # the name of what it draws; the built-in is not used here
    on: When | None = None, *, organisation: Organisation | str = "cica", record: Record | None = None
) -> Plot:
    """A map of the members and the observers on a day.

    Parameters
    ----------
    on : str, datetime.date, int or Date, optional
        The day, or a coarser date, which asks about any day in it; by default the day to which the record is updated.
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
    record = drawn_of(record)
    within = record._names.organisation(organisation)
    label = record._label(within)
    asked_of = when(Date(record.as_of if on is None else on))
    days = record._days(on)
    asked = [record._parties("member", FULL, within, on, days=days)]
    if record._rosters.covered(within, ("observer",)) is None:
        asked.append(record._parties("observer", ("observer",), within, on, days=days))
    groups = [[party for party in part if isinstance(party, State)] for found in asked for part in (found, found.undetermined)]
    looks: dict[str, Look] = {}
    for states, look in zip(groups, LOOKS, strict=False):
        for state in states:
            looks.setdefault(state.id, look)
    names = {look: sorted({the(state.name) for part in groups for state in part if looks[state.id] is look}) for look in LOOKS}
    bodies = sum(isinstance(party, Organisation) for party in asked[-1])
    others = [party.name for party in asked[0] if isinstance(party, OtherEntity)]

    with drawing():
        from matplotlib.lines import Line2D
        from matplotlib.patches import Patch

        places = _places()
        centres = [places[key].centre for key in looks if key in places]
        asian = sum(_inside(centre, ASIA) for centre in centres) >= 0.9 * len(centres)
        looks = {state.id: OTHER for state in record.states()} | looks
        title = f"{'Members and observers' if any(groups[2:]) else 'Members'} of {label} {asked_of}"
        figure, low, high = new_figure(6.4 if asian else 4.3, title, record, "; outlines: countryinfo, no statement on borders")
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
            add_legend(figure, marks, low)

    told = [
        f"{capital(look.name if len(names[look]) == 1 else look.names)} ({len(names[look])}): {listed(names[look])}"
        for look in LOOKS
        if names[look]
    ]
    alt = f"Map of {label} {asked_of}. {'. '.join(told) or 'No members'}."
    alt += (
        f" Not on the map, as {'it is no state' if len(others) == 1 else 'they are no states'}: {listed(others)}." if others else ""
    )
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
    axes = new_axes(figure, *box)
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
