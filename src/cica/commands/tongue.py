"""What the library says in the words of Python, in those of a terminal."""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection

__all__ = ["spoken"]

OPTIONS = ("on", "organisation", "scheme")  # and not words that a question takes by their place
_CALL = re.compile(r"\b(?:cica\.)?(\w+)\(([^()]*)\)")
_GIVEN = re.compile(r"(?<![\w-])([a-z_]+)=(\[[^\]]*\]|'[^']*'|\"[^\"]*\"|[\w.-]*)")


def spoken(message: str, questions: Collection[str]) -> str:
    """A message of the library as the command line says it.

    Parameters
    ----------
    message : str
        The message.
    questions : collection of str
        The questions of the command line.

    Returns
    -------
    str
        The same: calls of functions as commands, their arguments as options.

    Examples
    --------
    >>> from cica.commands.tongue import spoken
    >>> spoken("its memberships are memberships('KAZ'); or members(on=2015)", ["members", "memberships"])
    'its memberships are cica memberships KAZ; or cica members --on 2015'
    >>> spoken("field='colour': accepted are 'start'; see .undetermined", [])
    "field 'colour': accepted are 'start'; see --undetermined"
    >>> spoken("role= and on= say how a member belongs: give member= too; of a day ask chair(on=...)", ["chair"])
    '--role and --on say how a member belongs: give --member too; of a day ask cica chair --on DATE'
    """

    def command(call: re.Match[str]) -> str:
        if call[1] not in questions:
            return call[0]
        words = [_word(word.strip()) for word in call[2].split(",") if word.strip()]
        return " ".join(["cica", call[1], *words])

    def option(given: re.Match[str]) -> str:
        return f"{given[1]} {given[2]}" if given[2] and given[1] not in OPTIONS else _word(given[0])

    return _GIVEN.sub(option, _CALL.sub(command, message)).replace(".undetermined", "--undetermined")


def _word(argument: str) -> str:
    """An argument in Python as a word of a command."""
    name, given, value = argument.rpartition("=")
    word = "DATE" if value == "..." else shlex.quote(value.strip("'\"")) if value else ""
    return f"--{name.replace('_', '-')} {word}".rstrip() if given else word
