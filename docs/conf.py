"""How the documentation is built: ``sphinx-build -W --keep-going -b html docs <out>``."""

import os
import sys
from pathlib import Path
from typing import Any

from sphinx.domains.python import PyObject

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

import cica

project = "cica"
author = "The cica authors"
copyright = "2026, The cica authors"  # noqa: A001  # the name that Sphinx expects
version = release = cica.__version__
language = "en"

extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx.ext.doctest",
    "myst_parser",
    "sphinx_design",
    "cica_benchmark",
    "cica_book",
    "cica_gallery",
    "cica_llms",
    "cica_plot",
    "cica_reference",
    "cica_run",
    "cica_table",
]
exclude_patterns = ["_build", "_vendor"]
default_role = "py:obj"

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
templates_path = ["_templates"]
python_maximum_signature_line_length = 88
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False
doctest_test_doctest_blocks = ""  # tests/test_docs.py runs the examples

html_theme = "furo"
html_title = f"cica {version}"
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")  # where the site is, if that is known
html_favicon = "_static/favicon.svg"
html_static_path = ["_static"]
html_css_files = ["cica.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options: dict[str, Any] = {"navigation_with_keys": True}


def _no_signature(_app: object, what: str, _name: str, item: object, *_: object) -> tuple[str, str] | None:
    """Objects of the record are read, not built by hand: their signature would only repeat their attributes."""
    return ("", "") if what == "class" and isinstance(item, type) and issubclass(item, cica.Entity) else None


def _heading_levels(_app: object, _page: str, _template: str, context: dict[str, Any], *_: object) -> None:
    """Captions of the navigation are headings for whoever listens to the page; a heading has a level."""
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = tree.replace('role="heading"', 'role="heading" aria-level="2"')


def setup(app: Any) -> None:  # noqa: D103
    for field in PyObject.doc_field_types:
        if field.name == "variable":
            field.label = "Attributes"  # what numpydoc calls them
    app.connect("autodoc-process-signature", _no_signature)
    app.connect("html-page-context", _heading_levels, priority=900)  # after the theme has made the tree
