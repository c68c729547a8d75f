"""Whether what a source states agrees with what the record adopts."""

from __future__ import annotations

from cica.dates.answers import Answer
from cica.dates.date import Date
from cica.errors import DateError

__all__ = ["agreement"]


def agreement(stated: str, adopted: str) -> Answer:
    """Whether what a source states agrees with what the record adopts.

    Examples
    --------
    >>> from cica.package.agreement import agreement
    >>> agreement("2011", "2011-06-08"), agreement("2011-06-09", "2011-06-08"), agreement("Astana", "astana")
    (<Answer.YES: 'yes'>, <Answer.NO: 'no'>, <Answer.YES: 'yes'>)
    """
    try:
        kept, said = Date(adopted), Date(stated)
    except DateError:
        same = stated.casefold() == adopted.casefold()
        common = set(stated.split(";")) & set(adopted.split(";"))
        return Answer.of(same, bool(adopted) and not common and " " not in stated + adopted)
    return Answer.of(kept.within(said) is Answer.YES, (kept.within(said) | said.within(kept)) is Answer.NO)
