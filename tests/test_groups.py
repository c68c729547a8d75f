"""The members of today beside those of an independent list, but for differences that are named."""

from __future__ import annotations

import pytest
from worldcountrygroups.core import get_registry

import cica

REGISTRY = get_registry()
SHARED = sorted(body.id for body in cica.organisations() if body.coverage and REGISTRY.get_countries(body.id))
OLD = "their list is older"
DIFFERENCES: dict[str, tuple[set[str], set[str], str]] = {  # theirs alone, the record's alone, and why
    "acd": (set(), {"PSE"}, "Palestine joined in 2019"),
    "apec": ({"HKG", "TWN"}, {"hong-kong", "taiwan"}, "they are no states of the record"),
    "asean": (set(), {"TLS"}, OLD),
    "brics": (set(), {"ARE", "EGY", "ETH", "IDN", "IRN"}, OLD),
    "cica": (set(), {"KWT"}, "Kuwait joined in 2023"),
    "cis": ({"TKM"}, set(), "Turkmenistan is an associate"),
    "g77": (set(), {"BIH"}, "they leave out Bosnia and Herzegovina, which other lists have"),
    "nam": ({"BIH", "BRA", "CRI", "PRY"}, set(), "they are observers"),
    "nato": (set(), {"FIN", "MKD", "MNE", "SWE"}, OLD),
    "oic": (set(), {"SYR"}, "Syria was readmitted in March 2025"),
}


@pytest.mark.parametrize("organisation", SHARED)
def test_members_of_today(organisation: str) -> None:
    theirs = {country.iso3 or cica.state(country.name).id for country in REGISTRY.get_countries(organisation) or ()}
    ours = set(cica.members(organisation).ids)
    assert (theirs - ours, ours - theirs) == DIFFERENCES.get(organisation, (set(), set(), ""))[:2]


def test_the_list_is_of_many() -> None:
    assert len(SHARED) >= 20
    assert set(DIFFERENCES) <= set(SHARED)
