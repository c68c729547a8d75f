"""What examples/r/cica.R answers in R is what the library answers."""

from __future__ import annotations

import csv
import datetime
import random
import subprocess
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import cica
from cica import Date

pytestmark = pytest.mark.r

ROOT = Path(__file__).parent.parent
RECORD = cica.load()
HELD = sorted({spell.organisation.id for spell in cica.memberships()})
QUESTIONS = 2000
# Organisations, state system, first and last year, what is asked of a year, and whether microstates are there.
PANELS: list[tuple[list[str], str, int, int | None, str, bool]] = [
    (["cica"], "", 1990, None, "any", True),
    (["cica", "sco"], "cow", 1988, 2030, "any", True),
    (["cica", "un", "osce"], "gw", 1985, 2012, "last", False),
    (["aiib", "las", "asean"], "polity", 1960, 2026, "first", True),
    (["cica", "coe"], "vdem", 1989, 2008, "any", True),
    (HELD, "cow", 1989, 1993, "any", True),
    (HELD, "", 2005, 2007, "first", True),
    (["un", "nam", "oic", "warsaw-pact"], "gw", 1943, 1994, "any", True),
    (["cica"], "cow", 2027, 2028, "any", False),
]
# Reads questions and panels that are asked for, and writes what it finds: lists with spaces between.
DRIVER = """
source(file.path(commandArgs(TRUE)[1], "examples", "r", "cica.R"))
record <- cica_load(file.path(commandArgs(TRUE)[1], "src", "cica", "data"))
words <- function(text) if (is.na(text)) character() else strsplit(text, " ")[[1]]
reading <- function(name) read.csv(name, colClasses = "character", na.strings = "")
writing <- function(table, name) write.csv(table, name, row.names = FALSE, na = "", fileEncoding = "UTF-8")
asked <- reading("questions.csv")
told <- lapply(seq_len(nrow(asked)), function(number) with(asked[number, ], {
    on <- switch(form, date = as.Date(on), number = as.numeric(on), on)
    found <- suppressWarnings(switch(word, member = cica_members, observer = cica_observers)(on, organisation, record))
    sure <- !is.na(found[[word]])
    stopifnot(found[[word]][sure] == 1, nzchar(found$why[!sure]), found$why[sure] == "")
    data.frame(
        certain = paste(found$id[sure], collapse = " "), open = paste(found$id[!sure], collapse = " "),
        since = paste(ifelse(is.na(found$since), "-", found$since), collapse = " ")
    )
}))
writing(do.call(rbind, told), "answers.csv")
panels <- reading("panels.csv")
for (number in seq_len(nrow(panels))) with(panels[number, ], {
    panel <- suppressWarnings(cica_panel(
        as.integer(first), if (!is.na(last)) as.integer(last), words(organisations), if (!is.na(system)) system,
        microstates == "True", year, record
    ))
    writing(panel, sprintf("panel-%d.csv", number))
})
"""


def rscript(folder: Path, code: str, *given: str | Path) -> str:
    """What R prints, in a folder."""
    script = folder / "script.R"
    script.write_text(code, encoding="utf-8")
    command = ["Rscript", "--vanilla", str(script), *map(str, given)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def write(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def questions() -> list[dict[str, str]]:
    """Random questions: of days on which something changes, and of any others, to some years after the record."""
    chance = random.Random(20151)
    dates = [date for spell in cica.memberships() for date in (spell.start, spell.end) if date is not None]
    ends = [day for date in dates for day in (date.earliest, date.latest) if day is not None]
    edges = sorted({*ends, RECORD.as_of})
    last = RECORD.as_of + datetime.timedelta(days=1500)

    def day() -> datetime.date:
        if chance.random() < 0.6:
            return chance.choice(edges) + datetime.timedelta(days=chance.randint(-1, 1))
        return datetime.date.fromordinal(chance.randint(datetime.date(1900, 1, 1).toordinal(), last.toordinal()))

    def on() -> tuple[str, str]:
        one, other = sorted((day(), day()))
        near = one + datetime.timedelta(days=chance.randint(1, 400))
        return chance.choice(
            [
                ("text", f"{one}"),
                ("text", f"{other}"),
                ("date", f"{other}"),
                ("text", f"{other:%Y-%m}"),
                ("text", f"{one:%Y}"),
                ("number", f"{other:%Y}"),
                ("text", f"[{one}..{near}]"),
                ("text", f"[{one:%Y-%m}..{other:%Y}]"),
                ("text", f"{one}/{near}"),
            ]
        )

    asked: list[dict[str, str]] = []
    for _ in range(QUESTIONS):
        form, text = on()
        organisation = chance.choice([*HELD, *["cica"] * 20])
        asked.append({"word": chance.choice(["member", "observer"]), "organisation": organisation, "form": form, "on": text})
    return asked


@pytest.fixture(scope="module")
def asked() -> list[dict[str, str]]:
    return questions()


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory, asked: list[dict[str, str]]) -> Path:
    """The folder in which one run of R wrote all its answers."""
    folder = tmp_path_factory.mktemp("r")
    write(folder / "questions.csv", asked)
    columns = ("organisations", "system", "first", "last", "year", "microstates")
    write(folder / "panels.csv", [dict(zip(columns, (" ".join(one[0]), *one[1:]), strict=True)) for one in PANELS])
    rscript(folder, DRIVER, ROOT)
    return folder


def test_members_and_observers_are_those_of_the_library(answered: Path, asked: list[dict[str, str]]) -> None:
    answers = read(answered / "answers.csv")
    open_ones = 0
    for question, answer in zip(asked, answers, strict=True):
        ask = cica.members if question["word"] == "member" else cica.observers
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", cica.BeyondRecordWarning)
            found = ask(question["organisation"], on=question["on"])
        rows = [*found.to_dicts(), *found.undetermined.to_dicts()]
        since = [str(Date(text)) if text != "-" else text for text in answer.pop("since").split()]
        assert answer == {"certain": " ".join(found.ids), "open": " ".join(found.undetermined.ids)}, question
        assert since == [row["since"] or "-" for row in rows], question
        open_ones += bool(found.undetermined)
    assert QUESTIONS / 10 < open_ones < QUESTIONS * 9 / 10  # there was something to tell apart


@pytest.mark.parametrize("number", range(len(PANELS)))
def test_panels_are_those_of_the_library(answered: Path, number: int) -> None:
    organisations, system, first, last, year, microstates = PANELS[number]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cica.BeyondRecordWarning)
        panel = cica.panel(
            first,
            last,
            organisations=organisations,
            system=system or None,
            microstates=microstates,
            year=year,
            columns=["role", "member", "observer", "status", "members", "members_least", "members_most"],
            engine="polars",
        )
    wanted = [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in panel.iter_rows(named=True)]
    found = read(answered / f"panel-{number + 1}.csv")
    assert list(found[0]) == panel.columns
    wrong = [(one, other) for one, other in zip(found, wanted, strict=False) if one != other]
    assert not wrong, (len(wrong), wrong[:3])
    assert len(found) == len(wanted) > 0
