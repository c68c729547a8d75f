"""Text of the record as MyST: whatever stands in the data stays text, whatever characters it has."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from cica import Date
from cica.display.words import dated
from cica.errors import DateError

__all__ = ["code", "date_words", "dating", "escape", "link", "myst", "out", "slug", "value_words"]

# Every ASCII punctuation that may begin or end markup; a backslash before one is never shown.
_PUNCTUATION = re.compile(r"""([!"#$%&()*+\-.:<=>@\[\\\]^_`{|}~])""")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_KNOWN = {"day": "known to the day", "month": "known to the month", "year": "known to the year", "range": "some day of these"}
_LEGAL = "%/:?#[]@!$&'*+,;=~"  # what an address may hold beside letters, digits and -._; brackets are written out


def myst(text: str) -> Markup:
    """Text that is MyST already."""
    return Markup(text)  # of text that went through `escape`, or is ours


def escape(value: object) -> Markup:
    r"""Any value as text in one line of MyST.

    >>> print(escape("a*b* <i>|"))
    a\*b\* \<i\>\|
    """
    if isinstance(value, Markup):
        return value
    return myst(_PUNCTUATION.sub(r"\\\1", _SPACE.sub(" ", str(value)).strip()))


def code(value: object) -> Markup:
    """A value as code; as text where it has characters that would end the code."""
    text = _SPACE.sub(" ", str(value)).strip()
    return myst(f"`{text}`") if text and not set(text) & set("`|\\") else escape(text)


def link(label: object, target: str) -> Markup:
    """A link within the documentation: to a page, from the root of the documentation, or to a label."""
    return myst(f"[{escape(label)}]({target})")


def out(label: object, address: str) -> Markup:
    """A link to a source, where the address is one of the web; otherwise the label alone."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return escape(label)
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return escape(label)
    whole = quote(address, safe=_LEGAL).replace("[", "%5B").replace("]", "%5D").replace("&", "&amp;").replace("*", "%2A")
    return myst(f"[{escape(label)}](<{whole}>)")


def slug(name: str) -> str:
    """A name for a file or a label: letters and digits of ASCII, and hyphens.

    >>> slug("state_names/MMR/en/Burma/end")
    'state-names-MMR-en-Burma-end'
    """
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-") or "none"


def date_words(date: Date) -> Markup:
    """A date in words, and as EDTF where the words are not a plain day, month or year."""
    words = myst(escape(dated(date)).replace(" ", "\u00a0")) if date.precision == "day" else escape(dated(date))
    return words if date.precision in ("day", "month", "year") else myst(f"{words} {code(date)}")


def dating(date: Date) -> Markup:
    """A date in words, as EDTF, and how well it is known."""
    known = f", {_KNOWN[date.precision]}" if date.precision in _KNOWN else ""
    return myst(f"{escape(dated(date))} {code(date)}{known}")


def value_words(text: str, *, short: bool = False) -> Markup:
    """A value as the notation of a field has it: dates in words and as EDTF, anything else as it is."""
    try:
        date = Date(text)
    except DateError:
        return escape(text.replace(";", "; "))
    return date_words(date) if short else myst(f"{escape(dated(date))} {code(date)}")
