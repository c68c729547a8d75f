"""Odd values in every parameter of everything public, several at once: an answer that shows itself, or an error of the library.

A run has a budget of calls, which ``CICA_FUZZ`` sets; ``pytest -s`` prints how many there were, and how they ended.
"""

from __future__ import annotations

import datetime
import inspect
import os
import pickle
import random
import types
import warnings
from collections import Counter
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from conftest import thorough
from test_messages import ARGUMENTS, RECORD, odd_values

import cica

CALLS = int(os.environ.get("CICA_FUZZ", "20000" if thorough() else "1200"))
ERRORS = (cica.NotFoundError, cica.OptionError, cica.DateError, cica.UndeterminedError, cica.PackageError)

# Objects whose methods are called, one of each kind at least.
SAMPLES: list[Any] = [
    *(cica.Date("2014-05-20"), cica.Date("2014-05"), cica.Date("[..1999-09-14]"), cica.Date("2014-05-20/2014-05-21")),
    *(cica.Period(cica.Date("2010"), cica.Date("2014-05-20")), cica.Period(), cica.Answer.UNDETERMINED),
    *(cica.members(on="2011-03-01"), cica.documents(), cica.memberships("KOR"), cica.Table([])),
    *(
        cica.state("KAZ"),
        cica.summit(4),
        cica.chair(),
        cica.overlap("cica", "sco"),
        cica.resolve(["KAZ", "x"]),
        cica.check(["KAZ", "x"]),
        cica.briefing("2015"),
    ),
]
OPERATORS = (
    "__lt__",
    "__le__",
    "__gt__",
    "__ge__",
    "__eq__",
    "__sub__",
    "__add__",
    "__and__",
    "__or__",
    "__getitem__",
    "__contains__",
)
MAKERS = {name for name, value in vars(datetime.date).items() if isinstance(value, classmethod | types.ClassMethodDescriptorType)}
CLASSES: dict[str, dict[str, Any]] = {
    "Date": {"value": "2014"},
    "Period": {"start": cica.Date("2014"), "end": cica.Date("2015")},
    "Table": {"items": [cica.state("KAZ")]},
    "load": {"path": None},
}


def callables() -> list[tuple[str, Callable[..., Any], dict[str, Any]]]:
    """Everything that can be called, with arguments that are right."""
    found = [
        (name, getattr(RECORD, name), ARGUMENTS.get(name, {}))
        for name in dir(RECORD)
        if not name.startswith("_") and callable(getattr(RECORD, name))
    ]
    found += [(name, getattr(cica, name), right) for name, right in CLASSES.items()]
    for sample in SAMPLES:
        for name in dir(sample.__class__):
            inner = name == "export" or (name.startswith("_") and name not in OPERATORS) or name in MAKERS
            if inner or not callable(getattr(sample, name, None)):
                continue
            found.append((f"{type(sample).__name__}.{name}", getattr(sample, name), {}))
    return found


def shown(answer: Any) -> None:
    """An answer is shown, told and pickled without an error or a warning."""
    warnings.simplefilter("error")
    repr(answer)
    for name in ("_repr_html_", "to_dict", "to_dicts", "title", "coverage", "undetermined"):
        part = getattr(answer, name, None)
        if callable(part):
            part()
    if isinstance(answer, (cica.Table, cica.Date, cica.Period, cica.Entity)):
        again: Any = pickle.loads(pickle.dumps(answer))
        assert again == answer


def arguments(
    call: Callable[..., Any], right: dict[str, Any], values: list[Any], rng: random.Random
) -> tuple[list[Any], dict[str, Any]]:
    """Arguments of a call, of which up to three are odd."""
    try:
        parameters = [p for p in inspect.signature(call).parameters.values() if p.name != "engine"]
    except ValueError:  # of a method that is not written in Python
        return [rng.choice(values)], {}
    named = [p.name for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
    given = {**right, **{name: rng.choice(values) for name in rng.sample(named, min(len(named), rng.randint(1, 3)))}}
    positional = [rng.choice(values) for p in parameters if p.kind is p.POSITIONAL_ONLY]
    return positional, given


def test_whatever_is_given_the_answer_is_right_or_the_error_is_our_own() -> None:
    rng, values, every, ends, foreign = random.Random(20261128), odd_values(), callables(), Counter[str](), list[str]()
    for _ in range(CALLS):
        name, call, right = rng.choice(every)
        positional, given = arguments(call, right, values, rng)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                answer = call(*positional, **given)
            except ERRORS as error:
                ends["our error"] += 1
                if len(str(error)) > 3000:
                    foreign.append(f"{name}: a message of {len(str(error))} characters")
                continue
            except (TypeError, IndexError) as error:
                ends[type(error).__name__] += 1
                if name in ARGUMENTS or ("." not in name and name != "Table"):
                    foreign.append(f"{name}: {error!r}, given {[*positional, *given]!r}")
                continue
            except Exception as error:
                ends["foreign"] += 1
                foreign.append(f"{name}: {error!r}"[:300])
                continue
            ends["answer"] += 1
            if not isinstance(answer, pd.DataFrame) and name != "Table":  # which shows what the functions that it is given give
                try:
                    shown(answer)
                except Exception as error:
                    foreign.append(f"{name}: its answer: {error!r}"[:300])
    print(f"\n{CALLS} calls of {len(every)}: {dict(ends)}")
    assert not foreign, "\n".join(sorted(set(foreign)))


@pytest.mark.parametrize("name", sorted(cica.__all__))
def test_everything_public_is_called_or_is_no_function(name: str) -> None:
    item = getattr(cica, name)
    if inspect.isroutine(item):
        assert name in {called for called, _, _ in callables()}
