"""How long a question about memberships takes after the first, as a ratio to a loop over a dictionary, written by hand.

Run by hand: ``python benchmarks/queries.py [ROUNDS]``. Each pair is timed in turn within the same round, and the ratio is the
median over rounds. The loop has the first and last possible days of each spell at hand and gives identifiers; the library finds the
organisation or state by its name and gives tables of objects. ``--json FILE`` writes what ``docs/benchmarks.md`` draws.
"""

from __future__ import annotations

import datetime
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import measured

import cica
from cica.model.roles import FULL

DAYS = [datetime.date(year, 6, 1) for year in range(1995, 2026)]
REPEATS = 20

Row = tuple[str, datetime.date, datetime.date, datetime.date, datetime.date]


def by_hand() -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    """Two dictionaries: of each organisation the members and their days, of each member the organisations."""
    of: dict[str, list[Row]] = {}
    by: dict[str, list[Row]] = {}
    for spell in cica.memberships():
        if spell.role in FULL:
            began = spell.start.began() if spell.start else (datetime.date.min, datetime.date.max)
            over = spell.end.began() if spell.end else (datetime.date.max, datetime.date.max)
            of.setdefault(spell.organisation.id, []).append((spell.member.id, *began, *over))
            by.setdefault(spell.member.id, []).append((spell.organisation.id, *began, *over))
    return of, by


def held(rows: Sequence[Row], on: datetime.date) -> tuple[list[str], list[str]]:
    """Who held on a day for certain, and who perhaps."""
    certain: list[str] = []
    perhaps: list[str] = []
    for key, begun, surely_begun, over, surely_over in rows:
        if begun <= on < surely_over:
            (certain if surely_begun <= on < over else perhaps).append(key)
    return sorted(certain), sorted(perhaps)


def contests() -> dict[str, tuple[Callable[[datetime.date], object], Callable[[datetime.date], object]]]:
    """The questions, each as the library and as the loop answers them."""
    of, by = by_hand()

    def shared(on: datetime.date) -> object:
        here, there = held(by["ISR"], on), held(by["IRN"], on)
        sure, perhaps = set(here[0]), {*here[0], *here[1]}
        return [k for k in there[0] if k in sure], [k for k in (*there[0], *there[1]) if k in perhaps and k not in sure]

    def overlap(on: datetime.date) -> object:
        here, there = held(of["cica"], on), held(of["osce"], on)
        one, other = set(here[0]), set(there[0])
        return sorted(one & other), sorted(one - other), sorted(other - one), sorted({*here[1], *there[1]})

    return {
        'members("osce", on=day)': (lambda on: cica.members("osce", on=on), lambda on: held(of["osce"], on)),
        "members(on=day)": (lambda on: cica.members(on=on), lambda on: held(of["cica"], on)),
        'memberships("KAZ", on=day)': (lambda on: cica.memberships("KAZ", on=on), lambda on: held(by["KAZ"], on)),
        'organisations(member="UZB", on=day)': (
            lambda on: cica.organisations(member="UZB", on=on),
            lambda on: held(by["UZB"], on),
        ),
        'shared_organisations("ISR", "IRN", on=day)': (lambda on: cica.shared_organisations("ISR", "IRN", on=on), shared),
        'overlap("cica", "osce", on=day)': (lambda on: cica.overlap("cica", "osce", on=on), overlap),
    }


def seconds(ask: Callable[[datetime.date], object]) -> float:
    """Time of one question, on average over the days."""
    start = time.perf_counter()
    for _ in range(REPEATS):
        for day in DAYS:
            ask(day)
    return (time.perf_counter() - start) / REPEATS / len(DAYS)


def main(rounds: int, into: Path | None) -> None:
    """Time every question and print milliseconds and ratios."""
    print(f"median of {rounds} rounds{'':>30}ms   x by hand   under 1 ms, at most 2 x")
    milliseconds: dict[str, float] = {}
    ratios: dict[str, float] = {}
    for name, (ask, loop) in contests().items():
        ask(DAYS[0])
        times = [(seconds(ask), seconds(loop)) for _ in range(rounds)]
        mine = statistics.median(one for one, _ in times) * 1000
        ratio = statistics.median(one / other for one, other in times)
        milliseconds[name], ratios[name] = mine, ratio
        print(f"  {name:<44}{mine:8.3f}{ratio:8.1f}      {'met' if mine < 1 else 'missed'}, {'met' if ratio <= 2 else 'missed'}")

    charts = {"Milliseconds": milliseconds, "In multiples of a loop over a dictionary": ratios}
    measured.write(into, "queries", f"Medians of {rounds} rounds; the question was asked once before.", charts)


if __name__ == "__main__":
    given = measured.options(__doc__, ("rounds", 20))
    main(given.rounds, given.json)
