"""From any spelling to the state or organisation: exact, deterministic, and never a guess."""

from __future__ import annotations

import copy
import csv
import functools
import itertools
import pickle
import re
from pathlib import Path

import pytest
from conftest import TINY, write_package
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica import AmbiguousError, FormerStateError, NotFoundError
from cica.names.likeness import Likeness, distance
from cica.names.normalise import normalise

STATES = list(cica.states())
NAMES = list(cica.state_names())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("KOR", "KOR"), ("kor", "KOR"), ("KR", "KOR"), (410, "KOR"), ("410", "KOR"), ("4", "AFG"), ("004", "AFG"), (4, "AFG"),
        ("South Korea", "KOR"), ("Republic of Korea", "KOR"), ("Korea, Republic of", "KOR"), ("korea, rep.", "KOR"),
        ("Korea (Republic of)", "KOR"), ("Korea, South", "KOR"), ("THE REPUBLIC OF KOREA", "KOR"), ("  south   korea ", "KOR"),
        ("Turkey", "TUR"), ("Türkiye", "TUR"), ("TURKIYE", "TUR"), ("turkiye", "TUR"), ("Турция", "TUR"), ("تركيا", "TUR"),
        ("Vietnam", "VNM"), ("Viet Nam", "VNM"), ("Việt Nam", "VNM"), ("Lao PDR", "LAO"), ("Laos", "LAO"),
        ("Iran (Islamic Republic of)", "IRN"), ("Iran, Islamic Rep.", "IRN"), ("Islamic Republic of Iran", "IRN"),
        ("Egypt, Arab Rep.", "EGY"), ("Kyrgyz Republic", "KGZ"), ("Kyrgyzstan", "KGZ"), ("Кыргызстан", "KGZ"),
        ("Palestine", "PSE"), ("State of Palestine", "PSE"), ("West Bank and Gaza", "PSE"), ("Holy See", "VAT"),
        ("Côte d’Ivoire", "CIV"), ("Cote d'Ivoire", "CIV"), ("Ivory Coast", "CIV"), ("Bahamas, The", "BHS"), ("the bahamas", "BHS"),
        ("UAE", "ARE"), ("U.A.E.", "ARE"), ("USA", "USA"), ("U.S.A.", "USA"), ("UK", "GBR"), ("United Kingdom", "GBR"),
        ("中国", "CHN"), ("俄罗斯", "RUS"), ("Российская Федерация", "RUS"), ("الصين", "CHN"), ("Çin", "CHN"), ("Rusya", "RUS"),
        ("Hindistan", "IND"), ("Казахстан", "KAZ"), ("Swaziland", "SWZ"), ("Eswatini", "SWZ"), ("Burma", "MMR"),
        ("Macedonia", "MKD"), ("Niger", "NER"), ("Nigeria", "NGA"), ("Guinea", "GIN"), ("Dominica", "DMA"), ("Namibia", "NAM"),
        ("NA", "NAM"), ("St. Lucia", "LCA"), ("Saint Lucia", "LCA"), ("Trinidad & Tobago", "TTO"), ("Sudan", "SDN"),
        ("Congo, Dem. Rep.", "COD"), ("Zaire", "COD"), ("Congo-Brazzaville", "COG"), ("North Korea", "PRK"), ("DPRK", "PRK"),
    ],
)  # fmt: skip
def test_spellings(given: str | int, expected: str) -> None:
    assert cica.state(given).id == expected


@pytest.mark.parametrize(
    ("code", "scheme", "expected"),
    [
        (732, "cow", "KOR"), ("732", "cow", "KOR"), (732, "gw", "KOR"), (255, "cow", "DEU"), (260, "gw", "DEU"),
        (345, "cow", "SRB"), (340, "gw", "SRB"), (679, "cow", "YEM"), (678, "gw", "YEM"), (2, "cow", "USA"), ("002", "cow", "USA"),
        (365, "cow", "RUS"), ("KR", "alpha2", "KOR"), ("kor", "alpha3", "KOR"), (410, "numeric", "KOR"), ("Korea, South", "name", "KOR"),
        ("Q884", "wikidata", "KOR"), ("q884", "wikidata", "KOR"), ("wd:Q884", "wikidata", "KOR"),
        ("http://www.wikidata.org/entity/Q884", "wikidata", "KOR"), ("https://wikidata.org/wiki/Q884", "wikidata", "KOR"),
    ],
)  # fmt: skip
def test_codes_of_a_scheme(code: str | int, scheme: str, expected: str) -> None:
    assert cica.state(code, scheme=scheme).id == expected


@pytest.mark.parametrize(
    ("given", "candidates"),
    [("Korea", {"KOR", "PRK"}), ("korea", {"KOR", "PRK"}), ("Congo", {"COG", "COD"}), ("the Congo", {"COG", "COD"})],
)
def test_ambiguous_names_list_the_candidates(given: str, candidates: set[str]) -> None:
    with pytest.raises(AmbiguousError) as error:
        cica.state(given)
    assert all(candidate in str(error.value) for candidate in candidates)


@pytest.mark.parametrize(
    ("given", "successors"),
    [
        ("Soviet Union", ["RUS", "UKR", "KAZ"]), ("USSR", ["RUS"]), ("SUN", ["RUS"]), ("Czechoslovakia", ["CZE", "SVK"]),
        ("Yugoslavia", ["SRB"]), ("East Germany", ["DEU"]), ("German Democratic Republic", ["DEU"]),
        ("Serbia and Montenegro", ["SRB", "MNE"]), ("South Yemen", ["YEM"]),
    ],
)  # fmt: skip
def test_a_state_that_no_longer_exists_names_its_successors(given: str, successors: list[str]) -> None:
    with pytest.raises(FormerStateError) as error:
        cica.state(given)
    assert all(successor in str(error.value) for successor in successors)


def test_codes_of_former_states() -> None:
    with pytest.raises(FormerStateError, match="DEU"):
        cica.state(265, scheme="cow")
    with pytest.raises(FormerStateError, match="CZE"):
        cica.state(315, scheme="gw")
    with pytest.raises(FormerStateError, match="RUS"):
        cica.state("Q15180", scheme="wikidata")
    assert cica.state("Q15180", scheme="wikidata", on=1980) is cica.former_state("USSR")


@pytest.mark.parametrize(
    ("given", "scheme", "message"),
    [
        ("Krea", None, "did you mean KOR (South Korea)"),
        ("Kazahkstan", None, "KAZ (Kazakhstan)"),
        ("Узбекситан", None, "UZB"),
        ("", None, "no state is called ''"),
        ("xyzzy", None, "accepted are ISO 3166-1 codes, and names in English and many other languages"),
        (999, None, "numeric code '999'"),
        (732, None, "it is a code in scheme='cow' and 'gw'"),
        (410, "cow", "it is a code in scheme='numeric'"),
        ("QQQ", "alpha3", "alpha-3 code 'QQQ'"),
        (-1, None, "'-1'"),
        ("Q884", None, "it is a code in scheme='wikidata'"),
        ("wd:Q884", None, "it is a code in scheme='wikidata'"),
        ("Q15180", None, "it is a code in scheme='wikidata'"),
        ("Q8646", None, "it is a code in scheme='wikidata'"),
        ("http://example.org/Q884", "wikidata", "no state has the Wikidata code"),
        ("KOR", "wikidata", "Wikidata code 'KOR'; it is a code in scheme='alpha3'"),
        (884, "wikidata", "no state has the Wikidata code '884'"),
        ("Q8840000", "wikidata", "no state has the Wikidata code 'Q8840000'"),
        ("Q8646", "wikidata", "is Hong Kong, special administrative region of China"),
    ],
)
def test_what_is_not_a_state_is_refused_with_help(given: str | int, scheme: str | None, message: str) -> None:
    with pytest.raises(NotFoundError) as error:
        cica.state(given, scheme)
    assert message in str(error.value)


def test_of_an_identifier_in_wikidata_the_name_is_offered() -> None:
    with pytest.raises(NotFoundError, match=r"did you mean nato\?"):
        cica.organisation("Q7184")
    with pytest.raises(NotFoundError, match=r"did you mean Soviet Union\?"):
        cica.former_state("Q15180")


def test_an_address_in_wikidata_is_read_in_a_list() -> None:
    found = cica.resolve(["http://www.wikidata.org/entity/Q884", "wd:Q15180"], scheme="wikidata").table
    assert [row.entity for row in found] == [cica.state("KOR"), cica.former_state("USSR")]


@pytest.mark.parametrize("wrong", [None, 3.5, True, b"KOR", ["KOR"]])
def test_other_types_are_refused(wrong: object) -> None:
    with pytest.raises(NotFoundError, match="give a code or a name"):
        cica.state(wrong)  # type: ignore[arg-type]


def test_a_state_stands_for_itself() -> None:
    korea = cica.state("KOR")
    assert cica.state(korea) is korea


@given(st.text(max_size=20))
def test_nothing_similar_is_ever_returned(text: str) -> None:
    try:
        found = cica.state(text, scheme="name")
    except NotFoundError:
        return
    again = {cica.state(name, scheme="name") for name in (text.upper(), text.lower(), f" {text} ", f"the {text}")}
    assert again == {found}


@given(st.sampled_from(NAMES), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_every_name_resolves_whatever_its_case(name: cica.StateName, change: object) -> None:
    assert callable(change)
    spelling = str(change(name.name))
    try:
        assert cica.state(spelling, scheme="name") is name.state
    except cica.FormerStateError as error:
        assert error.former == name.state.id
    except AmbiguousError as error:
        assert name.state.id in str(error)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.id)
def test_every_state_resolves_by_all_its_codes_and_names(state: cica.State) -> None:
    assert state.numeric is not None
    for code in (state.id, state.alpha2, state.numeric, f"{state.numeric:03}", state.name, state.official_name):
        assert cica.state(code) is state
    for scheme, number in (("cow", state.cow), ("gw", state.gw), ("wikidata", state.wikidata)):
        if number is not None:
            assert cica.state(number, scheme=scheme) is state


def test_the_195_states() -> None:
    assert len(STATES) == 195
    assert {"PSE", "VAT"} < {state.id for state in STATES}
    for scheme in ("alpha2", "numeric", "cow", "gw", "wikidata"):
        codes = [getattr(state, scheme) for state in STATES if getattr(state, scheme) is not None]
        assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("SCO", "sco"), ("sco", "sco"), ("OSCE", "osce"), ("Organization for Security and Co-operation in Europe", "osce"),
        ("organization for security & co-operation in europe", "osce"), ("League of Arab States", "las"), ("CICA", "cica"),
    ],
)  # fmt: skip
def test_organisations(given: str, expected: str) -> None:
    found = cica.organisation(given)
    assert found.id == expected
    assert cica.organisation(found) is found


def test_parties_may_be_states_or_organisations() -> None:
    assert {spell.role for spell in cica.memberships("IOM")} == {"partner", "observer"}
    assert (
        cica.memberships(cica.state("KOR")) == cica.memberships("KOR") == cica.memberships("South Korea") == cica.memberships(410)
    )
    with pytest.raises(NotFoundError):
        cica.organisation(7)  # type: ignore[arg-type]


def test_what_is_misspelt_is_offered_and_little_else() -> None:
    lines = (Path(__file__).parent / "misspelt.tsv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines, delimiter="\t"))
    first = offered = 0
    for row in rows:
        with pytest.raises(cica.NotFoundError) as caught:
            cica.state(row["name"])
        codes = re.findall(r"\b([A-Z]{3}) \(", str(caught.value))
        first += codes[:1] == [row["state"]]
        offered += len(codes)
    assert len(rows) > 100
    assert first >= 0.95 * len(rows)
    assert offered <= 1.5 * len(rows)


@pytest.mark.parametrize("name", ["Xyzzy", "Qqqqqqqqqqqqqqqq", "Northern Republic of Nowhere", "12345678901234", "", "?"])
def test_nothing_is_offered_for_what_is_like_nothing(name: str) -> None:
    with pytest.raises(cica.NotFoundError) as caught:
        cica.state(name)
    assert "did you mean" not in str(caught.value)


@given(st.text(alphabet="abcde", max_size=7), st.text(alphabet="abcde", max_size=7), st.integers(0, 4))
def test_a_distance_is_that_of_a_plain_table(one: str, other: str, most: int) -> None:
    @functools.cache
    def plain(n: int, m: int) -> int:
        if not n or not m:
            return n + m
        least = min(plain(n - 1, m) + 1, plain(n, m - 1) + 1, plain(n - 1, m - 1) + (one[n - 1] != other[m - 1]))
        if n > 1 and m > 1 and one[n - 1] == other[m - 2] and one[n - 2] == other[m - 1]:
            least = min(least, plain(n - 2, m - 2) + 1)
        return least

    assert distance(one, other, most) == min(plain(len(one), len(other)), most + 1)


@given(st.sampled_from([name.name for name in cica.load().state_names(language="en") if name.state.id.isupper()]), st.data())
def test_a_suggestion_is_as_near_as_any_name(name: str, data: st.DataObject) -> None:
    known = [form for form, keys in cica.load()._names._spelt.index.every.items() if keys[0].isupper()]
    form = normalise(name)
    place = data.draw(st.integers(0, len(form) - 1))
    wrong = form[:place] + data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz")) + form[place + 1 :]
    found = Likeness(known).nearest(wrong)
    if wrong in known or len(wrong) < 4:
        return
    assert {other for other in known if distance(wrong, other, 1) == 1} == set(found)


def test_an_error_says_the_same_however_it_is_read() -> None:
    messages: list[str] = []
    for _ in range(2):  # the second time it is remembered
        with pytest.raises(cica.NotFoundError) as caught:
            cica.state("Kazahkstan ")
        messages += [str(caught.value), str(pickle.loads(pickle.dumps(caught.value))), str(copy.copy(caught.value))]
        assert repr(caught.value) == f"NotFoundError({messages[0]!r})"
    assert len(set(messages)) == 1
    with pytest.raises(cica.FormerStateError) as gone:
        cica.state("East Germany")
    again = pickle.loads(pickle.dumps(gone.value))
    assert (str(again), again.former) == (str(gone.value), "german-democratic-republic")
    assert str(cica.NotFoundError()) == ""


def test_what_is_no_name_may_be_a_code_and_the_other_way_round() -> None:
    with pytest.raises(cica.NotFoundError):
        cica.state("KAZ", scheme="name")
    assert cica.state("KAZ").id == "KAZ"


def test_what_was_found_in_one_scheme_is_not_remembered_for_another() -> None:
    for first, second in itertools.permutations(("name", None)):
        record = cica.Record(cica.load()._files)
        found: dict[str | None, str] = {}
        for scheme in (first, second, first):
            try:
                found[scheme] = record.state("CHE", scheme=scheme).id
            except NotFoundError:
                found[scheme] = "none"
        assert found == {"name": "none", None: "CHE"}


def test_an_organisation_of_a_name_that_several_share_is_ambiguous(tmp_path: Path) -> None:
    shared = [{"id": key, "name": f"Club {key}", "abbreviation": "CLUB", "kind": "forum"} for key in ("one", "two")]
    record = cica.load(write_package(tmp_path, {**TINY, "organisations": [*TINY["organisations"], *shared]}))
    with pytest.raises(AmbiguousError, match=r"'CLUB' may be one(?s:.)*two"):
        record.organisation("CLUB")
    assert record.organisation("Club two").id == "two"
