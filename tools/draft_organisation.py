"""Draft the memberships of an organisation, with their statements, from tables of days.

Run ``python tools/draft_organisation.py ORGANISATION --from TABLE SOURCE --from TABLE SOURCE``. Each table is a CSV file with the
columns ``member``, a name or code that the record reads, ``start``, and where they are known ``role`` (by default ``member``),
``end``, ``how`` and ``note``; its source is the identifier of a row of ``sources.csv``. The days of the first table are drafted as
the memberships. What each table says becomes a statement, and what a later one contradicts, or has alone, is printed, with a row
for ``disputes.csv`` whose reason is to be written. With ``--write`` the drafts are appended to the data package.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

import cica
from cica.dates.answers import Answer
from cica.package.agreement import agreement

DATA = Path(__file__).parent.parent / "src" / "cica" / "data"
FIELDS = ("start", "end")
Row = dict[str, str]
Rows = dict[tuple[str, str], list[Row]]  # by member and role
Said = tuple[str, Rows]  # by a source


def read(path: Path) -> tuple[Rows, list[str]]:
    """The rows of a table of days by member and role, and what is wrong with those that cannot be read."""
    found: Rows = {}
    wrong: list[str] = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            given = {name: (cell or "").strip() for name, cell in row.items() if name}
            try:
                for field in FIELDS:
                    given[field] = str(cica.Date(given[field])) if given.get(field) else ""
                member = named(given.get("member", ""), given["start"])
            except (cica.NotFoundError, cica.DateError) as error:
                wrong.append(f"{path.name}, row {number}: {error}")
                continue
            found.setdefault((member, given.get("role") or "member"), []).append(given)
    return found, wrong


def named(name: str, start: str) -> str:
    """The identifier of a member: a state, in the sense of the day on which it joined, or else an entity or an organisation."""
    day = cica.Date(start) if start else None
    try:
        return cica.state(name, on=day.earliest or day.latest if day else None).id
    except cica.FormerStateError:
        return cica.former_state(name).id
    except cica.NoStateError:
        return cica.other_entity(name).id
    except cica.NotFoundError as error:
        try:
            return cica.organisation(name).id
        except cica.NotFoundError:
            raise error from None


def gathered(tables: list[tuple[Path, str]]) -> list[Said]:
    """What each source says, or all that is wrong with the tables."""
    sources = cica.load().sources()
    wrong = [f"--from {path} {source}: sources.csv has no {source!r}" for path, source in tables if source not in sources]
    every: list[Said] = []
    for path, source in tables:
        rows, errors = read(path)
        every.append((source, rows))
        wrong += errors
    if wrong:
        sys.exit("\n".join(wrong))
    return every


def drafts(organisation: str, every: list[Said]) -> tuple[dict[str, list[Row]], list[str]]:
    """The rows for each file of the data package, and what is to be decided."""
    rows: dict[str, list[Row]] = {"memberships": [], "statements": [], "disputes": []}
    told: list[str] = []
    first, adopted = every[0]
    for (member, role), spells in adopted.items():
        for turn, spell in enumerate(spells):
            key = f"{organisation}-{member.lower()}-{role}" + (f"-{turn + 1}" if turn else "")
            kept = {name: spell.get(name, "") for name in ("start", "end", "how", "note")}
            rows["memberships"].append({"id": key, "organisation": organisation, "member": member, "role": role, **kept})
            for field in FIELDS:
                fact = {"table": "memberships", "row": key, "field": field}
                said = [(source, found.get((member, role), [])[turn : turn + 1]) for source, found in every]
                values = [(source, one[field]) for source, row in said for one in row if one[field]]
                rows["statements"] += [{**fact, "value": value, "source": source} for source, value in values]
                against = [pair for pair in values if agreement(pair[1], spell[field]) is not Answer.YES]
                told += [f"{key}, {field}: {first} has {spell[field] or 'none'}, {source} {value}" for source, value in against]
                if any(agreement(value, spell[field]) is Answer.NO for _, value in against):
                    rows["disputes"].append({**fact, "reason": ""})
    for source, found in every[1:]:
        for (member, role), spells in found.items():
            more = spells[len(adopted.get((member, role), ())) :]
            told += [f"{member}, {role} from {one['start'] or '?'}: only in {source}" for one in more]
        told += [f"{member}, {role}: not in {source}" for member, role in adopted if (member, role) not in found]
    return rows, told


def main() -> None:
    """Print the drafts and what is to be decided, or append the drafts to the data package."""
    parser = argparse.ArgumentParser(description="Draft the memberships of an organisation from tables of days.")
    parser.add_argument("organisation", help="its identifier or abbreviation, in organisations.csv")
    parser.add_argument("--from", dest="tables", nargs=2, action="append", required=True, metavar=("TABLE", "SOURCE"))
    parser.add_argument("--write", action="store_true", help="append the rows to the data package")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of the data package")
    given = parser.parse_args()
    held = cica.organisation(given.organisation).id
    rows, told = drafts(held, gathered([(Path(path), source) for path, source in given.tables]))
    known = {row["id"] for row in rows["memberships"]} & {spell.id for spell in cica.memberships(organisation=held)}
    if known:
        sys.exit(f"memberships.csv has already: {', '.join(sorted(known))}")
    for table, drafted in rows.items():
        path = given.data / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            columns = next(csv.reader(file))
        if given.write:
            with path.open("a", encoding="utf-8", newline="") as file:
                csv.DictWriter(file, columns, restval="", lineterminator="\n").writerows(drafted)
        elif drafted:
            print(f"{table}.csv")
            csv.DictWriter(sys.stdout, columns, restval="", lineterminator="\n").writerows(drafted)
    print("\n".join(told) or "nothing is contradicted", file=sys.stderr)


if __name__ == "__main__":
    main()
