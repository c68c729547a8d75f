"""The tables of states against pycountry, country_converter and CLDR, which are no part of the library."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

from cica.names.normalise import normalise

pycountry = pytest.importorskip("pycountry")
babel = pytest.importorskip("babel")
pytest.importorskip("country_converter")

DATA = Path(__file__).parent.parent / "src" / "cica" / "data"
OBSERVERS = {"PSE", "VAT"}

# Bare names that stand for several states on purpose, so that no peer's use of them can be followed.
AMBIGUOUS = {
    "Congo": {"COD", "COG"},
    "Korea": {"KOR", "PRK"},
    "Конго": {"COD", "COG"},
    "Корея": {"KOR", "PRK"},
    "刚果": {"COD", "COG"},
    "剛果": {"COD", "COG"},
    "الكونغو": {"COD", "COG"},
    "كوريا": {"KOR", "PRK"},
    "Kongo": {"COD", "COG"},
    "Kore": {"KOR", "PRK"},
    **{name: {"KOR", "PRK"} for name in ("Corea", "Corée", "Coreia", "코리아", "조선")},
    **{name: {"COD", "COG"} for name in ("کانگو", "कांगो", "កុងហ្គោ", "콩고", "Công-gô")},
}

# country_converter gives three present states the number of a state that is gone: Czechoslovakia, South Vietnam and South
# Yemen. The list of Gleditsch and Ward has its own numbers for them.
GW_OF_GONE_STATES = {"CZE": ("316", "315"), "VNM": ("816", "817"), "YEM": ("678", "680")}

# The only states for which the two systems of codes differ: Correlates of War, Gleditsch and Ward.
COW_IS_NOT_GW = {
    "DEU": ("255", "260"),
    "KIR": ("946", "970"),
    "NRU": ("970", "971"),
    "SRB": ("345", "340"),
    "TON": ("955", "972"),
    "TUV": ("947", "973"),
    "YEM": ("679", "678"),
}

# rigour has the realm of Denmark first, with Greenland and the Faroe Islands, and Svalbard alone for it and Jan Mayen.
REALM_IN_RIGOUR = {"DNK": "Q35"}
OTHER_ITEM_IN_RIGOUR = {"svalbard-and-jan-mayen"}

# M49 has Nauru in Micronesia, country_converter in Polynesia.
OTHER_SUBREGION = {"NRU"}


def table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


STATES = {row["id"]: row for row in table("states")}
NAMES = table("state_names")
FORMER = table("former_states")

INDEX: dict[str, set[str]] = defaultdict(set)
for _row in NAMES:
    INDEX[normalise(_row["name"])].add(_row["state"])

with (files("country_converter") / "country_data.tsv").open(encoding="utf-8") as _file:
    CONVERTER = {row["ISO3"]: row for row in csv.DictReader(_file, delimiter="\t")}


def unresolved(pairs: list[tuple[str, str]]) -> list[tuple[str, str, set[str]]]:
    """The names that do not lead to their state, and to no other."""
    return [(state, name, INDEX[normalise(name)]) for state, name in pairs if INDEX[normalise(name)] != {state}]


def test_the_states_are_the_members_of_the_united_nations_and_two_observers() -> None:
    members = {state for state, row in CONVERTER.items() if row["UNmember"]}
    assert len(members) == 193
    assert set(STATES) == members | OBSERVERS
    assert list(STATES) == sorted(STATES)


def test_iso_codes_agree_with_pycountry() -> None:
    for state, row in STATES.items():
        peer = pycountry.countries.get(alpha_3=state)
        assert (row["alpha2"], int(row["numeric"])) == (peer.alpha_2, int(peer.numeric)), state


def test_identifiers_in_wikidata_agree_with_rigour() -> None:
    territories = pytest.importorskip("rigour.territories").get_territories()
    peers = {peer.alpha3.upper(): peer for peer in territories if peer.alpha3}
    assert {state: row["wikidata"] for state, row in STATES.items() if row["wikidata"] != peers[state].qid} == REALM_IN_RIGOUR
    assert all(row["wikidata"] in peers[state].qids for state, row in STATES.items())
    others = [row for row in (*table("former_states"), *table("other_entities")) if row["wikidata"]]
    for row in others:
        if row["alpha3"] in peers and row["id"] not in OTHER_ITEM_IN_RIGOUR:
            assert row["wikidata"] in peers[row["alpha3"]].qids, row["id"]


def test_m49_codes_agree_with_country_converter() -> None:
    assert {state: int(row["numeric"]) for state, row in STATES.items()} == {
        state: int(CONVERTER[state]["UNcode"]) for state in STATES
    }


def test_alpha2_agrees_with_country_converter() -> None:
    patterns = {"GRC": "^GR$|^EL$", "GBR": "^GB$|^UK$"}
    for state, row in STATES.items():
        assert CONVERTER[state]["ISO2"] == patterns.get(state, row["alpha2"])
    assert STATES["NAM"]["alpha2"] == "NA"


def test_gleditsch_ward_numbers_agree_with_country_converter() -> None:
    differing = {
        state: (row["gw"], CONVERTER[state]["GWcode"]) for state, row in STATES.items() if row["gw"] != CONVERTER[state]["GWcode"]
    }
    assert differing == GW_OF_GONE_STATES


def test_the_two_systems_of_codes_differ_where_they_are_known_to() -> None:
    differing = {state: (row["cow"], row["gw"]) for state, row in STATES.items() if row["cow"] != row["gw"]}
    assert differing == COW_IS_NOT_GW
    assert {state for state, row in STATES.items() if not row["cow"]} == OBSERVERS


@pytest.mark.parametrize("scheme", ["alpha2", "numeric", "cow", "gw"])
def test_no_code_is_given_twice(scheme: str) -> None:
    codes = [row[scheme] for row in STATES.values() if row[scheme]]
    assert [code for code, count in Counter(codes).items() if count > 1] == []


def test_subregions_contain_the_regions_of_country_converter() -> None:
    finer = {"Sub-Saharan Africa": "Africa", "Latin America and the Caribbean": "Caribbean Central America South America"}
    wrong = {
        state
        for state, row in STATES.items()
        if row["subregion"] != (peer := CONVERTER[state]["UNregion"])
        and not (row["subregion"] in finer and peer.split()[-1] in finer[row["subregion"]])
    }
    assert wrong == OTHER_SUBREGION
    assert {row["region"] for row in STATES.values()} == {"Africa", "Americas", "Asia", "Europe", "Oceania"}


def test_every_name_of_pycountry_resolves() -> None:
    names = [
        (state, name)
        for state in STATES
        for attribute in ("name", "common_name", "official_name")
        if (name := getattr(pycountry.countries.get(alpha_3=state), attribute, ""))
    ]
    assert unresolved(names) == [("COG", "Congo", {"COD", "COG"})]


def test_every_name_of_country_converter_resolves() -> None:
    names = [(state, CONVERTER[state][column]) for state in STATES for column in ("name_short", "name_official")]
    assert unresolved(names) == []


@pytest.mark.parametrize("locale", ["en", "ru", "zh_Hans", "zh_Hant", "ar", "tr"])
def test_every_name_of_cldr_resolves(locale: str) -> None:
    territories = babel.Locale.parse(locale).territories
    assert unresolved([(state, territories[row["alpha2"]]) for state, row in STATES.items()]) == []


def test_a_name_leads_to_one_state_unless_it_is_ambiguous_on_purpose() -> None:
    several = {key: states for key, states in INDEX.items() if len(states) > 1}
    assert several == {normalise(name): states for name, states in AMBIGUOUS.items()}


def test_a_former_state_shares_no_name_with_a_present_one() -> None:
    names = [name for row in FORMER for name in (row["id"], row["name"], row["alpha3"], *row["aliases"].split(";")) if name]
    assert [name for name in names if any(key.isupper() for key in INDEX[normalise(name)])] == []
    assert {key for row in FORMER for key in row["successors"].split(";")} <= set(STATES)


def test_iso_codes_of_former_states_agree_with_pycountry() -> None:
    historic = {peer.alpha_3 for peer in pycountry.historic_countries}
    assert {row["alpha3"] for row in FORMER if row["alpha3"]} <= historic
    assert not {row["alpha3"] for row in FORMER} & set(STATES)


def test_every_state_has_one_short_name_in_every_language() -> None:
    for kind in ("short", "official"):
        count = Counter((row["state"], row["language"]) for row in NAMES if row["kind"] == kind)
        assert set(count.values()) == {1}, kind
    named = {(row["state"], row["language"]) for row in NAMES if row["kind"] in ("short", "official")}
    every = (
        "en",
        "ru",
        "zh",
        "ar",
        "tr",
        "az",
        "de",
        "es",
        "fa",
        "fr",
        "he",
        "hi",
        "it",
        "ja",
        "kk",
        "ko",
        "ky",
        "mn",
        "pt",
        "th",
        "uz",
    )
    assert {(state, language) for state in STATES for language in every} - {("COD", "kk"), ("SWZ", "uz"), ("SWZ", "ky")} <= named
    short = [row for row in NAMES if row["kind"] == "short" and row["language"] == "en" and row["state"] in STATES]
    english = {row["state"]: row["name"] for row in short}
    assert english == {state: row["name"] for state, row in STATES.items()}


def test_every_official_name_is_among_the_names() -> None:
    assert unresolved([(state, row["official_name"]) for state, row in STATES.items()]) == []


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Korea, Rep.", "KOR"),
        ("Viet Nam", "VNM"),
        ("Lao PDR", "LAO"),
        ("Kyrgyz Republic", "KGZ"),
        ("Turkey (Ottoman Empire)", "TUR"),
        ("Turkiye", "TUR"),
        ("Rumania", "ROU"),
        ("Iran, Islamic Rep.", "IRN"),
        ("West Bank and Gaza", "PSE"),
        ("State of Palestine", "PSE"),
        ("Vatican City", "VAT"),
        ("Guinea", "GIN"),
        ("Niger", "NER"),
        ("Dominica", "DMA"),
        ("Macedonia", "MKD"),
        ("Micronesia", "FSM"),
        ("Samoa", "WSM"),
        ("China", "CHN"),
        ("İran", "IRN"),
        ("ОАЭ", "ARE"),
        ("Республика Корея", "KOR"),
        ("烏茲別克", "UZB"),
        ("عمان", "OMN"),
    ],
)
def test_spellings(name: str, state: str) -> None:
    assert INDEX[normalise(name)] == {state}


def test_the_columns_are_those_of_the_data_package() -> None:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    for name, rows in (("states", list(STATES.values())), ("state_names", NAMES), ("former_states", FORMER)):
        assert list(rows[0]) == [field["name"] for field in schemas[name]["fields"]]
        keys = [tuple(row[column] for column in schemas[name]["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
