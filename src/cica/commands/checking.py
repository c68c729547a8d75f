"""Whether a list is right: the question about a file."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cica.commands.arguments import Argument
from cica.commands.asking import Question, schemes
from cica.commands.reading import Sheet, sheet
from cica.commands.writing import FOUND, NOTHING, show, write_json
from cica.dates.answers import Answer
from cica.display.layout import wrap

if TYPE_CHECKING:
    from cica.record import Record

__all__ = ["CHECKS"]


def _roles() -> Sequence[str]:
    from cica.names.lists import ROLES

    return [*dict.fromkeys(ROLES.values())]


def _check(record: Record, given: argparse.Namespace) -> int:
    from cica.names.lists import is_role

    listed = _taken_apart(record, sheet(given.file))
    named = listed.names(given.names, lambda cells: _understood(record, cells))
    roles = None if given.role else listed.roles(given.roles, is_role)
    dates = listed.dates(given.since)
    check = record.check(
        listed.columns[named],
        given.organisation or "cica",
        on=given.on,
        role=given.role or "member" if roles is None else listed.columns[roles],
        since=None if dates is None else [cell or None for cell in listed.columns[dates]],
        scheme=given.scheme,
    )
    read = {name: column for name, column in (("names", named), ("roles", roles), ("since", dates)) if column is not None}
    if given.format == "json":
        write_json(check.to_dict() | {"columns": [{"of": name, "heading": column} for name, column in read.items()]})
    elif given.format == "csv":
        from cica.tables.table import Table

        show(Table([*check.names, *check.missing, *check.missing.undetermined]), given, "tables.checks.CheckedName")
    else:
        print(check._repr_text(given.room))
        if len(listed.columns) > 1:
            told = ", ".join(f"{name} from column {column!r}" for name, column in read.items())
            print("", *wrap(f"Read: {told}.", given.room), sep="\n")
    return FOUND if check.answer is Answer.YES and not check.dates else NOTHING


def _taken_apart(record: Record, listed: Sheet) -> Sheet:
    """A list in one line, as in a sentence, as one of several; any other as it is."""
    cells = [cell for column in listed.columns.values() for cell in column]
    if len(cells) != 1 or not re.search("[,;]", cells[0]) or _understood(record, cells):
        return listed
    *parts, last = re.split(r" *[,;] *(?:and )?", cells[0].strip(" ."))
    if not _understood(record, [last]):  # unless it is Bosnia and Herzegovina
        parts += last.rsplit(" and ", 1)
    else:
        parts.append(last)
    return Sheet({"": parts})


def _understood(record: Record, cells: Sequence[str]) -> int:
    """How many of some cells are names or codes, without numbers, which may be anything."""
    found = record.resolve([cell for cell in cells if cell and not cell.isdigit()])
    return sum(entity is not None for entity in found)


CHECKS = {
    "check": Question(
        "whether a list is that of the members; exit status 0 if it is, or was on some day, and no date in it is wrong, else 1",
        (
            Argument(
                "file", "a name a line, or names with commas between, CSV or JSON; - reads standard input", "PATH", needed=True
            ),
            Argument("organisation", "of another organisation (default: cica)", "ORGANISATION"),
            Argument("--on", "a day, or a month or year for any day in it (default: held against all days)", "DATE"),
            Argument("--role", "as what all of them are listed (default: a column of roles, or member)", choices=_roles),
            Argument("--names", "the column of names (default: by its heading, or by what is in it)", "COLUMN"),
            Argument("--roles", "the column of roles, or none", "COLUMN"),
            Argument("--since", "the column of the dates since when, or none", "COLUMN"),
            Argument("--scheme", "how to read codes (default: letters of ISO 3166, and names)", choices=schemes),
        ),
        _check,
    ),
}
