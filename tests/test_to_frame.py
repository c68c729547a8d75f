"""A table as a data frame holds what its objects hold, in columns of the type that says what it is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, get_args

import attrs
import narwhals as nw
import pytest
from conftest import tried
from hypothesis import given
from hypothesis import strategies as st
from test_panels import HELD, dicts

import cica
from cica import Date, Entity, Table
from cica.model.roles import Role
from cica.tables.fields import DATED

TABLES: dict[str, Callable[[], Table[Entity]]] = {
    **{
        name: getattr(cica, name)
        for name in (
            *("attendances", "bodies", "chairmanships", "coordinators", "disputes", "documents", "former_states", "initiatives"),
            *(
                "measures",
                "meetings",
                "members",
                "memberships",
                "milestones",
                "ministerials",
                "observers",
                "officers",
                "organisations",
            ),
            *("partners", "principles", "seats", "sources", "state_names", "states", "summits", "timeline"),
        )
    },
    "evidence": lambda: cica.evidence("cica-tha-member", "start"),
    "members on a day": lambda: cica.members(on="2011-03-01"),
    "exclusive": lambda: cica.exclusive("ISR", "IRN", scope="regional", on="2015-01-01"),
    "joint_memberships": lambda: cica.joint_memberships("IND", "PAK"),
    "member_years": lambda: cica.member_years("KOR"),
    "dyad_years": lambda: cica.dyad_years("KOR", "JPN", start=1990),
    "changes": lambda: cica.diff("2018-09-23", "2018-09-24"),
}


def native(table: Any, engine: str, **options: Any) -> nw.DataFrame[Any]:
    frame = table.to_frame(engine, **options)
    return nw.from_native(frame, eager_only=True)


def kinds(frame: nw.DataFrame[Any]) -> dict[str, str]:
    """The columns and what is in them, in words that all engines share."""
    words = {"Datetime": "Date", "Enum": "Categorical"}
    found = {name: str(kind).partition("(")[0] for name, kind in frame.schema.items()}
    return {name: words.get(kind, kind) for name, kind in found.items()}


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_the_same_on_every_engine(name: str) -> None:
    table = TABLES[name]()
    frames = {engine: native(table, engine) for engine in ("pandas", "polars", "pyarrow")}
    assert len({tuple(kinds(frame).items()) for frame in frames.values()}) == 1
    assert set(kinds(frames["polars"]).values()) <= {"String", "Categorical", "Date", "Int64", "Boolean"}
    for frame in frames.values():
        assert frame["id"].to_list() == list(table.ids)
        assert frame.columns[0] == "id"
    assert "object" not in map(str, frames["pandas"].to_native().dtypes)
    for column in frames["polars"].columns:
        values = [[str(value)[:10] for value in frame[column].drop_nulls().to_list()] for frame in frames.values()]
        assert values[0] == values[1] == values[2]


@pytest.mark.parametrize("name", TABLES)
def test_every_field_is_there(name: str) -> None:
    table = TABLES[name]()
    found = dicts(table.to_frame("polars"))
    for item, row in zip(table, found, strict=True):
        for field in attrs.fields(item.__class__):
            value = getattr(item, field.name)
            cell = row[field.name]
            if isinstance(value, Date):
                assert cell == str(value)
                assert row[f"{field.name}_day"] == (value.earliest if value.precision == "day" else None)
                assert (row[f"{field.name}_earliest"], row[f"{field.name}_latest"]) == (value.earliest, value.latest)
                years = {side.year if side else None for side in (value.earliest, value.latest)}
                assert row[f"{field.name}_year"] == (years.pop() if len(years) == 1 else None)
            elif isinstance(value, tuple):
                assert (cell or "") == "; ".join(str(getattr(part, "id", part)) for part in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
            elif isinstance(value, Entity):
                assert cell == value.id
            else:
                assert cell == (None if value == "" else value)


def test_what_a_table_shows_beyond_its_fields() -> None:
    frame = cica.members(on="2011-03-01").to_frame("polars", undetermined=True)
    found = {row["id"]: row for row in frame.to_dicts()}
    assert str(found["KOR"]["since"]) == "2006-06-17"
    assert (found["BHR"]["since"], found["BHR"]["since_year"]) == ("[2011-01-21..2011-10-17]", 2011)
    assert found["BHR"]["since_day"] is None
    assert str(found["BHR"]["since_earliest"]) == "2011-01-21"
    assert [key for key, row in found.items() if row["undetermined"]] == ["BHR", "KHM"]
    assert [key for key, row in found.items() if not row["undetermined"]] == list(cica.members(on="2011-03-01").ids)
    assert cica.evidence("cica-tha-member", "start").to_frame("polars")["agrees"].to_list().count("no") == 2


@pytest.mark.parametrize("name", TABLES)
def test_what_is_shown_and_is_a_date(name: str) -> None:
    table = TABLES[name]()
    fields = {field.name for item in table for field in attrs.fields(type(item))}
    shown = {name: get for name, get in (table._columns or {}).items() if name not in fields}
    dated = {name for name, get in shown.items() for item in table if isinstance(get(item), Date)}
    assert dated <= set(DATED)
    assert not any(isinstance(get(item), int) for get in shown.values() for item in table)


@tried(25)
@given(st.data(), st.sampled_from([*TABLES]))
@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
def test_a_part_of_a_table_has_the_types_of_the_whole(engine: str, data: st.DataObject, name: str) -> None:
    table = TABLES[name]()
    if len({item.__class__.__name__ for item in table}) != 1:
        return
    first = data.draw(st.integers(0, len(table) - 1))
    last = data.draw(st.integers(first + 1, len(table)))
    part, whole = native(table[first:last], engine), native(table, engine)
    assert kinds(part) == kinds(whole)
    assert len(part) == last - first


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
def test_categories_have_all_their_levels(engine: str) -> None:
    frame = native(cica.memberships("KOR", "cica"), engine)
    assert frame["role"].to_list() == ["observer", "member"]
    native_column: Any = frame["role"].to_native()
    if engine == "pandas":
        assert list(native_column.cat.categories) == list(get_args(Role))
    elif engine == "polars":
        assert native_column.dtype.categories.to_list() == list(get_args(Role))


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
def test_empty_tables(engine: str) -> None:
    nothing = cica.memberships("ISR", "sco")
    assert len(nothing) == 0
    assert list(native(nothing, engine).columns) == ["id"]
    everyone = next(table for table in map(cica.observers, HELD) if not table and table.undetermined)
    assert len(everyone) == 0
    assert len(everyone.undetermined) > 0
    frame = native(everyone, engine)
    assert len(frame) == 0
    assert {"id", "alpha2", "cow"} <= set(frame.columns)
    assert len(native(everyone, engine, undetermined=True)) == len(everyone.undetermined)


def test_what_is_not_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(cica.OptionError, match="engine='panda': accepted are 'pandas', 'polars', 'pyarrow'; did you mean 'pandas'"):
        native(cica.members(), "panda")
    for name in [name for name in sys.modules if name.startswith(("cica.frames", "cica.tables.columns", "cica.tables.framing"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(ImportError, match=r"pip install 'cica\[frames\]'"):
        cica.members().to_frame()
