"""The questions of the command line, and the options that all of them take."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cica.commands.arguments import Parser, day
from cica.commands.asking import TABLES, Question
from cica.commands.checking import CHECKS
from cica.commands.exporting import EXPORTS
from cica.commands.paneling import PANELS
from cica.commands.telling import TOLD, overview
from cica.commands.writing import FOUND

if TYPE_CHECKING:
    from cica.record import Record

__all__ = ["QUESTIONS", "read", "tree"]

_ORDER = (
    *("members", "observers", "partners", "memberships", "chair", "chairmanships", "summits", "meetings", "documents"),
    *("principles", "measures", "activities", "state", "organisations", "shared", "exclusive", "overlap", "check"),
    *("panel", "dyads", "evidence", "disputes", "sources", "coverage", "timeline", "briefing", "diff", "export"),
)
QUESTIONS: dict[str, Question] = {name: (TABLES | TOLD | CHECKS | PANELS | EXPORTS)[name] for name in _ORDER}


def _serve(record: Record, _: argparse.Namespace) -> int:
    from cica.assistant.serving import serve

    serve(record)
    return FOUND


# No question itself, but a way to ask them.
ASSISTANT = {"mcp": Question("answer an assistant on standard input and output (Model Context Protocol)", (), _serve)}


def read(words: Sequence[str]) -> argparse.Namespace:
    """Read a question; a word that cannot be read stops the program with a line that says why."""
    parser = tree(words)
    given, more = parser.parse_known_args(words)
    if more:
        given.parser.refuse(more)
    return given


def tree(words: Sequence[str] | None = None) -> Parser:
    """The parser of all questions, of which only those named by some words are told what they take."""
    shared = Parser(add_help=False)
    # After a question the same, which do not undo what stands before it.
    again = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    for options in (shared, again):
        options.add_argument("--format", choices=("text", "csv", "json"), help="form of the answer (default: text)")
        options.add_argument("--verbatim", action="store_true", help="CSV with what a spreadsheet would run, and a terminal obey")
        options.add_argument("--data", metavar="PATH", help="a data package of the same shape, in a folder or zip file")
        options.add_argument("--as-known", metavar="DATE", type=day, help="answer as a reader of that day could have known it")
        options.add_argument("--wide", action="store_true", help="cut nothing, however wide the terminal is")
        options.add_argument("--undetermined", action="store_true", help="list what the evidence leaves open too")
    parser = Parser(
        prog="cica",
        description="The public record of the Conference on Interaction and Confidence-Building Measures in Asia.",
        epilog="Exit status: 0, or 1 if nothing was found, or a list is not right, or 2 if the question could not be read.",
        parents=[shared],
    )
    parser.add_argument("--version", action="store_true", help="the version, and the day to which the data is updated")
    parser.set_defaults(answer=overview, format="text", parser=parser)
    commands = parser.add_subparsers(title="questions", metavar="QUESTION")
    for name, question in (QUESTIONS | ASSISTANT).items():
        made = commands.add_parser(name, help=question.help, description=question.help, parents=[again])
        made.set_defaults(answer=question.answer, parser=made)
        if words is None or name in words:
            for argument in question.arguments:
                argument.add(made)
            if name in PANELS:
                plain = "leave out what the state system counts among the microstates"
                made.add_argument("--no-microstates", dest="microstates", action="store_false", help=plain)
            if name == "dyads":
                made.add_argument("--directed", action="store_true", help="each pair in both directions")
    return parser
