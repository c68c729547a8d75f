"""Three answers to a question about what is not fully known."""

from __future__ import annotations

import enum

__all__ = ["Answer"]


class Answer(enum.Enum):
    """What can be said of a fact whose date is not fully known: yes, no, or undetermined.

    Answers combine as in three-valued (Kleene) logic: ``&``, ``|`` and ``~``. ``bool()`` of yes and no is what one expects;
    ``bool()`` of undetermined raises, so that no ``if`` can hide it.

    Examples
    --------
    >>> import cica
    >>> cica.Date("2011") < cica.Date("2012-03")
    <Answer.YES: 'yes'>
    >>> cica.Date("2011") < cica.Date("2011-06-08")
    <Answer.UNDETERMINED: 'undetermined'>
    >>> ~cica.Answer.NO | cica.Answer.UNDETERMINED
    <Answer.YES: 'yes'>
    """

    YES = "yes"
    NO = "no"
    UNDETERMINED = "undetermined"

    @classmethod
    def of(cls, yes: bool, no: bool) -> Answer:
        """The answer, given whether it is certainly yes and whether it is certainly no.

        Examples
        --------
        >>> import cica
        >>> cica.Answer.of(yes=False, no=False)
        <Answer.UNDETERMINED: 'undetermined'>
        """
        return cls.YES if yes else cls.NO if no else cls.UNDETERMINED

    def __bool__(self) -> bool:
        if self is Answer.UNDETERMINED:
            raise TypeError(
                "the evidence leaves this undetermined: compare with Answer.YES, NO or UNDETERMINED; to sort by dates, or to find "
                "the first or last, use key=lambda date: date.sort_key"
            )
        return self is Answer.YES

    def __and__(self, other: Answer) -> Answer:
        if not isinstance(other, Answer):
            return NotImplemented
        return Answer.of(self is other is Answer.YES, self is Answer.NO or other is Answer.NO)

    def __or__(self, other: Answer) -> Answer:
        if not isinstance(other, Answer):
            return NotImplemented
        return Answer.of(self is Answer.YES or other is Answer.YES, self is other is Answer.NO)

    def __invert__(self) -> Answer:
        return Answer.of(self is Answer.NO, self is Answer.YES)
