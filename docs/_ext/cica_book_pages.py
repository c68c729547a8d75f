"""The record as a book: what stands on each page, from the objects of the record."""

from __future__ import annotations

import bisect
import csv
import datetime
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import attrs
from cica_book_text import code, date_words, dating, escape, link, myst, out, slug, value_words
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

import cica
from cica.briefings.phrases import called, since
from cica.commands.writing import _cell, _inert
from cica.display.words import capital, count, dated, day, lasted, listed, number, ordinal, the, when
from cica.package.known import SINCE

__all__ = ["Book", "Page"]

Row: TypeAlias = tuple[object, ...]
NONE = myst("–")
FINDABLE = re.compile(r"\w[\w .,'’()/-]*")  # what the index takes as it is
HOW_FOUND = "{doc}`/guide/two-times` says how this is found."
FIRST = datetime.date(1900, 1, 1)  # nothing is searched for before

# The tables whose objects have a page each, and the folder with these.
FOLDERS = {
    "states": "states",
    "former_states": "states",
    "organisations": "organisations",
    "meetings": "meetings",
    "chairmanships": "chairs",
    "documents": "documents",
    "principles": "principles",
    "measures": "measures",
    "disputes": "disputes",
}
# The line of Python that gives an object.
PYTHON = {
    "states": "cica.state({})",
    "former_states": "cica.former_state({})",
    "organisations": "cica.organisation({})",
    "meetings": "cica.meeting({})",
    "chairmanships": "cica.chairmanships()[{}]",
    "documents": "cica.document({})",
    "principles": "cica.principle({})",
    "measures": "cica.measures(level=None)[{}]",
    "disputes": "cica.disputes()[{}]",
}
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
KINDS = {
    "intergovernmental": "An intergovernmental organisation",
    "forum": "A forum without a founding treaty",
    "treaty": "A treaty, with its parties",
    "parliamentary": "A parliamentary organisation",
    "bank": "A bank of states",
    "subsidiary": "A part of another organisation",
    "national": "A body of one state",
}
LABELS = {
    "official_name": "Official name",
    "alpha2": "ISO 3166-1 alpha-2",
    "alpha3": "ISO 3166-1 alpha-3",
    "numeric": "ISO 3166-1 numeric, UN M49",
    "cow": "Correlates of War",
    "gw": "Gleditsch and Ward",
    "wikidata": "Wikidata",
    "url": "Text",
    "coverage": "Memberships recorded",
    "helsinki": "Helsinki Final Act, principle",
    "un_charter": "Charter of the United Nations, article",
    "note": "Remark",
    "reason": "Why",
    "members": "Members at its close",
    "ended": "Ended",
}
WIKIDATA = "https://www.wikidata.org/wiki/"
SPELL_LABELS = {"start": "First day", "end": "End, the first day no longer"}
FIELDS = {
    "start": "first day",
    "end": "end",
    "adopted": "day of adoption",
    "members": "number of members",
    "how": "how it began",
    "founded": "founding",
    "renamed": "change of name",
    "ended": "end",
    "wikidata": "identifier in Wikidata",
    "chaired_by": "persons in the chair",
    "scope": "whether it is regional",
    "order": "place in the text",
    "launched": "launch",
    "note": "a remark",
}
# What stands in the tables by themselves, in the lead or under a heading of its own.
SKIPPED = {"id", "name", "title", "note", "plans", "terms", "reason", "supporting", "opposing", "adopted_value"}


@dataclass
class Grid:
    """A table: the heads of its columns, and its cells."""

    heads: Sequence[str]
    rows: Sequence[Row]


@dataclass
class Part:
    """A section of a page: a table, or a list."""

    title: str
    items: Sequence[object] = ()
    grid: Grid | None = None
    before: object = ""


@dataclass
class Group:
    """The statements about one fact, field by field."""

    label: Markup
    title: object
    known: object
    fields: list[tuple[object, list[Markup]]]


@dataclass
class Page:
    """A page: where it stands, and what stands on it."""

    name: str
    title: str
    template: str
    lead: object
    python: str
    cite: object
    crumbs: list[tuple[str, str]]
    description: str
    data: dict[str, Any]
    facts: list[tuple[str, object]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    disputes: list[object] = field(default_factory=list)
    evidence: list[Group] = field(default_factory=list)
    known: object = ""
    related: list[object] = field(default_factory=list)
    grid: Grid | None = None
    quiet: bool = False
    csv: str = ""
    explained: object = ""
    download: object = ""
    found_by: list[Markup] = field(default_factory=list)


class Book:
    """All pages of a record.

    Parameters
    ----------
    record : cica.Record
        The record.
    templates : str
        The folder with the templates.
    """

    def __init__(self, record: cica.Record, templates: str) -> None:
        self.record = record
        self._environment = Environment(
            loader=FileSystemLoader(templates), autoescape=True, trim_blocks=True, lstrip_blocks=True, finalize=escape
        )
        self._taken: dict[str, tuple[str, str]] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._known: dict[tuple[str, str], datetime.date | None] = {}
        self._known_records: dict[datetime.date, Any] = {}

    # The pages

    def pages(self) -> Iterator[Page]:
        """Every page: of each object, of each table, and the first one."""
        record = self.record
        for entities, make in (
            ((*record.states(), *record.former_states()), self._state),
            (record.organisations(), self._organisation),
            (record.meetings(), self._meeting),
            (record.chairmanships(), self._chairmanship),
            (record.documents(), self._document),
            (record.principles(), self._principle),
            (record.measures(level=None), self._measure),
            (record.disputes(), self._dispute),
        ):
            yield from map(make, entities)
        tables = list(self._tables())
        yield from tables
        yield self._index(tables)

    def text(self, page: Page) -> str:
        """The text of a page."""
        text = self._environment.get_template(f"{page.template}.md.jinja").render(page=page)
        return "\n".join(_sparse(text.strip().splitlines())) + "\n"

    # Names of pages and labels

    def name(self, item: cica.Entity) -> str:
        """Where the page of an object stands, from the root of the documentation, without its ending."""
        key = item.table_name, item.id
        if key not in self._names:
            base = name = f"record/{FOLDERS[item.table_name]}/{slug(item.id)}"
            n = 1
            while self._taken.setdefault(name.lower(), key) != key:
                n += 1
                name = f"{base}-{n}"
            self._names[key] = name
        return self._names[key]

    def to(self, item: Any, label: object = None) -> Markup:
        """An object as a link to its page, or to the place where its statements stand; as text where there is neither."""
        shown = str(item) if label is None else label
        if item is None:
            return NONE
        if item.table_name in FOLDERS:
            return link(shown, f"/{self.name(item)}.md")
        return link(shown, f"#{_label(item)}") if (item.table_name, item.id) in self._stated_facts else escape(shown)

    def value(self, value: object) -> Markup:
        """The value of a field: dates with how well they are known, objects as links."""
        if isinstance(value, cica.Date):
            return dating(value)
        if isinstance(value, cica.Entity):
            return self.to(value)
        if isinstance(value, tuple):
            return myst("; ".join(map(self.value, value)))
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return out(value, value)
        return escape(value)

    def facts(self, item: Any, skip: Iterable[str] = ()) -> list[tuple[str, object]]:
        """The fields that say something, with their values."""
        labels = LABELS | (SPELL_LABELS if isinstance(item, cica.Spell) else {"start": "First day", "end": "Last day"})
        found: list[tuple[str, object]] = [("Identifier", code(item.id))]
        for one in attrs.fields(type(item)):
            held = getattr(item, one.name)
            if one.name in SKIPPED or one.name in skip or held in (None, "", ()):
                continue
            if one.name == "coverage":
                held = item.recorded
            told = out(held, WIKIDATA + held) if one.name == "wikidata" else self.value(held)
            found.append((labels.get(one.name, capital(one.name.replace("_", " "))), told))
        if getattr(item, "note", ""):
            found.append(("Remark", escape(item.note)))
        return found

    # Evidence

    @cached_property
    def _stated_facts(self) -> set[tuple[str, str]]:
        """The facts that have no page, and on which there are statements or which stand in a list with a label."""
        return {(row["table"], row["row"]) for _, row in self.record._package.rows("statements").values()}

    @cached_property
    def _disputed(self) -> dict[tuple[str, str], list[cica.Dispute]]:
        found: dict[tuple[str, str], list[cica.Dispute]] = {}
        for dispute in self.record.disputes():
            found.setdefault((dispute.table, dispute.row), []).append(dispute)
        return found

    def group(self, item: Any, title: object) -> Group | None:
        """The statements about a fact, in order of publication."""
        if (item.table_name, item.id) not in self._stated_facts:
            return None
        fields: dict[str, list[cica.Statement]] = {}
        for statement in self.record.evidence(item):
            fields.setdefault(statement.field, []).append(statement)
        found: list[tuple[object, list[Markup]]] = []
        for name, statements in fields.items():
            held = getattr(item, name, None)
            words = f": {self.value(held)}" if held not in (None, "", ()) else ""
            label = capital(self._field(item, name))
            found.append((myst(f"*{escape(label)}*{words}"), [self.said(s) for s in sorted(statements, key=_published)]))
        known = self.known(item)
        return Group(_label(item), title, myst(f" · known since {escape(day(known))}") if known else "", found)

    def said(self, statement: cica.Statement) -> Markup:
        """What a source says, in a line."""
        source = statement.source
        when_ = dated(source.published) if source.published else "undated"
        agrees = {"no": " · **disagrees**", "undetermined": " · *agrees in part*"}.get(self.record.agrees(statement).value, "")
        via = f" ({escape(f'read at {source.via}')})" if source.via else ""
        note = f" · {escape(statement.note)}" if statement.note else ""
        by = f"{escape(source.publisher)}, {out(source.title or source.publisher, source.url)}{via}, {escape(when_)}"
        return myst(f"{value_words(statement.value)}{agrees} — {by}{note}")

    def groups(self, items: Iterable[tuple[Any, object]]) -> list[Group]:
        """The statements about several facts, each with its title."""
        return [group for item, title in items if (group := self.group(item, title))]

    def contested(self, items: Iterable[Any]) -> list[object]:
        """The disputes about some facts, each with why the record holds what it holds."""
        return [
            myst(f"{self.to(dispute, self.about(dispute))}: {escape(dispute.reason)}")
            for item in items
            for dispute in self._disputed.get((item.table_name, item.id), ())
        ]

    def fact(self, dispute: cica.Dispute) -> Any:
        """The object that a dispute is about."""
        from cica.package.objects import class_of

        return self.record._package.get(class_of(dispute.table), dispute.row)

    def about(self, dispute: cica.Dispute) -> str:
        """What a dispute is about, as a title."""
        fact = self.fact(dispute)
        return f"{capital(_fact_words(fact))}: {self._field(fact, dispute.field)}"

    def _field(self, item: Any, name: str) -> str:
        """What a field of an object holds, in words."""
        if name == "end" and not isinstance(item, cica.Spell):
            return "last day"
        return FIELDS.get(name, name.replace("_", " "))

    # What was known when

    def known(self, item: Any) -> datetime.date | None:
        """Since when the record as known on a day has a fact; None where only the record of the last day has it."""
        key = item.table_name, item.id
        if key not in self._known:
            guess = self._likely(item)
            sure = guess is not None and self._held(key, guess) and not self._held(key, guess - datetime.timedelta(1))
            self._known[key] = guess if sure else self._searched(key)
        return self._known[key]

    def _likely(self, item: Any) -> datetime.date | None:
        """The day that the rules of known time lead to, if nothing else of the fact stands in the way."""
        table = item.table_name
        if table == "attendances":
            return self.known(item.meeting)
        if table == "principles":
            return self.known(item.document)
        if table == "meetings":
            dates = [plan.announced for plan in item.plans] + ([item.end or item.start] if item.status == "held" else [])
        elif table == "chairmanships":
            dates = [*(term.decided for term in item.terms), item.start]
        else:
            dates = [getattr(item, SINCE.get(table, ""), None)]
        return min((date.latest for date in dates if date and date.latest), default=None)

    def _searched(self, key: tuple[str, str]) -> datetime.date | None:
        """The first day on which a fact was known, found by halving."""
        first, last = FIRST.toordinal(), self.record.as_of.toordinal()
        days = range(first, last)
        place = bisect.bisect_left(days, True, key=lambda n: self._held(key, datetime.date.fromordinal(n)))
        return datetime.date.fromordinal(days[place]) if 0 < place < len(days) else None

    def _held(self, key: tuple[str, str], on: datetime.date) -> bool:
        """Whether the record as known on a day has a fact."""
        return bool(self._as_known(on).holds(*key))

    def _as_known(self, on: datetime.date) -> Any:
        if on not in self._known_records:
            self._known_records[on] = self.record.as_known(on)._package.source
        return self._known_records[on]

    def known_words(self, item: Any) -> object:
        """Since when a fact can be shown to have been known, in a sentence."""
        known = self.known(item)
        if known is None:
            return myst(f"Nothing shows it to have been known before the last day of the record. {HOW_FOUND}")
        sources = [
            s.source for s in sorted(self.record._statements(item.table_name, item.id), key=_published) if s.source.published
        ]
        first = ""
        if sources:
            source = sources[0]
            first = f" Of its sources the first was published {escape(when(source.published))}, by {escape(source.publisher)}."
        expression = code(f'cica.as_known("{known}")')
        return myst(f"It can be shown to have been known since {escape(day(known))}, as {expression} has it.{first} {HOW_FOUND}")

    # Pages in general

    @cached_property
    def citation(self) -> str:
        """How to cite the record."""
        return self.record.cite()

    def cite(self, what: str) -> Markup:
        """How to cite a fact."""
        return myst(f"{escape(self.citation)} {escape(what[:1].upper() + what[1:])}.")

    def entry(self, item: Any, lead: object, data: dict[str, Any], index: tuple[str, str], **more: Any) -> Page:
        """The page of an object."""
        title = more.pop("title", str(item))
        plain = more.pop("description", "") or Markup(lead).replace("\\", "")
        return Page(
            name=self.name(item),
            title=title,
            template="entry",
            lead=lead,
            python=myst(PYTHON[item.table_name].format(_quoted(item.id))),
            cite=self.cite(f"{item.table_name}, {item.id}"),
            crumbs=[("The record", "record/index"), index],
            description=f"{title}: {_unlinked(plain)}",
            data={"name": title, "identifier": item.id} | _same(item) | data,
            explained=self._explained,
            found_by=self._findable(more.pop("found_by", ()), title),
            **{"facts": self.facts(item), **more},
        )

    @staticmethod
    def _findable(names: Iterable[str], title: str) -> list[Markup]:
        """Names for the index and the search: those that the directive takes as they are."""
        lines = dict.fromkeys(" ".join(name.split()) for name in names)
        return [myst(line) for line in lines if line != title and FINDABLE.fullmatch(line)]

    @cached_property
    def _explained(self) -> Markup:
        return myst(
            "What each source says, in order of publication; of a date, the days that it leaves possible. A source agrees with the "
            "record where nothing else is said."
        )

    # States

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
            *(myst(f"{escape(capital(spell.role.replace('-', ' ')))} {self._lasted(spell)}{_how(spell)}") for spell in ours),
            *(myst(f"{self.to(chair, 'In the chair')} {self._lasted(chair)}") for chair in chairs),
            *(myst(f"{escape(capital(c.role))} of {self.to(c.measure)}, {_attested(c)}") for c in coordinates),
            *(myst(f"Applied to be {escape(a.role)}: {escape(a.outcome)}") for a in applied),
            *(myst(f"{escape(o.person)}, {escape(o.title)} {self._lasted(o)}") for o in officers),
            *(myst(f"Proposed {self.to(i)}, launched {date_words(i.launched)}") for i in proposed),
        ]
        items = [
            *((spell, f"{_abbreviated(spell.organisation)}, {spell.role.replace('-', ' ')}") for spell in spells),
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
                    [(self.to(a.meeting), self._days(a.meeting), a.role, _who(a)) for a in came],
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
                            _SYSTEMS.get(c.system, c.system),
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

    # Organisations

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
                [myst(f"{escape(capital(s.role))} of {self.to(s.organisation)} {self._lasted(s)}{_how(s)}") for s in belongs],
            ),
            Part(
                "At meetings",
                grid=Grid(
                    ("Meeting", "When", "As", "Represented by"),
                    [(self.to(a.meeting), self._days(a.meeting), a.role, _who(a)) for a in came],
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

    # Meetings, chairs

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
                    [(self.to(a.party), a.role, _who(a), (a.level or "").replace("-", " ")) for a in came],
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
            Part("Meetings that it chaired", [myst(f"{self.to(m)}{_place(m)}, {self._days(m)}") for m in held if _within(m, chair)])
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

    # Texts

    def _document(self, document: Any) -> Page:
        principles = self._of("principles", "document", document)
        reaffirmed = self._of("principles", "reaffirmed_in", document)
        measures = self._of("measures", "catalogues", document)
        amended = self._of("documents", "amends", document)
        organs = self._of("bodies", "document", document)
        steps = self._of("milestones", "document", document)
        verb = {"adopted": "adopted", "draft": "a draft", "unknown": "not known to have been adopted"}[document.status]
        where = f" in {document.city}" if document.city and document.status == "adopted" else ""
        date = f" {when(document.adopted)}" if document.adopted else ""
        met = f" by {called(document.meeting)}" if document.meeting and document.status == "adopted" else ""
        article = "An" if document.kind[0] in "aeio" else "A"
        kind = {"rules": "Rules"}.get(document.kind, "A text" if document.kind == "other" else f"{article} {document.kind}")
        parts = [
            Part("Principles that it sets out", [myst(f"{self.to(p)}: {escape(p.summary)}") for p in principles]),
            Part("Principles that it reaffirms", [self.to(p) for p in reaffirmed]),
            Part("Entries of the Catalogue that it has", [self.to(m) for m in measures]),
            Part("Amended or replaced by", [self.to(d) for d in amended]),
            Part("What rests on it", [self.to(one) for one in (*organs, *steps)]),
        ]
        data: dict[str, Any] = {"@type": "CreativeWork", "alternateName": list(document.other_titles), "genre": document.kind}
        if document.adopted and document.adopted.precision in ("day", "month", "year"):
            data["dateCreated"] = str(document.adopted)
        if document.url.startswith(("http://", "https://")):
            data["url"] = document.url
        return self.entry(
            document,
            escape(f"{kind}, {verb}{where}{date}{met}."),
            data,
            ("Documents", "record/documents"),
            parts=parts,
            disputes=self.contested([document]),
            evidence=self.groups([(document, document.title)]),
            known=self.known_words(document),
            found_by=list(document.other_titles),
            related=[*([self.to(document.meeting)] if document.meeting else []), self._back("All documents", "documents")],
        )

    def _principle(self, principle: Any) -> Page:
        order = self._of("principles", "document", principle.document)
        return self.entry(
            principle,
            escape(principle.summary),
            {"@type": "DefinedTerm", "description": principle.summary, "inDefinedTermSet": principle.document.title},
            ("Principles", "record/principles"),
            facts=self.facts(principle, skip=("summary",)),
            disputes=self.contested([principle]),
            evidence=self.groups([(principle, principle.name)]),
            known=self.known_words(principle),
            related=[*self._beside(order, principle), self.to(principle.document), self._back("All principles", "principles")],
        )

    def _measure(self, measure: Any) -> Page:
        below = self._of("measures", "parent", measure)
        named = self._of("coordinators", "measure", measure)
        done = self._of("activities", "measure", measure)
        what = {"dimension": "A dimension", "area": "A priority area", "measure": "A measure"}[measure.level]
        lead = f"{what} of the Catalogue of confidence-building measures"
        lead += f", in the {measure.dimension}." if measure.dimension != measure else "."
        parts = [
            Part("Below it", [myst(f"{self.to(m)} ({escape(m.level)})") for m in below]),
            Part("Coordinators", [myst(f"{self.to(c.state)}, {escape(c.role)}, {_attested(c)}") for c in named]),
            Part("What was done", [myst(f"{self.to(a)}, {date_words(a.days)}{_place(a)}{_by(a)}") for a in done]),
        ]
        items = [(measure, measure.name), *((c, f"{c.state}, {c.role}") for c in named), *((a, str(a)) for a in done)]
        return self.entry(
            measure,
            escape(lead),
            {"@type": "DefinedTerm", "inDefinedTermSet": "Catalogue of CICA confidence-building measures"},
            ("Measures", "record/measures"),
            parts=parts,
            disputes=self.contested([measure, *named, *done]),
            evidence=self.groups(items),
            known=self.known_words(measure),
            related=[*([self.to(measure.parent)] if measure.parent else []), self._back("All measures", "measures")],
        )

    # Disputes

    def _dispute(self, dispute: Any) -> Page:
        fact = self.fact(dispute)
        adopted = f"The record has {value_words(dispute.adopted)}" if dispute.adopted else "The record leaves it open"
        others = list(dict.fromkeys(s.value for s in dispute.opposing))
        said = f"; other sources say {listed([str(value_words(value)) for value in others], 'or')}" if others else ""
        owner = (
            getattr(fact, "member", getattr(fact, "meeting", None)) if fact.table_name in ("memberships", "attendances") else None
        )
        about = self.to(owner) if owner is not None and owner.table_name in FOLDERS else None
        facts: list[tuple[str, object]] = [
            ("Identifier", code(dispute.id)),
            ("About", self.to(fact, capital(_fact_words(fact)))),
            ("Field", code(dispute.field)),
        ]
        parts = [
            Part("Why the record holds this", before=escape(dispute.reason)),
            Part("For it", [self.said(s) for s in sorted(dispute.supporting, key=_published)]),
            Part("Against it, or not clearly for it", [self.said(s) for s in sorted(dispute.opposing, key=_published)]),
        ]
        known = self.known(dispute)
        words = (
            f"Sources can be shown to have disagreed since {day(known)}."
            if known
            else "Nothing shows the disagreement before the last day of the record."
        )
        return self.entry(
            dispute,
            myst(f"{adopted}{said}."),
            {"@type": "Claim", "text": f"{self.about(dispute)}: {dispute.adopted or 'left open'}", "description": dispute.reason},
            ("Disputes", "record/disputes"),
            title=self.about(dispute),
            facts=facts,
            parts=parts,
            known=myst(f"{escape(words)} {HOW_FOUND}"),
            related=[*([about] if about else []), self._back("All disputes", "disputes"), myst("{doc}`/guide/evidence`")],
        )

    # Tables

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
            f"cica.memberships(organisation={_quoted(organisation.id)})",
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
            myst(f"{link(_abbreviated(organisation), f'/record/memberships/{slug(organisation.id)}.md')} ({len(spells)})")
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

    # What several pages need

    @cached_property
    def _spells(self) -> list[Any]:
        return list(self.record.memberships())

    def _all(self, name: str) -> list[Any]:
        if name not in self._lists:
            question = getattr(self.record, name)
            self._lists[name] = list(question(level=None) if name == "measures" else question())
        return self._lists[name]

    def _of(self, name: str, attribute: str, item: Any) -> list[Any]:
        """The objects of a table that refer to another by an attribute."""
        groups = self._groups.setdefault((name, attribute), {})
        if not groups:
            for one in self._all(name):
                held = getattr(one, attribute)
                for value in held if isinstance(held, tuple) else (held,):
                    if value is not None:
                        groups.setdefault((value.table_name, value.id), []).append(one)
        return groups.get((item.table_name, item.id), [])

    @cached_property
    def _groups(self) -> dict[tuple[str, str], dict[tuple[str, str], list[Any]]]:
        return {}

    @cached_property
    def _lists(self) -> dict[str, list[Any]]:
        return {}

    @cached_property
    def _state_names(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for name in self.record.state_names():
            found.setdefault(name.state.id, []).append(name)
        return found

    @cached_property
    def _systems(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for system in _SYSTEMS:
            for spell in self.record.state_system(system):
                if spell.state is not None:
                    found.setdefault(spell.state.id, []).append(spell)
        return found

    def _since(self, spell: Any) -> Markup:
        return date_words(spell.start) if spell.start else escape("not recorded")

    def _lasted(self, spell: Any) -> Markup:
        return escape(lasted(cica.Period(spell.start, spell.end)))

    def _days(self, meeting: Any) -> Markup:
        if meeting.days:
            return date_words(meeting.days)
        due = [plan.due for plan in meeting.plans if plan.due]
        return myst(f"announced for {date_words(due[-1])}") if due else escape("not recorded")

    def _role(self, state: Any) -> str:
        roles = [s.role for s in self._of("memberships", "member", state) if s.organisation.id == "cica" and s.end is None]
        return roles[0] if roles else ""

    def _back(self, label: str, name: str) -> Markup:
        return link(label, f"/record/{name}.md")

    def _beside(self, order: Sequence[Any], item: Any) -> list[object]:
        """The one before and the one after, in order."""
        n = order.index(item)
        found: list[object] = []
        if n > 0:
            found.append(myst(f"Before it: {self.to(order[n - 1])}"))
        if n + 1 < len(order):
            found.append(myst(f"After it: {self.to(order[n + 1])}"))
        return found


_SYSTEMS = {"cow": "Correlates of War", "gw": "Gleditsch and Ward", "polity": "Polity 5", "vdem": "V-Dem"}


def _label(item: Any) -> Markup:
    """The label of the statements about a fact."""
    return myst(slug(f"record-{item.table_name}-{item.id}").lower())


def _published(statement: cica.Statement) -> tuple[bool, Any, str]:
    """Statements by publication, those without a date last."""
    date = statement.source.published
    return (date is None, date.sort_key if date else (), statement.id)


def _sparse(lines: Iterable[str]) -> Iterator[str]:
    """Lines with at most one empty one between two others."""
    empty = False
    for line in lines:
        line = line.rstrip()
        if line or not empty:
            yield line
        empty = not line


def _csv(items: Sequence[Any]) -> str:
    """Objects as CSV: dates as EDTF, objects by their identifiers."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    dicts = [item.to_dict() for item in items]
    heads = list(dict.fromkeys(key for one in dicts for key in one))
    writer.writerow(heads)
    for one in dicts:
        writer.writerow([_inert(_cell(one.get(head))) for head in heads])
    return made.getvalue()


def _quoted(text: str) -> str:
    """A text as Python writes it, in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def _same(item: Any) -> dict[str, str]:
    """Where the same thing is described in Wikidata, in the words of schema.org."""
    held = getattr(item, "wikidata", "")
    return {"sameAs": WIKIDATA + held} if held else {}


def _unlinked(text: str) -> str:
    return text.replace("`", "")


def _fact_words(fact: Any) -> str:
    """A fact inside a title."""
    if isinstance(fact, cica.Membership):
        return f"{the(str(fact.member))} as {fact.role.replace('-', ' ')} of {_abbreviated(fact.organisation)}"
    if isinstance(fact, cica.Chairmanship):
        return f"the chairmanship of {the(fact.state.name)}"
    if isinstance(fact, cica.Seat):
        return f"the Secretariat in {fact.city}"
    if isinstance(fact, cica.Meeting):
        return called(fact)
    if isinstance(fact, cica.Coordinator):
        return f"{fact.state} as {fact.role} of {fact.measure}"
    if isinstance(fact, cica.Attendance):
        return f"{fact.party} at {called(fact.meeting)}"
    if isinstance(fact, cica.Term):
        return f"the term of {fact.id.partition('-term')[0]}, until {fact.until}"
    return str(fact)


def _abbreviated(organisation: Any) -> str:
    return organisation.abbreviation or f"the {organisation.name}"


def _ours(spells: Sequence[Any]) -> str:
    """What a state is in CICA, in sentences."""
    if not spells:
        return ""
    last = next((s for s in spells if s.end is None), spells[-1])
    return f" {capital(last.role)} of CICA {lasted(last.period)}."


def _how(spell: Any) -> Markup:
    return myst(f". {escape(spell.note or spell.how)}") if spell.note or spell.how else myst("")


def _who(attendance: Any) -> str:
    if attendance.level is None:
        return "not known"
    if attendance.level == "absent":
        return "nobody"
    return ", ".join(part for part in (attendance.person or "not named", attendance.title) if part)


def _place(item: Any) -> Markup:
    return myst(f", {escape(item.city)}") if item.city else myst("")


def _of(activity: Any, state: Any) -> Markup:
    return myst(f", in {escape(activity.city or 'the country')}") if activity.country == state else myst("")


def _by(activity: Any) -> Markup:
    return myst(f", organised by {escape(listed(map(str, activity.organisers)))}") if activity.organisers else myst("")


def _within(meeting: Any, chair: Any) -> bool:
    """Whether a meeting may have been held under a chairmanship."""
    if meeting.start is None:
        return False
    return (meeting.start >= chair.start) is not cica.Answer.NO and (
        chair.end is None or (meeting.start <= chair.end) is not cica.Answer.NO
    )


def _attested(item: Any) -> Markup:
    """The days on which sources name a coordinator."""
    if item.first_attested == item.last_attested:
        return myst(f"attested {date_words(item.first_attested)}")
    return myst(f"attested {date_words(item.first_attested)} to {date_words(item.last_attested)}")


def _many(n: int, role: str) -> str:
    if role == "suspended":
        return f"{n} suspended"
    return count(n, role.replace("-", " "))


def _coverage_words(organisation: Any) -> object:
    return f"Recorded is {organisation.recorded}." if organisation.recorded else ""


def _short_name(meeting: Any) -> str:
    return capital(called(meeting).removeprefix("the "))
