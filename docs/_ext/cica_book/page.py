"""What a page is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from markupsafe import Markup

Row: TypeAlias = tuple[object, ...]


@dataclass
class Grid:
    """A table: the heads of its columns, and its cells."""

    heads: Sequence[str]
    rows: Sequence[Row]


@dataclass
class Part:
    """A section of a page: a table, or a list."""

    title: str
    items: Sequence[object] = ()
    grid: Grid | None = None
    before: object = ""


@dataclass
class Group:
    """The statements about one fact, field by field."""

    label: Markup
    title: object
    known: object
    fields: list[tuple[object, list[Markup]]]


@dataclass
class Page:
    """A page: where it stands, and what stands on it."""

    name: str
    title: str
    template: str
    lead: object
    python: str
    cite: object
    crumbs: list[tuple[str, str]]
    description: str
    data: dict[str, Any]
    facts: list[tuple[str, object]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    disputes: list[object] = field(default_factory=list)
    evidence: list[Group] = field(default_factory=list)
    known: object = ""
    related: list[object] = field(default_factory=list)
    grid: Grid | None = None
    quiet: bool = False
    csv: str = ""
    explained: object = ""
    download: object = ""
    found_by: list[Markup] = field(default_factory=list)
