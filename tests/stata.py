"""Carries out a do-file of Stata with the few commands that examples/stata/cica.do needs, as Stata's help has them.

Rows are dictionaries, and a missing number is greater than every other. What it does not know it refuses.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from pandas.io.stata import StataReader

__all__ = ["MISSING", "carry_out"]

MISSING = math.inf
Row = dict[str, Any]
OPERATORS = {"&": " and ", "|": " or ", "!": " not ", ".": " MISSING "}
TOKEN = re.compile(r'"[^"]*"|[<>=!]=|[&|!]|(?<![\w.])\.(?![\w.])|\w+(?=\()')
ZERO = datetime.date(1960, 1, 1)  # from which Stata counts days


def _cond(test: bool, yes: Any, no: Any) -> Any:
    return yes if test else no


def _date(text: str, mask: str) -> int:
    assert mask == "YMD"
    return (datetime.date.fromisoformat(text) - ZERO).days


def _inlist(one: Any, *several: Any) -> bool:
    return one in several


def _mdy(month: float, day: float, year: float) -> int:
    return (datetime.date(int(year), int(month), int(day)) - ZERO).days


def _missing(value: Any) -> bool:
    return value in (MISSING, "")


def _strpos(text: str, part: str) -> int:
    return text.find(part) + 1


def _year(day: float) -> int:
    return (ZERO + datetime.timedelta(days=day)).year


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "cond": _cond,
    "date": _date,
    "inlist": _inlist,
    "mdy": _mdy,
    "min": min,
    "missing": _missing,
    "strpos": _strpos,
    "year": _year,
}


def _expression(text: str) -> Callable[[Row], Any]:
    """What an expression gives of a row; an operator binds as in Stata, since & and | stand beside comparisons only."""

    def put(found: re.Match[str]) -> str:  # a function may go by the name of a variable
        return f"function_{found[0]}" if found[0] in FUNCTIONS else OPERATORS.get(found[0], found[0])

    code = compile(TOKEN.sub(put, text).strip(), text, "eval")
    known: dict[str, Any] = {
        "__builtins__": {},
        "MISSING": MISSING,
        **{f"function_{name}": function for name, function in FUNCTIONS.items()},
    }
    return lambda row: eval(code, known, row)


def carry_out(script: str, folder: Path, /, **given: str) -> None:
    """Carry out a do-file in a folder, with some of its locals as given."""
    state = _Stata(folder, given)
    for line in script.splitlines():
        if line.strip() and not line.startswith("*"):
            state.command(line)


class _Stata:
    def __init__(self, folder: Path, given: Mapping[str, str]) -> None:
        self.folder, self.given = folder, given
        self.locals: dict[str, str] = {}
        self.kept: dict[str, list[Row]] = {}  # in temporary files
        self.rows: list[Row] = []
        self.labels: dict[str, dict[int, str]] = {}

    def command(self, line: str) -> None:
        line = re.sub(r"`(\w+)'", lambda found: self.locals[found[1]], line)
        name, _, rest = line.partition(" ")
        if name == "bysort":
            keys, _, line = rest.partition(": ")
            self._generate(line.removeprefix("generate "), keys.split())
        else:
            getattr(self, f"_{name}")(rest)

    def _version(self, _: str) -> None: ...
    def _set(self, _: str) -> None: ...
    def _list(self, _: str) -> None: ...

    def _clear(self, _: str) -> None:
        self.rows = []

    def _local(self, rest: str) -> None:
        name, _, value = rest.partition(" ")
        self.locals[name] = self.given.get(name, value.strip('"'))

    def _tempfile(self, name: str) -> None:
        self.locals[name] = f"temporary {name}"

    def _rows_of(self, name: str) -> list[Row]:
        if name in self.kept:
            return [dict(row) for row in self.kept[name]]
        reader: Any
        with StataReader(self.folder / name, convert_dates=False, convert_categoricals=False) as reader:
            rows: list[Row] = reader.read().to_dict("records")
            self.labels = {name: {int(code): label for code, label in of.items()} for name, of in reader.value_labels().items()}
        return [{name: MISSING if cell != cell else cell for name, cell in row.items()} for row in rows]

    def _use(self, rest: str) -> None:
        found = re.fullmatch(r'"(.*)", clear', rest)
        assert found
        self.rows = self._rows_of(found[1])

    def _save(self, rest: str) -> None:
        found = re.fullmatch(r'"(.*?)"(?:, replace)?', rest)
        assert found
        if found[1].startswith("temporary "):
            self.kept[found[1]] = [dict(row) for row in self.rows]
        else:
            frame = pd.DataFrame([{name: None if cell == MISSING else cell for name, cell in row.items()} for row in self.rows])
            frame.to_stata(self.folder / found[1], write_index=False, version=118)

    def _keep(self, rest: str) -> None:
        if rest.startswith("if "):
            test = _expression(rest.removeprefix("if "))
            self.rows = [row for row in self.rows if test(row)]
        else:
            self.rows = [{name: row[name] for name in rest.split()} for row in self.rows]

    def _drop(self, rest: str) -> None:
        for row in self.rows:
            for name in rest.split():
                del row[name]

    def _rename(self, rest: str) -> None:
        old, new = rest.split()
        self.rows = [{new if name == old else name: cell for name, cell in row.items()} for row in self.rows]

    def _decode(self, rest: str) -> None:
        found = re.fullmatch(r"(\w+), generate\((\w+)\)", rest)
        assert found
        for row in self.rows:
            row[found[2]] = "" if row[found[1]] == MISSING else self.labels[found[1]][int(row[found[1]])]

    def _assert(self, rest: str) -> None:
        test = _expression(rest)
        assert self.rows, rest
        assert all(test({**row, "_N": len(self.rows)}) for row in self.rows), rest

    def _generate(self, rest: str, keys: list[str] | None = None) -> None:
        found = re.fullmatch(r"(?:byte |double |str\d+ )?(\w+) = (.*)", rest)
        assert found
        value, counts = _expression(found[2]), dict[Any, int]()
        if keys:
            self.rows.sort(key=lambda row: [row[key] for key in keys])
        for row in self.rows:
            assert found[1] not in row, f"{found[1]} already defined"
            group = tuple(row[key] for key in keys or [])
            counts[group] = counts.get(group, 0) + 1
            made = value({**row, "_n": counts[group]})
            row[found[1]] = int(made) if isinstance(made, bool) else made

    def _sort(self, rest: str) -> None:
        self.rows.sort(key=lambda row: [row[key] for key in rest.split()])

    def _expand(self, rest: str) -> None:
        times = int(_expression(rest)({}))
        self.rows = [dict(row) for row in self.rows for _ in range(times)]

    def _collapse(self, rest: str) -> None:
        asked, _, by = rest.rstrip(")").partition(", by(")
        parts = re.findall(r"\((max|last)\) ([\w ]+)", asked)
        groups: dict[tuple[Any, ...], list[Row]] = {}
        for row in self.rows:
            groups.setdefault(tuple(row[key] for key in by.split()), []).append(row)
        self.rows = []
        for group in sorted(groups):
            made: Row = dict(zip(by.split(), group, strict=True))
            for how, names in parts:
                for name in names.split():
                    cells = [row[name] for row in groups[group]]
                    made[name] = cells[-1] if how == "last" else max((one for one in cells if one != MISSING), default=MISSING)
            self.rows.append(made)

    def _merge(self, rest: str) -> None:
        found = re.fullmatch(r'm:1 ([\w ]+) using "(.*)", keep\(master match\)', rest)
        assert found
        keys = found[1].split()
        beside: dict[tuple[Any, ...], Row] = {}
        for row in self._rows_of(found[2]):
            assert beside.setdefault(tuple(row[key] for key in keys), row) is row, "the keys of the other file repeat"
        lacking = {name: "" if isinstance(cell, str) else MISSING for row in beside.values() for name, cell in row.items()}
        for row in self.rows:
            other = beside.get(tuple(row[key] for key in keys))
            row.update({name: cell for name, cell in (other or lacking).items() if name not in row})
            row["_merge"] = 1 if other is None else 3
