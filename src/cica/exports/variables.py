"""A table as the variables of a statistics program: short names, labels, and words as numbers that have labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

try:
    import pandas as pd
except ImportError:
    raise ImportError("data sets of Stata and SPSS are made of frames of pandas: pip install pandas") from None

from cica.errors import OptionError, told
from cica.model.roles import ROLES

if TYPE_CHECKING:
    from cica.exports.relations import Column, Relation, Value

__all__ = ["Variables", "cut", "variables"]

LONGEST = 32  # letters of a name
ANSWER = {0: "no", 1: "yes"}
# What Stata, or Mata in it, keeps for itself, and what SPSS does: both programs have the same names.
RESERVED = frozenset(
    """
    aggregate array boolean break byte case catch class colvector complex const continue default delegate delete do double else
    eltypedef end enum explicit export external float for friend function global goto if in inline int local long namespace new
    pointer polymorphic pragma private protected quad real return rowvector short signed sizeof static str strl struct super switch
    template this throw transmorphic try typedef typename unsigned using vector version virtual void volatile while with
    all and by eq ge gt le lt ne not or to
    """.split()  # noqa: SIM905
)
EXACT = 2**53  # up to which a float has every whole number


@attrs.frozen
class Variables:
    """The variables.

    Attributes
    ----------
    frame : pandas.DataFrame
        Their values.
    labels : dict
        What each means, in full.
    values : dict
        What the numbers of some mean.
    dates : list of str
        Those that are days.
    """

    frame: pd.DataFrame
    labels: dict[str, str]
    values: dict[str, dict[int, str]]
    dates: list[str]


def variables(table: Relation) -> Variables:
    """The variables of a table."""
    names = _names([column.name for column in table.columns])
    made: dict[str, Any] = {}
    labels: dict[str, str] = {}
    values: dict[str, dict[int, str]] = {}
    cells = list(zip(*table.rows(), strict=True)) or [()] * len(names)
    for name, column, given in zip(names, table.columns, cells, strict=True):
        made[name], means = _variable(column, given)
        labels[name] = column.label if name == column.name else ": ".join(part for part in (column.name, column.label) if part)
        if means:
            values[name] = means
    dates = [name for name, column in zip(names, table.columns, strict=True) if column.kind == "date"]
    return Variables(pd.DataFrame(made), labels, values, dates)


def cut(text: str, most: int) -> str:
    """A text of so many letters at most."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _variable(column: Column, given: Sequence[Value]) -> tuple[Any, dict[int, str]]:
    """The values of a column, and what its numbers mean."""
    if column.kind == "date":
        return pd.Series(list(given), dtype="datetime64[s]"), {}
    if column.kind == "share":
        return pd.Series(list(given), dtype="float64"), {}
    if column.kind == "flag":
        return _whole([None if value is None else int(value) for value in given]), ANSWER  # type: ignore[arg-type]
    if column.kind == "category":
        # Roles have the same numbers in every file, whatever it holds, so that files can be put together.
        words = ROLES if set(column.levels) <= set(ROLES) else column.levels
        codes = {level: place for place, level in enumerate(words, 1)}
        numbers = [None if value is None else codes[str(value)] for value in given]
        return _whole(numbers), {code: level for level, code in codes.items()}
    if column.kind == "number":
        whole: list[Any] = list(given)
        if all(value is None or abs(value) <= EXACT for value in whole):
            return _whole(whole), dict(column.codes)
    texts = ["" if value is None else "; ".join(value) if isinstance(value, tuple) else str(value) for value in given]
    if any("\0" in text for text in texts):  # which both programs take for the end of the text
        raise OptionError(f"table: a text in {told(column.name)} has the character NUL in it, which no data set keeps")
    return pd.Series(texts, dtype="object"), {}


def _whole(values: Sequence[int | None]) -> Any:
    """Whole numbers in as little room as they need, of those that Stata has; it marks what is missing by the greatest of each."""
    most = max((abs(value) for value in values if value is not None), default=0)
    dtype = "Int8" if most <= 100 else "Int16" if most <= 32740 else "Int32" if most <= 2147483620 else "float64"
    return pd.Series(list(values), dtype=dtype)


def _names(given: Sequence[str]) -> list[str]:
    """Names of letters, digits and underscores, each of them once."""
    found: list[str] = []
    for name in given:
        plain = re.sub(r"\W", "_", name, flags=re.ASCII)
        if not re.match("[A-Za-z]", plain) or plain.lower() in RESERVED:
            plain = f"v_{plain}"
        short, count = plain[:LONGEST], 1
        while short.lower() in map(str.lower, found):
            count += 1
            short = f"{plain[: LONGEST - len(str(count)) - 1]}_{count}"
        found.append(short)
    return found
