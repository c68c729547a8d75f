"""Write the pages ``docs/data/*.md`` from the description of the data package.

``python tools/build_docs_tables.py`` writes them; with ``--check`` it writes nothing and exits with 1 if a page is not what it
would write.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import re
import sys
import textwrap
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import cica

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "cica" / "data"
PAGES = ROOT / "docs" / "data"
Fields = Sequence[Mapping[str, Any]]

GROUPS = {
    "Who belongs": ("organisations", "memberships"),
    "States": ("states", "state_names", "former_states", "state_systems", "dated_names", "predecessors"),
    "What is no state": ("other_entities", "other_names"),
    "Meetings and the chair": ("meetings", "plans", "attendances", "chairmanships", "terms"),
    "Texts": ("documents", "principles", "measures", "coordinators", "activities"),
    "Institutions": ("officers", "seats", "bodies", "resources", "applications", "milestones", "initiatives"),
    "Evidence": ("sources", "statements", "disputes", "coverage"),
}

# The pages with the rows, which docs/_ext/cica_book writes when the site is built.
_PAGES = {"former_states": "states", "chairmanships": "chairs", "memberships": "index"}
BOOK = {
    name: f"../record/{_PAGES.get(name, name)}.md"
    for name in (
        *("states", "former_states", "organisations", "memberships", "meetings", "chairmanships", "documents", "principles"),
        *("measures", "disputes"),
    )
}
# How a row of each table is read, and which question has it as objects, in MyST.
READING: Mapping[str, str] = tomllib.loads((ROOT / "tools" / "reading.toml").read_text(encoding="utf-8"))

INDEX = """\
# The data package

The record is a folder of plain files: one CSV table for each kind of fact, and `datapackage.json`, which describes them. It is a
[Frictionless](https://specs.frictionlessdata.io/tabular-data-package/) tabular data package, and it can be read without Python:
see {{doc}}`../guide/own-data`.

* Title: {title}
* Version: {version}
* Updated to: {as_of}
* Licence: [{licence}]({licence_path})
* Size: {tables} tables, {rows:,} rows

## Rules of the files

* UTF-8, comma as separator, one heading line.
* An empty cell says that nothing is recorded. It never stands for zero or for "no".
* A date is EDTF text, such as `2010-06-08`, `2011` or `[2010-06-08..2011-10-17]`: see {{doc}}`../guide/dates`.
* Several values in a cell are separated by semicolons.
* A reference is the identifier of the row it refers to. Where a column may refer to a state or to an organisation, a state is
  written in capitals (`KOR`); an organisation, a former state and what is no state, in lower case (`osce`, `soviet-union`,
  `hong-kong`).
* An identifier never changes once it is released.
* Each dated fact has statements: rows of [statements](statements.md) that name the table, the row, the field, the value and the
  source.

## Licence and citation

The data are under [{licence_title}]({licence_path}) ({licence}): use, change and share them for any purpose, and say where they
come from. The Python code is under the MIT licence.

```pycon
>>> import cica
>>> print(cica.cite())
{cite}
```

{{py:obj}}`cica.cite` also gives BibTeX, with `style="bibtex"`. Name the version: it fixes the data that you used.

## The tables

{listing}

{toctree}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages, or check them; the exit status is 1 if a check finds a stale page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a page is stale")
    check: bool = parser.parse_args(arguments).check
    stale = stale_pages()
    if not check:
        PAGES.mkdir(parents=True, exist_ok=True)
        for name, text in stale.items():
            if text is None:
                (PAGES / name).unlink()
            else:
                (PAGES / name).write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{'stale' if check else 'written'}: docs/data/{name}", file=sys.stderr)
    return int(check and bool(stale))


def stale_pages() -> dict[str, str | None]:
    """The pages that are not what they should be, with the text they should have, or None where there should be no page."""
    wanted = pages(PACKAGE)
    found = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    stale: dict[str, str | None] = {name: text for name, text in wanted.items() if found.get(name) != text}
    stale.update(dict.fromkeys(sorted(found.keys() - wanted.keys())))
    return stale


def pages(package: Path) -> dict[str, str]:
    """The text of every page by file name."""
    description = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    resources: dict[str, Mapping[str, Any]] = {resource["name"]: resource for resource in description["resources"]}
    grouped = {name for names in GROUPS.values() for name in names}
    if missing := sorted(resources.keys() ^ READING.keys()):
        raise SystemExit(f"in one of READING and datapackage.json but not in the other: {', '.join(missing)}")
    if missing := sorted(resources.keys() ^ grouped):
        raise SystemExit(f"in one of GROUPS and datapackage.json but not in the other: {', '.join(missing)}")
    counts = {name: _rows(package / resource["path"]) for name, resource in resources.items()}
    held = cica.load(package).coverage()
    made = {
        f"{name}.md": table_page(
            resource, counts[name], resources, [row for row in held if row.table == name], _first(package / resource["path"])
        )
        for name, resource in resources.items()
    }
    made["index.md"] = index_page(description, resources, counts)
    return made


def index_page(description: Mapping[str, Any], resources: Mapping[str, Mapping[str, Any]], counts: Mapping[str, int]) -> str:
    """The page on the package as a whole."""
    listing: list[str] = []
    for group, names in GROUPS.items():
        listing += [f"### {group}", "", "| table | rows | what it holds |", "| --- | ---: | --- |"]
        listing += [f"| [{n}]({n}.md) | {counts[n]:,} | {_cell(resources[n]['description'])} |" for n in names]
        listing.append("")
    order = [name for names in GROUPS.values() for name in names]
    licence = description["licenses"][0]
    authors = " and ".join(contributor["title"] for contributor in description["contributors"])
    year = description["as_of"][:4]
    cite = (
        f"{authors} ({year}). {description['title']} (version {description['version']}, updated to "
        f"{description['as_of']}) [Data set]. {licence['name']}."
    )
    return INDEX.format(
        title=description["title"],
        version=description["version"],
        as_of=description["as_of"],
        licence=licence["name"],
        licence_title=licence["title"],
        licence_path=licence["path"],
        tables=len(resources),
        rows=sum(counts.values()),
        cite=textwrap.fill(cite, 80, break_on_hyphens=False),
        listing="\n".join(listing).rstrip(),
        toctree="\n".join(["```{toctree}", ":hidden:", "", *order, "```"]),
    )


def table_page(
    resource: Mapping[str, Any],
    rows: int,
    resources: Mapping[str, Mapping[str, Any]],
    held: Sequence[cica.Coverage],
    first: Sequence[Mapping[str, str]],
) -> str:
    """The page on one table, with what is said of its completeness and its first rows."""
    name, schema = resource["name"], resource["schema"]
    key = " + ".join(f"`{field}`" for field in schema["primaryKey"])
    refers = {field: (key["reference"], i) for key in schema.get("foreignKeys", []) for i, field in enumerate(key["fields"])}
    referred = sorted(
        {
            other
            for other, found in resources.items()
            if any(key["reference"]["resource"] == name for key in found["schema"].get("foreignKeys", []))
        }
    )
    lines = [
        f"# {resource['title']}",
        "",
        resource["description"],
        "",
        f"* File: `{resource['path']}`",
        f"* Rows: {rows:,}{_book(name)}",
        f"* Primary key: {key}",
    ]
    if refers:
        lines.append("* Refers to: " + "; ".join(_reference(f, *refers[f]) for f in refers))
    if referred:
        lines.append("* Referred to by: " + ", ".join(f"[{other}]({other}.md)" for other in referred))
    every = [field["name"] for field in schema["fields"]]
    filled = [column for column in every if 2 * sum(bool(row[column]) for row in first) >= len(first)][:8]
    reading = textwrap.fill(READING[name], 132, break_on_hyphens=False, break_long_words=False)
    some = f"{len(filled)} of the {len(every)} columns" if len(filled) < len(every) else "all columns"
    lines += ["", "## How to read it", "", reading, "", f"The first {len(first)} rows, in {some}:", ""]
    lines += ["| " + " | ".join(f"`{column}`" for column in filled) + " |", "| --- " * len(filled) + "|"]
    lines += ["| " + " | ".join(_shown(row[column]) for column in filled) + " |" for row in first]
    if held:
        lines += [
            "",
            "## Coverage",
            "",
            "What the record holds, and of how many, where a source counts them: {py:obj}`cica.coverage`.",
        ]
        lines += ["", "| what | held | counted | extent | remark |", "| --- | ---: | ---: | --- | --- |"]
        lines += [_coverage(row) for row in held]
    lines += ["", "## Columns", "", "| column | type | required | meaning |", "| --- | --- | --- | --- |"]
    lines += [_column(field, refers) for field in schema["fields"]]
    accepted = [field for field in schema["fields"] if "enum" in field.get("constraints", {})]
    if accepted:
        lines += ["", "## Accepted values", ""]
        lines += [f"* `{f['name']}`: " + ", ".join(f"`{value}`" for value in f["constraints"]["enum"]) for f in accepted]
    return "\n".join(lines) + "\n"


def _book(name: str) -> str:
    """Where the rows have pages of their own, the way to them."""
    return f", [as pages]({BOOK[name]})" if name in BOOK else ""


def _coverage(row: cica.Coverage) -> str:
    many = f"| {row.held:,} | {'' if row.counted is None else f'{row.counted:,}'} | {row.extent} |"
    return f"| {_cell(row.name)}{_cell(row.span)} {many} {_cell(row.note)} |"


def _column(field: Mapping[str, Any], refers: Mapping[str, tuple[Mapping[str, Any], int]]) -> str:
    meaning, constraints = field["description"], field.get("constraints", {})
    kind = field["type"]
    if meaning.endswith(" (EDTF)"):
        meaning, kind = meaning.removesuffix(" (EDTF)"), "date (EDTF)"
    elif "enum" in constraints:
        kind = "word"
    elif field["name"] in refers:
        kind = f"[{refers[field['name']][0]['resource']}]({refers[field['name']][0]['resource']}.md)"
    return f"| `{field['name']}` | {kind} | {'yes' if constraints.get('required') else ''} | {_cell(meaning)} |"


def _reference(field: str, reference: Mapping[str, Any], position: int) -> str:
    table = reference["resource"]
    return f"[{table}]({table}.md) (`{field}` holds its `{reference['fields'][position]}`)"


def _first(path: Path, number: int = 4) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(itertools.islice(csv.DictReader(file), number))


def _shown(text: str) -> str:
    """A cell of the data, cut where it is long, as it stands there."""
    return re.sub(r"([\\`*_{}\[\]<>|#$~])", r"\\\1", textwrap.shorten(text, 50, placeholder="…"))


def _rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return max(sum(1 for _ in csv.reader(file)) - 1, 0)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    sys.exit(main())
