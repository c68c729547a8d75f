"""What sort of state a name says it is, in every language that has a word for it."""

from __future__ import annotations

import pytest

from cica.names.normalise import normalise
from cica.names.sorts import LEAST, LINKS, WORDS, parted, sort_of, words_of_sorts

EVERY = [(sort, word) for sort, words in WORDS.items() for word in words.split("|")]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Republic of Fij", [("republic", "offij")]),  # three letters are too few
        ("Republic of Fiji", [("republic", "fiji"), ("republic", "offiji")]),
        ("République du C", []), ("Republik Uc", []), ("State of X", []),
        ("Burma Union", [("union", "burma")]), ("Of Burma Union", [("union", "ofburma")]),  # no "of" goes before what stands after
        ("Belçika Krallığı", [("kingdom", "belcika")]), ("Krallığı", []), ("Kingdom", []), ("Kingdom of", []),
        ("جمهورية مصر العربية", [("republic", "مصر"), ("republic", "مصرالعربيه"), ("republic", "همصرالعربيه")]),
        ("جمهورية العربية", [("republic", "العربيه"), ("republic", "هالعربيه")]),  # of which nothing is left between
        ("オーストリア共和国", [("republic", "オーストリア"), ("state", "オーストリア共和")]), ("共和国", [("state", "共和")]), ("国", []),
        ("日国", [("state", "日")]), ("", []),
    ],
)  # fmt: skip
def test_the_sort_and_the_name_are_parted(name: str, parts: list[tuple[str, str]]) -> None:
    assert sorted(set(parted(normalise(name)))) == parts


@pytest.mark.parametrize(("sort", "word"), EVERY)
def test_every_word_says_its_sort_before_a_name_and_after_it(sort: str, word: str) -> None:
    before, after = word.split("…") if "…" in word else (word, "")
    assert (sort, "kazakhstan") in parted(normalise(f"{before} Kazakhstan {after}"))
    if not after:
        assert (sort, "kazakhstan") in parted(normalise(f"Kazakhstan {word}"))
    elif (sort, before) not in EVERY:  # of two parts none says it alone
        assert (sort, "kazakhstan") not in parted(normalise(f"Kazakhstan {before}"))


@pytest.mark.parametrize("link", LINKS)
def test_what_stands_between_the_sort_and_the_name(link: str) -> None:
    assert ("kingdom", "a" * LEAST) in parted(f"kingdom{link}{'a' * LEAST}")
    assert ("kingdom", "a" * (LEAST - 1)) not in parted(f"kingdom{link}{'a' * (LEAST - 1)}")


def test_words_that_say_a_sort_by_themselves() -> None:
    assert words_of_sorts() == {normalise(word) for _, word in EVERY if " " not in word and "…" not in word}
    assert {"republic", "krallıgı".replace("ı", "i"), "国"} <= words_of_sorts()
    assert not {normalise("arab republic"), normalise("جمهورية…العربية"), normalise("پادشاهی…هاشمی")} & words_of_sorts()


@pytest.mark.parametrize(
    ("official", "sort"),
    [
        ("Islamic Republic of Iran", "islamic republic"), ("Argentine Republic", "republic"), ("Republic", "republic"), ("Japan", None),
        ("The State of Kuwait", "state"), ("Federal Democratic Republic of Ethiopia", "federal democratic republic"),
        ("Nonrepublic", None), ("People's Republic of China of Union", "people's republic"), ("Reino of Spain", "kingdom"),
        ("Royaume de Belgique", None), ("Königreich", None), ("مملكة", None),
    ],
)  # fmt: skip
def test_the_sort_that_an_official_name_says(official: str, sort: str | None) -> None:
    assert sort_of(official) == sort
