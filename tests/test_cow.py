"""Comparison with the Correlates of War data on intergovernmental organisations, version 3, by code and year, over every state.

``panels/cow-igo.tsv`` holds what they code from 1945 to 2014, of fifteen organisations of the record: the code of a state, first and last
year, and the status, 1 for full membership. The data were read through the R package igoR.

Pevehouse, Jon C. W., Timothy Nordstrom, Roseanne W. McManus and Anne Spencer Jamison (2020): Tracking Organizations in the World: The
Correlates of War IGO Version 3.0 datasets. Journal of Peace Research 57 (3), 492-503.
"""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

import cica

RECORD = cica.load()

SECRETARIAT = "they date CICA from 2006, when its Secretariat was established; its members had signed in 1999"
SHANGHAI = "they date the Shanghai Cooperation Organisation from the Shanghai Five of 1996"
OFFICIAL = "the official table of accessions in the record gives the later year"
EARLIER = "the official table of accessions in the record gives the earlier year"
SOUTH_YEMEN = "the preamble of the Charter of 1972 does not name South Yemen, the summit of 1974 does"
UZBEKISTAN = "outside the treaty from 1999, back from August 2006 to December 2012"
SEAT = "they code the seat held from Taipei as that of another state"
GERMANY = "both German states were admitted in 1973"

# The years in which they differ, with what they code, and why: none because of what a code means.
DIFFERENCES: dict[tuple[str, int], tuple[list[tuple[int, int]], str]] = {
    ("cis", 369): ([(1993, 2014)], "they code Ukraine as an associate from 1993, when it did not ratify the Charter"),
    ("cis", 372): ([(1993, 1994), (2008, 2009)], "Georgia acceded in December 1993, and left in August 2009"),
    ("cis", 701): ([(2005, 2005)], "an associate from August 2005; here a year counts by the fullest role on any day of it"),
    ("coe", 223): ([(1990, 1994)], "Liechtenstein has been a member since 1978 without a break"),
    ("coe", 315): ([(1991, 1992)], "Czechoslovakia acceded in February 1991"),
    ("coe", 350): ([(1970, 1973)], "Greece was outside from 1969 to 1974"),
    ("coe", 373): ([(2001, 2001)], "Azerbaijan acceded on 25 January 2001"),
    ("coe", 375): ([(1965, 1988)], "Finland acceded in 1989"),
    ("csto", 704): ([(2002, 2005), (2012, 2012)], UZBEKISTAN),
    ("las", 651): ([(1980, 1988)], "Egypt was suspended, which does not end a membership here"),
    ("las", 678): ([(1965, 1966)], "they leave out two years of Yemen"),
    ("oic", 373): ([(1991, 1991)], OFFICIAL),
    ("oic", 434): ([(1982, 1982)], OFFICIAL),
    ("oic", 439): ([(1974, 1974)], EARLIER),
    ("oic", 471): ([(1974, 2005)], EARLIER),
    ("oic", 645): ([(1975, 1975)], EARLIER),
    ("oic", 652): ([(1970, 1971)], OFFICIAL),
    ("las", 680): ([(1967, 1989)], "they code South Yemen as no full member; it joined in December 1967"),
    ("oic", 680): ([(1969, 1973)], SOUTH_YEMEN),
    **{("oic", code): ([(1971, 1971)], OFFICIAL) for code in (692, 694, 696, 698)},
    ("oic", 704): ([(1995, 1995)], OFFICIAL),
    ("osce", 712): ([(2012, 2014)], "they miss the accession of Mongolia in November 2012"),
    **{("sco", code): ([(1996, 2000)], SHANGHAI) for code in (365, 702, 703, 705, 710)},
    ("un", 42): ([(1945, 1964)], "they code the Dominican Republic, an original member, as none until 1964"),
    **{("un", code): ([(1965, 1972)], GERMANY) for code in (260, 265)},
    ("un", 704): ([(1991, 1991)], "Uzbekistan was admitted on 2 March 1992"),
    ("un", 710): ([(1949, 1970)], SEAT),
    ("un", 713): ([(1949, 1971)], SEAT),
    ("un", 860): ([(2002, 2002)], "Timor-Leste was admitted on 27 September 2002"),
}


def theirs() -> pl.DataFrame:
    """What they code: one row for each organisation, code and year."""
    rows: list[dict[str, str | int | bool]] = []
    with (Path(__file__).parent / "panels" / "cow-igo.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            for year in range(int(row["first_year"]), int(row["last_year"]) + 1):
                full = row["status"] == "1"
                rows.append({"organisation": row["organisation"], "ccode": int(row["ccode"]), "year": year, "full": full})
    return pl.DataFrame(rows)


@pytest.fixture(scope="module")
def both() -> pl.DataFrame:
    """What they code beside what the record says, read by code and year."""
    data = theirs()
    keys = data.select("ccode", "year").unique(maintain_order=True)
    organisations = data["organisation"].unique(maintain_order=True).to_list()
    told = cica.annotate(keys, "ccode", "year", organisations=organisations, columns="member", names="{organisation}")
    long = told.unpivot(index=["ccode", "year"], variable_name="organisation", value_name="member")
    return data.join(long, on=["organisation", "ccode", "year"], how="left")


def test_every_code_is_read(both: pl.DataFrame) -> None:
    assert both.height == 98_301
    unread = both.filter(pl.col("member").is_null())
    assert set(unread.select("organisation", "ccode").rows()) == {
        ("oic", 680),  # South Yemen, whose first day lies between 1972 and 1974
        ("un", 713),  # Taiwan, which had China's seat in the United Nations until 1971
    }


def test_memberships_agree_but_for_the_listed_differences(both: pl.DataFrame) -> None:
    found: dict[tuple[str, int], set[int]] = {}
    differing = both.filter(pl.col("member").is_null() | (pl.col("member") != pl.col("full")))
    for row in differing.iter_rows(named=True):
        found.setdefault((row["organisation"], row["ccode"]), set()).add(row["year"])
    listed = {key: {year for first, last in spans for year in range(first, last + 1)} for key, (spans, _) in DIFFERENCES.items()}
    coded = {(row["organisation"], row["ccode"], row["year"]) for row in both.iter_rows(named=True)}
    # The organisations were coded every five years before 1965.
    listed = {key: {year for year in years if (*key, year) in coded} for key, years in listed.items()}
    assert {key: sorted(years) for key, years in found.items() if years != listed.get(key)} == {}
    assert {key for key, years in listed.items() if years and key not in found} == set()


def test_members_per_year_of_cica() -> None:
    coded = {2006: 17, 2007: 17, 2008: 19, 2009: 19, 2010: 21, 2011: 23, 2012: 23, 2013: 23, 2014: 25}
    for year, count in coded.items():
        members = cica.members(on=year)
        assert len(members) - 1 == count, year  # without Palestine
        assert "PSE" in members


def test_status_codes_are_theirs() -> None:
    codes = {spell.role: spell.cow_status for spell in RECORD.memberships()}
    assert codes["member"] == codes["participating-state"] == 1
    assert (codes["associate"], codes["observer"]) == (2, 3)
    assert {code for role, code in codes.items() if role not in ("member", "participating-state", "associate", "observer")} == {0}
