"""The page of a state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import cica
from cica.display.words import capital, day, lasted, number, the, when
from cica_book.entries import Entries
from cica_book.page import Grid, Page, Part
from cica_book.text import code, date_words, escape, myst
from cica_book.words import HOW_FOUND, SYSTEMS, abbreviated, attested, how, who

if TYPE_CHECKING:
    from markupsafe import Markup


class States(Entries):
    """The pages of states."""

    def _state(self, state: Any) -> Page:
        record, id_ = self.record, state.id
        former = isinstance(state, cica.FormerState)
        spells = self._of("memberships", "member", state)
        ours = [spell for spell in spells if spell.organisation.id == "cica"]
        chairs = self._of("chairmanships", "state", state)
        came = self._of("attendances", "party", state)
        hosted = self._of("meetings", "country", state)
        coordinates = self._of("coordinators", "state", state)
        applied = self._of("applications", "party", state)
        officers = self._of("officers", "nationality", state)
        proposed = self._of("initiatives", "proposer", state)
        organised = [a for a in self._all("activities") if state in a.organisers or a.country == state]
        gave = self._of("resources", "states", state)
        names = [n for n in self._state_names.get(id_, ()) if n.name != state.name]
        dated_names = [n for n in names if n.start or n.end or ("state_names", n.id) in self._stated_facts]
        codes = self._systems.get(id_, [])
        before = [p for p in record.predecessors() if p.state == state or p.predecessor == state]
        if former:
            lead = f"A former state{f', which ended {when(state.ended)}' if state.ended else ''}."
        else:
            lead = f"A state in {the(state.subregion or state.region)}."
        lead += _ours(ours)
        in_cica = [
            *(myst(f"{escape(capital(spell.role.replace('-', ' ')))} {self._lasted(spell)}{how(spell)}") for spell in ours),
            *(myst(f"{self.to(chair, 'In the chair')} {self._lasted(chair)}") for chair in chairs),
            *(myst(f"{escape(capital(c.role))} of {self.to(c.measure)}, {attested(c)}") for c in coordinates),
            *(myst(f"Applied to be {escape(a.role)}: {escape(a.outcome)}") for a in applied),
            *(myst(f"{escape(o.person)}, {escape(o.title)} {self._lasted(o)}") for o in officers),
            *(myst(f"Proposed {self.to(i)}, launched {date_words(i.launched)}") for i in proposed),
        ]
        items = [
            *((spell, f"{abbreviated(spell.organisation)}, {spell.role.replace('-', ' ')}") for spell in spells),
            *((name, f"The name {name.name}") for name in dated_names),
            *((c, f"{c.system}, code {c.code}") for c in codes),
            *(((state, "As a former state"),) if former else ()),
        ]
        languages: dict[str, list[str]] = {}
        for name in names:
            languages.setdefault(name.language, []).append(name.name)
        parts = [
            Part("In CICA", in_cica),
            Part(
                "Memberships",
                grid=Grid(
                    ("Organisation", "Role", "Since", "Until"),
                    [
                        (self.to(s.organisation), s.role.replace("-", " "), self._since(s), date_words(s.end) if s.end else "")
                        for s in spells
                    ],
                ),
                before=self._counted_spells(state, spells),
            ),
            Part("Meetings here", grid=Grid(("Meeting", "When", "City"), [(self.to(m), self._days(m), m.city) for m in hosted])),
            Part(
                "At meetings",
                grid=Grid(
                    ("Meeting", "When", "As", "Represented by"),
                    [(self.to(a.meeting), self._days(a.meeting), a.role, who(a)) for a in came],
                ),
            ),
            Part("Activities", [myst(f"{self.to(a)}, {date_words(a.days)}{_of(a, state)}") for a in organised]),
            Part("The Secretariat", [myst(f"{self.to(r)} ({date_words(r.date)})") for r in gave]),
            Part(
                "Before and after",
                [myst(f"{self.to(p.predecessor)} in the place of {self.to(p.state)} {self._lasted(p)}") for p in before],
            ),
            Part(
                "Names with dates",
                [
                    myst(f"{escape(n.name)} ({escape(n.language)}, {escape(n.kind)}) {self._lasted(n)}")
                    for n in dated_names
                    if n.start or n.end
                ],
            ),
            Part(
                "Codes over time",
                grid=Grid(
                    ("System", "Code", "Letters", "Name there", "Since", "Until"),
                    [
                        (
                            SYSTEMS.get(c.system, c.system),
                            c.code,
                            c.letters,
                            c.name,
                            date_words(c.start),
                            date_words(c.end) if c.end else "",
                        )
                        for c in codes
                    ],
                ),
            ),
            Part(
                "Other names",
                [myst(f"{escape(tongue)}: {escape('; '.join(found))}") for tongue, found in sorted(languages.items())],
            ),
        ]
        first = [s for s in ours if s.role == "member"][:1] or ours[:1]
        return self.entry(
            state,
            escape(lead),
            {
                "@type": "Country",
                "alternateName": [state.official_name] if state.official_name else [],
                "memberOf": [
                    {"@type": "Organization", "name": s.organisation.name} for s in spells if s.end is None and s.role == "member"
                ],
            },
            ("States", "record/states"),
            parts=parts,
            disputes=self.contested([state, *spells, *dated_names, *coordinates]),
            evidence=self.groups(items),
            known=self._membership_known(first[0]) if first else "",
            found_by=[n.name for n in names if n.language == "en" and n.kind in ("short", "former")],
            related=[*self._neighbours(state), self._back("All states", "states"), self._back("Members of CICA", "members")],
        )

    def _membership_known(self, spell: Any) -> object:
        known = self.known(spell)
        if known is None:
            return ""
        article = "an" if spell.role[0] in "aeio" else "a"
        words = f"That it {'is' if spell.end is None else 'was'} {article} {spell.role} of CICA"
        expression = code(f'cica.as_known("{known}")')
        return myst(
            f"{escape(words)} can be shown to have been known since {escape(day(known))}, as {expression} "
            f"has it; of every other membership the day stands with its sources. {HOW_FOUND}"
        )

    def _neighbours(self, state: Any) -> list[object]:
        """The other members of CICA in the same region, for a state that belongs."""
        if isinstance(state, cica.FormerState):
            return [myst(f"Succeeded by {self.value(state.successors)}")] if state.successors else []
        near = [s for s in self.record.members() if s.subregion == state.subregion and s != state]
        return [myst(f"Members of CICA in {escape(the(state.subregion))}: {self.value(tuple(near))}")] if near else []

    def _counted_spells(self, state: Any, spells: Sequence[Any]) -> object:
        held = {s.organisation.id for s in spells if s.end is None and s.role in ("member", "participating-state")}
        if not spells or isinstance(state, cica.FormerState):
            return ""
        return (
            f"On {day(self.record.as_of)} it is a full member of {number(len(held))} of the {len(self._all('organisations'))} "
            "organisations of the record, as far as it goes."
        )


def _ours(spells: Sequence[Any]) -> str:
    """What a state is in CICA, in sentences."""
    if not spells:
        return ""
    last = next((s for s in spells if s.end is None), spells[-1])
    return f" {capital(last.role)} of CICA {lasted(last.period)}."


def _of(activity: Any, state: Any) -> Markup:
    return myst(f", in {escape(activity.city or 'the country')}") if activity.country == state else myst("")
