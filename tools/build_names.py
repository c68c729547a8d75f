"""Build the tables of states and their names.

Run ``python tools/build_names.py`` to write ``states.csv``, ``state_names.csv`` and ``former_states.csv`` into the data
package, ``python tools/build_names.py --check`` to exit with 1 when the tables there are not what it would write.

The names come from CLDR (through babel), ISO 3166 (through pycountry), the table of country_converter, which is read as
plain text, and ``names.tsv`` beside this file, with what other collections have, in some fifty languages, and the source of each;
everything else is in ``names.toml``. Names that differ only in ways that the library ignores become one row. A name that would
stand for two things without ``names.toml`` saying so stops the build.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale

from cica.names.normalise import normalise

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "cica" / "data"

# Observers at the United Nations, beside its members.
OBSERVERS = ("PSE", "VAT")

LOCALES = {"en": ("en",), "ru": ("ru",), "zh": ("zh_Hans", "zh_Hant"), "ar": ("ar",), "tr": ("tr",)}
UN_LANGUAGES = ("en", "ru", "zh", "ar")
RANKS = ("short", "official", "former", "alias")
# Of several short or official names in a language the one of the first of these is kept as such; the others are aliases.
PREFERRED = ("cldr", "unterm-country-codes", "unterm-country-codes-old", "cldr-currencies", "cldr-1-7", "factbook", "rigour")

# country_converter gives the finest level of M49; the sub-regions above it, and the regions above those.
SUBREGIONS = {
    "Caribbean": "Latin America and the Caribbean",
    "Central America": "Latin America and the Caribbean",
    "South America": "Latin America and the Caribbean",
    "Eastern Africa": "Sub-Saharan Africa",
    "Middle Africa": "Sub-Saharan Africa",
    "Southern Africa": "Sub-Saharan Africa",
    "Western Africa": "Sub-Saharan Africa",
}
REGIONS = {
    "Australia and New Zealand": "Oceania",
    "Latin America and the Caribbean": "Americas",
    "Melanesia": "Oceania",
    "Micronesia": "Oceania",
    "Northern America": "Americas",
    "Polynesia": "Oceania",
}
# country_converter has Nauru in Polynesia; M49 has it in Micronesia.
CORRECTED_REGIONS = {"NRU": "Micronesia"}

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Name:
    """One name as one source gives it."""

    state: str
    language: str
    text: str
    kind: str
    sources: tuple[str, ...] = ()
    start: str = ""
    end: str = ""


def converter_rows() -> dict[str, dict[str, str]]:
    """Return the rows of country_converter that are about the states of the record, by alpha-3 code."""
    with (files("country_converter") / "country_data.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {row["ISO3"]: row for row in rows if row["UNmember"] or row["ISO3"] in OBSERVERS}


def plain(name: str) -> str:
    """Return the name with straight apostrophes, and with words in place of signs."""
    return name.replace("\u2019", "'").replace("&", "and").replace("St. ", "Saint ")


def uninverted(name: str) -> str:
    """Return the name with what stands after its comma first, and without an article."""
    head, comma, tail = name.partition(", ")
    turned = f"{tail} {head}" if comma else name
    return turned[4:] if turned.lower().startswith("the ") else turned


def english_names(hand: dict[str, Any], state: str) -> tuple[str, str]:
    """Return the short and the official English name of a state."""
    iso: Any = pycountry.countries.get(alpha_3=state)
    short = hand["display"]["en"].get(state) or plain(Locale("en").territories[iso.alpha_2])
    official = hand["official"].get(state) or uninverted(getattr(iso, "official_name", iso.name))
    return short, official


def generated_names(hand: dict[str, Any], state: str, row: dict[str, str]) -> list[Name]:
    """Return the names that CLDR, ISO 3166 and country_converter give a state."""
    iso: Any = pycountry.countries.get(alpha_3=state)
    names = []
    for language, locales in LOCALES.items():
        for locale in locales:
            first = language != "en" and locale == locales[0] and state not in hand["display"].get(language, {})
            text = Locale.parse(locale).territories[iso.alpha_2]
            names.append(Name(state, language, text.replace("\u2019", "'"), "short" if first else "alias", ("cldr",)))
    iso_names = [getattr(iso, attribute, "") for attribute in ("name", "common_name", "official_name")]
    names += [Name(state, "en", text, "alias", ("iso-3166",)) for text in iso_names if text]
    names += [Name(state, "en", row[column], "alias", ("country-converter",)) for column in ("name_short", "name_official")]
    return names


def hand_names(hand: dict[str, Any]) -> list[Name]:
    """Return the names in names.toml."""
    names = [Name(state, language, text, "short") for language, table in hand["display"].items() for state, text in table.items()]
    for table, source in (("cldr-alternates", "cldr"), ("world-bank", "world-bank"), ("cica-names", "cica-names")):
        for state, texts in hand[table].items():
            names += [Name(state, "en", text, "alias", (source,)) for text in texts]
    for source in ("cow-states", "gw-states"):
        gone = {normalise(former["name"]) for former in hand["former-state"]}
        for state, (_, text) in hand[source].items():
            if normalise(text) not in gone:
                names.append(Name(state, "en", text, "alias", (source,)))
    for state, texts in hand["un-names"].items():
        for language, text in zip(UN_LANGUAGES, texts, strict=False):
            names.append(Name(state, language, text, "alias", ("un-names",)))
    for source, table in hand["data-sets"].items():
        names += [Name(state, "en", text, "alias", (source,)) for state, texts in table.items() for text in texts]
    for language, table in hand["common"].items():
        for state, texts in table.items():
            names += [Name(state, language, text, "alias") for text in texts]
    for language, table in hand["ambiguous"].items():
        for text, states in table.items():
            names += [Name(state, language, text, "alias") for state in states]
    for entry in hand["former"]:
        dates = {"start": entry.get("start", ""), "end": entry.get("end", "")}
        names.append(Name(entry["state"], "en", entry["name"], "former", tuple(entry.get("sources", ())), **dates))
    for entry in hand["renamed"]:
        names.append(Name(entry["state"], "en", entry["name"], "short", tuple(entry["sources"]), start=entry["start"]))
    return names


def collected_names(known: list[Name]) -> list[Name]:
    """Return the names in names.tsv, of which no short or official one stands beside another that is known already."""
    with (HERE / "names.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    order = {source: place for place, source in enumerate(PREFERRED)}
    rows.sort(key=lambda row: (order.get(row["source"], len(order)), row["source"], row["name"]))
    first = {(name.state, name.language, name.kind): normalise(name.text) for name in known if name.kind in ("short", "official")}
    names: list[Name] = []
    for row in rows:
        kind = row["kind"]
        if kind in ("short", "official"):
            form = first.setdefault((row["state"], row["language"], kind), normalise(row["name"]))
            kind = kind if form == normalise(row["name"]) else "alias"
        names.append(Name(row["state"], row["language"], row["name"], kind, (row["source"],)))
    return names


def merged(names: list[Name]) -> Rows:
    """Make one row of all names that are equal to the library; the short and the official form both stay."""
    groups: dict[tuple[str, str, str], list[Name]] = defaultdict(list)
    for name in names:
        groups[name.state, name.language, normalise(name.text)].append(name)
    rows = []
    for (state, language, _), group in groups.items():
        best = min(group, key=lambda name: RANKS.index(name.kind))
        kept = {best.text: best.kind}
        for name in group:
            if name.kind == "official" and "official" not in kept.values():
                kept.setdefault(name.text, "official")
        for text, kind in kept.items():
            rows.append(
                {
                    "state": state,
                    "name": text,
                    "language": language,
                    "kind": kind,
                    "start": "".join({name.start for name in group if name.start}) if kind == best.kind else "",
                    "end": "".join({name.end for name in group if name.end}) if kind == best.kind else "",
                    "sources": ";".join(sorted({source for name in group for source in name.sources})),
                }
            )
    languages = [*LOCALES, *sorted({row["language"] for row in rows} - LOCALES.keys())]
    rows.sort(key=lambda r: (r["state"], languages.index(r["language"]), RANKS.index(r["kind"]), r["name"]))
    return rows


def clashes(hand: dict[str, Any], names: Rows, former: Rows) -> list[str]:
    """Find names that stand for more than one thing, states of the present and past and others, without names.toml saying so."""
    allowed = {normalise(text) for table in hand["ambiguous"].values() for text in table}
    states: dict[str, set[str]] = defaultdict(set)
    for row in names:
        states[normalise(row["name"])].add(row["state"])
    for row in former:
        for text in (row["id"], row["name"], row["alpha3"], *row["aliases"].split(";")):
            if text:
                states[normalise(text)].add(row["id"])
    for table in ("other_entities", "other_names"):
        with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                states[normalise(row["name"])].add(row.get("entity") or row["id"])
    found = [f"{key}: {', '.join(sorted(ids))}" for key, ids in states.items() if len(ids) > 1 and key not in allowed]
    return found + [f"{key}: not ambiguous" for key in allowed if len(states[key]) < 2]


def build() -> dict[str, Rows]:
    """Return the rows of the three tables."""
    hand = tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))
    converter = converter_rows()
    states: Rows = []
    names: list[Name] = []
    for state, row in sorted(converter.items()):
        iso: Any = pycountry.countries.get(alpha_3=state)
        short, official = english_names(hand, state)
        names += [Name(state, "en", short, "short"), Name(state, "en", official, "official")]
        names += generated_names(hand, state, row)
        finest = CORRECTED_REGIONS.get(state, row["UNregion"])
        subregion = SUBREGIONS.get(finest, finest)
        states.append(
            {
                "id": state,
                "name": short,
                "official_name": official,
                "alpha2": iso.alpha_2,
                "numeric": str(int(iso.numeric)),
                "cow": str(hand["cow-states"].get(state, [""])[0]),
                "gw": str(hand["gw-states"].get(state, [""])[0]),
                "region": REGIONS.get(subregion) or subregion.split()[-1],
                "subregion": subregion,
                "wikidata": hand["wikidata"].get(state, ""),
            }
        )
    former: Rows = [
        {
            "id": entry["id"],
            "name": entry["name"],
            "aliases": ";".join(entry["aliases"]),
            "alpha3": entry.get("alpha3", ""),
            "cow": str(entry.get("cow", "")),
            "gw": str(entry.get("gw", "")),
            "ended": entry["ended"],
            "successors": ";".join(entry["successors"]),
            "wikidata": entry.get("wikidata", ""),
        }
        for entry in sorted(hand["former-state"], key=lambda entry: str(entry["id"]))
    ]
    names += hand_names(hand)
    name_rows = merged(names + collected_names(names))
    if found := clashes(hand, name_rows, former):
        sys.exit("names that stand for two states:\n" + "\n".join(sorted(found)))
    return {"states": states, "state_names": name_rows, "former_states": former}


def csv_text(rows: Rows) -> str:
    """Return the rows as CSV."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def main() -> None:
    """Write the tables, or say whether those in the data package are up to date."""
    parser = argparse.ArgumentParser(description="Build the tables of states and their names.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when a table is out of date")
    check = parser.parse_args().check
    stale = []
    for table, rows in build().items():
        path = DATA / f"{table}.csv"
        text = csv_text(rows)
        if check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(path.name)
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
    if stale:
        sys.exit(f"not what tools/build_names.py would write: {', '.join(stale)}")


if __name__ == "__main__":
    main()
