"""Rules by which a name that is not known as it stands may be one that is: none of them is a likeness.

Each rule says the same thing in another form: the words in another order, an abbreviation in full, a bracket left out that says of
which years, or with what, the state is counted. What it makes is looked up exactly, as any name is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

__all__ = ["SIDES", "SORTS", "bare", "both_of", "forms", "is_cut", "without_and", "without_years"]

# Of a name that was cut off in a narrow column, the letters that must be left, and the share of the longest name that begins so$
# that must be exceeded: "British India" is not the British Indian Ocean Territory.
CUT, LEFT = 12, 0.75
# Words that say which sort of state it is, and nothing of which: of what was cut off more must be left than these.
SORTS = frozenset(
    {
        *("a", "and", "bolivarian", "commonwealth", "cooperative", "democratic", "duchy", "eastern", "federal", "federated"),
        *("federation", "grand", "great", "hashemite", "independent", "islamic", "islands", "kingdom", "northern", "of", "peoples"),
        *("people", "plurinational", "principality", "republic", "saint", "socialist", "southern", "state", "states", "sultanate"),
        *("the", "union", "united", "western", "colony", "protectorate", "territories", "territory"),
    }
)
OWN = 6  # letters
# Words that files shorten, with what they may stand for.
SHORT = {
    "afr": ("african",),
    "cen": ("central",),
    "cent": ("central",),
    "dem": ("democratic",),
    "e": ("east",),
    "eq": ("equatorial",),
    "equ": ("equatorial",),
    "fed": ("federal", "federated"),
    "is": ("islands",),
    "isl": ("islands", "islamic"),
    "n": ("north",),
    "peo": ("peoples",),
    "rep": ("republic",),
    "s": ("south",),
    "stat": ("states",),
    "sts": ("states",),
    "w": ("west",),
}
ARTICLES = frozenset({"l", "la", "le", "les", "el", "los", "las", "il", "o", "os", "as", "der", "die", "das", "the"})
ANDS = frozenset({"and", "et", "y", "e", "und", "ve", "va", "və", "dan", "и", "و"})
SIDES = ("north", "south", "east", "west")
WHOLE = frozenset({"st"})  # with a dot, and not shortened
LEAST = 3  # letters of a word that is no code
MANY = 16  # ways to write out one name that are tried
_YEARS = re.compile(
    r"\s*[(\[](?=[^)\]]*(?:\d{4}|pre|post))\s*(?:(?:until|since|before|after|from|pre|post|to|and|ca)\b[\s.-]*|[-–,/\s]|\d{4})+"
    r"(?:secession|independence|unification|reunification|partition|war)?\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_INCLUDED = re.compile(r"\s*[(\[]\s*(?:incl|including|excl|excluding)\b([^)\]]*)[)\]]?\s*$", re.IGNORECASE)
_BOTH = re.compile(r"^\s*(.+?)\s*(?:\(\s*(.+?)\s*\)|\[\s*(.+?)\s*\]|/\s*(.+?))\s*$")
# The same with a comma, a hyphen or a space between them, as in "congo-zaire", "Korea, ROK", "Congo DRC".
_LOOSE = re.compile(r"^\s*(.+)\s*(?:[,;-]\s*(.+?)|\s([A-Z]{2,5}))\s*$")
_TURNED = re.compile(r"^\s*(.+?)\s*(?:[(\[]\s*(.+?)\s*[)\]]|,\s*(.+?))\s*$")
_INITIALS = re.compile(r"[A-Z]{2}$")
_CODE = re.compile(r"^\s*([A-Z]{2,3})\s*(?:[-–—:|]\s+|[:|])(.+)$")
# What lists and tables put around a name: its number in front, and marks of footnotes after it.
_NUMBER = re.compile(r"^\s*(?:\d{1,3}\s*[.)]|\(\d{1,3}\))\s+(?=[^\W\d_])")
_NOTE = r"(?:(?:[Nn]ote|nb|NB|fn|[Nn])\.?\s?\d{1,2}|\d{1,2}|[a-z])"  # as Wikipedia writes them, in square brackets
_FOOTNOTE = re.compile(
    rf"(?<=[^\W\d_]|\))[.]?(?:\s*(?:\(\d{{1,2}}\)|(?:\[{_NOTE}\]\s?){{1,4}}|\s(?:\d{{1,2}}|[a-z])/|[¹²³⁴-⁹⁰]+|[*†‡§¶]+)|\d{{1,2}})\s*$"
)
# Letters that UTF-8 becomes where it is read as Latin-1 or as the code page of Windows.
_GARBLED = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]")
_BREAK = re.compile(r"[\s_,;/()\[\]–-]+")


def bare(text: str) -> str:
    """A name without what stands around it in a list or a table, and with its letters as they were meant.

    Numbers in front and marks of footnotes behind go, entities of HTML are read, and so is UTF-8 that was taken for Latin-1.

    Examples
    --------
    >>> from cica.names.rules import bare
    >>> bare("12. Kazakhstan [a]"), bare("Trinidad &amp; Tobago"), bare("CÃ´te d'Ivoire")
    ('Kazakhstan', 'Trinidad & Tobago', "Côte d'Ivoire")
    """
    if "&" in text and ";" in text:
        from html import unescape

        text = unescape(text)
    if _GARBLED.search(text):
        for charset in ("cp1252", "latin-1"):
            try:
                text = text.encode(charset).decode("utf-8")
            except UnicodeError:
                continue
            break
    return _FOOTNOTE.sub("", _NUMBER.sub("", text)).strip()


def forms(text: str) -> Iterator[str]:
    """Other texts that say the same as a name, the plainest first.

    Parameters
    ----------
    text : str
        A name.

    Yields
    ------
    str
        A text to be looked up.

    Examples
    --------
    >>> from cica.names.rules import forms
    >>> "north korea" in forms("Korea, N.")
    True
    >>> "Pakistan" in forms("Pakistan (1972-)")
    True
    """
    plain = without_years(text)
    if plain == text and (included := _INCLUDED.search(text)) is not None:
        rest = text[: included.start()].strip()
        plain = text if rest.lower() in included[1].lower() else rest  # "Germany (excluding West Germany)"
    if plain != text:
        yield plain
        yield from forms(plain)
        return
    turned = _TURNED.match(text)
    last: str = "" if turned is None else turned[2] or turned[3]
    head, tail = (_words(turned[1]), _words(last)) if turned is not None else ([], [])
    if tail and (_INITIALS.match(last) or all(len(word) < LEAST and word not in ARTICLES and word not in SHORT for word in tail)):
        return  # a code beside the name, such as "Peru, IN"
    words = _words(text)
    dotted = set(re.findall(r"(\w+)\.", text.lower()))
    # What is shortened is never a part of a word: "Guin. E." is not Guiné.
    choices = [
        SHORT.get(word, (word,) if word in WHOLE else ()) if word in dotted else (word, *SHORT.get(word, ())) for word in words
    ]
    for chosen in islice(product(*choices), MANY):
        plain = " ".join(chosen)
        if plain != text and not (tail and len(chosen[-1]) < LEAST):
            yield plain
        for side in SIDES:  # "Korea North", and "Koreanorth"
            if plain.endswith(side) and plain != side:
                yield f"{side} {plain.removesuffix(side)}"
        if plain.startswith("the"):
            yield plain.removeprefix("the")
        if words[-1:] == ["former"]:
            yield " ".join(chosen[:-1])
        if len(chosen) > 1 and chosen != tuple(words):  # what stood after a comma comes first
            yield f"{' '.join(chosen[1:])} {chosen[0]}"
    if tail:
        yield from _turned(head, tail, dotted)


def _words(text: str) -> list[str]:
    words = (word.strip("'\u2019") for word in _BREAK.split(text.lower().replace(".", " ")))
    return [word for word in words if word]


def without_and(text: str) -> str:
    """A name without the words for "and" between others, in several languages; an empty text of a name that has none.

    Examples
    --------
    >>> from cica.names.rules import without_and
    >>> without_and("Bosna ve Hersek"), without_and("Trinidad and Tobago")
    ('bosna hersek', 'trinidad tobago')
    """
    words = _words(text)
    left = [word for place, word in enumerate(words) if word not in ANDS or place in (0, len(words) - 1)]
    return " ".join(left) if len(left) < len(words) else ""


def _turned(head: list[str], tail: list[str], dotted: set[str]) -> Iterator[str]:
    """What stands after a comma or in a bracket before the rest: without an article, or with the "of" that was left out."""
    full = [SHORT.get(word, (word,))[0] for word in tail]
    yield " ".join((*full, "of", *head))
    if tail[0].removeprefix("d'").removeprefix("l'") != tail[0]:
        yield " ".join((tail[0][2:], *tail[1:], *head))
    if tail[0] in ARTICLES - dotted:
        yield " ".join((*tail[1:], *head))


def without_years(text: str) -> str:
    """A name without a bracket that says of which years.

    Examples
    --------
    >>> from cica.names.rules import without_years
    >>> without_years("Pakistan (-1971)"), without_years("Vietnam (1954-1975, South)")
    ('Pakistan', 'Vietnam (1954-1975, South)')
    """
    return _YEARS.sub("", text)


def is_cut(text: str, letters: int, longest: int) -> bool:
    """Whether a text may be a name that was cut off: its letters, and those of the longest name that begins so.

    Examples
    --------
    >>> from cica.names.rules import is_cut
    >>> is_cut("Bosnia & Herzego", 16, 20), is_cut("Democratic Republic of t", 21, 31)
    (True, False)
    """
    own = [word for word in re.findall(r"[^\W_]+", text.lower()) if word not in SORTS]
    return letters >= CUT and letters > LEFT * longest and sum(map(len, own)) >= OWN


def both_of(text: str, *, loose: bool = False) -> tuple[str, str] | None:
    """Two names of which one stands in brackets or after a slash, as in "Benin (Dahomey)", or a code before a name; else None.

    With ``loose`` also after a comma or a hyphen, or in capitals after a space.

    Examples
    --------
    >>> from cica.names.rules import both_of
    >>> both_of("Congo/Zaire"), both_of("Congo DRC", loose=True)
    (('Congo', 'Zaire'), ('Congo', 'DRC'))
    """
    if loose:
        found = _LOOSE.match(text)
        return None if found is None else (found[1], found[2] or found[3])
    if text[:2].isupper() and (coded := _CODE.match(text)) is not None:
        return coded[1], coded[2]
    found = _BOTH.match(text) if "(" in text or "[" in text or "/" in text else None
    return None if found is None else (found[1], found[2] or found[3] or found[4])
