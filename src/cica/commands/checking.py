"""Whether a list is right: the question about a file."""

from __future__ import annotations

import argparse
import re
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cica.commands.arguments import Argument
from cica.commands.asking import Question, schemes
from cica.commands.reading import Sheet, sheet
from cica.commands.writing import FOUND, NOTHING, show, write_json
from cica.dates.answers import Answer
from cica.display.layout import wrap
from cica.errors import NotFoundError, OptionError

if TYPE_CHECKING:
    from cica.record import Record

__all__ = ["CHECKS"]


def _roles() -> Sequence[str]:
    from cica.names.lists import ROLES

    return [*dict.fromkeys(ROLES.values())]


def _check(record: Record, given: argparse.Namespace) -> int:
    from cica.names.lists import is_role

    listed = sheet(given.file)
    if given.names is None:
        listed = _taken_apart(record, listed)
    named = listed.names(given.names, lambda cells: _meant(record, cells))
    roles, left_out = (None, None) if given.role else listed.roles(given.roles, is_role)
    dates = listed.dates(given.since)
    try:
        check = record.check(
            listed.columns[named],
            given.organisation or "cica",
            on=given.on,
            role=given.role or "member" if roles is None else listed.columns[roles],
            since=None if dates is None else [cell or None for cell in listed.columns[dates]],
            scheme=given.scheme,
        )
    except NotFoundError as error:  # no such organisation, or no name: the list was not held against anything
        raise OptionError(str(error)) from None
    read = {name: column for name, column in (("names", named), ("roles", roles), ("since", dates)) if column is not None}
    if given.format == "json":
        columns = [{"of": name, "heading": column} for name, column in read.items()]
        write_json(check.to_dict() | {"columns": columns, "left_out": left_out})
    elif given.format == "csv":
        from cica.tables.table import Table

        show(Table([*check.names, *check.missing, *check.missing.undetermined]), given, "tables.checks.CheckedName")
    else:
        print(check._repr_text(given.room))
        if len(listed.columns) > 1:
            told = ", ".join(f"{name} from column {column!r}" for name, column in read.items())
            aside = f"; left out: column {left_out!r}, which has no roles" if left_out else ""
            print("", *wrap(f"Read: {told}{aside}.", given.room), sep="\n")
    return FOUND if check.answer is Answer.YES and not check.dates else NOTHING


def _taken_apart(record: Record, listed: Sheet) -> Sheet:
    """Names with commas between, in one line or in most, or beside each other in a row, as one of several; any other as it is."""
    cells = [cell for column in listed.columns.values() for cell in column]
    if len(listed.columns) > 1:
        row = len(cells) == len(listed.columns) and all(map(str.isdigit, listed.columns))
        return Sheet({"": cells}) if row and _several(record, cells) else listed
    (heading,) = listed.columns
    lines = [_parts(record, cell) for cell in cells]
    if len(lines) > 1 and 2 * sum(_several(record, parts) for parts in lines) < len(lines):
        return listed
    return Sheet({heading: [part for parts in lines for part in parts]})


def _parts(record: Record, line: str) -> list[str]:
    """The names with commas between in a line, as in a sentence; or the line, if it is one name."""
    if not re.search("[,;]", line) or _meant(record, [line]):
        return [line]
    *parts, last = re.split(r" *[,;] *(?:and )?", line.strip(" .,;").removeprefix("and "))
    return [*parts, last] if _meant(record, [last]) else [*parts, *last.rsplit(" and ", 1)]  # Bosnia and Herzegovina is one


def _several(record: Record, cells: Sequence[str]) -> bool:
    """Whether cells stand for more than one state."""
    return len({*_meant(record, cells)}) > 1


def _meant(record: Record, cells: Sequence[str]) -> list[str]:
    """What those cells stand for that are names or codes, without numbers, which may be anything, and without groups of states."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that are told apart by what else stands in the list, which is not all here
        found = record.resolve([cell for cell in cells if cell and not cell.isdigit()])
    return [entity.id for entity in found if entity is not None and getattr(entity, "kind", None) != "group"]


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
