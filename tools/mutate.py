"""Would the tests notice? Change one thing at a time in the code, and run the tests that come by.

Run ``python tools/mutate.py`` for every file of `TARGETS`, ``python tools/mutate.py dates/date.py`` for some, with ``--jobs N`` at
a time, ``--sample N`` for so many changes of a file, chosen by chance, and ``--within SECONDS`` for the quickest tests of each that
take no longer in all, so that the share is at least what is said. It prints the changes that no test notices, then for
each file how many there were and the share of those noticed. ``tools/mutants.toml`` lists the changes that change nothing, each
with the reason; they do not count, nor do those after which the tests run on for ever. It needs the groups ``tests`` and ``docs``,
coverage, and a system with fork.

Other tools fit this code less: mutmut leaves out what is decorated, so every property, and cosmic-ray starts Python and all tests
anew for every change.
"""

from __future__ import annotations

import argparse
import ast
import bisect
import contextlib
import copy
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import inspect
import itertools
import json
import math
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
import types
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "cica"
TESTS = {
    "dates": ("test_small_world.py", "test_dates.py", "test_record.py", "test_to_frame.py", "test_projects.py"),
    "spells": ("test_spells.py", "test_record.py", "test_organisations.py", "test_counts.py", "test_continued.py"),
    "times": ("test_times.py", "test_pickle.py", "test_continued.py"),
    "package": tuple(f"test_{name}.py" for name in ("sheets", "rows", "package", "loader", "files", "checking", "structuring")),
    "names": tuple(
        f"test_{name}.py"
        for name in (
            *("names", "normalise", "rules", "systems", "lists", "index", "annotate_input", "messages", "check"),
            *("arguments", "abbreviations", "finding", "forms", "likeness", "readings", "sorts", "spellings"),
        )
    ),
    "standing": ("test_standing.py", "test_panels.py", "test_annotate.py", "test_counts.py", "test_between.py"),
}
TARGETS = {
    **{f"dates/{name}.py": "dates" for name in ("answers", "date", "periods", "reading", "scalars")},
    "questions/spells.py": "spells",
    "questions/times.py": "times",
    **{f"package/{name}.py": "package" for name in ("rows", "sheets", "structuring", "constraints", "description", "checking")},
    **{f"names/{name}.py": "names" for name in ("arguments", "cells", "finding", "index", "likeness", "normalise", "readings")},
    **{f"names/{name}.py": "names" for name in ("abbreviations", "rules", "sorts", "spellings", "systems")},
    "frames/standing.py": "standing",
}
LIMIT = 240  # seconds for the tests of one change; they take a few
SOON = 5  # seconds for the tests with which each change is tried first
PYTEST = (
    *("-q", "-x", "--no-header", "--hypothesis-profile=mutation", "-p", "no:cacheprovider", "-p", "no:xdist"),
    "--assert=plain",  # or pytest would import the files with examples itself, and not as they are changed
)

# What each change puts in the place of what


SWAPS: dict[type, type] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
NAMES = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "start": "end",
    "end": "start",
    "first": "last",
    "last": "first",
    "earliest": "latest",
    "latest": "earliest",
}


def alternatives(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in the place of a part of the code, one change each."""
    match node:
        case ast.Compare(ops=[operator, *_]) if type(operator) in SWAPS:
            yield changed(node, ops=[SWAPS[type(operator)](), *node.ops[1:]])
        case ast.BoolOp():
            yield changed(node, op=SWAPS[type(node.op)]())
            for left_out in node.values:
                rest = [value for value in node.values if value is not left_out]
                yield changed(node, values=rest) if len(rest) > 1 else rest[0]
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.BinOp() | ast.AugAssign() if type(node.op) in SWAPS:
            yield changed(node, op=SWAPS[type(node.op)]())
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int(number)):
            yield ast.Constant(number + 1)
        case ast.If() | ast.IfExp():
            yield from (changed(node, test=ast.Constant(value)) for value in (True, False))
        case ast.While():
            yield changed(node, test=ast.Constant(False))
        case ast.comprehension(ifs=[_, *_]):
            yield changed(node, ifs=[])
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield changed(node, value=ast.Constant(None))
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign() | ast.Raise():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
        case ast.Name(id=name, ctx=ast.Load()) if name in NAMES:
            yield changed(node, id=NAMES[name])
        case ast.Attribute(attr=name, ctx=ast.Load()) if name in NAMES:
            yield changed(node, attr=NAMES[name])
        case _:
            pass
    if isinstance(node, ast.AugAssign):
        yield ast.Pass()


def changed(node: Any, **parts: object) -> Any:
    """A copy of a part of the code with other parts of its own."""
    made = copy.copy(node)
    for name, part in parts.items():
        setattr(made, name, part)
    return made


def parts(tree: ast.AST, inside: str = "") -> Iterator[tuple[ast.AST, str, int | None, Any, str]]:
    """Each part of code that runs: where it hangs, by which field and place, and the function that it is in."""
    for field, value in ast.iter_fields(tree):
        if field in ("annotation", "returns", "decorator_list", "type_params") or (field == "msg" and isinstance(tree, ast.Assert)):
            continue
        for place, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(node, ast.AST) or skipped(tree, node):
                continue
            name = f"{inside}.{node.name}".lstrip(".") if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else inside
            yield tree, field, place, node, name
            yield from parts(node, name)


def skipped(above: ast.AST, node: ast.AST) -> bool:
    """What does not run, or only says something: types, messages."""
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING")):
            return True
        case ast.JoinedStr() | ast.Import() | ast.ImportFrom() | ast.AnnAssign(value=None):
            return True
        case ast.Assign(targets=[ast.Name(id=name)]) if name.startswith("__"):
            return True
        case ast.Call():
            return isinstance(above, ast.Raise)
        case _:
            return False


class Mutant:
    """One change: what the code is with it, and where it is."""

    def __init__(self, where: str, line: int, before: str, after: str, told: Counter[str]) -> None:
        self.where, self.line, self.before, self.after = where, line, before, after
        key = f"{where}: {before} -> {after}"
        told[key] += 1
        self.key = key if told[key] == 1 else f"{key} ({told[key]})"  # what it is called, whatever its line


def told(node: ast.AST) -> str:
    """The first line of some code."""
    if isinstance(node, ast.comprehension):
        return " ".join(["for", told(node.target), "in", told(node.iter), *(f"if {told(test)}" for test in node.ifs)])
    code = ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).splitlines() or [""]
    return code[0]


def mutants(code: str) -> Iterator[tuple[Mutant, ast.Module]]:
    """Every change of a file, with the tree of its code."""
    tree = ast.parse(code)
    keys = Counter[str]()
    for above, field, place, node, where in list(parts(tree)):
        for other in list(alternatives(node)):
            line: int = node.iter.lineno if isinstance(node, ast.comprehension) else node.lineno
            made = Mutant(where, line, told(node), told(other), keys)
            if not isinstance(node, ast.comprehension):
                ast.copy_location(other, node)
            holder: Any = getattr(above, field)
            if place is None:
                setattr(above, field, other)
            else:
                holder[place] = other
            yield made, tree
            if place is None:
                setattr(above, field, node)
            else:
                holder[place] = node


# Which tests come by a line


def cover(subject: str, out: Path) -> None:
    """Run the tests of a subject; write down which come by each line of its files, and how long each takes."""
    import coverage
    import pytest

    durations: dict[str, float] = {}
    files = [file for file, about in TARGETS.items() if about == subject]
    # The tracer in C, since the one of later versions has no contexts.
    os.environ["COVERAGE_CORE"] = "ctrace"
    cov = coverage.Coverage(data_file=None, include=[str(SOURCE / file) for file in files], config_file=False)

    class Contexts:
        def pytest_runtest_logstart(self, nodeid: str) -> None:
            cov.switch_context(nodeid)

        def pytest_runtest_logreport(self, report: Any) -> None:
            durations[report.nodeid] = durations.get(report.nodeid, 0) + report.duration

        def pytest_runtest_logfinish(self, nodeid: str) -> None:  # noqa: ARG002
            cov.switch_context("")

    cov.start()
    status = pytest.main([*PYTEST, *tests_of(subject)], plugins=[Contexts()])
    cov.stop()
    if status:
        sys.exit(f"the tests of {subject} fail as it is")
    found: dict[str, dict[int, list[str]]] = {}
    for file in files:
        by_line = cov.get_data().contexts_by_lineno(str(SOURCE / file))
        # What runs when a module is imported is before every test.
        found[file] = {
            line: list(durations) if "" in tests else [test for test in tests if test] for line, tests in by_line.items()
        }
    out.write_text(json.dumps([found, durations]), encoding="utf-8")


def tests_of(subject: str) -> list[str]:
    """The tests of a subject, and the examples of its files."""
    return [*(f"tests/{name}" for name in TESTS[subject]), *(f"src/cica/{f}" for f, about in TARGETS.items() if about == subject)]


# Running them


class Change:
    """A mutant with the code of its file, and the tests to try it with: those that come by it first, and of them the quickest."""

    def __init__(self, mutant: Mutant, code: types.CodeType, tests: list[str], soon: list[str]) -> None:
        self.mutant, self.code, self.tests, self.soon = mutant, code, tests, soon

    def function(self) -> types.CodeType | None:
        """The code of the outermost function in which the change is; None where it is in none."""
        waiting = [self.code]
        while waiting:
            for part in waiting.pop().co_consts:
                if isinstance(part, types.CodeType) and f"{self.mutant.where}.".startswith(f"{part.co_qualname}."):
                    if part.co_flags & inspect.CO_OPTIMIZED:
                        return part
                    waiting.append(part)  # a class
        return None


def quickest(tests: Collection[str], durations: dict[str, float], within: float) -> list[str]:
    """The quickest tests that take so many seconds in all."""
    chosen = sorted(tests, key=lambda test: (durations.get(test, 0), test))
    taken = list(itertools.accumulate(durations.get(test, 0) for test in chosen))
    return chosen[: bisect.bisect_right(taken, within)]


def changes_of(
    file: str, lines: dict[int, list[str]], durations: dict[str, float], same: Collection[str], within: float
) -> list[Change]:
    """Every change of a file that can be compiled, without those that change nothing."""
    found: list[Change] = []
    for mutant, tree in mutants((SOURCE / file).read_text("utf-8")):
        if mutant.before == mutant.after or mutant.key in same:
            continue
        with contextlib.suppress(SyntaxError, ValueError):
            code = compile(ast.fix_missing_locations(copy.deepcopy(tree)), str(SOURCE / file), "exec")
            known = set(lines.get(mutant.line, []))
            own = quickest(known, durations, within)
            # The others too, as far as there is time: they may not come by only because an earlier one's answer was kept.
            others = quickest(durations.keys() - known, durations, within - sum(map(durations.__getitem__, own)))
            found.append(Change(mutant, code, [*own, *others], quickest(own, durations, SOON)))
    return found


def fork_each(count: int, jobs: int, verdicts: list[str]) -> int | None:
    """Start a process for each number, some at a time.

    In such a process, return its number; its exit status then tells whether its tests passed. In this one, return None when all
    are done, with what became of each: it ``survived``, was ``killed``, or is ``undecided``, since it ran on.
    """
    running: dict[int, tuple[int, float]] = {}
    verdicts[:] = ["survived"] * count
    begun = 0
    while begun < count or running:
        while begun < count and len(running) < jobs:
            child = os.fork()
            if child == 0:
                os.setsid()
                nothing = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nothing, 1)
                os.dup2(nothing, 2)
                return begun
            running[child] = begun, time.monotonic() + LIMIT
            begun += 1
        for child, (number, end) in list(running.items()):
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                verdicts[number] = "survived" if status == 0 else "killed"
                del running[child]
            elif time.monotonic() > end:
                verdicts[number] = "undecided"
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child, signal.SIGKILL)
                os.waitpid(child, 0)
                del running[child]
        time.sleep(0.01)
    return None


class Trial:
    """A plugin of pytest that, once the tests are collected, tries each change, in a process that goes on with the tests of it.

    Only functions are changed so, what was kept of earlier answers stays, and only the quickest tests run: what survives is tried
    again with `anew`.
    """

    def __init__(self, file: str, changes: Sequence[Change], jobs: int) -> None:
        self.file, self.changes, self.jobs = file, changes, jobs
        self.verdicts: list[str] = []
        self.inner = False

    def pytest_collection_finish(self, session: Any) -> None:
        """Try every change."""
        items = {item.nodeid: item for item in session.items}
        functions: dict[str, list[types.FunctionType]] = {}
        keeping: list[Any] = []
        for item in gc.get_objects():
            if isinstance(item, types.FunctionType) and item.__code__.co_filename == str(SOURCE / self.file):
                functions.setdefault(item.__code__.co_qualname, []).append(item)
            elif type(item).__name__ == "_lru_cache_wrapper":
                keeping.append(item)
        gc.freeze()
        number = fork_each(len(self.changes), self.jobs, self.verdicts)
        if number is None:
            session.items.clear()
            return
        self.inner = True
        change = self.changes[number]
        code = change.function()
        for function in functions.get(code.co_qualname, []) if code else []:
            function.__code__ = cast("types.CodeType", code)
        for kept in keeping:
            kept.cache_clear()
        session.items[:] = [items[test] for test in change.soon if test in items] if code else []


def try_here(file: str, changes: Sequence[Change], jobs: int) -> list[str]:
    """What becomes of each change with the tests collected once."""
    import pytest

    trial = Trial(file, changes, jobs)
    status = pytest.main([*PYTEST, *tests_of(TARGETS[file])], plugins=[trial])
    if trial.inner:
        os._exit(0 if status in (0, 5) else 1)
    return trial.verdicts


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """What gives a changed module for one of the library."""

    def __init__(self, file: str, code: types.CodeType) -> None:
        self._name, self._path, self._code = "cica." + file.removesuffix(".py").replace("/", "."), str(SOURCE / file), code

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> importlib.machinery.ModuleSpec | None:
        """The specification of the module."""
        del path, target
        return importlib.util.spec_from_file_location(fullname, self._path, loader=self) if fullname == self._name else None

    def create_module(self, spec: object) -> None:
        """The module as Python makes it."""

    def exec_module(self, module: Any) -> None:
        """Run the changed code."""
        exec(self._code, module.__dict__)


def try_anew(file: str, changes: Sequence[Change], jobs: int) -> list[str]:
    """What becomes of each change if all is imported with it."""
    verdicts: list[str] = []
    number = fork_each(len(changes), jobs, verdicts)
    if number is None:
        return verdicts
    sys.meta_path.insert(0, Changed(file, changes[number].code))
    import pytest

    tests = changes[number].tests
    os._exit(1 if tests and pytest.main([*PYTEST, *tests]) else 0)


def examine(file: str, out: Path, given: argparse.Namespace) -> None:
    """Try the changes of a file, and write down what becomes of each."""
    listed: dict[str, dict[str, str]] = tomllib.loads((ROOT / "tools" / "mutants.toml").read_text("utf-8"))
    same = listed.get(file, {})
    found, durations = json.loads(Path(given.covered).read_text("utf-8"))
    lines = {int(line): tests for line, tests in found[file].items()}
    changes = changes_of(file, lines, durations, same, given.within)
    if given.sample and given.sample < len(changes):
        changes = random.Random(0).sample(changes, given.sample)
    if given.anew:
        tried = json.loads(out.read_text("utf-8"))
        left = [number for number, verdict in enumerate(tried) if verdict == "survived"]
        code = compile((SOURCE / file).read_text("utf-8"), str(SOURCE / file), "exec")
        unchanged = Change(changes[0].mutant, code, quickest(durations, durations, given.within), [])
        verdicts = try_anew(file, [unchanged, *(changes[number] for number in left)], given.jobs)
        if verdicts[0] != "survived":
            sys.exit(f"the tests of {file} fail as it is, if they run like this")
        for number, verdict in zip(left, verdicts[1:], strict=True):
            tried[number] = verdict
    else:
        tried = try_here(file, changes, given.jobs)
    out.write_text(json.dumps(tried), encoding="utf-8")
    if given.anew:
        for change, verdict in zip(changes, tried, strict=True):
            if verdict != "killed":
                print(f"{file}:{change.mutant.line}: {verdict}: {change.mutant.key}")
        keys = {mutant.key for mutant, _ in mutants((SOURCE / file).read_text("utf-8"))}
        for gone in same.keys() - keys:
            print(f"{file}: tools/mutants.toml has a change that there is not: {gone}")
        print(report(file, Counter(tried), len(same)), flush=True)


def main() -> None:
    """Examine the files that are asked for."""
    parser = argparse.ArgumentParser(description="Would the tests notice?")
    parser.add_argument("files", nargs="*", metavar="FILE", help=f"such as dates/date.py; one of {', '.join(TARGETS)}")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at a time (default: %(default)s)")
    parser.add_argument("--sample", type=int, help="try so many changes of a file, chosen by chance")
    parser.add_argument(
        "--within", type=float, default=math.inf, metavar="SECONDS", help="only the quickest tests that take so long in all"
    )
    for inner in ("--cover", "--covered", "--out"):  # what the processes tell each other that this starts
        parser.add_argument(inner, help=argparse.SUPPRESS)
    parser.add_argument("--anew", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    unknown = [file for file in given.files if file not in TARGETS]
    if unknown:
        parser.error(f"{unknown[0]} is none of {', '.join(TARGETS)}")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT / "src"))
    sys.dont_write_bytecode = False  # or every change would wait for all that it needs to be compiled
    if given.cover:
        cover(given.cover, Path(given.out))
    elif given.out:
        examine(given.files[0], Path(given.out), given)
    else:
        examine_all(given)


def examine_all(given: argparse.Namespace) -> None:
    """Examine files, each in processes of its own, since what runs the tests imports them."""
    options = ["--jobs", str(given.jobs), "--within", str(given.within), *(["--sample", str(given.sample)] if given.sample else [])]

    def run(*words: str, quiet: bool = False) -> None:
        subprocess.run([sys.executable, __file__, *words], check=True, cwd=ROOT, stdout=subprocess.DEVNULL if quiet else None)

    with tempfile.TemporaryDirectory() as folder:
        covered, out = f"{folder}/covered.json", f"{folder}/out.json"
        for subject in TESTS:
            files = [file for file in given.files or TARGETS if TARGETS[file] == subject]
            if files:
                run("--cover", subject, "--out", covered, quiet=True)
            for file in files:
                run(file, "--covered", covered, "--out", out, *options, quiet=True)
                run(file, "--covered", covered, "--out", out, "--anew", *options)


def report(file: str, counts: Counter[str], same: int) -> str:
    """The line of a file: how many changes were noticed, of those that are decided."""
    decided = counts["killed"] + counts["survived"]
    share = f"{counts['killed'] / decided:.1%}" if decided else "none"
    return f"{file:<28} {share:>6} of {decided} noticed; {counts['undecided']} undecided, {same} that change nothing"


if __name__ == "__main__":
    main()
