"""Names of which words are shortened: "Papua N.G.", "Centr. Afr. Rep.", "FS Micronesia".

A word with a dot, and each of several capitals, stands for any word that begins so; the others stand as they are. What is found is
every known name of as many words that can be meant, and nothing where no more is left than what many states have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cica.names.normalise import normalise
from cica.names.rules import SIDES, SORTS
from cica.names.sorts import words_of_sorts

__all__ = ["Abbreviations", "Name"]

# Words that names have or have not.
LINKS = frozenset({"of", "the", "de", "du", "des", "d", "la", "le", "les", "l", "del", "el", "do", "da", "dos", "der", "die"})
COMPASS = ("n", "s", "e", "w")
LETTERS = 3  # that must be left of what says which state it is
_INITIALS = re.compile("[A-Z]{2,5}|[NSEW]")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*\.?")


class Name(NamedTuple):
    """A name, what is called so, whether it is English, in which lists shorten to capitals, and whether it is no longer in use."""

    name: str
    key: str
    english: bool
    gone: bool


class Abbreviations:
    """Names by the first letters of their words.

    Parameters
    ----------
    names : iterable of Name
        The names.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._names: dict[str, set[tuple[tuple[str, ...], Name]]] = {}
        for name in names:
            tokens = _WORD.findall(name.name.replace(",", " "))
            if any(token.isupper() for token in tokens) or "(" in name.name or "/" in name.name:  # shortened, or explained, already
                continue
            words = tuple(word for word in map(normalise, tokens) if word and word not in LINKS)
            turns = {words, words[1:] + words[:1], words[-1:] + words[:-1]} if "," in name.name else {words}
            if "and" in words:
                turns |= {tuple(word for word in turn if word != "and") for turn in turns}
            if tokens[0].lower() == "the":  # as of "TFYR Macedonia"
                turns.add(("the", *words))
            for turn in turns:
                self._names.setdefault("".join(word[0] for word in turn), set()).add((turn, name))

    def meant(self, text: str) -> tuple[str, ...]:
        """The identifiers of what a name with shortened words may be."""
        mixed = not text.isupper()
        words: list[tuple[str, bool]] = []
        capitals = False
        for token in _WORD.findall(text.replace("&", " and ")):
            word = normalise(token)
            if mixed and _INITIALS.fullmatch(token):
                words += [(letter, True) for letter in token.lower()]
                capitals = True
            elif word and (token.endswith(".") or word not in LINKS):
                words.append((word, token.endswith(".") and word != "saint"))
        own = sum(len(word) for word, short in words if not _says_a_sort(word, short=short))
        if own < LETTERS or len(words) == 1 or not any(short for _, short in words):
            return ()
        found: set[Name] = set()
        for turn in (words, words[1:] + words[:1]):
            for named, name in self._names.get("".join(word[0] for word, _ in turn), ()):
                if (name.english or not capitals) and all(_stands_for(*given, its) for given, its in zip(turn, named, strict=True)):
                    found.add(name)
        # A name that is no longer in use is not meant by itself, and leaves open what is.
        return tuple(sorted({name.key for name in found})) if any(not name.gone for name in found) else ()


def _stands_for(word: str, short: bool, name: str) -> bool:
    """Whether a word may stand for one of a name; a letter for a side of the compass is never one for a state or a sultanate."""
    if not short:
        return name == word
    return name.startswith(word) and (word not in COMPASS or name not in SORTS or name.startswith(SIDES))


def _says_a_sort(word: str, *, short: bool) -> bool:
    """Whether a word says no more than which sort of state it is, or may."""
    return any(sort.startswith(word) for sort in SORTS) if short else word in SORTS or word in words_of_sorts()
