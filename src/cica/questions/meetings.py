"""Meetings, and who attended them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from cica.errors import AmbiguousError, NotFoundError, one_of, told
from cica.questions.base import Base, sift
from cica.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cica.dates.date import Date, When
    from cica.model.attendances import Attendance, Standing
    from cica.model.entity import Entity
    from cica.model.institutions import Body
    from cica.model.meetings import Meeting, Ministerial, Summit
    from cica.model.organisations import Organisation
    from cica.model.states import State

    M = TypeVar("M", bound=Meeting)

__all__ = ["Meetings"]

ROLES: tuple[Standing, ...] = ("member", "observer")
# The kinds of meetings to which members and observers come; others are for some of them, or are no meeting.
ATTENDED = (
    *("summit", "ministerial", "special-ministerial", "informal-ministerial", "extraordinary-ministerial"),
    *("senior-officials", "working-group", "sectoral", "advisory"),
)


class Meetings(Base):
    """The questions about meetings and who attended them."""

    def meeting(self, name: Meeting | str) -> Meeting:
        """The meeting with an identifier or a name.

        Parameters
        ----------
        name : str or Meeting
            Identifier, such as ``"ministerial-5"``, or name, or two words or more with which the name begins, such as ``"Fourth
            Summit"``; case, accents and punctuation do not matter.

        Returns
        -------
        Meeting
            The meeting.

        Raises
        ------
        NotFoundError
            If there is no such meeting; similar ones are offered.
        AmbiguousError
            If several are called that.

        Examples
        --------
        >>> import cica
        >>> cica.meeting("ministerial-5").city, cica.meeting("Fourth Summit").id
        ('Beijing', 'summit-4')
        """
        from cica.model.meetings import Meeting

        return self._found(lambda given: self._own(Meeting, given, "meetings"), name, date="meetings(on={})")

    def meetings(
        self,
        kind: str | None = None,
        *,
        body: Body | str | None = None,
        status: str | None = None,
        on: When | None = None,
    ) -> Table[Meeting]:
        """Meetings of every kind, and decisions taken between meetings, by first day.

        Parameters
        ----------
        kind : str, optional
            Only those of this kind: ``"summit"``, ``"ministerial"``, ``"special-ministerial"``, ``"informal-ministerial"``,
            ``"extraordinary-ministerial"``, ``"senior-officials"``, ``"working-group"``, ``"troika"`` (the outgoing, the present
            and the next chair), ``"preparatory"``, ``"decision"``, ``"sectoral"``, ``"advisory"`` (of the advisory bodies),
            ``"proposal"`` or ``"other"`` (briefings, receptions and events beside the organs).
        body : Body or str, optional
            Only those of this organ, such as ``"think-tank-forum"``.
        status : str, optional
            ``"held"`` for those known to have been held; ``"unknown"`` for those that were announced and of which no source says
            whether they took place. By default both.
        on : str, datetime.date, int or Date, optional
            Only those with a day in this stretch of days.

        Returns
        -------
        Table of Meeting
            The meetings. With ``status="held"``, those of which it is not known are apart, in ``undetermined``; with ``on``, those
            that may or may not have met in the stretch.

        Raises
        ------
        OptionError
            If there is no such kind or status.
        NotFoundError
            If there is no such organ.
        DateError
            If ``on`` is not a date, or is open on a side.

        Notes
        -----
        Events in which measures were carried out are `activities`. Below the ministerials the list is not complete: the line below
        the table, and `coverage`, say how many of how many it holds.

        Examples
        --------
        >>> import cica
        >>> cica.meetings(kind="special-ministerial", status="held").ids
        ('special-ministerial-2018', 'special-ministerial-2020')
        """
        from cica.model.institutions import Body
        from cica.model.meetings import MeetingKind

        one_of("kind", kind, get_args(MeetingKind), lambda given: self._instead(given, date="on={}"))
        organ = None if body is None else self._own(Body, body, "bodies")
        found = [m for m in self._meetings() if kind in (None, m.kind) and (organ is None or m.body == organ.id)]
        title = "meetings" + (f" of the kind {kind}" if kind else "") + (f" of the {organ}" if organ else "")
        return self._select(found, status, on, title, kind or (organ.id if organ else None), bool(kind and organ))

    def summits(self, *, status: str | None = "held", on: When | None = None) -> Table[Summit]:
        """The summits, by day.

        Parameters
        ----------
        status : str or None, default "held"
            ``"held"``, ``"unknown"``, or None for both.
        on : str, datetime.date, int or Date, optional
            Only those with a day in this stretch of days.

        Returns
        -------
        Table of Summit
            The summits; one that was announced and of which no source says whether it was held is apart, in ``undetermined``.

        Raises
        ------
        OptionError
            If there is no such status.
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> [f"{summit.city} {summit.start.earliest.year}" for summit in cica.summits()[:4]]
        ['Almaty 2002', 'Almaty 2006', 'Istanbul 2010', 'Shanghai 2014']
        >>> cica.summits().undetermined.ids
        ('summit-7',)
        """
        from cica.model.meetings import Summit

        found = [meeting for meeting in self._meetings() if isinstance(meeting, Summit)]
        return self._select(found, status, on, "summits", "summit", find=self.summit)

    def summit(self, number: Summit | str | int) -> Summit:
        """A summit by its number.

        Parameters
        ----------
        number : int, str or Summit
            Its number, counted from 1; as text too, or its identifier or name.

        Returns
        -------
        Summit
            The summit; ask its ``status`` whether it is known to have been held.

        Raises
        ------
        NotFoundError
            If there is no such summit.

        Examples
        --------
        >>> import cica
        >>> cica.summit(4).city, cica.summit(7).status
        ('Shanghai', 'unknown')
        >>> cica.summit("Shanghai")
        Traceback (most recent call last):
        cica.errors.NotFoundError: no summit has the number 'Shanghai'; the record has 1 to 7; the summit in Shanghai is number 4
        """
        from cica.model.meetings import Summit
        from cica.names.arguments import code_or_name
        from cica.questions.titles import called

        if isinstance(number, Summit):
            return self._package.own(number)
        summits = self.summits(status=None)
        text = code_or_name(number, "summit")
        for summit in summits:
            if str(summit.number) == text:
                return summit
        try:
            return called(text, list(summits), "summits")
        except AmbiguousError:
            raise
        except NotFoundError:
            numbers = [summit.number for summit in summits if summit.number is not None]
            known = f"the record has {min(numbers)} to {max(numbers)}" if numbers else "the record has none"
            told_of = _summits_in(text, summits) or self._instead(number, date="summits(on={})")
            hint = f"; {told_of}" if told_of else ""
            raise NotFoundError(f"no summit has the number {told(number)}; {known}{hint}") from None

    def ministerials(self, *, status: str | None = "held", on: When | None = None) -> Table[Ministerial]:
        """The meetings of the ministers of foreign affairs: regular, special, informal and extraordinary ones, by day.

        Parameters
        ----------
        status : str or None, default "held"
            ``"held"``, ``"unknown"``, or None for both.
        on : str, datetime.date, int or Date, optional
            Only those with a day in this stretch of days.

        Returns
        -------
        Table of Ministerial
            The ministerials; one of which no source says whether it was held is apart, in ``undetermined``.

        Raises
        ------
        OptionError
            If there is no such status.
        DateError
            If ``on`` is not a date, or is open on a side.

        Examples
        --------
        >>> import cica
        >>> cica.ministerials(on=2018).ids
        ('special-ministerial-2018',)
        """
        from cica.model.meetings import Ministerial

        found = [meeting for meeting in self._meetings() if isinstance(meeting, Ministerial)]
        return self._select(found, status, on, "ministerials", "ministerial-council")

    def attendances(
        self,
        meeting: Meeting | str | None = None,
        *,
        party: State | Organisation | str | int | None = None,
        level: str | None = None,
    ) -> Table[Attendance]:
        """Who represented whom at the summits and the meetings of the ministers, as far as sources say.

        Parameters
        ----------
        meeting : Meeting or str, optional
            Only those at this meeting; by default at every summit and every meeting of the ministers of foreign affairs.
        party : State, Organisation, str or int, optional
            Only those of this state or organisation.
        level : str, optional
            Only those at this level: ``"head-of-state"``, ``"head-of-government"``, ``"deputy"``, ``"minister"`` or ``"other"``;
            ``"absent"`` gives those of whom a source says that nobody came.

        Returns
        -------
        Table of Attendance
            Those of whom a source says that they came. The members and observers of the day of whom no source says whether they
            came are apart, in ``undetermined``, without a ``level``: that somebody is missing is never a no. The line below the
            table says of how many it is attested.

        Raises
        ------
        NotFoundError
            If there is no such meeting, state or organisation.
        OptionError
            If there is no such level.

        Notes
        -----
        Nobody is listed on the strength of an advance list alone unless its note says so. Of decisions taken without a meeting, of
        preparatory meetings and of those of some states alone, nobody is undetermined.

        Examples
        --------
        >>> import cica
        >>> cica.attendances("summit-4", party="CHN")[0].person
        'Xi Jinping'
        >>> cica.attendances("summit-6").coverage
        'Coverage: 19 of 28 members attested; 6 of 14 observers attested.'
        """
        from cica.model.attendances import Attendance, Level, Standing
        from cica.model.meetings import Ministerial, Summit

        meetings = self._meetings()
        places = {meeting.id: n for n, meeting in enumerate(meetings)}
        order, levels = get_args(Standing), get_args(Level)
        where = self._found(self.meeting, meeting, state="party={}") if meeting is not None else None
        who = self._names.party(party) if party is not None else None
        one_of("level", level, get_args(Level))
        said_of = [
            attendance
            for attendance in self._all(Attendance)
            if (where is None or attendance.meeting is where) and (who is None or attendance.party is who)
        ]
        found = [a for a in said_of if (a.level or "other") == level or (level is None and a.level != "absent")]
        found.sort(key=lambda a: (places[a.meeting.id], order.index(a.role), levels.index(a.level or "other"), a.party.id))
        asked = [where] if where else [m for m in meetings if isinstance(m, (Summit, Ministerial))]
        came = {(attendance.meeting.id, attendance.party.id) for attendance in said_of}
        open_: list[tuple[bool, Attendance]] = [
            (belonged, Attendance(f"{one.id}-{invited.id.lower()}", one, invited, role))
            for one in asked
            for belonged, role, invited in self._entitled(one)
            if (one.id, invited.id) not in came and (who is None or invited is who)
        ]
        columns: dict[str, Callable[[Attendance], object]] = {
            "meeting": lambda attendance: attendance.meeting.id,
            "party": lambda attendance: attendance.party,
            "person": lambda attendance: attendance.person,
            "level": lambda attendance: attendance.level,
        }

        def attested() -> str:
            said: list[str] = []
            for role in ROLES:
                known = [attendance for attendance in said_of if attendance.role == role]
                absent = sum(attendance.level == "absent" for attendance in known)
                least, most = (len(known) + sum(a.role == role for sure, a in open_ if sure or any_) for any_ in (False, True))
                if most:
                    total = f"{least}" if least == most else f"{least} to {most}"
                    of = f"{role}s" if where else f"times as {role}" if who else f"times that {role}s may have come"
                    said.append(f"{len(known) - absent} of {total} {of} attested" + (f", {absent} absent" if absent else ""))
            return f"Coverage: {'; '.join(said)}." if said else ""

        title = (
            "attendances" + (f" ({level})" if level else "") + (f" of {who}" if who else "") + (f" at {where.id}" if where else "")
        )
        perhaps = [attendance for _, attendance in open_] if level is None else []
        return Table(
            found,
            undetermined=perhaps,
            title=title,
            columns=None if where else columns,
            coverage=attested,
            find=self._party,
            strict=True,
        )

    def _entitled(self, meeting: Meeting) -> Iterator[tuple[bool, Standing, State | Organisation]]:
        """The members and observers on the days of a meeting that was held, who may have come, and whether they were such then."""
        from cica.model.organisations import Organisation
        from cica.model.states import State

        if meeting.days is None or meeting.kind not in ATTENDED:
            return
        last = min(meeting.days.latest or self.as_of, self.as_of)
        first = last if meeting.days.spans else meeting.days.earliest or last
        named: set[str] = set()
        for role in ROLES:
            roster = self._rosters.of(None, "cica", role)
            surely = {party.id for party in roster.on(first, first).parties} & {party.id for party in roster.on(last, last).parties}
            held = roster.on(first, last)
            for party in (*held.parties, *held.open_parties):
                if isinstance(party, (State, Organisation)) and party.id not in named:
                    named.add(party.id)
                    yield party.id in surely, role, party

    def _meetings(self) -> list[Meeting]:
        """All meetings by first day; those not known to have been held by the day for which they were last due."""
        from cica.model.meetings import Meeting

        def when(meeting: Meeting) -> tuple[datetime.date, datetime.date, bool, bool]:
            date = _due(meeting)
            return date.sort_key if date else (datetime.date.max, datetime.date.max, True, True)

        return sorted(self._all(Meeting), key=when)

    def _select(
        self,
        meetings: list[M],
        status: str | None,
        on: When | None,
        title: str,
        covered: str | None = None,
        narrowed: bool = False,
        find: Callable[[Any], Entity] | None = None,
    ) -> Table[M]:
        """The meetings of a status that met on any of the days, of a kind or an organ of which the coverage is shown."""
        from cica.dates.answers import Answer
        from cica.dates.date import Date, days
        from cica.dates.periods import took_place
        from cica.model.meetings import MeetingStatus

        one_of("status", status, get_args(MeetingStatus))
        stretch = None if on is None else self._days(on)

        def ask(meeting: M) -> Answer:
            held = Answer.of(meeting.status == "held", False)
            if stretch is None:
                return held
            if meeting.start and meeting.end:
                return held & took_place(meeting.start, meeting.end, *stretch)
            date = _due(meeting)
            return held if date is None else held & date.touches(Date.between(*stretch))

        if status == "unknown":
            unknown = [meeting for meeting in meetings if meeting.status == "unknown"]
            if on is not None:
                asked = Date.between(*days(on))  # which may lie after the end of the record
                unknown = [m for m in unknown if (due := _due(m)) is None or due.touches(asked) is not Answer.NO]
                title = f"{title} {self._asked(on)}"
            return Table(unknown, title=title, find=find or self.meeting)
        extent = self._covered("meetings", covered, narrowed or stretch is not None)
        if status is None and stretch is None:
            return Table(meetings, title=title, coverage=extent, find=find or self.meeting)
        return self._table(
            sift(meetings, ask), title if on is None else f"{title} {self._asked(on)}", coverage=extent, find=find or self.meeting
        )


def _summits_in(city: str, summits: Iterable[Summit]) -> str:
    """Which summits were in a city, for a message; nothing if none was."""
    from cica.names.normalise import normalise

    there = [summit for summit in summits if city and normalise(summit.city) == normalise(city)]
    if not there:
        return ""
    numbers = " and ".join(str(summit.number) for summit in there)
    return f"the summit{'s' * (len(there) > 1)} in {there[0].city} {'is' if len(there) == 1 else 'are'} number {numbers}"


def _due(meeting: Meeting) -> Date | None:
    """The days of a meeting, or those for which it was last due where it is not known to have been held."""
    due = [plan.due for plan in meeting.plans if plan.due is not None]
    return meeting.days or (due[-1] if due else None)
