"""All pages of the record, and their text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader

from cica_book.disputes import Disputes
from cica_book.meetings import Meetings
from cica_book.organisations import Organisations
from cica_book.states import States
from cica_book.tables import Tables
from cica_book.text import escape
from cica_book.texts import Texts

if TYPE_CHECKING:
    import cica
    from cica_book.page import Page


class Book(States, Organisations, Meetings, Texts, Disputes, Tables):
    """All pages of a record.

    Parameters
    ----------
    record : cica.Record
        The record.
    templates : str
        The folder with the templates.
    """

    def __init__(self, record: cica.Record, templates: str) -> None:
        super().__init__(record)
        self._environment = Environment(
            loader=FileSystemLoader(templates), autoescape=True, trim_blocks=True, lstrip_blocks=True, finalize=escape
        )

    def pages(self) -> Iterator[Page]:
        """Every page: of each object, of each table, and the first one."""
        record = self.record
        for entities, make in (
            ((*record.states(), *record.former_states()), self._state),
            (record.organisations(), self._organisation),
            (record.meetings(), self._meeting),
            (record.chairmanships(), self._chairmanship),
            (record.documents(), self._document),
            (record.principles(), self._principle),
            (record.measures(level=None), self._measure),
            (record.disputes(), self._dispute),
        ):
            yield from map(make, entities)
        tables = list(self._tables())
        yield from tables
        yield self._index(tables)

    def text(self, page: Page) -> str:
        """The text of a page."""
        text = self._environment.get_template(f"{page.template}.md.jinja").render(page=page)
        return "\n".join(_sparse(text.strip().splitlines())) + "\n"


def _sparse(lines: Iterable[str]) -> Iterator[str]:
    """Lines with at most one empty one between two others."""
    empty = False
    for line in lines:
        line = line.rstrip()
        if line or not empty:
            yield line
        empty = not line
