"""Every dated fact, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cica.record.base import Base, sift

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cica.dates import Date, When
    from cica.model.entity import Entity
    from cica.model.sources import Event
    from cica.table import Table

__all__ = ["Timeline"]


class Timeline(Base):
    """The record as a sequence of events."""

    def timeline(self, start: When | None = None, end: When | None = None) -> Table[Event]:
        """Every dated fact of the record, in order.

        Parameters
        ----------
        start, end : str, datetime.date, int or Date, optional
            First and last day of the stretch asked about; a coarse date such as ``"2014"`` stands for its first day as a start, for
            its last day as an end. By default the whole record.

        Returns
        -------
        Table of Event
            The events, by date. Those that may or may not have come in the stretch are apart, in ``undetermined``.

        Raises
        ------
        DateError
            If ``start`` or ``end`` is not a date, is open on the side that counts, or the end is before the start.

        Notes
        -----
        Of an announcement whose day is not recorded, only by when it was known, the latest day on which it can have been made is
        taken as its date.

        Examples
        --------
        >>> import cica
        >>> for event in cica.timeline("2006-06-17", "2006-06-17")[:2]:
        ...     print(event.title)
        Second Summit of the Conference on Interaction and Confidence-Building Measures in Asia, Almaty
        Declaration of the Second CICA Summit adopted
        """
        import datetime

        from cica.answers import Answer
        from cica.dates import Date
        from cica.model.sources import Event

        first = Date(start).earliest if start is not None else datetime.date.min
        last = Date(end).latest if end is not None else datetime.date.max
        stretch = Date.between(first, last)
        events = [Event(date, title, fact, field) for date, title, fact, field in self._events()]
        events.sort(key=lambda event: event.date.sort_key)
        whole = start is None and end is None
        found = sift(events, lambda event: Answer.YES if whole else event.date.touches(stretch))
        return self._table(found, "dated facts" if whole else f"dated facts, {start or 'the beginning'} to {end or 'the end'}")

    def _events(self) -> Iterator[tuple[Date, str, Entity, str]]:
        for date, title, fact, field in self._dated():
            if date is not None:
                yield date, title, fact, field

    def _dated(self) -> Iterator[tuple[Date | None, str, Entity, str]]:
        """Date, title, fact and field of every dated fact, whatever its table."""
        yield from self._meetings_dated()
        yield from self._belonging_dated()
        yield from self._chairs_dated()
        yield from self._institutions_dated()

    def _meetings_dated(self) -> Iterator[tuple[Date | None, str, Entity, str]]:
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
        for document in self._all(Document):
            yield document.adopted, f"{document} adopted", document, "adopted"
        for named in self._all(Coordinator):
            yield named.first_attested, f"{named.state} named as {named.role}: {named.measure}", named, "first_attested"
            if named.last_attested != named.first_attested:
                title = f"{named.state} last named as {named.role}: {named.measure}"
                yield named.last_attested, title, named, "last_attested"

    def _belonging_dated(self) -> Iterator[tuple[Date | None, str, Entity, str]]:
        from cica.model.memberships import Membership
        from cica.model.organisations import Organisation

        for organisation in self._all(Organisation):
            yield organisation.founded, f"{organisation} founded", organisation, "founded"
            yield organisation.renamed, f"{organisation} takes that name", organisation, "renamed"
            yield organisation.ended, f"{organisation} ended", organisation, "ended"
        for spell in self._all(Membership):
            role = ("an " if spell.role[0] in "aeiou" else "a ") + spell.role
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
        from cica.model.institutions import Body, Initiative, Milestone, Officer, Seat

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


def _known(announced: Date) -> Date:
    """The day by which something was known, where no more than that is recorded; otherwise the date itself."""
    from cica.dates import Date

    return Date(announced.latest) if announced.earliest is None and announced.latest is not None else announced
