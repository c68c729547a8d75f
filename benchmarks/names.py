"""How many names `cica` finds, how many it takes for another state, and how long it takes, beside its peers in the same run.

Run by hand: ``python benchmarks/names.py [ROUNDS]``. The names are those of ``names.tsv`` beside this file: as data sets, national
lists and people write them, each with the state it means and what kind of name it is; they are a sample to test on, and no source
of names. Peers that are not installed are left out: ``pip install countrynames countryguess country_converter pycountry
hdx-python-country``. Times are medians over rounds; the rounds of all contestants are interleaved. ``--json FILE``
writes what ``docs/benchmarks.md`` draws.
"""

from __future__ import annotations

import contextlib
import csv
import importlib
import io
import logging
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import measured

import cica
from cica.names.normalise import normalise

LEAST = 100  # names of a kind, below which kinds are counted together
NOTHING = "nothing"  # what country_converter is to say; by default it gives back what it was given
HAND = "as typed by hand"
Find: TypeAlias = Callable[[str], "str | None"]


def by_cica(name: str) -> str | None:
    """The identifier of what `cica` takes a name for."""
    try:
        return cica.state(name).id
    except cica.FormerStateError as error:
        return error.former
    except cica.NotFoundError:
        return None


def by_countrynames() -> Find:
    """How countrynames finds a state."""
    module: Any = importlib.import_module("countrynames")
    return lambda name: text(module.to_code_3(name))


def by_countryguess() -> Find:
    """How countryguess finds a state."""
    module: Any = importlib.import_module("countryguess")

    def find(name: str) -> str | None:
        answer: Any = module.guess_country(name)
        return text(answer["iso3"]) if answer else None

    return find


def by_converter() -> Find:
    """How country_converter finds a state."""
    converter: Any = importlib.import_module("country_converter").CountryConverter()
    logging.getLogger("country_converter").setLevel(logging.CRITICAL)

    def find(name: str) -> str | None:
        answer = text(converter.convert(name, to="ISO3", not_found=NOTHING))
        return None if answer == NOTHING else answer

    return find


def by_pycountry() -> Find:
    """How pycountry finds a state."""
    countries: Any = importlib.import_module("pycountry").countries
    return lambda name: text(countries.lookup(name).alpha_3)


def by_hdx() -> Find:
    """How hdx-python-country finds a state."""
    country: Any = importlib.import_module("hdx.location.country").Country
    return lambda name: text(country.get_iso3_country_code_fuzzy(name)[0])


def text(answer: object) -> str | None:
    """An answer, if it is one text."""
    return answer if isinstance(answer, str) else None


def peers() -> dict[str, Find]:
    """What finds a state by a name, of each peer that is installed."""
    found: dict[str, Find] = {"cica": by_cica}
    makers = {
        "countrynames": by_countrynames,
        "countryguess": by_countryguess,
        "country_converter": by_converter,
        "pycountry": by_pycountry,
        "hdx": by_hdx,
    }
    for name, make in makers.items():
        try:
            found[name] = make()
        except (ImportError, TypeError) as error:  # as country_converter raises beside pandas 3
            print(f"without {name}: {error}")
    return found


def sample() -> dict[str, list[tuple[str, str]]]:
    """The names of each kind, with the state that each means."""
    with (Path(__file__).parent / "names.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    kinds: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        kind = HAND if "hand:" in row["kind"] else row["kind"]
        kinds.setdefault(kind, []).append((row["name"], row["state"]))
    small = [kind for kind, names in kinds.items() if len(names) < LEAST]
    for kind in small:
        kinds.setdefault("other languages", []).extend(kinds.pop(kind))
    return kinds


def found_and_wrong(find: Find, names: list[tuple[str, str]]) -> tuple[float, int]:
    """The share of names that lead to their state, and the number of those that lead to another one."""
    answers: list[str | None] = []
    for name, _ in names:
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            try:
                answers.append(find(name))
            except Exception:  # which a peer may raise for what it does not know
                answers.append(None)
    right = sum(answer == state for answer, (_, state) in zip(answers, names, strict=True))
    return right / len(names), sum(answer is not None for answer in answers) - right


def seconds(work: Callable[[], object]) -> float:
    """Time that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def first(code: str) -> float:
    """Time that some code takes in a fresh interpreter, without its start."""
    timed = f"import time; start = time.perf_counter()\n{code}\nprint(time.perf_counter() - start)"
    return float(subprocess.run([sys.executable, "-I", "-c", timed], capture_output=True, check=True, text=True).stdout)


def missed(name: str) -> str:
    """The message about a name that no state has, made as if it was read."""
    try:
        cica.state(name)
    except cica.NotFoundError as error:
        return str(error)
    return ""


def main(rounds: int, into: Path | None) -> None:
    """Count what is found, and time it."""
    kinds, contestants = sample(), peers()
    print(f"{'found, and wrong':<18}" + "".join(f"{name:>19}" for name in contestants))
    groups = {"English names": ["en"], "Names typed by hand": [HAND]}
    groups["Names in other languages"] = [kind for kind in kinds if kind not in ("en", HAND)]
    shares: dict[str, list[float]] = {}
    wrong_ones = dict.fromkeys(contestants, 0.0)
    for kind, names in kinds.items():
        told = [found_and_wrong(find, names) for find in contestants.values()]
        print(f"{f'{kind} ({len(names)})':<18}" + "".join(f"{share:>12.1%} {wrong:>6}" for share, wrong in told))
        shares[kind] = [share for share, _ in told]
        for name, (_, wrong) in zip(contestants, told, strict=True):
            wrong_ones[name] += wrong

    starts: dict[str, list[float]] = {"import attrs": [], "import cica; cica.state('Kazakhstan')": []}
    for _ in range(rounds):
        for code, times in starts.items():
            times.append(first(code))
    attrs, both = (statistics.median(times) for times in starts.values())
    called = statistics.median(first("import cica, attrs") for _ in range(rounds))
    print(
        f"first name: {both / attrs:.2f} x import attrs; {(both - called) / attrs:.2f} x where attrs and cica are imported already"
    )

    known = [name for name, state in kinds["en"] if by_cica(name) == state]
    table = {normalise(name): state for name, state in kinds["en"]}
    asked = statistics.median(seconds(lambda: [cica.state(name) for name in known]) for _ in range(rounds))
    looked = statistics.median(seconds(lambda: [table[normalise(name)] for name in known]) for _ in range(rounds))
    print(f"known name: {asked / looked:.2f} x normalising and a dictionary")

    cica.state("Kazakhstan")
    misses: list[float] = []
    messages: list[float] = []
    for given in (f"{given}{letter}" for letter in "qxz" for given, _ in kinds["en"]):
        taken = seconds(partial(by_cica, given))
        if by_cica(given) is None:
            misses.append(taken)
            messages.append(seconds(partial(missed, given)))
    for what, every in (("miss", sorted(misses)), ("message", sorted(messages))):
        print(f"{what}: median {1e3 * every[len(every) // 2]:.3f} ms, 95 % within {1e3 * every[len(every) * 95 // 100]:.3f} ms")

    every_name = sum(map(len, kinds.values()))
    charts: dict[str, dict[str, float]] = {}
    for group, members in groups.items():
        count = sum(len(kinds[kind]) for kind in members)
        found = [sum(shares[kind][at] * len(kinds[kind]) for kind in members) / count for at in range(len(contestants))]
        charts[f"{group} that lead to their state, of 100"] = dict(zip(contestants, (100 * share for share in found), strict=True))
    charts[f"Names that lead to another state, of {every_name:,}"] = wrong_ones
    measured.write(into, "names", f"{every_name:,} names, as data sets, national lists and people write them.", charts)


if __name__ == "__main__":
    given = measured.options(__doc__, ("rounds", 15))
    main(given.rounds, given.json)
