"""How long it takes to import `cica` and to get a first answer, as ratios to its peers in the same run.

Run by hand: ``python benchmarks/start.py [ROUNDS]``. Each figure is the median over rounds of a fresh interpreter that times the
code inside; the rounds of all contestants are interleaved, so that whatever else the machine does falls on all of them alike.
Interpreter start is not counted. ``--json FILE`` writes what ``docs/benchmarks.md`` draws.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import measured

CHECK = "import cica; from cica.package.checking import check"
CONTESTANTS = {
    "import attrs": "import attrs",
    "import attrs, cattrs": "import attrs, cattrs",
    "import cica": "import cica",
    "first answer: cica.members()": "import cica; assert len(cica.members()) == 28",
    "first answer: cica.chair_in(2015)": "import cica; assert cica.chair_in(2015).state.id == 'CHN'",
    "first name: cica.state('South Korea')": "import cica; assert cica.state('South Korea').id == 'KOR'",
    "a copy: load, members()": "import cica, os; assert len(cica.load(os.environ['COPY']).members()) == 28",
    "a changed copy: load, members()": "import cica, os; assert len(cica.load(os.environ['CHANGED']).members()) == 28",
    "every object of the record": f"{CHECK}; check(cica.load()._package)",
    "every object as known in 2015": f"{CHECK}; check(cica.as_known('2015-03-01')._package)",
    "first evidence": "import cica; assert cica.evidence('cica-kor-member')",
    "briefing": "import cica; assert cica.briefing().sections",
    "briefing as known in 2015": "import cica; assert cica.as_known('2015-03-01').briefing().sections",
    "command: cica members": "import cica.cli; assert cica.cli.main(['members']) == 0",
    "command: cica": "import cica.cli; assert cica.cli.main([]) == 0",
    "import pycountry": "import pycountry",
    "first name: pycountry": "import pycountry; assert pycountry.countries.lookup('Korea, Republic of').alpha_3 == 'KOR'",
    "import babel": "import babel",
    "first name: babel": "import babel; assert babel.Locale('en').territories['KR'] == 'South Korea'",
}
TARGETS = [
    ("import cica", "import attrs", 1.3),
    ("first answer: cica.members()", "import attrs, cattrs", 1.5),
    ("first answer: cica.chair_in(2015)", "import attrs, cattrs", 1.5),
    ("every object as known in 2015", "every object of the record", 3.0),
    ("first evidence", "first answer: cica.members()", 1.3),
    ("briefing as known in 2015", "briefing", 1.2),
    ("a copy: load, members()", "first answer: cica.members()", 1.5),
    ("command: cica", "command: cica members", 1.5),
]
TIMED = "import time; start = time.perf_counter()\n{}\nprint(time.perf_counter() - start)"


def seconds(code: str) -> float:
    """Time that the code takes in a fresh interpreter."""
    done = subprocess.run([sys.executable, "-I", "-c", TIMED.format(code)], capture_output=True, check=True, text=True)
    return float(done.stdout.split()[-1])


def copied(folder: str, remark: str) -> str:
    """A copy of the data package, with a remark at the end of a membership."""
    spec = importlib.util.find_spec("cica")
    assert spec is not None
    assert spec.origin is not None
    shutil.copytree(Path(spec.origin).parent / "data", folder)
    path = Path(folder) / "memberships.csv"
    heading, first, rest = path.read_text("utf-8").split("\n", 2)
    end = '"' if first.endswith('"') else ""  # of a cell in quotation marks the remark comes before the last
    path.write_text("\n".join([heading, first.removesuffix(end) + remark + end, rest]), encoding="utf-8")
    return folder


def main(rounds: int, into: Path | None) -> None:
    """Time every contestant and print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COPY"] = copied(f"{folder}/copy", "")
        os.environ["CHANGED"] = copied(f"{folder}/changed", " Our own remark.")
        compare(rounds, into)


def compare(rounds: int, into: Path | None) -> None:
    """Time every contestant and print the ratios."""
    contestants = {
        name: code
        for name, code in CONTESTANTS.items()
        if importlib.util.find_spec(code.split(";")[0].split()[1].rstrip(",")) is not None
    }
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, code in contestants.items():
            times[name].append(seconds(code))
    medians = {name: statistics.median(found) for name, found in times.items()}
    print(f"median of {rounds} rounds, in import attrs = 1")
    for name, median in medians.items():
        print(f"  {name:<40}{median / medians['import attrs']:6.2f}")
    print("targets")
    for name, peer, target in TARGETS:
        ratio = statistics.median(a / b for a, b in zip(times[name], times[peer], strict=True))
        print(f"  {name:<40}{ratio:6.2f} x {peer} (at most {target}): {'met' if ratio <= target else 'missed'}")
    ratios = {name: median / medians["import attrs"] for name, median in medians.items()}
    measured.write(
        into, "start", f"Medians of {rounds} rounds, each in a fresh interpreter.", {"In multiples of import attrs": ratios}
    )


if __name__ == "__main__":
    given = measured.options(__doc__, ("rounds", 20))
    main(given.rounds, given.json)
