"""The one way to a file: the form is found by its name, the file written beside its place, and then put there whole."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

import attrs

from cica.dates.scalars import flag
from cica.errors import NotFoundError, OptionError, either, nearest, told
from cica.exports.formats import Format, format_of
from cica.exports.relations import Relation, names, of_record, of_table
from cica.names.likeness import distance
from cica.package.placing import placed
from cica.package.rows import TABLES
from cica.tables.table import Table

if TYPE_CHECKING:
    from cica.exports.framed import Labels
    from cica.model.entity import Entity
    from cica.questions import Questions

__all__ = ["Export", "Progress", "Written", "answers", "export"]

T = TypeVar("T")
WRITERS = ("sqlite3", "duckdb", "_duckdb", "xlsxwriter", "pyreadstat")  # which have errors of their own for what the disk refuses
# What is told of an export on its way: what it is at, how much of it is done, and how much there is.
Progress: TypeAlias = Callable[[str, int, int], object]


@attrs.frozen
class Export:
    """What goes into a file.

    Attributes
    ----------
    record : Questions
        The record.
    tables : sequence of Relation
        The tables: one where one is asked for, or the form takes no more; otherwise all of the record.
    whole : bool
        Whether the record as a whole is asked for.
    verbatim : bool
        Whether text stays as it is that a spreadsheet would run.
    progress : callable or None
        Who is told how far it is.
    """

    record: Questions
    tables: Sequence[Relation]
    whole: bool
    verbatim: bool
    progress: Progress | None

    def each(self, things: Sequence[T], name: Callable[[T], str] = str) -> Iterator[T]:
        """The things one after the other, while it is told how far it is."""
        for done, thing in enumerate(things):
            if self.progress:
                self.progress(name(thing), done, len(things))
            yield thing


@attrs.frozen
class Written:
    """What an export wrote: where, how much, of what, and how many bytes."""

    path: Path
    count: int
    counts: str
    size: int


def export(
    record: Questions,
    path: str | os.PathLike[str],
    table: object = None,
    *,
    undetermined: bool = False,
    verbatim: bool = False,
    progress: Progress | None = None,
    labels: Labels,
) -> Written:
    """Write a record, or a table, to a file: see `Record.export`; ``labels`` says what the columns of a data frame mean."""
    undetermined, verbatim = flag("undetermined", undetermined), flag("verbatim", verbatim)
    if progress is not None and not callable(progress):
        raise OptionError(f"progress={told(progress)}: accepted is a function of a name and two numbers")
    text = _text(path)
    name = Path(text).name
    ending, form = format_of(name)
    file = Path(os.path.realpath(text))  # what a link leads to is written, and not the link
    folder = text.endswith(("/", os.sep)) or file.is_dir()
    if form.needs and find_spec(form.needs) is None:
        raise ImportError(f"{ending} needs {form.needs}: pip install 'cica[{form.extra}]'")
    if folder and not form.folder and form.holds != "table":
        raise OptionError(
            f"{told(name)} is to be a folder: {ending} is one file, so give a name without a slash that no folder has"
        )
    stem = name[: -len(ending)]
    asked = stem if table is None else table
    if not folder and form.holds != "record" and isinstance(asked, str) and asked not in names(record):
        questions = answers(type(record))
        if asked in questions:
            table = getattr(record, asked)()
        elif table is None and form.holds == "tables":
            _no_slip(stem, [*names(record), *questions], ending)
    whole = table is None and (folder or form.holds == "record" or (form.holds == "tables" and stem not in names(record)))
    tables = _tables(record, table, undetermined, stem, form, folder, whole, labels)
    task = Export(record, tables, whole, verbatim, progress)
    write: Callable[[Export, Path], int] = import_module(f"cica.exports.{form.module}").write
    try:
        with placed(text) as made:
            if form.folder or folder:
                made.mkdir()
                count = write(task, made) if form.folder else sum(_each(task, write, made, ending))
            else:
                count = write(task, made)
    except OptionError:
        raise
    except (ValueError, OverflowError) as error:  # of whoever writes the form
        raise OptionError(f"table: {form.what} cannot hold it: {error}") from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in WRITERS:
            raise
        raise OSError(f"{text}: {error}") from error  # such as that the disk is full
    sizes = [part.stat().st_size for part in (file.rglob("*") if file.is_dir() else [file]) if part.is_file()]
    return Written(file, count, form.counts, sum(sizes))


def answers(record: type[Questions]) -> list[str]:
    """The questions that answer with a table without being told more, such as who the members are, and are no table themselves."""
    found: list[str] = []
    for name, question in inspect.getmembers(record, inspect.isfunction):
        asked = inspect.signature(question)
        needed = [one for one in asked.parameters.values() if one.default is one.empty and one.name != "self"]
        if not (name.startswith("_") or name in TABLES or needed) and str(asked.return_annotation).startswith("Table["):
            found.append(name)
    return found


def _no_slip(stem: str, known: Sequence[str], ending: str) -> None:
    """Raise `NotFoundError` of a name that is one letter from that of a table: the whole record is not what is meant."""
    if near := [name for name in known if distance(stem, name, 1) == 1]:
        raise NotFoundError(
            f"there is no table {told(stem)}; did you mean {either(map(repr, near))}? A file with the whole record is called "
            f"otherwise, such as 'cica{ending}'"
        )


def _text(path: Any) -> str:
    """A path as text."""
    text: object = os.fspath(path) if isinstance(path, str) or hasattr(path, "__fspath__") else None
    if not isinstance(text, str) or not text.strip() or "\0" in text:
        raise OptionError(
            f"path={told(path)}: accepted is the path of a file, of which the ending says the form, such as 'cica.sqlite'"
        )
    return text


def _tables(
    record: Questions, given: Any, undetermined: bool, stem: str, form: Format, folder: bool, whole: bool, labels: Labels
) -> list[Relation]:
    """The tables that go into a file."""
    known = names(record)
    if undetermined and not isinstance(given, Table):
        raise OptionError("undetermined=True is for a table that a question has answered, such as cica.members(): give one")
    if given is not None and (folder or form.holds == "record"):
        what = "a folder" if folder else form.what
        raise OptionError(f"table={told(cast('object', given))}: {what} holds the whole record, and no single table")
    if isinstance(given, Table):
        return [of_table(cast("Table[Entity]", given), stem, record, undetermined=undetermined)]
    if given is not None and not isinstance(given, str):
        from cica.exports.framed import of_frame

        return [of_frame(given, stem, labels)]
    if whole:
        return [of_record(record, name) for name in known]
    name = stem if given is None else given
    if name not in known:
        likely = nearest(name, [*known, *answers(type(record))], 1)
        hint = f"did you mean {likely[0]!r}?" if likely else f"there are {', '.join(known)}"
        every = "; of all tables it makes a folder, if the path ends in a slash" if given is None else ""
        raise NotFoundError(f"a file of {form.what} holds one table, and none is called {told(name)}: {hint}{every}")
    return [of_record(record, name)]


def _each(task: Export, write: Callable[[Export, Path], int], folder: Path, ending: str) -> Iterator[int]:
    """Write every table to a file of its own."""
    for table in task.each(task.tables, lambda table: table.name):
        yield write(attrs.evolve(task, tables=[table], progress=None), folder / f"{table.name}{ending}")
