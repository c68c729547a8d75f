"""What stands in the columns of a data frame: its states, each value once, and what to say of those that are none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import narwhals as nw

from cica.errors import FormerStateError, NotFoundError, OptionError, one_of, warn
from cica.names.finding import SCHEMES

if TYPE_CHECKING:
    from cica.questions import Questions

    Frame: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]

__all__ = ["CONVENTIONS", "Given", "codes", "is_dask", "report"]

# Column names that say by themselves in which code the states stand: those of the Correlates of War, of Gleditsch and Ward, of
# V-Dem, of peacesciencer and of countrycode.
CONVENTIONS = {
    "ccode": "cow",
    "cowcode": "cow",
    "cow": "cow",
    "gwcode": "gw",
    "gwno": "gw",
    "gw": "gw",
    "iso3": "alpha3",
    "iso3c": "alpha3",
    "iso_alpha": "alpha3",
    "alpha3": "alpha3",
    "iso2": "alpha2",
    "iso2c": "alpha2",
    "alpha2": "alpha2",
    "iso3n": "numeric",
    "iso_num": "numeric",
    "numeric": "numeric",
    "m49": "numeric",
}
SHOWN = 10  # how many of the values that are not recognised a message shows


def is_dask(native: object) -> bool:
    """Whether a frame is one of Dask."""
    return nw.dependencies.is_dask_dataframe(nw.to_native(native, pass_through=True))


class Given:
    """A frame as it was given, and what can be asked of its columns.

    Parameters
    ----------
    native : data frame
        The frame; a narwhals one too.

    Raises
    ------
    OptionError
        If it is no data frame.
    """

    def __init__(self, native: Any) -> None:
        self.native = native
        # The parts of a Dask frame are frames of pandas, and so is the empty one that says what its columns are.
        self.is_dask = is_dask(native)
        try:
            self.frame: Frame = nw.from_native(native._meta if self.is_dask else native)
        except TypeError:
            raise OptionError(
                f"frame: a {type(native).__module__}.{type(native).__qualname__} is no data frame; "
                "accepted are those of pandas, polars, pyarrow, modin, DuckDB, Dask and PySpark"
            ) from None
        self.schema = self.frame.collect_schema()
        self.eager = None if self.is_dask or isinstance(self.frame, nw.LazyFrame) else self.frame
        # SQL takes names that differ by nothing but capitals for the same.
        self.same = str if self.eager is not None or self.is_dask or self.frame.implementation.is_polars() else str.lower
        self.coded: dict[str, nw.Series[Any]] = {}  # columns of text in pandas, in which each value was compared once

    def distinct(self, column: str) -> list[Any]:
        """The values of a column, each once, without what is missing."""
        if self.is_dask:
            found = nw.from_native(self.native[[column]].drop_duplicates().compute(), eager_only=True)
        elif isinstance(self.frame, nw.LazyFrame):
            if self.frame.implementation.is_polars():
                found = self.frame.select(column).unique().collect()
            else:  # SQL finds groups faster than what narwhals makes of unique
                found = self.frame.group_by(column).agg(nw.len().alias(f"number of {column}")).collect()
        else:
            found = self.frame
            if found.implementation.is_pandas_like() and isinstance(self.schema[column], nw.String):
                self.coded[column] = found[column].cast(nw.Categorical)
                return sorted(self.coded[column].to_native().cat.categories.tolist())
        return sorted((value for value in found[column].drop_nulls().unique().to_list() if value == value), key=str)


def codes(record: Questions, given: Given, state: str, scheme: str | None, unknown: str) -> dict[Any, str]:
    """Each value of the column that stands for a state, with the identifier of that state."""
    one_of("scheme", scheme, SCHEMES)
    if scheme is None:
        named = state.lower().rstrip("12_")
        scheme = CONVENTIONS.get(state.lower()) or CONVENTIONS.get(named)
        if scheme is None and given.schema[state].is_numeric():
            raise OptionError(
                f"state={state!r} holds numbers, which mean one state in one scheme and another in the next: "
                "give scheme='numeric' (ISO 3166-1, UN M49), 'cow' or 'gw'"
            )
    scheme = "numeric" if scheme == "m49" else scheme
    if unknown == "null" and scheme not in (None, "name") and given.eager is None:
        return _all_codes(record, scheme, given.schema[state].is_numeric())
    found: dict[Any, str] = {}
    strange: dict[Any, str] = {}
    for value in given.distinct(state):
        try:
            found[value] = _state(record, value, scheme)
        except NotFoundError as error:
            strange[value] = str(error)
    report(f"{len(strange)} of the values in column {state!r} are no states of the record", strange, unknown, NotFoundError)
    return found


def _state(record: Questions, value: object, scheme: str | None) -> str:
    if isinstance(value, float) and value.is_integer():  # what pandas makes of a column of numbers with gaps
        value = int(value)
    if not isinstance(value, (str, int)):
        raise NotFoundError(f"no state is called {value!r}")
    try:
        return record._names.state(value, scheme).id
    except FormerStateError as error:
        return error.former


def _all_codes(record: Questions, scheme: str, numbers: bool) -> dict[Any, str]:
    """Every code of a scheme as a column can have it, so that a lazy frame need not be asked what it holds."""
    pairs = [*record._names.codes(scheme).items()]
    if numbers:
        return {int(code): key for code, key in pairs}
    if scheme == "numeric":
        pairs += [(code.zfill(3), key) for code, key in pairs]
    return {form: key for code, key in pairs for form in (code, code.lower())}


def report(heading: str, strange: Mapping[Any, str], unknown: str, error: type[Exception]) -> None:
    """Say once what is not recognised, with what is like it: as an error or as a warning, if at all."""
    if not strange or unknown == "null":
        return
    lines = [f"  {message}" for message in list(strange.values())[:SHOWN]]
    lines += [f"  and {len(strange) - SHOWN} more"] * (len(strange) > SHOWN)
    remedy = "\n  unknown='null' leaves their rows empty, unknown='warn' does so with this message"
    text = "\n".join([heading, *lines])
    if unknown == "raise":
        raise error(text + remedy)
    warn(text, UserWarning)
