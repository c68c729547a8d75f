"""The record: the objects of a data package, and the questions they answer."""

from __future__ import annotations

import os

from cica.package.files import Bundled, open_files
from cica.record.briefings import Briefings
from cica.record.panels import Panels

__all__ = ["BUNDLED", "Record", "load"]


class Record(Panels, Briefings):
    """The public record of CICA: every fact typed, dated with honest precision, and traceable to its sources.

    Two records are equal when they are complete up to the same day and hold the same facts.

    The functions of this library are the methods of one record, the one that comes with it; `load` gives that record, or one from
    elsewhere, which answers the same questions.

    Examples
    --------
    >>> import cica
    >>> record = cica.load()
    >>> record.members() == cica.members()
    True
    """

    def __eq__(self, other: object) -> bool:
        if self is other or not isinstance(other, Record):
            return self is other
        from cica.package.rows import TABLES

        def facts(record: Record, table: str) -> list[tuple[str, dict[str, str]]]:
            return [(key, row) for key, (_, row) in record._package.rows(table).items()]

        return self.as_of == other.as_of and all(facts(self, table) == facts(other, table) for table in TABLES)

    def __hash__(self) -> int:
        return hash((Record, self.as_of))

    def __repr__(self) -> str:
        known = "known on" if self.as_of < self._whole.as_of else "complete up to"
        return f"<Record of CICA, {known} {self.as_of}>"


BUNDLED = Record(Bundled())


def load(path: str | os.PathLike[str] | None = None) -> Record:
    """The record that comes with this library, or one made of another data package.

    Parameters
    ----------
    path : str or os.PathLike, optional
        A folder or a zip file with a data package of the same shape: ``datapackage.json`` and one CSV file a table. By default the
        data package that comes with this library.

    Returns
    -------
    Record
        The record; it answers the same questions as the functions of this library.

    Raises
    ------
    PackageError
        If the package cannot be read. It lists every problem at once, each with file, row and field; nothing is half-loaded.

    Notes
    -----
    Only plain files directly in the folder or archive are read, none larger than 64 MiB; no link is followed out of it, and nothing
    in a package is ever run.

    Examples
    --------
    >>> import cica
    >>> cica.load().chair_in(2015).state.name
    'China'
    """
    if path is None:
        return BUNDLED
    record = Record(open_files(path))
    record._package.check()
    return record
