"""What `annotate` is given and does not accept, what it reports, and what columns are called."""

from __future__ import annotations

import sys
from typing import Any

import polars as pl
import pytest
from engines import ENGINES, engines, rows

import cica


def test_what_is_not_recognised_is_said_once() -> None:
    frame = pl.DataFrame({"state": ["Kazakstn", "Korea", "Kazakstn", "JPN"], "on": ["2015", "2015", "soon", "2015"]})
    dated = frame.with_columns(on=pl.lit("2015"))
    with pytest.raises(cica.NotFoundError, match=r"1 of the values in column 'state'(?s:.)*Kazakhstan"):
        cica.annotate(dated, "state", "on")
    with pytest.raises(cica.AmbiguousError, match=r"1 of the values(?s:.)*KOR \(South Korea\) or PRK(?s:.)*in 2015"):
        cica.annotate(dated.filter(pl.col("state") != "Kazakstn"), "state", "on")
    with pytest.raises(cica.DateError, match=r"1 of the dates in column 'on'(?s:.)*'soon'"):
        cica.annotate(frame, "state", "on")
    with pytest.warns(UserWarning, match="of the") as caught:
        done = cica.annotate(frame, "state", "on", unknown="warn")
    assert len(caught) == 2
    assert done["cica_role"].to_list() == [None, None, None, "observer"]
    assert cica.annotate(frame, "state", "on", unknown="null").equals(done)
    many = pl.DataFrame({"state": [f"Nowhere {n}" for n in range(30)], "year": [2015] * 30})
    with pytest.raises(cica.NotFoundError, match="and 20 more"):
        cica.annotate(many, "state", "year")
    with pytest.raises(cica.DateError, match=r"no years(?s:.)*20150301"):
        cica.annotate(pl.DataFrame({"iso3": ["KOR"], "year": [20150301]}), "iso3", "year")
    found = cica.annotate(pl.DataFrame({"iso3": ["KOR", "KOR"], "year": [20150301, 2015]}), "iso3", "year", unknown="null")
    assert found["cica_role"].to_list() == [None, "member"]


def test_numbers_need_a_scheme() -> None:
    frame = pl.DataFrame({"code": [710], "year": [2015]})  # China of the Correlates of War, South Africa of ISO
    for given in (frame, frame.cast({"code": pl.String}), frame.cast({"code": pl.Float64}), frame.cast({"code": pl.Decimal(5, 0)})):
        with pytest.raises(cica.OptionError, match="'numeric' \\(ISO 3166-1"):
            cica.annotate(given, "code", "year")
        assert cica.annotate(given, "code", "year", scheme="cow")["cica_role"].to_list() == ["member"]
    assert cica.annotate(frame, "code", "year", scheme="cow")["cica_role"].to_list() == ["member"]
    assert cica.annotate(frame, "code", "year", scheme="numeric")["cica_role"].to_list() == ["none"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"year": "middle"}, "year='middle': accepted are"),
        ({"organisations": []}, r"organisations=\[\]: accepted are one or more"),
        ({"organisations": (), "columns": "full"}, r"organisations=\(\): accepted are one or more"),
        ({"unknown": "ignore"}, "unknown='ignore': accepted are"),
        ({"columns": ["roles"]}, "columns='roles'.*did you mean 'role'"),
        ({"columns": ["role"], "year": "share"}, "columns='role': accepted are 'any', .*'chair', 'days', 'full', .*'member'"),
        ({"scheme": "iso"}, "scheme='iso': accepted are"),
        ({"names": "x"}, "calls several columns 'x'"),
        ({"names": {"role": "x"}}, "no column is called 'role'; there are 'cica_chair'"),
        ({"names": {"cica_role": "year"}}, "has a column 'year' already"),
        ({"names": "{column}", "columns": "members"}, "has a column 'members' already"),
    ],
)
def test_what_is_not_accepted(options: dict[str, Any], message: str) -> None:
    frame = pl.DataFrame({"iso3": ["KOR"], "year": [2015], "members": [1]})
    with pytest.raises(cica.OptionError, match=message):
        cica.annotate(frame, "iso3", "year", **options)


@engines()
def test_sql_has_no_two_names_that_differ_in_capitals(engine: str) -> None:
    frame = ENGINES[engine]({"n": [1], "iso3": ["KOR"], "year": [2015], "CICA_Role": ["x"]})
    if engine in ("duckdb", "pyspark"):
        with pytest.raises(cica.OptionError, match="has a column 'CICA_Role' already"):
            cica.annotate(frame, "iso3", "year")
        with pytest.raises(cica.OptionError, match="calls several columns 'ROLE', 'role'"):
            cica.annotate(frame, "iso3", "year", columns=["role", "days"], names={"cica_role": "role", "cica_days": "ROLE"})
    else:
        (row,) = rows(cica.annotate(frame, "iso3", "year", columns="role"))
        assert (row["CICA_Role"], row["cica_role"]) == ("x", "member")


def test_columns_and_frames_that_are_not_there() -> None:
    frame = pl.DataFrame({"iso3": ["KOR"], "year": [2015]})
    with pytest.raises(
        cica.OptionError, match="state='iso': the frame has no such column; it has 'iso3', 'year'; did you mean 'iso3'"
    ):
        cica.annotate(frame, "iso", "year")
    with pytest.raises(cica.OptionError, match=r"builtins.list is no data frame; accepted are those of pandas"):
        cica.annotate([1], "iso", "year")
    with pytest.raises(cica.NotFoundError, match="no organisation"):
        cica.annotate(frame, "iso3", "year", organisations="ceca")


def test_names_of_columns() -> None:
    frame = pl.DataFrame({"iso3": ["KOR"], "year": [2015]})
    done = cica.annotate(
        frame, "iso3", "year", organisations=["cica", "sco"], columns=["role", "chair"], names="my_{column}_{organisation}"
    )
    assert done.columns == ["iso3", "year", "my_role_cica", "my_chair_cica", "my_role_sco"]
    done = cica.annotate(frame, "iso3", "year", names={"cica_role": "standing"})
    assert done.columns == ["iso3", "year", "standing", "cica_days", "cica_chair", "cica_members"]


def test_without_narwhals(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("cica.frames", "cica.tables.columns", "cica.tables.framing"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(ImportError, match=r"pip install 'cica\[frames\]'"):
        cica.annotate(pl.DataFrame({"iso3": ["KOR"], "year": [2015]}), "iso3", "year")


def test_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = ENGINES["duckdb"]({"n": [1], "iso3": ["KOR"], "year": [2015]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match="through pyarrow: pip install pyarrow"):
        cica.annotate(frame, "iso3", "year", unknown="null")


@pytest.mark.parametrize("kind", ["Int16", "UInt16", "Int32", "Int64"])
def test_years_in_small_integers(kind: str) -> None:
    frame = pl.DataFrame({"n": [1], "iso3": ["KAZ"], "year": pl.Series([2010], dtype=getattr(pl, kind))})
    wanted = cica.annotate(frame.cast({"year": pl.Int64}), "iso3", "year", columns="days")["cica_days"].to_list()
    for given in (frame, frame.lazy(), frame.to_pandas(), frame.to_arrow()):
        assert [row["cica_days"] for row in rows(cica.annotate(given, "iso3", "year", columns="days"))] == wanted


def test_cells_that_are_no_code() -> None:
    frame = pl.DataFrame({"ccode": [float("inf"), 732.5, 732.0], "year": [2015] * 3})
    with pytest.raises(cica.NotFoundError, match=r"2 of the values(?s:.)*no state is called"):
        cica.annotate(frame, "ccode", "year")
    assert cica.annotate(frame, "ccode", "year", unknown="null")["cica_role"].to_list() == [None, None, "member"]
    with pytest.raises(cica.OptionError, match="state= and on= are both 'year'"):
        cica.annotate(frame, "year", "year")


def test_a_frame_of_pandas_keeps_its_class_its_attributes_and_its_names() -> None:
    import pandas as pd

    class Owned(pd.DataFrame):
        _metadata = ("crs",)

        @property
        def _constructor(self) -> type[Owned]:
            return Owned

    frame: Any = Owned({"iso3": ["KOR", "KAZ"], "year": [2015, 2015]}, index=[7, 7])
    frame.crs = "EPSG:4326"
    frame.attrs = {"source": "mine"}
    done: Any = cica.annotate(frame, "iso3", "year", columns="role")
    assert (type(done), done.crs, done.attrs, list(done.index)) == (Owned, "EPSG:4326", {"source": "mine"}, [7, 7])
    assert list(frame.columns) == ["iso3", "year"]
    numbered = pd.DataFrame([["KOR", 2015, 1, 2]], columns=[0, 1, "x", "x"])
    assert list(cica.annotate(numbered, 0, 1, columns="role").columns) == [0, 1, "x", "x", "cica_role"]
    tuples = pd.DataFrame([["KOR", 2015]], columns=pd.MultiIndex.from_tuples([("a", "x"), ("b", "y")]))
    assert cica.annotate(tuples, ("a", "x"), ("b", "y"), columns="role")["cica_role"].tolist() == ["member"]


def test_frames_and_columns_of_arrow() -> None:
    import pyarrow as pa

    batch = pa.record_batch([pa.array(["KOR"], pa.string_view()), pa.array([2015])], names=["iso3", "year"])
    done = cica.annotate(batch, "iso3", "year", columns=["role", "member"])
    assert isinstance(done, pa.RecordBatch)
    assert done.to_pylist() == [{"iso3": "KOR", "year": 2015, "cica_role": "member", "cica_member": 1}]
    empty = cica.annotate(batch.slice(0, 0), "iso3", "year", columns="member")
    assert (type(empty), empty.num_rows) == (pa.RecordBatch, 0)


@engines()
def test_a_cell_of_a_notebook_runs_twice(engine: str) -> None:
    frame = ENGINES[engine]({"n": [1, 2], "iso3": ["KOR", "KAZ"], "year": [2005, 2015]})
    once = cica.annotate(frame, "iso3", "year", columns=["role", "member"])
    with pytest.raises(cica.OptionError, match="overwrite=True"):
        cica.annotate(once, "iso3", "year", columns=["role", "member"])
    twice = cica.annotate(once, "iso3", "year", columns=["role", "member"], overwrite=True)
    assert rows(twice) == rows(once)
    with pytest.raises(cica.OptionError, match="already"):
        cica.annotate(frame, "iso3", "year", columns="role", names={"cica_role": "iso3"}, overwrite=True)


@engines()
def test_an_empty_text_is_missing(engine: str) -> None:
    frame = ENGINES[engine]({"n": [1, 2, 3], "country": ["Kazakhstan", "", "  "], "year": [2015] * 3})
    assert [row["cica_role"] for row in rows(cica.annotate(frame, "country", "year", columns="role"))] == ["member", None, None]


def test_objects_of_the_record_in_cells() -> None:
    import pandas as pd

    frame = pd.DataFrame(
        {"who": [cica.state("KOR"), cica.other_entity("HKG"), cica.former_state("USSR")], "year": [2015, 2015, 1980]}
    )
    done = cica.annotate(frame, "who", "year", organisations=["apec", "un"], columns="member")
    assert done["apec_member"].tolist() == [1, 1, 0]
    assert done["un_member"].tolist() == [1, 0, 1]


def test_unknown_keywords_and_dates_that_may_be_two() -> None:
    frame = pl.DataFrame({"iso3": ["KOR"], "year": [2015], "day": ["7/11/1956"]})
    question: Any = cica.annotate
    with pytest.raises(TypeError, match=r"^annotate\(\) has no argument 'organisation'; did you mean 'organisations'\?$"):
        question(frame, "iso3", "year", organisation="un")
    for name in ("panel", "dyads"):
        with pytest.raises(TypeError, match=rf"^{name}\(\) has no argument 'xyzzy'; accepted are start, end"):
            getattr(cica, name)(2015, xyzzy=1)
    with pytest.raises(cica.DateError, match=r"'7/11/1956' may be day/month or month/day(?s:.)*dayfirst=True(?s:.)*str.to_date"):
        cica.annotate(frame, "iso3", "day")


def test_no_columns_are_none() -> None:
    frame = pl.DataFrame({"iso3": ["KOR"], "year": [2015]})
    assert cica.annotate(frame, "iso3", "year", columns=[]).equals(frame)
    assert cica.panel(2015, 2015, states=["KOR"], codes="iso3", columns=[], engine="polars").equals(frame)
