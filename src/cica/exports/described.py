"""The data package as catalogues are told of it: its files, its licences, and who made it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from cica.errors import OptionError
from cica.package.description import FILE

if TYPE_CHECKING:
    from cica.package.description import Json
    from cica.questions import Questions

__all__ = ["Described", "PackageFile"]


@attrs.frozen
class PackageFile:
    """A file of the data package.

    Attributes
    ----------
    name, title, description : str
        What it is called, and what it holds.
    content : bytes
        What is in it.
    fields : sequence of dict
        What the data package declares of its columns; nothing of a file that is no table.
    """

    name: str
    title: str
    description: str
    content: bytes
    fields: Sequence[Json] = ()

    @property
    def media(self) -> str:
        """What kind of file it is."""
        return {"csv": "text/csv", "json": "application/json"}.get(self.name.rpartition(".")[2], "text/plain")

    @property
    def sha256(self) -> str:
        """The digest by which a reader sees that it is the one that is meant."""
        return hashlib.sha256(self.content).hexdigest()


class Described:
    """What the data package of a record says of itself.

    Parameters
    ----------
    record : Questions
        The record.

    Raises
    ------
    OptionError
        If the record was derived from another, as one known on an earlier day is, and so has no files of its own.
    """

    def __init__(self, record: Questions) -> None:
        if record._made is not None:
            raise OptionError(
                "this describes the files of a data package, and a record that was made from another, as that known on a day, has "
                "none: export cica.load(), or a form that holds the facts themselves, such as '.ttl' or '.csv'"
            )
        self._record = record
        given = record._package.description
        self.name = str(given.get("name", "cica"))
        self.title = str(given.get("title", self.name))
        self.description = str(given.get("description", self.title))
        self.version = str(given.get("version", ""))
        self.keywords = [str(word) for word in given.get("keywords", ())]
        self.day = record.as_of.isoformat()
        licences = [(str(one.get("path", "")), str(one.get("title", one.get("name", "")))) for one in given.get("licenses", ())]
        self.licences: list[tuple[str, str]] = licences
        self.makers = [str(one["title"]) for one in given.get("contributors", ()) if "title" in one]
        self.citation = record.cite()

    def files(self) -> list[PackageFile]:
        """The description, the licence where there is one, and the tables."""
        package, read = self._record._package, self._record._files.read
        about = "Tables, columns, keys and licence, as Frictionless describes them."
        found = [PackageFile(FILE, "Description of the data package", about, read(FILE) or b"")]
        if licence := read("LICENSE"):
            found.append(PackageFile("LICENSE", "Licence", "The licence of the data.", licence))
        for table, described in package.source.declared.tables.items():
            path = f"{table}.csv"
            title, about = str(described.get("title", table)), str(described.get("description", ""))
            found.append(PackageFile(path, title, about, read(path) or b"", list(package.source.declared.fields(table))))
        return found

    def schema(self, table: str) -> Any:
        """What the data package declares of a table."""
        return self._record._package.source.declared.tables[table]["schema"]
