"""Which codes stand in a column: what its name says, and whether another scheme knows more of what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from cica.errors import NotFoundError, OptionError, one_of, told
from cica.names.finding import SCHEMES
from cica.names.spellings import ALWAYS, NEVER, meets
from cica.names.systems import DATED

if TYPE_CHECKING:
    from cica.questions import Questions

__all__ = ["CONVENTIONS", "check", "numbers", "scheme_of"]

ALL = (*SCHEMES, *(scheme for scheme in DATED if scheme not in SCHEMES))
# Column names that say by themselves in which code the states stand, by the data sets that use them.
CONVENTIONS = {
    # Correlates of War and what builds on it, peacesciencer, countrycode, Quality of Government
    **dict.fromkeys(("ccode", "cowcode", "cow", "cown", "ccodecow", "cow_code", "cowcodes", "cow_id", "cowid"), "cow"),
    **dict.fromkeys(("stateabb", "cowc", "cabb", "cow_abb", "state_abb"), "cowc"),
    # Gleditsch and Ward, the Uppsala Conflict Data Program, countrycode
    **dict.fromkeys(("gwcode", "gwno", "gw", "gwn", "gwno_loc", "gw_code", "gwid", "gw_id"), "gw"),
    **dict.fromkeys(("gwc", "gwabb", "gw_abb"), "gwc"),
    # Polity, countrycode
    **dict.fromkeys(("p4n", "p5n", "p4_ccode", "p5_ccode", "polity_ccode", "politycode"), "polity"),
    **dict.fromkeys(("scode", "p4c", "p5c", "p4_scode", "p5_scode", "polity_scode"), "polityc"),
    # Varieties of Democracy
    **dict.fromkeys(("vdem", "vdemcode", "vdem_id", "vdem_country_id"), "vdem"),
    **dict.fromkeys(("country_text_id", "vdemc", "vdem_country_text_id"), "vdemc"),
    # ISO 3166-1: countrycode, Quality of Government, Natural Earth, World Bank
    **dict.fromkeys(("iso3", "iso3c", "iso_alpha", "iso_alpha3", "alpha3", "iso_a3", "ccodealp", "wb", "wbcode"), "alpha3"),
    **dict.fromkeys(("iso2", "iso2c", "iso_alpha2", "alpha2", "iso_a2"), "alpha2"),
    **dict.fromkeys(("iso3n", "iso_num", "iso_n3", "numeric", "m49", "un_m49", "ison", "ccode_qog"), "numeric"),
    # Wikidata: Natural Earth, Our World in Data, rigour
    **dict.fromkeys(("wikidata", "wikidata_id", "wikidataid", "wikidata_code", "qid"), "wikidata"),
    # Names
    **dict.fromkeys(("statenme", "statename", "country_name", "cname", "cntry_name"), "name"),
}
# Columns whose name means one thing beside one column, and another beside the next.
BESIDE = (
    ("ccode", ("ccodealp", "ccodecow", "cname"), "numeric", "the Quality of Government data, where it holds numbers of ISO 3166-1"),
    ("ccode", ("scode",), "polity", "the Polity data, whose numbers differ from those of the Correlates of War"),
)
# Schemes of which one could be taken for another: of numbers, of three letters, and of two.
FAMILIES = (("cow", "gw", "polity", "vdem", "numeric"), ("alpha3", "cowc", "gwc", "polityc", "vdemc"), ("alpha2",))
SLIPS = 0.01  # the share of the codes of a column that may be slips
WORDS = {
    "numeric": "ISO 3166-1, UN M49",
    "cow": "Correlates of War",
    "gw": "Gleditsch and Ward",
    "polity": "Polity 5",
    "vdem": "V-Dem",
}


def scheme_of(column: str, columns: Iterable[str], given: str | None) -> str | None:
    """The scheme of a column: the one given, or the one that its name says; None where it says none."""
    one_of("scheme", given, ALL)
    if given is not None:
        return "numeric" if given == "m49" else given
    column = str(column)
    plain = _plain(column)
    others = {str(name).lower() for name in columns if name != column}
    if plain.endswith("country_id"):
        return "vdem" if any(name.endswith("country_text_id") for name in others) else None
    scheme = next((CONVENTIONS[part] for part in _parts(column) if part in CONVENTIONS), None)
    for name, beside, meant, words in BESIDE:
        if plain == name and (there := [other for other in beside if other in others]):
            raise OptionError(
                f"state={told(column)} stands beside {told(there[0])}, as in {words}: give scheme={meant!r}, or scheme={scheme!r} "
                "if it holds codes of the Correlates of War"
            )
    return scheme


def _plain(column: str) -> str:
    """The name of a column without what says on which side of a pair it stands: ``ccode1``, ``gwno_a``."""
    return re.sub(r"(?:_?[12]|_[ab](?:_2nd)?|(?<=ccode)[ab])$", "", column.lower())


def _parts(column: str) -> list[str]:
    """What of a column's name may say the scheme: all of it, and what follows the name of a data set, as in ``lied_cow``."""
    lower, plain = column.lower(), _plain(column)
    words = plain.split("_")
    tails = ["_".join(words[place:]) for place in range(1, len(words))]
    if words[0].startswith(("polity", "peps")) and words[-1] in ("ccode", "scode"):
        tails = [f"polity_{words[-1]}"]
    return [lower, plain, *tails]


def numbers(column: str) -> OptionError:
    """What to say of a column of numbers whose scheme nobody gave."""
    schemes = ", ".join(f"{scheme!r} ({words})" for scheme, words in WORDS.items())
    return OptionError(
        f"state={told(column)} holds numbers, which mean one state in one scheme and another in the next: "
        f"give scheme=, one of {schemes}"
    )


def check(
    record: Questions,
    column: str,
    scheme: str | None,
    spans: Mapping[str | int, Sequence[tuple[int, int]]],
    *,
    given: bool,
) -> None:
    """Refuse a column of codes of which another scheme knows more than the one used, in the years in which they stand there.

    Where the caller gave the scheme, it is enough that it has the code at any time. Three letters whose scheme nobody gave are read
    as those of ISO 3166-1.
    """
    if scheme is None and spans and all(isinstance(code, str) and re.fullmatch("[A-Za-z]{3}", code) for code in spans):
        scheme = "alpha3"
    family = next((family for family in FAMILIES if scheme in family), ())
    if scheme is None or not family:
        return
    always = [(ALWAYS, NEVER)]
    known = {
        other: {code for code, days in spans.items() if _knows(record, other, code, always if given and other == scheme else days)}
        for other in family
    }
    # What means the same in both says nothing for either, such as a state in the years before it entered one of the systems.
    alike = {code for code in spans.keys() - known[scheme] if any(_alike(record, code, scheme, other) for other in family)}
    known[scheme] |= alike
    best = max(family, key=lambda other: (len(known[other]), other == scheme))
    if len(known[best]) - len(known[scheme]) > SLIPS * len(spans):
        only = sorted(map(str, known[best] - known[scheme]))[:5]
        raise OptionError(
            f"state={told(column)}: of its {len(spans)} codes {len(known[best])} are known in scheme={best!r} in the years in "
            f"which they stand there, and {len(known[scheme])} in scheme={scheme!r} (not {', '.join(only)}): give scheme={best!r}, "
            "or only the rows of which you are sure"
        )


def _alike(record: Questions, code: str | int, scheme: str, other: str) -> bool:
    """Whether a code means the same in two schemes, over all time."""
    if other == scheme or scheme not in DATED or other not in DATED:
        return False
    try:
        one, two = ({key for _, _, keys in record._names.turns(code, name) for key in keys} for name in (scheme, other))
    except NotFoundError:
        return False
    return one == two


def _knows(record: Questions, scheme: str, code: str | int, days: Sequence[tuple[int, int]]) -> bool:
    """Whether a code stands for something in a scheme on any of some days."""
    if scheme in DATED:
        spans = record._names.systems.spans(str(code), scheme)
        return any(meets(spans, span) for span in days)
    try:
        return bool(record._names.turns(code, scheme))
    except NotFoundError:
        return False
