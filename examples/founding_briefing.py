"""The briefing of early 2015 from which this library began, statement by statement.

Each statement is put as a question to the record as known on 1 March 2015 and to today's record. Nothing here knows the answers:
they change with the data.
"""

import itertools
from collections.abc import Callable

import cica
from cica import Date, Record

MEMBERS = "AFG ARE AZE BGD BHR CHN EGY IND IRN IRQ ISR JOR KAZ KGZ KHM KOR MNG PAK PSE QAT RUS THA TJK TUR UZB VNM"
OBSERVERS = "IDN JPN LKA MYS PHL UKR USA"


def only_states(observers: cica.Table[cica.State | cica.Organisation]) -> str:
    """The identifiers of the states among the observers."""
    return " ".join(observer.id for observer in observers if isinstance(observer, cica.State))


def longest_pause(record: Record) -> float:
    """The longest time without a recorded meeting between the proposal and the first ministerial, in years."""
    days = [meeting.start.earliest for meeting in record.meetings(on="[1992-10-05..1999-09-14]") if meeting.start]
    return max((later - earlier).days / 365.25 for earlier, later in itertools.pairwise(days) if earlier and later)


def from_the_west_and_centre(record: Record) -> float:
    """The share of the members that the United Nations count to Central or Western Asia."""
    members = record.members()
    return sum(state.subregion in ("Central Asia", "Western Asia") for state in members) / len(members)


def next_summit(record: Record) -> str:
    """What is due next, or what came of it."""
    summit = record.summit(5)
    plan = summit.plans[-1]
    return summit.city or f"due {plan.due}, {plan.city or 'no place'}"


def fields_shown(record: Record) -> bool:
    """Whether the catalogue shows each of the fields that the briefing names."""
    named = ("mp-mutual-visits", "mp-info-armed-forces", "nct-ca-terrorism", "nct-wmd", "nct-economic-crime", "hum-people")
    return all(name in record.measures(level=None) for name in (*named, "environment-protection"))


def near_helsinki(record: Record) -> int:
    """How many of the eight principles of 1999 have a parallel in the Helsinki Final Act."""
    return sum(bool(p.helsinki) for p in record.principles("declaration-principles") if p.locator.startswith("principle"))


def reconfirmed(record: Record) -> bool:
    """Whether the Shanghai Declaration reaffirms non-interference and holds the other three commitments."""
    texts = [text.id for text in record.principle("non-interference").reaffirmed_in]
    later = record.principles("shanghai-declaration")
    return "shanghai-declaration" in texts and all(
        name in later for name in ("free-choice-of-system-2014", "non-interference-2014", "double-standards-2014")
    )


def chairs(record: Record) -> str:
    """Who was in the chair from 2010, and until when."""
    return "; ".join(
        f"{c.state.id} to {c.end}" for c in record.chairmanships() if (c.start >= Date("2010-06-08")) is cica.Answer.YES
    )


def origin(record: Record) -> tuple[bool, int]:
    """Whether the proposal was made by Nazarbayev, and in which year."""
    proposal = record.meeting("unga-1992")
    assert proposal.start is not None
    assert proposal.start.earliest is not None
    return "Nazarbayev" in proposal.name, proposal.start.earliest.year


def act(record: Record) -> tuple[str, str, str]:
    """When and where the Almaty Act was adopted, and at which meeting."""
    document = record.document("almaty-act")
    assert document.meeting is not None
    return str(document.adopted), document.meeting.id, document.city


def hosts(record: Record) -> set[str]:
    """Who hosted the summits and regular ministerials before the summit of 2010."""
    meetings = [*record.summits(on="[1999-01-01..2010-06-07]"), *record.ministerials(on="[1999-01-01..2010-06-07]")]
    return {meeting.country.id for meeting in meetings if meeting.country}


def belt(record: Record) -> tuple[str, bool]:
    """When the Silk Road Economic Belt was launched, and whether at a meeting of CICA."""
    initiative = record.initiatives()["silk-road-economic-belt"]
    return str(initiative.launched), initiative.meeting is not None


def shared(record: Record) -> tuple[str, ...]:
    """The regional organisations of which Israel and Iran are both members."""
    return record.exclusive("ISR", "IRN", scope="regional").ids


def channels(record: Record) -> bool:
    """Whether China is a member of both organisations."""
    return all(name in record.organisations(member="CHN") for name in ("aiib", "sco"))


Check = Callable[[Record], object]
# Number, statement in our words, the question, and the answer under which it holds; no question where the record cannot answer.
STATEMENTS: list[tuple[int, str, Check | None, object]] = [
    (1, "an inter-governmental forum", lambda r: r.organisation("cica").kind, "forum"),
    (2, "26 member states, by name", lambda r: " ".join(r.members().ids), MEMBERS),
    (3, "primarily from Central and Western Asia", lambda r: from_the_west_and_centre(r) > 0.5, True),
    (4, "seven observer states, by name", lambda r: only_states(r.observers()), OBSERVERS),
    (5, "proposed by President Nazarbayev in 1992", origin, (True, 1992)),
    (6, "dormant for several years before the late 1990s", lambda r: longest_pause(r) >= 2, True),
    (7, "established by the Almaty Act at the first summit", act, ("2002-06-04", "summit-1", "Almaty")),
    (8, "summits of 2006, 2010 and 2014", lambda r: [s.city for s in r.summits()[1:4]], ["Almaty", "Istanbul", "Shanghai"]),
    (9, "next summit due in 2018, venue open", next_summit, "due 2018, no place"),
    (10, "Secretariat in Almaty, to move to Astana", lambda r: r.seat().city, "Almaty"),
    (11, "only regional body with both Israel and Iran", shared, ("cica",)),
    (12, "loosely modelled on the OSCE", lambda r: near_helsinki(r) >= 5, True),
    (13, "fields of its confidence-building measures", fields_shown, True),
    (14, "few references to human rights in the founding Act", None, None),
    (15, "chaired by Turkey 2010-2014, by China until 2016", chairs, "TUR to [2014-05-20..2014-05-21]; CHN to 2016"),
    (16, "institutions driven by Kazakhstan until 2010", hosts, {"KAZ"}),
    (17, "an Asian security concept launched in 2014", lambda r: "asian-security-concept" in r.initiatives(), True),
    (18, "complementary to the Silk Road Economic Belt of 2013", belt, ("2013-09-07", False)),
    (19, "China works through the AIIB and the SCO too", channels, True),
    (20, "non-interference and three more reconfirmed in 2014", reconfirmed, True),
]


def verdict(record: Record, ask: Check | None, wanted: object) -> str:
    """Whether a statement holds in a record."""
    return "not testable" if ask is None else "holds" if ask(record) == wanted else "does not hold"


def main() -> None:
    """Print every statement with its verdict then and now."""
    then, now = cica.as_known("2015-03-01"), cica.load()
    print(f"{'':<4}{'statement':<55}{then.as_of!s:<15}{now.as_of}")
    for number, statement, ask, wanted in STATEMENTS:
        print(f"{number:>2}  {statement:<55}{verdict(then, ask, wanted):<15}{verdict(now, ask, wanted)}")


if __name__ == "__main__":
    main()
