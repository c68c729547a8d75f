"""The public record of the Conference on Interaction and Confidence-Building Measures in Asia (CICA).

Who belongs to it and since when; where and when it met; who chaired it; what it adopted; the principles it stands on; the
organisations around it. Every fact is typed, dated with honest precision, and traceable to the sources that state it.

>>> import cica
>>> len(cica.members(on="2015-06-01"))
26
>>> cica.chair_in(2015).state.name
'China'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cica.errors import (
    AmbiguousError,
    BeyondRecordWarning,
    DateError,
    FormerStateError,
    NoStateError,
    NoStateWarning,
    NotFoundError,
    OptionError,
    PackageError,
    Problem,
    UndeterminedError,
)
from cica.record import BUNDLED, Record, load
from cica.tables.table import Table

if TYPE_CHECKING:
    import datetime

    from cica import plots as plots
    from cica.briefings.briefing import Briefing, Section, Sentence
    from cica.dates.answers import Answer
    from cica.dates.date import Date, When
    from cica.dates.periods import Period
    from cica.model.activities import Activity
    from cica.model.applications import Application, Outcome, Sought
    from cica.model.attendances import Attendance, Level, Standing
    from cica.model.chairmanships import Chairmanship, Term
    from cica.model.changes import Change, ChangeKind
    from cica.model.coverage import Coverage, Extent
    from cica.model.documents import (
        Coordinator,
        CoordinatorRole,
        Document,
        DocumentKind,
        DocumentStatus,
        Measure,
        MeasureLevel,
        Principle,
    )
    from cica.model.entity import Cell, Entity, Spell
    from cica.model.institutions import (
        Body,
        BodyKind,
        Initiative,
        Milestone,
        MilestoneKind,
        Office,
        Officer,
        Resource,
        ResourceKind,
        Seat,
    )
    from cica.model.meetings import Meeting, MeetingFormat, MeetingKind, MeetingStatus, Ministerial, Plan, Summit
    from cica.model.memberships import Membership
    from cica.model.names import NameKind, StateName
    from cica.model.organisations import CoverageKind, Field, Organisation, OrganisationKind, Scope
    from cica.model.others import OtherEntity, OtherKind, OtherName
    from cica.model.roles import Role
    from cica.model.sources import Dispute, Event, Source, SourceKind, Statement
    from cica.model.states import FormerState, State
    from cica.model.systems import DatedName, Predecessor, StateSystem, SystemSpell
    from cica.tables.checks import Check, CheckedName, Claim, Reason, Validity, Verdict
    from cica.tables.crossings import DyadYear, JointMembership, MemberYear, Overlap, SharedTie, Tie
    from cica.tables.resolutions import Finding, Resolution, Resolved, Rule

    as_of: datetime.date

__version__ = "1.3.0"

# The classes are imported when they are first named: defining them takes longer than everything else here.
_CLASSES = {
    "briefings.briefing": ("Briefing", "Section", "Sentence"),
    "dates.answers": ("Answer",),
    "dates.date": ("Date",),
    "dates.periods": ("Period",),
    "model.activities": ("Activity",),
    "model.applications": ("Application",),
    "model.attendances": ("Attendance",),
    "model.chairmanships": ("Chairmanship", "Term"),
    "model.changes": ("Change",),
    "model.coverage": ("Coverage",),
    "model.documents": ("Coordinator", "Document", "Measure", "Principle"),
    "model.entity": ("Entity", "Spell"),
    "model.institutions": ("Body", "Initiative", "Milestone", "Officer", "Resource", "Seat"),
    "model.meetings": ("Meeting", "Ministerial", "Plan", "Summit"),
    "model.memberships": ("Membership",),
    "model.names": ("StateName",),
    "model.organisations": ("Organisation",),
    "model.others": ("OtherEntity", "OtherName"),
    "model.sources": ("Dispute", "Event", "Source", "Statement"),
    "model.states": ("FormerState", "State"),
    "model.systems": ("DatedName", "Predecessor", "SystemSpell"),
    "tables.checks": ("Check", "CheckedName", "Validity"),
    "tables.crossings": ("DyadYear", "JointMembership", "MemberYear", "Overlap", "SharedTie", "Tie"),
    "tables.resolutions": ("Resolution", "Resolved"),
}

# Types of arguments and attributes: what takes them shows the values, so that they are not listed beside the functions.
_TYPES = {
    "dates.date": ("When",),
    "model.applications": ("Outcome", "Sought"),
    "model.attendances": ("Level", "Standing"),
    "model.changes": ("ChangeKind",),
    "model.coverage": ("Extent",),
    "model.documents": ("CoordinatorRole", "DocumentKind", "DocumentStatus", "MeasureLevel"),
    "model.entity": ("Cell",),
    "model.institutions": ("BodyKind", "MilestoneKind", "Office", "ResourceKind"),
    "model.meetings": ("MeetingFormat", "MeetingKind", "MeetingStatus"),
    "model.names": ("NameKind",),
    "model.organisations": ("CoverageKind", "Field", "OrganisationKind", "Scope"),
    "model.others": ("OtherKind",),
    "model.roles": ("Role",),
    "model.sources": ("SourceKind",),
    "model.systems": ("StateSystem",),
    "tables.checks": ("Claim", "Reason", "Verdict"),
    "tables.resolutions": ("Finding", "Rule"),
}

activities = BUNDLED.activities
agrees = BUNDLED.agrees
annotate = BUNDLED.annotate
applications = BUNDLED.applications
as_known = BUNDLED.as_known
attendances = BUNDLED.attendances
bodies = BUNDLED.bodies
briefing = BUNDLED.briefing
chair = BUNDLED.chair
chair_in = BUNDLED.chair_in
chairmanships = BUNDLED.chairmanships
chairs_in = BUNDLED.chairs_in
check = BUNDLED.check
cite = BUNDLED.cite
continued = BUNDLED.continued
coordinators = BUNDLED.coordinators
coverage = BUNDLED.coverage
dated_names = BUNDLED.dated_names
diff = BUNDLED.diff
disputes = BUNDLED.disputes
document = BUNDLED.document
documents = BUNDLED.documents
dyad_years = BUNDLED.dyad_years
dyads = BUNDLED.dyads
evidence = BUNDLED.evidence
exclusive = BUNDLED.exclusive
export = BUNDLED.export
former_state = BUNDLED.former_state
former_states = BUNDLED.former_states
initiatives = BUNDLED.initiatives
joint_memberships = BUNDLED.joint_memberships
measures = BUNDLED.measures
meeting = BUNDLED.meeting
meetings = BUNDLED.meetings
member_years = BUNDLED.member_years
members = BUNDLED.members
memberships = BUNDLED.memberships
milestones = BUNDLED.milestones
ministerials = BUNDLED.ministerials
name_of = BUNDLED.name_of
network = BUNDLED.network
observers = BUNDLED.observers
officers = BUNDLED.officers
organisation = BUNDLED.organisation
organisations = BUNDLED.organisations
other_entities = BUNDLED.other_entities
other_entity = BUNDLED.other_entity
overlap = BUNDLED.overlap
panel = BUNDLED.panel
partners = BUNDLED.partners
predecessors = BUNDLED.predecessors
principle = BUNDLED.principle
principles = BUNDLED.principles
resolve = BUNDLED.resolve
resources = BUNDLED.resources
seat = BUNDLED.seat
seats = BUNDLED.seats
shared_organisations = BUNDLED.shared_organisations
sources = BUNDLED.sources
state = BUNDLED.state
state_names = BUNDLED.state_names
state_system = BUNDLED.state_system
states = BUNDLED.states
summit = BUNDLED.summit
summits = BUNDLED.summits
ties = BUNDLED.ties
timeline = BUNDLED.timeline

__all__ = [
    "Activity",
    "AmbiguousError",
    "Answer",
    "Application",
    "Attendance",
    "BeyondRecordWarning",
    "Body",
    "BodyKind",
    "Briefing",
    "Cell",
    "Chairmanship",
    "Change",
    "ChangeKind",
    "Check",
    "CheckedName",
    "Claim",
    "Coordinator",
    "CoordinatorRole",
    "Coverage",
    "CoverageKind",
    "Date",
    "DateError",
    "DatedName",
    "Dispute",
    "Document",
    "DocumentKind",
    "DocumentStatus",
    "DyadYear",
    "Entity",
    "Event",
    "Extent",
    "Field",
    "Finding",
    "FormerState",
    "FormerStateError",
    "Initiative",
    "JointMembership",
    "Level",
    "Measure",
    "MeasureLevel",
    "Meeting",
    "MeetingFormat",
    "MeetingKind",
    "MeetingStatus",
    "MemberYear",
    "Membership",
    "Milestone",
    "MilestoneKind",
    "Ministerial",
    "NameKind",
    "NoStateError",
    "NoStateWarning",
    "NotFoundError",
    "Office",
    "Officer",
    "OptionError",
    "Organisation",
    "OrganisationKind",
    "OtherEntity",
    "OtherKind",
    "OtherName",
    "Outcome",
    "Overlap",
    "PackageError",
    "Period",
    "Plan",
    "Predecessor",
    "Principle",
    "Problem",
    "Reason",
    "Record",
    "Resolution",
    "Resolved",
    "Resource",
    "ResourceKind",
    "Role",
    "Rule",
    "Scope",
    "Seat",
    "Section",
    "Sentence",
    "SharedTie",
    "Sought",
    "Source",
    "SourceKind",
    "Spell",
    "Standing",
    "State",
    "StateName",
    "StateSystem",
    "Statement",
    "Summit",
    "SystemSpell",
    "Table",
    "Term",
    "Tie",
    "UndeterminedError",
    "Validity",
    "Verdict",
    "When",
    "activities",
    "agrees",
    "annotate",
    "applications",
    "as_known",
    "as_of",
    "attendances",
    "bodies",
    "briefing",
    "chair",
    "chair_in",
    "chairmanships",
    "chairs_in",
    "check",
    "cite",
    "continued",
    "coordinators",
    "coverage",
    "dated_names",
    "diff",
    "disputes",
    "document",
    "documents",
    "dyad_years",
    "dyads",
    "evidence",
    "exclusive",
    "export",
    "former_state",
    "former_states",
    "initiatives",
    "joint_memberships",
    "load",
    "measures",
    "meeting",
    "meetings",
    "member_years",
    "members",
    "memberships",
    "milestones",
    "ministerials",
    "name_of",
    "network",
    "observers",
    "officers",
    "organisation",
    "organisations",
    "other_entities",
    "other_entity",
    "overlap",
    "panel",
    "partners",
    "plots",
    "predecessors",
    "principle",
    "principles",
    "resolve",
    "resources",
    "seat",
    "seats",
    "shared_organisations",
    "sources",
    "state",
    "state_names",
    "state_system",
    "states",
    "summit",
    "summits",
    "ties",
    "timeline",
]


def __getattr__(name: str) -> object:
    if name == "plots":  # a module of its own, which needs an extra to draw
        from importlib import import_module

        return import_module("cica.plots")
    if name == "as_of":  # the day to which the record is updated, which is in its description
        return BUNDLED.as_of
    for module, names in (*_CLASSES.items(), *_TYPES.items()):
        if name in names:
            from importlib import import_module

            found: object = getattr(import_module(f"cica.{module}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module 'cica' has no attribute {name!r}")


def __dir__() -> list[str]:
    types = {name for names in _TYPES.values() for name in names}
    return [*(name for name in __all__ if name not in types), "__version__"]
