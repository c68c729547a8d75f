"""The form in which two spellings of a name are equal."""

from __future__ import annotations

import unicodedata

__all__ = ["normalise"]

# Letters that Unicode does not take apart, and letters that one script writes in several ways: dotless i, Arabic alef maqsura, ta
# marbuta, alef wasla, the Persian forms of ya and kaf, and the fa with three dots. Tatweel and the modifier letters that stand for
# an apostrophe count as letters in Unicode; here they are nothing.
_FOLD = str.maketrans(
    {
        "\u0131": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "\u0649": "\u064a",
        "\u06cc": "\u064a",
        "\u0629": "\u0647",
        "\u0671": "\u0627",
        "\u06a9": "\u0643",
        "\u06a4": "\u0641",
        "\u0640": "",
        "\u02b9": "",
        "\u02bb": "",
        "\u02bc": "",
        "\u02bd": "",
        "\u02be": "",
        "\u02bf": "",
        "\u02c8": "",
        "&": " and ",
        "_": " ",
    }
)
# Commas, semicolons and brackets, of several scripts: what stands after one comes first.
_BREAKS = frozenset(",;()[]{}\u060c\u3001\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011")
# The classes of marks that Unicode puts on letters, and that are nothing here: accents, points, vowel signs, nukta.
_ACCENTS = frozenset({7, *range(10, 37), *range(200, 241)})
# Of the scripts of South and South-East Asia the vowels and tones are marks, without which other names would be equal: they stay,
# and so do those that make another letter of a kana.
_MARKED = (range(0x0900, 0x10A0), range(0x1780, 0x17E0), range(0x3099, 0x309B))


class _Letters(dict[int, str]):
    """What becomes of each character, found when it is first met: itself, nothing, or the end of a word or of a part."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if unicodedata.combining(char) in _ACCENTS:
            kept = ""
        elif char in _BREAKS:
            kept = "\n"
        elif char.isalnum() or (unicodedata.category(char)[0] == "M" and any(code in marked for marked in _MARKED)):
            kept = char
        else:
            kept = " "
        return self.setdefault(code, kept)


_LETTERS = _Letters(_FOLD)


def normalise(text: str) -> str:
    """Return the form in which two spellings of a name are equal.

    Case, accents, apostrophes, dots, hyphens, brackets and white space vanish, and so does the word "the"; "&" is "and",
    "St." is "Saint"; Russian ё is е and й is и; the Turkish letters İ and ı are i; Arabic vowel signs, hamza and tatweel
    vanish, the vowels of Indic scripts do not. What stands after a comma or in brackets comes first, so the order of words around a
    comma never matters.

    Parameters
    ----------
    text : str
        Any spelling of a name.

    Returns
    -------
    str
        Letters, digits and the marks that make letters, without spaces. Normalising it again changes nothing.

    Examples
    --------
    >>> from cica.names.normalise import normalise
    >>> normalise("Korea, Republic of") == normalise("the REPUBLIC of Korea")
    True
    >>> normalise("St. Kitts & Nevis")
    'saintkittsandnevis'
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    first, *rest = folded.translate(_LETTERS).split("\n")
    words = [word for part in (*rest, first) for word in part.split()]
    kept = ["saint" if word == "st" else word for word in words if word != "the"]
    key = "".join(kept or words[:1])
    return "saint" if key == "st" else key
