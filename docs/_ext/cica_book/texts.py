"""The page of a document, of a principle, and of a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cica.briefings.phrases import called
from cica.display.words import listed, when
from cica_book.entries import Entries
from cica_book.page import Page, Part
from cica_book.text import date_words, escape, myst
from cica_book.words import attested, place

if TYPE_CHECKING:
    from markupsafe import Markup


class Texts(Entries):
    """The pages of documents, principles and measures."""

    def _document(self, document: Any) -> Page:
        principles = self._of("principles", "document", document)
        reaffirmed = self._of("principles", "reaffirmed_in", document)
        measures = self._of("measures", "catalogues", document)
        amended = self._of("documents", "amends", document)
        organs = self._of("bodies", "document", document)
        steps = self._of("milestones", "document", document)
        verb = {"adopted": "adopted", "draft": "a draft", "unknown": "not known to have been adopted"}[document.status]
        where = f" in {document.city}" if document.city and document.status == "adopted" else ""
        date = f" {when(document.adopted)}" if document.adopted else ""
        met = f" by {called(document.meeting)}" if document.meeting and document.status == "adopted" else ""
        article = "An" if document.kind[0] in "aeio" else "A"
        kind = {"rules": "Rules"}.get(document.kind, "A text" if document.kind == "other" else f"{article} {document.kind}")
        parts = [
            Part("Principles that it sets out", [myst(f"{self.to(p)}: {escape(p.summary)}") for p in principles]),
            Part("Principles that it reaffirms", [self.to(p) for p in reaffirmed]),
            Part("Entries of the Catalogue that it has", [self.to(m) for m in measures]),
            Part("Amended or replaced by", [self.to(d) for d in amended]),
            Part("What rests on it", [self.to(one) for one in (*organs, *steps)]),
        ]
        data: dict[str, Any] = {"@type": "CreativeWork", "alternateName": list(document.other_titles), "genre": document.kind}
        if document.adopted and document.adopted.precision in ("day", "month", "year"):
            data["dateCreated"] = str(document.adopted)
        if document.url.startswith(("http://", "https://")):
            data["url"] = document.url
        return self.entry(
            document,
            escape(f"{kind}, {verb}{where}{date}{met}."),
            data,
            ("Documents", "record/documents"),
            parts=parts,
            disputes=self.contested([document]),
            evidence=self.groups([(document, document.title)]),
            known=self.known_words(document),
            found_by=list(document.other_titles),
            related=[*([self.to(document.meeting)] if document.meeting else []), self._back("All documents", "documents")],
        )

    def _principle(self, principle: Any) -> Page:
        order = self._of("principles", "document", principle.document)
        return self.entry(
            principle,
            escape(principle.summary),
            {"@type": "DefinedTerm", "description": principle.summary, "inDefinedTermSet": principle.document.title},
            ("Principles", "record/principles"),
            facts=self.facts(principle, skip=("summary",)),
            disputes=self.contested([principle]),
            evidence=self.groups([(principle, principle.name)]),
            known=self.known_words(principle),
            related=[*self._beside(order, principle), self.to(principle.document), self._back("All principles", "principles")],
        )

    def _measure(self, measure: Any) -> Page:
        below = self._of("measures", "parent", measure)
        named = self._of("coordinators", "measure", measure)
        done = self._of("activities", "measure", measure)
        what = {"dimension": "A dimension", "area": "A priority area", "measure": "A measure"}[measure.level]
        lead = f"{what} of the Catalogue of confidence-building measures"
        lead += f", in the {measure.dimension}." if measure.dimension != measure else "."
        parts = [
            Part("Below it", [myst(f"{self.to(m)} ({escape(m.level)})") for m in below]),
            Part("Coordinators", [myst(f"{self.to(c.state)}, {escape(c.role)}, {attested(c)}") for c in named]),
            Part("What was done", [myst(f"{self.to(a)}, {date_words(a.days)}{place(a)}{_by(a)}") for a in done]),
        ]
        items = [(measure, measure.name), *((c, f"{c.state}, {c.role}") for c in named), *((a, str(a)) for a in done)]
        return self.entry(
            measure,
            escape(lead),
            {"@type": "DefinedTerm", "inDefinedTermSet": "Catalogue of CICA confidence-building measures"},
            ("Measures", "record/measures"),
            parts=parts,
            disputes=self.contested([measure, *named, *done]),
            evidence=self.groups(items),
            known=self.known_words(measure),
            related=[*([self.to(measure.parent)] if measure.parent else []), self._back("All measures", "measures")],
        )


def _by(activity: Any) -> Markup:
    return myst(f", organised by {escape(listed(map(str, activity.organisers)))}") if activity.organisers else myst("")
