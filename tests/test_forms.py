"""The rules of names one by one: what each makes of a text, whatever that may mean."""

from __future__ import annotations

import pytest

from cica.names.rules import bare, both_of, forms, is_cut, without_and, without_years


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Kazakhstan", ["kazakhstan"]), ("kazakhstan", []), ("St. Lucia", ["st lucia"]), ("north", []),
        # words in full; one with a dot that nothing is known of is no word
        ("Guin. E.", []), ("Dem. Rep. Congo", ["democratic republic congo", "republic congo democratic"]),
        ("Isl. Rep. Iran", ["islands republic iran", "republic iran islands", "islamic republic iran", "republic iran islamic"]),
        ("Is. Marshall", ["islands marshall", "marshall islands"]), ("Cen African Rep", [
            "cen african rep", "cen african republic", "african republic cen", "central african rep", "african rep central",
            "central african republic", "african republic central",
        ]),
        # a side of the compass behind, an article in front, "former" behind
        ("Korea North", ["korea north", "north korea "]), ("Koreanorth", ["koreanorth", "north korea"]),
        ("The Gambia", ["the gambia", " gambia"]), ("thegambia", ["gambia"]), ("Yugoslavia former", ["yugoslavia former", "yugoslavia"]),
        # what stands after a comma or in a bracket
        ("Korea, N.", ["korea north", "north korea ", "north korea", "north of korea"]), ("Peru, il", ["il of peru", "peru"]),
        ("Korea, Rep.", ["korea republic", "republic korea", "republic of korea"]), ("Peru, IN", []), ("A, of", []),
        ("Afghanistan (l')", ["l of afghanistan", "afghanistan"]), ("Bahamas (Las)", ["bahamas las", "las of bahamas", "bahamas"]),
        ("Congo, d'Ivoire", ["congo d'ivoire", "d'ivoire of congo", "ivoire congo"]),
        ("Congo, l'Ivoire du Sud", ["congo l'ivoire du sud", "l'ivoire du sud of congo", "ivoire du sud congo"]),
        # a bracket of years, or of what is counted in
        ("Pakistan (1972-)", ["Pakistan", "pakistan"]), ("Ethiopia (incl. Eritrea)", ["Ethiopia", "ethiopia"]),
        ("Germany (excluding West Germany)", ["germany excluding west germany", "excluding west germany of germany"]),
    ],
)  # fmt: skip
def test_other_texts_that_say_the_same(text: str, made: list[str]) -> None:
    assert list(forms(text)) == made


def test_few_ways_to_write_a_name_out_are_tried() -> None:
    # Sixteen, of which the first is as it stands, each but that one also with the first word last.
    assert len(list(forms("Isl Isl Isl Isl Isl"))) == 16 + 15


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Bosna ve Hersek", "bosna hersek"), ("A and B et C", "a b c"), ("Bosnia and", ""), ("and Bosnia", ""), ("and and and", "and and"),
        ("Bosnia", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_words_for_and(text: str, left: str) -> None:
    assert without_and(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Pakistan (-1971)", "Pakistan"), ("Vietnam (1954-1975, South)", "Vietnam (1954-1975, South)"), ("Yemen [until 1990]", "Yemen"),
        ("Germany (pre-reunification)", "Germany"), ("Kazakhstan 1990", "Kazakhstan 1990"), ("Korea (South)", "Korea (South)"),
    ],
)  # fmt: skip
def test_brackets_of_years(text: str, left: str) -> None:
    assert without_years(text) == left


@pytest.mark.parametrize(
    ("text", "letters", "longest", "cut"),
    [
        ("Bosnia & Herzego", 12, 15, True), ("Bosnia & Herzego", 12, 16, False), ("Bosnia & Herzego", 13, 16, True),
        ("Bosnia & Herzego", 11, 12, False), ("Republic Bosni", 14, 15, False), ("Republic Bosnie", 14, 15, True),
        ("Republic of the Islands", 20, 21, False),
    ],
)  # fmt: skip
def test_what_may_be_cut_off(text: str, letters: int, longest: int, cut: bool) -> None:
    assert is_cut(text, letters, longest) is cut


@pytest.mark.parametrize(
    ("text", "pair", "loose"),
    [
        ("Benin (Dahomey)", ("Benin", "Dahomey"), None), ("Benin [Dahomey]", ("Benin", "Dahomey"), None),
        ("Benin/Dahomey", ("Benin", "Dahomey"), None), ("KOR - South Korea", ("KOR", "South Korea"), ("KOR ", "South Korea")),
        ("KOR: South", ("KOR", "South"), None), ("Kor: South", None, None), ("K: x", None, None), ("Benin", None, None),
        ("congo-zaire", None, ("congo", "zaire")), ("Korea, ROK", None, ("Korea,", "ROK")), ("Congo DRC", None, ("Congo", "DRC")),
        ("Congo drc", None, None), ("Congo ABCDEF", None, None), ("Congo A", None, None),
    ],
)  # fmt: skip
def test_two_names_in_one(text: str, pair: tuple[str, str] | None, loose: tuple[str, str] | None) -> None:
    assert both_of(text) == pair
    assert both_of(text, loose=True) == loose


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("12. Kazakhstan [a]", "Kazakhstan"), ("1234. X", "1234. X"), ("CÃ´te d'Ivoire", "Côte d'Ivoire"), ("Côte", "Côte"), ("Ã", "Ã"),
        ("CÃ´te dâ€™Ivoire", "Côte d’Ivoire"), ("Trinidad &amp; Tobago", "Trinidad & Tobago"), ("a & b;", "a & b;"), ("a; &lt", "a; <"),
        ("China12", "China"), ("China123", "China123"), ("Korea 2/", "Korea"), ("  Korea ", "Korea"),
    ],
)  # fmt: skip
def test_what_stands_around_a_name(text: str, left: str) -> None:
    assert bare(text) == left
