"""What a briefing says, section by section.

No sentence says what the record does not hold: a name, a number or a day in it is that of an object, and the words around it
depend on what is known of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from cica.briefings.briefing import Briefing, Section, Sentence
from cica.briefings.disputes import disputes, unsettled
from cica.briefings.institutions import chair, chair_now, seat_now, secretariat, steps
from cica.briefings.meetings import coming, last_summit, next_due, origin, summits
from cica.briefings.membership import belonging, related, size
from cica.briefings.texts import aims, commitments, dimensions, initiatives, launched, principles
from cica.briefings.writing import SUBJECT, Writer

if TYPE_CHECKING:
    from cica.questions.questions import Questions

__all__ = ["compose"]

Write: TypeAlias = Callable[[Writer], Iterator[Sentence]]


def compose(record: Questions, whole: Questions, sections: int | None = None) -> Briefing:
    """The briefing that a record gives.

    Parameters
    ----------
    record : Questions
        The record, as it stands or as known on a day.
    whole : Questions
        The record that knows all, for the sources of facts that none of the time was found to state.
    sections : int, optional
        Only the first sections; the very first holds the key points.

    Returns
    -------
    Briefing
        The briefing.
    """
    writer = Writer(record, whole)
    subject = record.organisation(SUBJECT)
    made = tuple(Section(title, tuple(run(writer)), tuple(points(writer))) for title, run, points in _SECTIONS[:sections])
    title = f"{subject.name} ({subject.abbreviation})" if subject.abbreviation else subject.name
    return Briefing(title, record.as_of, made, record.cite())


def _key_points(writer: Writer) -> Iterator[Sentence]:
    """What a reader in a hurry needs."""
    yield size(writer)
    yield from chair_now(writer)
    yield from last_summit(writer)
    yield from next_due(writer, ("summit",))
    yield from seat_now(writer)


def _nothing(_: Writer) -> Iterator[Sentence]:
    return iter(())


# Of each section the title, and what writes its running sentences and the points below them.
_SECTIONS: tuple[tuple[str, Write, Write], ...] = (
    ("Key points", _nothing, _key_points),
    ("Origin and founding", origin, _nothing),
    ("Members and observers", belonging, _nothing),
    ("Summits, and what is due next", coming, summits),
    ("The Secretariat", secretariat, steps),
    ("The chair, now and before", chair, _nothing),
    ("Aims and dimensions of confidence-building", aims, dimensions),
    ("Principles", principles, commitments),
    ("Initiatives", launched, initiatives),
    ("Related organisations", related, _nothing),
    ("Disputed or undetermined", unsettled, disputes),
)
