"""Names of which words are shortened, among a few that are known."""

from __future__ import annotations

import pytest

from cica.names.abbreviations import Abbreviations, Name


def english(name: str, key: str) -> Name:
    """An English name that is in use."""
    return Name(name, key, True, False)


KNOWN = Abbreviations(
    [
        english("Papua New Guinea", "PNG"),
        english("North Macedonia", "MKD"),
        english("The former Yugoslav Republic of Macedonia", "MKD"),
        english("Virgin Islands, British", "british-virgin-islands"),
        english("Congo, Democratic Republic", "COD"),
        english("Trinidad and Tobago", "TTO"),
        english("DPR Korea", "PRK"),
        english("Korea (Republic of)", "KOR"),
        english("Congo/Zaire", "COD"),
        english("Saint Lucia", "LCA"),
        english("Kazakhstan", "KAZ"),
        english("Southern Rhodesia", "ZWE"),
        english("Sultanate of Oman", "OMN"),
        english("Republic of Fi", "XFI"),
        english("Republic of Fij", "XFJ"),
        english("\u02bb Eua Island", "XEU"),
        Name("Nueva Zelandia", "NZL", False, False),
        Name("République centrafricaine", "CAF", False, False),
        Name("Democratic Kampuchea", "KHM", True, True),
        Name("Upper Senegal", "SEN", True, True),
        english("Upper Senegambia", "GMB"),
    ]
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Papua N. Guinea", ["PNG"]), ("Papua N.G.", ["PNG"]), ("Papua NG", ["PNG"]), ("Pap. N. Guin.", ["PNG"]),
        ("Guinea, Papua N.", ["PNG"]), ("\u02bb Papua N. Guinea", ["PNG"]),
        ("N. Guinea Papua", []), ("Pap N. Guinea", []), ("T. Papua N. Guinea", []), ("Papua New Guinea", []),
        # initials, and what is all in capitals
        ("N Macedonia", ["MKD"]), ("N MACEDONIA", []), ("TFYR Macedonia", ["MKD"]), ("FYR Macedonia", ["MKD"]),
        ("N Zelandia", []), ("N. Zelandia", ["NZL"]), ("Rép. centrafricaine", ["CAF"]),
        # words in the order of a name with a comma
        ("Brit. Virgin Islands", ["british-virgin-islands"]), ("Virgin Islands, Brit.", ["british-virgin-islands"]),
        ("Dem. Republic Congo", ["COD"]), ("Dem. Rep. of the Congo", ["COD"]), ("Congo, D. R.", ["COD"]),
        # with the "and" or without
        ("Trin. and Tobago", ["TTO"]), ("Trin. & Tobago", ["TTO"]), ("Trin. Tobago", ["TTO"]),
        # names that are shortened, or explained, already
        ("D. Korea", []), ("Korea Rep.", []), ("Congo Z.", []),
        # what is not shortened, one word, and what leaves too little
        ("St. Lucia", []), ("St. Luc.", ["LCA"]), ("Kazakh.", []), ("Rep. of Fi", []), ("Rep. of Fij", ["XFJ"]),
        # a side of the compass is no sort of state
        ("S. Rhodesia", ["ZWE"]), ("S. of Oman", []), ("Sult. of Oman", ["OMN"]),
        ("Eua Isl.", ["XEU"]),
        # no longer in use: never by itself
        ("Dem. Kampuchea", []), ("Up. Seneg.", ["GMB", "SEN"]),
    ],
)  # fmt: skip
def test_what_is_meant(text: str, meant: list[str]) -> None:
    assert KNOWN.meant(text) == tuple(meant)
