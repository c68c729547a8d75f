"""A whole list of names or codes at once: what they stand for, and whether they are the members of an organisation."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from cica.errors import NotFoundError, OptionError, one_of, warn
from cica.names.spellings import meant_in
from cica.questions.base import Base
from cica.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cica.dates.date import When
    from cica.model.organisations import Organisation
    from cica.names.cells import Cell
    from cica.tables.checks import Check
    from cica.tables.resolutions import Finding, Resolution, Resolved, Rule

__all__ = ["Lists"]


class Lists(Base):
    """The questions about a list of names."""

    def resolve(
        self, values: Iterable[object], scheme: str | None = None, *, on: When | Iterable[When | None] | None = None
    ) -> Resolved:
        """What the names or codes of a list stand for: the first step in cleaning a file.

        Parameters
        ----------
        values : iterable
            Names, codes, or both: a list, a column of a data frame of pandas or polars, an array of numpy or Arrow. What is missing
            stays so.
        scheme : str, optional
            What the codes are, as in `state`. Numbers need it.
        on : str, datetime.date, int or Date, or an iterable of these, optional
            The date at which all are read, or one for each. By default each is read as what it stood for last.

        Returns
        -------
        Resolved
            What each stands for, in the order of the list, with a table of what was found by which rule, and what is ambiguous.

        Raises
        ------
        OptionError
            If there is no such scheme; if there are numbers and no scheme; if ``values`` is one name, or a data frame;
            or if there is not one date for each.
        DateError
            If a date cannot be read.

        Warns
        -----
        UserWarning
            If a name that several states bear is told apart by what else stands in the list.

        Notes
        -----
        Nothing is raised of what is not found: it is in `Resolved.unclear`. A name that may be several states is the one that no
        other name of the list means at that date: "Congo" beside "Zaire" is the other one. `annotate` reads a column in the same
        way, and says besides whether there was such a state on that day.

        Examples
        --------
        >>> import cica
        >>> cica.resolve(["Viet Nam", "Congo, DR", "USSR", "Hong Kong", "Kazahkstan"])
        5 in the list: state 2, former state 1, no state 1, unknown 1
        5 names and codes
        given       count  finding       entity                            rule  may_be
        Viet Nam    1      state         Vietnam                           name
        Congo, DR   1      state         Democratic Republic of the Congo  name
        USSR        1      former state  Soviet Union                      name
        Hong Kong   1      no state      Hong Kong                         name
        Kazahkstan  1      unknown
        >>> cica.resolve([345, 345], "cow", on=[1985, 2001]).ids
        ('yugoslavia', 'serbia-and-montenegro')
        """
        from cica.names.cells import cells
        from cica.names.finding import SCHEMES
        from cica.names.systems import DATED
        from cica.tables.resolutions import Resolution, Resolved

        one_of("scheme", scheme, {*SCHEMES, *DATED})
        scheme = "numeric" if scheme == "m49" else scheme
        listed = cells(values, on)
        number = next((cell.value for cell in listed if cell.value is not None and cell.value.isdigit()), None)
        if number is not None and scheme in (None, "name"):
            raise OptionError(
                f"values: there are numbers, such as {number}, which mean different states to different projects: give "
                "scheme='cow', 'gw', 'polity', 'vdem' or 'numeric' (ISO 3166-1)"
            )
        counts = Counter(listed)
        meant = {cell: self._meant(cell, scheme) for cell in counts}
        told = self._told_apart(meant)
        rows = {cell: self._resolution(cell, count, meant[cell], told.get(cell.value), scheme) for cell, count in counts.items()}
        shown = [*Resolution.columns, *["on"] * any(cell.on for cell in counts)]
        columns = {name: attrgetter(name) for name in shown}
        table = Table(rows.values(), title="names and codes", columns=columns)
        return Resolved(tuple(rows[cell].entity for cell in listed), table)

    def check(
        self,
        names: Iterable[object],
        organisation: Organisation | str = "cica",
        *,
        on: When | None = None,
        role: str | Iterable[str | None] = "member",
        since: Iterable[object] | None = None,
        scheme: str | None = None,
    ) -> Check:
        """Whether a list is that of the members of an organisation: when it was, and what is missing or too much.

        Parameters
        ----------
        names : iterable
            Names, codes or objects of the record: a list, the lines of a file, a column of a data frame of pandas or polars, an
            array. Empty places do not count.
        organisation : Organisation or str, default "cica"
            The organisation.
        on : str, datetime.date, int or Date, optional
            The day on which the list is to be right, or a coarser date, for any day in it. By default the list is held against
            all days up to the end of the record.
        role : str or iterable of str, default "member"
            As what the names are listed, all or each: ``"member"``, ``"observer"``, ``"partner"``, ``"associate"`` or
            ``"participant"``; ``"observer-state"`` or ``"observer-organisation"``, if the others are not meant, and so for
            partners; or what lists write for these, as "Member States", "dialogue partner".
        since : iterable, optional
            The day since when, one for each name, as the list has it: dates as in ``on``, or with the month in English words, as
            "8 June 2010". Empty places do not count.
        scheme : str, optional
            What the codes are, as in `state`. Numbers need it.

        Returns
        -------
        Check
            The answer; when exactly this list was the membership; what is `missing` and `extra`, and why, with the statements that
            settle it.

        Raises
        ------
        NotFoundError
            If the record knows no such organisation, or not who belongs to it; or if none of the names is understood.
        OptionError
            If there are no names, or ``names`` is one name, or a data frame; if there is no such role or scheme; if there is not
            one role or date for each; or if there are numbers and no scheme.
        DateError
            If ``on`` is not a date, or is open on a side.

        Warns
        -----
        BeyondRecordWarning
            If the day lies after the one to which the record is updated.
        UserWarning
            If a name that several states bear is told apart by what else stands in the list.

        Notes
        -----
        Names are read as in `resolve`: at the day that is asked about, otherwise as what they stood for last. A name that is
        ambiguous or not known is not guessed: it stands in ``extra.undetermined`` with what it may be, and what it may be is not
        said to be missing for certain. Lines that are a total or a heading are set aside. Roles of which the list has no name are
        not asked about; of observers and partners a list that names no organisation is held against the states alone.

        Of several days, and without ``on`` of all, what is missing and extra is said of those on which the membership comes nearest
        to the list: those with the fewest differences, of which a name that is extra counts as two that are missing, since lists
        are cut off more often than they name somebody who did not belong; of these the last. Give ``on`` to hear of another day.

        Examples
        --------
        >>> import cica
        >>> listed = ["Armenia", "Belarus", "Kazakhstan", "Kyrgyz Republic", "Russia", "Tajikistan"]
        >>> check = cica.check(listed, "csto", on="2010-01-01")
        >>> check
        6 names against the members of CSTO on 1 January 2010: not right
        held     from 7 Oct 2002 until 16 Aug 2006, no longer on that day
                 since 19 Dec 2012
        missing  Uzbekistan: a member from 16 Aug 2006 to 19 Dec 2012 [Obozrevatel;
                 Lenta.ru; 2 more]
        >>> check.missing[0].spell.id
        'csto-uzb-member'
        """
        from cica.dates.date import Date
        from cica.names.finding import SCHEMES
        from cica.names.lists import no_name, read
        from cica.names.systems import DATED
        from cica.questions.checking import Checking
        from cica.questions.deciding import Deciding

        one_of("scheme", scheme, {*SCHEMES, *DATED})
        listed = read(names, role, since)
        within = self._found(self._names.organisation, organisation, date="on={}")
        asked = None if on is None else (Date(on), *self._days(on))
        texts = dict.fromkeys(one.text for one in listed if one.entity is None)
        numbers = [text for text in texts if text.isdigit()]
        total = scheme is None and len(numbers) == 1
        kept = [text for text in texts if not (no_name(text)[0] and (total or not text.isdigit()))]
        resolved = {row.given: row for row in self.resolve(kept, scheme, on=None if asked is None else asked[0]).table}
        deciding = Deciding(self._package, self._rosters, self._existence, self._statements, within)
        settled = self._existence.settled(within.id)
        return Checking(self._package, self._names, self._rosters, settled, deciding, within).check(listed, resolved, asked)

    def _meant(self, cell: Cell, scheme: str | None) -> tuple[str, ...]:
        """The identifiers of what stands in a cell; nothing of what is missing, or not known."""
        if cell.entity is not None:
            return (cell.entity.id,)
        if cell.value is None or cell.missing:
            return ()
        try:
            keys = self._names.meant(cell.value, scheme, cell.days)
        except NotFoundError:
            return ()
        if cell.days is None or len(keys) == 1:
            return keys
        # Of several those that existed then: "Korea" in 2015 is not the empire that ended in 1910.
        first, last = (day.toordinal() for day in cell.days)
        return meant_in(self._existence.lived(self._names.turns(cell.value, scheme)), first, last) or keys

    def _told_apart(self, meant: dict[Cell, tuple[str, ...]]) -> dict[object, str]:
        """Of names that may be several states the one that nothing else in the list means at that date, if always the same."""
        beside: dict[object, dict[object, tuple[str, ...]]] = {}
        for cell, keys in meant.items():
            beside.setdefault(cell.days, {})[cell.value] = keys
        told: dict[object, str] = {}
        for value in {cell.value: None for cell, keys in meant.items() if len(keys) > 1}:
            left: list[set[str]] = []
            for there in beside.values():
                if keys := there.get(value, ()):
                    taken = {key for other, its in there.items() if other != value and len(its) == 1 for key in its}
                    left.append({*keys} - taken if len(keys) > 1 else {*keys})
            clear = {key for keys in left if len(keys) == 1 for key in keys}
            if len(clear) == 1 and all(clear <= keys for keys in left):
                (told[value],) = clear
                warn(f"{value!r} is read as {self._names.described(clear)[0]}, by what else stands in the list", UserWarning)
        return told

    def _resolution(self, cell: Cell, count: int, keys: tuple[str, ...], told: str | None, scheme: str | None) -> Resolution:
        """The row of a cell."""
        from cica.model.others import OtherEntity
        from cica.model.states import FormerState
        from cica.tables.resolutions import Resolution

        given = str(cell.entity or ("" if cell.value is None else cell.value))
        key = f"{given} on {cell.on}" if cell.on else given
        if cell.missing or not keys:
            return Resolution(key, given, count, "missing" if cell.missing else "unknown", on=cell.on)
        if len(keys) > 1 and told is None:
            return Resolution(key, given, count, "ambiguous", may_be=tuple(map(self._names.entity, keys)), on=cell.on)
        entity = cell.entity or self._names.entity(told if told is not None and len(keys) > 1 else next(iter(keys)))
        if isinstance(entity, OtherEntity):
            finding: Finding = "group" if entity.kind == "group" else "no state"
        else:
            finding = "former state" if isinstance(entity, FormerState) else "state"
        rule = "object" if cell.entity else "column" if len(keys) > 1 else self._names.rule(cell.value or "", scheme)
        return Resolution(key, given, count, finding, entity, cast("Rule", rule), on=cell.on)
