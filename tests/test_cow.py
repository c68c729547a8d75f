"""Comparison with the Correlates of War data on intergovernmental organisations, version 3, on the states of the CICA region.

Only a handful of their figures stand here: how many of these states they code as full members of each organisation in three years, and
the years of the states on which the record differs, each with the reason. The data were read through the R package igoR.

Pevehouse, Jon C. W., Timothy Nordstrom, Roseanne W. McManus and Anne Spencer Jamison (2020): Tracking Organizations in the World: The
Correlates of War IGO Version 3.0 datasets. Journal of Peace Research 57 (3), 492-503.
"""

from __future__ import annotations

import itertools

import pytest

import cica

RECORD = cica.load()
REGION = {
    spell.member.id
    for spell in RECORD.memberships(organisation="cica")
    if spell.role in ("member", "observer") and isinstance(spell.member, cica.State)
}
YEARS = (1995, 2005, 2014)

# How many states of the region they code as full members in 1995, 2005 and 2014.
COUNTS = {
    "apec": (9, 11, 11), "asean": (5, 7, 7), "cica": (0, 0, 25), "cis": (8, 7, 7), "coe": (2, 4, 4), "csto": (0, 6, 5),
    "eco": (10, 10, 10), "gcc": (5, 5, 5), "las": (9, 9, 9), "nato": (2, 2, 2), "oic": (22, 22, 22), "osce": (11, 11, 11),
    "saarc": (4, 4, 5), "sco": (0, 6, 6), "un": (39, 39, 39),
}  # fmt: skip

SECRETARIAT = "they date CICA from 2006, when its Secretariat was established; its members had signed in 1999"
NO_STATE = "Palestine is not in their system of states"
SYSTEM = "they code a state from the year in which it enters their system of states, after it had become a founding member"
SHANGHAI = "they date the Shanghai Cooperation Organisation from the Shanghai Five of 1996"
OFFICIAL = "the official table of accessions in the record gives the later year"

# The years for which they code a state as a full member where the record has others, and why.
DIFFERENCES: dict[tuple[str, str], tuple[list[tuple[int, int]], str]] = {
    **{
        ("cica", state): ([(2006, 2014)], SECRETARIAT)
        for state in "AFG AZE CHN EGY IND IRN ISR KAZ KGZ MNG PAK RUS THA TJK TUR UZB".split()
    },
    **{(organisation, "PSE"): ([], NO_STATE) for organisation in ("cica", "las", "oic")},
    **{("sco", state): ([(1996, 2014)], SHANGHAI) for state in "CHN KAZ KGZ RUS TJK".split()},
    **{("un", state): ([(1991, 2014)], SYSTEM) for state in ("BLR", "UKR")},
    **{("un", state): ([(1946, 2014)], SYSTEM) for state in ("LBN", "PHL")},
    **{("las", state): ([(1946, 2014)], SYSTEM) for state in ("JOR", "LBN")},
    ("un", "IND"): ([(1947, 2014)], SYSTEM),
    ("un", "CHN"): ([(1945, 1948), (1971, 2014)], "they code the seat held from Taipei as that of another state"),
    ("un", "EGY"): ([(1945, 2014)], "they code the United Arab Republic of 1958 to 1961 as Egypt"),
    ("un", "RUS"): ([(1945, 2014)], "they code the Soviet Union and Russia as one state"),
    ("osce", "RUS"): ([(1973, 2014)], "they code the Soviet Union and Russia as one state"),
    ("osce", "MNG"): ([], "they miss the accession of November 2012"),
    ("un", "UZB"): ([(1991, 2014)], "it was admitted on 2 March 1992"),
    ("cis", "AZE"): ([(1991, 2014)], "it signed in 1991 and ratified in September 1993, which counts here"),
    ("cis", "TKM"): ([(1991, 2004)], "an associate from August 2005; here a year counts by the fullest role on any day of it"),
    ("cis", "UKR"): ([(1991, 1992)], "they code it as an associate from 1993, when it did not ratify the Charter"),
    ("coe", "AZE"): ([(2002, 2014)], "it acceded on 25 January 2001"),
    ("csto", "UZB"): ([(2002, 2011)], "outside the treaty from 1999, back from August 2006 to December 2012"),
    **{("oic", state): ([(1971, 2014)], OFFICIAL) for state in ("ARE", "BHR", "QAT")},
    ("oic", "AZE"): ([(1991, 2014)], OFFICIAL),
    ("oic", "UZB"): ([(1995, 2014)], OFFICIAL),
    ("oic", "IRQ"): ([(1976, 2014)], "the official table of accessions in the record gives the earlier year"),
}


def full(state: str, organisation: str) -> set[int]:
    """The years to 2014 in which the record has a state as a full member."""
    return {row.year for row in cica.member_years(state, organisation, start=1945, end=2014) if row.cow_status == 1}


@pytest.mark.parametrize(("organisation", "position"), list(itertools.product(COUNTS, range(3))))
def test_members_agree_apart_from_the_listed_differences(organisation: str, position: int) -> None:
    year = YEARS[position]
    here = {state for state in REGION if year in full(state, organisation)}
    differing = {state for about, state in DIFFERENCES if about == organisation}
    there = {
        state
        for state in differing
        if any(first <= year <= last for first, last in DIFFERENCES[organisation, state][0])
    }  # fmt: skip
    assert len(here - differing) + len(there) == COUNTS[organisation][position]


@pytest.mark.parametrize(("organisation", "state"), list(DIFFERENCES))
def test_a_listed_difference_is_one(organisation: str, state: str) -> None:
    spans, reason = DIFFERENCES[organisation, state]
    coded = {year for first, last in spans for year in range(first, last + 1)}
    assert full(state, organisation) != coded
    assert reason


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
