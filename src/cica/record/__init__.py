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

    import networkx as nx

    from cica.briefings.briefing import Briefing
    from cica.dates.date import When
    from cica.exports.exporting import Progress, Written
    from cica.model.organisations import Organisation
    from cica.model.others import OtherEntity
    from cica.model.states import State

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

        Parameters
        ----------
        path : str or os.PathLike
            Where to. The ending says the form:

            * ``.sqlite`` and ``.duckdb``, a database, and ``.xlsx``, a workbook: all tables;
            * ``.csv``, ``.json``, ``.jsonl`` (an object a line), ``.parquet``, ``.dta`` (Stata 14 or later) and ``.sav`` (SPSS):
              one table; if the path ends in a slash, or is that of a folder, a file in it for each table: ``"cica.csv/"``;
            * ``.ttl`` and ``.jsonld``, linked data of the whole record; ``ro-crate``, a folder with the data package and what
              describes it, of which ``croissant.json`` and ``ro-crate-metadata.json`` are parts;
            * ``.ics``, a calendar of the meetings, or of those in a table; ``.geojson``, states with their outlines: who belongs to
              CICA, or the rows of a table about states.

            A file that is there is replaced once the new one is written whole; in a folder that is there, the files of that name.
        table : str, Table or data frame, optional
            What goes into the file: a table of the record by its name, such as ``"memberships"``, or a question that needs to be
            told no more, such as ``"members"``; what a question has answered, such as ``cica.members(on=2015)``; or a data frame
            of any engine, such as `panel`, `dyads` and `annotate` make. By default the table or the question that is called as
            the file is, else all.
        undetermined : bool, default False
            Whether the undetermined items of a `Table` follow the others, with a column ``undetermined`` that says which they are.
        verbatim : bool, default False
            Whether text stays as it is in CSV that a spreadsheet would run, before which otherwise there is an apostrophe.
        progress : callable, optional
            What is told how far it is: a function of the name of what is written next, the number of what is done, and of how many.

        Returns
        -------
        Path
            The file or the folder.

        Raises
        ------
        OptionError
            If the ending is none of these, or does not go with the other arguments, or the form has no room for a value.
        NotFoundError
            If there is no table of that name.
        ImportError
            If what writes the form is not installed: ``pip install "cica[xlsx]"``, and likewise ``calendar``, ``duckdb``,
            ``parquet``, ``stata``, ``spss``.
        OSError
            If the file cannot be written there.

        Notes
        -----
        A date is five columns, as in `Table.to_frame`: EDTF text, the year where it is certain, the first and the last day on which
        it may lie, and the day where it is known to the day. Keys, references, labels and the words of a category are those that
        the description of the data declares. The same record gives the same file, byte for byte, but for DuckDB, which marks each
        of its files with a number of its own.

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

    def network(
        self,
        organisations: Organisation | str | Iterable[Organisation | str] | None = None,
        states: Iterable[State | OtherEntity | str | int] | None = None,
        *,
        projection: str | None = None,
        universal: bool = True,
        undetermined: bool = True,
        role: str | None = None,
        on: When | None = None,
        suspended: str = "member",
    ) -> nx.Graph[str]:
        """The network of states and organisations on a day, as a graph of networkx.

        Parameters
        ----------
        organisations, states, projection, universal, role, on, suspended
            As in `ties`, which has the same as a table, and without networkx.
        undetermined : bool, default True
            Whether the ties of which it is undetermined whether they are there are in the graph, each of which says so.

        Returns
        -------
        networkx.Graph
            The graph. Its nodes are identifiers, such as ``"KAZ"`` and ``"cica"``, with these attributes:

            * ``name``: the name of a state on that day, or of an organisation.
            * ``mode``: ``"state"``, ``"organisation"``, or ``"other"`` for what is no state and belongs to an organisation as
              states do, such as Hong Kong.
            * ``bipartite``: 0 for members, 1 for organisations, as `networkx.algorithms.bipartite` has it.
            * ``scope``: of an organisation, such as ``"universal"``; empty where it is not recorded.

            An edge has ``undetermined``, which is true where the evidence, or the coverage of the record, leaves it open whether
            the tie is there; and

            * ``role`` and ``since``, the first day as EDTF text: where they are known;
            * with ``projection``, ``weight``, how many the two share for certain, and ``weight_at_most``, how many if all that is
              undetermined holds. Where the weight is 0, the tie itself is undetermined.

            Of the graph itself ``graph.graph`` has the day asked about, ``on``; the day to which the record is updated, ``as_of``;
            and its ``version``.

        Raises
        ------
        NotFoundError
            If there is no such state or organisation, or if the record does not hold who belongs to one that is named.
        OptionError
            If an argument is none of those accepted.
        DateError
            If ``on`` is not a date, or is open on a side.
        ImportError
            If networkx is not installed: ``pip install "cica[network]"``.

        Notes
        -----
        Whoever is named in ``organisations`` or ``states`` is a node, tied or not, if it existed on that day; where nobody is
        named, whoever has a tie is. Over years it is a list: ``[cica.network(on=year) for year in range(1992, 2026)]``.

        What networkx counts of a graph counts an undetermined tie as a tie, and a weight as far as it is certain. With
        ``undetermined=False`` such ties are left out: a number of ties lies between those of the two graphs.

        Examples
        --------
        >>> import cica
        >>> graph = cica.network(on="2011-03-01")
        >>> graph.nodes["KAZ"]["name"], graph.edges["KAZ", "cica"]
        ('Kazakhstan', {'undetermined': False, 'role': 'member', 'since': '1999-09-14'})
        >>> [member for _, member, open_ in graph.edges("cica", data="undetermined") if open_]
        ['BHR', 'KHM']
        >>> shared = cica.network(states=cica.members(), projection="states", universal=False, on="2011-03-01")
        >>> shared.edges["KAZ", "KHM"]
        {'weight': 2, 'weight_at_most': 3, 'undetermined': False}
        """
        from cica.networks import network

        return network(
            self,
            organisations,
            states,
            projection=projection,
            universal=universal,
            undetermined=undetermined,
            role=role,
            on=on,
            suspended=suspended,
        )

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
