"""What codes and names stand for, and what is said of those that stand for nothing: each way of asking by itself."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

import cica
from cica.names import finding
from cica.names.finding import LONG, MET, OFFERED
from cica.names.spellings import ALWAYS, NEVER, last_of

RECORD = cica.load()
NAMES = RECORD._names
KAZ, USSR, TAIWAN = cica.state("KAZ"), cica.former_state("USSR"), cica.other_entity("Taiwan")
SCO = cica.organisation("sco")


def days(day: str, last: str = "") -> tuple[datetime.date, datetime.date]:
    return datetime.date.fromisoformat(day), datetime.date.fromisoformat(last or day)


def said(ask: Callable[..., object], *given: Any) -> tuple[str, str]:
    """The name of the error that a question raises, and what it says."""
    with pytest.raises((cica.NotFoundError, cica.OptionError)) as error:
        ask(*given)
    return type(error.value).__name__, str(error.value)


def test_the_bounds() -> None:
    assert (MET, LONG, OFFERED) == (20_000, 100, 3)


# States


@pytest.mark.parametrize(
    ("given", "scheme", "key"),
    [
        ("KAZ", None, "KAZ"), (" kz ", None, "KAZ"), ("398", None, "KAZ"), (398, None, "KAZ"), ("0398", "numeric", "KAZ"), (398, "m49", "KAZ"),
        ("KZ", "alpha2", "KAZ"), ("kaz", "alpha3", "KAZ"), ("705", "cow", "KAZ"), (705, "gw", "KAZ"), ("255", "cow", "DEU"),
        ("Q232", "wikidata", "KAZ"), ("http://www.wikidata.org/entity/Q232", "wikidata", "KAZ"), ("Kazakhstan", "name", "KAZ"),
        ("Russia (USSR)", None, "RUS"),  # of a state and that whose place it took, the state
    ],
)  # fmt: skip
def test_the_state_of_a_code_or_a_name(given: str | int, scheme: str | None, key: str) -> None:
    assert NAMES.state(given, scheme).id == key
    assert NAMES.meant(given, scheme, None) == (key,)


GONE = "succeeded by DEU (Germany)"
WHICH = ": no state of the record, which holds the members of the United Nations, Palestine and the Holy See"


@pytest.mark.parametrize(
    ("given", "scheme", "kind", "message"),
    [
        ("KZ", "alpha3", "NotFoundError", "no state has the ISO 3166-1 alpha-3 code 'KZ'; did you mean KGZ or KAZ?"),
        ("SUN", "alpha2", "NotFoundError", "no state has the ISO 3166-1 alpha-2 code 'SUN'; did you mean SN?"),
        ("ROM", "cow", "NotFoundError", "no state has the Correlates of War code 'ROM'"),
        ("wd:KZ", "alpha2", "NotFoundError", "no state has the ISO 3166-1 alpha-2 code 'wd:KZ'"),
        ("TW", "alpha3", "NotFoundError", "no state has the ISO 3166-1 alpha-3 code 'TW'"),
        ("DD", "numeric", "NotFoundError", "no state has the ISO 3166-1 numeric code 'DD'"),
        ("KZ", "numeric", "NotFoundError", "no state has the ISO 3166-1 numeric code 'KZ'; it is a code in scheme='alpha2'"),
        ("999", "numeric", "NotFoundError", "no state has the ISO 3166-1 numeric code '999'"),
        ("260", "cow", "NotFoundError", "no state has the Correlates of War code '260'; it is a code in scheme='gw'"),
        ("255", "gw", "NotFoundError", "no state has the Gleditsch-Ward code '255'; it is a code in scheme='cow'"),
        ("Qx", "wikidata", "NotFoundError", "no state has the Wikidata code 'Qx'"),
        ("DD", "alpha2", "FormerStateError", f"'DD' is German Democratic Republic, which ended 1990-10-02; {GONE}"),
        ("DDR", "alpha3", "FormerStateError", f"'DDR' is German Democratic Republic, which ended 1990-10-02; {GONE}"),
        ("XK", "alpha2", "NoStateError", f"'XK' is Kosovo, {cica.other_entity('kosovo').what}{WHICH}"),
        ("158", "numeric", "NoStateError", f"'158' is Taiwan, {TAIWAN.what}{WHICH}"),
        ("TWN", None, "NoStateError", f"'TWN' is Taiwan, {TAIWAN.what}{WHICH}"),
        ("Q865", "wikidata", "NoStateError", f"'Q865' is Taiwan, {TAIWAN.what}{WHICH}"),
        ("Taiwan", None, "NoStateError", f"'Taiwan' is {TAIWAN.what}{WHICH}"),
        ("Korea", None, "AmbiguousError", "'Korea' may be KOR (South Korea) or PRK (North Korea)"),
        ("Kazahkstan", None, "NotFoundError", "no state is called 'Kazahkstan'; did you mean KAZ (Kazakhstan)?"),
        ("Tiawan", None, "NotFoundError", "no state is called 'Tiawan'; did you mean taiwan (Taiwan)?"),
        ("Q232", None, "NotFoundError", "no state is called 'Q232'; it is a code in scheme='wikidata'"),
        ("Q865", None, "NotFoundError", "no state is called 'Q865'; it is a code in scheme='wikidata'"),
        ("٣٩٨", None, "NotFoundError", "no state is called '٣٩٨'; accepted are ISO 3166-1 codes, and names in English and many other languages"),
        ("Qqqqq", None, "NotFoundError", "no state is called 'Qqqqq'; accepted are ISO 3166-1 codes, and names in English and many other languages"),
        ("S. Korea (North Korea)", None, "NotFoundError", "no state is called 'S. Korea (North Korea)'; accepted are ISO 3166-1 codes, and names in English and many other languages"),
    ],
)  # fmt: skip
def test_what_is_said_of_what_is_no_state(given: str | int, scheme: str | None, kind: str, message: str) -> None:
    for _ in range(2):  # the second time it is remembered
        assert said(NAMES.state, given, scheme) == (kind, message)


def test_a_former_state_is_the_first_of_several_in_turn() -> None:
    kind, message = said(NAMES.state, "Yugoslavia")
    assert kind == "FormerStateError"
    assert message.startswith("'Yugoslavia' is Yugoslavia, which ended 1992-04-27; succeeded by BIH (Bosnia and Herzegovina), HRV")
    assert said(NAMES.state, "CS")[1].startswith("'CS' is Serbia and Montenegro, which ended 2006-06-04; succeeded by MNE")


def test_a_code_in_several_schemes_is_offered_in_each() -> None:
    for scheme, name in (("numeric", "numeric"), ("alpha2", "alpha-2")):
        message = f"no state has the ISO 3166-1 {name} code '731'; it is a code in scheme='cow' and 'gw'"
        assert said(NAMES.state, "731", scheme)[1] == message


def test_what_was_found_as_a_name_is_not_remembered_as_a_code() -> None:
    names = finding.Names(NAMES._held)
    assert names.state("Nga", "name").id == "RUS"  # as it is called in Vietnamese
    assert names.state("Nga").id == "NGA"
    assert names.state("Nga", "name").id == "RUS"


def test_little_is_remembered_of_what_is_long_or_much(monkeypatch: pytest.MonkeyPatch) -> None:
    names = finding.Names(NAMES._held)
    for text in ("Kazakhstan" + " " * LONG, "Q" * LONG):
        for ask in (names.state, names.party):
            try:
                assert ask(text) is KAZ
            except cica.NotFoundError:
                assert text.startswith("Q")
    assert names._met == names._parties_met == {}
    assert names._missed == set()
    assert [names.state("Kazakhstan"), names.party("Kazakhstan")] == [KAZ] * 2
    for ask in (names.state, names.party):
        with pytest.raises(cica.NotFoundError):  # whose message, which takes time, is not asked for
            ask("Qqqqq")
    assert (names._met, names._parties_met, names._missed) == ({"Kazakhstan": KAZ}, {"Kazakhstan": KAZ}, {"Qqqqq"})
    monkeypatch.setattr(finding, "MET", 1)
    assert [names.state("China").id, names.party("China").id] == ["CHN"] * 2
    with pytest.raises(cica.NotFoundError):
        names.state("Qqqq")
    assert [len(kept) for kept in (names._met, names._parties_met, names._missed)] == [1, 1, 1]


def test_an_unknown_scheme() -> None:
    kind, message = said(NAMES.state, "398", "iso")
    assert kind == "OptionError"
    assert message.startswith("scheme='iso': accepted are 'alpha2', 'alpha3', 'cow', 'cowc', 'gw', ")


# On some days


@pytest.mark.parametrize(
    ("given", "scheme", "on", "key"),
    [
        ("Yugoslavia", None, days("1980-01-01"), "yugoslavia"), ("Yugoslavia", None, days("2001-01-01"), "serbia-and-montenegro"),
        ("CS", None, days("1975-01-01"), "czechoslovakia"), ("CS", "alpha2", days("1994-01-01"), "serbia-and-montenegro"),
        ("KAZ", None, days("1950-01-01"), "KAZ"), ("398", None, days("1950-01-01"), "KAZ"), ("0398", "numeric", days("2000-01-01"), "KAZ"),
        ("705", "cow", days("2000-01-01"), "KAZ"), ("Q232", "wikidata", days("2000-01-01"), "KAZ"), ("Congo", None, days("1975-01-01"), "COG"),
    ],
)  # fmt: skip
def test_what_was_meant_on_some_days(given: str, scheme: str | None, on: tuple[datetime.date, datetime.date], key: str) -> None:
    assert NAMES.state(given, scheme, on).id == key
    assert NAMES.meant(given, scheme, on) == (key,)


@pytest.mark.parametrize(
    ("given", "scheme", "on", "kind", "message"),
    [
        ("891", None, days("1970-01-01"), "NotFoundError", "'891' stood for nothing on that day"),
        ("Congo", None, days("1965-01-01"), "AmbiguousError",
         "'Congo' may be COD (Democratic Republic of the Congo) or COG (Republic of the Congo) on that day"),
        ("CS", None, days("1990-01-01", "1995-01-01"), "AmbiguousError",
         "'CS' may be czechoslovakia (Czechoslovakia) or serbia-and-montenegro (Serbia and Montenegro) on that day"),
        ("Taiwan", None, days("1980-01-01"), "NoStateError", f"'Taiwan' is {TAIWAN.what}{WHICH}"),
        ("Qqqqq", None, days("1980-01-01"), "NotFoundError",
         "no state is called 'Qqqqq'; accepted are ISO 3166-1 codes, and names in English and many other languages"),
    ],
)  # fmt: skip
def test_what_is_said_of_what_was_no_state_on_some_days(
    given: str, scheme: str | None, on: tuple[datetime.date, datetime.date], kind: str, message: str
) -> None:
    assert said(NAMES.state, given, scheme, on) == (kind, message)


@pytest.mark.parametrize(
    ("given", "scheme", "keys"),
    [
        ("KAZ", None, ["KAZ"]), ("0398", None, ["KAZ"]), (398, "numeric", ["KAZ"]), ("DD", "alpha2", ["german-democratic-republic"]),
        ("CS", "alpha2", ["czechoslovakia", "serbia-and-montenegro"]), ("ROM", "alpha3", ["ROU"]), ("260", "gw", ["DEU"]), ("260", "cow", ["DEU"]),
        ("Q232", "wikidata", ["KAZ"]), ("Q15180", "wikidata", ["soviet-union"]), ("Q865", "wikidata", ["taiwan"]), ("158", "numeric", ["taiwan"]),
        ("TWN", "alpha3", ["taiwan"]), ("Yugoslavia", "name", ["yugoslavia", "serbia-and-montenegro"]), ("Korea", None, ["KOR", "PRK"]),
    ],
)  # fmt: skip
def test_turns(given: str | int, scheme: str | None, keys: list[str]) -> None:
    turns = NAMES.turns(given, scheme)
    assert (turns[0][0], turns[-1][1]) == (ALWAYS, NEVER)
    assert list(dict.fromkeys(key for _, _, held in turns for key in held if key != "korea")) == keys


@pytest.mark.parametrize(
    ("given", "scheme"),
    [
        ("Qx", "wikidata"),
        ("ZZ", "alpha2"),
        ("DDR", "alpha2"),
        ("DD", "alpha3"),
        ("DD", "numeric"),
        ("891", "alpha3"),
        ("KZ", "name"),
        ("ZZZ", None),
    ],
)
def test_what_never_stood_for_anything(given: str, scheme: str | None) -> None:
    assert said(NAMES.turns, given, scheme) == said(NAMES.state, given, scheme)
    assert said(NAMES.meant, given, scheme, None)[0] == "NotFoundError"


def test_what_something_meant_last() -> None:
    assert last_of(((ALWAYS, 5, ("a",)), (5, NEVER, ()))) == last_of(((ALWAYS, 5, ("b",)), (5, NEVER, ("a",)))) == ("a",)


@pytest.mark.parametrize(
    ("given", "scheme", "keys"),
    [
        ("Korea", None, ("KOR", "PRK")), ("Congo", None, ("COD", "COG")), ("USSR", None, ("soviet-union",)), ("Taiwan", None, ("taiwan",)),
        ("Yugoslavia", None, ("yugoslavia",)), ("CS", None, ("serbia-and-montenegro",)), ("345", "cow", ("SRB",)), ("260", "cow", ("DEU",)),
        ("Yugoslavia (1985-2001)", None, ("yugoslavia", "serbia-and-montenegro")), ("EU27", None, ("european-union",)),
    ],
)  # fmt: skip
def test_what_is_meant_by_default(given: str, scheme: str | None, keys: tuple[str, ...]) -> None:
    assert NAMES.meant(given, scheme, None) == keys


@pytest.mark.parametrize(
    ("given", "scheme", "rule"),
    [
        ("KAZ", None, "code"), ("kz", None, "code"), ("Kazakhstan", None, "name"), ("705", "cow", "code"), ("KZ", "alpha2", "code"),
        ("Nga", "name", "name"), ("Benin (Dahomey)", None, "pair"), ("Benin (Dahomey)", "name", "pair"), (" KAZ ", None, "code"),
    ],
)  # fmt: skip
def test_how_it_was_read(given: str, scheme: str | None, rule: str) -> None:
    assert NAMES.rule(given, scheme) == rule


@pytest.mark.parametrize(
    ("key", "day", "name"),
    [
        ("KHM", "1969-12-31", "Cambodia"), ("KHM", "1970-12-31", "Khmer Republic"), ("KHM", "1974-12-31", "Khmer Republic"),
        ("KHM", "1975-12-31", "Democratic Kampuchea"), ("KHM", "1979-12-31", "People's Republic of Kampuchea"), ("KHM", "1989-12-31", "Cambodia"),
        ("KHM", "1976-06-01", "Democratic Kampuchea"), ("COD", "1971-10-30", "Democratic Republic of the Congo"), ("COD", "1971-10-31", "Zaire"),
        ("COD", "1997-05-16", "Zaire"), ("COD", "1997-05-17", "Democratic Republic of the Congo"), ("LKA", "1972-05-21", "Ceylon"),
        ("LKA", "1972-05-22", "Sri Lanka"), ("BEN", "1974-12-31", "Dahomey"), ("BEN", "1975-01-01", "Benin"), ("KAZ", "1950-01-01", "Kazakhstan"),
        ("MKD", "1995-01-01", "Macedonia"), ("MKD", "2019-02-12", "The former Yugoslav Republic of Macedonia"), ("MKD", "2019-02-14", "North Macedonia"),
    ],
)  # fmt: skip
def test_the_name_of_a_state_on_a_day(key: str, day: str, name: str) -> None:
    assert NAMES.name_on(cica.state(key), datetime.date.fromisoformat(day)) == name


# What is no state of today


def test_the_entity_of_an_identifier() -> None:
    assert [NAMES.entity(key) for key in ("KAZ", "soviet-union", "taiwan")] == [KAZ, USSR, TAIWAN]


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("USSR", "soviet-union"), ("soviet-union", "soviet-union"), ("SUN", "soviet-union"), ("DDR", "german-democratic-republic"),
        ("Yugoslavia", "yugoslavia"), ("CSK", "czechoslovakia"), ("Egypt", "united-arab-republic"), (USSR, "soviet-union"),
    ],
)  # fmt: skip
def test_former_states(given: Any, key: str) -> None:
    assert NAMES.former(given).id == key


KNOWN = (
    "known are Czechoslovakia, German Democratic Republic, Serbia and Montenegro, South Vietnam, South Yemen, Soviet Union, "
    "United Arab Republic, Yugoslavia, Zanzibar"
)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("Q15180", "'Q15180'; did you mean Soviet Union?"), ("Sovjet Union", "'Sovjet Union'; did you mean Soviet Union?"),
        ("http://www.wikidata.org/entity/Q15180", "'http://www.wikidata.org/entity/Q15180'; did you mean Soviet Union?"),
        ("Kazakhstan", f"'Kazakhstan'; {KNOWN}"), ("Taiwan", f"'Taiwan'; {KNOWN}"), (5, f"5; {KNOWN}"),
    ],
)  # fmt: skip
def test_what_is_no_former_state(given: Any, message: str) -> None:
    assert said(NAMES.former, given) == ("NotFoundError", f"no former state is called {message}")


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("Taiwan", "taiwan"),
        ("EU27", "european-union"),
        ("Hong Kong", "hong-kong"),
        ("TWN", "taiwan"),
        ("Korea", "korea"),
        (TAIWAN, "taiwan"),
    ],
)
def test_other_entities(given: Any, key: str) -> None:
    assert NAMES.other(given).id == key
    assert given is TAIWAN or NAMES.other_key(given) == key


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("KAZ", "'KAZ'"),
        ("USSR", "'USSR'"),
        ("Tiawan", "'Tiawan'; did you mean Taiwan?"),
        ("Koera", "'Koera'; did you mean Korea (until 1910)?"),
        (398, "398"),
        ("Zzzzz", "'Zzzzz'"),
    ],
)
def test_what_is_no_other_entity(given: Any, message: str) -> None:
    assert said(NAMES.other, given) == ("NotFoundError", f"nothing beside the states of the record is called {message}")
    assert NAMES.other_key("Zzzzz") == "Zzzzz"


def test_members_are_states_of_any_time_and_what_is_none_but_no_group() -> None:
    assert [NAMES.any_state(given) for given in ("KAZ", "USSR", 398, KAZ)] == [KAZ, USSR, KAZ, KAZ]
    assert said(NAMES.any_state, "Taiwan")[0] == said(NAMES.any_state, "EU27")[0] == "NoStateError"
    assert [NAMES.member(given) for given in ("KAZ", "USSR", "Taiwan", USSR, TAIWAN, KAZ)] == [KAZ, USSR, TAIWAN, USSR, TAIWAN, KAZ]
    for group in ("EU27", "Western Europe"):
        assert said(NAMES.member, group)[0] == said(NAMES.party, "Western Europe")[0] == "NoStateError"
    wrong: Any = SCO
    assert said(NAMES.member, wrong) == (
        "NotFoundError",
        f"{SCO!r} is of organisations; wanted is one of states, former_states, other_entities",
    )


def test_several_members_are_each_there_once_by_identifier() -> None:
    assert NAMES.members(["KAZ", "AFG", KAZ, "398"]) == [cica.state("AFG"), KAZ]
    assert NAMES.members(iter(["Taiwan", "USSR"])) == [USSR, TAIWAN]
    assert NAMES.members([]) == []


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("KAZ", "accepted are several states, such as cica.members() or ['KAZ', 'KOR']"),
        (KAZ, "accepted are several states, such as cica.members() or ['KAZ', 'KOR']"),
        (5, "accepted are one or more, such as cica.members() or ['KAZ', 'KOR']"),
        (None, "accepted are one or more, such as cica.members() or ['KAZ', 'KOR']"),
    ],
)
def test_one_member_is_not_several(given: Any, message: str) -> None:
    assert said(NAMES.members, given) == ("OptionError", f"states={given!r}: {message}")


# Organisations, and whoever may belong to one


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("asean", "asean"), ("ASEAN", "asean"), ("Shanghai Cooperation Organization", "sco"), ("shanghai cooperation organisation", "sco"),
        ("European Union", "eu"), ("Conference on Security and Co-operation in Europe", "osce"), (SCO, "sco"),
    ],
)  # fmt: skip
def test_organisations(given: Any, key: str) -> None:
    assert NAMES.organisation(given).id == key
    assert NAMES.party(given).id == key
    assert NAMES.party(given).id == key  # remembered


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("KAZ", "'KAZ'; it is a state (Kazakhstan): its memberships are memberships('KAZ')"),
        (398, "398; it is a state (Kazakhstan): its memberships are memberships('KAZ')"),
        ("USSR", "'USSR'; it is a former state (Soviet Union): its memberships are memberships('soviet-union')"),
        ("Taiwan", "'Taiwan'; it is no organisation (Taiwan): its memberships are memberships('taiwan')"),
        ("Asaen", "'Asaen'; did you mean asean?"), ("2015", "'2015'"), ("2015-03-01", "'2015-03-01'"), ("Q7768", "'Q7768'; did you mean asean?"),
        ("q7768", "'q7768'; did you mean asean?"),
        ("Zzzzz", f"'Zzzzz'; known are {', '.join(one.id for one in cica.organisations())}"),
    ],
)  # fmt: skip
def test_what_is_no_organisation(given: Any, message: str) -> None:
    assert said(NAMES.organisation, given) == ("NotFoundError", f"no organisation of the record is called {message}")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("Kazahkstan", "no state or organisation is called 'Kazahkstan'; did you mean KAZ (Kazakhstan)?"),
        ("Asaen", "no state or organisation is called 'Asaen'; did you mean asean?"),
        ("Q232", "no state or organisation is called 'Q232'; it is a code in scheme='wikidata'"),
        ("Q7768", "no state or organisation is called 'Q7768'; did you mean asean?"),
        (" 2015 ", "no state has the ISO 3166-1 numeric code '2015'"),
        ("Korea", "'Korea' may be KOR (South Korea) or PRK (North Korea)"),
        ("Western Europe", f"'Western Europe' is {cica.other_entity('Western Europe').what}{WHICH}"),
    ],
)  # fmt: skip
def test_what_is_no_party(given: str, message: str) -> None:
    assert said(NAMES.party, given)[1] == message


def test_one_or_several_organisations() -> None:
    assert NAMES.organisations("cica") == NAMES.organisations(["cica", "CICA"]) == [cica.organisation("cica")]
    assert NAMES.organisations(SCO) == [SCO]
    several: list[cica.Organisation | str] = ["sco", "cica", SCO]
    assert NAMES.organisations(iter(several)) == [SCO, cica.organisation("cica")]
    ask: Any = NAMES.organisations
    nothing: list[str] = []
    for wrong in (nothing, 5):
        message = f"organisations={wrong!r}: accepted are one or more, such as 'cica' or ['cica', 'sco']"
        assert said(ask, wrong) == ("OptionError", message)


# What is offered


def test_what_is_near() -> None:
    assert (NAMES.near("Kazahkstan"), NAMES.near("Korea"), NAMES.near("Qqqq")) == (["KAZ"], ["KOR", "PRK"], [])
    near = {
        "Tiawan": ["taiwan"],
        "Yugoslvia": ["yugoslavia"],
        "Hongkng": ["hong-kong"],
        "Krea": ["KOR", "PRK"],
        "Westrn Europe": [],
        "Maldova": ["MDA"],
    }
    assert {text: NAMES.near(text) for text in near} == near
    assert NAMES.described(["KAZ", "soviet-union", "taiwan"]) == [
        "KAZ (Kazakhstan)",
        "soviet-union (Soviet Union)",
        "taiwan (Taiwan)",
    ]
    assert NAMES.named([]) == []
