"""What texts mean as names, in turn, and by which rule: the readings one by one."""

from __future__ import annotations

import datetime

import pytest

import cica
from cica.names.readings import ALPHA3, LONGEST
from cica.names.spellings import ALWAYS, NEVER, Turns

READ = cica.load()._names._read
UNION, AFTER = datetime.date(1958, 2, 22).toordinal(), datetime.date(1961, 9, 29).toordinal()
LATER = datetime.date(1971, 9, 2).toordinal()
ZAIRE, BACK = datetime.date(1971, 10, 27).toordinal(), datetime.date(1997, 5, 17).toordinal()


def always(*keys: str) -> Turns:
    return ((ALWAYS, NEVER, keys),)


EGYPT: Turns = ((ALWAYS, UNION, ("EGY",)), (UNION, AFTER, ("united-arab-republic",)), (AFTER, NEVER, ("EGY",)))
CONGO: Turns = ((ALWAYS, ZAIRE, ("COD", "COG")), (ZAIRE, BACK, ("COG",)), (BACK, NEVER, ("COD", "COG")))
UAR: Turns = ((ALWAYS, AFTER, ("united-arab-republic",)), (AFTER, LATER, ("EGY",)), (LATER, NEVER, ("united-arab-republic",)))


@pytest.mark.parametrize(
    ("text", "turns", "rule"),
    [
        # as it stands, in turn
        ("Egypt", EGYPT, "name"), ("Congo", CONGO, "name"), ("Faroe Islands (Denmark)", always("faroe-islands"), "name"),
        # without marks
        ("12. Egypt", EGYPT, "marks"), ("Congo [a]", CONGO, "marks"),
        # other words, which mean it in turn as well, and years, which say when
        ("The_Egypt", EGYPT, "name"), ("Congo (Kinshasa)", always("COD"), "words"), ("Africa, Central", always("middle-africa"), "words"),
        ("Egypt (1959)", always("united-arab-republic"), "words"), ("Egypt (0000)", always("EGY", "united-arab-republic"), "words"),
        ("Egypt (former)", always("EGY", "united-arab-republic"), "words"), ("Congo (former)", always("COD", "COG"), "words"),
        ("Yugoslavia (1945-1990)", always("yugoslavia"), "words"), ("Yugoslavia (2001)", always("serbia-and-montenegro"), "words"),
        ("Yugoslavia (1990-2001)", always("yugoslavia", "serbia-and-montenegro"), "words"),
        ("Congo (l')", CONGO, "words"), ("Egypt (l')", EGYPT, "words"), ("United Arab Rep", UAR, "words"), ("UAR", UAR, "name"),
        ("Trinidad Tobago", always("TTO"), "words"), ("Antigua Barbuda", always("ATG"), "words"), ("Yemen, PDR", always("south-yemen"), "words"),
        ("Palestine, W. Bank", always("PSE", "west-bank"), "words"),  # which leaves open which is meant
        # the sort of state
        ("Rep. Zaire", always("COD"), "sort"), ("Rep. China", always("taiwan"), "sort"),
        ("Egypt, Republic", always("EGY"), "sort"), ("Congo Democratic Republic", always("COD"), "sort"),
        # two names: of one state, of one and those whose place it took, of a territory and the state that it belongs to
        ("Egypt (Arab Republic of Egypt)", always("EGY"), "pair"), ("Benin (Dahomey)", always("BEN"), "pair"),
        ("Russia (Soviet Union)", always("RUS", "soviet-union"), "pair"), ("Bermuda (UK)", always("bermuda"), "pair"),
        ("CSSR (Czechoslovakia)", always("czechoslovakia"), "pair"), ("Jersey (UK)", always("jersey"), "pair"),
        ("Abkhazia (Russia)", always("abkhazia"), "pair"),  # of which it is left open to whom it belongs
        ("Macao (China)", always("macao"), "pair"), ("congo-zaire", always("COD"), "pair"), ("Korea, ROK", always("KOR"), "pair"),
        # shortened, and cut off
        ("Papua N.G.", always("PNG"), "abbreviation"), ("German D.R.", always("german-democratic-republic"), "abbreviation"),
        ("Sov. Union", always("soviet-union"), "abbreviation"), ("FR Yug.", always("serbia-and-montenegro"), "abbreviation"), ("Guiana (Fr.)", always("french-guiana"), "abbreviation"),
        ("Bosnia & Herzego", always("BIH"), "cut"),
    ],
)  # fmt: skip
def test_what_a_text_means_and_by_which_rule(text: str, turns: Turns, rule: str) -> None:
    assert READ.turns(text) == turns
    assert READ.rule(text) == rule
    assert READ.ever(text) == tuple(dict.fromkeys(key for _, _, keys in turns for key in keys))


@pytest.mark.parametrize(
    "text",
    [
        "Bermuda (France)", "Anguilla (Denmark)", "Korea, Japan", "Bosnia and", "Soc. Union", "Georgia (US)", "Suri-NAM", "Scotland (Canada)",
        "Puerto Rico (Dominican Republic)", "", "Congo/Georgia", "la (USSR)", "la/Soviet Union", "Jersey (US)", "Jersey (Somalia)",
        "Cayman Island", "Communist Chi", "Korea-Korea", "Korea/Korea", "Egypt-Egypt", "United Arab Republ", "D. Almanya",
    ],
)  # fmt: skip
def test_what_means_nothing(text: str) -> None:
    assert READ.turns(text) == ()
    assert READ.ever(text) == ()


def test_the_longest_text_that_may_be_a_name() -> None:
    assert (LONGEST, ALPHA3) == (200, 3)
    for letters, found in ((LONGEST, always("PAK")), (LONGEST + 1, ())):
        text = f"Pakistan{' ' * (letters - 15)}(1972-)"
        assert len(text) == letters
        assert READ.turns(text) == found
    text = f"Kazakhstan{' ' * LONGEST}"  # which is known as it stands
    assert READ.turns(text) == always("KAZ")


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("Mali (SO)", True), ("SO: Mali", True), ("Niger-IA", True), ("Niger/IA", True), ("Suri-NAM", True), ("Laos, PA", True),
        ("Yemen, PDR", False),  # which is no code
        ("Niger-ia", False), ("Kazakhstan, KZ", False), ("KZ: Kazakhstan", False), ("KOR - South Korea", False), ("Mali", False), ("", False),
        ("So: Mali", False), ("Qqq-IA", False),
    ],
)  # fmt: skip
def test_a_code_beside_the_name_of_another(text: str, beside: bool) -> None:
    assert READ.beside_code(text) is beside
