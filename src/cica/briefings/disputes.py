"""What the sources do not decide, and on what they disagree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cica.briefings.briefing import Sentence
from cica.briefings.phrases import called, since
from cica.briefings.writing import SUBJECT
from cica.dates.date import Date
from cica.display.words import capital, listed, number, the
from cica.errors import DateError
from cica.model.chairmanships import Chairmanship
from cica.model.documents import Document
from cica.model.institutions import Seat
from cica.model.meetings import Meeting
from cica.model.memberships import Membership

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cica.briefings.writing import Writer
    from cica.model.entity import Entity
    from cica.model.sources import Dispute
    from cica.tables.table import Table

__all__ = ["disputes", "unsettled"]

_NAMED = 6  # how many disputes are spelled out
_DISPUTED = ("memberships", "meetings", "chairmanships", "seats", "officers", "documents")
_FIELDS = {"start": "first day", "end": "end", "adopted": "day of adoption", "members": "number of members"}


def unsettled(writer: Writer) -> Iterator[Sentence]:
    """What the sources do not decide."""
    vague = [s for s in writer.spells("member") if s.start and s.start.precision != "day"]
    if vague:
        names = listed([the(str(spell.member)) for spell in vague])
        yield writer.say(f"The day on which {names} joined is not recorded.", *[(spell, "start") for spell in vague])
    perhaps = writer.record.memberships(organisation=SUBJECT, on=writer.today).undetermined
    if perhaps:
        named = listed([f"{the(str(spell.member))} ({spell.role})" for spell in perhaps])
        yield writer.say(
            f"Of {named} the sources do not say whether they still belong or already did.", *[(s, "start") for s in perhaps]
        )
    disputes = _ours(writer)
    if disputes:
        points = "one point" if len(disputes) == 1 else f"{number(len(disputes))} points"
        text = f"Sources disagree on {points} of the record on {writer.label}{', among them:' if _chosen(disputes) else '.'}"
        yield Sentence(text, facts=tuple(disputes))
    elif not vague and not perhaps:
        yield Sentence("Nothing is recorded as disputed.")


def disputes(writer: Writer) -> Iterator[Sentence]:
    """The disputes that touch what the briefing says."""
    tables: dict[str, Callable[[], Table[Entity]]] = {
        "memberships": writer.record.memberships,
        "meetings": writer.record.meetings,
        "chairmanships": writer.record.chairmanships,
        "seats": writer.record.seats,
        "officers": writer.record.officers,
        "documents": writer.record.documents,
    }
    for dispute in _chosen(_ours(writer)):
        fact = tables[dispute.table]()[dispute.row]
        said = {statement.value: statement.source for statement in reversed(dispute.opposing)}
        values = list(reversed(said))[:3]
        held = f"the record has {_value(dispute.adopted)}" if dispute.adopted else "the record leaves it open"
        text = f"{capital(_about(fact))}, {_FIELDS[dispute.field]}: {held}, other sources say {listed(map(_value, values), 'or')}."
        sources = (*[statement.source for statement in dispute.supporting[:1]], *[said[value] for value in values])
        yield Sentence(text, sources, (dispute, fact))


def _ours(writer: Writer) -> list[Dispute]:
    """The disputes about CICA itself: not those about states, or about the other organisations and who belongs to them."""
    spells = {spell.id for spell in writer.record.memberships(organisation=SUBJECT)}

    def ours(dispute: Dispute) -> bool:
        if dispute.table in ("memberships", "organisations"):
            return dispute.row in spells or dispute.row == SUBJECT
        return dispute.table not in ("states", "former_states", "state_names", "state_systems")

    return [dispute for dispute in writer.record.disputes() if ours(dispute)]


def _chosen(disputes: Iterable[Dispute]) -> list[Dispute]:
    """The disputes about dates that most sources take part in."""
    facts = [d for d in disputes if d.table in _DISPUTED and d.field in _FIELDS and d.opposing]
    facts.sort(key=lambda d: (len({s.publisher for s in d.opposing}), d.id))
    facts = sorted({d.row: d for d in facts}.values(), key=lambda d: (-len({s.publisher for s in d.opposing}), d.id))
    return facts[:_NAMED]


def _about(fact: Entity) -> str:
    """What a dispute is about."""
    if isinstance(fact, Membership):
        return f"{the(str(fact.member))} as {fact.role}"
    if isinstance(fact, Meeting):
        return called(fact)
    if isinstance(fact, Seat):
        return f"the Secretariat in {fact.city}"
    if isinstance(fact, Chairmanship):
        return f"the chairmanship of {the(fact.state.name)}"
    return f"the {fact}" if isinstance(fact, Document) else str(fact)


def _value(text: str) -> str:
    """A value in words, where it is a date."""
    try:
        return since(Date(text))
    except DateError:
        return text
