"""Frames of modin, which are annotated as those of pandas are."""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import Any

import pytest

import cica

pd: Any = import_module("pandas")


@pytest.fixture
def mpd(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The frames of modin."""
    monkeypatch.setenv("MODIN_ENGINE", "python")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module("modin.pandas")


@pytest.mark.modin
@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("on", ["date", "year", "text"])
def test_modin_is_annotated_as_pandas(mpd: Any, on: str) -> None:
    columns = {
        "iso3": ["KOR", "KAZ", None, "BHR"],
        "date": pd.to_datetime(["2015-01-01", "1999-09-14", None, "2011-03-01"]),
        "year": [2005, 2015, 2015, 2011],
        "text": ["2015", "1999-09-14", None, "2011-03"],
    }
    frame = pd.DataFrame(columns, index=[3, 2, 1, 0])
    done = cica.annotate(mpd.DataFrame(frame), "iso3", on)
    assert type(done).__module__.startswith("modin.")
    assert done._to_pandas().equals(cica.annotate(frame, "iso3", on))
