"""What everything is called: the index that ships, against the tables it was made of, and a record that has none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import cica
from cica.names.index import Index, indexed, written
from cica.names.normalise import normalise

ROOT = Path(__file__).parent.parent
DATA = ROOT / "src" / "cica" / "data"
WHOLE = cica.load()._package


def test_the_index_that_ships_is_the_one_that_the_tables_make() -> None:
    subprocess.run([sys.executable, ROOT / "tools" / "build_index.py", "--check"], check=True, timeout=100)
    every = indexed(WHOLE)
    assert Index(WHOLE).every == every
    assert written(every) == (DATA / "names.tsv").read_text(encoding="utf-8")


def test_an_index_is_written_a_line_for_each_that_is_meant() -> None:
    index = {"georgia": "GEO us-georgia", "gruzija": "GEO", "sakartvelo": "GEO"}
    assert written(index) == "GEO\tgruzija\tsakartvelo\t\nGEO us-georgia\tgeorgia\t\n"


def test_of_a_record_without_tables_of_names_the_states_have_theirs(tiny: Path) -> None:
    record = cica.load(tiny)._package
    assert indexed(record) == {"aland": "AAA", "bland": "BBB"}
    assert Index(record).get("aland") == ["AAA"]
    assert Index(record).get("") == Index(record).get("nobody") == []


def test_the_first_names_are_found_without_taking_the_index_apart() -> None:
    every = indexed(WHOLE)
    for start in range(0, len(every), 997):
        index = Index(WHOLE)
        for form in list(every)[start : start + 15]:
            assert index.get(form) == every[form].split()
            assert index.get(form + "\0") == index.get(form[1:] + "\t") == []
        assert "every" not in vars(index)
    assert Index(WHOLE).get("") == []
    index = Index(WHOLE)
    assert all(index.get(form) == keys.split() for form, keys in every.items())


def test_every_name_of_the_tables_leads_where_they_say() -> None:
    index = Index(WHOLE).every
    for table, column in (("state_names", "state"), ("other_names", "entity")):
        for _, row in WHOLE.rows(table).values():
            assert row[column] in index[normalise(row["name"])].split()


def test_a_record_from_elsewhere_is_read_by_its_own_names(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    names = folder / "state_names.csv"
    names.write_text(names.read_text(encoding="utf-8").replace("KAZ,Kazakhstan,en", "KAZ,Qazaqia,en"), encoding="utf-8")
    states = folder / "states.csv"
    states.write_text(states.read_text(encoding="utf-8").replace("KAZ,Kazakhstan", "KAZ,Qazaqia"), encoding="utf-8")
    record = cica.load(folder)
    assert record.state("Qazaqia").id == "KAZ"
    with pytest.raises(cica.NotFoundError):
        cica.state("Qazaqia")


@pytest.mark.parametrize("day", ["1985-01-01", "2001-01-01", "2015-03-01"])
def test_names_are_the_same_on_every_day_on_which_the_record_is_known(day: str) -> None:
    known = cica.as_known(day)
    for name in ("Türkiye", "Turkey", "South Sudan", "Казахстан", "Hong Kong", "USSR"):
        try:
            expected: object = cica.state(name).id
        except cica.NotFoundError as error:
            expected = type(error)
        try:
            assert known.state(name).id == expected
        except cica.NotFoundError as error:
            assert type(error) is expected


MEMBERS = {
    "AFG": ("Islamic Republic of Afghanistan", "Исламская Республика Афганистан"),
    "AZE": ("Republic of Azerbaijan", "Азербайджанская Республика"),
    "BHR": ("Kingdom of Bahrain", "Королевство Бахрейн"),
    "BGD": ("People's Republic of Bangladesh", "Народная Республика Бангладеш"),
    "KHM": ("Kingdom of Cambodia", "Королевство Камбоджа"),
    "CHN": ("People's Republic of China", "Китайская Народная Республика"),
    "EGY": ("Arab Republic of Egypt", "Арабская Республика Египет"),
    "IND": ("Republic of India", "Республика Индия"),
    "IRN": ("Islamic Republic of Iran", "Исламская Республика Иран"),
    "IRQ": ("Republic of Iraq", "Республика Ирак"),
    "ISR": ("State of Israel", "Государство Израиль"),
    "JOR": ("Hashemite Kingdom of Jordan", "Иорданское Хашимитское Королевство"),
    "KAZ": ("Republic of Kazakhstan", "Республика Казахстан"),
    "KOR": ("Republic of Korea", "Республика Корея"),
    "KWT": ("State of Kuwait", "Государство Кувейт"),
    "KGZ": ("Kyrgyz Republic", "Кыргызская Республика"),
    "MNG": ("Mongolia", "Монголия"),
    "PAK": ("Islamic Republic of Pakistan", "Исламская Республика Пакистан"),
    "PSE": ("State of Palestine", "Государство Палестина"),
    "QAT": ("State of Qatar", "Государство Катар"),
    "RUS": ("Russian Federation", "Российская Федерация"),
    "LKA": ("Democratic Socialist Republic of Sri Lanka", "Демократическая Социалистическая Республика Шри-Ланка"),
    "TJK": ("Republic of Tajikistan", "Республика Таджикистан"),
    "THA": ("Kingdom of Thailand", "Королевство Таиланд"),
    "TUR": ("Republic of Turkey", "Турецкая Республика"),
    "ARE": ("United Arab Emirates", "Объединенные Арабские Эмираты"),
    "UZB": ("Republic of Uzbekistan", "Республика Узбекистан"),
    "VNM": ("Socialist Republic of Viet Nam", "Социалистическая Республика Вьетнам"),
}


def test_members_by_the_official_names_of_declarations() -> None:
    assert set(MEMBERS) == {member.id for member in cica.members()}
    for state, names in MEMBERS.items():
        assert {cica.state(name).id for name in names} == {state}, names


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("République de Corée", "KOR"), ("Elfenbeinküste", "CIV"), ("Países Bajos", "NLD"), ("Países Baixos", "NLD"), ("ایران", "IRN"),
        ("भारत", "IND"), ("Қазақстан", "KAZ"), ("Oʻzbekiston", "UZB"), ("Oʻzbekiston Respublikasi", "UZB"), ("日本", "JPN"),
        ("대한민국", "KOR"), ("Монгол", "MNG"), ("ประเทศไทย", "THA"), ("Việt Nam", "VNM"), ("ישראל", "ISR"), ("Tacikistan", "TJK"),
        ("Тоҷикистон", "TJK"), ("Azərbaycan", "AZE"), ("Кыргызстан", "KGZ"), ("বাংলাদেশ", "BGD"), ("කාම්බෝජය", "KHM"), ("الإمارات", "ARE"),
    ],
)  # fmt: skip
def test_names_in_many_languages(name: str, state: str) -> None:
    assert cica.state(name).id == state


def test_names_that_only_the_vowels_of_a_script_tell_apart() -> None:
    assert cica.state("টোগো").id == "TGO"
    assert cica.state("টোঙ্গা").id == "TON"


@pytest.mark.parametrize(
    ("name", "day", "state"),
    [("Ägypten", 1960, "united-arab-republic"), ("Ägypten", 1990, "EGY"), ("Jugoslawien", 2001, "serbia-and-montenegro")],
)
def test_names_that_meant_several_in_turn_do_so_in_every_language(name: str, day: int, state: str) -> None:
    assert cica.state(name, on=day).id == state


def test_former_states_have_names_in_many_languages() -> None:
    assert {cica.former_state(name).id for name in ("Sowjetunion", "URSS", "СССР", "苏联", "Unión Soviética")} == {"soviet-union"}
    assert "Sowjetunion" in [name.name for name in cica.state_names("USSR", language="de")]
