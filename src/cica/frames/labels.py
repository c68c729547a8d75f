"""What the columns of frames mean, in a few words: those that this library makes, and those that say which state and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from cica.frames.schemes import CONVENTIONS, WORDS

if TYPE_CHECKING:
    from cica.questions import Questions

__all__ = ["labels"]

ANSWER = {0: "no", 1: "yes"}
STATUS = {0: "none, or another role", 1: "full member", 2: "associate", 3: "observer"}
# What is asked of a state, or of two, in an organisation, and what the numbers of a code mean.
ASKED: dict[str, tuple[str, Mapping[int, str]]] = {
    "role": ("Role in {}", {}),
    "member": ("Full member of {}", ANSWER),
    "observer": ("Observer at {}", ANSWER),
    "status": ("Role in {}, as the Correlates of War code it", STATUS),
    "status1": ("Role of the first state in {}, as the Correlates of War code it", STATUS),
    "status2": ("Role of the second state in {}, as the Correlates of War code it", STATUS),
    "joint": ("Both full members of {}", ANSWER),
    "chair": ("In the chair of {}", ANSWER),
    "days": ("Days since accession to {}", {}),
    "days_least": ("Days since accession to {}, at least", {}),
    "days_most": ("Days since accession to {}, at most", {}),
    "members": ("Number of full members of {}", {}),
    "members_least": ("Number of full members of {}, at least", {}),
    "members_most": ("Number of full members of {}, at most", {}),
    "full": ("Number of {} with full membership", {}),
    "full_least": ("Number of {} with full membership, at least", {}),
    "full_most": ("Number of {} with full membership, at most", {}),
    "any": ("Number of {} with any role", {}),
    "any_least": ("Number of {} with any role, at least", {}),
    "any_most": ("Number of {} with any role, at most", {}),
}
KEYS = {"state": "Identifier of the state", "country": "Name of the state", "year": "Year", "month": "Month", "date": "Day"}
SCHEMES = {
    **{scheme: f"Number of the state: {words}" for scheme, words in WORDS.items()},
    **{scheme: f"Letters of the state: {WORDS[scheme.removesuffix('c')]}" for scheme in ("cowc", "gwc", "polityc", "vdemc")},
    "alpha2": "Letters of the state: ISO 3166-1 alpha-2",
    "alpha3": "Letters of the state: ISO 3166-1 alpha-3",
    "name": "Name of the state",
}
SIDES = {"1": ", first of two", "2": ", second of two"}


def labels(record: Questions, columns: Iterable[str]) -> dict[str, tuple[str, Mapping[int, str]]]:
    """What some columns mean, and what the numbers in them, of those that are known by their names.

    Parameters
    ----------
    record : Questions
        The record, whose organisations are called as in the default names of columns.
    columns : iterable of str
        The names.

    Returns
    -------
    dict
        Of each that is known the label, and what its codes mean.

    Examples
    --------
    >>> import cica
    >>> from cica.frames.labels import labels
    >>> labels(cica.load(), ["ccode1", "cica_member", "gdp"])["cica_member"]
    ('Full member of CICA', {0: 'no', 1: 'yes'})
    """
    from cica.model.organisations import Organisation

    called = {one.id: one.abbreviation or one.name for one in record._all(Organisation)} | {"organisations": "organisations"}
    ends = "|".join(ASKED)
    found: dict[str, tuple[str, Mapping[int, str]]] = {}
    for column in columns:
        asked = re.fullmatch(rf"(.+?)_({ends})", column)
        plain, side = re.fullmatch(r"(.*?)([12]?)", column.lower()).groups()  # type: ignore[union-attr]  # which fits anything
        if asked and asked[1] in called:
            said, codes = ASKED[asked[2]]
            found[column] = said.format(called[asked[1]]), codes
        elif label := KEYS.get(plain) or SCHEMES.get(CONVENTIONS.get(plain, "")):
            found[column] = label + SIDES.get(side, ""), {}
    return found
