"""What a question finds: items, each with the sources that stand behind it, what is undetermined, and both as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from cica.briefings.writing import Writer
from cica.display.cells import in_words
from cica.display.layout import table_text
from cica.display.words import counted
from cica.model.meetings import Meeting
from cica.model.roles import FULL

if TYPE_CHECKING:
    from cica.model.changes import Change
    from cica.model.entity import Entity
    from cica.model.memberships import Membership
    from cica.model.sources import Dispute, Source, Statement
    from cica.record import Record
    from cica.tables.table import Table

__all__ = ["PAGE", "Found", "Item", "find"]

PAGE = 50  # items of a long answer that come at once


class Item(NamedTuple):
    """A row of an answer.

    Attributes
    ----------
    row : mapping
        The row, as JSON has it.
    sources : sequence of Source
        The sources that stand behind it.
    """

    row: Mapping[str, object]
    sources: Sequence[Source] = ()


class Found(NamedTuple):
    """What was found.

    Attributes
    ----------
    title : str
        What it is.
    total : int
        How many items there are, of which a long answer has a part.
    items, undetermined : sequence of Item
        What is certain, and what the evidence leaves open.
    text : str
        Both as text.
    coverage : str
        How complete the record is in it.
    sourced : bool
        Whether the text has the sources.
    """

    title: str
    total: int
    items: Sequence[Item]
    undetermined: Sequence[Item] = ()
    text: str = ""
    coverage: str = ""
    sourced: bool = False


def find(record: Record, question: str, wanted: Mapping[str, Any], offset: int) -> Found:
    """What a question finds.

    Parameters
    ----------
    record : Record
        The record.
    question : str
        The question, by the name of its method.
    wanted : mapping
        What was given to it.
    offset : int
        How many items to pass over.

    Returns
    -------
    Found
        What was found.
    """
    return _TOLD.get(question, _of_table)(record, question, wanted, offset)


def _of_table(record: Record, question: str, wanted: Mapping[str, Any], offset: int) -> Found:
    """What is found by a question that a table answers."""
    table: Table[Entity] = getattr(record, question)(**wanted)
    made = _making(record, question, wanted)

    def items(part: Table[Entity]) -> list[Item]:
        return [made(item, row) for item, row in zip(part, part.to_dicts(), strict=True)]

    page, open_ = table[offset : offset + PAGE], table.undetermined
    return Found(table.title, len(table), items(page), items(open_), _shown(page, open_), table.coverage)


def _overlap(record: Record, question: str, wanted: Mapping[str, Any], offset: int) -> Found:
    """The states of two organisations, each with that to which it belongs."""
    found = record.overlap(**wanted)
    made = _making(record, question, wanted)
    parts = {"both": found.both, found.first.id: found.only_first, found.second.id: found.only_second}
    every = [(party, part) for part, table in parts.items() for party in table]

    def item(party: Entity, part: str | None) -> Item:
        return made(party, {"id": party.id, "name": str(party), "in": part})

    page = [item(*one) for one in every[offset : offset + PAGE]]
    open_ = [item(party, None) for party in found.undetermined]
    text = found._repr_text(None) + (f"\n\n{_shown(found.undetermined)}" if open_ else "")
    return Found(found.both.title, len(every), page, open_, text)


def _resolve(record: Record, _: str, wanted: Mapping[str, Any], offset: int) -> Found:
    """What names stand for."""
    table = cast("Table[Entity]", record.resolve(**wanted).table)
    page = table[offset : offset + PAGE]
    return Found(table.title, len(table), [*map(Item, page.to_dicts())], (), _shown(page))


def _briefing(record: Record, *_: object) -> Found:
    """The sentences of a briefing; the text is the whole of it."""
    briefing = record.briefing()
    items = [
        Item({"section": section.title, **sentence.to_dict()}, sentence.sources)
        for section in briefing.sections
        for sentence in (*section.sentences, *section.points)
    ]
    return Found(briefing.title, len(items), items, text=briefing._repr_text(None), sourced=True)


def _cite(record: Record, _: str, wanted: Mapping[str, Any], __: int) -> Found:
    """How the record is cited."""
    text = record.cite(**wanted)
    return Found("citation", 1, [Item({"text": text})], text=text)


_TOLD: dict[str, Callable[[Record, str, Mapping[str, Any], int], Found]] = {
    "overlap": _overlap,
    "resolve": _resolve,
    "briefing": _briefing,
    "cite": _cite,
}


def _shown(*tables: Table[Entity]) -> str:
    """Tables as text, dates in words: the first, and others that hold something."""
    shown = [table for place, table in enumerate(tables) if not place or table]
    return "\n\n".join(table_text(counted(len(table), table.title), *table._grid(in_words), (), None, None) for table in shown)


def _making(record: Record, question: str, wanted: Mapping[str, Any]) -> Callable[[Entity, Mapping[str, object]], Item]:
    """What makes an item of an object and its row: with the facts for which it is there, and the sources that state them."""
    if question == "evidence":
        return lambda item, row: Item(row, _stating([cast("Statement", item)]))
    if question == "disputes":
        return lambda item, row: Item(row, _stating([*cast("Dispute", item).supporting, *cast("Dispute", item).opposing]))
    if question == "diff":
        then = record if "later" not in wanted else record.as_known(wanted["later"])
        return lambda item, row: Item(row, _stating(_behind(then, cast("Change", item))))
    writer, facts = Writer(record, record._whole), _facts(record, question, wanted)

    def made(item: Entity, row: Mapping[str, object]) -> Item:
        said = writer.say("", *((fact, _dated(fact)) for fact in facts(item)))
        return Item({**row, "facts": said.to_dict()["facts"]}, said.sources)

    return made


def _behind(record: Record, change: Change) -> Sequence[Statement]:
    """What stands behind a change: of a fact that came, where nothing says the field that dates it, all that is said of it."""
    if change.statement is not None:
        return [change.statement]
    if change.kind != "added":
        return []
    places = [(change.table, change.row)]
    if change.table == "meetings":  # of one that is announced and no more, the plans are what is stated
        places += [("plans", plan) for plan in record._package.source.having("plans", "meeting", change.row)]
    by_then, ever = ([said for place in places for said in known._statements(*place)] for known in (record, record._whole))
    return by_then or ever


def _stating(statements: Iterable[Statement]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(statement.source for statement in statements))


def _facts(record: Record, question: str, wanted: Mapping[str, Any]) -> Callable[[Entity], Sequence[Entity]]:
    """What gives the facts for which an item is in an answer: its memberships where these were asked for, else itself."""
    on = wanted.get("on", record.as_of)
    roles = ("observer",) if question == "observers" else (wanted["role"],) if "role" in wanted else FULL

    def held(**of: Any) -> list[Membership]:
        found = record.memberships(**of, on=on)
        return [spell for spell in (*found, *found.undetermined) if spell.role in roles]

    if question in ("members", "observers"):
        spells = held(organisation=wanted.get("organisation", "cica"))
    elif question == "overlap":
        spells = held(organisation=wanted.get("first", "cica")) + held(organisation=wanted.get("second", "sco"))
    elif parties := [wanted[name] for name in ("first", "second", "member") if name in wanted and question != "memberships"]:
        spells = [spell for party in parties for spell in held(member=party)]
        return lambda item: [spell for spell in spells if spell.organisation.id == item.id]
    else:
        return _itself
    return lambda item: [spell for spell in spells if spell.member.id == item.id]


def _itself(item: Entity) -> Sequence[Entity]:
    """An item as the fact for which it is there; of a meeting that is announced and no more, the plans for it."""
    return item.plans if isinstance(item, Meeting) and item.start is None and item.plans else [item]


def _dated(fact: Entity) -> str:
    """The field of a fact that says when it was, or its name."""
    fields = {field.name for field in fact.__attrs_attrs__}
    return next((name for name in ("start", "announced", "adopted", "founded", "name") if name in fields), "id")
