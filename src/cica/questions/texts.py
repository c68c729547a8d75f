"""Documents, principles and confidence-building measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cica.errors import OptionError, one_of
from cica.questions.base import ENTRIES, Base
from cica.tables.table import Table

if TYPE_CHECKING:
    from cica.model.documents import Coordinator, Document, Measure, Principle
    from cica.model.meetings import Meeting
    from cica.model.states import State

__all__ = ["Texts"]


class Texts(Base):
    """The questions about what CICA adopted and stands on."""

    def document(self, name: Document | str) -> Document:
        """The document with an identifier or a title.

        Parameters
        ----------
        name : str or Document
            Identifier, such as ``"almaty-act"``, or title, or two words or more with which the title begins; case, accents and
            punctuation do not matter.

        Returns
        -------
        Document
            The document.

        Raises
        ------
        NotFoundError
            If there is no such document; similar ones are offered.
        AmbiguousError
            If several are called that.

        Examples
        --------
        >>> import cica
        >>> str(cica.document("shanghai-declaration").adopted), cica.document("Almaty Act").id
        ('2014-05-21', 'almaty-act')
        """
        from cica.model.documents import Document

        return self._own(Document, name, "documents")

    def documents(
        self, kind: str | None = None, *, meeting: Meeting | str | None = None, status: str | None = None
    ) -> Table[Document]:
        """The texts that CICA adopted, or that concern it, by day of adoption.

        Parameters
        ----------
        kind : str, optional
            Only those of this kind: ``"declaration"``, ``"charter"``, ``"statement"``, ``"decision"``, ``"rules"``,
            ``"statute"``, ``"agreement"``, ``"catalogue"``, ``"plan"``, ``"resolution"`` or ``"other"``.
        meeting : Meeting or str, optional
            Only those that this meeting adopted.
        status : str, optional
            ``"adopted"``, ``"draft"``, or ``"unknown"`` where no source says whether it was adopted. By default all.

        Returns
        -------
        Table of Document
            The documents; those without a known day come last.

        Raises
        ------
        OptionError
            If there is no such kind or status.
        NotFoundError
            If there is no such meeting.

        Examples
        --------
        >>> import cica
        >>> cica.documents(meeting="summit-1").ids
        ('almaty-act', 'declaration-terrorism-2002')
        """
        from cica.model.documents import Document, DocumentKind, DocumentStatus
        from cica.model.meetings import Meeting

        one_of("kind", kind, get_args(DocumentKind), lambda given: self._instead(given, date="timeline({})"))
        one_of("status", status, get_args(DocumentStatus))
        where = None if meeting is None else self._own(Meeting, meeting, "meetings")
        found = [
            document
            for document in self._all(Document)
            if kind in (None, document.kind) and status in (None, document.status) and (where is None or document.meeting is where)
        ]
        found.sort(key=lambda document: (document.adopted is None, document.adopted.sort_key if document.adopted else ()))
        title = f"documents of {where.id}" if where else "documents of CICA"
        return Table(found, title=title, coverage=self._covered("documents", kind), find=self.document)

    def principle(self, name: Principle | str) -> Principle:
        """The principle with an identifier or a name.

        Parameters
        ----------
        name : str or Principle
            Identifier, such as ``"non-interference"``, or name, or two words or more with which the name begins; case, accents
            and punctuation do not matter.

        Returns
        -------
        Principle
            The principle.

        Raises
        ------
        NotFoundError
            If there is no such principle; similar ones are offered.
        AmbiguousError
            If several are called that.

        Examples
        --------
        >>> import cica
        >>> cica.principle("sovereign-equality").order
        1
        """
        from cica.model.documents import Principle

        return self._own(Principle, name, "principles")

    def principles(self, document: Document | str | None = None) -> Table[Principle]:
        """The principles and commitments that CICA's texts set out, in the order of the texts.

        Parameters
        ----------
        document : Document or str, optional
            Only those of this document; ``"declaration-principles"`` gives the eight of 1999 and the commitments of its preamble.

        Returns
        -------
        Table of Principle
            The principles.

        Raises
        ------
        NotFoundError
            If there is no such document.

        Notes
        -----
        Summaries are in our own words. Parallels in the Helsinki Final Act and the UN Charter are our own reading.

        Examples
        --------
        >>> import cica
        >>> [principle.name for principle in cica.principles("declaration-principles")][4]
        'Non-interference in internal affairs of Member States'
        """
        from cica.model.documents import Principle

        where = self.document(document) if document is not None else None
        found = [principle for principle in self._all(Principle) if where in (None, principle.document)]
        found.sort(key=lambda p: (p.document.adopted.sort_key if p.document.adopted else (), p.order))
        title = "principles" + (f" of the {where}" if where else "")
        return Table(found, title=title, coverage=self._covered("principles"), find=self.principle)

    def measures(
        self,
        dimension: str | None = None,
        *,
        level: str | None = "measure",
        catalogue: Document | str | None = None,
    ) -> Table[Measure]:
        """The catalogue of confidence-building measures, as far as sources show it.

        Parameters
        ----------
        dimension : str, optional
            Only those of this dimension: ``"military-political"``, ``"new-challenges-threats"``, ``"economic"``,
            ``"environmental"`` or ``"human"``.
        level : str or None, default "measure"
            ``"dimension"``, ``"area"``, ``"measure"``, or None for all three.
        catalogue : Document or str, optional
            Only those that a source shows in this version of the catalogue, such as ``"catalogue-2004"``.

        Returns
        -------
        Table of Measure
            The entries.

        Raises
        ------
        OptionError
            If there is no such dimension or level.
        NotFoundError
            If there is no such catalogue.

        Notes
        -----
        The catalogue has not been seen whole in any version: that a measure is missing does not show that it has none.

        Examples
        --------
        >>> import cica
        >>> cica.measures(level="dimension").ids
        ('military-political', 'new-challenges-threats', 'economic', 'environmental', 'human')
        """
        from cica.model.documents import Measure, MeasureLevel

        one_of("level", level, get_args(MeasureLevel))
        one_of("dimension", dimension, [m.id for m in self._all(Measure) if m.level == "dimension"])
        version: Document | None = None
        if catalogue is not None:
            version = self.document(catalogue)
            if version.kind != "catalogue":
                raise OptionError(f"catalogue={version.id!r}: accepted are documents of the kind 'catalogue'")
        found = [
            measure
            for measure in self._all(Measure)
            if dimension in (None, measure.dimension.id)
            and level in (None, measure.level)
            and (version is None or version in measure.catalogues)
        ]
        title = f"{level}s" if level else "entries of the catalogue"
        return Table(found, title=title, coverage=self._covered("measures", level), find=self._called(Measure, "measures"))

    def coordinators(self, measure: Measure | str | None = None, *, state: State | str | int | None = None) -> Table[Coordinator]:
        """The states that sources name as coordinating a dimension or area, with the days on which they do.

        Parameters
        ----------
        measure : Measure or str, optional
            Only those of this dimension or area.
        state : State, str or int, optional
            Only this state.

        Returns
        -------
        Table of Coordinator
            The coordinators. A day is one on which a source names the state, not the beginning or end of a term.

        Raises
        ------
        NotFoundError
            If there is no such dimension, area or state.

        Examples
        --------
        >>> import cica
        >>> [(c.measure.id, str(c.first_attested)) for c in cica.coordinators(state="Tajikistan")]
        [('tourism', '2009-02-20')]
        """
        from cica.model.documents import Coordinator, Measure

        about = None if measure is None else self._found(lambda name: self._own(Measure, name, ENTRIES), measure, state="state={}")
        who = self._names.state(state) if state is not None else None
        found = [c for c in self._all(Coordinator) if about in (None, c.measure) and who in (None, c.state)]
        return Table(found, title="coordinators", coverage=self._covered("coordinators"), find=self._party, strict=True)
