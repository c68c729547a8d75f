"""Rules by which a name is found that stands nowhere as it is written, and what none of them may find."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import cica
from cica.names.rules import bare, both_of, forms

RECORD = cica.load()


def meaning(name: str) -> str:
    """The identifier of what a name means, whatever it is."""
    try:
        return cica.state(name).id
    except cica.FormerStateError as error:
        return error.former
    except cica.NoStateError as error:
        return error.entity


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # the words in another order
        ("Korea South", "KOR"), ("Korea_North", "PRK"), ("Koreanorth", "PRK"), ("Germany East", "german-democratic-republic"),
        ("Germanyeast", "german-democratic-republic"), ("Vietnam South", "south-vietnam"), ("Yemen North", "YEM"),
        ("Yemennorth", "YEM"), ("Vietnam, S.", "south-vietnam"), ("Sudan-North", "SDN"), ("Congo (Kinshasa)", "COD"),
        # abbreviations in full
        ("Cen African Rep", "CAF"), ("Equ. Guinea", "GNQ"), ("Dominican Rep", "DOM"), ("N. Korea", "PRK"), ("S Africa", "ZAF"),
        # two names, one in brackets or after a slash
        ("Congo/Zaire", "COD"), ("Burma (Myanmar)", "MMR"), ("Benin (Dahomey)", "BEN"), ("Türkiye (Turkey)", "TUR"),
        ("Upper Volta (Burkina Faso)", "BFA"), ("East Timor (Timor-Leste)", "TLS"), ("Russia (USSR)", "RUS"),
        ("Bermuda (UK)", "bermuda"), ("Puerto Rico (US)", "puerto-rico"), ("Macao (China)", "macao"),
        # a bracket of years, or of what is counted in
        ("Pakistan (1972-)", "PAK"), ("Pakistan (-1971)", "PAK"), ("Ethiopia (-1992)", "ETH"), ("Ethiopia (incl. Eritrea)", "ETH"),
        # words left out, or shortened
        ("Trinidad Tobago", "TTO"), ("Antigua/Barbuda", "ATG"), ("Bosna ve Hersek", "BIH"), ("Papua N.G.", "PNG"), ("S. Arabia", "SAU"),
        ("Centr. Afr. Rep.", "CAF"), ("FS Micronesia", "FSM"), ("Micronesia, F.S.", "FSM"), ("Lao People's DR", "LAO"), ("Korea DPR", "PRK"),
        ("R. of Korea", "KOR"), ("E. Guinea", "GNQ"), ("G. Bissau", "GNB"), ("United Arab Em.", "ARE"), ("Tanzania, U.R.", "TZA"),
        ("New Zeal.", "NZL"), ("Germany, F.R.", "DEU"), ("Guiana (Fr.)", "french-guiana"), ("Macedonia FYR", "MKD"),
        ("German D.R.", "german-democratic-republic"), ("TFYR Macedonia", "MKD"),
        # a bracket with an article, and an "of" that is not there
        ("Afghanistan (l')", "AFG"), ("Bahamas (Las)", "BHS"), ("Congo (la République démocratique du)", "COD"), ("Ireland, Rep.", "IRL"),
        ("Micronesia, Fed. States", "FSM"), ("Ireland (Republic)", "IRL"), ("Korea, Republic", "KOR"), ("Iran, Islamic Republic", "IRN"),
        # the sort of state
        ("Republik Burundi", "BDI"), ("Belçika Krallığı", "BEL"), ("جمهوری آنگولا", "AGO"), ("안도라 공국", "AND"), ("オーストリア共和国", "AUT"),
        ("Azerbaijan, Rep.", "AZE"), ("Demokratische Volksrepublik Laos", "LAO"), ("Volksrepublik China", "CHN"), ("Republik Korea", "KOR"),
        ("Republik China", "taiwan"), ("República de Vietnam", "south-vietnam"),
        ("جمهورية فيتنام الاشتراكية", "VNM"), ("Республика Гвинея", "GIN"), ("Congo Democratic Republic", "COD"),
        # two names that have one meaning in common
        ("congo-zaire", "COD"), ("Korea, ROK", "KOR"), ("Congo DRC", "COD"),
        # years that say which of several in turn
        ("Egypt (1990-2000)", "EGY"), ("Egypt (1959)", "united-arab-republic"), ("Yugoslavia (1945-1990)", "yugoslavia"),
        ("Yugoslavia (1995)", "serbia-and-montenegro"), ("Egypt (Arab Republic of Egypt)", "EGY"),
        # cut off
        ("Bosnia & Herzego", "BIH"), ("St. Vincent & Grenadine", "VCT"), ("Antigua and Barb", "ATG"), ("Papua New Guin", "PNG"),
        ("United Arab Emira", "ARE"),
        # a number in front, and the mark of a footnote behind
        ("12. Kazakhstan", "KAZ"), ("(3) Türkiye", "TUR"), ("7) Viet Nam", "VNM"), ("Kazakhstan1", "KAZ"), ("China [a]", "CHN"),
        ("China[12]", "CHN"), ("China (1)", "CHN"), ("Lao PDR 2/", "LAO"), ("Lao PDR a/", "LAO"), ("Türkiye¹", "TUR"),
        ("Serbia¹²", "SRB"), ("Kosovo*", "kosovo"), ("Iran †", "IRN"), ("3. Korea, Rep. [b]", "KOR"), ("Congo (Kinshasa)1", "COD"),
        ("Iran[note 1]", "IRN"), ("Iran [Note 12]", "IRN"), ("Iran[nb 2]", "IRN"), ("Iran[n 3]", "IRN"), ("Russia[a][b]", "RUS"),
        ("Russia[note 1][12] [c]", "RUS"), ("Congo (Kinshasa)[a][1]", "COD"),
        # a code beside the name
        ("KOR - South Korea", "KOR"), ("TUR: Türkiye", "TUR"), ("South Korea (KOR)", "KOR"), ("South Korea [KR]", "KOR"),
        ("Congo (CD)", "COD"), ("COG | Congo", "COG"),
        # entities of HTML, and UTF-8 read as something else
        ("Trinidad &amp; Tobago", "TTO"), ("S&#227;o Tom&eacute; and Pr&#237;ncipe", "STP"), ("CÃ´te d'Ivoire", "CIV"),
        ("TÃ¼rkiye", "TUR"), ("CuraÃ§ao", "curacao"), ("CÃ´te dâ€™Ivoire", "CIV"),
        # withdrawn codes, and codes in use
        ("ROM", "ROU"), ("ZAR", "COD"), ("TMP", "TLS"), ("BUR", "MMR"), ("DD", "german-democratic-republic"), ("SU", "soviet-union"),
        ("WBG", "PSE"), ("XKX", "kosovo"), ("XKK", "kosovo"), ("KSV", "kosovo"), ("HKG", "hong-kong"), ("TWN", "taiwan"), ("GER", "DEU"),
    ],
)  # fmt: skip
def test_what_the_rules_find(name: str, expected: str) -> None:
    assert meaning(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Central Africa Union", "Niger/Nigeria", "India/Pakistan", "Samoa (US)", "West Virginia",
        "Northern Territory", "United States M", "Dominican Re", "British Virgi", "Saint Pierre a", "Bosniak", "Korean", "Chinese",
        "South Australia", "North Dakota", "East Anglia", "Republic", "Islands", "Congo River", "Niger River", "Lake Chad",
        "Democratic Republic of t", "United Republic", "Peoples Republic of B", "Federation of M", "Eastern Republic",
        "Democratic Socialist", "Cooperative Republic", "Socialist Federal", "Mexico City", "Panama Canal", "Georgia Tech", "North", "(1972-)", "()", "/", "The",
        "G20", "EU27 (without Malta)", "12.", "1 2 3", "Georgia (US)", "KOR - North Korea", "US: Georgia", "Kazakhstan 1990", "China 2", "Area 51",
        "Demokratische Republik Deutschland", "Kingdom of China", "Republik Jordanien", "S. Islands",
        "D. Republic", "US of A.", "N. and S.", "Republic of Macau and Guinea", "China, Japan", "Korea-Japan", "Kingdom", "E.",
        "S. Italy", "China, M", "Royaume du S.", "Territory of P", "Ital. S.", "S. Libya", "Republic of My", "Republic o", "Congo (República De", "Peru, IL", "Georgia, LA", "Georgia (IL)", "Samoa (AS)", "Niger, IA", "Republic of E.",
        "Rhodesia & S.", "Samoa & W.", "Korea & S.", "Republic of Canada", "日本共和国", "Republik Kanada", "Kingdom of Ukraine", "Isl. Rep.",
        "Isl.", "F. Isl.", "C. Is.", "República do Irã", "Virgin Islands (Denmark)", "Scotland (Canada)", "Puerto Rico (Dominican Republic)",
        "Germany (since 1949, GDR)", "Vietnam (1954-1975, South)", "Yemen (1967-1990, South)", "Germany (excluding West Germany)",
        "&amp;", "Ã", "Kazakhstan [abc]", "Kazakhstan [note]", "Kazakhstan [note 123]", "Korea[north 1]", "Russia[a][bc]", "Russia[a[b]]", "Group of 77", "Samoa 1/2", "12 Kazakhstan",
    ],
)  # fmt: skip
def test_what_no_rule_finds(name: str) -> None:
    with pytest.raises(cica.NotFoundError) as error:
        cica.state(name)
    assert type(error.value) is cica.NotFoundError, error.value


def test_a_name_that_is_the_beginning_of_another_is_not_that_one() -> None:
    assert meaning("British India") == "IND"  # and not the British Indian Ocean Territory
    assert meaning("Africa, Central") == "middle-africa"
    for name in ("Central Africa", "Federated Sta"):
        with pytest.raises(cica.NotFoundError, match="no state is called"):
            cica.state(name)


@example("Republic of Guinea-Bissau", 17)  # "Guine" is Guinea in Portuguese
@example("Central Af. Rep.", 12)  # which is Central Africa, a group, as "Central Afr." is
@given(st.sampled_from([name.name for name in RECORD.state_names(language="en") if name.state.id.isupper()]), st.integers(12, 30))
def test_a_name_cut_off_is_that_state_or_none(name: str, letters: int) -> None:
    try:
        found = {cica.state(name, scheme="name").id}
    except cica.AmbiguousError:
        return
    try:
        assert cica.state(name[:letters]).id in found
    except cica.FormerStateError as error:
        assert error.former in found
    except cica.NotFoundError:
        return
    except AssertionError:
        # It is a name of its own, as "Republic of the Congo" is of "Republic of the Congo (Brazzaville)".
        assert RECORD._names.rule(name[:letters], None) in ("name", "sort")


@given(st.text(max_size=30))
def test_rules_take_any_text(text: str) -> None:
    assert all(isinstance(form, str) for form in forms(text))
    assert isinstance(bare(text), str)
    assert both_of(text) is None or len(both_of(text) or ()) == 2


def test_names_at_a_date() -> None:
    for name, days in {
        "Yugoslavia": {"1985": "yugoslavia", "2001": "serbia-and-montenegro", "2004": "serbia-and-montenegro"},
        "Egypt": {"1957": "EGY", "1960": "united-arab-republic", "1965": "EGY"},
        "United Arab Republic": {"1960": "united-arab-republic", "1965": "EGY"},
        "Congo": {"1975": "COG"},
        "CS": {"1980": "czechoslovakia", "2005": "serbia-and-montenegro"},
        "YUG": {"1985": "yugoslavia", "1995": "serbia-and-montenegro"},
        "YU": {"1985": "yugoslavia", "1995": "serbia-and-montenegro"},
        "Egypt, Arab Rep.": {"1960": "united-arab-republic"},
    }.items():
        assert {day: cica.state(name, on=day).id for day in days} == days, name
    with pytest.raises(cica.AmbiguousError):
        cica.state("Congo", on=1965)
    with pytest.warns(cica.NoStateWarning, match="Soviet Union"):
        assert cica.state("Russia", on=1980).id == "RUS"


def test_what_is_no_state_is_known_by_its_names() -> None:
    assert cica.other_entity("香港").id == cica.other_entity("HKG").id == "hong-kong"
    assert {entity.kind for entity in cica.other_entities()} == {"territory", "entity", "part", "historical", "group"}
    with pytest.raises(cica.NotFoundError, match="nothing beside the states"):
        cica.other_entity("Kazakhstan")
    with pytest.raises(cica.OptionError, match="kind='state'"):
        cica.other_entities("state")


def test_every_entry_of_iso_3166_is_a_state_or_known_as_what_it_is() -> None:
    import pycountry

    codes = [country.alpha_3 for country in pycountry.countries]
    states = {state.id for state in RECORD.states()}
    others = {entity.alpha3: entity for entity in RECORD.other_entities() if entity.kind != "group"}
    assert [code for code in codes if code not in states and code not in others] == []
    for country in pycountry.countries:
        if country.alpha_3 in others:
            entity = others[country.alpha_3]
            assert (entity.alpha2, entity.numeric) == (country.alpha_2, int(country.numeric))
            assert cica.other_entity(country.name) is entity
    assert not {entity.alpha2 for entity in others.values() if entity.alpha2} & {state.alpha2 for state in RECORD.states()}


def test_no_name_of_what_is_no_state_is_that_of_a_state() -> None:
    for entity in RECORD.other_entities():
        assert cica.other_entity(entity.name) is entity
        assert entity.id == "korea" or meaning(entity.name) == entity.id
    names = [name.name for name in RECORD._package.all(cica.OtherName)]
    wrong = [name for name in names if name != "Korea" and meaning(name) in {state.id for state in RECORD.states()}]
    assert wrong == []


def test_predecessors_held_the_place_before_the_heir_existed() -> None:
    for row in cica.predecessors():
        assert row.end is not None
        assert (row.start < row.end) is cica.Answer.YES
        spans = RECORD._existence.of(row.predecessor.id)
        days = row.start.began()[0].toordinal() + 30, row.end.began()[0].toordinal() - 3
        assert all(any(first <= day < over for first, over in spans) for day in days), row
    assert [row.predecessor.id for row in cica.predecessors("Russia")] == ["soviet-union"]


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            "{}1",
            "{} [a]",
            "{}[note 1][b]",
            "{} (2)",
            "{} 1/",
            "{}¹",
            "4. {}",
            "{}**",
            "{} ({code})",
            "{} [{two}]",
            "{code} - {}",
            "{two}: {}",
        ),
        *("{}, {code}", "{} ({official})", "{official} ({})", "{} (1990-2000)", "{code}", "{two}"),
    ],
)
def test_a_mark_or_a_code_changes_nothing_of_what_a_name_means(pattern: str) -> None:
    for state in RECORD.states():
        text = pattern.format(state.name, code=state.id, two=state.alpha2, official=state.official_name)
        assert meaning(text) == state.id
        assert RECORD.resolve([text]).ids == (state.id,)


@given(st.sampled_from(sorted(RECORD.states(), key=str)), st.sampled_from(["cp1252", "latin-1"]))
def test_what_was_read_in_the_wrong_charset_is_read_again(state: cica.State, charset: str) -> None:
    garbled = state.name.encode().decode(charset, errors="replace")
    if "\ufffd" not in garbled:
        assert meaning(garbled) == state.id


@pytest.mark.parametrize("name", ["Korea 1/", "12. Congo", "Congo [a]", "Korea (1)"])
def test_what_stands_around_a_name_makes_no_choice(name: str) -> None:
    with pytest.raises(cica.AmbiguousError):
        cica.state(name)


@pytest.mark.parametrize("name", ["Congo Democratic Republic", "Kongo, Demokratische Republik", "콩고 민주 공화국"])
def test_a_sort_tells_apart_at_a_date_too(name: str) -> None:
    assert {cica.state(name, on=year).id for year in (1965, 1980, 2000)} == {"COD"}


@pytest.mark.parametrize("name", ["B. Congo", "Brit. G.", "Yugoslavia (1985-2001)", "Yugoslavia (former)"])
def test_what_several_may_be_meant_by_is_ambiguous(name: str) -> None:
    with pytest.raises(cica.AmbiguousError):
        cica.state(name)
    assert cica.resolve([name]).table[0].finding == "ambiguous"


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Congo D.R.", "COD"),
        ("Vietnam D.R.", None),
        ("Yemen D.R.", None),
        ("D.R. China", None),
        ("Republic of E. Guinea", "GNQ"),
    ],
)
def test_initials_are_never_words_of_their_own(name: str, state: str | None) -> None:
    try:
        assert cica.state(name).id == state
    except cica.NotFoundError:
        assert state is None


@pytest.mark.parametrize("name", ["Mali (SO)", "SO: Mali", "Niger-IA", "Niger/IA", "Laos, PA", "Lebanon, La.", "Peru, Il."])
def test_a_code_beside_a_name_is_no_part_of_it(name: str) -> None:
    with pytest.raises(cica.NotFoundError):
        cica.state(name)


@pytest.mark.parametrize(
    "text",
    [
        "Korea (" + " " * 3000 + "x",
        "Korea [1]" * 3000,
        "Korea" + "[1]" * 3000 + "x",
        "Korea" + "(1)[a]" * 3000 + "x",
        "(" * 5000,
        "a" * 100_000,
        "Korea" + " " * 5000 + "x",
    ],
)
def test_no_text_takes_long(text: str) -> None:
    with pytest.raises(cica.NotFoundError):
        cica.state(text)  # which took seconds, or minutes
    assert cica.resolve([text]).unclear


def test_numbers_are_read_at_a_date_as_without_one() -> None:
    assert cica.state(392, on=1990).id == cica.state("0392", on=1990).id == "JPN"
    with pytest.raises(cica.NotFoundError, match="'891' stood for nothing on that day"):
        cica.state(891, on=1970)
    for number in (10**5000, 999, -4):
        with pytest.raises(cica.NotFoundError):
            cica.state(number)


@pytest.mark.parametrize("given_", [392.5, b"x", ["x"]])
def test_what_is_no_name_is_refused_by_every_question(given_: object) -> None:
    ask: Any = cica.memberships
    with pytest.raises(cica.NotFoundError, match="give a code or a name as text"):
        ask(given_)
