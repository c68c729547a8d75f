"""Where the members and observers lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from cica.display.words import capital, count, counted, listed, the
from cica.errors import OptionError
from cica.geography.outlines import Area, areas
from cica.model.organisations import Organisation
from cica.model.others import OtherEntity
from cica.model.roles import FULL
from cica.model.states import FormerState
from cica.plots.drawing import INK, MARGIN, WIDTH, Plot, add_legend, drawing, drawn_of, new_figure, when_asked
from cica.plots.land import LOOKS, NOBODY, Look, Panel, legend
from cica.plots.projections import View, view_of

# pyright: reportUnknownMemberType=false
# The keyword arguments of matplotlib have no types.

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from cica.dates.date import When
    from cica.record import Record


__all__ = ["NOTE", "Standing", "add_marks", "map", "new_map", "roles_of", "standing", "view_on"]

NOTE = "; outlines: Natural Earth, changed; no statement on borders"


def map(  # noqa: A001  # the name of what it draws; the built-in is not used here
    on: When | Sequence[When] | None = None, *, organisation: Organisation | str = "cica", record: Record | None = None
) -> Plot:
    """A map of the members and the observers on a day, or maps of several days side by side.

    Parameters
    ----------
    on : str, datetime.date, int or Date, or a sequence of them, optional
        The day, or a coarser date, which asks about any day in it; by default the day to which the record is updated. Of several,
        each has a map of its own.
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
    OptionError
        If ``on`` is an empty sequence.
    ImportError
        If the extra ``plots`` is not installed: ``pip install "cica[plots]"``.

    Notes
    -----
    The map shows the part of the world in which the states lie, in the azimuthal equal-area projection of Lambert, or the world in
    the projection Equal Earth where they lie all around it. The outlines are those of today, on every day, and no statement on any
    border; a former state with several successors has theirs. What is too small to see is a dot. Land that belongs to no state of
    the record, or of which that is disputed, is dotted, but for an entity that is a member itself. Organisations that are members
    or observers are not on the map.

    Examples
    --------
    >>> from cica import plots
    >>> print(plots.map("2011-03-01").alt)
    Map of CICA on 1 March 2011. Members (22): Afghanistan, ...
    >>> plots.map(["2000-01-01", "2010-01-01", "2020-01-01"], organisation="sco")
    <Plot Members and observers of SCO on three days>
    """
    record = drawn_of(record)
    within = record._names.organisation(organisation)
    if isinstance(on, Sequence) and not isinstance(on, str):
        return _several(record, within, on)
    found = standing(record, within, on)
    label = record._label(within)
    view = view_on([found])
    with drawing():
        title = f"{roles_of([found])} of {label} {found.when}"
        figure, panels, low = new_map(title, view, record, found.looks)
        for panel in panels:
            panel.paint(found.looks)
        labels = {look: f"{look.name} ({len(names)})" for look, names in found.names.items() if names}
        add_marks(figure, panels, labels, low, panels[1:])
    return Plot(figure, title, f"Map of {label} {found.when}. {found.told()}")


def _several(record: Record, within: Organisation, days: Sequence[When]) -> Plot:
    """Maps of several days side by side."""
    if not days:
        raise OptionError(f"on={days!r}: accepted is a date, or several in a list")
    found = [standing(record, within, on) for on in days]
    label = record._label(within)
    marked = {key for one in found for key in one.looks}
    view = view_on(found)
    with drawing():
        title = f"{roles_of(found)} of {label} on {count(len(found), 'day')}"
        columns = min(len(found), 2 if view.ratio < 0.6 or len(found) in (2, 4) else 3)
        rows = -(-len(found) // columns)
        lines = 2 if columns == 3 and any(len(one.numbers()) > 1 for one in found) else 1
        above = 0.25 + 0.12 * lines
        wide = (WIDTH - 2 * MARGIN - 0.12 * (columns - 1)) / columns
        tall = wide * min(max(view.ratio, 0.35), 1.3)
        figure, low, high = new_figure(0.95 + rows * (tall + above + 0.09), title, record, NOTE)
        painted: list[Panel] = []
        for n, one in enumerate(found):
            left, top = MARGIN + n % columns * (wide + 0.12), high - 0.05 - n // columns * (tall + above + 0.09)
            panel = Panel(figure, (left, top - above - tall, wide, tall), view, _states(record), marked)
            panel.paint(one.looks)
            painted.append(panel)
            height = figure.get_figheight()
            figure.text(left / WIDTH, (top - 0.15) / height, capital(one.when.removeprefix("on ")), fontweight="bold", va="bottom")
            words = "\n".join(one.numbers()) if lines > 1 else one.counts()
            figure.text(left / WIDTH, (top - 0.19) / height, words, fontsize=6.5, va="top", color=INK)
        labels = {look: look.name for look in LOOKS if any(one.names[look] for one in found)}
        add_marks(figure, painted, labels, low)
    parts = [f"{capital(found[0].when)}: {found[0].counts()}."]
    parts += [f"{capital(b.when)}: {b.counts()}{b.since(a)}." for a, b in pairwise(found)]
    return Plot(figure, title, f"Maps of {label} on {count(len(found), 'day')}. {' '.join(parts)}")


@attrs.frozen
class Standing:
    """Who belonged to an organisation on a day, and how the map shows it.

    Attributes
    ----------
    when : str
        The day, in words.
    looks : dict of str to Look
        The look of each area that has one.
    names : dict of Look to list of str
        Who has it, former states and others that are no areas included.
    absent, other : list of str
        Members and observers that are not on the map; those on it that are no states.
    bodies : dict of str to int
        How many organisations there are among the members and among the observers.
    """

    when: str
    looks: dict[str, Look]
    names: dict[Look, list[str]]
    absent: list[str]
    other: list[str]
    bodies: dict[str, int]

    def counts(self) -> str:
        """How many there are, in words."""
        return listed(self.numbers())

    def numbers(self) -> list[str]:
        """How many members there are, and how many observers, in words."""
        parts: list[str] = []
        for sure, open_ in (LOOKS[:2], LOOKS[2:]):
            certain, more = len(self.names[sure]), len(self.names[open_])
            if certain or more or sure is LOOKS[0]:
                parts.append(counted(certain, sure.names) + (f" ({more} more undetermined)" if more else ""))
        return parts

    def told(self) -> str:
        """Who they are, in sentences."""
        parts = [
            f"{capital(look.name if len(names) == 1 else look.names)} ({len(names)}): {listed(names)}."
            for look, names in self.names.items()
            if names
        ] or ["No members."]
        if self.other:
            parts.append(f"On the map, and no {'state' if len(self.other) == 1 else 'states'} of the record: {listed(self.other)}.")
        if self.absent:
            parts.append(
                f"Not on the map, which has no outline of {'it' if len(self.absent) == 1 else 'them'}: {listed(self.absent)}."
            )
        parts += [f"{capital(count(n, f'{role} organisation'))} not on the map." for role, n in self.bodies.items() if n]
        return " ".join(parts)

    def since(self, before: Standing) -> str:
        """What is otherwise than it was before, in brackets; empty if nothing is."""
        earlier = {name: look for look, names in before.names.items() for name in names}
        later = {name: look for look, names in self.names.items() for name in names}
        parts: list[str] = []
        for look in LOOKS:
            new = sorted(name for name in self.names[look] if earlier.get(name) is not look)
            parts += [f"now {look.name if len(new) == 1 else look.names}: {listed(new)}"] if new else []
        gone = sorted(name for name in earlier if name not in later)
        parts += [f"no longer: {listed(gone)}"] if gone else []
        return f" ({'; '.join(parts)})" if parts else ""


def standing(record: Record, within: Organisation, on: When | None) -> Standing:
    """Who belonged to an organisation on a day."""
    days = record._days(on)
    asked = [("member", record._parties("member", FULL, within, on, days=days))]
    if record._rosters.covered(within, ("observer",)) is None:
        asked.append(("observer", record._parties("observer", ("observer",), within, on, days=days)))
    groups = [part for _, found in asked for part in (list(found), list(found.undetermined))]
    looks: dict[str, Look] = {}
    names: dict[Look, list[str]] = {look: [] for look in LOOKS}
    absent: list[str] = []
    other: list[str] = []
    seen: set[str] = set()
    former: list[tuple[FormerState, Look]] = []
    for parties, look in zip(groups, LOOKS, strict=False):
        for party in parties:
            if isinstance(party, Organisation) or party.id in seen:
                continue
            seen.add(party.id)
            names[look].append(the(party.name))
            if isinstance(party, FormerState) and len(party.successors) > 1:
                former.append((party, look))
            elif (key := party.alpha3 if isinstance(party, OtherEntity) else party.id) in areas():
                looks[key] = look
                other += [the(party.name)] if isinstance(party, OtherEntity) else []
            else:
                absent.append(the(party.name))
    for party, look in former:
        for state in party.successors:
            if state.id in areas():
                looks.setdefault(state.id, look)
    for found in names.values():
        found.sort()
    bodies = {role: sum(isinstance(party, Organisation) for party in found) for role, found in asked}
    return Standing(when_asked(record, on), looks, names, sorted(absent), sorted(other), bodies)


def roles_of(found: Iterable[Standing]) -> str:
    """What a title names: members, and observers if there are any."""
    observed = any(one.names[look] for one in found for look in LOOKS[2:])
    return "Members and observers" if observed else "Members"


def _states(record: Record) -> frozenset[str]:
    """The areas that are states, of the record that comes with the library or of the one that is drawn."""
    from cica.record import BUNDLED

    return frozenset(state.id for states in (BUNDLED.states(), record.states()) for state in states)


def view_on(found: Sequence[Standing]) -> View:
    """The view that shows who belonged to an organisation on several days."""
    looks = [(key, look) for one in found for key, look in one.looks.items()]
    members = {key for key, look in looks if look in LOOKS[:2]}
    others = {key for key, _ in looks} - members
    return view_of(*([areas()[key] for key in sorted(keys)] for keys in (members, others)))


def new_map(title: str, view: View, record: Record, looks: Iterable[str], room: float = 0) -> tuple[Figure, list[Panel], float]:
    """A figure with a map, and below it, where they are needed, the Gulf and the world; and where its legend begins.

    Some room is left between the title and the map.
    """
    marked, states = set(looks), _states(record)
    wide = WIDTH - 2 * MARGIN
    tall = min(max(wide * view.ratio, 1.8), 5.8)
    insets = [(inset, min(1.35 / inset.ratio, 2.45)) for inset in (GULF, WORLD) if _needed(inset, view, tall / wide, marked)]
    deep = max((across * inset.ratio for inset, across in insets), default=0.08)
    figure, low, high = new_figure(tall + deep + 0.85 + room, title, record, NOTE)
    panels = [Panel(figure, (MARGIN, high - room - 0.05 - tall, wide, tall), view, states, marked)]
    left = MARGIN
    for inset, across in insets:
        below = low + deep - across * inset.ratio
        panels.append(Panel(figure, (left, below, across, across * inset.ratio), inset, states, marked))
        left += across + 0.12
    return figure, panels, low


GULF = view_of([Area("", (((34, 29), (56, 24), (50, 34)),), (45, 28), 1)])
WORLD = view_of([])


def _needed(inset: View, view: View, ratio: float, marked: set[str]) -> bool:
    """Whether a small map is to stand below one: the Gulf where its states are too small, the world where a state lies outside."""
    if view.whole:
        return False
    shown = view.fitted(ratio)
    places = [there for key in marked if (there := (inset if inset is GULF else shown).projection.point(areas()[key].point))]
    if inset is GULF:
        inside = shown.projection.point((50.5, 26))
        near = sum(GULF.holds(there) for there in places)
        return near > 2 and inside is not None and shown.holds(inside) and shown.right - shown.left > 3 * (GULF.right - GULF.left)
    return len(places) < len(marked) or not all(shown.holds(there) for there in places)


def add_marks(
    figure: Figure, panels: Sequence[Panel], labels: Mapping[Look, str], low: float, insets: Sequence[Panel] = ()
) -> None:
    """The legend of a map: in a line, or beside the small maps."""
    nobody = any(key not in panel.states for panel in panels for key in panel.patches)
    marks = legend({**labels, **({NOBODY: NOBODY.name} if nobody else {})}, any(panel.dots for panel in panels))
    if insets:
        left, bottom, across, tall = insets[-1].box
        corner = (left + across + 0.05) / WIDTH, (bottom + tall) / figure.get_figheight()
        figure.legend(handles=marks, loc="upper left", bbox_to_anchor=corner, fontsize=6.5, frameon=False, borderpad=0)
    else:
        add_legend(figure, marks, low)
