"""What is given for a name, for several and for a list of values, before anything is looked up."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

import cica
from cica import Date, NotFoundError, OptionError
from cica.names.arguments import LONGEST, MOST, code_or_name, dated, several, text
from cica.names.cells import Cell, cells, column, written

KAZ = cica.state("KAZ")


class Unwritable:
    """Something of a caller's own that cannot be written."""

    def __str__(self) -> str:
        raise RuntimeError("no text")

    __repr__ = __str__


@dataclass
class Column:
    """A column of a library that nobody has heard of."""

    values: list[object]

    def to_list(self) -> list[object]:
        return self.values


def test_the_longest_name_and_the_greatest_number() -> None:
    assert (MOST, LONGEST) == (1_000_000_000, 1000)
    assert code_or_name(MOST - 1, "state") == "999999999"
    assert code_or_name("a" * LONGEST, "state") == "a" * LONGEST
    for given in (MOST, -MOST):
        with pytest.raises(NotFoundError, match="no state has a number of so many digits"):
            code_or_name(given, "state")
    with pytest.raises(NotFoundError, match="it has 1,001 letters"):
        code_or_name("a" * (LONGEST + 1), "state")


def test_text_where_text_is_due() -> None:
    assert text("name", "Kazakhstan") == "Kazakhstan"
    with pytest.raises(OptionError, match=r"name=398: accepted is text"):
        text("name", 398)


def test_several_are_one_or_more() -> None:
    assert several("states", ["KAZ"], (str,), "'KAZ'") == ["KAZ"]
    assert several("states", "KAZ", (str,), "'KAZ'") == ["KAZ"]
    assert several("states", [], (str,), "'KAZ'", least=0) == []
    unfit: list[object] = [[], b"KAZ", 398, None]
    for given in unfit:
        with pytest.raises(OptionError, match=r"accepted are one or more, such as 'KAZ'"):
            several("states", given, (str,), "'KAZ'")


@pytest.mark.parametrize(
    ("given", "written_as"),
    [
        ("2015", "2015"), (2015, "2015"), ("2015-06", "'2015-06'"), (datetime.date(2015, 6, 1), "'2015-06-01'"),
        ("1000", "1000"), ("0999", ""), (999, ""), ("[0999..1001]", ""), ("[..2015]", "'[..2015-12-31]'"), ("[2015..]", "'[2015-01-01..]'"),
        ("KAZ", ""), (Unwritable(), ""), (None, ""),
    ],
)  # fmt: skip
def test_a_date_that_stands_for_something_else(given: object, written_as: str) -> None:
    assert dated(given) == written_as


def test_a_place_of_a_list_holds_a_name_or_an_object() -> None:
    assert cells([" Kazakhstan ", KAZ, None, 398], None) == [
        Cell("Kazakhstan", None, None, None, False),
        Cell(None, KAZ, None, None, False),
        Cell(None, None, None, None, True),
        Cell("398", None, None, None, False),
    ]


def test_a_day_for_all_is_not_told_of_each() -> None:
    year = (datetime.date(2015, 1, 1), datetime.date(2015, 12, 31))
    assert cells(["KAZ", None, KAZ], 2015) == [
        Cell("KAZ", None, year, None, False),
        Cell(None, None, year, None, True),
        Cell(None, KAZ, year, None, False),
    ]


def test_a_day_for_each_is() -> None:
    day = datetime.date(2015, 3, 1)
    assert cells(["KAZ", "KAZ", KAZ, KAZ], ["2015-03-01", None, Date("2015-03-01"), np.nan]) == [
        Cell("KAZ", None, (day, day), "2015-03-01", False),
        Cell("KAZ", None, None, "None", True),
        Cell(None, KAZ, (day, day), "2015-03-01", False),
        Cell(None, KAZ, None, "None", True),
    ]


@pytest.mark.parametrize("given", [["KAZ", None], ("KAZ", None), Column(["KAZ", None]), pd.Series(["KAZ", None], dtype=object)])
def test_the_values_of_a_column(given: object) -> None:
    assert column("values", given, (str,)) == ["KAZ", None]


@pytest.mark.parametrize("given", [pd.Series, Column, 398])
def test_what_is_no_column(given: object) -> None:
    with pytest.raises(OptionError, match="accepted is a list, or a column of a data frame"):
        column("values", given, (str,))


def test_what_cannot_be_written_is_named_all_the_same() -> None:
    found = written(Unwritable())
    assert found is not None
    assert "Unwritable" in found
