"""The record: the objects of a data package, and the questions they answer."""

from __future__ import annotations

import os

from cica.files import Bundled, open_files
from cica.record.belonging import Belonging
from cica.record.chairs import Chairs
from cica.record.evidence import Evidence
from cica.record.institutions import Institutions
from cica.record.meetings import Meetings
from cica.record.texts import Texts
from cica.record.timeline import Timeline

__all__ = ["BUNDLED", "Record", "load"]


class Record(Belonging, Meetings, Chairs, Texts, Institutions, Evidence, Timeline):
    """The public record of CICA: every fact typed, dated with honest precision, and traceable to its sources.

    The functions of this library are the methods of one record, the one that comes with it; `load` gives that record, or one from
    elsewhere, which answers the same questions.

    Examples
    --------
    >>> import cica
    >>> record = cica.load()
    >>> record.members() == cica.members()
    True
    """

    def __repr__(self) -> str:
        return f"<Record of CICA, complete up to {self.as_of}>"


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
