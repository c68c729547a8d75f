"""What examples/r/cica.R answers in R is what the library answers."""

from __future__ import annotations

import csv
import datetime
import os
import random
import re
import subprocess
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import pytest
from stata import carry_out

import cica
from cica import Date
from cica.model.roles import ROLES

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
    assert all(row[f"{one}_role"] for row in found for one in organisations)  # so that what is empty after a merge did not merge


def test_r_refuses_what_it_does_not_understand(tmp_path: Path) -> None:
    asked = {
        'cica_members("8 June 2010", record = record)': 'on="8 June 2010" is not a date; accepted are "2010-06-08"',
        'cica_members("2015-02-30", record = record)': "is not a date",
        'cica_members("[2016..]", record = record)': "is open on a side",
        "cica_members(15, record = record)": "on=15 is not a date",
        "cica_members(c(2014, 2015), record = record)": "is not one date",
        "cica_members(NA, record = record)": "is not one date",
        'cica_members(2015, "sko", record)': 'did you mean "sco"? accepted are acd, adb',
        "cica_members(2015, 3, record)": "organisation=3: accepted is an identifier",
        "cica_members(2015, record = 3)": "record=3: accepted is what cica_load() gives",
        "cica_panel(2015, 2014, record = record)": "last=2014 lies before first=2015",
        "cica_panel(20.5, record = record)": "first=20.5: accepted is a year such as 2014",
        'cica_panel(2014, system = "cows", record = record)': 'system="cows": accepted are "cow", "gw", "polity", "vdem"',
        'cica_panel(2014, year = "share", record = record)': 'accepted are "any", "first", "last"',
        "cica_panel(2014, microstates = 2, record = record)": "accepted are TRUE and FALSE",
        "cica_panel(2014, organisation = character(), record = record)": "accepted is one organisation or several",
        'cica_load("nowhere")': "there is no datapackage.json, states.csv",
        "cica_load(3)": "folder=3: accepted is the path of the folder",
    }
    heard = "\n".join(f"cat(tryCatch({{ {code}; 'nothing' }}, error = conditionMessage), '\\n')" for code in asked)
    here = ROOT.as_posix()
    told = rscript(tmp_path, f'source("{here}/examples/r/cica.R")\nrecord <- cica_load("{here}/src/cica/data")\n{heard}\n')
    for (code, wanted), line in zip(asked.items(), told.splitlines(), strict=True):
        assert wanted in line, (code, line)


def test_the_page_shows_what_r_prints() -> None:
    text = (ROOT / "docs" / "guide" / "r-and-stata.md").read_text(encoding="utf-8")
    shown = "".join(re.findall(r"^```\{code-block\} rconsole\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    typed = "\n".join(line[2:] for line in shown.splitlines() if line.startswith(("> ", "+ ")))
    done = subprocess.run(
        ["R", "--vanilla", "--quiet", "--no-readline"],
        input=typed + "\n",
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [line.rstrip() for line in done.stdout.splitlines()] == [*shown.splitlines(), ">"]


# What Stata is told to read, in R, by the same steps.
HAVEN = """
library(haven)
for (one in commandArgs(TRUE)) {
    memberships <- read_dta("memberships.dta")
    role <- as.character(as_factor(memberships$role))
    spells <- memberships[memberships$organisation == one & role %in% c("member", "participating-state"), ]
    greatest <- function(day) ifelse(is.na(day), Inf, as.numeric(day))
    begun <- ifelse(is.na(spells$start_earliest), -Inf, as.numeric(spells$start_earliest))
    over <- ifelse(is.na(spells$end_earliest) & spells$v_end != "", -Inf, greatest(spells$end_earliest))
    systems <- read_dta("state_systems.dta")
    systems <- systems[as_factor(systems$system) == "cow", ]
    rows <- do.call(rbind, lapply(1990:2025, function(year) {
        days <- as.numeric(as.Date(paste0(year, c("-01-01", "-12-31"))))
        met <- begun <= days[2] & greatest(spells$end_latest) > days[1]
        sure <- met & greatest(spells$start_latest) <= days[2] & over > days[1]
        there <- systems[as.numeric(systems$start_day) <= days[2] & greatest(systems$end_day) > days[1], ]
        yes <- there$state %in% spells$member[sure]
        perhaps <- there$state %in% spells$member[met] | there$state == ""
        data.frame(code = there$code, year, yes, perhaps)
    }))
    rows <- aggregate(cbind(yes, perhaps) ~ code + year, rows, any)
    rows$member <- ifelse(rows$yes, 1, ifelse(rows$perhaps, NA, 0))
    write.csv(rows[order(rows$code, rows$year), c("code", "year", "member")], paste0(one, ".csv"), row.names = FALSE, na = "")
}
"""
# Organisations, each with a day: that on which one took the place of another, and the one before, among them.
STATA = {
    **dict.fromkeys(["cica", "sco", "osce", "un", "eu", "nam", "g77"], "2011-03-01"),
    "eurasec": "2014-12-31",
    "eaeu": "2015-01-01",
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stata")
    for table in ("memberships", "organisations", "state_systems"):
        cica.export(folder / f"{table}.dta", table)
    return folder


def test_haven_reads_what_is_exported_for_stata(exported: Path) -> None:
    told = rscript(
        exported,
        """
        library(haven)
        table <- read_dta("memberships.dta")
        cat(nrow(table), attr(table, "label"), attr(table$role, "label"), sep = "\\n")
        cat(names(attr(table$role, "labels")), sep = " ", fill = 1000)
        korea <- table[table$id == "cica-kor-observer", ]
        cat(as.character(as_factor(korea$role)), korea$start, format(korea$start_earliest), format(korea$start_latest), korea$v_end)
        cat("\\n", is.na(korea$start_day), class(korea$start_day), "\\n")
        cat(grep("as_of", attr(table, "notes"), value = TRUE), "\\n")
        """,
    )
    assert [line.strip() for line in told.splitlines()] == [
        *(str(len(cica.memberships())), "cica: Memberships", "In what role", " ".join(ROLES)),
        *("observer 1993-08 1993-08-01 1993-08-31 2006-06-17", "TRUE Date", f"as_of: {RECORD.as_of}"),
    ]


def test_the_steps_of_the_do_file_give_the_panel(exported: Path) -> None:
    script = (ROOT / "examples" / "stata" / "cica.do").read_text(encoding="utf-8")
    assert f'local until "{RECORD.as_of}"' in script
    rscript(exported, HAVEN, *STATA)
    for organisation, on in STATA.items():
        carry_out(script, exported, organisation=organisation, day=on)
        panel = cica.panel(1990, 2025, system="cow", organisations=organisation, columns="member", engine="polars")
        wanted = {(code, year): member for code, _, year, member in panel.iter_rows()}
        made = pd.read_stata(exported / "state_years.dta").replace({float("nan"): None}).to_dict("records")
        stateless = {(row["code"], row["year"]) for row in made if row["why"] == "no state of the record"}
        assert stateless
        assert all((row["why"] == "") == (row["is_member"] is not None) for row in made)
        found = {(row["code"], row["year"]): row["is_member"] for row in made}
        wanted |= dict.fromkeys(stateless)  # of which the do-file says nothing
        assert found == wanted, organisation
        by_haven = {(int(row["code"]), int(row["year"])): row["member"] for row in read(exported / f"{organisation}.csv")}
        assert by_haven == {key: "" if member is None else str(member) for key, member in wanted.items()}
        day = pd.read_stata(exported / "members_on_day.dta")
        table = cica.members(organisation, on=on)
        assert [*day.member[day.why == ""]] == [*table.ids]
        assert [*day.member[day.why == "undetermined"]] == [*table.undetermined.ids]
        assert [*day.is_member.dropna()] == [1.0] * len(table)
