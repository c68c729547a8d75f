"""Meetings as a calendar (iCalendar, RFC 5545), each an event of whole days.

What is not known to the day is tentative, takes all the days on which it may have been, and says so; what was only announced is
tentative on the days for which it was announced last.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from icalendar import Calendar, Event, vText

from cica.display.words import count, dated
from cica.errors import OptionError, told, visible
from cica.exports.linked.terms import ref
from cica.model.activities import Activity
from cica.model.meetings import Meeting, Plan

# pyright: reportUnknownMemberType=false
# The values of icalendar's `add` have no type.

if TYPE_CHECKING:
    from cica.dates.date import Date
    from cica.exports.exporting import Export
    from cica.questions import Questions

__all__ = ["write"]

Item: TypeAlias = "Meeting | Activity"


class Time(NamedTuple):
    """The first and the last day that an event takes, whether it is known to have been then, and what there is to say of it."""

    first: datetime.date
    last: datetime.date
    sure: bool
    said: str


def write(export: Export, file: Path) -> int:
    """Write the meetings of a record, or the meetings or activities of a table; gives back how many events."""
    calendar, left = Calendar(), list[str]()
    for item in export.each(_items(export)):
        plan = _plan(item)
        if time := _time(item, plan):
            calendar.add_component(_event(item, plan, time, export.record.as_of))
        else:
            left.append(item.name)
    said = f"{export.record.cite()} {_left_out(left)}".strip()
    about = (("name", "CICA"), ("x-wr-calname", "CICA"), ("description", said), ("x-wr-caldesc", said))
    for name, text in (("version", "2.0"), ("prodid", "-//cica//record//EN"), *about):
        calendar.add(name, vText(visible(text)))
    file.write_bytes(calendar.to_ical())
    return len(calendar.subcomponents)


def _left_out(names: Sequence[str]) -> str:
    """What to say of those that no calendar can show."""
    if not names:
        return ""
    return f"Left out, since no first or no last day is known: {count(len(names), 'event')} ({'; '.join(names)})."


def _items(export: Export) -> Sequence[Item]:
    """What is asked for: of all tables the meetings, of one its rows."""
    record = export.record
    if export.whole:
        return [*record.meetings()]
    (table,) = export.tables
    if table.items is not None:  # as another record may have them, such as one that is known on a day
        found: list[Item] = [item for item in table.items if isinstance(item, (Meeting, Activity))]
    else:
        place = next((n for n, column in enumerate(table.columns) if column.name == "id"), None)
        keys = [str(row[place]) for row in table.rows()] if place is not None else []
        found = [item for key in keys if (item := _item(record, key))]
    if len(found) < table.size:
        raise OptionError(f"table={told(table.name)}: a calendar holds meetings or activities, such as those of cica.meetings()")
    return found


def _item(record: Questions, key: str) -> Item | None:
    """The meeting or the activity with an identifier."""
    package = record._package
    if key in package.rows(Meeting.table_name):
        return package.get(Meeting, key)
    return package.get(Activity, key) if key in package.rows(Activity.table_name) else None


def _plan(item: Item) -> Plan | None:
    """What was announced last of a meeting that is not known to have been held, if a time was."""
    plans = [plan for plan in item.plans if plan.due] if isinstance(item, Meeting) and item.start is None else []
    return plans[-1] if plans else None


def _time(item: Item, plan: Plan | None) -> Time | None:
    """When it was or is to be; None where that has no first or no last day."""
    if plan and plan.due:
        days = plan.due.earliest, plan.due.latest
        said = f"Announced for {_words(plan.due)}; not known to have been held."
    elif item.start:
        days = item.start.earliest, (item.end or item.start).latest
        said = f"Not known to the day: {_words(item.start)}"
        said += f" to {_words(item.end)}." if item.end and item.end != item.start else "."
    else:
        return None
    if days[0] is None or days[1] is None:
        return None
    sure = plan is None and bool(item.start and item.end) and item.start.precision == item.end.precision == "day"  # type: ignore[union-attr]
    return Time(*days, sure, "" if sure else said)  # type: ignore[arg-type]


def _words(date: Date) -> str:
    return dated(date) if str(date) == dated(date) else f"{dated(date)} ({date})"


def _event(item: Item, plan: Plan | None, time: Time, as_of: datetime.date) -> Event:
    """The event of a meeting."""
    event = Event()
    event.add("uid", ref(item.table_name, item.id).iri)
    event.add("dtstamp", datetime.datetime.combine(as_of, datetime.time(), datetime.UTC))
    event.add("dtstart", time.first)
    event.add("dtend", time.last + datetime.timedelta(days=1))
    event.add("summary", visible(f"Announced: {item.name}" if plan else item.name))
    event.add("status", "CONFIRMED" if time.sure else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    venue, theme = (item.venue, item.theme) if isinstance(item, Meeting) else ("", "")
    if isinstance(item, Meeting):
        event.add("categories", [item.kind])
    place = plan or item
    if where := [part for part in ("" if plan else venue, place.city, str(place.country or "")) if part]:
        event.add("location", visible(", ".join(where)))
    if said := [part for part in (time.said, theme, item.note) if part]:
        event.add("description", "\n".join(map(visible, said)))
    return event
