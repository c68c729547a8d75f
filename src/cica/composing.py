"""What a briefing says: a record put into sentences, each with the sources that stand behind it.

No sentence says what the record does not hold: a name, a number or a day in it is that of an object, and the words around it
depend on what is known of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias, get_args

from cica.answers import Answer
from cica.briefs import Briefing, Section, Sentence
from cica.dates import Date
from cica.errors import DateError, UndeterminedError
from cica.model.chairmanships import Chairmanship
from cica.model.documents import Document
from cica.model.institutions import Seat
from cica.model.meetings import Meeting
from cica.model.memberships import Membership
from cica.model.sources import SourceKind
from cica.model.states import State
from cica.words import capital, count, day, due, listed, number, ordinal, the, unrecorded, when

if TYPE_CHECKING:
    from cica.model.entity import Entity
    from cica.model.meetings import Plan
    from cica.model.organisations import Organisation
    from cica.model.sources import Dispute, Source, Statement
    from cica.record import Record
    from cica.table import Table

__all__ = ["compose"]

# An object of the record and the field of it that a sentence states.
Fact: TypeAlias = "tuple[Entity, str]"

_TRUST = get_args(SourceKind)
_SUBJECT = "cica"
_NAMED = 6  # how many disputes and open points are spelled out
_DISPUTED = ("memberships", "meetings", "chairmanships", "seats", "officers", "documents")
_FIELDS = {"start": "first day", "end": "end", "adopted": "day of adoption", "members": "number of members"}
_FOUNDING = ("declaration", "charter", "catalogue", "statement")  # the kinds of text that are named with a meeting
_NAMES = ("Asia", "Asian", "Declaration", "United")


def compose(record: Record, whole: Record) -> Briefing:
    """The briefing that a record gives.

    Parameters
    ----------
    record : Record
        The record, as it stands or as known on a day.
    whole : Record
        The record that knows all, for the sources of facts that none of the time was found to state.

    Returns
    -------
    Briefing
        The briefing.
    """
    writer = Writer(record, whole)
    subject = record.organisation(_SUBJECT)
    sections = (
        Section("Key points", points=tuple(writer.key_points())),
        Section("Origin and founding", tuple(writer.origin())),
        Section("Members and observers", tuple(writer.belonging())),
        Section("Summits, and what is due next", tuple(writer.coming()), tuple(writer.summits())),
        Section("The Secretariat", tuple(writer.secretariat()), tuple(writer.steps())),
        Section("The chair, now and before", tuple(writer.chair())),
        Section("Aims and dimensions of confidence-building", tuple(writer.aims()), tuple(writer.dimensions())),
        Section("Principles", tuple(writer.principles()), tuple(writer.commitments())),
        Section("Initiatives", tuple(writer.launched()), tuple(writer.initiatives())),
        Section("Related organisations", tuple(writer.related())),
        Section("Disputed or undetermined", tuple(writer.unsettled()), tuple(writer.disputes())),
    )
    title = f"{subject.name} ({subject.abbreviation})" if subject.abbreviation else subject.name
    return Briefing(title, record.as_of, sections, record.cite())


class Writer:
    """Puts a record into sentences.

    Parameters
    ----------
    record, whole : Record
        The record, and the one that knows all.
    """

    def __init__(self, record: Record, whole: Record) -> None:
        self.record = record
        self.whole = whole
        self.today = record.as_of
        subject = record.organisation(_SUBJECT)
        self.label = subject.abbreviation or subject.name

    # What stands behind a sentence

    def say(self, text: str, *facts: Fact) -> Sentence:
        """A sentence with the fewest sources that stand behind all its facts; two where it has one fact only."""
        behind = [sources for sources in (self._behind(*fact) for fact in facts) if sources]
        if len(behind) == 1:
            first = behind[0][0]
            return Sentence(text, (first, *[source for source in behind[0] if source.publisher != first.publisher][:1]))
        chosen: list[Source] = []
        while behind:
            offers: dict[Source, int] = {}
            for sources in behind:
                for source in sources:
                    offers[source] = offers.get(source, 0) + 1
            chosen.append(max(offers, key=offers.__getitem__))
            behind = [sources for sources in behind if chosen[-1] not in sources]
        return Sentence(text, tuple(chosen))

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

    # Key points

    def key_points(self) -> Iterator[Sentence]:
        """What a reader in a hurry needs."""
        yield self._size()
        yield from self._chair_now()
        yield from self._last_summit()
        yield from self._next(("summit",))
        yield from self._seat_now()

    def _size(self) -> Sentence:
        members = self.record.members()
        if not members:
            return self._preparation()
        observers = self.record.observers()
        states, bodies = _parted(observers)
        beside = [count(len(states), "observer state")] * bool(states) + [count(len(bodies), "observer organisation")] * bool(
            bodies
        )
        text = f"{self.label} is a forum of {count(len(members), 'member state')}{', with ' + listed(beside) if beside else ''}."
        met = [m for m in self.record.meetings(status="held") if m.members == len(members)]
        facts: list[Fact] = [(met[-1], "members")] if met else [(spell, "start") for spell in self._spells("member")]
        return self.say(text, *facts, *[(spell, "start") for spell in self._spells("observer")])

    def _preparation(self) -> Sentence:
        return Sentence(f"{self.label} has no members yet.")

    # Origin

    def origin(self) -> Iterator[Sentence]:
        """How it came about."""
        for meeting in self.record.meetings(kind="proposal", status="held")[:1]:
            where = f" in {meeting.city}" if meeting.city else ""
            text = f"{self.label} goes back to the {_lower(meeting.name)}{where} {when(meeting.days)}{unrecorded(meeting.days)}."
            yield self.say(text, (meeting, "start"))
        prepared = [meeting for meeting in self.record.meetings(kind="preparatory", status="held") if meeting.start]
        if len(prepared) == 1:
            yield self.say(f"One preparatory meeting has followed, {when(prepared[0].days)}.", (prepared[0], "start"))
        elif prepared:
            first, last = prepared[0], prepared[-1]
            text = f"{_opening(len(prepared), 'preparatory meeting')} followed, "
            text += f"the first {when(first.days)}, the last {when(last.days)}."
            yield self.say(text, *[(meeting, "start") for meeting in prepared])
        for kind, words in (("ministerial", "The ministers of foreign affairs first met"), ("summit", "The first summit met")):
            for meeting in self.record.meetings(kind=kind, status="held")[:1]:
                adopted = self._adopted(meeting)
                text = f"{words} in {meeting.city} {when(meeting.days)}"
                text += f" and adopted the {listed([d.title for d in adopted], 'and the')}." if adopted else "."
                yield self.say(text, (meeting, "start"), *[(document, "adopted") for document in adopted])
        if not self.record.meetings():
            yield Sentence("Nothing is recorded of it yet.")

    # Members and observers

    def belonging(self) -> Iterator[Sentence]:
        """Who belongs to it, and since when."""
        groups: dict[str, list[Membership]] = {}
        for spell in self._spells("member"):
            groups.setdefault(str(spell.start), []).append(spell)
        if not groups:
            yield self._preparation()
        for n, spells in enumerate(groups.values()):
            names, date = listed([the(str(spell.member)) for spell in spells]), spells[0].start
            facts: list[Fact] = [(spell, "start") for spell in spells]
            if n == 0:
                verb = "has been a member" if len(spells) == 1 else "have been members"
                yield self.say(f"{_opening(len(spells), 'state')} {verb} since {_since(date)}: {names}.", *facts)
            else:
                yield self.say(f"{capital(names)} joined {when(date)}{unrecorded(date)}.", *facts)
        taking_part = self._spells("participant")
        if taking_part:
            names = listed([the(str(spell.member)) for spell in taking_part])
            text = f"{capital(names)} {'is' if len(taking_part) == 1 else 'are'} recorded as taking part in the preparation."
            yield self.say(text, *[(spell, "start") for spell in taking_part])
        states, bodies = _parted(self.record.observers())
        if states or bodies:
            named = [the(name) for name in sorted(state.name for state in states)], [f"the {body.name}" for body in bodies]
            parts = [f"{count(len(states), 'state')} ({listed(named[0])})"] * bool(states)
            parts += [f"{count(len(bodies), 'organisation')} ({listed(named[1])})"] * bool(bodies)
            verb = ("observes" if len(states) + len(bodies) == 1 else "observe") + ("" if groups else " the preparation")
            yield self.say(f"{capital(' and '.join(parts))} {verb}.", *[(spell, "start") for spell in self._spells("observer")])
        elif groups:
            yield Sentence("No observer is recorded.")
        former = [s for s in self.record.memberships(organisation=_SUBJECT) if s.end and s.role in ("member", "observer")]
        former = [s for s in former if s.role == "member" or not self._joined(s)]
        if former:
            text = f"{capital(listed([the(str(s.member)) if isinstance(s.member, State) else f'the {s.member}' for s in former]))}"
            was = "was once an observer and is" if len(former) == 1 else "were once observers and are"
            yield self.say(f"{text} {was} recorded as such no longer.", *[(spell, "end") for spell in former])

    def _joined(self, observer: Membership) -> bool:
        return any(spell.member is observer.member for spell in self._spells("member"))

    def _spells(self, role: str) -> list[Membership]:
        """The memberships in force, by first day."""
        return list(self.record.memberships(organisation=_SUBJECT, role=role, on=self.today))

    # Meetings

    def coming(self) -> Iterator[Sentence]:
        """How many meetings there have been, and what is due."""
        summits, ministerials = self.record.summits(), self.record.ministerials()
        yield from self._last_summit()
        if ministerials:
            last = ministerials[-1]
            text = f"The ministers of foreign affairs have met {_times(len(ministerials))}, "
            text += f"{'' if len(ministerials) == 1 else 'the last time '}{_where(last)}{when(last.days)}"
            yield self.say(f"{text}{unrecorded(last.days)}.", *[(meeting, "start") for meeting in ministerials])
        if not summits and not ministerials:
            yield Sentence("No summit and no meeting of the ministers of foreign affairs has been held.")
        yield from self._next(("summit", "ministerial", "extraordinary-ministerial"))

    def _last_summit(self) -> Iterator[Sentence]:
        summits = self.record.summits()
        if summits:
            last = summits[-1]
            met = _opening(len(summits), "summit") + (" has" if len(summits) == 1 else " have")
            text = f"{met} been held, {'' if len(summits) == 1 else 'the last '}{_where(last)}{when(last.days)}."
            yield self.say(text, *[(summit, "start") for summit in summits])

    def summits(self) -> Iterator[Sentence]:
        """The summits, one by one."""
        for summit in self.record.summits():
            adopted = self._adopted(summit)
            text = f"{capital(ordinal(summit.number or 0))} summit, {summit.city}, {_since(summit.days)}"
            text += f": adopted the {listed([d.title for d in adopted], 'and the')}." if adopted else "."
            yield self.say(text, (summit, "start"), *[(document, "adopted") for document in adopted])

    def _adopted(self, meeting: Meeting) -> list[Document]:
        """The texts that are named with a meeting."""
        return [d for d in self.record.documents(meeting=meeting, status="adopted") if d.kind in _FOUNDING]

    def _next(self, kinds: Sequence[str]) -> Iterator[Sentence]:
        """What was announced and is not recorded as held."""
        for meeting in self.record.meetings(status="unknown"):
            plans = [plan for plan in meeting.plans if plan.due]
            if meeting.kind in kinds and plans:
                yield self.say(f"{capital(_called(meeting))} {self._plan(plans[-1])}", (plans[-1], "due"))

    def _plan(self, plan: Plan) -> str:
        assert plan.due is not None
        place = plan.city or (the(plan.country.name) if plan.country else "")
        where = f" in {place}" if place else ""
        over = plan.due.latest is not None and plan.due.latest <= self.today
        text = f"{'was' if over else 'is'} due {due(plan.due, self.today)}{where}"
        return (
            f"{text}; that it was held is not recorded." if over else f"{text}{'.' if place else '; no place has been announced.'}"
        )

    # The Secretariat

    def secretariat(self) -> Iterator[Sentence]:
        """Where it sits, and who heads it."""
        yield from self._seat_now()
        before = [seat for seat in self.record.seats() if seat.end]
        for seat in before:
            text = f"It sat in {seat.city} before, from {_since(seat.start)} to {_since(seat.end)}."
            yield self.say(text, (seat, "start"), (seat, "end"))
        found = self.record.officers(on=self.today)
        for officer in found:
            text = f"{officer.person}{f' ({officer.nationality})' if officer.nationality else ''} is {officer.title}"
            yield self.say(f"{text}, in office since {_since(officer.start)}{unrecorded(officer.start)}.", (officer, "start"))

    def _seat_now(self) -> Iterator[Sentence]:
        try:
            seat = self.record.seat()
        except LookupError as error:
            undetermined = isinstance(error, UndeterminedError)
            yield Sentence(
                "Where the Secretariat sits is not decided by the sources." if undetermined else "There is no Secretariat yet."
            )
            return
        text = (
            f"The Secretariat has sat in {seat.city}, {the(seat.country.name)}, since {_since(seat.start)}{unrecorded(seat.start)}."
        )
        yield self.say(text, (seat, "start"))

    def steps(self) -> Iterator[Sentence]:
        """The steps taken about its seat."""
        for step in self.record.milestones():
            if step.kind == "seat":
                yield self.say(f"{capital(_since(step.date))}: {step.title}.", (step, "date"))

    # The chair

    def chair(self) -> Iterator[Sentence]:
        """Who holds it, how that was decided, who is to follow, and who held it before."""
        yield from self._chair_now()
        for chair in self._chairs_on(self.today):
            terms = chair.terms
            if len(terms) > 1:
                ends = listed([f"{due(term.until, self.today)} ({_decided(term.decided)})" for term in terms], "and then")
                yield self.say(f"Its end was scheduled {ends}.", *[(term, "until") for term in terms])
            if chair.persons:
                yield self.say(
                    f"{listed(chair.persons)} {'holds' if len(chair.persons) == 1 else 'hold'} it for {the(chair.state.name)}.",
                    (chair, "persons"),
                )
        for chair in self.record.chairmanships():
            if chair.start.earliest and chair.start.earliest > self.today:
                yield self.say(
                    f"{capital(the(chair.state.name))} is to take the chair {due(chair.start, self.today)}.", *_terms(chair)
                )
        before = [
            chair for chair in self.record.chairmanships() if chair.end and chair.end.latest and chair.end.latest <= self.today
        ]
        if before:
            spans = listed([f"{the(chair.state.name)} (from {_since(chair.start)} to {_since(chair.end)})" for chair in before])
            yield self.say(f"It was held before by {spans}.", *[(chair, field) for chair in before for field in ("start", "end")])

    def _chairs_on(self, on: datetime.date) -> list[Chairmanship]:
        found = self.record.chairmanships(on=on)
        return [*found, *found.undetermined]

    def _chair_now(self) -> Iterator[Sentence]:
        found = self._chairs_on(self.today)
        if not found:
            yield Sentence("No state is recorded in the chair.")
        for chair in found:
            text = f"{capital(the(chair.state.name))} has held the chair since {_since(chair.start)}"
            scheduled = chair.terms[-1].until if chair.terms else None
            if scheduled and (scheduled.latest is None or scheduled.latest > self.today):
                text += f", scheduled until {due(scheduled, self.today).removeprefix('in ').removeprefix('on ')}"
            elif scheduled:
                text += f", scheduled until {_since(scheduled)} and not recorded as ended"
            yield self.say(f"{text}.", (chair, "start"), *[(term, "until") for term in chair.terms[-1:]])

    # Aims and measures

    def aims(self) -> Iterator[Sentence]:
        """What it is for, and how its measures are ordered."""
        aim = [principle for principle in self.record.principles() if principle.id == "objective-multilateral"]
        for principle in aim:
            yield self.say(f"The {principle.document} sets its main objective: {_lower(principle.summary)}", (principle, "name"))
        catalogues = [document for document in self.record.documents("catalogue") if document.adopted]
        if catalogues:
            first, *later = catalogues
            text = f"Its confidence-building measures stand in a catalogue adopted {when(first.adopted)}"
            text += f" and revised {listed([when(document.adopted) for document in later])}." if later else "."
            yield self.say(text, *[(document, "adopted") for document in catalogues])
            areas, measures = self.record.measures(level="area"), self.record.measures()
            found = [count(len(items), noun) for items, noun in ((areas, "priority area"), (measures, "measure")) if items]
            if found:
                yield self.say(
                    f"Sources show {listed(found)} of it; no version has been seen whole.", *[(m, "catalogues") for m in areas]
                )
        elif not aim:
            yield Sentence("No aim and no measure has been adopted.")

    def dimensions(self) -> Iterator[Sentence]:
        """The dimensions of the measures, with the areas of each."""
        areas = self.record.measures(level="area")
        for dimension in self.record.measures(level="dimension"):
            named = [_lower(area.name) for area in areas if area.dimension is dimension]
            text = dimension.name + (f": {listed(named)}." if named else ".")
            yield self.say(
                text, (dimension, "catalogues"), *[(area, "catalogues") for area in areas if area.dimension is dimension]
            )

    # Principles

    def principles(self) -> Iterator[Sentence]:
        """The principles of the founding declaration, and the one on non-interference."""
        found = [principle for principle in self.record.principles() if principle.document.id == "declaration-principles"]
        numbered = [principle for principle in found if principle.locator.startswith("principle")]
        if not numbered:
            yield Sentence("No principles have been adopted.")
            return
        document = numbered[0].document
        names = listed([_lower(principle.name) for principle in numbered])
        text = f"The {document.title} of {_since(document.adopted)} sets out {count(len(numbered), 'principle')}: {names}."
        yield self.say(text, (document, "adopted"), *[(principle, "name") for principle in numbered])
        for principle in numbered:
            if principle.id == "non-interference":
                yield self.say(f"On non-interference: {_lower(principle.summary)}", (principle, "name"))
                near = [f"principle {listed(principle.helsinki)} of the Helsinki Final Act"] * bool(principle.helsinki)
                near += [f"article {listed(principle.un_charter)} of the Charter of the United Nations"] * bool(
                    principle.un_charter
                )
                if near:
                    yield Sentence(f"It is close to {listed(near)}, by our own reading.")
                if principle.reaffirmed_in:
                    again = sorted(principle.reaffirmed_in, key=lambda text: text.adopted.sort_key if text.adopted else ())
                    titles = [f"the {text.title} ({_since(text.adopted)})" for text in again]
                    yield self.say(f"It was reaffirmed in {listed(titles)}.", (principle, "reaffirmed_in"))

    def commitments(self) -> Iterator[Sentence]:
        """What later texts add."""
        texts: dict[str, list[str]] = {}
        found = [p for p in self.record.principles() if p.document.id != "declaration-principles"]
        for principle in found:
            texts.setdefault(principle.document.id, []).append(_lower(principle.name))
        for key, names in texts.items():
            document = self.record.document(key)
            facts = [(principle, "name") for principle in found if principle.document is document]
            yield self.say(f"{document.title} ({_since(document.adopted)}): {listed(names)}.", *facts)

    # Initiatives and organisations

    def launched(self) -> Iterator[Sentence]:
        """That there are none, where there are none."""
        if not self.record.initiatives():
            yield Sentence("None is recorded.")

    def initiatives(self) -> Iterator[Sentence]:
        """The initiatives, one by one."""
        for initiative in self.record.initiatives():
            where = f", {initiative.place}" if initiative.place else ""
            at = "" if initiative.meeting else ", not at one of its meetings"
            text = f"{initiative.name} ({_since(initiative.launched)}{where}{at}): {_lower(initiative.summary)}"
            yield self.say(text, (initiative, "launched"))

    def related(self) -> Iterator[Sentence]:
        """The partners; the organisations that observe are named with the observers."""
        spells = self._spells("partner")
        if not spells:
            yield Sentence("No partner organisation is recorded.")
            return
        names = listed([f"the {spell.member}{_from(spell)}" for spell in spells])
        verb = "is a partner organisation" if len(spells) == 1 else "are partner organisations"
        yield self.say(f"{capital(names)} {verb}.", *[(spell, "start") for spell in spells])

    # What is open

    def unsettled(self) -> Iterator[Sentence]:
        """What the sources do not decide."""
        vague = [s for s in self._spells("member") if s.start and s.start.precision != "day"]
        if vague:
            names = listed([the(str(spell.member)) for spell in vague])
            yield self.say(f"The day on which {names} joined is not recorded.", *[(spell, "start") for spell in vague])
        perhaps = self.record.memberships(organisation=_SUBJECT, on=self.today).undetermined
        if perhaps:
            named = listed([f"{the(str(spell.member))} ({spell.role})" for spell in perhaps])
            yield self.say(
                f"Of {named} the sources do not say whether they still belong or already did.", *[(s, "start") for s in perhaps]
            )
        disputes = self.record.disputes()
        if disputes:
            points = "one point" if len(disputes) == 1 else f"{number(len(disputes))} points"
            yield Sentence(f"Sources disagree on {points} of the record{', among them:' if self._chosen() else '.'}")
        elif not vague and not perhaps:
            yield Sentence("Nothing is recorded as disputed.")

    def disputes(self) -> Iterator[Sentence]:
        """The disputes that touch what the briefing says."""
        for dispute, fact in self._chosen():
            said = {statement.value: statement.source for statement in reversed(dispute.opposing)}
            values = list(reversed(said))[:3]
            held = f"the record has {_value(dispute.adopted)}" if dispute.adopted else "the record leaves it open"
            text = (
                f"{capital(_about(fact))}, {_FIELDS[dispute.field]}: {held}, other sources say {listed(map(_value, values), 'or')}."
            )
            yield Sentence(text, (*[statement.source for statement in dispute.supporting[:1]], *[said[value] for value in values]))

    def _chosen(self) -> list[tuple[Dispute, Entity]]:
        """The disputes about dates that most sources take part in."""
        facts = [d for d in self.record.disputes() if d.table in _DISPUTED and d.field in _FIELDS and d.opposing]
        facts.sort(key=lambda d: (len({s.publisher for s in d.opposing}), d.id))
        facts = sorted({d.row: d for d in facts}.values(), key=lambda d: (-len({s.publisher for s in d.opposing}), d.id))
        tables: dict[str, Callable[[], Table[Entity]]] = {
            "memberships": self.record.memberships,
            "meetings": self.record.meetings,
            "chairmanships": self.record.chairmanships,
            "seats": self.record.seats,
            "officers": self.record.officers,
            "documents": self.record.documents,
        }
        return [(dispute, tables[dispute.table]()[dispute.row]) for dispute in facts[:_NAMED]]


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


def _opening(n: int, noun: str) -> str:
    """How many of something, to begin a sentence."""
    _, _, words = count(n, noun).partition(" ")
    return f"{capital(number(n, 20))} {words}"


def _lower(text: str) -> str:
    """The text to stand inside a sentence: its first word small, unless that is a name or an abbreviation."""
    first, _, rest = text.partition(" ")
    kept = first in _NAMES or first[1:] != first[1:].lower() or rest[:1].isupper()
    return text if kept else text[:1].lower() + text[1:]


def _since(date: Date | None) -> str:
    """A date after "since", "from" or "of"."""
    if date is not None and date.precision == "range" and date.earliest and date.latest and (date.latest - date.earliest).days > 1:
        return f"a day between {day(date.earliest)} and {day(date.latest)}"
    text = when(date)
    return text if text.startswith("on or after") else text.removeprefix("on ").removeprefix("in ").removeprefix("by ")


def _from(spell: Membership) -> str:
    """Since when, as a remark, where that is known well."""
    return f" (since {_since(spell.start)})" if spell.start and spell.start.precision != "range" else ""


def _where(meeting: Meeting) -> str:
    """The place of a meeting, before its days."""
    return f"in {meeting.city} " if meeting.city else "online " if meeting.format == "online" else ""


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{number(n)} times")


def _called(meeting: Meeting) -> str:
    """A meeting inside a sentence."""
    kind = {"summit": "summit", "ministerial": "regular meeting of the ministers of foreign affairs"}.get(meeting.kind)
    return f"the {ordinal(meeting.number)} {kind}" if kind and meeting.number else f"the {_lower(meeting.name)}"


def _decided(decided: Date) -> str:
    return f"known {when(decided)}" if decided.earliest is None else f"decided {when(decided)}"


def _terms(chair: Chairmanship) -> list[Fact]:
    return [(term, "until") for term in chair.terms]


def _about(fact: Entity) -> str:
    """What a dispute is about."""
    if isinstance(fact, Membership):
        return f"{the(str(fact.member))} as {fact.role}"
    if isinstance(fact, Meeting):
        return _called(fact)
    if isinstance(fact, Seat):
        return f"the Secretariat in {fact.city}"
    if isinstance(fact, Chairmanship):
        return f"the chairmanship of {the(fact.state.name)}"
    return f"the {fact}" if isinstance(fact, Document) else str(fact)


def _value(text: str) -> str:
    """A value in words, where it is a date."""
    try:
        return _since(Date(text))
    except DateError:
        return text
