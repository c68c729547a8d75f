"""Words and labels that several pages use."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import cica
from cica.briefings.phrases import called
from cica.display.words import the
from cica_book.text import date_words, escape, myst, slug

if TYPE_CHECKING:
    from markupsafe import Markup

NONE = myst("–")
HOW_FOUND = "{doc}`/guide/two-times` says how this is found."
# The tables whose objects have a page each, and the folder with these.
FOLDERS = {
    "states": "states",
    "former_states": "states",
    "organisations": "organisations",
    "meetings": "meetings",
    "chairmanships": "chairs",
    "documents": "documents",
    "principles": "principles",
    "measures": "measures",
    "disputes": "disputes",
}
KINDS = {
    "intergovernmental": "An intergovernmental organisation",
    "forum": "A forum without a founding treaty",
    "treaty": "A treaty, with its parties",
    "parliamentary": "A parliamentary organisation",
    "bank": "A bank of states",
    "subsidiary": "A part of another organisation",
    "national": "A body of one state",
}
LABELS = {
    "official_name": "Official name",
    "alpha2": "ISO 3166-1 alpha-2",
    "alpha3": "ISO 3166-1 alpha-3",
    "numeric": "ISO 3166-1 numeric, UN M49",
    "cow": "Correlates of War",
    "gw": "Gleditsch and Ward",
    "wikidata": "Wikidata",
    "url": "Text",
    "coverage": "Memberships recorded",
    "helsinki": "Helsinki Final Act, principle",
    "un_charter": "Charter of the United Nations, article",
    "note": "Remark",
    "reason": "Why",
    "members": "Members at its close",
    "ended": "Ended",
}
SPELL_LABELS = {"start": "First day", "end": "End, the first day no longer"}
FIELDS = {
    "start": "first day",
    "end": "end",
    "adopted": "day of adoption",
    "members": "number of members",
    "how": "how it began",
    "founded": "founding",
    "renamed": "change of name",
    "ended": "end",
    "chaired_by": "persons in the chair",
    "scope": "whether it is regional",
    "order": "place in the text",
    "launched": "launch",
    "note": "a remark",
}
SYSTEMS = {"cow": "Correlates of War", "gw": "Gleditsch and Ward", "polity": "Polity 5", "vdem": "V-Dem"}


def label_of(item: Any) -> Markup:
    """The label of the statements about a fact."""
    return myst(slug(f"record-{item.table_name}-{item.id}").lower())


def quoted(text: str) -> str:
    """A text as Python writes it, in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def unlinked(text: str) -> str:
    """Text without the signs of code."""
    return text.replace("`", "")


def fact_words(fact: Any) -> str:
    """A fact inside a title."""
    if isinstance(fact, cica.Membership):
        return f"{the(str(fact.member))} as {fact.role.replace('-', ' ')} of {abbreviated(fact.organisation)}"
    if isinstance(fact, cica.Chairmanship):
        return f"the chairmanship of {the(fact.state.name)}"
    if isinstance(fact, cica.Seat):
        return f"the Secretariat in {fact.city}"
    if isinstance(fact, cica.Meeting):
        return called(fact)
    if isinstance(fact, cica.Coordinator):
        return f"{fact.state} as {fact.role} of {fact.measure}"
    if isinstance(fact, cica.Attendance):
        return f"{fact.party} at {called(fact.meeting)}"
    if isinstance(fact, cica.Term):
        return f"the term of {fact.id.partition('-term')[0]}, until {fact.until}"
    return str(fact)


def abbreviated(organisation: Any) -> str:
    """An organisation by its abbreviation, where it has one."""
    return organisation.abbreviation or f"the {organisation.name}"


def place(item: Any) -> Markup:
    """The city in which something was, after a comma."""
    return myst(f", {escape(item.city)}") if item.city else myst("")


def attested(item: Any) -> Markup:
    """The days on which sources name a coordinator."""
    if item.first_attested == item.last_attested:
        return myst(f"attested {date_words(item.first_attested)}")
    return myst(f"attested {date_words(item.first_attested)} to {date_words(item.last_attested)}")


def who(attendance: Any) -> str:
    """Who represented a party at a meeting."""
    if attendance.level is None:
        return "not known"
    if attendance.level == "absent":
        return "nobody"
    return ", ".join(part for part in (attendance.person or "not named", attendance.title) if part)


def how(spell: Any) -> Markup:
    """How a membership began, as a sentence of its own."""
    return myst(f". {escape(spell.note or spell.how)}") if spell.note or spell.how else myst("")
