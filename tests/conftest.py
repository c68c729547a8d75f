"""Strategies and small data packages that several test modules use."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from cica import Date

settings.register_profile("cica", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("cica")

# Read by the type checkers, which say whether it holds; running it would show nothing.
collect_ignore = ["typing_public.py"]

DATA = Path(__file__).parent.parent / "src" / "cica" / "data"

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
