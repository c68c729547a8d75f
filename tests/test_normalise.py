"""Which spellings of a name are equal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cica.names.normalise import normalise

NAMES = st.text(alphabet="abcdefghijklmnopqrstuvwxyz \u0131йёжةىا国", min_size=1)

EQUAL = [
    ("Korea, Republic of", "Republic of Korea"),
    ("Korea (the Republic of)", "the Republic of Korea"),
    ("Congo, Democratic Republic of the", "Democratic Republic of the Congo"),
    ("Congo, The Democratic Republic of the", "Democratic Republic of Congo"),
    ("Bahamas, The", "Bahamas"),
    ("The Gambia", "Gambia (The)"),
    ("Iran (Islamic Republic of)", "Islamic Republic of Iran"),
    ("伊朗\uff08伊斯兰共和国\uff09", "伊朗(伊斯兰共和国)"),
    ("Côte d\u2019Ivoire", "COTE D'IVOIRE"),
    ("Côte d\u02bcIvoire", "cote d ivoire"),
    ("Guinea-Bissau", "Guinea \u2013 Bissau"),
    ("Viet Nam", "Vietnam"),
    ("Bosnia & Herzegovina", "Bosnia and Herzegovina"),
    ("St. Lucia", "Saint Lucia"),
    ("St.Lucia", "St Lucia"),
    ("U.S.S.R.", "USSR"),
    ("Türkiye", "turkiye"),
    ("İran", "IRAN"),
    ("ıran", "Iran"),
    ("IRAK", "ırak"),
    ("Китай", unicodedata.normalize("NFD", "КИТАЙ")),
    ("Объединённые Арабские Эмираты", "Объединенные Арабские Эмираты"),
    ("عُمان", "عمان"),
    ("أذربيجان", "اذربيجان"),
    ("قطــر", "قطر"),
    ("منغوليا", "منغولیا"),
    ("\u00a0 Nepal\t", "nepal"),
]

DIFFERENT = [
    ("Niger", "Nigeria"),
    ("Guinea", "Guinea-Bissau"),
    ("Dominica", "Dominican Republic"),
    ("Korea, Republic of", "Korea, Democratic People's Republic of"),
    ("Ирак", "Иран"),
    ("Австрия", "Австралия"),
]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_equal(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize("text", ["", " ", ",", "()", "'", "\u0301"])
def test_nothing_left(text: str) -> None:
    assert normalise(text) == ""


@given(st.text())
def test_idempotent(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_letters_digits_and_the_marks_that_make_letters_only(text: str) -> None:
    assert all(char.isalnum() or unicodedata.category(char) in ("Mn", "Mc") for char in normalise(text))


@given(st.text())
def test_composition_never_matters(text: str) -> None:
    assert len({normalise(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}) == 1


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéüčñ '-.", min_size=1))
def test_case_never_matters(text: str) -> None:
    assert normalise(text.upper()) == normalise(text) == normalise(text.title())


@given(NAMES, NAMES)
def test_order_around_a_comma_never_matters(one: str, other: str) -> None:
    assert normalise(f"{one}, {other}") == normalise(f"{one} ({other})") == normalise(f"{other} {one}")


@given(NAMES, st.sampled_from(["the {}", "The {}", "{}, The", "{} (the)", " {} ", "{}.", "'{}'"]))
def test_article_and_punctuation_never_matter(name: str, pattern: str) -> None:
    assert not normalise(name) or normalise(pattern.format(name)) == normalise(name)


@pytest.mark.parametrize("accent", ["\u05b0", "\u0711", "\u064b", "\u0321", "\u0301", "\u035c", "\u035d", "\u093c"])
def test_an_accent_does_not_part_a_word(accent: str) -> None:
    assert normalise(f"the{accent}a") == "thea"
    assert normalise(f"s{accent}t lucia") == "saintlucia"


@pytest.mark.parametrize("mark", ["\u0488", "\u1885", "\u20dd"])  # that goes around a letter, or is of another script
def test_a_mark_that_makes_no_letter_is_a_space(mark: str) -> None:
    assert normalise(f"the{mark}a") == "a"


@pytest.mark.parametrize("mark", ["\u0900", "\u094d", "\u0c55", "\u0e38", "\u109d", "\u17b4", "\u3099", "\u309a"])
def test_a_mark_that_makes_a_letter_stays(mark: str) -> None:
    assert normalise(f"the{mark}a") == f"the{mark}a"


@pytest.mark.parametrize("sign", ["\u0964", "\u17d4"])  # stops
def test_a_sign_of_these_scripts_is_none(sign: str) -> None:
    assert normalise(f"the {sign} a") == "a"


def test_of_a_name_of_articles_the_first_word_is_left() -> None:
    assert normalise("The") == "the"
    assert normalise("The the") == "the"
    assert normalise("St") == normalise("St.") == normalise("saint") == "saint"
    assert normalise("S T") == "saint"
    assert normalise("") == normalise(" . ") == ""
