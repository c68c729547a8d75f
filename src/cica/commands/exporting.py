"""The record in files for other programs."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from cica.commands.arguments import Argument
from cica.commands.asking import Question, names_of_tables
from cica.commands.writing import FOUND, write_csv, write_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cica.record import Record

__all__ = ["EXPORTS"]


def _tables() -> Iterable[str]:
    """The tables of a record, and the questions that answer with one."""
    from cica.exports.exporting import answers
    from cica.record import Record

    return [*names_of_tables(), *answers(Record)]


UNITS = ("bytes", "kB", "MB", "GB")
CLEAR = "\r\x1b[K"  # to the beginning of the line, which is emptied


def _export(record: Record, given: argparse.Namespace) -> int:
    terminal = sys.stderr.isatty()
    try:
        done = record._export(given.path, given.table, verbatim=given.verbatim, progress=_tell if terminal else None)
    finally:
        if terminal:
            print(CLEAR, end="", file=sys.stderr, flush=True)
    if given.format == "json":
        write_json({"path": str(done.path), "count": done.count, "counts": done.counts, "bytes": done.size})
    elif given.format == "csv":
        write_csv(["path", "count", "counts", "bytes"], [[str(done.path), done.count, done.counts, done.size]])
    else:
        print(f"{given.path}: {done.count:,} {done.counts}, {_room(done.size)}")
    return FOUND


def _tell(what: str, done: int, of: int) -> None:
    """Say on the terminal how far it is."""
    print(f"{CLEAR}{done} of {of}: {what}", end="", file=sys.stderr, flush=True)


def _room(size: int) -> str:
    """A number of bytes as a person reads it."""
    left, unit = float(size), 0
    while left >= 1000 and unit < len(UNITS) - 1:
        left, unit = left / 1000, unit + 1
    return f"{left:.3g} {UNITS[unit]}"


EXPORTS = {
    "export": Question(
        "the record, or a table, in a file for other programs",
        (
            Argument(
                "path", "where to; the ending says the form, and a slash at the end a folder with all tables", "PATH", needed=True
            ),
            Argument(
                "--table",
                "only this table, or the answer to this question (default: the one that the file is called, else all)",
                choices=_tables,
            ),
        ),
        _export,
    ),
}
