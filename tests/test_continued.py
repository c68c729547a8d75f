"""Organisations that count as one with those that they continue."""

from __future__ import annotations

import datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cica

RECORD = cica.load()
ONE = cica.continued()
LINES = {"csto": ("cst",), "sco": ("shanghai-five",), "eco": ("rcd",), "caco": ("caec",), "eaeu": ("eurasec",)}
BEFORE = {key for line in LINES.values() for key in line}
DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2026, 4, 14))


def test_the_lines_of_the_record() -> None:
    found = {body.id: (body.predecessor.id,) for body in cica.organisations() if body.predecessor}
    assert found == LINES
    for body in cica.organisations():
        if body.predecessor:
            assert body.founded is not None
            assert body.predecessor.founded is not None
            assert body.predecessor.founded.sort_key < body.founded.sort_key


@given(st.sampled_from(sorted(LINES)), DAYS)
def test_members_are_those_of_the_line(heir: str, day: datetime.date) -> None:
    line = [RECORD.members(key, on=day) for key in (heir, *LINES[heir])]
    together = ONE.members(heir, on=day)
    assert set(together.ids) == {key for members in line for key in members.ids}
    assert len(set(together.ids)) == len(together)
    perhaps = {key for members in line for key in members.undetermined.ids}
    assert set(together.undetermined.ids) == perhaps - set(together.ids)


@given(st.sampled_from([body.id for body in cica.organisations() if body.coverage and body.id not in {*LINES, *BEFORE}]), DAYS)
def test_other_organisations_are_as_they_were(organisation: str, day: datetime.date) -> None:
    assert ONE.members(organisation, on=day).ids == RECORD.members(organisation, on=day).ids


def test_years_of_change_count_one_organisation() -> None:
    frame = pl.DataFrame({"iso3": ["KAZ", "KAZ", "KAZ"], "year": [2001, 2002, 2005]})
    counts = [record.annotate(frame, "iso3", "year", columns="full")["organisations_full"].to_list() for record in (RECORD, ONE)]
    assert [apart - together for apart, together in zip(*counts, strict=True)] == [1, 2, 0]  # SCO; CSTO and CACO


def test_dyads_go_back_to_the_first_of_the_line() -> None:
    years = [row.year for row in ONE.dyad_years("AZE", "GEO", "csto") if row.joint]
    assert years == list(range(1993, 2000))
    assert not [row for row in RECORD.dyad_years("AZE", "GEO", "csto") if row.joint]
    joint = ONE.joint_memberships("KAZ", "RUS")
    assert [str(spell.start) for spell in joint if spell.organisation.id == "csto"] == ["1992-05-15", "2002-10-07"]


def test_evidence_and_other_days_go_along() -> None:
    assert ONE.evidence("cst-aze-member").ids == RECORD.evidence("cst-aze-member").ids
    for record in (ONE.as_known("2015-03-01"), cica.as_known("2015-03-01").continued()):
        assert record.as_of == datetime.date(2015, 3, 1)
        assert "AZE" in record.members("csto", on="1995-01-01")
    with pytest.raises(cica.NotFoundError, match="count as those of 'csto'"):
        ONE.members("cst")
