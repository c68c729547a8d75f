"""A picture, and what every one is drawn with: size, colours, axes, legend and the line at its foot."""

from __future__ import annotations

import base64
import datetime
import html
import io
import os
import re
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import attrs

from cica.dates.date import Date, days
from cica.display.words import when
from cica.errors import OptionError, ending_of, told, visible
from cica.model.states import State

# pyright: reportUnknownMemberType=false
# The keyword arguments of matplotlib have no types.

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text
    from matplotlib.transforms import Bbox

    from cica.dates.date import When
    from cica.model.organisations import Organisation
    from cica.model.others import OtherEntity
    from cica.record import Record

__all__ = [
    "BACK",
    "BLUE",
    "GREY",
    "HATCH",
    "INK",
    "LAND",
    "ORANGE",
    "PALE",
    "WIDTH",
    "Plot",
    "add_legend",
    "drawing",
    "drawn_of",
    "image_html",
    "lettering",
    "names_on",
    "new_axes",
    "new_figure",
    "position",
    "ranged",
    "span_drawn",
    "thin_out",
    "time_axis",
    "when_asked",
]

WIDTH, MARGIN = 7.2, 0.12  # inches: the two columns of a journal
# Colours of Okabe and Ito, which readers with any colour vision tell apart; their luminance differs too.
BLUE, ORANGE, PALE, LAND, INK, GREY = "#0072B2", "#E69F00", "#BFDCEC", "#E4E4E4", "#222222", "#6B6B6B"
HATCH, BACK = "//////", "\\\\\\\\\\\\"
ENDINGS = {".svg": "an image of lines", ".png": "an image of points", ".pdf": "a page"}
STYLE: Mapping[str, object] = {
    "text.parse_math": False,  # a dollar in a name is a dollar
    "axes.edgecolor": GREY,
    "axes.linewidth": 0.6,
    "font.family": ["DejaVu Sans"],  # it comes with matplotlib, so that every machine draws the same
    "font.size": 8.0,
    "hatch.linewidth": 0.6,
    "savefig.dpi": 200,
    "svg.fonttype": "path",
    "svg.hashsalt": "cica",
    "text.color": INK,
    "xtick.color": INK,
    "xtick.major.width": 0.6,
    "ytick.color": INK,
    "ytick.major.width": 0.6,
}


def lettering(text: str) -> str:
    """Text as a picture can show it: without what is no sign, or has none in a font."""
    return visible(text.replace("\t", " "))


@attrs.frozen(eq=False, repr=False)
class Plot:
    """A picture of the record, which a notebook shows.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
        The figure, to change or to draw elsewhere.
    title : str
        Its title.
    alt : str
        What it shows, in words, for readers who do not see it.

    Examples
    --------
    >>> from cica import plots
    >>> plots.membership(organisation="sco")
    <Plot Members and observers of SCO up to 14 April 2026>
    """

    figure: Figure
    title: str
    alt: str

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the picture to a file; the same picture gives the same bytes.

        Parameters
        ----------
        path : str or os.PathLike
            Where to; the ending says the form: ``.svg``, ``.png`` or ``.pdf``.

        Returns
        -------
        Path
            The file written.

        Raises
        ------
        OptionError
            If the ending is none of these.

        Examples
        --------
        >>> import tempfile
        >>> from cica import plots
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     plots.timeline().save(f"{folder}/chairs.svg").name
        'chairs.svg'
        """
        file = Path(path)
        file.write_bytes(self._drawn(ending_of(file, ENDINGS)[1:]))
        return file

    def _drawn(self, form: str) -> bytes:
        """The bytes of a file, without the day on which it was made."""
        title, alt = lettering(self.title), lettering(self.alt)
        described: dict[str, dict[str, str | None]] = {
            "svg": {"Title": title, "Description": alt, "Date": None, "Creator": None},
            "png": {"Title": title, "Description": alt, "Software": None},
            "pdf": {"Title": title, "Subject": alt, "CreationDate": None, "Creator": None, "Producer": None},
        }
        buffer = io.BytesIO()
        with drawing():
            from matplotlib.text import Text

            for text in self.figure.findobj(Text):  # what an SVG could not hold
                if isinstance(text, Text) and not text.get_text().isprintable():
                    text.set_text(lettering(text.get_text()))
            self.figure.savefig(buffer, format=form, metadata=cast("dict[str, str]", described[form]))
        return _rounded(buffer.getvalue()) if form == "svg" else buffer.getvalue()

    def __repr__(self) -> str:
        return f"<Plot {self.title}>"

    def _repr_html_(self) -> str:
        return image_html(self.alt, "svg+xml", self._drawn("svg"))


def image_html(alt: str, kind: str, content: bytes) -> str:
    """A picture as a notebook takes it: within the page, with its words for readers who do not see it."""
    picture = base64.b64encode(content).decode()
    return f'<img alt="{html.escape(lettering(alt))}" style="max-width:100%" src="data:image/{kind};base64,{picture}">'


def _rounded(svg: bytes) -> bytes:
    """An SVG with lines to the hundredth of a point, where matplotlib writes six digits: half as large, and the same to see."""
    return re.sub(rb' d="[^"]*"', lambda line: re.sub(rb"(\.\d\d)\d+", rb"\1", line[0]), svg)


@contextmanager
def drawing() -> Generator[None]:
    """Draws with the settings of this module, whatever those of the caller are, and leaves his as they were."""
    try:
        from matplotlib import style
    except ImportError:
        raise ImportError('pictures are drawn by matplotlib: pip install "cica[plots]"') from None
    with style.context(["default", dict(STYLE)]):
        yield


def new_figure(height: float, title: str, record: Record, note: str = "") -> tuple[Figure, float, float]:
    """A figure with its title and its source, and between which heights, in inches, there is room."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), facecolor="white")
    figure.text(MARGIN / WIDTH, 1 - MARGIN / height, lettering(title), fontsize=10, fontweight="bold", va="top")
    whole = record.as_of == record._whole.as_of
    extent = f"record updated to {record.as_of}" if whole else f"record as known on {record.as_of}"
    version = record._package.description.get("version", "")
    figure.text(MARGIN / WIDTH, MARGIN / height, f"cica {version}, {extent}{note}", fontsize=6, color=GREY, va="bottom")
    return figure, MARGIN + 0.2, height - MARGIN - 0.25


def new_axes(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes at a place given in inches."""
    wide, tall = figure.get_size_inches()
    return figure.add_axes((left / wide, bottom / tall, width / wide, height / tall))


def add_legend(figure: Figure, marks: Sequence[Artist], low: float) -> None:
    """A legend in a line above the source."""
    if marks:
        figure.legend(
            handles=list(marks),
            loc="lower center",
            bbox_to_anchor=(0.5, low / figure.get_figheight() - 0.01),
            ncols=len(marks),
            frameon=False,
            fontsize=6.5,
            handlelength=1.6,
            columnspacing=1.2,
        )


def drawn_of(record: object) -> Record:
    """The record to draw: the one given, or the one that comes with the library."""
    from cica.record import BUNDLED, Record

    if record is not None and not isinstance(record, Record):
        raise OptionError(f"record={told(record)}: accepted is a record, such as cica.as_known(2015) or cica.load(path)")
    return BUNDLED if record is None else record


def when_asked(record: Record, on: When | None) -> str:
    """The day asked about, in words; by default that to which the record is updated."""
    return when(Date(record.as_of if on is None else on))


def ranged(sure: int, more: int, noun: str = "") -> str:
    """A number, and up to which it may go; with a noun in the singular, of what it is."""
    numbers = f"{sure} to {sure + more}" if more else str(sure)
    return f"{numbers} {noun}{'' if numbers == '1' else 's'}" if noun else numbers


def names_on(record: Record, parties: Mapping[str, State | OtherEntity | Organisation], day: datetime.date) -> dict[str, str]:
    """What each is called on a day, under the keys given."""
    return {key: record._names.name_on(one, day) if isinstance(one, State) else str(one) for key, one in parties.items()}


def span_drawn(
    start: When | None, end: When | None, first: datetime.date, last: datetime.date
) -> tuple[datetime.date, datetime.date]:
    """The first and the last day drawn."""
    if start is not None:
        first = days(start)[0]
    if end is not None:
        last = days(end)[1]
    Date.between(first, last)  # refuses an end before the start
    return first, last


def time_axis(axes: Axes, first: datetime.date, last: datetime.date) -> None:
    """An axis of days."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator()  # type: ignore[no-untyped-call]
    axes.set_xlim(position(first), position(last + datetime.timedelta(1)))
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    axes.spines[["left", "right", "top"]].set_visible(False)


def position(date: datetime.date) -> float:
    """A day as matplotlib counts it."""
    from matplotlib import dates

    return float(dates.date2num(date))  # type: ignore[no-untyped-call]


def thin_out(texts: Iterable[Text]) -> None:
    """Remove every text that runs into an earlier one."""
    kept: list[Bbox] = []
    for text in texts:
        box = text.get_window_extent()
        if any(map(box.overlaps, kept)):
            text.remove()
        else:
            kept.append(box)
