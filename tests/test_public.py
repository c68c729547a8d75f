"""The public face: what it names, what it documents, what importing it costs."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints

import attrs
import pytest

import cica
from cica import Record

TYPES = {name: get_args(getattr(cica, name)) for name in cica.__all__ if get_origin(getattr(cica, name)) is Literal}
PUBLIC = [name for name in cica.__all__ if name not in (*TYPES, "Cell", "When", "as_of", "plots")]


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-I", "-B", "-c", code], capture_output=True, check=True, text=True).stdout


def test_all_and_dir_agree_and_are_sorted() -> None:
    assert [name for name in cica.__all__ if name not in (*TYPES, "Cell", "When")] + ["__version__"] == cica.__dir__()
    classes = [name for name in cica.__all__ if name[0].isupper()]
    functions = [name for name in cica.__all__ if name[0].islower()]
    assert cica.__all__ == sorted(classes) + sorted(functions)


def test_what_stands_beside_the_functions() -> None:
    assert cica.as_of == cica.load().as_of
    assert cica.plots.__name__ == "cica.plots"
    assert cica.load().version == cica.__version__
    namespace: dict[str, object] = {}
    exec("from cica import *", namespace)
    assert namespace.keys() >= set(cica.__all__)


def test_every_type_of_a_field_is_public_and_its_words_are_in_the_reference() -> None:
    page = Path(__file__).parent.parent.joinpath("docs/api/types.md").read_text("utf-8")
    known = {words: name for name, words in TYPES.items()}
    classes = [item for name in PUBLIC if inspect.isclass(item := getattr(cica, name)) and issubclass(item, cica.Entity)]
    for cls in filter(attrs.has, classes):
        for field, hint in get_type_hints(cls).items():
            for kind in (hint, *get_args(hint)):
                if get_origin(kind) is Literal and len(get_args(kind)) > 1:
                    assert get_args(kind) in known, (cls, field)
    for name, words in TYPES.items():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{name}` |")]
        assert row.endswith(f"| {', '.join(f'`{word}`' for word in words)} |")
        owner, _, field = row.split("`")[3].partition(".")
        hint = get_type_hints(getattr(cica, owner))[field]
        assert words in [get_args(kind) for kind in (hint, *get_args(hint))]


def test_every_public_method_of_the_record_is_a_function_of_the_module() -> None:
    methods = {name for name, _ in inspect.getmembers(Record, inspect.isfunction) if not name.startswith("_")}
    assert methods == {name for name in PUBLIC if name.islower()} - {"load"}


def test_a_name_that_does_not_exist() -> None:
    with pytest.raises(AttributeError, match="module 'cica' has no attribute 'membrs'"):
        cica.membrs  # noqa: B018


def members_of(name: str) -> list[tuple[str, object]]:
    """A public object and, of a class, its public methods and properties."""
    item: object = getattr(cica, name)
    found = [(name, item)]
    if inspect.isclass(item) and not issubclass(item, Exception):
        for part, value in vars(item).items():
            if not part.startswith("_") and (inspect.isfunction(value) or isinstance(value, (property, classmethod))):
                found.append((f"{name}.{part}", getattr(item, part)))
        for base in item.__mro__[1:]:
            if base.__module__.startswith(("cica.record", "cica.questions")):
                found += [(f"{name}.{p}", v) for p, v in vars(base).items() if inspect.isfunction(v) and not p.startswith("_")]
    return found


EVERYTHING = [pair for name in PUBLIC for pair in members_of(name)]


@pytest.mark.parametrize(("name", "item"), EVERYTHING, ids=[name for name, _ in EVERYTHING])
def test_every_public_name_has_a_docstring_with_an_example(name: str, item: object) -> None:
    text = inspect.getdoc(item)
    assert text, name
    assert text.splitlines()[0].endswith("."), name
    assert doctest.DocTestParser().get_examples(text), f"{name} has no example"


FUNCTIONS = [(name, item) for name, item in EVERYTHING if inspect.isroutine(item)]


@pytest.mark.parametrize(("name", "item"), FUNCTIONS, ids=[name for name, _ in FUNCTIONS])
def test_functions_document_parameters_and_results(name: str, item: object) -> None:
    assert callable(item)
    text = inspect.getdoc(item) or ""
    parameters = [p for p in inspect.signature(item).parameters if p not in ("self", "cls")]
    if parameters and "." not in name:
        assert "Parameters\n----------" in text, name
        for parameter in parameters:
            assert parameter in text, (name, parameter)
    if "." not in name:
        assert "Returns\n-------" in text, name


def test_importing_reads_no_file_and_no_dependency() -> None:
    code = """
import sys
opened, before = [], set(sys.modules)
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import cica
heavy = {"attr", "attrs", "cattrs", "csv", "json", "cica.package.objects", "cica.package.rows", "cica.model"}
print([name for name in opened if not name.endswith((".py", ".pyc"))], heavy & (set(sys.modules) - before))
"""
    assert run(code) == "[] set()\n"


def test_the_first_answer_imports_only_what_it_needs() -> None:
    code = """
import sys, cica
cica.members()
print(sorted(name for name in sys.modules if name.startswith("cica.model.")))
print([name for name in ("pandas", "numpy", "babel", "pycountry", "zipfile") if name in sys.modules])
"""
    modules, others = run(code).splitlines()
    assert "cica.model.documents" not in modules
    assert "cica.model.sources" not in modules
    assert others.replace("'zipfile'", "") == "[]"


def test_it_is_typed_and_has_one_version() -> None:
    from importlib import metadata, resources

    assert resources.files("cica").joinpath("py.typed").is_file()
    assert metadata.version("cica") == cica.__version__ == cica.load()._package.description["version"]
