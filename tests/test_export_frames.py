"""Data frames of people's own as files: every kind of column comes out as that kind, and what no file can hold is refused."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pyreadstat
import pytest

import cica
from cica.model.roles import ROLES

DAY = datetime.date(2015, 3, 1)


def opened(path: Path) -> tuple[pd.DataFrame, Any]:
    """A data set of Stata or SPSS, and what it says of itself."""
    read: Any = pyreadstat.read_dta if path.suffix == ".dta" else pyreadstat.read_sav
    frame, said = read(path)
    return frame, said


def test_days_stay_days_where_some_are_missing(tmp_path: Path) -> None:
    frame = cica.memberships().to_frame(engine="pandas")
    assert frame["end_day"].isna().any()
    of_polars = pl.DataFrame(cica.memberships().to_frame(engine="polars"))
    assert pl.read_parquet(cica.export(tmp_path / "mine.parquet", frame))["end_day"].to_list() == of_polars["end_day"].to_list()
    assert cica.export(tmp_path / "mine.csv", frame).read_bytes() == cica.export(tmp_path / "its.csv", of_polars).read_bytes()
    for ending in (".dta", ".sav"):
        found, _ = opened(cica.export(tmp_path / f"mine{ending}", frame))
        days = [None if pd.isna(day) else day for day in found["end_day"]]
        assert days == of_polars["end_day"].to_list()


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (pd.Series([pd.Timestamp(DAY), pd.NaT]), "date32[day]"),
        (pd.Series([pd.NaT, pd.NaT], dtype="datetime64[ns]"), "date32[day]"),
        (pd.Series([DAY, None], dtype="object"), "date32[day]"),
        (pd.Series([pd.Timestamp("2015-03-01 12:00"), pd.NaT]), "string"),
        (pd.Series([pd.Timestamp(DAY, tz="UTC"), pd.NaT]), "string"),
        (pd.Series([1, None], dtype="object"), "int64"),
        (pd.Series([np.int8(1), None], dtype="object"), "int64"),
        (pd.Series([True, None], dtype="object"), "bool"),
        (pd.Series([1, 2.5], dtype="object"), "double"),
        (pd.Series([1, True], dtype="object"), "string"),
        (pd.Series([["a"], ["b", "c"]], dtype="object"), "list<element: string>"),
        (pd.Series([1, "a"], dtype="object"), "string"),
        (pd.Series([None, None], dtype="object"), "string"),
    ],
)
def test_a_column_of_objects_is_of_the_kind_that_all_of_them_are(tmp_path: Path, values: Any, kind: str) -> None:
    path = cica.export(tmp_path / "mine.parquet", pd.DataFrame({"mine": values}))
    schema: Any = pq.read_schema(path)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    assert str(schema.field("mine").type) == kind


def test_years_may_be_the_names_of_columns(tmp_path: Path) -> None:
    wide = pd.DataFrame({"iso3": ["KAZ"], "year": [2015], "held": [1]}).pivot_table(index="iso3", columns="year", values="held")
    assert json.loads(cica.export(tmp_path / "wide.json", wide).read_text("utf-8")) == [{"iso3": "KAZ", "2015": 1.0}]


def framed(values: object) -> pd.DataFrame:
    return pd.DataFrame({"mine": pd.Series([values], dtype="object")})


UNFIT: dict[str, tuple[Callable[[], object], str, str]] = {
    "a name that is none": (lambda: pd.DataFrame([[1]], columns=[None]), ".csv", "a column is called"),
    "an empty name": (lambda: pd.DataFrame([[1]], columns=[""]), ".duckdb", "a column is called ''"),
    "names of two parts": (lambda: pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("a", "b")])), ".csv", "rename it"),
    "a name twice": (lambda: pd.DataFrame([[1, 2]], columns=["a", "a"]), ".csv", "2 columns are called 'a'"),
    "an index of the name": (lambda: pd.DataFrame({"a": [1]}, index=pd.Index([2], name="a")), ".csv", "2 columns are called 'a'"),
    "a number and its text": (lambda: pd.DataFrame([[1, 2]], columns=[1, "1"]), ".csv", "2 columns are called '1'"),
    "names that differ by case": (lambda: pl.DataFrame({"a": [1], "A": [2]}), ".sqlite", "only by their case"),
    "no column": (lambda: pd.DataFrame(), ".sqlite", "without a column"),
    "no column of polars": (lambda: pl.DataFrame(), ".dta", "without a column"),
    "infinity": (lambda: pl.DataFrame({"a": [math.inf]}), ".json", "an infinite number stands in 'a'"),
    "too much for Stata": (lambda: pl.DataFrame({"a": [1e308]}), ".dta", "a data set of Stata cannot hold it"),
    "65 bits": (lambda: pl.DataFrame({"a": [2**63]}, schema={"a": pl.UInt64}), ".parquet", "more than 64 bits"),
    "as an object": (lambda: framed(-(2**63) - 1), ".sqlite", "more than 64 bits"),
    "half a character": (lambda: framed("\ud800"), ".sqlite", "cannot hold it"),
    "NUL": (lambda: framed("a\0b"), ".dta", "the character NUL"),
    "NUL for SPSS": (lambda: framed("a\0b"), ".sav", "the character NUL"),
    "bytes": (lambda: framed(b"a"), ".csv", "holds bytes"),
    "a gap in a list": (lambda: framed(["a", None]), ".json", "missing within a list"),
}


@pytest.mark.parametrize("kind", UNFIT)
def test_what_no_file_can_hold_is_refused(tmp_path: Path, kind: str) -> None:
    made, ending, text = UNFIT[kind]
    with pytest.raises(cica.OptionError) as refused:
        cica.export(tmp_path / f"mine{ending}", made())
    assert text in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_sixty_four_bits_fit(tmp_path: Path) -> None:
    most = [2**63 - 1, -(2**63)]
    path = cica.export(tmp_path / "mine.parquet", pd.DataFrame({"a": pd.Series(most, dtype="object")}))
    assert pl.read_parquet(path)["a"].to_list() == most


@pytest.mark.parametrize("ending", [".dta", ".sav"])
def test_a_role_has_the_same_number_in_every_data_set(tmp_path: Path, ending: str) -> None:
    numbers = dict(enumerate(ROLES, 1))
    for year in (1995, 2015):
        frame = cica.panel(year, year, columns="role", codes="iso3", organisations=["cica", "sco"], names={"cica_role": "mine"})
        found, said = opened(cica.export(tmp_path / f"panel{ending}", frame))
        assert said.variable_value_labels["mine"] == said.variable_value_labels["sco_role"] == numbers
        assert [numbers[value] for value in found["mine"]] == frame["mine"].to_list()
    found, said = opened(cica.export(tmp_path / f"memberships{ending}"))
    assert said.variable_value_labels["role"] == numbers
    roles = {spell.id: spell.role for spell in cica.memberships()}
    assert {key: numbers[value] for key, value in zip(found["id"], found["role"], strict=True)} == roles


def test_both_programs_have_the_same_names(tmp_path: Path) -> None:
    mine = pl.DataFrame({"int": [1], "by": [2], "year": [3], "All": [4]})
    for ending in (".dta", ".sav"):
        assert list(opened(cica.export(tmp_path / f"mine{ending}", mine))[0].columns) == ["v_int", "v_by", "year", "v_All"]


# Where it is to stand


def test_nothing_is_written_over_by_what_is_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "a.csv" / "states.csv").mkdir(parents=True)
    (tmp_path / "b.csv").write_text("mine")
    for path in ("a.csv/", "b.csv/"):
        with pytest.raises(FileExistsError, match="which is not written over"):
            cica.export(f"{tmp_path}/{path}")
    assert [one.name for one in (tmp_path / "a.csv").iterdir()] == ["states.csv"]
    assert (tmp_path / "b.csv").read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("ending", [".sqlite", ".duckdb"])
def test_a_name_may_be_as_long_as_the_disk_takes(tmp_path: Path, ending: str) -> None:
    path = tmp_path / ("a" * (255 - len(ending)) + ending)
    assert cica.export(path, cica.members()).is_file()


def test_a_link_to_where_no_folder_is_names_that_folder(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "nowhere" / "real.csv")
    with pytest.raises(FileNotFoundError, match=r"there is no folder '.*nowhere' to write 'real.csv' in"):
        cica.export(tmp_path / "link.csv", "states")
