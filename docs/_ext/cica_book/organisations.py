"""The page of an organisation; of CICA with its organs and its Secretariat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cica
from cica.display.words import capital, count, day, listed, when
from cica_book.entries import Entries
from cica_book.page import Grid, Page, Part
from cica_book.text import date_words, escape, myst, slug
from cica_book.words import KINDS, how, who


class Organisations(Entries):
    """The pages of organisations."""

    def _organisation(self, organisation: Any) -> Page:
        within = self._of("memberships", "organisation", organisation)
        belongs = self._of("memberships", "member", organisation)
        came = self._of("attendances", "party", organisation)
        applied = self._of("applications", "party", organisation)
        below = self._of("organisations", "parent", organisation)
        after = self._of("organisations", "predecessor", organisation)
        today = [spell for spell in within if spell.end is None]
        gone = [spell for spell in within if spell.end is not None]
        lead = KINDS[organisation.kind]
        lead += f", founded {when(organisation.founded)}" if organisation.founded else ""
        lead += f"; it ended {when(organisation.ended)}" if organisation.ended else ""
        counts: dict[str, int] = {}
        for spell in today:
            counts[spell.role] = counts.get(spell.role, 0) + 1
        if counts:
            told = listed([_many(n, role) for role, n in counts.items()])
            lead += f". On {day(self.record.as_of)} the record has {told}"
        heads = ("Name", "Role", "Since", "How it began")
        rows = [(self.to(s.member), s.role.replace("-", " "), self._since(s), s.how) for s in today]
        former = [(self.to(s.member), s.role.replace("-", " "), self._since(s), date_words(s.end)) for s in gone]
        all_rows = (
            [self._back("All its memberships as a table to sort and filter", f"memberships/{slug(organisation.id)}")]
            if within
            else []
        )
        parts = [
            Part("Who belongs", grid=Grid(heads, rows), before=_coverage_words(organisation)),
            Part("Who belonged", grid=Grid(("Name", "Role", "Since", "Until"), former)),
            Part(
                "What it belongs to",
                [myst(f"{escape(capital(s.role))} of {self.to(s.organisation)} {self._lasted(s)}{how(s)}") for s in belongs],
            ),
            Part(
                "At meetings",
                grid=Grid(
                    ("Meeting", "When", "As", "Represented by"),
                    [(self.to(a.meeting), self._days(a.meeting), a.role, who(a)) for a in came],
                ),
            ),
            Part("Its parts", [self.to(o) for o in below]),
            Part("Continued by", [self.to(o) for o in after]),
            *(self._institutions() if organisation.id == "cica" else ()),
        ]
        items: list[tuple[Any, object]] = [
            (organisation, organisation.name),
            *((s, f"{capital(s.role)} of {s.organisation}") for s in belongs),
        ]
        items += [(a, f"Application as {a.role}") for a in applied]
        if organisation.id == "cica":
            items += self._institution_facts()
            parts.append(
                Part(
                    "How complete this is",
                    [c.brief() for c in self._all("coverage") if not c.table.startswith(("state", "statement", "source"))],
                )
            )
        data: dict[str, Any] = {"@type": "Organization"}
        data |= {"alternateName": [n for n in (organisation.abbreviation, *organisation.former_names) if n]}
        data |= {
            "member": [
                {"@type": "Country" if isinstance(s.member, cica.State) else "Organization", "name": str(s.member)} for s in today
            ]
        }
        if organisation.founded and organisation.founded.precision in ("day", "month", "year"):
            data["foundingDate"] = str(organisation.founded)
        if organisation.website.startswith("https://"):
            data["url"] = organisation.website
        return self.entry(
            organisation,
            escape(f"{lead}."),
            data,
            ("Organisations", "record/organisations"),
            parts=parts,
            disputes=self.contested([organisation, *within, *belongs]),
            evidence=self.groups(items),
            known=self.known_words(organisation) if organisation.id != "cica" else "",
            found_by=[name for name in (organisation.abbreviation, *organisation.former_names) if name],
            related=[*all_rows, self._back("All organisations", "organisations")],
        )

    def _institution_facts(self) -> list[tuple[Any, object]]:
        names = ("bodies", "seats", "officers", "milestones", "initiatives", "resources")
        loose = [(a, str(a)) for a in self._all("activities") if a.measure is None]
        return [*((item, str(item)) for name in names for item in self._all(name)), *loose]

    def _institutions(self) -> Iterator[Part]:
        yield Part(
            "Organs",
            [myst(f"{self.to(b)}{f', since {date_words(b.established)}' if b.established else ''}") for b in self._all("bodies")],
        )
        yield Part("Seat of the Secretariat", [myst(f"{self.to(s)} {self._lasted(s)}") for s in self._all("seats")])
        yield Part("Heads of the Secretariat", [myst(f"{self.to(o)} {self._lasted(o)}") for o in self._all("officers")])
        yield Part("Milestones", [myst(f"{date_words(m.date)}: {self.to(m)}") for m in self._all("milestones")])
        yield Part(
            "Initiatives", [myst(f"{date_words(i.launched)}: {self.to(i)}. {escape(i.summary)}") for i in self._all("initiatives")]
        )
        yield Part("Money, staff and premises", [myst(f"{date_words(r.date)}: {self.to(r)}") for r in self._all("resources")])
        loose = [a for a in self._all("activities") if a.measure is None]
        yield Part("Activities under no one measure", [myst(f"{date_words(a.days)}: {self.to(a)}") for a in loose])


def _many(n: int, role: str) -> str:
    if role == "suspended":
        return f"{n} suspended"
    return count(n, role.replace("-", " "))


def _coverage_words(organisation: Any) -> object:
    return f"Recorded is {organisation.recorded}." if organisation.recorded else ""
