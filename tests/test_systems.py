"""State systems: what a code stood for on a day, counted by brute force and held against the states of the record."""

from __future__ import annotations

import csv
import datetime
from collections import Counter
from itertools import pairwise

import pytest
from conftest import DATA, tried
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica import SystemSpell
from cica.names.spellings import ALWAYS, NEVER

RECORD = cica.load()
SYSTEMS = ("cow", "gw", "polity", "vdem")
SPELLS = [spell for system in SYSTEMS for spell in cica.state_system(system)]
LAST = datetime.date(2025, 12, 31)


def rows() -> list[tuple[str, int, datetime.date, datetime.date]]:
    """System, code, first and last day of every row of the file."""
    found: list[tuple[str, int, datetime.date, datetime.date]] = []
    with (DATA / "state_systems.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            last = datetime.date.fromisoformat(row["end"]) - datetime.timedelta(1) if row["end"] else LAST
            found.append((row["system"], int(row["code"]), datetime.date.fromisoformat(row["start"]), last))
    return found


ROWS = rows()


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_year_has_the_codes_that_a_scan_of_the_file_finds(system: str) -> None:
    for year in range(1816, LAST.year + 1):
        found = {spell.code for spell in cica.state_system(system, on=year)}
        assert found == {code for name, code, first, last in ROWS if name == system and first.year <= year <= last.year}, year


@tried(200)
@given(st.sampled_from(SYSTEMS), st.dates(datetime.date(1816, 1, 1), LAST))
def test_every_day_has_the_codes_that_a_scan_of_the_file_finds(system: str, day: datetime.date) -> None:
    codes = [spell.code for spell in cica.state_system(system, on=day)]
    assert codes == sorted(code for name, code, first, last in ROWS if name == system and first <= day <= last)


def state_years(system: str, first: int, last: int) -> int:
    """How many codes of a system there are in each of some years, added up."""
    return sum(len({spell.code for spell in cica.state_system(system, on=year)}) for year in range(first, last + 1))


def test_state_years_of_the_field() -> None:
    assert state_years("gw", 1991, 2001) == 2_091
    assert state_years("cow", 1946, 2014) == 10_128
    states = len({spell.code for spell in cica.state_system("cow", on=1985)})
    assert states * (states - 1) // 2 == 12_880
    assert len(cica.state_system("cow", on="2015-01-01", microstates=False)) < len(cica.state_system("cow", on="2015-01-01"))


def test_a_code_stands_for_one_state_at_a_time() -> None:
    by_code: dict[tuple[str, int], list[SystemSpell]] = {}
    for spell in SPELLS:
        by_code.setdefault((spell.system, spell.code), []).append(spell)
    for spells in by_code.values():
        for before, after in pairwise(spells):
            assert before.end is not None
            assert (before.end <= after.start) is cica.Answer.YES, (before, after)


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_codes_of_today_are_those_of_the_states(system: str) -> None:
    today = {spell.state.id: spell.code for spell in cica.state_system(system, on=RECORD.as_of) if spell.state is not None}
    given = {state.id: getattr(state, system) for state in cica.states() if getattr(state, system) is not None}
    assert {key: (today.get(key), code) for key, code in given.items() if today.get(key) != code} == {}
    assert today.keys() == given.keys()


def test_former_states_stand_under_their_codes() -> None:
    counted = Counter(spell.state.id for spell in SPELLS if isinstance(spell.state, cica.FormerState) and spell.system != "vdem")
    assert set(counted) == set(cica.former_states().ids)


@pytest.mark.parametrize(
    ("scheme", "code", "day", "state"),
    [
        ("cow", 365, "1985-01-01", "soviet-union"),
        ("cow", 365, "1991-12-26", "RUS"),
        ("cow", 345, "1985-01-01", "yugoslavia"),
        ("cow", 345, "2001-01-01", "serbia-and-montenegro"),
        ("cow", 345, "2010-01-01", "SRB"),
        ("gw", 340, "2010-01-01", "SRB"),
        ("cow", 651, "1960-01-01", "united-arab-republic"),
        ("cow", 651, "1957-01-01", "EGY"),
        ("gw", 260, "1985-01-01", "DEU"),
        ("cow", 260, "1985-01-01", "DEU"),
        ("cow", 255, "1995-01-01", "DEU"),
        ("gw", 265, "1985-01-01", "german-democratic-republic"),
        ("cow", 678, "1985-01-01", "YEM"),
        ("cow", 679, "1995-01-01", "YEM"),
        ("gw", 680, "1985-01-01", "south-yemen"),
        ("gw", 816, "1970-01-01", "VNM"),
        ("gw", 817, "1970-01-01", "south-vietnam"),
        ("polity", 818, "2000-01-01", "VNM"),
        ("cow", 626, "2015-01-01", "SSD"),
        ("polity", 626, "2015-01-01", "SDN"),
        ("cow", 341, "2015-01-01", "MNE"),
        ("polity", 347, "2001-01-01", "serbia-and-montenegro"),
        ("polity", 364, "1985-01-01", "soviet-union"),
        ("polity", "529", 2000, "ETH"),
        ("cowc", "MNG", "2015-01-01", "MNE"),
        ("cowc", "AUS", "2015-01-01", "AUT"),
        ("gwc", "swz", "2015-01-01", "CHE"),
        ("vdemc", "RUS", "1980-01-01", "soviet-union"),
        ("vdemc", "CZE", "1980-01-01", "czechoslovakia"),
        ("vdem", 41, "1980-01-01", "PRK"),
        ("m49", 410, None, "KOR"),
        ("polity", 365, None, "RUS"),
    ],
)
def test_a_code_is_read_at_its_date(scheme: str, code: int | str, day: str | int | None, state: str) -> None:
    assert cica.state(code, scheme=scheme, on=day).id == state


@tried(300)
@given(st.sampled_from(SPELLS), st.integers(0, 10**5))
def test_every_spell_is_found_by_its_code_on_each_of_its_days(spell: SystemSpell, days: int) -> None:
    first, end = spell.start.earliest, spell.end.earliest if spell.end else RECORD.as_of + datetime.timedelta(1)
    assert first is not None
    assert end is not None
    day = first + datetime.timedelta(days % (end - first).days)
    if spell.state is None:
        with pytest.raises(cica.NotFoundError, match="no state of the record"):
            cica.state(spell.code, scheme=spell.system, on=day)
    else:
        assert cica.state(spell.code, scheme=spell.system, on=day) is spell.state


@pytest.mark.parametrize(
    ("scheme", "code", "on", "message"),
    [
        ("cow", 240, 1850, "stands for Hanover, which is no state of the record"),
        ("gw", 713, 1990, "stands for Taiwan, which is no state of the record"),
        ("cow", 626, 2005, "stands for no state on that day, but for South Sudan since 2011-07-09"),
        ("gwc", "XXX", 2005, "there is no code 'XXX' of scheme='gwc'"),
    ],
)
def test_a_code_that_stands_for_nothing(scheme: str, code: int | str, on: int, message: str) -> None:
    with pytest.raises(cica.NotFoundError, match=message):
        cica.state(code, scheme=scheme, on=on)


CODES = cica.load()._names.systems


@pytest.mark.parametrize(
    ("code", "scheme", "keys"),
    [
        ("167", "vdem", ["hong-kong"]), ("HKG", "vdemc", ["hong-kong"]), ("hkg", "vdemc", ["hong-kong"]), ("002", "cow", ["USA"]),
        ("265", "polity", ["german-democratic-republic"]), ("364", "polity", ["soviet-union"]),  # of its own, and of the other
        ("365", "cow", ["RUS", "soviet-union", "RUS"]), ("345", "cow", ["SRB", "yugoslavia", "serbia-and-montenegro", "SRB"]),
        ("511", "cow", ["zanzibar"]), ("ZAN", "gwc", ["zanzibar"]),
    ],
)  # fmt: skip
def test_what_a_code_stood_for_in_turn(code: str, scheme: str, keys: list[str]) -> None:
    turns = CODES.turns(code, scheme)
    assert [key for _, _, (key,) in turns] == keys
    assert (turns[0][0], turns[-1][1]) == (ALWAYS, NEVER)
    assert all(one[1] == other[0] for one, other in pairwise(turns))


@pytest.mark.parametrize(
    ("code", "scheme", "said"),
    [
        ("9999", "cow", "there is no code '9999' of scheme='cow'"), ("0", "cow", "there is no code '0' of scheme='cow'"),
        ("364", "cow", "there is no code '364' of scheme='cow'; it is one of scheme='polity' or 'vdem'"),
        ("ZAN", "vdemc", "there is no code 'ZAN' of scheme='vdemc'; it is one of scheme='cowc', 'gwc' or 'polityc'"),
        ("USA", "cow", "there is no code 'USA' of scheme='cow'"), ("364", "gw", "there is no code '364' of scheme='gw'; it is one of scheme='polity' or 'vdem'"),
    ],
)  # fmt: skip
def test_a_code_that_no_system_has_is_told_with_those_that_have_it(code: str, scheme: str, said: str) -> None:
    with pytest.raises(cica.NotFoundError) as error:
        CODES.turns(code, scheme)
    with pytest.raises(cica.NotFoundError) as other:
        CODES.state(code, scheme, None)
    assert str(error.value) == str(other.value) == said


def test_a_code_of_what_has_no_name_in_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    def other(_: str) -> None:
        return None

    monkeypatch.setattr(CODES._spelt, "other", other)
    with pytest.raises(cica.NotFoundError, match="code '240' of scheme='cow' stands for Hanover, which is no state of the record"):
        CODES.turns("240", "cow")


def test_a_stretch_in_which_a_code_stood_for_one_and_then_for_none() -> None:
    days = datetime.date(1990, 1, 1), datetime.date(1990, 12, 31)
    with pytest.raises(cica.NotFoundError, match="stands for Taiwan, which is no state of the record"):
        CODES.state("713", "gw", days)
    assert CODES.state("365", "cow", days).id == "soviet-union"


def test_a_year_in_which_a_code_changed_hands() -> None:
    with pytest.raises(cica.AmbiguousError, match="may be Soviet Union or Russia"):
        cica.state(365, scheme="cow", on=1991)


def test_what_there_is_no_system_or_scheme_of() -> None:
    with pytest.raises(cica.OptionError, match="'cow', 'gw', 'polity', 'vdem'"):
        cica.state_system("cows")
    with pytest.raises(cica.OptionError, match="'polityc'"):
        cica.state(2, scheme="politycode")


@pytest.mark.parametrize("name", ["USSR", "soviet-union", "СССР", "Soviet Union", "SUN"])
def test_a_former_state_by_any_of_its_names(name: str) -> None:
    assert cica.former_state(name).id == "soviet-union"
    assert cica.former_state(cica.former_state(name)) == cica.former_state(name)


def test_a_former_state_that_there_is_not() -> None:
    with pytest.raises(cica.NotFoundError, match="did you mean Soviet Union"):
        cica.former_state("Soviet Onion")
    with pytest.raises(cica.NotFoundError, match="known are Czechoslovakia, German Democratic Republic"):
        cica.former_state("Atlantis")


def test_codes_mean_in_a_known_record_what_they_mean_in_the_whole() -> None:
    then = cica.as_known("2015-03-01")
    for system in SYSTEMS:
        assert then.state_system(system, on="1985-01-01").ids == cica.state_system(system, on="1985-01-01").ids
    assert then.state(365, scheme="cow", on="1985-01-01").id == "soviet-union"
