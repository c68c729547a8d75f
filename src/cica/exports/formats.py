"""The forms of an export: which ending of a file's name stands for what, and which module writes it.

A form is a line in `FORMATS` and a module with ``write(export, file)``, which writes the file and says how much it wrote.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from cica.errors import OptionError, either, nearest, told

__all__ = ["FORMATS", "Format", "Holds", "format_of"]

# What goes into a file: one table; every table, or the one that is given; the record as a whole.
Holds: TypeAlias = Literal["table", "tables", "record"]


class Format(NamedTuple):
    """A form of an export.

    Attributes
    ----------
    what : str
        What it is, in a few words.
    module : str
        The module of `cica.exports` that writes it.
    holds : str
        What goes into a file: ``"table"``, ``"tables"`` or ``"record"``.
    extra : str
        The extra of this library that brings what it needs; empty where it needs nothing.
    needs : str
        What the extra brings, by the name under which it is imported.
    counts : str
        What the number stands for that its writer gives back.
    folder : bool
        Whether its writer is given an empty folder to fill instead of the path of a file.
    """

    what: str
    module: str
    holds: Holds = "table"
    extra: str = ""
    needs: str = ""
    counts: str = "rows"
    folder: bool = False


# By the ending of the name; of two that fit, the longer one counts.
FORMATS = {
    ".sqlite": Format("a database of SQLite", "sqlite", "tables"),
    ".csv": Format("CSV", "csv"),
    ".json": Format("JSON", "json"),
    ".jsonl": Format("lines of JSON", "jsonl"),
    ".parquet": Format("Parquet", "parquet", extra="parquet", needs="pyarrow"),
    ".xlsx": Format("a workbook of Excel", "xlsx", "tables", extra="xlsx", needs="xlsxwriter"),
    ".dta": Format("a data set of Stata", "stata", extra="stata", needs="pandas"),
    ".sav": Format("a data set of SPSS", "spss", extra="spss", needs="pyreadstat"),
    ".duckdb": Format("a database of DuckDB", "duckdb", "tables", extra="duckdb", needs="duckdb"),
    ".graphml": Format("a network in GraphML", "graphml", "record", extra="network", needs="networkx", counts="nodes"),
    ".ttl": Format("linked data in Turtle", "linked.turtle", "record", counts="triples"),
    ".jsonld": Format("linked data in JSON-LD", "linked.jsonld", "record", counts="resources"),
    "croissant.json": Format("the data package described for Croissant", "croissant", "record", counts="record sets"),
    "ro-crate": Format("an RO-Crate", "crate", "record", counts="files", folder=True),
    "ro-crate-metadata.json": Format("the metadata of an RO-Crate", "crate", "record", counts="files"),
    ".ics": Format("a calendar", "calendar", "tables", extra="calendar", needs="icalendar", counts="events"),
    ".geojson": Format("GeoJSON", "geojson", "tables", counts="features"),
}


def format_of(name: str) -> tuple[str, Format]:
    """The form that the ending of a file's name stands for, with the ending; `OptionError` where there is none."""
    found = [ending for ending in FORMATS if name.lower().endswith(ending)]
    if found:
        ending = max(found, key=len)
        return ending, FORMATS[ending]
    given = name[name.rindex(".") :] if "." in name else ""
    likely = nearest(given, FORMATS, 1)
    known = either([f"{ending!r} ({form.what})" for ending, form in FORMATS.items()])
    raise OptionError(
        f"{told(name)} has no known ending; accepted are {known}" + (f"; did you mean {likely[0]!r}?" if likely else "")
    )
