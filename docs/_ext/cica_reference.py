"""The pages of the reference, one for each function and class, which autosummary writes from its tables.

Here stands which members a class shows. Attributes of objects of the record are in their docstrings, so that most show none.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.ext.napoleon.docstring import GoogleDocstring

import cica
from cica import plots

_ALL = ""
_MEMBERS = {
    **dict.fromkeys(("Table", "Entity", "Spell", "StateName", "OtherName", "Date", "Period", "Plot", "Animation"), _ALL),
    **dict.fromkeys(("MemberYear", "DyadYear", "Tie", "SharedTie", "Dispute", "Event"), "id"),
    "Activity": "days",
    "Answer": "of",
    "Briefing": "sources, markdown, export",
    "Change": "id, publisher",
    "Check": "ids, twice, to_dict",
    "CheckedName": "label, publishers",
    "Coverage": "conditions, values, span, words, brief",
    "Measure": "dimension",
    "Meeting": "days, brief",
    "Membership": "cow_status",
    "Overlap": "share_of_first, share_of_second, range_of_first, range_of_second, undetermined, to_dict",
    "Resolved": "ids, unclear, to_dict",
    "Statement": "id, publisher",
}
# What a page has besides.
_MORE = {
    "Answer": [f".. py:attribute:: {answer.name}\n   :value: {answer.value!r}" for answer in cica.Answer],
    "Record": [".. autoproperty:: as_of"],
}
# Those that are read, not built by hand.
_MADE = ("Record", "Plot", "Animation")


# In the one folder of the plots, a class that has the name of a function but for its capital, which were one file on many disks.
_FILES = {f"cica.plots.{name}": f"cica.plots.{name}-class" for name in plots.__all__ if name.lower() in {*plots.__all__} - {name}}


def _forget(app: Any) -> None:
    """Remove the pages of what is no longer there, which autosummary leaves."""
    names = [*(f"cica.{name}" for name in cica.__all__), *(f"cica.plots.{name}" for name in plots.__all__)]
    known = {_FILES.get(name, name) for name in names}
    for page in (Path(app.srcdir) / "api" / "generated").rglob("*.rst"):
        if page.stem not in known:
            page.unlink()


def setup(app: Any) -> dict[str, bool]:
    """Tell the templates what a page has."""
    app.setup_extension("sphinx.ext.autosummary")
    # The first words of a property, up to a colon, are a sentence of ours and no type.
    GoogleDocstring._consume_inline_attribute = lambda self: ("", self._dedent(self._consume_to_end()))  # type: ignore[method-assign]
    more = {name: [part.replace("\n", "\n   ") for part in parts] for name, parts in _MORE.items()}
    app.config.autosummary_context = {"shown": _MEMBERS, "more": more, "made": _MADE}
    app.config.autosummary_filename_map = _FILES
    app.config.autosummary_generate_overwrite = True
    app.connect("builder-inited", _forget, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
