"""Which member states organisations share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cica.display.layout import clip
from cica.display.words import capital, count, listed
from cica.errors import NotFoundError
from cica.model.roles import FULL
from cica.plots.drawing import BLUE, GREY, INK, WIDTH, Plot, drawing, drawn_of, new_axes, new_figure, ranged, when_asked

# pyright: reportUnknownMemberType=false
# The keyword arguments of matplotlib have no types.

if TYPE_CHECKING:
    import datetime

    from cica.dates.date import When
    from cica.model.organisations import Organisation
    from cica.record import Record


__all__ = ["nearest_to_cica", "overlap"]


def overlap(
    organisations: Iterable[Organisation | str] | None = None, *, on: When | None = None, record: Record | None = None
) -> Plot:
    """A matrix of the member states that organisations share.

    Parameters
    ----------
    organisations : iterable of Organisation or str, optional
        The organisations, in order; by default CICA and the nine with which it shares the most members, apart from universal ones.
    on : str, datetime.date, int or Date, optional
        The day, or a coarser date, which asks about any day in it; by default the day to which the record is updated.
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
    OptionError
        If no organisation is given.
    DateError
        If ``on`` is not a date, or is open on a side.
    ImportError
        If the extra ``plots`` is not installed: ``pip install "cica[plots]"``.

    Notes
    -----
    A cell holds the number of states that belong to both, as `cica.overlap` counts them; ``5+1?`` means five for certain and one of
    which it is undetermined. On the diagonal is the number of members. The darker a cell, the larger the share of the members of
    the organisation of its row, of which at least so many belong to the other.

    Examples
    --------
    >>> from cica import plots
    >>> print(plots.overlap(["cica", "sco", "osce"], on="2015-03-01").alt)
    Member states that CICA, SCO and OSCE share on 1 March 2015. CICA has 26 members and shares 8 with OSCE and 6 with SCO.
    """
    record = drawn_of(record)
    days = record._days(on)
    chosen = nearest_to_cica(record, on, days) if organisations is None else record._names.organisations(organisations)
    labels = [clip(record._label(organisation), 12) for organisation in chosen]
    asked = when_asked(record, on)
    counted: dict[tuple[int, int], tuple[int, int, float]] = {}
    for i, one in enumerate(chosen):
        members = record._parties("member", FULL, one, on, days=days)
        counted[i, i] = len(members), len(members.undetermined), 1.0
        for j in range(i + 1, len(chosen)):
            shared = record._overlap(one, chosen[j], on, days)
            numbers = len(shared.both), len(shared.both.undetermined)
            for pair, bounds in (((i, j), shared.range_of_first), ((j, i), shared.range_of_second)):
                counted[pair] = *numbers, bounds[0] if bounds else 0.0

    with drawing():
        from matplotlib.colors import LinearSegmentedColormap
        from matplotlib.patches import Rectangle

        title = f"Member states that organisations share {asked}"
        size = len(chosen)
        cell = min(0.54, (WIDTH - 1.75) / size)
        upright = size > 10
        figure, low, _ = new_figure((1.45 if upright else 1.15) + 0.33 * size, title, record)
        axes = new_axes(figure, 0.9, low + 0.1, cell * size, 0.33 * size)
        shades = LinearSegmentedColormap.from_list("shares", ["#FFFFFF", BLUE])
        axes.set_xlim(-0.5, size - 0.5)
        axes.set_ylim(size - 0.5, -0.5)
        axes.set_xticks(range(size), labels, rotation=90 if upright else 0)
        axes.set_yticks(range(size), labels)
        axes.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
        axes.spines[:].set_visible(False)
        for (i, j), (sure, more, share) in counted.items():
            square = Rectangle(
                (j - 0.5, i - 0.5), 1, 1, facecolor=GREY if i == j else shades(share), edgecolor="white", linewidth=1.2
            )
            square.set_gid(f"{chosen[i].id}-{chosen[j].id}")
            axes.add_patch(square)
            words = f"{sure}{chr(10) if upright else ''}+{more}?" if more else f"{sure}"
            colour = "white" if i == j or share > 0.8 else INK
            axes.text(
                j,
                i,
                words,
                ha="center",
                va="center",
                color=colour,
                fontsize=min(8, 90 * cell / max(len(part) for part in words.split())),
            )
        if size > 2:
            scale = new_axes(figure, 0.9 + cell * size + 0.15, low + 0.1, 0.12, min(0.33 * size, 1.6))
            scale.imshow([[n / 100] for n in range(101)], cmap=shades, origin="lower", aspect="auto", extent=(0, 1, 0, 100))
            scale.set_xticks([])
            scale.set_yticks([0, 50, 100], ["0%", "50%", "100%"], fontsize=6.5)
            scale.yaxis.tick_right()
            scale.set_ylabel("share of the row", fontsize=6.5)
            scale.yaxis.set_label_position("right")

    first, *others = (n for n in range(size))
    most = sorted(others, key=lambda n: -counted[first, n][0])[:3]
    told = [f"{ranged(*counted[first, n][:2])} with {labels[n]}" for n in most]
    alt = f"Member states that {listed(labels)} share {asked}. {labels[0]} has {ranged(*counted[0, 0][:2], 'member')}"
    alt += f" and shares {listed(told)}." if told else "."
    doubtful = sum(more > 0 for (i, j), (_, more, _) in counted.items() if i < j)
    return Plot(figure, title, alt + (f" {capital(count(doubtful, 'pair'))} of organisations may share more." if doubtful else ""))


def nearest_to_cica(record: Record, on: When | None, days: tuple[datetime.date, datetime.date]) -> list[Organisation]:
    """CICA, and the nine organisations with which it shares the most members."""
    cica = record.organisation("cica")
    shared: list[tuple[int, Organisation]] = []
    for organisation in record.organisations():
        if organisation.scope != "universal" and organisation.id != "cica":
            try:
                shared.append((len(record._overlap(cica, organisation, on, days).both), organisation))
            except NotFoundError:  # the record does not hold who belongs to it
                continue
    shared.sort(key=lambda pair: -pair[0])
    return [cica, *(organisation for n, organisation in shared[:9] if n)]
