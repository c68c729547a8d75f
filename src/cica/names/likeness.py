"""Names that are nearly the one that was given: only ever for a message, never an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

__all__ = ["Likeness", "distance"]

# Of a name of so many letters, how many may be wrong at most: in shorter ones nearly every other is as near.
ALLOWED = ((10, 3), (6, 2), (4, 1))


class Likeness:
    """Names by their length and by the letters in them, so that few have to be compared.

    Parameters
    ----------
    forms : iterable of str
        The names, in the form in which names are compared.
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._by_length: dict[int, list[tuple[int, str]]] = {}
        for form in forms:
            self._by_length.setdefault(len(form), []).append((_letters(form), form))

    def nearest(self, form: str) -> list[str]:
        """The names that differ in the fewest letters, if these are few, the likeliest first.

        Parameters
        ----------
        form : str
            What was given, in the same form.

        Returns
        -------
        list of str
            Those that are equally near; of them first the ones that begin and end as it does.
        """
        most = next((allowed for length, allowed in ALLOWED if len(form) >= length), 0)
        found: list[str] = []
        for far in range(1, most + 1):
            found = found or [other for other in self._few(form, far) if distance(form, other, far) == far]
        return sorted(found, key=lambda other: (other[0] != form[0], other[-1] != form[-1], -len(other), other))

    def _few(self, form: str, far: int) -> Iterator[str]:
        """The names that may differ in so many letters: each that is wrong makes one more at most that only one of them has."""
        mine = _letters(form)
        for length in range(len(form) - far, len(form) + far + 1):
            for its, other in self._by_length.get(length, ()):
                if (mine & ~its).bit_count() <= far and (its & ~mine).bit_count() <= far:
                    yield other


def distance(one: str, other: str, most: int) -> int:
    """How many letters have to be changed, added, left out or swapped with the next; one more than ``most`` if it is more.

    Examples
    --------
    >>> from cica.names.likeness import distance
    >>> distance("isreal", "israel", 2), distance("ireland", "iceland", 2), distance("kazakhstan", "uzbekistan", 2)
    (1, 1, 3)
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        last, before, row = before, row, [n]
        for m, its in enumerate(other, 1):
            cost = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (letter != its))
            if n > 1 and m > 1 and letter == other[m - 2] and one[n - 2] == its:
                cost = min(cost, last[m - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _letters(form: str) -> int:
    """Which letters are in a name, a bit for each; some share one."""
    bits = 0
    for letter in form:
        bits |= 1 << ord(letter) % 61
    return bits
