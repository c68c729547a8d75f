"""What every object of the record has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias, cast

from cica.dates.date import Date
from cica.dates.periods import Period

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import attrs

__all__ = ["Cell", "Entity", "Spell"]

Cell: TypeAlias = "str | int | list[str] | list[dict[str, Cell]] | None"

# What belongs to the class and not to a fact, which completion leaves out.
_INNER = {"about", "brief", "columns", "found_by", "owner", "table_name"}
# What to write for what people look for on an object: what they look for, on objects of which tables, and the words.
_PARTIES = ("states", "former_states", "other_entities")
_SPELLS = ("memberships", "chairmanships", "officers", "seats", "joint_memberships", "validities")
_ASK = (
    (("memberships",), _PARTIES, "ask cica.memberships({id!r})"),
    (("since", "start"), _PARTIES, "ask cica.memberships({id!r}), each of which has a start"),
    (("memberships", "since", "start"), ("organisations",), "ask cica.memberships(organisation={id!r})"),
    (("members",), ("organisations",), "ask cica.members({id!r})"),
    (("attendances",), (*_PARTIES, "organisations"), "ask cica.attendances(party={id!r})"),
    (("attendances",), ("meetings",), "ask cica.attendances({id!r})"),
    (("documents",), ("meetings",), "ask cica.documents(meeting={id!r})"),
    (("chairmanships",), ("states",), "ask [chair for chair in cica.chairmanships() if chair.state.id == {id!r}]"),
    (("since", "until", "duration", "length"), _SPELLS, "it has start, end, period and lasted"),
    (("evidence", "sources", "statements"), (), "ask cica.evidence({id!r})"),
)


class Entity:
    """An object of the record: frozen, with an identifier that never changes.

    Attributes
    ----------
    id : str
        Identifier, unique in its table: an ISO 3166-1 alpha-3 code for a state, a lower-case word for anything else.

    Notes
    -----
    Objects are equal when they are of one class and all their fields are; they hash by their identifier. ``str()`` gives its name,
    ``repr()`` one line, a notebook a card with its fields. `Entity.table_name` names the table of the data package it comes from,
    `Entity.columns` the fields that a `Table` of such objects shows, `Entity.owner` the column that names the object it is a part
    of, where it is one, and `Entity.found_by` the question that finds one by its name, where there is such a question: a field of a
    pydantic model that is of such a class takes names, and is written as the identifier. `Entity.about` names the field with the
    state or organisation that it is about, by the name of which a table of such objects gives it, where there is one.

    Examples
    --------
    >>> import cica
    >>> korea = cica.state("KOR")
    >>> korea.id, str(korea), isinstance(korea, cica.Entity)
    ('KOR', 'South Korea', True)
    """

    __slots__ = ()

    table_name: ClassVar[str]
    columns: ClassVar[tuple[str, ...]]
    owner: ClassVar[str] = ""
    found_by: ClassVar[str] = ""
    about: ClassVar[str] = ""

    if TYPE_CHECKING:
        __attrs_attrs__: ClassVar[tuple[attrs.Attribute[Any], ...]]
        id: str

    else:  # type checkers know which attributes there are

        def __getattr__(self, name: str) -> object:
            kind = type(self).__name__
            if name.startswith("_"):
                raise AttributeError(f"{kind!r} object has no attribute {name!r}")
            article = "an" if kind[0] in "AEIOU" else "a"
            raise AttributeError(f"{article} {kind} has no {name!r}{_instead(self, name)}")

    def to_dict(self) -> dict[str, Cell]:
        """The object as a plain dictionary, which JSON takes.

        Returns
        -------
        dict
            A key for every field: dates as EDTF text, other objects as their identifiers, several values as lists, and parts of
            the object, such as the plans of a meeting, as dictionaries of their own.

        Examples
        --------
        >>> import cica
        >>> cica.memberships("KOR", "cica")[1].to_dict()["start"], cica.chair_in(2015).to_dict()["state"]
        ('2006-06-17', 'CHN')
        """
        return {field.name: _plain(getattr(self, field.name)) for field in self.__attrs_attrs__}

    def __eq__(self, other: object) -> bool:
        if self is other or other.__class__ is not self.__class__:
            return self is other
        return all(getattr(self, field.name) == getattr(other, field.name) for field in self.__attrs_attrs__)

    def __hash__(self) -> int:
        return hash((self.__class__, self.id))

    def __dir__(self) -> list[str]:
        return [name for name in super().__dir__() if name not in _INNER]

    def __str__(self) -> str:
        return self.id

    def brief(self) -> str:
        """What it is, in a few words.

        Examples
        --------
        >>> import cica
        >>> cica.memberships("KOR", "cica")[1].brief()
        'South Korea, member of CICA since 2006-06-17'
        """
        return str(self)

    def __repr__(self) -> str:
        from cica.display.layout import one_line

        return one_line(type(self).__name__, self.id, self.brief())

    def _repr_html_(self) -> str:
        from cica.display.layout import card_html

        return card_html(type(self).__name__, self.id, self._card())

    def _repr_mimebundle_(self, **_: object) -> Mapping[str, str]:
        return {"text/plain": self._repr_text(), "text/html": self._repr_html_()}

    def _repr_text(self, room: int | None = 80) -> str:
        """The object with its fields, for a terminal."""
        from cica.display.layout import card_text

        return card_text(type(self).__name__, self.id, self._card(), room)

    def _card(self) -> list[tuple[str, str]]:
        """The fields that say something, with their text, dates in words."""
        from cica.display.cells import in_words

        fields: list[tuple[str, str]] = []
        for field in self.__attrs_attrs__:
            value: object = getattr(self, field.name)
            parts = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
            text = in_words(*parts) if len(parts) == 1 else "\n".join(map(in_words, parts))
            if text and field.name != "id":  # which stands in the heading
                fields.append((field.name.replace("_", " "), text))
        return fields

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> Any:
        """What pydantic asks for: a name or an identifier goes in where there is a question that finds by it, else an object."""
        from pydantic_core import core_schema as to

        if not cls.found_by:
            whole = to.plain_serializer_function_ser_schema(cls.to_dict, return_schema=to.dict_schema())
            return to.is_instance_schema(cls, serialization=whole)
        return to.json_or_python_schema(
            json_schema=to.no_info_after_validator_function(cls._named, to.union_schema([to.str_schema(), to.int_schema()])),
            python_schema=to.no_info_plain_validator_function(cls._named),
            serialization=to.plain_serializer_function_ser_schema(lambda item: item.id, return_schema=to.str_schema()),
        )

    @classmethod
    def _named(cls, name: object) -> object:
        """The object of the bundled record that goes by a name; what is one already is given back."""
        from importlib import import_module  # of the public face, which stands above

        found: object = name if isinstance(name, cls) else getattr(import_module("cica"), cls.found_by)(name)
        if not isinstance(found, cls):
            raise ValueError(f"{found!r} is no {cls.__name__}")
        return found


def _plain(value: object) -> Cell:
    """A value as JSON has it."""
    if value is None or type(value) in (str, int):
        return cast("Cell", value)
    if isinstance(value, Date):
        return str(value)
    if isinstance(value, Entity):
        return cast("Cell", value.to_dict()) if value.owner else value.id
    if isinstance(value, tuple):
        return cast("Cell", [_plain(part) for part in cast("tuple[object, ...]", value)])
    return cast("Cell", value)


def _instead(item: Entity, name: str) -> str:
    """What to write for an attribute that is not there."""
    from cica.errors import nearest

    for names, tables, words in _ASK:
        if name in names and (item.table_name in tables or not (tables or item.table_name in _PARTIES)):
            return ": " + words.format(id=item.id)
    known = [attribute for attribute in dir(item) if not attribute.startswith("_")]
    likely = nearest(name, known, 1)
    return f"; did you mean {likely[0]!r}?" if likely else f"; it has {', '.join(known)}"


class Spell(Entity):
    """An entity that held for a time, from ``start`` up to, not including, ``end``.

    Attributes
    ----------
    start : Date or None
        First day; None where nothing is known of it.
    end : Date or None
        First day on which it no longer held; None while it is in force as far as the record goes.

    Examples
    --------
    >>> import cica
    >>> isinstance(cica.chair_in(2015), cica.Spell)
    True
    """

    __slots__ = ()

    if TYPE_CHECKING:
        start: Date | None
        end: Date | None

    @property
    def period(self) -> Period:
        """The time for which it held.

        Examples
        --------
        >>> import cica
        >>> cica.chair_in(2022).period
        <Period 2020-09-24 to 2024-12-17>
        """
        return Period(self.start, self.end)

    @property
    def lasted(self) -> tuple[int, int] | None:
        """How many days it lasted, by the start and the end that it has, which may be one that is scheduled: see `Period.lasted`.

        Examples
        --------
        >>> import cica
        >>> {str(chair.state): chair.lasted for chair in cica.chairmanships()[1:3]}
        {'Türkiye': (1442, 1443), 'China': (1587, 1588)}
        """
        return self.period.lasted

    def _card(self) -> list[tuple[str, str]]:
        """The fields; start and end stay apart, and one that is in force says so."""
        from cica.display.cells import in_words

        return super()._card() + ([("in force", in_words(self.period))] if self.end is None else [])
