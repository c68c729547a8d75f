"""Who says so: sources, statements and disputes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, get_args

from cica.errors import AmbiguousError, NotFoundError, OptionError, nearest, one_of, told
from cica.questions.base import Base
from cica.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cica.dates.answers import Answer
    from cica.model.entity import Entity
    from cica.model.sources import Dispute, Source, Statement

__all__ = ["Evidence"]


class Evidence(Base):
    """The questions about the evidence for facts."""

    def sources(self, kind: str | None = None) -> Table[Source]:
        """The publications that the record rests on.

        Parameters
        ----------
        kind : str, optional
            Only those of this kind: ``"official"`` (an organisation on itself), ``"government"``, ``"un"``, ``"academic"``,
            ``"reference"`` or ``"news"``.

        Returns
        -------
        Table of Source
            The sources, by identifier.

        Raises
        ------
        OptionError
            If there is no such kind.

        Examples
        --------
        >>> import cica
        >>> len(cica.sources(kind="official")) > 100
        True
        """
        from cica.model.sources import Source, SourceKind

        one_of("kind", kind, get_args(SourceKind))
        found = [source for source in self._all(Source) if kind in (None, source.kind)]
        return Table(found, title="sources", coverage=self._covered("sources"), find=self._called(Source, "sources"))

    def evidence(self, fact: Entity | str, field: str | None = None) -> Table[Statement]:
        """What sources say of a fact: the statements that agree with the record, and those that do not.

        Parameters
        ----------
        fact : Entity or str
            The fact: an object of the record, or its identifier, with its table before it (``"meetings/summit-4"``) where the
            same identifier is used in several tables.
        field : str, optional
            Only what they say of this field, such as ``"start"``.

        Returns
        -------
        Table of Statement
            The statements, field by field.

        Raises
        ------
        NotFoundError
            If there is no such fact, or if it is a state, of which as such no source speaks: the message names facts about it.
        AmbiguousError
            If several tables have such an identifier.
        OptionError
            If the fact has no such field.

        Notes
        -----
        Of a date, a statement gives the days that its source leaves possible. It agrees with the record if these include the
        days of the record, and contradicts it if they have none in common.

        Examples
        --------
        >>> import cica
        >>> spell = cica.memberships("Thailand", "cica", role="member")[0]
        >>> sorted({statement.value for statement in cica.evidence(spell, "start")})[:2]
        ['2004', '2004-10-22']
        """
        table, row = self._place(fact)
        one_of("field", field, self._package.columns.get(table, ()))
        found = self._statements(table, row, field)
        columns: dict[str, Callable[[Statement], object]] = {
            "field": lambda statement: statement.field,
            "value": lambda statement: statement.value,
            "agrees": lambda statement: _SHOWN[self.agrees(statement).value],
            "publisher": lambda statement: statement.source.publisher,
            "published": lambda statement: statement.source.published,
        }
        return Table(found, title=f"statements on {row}" + (f", {field}" if field else ""), columns=columns)

    def agrees(self, statement: Statement) -> Answer:
        """Whether a statement agrees with the record.

        Parameters
        ----------
        statement : Statement
            The statement.

        Returns
        -------
        Answer
            Yes if it supports the value of the record: of a date, if the days that the source leaves possible include those of the
            record. No if it contradicts that value: of a date, if they have none in common. Otherwise undetermined, as where it
            supports one of several values, or a text of several words is worded differently.

        Raises
        ------
        NotFoundError
            If the record has no such fact.
        OptionError
            If it is no statement.

        Examples
        --------
        >>> import cica
        >>> statements = cica.evidence("cica-tha-member", "start")
        >>> [s.publisher for s in statements if cica.agrees(s) is cica.Answer.NO]
        ['China Daily', 'Trend']
        """
        from cica.model.sources import Statement
        from cica.package.agreement import agreement

        if not isinstance(statement, Statement):  # whatever a caller may give for one
            raise OptionError(f"statement={told(statement)}: accepted is one of those that evidence() gives")
        table, row = self._place(f"{statement.table}/{statement.row}")
        return agreement(statement.value, self._package.source.row(table, row)[1].get(statement.field, ""))

    def disputes(self, fact: Entity | str | None = None) -> Table[Dispute]:
        """Every field of a fact on which sources disagree, with the value that the record adopts, and why.

        Parameters
        ----------
        fact : Entity or str, optional
            Only disputes about this fact; see `evidence`.

        Returns
        -------
        Table of Dispute
            The disputes, each with the statements for and against.

        Raises
        ------
        NotFoundError
            If there is no such fact, or if it is a state; see `evidence`.

        Examples
        --------
        >>> import cica
        >>> dispute = cica.disputes("cica-tha-member")[0]
        >>> dispute.adopted, sorted({statement.value for statement in dispute.opposing})
        ('2004-10-22', ['2006-06-17', '[2006-06-12..]'])
        """
        source = self._package.source
        if fact is None:
            keys = [*self._package.rows("disputes")]
        else:
            table, row = self._place(fact)
            keys = [key for key in source.having("disputes", "row", row) if source.row("disputes", key)[1]["table"] == table]
        for key in keys:
            if key not in self._disputes:
                self._disputes[key] = self._disputed(key)
        return Table([self._disputes[key] for key in keys], title="disputes")

    def cite(self, style: str = "text") -> str:
        """How to cite this data set, with its version and the day to which it is updated.

        Parameters
        ----------
        style : str, default "text"
            ``"text"`` for a line of text, ``"bibtex"`` for a BibTeX entry.

        Returns
        -------
        str
            The citation.

        Raises
        ------
        OptionError
            If there is no such style.

        Examples
        --------
        >>> import cica
        >>> "The public record" in cica.cite()
        True
        """
        one_of("style", style, ("text", "bibtex"), required=True)
        given = self._package.description
        title, version, year = given.get("title", ""), given.get("version", ""), self._whole.as_of.year
        authors = " and ".join(author["title"] for author in given.get("contributors", []))
        licence = ", ".join(licence["name"] for licence in given.get("licenses", []))
        extent = f"updated to {self._whole.as_of}" + (f", as known on {self.as_of}" if self.as_of < self._whole.as_of else "")
        if style == "text":
            return f"{authors} ({year}). {title} (version {version}, {extent}) [Data set]. {licence}."
        fields = {
            "author": f"{{{authors}}}",
            "title": title,
            "year": str(year),
            "version": version,
            "note": f"Data set, {extent}, {licence}",
        }
        body = "".join(f"  {name:<7} = {{{value}}},\n" for name, value in fields.items())
        return f"@misc{{cica{year},\n{body}}}"

    def _place(self, fact: Entity | str) -> tuple[str, str]:
        """Table and identifier of a fact, or of the one with an identifier."""
        from cica.model.entity import Entity
        from cica.package.rows import TABLES

        if isinstance(fact, Entity):
            self._refuse_state(fact.table_name, fact.id)
            return fact.table_name, fact.id
        if not isinstance(fact, str):  # whatever a caller may give for one
            raise NotFoundError(f"{told(fact)} is no fact: give an object of the record, or its identifier, such as 'summit-4'")
        name = fact
        table, slash, row = name.partition("/")
        if slash and table in TABLES:
            if self._package.source.holds(table, row):
                self._refuse_state(table, row)
                return table, row
            raise NotFoundError(f"there is no {told(row)} in {table}{_hint(row, self._package.rows(table))}")
        facts = [table for table in self._package.columns if table not in ("sources", "statements", "disputes", "state_names")]
        found = [table for table in facts if self._package.source.holds(table, name)]
        if len(found) == 1:
            self._refuse_state(found[0], name)
            return found[0], name
        if found:
            raise AmbiguousError(f"{told(name)} may be {' or '.join(f'{table}/{name}' for table in found)}")
        try:
            state = self._names.state(name).id
        except NotFoundError:
            every = {key: table for table in facts for key in self._package.rows(table)}
            raise NotFoundError(f"no fact of the record has the identifier {told(name)}{_hint(name, every)}") from None
        self._refuse_state("states", state)
        return "states", state

    def _refuse_state(self, table: str, key: str) -> None:
        """Refuse a state, which is no fact on which there are sources: those are about what it was and did."""
        if table != "states" or self._statements(table, key):
            return
        name = self._names.named([key])[0]
        held = self._package.source.having("memberships", "member", key)
        chaired = self._package.source.having("chairmanships", "state", key)
        cica = [name for name in held if self._package.row("memberships", name)[1]["organisation"] == "cica"]
        facts = [*cica, *chaired] or held
        about = f"facts about {name} are {', '.join(facts[:FACTS])}" if facts else f"the record has no membership of {name}"
        raise NotFoundError(f"{key!r} is a state, of which as such no source speaks: {about}; see memberships({key!r})")

    def _disputed(self, key: str) -> Dispute:
        """A dispute with its statements, for and against."""
        import attrs

        from cica.dates.answers import Answer
        from cica.model.sources import Dispute
        from cica.package.agreement import agreement

        dispute = self._package.get(Dispute, key)
        adopted = self._package.source.row(dispute.table, dispute.row)[1].get(dispute.field, "")
        sides: dict[bool, list[Statement]] = {True: [], False: []}
        for statement in self._statements(dispute.table, dispute.row, dispute.field):
            sides[agreement(statement.value, adopted) is Answer.YES].append(statement)
        return attrs.evolve(dispute, adopted=adopted, supporting=tuple(sides[True]), opposing=tuple(sides[False]))

    @cached_property
    def _disputes(self) -> dict[str, Dispute]:
        """The disputes that were asked for, by identifier."""
        return {}


def _hint(name: str, rows: Mapping[str, object]) -> str:
    likely = nearest(name, rows)
    return f"; did you mean {' or '.join(map(repr, likely))}?" if likely else ""


FACTS = 5  # how many facts about a state a message names
_SHOWN = {"yes": "yes", "no": "no", "undetermined": "partly"}
