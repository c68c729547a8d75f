"""Who says so: the statements about a fact, what disagrees, and since when it was known."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cica.display.words import capital, dated, day, when
from cica.package.known import SINCE
from cica.package.objects import class_of
from cica_book.page import Group
from cica_book.shelf import Shelf
from cica_book.text import code, escape, myst, out, value_words
from cica_book.words import HOW_FOUND, fact_words, label_of

if TYPE_CHECKING:
    from markupsafe import Markup

    import cica

FIRST = datetime.date(1900, 1, 1)  # nothing is searched for before


class Evidence(Shelf):
    """Who says so."""

    @cached_property
    def _disputed(self) -> dict[tuple[str, str], list[cica.Dispute]]:
        found: dict[tuple[str, str], list[cica.Dispute]] = {}
        for dispute in self.record.disputes():
            found.setdefault((dispute.table, dispute.row), []).append(dispute)
        return found

    def group(self, item: Any, title: object) -> Group | None:
        """The statements about a fact, in order of publication."""
        if (item.table_name, item.id) not in self._stated_facts:
            return None
        fields: dict[str, list[cica.Statement]] = {}
        for statement in self.record.evidence(item):
            fields.setdefault(statement.field, []).append(statement)
        found: list[tuple[object, list[Markup]]] = []
        for name, statements in fields.items():
            held = getattr(item, name, None)
            words = f": {self.value(held)}" if held not in (None, "", ()) else ""
            label = capital(self._field(item, name))
            found.append((myst(f"*{escape(label)}*{words}"), [self.said(s) for s in sorted(statements, key=published)]))
        known = self.known(item)
        return Group(label_of(item), title, myst(f" · known since {escape(day(known))}") if known else "", found)

    def said(self, statement: cica.Statement) -> Markup:
        """What a source says, in a line."""
        source = statement.source
        when_ = dated(source.published) if source.published else "undated"
        agrees = {"no": " · **disagrees**", "undetermined": " · *agrees in part*"}.get(self.record.agrees(statement).value, "")
        via = f" ({escape(f'read at {source.via}')})" if source.via else ""
        note = f" · {escape(statement.note)}" if statement.note else ""
        by = f"{escape(source.publisher)}, {out(source.title or source.publisher, source.url)}{via}, {escape(when_)}"
        return myst(f"{value_words(statement.value)}{agrees} — {by}{note}")

    def groups(self, items: Iterable[tuple[Any, object]]) -> list[Group]:
        """The statements about several facts, each with its title."""
        return [group for item, title in items if (group := self.group(item, title))]

    def contested(self, items: Iterable[Any]) -> list[object]:
        """The disputes about some facts, each with why the record holds what it holds."""
        return [
            myst(f"{self.to(dispute, self.about(dispute))}: {escape(dispute.reason)}")
            for item in items
            for dispute in self._disputed.get((item.table_name, item.id), ())
        ]

    def fact(self, dispute: cica.Dispute) -> Any:
        """The object that a dispute is about."""
        return self.record._package.get(class_of(dispute.table), dispute.row)

    def about(self, dispute: cica.Dispute) -> str:
        """What a dispute is about, as a title."""
        fact = self.fact(dispute)
        return f"{capital(fact_words(fact))}: {self._field(fact, dispute.field)}"

    def known(self, item: Any) -> datetime.date | None:
        """Since when the record as known on a day has a fact; None where only the record of the last day has it."""
        key = item.table_name, item.id
        if key not in self._known:
            guess = self._likely(item)
            sure = guess is not None and self._held(key, guess) and not self._held(key, guess - datetime.timedelta(1))
            self._known[key] = guess if sure else self._searched(key)
        return self._known[key]

    def _likely(self, item: Any) -> datetime.date | None:
        """The day that the rules of known time lead to, if nothing else of the fact stands in the way."""
        table = item.table_name
        if table == "attendances":
            return self.known(item.meeting)
        if table == "principles":
            return self.known(item.document)
        if table == "meetings":
            dates = [plan.announced for plan in item.plans] + ([item.end or item.start] if item.status == "held" else [])
        elif table == "chairmanships":
            dates = [*(term.decided for term in item.terms), item.start]
        else:
            dates = [getattr(item, SINCE.get(table, ""), None)]
        return min((date.latest for date in dates if date and date.latest), default=None)

    def _searched(self, key: tuple[str, str]) -> datetime.date | None:
        """The first day on which a fact was known, found by halving."""
        first, last = FIRST.toordinal(), self.record.as_of.toordinal()
        days = range(first, last)
        place = bisect.bisect_left(days, True, key=lambda n: self._held(key, datetime.date.fromordinal(n)))
        return datetime.date.fromordinal(days[place]) if 0 < place < len(days) else None

    def _held(self, key: tuple[str, str], on: datetime.date) -> bool:
        """Whether the record as known on a day has a fact."""
        return bool(self._as_known(on).holds(*key))

    def _as_known(self, on: datetime.date) -> Any:
        if on not in self._known_records:
            self._known_records[on] = self.record.as_known(on)._package.source
        return self._known_records[on]

    def known_words(self, item: Any) -> object:
        """Since when a fact can be shown to have been known, in a sentence."""
        known = self.known(item)
        if known is None:
            return myst(f"Nothing shows it to have been known before the last day of the record. {HOW_FOUND}")
        sources = [s.source for s in sorted(self.record._statements(item.table_name, item.id), key=published) if s.source.published]
        first = ""
        if sources:
            source = sources[0]
            first = f" Of its sources the first was published {escape(when(source.published))}, by {escape(source.publisher)}."
        expression = code(f'cica.as_known("{known}")')
        return myst(f"It can be shown to have been known since {escape(day(known))}, as {expression} has it.{first} {HOW_FOUND}")


def published(statement: cica.Statement) -> tuple[bool, Any, str]:
    """Statements by publication, those without a date last."""
    date = statement.source.published
    return (date is None, date.sort_key if date else (), statement.id)
