"""Strategies and small data packages that several test modules use."""

from __future__ import annotations

import datetime
import functools
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

import cica
from cica import Briefing, Date, Record

# The quick profile is for every day, the thorough one, ``--hypothesis-profile=thorough``, for the checks before a change lands.
settings.register_profile("thorough", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100)
settings.register_profile("quick", settings.get_profile("thorough"), max_examples=20)
# The same tries at every run, without making them small: for tools/mutate.py, which asks only whether one fails.
settings.register_profile(
    "mutation", settings.get_profile("quick"), derandomize=True, database=None, phases=[Phase.explicit, Phase.generate]
)
settings.load_profile("quick")

# Read by the type checkers, which say whether it holds; running it would show nothing.
collect_ignore = ["typing_public.py"]

DATA = Path(__file__).parent.parent / "src" / "cica" / "data"

WHOLE = cica.load()
# Days on which, or on the eve of which, much came to be known.
TELLING = [
    *("1992-10-05", "1999-09-13", "1999-09-14", "2001-12-01", "2006-06-17", "2010-06-08", "2012-04-02", "2014-05-20", "2014-09-15"),
    *("2015-03-01", "2018-09-24", "2020-06-01", "2022-10-13", "2024-12-17", str(WHOLE.as_of)),
]


def thorough() -> bool:
    """Whether properties are tried as often as they deserve, and not only as often as there is time for."""
    return settings.get_current_profile_name() == "thorough"


def tried(times: int, *, fixture: bool = False) -> settings:
    """How often a slow property is tried in the thorough profile; in the quick one, a fifth of that.

    ``fixture`` says that it shares what pytest makes once, such as a folder, between its examples.
    """
    shared = [HealthCheck.too_slow, *[HealthCheck.function_scoped_fixture] * fixture]
    return settings(max_examples=times if thorough() else max(times // 5, 1), suppress_health_check=shared)


@functools.lru_cache(maxsize=32)
def known(day: datetime.date) -> Record:
    """The record as known on a day, made once for all who ask of it."""
    return WHOLE.as_known(day)


@functools.lru_cache(maxsize=256)
def briefing(day: datetime.date) -> Briefing:
    """The briefing of a day."""
    return known(day).briefing()


def _days_to_know() -> st.SearchStrategy[datetime.date]:
    telling = st.sampled_from(list(map(datetime.date.fromisoformat, TELLING)))
    return telling | st.dates(datetime.date(1992, 10, 5), WHOLE.as_of) if thorough() else telling


known_days = st.deferred(_days_to_know)

some_days = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))


def _closed(pair: Sequence[datetime.date], form: str) -> Date:
    first, last = sorted(pair)
    return Date(form.format(first, last))


some_dates: st.SearchStrategy[Date] = st.one_of(
    some_days.map(Date),
    some_days.map(lambda day: Date(f"{day:%Y-%m}")),
    some_days.map(lambda day: Date(day.year)),
    some_days.map(lambda day: Date(f"[..{day}]")),
    some_days.map(lambda day: Date(f"[{day}..]")),
    st.tuples(some_days, some_days).map(lambda pair: _closed(pair, "[{}..{}]")),
    st.tuples(some_days, some_days).map(lambda pair: _closed(pair, "{}/{}")),
)

Rows = Sequence[Mapping[str, str]]


def write_package(folder: Path, tables: Mapping[str, Rows], as_of: str = "2020-12-31") -> Path:
    """Write a tiny data package: the given tables with the columns that their rows use."""
    resources: list[dict[str, object]] = []
    for name, rows in tables.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        lines = [",".join(columns)] + [",".join(row.get(column, "") for column in columns) for row in rows]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        fields = [{"name": column} for column in columns]
        resources.append({"name": name, "path": f"{name}.csv", "schema": {"fields": fields}})
    description = {"name": "tiny", "as_of": as_of, "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(description), encoding="utf-8")
    return folder


TINY: Mapping[str, Rows] = {
    "states": [
        {"id": "AAA", "name": "Aland", "alpha2": "AA", "numeric": "1"},
        {"id": "BBB", "name": "Bland", "alpha2": "BB", "numeric": "2"},
    ],
    "organisations": [{"id": "cica", "name": "Little CICA", "kind": "forum"}],
    "memberships": [
        {"id": "cica-aaa-member", "organisation": "cica", "member": "AAA", "role": "member", "start": "2001", "end": ""},
        {"id": "cica-bbb-member", "organisation": "cica", "member": "BBB", "role": "member", "start": "2002", "end": "[2005..]"},
    ],
}


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A folder with a tiny data package."""
    return write_package(tmp_path, TINY)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation, built once for all who ask of it; ``CICA_SITE`` names one that is built already."""
    if built := os.environ.get("CICA_SITE"):
        return Path(built)
    root = tmp_path_factory.getbasetemp()
    place = (root.parent if "PYTEST_XDIST_WORKER" in os.environ else root) / "site"  # the workers of a run share one
    told = place / "told.json"
    try:
        place.mkdir()
    except FileExistsError:  # another worker builds it
        while not told.is_file():
            time.sleep(0.5)
    else:
        docs = Path(__file__).parent.parent / "docs"
        command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "-d", str(place / "trees")]
        done = subprocess.run([*command, str(docs), str(place / "html")], capture_output=True, text=True, check=False)
        part = place / "told.part"
        part.write_text(json.dumps(done.stderr if done.returncode else ""), encoding="utf-8")
        part.replace(told)
    wrong = json.loads(told.read_text(encoding="utf-8"))
    assert not wrong, wrong
    return place / "html"
