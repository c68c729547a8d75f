"""What the description of a data package declares of the columns of a table, and the rows in which it does not hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias, cast

from cica.errors import Problem, none_of, told
from cica.package.description import FILE, Json, named, objects
from cica.package.sheets import EMPTY

if TYPE_CHECKING:
    from cica.package.rows import Row

__all__ = ["Constraints"]

# The patterns that are looked at. One from elsewhere is refused: to try an expression on a text can take for ever.
PATTERNS = {
    pattern: re.compile(pattern) for pattern in (r"^[a-z0-9]+(-[a-z0-9]+)*$", r"^[A-Z]{3}$", r"^[A-Z]{2}$", "^Q[1-9][0-9]*$")
}
_DAY = r"\d{4}(-\d{2}){0,2}"
# That of dates, of which there is more to say.
DATES = (
    r"^(\d{4}(-\d{2}(-\d{2})?)?|\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}"
    rf"|\[{_DAY}\.\.({_DAY})?\]|\[\.\.{_DAY}\])$"
)

Rule: TypeAlias = Callable[[str], str | None]  # what is wrong with a cell
Lines: TypeAlias = Iterable[tuple[int, "Row"]]


class Constraints:
    """What is declared of the columns of a table.

    Parameters
    ----------
    table : str
        Its name.
    declared : dict
        What the description says of it.
    kinds : mapping of str to str
        What each column holds: ``"integer"``, ``"date"`` or ``"string"``.
    """

    def __init__(self, table: str, declared: Json, kinds: Mapping[str, str]) -> None:
        self._table = table
        self._file = f"{table}.csv"
        self.problems: list[Problem] = []
        self._required: list[str] = []
        self._unique: list[tuple[str, ...]] = []
        self._rules: list[tuple[str, Rule]] = []
        self._references: list[tuple[tuple[str, ...], str, tuple[str, ...]]] = []
        schema = declared["schema"]
        for field in objects(schema["fields"]):
            name = str(field.get("name"))
            kind, given = kinds.get(name, "string"), field.get("constraints", {})
            self._read_type(name, field, "integer" if kind == "integer" else "string")
            if isinstance(given, dict):
                self._read(name, cast("dict[str, object]", given), kind)
            else:
                self._refuse(f"the constraints of {table}.{name} are {told(given)}, which is no object")
        self._read_keys(schema, [str(field.get("name")) for field in objects(schema["fields"])])

    def broken(self, rows: Lines) -> Iterator[Problem]:
        """Every cell that is not as it is declared."""
        met: list[dict[str, int]] = [{} for _ in self._unique]
        for line, row in rows:
            for name, cell in row.items():
                if cell != cell.strip():
                    yield Problem(self._file, line, name, f"{told(cell)} has space before or after it")
                elif "\x00" in cell:
                    yield Problem(self._file, line, name, f"{told(cell)} has a character that is none")
            for name in self._required:
                if name not in row:
                    yield Problem(self._file, line, name, EMPTY)
            for name, rule in self._rules:
                if name in row and (message := rule(row[name])):
                    yield Problem(self._file, line, name, message)
            for names, lines in zip(self._unique, met, strict=True):
                key = "/".join([row.get(name, "") for name in names])
                if (len(names) > 1 or key) and lines.setdefault(key, line) != line:
                    yield Problem(
                        self._file,
                        line,
                        names[0] if len(names) == 1 else None,
                        f"{told(key)} is there already, in row {lines[key]}",
                    )

    def astray(self, rows: Lines, tables: Mapping[str, Sequence[str]], others: Callable[[str], Lines]) -> Iterator[Problem]:
        """Every row that refers, by what is declared, to none; ``others`` are the rows of a table."""
        for names, table, to in self._references:
            if table not in tables or not {*to} <= {*tables[table]}:
                yield Problem(FILE, None, "resources", f"{self._table} refers to {table}.{', '.join(to)}, which is not there")
                continue
            held = {tuple([row.get(name, "") for name in to]) for _, row in others(table)}
            for line, row in rows:
                cells = tuple([row.get(name, "") for name in names])
                if any(cells) and cells not in held:
                    yield Problem(self._file, line, names[0], f"there is no {told('/'.join(cells))} in {table}")

    def _refuse(self, message: str) -> None:
        self.problems.append(Problem(FILE, None, "resources", message))

    def _read_type(self, name: str, field: Json, kind: str) -> None:
        for word, accepted in (("type", (kind, "any")), ("format", ("default",)), ("missingValues", ([""],))):
            if field.get(word, accepted[0]) not in accepted:
                self._refuse(f"the {word} of {self._table}.{name} is {told(field[word])}, not {told(accepted[0])}")

    def _read(self, name: str, given: Mapping[str, object], kind: str) -> None:
        for word, value in given.items():
            if word in ("required", "unique") and isinstance(value, bool):
                if value and word == "required":
                    self._required.append(name)
                elif value:
                    self._unique.append((name,))
            elif rule := _rule(word, value, kind):
                self._rules.append((name, rule))
            elif not (kind == "date" and word == "pattern" and value == DATES):
                self._refuse(f"the {word} of {self._table}.{name} is none of those that are known here: {told(value)}")

    def _read_keys(self, schema: Json, columns: Sequence[str]) -> None:
        if schema.get("missingValues", [""]) != [""]:
            self._refuse(f"the missing values of {self._table} are {told(schema['missingValues'])}, not ['']")
        if "primaryKey" in schema:
            names = named(schema["primaryKey"])
            if not names or not {*names} <= {*columns}:
                self._refuse(f"the primary key of {self._table} is {told(schema['primaryKey'])}, which is not among its columns")
            elif names not in self._unique:
                self._unique.append(names)
        for key in objects(schema.get("foreignKeys")):
            names, reference = named(key.get("fields")), key.get("reference")
            to = cast("Json", reference) if isinstance(reference, dict) else {}
            others = named(to.get("fields"))
            if not names or len(names) != len(others) or not {*names} <= {*columns}:
                self._refuse(f"a foreign key of {self._table} is {told(key)}, which is none of its columns")
            else:
                self._references.append((names, str(to.get("resource") or self._table), others))


def _rule(word: str, value: object, kind: str) -> Rule | None:
    """What a constraint asks of a cell; None of one that is not known."""
    if word == "enum" and isinstance(value, list) and value:
        return _among([str(part) for part in cast("list[object]", value)])
    if word == "pattern" and isinstance(value, str) and value in PATTERNS:
        return _formed(PATTERNS[value])
    if isinstance(value, int) and not isinstance(value, bool):
        if word in ("minLength", "maxLength"):
            return _long(word, value)
        if word in ("minimum", "maximum") and kind == "integer":
            return _large(word, value)
    return None


def _among(words: Sequence[str]) -> Rule:
    return lambda cell: None if cell in words else none_of(cell, words)


def _formed(pattern: re.Pattern[str]) -> Rule:
    return lambda cell: None if pattern.fullmatch(cell) else f"{told(cell)} is not of the form {pattern.pattern}"


def _long(word: str, bound: int) -> Rule:
    def rule(cell: str) -> str | None:
        wrong = len(cell) < bound if word == "minLength" else len(cell) > bound
        return f"{told(cell)} has {len(cell)} letters, and its {word} is {bound}" if wrong else None

    return rule


def _large(word: str, bound: int) -> Rule:
    def rule(cell: str) -> str | None:
        if not (cell.isascii() and cell.isdigit() and len(cell) < 100):  # of which its type tells
            return None
        wrong = int(cell) < bound if word == "minimum" else int(cell) > bound
        return f"{cell} is beyond the {word}, {bound}" if wrong else None

    return rule
