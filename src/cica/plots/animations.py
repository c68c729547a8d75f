"""How the map of an organisation changed, one picture after another."""

from __future__ import annotations

import datetime
import io
import os
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from cica.display.words import capital, count, day
from cica.errors import ending_of
from cica.model.roles import FULL
from cica.plots.drawing import (
    BLUE,
    GREY,
    INK,
    LAND,
    MARGIN,
    ORANGE,
    WIDTH,
    drawing,
    drawn_of,
    image_html,
    lettering,
    new_axes,
    position,
    span_drawn,
)
from cica.plots.land import LOOKS, NOBODY
from cica.plots.maps import Standing, add_marks, new_map, roles_of, standing, view_on

# pyright: reportUnknownMemberType=false
# The keyword arguments of matplotlib have no types.

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from PIL import Image

    from cica.dates.date import When
    from cica.model.organisations import Organisation
    from cica.record import Record

__all__ = ["Animation", "animation"]

ENDINGS = {".gif": "pictures that move"}
DOTS = 100  # to an inch
FIRST, NEXT, LAST = 1500, 900, 4000  # thousandths of a second for which a picture stands


@attrs.frozen(eq=False, repr=False)
class Animation:
    """Pictures of the record one after another, which a notebook shows.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
        The figure that is drawn anew for each of them.
    title : str
        Its title.
    alt : str
        What it shows, in words, for readers who do not see it.
    days : tuple of datetime.date
        The day of each picture.

    Examples
    --------
    >>> from cica import plots
    >>> moving = plots.animation("2001", "2020", organisation="sco")
    >>> moving
    <Animation Members and observers of SCO from 1 January 2001 to 31 December 2020>
    >>> print(moving.days[1])
    2001-06-15
    """

    figure: Figure
    title: str
    alt: str
    days: tuple[datetime.date, ...]
    _show: Callable[[int], None]

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the pictures to a file; the same pictures give the same bytes.

        Parameters
        ----------
        path : str or os.PathLike
            Where to; the ending says the form: ``.gif``.

        Returns
        -------
        Path
            The file written.

        Raises
        ------
        OptionError
            If the ending is another.

        Examples
        --------
        >>> import tempfile
        >>> from cica import plots
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     plots.animation("2020", organisation="gcc").save(f"{folder}/gcc.gif").name
        'gcc.gif'
        """
        file = Path(path)
        ending_of(file, ENDINGS)
        file.write_bytes(self._drawn())
        return file

    def _drawn(self) -> bytes:
        """The bytes of a file that plays once and stops at the last picture."""
        from PIL import Image

        palette = Image.new("P", (1, 1))
        palette.putpalette(bytes(part for colour in _colours() for part in colour))
        first, *others = (self._picture(n).quantize(palette=palette, dither=Image.Dither.NONE) for n in range(len(self.days)))
        standing = [FIRST, *(NEXT for _ in others[1:]), *(LAST for _ in others[:1])]
        words = f"{lettering(self.title)}. {lettering(self.alt)}".encode()
        buffer = io.BytesIO()
        first.save(buffer, format="gif", save_all=True, append_images=others, duration=standing, comment=words, optimize=False)
        return buffer.getvalue()

    def _picture(self, n: int) -> Image.Image:
        """One of the pictures."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from PIL import Image

        with drawing():
            self._show(n)
            self.figure.set_dpi(DOTS)
            canvas = FigureCanvasAgg(self.figure)
            canvas.draw()  # type: ignore[no-untyped-call]
            points = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
            return Image.frombytes("RGBA", canvas.get_width_height(), points).convert("RGB")

    def __len__(self) -> int:
        return len(self.days)

    def __repr__(self) -> str:
        return f"<Animation {self.title}>"

    def _repr_html_(self) -> str:
        return image_html(self.alt, "gif", self._drawn())


def _colours() -> Iterator[tuple[int, int, int]]:
    """The colours of a map, and what lies between each and white along the edges of areas and letters."""
    from matplotlib.colors import to_rgb

    for name in (INK, GREY, BLUE, ORANGE, LAND, NOBODY.edge):
        for n in range(1, 13):
            red, green, blue = (round(255 * (1 - n / 12 * (1 - part))) for part in to_rgb(name))
            yield red, green, blue
    yield 255, 255, 255


def animation(
    start: When | None = None,
    end: When | None = None,
    *,
    organisation: Organisation | str = "cica",
    record: Record | None = None,
) -> Animation:
    """The map of the members and the observers as it changed, with a picture for each day on which it did.

    Parameters
    ----------
    start, end : str, datetime.date, int or Date, optional
        First and last day drawn; a coarse date such as ``"2014"`` stands for its first day as a start, for its last day as an end.
        By default from the first day on which anyone may have belonged to it to the day to which the record is updated.
    organisation : Organisation or str, default "cica"
        The organisation.
    record : Record, optional
        The record to draw; by default the one that comes with the library.

    Returns
    -------
    Animation
        The pictures.

    Raises
    ------
    NotFoundError
        If the record knows no such organisation, or not who belongs to it.
    DateError
        If ``start`` or ``end`` is not a date, or the end is before the start.
    ImportError
        If the extra ``plots`` is not installed: ``pip install "cica[plots]"``.

    Notes
    -----
    The maps are those of `cica.plots.map`, all of the same part of the world. Below stands what changed, and how far the time has
    gone. It plays once, and stops at the last day.

    Examples
    --------
    >>> from cica import plots
    >>> moving = plots.animation("2010", "2012")
    >>> len(moving)
    8
    >>> print(moving.alt)
    Eight maps of CICA. On 1 January 2010: ...
    """
    record = drawn_of(record)
    within = record._names.organisation(organisation)
    label = record._label(within)
    edges = _edges(record, within)
    first, last = span_drawn(start, end, min(edges, default=record.as_of), record.as_of)
    last = max(first, min(last, record.as_of))
    days, found = _steps(
        record, within, [first, *(edge for edge in edges if first < edge < last), *([last] if first < last else [])]
    )
    said = [capital(one.since(before).removeprefix(" (").removesuffix(")")) for before, one in pairwise(found)]
    title = f"{roles_of(found)} of {label} from {day(first)} to {day(last)}"
    marked = {key for one in found for key in one.looks}
    with drawing():
        figure, panels, low = new_map(title, view_on(found), record, marked, room=0.85)
        labels = {look: look.name for look in LOOKS if any(one.names[look] for one in found)}
        add_marks(figure, panels, labels, low, panels[1:])
        tall = figure.get_figheight()
        lines = [
            figure.text(MARGIN / WIDTH, 1 - (MARGIN + down) / tall, "", fontsize=size, fontweight=weight, va="top", color=INK)
            for down, size, weight in ((0.24, 11, "bold"), (0.46, 8, "normal"), (0.62, 6.5, "normal"))
        ]
        bar = new_axes(figure, MARGIN, tall - MARGIN - 1.04, WIDTH - 2 * MARGIN, 0.05)
        bar.set(xlim=(position(first), position(max(last, first + datetime.timedelta(1)))), ylim=(0, 1), xticks=[], yticks=[])
        bar.set_facecolor(LAND)
        bar.spines[:].set_visible(False)
        gone = bar.axvspan(position(first), position(first), color=GREY, linewidth=0)

    def show(n: int) -> None:
        for panel in panels:
            panel.paint(found[n].looks)
        for line, words in zip(lines, (capital(day(days[n])), found[n].counts(), said[n - 1] if n else ""), strict=True):
            line.set_text(_clipped(lettering(words)))
        gone.set_width(position(days[n]) - position(first))

    show(len(days) - 1)
    steps = list(pairwise(found)) if len(found) <= 12 else [(found[0], found[-1])]
    parts = [f"{capital(found[0].when)}: {found[0].counts()}."]
    parts += [f"{capital(b.when)}: {b.counts()}{b.since(a)}." for a, b in steps]
    return Animation(figure, title, f"{capital(count(len(days), 'map'))} of {label}. {' '.join(parts)}", tuple(days), show)


def _edges(record: Record, within: Organisation) -> list[datetime.date]:
    """The days up to the end of the record on which it may be that somebody came or went."""
    edges = set(record._rosters.members_of(within, FULL).edges)
    if record._rosters.covered(within, ("observer",)) is None:
        edges |= set(record._rosters.members_of(within, ("observer",)).edges)
    return [
        datetime.date.fromordinal(edge)
        for edge in sorted(edges)
        if datetime.date.min.toordinal() < edge <= record.as_of.toordinal()
    ]


def _steps(record: Record, within: Organisation, days: Sequence[datetime.date]) -> tuple[list[datetime.date], list[Standing]]:
    """The days on which it was otherwise than before, and the last, and how it was."""
    kept: list[datetime.date] = []
    found: list[Standing] = []
    for on in days:
        one = standing(record, within, on)
        if not found or one.names != found[-1].names or on == days[-1]:
            kept.append(on)
            found.append(one)
    return kept, found


def _clipped(words: str, most: int = 140) -> str:
    """Words that fit in a line."""
    return words if len(words) <= most else words[: most - 1].rpartition(" ")[0] + " …"
