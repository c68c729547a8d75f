"""The record inside other people's projects: pydantic, FastAPI, JSON libraries, databases."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Annotated, Any

import fastapi
import msgspec
import orjson
import pydantic
import pytest
from conftest import some_dates
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

import cica


class Visit(pydantic.BaseModel):
    """A model with fields of the classes that go by a name."""

    state: cica.State
    on: cica.Date
    organisation: cica.Organisation | None = None
    meeting: cica.Meeting | None = None
    summit: cica.Summit | None = None
    document: cica.Document | None = None
    principle: cica.Principle | None = None
    former: cica.FormerState | None = None
    other: cica.OtherEntity | None = None


@given(st.sampled_from(list(cica.states())), some_dates)
def test_pydantic_takes_names_and_dates_and_writes_what_it_takes_again(state: cica.State, date: cica.Date) -> None:
    for name in (state, state.id, state.alpha2, state.official_name):
        visit = Visit(state=name, on=str(date))  # type: ignore[arg-type]
        assert visit.state is state
        assert visit.on == date
        assert visit.model_dump() == {**dict.fromkeys(Visit.model_fields), "state": state.id, "on": str(date)}
        again = Visit.model_validate_json(visit.model_dump_json())
        assert again == visit
        assert again.state is state


def test_pydantic_takes_all_that_goes_by_a_name() -> None:
    given_: dict[str, Any] = {
        "state": 398,
        "on": 2010,
        "organisation": "Shanghai Cooperation Organisation",
        "meeting": "ministerial-5",
        "summit": "summit-4",
        "document": "Almaty Act",
        "principle": "non-interference",
        "former": "USSR",
        "other": "Hong Kong",
    }
    visit = Visit(**given_)
    ids = {
        "state": "KAZ",
        "on": "2010",
        "organisation": "sco",
        "document": "almaty-act",
        "former": "soviet-union",
        "other": "hong-kong",
    }
    assert json.loads(visit.model_dump_json()) == given_ | ids
    assert Visit.model_validate_json(visit.model_dump_json()) == visit
    assert Visit.model_json_schema(mode="serialization")["properties"]["state"]["type"] == "string"
    assert {"type": "string"} in Visit.model_json_schema()["properties"]["on"]["anyOf"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"state": "Kazahkstan"}, "did you mean KAZ"),
        ({"state": "Korea"}, "may be KOR"),
        ({"state": "USSR"}, "succeeded by"),
        ({"state": None}, "no state"),
        ({"on": "May 2015"}, "did you mean '2015-05'"),
        ({"on": None}, "is not a date"),
        ({"organisation": "KAZ"}, "Kazakhstan"),
        ({"summit": "ministerial-5"}, "is no Summit"),
        ({"document": "nonsense"}, "no 'nonsense'"),
    ],
)
def test_pydantic_reports_what_the_library_says(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(pydantic.ValidationError) as error:
        Visit.model_validate({"state": "KAZ", "on": 2015} | wrong)
    (problem,) = error.value.errors()
    assert problem["loc"] == tuple(wrong)
    assert words in problem["msg"]


def test_pydantic_reports_what_a_validator_of_ones_own_raises() -> None:
    class Model(pydantic.BaseModel):
        state: Annotated[str, pydantic.AfterValidator(lambda name: cica.state(name).id)]
        year: Annotated[int, pydantic.AfterValidator(lambda year: cica.chair_in(year) and year)]

    assert Model(state="Türkiye", year=2015).state == "TUR"
    with pytest.raises(pydantic.ValidationError) as error:
        Model(state="Narnia", year=1901)
    assert [problem["loc"] for problem in error.value.errors()] == [("state",), ("year",)]


def test_objects_without_a_name_are_fields_too_and_are_written_as_dictionaries() -> None:
    class Model(pydantic.BaseModel):
        spell: cica.Membership

    spell = cica.memberships("KOR", "cica")[1]
    assert Model(spell=spell).model_dump() == {"spell": spell.to_dict()}
    with pytest.raises(pydantic.ValidationError, match="instance of Membership"):
        Model(spell="cica-kor-member")  # type: ignore[arg-type]


def test_fastapi_takes_names_and_gives_objects() -> None:
    app = fastapi.FastAPI()

    @app.get("/members")
    def members(on: cica.Date | None = None) -> dict[str, Any]:
        return dict(cica.members(on=on).to_dict())

    @app.get("/state/{name}")
    def state(name: cica.State) -> dict[str, Any]:
        return dict(name.to_dict())

    @app.get("/chair")
    def chair() -> cica.Chairmanship:
        return cica.chair()

    assert all((members, state, chair))
    client = TestClient(app)
    assert client.get("/members?on=2011-03-01").json() == cica.members(on="2011-03-01").to_dict()
    assert client.get("/state/Türkiye").json()["id"] == "TUR"
    assert client.get("/chair").json() == cica.chair().to_dict()
    for path in ("/members?on=soon", "/state/Narnia"):
        answer = client.get(path)
        assert answer.status_code == 422
        assert "Value error" in answer.json()["detail"][0]["msg"]
    assert client.get("/openapi.json").status_code == 200


def plain(item: Any) -> object:
    return item.to_dict() if hasattr(item, "to_dict") else str(item)


def test_json_libraries_take_everything_with_one_line() -> None:
    told = {
        "state": cica.state("KAZ"), "table": cica.members(on="2011-03-01"), "day": cica.Date("2014-05-20"), "month": cica.Date("2014-05"),
        "chair": cica.chair(), "overlap": cica.overlap("cica", "sco"), "period": cica.chair().period, "briefing": cica.briefing(),
        "resolved": cica.resolve(["KAZ", "x"]), "check": cica.check(["KAZ", "x"]),
    }  # fmt: skip
    expected = json.loads(json.dumps(told, default=plain))
    assert expected["month"] == "2014-05"
    assert expected["state"]["id"] == "KAZ"
    assert json.loads(orjson.dumps(told, default=plain)) == expected
    every = {name: plain(item) for name, item in told.items()}
    assert json.loads(msgspec.json.encode(every, enc_hook=plain)) == expected
    for dumps in (json.dumps, orjson.dumps, msgspec.json.encode):
        for item in (cica.members(), cica.Date("2014-05-20"), cica.Date("2014")):
            with pytest.raises(TypeError):
                dumps(item)


@given(some_dates)
def test_sqlite_takes_dates(date: cica.Date) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        (text,) = database.execute("select ?", (date,)).fetchone()
    assert text == str(date)
    assert cica.Date(text) == date
