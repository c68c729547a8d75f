"""The page of a meeting, and of a chairmanship."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cica
from cica.briefings.phrases import since
from cica.display.words import capital, lasted, ordinal, the, when
from cica_book.entries import Entries
from cica_book.page import Grid, Page, Part
from cica_book.text import date_words, escape, myst
from cica_book.words import place, who

if TYPE_CHECKING:
    from markupsafe import Markup


class Meetings(Entries):
    """The pages of meetings and of chairmanships."""

    def _meeting(self, meeting: Any) -> Page:
        documents = self._of("documents", "meeting", meeting)
        came = self._of("attendances", "meeting", meeting)
        admitted = self._of("memberships", "meeting", meeting)
        chairs = [c for c in self._all("chairmanships") if meeting in (c.opening, c.closing)]
        terms = [t for c in self._all("chairmanships") for t in c.terms if t.decision == meeting]
        launched = self._of("initiatives", "meeting", meeting)
        steps = self._of("milestones", "meeting", meeting)
        organs = self._of("bodies", "meeting", meeting)
        money = self._of("resources", "meeting", meeting)
        body = next((b for b in self._all("bodies") if b.id == meeting.body), None)
        if meeting.status == "held":
            verb = "Taken" if meeting.kind == "decision" else "Held"
            where = f" in {meeting.city}" if meeting.city else " online" if meeting.format == "online" else ""
            where += f", {meeting.country}," if meeting.country and meeting.city else ""
            lead = f"{verb}{where} {when(meeting.days)}."
        else:
            due = [plan for plan in meeting.plans if plan.due]
            lead = f"Not known to have been held; announced for {since(due[-1].due)}." if due else "Not known to have been held."
        facts = self.facts(meeting, skip=("body",))
        if body:
            facts.insert(2, ("Organ", escape(body.name)))
        parts = [
            Part(
                "What it adopted",
                [myst(f"{self.to(d)} ({escape(d.kind)}{'' if d.status == 'adopted' else f', {d.status}'})") for d in documents],
            ),
            Part(
                "Who was admitted",
                [
                    myst(f"{self.to(s.member)}, {escape(s.role)} of {self.to(s.organisation)}, since {self._since(s)}")
                    for s in admitted
                ],
            ),
            Part(
                "The chair",
                [
                    *(myst(f"{'Opened' if c.opening == meeting else 'Closed'} the {self.to(c, self._chaired(c))}") for c in chairs),
                    *(myst(f"Decided that it was to last until {date_words(t.until)}") for t in terms),
                ],
            ),
            Part("Initiatives and steps", [myst(f"{self.to(i)}") for i in (*launched, *steps, *organs, *money)]),
            Part("What was announced beforehand", [self._plan(plan) for plan in meeting.plans]),
            Part(
                "Who came",
                grid=Grid(
                    ("Name", "As", "Represented by", "Level"),
                    [(self.to(a.party), a.role, who(a), (a.level or "").replace("-", " ")) for a in came],
                ),
            ),
        ]
        items = [
            (meeting, "The meeting"),
            *((plan, f"Announcement {n}") for n, plan in enumerate(meeting.plans, 1)),
            *((a, f"{a.party}") for a in came),
        ]
        data: dict[str, Any] = (
            {"@type": "Event", "eventStatus": "https://schema.org/EventScheduled"}
            if meeting.status == "held"
            else {"@type": "Event"}
        )
        for key, date in (("startDate", meeting.start), ("endDate", meeting.end)):
            if date and date.precision in ("day", "month", "year"):
                data[key] = str(date)
        if meeting.city:
            data["location"] = {"@type": "Place", "name": f"{meeting.city}, {meeting.country}" if meeting.country else meeting.city}
        if meeting.chairs:
            data["organizer"] = [{"@type": "Country", "name": str(state)} for state in meeting.chairs]
        series = [m for m in self._all("meetings") if m.kind == meeting.kind]
        return self.entry(
            meeting,
            escape(lead),
            data,
            ("Meetings", "record/meetings"),
            facts=facts,
            parts=parts,
            disputes=self.contested([meeting, *meeting.plans, *came]),
            evidence=self.groups(items),
            known=self.known_words(meeting),
            related=[*self._beside(series, meeting), self._back("All meetings", "meetings")],
        )

    def _plan(self, plan: Any) -> Markup:
        where = plan.city or (plan.country.name if plan.country else "")
        due = f"due {date_words(plan.due)}" if plan.due else "due, on a day that was not named"
        note = f". {escape(plan.note)}" if plan.note else ""
        return myst(f"Announced {date_words(plan.announced)}: {due}{f', {escape(where)}' if where else ''}{note}")

    def _chairmanship(self, chair: Any) -> Page:
        order = self._all("chairmanships")
        n = order.index(chair)
        title = capital(self._chaired(chair))
        parts = [Part("How long it was to last", [self._term(term) for term in chair.terms])]
        items = [(chair, "The chairmanship"), *((term, f"Decision {k}") for k, term in enumerate(chair.terms, 1))]
        data: dict[str, Any] = {"@type": "OrganizationRole", "roleName": "Chair of CICA"}
        for key, date in (("startDate", chair.start), ("endDate", chair.end)):
            if date and date.precision in ("day", "month", "year"):
                data[key] = str(date)
        held = [m for m in self._all("meetings") if chair.state in m.chairs and m.status == "held"]
        parts.append(
            Part("Meetings that it chaired", [myst(f"{self.to(m)}{place(m)}, {self._days(m)}") for m in held if _within(m, chair)])
        )
        return self.entry(
            chair,
            escape(
                f"{capital(the(chair.state.name))} in the chair of CICA, {lasted(chair.period)}; the {ordinal(n + 1)} chairmanship."
            ),
            data,
            ("Chairs", "record/chairs"),
            title=title,
            parts=parts,
            disputes=self.contested([chair, *chair.terms]),
            evidence=self.groups(items),
            known=self.known_words(chair),
            related=[*self._beside(order, chair), self.to(chair.state), self._back("All chairs", "chairs")],
        )

    def _chaired(self, chair: Any) -> str:
        """A chairmanship inside a sentence."""
        return f"chairmanship of {the(chair.state.name)}, {lasted(chair.period)}"

    def _term(self, term: Any) -> Markup:
        by = f", by {self.to(term.decision)}" if term.decision else ""
        note = f". {escape(term.note)}" if term.note else ""
        return myst(f"Decided or announced {date_words(term.decided)}{by}: until {date_words(term.until)}{note}")


def _within(meeting: Any, chair: Any) -> bool:
    """Whether a meeting may have been held under a chairmanship."""
    if meeting.start is None:
        return False
    return (meeting.start >= chair.start) is not cica.Answer.NO and (
        chair.end is None or (meeting.start <= chair.end) is not cica.Answer.NO
    )
