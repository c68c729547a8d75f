"""What everything is called: the identifiers of all that goes by a normalised name.

In the file that comes with the library each line has identifiers, with spaces between, and then every normalised name that stands
for just these, each with a tab before and after it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cica.names.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cica.names.holdings import Holdings

__all__ = ["Index", "indexed", "rows", "written"]

FEW = 50  # names are looked for in the file before it is taken apart, which takes as long as a hundred of them


class Index:
    """Identifiers by normalised name: of states, then of former ones, then of what is no state.

    Parameters
    ----------
    holdings : Holdings
        The states and their names, with the file in which this was written beforehand, if there is one.
    """

    def __init__(self, holdings: Holdings) -> None:
        self._held = holdings
        self._content = holdings.index()
        self._few = FEW

    def get(self, form: str) -> list[str]:
        """The identifiers of what goes by a normalised name; none of no name."""
        if self._content is None or self._few == 0:
            return self.every.get(form, "").split()
        self._few -= 1
        place = self._content.find(f"\t{form}\t".encode()) if form else -1
        if place < 0:
            return []
        line = self._content.rfind(b"\n", 0, place) + 1
        return self._content[line : self._content.find(b"\t", line)].decode().split()

    @cached_property
    def every(self) -> dict[str, str]:
        """The identifiers by every normalised name, of several with spaces between."""
        if self._content is None:
            return indexed(self._held)
        index: dict[str, str] = {}
        for line in self._content.decode().splitlines():
            keys, *forms, _ = line.split("\t")
            index.update(dict.fromkeys(forms, keys))
        return index


def indexed(holdings: Holdings) -> dict[str, str]:
    """The identifiers by every normalised name, from the tables, which takes longer than anything else that a first name needs."""
    pairs = [(row["name"], row["state"]) for row in rows(holdings, "state_names")]
    pairs += [(row["name"], key) for key, (_, row) in holdings.rows("states").items()]
    for key, (_, row) in holdings.rows("former_states").items():
        pairs += [(name, key) for name in (row["name"], key, row.get("alpha3", ""), *row.get("aliases", "").split(";"))]
    pairs += [(row["name"], row["entity"]) for row in rows(holdings, "other_names")]
    for key, (_, row) in holdings.rows("other_entities").items():
        pairs += [(name, key) for name in (key, row["name"], row.get("alpha2", ""), row.get("alpha3", ""))]
    found: dict[str, dict[str, None]] = {}
    for name, key in dict.fromkeys(pairs):
        if form := normalise(name):
            found.setdefault(form, {})[key] = None
    order = [key for table in ("states", "former_states", "other_entities") for key in holdings.rows(table)]
    place = {key: number for number, key in enumerate(order)}
    return {form: " ".join(sorted(keys, key=place.__getitem__)) for form, keys in found.items()}


def written(index: Mapping[str, str]) -> str:
    """The file of an index."""
    forms: dict[str, list[str]] = {}
    for form, keys in index.items():
        forms.setdefault(keys, []).append(form)
    return "".join("\t".join([keys, *sorted(forms[keys]), "\n"]) for keys in sorted(forms))


def rows(holdings: Holdings, table: str) -> Iterator[Mapping[str, str]]:
    """The rows of a table; none of one that is not there."""
    return (row for _, row in holdings.rows(table).values())
