"""Pickle, copy and deepcopy: what comes out is what went in, and shows the same."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cica


def pickled(protocol: int) -> Callable[[Any], Any]:
    return lambda item: pickle.loads(pickle.dumps(item, protocol))


WAYS: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle {protocol}": pickled(protocol) for protocol in (0, 5)},
}
way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())

TABLES: dict[str, Callable[[cica.Record], cica.Table[Any]]] = {
    "members": lambda record: record.members(on="2011-03-01"),
    "suspended": lambda record: record.members("las", on="2013"),
    "observers": lambda record: record.observers(),
    "memberships": lambda record: record.memberships("KOR"),
    "meetings": lambda record: record.meetings(on=2014),
    "attendances": lambda record: record.attendances("summit-6"),
    "evidence": lambda record: record.evidence("cica-kor-member"),
    "exclusive": lambda record: record.exclusive("ISR", "IRN", scope="regional"),
    "overlap": lambda record: record.overlap("cica", "sco").both,
    "ties": lambda record: record.ties("cica", on="2011-03-01"),
    "shared ties": lambda record: record.ties(["cica", "aiib"], projection="states", on=2016)[:9],
    "diff": lambda record: record.diff("2018-09-23", "2018-09-24"),
    "timeline": lambda record: record.timeline("2014", "2015"),
    "resolve": lambda record: record.resolve(["Korea", "USSR", "x"]).table,
    "missing": lambda record: record.check(["KAZ", "x"], on="2011-03-01").missing,
    "sources": lambda record: record.sources("un"),
    "slice": lambda record: record.members()[3:9],
    "undetermined": lambda record: record.members(on="2011-03-01").undetermined,
}


def told(table: cica.Table[Any]) -> tuple[object, ...]:
    """All that a table says of itself."""
    return (
        *(table, table.title, table.coverage, table.ids, repr(table), table._repr_html_(), table.to_dict()),
        *(table.cells(), table.undetermined.cells(), table.to_polars(undetermined=True).rows()),
    )


@way
@pytest.mark.parametrize("ask", TABLES.values(), ids=TABLES.keys())
def test_a_table_keeps_everything(way: Callable[[Any], Any], ask: Callable[[cica.Record], cica.Table[Any]]) -> None:
    table = ask(cica.load())
    again = way(table)
    assert told(again) == told(table)
    assert told(way(again)) == told(table)
    for name in ("Türkiye", "KZ", "sco", "Almaty Act", "no such thing"):
        assert found(again, name) == found(table, name)


def found(table: cica.Table[Any], name: str) -> object:
    try:
        return name in table, table[name]
    except cica.NotFoundError as error:
        return str(error)


@way
@pytest.mark.parametrize(
    "make",
    [
        cica.load,
        lambda: cica.as_known("2015-03-01"),
        lambda: cica.continued(),
        lambda: cica.as_known("2015-03-01").continued(),
        lambda: cica.continued().as_known("2015-03-01"),
    ],
    ids=["bundled", "known", "continued", "known, continued", "continued, known"],
)
def test_a_record_keeps_everything(way: Callable[[Any], Any], make: Callable[[], cica.Record]) -> None:
    record = make()
    again = way(record)
    assert again == record
    assert repr(again) == repr(record)
    assert (again is record) or make is not cica.load
    for ask in (cica.Record.members, cica.Record.memberships, cica.Record.chairmanships, cica.Record.summits):
        assert told(ask(again)) == told(ask(record))
    assert str(again._key_points()) == str(record._key_points())
    assert again.cite() == record.cite()


@way
def test_a_record_from_elsewhere_is_kept_as_it_was_read(way: Callable[[Any], Any], tmp_path: Path) -> None:
    source = Path(cica.__file__).parent / "data"
    for file in (*source.glob("*.csv"), source / "datapackage.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    record = cica.load(tmp_path)
    for file in tmp_path.iterdir():
        file.unlink()
    for again in (way(record), way(record.as_known("2011-03-01")), way(record.members())):
        if isinstance(again, cica.Record):
            assert again.members("sco") == cica.as_known(again.as_of).members("sco")
        else:
            assert told(again) == told(cica.members())


def test_a_record_is_small_in_a_pickle_and_is_the_same_in_another_process() -> None:
    records = [cica.load(), cica.as_known("2015-03-01"), cica.members(), cica.state("KAZ")]
    assert len(pickle.dumps(records)) < 20_000
    code = (
        "import pickle, sys; r, k, t, s = pickle.load(sys.stdin.buffer); print(r, k, t['Turkey'].id, t.to_dicts()[0]['since'], s)"
    )
    run = subprocess.run([sys.executable, "-c", code], input=pickle.dumps(records), capture_output=True, check=True)
    told = "<Record of CICA, updated to 2026-04-14> <Record of CICA, known on 2015-03-01> TUR 1999-09-14 Kazakhstan"
    assert run.stdout.decode().strip() == told


@way
def test_what_is_neither_a_table_nor_a_record_keeps_everything(way: Callable[[Any], Any]) -> None:
    items: list[Any] = [
        *(cica.state("KAZ"), cica.former_state("USSR"), cica.chair_in(2015), cica.summit(4), cica.document("almaty-act")),
        *(cica.Date("2014-05"), cica.Date("2014-05-20"), cica.Period(cica.Date("2014")), cica.Answer.UNDETERMINED),
        *(
            cica.overlap("cica", "sco"),
            cica.resolve(["KAZ", "x"]),
            cica.check(["KAZ", "x"]),
            cica.disputes()[0],
            cica.evidence("cica-tha-member")[0],
        ),
        *(cica.diff("2018-09-23", "2018-09-24")[0], cica.joint_memberships("KAZ", "KGZ", "sco")[0]),
    ]
    for item in items:
        again = way(item)
        assert type(again) is type(item)
        assert repr(again) == repr(item)
        if not isinstance(item, (cica.Check, cica.Overlap, cica.Resolved)):
            assert again == item
            assert hash(again) == hash(item)
    briefing = cica.briefing("2015-03-01")
    assert str(way(briefing)) == str(briefing)
