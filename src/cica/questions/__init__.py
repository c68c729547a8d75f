"""What can be asked of a record: one module a subject, siblings on one small base, and `Questions`, which has them all."""

from __future__ import annotations

from cica.questions.activities import Activities
from cica.questions.applications import Applications
from cica.questions.belonging import Belonging
from cica.questions.chairs import Chairs
from cica.questions.coverage import Coverages
from cica.questions.evidence import Evidence
from cica.questions.institutions import Institutions
from cica.questions.lists import Lists
from cica.questions.meetings import Meetings
from cica.questions.naming import Naming
from cica.questions.organisations import Organisations
from cica.questions.overlaps import Overlaps
from cica.questions.systems import Systems
from cica.questions.texts import Texts
from cica.questions.ties import Ties
from cica.questions.timeline import Timeline
from cica.questions.times import Times
from cica.questions.years import Years

__all__ = ["Questions"]


class Questions(
    Naming,
    Lists,
    Systems,
    Belonging,
    Organisations,
    Overlaps,
    Ties,
    Years,
    Meetings,
    Chairs,
    Texts,
    Activities,
    Applications,
    Institutions,
    Coverages,
    Evidence,
    Timeline,
    Times,
):
    """The questions of every subject; what puts a record into other forms is written against this class."""
