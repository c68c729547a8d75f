"""Files of the field as they are: each goes in by the call that its documentation suggests, and no row of it comes out wrong.

``panels/keys.tsv`` holds 63 columns of country names and codes of 46 data sets that the R packages democracyData and peacesciencer carry:
each key with the first and the last year in which it occurs from 1946 on. ``panels/un-votes.tsv`` holds who voted in the General Assembly
of the United Nations in which year, with the days of the first and the last vote, from the R package unvotes.
"""

from __future__ import annotations

import csv
import functools
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import cica
from cica import SystemSpell

HERE = Path(__file__).parent / "panels"
RECORD = cica.load()
# Organisations of which the record says of every state whether it was a full member.
ASKED = ["un", "cica", "las"]


@functools.cache
def columns() -> dict[tuple[str, str], list[tuple[str, int, int]]]:
    """The keys of each column, with first and last year."""
    found: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
    with (HERE / "keys.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            key = row["key"], int(row["first_year"]), int(row["last_year"])
            found.setdefault((row["dataset"], row["column"]), []).append(key)
    return found


def scheme(column: str) -> str | None:
    """The scheme that the documentation of the data set gives; none for names."""
    if column.endswith(("country", "iso")):
        return None
    if column.startswith(("polity", "peps")):
        return "polity"
    return "gw" if column.startswith("gw") and "cow" not in column else "cow"


def frame(column: tuple[str, str]) -> pl.DataFrame:
    """A row for each key and year, under the name of the column."""
    rows = [(key, year) for key, first, last in columns()[column] for year in range(first, last + 1)]
    table = pl.DataFrame(rows, schema=["key", "year"], orient="row")
    keyed = table if scheme(column[1]) is None else table.with_columns(pl.col("key").cast(pl.Int64))
    return keyed.rename({"key": column[1]})


def read(column: tuple[str, str], **options: Any) -> pl.DataFrame:
    """The file with its columns, or an error."""
    options = {"scheme": scheme(column[1]), "organisations": ASKED, "columns": ["role", "member"], **options}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cica.NoStateWarning)
        warnings.filterwarnings("ignore", "'(?i:congo)' is read as COG")
        return cica.annotate(frame(column), column[1], "year", **options)


# What is refused, and why: codes that no scheme has, or that another scheme knows better.
REFUSED: dict[tuple[str, str], tuple[type[Exception], str]] = {
    ("LIED", "lied_cow"): (cica.NotFoundError, "there is no code '521'"),  # codes of its own: Somaliland, Tibet, Palestine
    ("vaporeg", "vaporeg_cowcode"): (cica.NotFoundError, "there is no code '0'"),  # 0 and 997 stand for none
    ("ucdp_acd", "gwno_a"): (cica.NotFoundError, "there is no code '751'"),  # Hyderabad, which only it has
    ("uds_2010", "uds_cowcode"): (cica.NotFoundError, "there is no code '1001'"),  # and 769, which is one of Polity
    ("uds_2011", "uds_cowcode"): (cica.OptionError, "give scheme='gw'"),
    ("uds_2014", "uds_cowcode"): (cica.OptionError, "give scheme='gw'"),
}
COLUMNS = pytest.mark.parametrize("column", list(columns()), ids="-".join)


def test_nine_of_ten_columns_are_read() -> None:
    assert len(columns()) == 63
    assert len(REFUSED) <= 6


@COLUMNS
def test_a_column_is_read_or_refused_for_a_reason(column: tuple[str, str]) -> None:
    if column in REFUSED:
        error, message = REFUSED[column]
        with pytest.raises(error, match=message):
            read(column)
        if error is cica.OptionError:  # even if what is not recognised may be left empty
            with pytest.raises(error, match=message):
                read(column, unknown="null")
        return
    done = read(column)
    assert done.height == frame(column).height
    assert done["un_role"].null_count() == 0
    said = Counter(done["un_role"].to_list())
    assert said["member"] > 0.5 * sum(said.values())


@functools.cache
def spells(system: str) -> dict[str, list[SystemSpell]]:
    """The spells of a state system by code."""
    found: dict[str, list[SystemSpell]] = {}
    for spell in RECORD.state_system(system):
        found.setdefault(str(spell.code), []).append(spell)
    return found


@functools.cache
def members(organisation: str, year: int) -> frozenset[str]:
    """The members in a year."""
    return frozenset(RECORD.members(organisation, on=year).ids)


@pytest.mark.parametrize("column", [one for one in columns() if scheme(one[1]) and one not in REFUSED], ids="-".join)
def test_codes_are_read_at_their_date(column: tuple[str, str]) -> None:
    """Of each year in which the system has the code, by a scan of its spells and of the members of the year."""
    system = scheme(column[1])
    assert system is not None
    by_code, asked = spells(system), 0
    done = read(column)
    for row in done.iter_rows(named=True):
        year = row["year"]
        held = [s for s in by_code.get(str(row[column[1]]), ()) if (s.start <= cica.Date(f"{year}-01-01")) is cica.Answer.YES]
        held = [s for s in held if s.end is None or (s.end > cica.Date(f"{year}-12-31")) is cica.Answer.YES]
        if not held or held[0].state is None:  # in a year of change the answer is that of any day
            continue
        asked += 1
        for organisation in ASKED:
            assert row[f"{organisation}_member"] == (held[0].state.id in members(organisation, year)), (row, organisation)
    assert asked > 0.8 * done.height


def test_names_and_codes_of_one_file_agree() -> None:
    """In files with both, a state has the same answers under its name and under its code."""
    for dataset, names, codes in (
        ("pitf", "polity_annual_country", "polity_annual_ccode"),
        ("polityIV", "polityIV_country", "polityIV_ccode"),
        ("pacl", "pacl_country", "pacl_cowcode"),
        ("gwf_all", "gwf_country", "gwf_cowcode"),
    ):
        counts: list[Counter[int]] = []
        for column in (names, codes):
            done = read((dataset, column), predecessors=True)
            counts.append(Counter(done.filter(pl.col("un_member") == 1)["year"].to_list()))
        apart = {year: (counts[0][year], counts[1][year]) for year in counts[0] if abs(counts[0][year] - counts[1][year]) > 2}
        assert apart == {}, dataset


# Who voted on a day on which it was no member, by the record: sessions that began before an admission, under the day of their opening
# or of the vote; and Yugoslavia after the name was gone, which stands for Serbia and Montenegro, and then Serbia.
def test_who_voted_was_a_member() -> None:
    votes = pl.read_csv(HERE / "un-votes.tsv", separator="\t", try_parse_dates=True)
    both = pl.concat([votes.with_columns(on=pl.col(day)) for day in ("first", "last")])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", cica.NoStateWarning)
        done = cica.annotate(both, "country", "on", organisations="un", columns=["role", "member"], predecessors=True)
    assert done["un_role"].null_count() == 0
    said = done.with_columns(year=pl.col("on").dt.year(), role=pl.col("un_role").cast(pl.String))
    outside = said.filter(pl.col("role") != "member")
    taiwan = outside.filter(pl.col("country") == "Taiwan")
    assert set(taiwan["role"]) == {"undetermined"}
    assert taiwan["year"].to_list()
    assert max(taiwan["year"].to_list()) <= 1971
    yugoslavia = outside.filter(pl.col("country") == "Yugoslavia")
    assert set(zip(yugoslavia["role"], yugoslavia["year"] > 2002, strict=True)) == {("no-state", True), ("non-member", False)}
    others = outside.filter(~pl.col("country").is_in(["Taiwan", "Yugoslavia"]))
    # Of the others each in the year of its admission, before the day.
    admitted = {
        (name.name, spell.start.earliest.year)
        for spell in RECORD.memberships(organisation="un")
        if spell.start and spell.start.earliest and isinstance(spell.member, cica.State)
        for name in [spell.member]
    }
    alias = {"Antigua & Barbuda": "Antigua and Barbuda", "Yemen People's Republic": "South Yemen"}
    late = {(alias.get(row["country"], row["country"]), row["year"]) for row in others.iter_rows(named=True)}
    assert sorted(late - admitted) == []
    assert others.height < 70


def test_what_is_no_state_stops_nothing() -> None:
    economies = [entity.alpha3 for entity in RECORD.other_entities("territory") if entity.alpha3]
    done = cica.annotate(
        pl.DataFrame({"iso3c": [*economies, "TWN", "XKX"], "year": 2015}),
        "iso3c", "year", organisations=["un", "apec", "aiib"], columns=["role", "member", "members"],
    )  # fmt: skip
    rows = {row["iso3c"]: row for row in done.to_dicts()}
    assert all(row["un_member"] == 0 for row in rows.values())
    assert [key for key, row in rows.items() if row["apec_member"]] == ["HKG", "TWN"]
    assert rows["HKG"]["apec_members"] == 21
    assert all(row["aiib_member"] is None and row["aiib_role"] == "undetermined" for row in rows.values())
    early = cica.annotate(pl.DataFrame({"ccode": [713, 713], "year": [1960, 1975]}), "ccode", "year", organisations="un")
    assert early["un_role"].to_list() == ["undetermined", "non-member"]


def test_groups_are_refused_and_named() -> None:
    table = pl.DataFrame({"country": ["Kazakhstan", "World", "Euro area"], "year": 2015})
    with pytest.raises(
        cica.NotFoundError, match=r"2 of the values(?s:.)*groups of states(?s:.)*leave out the rows of 'Euro area', 'World'"
    ):
        cica.annotate(table, "country", "year")
    assert cica.annotate(table, "country", "year", unknown="null")["cica_role"].to_list() == ["member", None, None]
    with pytest.raises(cica.NoStateError, match="aggregate of the World Bank"):
        cica.state("SSF")


def test_names_are_told_apart_by_what_stands_beside_them() -> None:
    table = pl.DataFrame({"country": ["Congo", "Zaire", "Congo", "Congo"], "year": [1965, 1965, 1975, 2005]})
    with pytest.warns(
        UserWarning, match=r"'Congo' is read as COG \(Republic of the Congo\), by what else stands in column 'country'"
    ):
        done = cica.annotate(table, "country", "year", organisations="un", columns=["role", "days"])
    wanted = cica.annotate(
        table.with_columns(country=pl.Series(["COG", "COD", "COG", "COG"])),
        "country",
        "year",
        organisations="un",
        columns=["role", "days"],
    )
    assert done.drop("country").equals(wanted.drop("country"))
    with pytest.raises(cica.AmbiguousError, match=r"'Congo' may be COD(?s:.)*from 1965 to 2005"):
        cica.annotate(table.filter((pl.col("country") == "Congo") & (pl.col("year") != 1975)), "country", "year")


def test_predecessors_are_read_if_asked() -> None:
    table = pl.DataFrame(
        {"country": ["Russia", "Czechia", "Serbia", "Serbia", "South Sudan"], "year": [1980, 1980, 1985, 2004, 2005]}
    )
    with pytest.warns(
        cica.NoStateWarning,
        match=r"4 of the values(?s:.)*Russia in 1980; its place was held by Soviet Union(?s:.)*predecessors=True",
    ):
        done = cica.annotate(table, "country", "year", organisations="un", columns=["role", "member", "observer", "status", "days"])
    assert done["un_role"].to_list() == ["no-state"] * 5
    assert done.select("un_member", "un_observer", "un_status", "un_days").null_count().row(0) == (5, 5, 5, 5)
    with pytest.warns(cica.NoStateWarning, match="1 of the values(?s:.)*South Sudan in 2005"):
        done = cica.annotate(table, "country", "year", organisations="un", columns="role", predecessors=True)
    assert done["un_role"].to_list() == ["member"] * 4 + ["no-state"]
    vdem = pl.DataFrame({"country_text_id": ["RUS", "SRB", "CZE"], "year": [1980, 1985, 1980]})
    assert cica.annotate(vdem, "country_text_id", "year", organisations="un", columns="member")["un_member"].to_list() == [True] * 3


@pytest.mark.parametrize(
    ("columns_", "message"),
    [
        (["ccode", "ccodealp"], "scheme='numeric'"),
        (["ccode", "cname"], "scheme='numeric'"),
        (["ccode", "ccodecow"], "scheme='numeric'"),
        (["ccode", "scode"], "scheme='polity'"),
    ],
)
def test_ccode_beside_what_says_that_it_is_another(columns_: list[str], message: str) -> None:
    table = pl.DataFrame({**{name: [710] for name in columns_}, "year": [2015]})
    with pytest.raises(cica.OptionError, match=message):
        cica.annotate(table, "ccode", "year")
    assert cica.annotate(table, "ccode", "year", scheme="cow")["cica_role"].to_list() == ["member"]


@pytest.mark.parametrize(
    ("column", "value", "state"),
    [
        ("ccodecow", 365, "RUS"), ("cown", 365, "RUS"), ("COWcode", 365, "RUS"), ("gwn", 365, "RUS"), ("gwno_a", 365, "RUS"),
        ("gwno_b_2nd", 365, "RUS"), ("lied_cow", 365, "RUS"), ("polityIV_ccode", 626, "SDN"), ("ccodealp", "MNG", "MNG"),
        ("stateabb", "MNG", "MNE"), ("stateabb1", "AUS", "AUT"), ("scode", "SWZ", "CHE"), ("iso3n", 643, "RUS"), ("m49", "643", "RUS"),
        ("country_text_id", "SWZ", "SWZ"), ("ccode2", 710.0, "CHN"), ("gwc", "SLV", "SVN"), ("vdem", 11, "RUS"),
        ("wikidata_id", "Q232", "KAZ"), ("country_qid", "Q232", "KAZ"),
    ],
)  # fmt: skip
def test_columns_that_say_their_scheme(column: str, value: object, state: str) -> None:
    table = pl.DataFrame({column: [value], "year": [2015]})
    done = cica.annotate(table, column, "year", organisations=["cica", "un"], columns=["role", "days"])
    wanted = cica.annotate(
        pl.DataFrame({"iso3": [state], "year": [2015]}), "iso3", "year", organisations=["cica", "un"], columns=["role", "days"]
    )
    assert done.drop(column).equals(wanted.drop("iso3"))


def test_a_code_before_its_system_has_it_is_no_reason_to_refuse_its_scheme() -> None:
    """Monaco entered the system of the Correlates of War in 1993: by day, by text and by year, and if the scheme is given."""
    days = ["1950-01-01", "1995-06-01"]
    for dates in (pl.Series(days).str.to_date(), pl.Series(days), pl.Series([1950, 1995])):
        done = cica.annotate(pl.DataFrame({"ccode": [2, 221], "on": dates}), "ccode", "on", organisations="nato", columns="member")
        assert done["nato_member"].to_list() == [True, False]
    early = pl.DataFrame({"ccode": [970], "year": [1960]})
    with pytest.warns(cica.NoStateWarning, match=r"970 \(Nauru\) in 1960"):
        found = cica.annotate(early, "ccode", "year", scheme="cow")
    assert found["cica_role"].to_list() == ["no-state"]


def test_every_row_without_a_state_is_warned_of() -> None:
    """A state may have existed to one organisation and not to another: Ukraine was in the United Nations before it was a state."""
    table = pl.DataFrame({"country": ["Ukraine", "Belarus"], "year": [1960, 1970]})
    assert cica.annotate(table, "country", "year", organisations="un", columns="member")["un_member"].to_list() == [True, True]
    with pytest.warns(cica.NoStateWarning, match="Ukraine in 1960; Belarus in 1970|Belarus in 1970; Ukraine in 1960"):
        done = cica.annotate(table, "country", "year", organisations=["un", "nato"], columns="role")
    assert done["un_role"].to_list() == ["member", "member"]
    assert done["nato_role"].to_list() == ["no-state", "no-state"]


def test_a_warning_names_the_years_of_the_rows() -> None:
    days = pl.date_range(pl.date(1960, 5, 1), pl.date(1961, 2, 1), "1mo", eager=True)
    with pytest.warns(cica.NoStateWarning, match="Russia from 1960 to 1961; its place was held by Soviet Union from 1960 to 1961"):
        cica.annotate(pl.DataFrame({"country": "Russia", "date": days}), "country", "date")


def test_a_row_does_not_depend_on_its_neighbours() -> None:
    """Taiwan in the United Nations around 25 October 1971, alone and among other days."""
    days = [f"1971-10-{day}" for day in range(20, 30)]
    together = pl.DataFrame({"iso3": "TWN", "date": days}).with_columns(pl.col("date").str.to_date())
    told = cica.annotate(together, "iso3", "date", organisations="un", columns="role")["un_role"].to_list()
    alone = [cica.annotate(together[n], "iso3", "date", organisations="un", columns="role")["un_role"][0] for n in range(len(days))]
    assert told == alone == ["undetermined"] * 5 + ["non-member"] * 5
    year = cica.annotate(pl.DataFrame({"iso3": ["TWN"], "year": [1971]}), "iso3", "year", organisations="un", columns="role")
    assert year["un_role"].to_list() == ["undetermined"]
