"""What the pages of all objects have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import attrs
from markupsafe import Markup

import cica
from cica.display.words import capital
from cica_book.evidence import Evidence
from cica_book.page import Page
from cica_book.text import code, escape, myst, out
from cica_book.words import LABELS, SPELL_LABELS, quoted, unlinked

WIKIDATA = "https://www.wikidata.org/wiki/"
FINDABLE = re.compile(r"\w[\w .,'’()/-]*")  # what the index takes as it is
# The line of Python that gives an object.
PYTHON = {
    "states": "cica.state({})",
    "former_states": "cica.former_state({})",
    "organisations": "cica.organisation({})",
    "meetings": "cica.meeting({})",
    "chairmanships": "cica.chairmanships()[{}]",
    "documents": "cica.document({})",
    "principles": "cica.principle({})",
    "measures": "cica.measures(level=None)[{}]",
    "disputes": "cica.disputes()[{}]",
}
# What stands in the tables by themselves, in the lead or under a heading of its own.
SKIPPED = {"id", "name", "title", "note", "plans", "terms", "reason", "supporting", "opposing", "adopted_value"}


class Entries(Evidence):
    """What the pages of all objects have."""

    def facts(self, item: Any, skip: Iterable[str] = ()) -> list[tuple[str, object]]:
        """The fields that say something, with their values."""
        labels = LABELS | (SPELL_LABELS if isinstance(item, cica.Spell) else {"start": "First day", "end": "Last day"})
        found: list[tuple[str, object]] = [("Identifier", code(item.id))]
        for one in attrs.fields(type(item)):
            held = getattr(item, one.name)
            if one.name in SKIPPED or one.name in skip or held in (None, "", ()):
                continue
            if one.name == "coverage":
                held = item.recorded
            told = out(held, WIKIDATA + held) if one.name == "wikidata" else self.value(held)
            found.append((labels.get(one.name, capital(one.name.replace("_", " "))), told))
        if getattr(item, "note", ""):
            found.append(("Remark", escape(item.note)))
        return found

    def cite(self, what: str) -> Markup:
        """How to cite a fact."""
        return myst(f"{escape(self.citation)} {escape(what[:1].upper() + what[1:])}.")

    def entry(self, item: Any, lead: object, data: dict[str, Any], index: tuple[str, str], **more: Any) -> Page:
        """The page of an object."""
        title = more.pop("title", str(item))
        plain = more.pop("description", "") or Markup(lead).replace("\\", "")
        return Page(
            name=self.name(item),
            title=title,
            template="entry",
            lead=lead,
            python=myst(PYTHON[item.table_name].format(quoted(item.id))),
            cite=self.cite(f"{item.table_name}, {item.id}"),
            crumbs=[("The record", "record/index"), index],
            description=f"{title}: {unlinked(plain)}",
            data={"name": title, "identifier": item.id} | _same(item) | data,
            explained=self._explained,
            found_by=self._findable(more.pop("found_by", ()), title),
            **{"facts": self.facts(item), **more},
        )

    @staticmethod
    def _findable(names: Iterable[str], title: str) -> list[Markup]:
        """Names for the index and the search: those that the directive takes as they are."""
        lines = dict.fromkeys(" ".join(name.split()) for name in names)
        return [myst(line) for line in lines if line != title and FINDABLE.fullmatch(line)]

    @cached_property
    def _explained(self) -> Markup:
        return myst(
            "What each source says, in order of publication; of a date, the days that it leaves possible. A source agrees with the "
            "record where nothing else is said."
        )


def _same(item: Any) -> dict[str, str]:
    """Where the same thing is described in Wikidata, in the words of schema.org."""
    held = getattr(item, "wikidata", "")
    return {"sameAs": WIKIDATA + held} if held else {}
