"""What a wrong argument is answered with: an error of the library that says what was given, what is accepted, and what was meant.

And what a question warns of: once, and its answer, however it is shown, not at all.
"""

from __future__ import annotations

import contextlib
import copy
import datetime
import inspect
import pickle
import tempfile
import warnings
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica import plots
from cica.errors import told

NOT_FOUND, OPTION = cica.NotFoundError, cica.OptionError
CICA: Any = cica  # for what the types refuse
RECORD: Any = cica.load()
FRAME = pd.DataFrame({"iso3": ["KAZ"], "year": [2015]})
HUGE = 10**5000


class Failing:
    """What cannot be shown, compared or hashed."""

    def __repr__(self) -> str:
        raise RuntimeError("no repr")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no eq")

    def __hash__(self) -> int:
        raise RuntimeError("no hash")


def cell(column: str, value: Any) -> pd.DataFrame:
    """The frame with something else in one of its cells."""
    return FRAME.assign(**{column: pd.Series([value], dtype=object)})


# A call, the error it is answered with, and words that the message has.
WRONG: list[tuple[Callable[[], object], type[Exception], list[str]]] = [
    # A date in the place of another argument
    (lambda: CICA.members(2015), NOT_FOUND, ["2015", "did you mean on=2015?"]),
    (lambda: CICA.members("2015"), NOT_FOUND, ["did you mean on=2015?"]),
    (lambda: CICA.members(np.int64(2015)), NOT_FOUND, ["did you mean on=2015?"]),
    (lambda: CICA.members("2015-06-01"), NOT_FOUND, ["did you mean on='2015-06-01'?"]),
    (lambda: CICA.members(datetime.date(2015, 6, 1)), NOT_FOUND, ["did you mean on='2015-06-01'?"]),
    (lambda: CICA.observers(2015), NOT_FOUND, ["did you mean on=2015?"]),
    (lambda: CICA.partners(2015), NOT_FOUND, ["did you mean on=2015?"]),
    (lambda: CICA.memberships(2015), NOT_FOUND, ["did you mean on=2015?"]),
    (lambda: CICA.memberships("KAZ", 2015), NOT_FOUND, ["did you mean on=2015?"]),
    (lambda: CICA.overlap("cica", 2015), NOT_FOUND, ["did you mean on=2015?"]),
    (lambda: CICA.shared_organisations("KAZ", 2015), NOT_FOUND, ["did you mean on=2015?"]),
    (lambda: CICA.exclusive("KAZ", "2015-06"), NOT_FOUND, ["did you mean on='2015-06'?"]),
    (lambda: CICA.member_years(2005), NOT_FOUND, ["did you mean start=2005, end=2005?"]),
    (lambda: CICA.dyad_years("KAZ", "KOR", 2005), NOT_FOUND, ["did you mean start=2005, end=2005?"]),
    (lambda: CICA.meetings(2015), OPTION, ["'summit'", "did you mean on=2015?"]),
    (lambda: CICA.documents(2015), OPTION, ["'charter'", "did you mean timeline(2015)?"]),
    (lambda: CICA.organisations(2015), OPTION, ["'bank'", "did you mean on=2015?"]),
    (lambda: CICA.activities(2015), NOT_FOUND, ["did you mean on=2015?"]),
    (lambda: CICA.meeting(2015), NOT_FOUND, ["did you mean meetings(on=2015)?"]),
    (lambda: CICA.summit(2014), NOT_FOUND, ["the record has 1 to 7", "did you mean summits(on=2014)?"]),
    # A state in the place of another argument
    (lambda: CICA.members("KAZ"), NOT_FOUND, ["'KAZ'", "a state (Kazakhstan)", "memberships('KAZ')"]),
    (lambda: CICA.members(cica.state("KAZ")), NOT_FOUND, ["a state (Kazakhstan)", "memberships('KAZ')"]),
    (lambda: CICA.organisation("Soviet Union"), NOT_FOUND, ["a former state (Soviet Union)", "memberships('soviet-union')"]),
    (lambda: CICA.overlap("cica", "Hong Kong"), NOT_FOUND, ["no organisation", "memberships('hong-kong')"]),
    (lambda: CICA.panel(2005, 2006, organisations=["KAZ"]), NOT_FOUND, ["memberships('KAZ')"]),
    (lambda: CICA.coordinators("Kazakhstan"), NOT_FOUND, ["57 entries of the catalogue", "did you mean state='KAZ'?"]),
    (lambda: CICA.activities("KAZ"), NOT_FOUND, ["did you mean organiser='KAZ'?"]),
    (lambda: CICA.attendances("KAZ"), NOT_FOUND, ["did you mean party='KAZ'?"]),
    (lambda: CICA.resources("KAZ"), OPTION, ["did you mean state='KAZ'?"]),
    (lambda: CICA.organisations("KAZ"), OPTION, ["did you mean member='KAZ'?"]),
    (lambda: CICA.evidence("KAZ"), NOT_FOUND, ["is a state", "cica-kaz-member", "memberships('KAZ')"]),
    (lambda: CICA.evidence(cica.state("KAZ")), NOT_FOUND, ["cica-kaz-member"]),
    (lambda: CICA.disputes("states/KAZ"), NOT_FOUND, ["cica-kaz-member"]),
    # An organisation in the place of another argument
    (lambda: CICA.memberships("cica"), NOT_FOUND, ["member of no organisation", "memberships(organisation='cica')"]),
    # Names that nothing has
    (lambda: CICA.organisation("SC0"), NOT_FOUND, ["'SC0'", "did you mean sco?"]),
    (lambda: CICA.documents(meeting="sumit-4"), NOT_FOUND, ["'sumit-4'", "148 meetings", "'summit-4'"]),
    (lambda: CICA.attendances(meeting="sumit-4"), NOT_FOUND, ["'summit-4'"]),
    (lambda: CICA.meeting("sumit-4"), NOT_FOUND, ["'summit-4'"]),
    (lambda: CICA.document("Almaty Akt"), NOT_FOUND, ["'Almaty Akt'", "did you mean 'almaty-act'?"]),
    (lambda: CICA.principle("disarmement"), NOT_FOUND, ["did you mean 'disarmament'?"]),
    (lambda: CICA.meeting("Meeting of the CICA Senior Officials Committee"), cica.AmbiguousError, ["'soc-2007-03'", "30 more"]),
    (lambda: CICA.meetings(body="tink tank forum"), NOT_FOUND, ["bodies", "think-tank-forum"]),
    (lambda: CICA.summit("Shanghai"), NOT_FOUND, ["1 to 7", "the summit in Shanghai is number 4"]),
    (lambda: CICA.summit("almaty"), NOT_FOUND, ["the summits in Almaty are number 1 and 2"]),
    (lambda: CICA.state_system("cow", code=9999), NOT_FOUND, ["'9999'", "'cow'"]),
    (lambda: CICA.dated_names("Cngo"), NOT_FOUND, ["'Cngo'", "Republic of the Congo"]),
    (lambda: CICA.state_names("KAZ", language="english"), OPTION, ["'english'", "'en'"]),
    # No numbers, no names, no years
    (lambda: CICA.summit(True), NOT_FOUND, ["True"]),
    (lambda: CICA.state(True), NOT_FOUND, ["True", "give a code or a name"]),
    (lambda: CICA.state(np.True_), NOT_FOUND, ["True", "give a code or a name"]),
    (lambda: CICA.state(None), NOT_FOUND, ["None", "give a code or a name"]),
    (lambda: CICA.state(float("nan")), NOT_FOUND, ["nan", "give a code or a name"]),
    (lambda: CICA.state(pd.NaT), NOT_FOUND, ["NaT", "give a code or a name"]),
    (lambda: CICA.state(pd.NA), NOT_FOUND, ["<NA>", "give a code or a name"]),
    (lambda: CICA.state(HUGE), NOT_FOUND, ["so many digits"]),
    (lambda: CICA.state(-HUGE), NOT_FOUND, ["so many digits"]),
    (lambda: CICA.organisation(pd.NA), NOT_FOUND, ["<NA>"]),
    (lambda: CICA.organisation(HUGE), NOT_FOUND, ["<int>"]),
    (lambda: CICA.chair_in(True), OPTION, ["year=True", "a year such as 2014"]),
    (lambda: CICA.chair_in(pd.NA), OPTION, ["<NA>", "a year such as 2014"]),
    (lambda: CICA.chairs_in(HUGE), OPTION, ["<int>", "a year such as 2014"]),
    (lambda: CICA.chairs_in("May 2014"), OPTION, ["'May 2014'", "a year such as 2014"]),
    (lambda: CICA.member_years("KOR", start=0), OPTION, ["start=0", "a year such as 2014"]),
    (lambda: CICA.member_years("KOR", end=10_000), OPTION, ["end=10000", "a year such as 2014"]),
    (lambda: CICA.member_years("KOR", start=2010, end=2005), OPTION, ["end=2005 lies before start=2010"]),
    (lambda: CICA.dyad_years("KOR", "KAZ", start="2010", end=2005), OPTION, ["end=2005 lies before start='2010'"]),
    (lambda: CICA.member_years("KOR", start=2100), OPTION, ["2026-04-14", "start=2100"]),
    # What is of no kind that could be meant
    (lambda: CICA.meeting(5), NOT_FOUND, ["no 5 among 148 meetings", "identifier or a name"]),
    (lambda: CICA.document(None), NOT_FOUND, ["no None", "documents"]),
    (lambda: CICA.principle([]), NOT_FOUND, ["no []", "principles"]),
    (lambda: CICA.document(cica.summit(4)), NOT_FOUND, ["meetings", "documents"]),
    (lambda: CICA.measures(5), OPTION, ["dimension=5", "'economic'"]),
    (lambda: CICA.attendances(meeting=5), NOT_FOUND, ["no 5"]),
    (lambda: CICA.coordinators(5), NOT_FOUND, ["no 5"]),
    (lambda: CICA.evidence(5), NOT_FOUND, ["5 is no fact", "'summit-4'"]),
    (lambda: CICA.disputes(5), NOT_FOUND, ["5 is no fact"]),
    (lambda: CICA.agrees("x"), OPTION, ["statement='x'", "evidence()"]),
    (lambda: CICA.meetings(kind=pd.NA), OPTION, ["kind=<NA>", "'summit'"]),
    (lambda: CICA.meetings(kind=pd.Series(["summit"])), OPTION, ["kind=", "'summit'"]),
    (lambda: CICA.meetings(kind=[]), OPTION, ["kind=[]", "'summit'"]),
    (lambda: CICA.meetings(kind=Failing()), OPTION, ["kind=<Failing>", "'summit'"]),
    (lambda: CICA.memberships(role=5), OPTION, ["role=5", "'member'"]),
    (lambda: CICA.members(suspended=None), OPTION, ["suspended=None", "'undetermined'"]),
    (lambda: CICA.members(suspended=[]), OPTION, ["suspended=[]"]),
    (lambda: CICA.cite(None), OPTION, ["style=None", "'bibtex'"]),
    (lambda: CICA.state_system(None), OPTION, ["system=None", "'vdem'"]),
    (lambda: CICA.state_system("cow", microstates="no"), OPTION, ["microstates='no'", "True and False"]),
    (lambda: CICA.organisations(containing=5), OPTION, ["containing=5", "text"]),
    (lambda: CICA.resolve(5), OPTION, ["values=5"]),
    (lambda: CICA.resolve(np.array(5)), OPTION, ["values=5"]),
    (lambda: CICA.diff("2015", 5), cica.DateError, ["5"]),
    (lambda: CICA.members(on=HUGE), cica.DateError, ["<int>"]),
    (lambda: CICA.members(on=pd.NaT), cica.DateError, ["NaT"]),
    (lambda: CICA.seats(on="soon" * 1000), cica.DateError, ["soonsoon"]),
    (lambda: CICA.briefing(on=-5), cica.DateError, ["-5"]),
    # Frames
    (lambda: CICA.annotate(FRAME, "iso3", "year", names=5), OPTION, ["names=5", "{organisation}_{column}"]),
    (lambda: CICA.annotate(FRAME, "iso3", "year", names={"cica_role": 5}), OPTION, ["names="]),
    (lambda: CICA.annotate(FRAME, "iso3", "year", organisations=[]), OPTION, ["organisations=[]", "'cica'"]),
    (lambda: CICA.annotate(FRAME, "iso3", "year", organisations=5), OPTION, ["organisations=5", "'cica'"]),
    (lambda: CICA.annotate(FRAME, "iso3", "year", columns=5), OPTION, ["columns=5", "'role'"]),
    (lambda: CICA.annotate(FRAME, "iso3", "year", overwrite="yes"), OPTION, ["overwrite='yes'"]),
    (lambda: CICA.annotate(FRAME, pd.NA, "year"), OPTION, ["state=<NA>", "'iso3', 'year'"]),
    (lambda: CICA.annotate(FRAME, np.array(["iso3"]), "year"), OPTION, ["state=array"]),
    (lambda: CICA.annotate(5, "iso3", "year"), OPTION, ["int is no data frame", "polars"]),
    (lambda: CICA.annotate(cell("iso3", ["KAZ"]), "iso3", "year"), OPTION, ["'iso3'", "cannot be compared"]),
    (lambda: CICA.annotate(cell("year", HUGE), "iso3", "year"), OPTION, ["'year'"]),
    (lambda: CICA.annotate(cell("year", Decimal("Infinity")), "iso3", "year"), cica.DateError, ["Infinity"]),
    (lambda: CICA.panel(2005, 2006, states=["KAZ", cica.organisation("sco")]), NOT_FOUND, ["organisations", "states"]),
    (lambda: CICA.panel(2005, 2006, columns=[None]), OPTION, ["columns=None", "'role'"]),
    (lambda: CICA.panel(2005, 2006, organisations=[]), OPTION, ["organisations=[]"]),
    (lambda: CICA.panel(2005, 2006, freq=None), OPTION, ["freq=None", "'year'"]),
    (lambda: CICA.panel(2005, 2006, codes=[]), OPTION, ["codes=[]", "'ccode'"]),
    (lambda: CICA.panel(2005, 2006, states=5), OPTION, ["states=5", "cica.members()"]),
    (lambda: CICA.panel(2006, 2005), OPTION, ["end=2005 lies before start=2006"]),
    (lambda: CICA.dyads(2005, 2006, organisations=[]), OPTION, ["organisations=[]"]),
    (lambda: CICA.dyads(2005, 2006, directed=[]), OPTION, ["directed=[]"]),
    # Pictures
    (lambda: plots.overlap(record=5), OPTION, ["record=5", "cica.load(path)"]),  # type: ignore[arg-type]
    (lambda: plots.map(record="2015"), OPTION, ["record='2015'"]),  # type: ignore[arg-type]
    (lambda: plots.timeline(record=[]), OPTION, ["record=[]"]),  # type: ignore[arg-type]
    (lambda: plots.membership(record=cica), OPTION, ["record="]),  # type: ignore[arg-type]
    (lambda: plots.membership(organisation="KAZ"), NOT_FOUND, ["memberships('KAZ')"]),
    (lambda: plots.overlap([]), OPTION, ["organisations=[]"]),
]


@pytest.mark.parametrize(("call", "error", "words"), WRONG)
def test_a_wrong_argument_is_answered_with_what_is_right(
    call: Callable[[], object], error: type[Exception], words: list[str]
) -> None:
    with pytest.raises(error) as caught:
        call()
    message = str(caught.value)
    assert type(caught.value) is error
    assert [word for word in words if word not in message] == [], message
    assert len(message) < 2000
    assert isinstance(caught.value, ValueError)  # which validators report


@pytest.mark.parametrize(
    "value",
    [732, "732", "0732", np.int64(732), np.uint16(732), 732.0, np.float32(732), Decimal(732), Fraction(732), np.str_("732")],
)
def test_codes_are_numbers_of_any_library(value: Any) -> None:
    assert cica.state(value, scheme="cow").id == "KOR"
    assert cica.state_system("cow", code=value) == cica.state_system("cow", code=732)


@pytest.mark.parametrize("year", [2015, "2015", np.int64(2015), 2015.0, Decimal(2015), np.str_("2015")])
def test_years_are_numbers_of_any_library(year: Any) -> None:
    assert cica.chair_in(year).id == "china-2014"
    assert cica.chairs_in(year) == cica.chairs_in(2015)
    assert cica.member_years("KOR", start=year, end=year) == cica.member_years("KOR", start=2015, end=2015)
    assert cica.dyad_years("KOR", "KAZ", start=year, end=year) == cica.dyad_years("KOR", "KAZ", start=2015, end=2015)


@pytest.mark.parametrize("number", [4, "4", " 4 ", np.int64(4), 4.0, "summit-4", "Fourth Summit", cica.summit(4)])
def test_a_summit_by_number_identifier_or_name(number: Any) -> None:
    assert cica.summit(number).id == "summit-4"


def test_documents_meetings_and_principles_by_name() -> None:
    assert cica.document("almaty ACT").id == "almaty-act"
    assert cica.document("Declaration on the Principles Guiding Relations between the CICA Member States").id == (
        "declaration-principles"
    )
    assert cica.meeting("fifth summit").id == "summit-5"
    assert cica.principle("Disarmament and arms control").id == "disarmament"
    assert cica.documents(meeting="Fourth Summit") == cica.documents(meeting=cica.summit(4)) == cica.documents(meeting="summit-4")
    for document in cica.documents():
        assert cica.document(document.title) is document
    with pytest.raises(NOT_FOUND):
        cica.document("Almaty")  # one word of several is no name


def test_an_organisation_that_belongs_to_others() -> None:
    spells = cica.memberships("SCO")
    assert len(spells) == 2
    assert all(spell.member == cica.organisation("sco") for spell in spells)
    assert spells.title == "memberships of Shanghai Cooperation Organisation in other organisations"
    assert len(cica.as_known("2010").memberships("SCO")) == 0  # not yet is no reason to refuse


def test_a_fact_without_statements_is_no_error() -> None:
    facts = [*cica.meetings(), *cica.organisations(), *cica.former_states(), *cica.other_entities("part")[:5]]
    assert {bool(cica.evidence(fact)) for fact in facts} == {True, False}


def test_titles_say_of_what() -> None:
    assert cica.memberships().title == "memberships in all 44 organisations of the record"
    assert cica.member_years(start=2005, end=2005).title == "years in all 44 organisations of the record"
    assert cica.documents().title == "documents of CICA"


def test_a_coarse_date_alone_is_the_stretch_of_a_timeline() -> None:
    assert (
        cica.timeline("2014") == cica.timeline(2014) == cica.timeline("2014", "2014") == cica.timeline("2014-01-01", "2014-12-31")
    )
    assert cica.timeline("2014-05-21") == cica.timeline("2014-05-21", "2014-05-21")
    assert cica.timeline("[2014..]") == cica.timeline("2014", "9999")
    assert cica.timeline("2014").title == "dated facts in 2014"
    assert cica.timeline("[2014..]").title == "dated facts from 2014-01-01 on"


# Warnings


GIVEN: dict[str, dict[str, Any]] = {
    "state": {"name": "Kazakhstan"},
    "name_of": {"state": "KAZ"},
    "check": {"names": ["Kazakhstan"]},
    "resolve": {"values": ["Kazakhstan"]},
    "state_system": {"system": "cow"},
    "organisations": {"member": "KAZ"},
    "shared_organisations": {"first": "KAZ", "second": "KGZ"},
    "exclusive": {"first": "KAZ", "second": "KGZ"},
}
SILENT = ("annotate", "resolve")  # of which ``on`` is a column, or a date at which names are read
DATED = [
    name
    for name in dir(RECORD)
    if not name.startswith("_") and callable(getattr(RECORD, name)) and "on" in inspect.signature(getattr(RECORD, name)).parameters
]
BEYOND: dict[str, Callable[[], object]] = {
    **{name: partial(getattr(RECORD, name), **GIVEN.get(name, {}), on=2030) for name in DATED if name not in SILENT},
    "memberships of one": lambda: cica.memberships("KOR", on=2030),
    "members of an earlier record": lambda: cica.as_known("2010").members(on=2015),
    "meetings not known to be held": lambda: cica.meetings(status="unknown", on=2030),
    "chair_in": lambda: cica.chair_in(2030),
    "chairs_in": lambda: cica.chairs_in(2030),
    "member_years": lambda: cica.member_years("KAZ", start=2020, end=2030),
    "dyad_years": lambda: cica.dyad_years("KAZ", "KOR", start=2020, end=2030),
    "diff": lambda: cica.diff("2015", 2030),
    "ties": lambda: cica.ties("sco", on=2030),
    "shared ties": lambda: cica.ties("sco", projection="states", on=2030),
    "annotate": lambda: cica.annotate(FRAME.assign(year=2030), "iso3", "year"),
    "panel": lambda: cica.panel(2025, 2030, states=["KAZ"]),
    "dyads": lambda: cica.dyads(2025, 2030, states=["KAZ", "KOR"]),
    "map": lambda: plots.map(2030),
    "network drawn": lambda: plots.network(["cica", "sco"], on=2030),
    "upset drawn": lambda: plots.upset(["cica", "sco"], on=2030),
    "overlap drawn": lambda: plots.overlap(["cica", "sco", "osce"], on=2030),
}


def shows(answer: Any) -> None:
    """Everything by which an answer is shown."""
    kind = type(answer).__name__
    tables: list[Any] = [answer, answer.undetermined] if kind == "Table" else []
    tables += [answer.both, answer.only_first, answer.only_second] if kind == "Overlap" else []
    tables += [answer.names, answer.missing, answer.extra, answer.held, answer.dates] if kind == "Check" else []
    for table in tables:
        assert table.title is not None
        assert table.coverage is not None
        assert table.to_dicts() is not None
        assert table.to_frame() is not None
        assert repr(table[:1]) != table._repr_html_()
    assert repr(answer)
    if hasattr(answer, "_repr_html_"):
        assert answer._repr_html_()


@pytest.mark.parametrize("question", BEYOND)
def test_a_question_warns_once_and_its_answer_never(question: str) -> None:
    answer: object = None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with contextlib.suppress(cica.UndeterminedError):
            answer = BEYOND[question]()
    assert [warning.category for warning in caught] == [cica.BeyondRecordWarning]
    assert caught[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shows(answer)


# Errors as values


def raised(call: Callable[[], object]) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011  # whichever it is
        call()
    return caught.value


ERRORS = {
    "NotFoundError": raised(lambda: cica.state("Krea")),  # whose message is found when it is read
    "AmbiguousError": raised(lambda: cica.state("Korea")),
    "FormerStateError": raised(lambda: cica.state("USSR")),
    "NoStateError": raised(lambda: cica.state("Hong Kong")),
    "UndeterminedError": raised(lambda: cica.chair(on="1995-01-01")),
    "OptionError": raised(lambda: cica.meetings(kind="sumit")),
    "DateError": raised(lambda: cica.Date("soon")),
    "PackageError": raised(lambda: cica.load("no-such-folder")),
}
WAYS: list[Callable[[Any], Any]] = [
    *(lambda value, protocol=protocol: pickle.loads(pickle.dumps(value, protocol)) for protocol in range(6)),
    copy.copy,
    copy.deepcopy,
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ERRORS)
def test_errors_are_copied_with_all_they_say(name: str, way: Callable[[Any], Any]) -> None:
    error = ERRORS[name]
    error.add_note("seen in row 5")
    again = way(error)
    assert type(again) is type(error) is getattr(cica, name)
    assert str(again) == str(error)
    assert again.__notes__ == error.__notes__
    assert (getattr(again, "former", None), getattr(again, "entity", None)) == (
        getattr(error, "former", None),
        getattr(error, "entity", None),
    )
    assert list(map(str, getattr(again, "problems", ()))) == list(map(str, getattr(error, "problems", ())))


@pytest.mark.parametrize("way", WAYS)
def test_problems_are_copied(way: Callable[[Any], Any]) -> None:
    problem = cica.Problem("meetings.csv", 7, "start", "'soon' is not a date")
    again = way(problem)
    assert (again.file, again.row, again.field, again.message) == (problem.file, problem.row, problem.field, problem.message)


@pytest.mark.parametrize("name", ["NotFoundError", "AmbiguousError", "FormerStateError", "NoStateError", "UndeterminedError"])
def test_what_is_not_there_is_a_wrong_value_too(name: str) -> None:
    assert isinstance(ERRORS[name], LookupError)
    assert isinstance(ERRORS[name], ValueError)


# Anything at all


def odd_values() -> list[Any]:
    nan = float("nan")
    numbers = [0, -1, 5, HUGE, -HUGE, nan, float("inf"), 1j, 2.5, Decimal("NaN"), Decimal("sNaN"), Fraction(1, 2), np.float64(nan)]
    texts = ["", " ", "x", "\udc80", "a\x00b", "\u00b2", b"KAZ", b"", bytearray(b"x"), np.str_("x")]
    holders: list[Any] = [[], [[]], (), ("a",), {}, {"a": 1}, set(), range(3), np.array([]), np.array([1, 2]), np.array(5)]
    frames = [pd.Series(["a", "b"]), pd.Series([], dtype=object), FRAME, pd.Index([1])]
    times = [datetime.time(1, 2), datetime.timedelta(1)]
    others = [None, pd.NA, True, False, np.True_, len, Failing(), object(), int, ..., NotImplemented]
    items = [cica.state("KAZ"), cica.organisation("sco"), cica.summit(4), cica.members(), RECORD, cica.other_entity("Hong Kong")]
    return [*numbers, *texts, *holders, *frames, *times, *others, *items]


WRITTEN = tempfile.TemporaryDirectory()
ARGUMENTS: dict[str, dict[str, Any]] = {
    **GIVEN,
    "export": {"path": f"{WRITTEN.name}/seats.csv"},
    "former_state": {"name": "USSR"},
    "organisation": {"name": "sco"},
    "other_entity": {"name": "HKG"},
    "joint_memberships": {"first": "KAZ", "second": "KGZ"},
    "dyad_years": {"first": "KAZ", "second": "KGZ"},
    "meeting": {"name": "summit-4"},
    "summit": {"number": 4},
    "document": {"name": "almaty-act"},
    "principle": {"name": "disarmament"},
    "chair_in": {"year": 2015},
    "chairs_in": {"year": 2015},
    "evidence": {"fact": "cica-kor-member"},
    "agrees": {"statement": cica.evidence("cica-kor-member")[0]},
    "as_known": {"on": 2015},
    "diff": {"earlier": 2015, "later": 2016},
    "annotate": {"frame": FRAME, "state": "iso3", "on": "year"},
    "panel": {"start": 2015, "end": 2015, "states": ["KAZ"]},
    "dyads": {"start": 2015, "end": 2015, "states": ["KAZ", "KGZ"]},
}
PARAMETERS = [
    (name, parameter)
    for name in dir(RECORD)
    if not name.startswith("_") and callable(getattr(RECORD, name))
    for parameter in inspect.signature(getattr(RECORD, name)).parameters
    if parameter != "engine"
]


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_nothing_foreign_is_raised(name: str, parameter: str) -> None:
    for value in odd_values():
        arguments = {**ARGUMENTS.get(name, {}), parameter: value}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                getattr(RECORD, name)(**arguments)
            except (NOT_FOUND, OPTION, cica.DateError, cica.UndeterminedError) as error:
                assert len(str(error)) < 2000, (told(value), str(error)[:200])


TEXTS = [
    (name, parameter) for name, parameter in PARAMETERS if (name, parameter) not in (("annotate", "frame"), ("resolve", "values"))
]


@given(st.sampled_from(TEXTS), st.text(min_size=1, max_size=60), st.integers(1, 100_000))
def test_no_message_repeats_a_long_text(place: tuple[str, str], text: str, size: int) -> None:
    name, parameter = place
    given_text = (text * (size // len(text) + 1))[:size]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            getattr(RECORD, name)(**{**ARGUMENTS.get(name, {}), parameter: given_text})
        except (NOT_FOUND, OPTION, cica.DateError, cica.UndeterminedError) as error:
            assert len(str(error)) < 2000


def test_what_was_given_is_always_told() -> None:
    assert told(HUGE) == "<int>"
    assert told(Failing()) == "<Failing>"
    assert len(told("x" * 1_000_000)) < 100
