"""How the words of a question are read, and what is said of those that cannot be."""

from __future__ import annotations

import argparse
import contextlib
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import NamedTuple, NoReturn, get_args

from cica.dates.date import Date
from cica.errors import DateError, either, nearest
from cica.names.likeness import distance

__all__ = ["DAYS", "Argument", "Parser", "day", "names", "of_type", "several"]

DAYS = "2010-06-08, 2014-05, 2011, [2010-06-08..2011-10-17], [..1999-09-14], 2014-05-20/2014-05-21"
MARK = "\ufeff"  # with which Windows begins a file
SLIPS = 2  # letters by which an option may be misspelt
LISTED = 16  # how many words the help lists


class Argument(NamedTuple):
    """A word that a question takes, by position or after an option.

    Attributes
    ----------
    name : str
        Its name in Python, after ``--`` for an option.
    help : str
        What it says.
    of : str
        What is written for it in the help, by which completion knows what to offer: ``STATE``, ``ORGANISATION``, ``DATE``.
    choices : tuple of str or callable
        The words that are accepted, or what gives them once the question is asked; any where there are none.
    beside : tuple of str
        Accepted besides: ``all`` stands for no choice.
    needed : bool
        Whether the question cannot do without.
    read : callable
        How it is read from the word.
    """

    name: str
    help: str
    of: str = ""
    choices: tuple[str, ...] | Callable[[], Iterable[str]] = ()
    beside: tuple[str, ...] = ()
    needed: bool = False
    read: Callable[[str], object] = str

    @property
    def key(self) -> str:
        """Its name in Python."""
        return self.name.removeprefix("--").replace("-", "_")

    def add(self, parser: argparse.ArgumentParser) -> None:
        """Let a question take it."""
        chosen = self.choices() if callable(self.choices) else self.choices
        metavar = self.of or self.key.upper()
        nargs = None if self.needed or self.name.startswith("--") else "?"
        read = day if metavar == "DATE" else self.read
        words = (*chosen, *self.beside) or None
        told = f"{self.help}: {either(words)}" if words and len(words) <= LISTED else self.help
        parser.add_argument(self.name, metavar=metavar, help=told, choices=words, nargs=nargs, type=read)


def of_type(name: str) -> Callable[[], Iterable[str]]:
    """What gives the words of a type in ``cica.model``, such as ``meetings.MeetingKind``, which takes time to import."""
    module, _, kind = name.rpartition(".")
    return lambda: get_args(getattr(import_module(f"cica.model.{module}"), kind))


class Parser(argparse.ArgumentParser):
    """A parser that says in one line what is wrong, and what was meant."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words, and stop."""
        _, found, missing = message.partition("the following arguments are required: ")
        if found:
            *first, last = missing.split(", ")
            these = f"{', '.join(first)} and {last} are" if first else f"{last} is"
            message = f"{these} missing; {self.prog} --help says what it takes"
        message = re.sub(r"^argument (\S+):", r"\1:", message)
        self.exit(2, f"{self.prog}: {message}\n")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        accepted = list(map(str, action.choices or ()))
        if not accepted or value in accepted:
            return
        likely = nearest(str(value), accepted, 1)
        hint = f"; did you mean {likely[0]}?" if likely else ""
        if action.metavar == "QUESTION":
            raise argparse.ArgumentError(None, f"there is no question {str(value)!r}{hint or '; cica --help lists them'}")
        raise argparse.ArgumentError(action, f"there is no {str(value)!r}; accepted are {', '.join(accepted)}{hint}")

    def refuse(self, words: Sequence[str]) -> NoReturn:
        """Stop at words that no question takes."""
        options = [name for action in self._actions for name in action.option_strings]
        unknown = next((word for word in words if word.startswith("-")), words[0])
        if unknown.startswith("-"):
            option = unknown.partition("=")[0]
            likely = [name for name in nearest(option, options, 1) if distance(option, name, SLIPS) <= SLIPS]
            self.error(
                f"there is no option {option}; {f'did you mean {likely[0]}?' if likely else f'{self.prog} --help lists them'}"
            )
        hint = "a name of several words stands in quotation marks, and several names have commas between them"
        if "--on" in options:
            with contextlib.suppress(DateError):
                hint = f"did you mean --on {Date(unknown)}?"
        self.error(f"{unknown!r} is too much; {hint}")


def day(word: str) -> str:
    """A word that is a date, as it stands."""
    try:
        Date(word)
    except DateError as error:
        said = re.sub(r" accepted are .*", f" accepted are {DAYS}", str(error))  # without what only Python has
        raise argparse.ArgumentTypeError(said) from None
    return word


def several(word: str) -> list[str]:
    """Words that commas separate, or, for ``-``, the lines of standard input."""
    return names() if word == "-" else [part.strip() for part in word.split(",") if part.strip()]


def names() -> list[str]:
    """The names on standard input, one a line."""
    return [name for line in sys.stdin if (name := line.lstrip(MARK).strip())]
