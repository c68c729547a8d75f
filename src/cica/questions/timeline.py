"""Every dated fact, in order."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cica.questions.base import Base

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from cica.dates.date import Date, When
    from cica.model.entity import Entity
    from cica.model.organisations import Organisation
    from cica.model.sources import Event
    from cica.tables.table import Table

__all__ = ["Timeline"]


class Timeline(Base):
    """The record as a sequence of events."""

    def timeline(
        self, start: When | None = None, end: When | None = None, *, organisation: Organisation | str | None = "cica"
    ) -> Table[Event]:
        """Every dated fact of the record, in order.

        Parameters
        ----------
        start : str, datetime.date, int or Date, optional
            The stretch asked about: a day, or all days of a coarser date such as ``"2014"``; ``"[2014..]"`` for what came from then
            on. With ``end``, the first day of the stretch. By default from the beginning of the record.
        end : str, datetime.date, int or Date, optional
            The last day of the stretch; of a coarse date its last day.
        organisation : Organisation or str or None, default "cica"
            The organisation whose founding and memberships are among the facts; None for every organisation of the record.

        Returns
        -------
        Table of Event
            The events, by date. Those that may or may not have come in the stretch are apart, in ``undetermined``.

        Raises
        ------
        DateError
            If ``start`` or ``end`` is not a date, or the end is before the start.
        NotFoundError
            If the record knows no such organisation.

        Notes
        -----
        Of an announcement whose day is not recorded, only by when it was known, the latest day on which it can have been made is
        taken as its date.

        Examples
        --------
        >>> import cica
        >>> len(cica.timeline(2014)) == len(cica.timeline("2014-01-01", "2014-12-31"))
        True
        >>> for event in cica.timeline("2006-06-17", "2006-06-17")[:2]:
        ...     print(event.title)
        Second Summit of the Conference on Interaction and Confidence-Building Measures in Asia, Almaty
        Declaration of the Second CICA Summit adopted
        """
        import datetime

        from cica.dates.date import Date
        from cica.model.memberships import Membership
        from cica.model.organisations import Organisation

        within = self._names.organisation(organisation) if organisation is not None else None
        begin = None if start is None else Date(start)
        stop = begin if end is None else Date(end)
        first = (begin.earliest if begin else None) or datetime.date.min
        last = (stop.latest if stop else None) or datetime.date.max
        whole = start is None and end is None
        if not whole:
            Date.between(first, last)  # refuses an end before the start
        certain: list[Event] = []
        perhaps: list[Event] = []
        for earliest, latest, event in self._events:
            fact = event.fact
            about = fact.organisation if isinstance(fact, Membership) else fact if isinstance(fact, Organisation) else within
            if about is within or within is None:
                if whole or (first <= earliest and latest <= last) or (event.date.spans and earliest <= last and first <= latest):
                    certain.append(event)
                elif earliest <= last and first <= latest:
                    perhaps.append(event)
        if begin is None or end is not None:
            title = "dated facts" if whole else f"dated facts, {begin or 'the beginning'} to {stop}"
        else:
            title = f"dated facts {self._asked(begin)}" if begin.latest else f"dated facts from {begin.earliest} on"
        return self._table((certain, perhaps), title)

    @cached_property
    def _events(self) -> list[tuple[datetime.date, datetime.date, Event]]:
        """Every dated fact in order, with its first and last possible day."""
        import datetime

        from cica.model.sources import Event

        events = [Event(date, title, fact, field) for date, title, fact, field in self._dated() if date is not None]
        events.sort(key=lambda event: event.date.sort_key)
        return [(e.date.earliest or datetime.date.min, e.date.latest or datetime.date.max, e) for e in events]

    def _dated(self) -> Iterator[tuple[Date | None, str, Entity, str]]:
        """Date, title, fact and field of every dated fact, whatever its table."""
        yield from self._meetings_dated()
        yield from self._belonging_dated()
        yield from self._chairs_dated()
        yield from self._institutions_dated()

    def _meetings_dated(self) -> Iterator[tuple[Date | None, str, Entity, str]]:
        from cica.model.activities import Activity
        from cica.model.documents import Coordinator, Document
        from cica.model.meetings import Meeting

        for meeting in self._all(Meeting):
            place = meeting.city or meeting.format or ""
            yield meeting.days, f"{meeting}{', ' + place if place else ''}", meeting, "start"
            yield meeting.plenary, f"{meeting}: plenary", meeting, "plenary"
            for plan in meeting.plans:
                place = plan.city or (str(plan.country) if plan.country else "")
                due = f" for {plan.due}" if plan.due else ""
                title = f"{meeting}: announced{due}{', ' + place if place else ''}"
                yield _known(plan.announced), title, plan, "announced"
        for activity in self._all(Activity):
            yield activity.days, f"{activity}{', ' + activity.city if activity.city else ''}", activity, "start"
        for document in self._all(Document):
            yield document.adopted, f"{document} adopted", document, "adopted"
        for named in self._all(Coordinator):
            yield named.first_attested, f"{named.state} named as {named.role}: {named.measure}", named, "first_attested"
            if named.last_attested != named.first_attested:
                title = f"{named.state} last named as {named.role}: {named.measure}"
                yield named.last_attested, title, named, "last_attested"

    def _belonging_dated(self) -> Iterator[tuple[Date | None, str, Entity, str]]:
        from cica.model.applications import Application
        from cica.model.memberships import Membership
        from cica.model.organisations import Organisation

        for application in self._all(Application):
            applied = f"{application.party} applies to be {_an(application.role)}"
            yield application.first_attested, f"{applied}: first attested", application, "first_attested"
            yield application.decided, f"{applied}: {application.outcome}", application, "decided"
        for organisation in self._all(Organisation):
            yield organisation.founded, f"{organisation} founded", organisation, "founded"
            yield organisation.renamed, f"{organisation} takes that name", organisation, "renamed"
            yield organisation.ended, f"{organisation} ended", organisation, "ended"
        for spell in self._all(Membership):
            role = _an(spell.role)
            label = self._label(spell.organisation)
            yield spell.start, f"{spell.member} becomes {role} of {label}", spell, "start"
            yield spell.end, f"{spell.member} ceases to be {role} of {label}", spell, "end"

    def _chairs_dated(self) -> Iterator[tuple[Date | None, str, Entity, str]]:
        from cica.model.chairmanships import Chairmanship

        for chair in self._all(Chairmanship):
            for date, words, field in ((chair.start, ("takes", "take"), "start"), (chair.end, ("hands over", "hand over"), "end")):
                scheduled = date is not None and date.earliest is not None and date.earliest > self.as_of
                yield date, f"{chair.state} {f'is to {words[1]}' if scheduled else words[0]} the chair", chair, field
            for term in chair.terms:
                yield _known(term.decided), f"Chairmanship of {chair.state} scheduled until {term.until}", term, "decided"

    def _institutions_dated(self) -> Iterator[tuple[Date | None, str, Entity, str]]:
        from cica.model.institutions import Body, Initiative, Milestone, Officer, Resource, Seat

        for resource in self._all(Resource):
            yield resource.date, f"Secretariat, {resource.kind}: {resource}", resource, "date"
        for officer in self._all(Officer):
            yield officer.start, f"{officer.person} becomes {officer.title}", officer, "start"
            yield officer.end, f"{officer.person} ceases to be {officer.title}", officer, "end"
        for seat in self._all(Seat):
            yield seat.start, f"The Secretariat takes its seat in {seat.city}", seat, "start"
            yield seat.end, f"The Secretariat leaves {seat.city}", seat, "end"
        for body in self._all(Body):
            yield body.established, f"{body} established", body, "established"
            yield body.renamed, f"{body} takes that name", body, "renamed"
        for step in self._all(Milestone):
            yield step.date, step.title, step, "date"
        for initiative in self._all(Initiative):
            yield initiative.launched, f"{initiative} launched", initiative, "launched"


def _an(role: str) -> str:
    """A role with its article."""
    return ("an " if role[0] in "aeiou" else "a ") + role


def _known(announced: Date) -> Date:
    """The day by which something was known, where no more than that is recorded; otherwise the date itself."""
    from cica.dates.date import Date

    return Date(announced.latest) if announced.earliest is None and announced.latest is not None else announced
