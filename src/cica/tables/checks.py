"""A list held against the membership of an organisation: whether it is right, when it was, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias, cast

import attrs

from cica.dates.answers import Answer
from cica.dates.date import Date
from cica.display.words import counted, dated, held, listed, when
from cica.errors import some, told
from cica.model.entity import Cell, Entity, Spell
from cica.model.memberships import Membership
from cica.model.organisations import Organisation
from cica.model.others import OtherEntity
from cica.model.sources import Statement
from cica.model.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cica.tables.table import Table

__all__ = ["Check", "CheckedName", "Claim", "Reason", "Validity", "Verdict"]

Verdict: TypeAlias = Literal["right", "extra", "missing", "undetermined", "set aside"]
Reason: TypeAlias = Literal[
    "in force",
    "uncertain",
    "other role",
    "left",
    "later",
    "never",
    "no such state",
    "no state",
    "group",
    "organisation",
    "not covered",
    "ambiguous",
    "unknown",
    "no name",
]
Claim: TypeAlias = Literal["agrees", "disagrees", "undetermined", "unreadable", "nothing to compare"]
SHOWN = 12  # how many lines of a kind are shown
PUBLISHERS = 2  # how many publishers of one line are named


@attrs.frozen(eq=False, repr=False)
class Validity(Spell):
    """A time for which a list was exactly the membership of an organisation.

    Attributes
    ----------
    id : str
        Identifier made of the organisation and a number.
    organisation : Organisation
        The organisation.
    start : Date or None
        First day.
    end : Date or None
        First day on which it no longer was; None while it is, as far as the record goes.

    Notes
    -----
    The two dates say how well they are known. Of a time of which it is undetermined whether it ever came, both may be the same
    day: `Validity.lasted` has a least number of 0 days, or is None where the end is open.

    Examples
    --------
    >>> import cica
    >>> check = cica.check(cica.members(on="2015"))
    >>> [str(validity) for validity in check.held]
    ['2014-05-20 to 2018-08-15']
    """

    table_name: ClassVar[str] = "validities"
    columns: ClassVar[tuple[str, ...]] = ("start", "end")

    id: str
    organisation: Organisation
    start: Date | None = None
    end: Date | None = None

    def __str__(self) -> str:
        return str(self.period)


@attrs.frozen(eq=False, repr=False)
class CheckedName(Entity):
    """A name of a list, or one that it lacks, with what the record says of it.

    Attributes
    ----------
    id : str
        The name as the list has it, with its role and its date where the list gives these; of what the list lacks, the
        identifier in the record.
    given : str
        The name as the list has it; empty where the list lacks it.
    count : int
        How often it stands there; 0 of what the list lacks.
    entity : State, OtherEntity, Organisation or None
        What it stands for; None of what is ambiguous, unknown, or no name.
    role : str
        As what it was looked for, such as ``"member"``.
    verdict : str
        ``"right"``; ``"extra"``, of what does not belong into the list; ``"missing"``; ``"undetermined"``, whether it belongs
        there; or ``"set aside"``, of a total or a heading.
    reason : str
        Why, in a word or two: the membership was ``"in force"``, or it is ``"uncertain"``; it had an ``"other role"``; it had
        ``"left"``, came ``"later"`` or ``"never"`` belonged; there was ``"no such state"`` then; it is ``"no state"``, a
        ``"group"`` of states or an ``"organisation"``; the record does ``"not cover"`` it; the name is ``"ambiguous"``,
        ``"unknown"`` or ``"no name"``.
    why : str
        The same in words.
    spell : Membership or None
        The membership that decides it.
    statements : tuple of Statement
        What sources say for the date that decides it: those of `evidence` that agree with the record.
    may_be : tuple of State and OtherEntity
        Of an ambiguous name what it may be, of an unknown one what is like it.
    claimed : str
        The date that the list gives for it; empty where there is none.
    claim : str or None
        Whether that date ``"agrees"`` with the start of the membership, ``"disagrees"``, or whether it is ``"undetermined"``, as
        where the list is less precise than the record, or the other way round; or that it is ``"unreadable"``, or that there is
        ``"nothing to compare"`` it with. None where the list gives none.

    Examples
    --------
    >>> import cica
    >>> check = cica.check(["Kazakhstan", "Kazahkstan", "Japan"], on="2015-03-01")
    >>> [(name.given, name.verdict, name.reason) for name in check.names]
    [('Kazakhstan', 'right', 'in force'), ('Kazahkstan', 'undetermined', 'unknown'), ('Japan', 'extra', 'other role')]
    >>> print(check.names[2])
    Japan: then an observer since a day between 5 Oct 1992 and 14 Sep 1999
    """

    table_name: ClassVar[str] = "checked_names"
    columns: ClassVar[tuple[str, ...]] = ("given", "entity", "verdict", "why")

    id: str
    given: str
    count: int
    entity: State | OtherEntity | Organisation | None
    role: str
    verdict: Verdict
    reason: Reason
    why: str
    spell: Membership | None = None
    statements: tuple[Statement, ...] = ()
    may_be: tuple[State | OtherEntity, ...] = ()
    claimed: str = ""
    claim: Claim | None = None

    @property
    def publishers(self) -> tuple[str, ...]:
        """Who publishes the statements, each once.

        Examples
        --------
        >>> import cica
        >>> cica.check(cica.members(on="2020"), on="2025").missing["KWT"].publishers[:1]
        ('Agenzia Nova',)
        """
        return tuple(dict.fromkeys(statement.publisher for statement in self.statements))

    def __str__(self) -> str:
        return f"{self.label}: {self.why}"

    @property
    def label(self) -> str:
        """What it is called: by the record, with the name in the list where that is another.

        Examples
        --------
        >>> import cica
        >>> [name.label for name in cica.check(["Viet Nam", "China", "Atlantis"]).names]
        ["Vietnam ('Viet Nam')", 'China', "'Atlantis'"]
        """
        if self.entity is None:
            return told(self.given)
        name = str(self.entity)
        return name if self.given in ("", name, self.entity.id) else f"{name} ({told(self.given)})"


@attrs.frozen(repr=False)
class Check:
    """A list held against the membership of an organisation.

    Attributes
    ----------
    organisation : Organisation
        The organisation.
    asked : Date or None
        The day, or the stretch of days, that was asked about; None if the list was held against all days.
    answer : Answer
        Whether the list was exactly the membership on the day; of a stretch of days, or of all, on any of them.
    on : Date
        The days that ``names``, ``missing`` and ``extra`` are about: the day asked about; of several, those within them on which
        the membership comes nearest to the list: those with the fewest differences, of which a name that is extra counts as two
        that are missing, and of these the last. Both ends are included, as in EDTF.
    names : Table of CheckedName
        Every name of the list, once for each spelling, role and date.
    missing : Table of CheckedName
        Who belonged and is not in the list; those who may have belonged, or may be meant by a name that is not understood, are
        apart in ``undetermined``.
    extra : Table of CheckedName
        What is in the list and did not belong; what may have belonged, and what is not understood, is apart in ``undetermined``.
    held : Table of Validity
        The times for which the list was exactly the membership, whenever; those of which it is undetermined whether they ever came,
        apart in ``undetermined``.
    dates : Table of CheckedName
        The names of which the list gives a date that disagrees with the record; those with a date of which it is undetermined, or
        that cannot be compared, apart in ``undetermined``.

    Examples
    --------
    >>> import cica
    >>> check = cica.check(cica.members(on="2015-03-01"), on="2020-03-01")
    >>> check.answer, check.missing.ids, check.held[0].period
    (<Answer.NO: 'no'>, ('LKA',), <Period 2014-05-20 to 2018-08-15>)
    """

    organisation: Organisation
    asked: Date | None
    answer: Answer
    on: Date
    names: Table[CheckedName]
    missing: Table[CheckedName]
    extra: Table[CheckedName]
    held: Table[Validity]
    dates: Table[CheckedName]

    @property
    def ids(self) -> tuple[str | None, ...]:
        """The identifier in the record of what each name stands for, in the order of ``names``.

        Examples
        --------
        >>> import cica
        >>> cica.check(["Viet Nam", "Atlantis"]).ids
        ('VNM', None)
        """
        return tuple(None if name.entity is None else name.entity.id for name in self.names)

    @property
    def twice(self) -> tuple[State | OtherEntity | Organisation, ...]:
        """What the list names more than once, in one spelling or in several.

        Examples
        --------
        >>> import cica
        >>> [str(state) for state in cica.check(["Korea, Rep.", "South Korea", "China"]).twice]
        ['South Korea']
        """
        counts: dict[State | OtherEntity | Organisation, int] = {}
        for name in self.names:
            if name.entity is not None:
                counts[name.entity] = counts.get(name.entity, 0) + name.count
        return tuple(entity for entity, count in counts.items() if count > 1)

    def to_dict(self) -> dict[str, Cell]:
        """The check as a plain dictionary, which JSON takes.

        Returns
        -------
        dict
            The ``organisation``, the days ``asked`` about and those ``on`` which the differences are, as EDTF, the ``answer``, what
            the list names ``twice``, and each of the tables as `Table.to_dict` gives it.

        Examples
        --------
        >>> import cica
        >>> told = cica.check(cica.members(on="2015-03-01"), on="2015-03-01").to_dict()
        >>> told["answer"], told["held"]["items"][0]["end"]
        ('yes', '2018-08-15')
        """
        tables = {name: getattr(self, name) for name in ("names", "missing", "extra", "held", "dates")}
        plain = {name: cast("Cell", table.to_dict()) for name, table in tables.items()}
        return {
            "organisation": self.organisation.id,
            "asked": None if self.asked is None else str(self.asked),
            "answer": self.answer.value,
            "on": str(self.on),
            "twice": [entity.id for entity in self.twice],
            **plain,
        }

    def __repr__(self) -> str:
        return self._repr_text()

    def _repr_text(self, room: int | None = 80) -> str:
        """The answer, and what is wrong, in lines, for a terminal."""
        from cica.display.layout import hung, wrap

        rows = self._rows()
        broad = max((len(name) for name, _ in rows), default=0)
        lines = [line for name, text in rows for line in hung(f"{name:<{broad}}  ", text, room)]
        return "\n".join([*wrap(self._heading(), room), *lines])

    def _repr_html_(self) -> str:
        from cica.display.layout import escape, rows_html

        return rows_html(escape(self._heading()), self._rows())

    def _heading(self) -> str:
        """How many names there are, and what the answer is."""
        kept = [name for name in self.names if name.verdict != "set aside"]
        roles = dict.fromkeys(f"{name.role.replace('-', ' ')}s" for name in kept)
        within = self.organisation.abbreviation or self.organisation.name
        whole = f"{counted(sum(name.count for name in kept), 'names')} against the {listed(roles)} of {within}"
        once = self.asked is not None and self.asked.precision == "day"
        day = "" if self.asked is None else f" {when(self.asked)}"
        said = {
            Answer.YES: "exactly right" if once else "exactly right for some time",
            Answer.NO: "not right" if once else "never exactly right",
            Answer.UNDETERMINED: "undetermined whether right" if once else "undetermined whether ever right",
        }
        return f"{whole}{day}: {said[self.answer]}"

    def _rows(self) -> list[tuple[str, str]]:
        """What there is to say below, each with what it is."""
        rows = [("held", held(validity.period)) for validity in self.held]
        rows += [("may have held", held(validity.period)) for validity in self.held.undetermined]
        if self.answer is not Answer.YES and (self.asked is None or self.asked.precision != "day"):
            rows.append(("nearest", dated(self.on) + ", both included" * self.on.spans))
        parts = (
            ("missing", self.missing),
            ("perhaps missing", [name for name in self.missing.undetermined if name.reason != "not covered"]),
            ("extra", self.extra),
            ("perhaps extra", self.extra.undetermined),
        )
        for label, table in parts:
            rows += [(label, text) for text in _lines(table)]
            rows += [(label, text) for text in self._unless() if table is self.missing]
        beyond = sum(name.reason == "not covered" for name in self.missing.undetermined)
        if beyond:
            rows.append(("not covered", f"{beyond} more of which the record does not say whether they belonged"))
        claims = (name for name in (*self.dates, *self.dates.undetermined))
        rows += [("date", text) for text in _shown([_claimed(name) for name in claims])]
        twice = listed(map(str, self.twice))
        rows += [("twice", twice)] * bool(twice)
        rows += [("set aside", str(name)) for name in self.names if name.verdict == "set aside"]
        above = [""] + [label for label, _ in rows]
        return [("" if label == before else label, text) for before, (label, text) in zip(above, rows, strict=False)]

    def _unless(self) -> Iterator[str]:
        """What is to be said of all that is missing: that names which are not understood may mean any of it."""
        roles = {name.role for name in self.missing}
        unknown = [name.label for name in self.extra.undetermined if name.reason == "unknown" and name.role in roles]
        if unknown:
            yield f"unless meant by {some(unknown, 3)}: not understood"


def _lines(table: Iterable[CheckedName]) -> Iterator[str]:
    """What is wrong with each of some names, and who says so."""
    lines = list[str]()
    for name in table:
        first, more = name.publishers[:PUBLISHERS], len(name.publishers) - PUBLISHERS
        said = "; ".join([*first, *[f"{more} more"] * (more > 0)])
        lines.append(f"{name}{f' [{said}]' if said else ''}")
    return _shown(lines)


def _claimed(name: CheckedName) -> str:
    """What there is to say of the date that a list gives for a name."""
    start = "" if name.spell is None or name.spell.start is None else f"; the record has {dated(name.spell.start)}"
    return f"{name.label}, {name.claimed}: {name.claim}{start}"


def _shown(lines: list[str]) -> Iterator[str]:
    """As many of some lines as are shown, and how many more there are."""
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"and {len(lines) - SHOWN} more"
