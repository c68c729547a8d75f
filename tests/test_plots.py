"""The pictures say what the record says, and can be read by everybody."""

# pyright: reportUnknownMemberType=false
# The keyword arguments of matplotlib have no types.

from __future__ import annotations

import builtins
import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import cica
from cica import plots
from cica.plots import drawing, maps

pytest.importorskip("matplotlib")
pytest.importorskip("countryinfo")

import itertools

import matplotlib
from matplotlib.artist import Artist
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

THEN = cica.as_known("2015-03-01")

PICTURES: dict[str, Callable[[], plots.Plot]] = {
    "timeline": plots.timeline,
    "timeline then": lambda: plots.timeline(record=THEN),
    "timeline of a few years": lambda: plots.timeline("2014", "2018"),
    "membership": plots.membership,
    "membership then": lambda: plots.membership(record=THEN),
    "membership of a few years": lambda: plots.membership("2010", "2012"),
    "membership of another": lambda: plots.membership(organisation="osce"),
    "overlap": plots.overlap,
    "overlap then": lambda: plots.overlap(record=THEN),
    "overlap of two": lambda: plots.overlap(["cica", "gcc"]),
    "overlap of many": lambda: plots.overlap([o for o in cica.organisations() if o.coverage], on="2020-01-01"),
    "map": plots.map,
    "map then": lambda: plots.map(record=THEN),
    "map of 2011": lambda: plots.map("2011-03-01"),
    "map of another": lambda: plots.map(organisation="osce"),
}
pictures = pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)


def drawn(plot: plots.Plot, kind: type[Artist]) -> dict[str, list[Artist]]:
    """What a picture holds of a kind, by the name it was given."""
    found: dict[str, list[Artist]] = {}
    for artist in plot.figure.findobj(kind):
        if (name := artist.get_gid()) is not None:
            found.setdefault(name, []).append(artist)
    return found


def luminance(colour: str) -> float:
    red, green, blue = ((c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for c in to_rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# What they say


def test_timeline_has_a_bar_for_every_chairmanship_and_a_mark_for_every_meeting() -> None:
    plot = plots.timeline()
    bars = {name.rpartition("-")[0].rpartition("-")[0].rpartition("-")[0] for name in drawn(plot, Rectangle)}
    assert bars == set(cica.chairmanships().ids)
    meetings = {*cica.meetings(kind="summit").ids, *cica.meetings(kind="ministerial").ids}
    assert set(drawn(plot, Line2D)) == meetings
    assert len(meetings) == 14


def test_timeline_shows_what_is_not_known_to_have_been_held_as_a_hollow_mark() -> None:
    for name, (mark,) in drawn(plots.timeline(), Line2D).items():
        assert isinstance(mark, Line2D)
        assert (mark.get_markerfacecolor() == "white") == (cica.meeting(name).status == "unknown")


def test_timeline_hatches_the_days_on_which_a_chairmanship_may_have_begun() -> None:
    bars = drawn(plots.timeline(), Rectangle)
    (open_,), (sure,) = bars["kazakhstan-founding-1992-10-05"], bars["kazakhstan-founding-1999-09-14"]
    assert isinstance(open_, Rectangle)
    assert isinstance(sure, Rectangle)
    assert open_.get_hatch()
    assert not sure.get_hatch()
    assert open_.get_width() == (datetime.date(1999, 9, 14) - datetime.date(1992, 10, 5)).days
    assert sure.get_width() == (datetime.date(2010, 6, 8) - datetime.date(1999, 9, 14)).days


def test_timeline_of_an_earlier_day_shows_no_later_fact() -> None:
    plot = plots.timeline(record=THEN)
    assert {name[:5] for name in drawn(plot, Rectangle)} == {"kazak", "turke", "china"}
    assert set(drawn(plot, Line2D)) == {f"summit-{n}" for n in range(1, 6)} | {f"ministerial-{n}" for n in range(1, 5)}
    assert "2016 (scheduled)" in plot.alt
    assert "the fifth summit (due in 2018)" in plot.alt
    assert not re.search("Tajikistan|Dushanbe|Azerbaijan|Türkiye|20[12][7-9]|202", plot.alt.replace("2018)", ""))


def test_timeline_alternative_text_counts_as_the_record_does() -> None:
    alt = plots.timeline().alt
    assert len(cica.summits()) == 6
    assert sum(meeting.kind == "ministerial" for meeting in cica.ministerials()) == 7
    assert "six summits and seven regular ministerial meetings" in alt
    assert "the seventh summit in Baku (due in October 2026)" in alt
    assert all(chairmanship.state.name in alt for chairmanship in cica.chairmanships())


@pytest.mark.parametrize("on", ["1999-09-14", "2001-06-01", "2011-03-01", "2015-06-01", "2026-04-14"])
def test_membership_draws_the_numbers_of_the_record(on: str) -> None:
    plot = plots.membership()
    day = (datetime.date.fromisoformat(on) - datetime.date(1970, 1, 1)).days
    lines = drawn(plot, Line2D)
    for name, table in (("members", cica.members(on=on)), ("observers", cica.observers(on=on))):
        (line,) = lines[name]
        assert isinstance(line, Line2D)
        steps = [(float(x), float(y)) for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)]  # type: ignore[arg-type]
        assert [y for x, y in steps if x <= day][-1] == len(table)


def test_membership_draws_the_band_within_which_the_number_lies() -> None:
    members = cica.members(on="2011-03-01")
    assert (len(members), members.undetermined.ids) == (22, ("BHR", "KHM"))
    (band,) = drawn(plots.membership(), Artist)["members-undetermined-2011-01-21"]
    assert isinstance(band, PolyCollection)
    (outline,) = band.get_paths()
    box = outline.get_extents()
    assert (box.y0, box.y1) == (22, 24)
    assert box.x0 == (datetime.date(2011, 1, 21) - datetime.date(1970, 1, 1)).days
    assert band.get_hatch()


def test_membership_alternative_text() -> None:
    alt = plots.membership().alt
    assert f"Members of CICA: 15 on 14 September 1999, {len(cica.members())} on 14 April 2026." in alt
    assert "between 22 and 24 from 21 January 2011 to 16 October 2011" in alt
    assert f"{len(cica.observers())} on 14 April 2026." in alt.partition("Observers")[2]
    assert f"{len(THEN.members())} on 1 March 2015" in plots.membership(record=THEN).alt
    assert "202" not in plots.membership(record=THEN).alt


def test_observers_are_left_out_where_the_record_does_not_hold_all_of_them() -> None:
    assert cica.organisation("nato").coverage == "members"
    assert "bservers" not in plots.membership(organisation="nato").alt + plots.map(organisation="nato").alt


def test_overlap_has_the_numbers_of_the_record_in_its_cells() -> None:
    names = ["cica", "sco", "aiib"]
    plot = plots.overlap(names, on="2020-01-01")
    cells = {text.get_position(): text.get_text() for text in plot.figure.axes[0].texts}
    assert len(drawn(plot, Rectangle)) == len(cells) == 9
    for i, one in enumerate(names):
        for j, other in enumerate(names):
            table = cica.members(one, on="2020-01-01") if i == j else cica.overlap(one, other, on="2020-01-01").both
            doubt = f"+{len(table.undetermined)}?" if table.undetermined else ""
            assert cells[j, i] == f"{len(table)}{doubt}"
    assert any("?" in text for text in cells.values())
    assert f"shares {len(cica.overlap('cica', 'aiib', on='2020-01-01').both)} with AIIB" in plot.alt


def test_overlap_takes_those_with_the_most_in_common() -> None:
    plot = plots.overlap()
    shown = {name.partition("-")[0] for name in drawn(plot, Rectangle)}
    assert len(shown) == 10
    least = min(len(cica.overlap("cica", name).both) for name in shown - {"cica"})
    others = [o.id for o in cica.organisations() if o.coverage and o.id not in shown and o.scope != "universal"]
    assert all(len(cica.overlap("cica", name).both) <= least for name in others)


def test_map_has_every_member_and_observer() -> None:
    shown = drawn(plots.map(), Artist)
    states = [*cica.members(), *(party for party in cica.observers() if isinstance(party, cica.State))]
    assert len(states) == 38
    assert {state.id for state in states} <= set(shown)


def test_map_shows_small_states_and_those_without_an_outline_as_dots() -> None:
    shown = drawn(plots.map(), Artist)
    for name in ("BHR", "PSE", "SGP", "MDV", "MMR"):
        assert all(isinstance(artist, Line2D) and artist.get_marker() == "o" for artist in shown[name]), name
    assert all(isinstance(artist, PathPatch) for artist in shown["KAZ"])
    (large, *_) = shown["BHR"]
    assert isinstance(large, Line2D)
    assert large.get_markersize() >= 5


def test_map_hatches_what_is_undetermined() -> None:
    plot = plots.map("2011-03-01")
    shown = drawn(plot, PathPatch)
    hatched = {name for name, (patch, *_) in shown.items() if isinstance(patch, Patch) and patch.get_hatch()}
    members, observers = cica.members(on="2011-03-01"), cica.observers(on="2011-03-01")
    assert hatched == {*members.undetermined.ids, *observers.undetermined.ids} - {"BHR"}  # a dot, which is hollow
    (dot, *_) = drawn(plot, Line2D)["BHR"]
    assert isinstance(dot, Line2D)
    assert dot.get_markerfacecolor() == "white"
    assert "Members or not, undetermined (2): Bahrain and Cambodia" in plot.alt
    assert f"Members ({len(members)})" in plot.alt


def test_map_of_an_earlier_day() -> None:
    assert f"Members ({len(THEN.members())})" in plots.map(record=THEN).alt
    assert "Kuwait" not in plots.map(record=THEN).alt
    assert "Sri Lanka" in plots.map(record=THEN).alt.partition("Observers (7)")[2]


# How they look


@pictures
def test_no_text_is_cut_off_or_runs_into_another(draw: Callable[[], plots.Plot]) -> None:
    plot = draw()
    plot.figure.draw_without_rendering()  # what lays out the legend
    frame = plot.figure.bbox
    hidden = _out_of_view(plot)
    texts = [artist for artist in plot.figure.findobj(Text) if isinstance(artist, Text)]
    boxes = [(t.get_text(), t.get_window_extent()) for t in texts if t.get_text() and t.get_visible() and t not in hidden]
    assert boxes
    for n, (words, box) in enumerate(boxes):
        assert frame.x0 <= box.x0 <= box.x1 <= frame.x1, words
        assert frame.y0 <= box.y0 <= box.y1 <= frame.y1, words
        for others, other in boxes[n + 1 :]:
            assert not _shrunk(box).overlaps(_shrunk(other)), (words, others)


def _out_of_view(plot: plots.Plot) -> set[Text]:
    """The labels of ticks past the end of their axis, which are not drawn."""
    labels: set[Text] = set()
    for axes in plot.figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                if not low <= tick.get_loc() <= high:
                    labels |= {tick.label1, tick.label2}
    return labels


def _shrunk(box: Bbox) -> Bbox:
    return box.padded(-0.5)


def test_what_differs_in_colour_differs_in_grey_or_in_hatching() -> None:
    faces = [drawing.BLUE, drawing.ORANGE, drawing.LAND, "white"]
    levels = sorted(luminance(face) for face in faces)
    assert all((b + 0.05) / (a + 0.05) > 1.2 for a, b in itertools.pairwise(levels))
    assert len({(round(luminance(look.face), 2), look.hatch) for look in maps.LOOKS}) == len(maps.LOOKS)


@pictures
def test_every_picture_says_where_it_comes_from(draw: Callable[[], plots.Plot]) -> None:
    plot = draw()
    sources = [text.get_text() for text in plot.figure.texts]
    assert plot.title in sources
    assert any(
        re.match(rf"cica {re.escape(cica.__version__)}, record (updated to|as known on) \d{{4}}-\d\d-\d\d", s) for s in sources
    )
    assert len(plot.alt) > 40
    assert plot.alt.endswith(".")


# Files and notebooks


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_the_same_picture_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    one, other = (plots.overlap(["cica", "sco", "osce"]).save(tmp_path / f"{name}.{form}") for name in "ab")
    assert one.read_bytes() == other.read_bytes()
    assert plots.map().save(tmp_path / f"c.{form}").read_bytes() == plots.map().save(tmp_path / f"d.{form}").read_bytes()


def test_an_unknown_ending_is_refused_with_those_that_are_accepted(tmp_path: Path) -> None:
    with pytest.raises(cica.OptionError, match=r"'\.svg'.*'\.png'.*'\.pdf'"):
        plots.timeline().save(tmp_path / "picture.gif")
    assert not list(tmp_path.iterdir())


def test_a_notebook_shows_the_picture_with_its_alternative_text() -> None:
    plot = plots.timeline()
    shown = plot._repr_html_()
    assert shown.startswith('<img alt="Chairmanships of CICA')
    assert "data:image/svg+xml;base64," in shown
    assert repr(plot) == f"<Plot {plot.title}>"


def test_the_alternative_text_is_escaped() -> None:
    assert '"><script>' not in plots.Plot(plots.timeline().figure, "t", '"><script>')._repr_html_()


@pytest.mark.parametrize("name", ["timeline", "membership", "overlap", "map of 2011"])
def test_the_settings_of_the_caller_neither_count_nor_change(name: str) -> None:
    draw = PICTURES[name]
    before = dict(matplotlib.rcParams)
    usual = draw()._drawn("svg")
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black", "lines.linewidth": 9, "svg.hashsalt": "other"}):
        assert draw()._drawn("svg") == usual
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("missing", ["matplotlib", "countryinfo"])
def test_a_missing_extra_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    maps._places.cache_clear()
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.partition(".")[0] == missing:
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ImportError, match=r'pip install "cica\[plots\]"'):
        plots.map()


# What is refused


def test_what_is_refused() -> None:
    with pytest.raises(cica.NotFoundError):
        plots.map(organisation="atlantis")
    with pytest.raises(cica.NotFoundError):
        plots.membership(organisation="iom")
    with pytest.raises(cica.OptionError, match="organisations"):
        plots.overlap([])
    with pytest.raises(cica.DateError):
        plots.timeline("2015", "2014")
    with pytest.raises(cica.DateError):
        plots.map("some day")


def test_a_record_of_somewhere_else(tiny: Path) -> None:
    record = cica.load(tiny)
    assert "Little CICA" in plots.membership(record=record).title
    assert "none" in plots.timeline(record=record).alt
    assert plots.overlap(record=record).alt.startswith("Member states")
    assert "Aland" in plots.map(record=record).alt


def test_members_that_are_no_states_are_said_not_to_be_on_the_map() -> None:
    alt = plots.map(organisation="apec").alt
    assert "Members (19)" in alt
    assert alt.endswith("Not on the map, as they are no states: Hong Kong and Taiwan.")
