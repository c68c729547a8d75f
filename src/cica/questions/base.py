"""What every part of the record builds on: the objects, the days a question is about, and three-valued selection."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from cica.errors import NoStateWarning, NotFoundError, warn
from cica.tables.table import Table

if TYPE_CHECKING:
    from typing import Self

    from cica.dates.answers import Answer
    from cica.dates.date import When
    from cica.model.entity import Entity, Spell
    from cica.model.organisations import Organisation
    from cica.model.sources import Statement
    from cica.names.finding import Names
    from cica.package.files import Files
    from cica.package.objects import Package
    from cica.questions.existence import Existence
    from cica.questions.extents import Extents
    from cica.questions.rosters import Rosters

    E = TypeVar("E", bound=Entity)
    S = TypeVar("S", bound=Spell)
else:
    E = TypeVar("E")
    S = TypeVar("S")
F = TypeVar("F")
G = TypeVar("G")

__all__ = ["ENTRIES", "Base", "sift"]

ENTRIES = "entries of the catalogue"  # what measures are called in a message


class Base:
    """The objects of a data package, read when they are first needed.

    Parameters
    ----------
    files : Files
        Where the files of the data package come from.
    """

    _origin: Self | None = None
    # Of a record that is made from another: that one, and the question that made it, with what it was asked.
    _made: tuple[Self, str, tuple[object, ...]] | None = None

    def __init__(self, files: Files) -> None:
        self._files = files
        self._lock = threading.Lock()
        self._loaded: Package | None = None
        self._tables: dict[type[Entity], tuple[Entity, ...]] = {}
        self._kept: dict[object, dict[str, list[Any]]] = {}  # what was found for the last data frames

    @property
    def _whole(self) -> Self:
        """Of a record as known on a day, the one that knows all; otherwise itself."""
        return self._origin or self

    @property
    def _package(self) -> Package:
        if self._loaded is None:
            with self._lock:
                from cica.package.objects import Package
                from cica.package.rows import Rows

                self._loaded = self._loaded or Package(Rows(self._files))
        return self._loaded

    @cached_property
    def _names(self) -> Names:
        from cica.names.finding import Names

        return Names(self._package)

    @cached_property
    def _rosters(self) -> Rosters:
        from cica.questions.rosters import Rosters

        return Rosters(self._package, self._whole._package)

    @cached_property
    def _existence(self) -> Existence:
        from cica.questions.existence import Existence

        return Existence(self._package, self._rosters, self._names)

    @cached_property
    def _extents(self) -> Extents:
        from cica.questions.extents import Extents

        return Extents(self._package, self._whole is not self)

    @property
    def as_of(self) -> datetime.date:
        """The day to which the record is updated: "now" in every question.

        Examples
        --------
        >>> import cica
        >>> cica.load().as_of
        datetime.date(2026, 4, 14)
        """
        return self._package.as_of

    def _all(self, cls: type[E]) -> Sequence[E]:
        """Every object of a class, in the order of its table."""
        if cls not in self._tables:
            self._tables[cls] = tuple(self._package.all(cls))
        return self._tables[cls]  # type: ignore[return-value]  # the key says of what class they are

    def _own(self, cls: type[E], given: E | str, title: str) -> E:
        """The object of a class with an identifier or a name, or the one here for one that may come from another record.

        A name is known by its beginning too, if that is two words or more.
        """
        from cica.model.entity import Entity
        from cica.questions.titles import called

        if isinstance(given, str) and given in self._package.rows(cls.table_name):
            return self._package.get(cls, given)
        if isinstance(given, Entity):
            return self._package.own(given, cls.table_name)
        return called(given, self._all(cls), title)

    def _found(self, find: Callable[[G], F], given: G, *, date: str = "", state: str = "") -> F:
        """What something stands for; where it stands for nothing, the message has the argument for which it was meant.

        Parameters
        ----------
        find : callable
            What finds it.
        given : object
            What was given.
        date, state : str
            What a date or a state is to be written as, such as ``"on={}"``; empty where the question takes none.
        """
        try:
            return find(given)
        except NotFoundError as error:
            meant = self._instead(given, date=date, state=state)
            if not meant or type(error) is not NotFoundError:
                raise
            raise NotFoundError(f"{error}; {meant}") from None

    def _instead(self, given: object, *, date: str = "", state: str = "") -> str:
        """The argument for which a date or a state was meant that stands in the place of another; nothing of what is neither."""
        from cica.names.arguments import dated

        if date and (day := dated(given)):
            return f"did you mean {date.format(day)}?"
        try:
            return f"did you mean {state.format(repr(self._names.member(given).id))}?" if state else ""  # type: ignore[arg-type]
        except NotFoundError:
            return ""

    def _called(self, cls: type[Entity], title: str) -> Callable[[Any], Entity]:
        """What finds the objects of a class by their names, for a table of them."""
        return partial(self._own, cls, title=title)

    def _party(self, name: str | int, days: tuple[datetime.date, datetime.date] | None = None) -> Entity:
        """The state, the organisation or what is neither by any of its names, for a table of them, which may not have it yet.

        Of a table of some days it is the one that bore the name then, where one did.
        """
        names = self._whole._names
        if days is not None:
            try:
                return names.state(name, None, days)
            except NotFoundError:  # an organisation, or a name of another time
                pass
        return names.party(name)

    def _organisation(self, name: str) -> Entity:
        """The organisation by any of its names, for a table of them."""
        return self._names.organisation(name)

    def _count(self, table: str) -> int:
        """How many rows a table has."""
        return len(self._package.rows(table))

    def _statements(self, table: str, key: str, field: str | None = None) -> list[Statement]:
        """What sources say of a fact, or of one of its fields."""
        from cica.model.sources import Statement

        source, found = self._package.source, list[Statement]()
        for name in source.having("statements", "row", key):
            _, row = source.row("statements", name)
            if row["table"] == table and field in (None, row["field"]):
                found.append(self._package.get(Statement, name))
        return found

    def _days(self, on: When | None) -> tuple[datetime.date, datetime.date]:
        """First and last day of the stretch a question is about, as far as the record goes; to be asked for once a question.

        Of what lies after the end of the record it warns.
        """
        as_of = self.as_of
        if on is None:
            return as_of, as_of
        if type(on) is datetime.date and on <= as_of:
            return on, on
        from cica.dates.date import Date, days

        first, last = days(on)
        if first > as_of:
            warn(f"the record is updated to {as_of}; of {Date(on)} it knows no more than the last state of affairs")
            return first, last
        return first, min(last, as_of)

    def _in_force(self, spells: Iterable[S], on: When | None) -> tuple[list[S], list[S]]:
        """The spells that held on any of the days, and those of which it is undetermined."""
        return self._in_force_from(spells, *self._days(on))

    def _in_force_from(self, spells: Iterable[S], first: datetime.date, last: datetime.date) -> tuple[list[S], list[S]]:
        """The same, of a stretch of days.

        Of days after the end of the record, those that are to hold by what is scheduled; where none is, those in force at the end
        may go on.
        """
        every = list(spells)
        found = sift(every, lambda spell: spell.period.meets(first, last))
        if first > self.as_of and not found[0]:
            last_known, perhaps = sift(every, lambda spell: spell.period.meets(self.as_of, self.as_of))
            return [], [spell for spell in every if spell in (*found[1], *last_known, *perhaps)]
        return found

    def _asked(self, on: When | None) -> str:
        """The day or days a question is about, with a preposition, for a title or a message."""
        from cica.dates.date import Date

        date = Date(self.as_of if on is None else on)
        return f"{'on' if date.precision == 'day' else 'in'} {date}"

    def _warn_of_no_state(self, party: Entity, first: datetime.date, last: datetime.date) -> None:
        """Warn of a state on days on which it did not exist, and name the one to ask about."""
        if party.table_name not in ("states", "former_states") or self._existence.on(party.id, first, last):
            return
        before = self._existence.predecessors(party.id)
        named = [name for begun, over, name in before if begun <= last.toordinal() and over > first.toordinal()]
        hint = f": ask about {' and '.join(self._names.described(named))}, which held its place" if named else ""
        when = f"on {first}" if first == last else f"from {first} to {last}"
        warn(f"there was no {party} {when}{hint}", NoStateWarning)

    def _label(self, organisation: Organisation) -> str:
        return organisation.abbreviation or organisation.name

    def _covered(self, table: str, value: str | None = None, narrowed: bool = False) -> Callable[[], str]:
        """What says how complete a table is, or the rows of it with a value such as a kind, when it is shown."""
        return lambda: self._extents.line(table, value or "", narrowed)

    def _table(
        self,
        items: tuple[list[E], list[E]],
        title: str,
        columns: Mapping[str, Callable[[E], object]] | None = None,
        coverage: Callable[[], str] | str = "",
        find: Callable[[Any], Entity] | None = None,
        strict: bool = False,
    ) -> Table[E]:
        """A table of what is certain, with what is undetermined held apart."""
        return Table(items[0], undetermined=items[1], title=title, columns=columns, coverage=coverage, find=find, strict=strict)


def sift(items: Iterable[E], ask: Callable[[E], Answer]) -> tuple[list[E], list[E]]:
    """The items of which the answer is yes, and those of which it is undetermined."""
    certain: list[E] = []
    undetermined: list[E] = []
    for item in items:
        answer = ask(item)
        if answer is answer.YES:
            certain.append(item)
        elif answer is answer.UNDETERMINED:
            undetermined.append(item)
    return certain, undetermined
