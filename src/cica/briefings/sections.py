"""The sections of a briefing, in order."""

from __future__ import annotations

from cica.briefings.completeness import completeness, counts
from cica.briefings.composing import Plan, nothing
from cica.briefings.disputes import disputes, unsettled
from cica.briefings.institutions import chair, secretariat, steps
from cica.briefings.key_points import KEY_POINTS
from cica.briefings.meetings import coming, origin, summits
from cica.briefings.membership import belonging, related
from cica.briefings.texts import aims, commitments, dimensions, initiatives, launched, principles

__all__ = ["SECTIONS"]

SECTIONS: tuple[Plan, ...] = (
    KEY_POINTS,
    ("Origin and founding", origin, nothing),
    ("Members and observers", belonging, nothing),
    ("Summits, and what is due next", coming, summits),
    ("The Secretariat", secretariat, steps),
    ("The chair, now and before", chair, nothing),
    ("Aims and dimensions of confidence-building", aims, dimensions),
    ("Principles", principles, commitments),
    ("Initiatives", launched, initiatives),
    ("Related organisations", related, nothing),
    ("Disputed or undetermined", unsettled, disputes),
    ("How complete the record is", completeness, counts),
)
