"""A whole list of names and codes: each is what it is alone, in the order of the list, and nothing is lost."""

from __future__ import annotations

import datetime
import io
import sys
import warnings
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica.cli import main

RECORD = cica.load()
NAMES = [name.name for name in RECORD.state_names()]
OTHERS = [
    "USSR",
    "Hong Kong",
    "World",
    "Korea",
    "Atlantis",
    "Kazahkstan",
    "",
    "12. Peru [a]",
    "Korea, S.",
    "Congo",
    "Yugoslavia",
    "710x",
    "KAZ",
]
resolve: Any = cica.resolve


def alone(name: str) -> tuple[str, str | None]:
    """What a name is, by the question about one."""
    if not name.strip():
        return "missing", None
    try:
        return "state", cica.state(name).id
    except cica.FormerStateError as error:
        return "former state", error.former
    except cica.NoStateError as error:
        return ("group" if cica.other_entity(error.entity).kind == "group" else "no state"), error.entity
    except cica.AmbiguousError:
        return "ambiguous", None
    except cica.NotFoundError:
        return "unknown", None


@given(st.lists(st.sampled_from(NAMES) | st.sampled_from(OTHERS) | st.text(max_size=6), max_size=8))
def test_each_is_what_it_is_alone(values: list[str]) -> None:
    values = [value for value in values if not value.strip().isdigit()]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = resolve(values)
    assert len(found) == len(values) == len(list(found))
    assert sum(row.count for row in found.table) == len(values)
    by_given = {row.given: row for row in found.table}
    for value, key in zip(values, found.ids, strict=True):
        row = by_given[value.strip()]
        if row.rule == "column":
            assert key in [entity.id for entity in ambiguous(value)]
        else:
            assert (row.finding, key) == alone(value)
        assert (row.rule is None) == (row.entity is None)
        assert (row.finding == "ambiguous") == bool(row.may_be)


def ambiguous(name: str) -> tuple[Any, ...]:
    (row,) = resolve([name]).table
    return tuple(row.may_be)


@pytest.mark.parametrize(
    "values",
    [
        ["KAZ", "Korea, S.", None], ("KAZ", "Korea, S.", ""), iter(["KAZ", "Korea, S.", float("nan")]),
        pd.Series(["KAZ", "Korea, S.", None], index=[3, 3, 1]), pd.Series(["KAZ", "Korea, S.", pd.NA], dtype="string"),
        pd.Series(["KAZ", "Korea, S.", None], dtype="category"), pl.Series(["KAZ", "Korea, S.", None]),
        np.array(["KAZ", "Korea, S.", None], dtype=object), pa.array(["KAZ", "Korea, S.", None]),
        pa.chunked_array([["KAZ"], ["Korea, S.", None]]), [RECORD.state("KAZ"), "KOR ", pd.NaT],
    ],
)  # fmt: skip
def test_lists_columns_and_arrays(values: Any) -> None:
    found = resolve(values)
    assert found.ids == ("KAZ", "KOR", None)
    assert [entity and entity.name for entity in found] == ["Kazakhstan", "South Korea", None]
    assert found.table[-1].finding == "missing"


@pytest.mark.parametrize(
    "codes", [[345, 345, 345], ["345"] * 3, [345.0, 345.0, 345.0], pd.Series([345, None, 345]).fillna(345), np.array([345] * 3)]
)
def test_codes_are_read_at_their_dates(codes: Any) -> None:
    assert resolve(codes, "cow", on=[1985, "2001", datetime.date(2010, 1, 1)]).ids == ("yugoslavia", "serbia-and-montenegro", "SRB")
    assert resolve(codes, "cow", on=2001).ids == ("serbia-and-montenegro",) * 3
    days: Any = pd.Series([datetime.datetime(1985, 1, 1), pd.NaT, datetime.datetime(2010, 1, 1)])
    assert resolve(codes, "cow", on=days).ids == ("yugoslavia", None, "SRB")
    rows = resolve(codes, "cow", on=days).table
    assert [row.finding for row in rows] == ["former state", "missing", "state"]
    assert len({row.id for row in rows}) == 3


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("KAZ", "code"), ("kz", "code"), ("Kazakhstan", "name"), ("Казахстан", "name"), ("Kazakhstan 1/", "marks"), ("Korea South", "words"),
        ("Congo/Zaire", "pair"), ("Bosnia & Herzego", "cut"), ("Russia (USSR)", "pair"), ("South Korea (KOR)", "pair"),
    ],
)  # fmt: skip
def test_by_which_rule(name: str, rule: str) -> None:
    (row,) = resolve([name]).table
    assert row.rule == rule


def test_what_else_stands_in_the_list_tells_names_apart() -> None:
    with pytest.warns(UserWarning, match=r"'Congo' is read as COG .* by what else stands in the list"):
        assert resolve(["Congo", "Zaire"]).ids == ("COG", "COD")
    # No list means two states by one name, so that what stands beside it in 1990 tells of 1991 as well.
    with pytest.warns(UserWarning, match=r"'Korea' is read as KOR"):
        assert resolve(["Korea", "Korea", "North Korea"], on=[1990, 1991, 1990]).ids == ("KOR", "KOR", "PRK")
    # Where both that the name may be stand beside it, it is neither, and not the Korea that ended in 1910.
    assert resolve(["Korea, Rep.", "Korea", "North Korea"]).ids == ("KOR", None, "PRK")
    assert resolve(["Korea, Rep.", "Korea", "North Korea"], on=2015).ids == ("KOR", None, "PRK")
    assert resolve(["Korea", "Japan"], on=1905).ids == ("korea", "JPN")
    assert resolve(["Congo"]).ids == (None,)
    (row,) = resolve(["Congo"]).table
    assert [state.id for state in row.may_be] == ["COD", "COG"]


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (("KAZ",), {}, "values='KAZ': accepted are several"),
        ((710,), {}, "values=710: accepted are several"),
        ((1.5,), {}, "values=1.5: accepted is a list"),
        (([710],), {}, "there are numbers, such as 710.*give scheme='cow', 'gw'"),
        ((["710"],), {}, "there are numbers, such as 710"),
        ((["KAZ"], "iso"), {}, "scheme='iso': accepted are"),
        ((["KAZ", "KOR"],), {"on": [2000]}, "on: there are 1 dates for 2 values"),
    ],
)
def test_what_is_not_accepted(arguments: tuple[Any, ...], options: dict[str, Any], message: str) -> None:
    with pytest.raises(cica.OptionError, match=message):
        resolve(*arguments, **options)
    with pytest.raises(cica.DateError):
        resolve(["KAZ"], on=["7/11/1956"])


def test_it_shows_itself() -> None:
    found = resolve(["Viet Nam", "Atlantis", "Viet Nam"])
    assert repr(found).startswith("3 in the list: state 2, unknown 1\n2 names and codes\ngiven")
    assert found._repr_html_().startswith("<p>3 in the list")
    assert [repr(row) for row in found.table] == ["<Resolution Viet Nam: Vietnam, by name>", "<Resolution Atlantis: unknown>"]
    assert "may be Democratic Republic of the Congo or" in str(resolve(["Congo"]).table[0])
    assert found.table.to_frame()["entity"].tolist()[0] == "VNM"
    assert "on" in resolve(["KAZ"], on=[2000]).table.cells()[0]
    assert repr(resolve([])).startswith("0 in the list")


@pytest.mark.parametrize(
    ("lines", "status", "shown"), [("Kazakhstan\nKorea, Rep.\n", 0, "South Korea"), ("Atlantis\r\n\nKAZ\n", 1, "unknown")]
)
def test_from_standard_input(
    lines: str, status: int, shown: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    assert main(["state", "-"]) == status
    assert shown in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    main(["--format", "csv", "state", "-"])
    assert capsys.readouterr().out.startswith("id,given,count,finding,entity,rule,may_be")
