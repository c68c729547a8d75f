"""The form in which two spellings of a name are equal."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["normalise"]

# Letters that Unicode does not take apart, and letters that one script writes in several ways: dotless i, Arabic alef
# maqsura, ta marbuta, alef wasla, and the Persian forms of ya and kaf. Tatweel and the modifier letters that stand for an
# apostrophe count as letters in Unicode; here they are nothing.
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
        "\u0640": "",
        "\u02b9": "",
        "\u02bb": "",
        "\u02bc": "",
        "\u02bd": "",
        "\u02be": "",
        "\u02bf": "",
        "\u02c8": "",
        "&": " and ",
    }
)
_BREAK = re.compile(r"[,;()\[\]{}\u060c\u3001\u3008-\u3011]")
_WORD = re.compile(r"[^\W_]+")


def normalise(text: str) -> str:
    """Return the form in which two spellings of a name are equal.

    Case, accents, apostrophes, dots, hyphens, brackets and white space vanish, and so does the word "the"; "&" is "and",
    "St." is "Saint"; Russian ё is е and й is и; the Turkish letters İ and ı are i; Arabic vowel signs, hamza and tatweel
    vanish. What stands after a comma or in brackets comes first, so the order of words around a comma never matters.

    Parameters
    ----------
    text : str
        Any spelling of a name.

    Returns
    -------
    str
        Letters and digits only, without spaces. Normalising it again changes nothing.

    Examples
    --------
    >>> from cica.names.normalise import normalise
    >>> normalise("Korea, Republic of") == normalise("the REPUBLIC of Korea")
    True
    >>> normalise("St. Kitts & Nevis")
    'saintkittsandnevis'
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(char for char in folded if not unicodedata.combining(char)).translate(_FOLD)
    first, *rest = _BREAK.split(plain)
    words = [word for part in (*rest, first) for word in _WORD.findall(part)]
    kept = ["saint" if word == "st" else word for word in words if word != "the"]
    key = "".join(kept or words[:1])
    return "saint" if key == "st" else key
