"""A briefing, composed of sections.

No sentence says what the record does not hold: a name, a number or a day in it is that of an object, and the words around it
depend on what is known of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from cica.briefings.briefing import Briefing, Section, Sentence
from cica.briefings.writing import SUBJECT, Writer

if TYPE_CHECKING:
    from cica.questions import Questions

__all__ = ["Plan", "compose", "nothing"]

Write: TypeAlias = Callable[[Writer], Iterator[Sentence]]
# Of a section the title, and what writes its running sentences and the points below them.
Plan: TypeAlias = tuple[str, Write, Write]


def compose(record: Questions, whole: Questions, sections: Iterable[Plan]) -> Briefing:
    """The briefing that a record gives.

    Parameters
    ----------
    record : Questions
        The record, as it stands or as known on a day.
    whole : Questions
        The record that knows all, for the sources of facts that none of the time was found to state.
    sections : iterable of Plan
        Its sections.

    Returns
    -------
    Briefing
        The briefing.
    """
    writer = Writer(record, whole)
    subject = record.organisation(SUBJECT)
    made = tuple(Section(title, tuple(run(writer)), tuple(points(writer))) for title, run, points in sections)
    title = f"{subject.name} ({subject.abbreviation})" if subject.abbreviation else subject.name
    return Briefing(title, record.as_of, made, record.cite(), str(record._package.description.get("version", "")))


def nothing(_: Writer) -> Iterator[Sentence]:
    """No sentence, and no point."""
    return iter(())
