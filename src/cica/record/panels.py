"""The record in data frames: its columns beside the rows of anybody's panel, and panels of its own."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, TypedDict, TypeVar, Unpack, cast, overload

from cica.errors import nearest, told
from cica.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    import polars as pl
    import pyarrow as pa
    from pandas import DataFrame

    from cica.dates.date import When
    from cica.model.organisations import Organisation
    from cica.model.others import OtherEntity
    from cica.model.states import State

    class _Panel(TypedDict, total=False):
        freq: str
        states: Iterable[State | OtherEntity | str | int] | None
        codes: str | Sequence[str] | None
        system: str | None
        microstates: bool
        organisations: Organisation | str | Iterable[Organisation | str] | None
        columns: str | Sequence[str] | None
        exclude: Organisation | str | Iterable[Organisation | str] | None
        names: str | Mapping[str, str]
        year: str
        suspended: str

    class _Dyads(TypedDict, total=False):
        directed: bool
        states: Iterable[State | OtherEntity | str | int] | None
        codes: str | Sequence[str] | None
        system: str | None
        microstates: bool
        organisations: Organisation | str | Iterable[Organisation | str] | None
        columns: str | Sequence[str]
        exclude: Organisation | str | Iterable[Organisation | str] | None
        names: str
        year: str
        suspended: str


__all__ = ["Panels"]

FrameT = TypeVar("FrameT")
F = TypeVar("F", bound="Callable[..., Any]")


def _known(function: F) -> F:
    """A method that answers an unknown keyword with the nearest right one."""
    code = function.__code__
    accepted = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]

    @wraps(function)
    def checked(*given: Any, **options: Any) -> Any:
        for name in options:
            if name not in accepted:
                likely = nearest(name, accepted, 1)
                hint = f"; did you mean {likely[0]!r}?" if likely else f"; accepted are {', '.join(accepted)}"
                raise TypeError(f"{function.__name__}() has no argument {told(name)}{hint}")
        return function(*given, **options)

    return cast("F", checked)


class Panels(Questions):
    """The record in data frames."""

    @_known
    def annotate(
        self,
        frame: FrameT,
        state: Hashable,
        on: Hashable | None = None,
        *,
        start: Hashable | None = None,
        end: Hashable | None = None,
        scheme: str | None = None,
        organisations: Organisation | str | Iterable[Organisation | str] | None = None,
        columns: str | Sequence[str] | None = None,
        exclude: Organisation | str | Iterable[Organisation | str] | None = None,
        names: str | Mapping[str, str] = "{organisation}_{column}",
        year: str = "any",
        unknown: str = "raise",
        predecessors: bool = False,
        overwrite: bool = False,
        suspended: str = "member",
    ) -> FrameT:
        """Add CICA's columns, or those of other organisations, to a data frame.

        The frame comes back with its rows, their order and its index as they were, as the same kind of frame: of pandas, polars,
        pyarrow, modin, DuckDB, Dask or PySpark. What was lazy stays lazy.

        Parameters
        ----------
        frame : data frame
            A frame with one row for each state and date, in which both may be repeated or missing.
        state : str
            The column with the states: codes or names. An empty text is missing. Columns of pandas may be named by anything.
        on : str, optional
            The column with the dates: dates, timestamps, years as numbers, or ISO and EDTF text.
        start, end : str, optional
            Instead of ``on``, the columns with the first and the last day of each row, such as those of a war or a term of office,
            in the same forms; of a coarser date its first day, or its last. What is asked of a row is then the answer of any day
            between, and ``days`` are those on which the state was a member.
        scheme : str, optional
            The scheme of the codes: ``"alpha2"``, ``"alpha3"``, ``"numeric"`` (or ``"m49"``), ``"cow"``, ``"gw"``, ``"polity"``,
            ``"vdem"``, the letters ``"cowc"``, ``"gwc"``, ``"polityc"`` and ``"vdemc"``, ``"wikidata"``, or ``"name"``. By default
            what the name of the column says (``ccode`` and ``ccode1`` are Correlates of War codes, ``gwno_a`` those of Gleditsch
            and Ward, ``iso3c`` those of ISO), else any ISO code in letters, and any name. Numbers, as text or of any type, need
            one or the other.
        organisations : str, Organisation or iterable, optional
            The organisations of which columns are added, and which are counted; by default CICA, and counted are all of which the
            record holds full members.
        columns : str or sequence of str, optional
            Which columns; by default ``role``, ``days``, ``chair`` and ``members``.

            * ``role``: the role of the state, such as ``member``, ``observer``, ``participant`` or ``suspended``; ``none``;
              ``undetermined``; ``non-member``, where the record holds no more than the full members of the organisation; or
              ``no-state``, on days on which there was no such state, with nothing but ``members`` in the other columns.
            * ``member``, ``observer``: 1 if it was a full member, or an observer, else 0.
            * ``status``: the code of its role in the Correlates of War data: 1, 2, 3, or 0.
            * ``days``: days since its accession, of a full member; ``days_least`` and ``days_most`` bound it.
            * ``chair``: 1 if it held the chair, else 0; of CICA only.
            * ``members``: the number of full members; ``members_least`` and ``members_most`` bound it.
            * ``full``: the number of organisations in which the state is a full member, and ``any`` of those in which it has any
              role, in columns ``organisations_full`` and ``organisations_any``; ``full_least``, ``full_most``, ``any_least`` and
              ``any_most`` bound them.
        exclude : str, Organisation or iterable, optional
            Organisations that ``full`` and ``any`` do not count, such as ``"cica"`` where the count is to explain membership in it.
        names : str or mapping of str to str, optional
            What the columns are called: a pattern, or a mapping from their default names, which are such as ``cica_role``.
        year : str, default "any"
            What is asked of a year, or of a month in text: ``"any"`` day of it, as `members` and the Correlates of War data do; its
            ``"first"`` or its ``"last"`` day; or the ``"share"`` of its days, which gives the columns ``member``, ``observer`` and
            ``chair`` as shares, and ``members`` and counts as means. With ``start`` and ``end`` ``"any"`` and ``"share"`` ask about
            the days between.
        unknown : str, default "raise"
            What to do with states and dates that are not recognised: ``"raise"`` an error that lists them with what is like them,
            ``"warn"`` with the same text, or leave their rows empty with ``"null"``.
        predecessors : bool, default False
            Whether rows for a state before its time mean the one that held its place, as `predecessors` lists them: Russia in 1980
            the Soviet Union. Codes of V-Dem always do.
        overwrite : bool, default False
            Whether columns of the names of the new ones are replaced, so that a cell of a notebook can run twice.
        suspended : str, default "member"
            What a full member is for the time for which its rights were suspended: a ``"member"`` still; ``"out"``, as the
            Correlates of War code it; or ``"undetermined"``.

        Returns
        -------
        data frame
            The frame with the columns added. A cell is empty (null) where the state or the date of its row is, and where the answer
            is undetermined, which in ``role`` is a word.

        Raises
        ------
        OptionError
            If an argument is none of those accepted, if the frame has no such column, or has one by the name of a new one; if
            numbers stand in the column of states and no scheme is said, or if another scheme knows more of its codes.
        NotFoundError
            If ``unknown`` is ``"raise"`` and some states are not recognised, or are groups of states, or if there is no such
            organisation.
        AmbiguousError
            If ``unknown`` is ``"raise"`` and a name means several states in some rows.
        DateError
            If ``unknown`` is ``"raise"`` and some dates cannot be read, or some spans of days end before they begin.
        ImportError
            If narwhals is not installed: ``pip install "cica[frames]"``.

        Warns
        -----
        BeyondRecordWarning
            If a date lies after the day to which the record is updated.
        NoStateWarning
            If there are rows for states on days on which they did not exist.
        UserWarning
            If ``unknown`` is ``"warn"`` and something is not recognised; or if there are rows with a date in ``start`` and none in
            ``end``, which are left empty; or if a count over all organisations is open for most states, since the record does not
            hold all members of one of them.

        Notes
        -----
        Every cell is what the questions of the record answer for its state and date: `memberships`, `members` and `chairmanships`.
        Of several roles the fullest counts, unless a fuller one is possible. A timestamp counts as the day it shows in its own time
        zone, or that of the session. Of a year, ``days`` is the greatest number on any day of it; the year in which the record ends
        is taken as far as the record goes.

        A code, or a name that several states bore in turn, is read at the date of its row: 365 is the Soviet Union and then Russia,
        "Yugoslavia" in 2001 is Serbia and Montenegro. A year in which one state follows another gets the answer of any day in it.
        A state existed on the days of Gleditsch and Ward's list, else of that of the Correlates of War; of the system of its codes;
        and as long as it belonged to the organisation. What is no state of the record, such as Hong Kong, belongs to nothing
        but what the record says, and where it does not hold every member, it is ``undetermined``.

        In ``full`` and ``any`` each organisation counts as its own column would: full members, and whoever has any role.
        Of many organisations the record holds the full members only, so that ``any`` over them is undetermined and empty: name
        those whose ``coverage`` is ``"all"``, or take ``any_least``.

        A lazy frame is asked once which states it has with which dates. The rows of a DuckDB relation or a Spark frame have no
        order of their own, neither before nor after.

        Examples
        --------
        >>> import cica
        >>> import pandas as pd
        >>> panel = pd.DataFrame({"iso3": ["KOR", "KOR", "JPN"], "year": [2005, 2015, 2015]})
        >>> cica.annotate(panel, "iso3", "year")
          iso3  year cica_role  cica_days  cica_chair  cica_members
        0  KOR  2005  observer       <NA>           0            17
        1  KOR  2015    member       3484           0            26
        2  JPN  2015  observer       <NA>           0            26
        >>> terms = pd.DataFrame({"iso3": ["LKA"], "from": ["2015-01-09"], "to": ["2019-11-18"]})
        >>> cica.annotate(terms, "iso3", start="from", end="to", columns=["role", "days", "full"])
          iso3        from          to cica_role  cica_days  organisations_full
        0  LKA  2015-01-09  2019-11-18    member        461                  12
        """
        from cica.frames.annotating import annotate

        return annotate(
            self,
            frame,
            state,
            on,
            start=start,
            end=end,
            scheme=scheme,
            organisations=organisations,
            columns=columns,
            exclude=exclude,
            names=names,
            year=year,
            unknown=unknown,
            predecessors=predecessors,
            overwrite=overwrite,
            suspended=suspended,
        )

    @overload
    def panel(
        self, start: When, end: When | None = ..., *, engine: Literal["pandas"] = ..., **options: Unpack[_Panel]
    ) -> DataFrame: ...
    @overload
    def panel(
        self, start: When, end: When | None = ..., *, engine: Literal["polars"], **options: Unpack[_Panel]
    ) -> pl.DataFrame: ...
    @overload
    def panel(self, start: When, end: When | None = ..., *, engine: Literal["pyarrow"], **options: Unpack[_Panel]) -> pa.Table: ...
    @_known
    def panel(
        self,
        start: When,
        end: When | None = None,
        *,
        freq: str = "year",
        states: Iterable[State | OtherEntity | str | int] | None = None,
        codes: str | Sequence[str] | None = None,
        system: str | None = None,
        microstates: bool = True,
        organisations: Organisation | str | Iterable[Organisation | str] | None = None,
        columns: str | Sequence[str] | None = None,
        exclude: Organisation | str | Iterable[Organisation | str] | None = None,
        names: str | Mapping[str, str] = "{organisation}_{column}",
        year: str = "any",
        suspended: str = "member",
        engine: str = "pandas",
    ) -> object:
        """A panel of states over time, with CICA's columns or those of other organisations.

        Parameters
        ----------
        start : str, datetime.date, int or Date
            The first period; of a coarser date its first day.
        end : str, datetime.date, int or Date, optional
            The last period; of a coarser date its last day. By default the day to which the record is updated.
        freq : str, default "year"
            The length of a period: ``"year"``, ``"month"`` or ``"day"``.
        states : iterable of State, OtherEntity, str or int, optional
            The states, such as ``cica.members()`` or ``["KAZ", "KOR", "USSR"]``; by default all states of the record, and the
            former ones, by identifier.
        codes : str or sequence of str, optional
            The columns that say which state it is, under the names that other data have for them: ``ccode``, ``cowcode`` or
            ``COWcode`` and ``stateabb`` (Correlates of War), ``gwcode`` or ``gwno`` (Gleditsch and Ward), ``polity_ccode`` and
            ``scode`` (Polity), ``country_id`` and ``country_text_id`` (V-Dem), ``iso3`` or ``iso3c``, ``iso2c``, ``iso3n``,
            ``wikidata``, ``country`` (the name) and ``state`` (the identifier in the record, ``KOR`` or ``soviet-union``). By
            default ``state`` and ``country``, or the code of the system and ``country``.
        system : str, optional
            The states are those of a state system, ``"cow"``, ``"gw"``, ``"polity"`` or ``"vdem"``, one for each of its codes.
        microstates : bool, default True
            With ``system``, whether those that it counts among the microstates are there too.
        organisations, columns, exclude, names, year, suspended
            As in `annotate`; ``year`` also says what is asked of a month.
        engine : str, default "pandas"
            What makes the frame: ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

        Returns
        -------
        data frame
            One row for each state and period, state by state: the codes; ``year``, ``year`` and ``month``, or ``date``; and the
            columns asked for.

        Raises
        ------
        OptionError
            If an argument is none of those accepted, or ``end`` lies before ``start``.
        NotFoundError
            If there is no such state or organisation.
        DateError
            If ``start`` or ``end`` is not a date.
        ImportError
            If narwhals (``pip install "cica[frames]"``) or the engine is not installed.

        Warns
        -----
        UserWarning
            If states are left out for want of a code, or of counts as in `annotate`.

        Notes
        -----
        A state is there in every period on any day of which it existed: of a state system, as the system has it; else by Gleditsch
        and Ward's list, by that of the Correlates of War, or as long as it belonged to an organisation of the record. Each has the
        codes of that time, those of the last day of the period on which it was there.

        A key is never empty: a state without the code asked for is left out of the period, with a warning.

        Examples
        --------
        >>> import cica
        >>> cica.panel(2005, 2007, states=["KOR"], codes="ccode", columns=["role", "days", "members"])
           ccode  year cica_role  cica_days  cica_members
        0    732  2005  observer       <NA>            17
        1    732  2006    member        197            18
        2    732  2007    member        562            18
        """
        from cica.frames.panels import panel

        options: dict[str, Any] = {"organisations": organisations, "columns": columns, "names": names, "year": year}
        options |= {"system": system, "microstates": microstates, "suspended": suspended, "exclude": exclude}
        return panel(self, start, end, freq, states, codes, engine, **options)

    @overload
    def dyads(
        self, start: When, end: When | None = ..., *, engine: Literal["pandas"] = ..., **options: Unpack[_Dyads]
    ) -> DataFrame: ...
    @overload
    def dyads(
        self, start: When, end: When | None = ..., *, engine: Literal["polars"], **options: Unpack[_Dyads]
    ) -> pl.DataFrame: ...
    @overload
    def dyads(self, start: When, end: When | None = ..., *, engine: Literal["pyarrow"], **options: Unpack[_Dyads]) -> pa.Table: ...
    @_known
    def dyads(
        self,
        start: When,
        end: When | None = None,
        *,
        directed: bool = False,
        states: Iterable[State | OtherEntity | str | int] | None = None,
        codes: str | Sequence[str] | None = None,
        system: str | None = None,
        microstates: bool = True,
        organisations: Organisation | str | Iterable[Organisation | str] | None = None,
        columns: str | Sequence[str] = "joint",
        exclude: Organisation | str | Iterable[Organisation | str] | None = None,
        names: str = "{organisation}_{column}",
        year: str = "any",
        suspended: str = "member",
        engine: str = "pandas",
    ) -> object:
        """A frame of pairs of states, year by year, with their joint membership in CICA and in other organisations.

        Parameters
        ----------
        start, end : str, datetime.date, int or Date
            The first and the last year; by default up to the year in which the record ends.
        directed : bool, default False
            Whether each pair is there in both directions; by default once, the state with the lower Correlates of War code first.
        states : iterable of State, OtherEntity, str or int, optional
            The states; by default all states of the record, and the former ones.
        codes : str or sequence of str, optional
            The columns that say which states they are, as in `panel`; with ``1`` and ``2`` for the two sides: ``ccode1`` and
            ``ccode2``, but ``iso3_1`` and ``iso3_2``.
        system, microstates, exclude, suspended
            As in `panel`.
        organisations : str, Organisation or iterable, optional
            The organisations; by default CICA and all of which the record holds the members.
        columns : str or sequence of str, default "joint"
            Which columns: ``joint``, ``status1`` and ``status2`` of each organisation, and counts over all of them.

            * ``joint``: 1 if both states were full members, 0 if one was not, empty if it is undetermined.
            * ``status1``, ``status2``: the code of the role of each in the Correlates of War data: 1, 2, 3, or 0.
            * ``full``, ``any``, and what bounds them: the number of organisations in which both are full members, or have any role,
              in columns such as ``organisations_full``, as in `annotate`.
        names : str, optional
            A pattern for the names of the columns.
        year : str, default "any"
            What is asked of a year: ``"any"`` day of it, its ``"first"`` or its ``"last"``.
        engine : str, default "pandas"
            What makes the frame: ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

        Returns
        -------
        data frame
            One row for each pair and year, pair by pair.

        Raises
        ------
        OptionError
            If an argument is none of those accepted, or ``end`` lies before ``start``.
        NotFoundError
            If there is no such state or organisation.
        DateError
            If ``start`` or ``end`` is not a date.
        ImportError
            If narwhals (``pip install "cica[frames]"``) or the engine is not installed.

        Warns
        -----
        UserWarning
            If states are left out for want of a code, or of counts as in `annotate`.

        Notes
        -----
        Coded as the dyadic data of the Correlates of War on intergovernmental organisations: a full member and an observer do not
        count as joint members. Where those write -9 for what is missing, a cell is empty; -1, for a state outside the state system,
        does not occur, since a pair is there in the years in which both existed (see `panel`). Of a year it is asked whether both
        were members on some day of it, not on the same one.

        Examples
        --------
        >>> import cica
        >>> cica.dyads(2017, 2018, states=["LKA", "IND"], codes=["ccode"], organisations=["cica", "saarc"])
           ccode1  ccode2  year  cica_joint  saarc_joint
        0     750     780  2017           0            1
        1     750     780  2018           1            1
        >>> cica.dyads(2017, 2018, states=["LKA", "IND"], codes=["ccode"], columns="full")
           ccode1  ccode2  year  organisations_full
        0     750     780  2017                  11
        1     750     780  2018                  12
        """
        from cica.frames.panels import dyads

        options: dict[str, Any] = {"organisations": organisations, "columns": columns, "names": names, "year": year}
        options |= {"system": system, "microstates": microstates, "suspended": suspended, "exclude": exclude}
        return dyads(self, start, end, directed, states, codes, engine, **options)
