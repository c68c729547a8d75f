"""Who writes a briefing: the record it is about, and what stands behind a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, get_args

from cica.briefings.briefing import Sentence
from cica.dates.answers import Answer
from cica.model.sources import SourceKind

if TYPE_CHECKING:
    from cica.model.entity import Entity
    from cica.model.memberships import Membership
    from cica.model.sources import Source, Statement
    from cica.questions import Questions

__all__ = ["SUBJECT", "Fact", "Writer"]

SUBJECT = "cica"
# An object of the record and the field of it that a sentence states.
Fact: TypeAlias = "tuple[Entity, str]"

_TRUST = get_args(SourceKind)


class Writer:
    """Puts a record into sentences.

    Parameters
    ----------
    record : Questions
        The record, as it stands or as known on a day.
    whole : Questions
        The record that knows all, for the sources of facts that none of the time was found to state.
    """

    def __init__(self, record: Questions, whole: Questions) -> None:
        self.record = record
        self.whole = whole
        self.today = record.as_of
        subject = record.organisation(SUBJECT)
        self.label = subject.abbreviation or subject.name

    def spells(self, role: str) -> list[Membership]:
        """The memberships in force, by first day."""
        return list(self.record.memberships(organisation=SUBJECT, role=role, on=self.today))

    def say(self, text: str, *facts: Fact) -> Sentence:
        """A sentence with the fewest sources that stand behind all its facts; two where it has one fact only."""
        named = tuple(dict.fromkeys(fact for fact, _ in facts))
        behind = [sources for sources in (self._behind(*fact) for fact in facts) if sources]
        if len(behind) == 1:
            first = behind[0][0]
            return Sentence(text, (first, *[source for source in behind[0] if source.publisher != first.publisher][:1]), named)
        chosen: list[Source] = []
        while behind:
            offers: dict[Source, int] = {}
            for sources in behind:
                for source in sources:
                    offers[source] = offers.get(source, 0) + 1
            chosen.append(max(offers, key=offers.__getitem__))
            behind = [sources for sources in behind if chosen[-1] not in sources]
        return Sentence(text, tuple(chosen), named)

    def _behind(self, fact: Entity, field: str) -> list[Source]:
        """The sources that state a field of a fact, best first: those of the time, else later ones; else any that speak of it."""
        value = str(getattr(fact, field, ""))
        for record, name in ((self.record, field), (self.whole, field), (self.record, None), (self.whole, None)):
            said: list[Statement] = list(record.evidence(f"{fact.table_name}/{fact.id}", name))
            if name:
                said = [statement for statement in said if self.record.agrees(statement) is Answer.YES]
            said.sort(key=lambda s: (s.value != value, _TRUST.index(s.source.kind), s.source.id))
            if said:
                return list(dict.fromkeys(statement.source for statement in said))
        return []
