"""The command line: ``cica`` and ``python -m cica``."""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TextIO

from cica.errors import BeyondRecordWarning
from cica.record import load

if TYPE_CHECKING:
    from cica.briefings.briefing import Sentence
    from cica.model.entity import Entity
    from cica.record import Record
    from cica.tables.plain import Cell
    from cica.tables.table import Table

__all__ = ["main"]

FOUND, NOTHING, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one question on the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after the command; by default those it was called with.

    Returns
    -------
    int
        Exit status: 0, 1 if nothing was found, 2 if the question could not be read.

    Examples
    --------
    >>> from cica.cli import main
    >>> main(["members", "--on", "1999-12-31", "--format", "csv"])  # doctest: +ELLIPSIS
    id,name,...
    """
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:  # argparse has said what is wrong, or has printed the help
        return stop.code if isinstance(stop.code, int) else USAGE
    out: TextIO = sys.stdout
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(errors="backslashreplace")
    with warnings.catch_warnings():
        warnings.simplefilter("always", BeyondRecordWarning)
        warnings.showwarning = _warn
        try:
            answer: Callable[[Record, argparse.Namespace], int] = options.answer
            status = answer(load(options.data), options)
            out.flush()
            return status
        except BrokenPipeError:  # the reader of a pipe has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
            return FOUND
        except LookupError as error:
            print(f"cica: {error}", file=sys.stderr)
            return NOTHING
        except (ValueError, OSError) as error:
            print(f"cica: {error}", file=sys.stderr)
            return USAGE


def _warn(message: Warning | str, *_: object, **__: object) -> None:
    print(f"cica: warning: {message}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    # After a question the same, which do not undo what stands before it.
    again = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    for options in (shared, again):
        options.add_argument("--format", choices=("text", "csv", "json"), help="form of the answer (default: text)")
        options.add_argument("--data", metavar="PATH", help="a data package of the same shape, in a folder or zip file")
    dated = argparse.ArgumentParser(add_help=False)
    dated.add_argument("--on", metavar="DATE", help="a day, or a month or year for any day in it (default: the end of the record)")

    parser = argparse.ArgumentParser(
        prog="cica",
        description="The public record of the Conference on Interaction and Confidence-Building Measures in Asia.",
        epilog="Exit status: 0, or 1 if nothing was found, or 2 if the question could not be read.",
        parents=[shared],
    )
    parser.set_defaults(answer=_overview, on=None, format="text")
    commands = parser.add_subparsers(title="questions", metavar="QUESTION")

    def command(
        name: str, answer: Callable[[Record, argparse.Namespace], int], text: str, dates: bool = True
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text, parents=[again, dated] if dates else [again])
        made.set_defaults(answer=answer)
        return made

    for name, words in (("members", "the member states"), ("observers", "the observers"), ("partners", "the partners")):
        parties = command(name, _parties, words)
        parties.add_argument("organisation", nargs="?", default="cica", help="of another organisation (default: cica)")
        parties.set_defaults(question=name)
    command("chair", _chair, "who holds the chair")
    command("summits", lambda record, given: _show(record.summits(on=given.on), given), "the summits")
    meetings = command("meetings", _meetings, "the meetings")
    meetings.add_argument("kind", nargs="?", help="only of this kind, such as ministerial or senior-officials")
    activities = command("activities", _activities, "what carried out confidence-building measures")
    activities.add_argument("measure", nargs="?", help="only of this dimension or area, such as tourism")
    state = command("state", _state, "a state and its memberships")
    state.add_argument("name", help="a code or a name; - reads them from standard input, one a line")
    state.add_argument("--scheme", help="how to read it: alpha2, alpha3, numeric, cow, gw, polity, vdem or name")
    common = command("shared", _shared, "the organisations to which two states both belong")
    common.add_argument("first", help="a state")
    common.add_argument("second", help="another state")
    common.add_argument("--scope", help="only regional, cross-regional or universal ones")
    common.add_argument("--field", help="only those of a field, such as political-security")
    overlap = command("overlap", _overlap, "which states belong to both of two organisations, and which to one only")
    overlap.add_argument("first", help="an organisation, such as cica")
    overlap.add_argument("second", help="another organisation, such as sco")
    evidence = command("evidence", _evidence, "what sources say of a fact", dates=False)
    evidence.add_argument("fact", help="its identifier, such as cica-kor-member or summit-4")
    evidence.add_argument("--field", help="only of this field, such as start")
    coverage = command("coverage", _coverage, "how complete the record is, against what sources count", dates=False)
    coverage.add_argument("table", nargs="?", help="only of this table, such as meetings")
    coverage.add_argument("kind", nargs="?", help="only of this kind, organ or meeting in it, such as senior-officials")
    command("briefing", _briefing, "a briefing as known on a day, with its sources")
    timeline = command("timeline", _timeline, "every dated fact, in order")
    timeline.add_argument("start", nargs="?", help="first day, month or year")
    timeline.add_argument("end", nargs="?", help="last day, month or year (default: the end of the record)")
    return parser


def _parties(record: Record, given: argparse.Namespace) -> int:
    ask: Callable[..., Table[Entity]] = getattr(record, given.question)
    return _show(ask(given.organisation, on=given.on), given)


def _shared(record: Record, given: argparse.Namespace) -> int:
    return _show(record.exclusive(given.first, given.second, scope=given.scope, field=given.field, on=given.on), given)


def _overlap(record: Record, given: argparse.Namespace) -> int:
    found = record.overlap(given.first, given.second, on=given.on)
    parts = {"both": found.both, found.first.id: found.only_first, found.second.id: found.only_second}
    parts |= {"undetermined": found.undetermined}
    if given.format == "json":
        shares = {found.first.id: found.share_of_first, found.second.id: found.share_of_second}
        ranges = {found.first.id: found.range_of_first, found.second.id: found.range_of_second}
        named = {name: list(table.ids) for name, table in parts.items()}
        _print_json({"title": found.both.title, **named, "shares": shares, "ranges": ranges})
    elif given.format == "csv":
        _print_csv([{"id": state.id, "name": state.name, "in": name} for name, table in parts.items() for state in table])
    else:
        print(found)
    return FOUND if any(parts.values()) else NOTHING


def _chair(record: Record, given: argparse.Namespace) -> int:
    return _show(record.chairmanships(on=given.on or record.as_of), given)


def _state(record: Record, given: argparse.Namespace) -> int:
    from cica.tables.plain import plain

    if given.name == "-":
        found = record.resolve([line.rstrip("\r\n") for line in sys.stdin], given.scheme, on=given.on)
        _show(found.table, given)
        return NOTHING if found.unclear else FOUND
    state = record.state(given.name, given.scheme)
    spells = record.memberships(state, on=given.on)
    if given.format == "json":
        _print_json({"state": plain(state), "memberships": spells.to_dicts(), "undetermined": spells.undetermined.to_dicts()})
    elif given.format == "csv":
        _print_csv([plain(state)])
    else:
        print(state._repr_text(), spells, sep="\n\n")
    return FOUND


def _evidence(record: Record, given: argparse.Namespace) -> int:
    from cica.display.layout import WIDTH, wrap

    statements = record.evidence(given.fact, given.field)
    status = _show(statements, given)
    if given.format == "text":
        for dispute in record.disputes(given.fact):
            if given.field in (None, dispute.field):
                text = f"Disputed: {dispute.field}, adopted {dispute.adopted or 'none'}. {dispute.reason}"
                print("", *wrap(text, WIDTH), sep="\n")
    return status


def _meetings(record: Record, given: argparse.Namespace) -> int:
    return _show(record.meetings(given.kind, on=given.on), given)


def _activities(record: Record, given: argparse.Namespace) -> int:
    return _show(record.activities(given.measure, on=given.on), given)


def _coverage(record: Record, given: argparse.Namespace) -> int:
    return _show(record.coverage(given.table, given.kind), given)


def _timeline(record: Record, given: argparse.Namespace) -> int:
    start, end = (given.on, given.on) if given.on else (given.start, given.end)
    return _show(record.timeline(start, end), given)


def _show(table: Table[Entity], given: argparse.Namespace) -> int:
    """Print a table, with what is undetermined marked as such, and say whether there was anything in it."""
    if given.format == "json":
        known = {"title": table.title, "items": table.to_dicts(), "undetermined": table.undetermined.to_dicts()}
        _print_json(known | ({"coverage": table.coverage} if table.coverage else {}))
    elif given.format == "csv":
        answers = [("yes", row) for row in table.to_dicts()] + [("undetermined", row) for row in table.undetermined.to_dicts()]
        dated = _dated([*table, *table.undetermined], [row for _, row in answers])
        _print_csv([{**_spread(row, dated), "answer": answer} for answer, row in answers])
    else:
        print(table._repr_text())
    return FOUND if table or table.undetermined else NOTHING


def _dated(items: Sequence[Entity], rows: Sequence[dict[str, Cell]]) -> set[str]:
    """The columns that hold dates: fields, and since when, which tables of members show beside them."""
    from cica.dates.date import Date

    pairs = ((item, name) for item, row in zip(items, rows, strict=True) for name in row)
    return {"since"} | {name for item, name in pairs if isinstance(getattr(item, name, None), Date)}


def _spread(row: dict[str, Cell], dated: set[str]) -> dict[str, Cell]:
    """A row with the year of each date, the days between which it lies, and the day, as far as they are known."""
    from cica.dates.date import Date, parts

    wide: dict[str, Cell] = {}
    for name, value in row.items():
        wide[name] = value
        if name in dated:
            wide[f"{name}_year"], *days = parts(Date(value) if isinstance(value, str) and value else None)
            for part, day in zip(("earliest", "latest", "day"), days, strict=True):
                wide[f"{name}_{part}"] = None if day is None else str(day)
    return wide


def _print_json(value: object) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


def _print_csv(rows: Sequence[dict[str, Cell]]) -> None:
    names = sorted(dict.fromkeys(name for row in rows for name in row), key=lambda name: name == "answer")
    writer = csv.DictWriter(sys.stdout, names, lineterminator="\n", restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})


def _cell(value: Cell) -> str | int | None:
    """A value as a cell: several are separated by semicolons, parts are named by their identifiers."""
    if isinstance(value, list):
        return ";".join(part if isinstance(part, str) else str(part["id"]) for part in value)
    return value


def _briefing(record: Record, given: argparse.Namespace) -> int:
    briefing = record.briefing(given.on)
    if given.format == "text":
        print(briefing)
        return FOUND
    sections = {section.title: (*section.sentences, *section.points) for section in briefing.sections}
    if given.format == "json":
        told = {title: list(map(_sentence, sentences)) for title, sentences in sections.items()}
        _print_json({"title": briefing.title, "as_of": str(briefing.as_of), "sections": told, "citation": briefing.citation})
    else:
        _print_csv([{"section": title, **_sentence(sentence)} for title, sentences in sections.items() for sentence in sentences])
    return FOUND


def _overview(record: Record, given: argparse.Namespace) -> int:
    """The key points of the briefing."""
    briefing = record._key_points()
    points = briefing.sections[0].points
    if given.format == "json":
        _print_json({"title": briefing.title, "as_of": str(briefing.as_of), "points": list(map(_sentence, points))})
    elif given.format == "csv":
        _print_csv(list(map(_sentence, points)))
    else:
        from cica.display.layout import WIDTH, hung, wrap

        print(*wrap(briefing.title, WIDTH), f"as known on {briefing.as_of}", "", sep="\n")
        for point in points:
            print(*hung("  - ", point.text), sep="\n")
        evidence = f"{record._count('sources')} sources, {record._count('disputes')} disputed points, on other organisations too"
        print(f"\n{evidence}\nThe whole, with its sources: cica briefing\nMore questions: cica --help")
    return FOUND


def _sentence(sentence: Sentence) -> dict[str, Cell]:
    return {"text": sentence.text, "sources": [source.id for source in sentence.sources]}
