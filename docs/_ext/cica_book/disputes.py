"""The page of a dispute."""

from __future__ import annotations

from typing import Any

from cica.display.words import capital, day, listed
from cica_book.entries import Entries
from cica_book.evidence import published
from cica_book.page import Page, Part
from cica_book.text import code, escape, myst, value_words
from cica_book.words import FOLDERS, HOW_FOUND, fact_words


class Disputes(Entries):
    """The pages of disputes."""

    def _dispute(self, dispute: Any) -> Page:
        fact = self.fact(dispute)
        adopted = f"The record has {value_words(dispute.adopted)}" if dispute.adopted else "The record leaves it open"
        others = list(dict.fromkeys(s.value for s in dispute.opposing))
        said = f"; other sources say {listed([str(value_words(value)) for value in others], 'or')}" if others else ""
        owner = (
            getattr(fact, "member", getattr(fact, "meeting", None)) if fact.table_name in ("memberships", "attendances") else None
        )
        about = self.to(owner) if owner is not None and owner.table_name in FOLDERS else None
        facts: list[tuple[str, object]] = [
            ("Identifier", code(dispute.id)),
            ("About", self.to(fact, capital(fact_words(fact)))),
            ("Field", code(dispute.field)),
        ]
        parts = [
            Part("Why the record holds this", before=escape(dispute.reason)),
            Part("For it", [self.said(s) for s in sorted(dispute.supporting, key=published)]),
            Part("Against it, or not clearly for it", [self.said(s) for s in sorted(dispute.opposing, key=published)]),
        ]
        known = self.known(dispute)
        words = (
            f"Sources can be shown to have disagreed since {day(known)}."
            if known
            else "Nothing shows the disagreement before the last day of the record."
        )
        return self.entry(
            dispute,
            myst(f"{adopted}{said}."),
            {"@type": "Claim", "text": f"{self.about(dispute)}: {dispute.adopted or 'left open'}", "description": dispute.reason},
            ("Disputes", "record/disputes"),
            title=self.about(dispute),
            facts=facts,
            parts=parts,
            known=myst(f"{escape(words)} {HOW_FOUND}"),
            related=[*([about] if about else []), self._back("All disputes", "disputes"), myst("{doc}`/guide/evidence`")],
        )
