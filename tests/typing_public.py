"""What a type checker must infer of the public functions, and what it must reject; checked, not run."""

from __future__ import annotations

import datetime
import pathlib
from typing import assert_type

import pandas
import polars
import pyarrow

import cica
from cica import Table

assert_type(cica.members(), Table[cica.State])
assert_type(cica.members("cica", on="2015"), Table[cica.State])
assert_type(cica.members(on=2015).undetermined, Table[cica.State])
assert_type(cica.observers(on=datetime.date(2015, 1, 1)), Table[cica.State | cica.Organisation])
assert_type(cica.partners(on=cica.Date("2015")), Table[cica.State | cica.Organisation])
assert_type(cica.memberships("KOR"), Table[cica.Membership])
assert_type(cica.memberships("KOR")[0], cica.Membership)
assert_type(cica.memberships("KOR")["cica-kor-member"], cica.Membership)
assert_type(cica.memberships("KOR")[:1], Table[cica.Membership])
assert_type(cica.memberships("KOR")[0].start, cica.Date | None)
assert_type(cica.memberships("KOR")[0].member, cica.State | cica.FormerState | cica.OtherEntity | cica.Organisation)
assert_type([state.name for state in cica.members()], list[str])
assert_type(cica.summit(4), cica.Summit)
assert_type(cica.summits(), Table[cica.Summit])
assert_type(cica.ministerials(), Table[cica.Ministerial])
assert_type(cica.meetings(), Table[cica.Meeting])
assert_type(cica.meeting("summit-4").plans, tuple[cica.Plan, ...])
assert_type(cica.attendances("summit-4"), Table[cica.Attendance])
assert_type(cica.members().to_frame(), pandas.DataFrame)
assert_type(cica.members().to_frame("polars", undetermined=True), polars.DataFrame)
assert_type(cica.members().to_frame(engine="pyarrow"), pyarrow.Table)
assert_type(cica.panel(1992), pandas.DataFrame)
assert_type(cica.panel("1992-10", freq="month", states=cica.members(), engine="polars"), polars.DataFrame)
assert_type(cica.dyads(1992, 2025, directed=True, columns=["joint"], engine="pyarrow"), pyarrow.Table)
assert_type(cica.annotate(polars.LazyFrame(), "iso3", "year"), polars.LazyFrame)
assert_type(cica.annotate(pandas.DataFrame(), "iso3", "year", organisations=["cica", "sco"]), pandas.DataFrame)
assert_type(cica.chair(), cica.Chairmanship)
assert_type(cica.chair_in(2015), cica.Chairmanship)
assert_type(cica.chairs_in(2014), Table[cica.Chairmanship])
assert_type(cica.chairmanships(), Table[cica.Chairmanship])
assert_type(cica.chair_in(2015).terms, tuple[cica.Term, ...])
assert_type(cica.chair_in(2015).start < cica.Date("2014"), cica.Answer)
assert_type(cica.documents(), Table[cica.Document])
assert_type(cica.document("almaty-act").adopted, cica.Date | None)
assert_type(cica.principles(), Table[cica.Principle])
assert_type(cica.principle("non-interference"), cica.Principle)
assert_type(cica.measures("human"), Table[cica.Measure])
assert_type(cica.coordinators(), Table[cica.Coordinator])
assert_type(cica.activities("tourism", organiser="TJK", on=2022), Table[cica.Activity])
assert_type(cica.applications(), Table[cica.Application])
assert_type(cica.resources("staff"), Table[cica.Resource])
assert_type(cica.coverage("meetings"), Table[cica.Coverage])
assert_type(cica.coverage()[0].held, int | None)
assert_type(cica.members().coverage, str)
assert_type(cica.officers(on="2020"), Table[cica.Officer])
assert_type(cica.seat(), cica.Seat)
assert_type(cica.seats(), Table[cica.Seat])
assert_type(cica.bodies(), Table[cica.Body])
assert_type(cica.milestones(), Table[cica.Milestone])
assert_type(cica.initiatives(), Table[cica.Initiative])
assert_type(cica.state("KOR"), cica.State)
assert_type(cica.states(), Table[cica.State])
assert_type(cica.state_names("KOR"), Table[cica.StateName])
assert_type(cica.resolve(["KOR"]), cica.Resolved)
assert_type(cica.check(["KOR"], on="2015"), cica.Check)
assert_type(cica.check(["KOR"]).missing, Table[cica.CheckedName])
assert_type(cica.check(["KOR"]).held.undetermined, Table[cica.Validity])
assert_type(cica.resolve(["KOR"]).table, Table[cica.Resolution])
assert_type(cica.former_states(), Table[cica.FormerState])
assert_type(cica.former_state("USSR"), cica.FormerState)
assert_type(cica.state_system("cow", on="1985-01-01"), Table[cica.SystemSpell])
assert_type(cica.state(365, scheme="cow", on="1985-01-01"), cica.State)
assert_type(cica.name_of("TUR", on=2015), str)
assert_type(cica.organisation("SCO"), cica.Organisation)
assert_type(cica.organisations(), Table[cica.Organisation])
assert_type(cica.shared_organisations("ISR", "IRN"), Table[cica.Organisation])
assert_type(cica.exclusive("ISR", "IRN", scope="regional"), Table[cica.Organisation])
assert_type(cica.overlap("cica", "sco").both, Table[cica.State | cica.OtherEntity])
assert_type(cica.members("apec"), Table[cica.State | cica.OtherEntity])
assert_type(cica.observers("saarc"), Table[cica.State | cica.OtherEntity | cica.Organisation])
assert_type(cica.other_entities("group"), Table[cica.OtherEntity])
assert_type(cica.other_entity("HKG"), cica.OtherEntity)
assert_type(cica.dated_names("CS"), Table[cica.DatedName])
assert_type(cica.predecessors(), Table[cica.Predecessor])
assert_type(cica.dyads(1985, 1985, system="cow", microstates=False, engine="polars"), polars.DataFrame)
assert_type(cica.joint_memberships("KAZ", "KGZ"), Table[cica.JointMembership])
assert_type(cica.member_years("KAZ"), Table[cica.MemberYear])
assert_type(cica.ties("cica"), Table[cica.Tie])
assert_type(cica.ties(projection="states"), Table[cica.SharedTie])
assert_type(cica.dyad_years("KAZ", "KGZ"), Table[cica.DyadYear])
assert_type(cica.sources(), Table[cica.Source])
assert_type(cica.evidence("summit-4"), Table[cica.Statement])
assert_type(cica.agrees(cica.evidence("summit-4")[0]), cica.Answer)
assert_type(cica.disputes(), Table[cica.Dispute])
assert_type(cica.timeline(), Table[cica.Event])
assert_type(cica.cite(), str)
assert_type(cica.as_known("2015-03-01"), cica.Record)
assert_type(cica.as_known("2015-03-01").members(), Table[cica.State])
assert_type(cica.continued(), cica.Record)
assert_type(cica.diff("2014", "2015"), Table[cica.Change])
assert_type(cica.diff(cica.load(), cica.as_known(2015))[0].statement, cica.Statement | None)
assert_type(cica.export("cica.sqlite"), pathlib.Path)
assert_type(cica.export(pathlib.Path("members.csv"), cica.members(), undetermined=True), pathlib.Path)
assert_type(cica.briefing(on=2015), cica.Briefing)
assert_type(cica.briefing().sections[0].points[0].sources, tuple[cica.Source, ...])
assert_type(cica.load(), cica.Record)
assert_type(cica.load("folder").members(), Table[cica.State])

cica.members(on=2.5)  # type: ignore[call-overload]
cica.members(organization="sco")  # type: ignore[call-overload]
cica.members("cica", "2015")  # type: ignore[call-overload]
cica.summit(None)  # type: ignore[arg-type]
cica.chair_in(2015.5)  # type: ignore[arg-type]
cica.chair("2015")  # type: ignore[call-arg]
cica.state(None)  # type: ignore[arg-type]
cica.state("KOR").id = "PRK"  # type: ignore[misc]
print(cica.members()[0].colour)  # type: ignore[attr-defined]
