"""What several pages need: the objects of the record by what they refer to, and where the page of each stands."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import cica
from cica.display.words import lasted
from cica_book.text import date_words, dating, escape, link, myst, out, slug
from cica_book.words import FIELDS, FOLDERS, NONE, SYSTEMS, label_of

if TYPE_CHECKING:
    from markupsafe import Markup


class Shelf:
    """The objects of a record, each with the page it has.

    Parameters
    ----------
    record : cica.Record
        The record.
    """

    def __init__(self, record: cica.Record) -> None:
        self.record = record
        self._taken: dict[str, tuple[str, str]] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._known: dict[tuple[str, str], datetime.date | None] = {}
        self._known_records: dict[datetime.date, Any] = {}

    def name(self, item: cica.Entity) -> str:
        """Where the page of an object stands, from the root of the documentation, without its ending."""
        key = item.table_name, item.id
        if key not in self._names:
            base = name = f"record/{FOLDERS[item.table_name]}/{slug(item.id)}"
            n = 1
            while self._taken.setdefault(name.lower(), key) != key:
                n += 1
                name = f"{base}-{n}"
            self._names[key] = name
        return self._names[key]

    def to(self, item: Any, label: object = None) -> Markup:
        """An object as a link to its page, or to the place where its statements stand; as text where there is neither."""
        shown = str(item) if label is None else label
        if item is None:
            return NONE
        if item.table_name in FOLDERS:
            return link(shown, f"/{self.name(item)}.md")
        return link(shown, f"#{label_of(item)}") if (item.table_name, item.id) in self._stated_facts else escape(shown)

    def value(self, value: object) -> Markup:
        """The value of a field: dates with how well they are known, objects as links."""
        if isinstance(value, cica.Date):
            return dating(value)
        if isinstance(value, cica.Entity):
            return self.to(value)
        if isinstance(value, tuple):
            return myst("; ".join(map(self.value, value)))
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return out(value, value)
        return escape(value)

    def _field(self, item: Any, name: str) -> str:
        """What a field of an object holds, in words."""
        if name == "end" and not isinstance(item, cica.Spell):
            return "last day"
        return FIELDS.get(name, name.replace("_", " "))

    @cached_property
    def _stated_facts(self) -> set[tuple[str, str]]:
        """The facts that have no page, and on which there are statements or which stand in a list with a label."""
        return {(row["table"], row["row"]) for _, row in self.record._package.rows("statements").values()}

    @cached_property
    def citation(self) -> str:
        """How to cite the record."""
        return self.record.cite()

    @cached_property
    def _spells(self) -> list[Any]:
        return list(self.record.memberships())

    def _all(self, name: str) -> list[Any]:
        if name not in self._lists:
            question = getattr(self.record, name)
            self._lists[name] = list(question(level=None) if name == "measures" else question())
        return self._lists[name]

    def _of(self, name: str, attribute: str, item: Any) -> list[Any]:
        """The objects of a table that refer to another by an attribute."""
        groups = self._groups.setdefault((name, attribute), {})
        if not groups:
            for one in self._all(name):
                held = getattr(one, attribute)
                for value in held if isinstance(held, tuple) else (held,):
                    if value is not None:
                        groups.setdefault((value.table_name, value.id), []).append(one)
        return groups.get((item.table_name, item.id), [])

    @cached_property
    def _groups(self) -> dict[tuple[str, str], dict[tuple[str, str], list[Any]]]:
        return {}

    @cached_property
    def _lists(self) -> dict[str, list[Any]]:
        return {}

    @cached_property
    def _state_names(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for name in self.record.state_names():
            found.setdefault(name.state.id, []).append(name)
        return found

    @cached_property
    def _systems(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for system in SYSTEMS:
            for spell in self.record.state_system(system):
                if spell.state is not None:
                    found.setdefault(spell.state.id, []).append(spell)
        return found

    def _since(self, spell: Any) -> Markup:
        return date_words(spell.start) if spell.start else escape("not recorded")

    def _lasted(self, spell: Any) -> Markup:
        return escape(lasted(cica.Period(spell.start, spell.end)))

    def _days(self, meeting: Any) -> Markup:
        if meeting.days:
            return date_words(meeting.days)
        due = [plan.due for plan in meeting.plans if plan.due]
        return myst(f"announced for {date_words(due[-1])}") if due else escape("not recorded")

    def _role(self, state: Any) -> str:
        roles = [s.role for s in self._of("memberships", "member", state) if s.organisation.id == "cica" and s.end is None]
        return roles[0] if roles else ""

    def _back(self, label: str, name: str) -> Markup:
        return link(label, f"/record/{name}.md")

    def _beside(self, order: Sequence[Any], item: Any) -> list[object]:
        """The one before and the one after, in order."""
        n = order.index(item)
        found: list[object] = []
        if n > 0:
            found.append(myst(f"Before it: {self.to(order[n - 1])}"))
        if n + 1 < len(order):
            found.append(myst(f"After it: {self.to(order[n + 1])}"))
        return found
