"""Names of which words are shortened: "Papua N.G.", "Centr. Afr. Rep.", "FS Micronesia".

A word with a dot, and each of several capitals, stands for any word that begins so; the others stand as they are. What is found is
every known name of as many words that can be meant, and nothing where no more is left than what many states have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cica.names.normalise import normalise
from cica.names.rules import SORTS

__all__ = ["Abbreviations"]

# Words that names have or have not.
LINKS = frozenset(
    {"of", "the", "and", "de", "du", "des", "d", "la", "le", "les", "l", "del", "el", "do", "da", "dos", "der", "die"}
)
LETTERS = 3  # that must be left of what says which state it is
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*\.?")


class Abbreviations:
    """Names by the first letters of their words.

    Parameters
    ----------
    names : iterable of tuple
        Each name with the identifier of what is called so, and whether it is English, in which lists shorten to capitals.
    """

    def __init__(self, names: Iterable[tuple[str, str, bool]]) -> None:
        self._names: dict[str, set[tuple[tuple[str, ...], str, bool]]] = {}
        for name, key, english in names:
            tokens = _WORD.findall(name.replace(",", " "))
            if any(token.isupper() for token in tokens):  # what is shortened already
                continue
            words = tuple(word for word in map(normalise, tokens) if word and word not in LINKS)
            turns = {words, words[1:] + words[:1], words[-1:] + words[:-1]} if "," in name else {words}
            if tokens[0].lower() == "the":  # as of "TFYR Macedonia"
                turns.add(("the", *words))
            for turn in turns:
                self._names.setdefault("".join(word[0] for word in turn), set()).add((turn, key, english))

    def meant(self, text: str) -> tuple[str, ...]:
        """The identifiers of what a name with shortened words may be."""
        mixed = not text.isupper()
        words: list[tuple[str, bool]] = []
        capitals = False
        for token in _WORD.findall(text):
            word = normalise(token)
            if mixed and token.isupper() and token.isalpha() and len(token) <= len("SPLAJ"):
                words += [(letter, True) for letter in token.lower()]
                capitals = True
            elif word and word not in LINKS:
                words.append((word, token.endswith(".") and word != "saint"))
        own = sum(len(word) for word, _ in words if word not in SORTS)
        if own < LETTERS or not any(short for _, short in words):
            return ()
        found: set[str] = set()
        for turn in (words, words[1:] + words[:1]):
            for names, key, english in self._names.get("".join(word[0] for word, _ in turn), ()):
                if capitals and not english:
                    continue
                if all(name.startswith(word) if short else name == word for (word, short), name in zip(turn, names, strict=True)):
                    found.add(key)
        return tuple(sorted(found))
