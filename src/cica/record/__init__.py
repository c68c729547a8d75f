"""The record: the objects of a data package, and the questions they answer."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cica.package.files import Bundled, Kept, open_files
from cica.record.panels import Panels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import Any, Self

    from cica.briefings.briefing import Briefing
    from cica.dates.date import When
    from cica.exports.exporting import Progress, Written

__all__ = ["BUNDLED", "Record", "load"]


class Record(Panels):
    """The public record of CICA: every fact typed, dated with honest precision, and traceable to its sources.

    Two records are equal when they are updated to the same day and hold the same facts.

    The functions of this library are the methods of one record, the one that comes with it; `load` gives that record, or one from
    elsewhere, which answers the same questions.

    Examples
    --------
    >>> import cica
    >>> record = cica.load()
    >>> record.members() == cica.members()
    True
    """

    @property
    def version(self) -> str:
        """The version of the data: of the bundled record that of this library.

        Examples
        --------
        >>> import cica
        >>> cica.load().version == cica.__version__
        True
        """
        return str(self._package.description.get("version", ""))

    def briefing(self, on: When | None = None) -> Briefing:
        """A readable briefing on CICA, composed from the record as known on a day.

        Parameters
        ----------
        on : str, datetime.date, int or Date, optional
            The day; a coarser date stands for its last day. By default the day to which the record is updated.

        Returns
        -------
        Briefing
            The briefing, which a notebook sets and ``print`` writes as text; `Briefing.export` writes it to a file.

        Raises
        ------
        DateError
            If ``on`` is not a date, or is open on a side.

        Notes
        -----
        Every name, number and day in it comes from the record. The sources behind a sentence are those that state its facts,
        published by that day if there are such, otherwise later ones.

        Examples
        --------
        >>> import cica
        >>> for point in cica.briefing(on="2001-12-01").sections[0].points:
        ...     print(point.text)
        CICA is a forum of 16 member states, with ten observer states and four observer organisations.
        Kazakhstan has held the chair since a day between 5 October 1992 and 14 September 1999.
        The first summit is due in 2002, by 30 June; no place has been announced.
        There is no Secretariat yet.
        """
        from cica.briefings.composing import compose
        from cica.briefings.sections import SECTIONS

        return compose(self if on is None else self.as_known(on), self._whole, SECTIONS)

    def export(
        self,
        path: str | os.PathLike[str],
        table: object = None,
        *,
        undetermined: bool = False,
        verbatim: bool = False,
        progress: Progress | None = None,
    ) -> Path:
        """Write the record, or a table, to a file for other programs; the ending of its name says the form.

        Examples
        --------
        >>> import tempfile
        >>> import cica
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     cica.export(f"{folder}/memberships.csv").name
        'memberships.csv'
        """
        return self._export(path, table, undetermined=undetermined, verbatim=verbatim, progress=progress).path

    def _export(self, path: str | os.PathLike[str], table: object = None, **options: Any) -> Written:
        """Write a file, and say what was written."""
        from cica.exports.exporting import export

        def labels(columns: Iterable[str]) -> Mapping[str, tuple[str, Mapping[int, str]]]:
            from cica.frames.labels import labels

            return labels(self, columns)

        return export(self, path, table, labels=labels, **options)

    def _key_points(self) -> Briefing:
        """The first section of the briefing, without writing the others."""
        from cica.briefings.composing import compose
        from cica.briefings.key_points import KEY_POINTS

        return compose(self, self._whole, [KEY_POINTS])

    def __eq__(self, other: object) -> bool:
        if self is other or not isinstance(other, Record):
            return self is other
        from cica.package.rows import TABLES

        def facts(record: Record, table: str) -> list[tuple[str, dict[str, str]]]:
            return [(key, row) for key, (_, row) in record._package.rows(table).items()]

        return self.as_of == other.as_of and all(facts(self, table) == facts(other, table) for table in TABLES)

    def __hash__(self) -> int:
        return hash((Record, self.as_of))

    def __copy__(self) -> Self:
        return self  # which never changes

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> str | tuple[object, ...]:
        if self is BUNDLED:
            return "BUNDLED"  # the name by which it is found, here and there
        if self._made is not None:
            return _asked, self._made
        return type(self), (self._files,)

    def __repr__(self) -> str:
        known = "known on" if self.as_of < self._whole.as_of else "updated to"
        return f"<Record of CICA, {known} {self.as_of}>"


BUNDLED = Record(Bundled())


def _asked(record: Record, question: str, given: tuple[object, ...]) -> object:
    """What a record answered to a question before it went into a pickle."""
    return getattr(record, question)(*given)


def load(path: str | os.PathLike[str] | None = None) -> Record:
    """The record that comes with this library, or one made of another data package.

    Parameters
    ----------
    path : str or os.PathLike, optional
        A folder or a zip file with a data package of the same shape: ``datapackage.json`` and one CSV file a table; or that
        ``datapackage.json`` in its folder. By default the data package that comes with this library.

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
    from cica.package.checking import check

    record = Record(Kept(open_files(path)))
    check(record._package, trusted=BUNDLED._package.source)
    return record
