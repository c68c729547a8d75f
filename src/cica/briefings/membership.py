"""Who belongs to it: members, observers and partners."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cica.briefings.briefing import Sentence
from cica.briefings.phrases import opening, since
from cica.briefings.writing import SUBJECT
from cica.display.words import capital, count, listed, the, unrecorded, when
from cica.model.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cica.briefings.writing import Fact, Writer
    from cica.model.memberships import Membership
    from cica.model.organisations import Organisation

__all__ = ["belonging", "related", "size"]


def size(writer: Writer) -> Sentence:
    """How many belong to it."""
    members = writer.record.members()
    if not members:
        return _preparation(writer)
    observers = writer.record.observers()
    states, bodies = _parted(observers)
    beside = [count(len(states), "observer state")] * bool(states) + [count(len(bodies), "observer organisation")] * bool(bodies)
    text = f"{writer.label} is a forum of {count(len(members), 'member state')}{', with ' + listed(beside) if beside else ''}."
    met = [m for m in writer.record.meetings(status="held") if m.members == len(members)]
    facts: list[Fact] = [(met[-1], "members")] if met else [(spell, "start") for spell in writer.spells("member")]
    return writer.say(text, *facts, *[(spell, "start") for spell in writer.spells("observer")])


def _preparation(writer: Writer) -> Sentence:
    return Sentence(f"{writer.label} has no members yet.")


def belonging(writer: Writer) -> Iterator[Sentence]:
    """Who belongs to it, and since when."""
    groups: dict[str, list[Membership]] = {}
    for spell in writer.spells("member"):
        groups.setdefault(str(spell.start), []).append(spell)
    if not groups:
        yield _preparation(writer)
    for n, spells in enumerate(groups.values()):
        names, date = listed([the(str(spell.member)) for spell in spells]), spells[0].start
        facts: list[Fact] = [(spell, "start") for spell in spells]
        if n == 0:
            verb = "has been a member" if len(spells) == 1 else "have been members"
            yield writer.say(f"{opening(len(spells), 'state')} {verb} since {since(date)}: {names}.", *facts)
        else:
            yield writer.say(f"{capital(names)} joined {when(date)}{unrecorded(date)}.", *facts)
    taking_part = writer.spells("participant")
    if taking_part:
        names = listed([the(str(spell.member)) for spell in taking_part])
        text = f"{capital(names)} {'is' if len(taking_part) == 1 else 'are'} recorded as taking part in the preparation."
        yield writer.say(text, *[(spell, "start") for spell in taking_part])
    states, bodies = _parted(writer.record.observers())
    if states or bodies:
        named = [the(name) for name in sorted(state.name for state in states)], [f"the {body.name}" for body in bodies]
        parts = [f"{count(len(states), 'state')} ({listed(named[0])})"] * bool(states)
        parts += [f"{count(len(bodies), 'organisation')} ({listed(named[1])})"] * bool(bodies)
        verb = ("observes" if len(states) + len(bodies) == 1 else "observe") + ("" if groups else " the preparation")
        yield writer.say(f"{capital(' and '.join(parts))} {verb}.", *[(spell, "start") for spell in writer.spells("observer")])
    elif groups:
        yield Sentence("No observer is recorded.")
    former = [s for s in writer.record.memberships(organisation=SUBJECT) if s.end and s.role in ("member", "observer")]
    former = [s for s in former if s.role == "member" or not _joined(writer, s)]
    if former:
        text = f"{capital(listed([the(str(s.member)) if isinstance(s.member, State) else f'the {s.member}' for s in former]))}"
        was = "was once an observer and is" if len(former) == 1 else "were once observers and are"
        yield writer.say(f"{text} {was} recorded as such no longer.", *[(spell, "end") for spell in former])


def _joined(writer: Writer, observer: Membership) -> bool:
    return any(spell.member is observer.member for spell in writer.spells("member"))


def related(writer: Writer) -> Iterator[Sentence]:
    """The partners; the organisations that observe are named with the observers."""
    spells = writer.spells("partner")
    if not spells:
        yield Sentence("No partner organisation is recorded.")
        return
    names = listed([f"the {spell.member}{_from(spell)}" for spell in spells])
    verb = "is a partner organisation" if len(spells) == 1 else "are partner organisations"
    yield writer.say(f"{capital(names)} {verb}.", *[(spell, "start") for spell in spells])


def _parted(parties: Iterable[State | Organisation]) -> tuple[list[State], list[Organisation]]:
    """States and organisations apart."""
    states: list[State] = []
    bodies: list[Organisation] = []
    for party in parties:
        if isinstance(party, State):
            states.append(party)
        else:
            bodies.append(party)
    return states, bodies


def _from(spell: Membership) -> str:
    """Since when, as a remark, where that is known well."""
    return f" (since {since(spell.start)})" if spell.start and spell.start.precision != "range" else ""
