"""The pages with all rows of a table, and the first page, which leads to them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import cica
from cica.briefings.phrases import called
from cica.display.csv_cells import cell, inert
from cica.display.words import capital, count, day, listed
from cica_book.entries import Entries
from cica_book.page import Grid, Page, Part, Row
from cica_book.text import code, date_words, escape, link, myst, slug, value_words
from cica_book.words import abbreviated, quoted

if TYPE_CHECKING:
    from markupsafe import Markup

# What the tables have, for the first page.
ABOUT = {
    "members": "The members of today, and since when",
    "summits": "The heads of state and government, and the ministers of foreign affairs: when and where",
    "meetings": "All meetings, and decisions taken without one",
    "chairs": "Who held the chair, and how long",
    "states": "The states of today and those that no longer exist",
    "organisations": "CICA, its observers and partners, and those it is compared with",
    "documents": "What was adopted, drafted or signed",
    "principles": "What the documents set out",
    "measures": "The Catalogue of confidence-building measures",
    "disputes": "Where sources disagree, and what the record holds",
}


class Tables(Entries):
    """The pages of tables."""

    def _tables(self) -> Iterator[Page]:
        make, all_ = self._rows, self._all
        states = [*self.record.states(), *self.record.former_states()]
        joined = [s for s in self._spells if s.organisation.id == "cica" and s.role == "member" and s.end is None]
        yield make(
            "members",
            "Members of CICA",
            joined,
            ("State", "Since", "How it joined", "Sub-region"),
            lambda s: (self.to(s.member), self._since(s), s.how, s.member.subregion),
            "cica.members()",
            "memberships",
        )
        summits = [m for m in all_("meetings") if isinstance(m, (cica.Summit, cica.Ministerial))]
        heads = ("Meeting", "When", "City", "Country", "In the chair")

        def met(m: Any) -> Row:
            return self.to(m), self._days(m), m.city, self.to(m.country) if m.country else "", listed(map(str, m.chairs))

        yield make(
            "summits",
            "Summits and meetings of the ministers",
            summits,
            heads,
            met,
            "cica.summits(), cica.ministerials()",
            "meetings",
        )
        yield make(
            "meetings",
            "Meetings",
            all_("meetings"),
            ("Meeting", "When", "City", "Kind", "Status"),
            lambda m: (self.to(m), self._days(m), m.city, m.kind, m.status),
            "cica.meetings()",
            "meetings",
        )
        yield make(
            "chairs",
            "Chairs",
            all_("chairmanships"),
            ("State", "Since", "Until", "In person"),
            lambda c: (self.to(c, c.state.name), date_words(c.start), date_words(c.end) if c.end else "", listed(c.persons)),
            "cica.chairmanships()",
            "chairmanships",
        )
        yield make(
            "states",
            "States",
            states,
            ("State", "Identifier", "Sub-region", "In CICA"),
            lambda s: (self.to(s), code(s.id), s.subregion or "former state", self._role(s)),
            "cica.states()",
            "states",
        )
        yield make(
            "organisations",
            "Organisations",
            all_("organisations"),
            ("Organisation", "Short", "Founded", "Kind", "Memberships"),
            lambda o: (
                self.to(o),
                o.abbreviation,
                date_words(o.founded) if o.founded else "",
                o.kind,
                len(self._of("memberships", "organisation", o)),
            ),
            "cica.organisations()",
            "organisations",
        )
        for organisation in all_("organisations"):
            if self._of("memberships", "organisation", organisation):
                yield self._membership_table(organisation)
        yield make(
            "documents",
            "Documents",
            all_("documents"),
            ("Document", "Adopted", "Kind", "Status", "Meeting"),
            lambda d: (
                self.to(d),
                date_words(d.adopted) if d.adopted else "",
                d.kind,
                d.status,
                self.to(d.meeting, _short_name(d.meeting)) if d.meeting else "",
            ),
            "cica.documents()",
            "documents",
        )
        yield make(
            "principles",
            "Principles",
            all_("principles"),
            ("Principle", "Document", "Place", "Summary"),
            lambda p: (self.to(p), self.to(p.document), p.order, p.summary),
            "cica.principles()",
            "principles",
        )
        yield make(
            "measures",
            "Measures",
            all_("measures"),
            ("Measure", "Level", "Within", "Place"),
            lambda m: (self.to(m), m.level, self.to(m.parent) if m.parent else "", m.locator),
            "cica.measures(level=None)",
            "measures",
        )

        def others(dispute: cica.Dispute) -> Markup:
            values = list(dict.fromkeys(statement.value for statement in dispute.opposing))
            return myst(listed([value_words(value, short=True) for value in values[:4]], "or"))

        yield make(
            "disputes",
            "Disputes",
            list(self.record.disputes()),
            ("Dispute", "The record has", "Others say"),
            lambda d: (self.to(d, self.about(d)), value_words(d.adopted, short=True) if d.adopted else "left open", others(d)),
            "cica.disputes()",
            "disputes",
        )

    def _rows(
        self,
        name: str,
        title: str,
        items: Sequence[Any],
        heads: Sequence[str],
        row: Callable[[Any], Row],
        python: str,
        table: str,
        **more: Any,
    ) -> Page:
        """A page with all rows of a table."""
        rows = list(map(row, items))
        place = name.rpartition("/")[2]
        noun = more.pop("lead", "") or f"{len(items)} rows of the record"
        note = myst(f"{escape(noun)}, updated to {escape(day(self.record.as_of))}. {{doc}}`What the columns mean </data/{table}>`.")
        crumbs = [("The record", "record/index"), *more.pop("crumbs", ())]
        return Page(
            name=f"record/{name}",
            title=title,
            template="rows",
            lead=note,
            python=myst(python),
            cite=self.cite(f"table {table}" + (f", {place}" if "/" in name else "")),
            crumbs=crumbs,
            description=f"{title}: {noun}, each with its sources.",
            data={"@type": "Dataset", "name": title, "description": f"{title}: {noun}, each with its sources."},
            grid=Grid(heads, rows),
            quiet=True,
            csv=_csv(items),
            download=myst(f"[Download CSV]({place}.csv)"),
            explained=self._explained,
            **more,
        )

    def _membership_table(self, organisation: Any) -> Page:
        spells = self._of("memberships", "organisation", organisation)
        loose = [s for s in spells if s.member.table_name == "other_entities"]
        return self._rows(
            f"memberships/{slug(organisation.id)}",
            f"Memberships in the {organisation}",
            spells,
            ("Member", "Role", "Since", "Until", "Remark"),
            lambda s: (
                self.to(s, str(s.member)),
                s.role.replace("-", " "),
                self._since(s),
                date_words(s.end) if s.end else "",
                s.note or s.how,
            ),
            f"cica.memberships(organisation={quoted(organisation.id)})",
            "memberships",
            lead=f"{capital(count(len(spells), 'membership'))} in the {organisation}",
            crumbs=[("Organisations", "record/organisations"), (organisation.name, self.name(organisation))],
            evidence=self.groups((s, f"{s.member}, {s.role}") for s in loose),
        )

    def _index(self, tables: Sequence[Page]) -> Page:
        def many(page: Page) -> str:
            return f"{len(page.grid.rows) if page.grid else 0:,}"

        rows: list[Row] = [
            (link(page.title, f"/{page.name}.md"), many(page), ABOUT[page.name.partition("/")[2]])
            for page in tables
            if page.name.count("/") == 1
        ]
        spread = [
            myst(f"{link(abbreviated(organisation), f'/record/memberships/{slug(organisation.id)}.md')} ({len(spells)})")
            for organisation in self._all("organisations")
            if (spells := self._of("memberships", "organisation", organisation))
        ]
        about = "Every state, organisation, meeting, chair, text, measure and dispute of the record has a page."
        return Page(
            name="record/index",
            title="The record",
            template="index",
            lead=f"{about} The tables lead to them; each has all its rows.",
            python=myst("cica.load()"),
            cite=escape(self.citation),
            crumbs=[],
            description=f"The record of CICA as pages. {about}",
            data={"@type": "Dataset", "name": self.record._package.description.get("title", "cica"), "description": about},
            grid=Grid(("Table", "Rows", "What it has"), rows),
            parts=[Part("Memberships", before=myst(" · ".join(spread)))],
        )


def _csv(items: Sequence[Any]) -> str:
    """Objects as CSV: dates as EDTF, objects by their identifiers."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    dicts = [item.to_dict() for item in items]
    heads = list(dict.fromkeys(key for one in dicts for key in one))
    writer.writerow(heads)
    for one in dicts:
        writer.writerow([inert(cell(one.get(head))) for head in heads])
    return made.getvalue()


def _short_name(meeting: Any) -> str:
    return capital(called(meeting).removeprefix("the "))
