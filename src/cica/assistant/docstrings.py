"""What the docstring of a method says, in words for who sees no Python."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import NamedTuple

__all__ = ["Told", "told_of"]

_HEADING = re.compile(r"^(\w[\w ]*)\n-+\n", re.MULTILINE)
_FIELD = re.compile(r"^(?P<names>[\w, ]+) : .*\n(?P<body>(?:(?: .*)?\n?)*)", re.MULTILINE)


class Told(NamedTuple):
    """The parts of a docstring.

    Attributes
    ----------
    summary : str
        What is asked.
    returns : str
        What the answer is.
    notes : str
        What one should know of it.
    parameters : dict
        What each argument is, by its name.
    """

    summary: str
    returns: str
    notes: str
    parameters: dict[str, str]


def told_of(method: Callable[..., object]) -> Told:
    """The parts of the docstring of a method.

    Parameters
    ----------
    method : callable
        The method, with a docstring after numpydoc.

    Returns
    -------
    Told
        Its parts, each in one line.

    Examples
    --------
    >>> import cica
    >>> from cica.assistant.docstrings import told_of
    >>> told = told_of(cica.evidence)
    >>> told.summary
    'What sources say of a fact: the statements that agree with the record, and those that do not.'
    >>> told.parameters["field"]
    'Only what they say of this field, such as "start".'
    """
    summary, *rest = _HEADING.split(inspect.getdoc(method) or "")
    sections = dict(zip(rest[::2], rest[1::2], strict=True))
    parameters = {
        name.strip(): _plain(field["body"])
        for field in _FIELD.finditer(sections.get("Parameters", ""))
        for name in field["names"].split(",")
    }
    returns = "\n".join(line for line in sections.get("Returns", "").splitlines() if line.startswith(" "))  # without its type
    return Told(_plain(summary), _plain(returns), _plain(sections.get("Notes", "")), parameters)


def _plain(text: str) -> str:
    """A text in one line, without the marks of names and values."""
    return " ".join(re.sub(r"`+", "", text).split())
