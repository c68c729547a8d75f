"""How the cells of a row become values, and what is said of each that does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import attrs
import pytest

import cica
from cica import Date
from cica.model.entity import Entity
from cica.model.organisations import Organisation
from cica.model.others import OtherEntity
from cica.model.states import FormerState, State
from cica.package import structuring
from cica.package.sheets import EMPTY

Party = State | FormerState | OtherEntity | Organisation
HELD = {"states": "aland", "former_states": "zanzibar", "other_entities": "taiwan", "organisations": "asean"}


@attrs.frozen
class Thing(Entity):
    """One field of each kind."""

    table_name = "things"

    id: str
    kind: Literal["plain", "odd"]
    number: int | None = None
    day: Date | None = None
    words: tuple[str, ...] = ()
    state: State | None = None
    party: Party | None = None
    parties: tuple[Party, ...] = ()


@attrs.frozen
class Named(Entity):
    """What a reference is made into here."""

    id: str
    table_name = "named"


def made(**cells: str) -> tuple[Thing | None, list[tuple[str | None, str]]]:
    asked: list[tuple[str, str]] = []

    def refer(value: str, kind: type[Entity]) -> Entity:
        asked.append((value, kind.table_name))
        if value == "broken":
            raise structuring.BrokenReferenceError(value)
        if value == "nobody":
            raise ValueError("there is no 'nobody'")
        return Named(f"{kind.table_name}/{value}")

    converter = structuring.make_converter(refer, lambda value, kind: HELD.get(kind.table_name) == value)
    values: Mapping[str, object] = cells
    found, wrong = structuring.explained(Thing, converter, values)
    try:
        quickly = structuring.structure(Thing, converter)(values, Thing)
    except (ValueError, LookupError, TypeError):
        assert found is None
    else:
        assert quickly == found
        assert wrong == []
    return found, wrong


def test_each_kind_of_cell_becomes_its_value() -> None:
    cells = {"id": "a", "kind": "odd", "number": "12", "day": "2001", "words": "x; y ;z", "state": "AAA", "party": "AAA"}
    found, wrong = made(**cells, parties="AAA;asean")
    assert wrong == []
    assert found is not None
    assert (found.id, found.kind, found.number, found.day, found.words) == ("a", "odd", 12, Date("2001"), ("x", "y", "z"))
    referred: list[Entity | None] = [found.state, found.party, *found.parties]
    assert referred == [Named("states/AAA"), Named("states/AAA"), Named("states/AAA"), Named("organisations/asean")]
    bare, wrong = made(id="a", kind="plain")
    assert (bare, wrong) == (Thing("a", "plain"), [])


@pytest.mark.parametrize(
    ("value", "table"),
    [
        *(("KAZ", "states"), ("XXX", "states"), ("zanzibar", "former_states"), ("taiwan", "other_entities")),
        *(("asean", "organisations"), ("nothing", "organisations"), ("Aaa", "organisations")),
        ("aland", "organisations"),  # a state goes by its capitals
    ],
)
def test_a_party_is_of_the_table_that_has_it(value: str, table: str) -> None:
    found, wrong = made(id="a", kind="plain", party=value)
    assert wrong == []
    assert found is not None
    assert found.party == Named(f"{table}/{value}")


@pytest.mark.parametrize(
    ("cells", "field", "message"),
    [
        ({"kind": "od"}, "kind", "'od': accepted are 'plain', 'odd'; did you mean 'odd'?"),
        ({"number": "-1"}, "number", "'-1' is not a whole number"),
        ({"words": "x;;y"}, "words", "'x;;y' has a part that is empty"),
        ({"words": "x; "}, "words", "'x; ' has a part that is empty"),
        ({"state": "nobody"}, "state", "there is no 'nobody'"),
        ({"parties": "asean;nobody"}, "parties", "there is no 'nobody'"),
    ],
)
def test_what_is_wrong_is_said_of_its_field(cells: dict[str, str], field: str, message: str) -> None:
    assert made(**{"id": "a", "kind": "odd", **cells}) == (None, [(field, message)])


def test_everything_wrong_is_said_at_once_but_for_what_is_said_elsewhere() -> None:
    found, wrong = made(id="a", day="soon", number="x", state="broken", words=";")
    assert found is None
    assert [field for field, _ in wrong] == ["kind", "number", "day", "words"]
    assert wrong[0] == ("kind", EMPTY)
    assert wrong[2][1].startswith("'soon' is not a date; ")
    assert made(id="a", kind="odd", state="broken") == (None, [])


def test_parts_come_as_objects_already() -> None:
    part, other = cica.state("KAZ"), cica.state("AFG")
    converter = structuring.make_converter(lambda _, __: part, lambda _, __: True)
    values: Mapping[str, object] = {"id": "a", "kind": "odd", "words": (part, other)}
    for found in (structuring.structure(Thing, converter)(values, Thing), structuring.explained(Thing, converter, values)[0]):
        assert isinstance(found, Thing)
        words: tuple[object, ...] = found.words
        assert words == (part, other)


def test_an_object_that_refuses_its_values_says_why() -> None:
    @attrs.frozen
    class Strict(Entity):
        id: str

        def __attrs_post_init__(self) -> None:
            raise ValueError("never")

    converter = structuring.make_converter(lambda _, __: Named("n"), lambda _, __: True)
    assert structuring.explained(Strict, converter, {"id": "a"}) == (None, [(None, "never")])
