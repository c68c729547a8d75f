"""Would the tests notice? Change one thing at a time in the code, and run the tests that come by.

Run ``python tools/mutate.py`` for every file of `TARGETS`, ``python tools/mutate.py dates/date.py`` for some, with ``--jobs N`` at
a time, and ``--sample N`` for so many changes of a file, chosen by chance. It prints the changes that no test notices, then for
each file how many there were and the share of those noticed. ``tools/mutants.toml`` lists the changes that change nothing, each
with the reason; they do not count, nor do those after which the tests run on for ever. It needs the groups ``tests`` and ``docs``,
coverage, and a system with fork.

Other tools fit this code less: mutmut leaves out what is decorated, so every property, and cosmic-ray starts Python and all tests
anew for every change.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import importlib.abc
import importlib.machinery
import importlib.util
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "cica"
TESTS = {
    "dates": ("test_dates.py", "test_record.py"),
    "spells": ("test_record.py", "test_organisations.py", "test_counts.py", "test_continued.py"),
    "times": ("test_times.py",),
    "package": ("test_package.py", "test_loader.py", "test_data.py", "test_times.py"),
    "names": ("test_names.py", "test_normalise.py", "test_rules.py", "test_systems.py", "test_lists.py", "test_annotate_input.py"),
    "standing": ("test_panels.py", "test_annotate.py", "test_counts.py", "test_between.py"),
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
LIMIT = 90  # seconds for the tests of one change; they take a few
PYTEST = (
    "-q",
    "-x",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "--hypothesis-profile=mutation",
    "--no-header",
    "-m",
    "not pandoc",
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

    def __init__(self, number: int, where: str, line: int, before: str, after: str) -> None:
        self.number, self.where, self.line, self.before, self.after = number, where, line, before, after

    @property
    def key(self) -> str:
        """What the change is called, whatever its line."""
        return f"{self.where}: {self.before} -> {self.after}"


def told(node: ast.AST) -> str:
    """The first line of some code."""
    if isinstance(node, ast.comprehension):
        return " ".join(["for", told(node.target), "in", told(node.iter), *(f"if {told(test)}" for test in node.ifs)])
    code = ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).splitlines() or [""]
    return code[0]


def mutants(code: str) -> Iterator[tuple[Mutant, ast.Module]]:
    """Every change of a file, with the tree of its code."""
    tree = ast.parse(code)
    number = 0
    for above, field, place, node, where in list(parts(tree)):
        for other in list(alternatives(node)):
            line: int = node.iter.lineno if isinstance(node, ast.comprehension) else node.lineno
            made = Mutant(number, where, line, told(node), told(other))
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
            number += 1


# Which tests come by a line


def covered(subject: str) -> tuple[dict[str, dict[int, list[str]]], dict[str, float]]:
    """The tests of a subject that come by each line of its files, and how long each test takes."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.json"
        subprocess.run([sys.executable, __file__, "--cover", subject, str(found)], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        files, durations = json.loads(found.read_text("utf-8"))
    return {file: {int(line): tests for line, tests in lines.items()} for file, lines in files.items()}, durations


def cover(subject: str, out: Path) -> None:
    """Run the tests of a subject and write down what `covered` gives."""
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


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """What gives a changed module for one of the library."""

    def __init__(self, name: str, path: str, code: Any) -> None:
        self._name, self._path, self._code = name, path, code

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> importlib.machinery.ModuleSpec | None:
        """The specification of the module."""
        if fullname != self._name:
            return None
        del path, target
        return importlib.util.spec_from_file_location(fullname, self._path, loader=self)

    def create_module(self, spec: object) -> None:
        """The module as Python makes it."""

    def exec_module(self, module: Any) -> None:
        """Run the changed code."""
        exec(self._code, module.__dict__)


def noticed(file: str, code: Any, tests: Sequence[str]) -> str:
    """Whether some tests notice that a file is changed: ``killed``, ``survived``, or ``undecided`` if they run on."""
    for place in sorted({test.split("::")[0] for test in tests}, key=tests_of(TARGETS[file]).index):
        verdict = tried(file, code, [test for test in tests if test.split("::")[0] == place])
        if verdict != "survived":
            return verdict
    return "survived"


def tried(file: str, code: Any, tests: Sequence[str]) -> str:
    """Whether some tests of one file notice it, in a process of their own."""
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            with open(os.devnull, "w") as nothing:  # noqa: PTH123
                os.dup2(nothing.fileno(), 1)
                os.dup2(nothing.fileno(), 2)
            name = "cica." + file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
            sys.meta_path.insert(0, Changed(name, str(SOURCE / file), code))
            import pytest

            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                status = pytest.main([*PYTEST, *tests])
            os._exit(1 if status else 0)
        except BaseException:  # the change breaks what runs the tests
            os._exit(1)
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return "survived" if status == 0 else "killed"
        time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "undecided"


def examine(
    file: str, lines: dict[int, list[str]], durations: dict[str, float], same: dict[str, str], given: argparse.Namespace
) -> Counter[str]:
    """Try the changes of a file and print those that no test notices."""
    code = (SOURCE / file).read_text("utf-8")
    chosen: list[tuple[Mutant, Any, list[str]]] = []
    seen: set[str] = set()
    for mutant, tree in mutants(code):
        if mutant.before == mutant.after or mutant.key in same:
            seen.add(mutant.key)
            continue
        try:
            compiled = compile(ast.fix_missing_locations(copy.deepcopy(tree)), str(SOURCE / file), "exec")
        except (SyntaxError, ValueError):
            continue
        tests = sorted(lines.get(mutant.line, []), key=lambda test: durations.get(test, 0))
        chosen.append((mutant, compiled, tests))
    if given.sample and given.sample < len(chosen):
        chosen = random.Random(0).sample(chosen, given.sample)
    counts: Counter[str] = Counter(same=len(same.keys() & seen))
    for gone in same.keys() - seen:
        print(f"{file}: tools/mutants.toml has a change that there is not: {gone}")
    with ThreadPoolExecutor(given.jobs) as threads:
        for (mutant, _, _), verdict in zip(chosen, threads.map(lambda one: noticed(file, *one[1:]), chosen), strict=True):
            counts[verdict] += 1
            if verdict != "killed":
                print(f"{file}:{mutant.line}: {verdict}: {mutant.key}", flush=True)
    return counts


def main() -> None:
    """Examine the files that are asked for."""
    parser = argparse.ArgumentParser(description="Would the tests notice?")
    parser.add_argument("files", nargs="*", metavar="FILE", help=f"such as dates/date.py; one of {', '.join(TARGETS)}")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at a time (default: %(default)s)")
    parser.add_argument("--sample", type=int, help="try so many changes of a file, chosen by chance")
    parser.add_argument("--cover", nargs=2, metavar=("SUBJECT", "OUT"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    os.chdir(ROOT)
    sys.dont_write_bytecode = False  # or every change would wait for all that it needs to be compiled
    sys.path.insert(0, str(ROOT / "src"))
    if given.cover:
        cover(given.cover[0], Path(given.cover[1]))
        return
    unknown = [file for file in given.files if file not in TARGETS]
    if unknown:
        parser.error(f"{unknown[0]} is none of {', '.join(TARGETS)}")
    import hypothesis  # noqa: F401
    import numpy as np  # noqa: F401
    import pandas as pd  # noqa: F401
    import pytest  # noqa: F401

    listed: dict[str, dict[str, str]] = tomllib.loads((ROOT / "tools" / "mutants.toml").read_text("utf-8"))
    results: dict[str, Counter[str]] = {}
    for subject in TESTS:
        files = [file for file in given.files or TARGETS if TARGETS[file] == subject]
        lines, durations = covered(subject) if files else ({}, {})
        for file in files:
            results[file] = examine(file, lines[file], durations, listed.get(file, {}), given)
            print(report(file, results[file]), flush=True)
    print(report("all", sum(results.values(), Counter())))


def report(file: str, counts: Counter[str]) -> str:
    """The line of a file: how many changes were noticed, of those that are decided."""
    decided = counts["killed"] + counts["survived"]
    share = f"{counts['killed'] / decided:.1%}" if decided else "none"
    others = f"{counts['undecided']} undecided, {counts['same']} that change nothing"
    return f"{file:<28} {share:>6} of {decided} noticed; {others}"


if __name__ == "__main__":
    main()
