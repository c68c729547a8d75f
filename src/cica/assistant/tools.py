"""The questions that an assistant can ask: those of Python, with the same arguments, as their docstrings tell them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import NamedTuple, cast

from cica.assistant.docstrings import told_of
from cica.errors import OptionError, none_of, told
from cica.record import Record

__all__ = ["TOOLS", "Argument", "Tool", "given"]


class Form(NamedTuple):
    """What is accepted: in words, as JSON schema, and as what tells it from anything else."""

    says: str
    schema: Mapping[str, object]
    fits: Callable[[object], bool]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_name(value: object) -> bool:
    return isinstance(value, (str, int)) and not isinstance(value, bool)


def _are_names(value: object) -> bool:
    return isinstance(value, list) and all(one is None or _is_name(one) for one in cast("list[object]", value))


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


_TEXT = Form("text", {"type": "string"}, _is_text)
_NAME = Form("text or a whole number", {"type": ["string", "integer"]}, _is_name)
_NAMES = Form("a list of names or codes", {"type": "array", "items": {"type": ["string", "integer", "null"]}}, _are_names)
_NUMBER = Form("a whole number from 0 up", {"type": "integer", "minimum": 0}, _is_number)


class Argument(NamedTuple):
    """What a question takes.

    Attributes
    ----------
    name : str
        Its name.
    says : str
        What it is.
    form : Form
        What is accepted.
    needed : bool
        Whether the question cannot do without.
    """

    name: str
    says: str
    form: Form
    needed: bool = False

    @property
    def schema(self) -> dict[str, object]:
        """The same as JSON schema."""
        return {**self.form.schema, "description": self.says}

    def check(self, value: object) -> None:
        """Raise `OptionError` unless a value is of the form that is accepted."""
        if not self.form.fits(value):
            raise OptionError(f"{self.name}={told(value)}: accepted is {self.form.says}")


class Tool(NamedTuple):
    """A question.

    Attributes
    ----------
    name : str
        Its name, that of the method which answers it.
    says : str
        What it answers.
    arguments : tuple of Argument
        What it takes.
    """

    name: str
    says: str
    arguments: tuple[Argument, ...]

    @property
    def schema(self) -> dict[str, object]:
        """What it takes, as JSON schema."""
        return {
            "type": "object",
            "properties": {argument.name: argument.schema for argument in self.arguments},
            "required": [argument.name for argument in self.arguments if argument.needed],
            "additionalProperties": False,
        }


_OFFSET = Argument("offset", "How many items of a long answer to pass over: next_offset of the part before.", _NUMBER)
_KNOWN = Argument(
    "as_known",
    "A day: answer as a reader of that day could have known it. By default all that the record knows.",
    _NAME,
)
# Where a docstring speaks of what only Python has.
_INSTEAD = {
    "overlap": "Each item says in which: both, or the identifier of one of them.",
    "resolve": "What each is, in the order of the list, by which rule it was found, or what it may be.",
    "resolve.values": "The names or codes.",
    "resolve.scheme": "What the codes are, such as iso3, cow or gw; numbers need it.",
    "resolve.on": "The date at which all are read. By default each is read as what it stood for last.",
    "diff": "One change for each fact that came or went, and one for each field that was revised.",
    "diff.earlier": "The first of the two days; the record is taken as it was known on each.",
    "diff.later": "The second day; by default the day to which the record is updated.",
    "evidence.fact": 'Its identifier, such as cica-kor-member; "meetings/summit-4", with its table, where several tables have it.',
    "briefing": "Sentences by section, each with the sources that stand behind it.",
    "cite": "A line of text, or a BibTeX entry.",
}


def _tool(name: str, *, paged: bool = True, known: bool = True) -> Tool:
    """The tool that a method of the record is."""
    method = getattr(Record, name)
    docs = told_of(method)
    arguments = [
        Argument(
            parameter.name,
            _INSTEAD.get(f"{name}.{parameter.name}") or docs.parameters[parameter.name],
            _form(str(parameter.annotation)),
            parameter.default is parameter.empty,
        )
        for parameter in inspect.signature(method).parameters.values()
        if parameter.name != "self"
    ]
    arguments += [_KNOWN] * known + [_OFFSET] * paged
    said = _INSTEAD.get(name) or f"{docs.returns} {docs.notes}".strip()
    return Tool(name, f"{docs.summary} {said}", tuple(arguments))


def _form(annotation: str) -> Form:
    """What is accepted for an argument of some type."""
    if annotation.startswith("Iterable"):
        return _NAMES
    words = annotation.replace("|", " ").split()
    return _NAME if "When" in words or "int" in words else _TEXT


TOOLS: dict[str, Tool] = {
    tool.name: tool
    for tool in (
        _tool("members"),
        _tool("observers"),
        _tool("memberships"),
        _tool("chairmanships"),
        _tool("meetings"),
        _tool("documents"),
        _tool("principles"),
        _tool("organisations"),
        _tool("shared_organisations"),
        _tool("overlap"),
        _tool("evidence"),
        _tool("disputes"),
        _tool("resolve", known=False),
        _tool("diff", known=False),
        _tool("briefing", paged=False, known=False),
        _tool("cite", paged=False),
    )
}


def given(tool: Tool, arguments: Mapping[str, object]) -> dict[str, object]:
    """What was given to a question, or `OptionError` where it takes no such thing.

    Parameters
    ----------
    tool : Tool
        The question.
    arguments : mapping
        What was given, as JSON has it; null is not given.

    Returns
    -------
    dict
        The same, without what was not given.

    Raises
    ------
    OptionError
        If there is no such argument, one is missing, or one is of another form.

    Examples
    --------
    >>> from cica.assistant.tools import TOOLS, given
    >>> given(TOOLS["members"], {"organisation": "sco", "on": None})
    {'organisation': 'sco'}
    >>> given(TOOLS["members"], {"day": "2015"})
    Traceback (most recent call last):
    cica.errors.OptionError: members takes no 'day': accepted are 'organisation', 'on', 'suspended', 'as_known', 'offset'
    """
    taken = {argument.name: argument for argument in tool.arguments}
    for name, value in arguments.items():
        if name not in taken:
            raise OptionError(f"{tool.name} takes no {none_of(name, taken)}")
        if value is not None:
            taken[name].check(value)
    found = {name: value for name, value in arguments.items() if value is not None}
    for argument in tool.arguments:
        if argument.needed and argument.name not in found:
            raise OptionError(f"{tool.name} needs {argument.name}=: {argument.says}")
    return found
