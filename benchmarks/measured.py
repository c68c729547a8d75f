"""What a benchmark found, as JSON: the bars of its charts, and of the machine what one has to know to read them."""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import json
import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import cica

PEERS = (
    "attrs",
    "babel",
    "cattrs",
    "country_converter",
    "countryguess",
    "countrynames",
    "duckdb",
    "narwhals",
    "pandas",
    "polars",
    "pycountry",
)

# A chart: its title, and its bars from the top down.
Charts = Mapping[str, Mapping[str, float]]


def options(about: str | None, *numbers: tuple[str, int]) -> argparse.Namespace:
    """The options of a benchmark: some numbers, and where to write what it finds."""
    parser = argparse.ArgumentParser(description=(about or "").partition("\n")[0])
    for name, default in numbers:
        parser.add_argument(name, type=int, nargs="?", default=default)
    parser.add_argument("--json", type=Path, metavar="FILE", help="add what is found to this file, beside other benchmarks")
    return parser.parse_args()


def machine() -> dict[str, str | int]:
    """What the machine is, as far as it says."""
    told = Path("/proc/cpuinfo")
    names = (
        [line.partition(": ")[2] for line in told.read_text().split("\n") if line.startswith("model name")]
        if told.is_file()
        else []
    )
    return {"processor": names[0] if names else platform.processor(), "cores": os.cpu_count() or 0, "system": platform.system()}


def versions(names: Sequence[str] = PEERS) -> dict[str, str]:
    """The versions of what is measured, as far as it is installed."""
    found = {"python": platform.python_version(), "cica": cica.__version__}
    for name in names:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def write(path: Path | None, benchmark: str, how: str, charts: Charts) -> None:
    """Add what a benchmark found to a file, in the place of what it found before."""
    if path is None:
        return
    whole: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    load = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None
    rounded = {title: {name: float(f"{value:.3g}") for name, value in bars.items()} for title, bars in charts.items()}
    date = datetime.datetime.now(datetime.UTC).date().isoformat()
    whole[benchmark] = {"date": date, "machine": machine(), "load": load, "versions": versions(), "how": how, "charts": rounded}
    path.write_text(json.dumps(dict(sorted(whole.items())), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
