"""What every object of the record has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from cica.dates.date import Date
from cica.dates.periods import Period

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import attrs

__all__ = ["Entity", "Spell"]


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
    `Entity.columns` the fields that a `Table` of such objects shows, and `Entity.owner` the column that names the object it is a
    part of, where it is one.

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

    if TYPE_CHECKING:
        __attrs_attrs__: ClassVar[tuple[attrs.Attribute[Any], ...]]
        id: str

    def __eq__(self, other: object) -> bool:
        if self is other or other.__class__ is not self.__class__:
            return self is other
        return all(getattr(self, field.name) == getattr(other, field.name) for field in self.__attrs_attrs__)

    def __hash__(self) -> int:
        return hash((self.__class__, self.id))

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
        from cica.display.cells import phrased, told

        fields: list[tuple[str, str]] = []
        for field in self.__attrs_attrs__:
            value: object = getattr(self, field.name)
            parts = cast("tuple[object, ...]", value) if isinstance(value, tuple) else None
            text = told(value) if parts is None else "\n".join(phrased(str(part)) for part in parts)
            if text and field.name != "id":  # which stands in the heading
                fields.append((field.name.replace("_", " "), text))
        return fields


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

    def _card(self) -> list[tuple[str, str]]:
        """The fields; start and end stay apart, and one that is in force says so."""
        from cica.display.cells import told

        return super()._card() + ([("in force", told(self.period))] if self.end is None else [])
