"""Other records from this one: as it was known on a day, with organisations continued; and what changed between two."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cica.errors import one_of, warn
from cica.questions.base import Base
from cica.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from cica.dates.date import When
    from cica.model.changes import Change
    from cica.model.sources import Statement

__all__ = ["Times"]


class Times(Base):
    """The record as it was known on a day, and what changed since."""

    def as_known(self, on: When) -> Self:
        """The record as a reader of an earlier day could know it.

        Parameters
        ----------
        on : str, datetime.date, int or Date
            The day; a coarser date stands for its last day.

        Returns
        -------
        Record
            A whole record, which answers every question and in which nothing stands that was decided, announced, held or published
            later: its ``as_of`` is that day.

        Raises
        ------
        DateError
            If ``on`` is not a date, or is open on a side.

        Warns
        -----
        BeyondRecordWarning
            If the day lies after the one to which the record is updated; it is then as known on that last day.

        Notes
        -----
        A chairmanship ends when the latest decision of the time scheduled it, a meeting to come stands as planned, and an end that
        had not come is open. A fact counts as known from the last day on which it can have come about, the first on which it can be
        shown to have been known; one without a date, from the first publication that speaks of it. Remarks, which were written with
        all of the record in view, are left out of a record of an earlier day.

        Examples
        --------
        >>> import cica
        >>> then = cica.as_known("2015-03-01")
        >>> then.chair().state.name, str(then.chair().end), len(then.members())
        ('China', '2016', 26)
        >>> str(then.summit(5).plans[-1].due), cica.summit(5).city
        ('2018', 'Dushanbe')
        """
        from cica.dates.date import days
        from cica.package.known import KnownRows
        from cica.package.objects import Package

        _, day = days(on)
        if day > self.as_of:
            warn(f"the record is updated to {self.as_of}; of {on} it knows no more than of that day")
            day = self.as_of
        known = type(self)(self._files)
        known._origin = self._whole
        known._made = self._whole, "as_known", (day,)
        known._loaded = Package(KnownRows(self._whole._package.source, day))
        return known

    def continued(self) -> Self:
        """The record in which an organisation and those that it continues count as one.

        Returns
        -------
        Record
            A whole record, which answers every question. Memberships in the Collective Security Treaty are in it memberships in the
            Collective Security Treaty Organization, those in the Shanghai Five in the Shanghai Cooperation Organisation, and so on
            by ``Organisation.predecessor``; of what is continued itself it holds no memberships.

        Notes
        -----
        Years of change count one organisation, not two; and spells, joint memberships and dyad-years go back to the first of the
        line. A state that did not go over, as Azerbaijan and Georgia in 1999, was a member of the line for its time.

        Examples
        --------
        >>> import cica
        >>> cica.members("csto", on="1995-01-01").ids
        ()
        >>> cica.continued().members("csto", on="1995-01-01").ids
        ('ARM', 'AZE', 'BLR', 'GEO', 'KAZ', 'KGZ', 'RUS', 'TJK', 'UZB')
        """
        from cica.package.lineages import LineageRows
        from cica.package.objects import Package

        one = type(self)(self._files)
        one._made = self, "continued", ()
        one._loaded = Package(LineageRows(self._package.source))
        if self._whole is not self:
            one._origin = self._whole.continued()
        return one

    def diff(self, earlier: Self | When, later: Self | When | None = None, *, table: str | None = None) -> Table[Change]:
        """What changed between two records: two days, or two versions of the data.

        Parameters
        ----------
        earlier : Record, str, datetime.date, int or Date
            A record, or the day as known on which this one is taken.
        later : Record, str, datetime.date, int or Date, optional
            Likewise; by default this record.
        table : str, optional
            Only the changes in this table of the data package. By default those in all tables of facts: not those in ``sources``,
            ``statements``, ``disputes`` and ``coverage``, which are about the record.

        Returns
        -------
        Table of Change
            One for each fact that came or went, and one for each field that was revised, table by table.

        Raises
        ------
        DateError
            If one of the two is neither a record nor a date.
        OptionError
            If there is no such table.

        Examples
        --------
        >>> import cica
        >>> cica.diff("2018-09-23", "2018-09-24", table="chairmanships").ids[:2]
        ('chairmanships/china-2014/end', 'chairmanships/china-2014/closing')
        >>> change = cica.diff("2012-04-01", "2012-04-02")["chairmanships/turkey-2010/end"]
        >>> change.old, change.new, change.publisher
        ('[2012-04-02..2012-12-31]', '2014', 'CICA Secretariat')
        """
        from cica.package.rows import TABLES

        one_of("table", table, TABLES)
        before = earlier if isinstance(earlier, Times) else self.as_known(earlier)
        after = self if later is None else later if isinstance(later, Times) else self.as_known(later)
        about = ("sources", "statements", "disputes", "coverage")
        tables = [table] if table else [name for name in TABLES if name not in about]
        found = [change for name in tables for change in after._changes(name, before)]
        return Table(found, title=f"changes from {before.as_of} to {after.as_of}")

    def _changes(self, table: str, before: Self) -> Iterator[Change]:
        """What this record has otherwise in a table than an earlier one."""
        from cica.model.changes import Change
        from cica.package.known import REMARKS, SINCE

        # Remarks and the like are withheld from a record of an earlier day: that they are there later is no change.
        earlier = any(record.as_of < record._whole.as_of for record in (self, before))
        withheld = (*REMARKS, "sources") if earlier else ()
        old, new = ({key: row for key, (_, row) in record._package.rows(table).items()} for record in (before, self))
        for key, row in new.items():
            was = old.get(key)
            fields = dict.fromkeys((*was, *row)) if was else [_dating(row, SINCE.get(table, ""))]
            for field in fields:
                if field in withheld or (was and was.get(field) == row.get(field)):
                    continue
                value, kept = row.get(field, ""), was.get(field, "") if was else ""
                yield Change(table, key, field, "revised" if was else "added", kept, value, self._behind(table, key, field, value))
        for key, row in old.items():
            if key not in new:
                field = _dating(row, SINCE.get(table, ""))
                yield Change(table, key, field, "removed", row.get(field, ""))

    def _behind(self, table: str, key: str, field: str, value: str) -> Statement | None:
        """The best statement behind a value: of those published by then, or else later, the most exact, official and early."""
        from cica.dates.answers import Answer
        from cica.dates.date import Date
        from cica.model.sources import SourceKind
        from cica.package.agreement import agreement

        trust, undated = get_args(SourceKind), Date("9999-12-31")
        for record in (self, self._whole):
            said = record._statements(table, key, field)
            if table == "chairmanships":  # what was scheduled is said of its terms
                for term in record._package.source.having("terms", "chairmanship", key):
                    said += record._statements("terms", term, "until")
            agreeing = [s for s in said if value and agreement(s.value, value) is Answer.YES]
            if agreeing:
                return min(
                    agreeing,
                    key=lambda s: (s.value != value, trust.index(s.source.kind), (s.source.published or undated).sort_key),
                )
        return None


def _dating(row: dict[str, str], since: str) -> str:
    """The field that dates a row, or its name where nothing does."""
    return next((field for field in (since, "name", "value") if field in row), "id")
