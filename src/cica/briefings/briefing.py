"""A briefing: sections of sentences, each with the sources that stand behind it, and the forms in which it is shown."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from cica.briefings.blocks import Block, Part, part
from cica.briefings.markdown import with_list, with_notes
from cica.briefings.page import page
from cica.display.layout import WIDTH, hung, wrap
from cica.display.words import dated, day
from cica.errors import OptionError, ending_of, visible
from cica.package.placing import placed

if TYPE_CHECKING:
    from cica.model.entity import Entity
    from cica.model.sources import Source

__all__ = ["Briefing", "Section", "Sentence"]

FORMATS = {".md": "Markdown", ".txt": "plain text", ".html": "a page", ".docx": "Word"}


@attrs.frozen
class Sentence:
    """One sentence of a briefing.

    Attributes
    ----------
    text : str
        The sentence.
    sources : tuple of Source
        The sources that stand behind it; none behind a sentence that says what is not recorded.
    facts : tuple of Entity
        The objects of the record of which it speaks.

    Examples
    --------
    >>> import cica
    >>> sentence = cica.briefing().sections[0].points[0]
    >>> sentence.text, len(sentence.sources) > 0
    ('CICA is a forum of 28 member states, with ten observer states and five observer organisations.', True)
    >>> sentence.facts[0]
    <Ministerial ministerial-7: online, 2024-12-17>
    """

    text: str
    sources: tuple[Source, ...] = ()
    facts: tuple[Entity, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The sentence as a plain dictionary, which JSON takes: sources by identifier, facts with their tables before it.

        Examples
        --------
        >>> import cica
        >>> cica.briefing().sections[0].points[0].to_dict()["facts"][0]
        'meetings/ministerial-7'
        """
        return {
            "text": self.text,
            "sources": [source.id for source in self.sources],
            "facts": [f"{fact.table_name}/{fact.id}" for fact in self.facts],
        }


@attrs.frozen
class Section:
    """One section of a briefing: running sentences, then a list of points.

    Attributes
    ----------
    title : str
        Heading.
    sentences : tuple of Sentence
        The sentences.
    points : tuple of Sentence
        The points of a list below them.

    Examples
    --------
    >>> import cica
    >>> cica.briefing(on="2015-03-01").sections[1].title
    'Origin and founding'
    """

    title: str
    sentences: tuple[Sentence, ...] = ()
    points: tuple[Sentence, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The section as a plain dictionary, which JSON takes.

        Examples
        --------
        >>> import cica
        >>> list(cica.briefing().sections[0].to_dict())
        ['title', 'sentences', 'points']
        """
        return {
            "title": self.title,
            "sentences": [sentence.to_dict() for sentence in self.sentences],
            "points": [point.to_dict() for point in self.points],
        }


@attrs.frozen(repr=False)
class Briefing:
    """A readable briefing on CICA, composed from a record; ``str()`` gives it as text, a notebook shows it set.

    Attributes
    ----------
    title : str
        Heading.
    as_of : datetime.date
        The day as known on which it is written.
    sections : tuple of Section
        Its sections; the first holds the key points.
    citation : str
        How to cite the record behind it.
    version : str
        Version of the data.

    Examples
    --------
    >>> import cica
    >>> briefing = cica.briefing(on="2015-03-01")
    >>> print(briefing.sections[0].points[1].text)
    China has held the chair since 20 or 21 May 2014, scheduled until 2016.
    """

    title: str
    as_of: datetime.date
    sections: tuple[Section, ...]
    citation: str
    version: str = ""

    def to_dict(self) -> dict[str, object]:
        """The briefing as a plain dictionary, which JSON takes.

        Examples
        --------
        >>> import cica
        >>> list(cica.briefing().to_dict())
        ['title', 'as_of', 'sections', 'citation', 'version']
        """
        return {
            "title": self.title,
            "as_of": str(self.as_of),
            "sections": [section.to_dict() for section in self.sections],
            "citation": self.citation,
            "version": self.version,
        }

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources behind its sentences, in the order in which they are first named.

        Examples
        --------
        >>> import cica
        >>> cica.briefing().sources[0].publisher != ""
        True
        """
        return tuple(dict.fromkeys(source for sentence in self._sentences() for source in sentence.sources))

    @property
    def markdown(self) -> str:
        """The briefing as Markdown, with footnotes as Pandoc, Quarto and GitHub read them.

        Examples
        --------
        >>> import cica
        >>> print(cica.briefing(on="2015-03-01").markdown.splitlines()[0])
        # Conference on Interaction and Confidence Building Measures in Asia (CICA)
        """
        return with_notes(self._blocks())

    def export(self, path: str | os.PathLike[str]) -> Path:
        """Write the briefing to a file: Markdown, text, HTML or a Word document.

        Parameters
        ----------
        path : str or os.PathLike
            Where to; the ending says the form: ``.md``, ``.txt``, ``.html`` or ``.docx``. Pandoc makes others of the Markdown:
            ``pandoc cica.md -o cica.odt``.

        Returns
        -------
        Path
            The file written; the same briefing is the same file, byte by byte.

        Raises
        ------
        OptionError
            If the ending is none of these.
        ImportError
            If it is a Word document and python-docx is not installed: ``pip install "cica[docx]"``.

        Examples
        --------
        >>> import tempfile
        >>> import cica
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     cica.briefing(on="2015-03-01").export(f"{folder}/cica.md").name
        'cica.md'
        """
        file = Path(path)
        try:
            form = ending_of(file, FORMATS)
        except OptionError as error:
            raise OptionError(f"{error}; Pandoc makes others of the Markdown: pandoc cica.md -o cica.odt") from None
        if form == ".docx":
            from cica.briefings.word import Properties, word

            made = word(Properties(self.title, self.as_of, self.version, self.citation), self._blocks())
        else:
            text = self.markdown if form == ".md" else f"{self}\n" if form == ".txt" else page(self._blocks())
            made = text.encode()
        with placed(file) as place:
            place.write_bytes(made)
        return file

    def __str__(self) -> str:
        return self._repr_text()

    def _repr_text(self, room: int | None = WIDTH) -> str:
        """The briefing as text, in lines of some room."""
        numbers = self._numbers()

        def numbered(sentence: Sentence) -> str:
            found = ", ".join(map(str, numbers(sentence)))
            return f"{sentence.text} [{found}]" if found else sentence.text

        lines = [*wrap(self.title, room), f"As known on {day(self.as_of)}"]
        for section in self.sections:
            lines += ["", section.title, "-" * len(section.title)]
            lines += wrap(" ".join(map(numbered, section.sentences)), room)
            for point in section.points:
                lines += hung("- ", numbered(point), room)
        lines += ["", "Sources", "-------"]
        for n, source in enumerate(self.sources, 1):
            lines += hung(f"{f'[{n}]':>5} ", _reference(source), room)
            lines += [f"      {visible(source.url)}"] * bool(source.url)  # an address stays in one piece
        return "\n".join([*lines, "", *wrap(self.citation, room)])

    def __repr__(self) -> str:
        return f"<Briefing on CICA as known on {self.as_of}: {len(self.sections)} sections, {len(self.sources)} sources>"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": str(self), "text/markdown": with_list(self._blocks())}

    def _blocks(self) -> Iterator[Block]:
        """What every form of it shows, in order."""
        numbers = self._numbers()

        def parts(sentences: Iterable[Sentence]) -> tuple[Part, ...]:
            return tuple(part(sentence.text, numbers(sentence)) for sentence in sentences)

        yield Block("title", (part(self.title),))
        yield Block("day", (part(f"As known on {day(self.as_of)}."),))
        for section in self.sections:
            yield Block("heading", (part(section.title),))
            if section.sentences:
                yield Block("text", parts(section.sentences))
            if section.points:
                yield Block("points", parts(section.points))
        yield Block("sources", tuple(part(_reference(source), address=source.url) for source in self.sources))
        yield Block("citation", (part(self.citation),))

    def _numbers(self) -> Callable[[Sentence], list[int]]:
        """What gives the numbers of the sources behind a sentence."""
        places = {source.id: n for n, source in enumerate(self.sources, 1)}
        return lambda sentence: sorted(places[source.id] for source in sentence.sources)

    def _sentences(self) -> Iterator[Sentence]:
        for section in self.sections:
            yield from section.sentences
            yield from section.points


def _reference(source: Source) -> str:
    """A source as a reader looks it up."""
    when = f", {dated(source.published)}" if source.published else ""
    via = f", {source.via}" if source.via else ""
    return f"{source.publisher}: {source.title}{via}{when}."
