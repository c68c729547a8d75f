"""The pictures say what the record says, and can be read by everybody."""

# pyright: reportUnknownMemberType=false
# The keyword arguments of matplotlib have no types.

from __future__ import annotations

import builtins
import datetime
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

import cica
from cica import plots
from cica.plots import drawing, land

pytest.importorskip("matplotlib")

import itertools

import matplotlib
from matplotlib.artist import Artist
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
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
    "upset": plots.upset,
    "upset then": lambda: plots.upset(record=THEN),
    "upset of a day in 2011": lambda: plots.upset(["cica", "sco", "csto", "osce"], on="2011-03-01"),
    "upset of many": lambda: plots.upset(["un", "nam", "g77", "osce", "oic", "adb", "cica", "apec", "aiib"], on=2020),
    "upset of one": lambda: plots.upset(["gcc"]),
    "network": plots.network,
    "network then": lambda: plots.network(record=THEN),
    "network of a few": lambda: plots.network(["cica", "sco", "csto", "saarc"], on="2011-03-01"),
    "network of states": lambda: plots.network(states=cica.members("un", on="2015-03-01"), on="2015-03-01"),
    "map": plots.map,
    "map then": lambda: plots.map(record=THEN),
    "map of 2011": lambda: plots.map("2011-03-01"),
    "map of another": lambda: plots.map(organisation="osce"),
    "map of the world": lambda: plots.map(organisation="un"),
    "maps of three days": lambda: plots.map(["1995-01-01", "2005-01-01", "2015-01-01"]),
    "maps of the world": lambda: plots.map([1970, 1990, 2010, 2025], organisation="g77"),
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


def test_map_shows_what_is_too_small_as_dots() -> None:
    plot = plots.map("2024-01-01")
    dots, outlines = drawn(plot, Line2D), drawn(plot, PathPatch)
    for name in ("BHR", "PSE"):
        (large, *_) = dots[name]
        assert isinstance(large, Line2D)
        assert large.get_marker() == "o"
        assert large.get_markersize() > 4
    for name in ("KAZ", "KWT", "QAT", "LKA", "MMR"):
        (outline, *_) = outlines[name]
        assert outline.axes is plot.figure.axes[0], name
    assert "BHR" in drawn(plots.map(organisation="gcc"), PathPatch)
    assert "MLT" in drawn(plots.map(organisation="eu"), Line2D)
    assert "LUX" not in drawn(plots.map(organisation="eu"), Line2D)
    assert "LUX" in drawn(plots.map(organisation="un"), Line2D)


def painted(plot: plots.Plot, axes: int = 0) -> dict[str, str]:
    """The name of the look of every area on one of the maps of a picture, of outlines and of dots."""
    found: dict[str, str] = {}
    for artist in (*plot.figure.axes[axes].patches, *plot.figure.axes[axes].lines):
        name = artist.get_gid()
        if name is None or not artist.get_visible() or (name in found and isinstance(artist, PathPatch)):
            continue
        for look in (*land.LOOKS, land.OTHER, land.NOBODY):
            if isinstance(artist, Line2D):
                same = (artist.get_markerfacecolor(), artist.get_markeredgecolor()) == (look.face, look.edge)
            else:
                assert isinstance(artist, PathPatch)
                same = to_rgb(artist.get_facecolor()) == to_rgb(look.face) and (artist.get_hatch() or "") == look.hatch
            if same:
                found[name] = look.name
                break
    return found


@pytest.mark.parametrize("name", [o.id for o in cica.organisations() if o.coverage])
@pytest.mark.parametrize("on", ["1965-06-01", "1996-06-01", "2024-01-01"])
def test_map_paints_the_members_of_every_organisation(name: str, on: str) -> None:
    plot = plots.map(on, organisation=name)
    found = painted(plot)
    looks = {key for key, look in found.items() if look == "member"}
    members = {state.id for state in cica.members(name, on=on) if type(state) is cica.State}
    assert members <= looks
    for more in looks - members:  # what stands for a former state, or is no state
        assert any(
            (isinstance(party, cica.OtherEntity) and party.alpha3 == more)
            or (isinstance(party, cica.FormerState) and more in {state.id for state in party.successors})
            for party in cica.members(name, on=on)
        ), more


def test_map_paints_land_that_is_nobodys_as_nobodys() -> None:
    found = painted(plots.map("2024-01-01", organisation="un"))
    for name in ("ESH", "TWN", "FLK", "GRL", "SOL", "XKX", "CYN"):
        assert found[name] == land.NOBODY.name, name
    assert painted(plots.map("2024-01-01", organisation="las"))["GOL"] == land.NOBODY.name
    assert painted(plots.map("2024-01-01", organisation="apec"))["TWN"] == "member"


def test_map_shows_the_part_of_the_world_in_which_the_members_lie() -> None:
    for name, shown, absent in (
        ("cica", {"RUS", "EGY", "IDN", "JPN"}, {"BRA", "CHL"}),
        ("asean", {"MMR", "IDN"}, {"EGY", "FRA"}),
        ("eu", {"IRL", "CYP"}, {"BRA", "CHN"}),
    ):
        first, *others = plots.map(organisation=name).figure.axes
        names = {artist.get_gid() for artist in (*first.patches, *first.lines)}
        assert shown <= names
        assert not absent & names
        assert len(others) == (2 if name == "cica" else 0)  # the Gulf, and the world for the United States
    assert len(plots.map(organisation="un").figure.axes) == 1
    assert "AUS" in painted(plots.map(organisation="un"))


def test_map_paints_the_successors_of_a_former_state_but_not_a_part_of_a_state() -> None:
    plot = plots.map("1970-01-01", organisation="warsaw-pact")
    found = painted(plot)
    assert {found[name] for name in ("RUS", "KAZ", "UKR", "CZE", "SVK", "POL")} == {"member"}
    assert found["DEU"] == found["EST"] == "other state"
    assert plot.alt.endswith("Not on the map, which has no outline of it: German Democratic Republic.")


def test_map_hatches_what_is_undetermined() -> None:
    plot = plots.map("2011-03-01")
    shown = {artist.get_gid(): artist for artist in plot.figure.axes[0].patches}
    hatched = {name for name, patch in shown.items() if patch.get_hatch() in (drawing.HATCH, drawing.BACK)}
    members, observers = cica.members(on="2011-03-01"), cica.observers(on="2011-03-01")
    assert hatched == {*members.undetermined.ids, *observers.undetermined.ids} - {"BHR"}  # a dot, which is hollow
    (dot, *_) = drawn(plot, Line2D)["BHR"]
    assert isinstance(dot, Line2D)
    assert dot.get_markerfacecolor() == "white"
    assert "Members or not, undetermined (2): Bahrain and Cambodia" in plot.alt
    assert f"Members ({len(members)})" in plot.alt


def test_maps_of_several_days_stand_side_by_side() -> None:
    days = ["2001-07-01", "2010-01-01", "2025-01-01"]
    plot = plots.map(days, organisation="sco")
    assert plot.title == "Members and observers of SCO on three days"
    assert len(plot.figure.axes) == 3
    for n, on in enumerate(days):
        looks = painted(plot, n)
        for look, table in (("member", cica.members("sco", on=on)), ("observer", cica.observers("sco", on=on))):
            assert {key for key, other in looks.items() if other == look} == {p.id for p in table if isinstance(p, cica.State)}
    assert "On 1 January 2025: 10 members and 2 observers (now members: Belarus, India, Iran and Pakistan" in plot.alt
    assert plots.map([2020, datetime.date(2024, 1, 1)]).alt.startswith("Maps of CICA on two days. In 2020: ")
    with pytest.raises(cica.OptionError, match="several in a list"):
        plots.map([])


def test_an_animation_has_a_map_for_every_day_on_which_something_changed() -> None:
    moving = plots.animation("2001", organisation="sco")
    assert moving.days[0] == datetime.date(2001, 1, 1)
    assert moving.days[-1] == cica.load().as_of
    numbers = [(cica.members("sco", on=on).ids, cica.observers("sco", on=on).ids) for on in moving.days]
    assert all(a != b for a, b in itertools.pairwise(numbers[:-1]))
    for before, after in itertools.pairwise(moving.days[:-1]):
        last = after - datetime.timedelta(1)
        assert cica.members("sco", on=before).ids == cica.members("sco", on=last).ids
    for n in (1, len(moving) - 1):
        moving._show(n)
        texts = [text.get_text() for text in moving.figure.texts]
        assert any(re.match(rf"{len(numbers[n][0])} members", text) for text in texts), texts
        looks = painted(plots.Plot(moving.figure, "", ""))
        assert {key for key, look in looks.items() if look == "member"} == set(numbers[n][0])
    assert f"{len(cica.members('sco'))} members" in moving.alt
    assert repr(moving) == f"<Animation {moving.title}>"


def test_an_animation_is_a_file_that_moves_and_stops(tmp_path: Path) -> None:
    from PIL import Image

    moving = plots.animation("2015", organisation="sco")
    one, other = (plots.animation("2015", organisation="sco").save(tmp_path / f"{name}.gif") for name in "ab")
    assert one.read_bytes() == other.read_bytes()
    with Image.open(one) as picture:
        assert getattr(picture, "n_frames", 1) == len(moving)
        assert "loop" not in picture.info
        assert bytes(picture.info["comment"]).decode() == f"{moving.title}. {moving.alt}"
    assert moving._repr_html_().startswith('<img alt="')
    assert "data:image/gif;base64," in moving._repr_html_()
    with pytest.raises(cica.OptionError, match=r"'\.gif'"):
        moving.save(tmp_path / "a.png")


def test_an_animation_of_a_day_before_and_of_a_backward_stretch() -> None:
    assert len(plots.animation("2024-05-01", "2024-05-01", organisation="gcc")) == 1
    with pytest.raises(cica.DateError):
        plots.animation("2015", "2014")
    with pytest.raises(cica.NotFoundError):
        plots.animation(organisation="atlantis")
    assert "2015" in plots.animation(record=THEN).title
    assert "Kuwait" not in plots.animation(record=THEN).alt


def test_map_of_an_earlier_day() -> None:
    assert f"Members ({len(THEN.members())})" in plots.map(record=THEN).alt
    assert "Kuwait" not in plots.map(record=THEN).alt
    assert "Sri Lanka" in plots.map(record=THEN).alt.partition("Observers (7)")[2]


def test_upset_has_a_column_for_every_combination() -> None:
    names, on = ["cica", "sco", "csto", "osce"], "2011-03-01"
    plot = plots.upset(names, on=on)
    tables = [cica.members(name, on=on) for name in names]

    def combination(state: cica.State | cica.OtherEntity) -> tuple[bool | None, ...]:
        return tuple(True if state in table else None if state in table.undetermined else False for table in tables)

    wanted = Counter(map(combination, [*tables[0], *tables[0].undetermined]))
    bars, marks = drawn(plot, Rectangle), drawn(plot, Line2D)
    found: dict[tuple[bool | None, ...], float] = {}
    for place in range(len(bars)):
        looks: list[bool | None] = []
        for row in range(len(names)):
            (mark,) = marks[f"{place}-{row}"]
            assert isinstance(mark, Line2D)
            face = mark.get_markerfacecolor()
            looks.append(None if face == "white" else face == drawing.BLUE)
        (bar,) = bars[f"column-{place}"]
        assert isinstance(bar, Rectangle)
        assert bool(bar.get_hatch()) == (None in looks)
        found[tuple(looks)] = bar.get_height()
    assert found == wanted
    assert [*found.values()] == sorted(found.values(), reverse=True)
    assert plot.alt.endswith("Two members undetermined in part: Bahrain and Cambodia.")


def test_the_network_has_a_line_for_every_tie() -> None:
    names, on = ["cica", "sco", "csto", "saarc"], "2011-03-01"
    lines = drawn(plots.network(names, on=on), Line2D)
    members = cica.members(on=on)
    ties = cica.ties(names, [*members, *members.undetermined], on=on)
    ids = {
        f"{tie.member.id}-{tie.organisation.id}": open_
        for table, open_ in ((ties, False), (ties.undetermined, True))
        for tie in table
    }
    assert {key: line.get_linestyle() == "--" for key, (line,) in lines.items() if isinstance(line, Line2D)} == ids
    assert sum(ids.values()) == 2


def test_the_network_draws_what_ties_two_members_of_cica() -> None:
    found = {name for name in drawn(plots.network(), Text) if name.islower()}
    shared = [o.id for o in cica.organisations() if o.coverage and len(cica.overlap("cica", o).both) > 1]
    assert found == {*shared} - {"un"} | {"cica"}


def test_the_text_of_an_upset_plot_counts_one_member_and_none() -> None:
    assert plots.upset(["cica", "sco"], on=1850).alt == "No members of CICA in 1850."
    assert [drawing.ranged(1, 0, "member"), drawing.ranged(0, 1, "member"), drawing.ranged(2, 1)] == [
        "1 member",
        "0 to 1 members",
        "2 to 3",
    ]


def test_the_text_of_a_network_tells_certain_ties_from_those_that_may_be() -> None:
    members = cica.members("aiib")
    sure, more = (sum(isinstance(member, cica.State) for member in table) for table in (members, members.undetermined))
    assert more
    alt = plots.network(["aiib", "sco"], cica.states()).alt
    assert f"AIIB with {sure} to {sure + more} and SCO with {len(cica.members('sco'))}." in alt


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
    assert len({(round(luminance(look.face), 2), look.hatch) for look in land.LOOKS}) == len(land.LOOKS)


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
    assert plots.network()._drawn(form) == plots.network()._drawn(form)


@pictures
def test_an_svg_is_well_formed_and_not_large(draw: Callable[[], plots.Plot]) -> None:
    drawn = draw()._drawn("svg")
    root = ElementTree.fromstring(drawn)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not re.search(rb' d="[^"]*\.\d{3}', drawn)
    assert len(drawn) < 1_500_000


def test_the_same_picture_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = "import sys; from cica import plots; plots.map([2001, 2024], organisation='sco').save(sys.argv[1])"
    code += "; plots.network().save(sys.argv[2])"
    for seed in "12":
        files = [str(tmp_path / f"{name}{seed}.svg") for name in ("map", "network")]
        subprocess.run([sys.executable, "-c", code, *files], check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    for name in ("map", "network"):
        assert (tmp_path / f"{name}1.svg").read_bytes() == (tmp_path / f"{name}2.svg").read_bytes()


def test_the_small_map_of_the_gulf_shows_the_gulf() -> None:
    plot = plots.map()
    gulf = plot.figure.axes[1]
    for name in ("BHR", "QAT", "KWT", "ARE", "ISR", "PSE"):
        assert name in {artist.get_gid() for artist in (*gulf.patches, *gulf.lines)}, name


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


@pytest.mark.parametrize("draw", [plots.map, plots.animation, plots.overlap, plots.upset, plots.network])
def test_a_missing_extra_is_named(draw: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.partition(".")[0] == "matplotlib":
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ImportError, match=r'pip install "cica\[plots\]"'):
        draw()


# What is refused


def test_what_is_refused() -> None:
    with pytest.raises(cica.NotFoundError):
        plots.map(organisation="atlantis")
    with pytest.raises(cica.NotFoundError):
        plots.membership(organisation="iom")
    for draw in (plots.overlap, plots.upset, plots.network):
        with pytest.raises(cica.OptionError, match="organisations"):
            draw([])
    with pytest.raises(cica.OptionError, match="accepted are 300"):
        plots.network(states=[*cica.states(), *cica.other_entities()], on="2015-03-01")
    with pytest.raises(cica.DateError):
        plots.timeline("2015", "2014")
    with pytest.raises(cica.DateError):
        plots.map("some day")


def test_a_record_of_somewhere_else(tiny: Path) -> None:
    record = cica.load(tiny)
    assert "Little CICA" in plots.membership(record=record).title
    assert "none" in plots.timeline(record=record).alt
    assert plots.overlap(record=record).alt.startswith("Member states")
    assert "2 members" in plots.upset(record=record, on=2003).alt
    assert plots.network(["cica"], record=record, on=2003).alt.startswith(
        "Network of two states and one organisation in 2003, with two ties."
    )
    assert "Aland" in plots.map(record=record).alt


def test_members_that_are_no_states_are_on_the_map_and_said_to_be_none() -> None:
    alt = plots.map(organisation="apec").alt
    assert "Members (21)" in alt
    assert alt.endswith("On the map, and no states of the record: Hong Kong and Taiwan.")
    assert "One member organisation not on the map." in plots.map(organisation="tac").alt
