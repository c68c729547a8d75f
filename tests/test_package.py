"""The data package and its objects: both ways without loss, and bad packages refused whole."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA, TINY, some_dates, tried, write_package
from hypothesis import given
from hypothesis import strategies as st

import cica
from cica import Date
from cica.package.checking import check
from cica.package.files import MAX_BYTES, Bundled, Folder
from cica.package.objects import class_of
from cica.package.rows import TABLES, Rows

PACKAGE = cica.load()._package


def problems(path: Path) -> list[str]:
    with pytest.raises(cica.PackageError) as error:
        cica.load(path)
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize("table", TABLES)
def test_rows_become_objects_and_objects_rows_without_loss(table: str) -> None:
    cls = class_of(table)
    for key, (_, row) in PACKAGE.rows(table).items():
        item = PACKAGE.get(cls, key)
        found = {name: cell for name, cell in PACKAGE.row_of(item).items() if cell}
        expected = {name: cell for name, cell in row.items() if name != cls.owner}
        assert found == expected
        assert item.id == key


def test_the_bundled_package_passes_its_own_check() -> None:
    check(cica.load()._package)


def test_a_package_from_a_folder_answers_the_same_questions(tiny: Path) -> None:
    record = cica.load(tiny)
    assert record.members(on=2003).ids == ("AAA", "BBB")
    assert record.members().ids == ("AAA",)
    assert record.members().undetermined.ids == ("BBB",)
    assert record.state("Bland").id == "BBB"
    assert str(record.as_of) == "2020-12-31"
    assert not record.summits()
    assert "updated to 2020-12-31" in repr(record)


@pytest.mark.parametrize("top", ["", "inside/"])
def test_a_package_from_a_zip_file(tiny: Path, tmp_path: Path, top: str) -> None:
    path = tmp_path / "package.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in tiny.iterdir():
            if file != path:
                archive.write(file, top + file.name)
    assert cica.load(path).members(on=2003).ids == ("AAA", "BBB")


def test_the_bundled_package_loaded_from_a_copy_is_the_same(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "copy")
    record = cica.load(tmp_path / "copy")
    assert record.members() == cica.members()
    assert record.timeline() == cica.timeline()
    assert record.disputes() == cica.disputes()


def test_all_problems_are_reported_at_once_with_file_row_and_field(tmp_path: Path) -> None:
    write_package(
        tmp_path,
        {
            **TINY,
            "memberships": [
                {"id": "a", "organisation": "cica", "member": "AAA", "role": "membr", "start": "soon", "end": ""},
                {"id": "b", "organisation": "cicca", "member": "CCC", "role": "member", "start": "", "end": ""},
                {"id": "c", "organisation": "cica", "member": "", "role": "", "start": "", "end": ""},
            ],
            "documents": [{"id": "d", "title": "A text", "kind": "plan", "status": "adopted", "signatories": "many"}],
        },
    )
    assert problems(tmp_path) == [
        "memberships.csv, row 2, field role: 'membr': accepted are 'member', 'participating-state', 'associate', 'observer', "
        "'dialogue-partner', 'partner', 'participant', 'suspended'; did you mean 'member'?",
        "memberships.csv, row 2, field start: 'soon' is not a date; accepted are '2010-06-08', '2014-05', '2011', "
        "'[2010-06-08..2011-10-17]', '[..1999-09-14]', '2014-05-20/2014-05-21', a datetime.date, and a year as a number",
        "memberships.csv, row 3, field organisation: there is no 'cicca' in organisations; did you mean 'cica'?",
        "memberships.csv, row 3, field member: there is no 'CCC' in states",
        "memberships.csv, row 4, field member: is empty, and needs a value",
        "memberships.csv, row 4, field role: is empty, and needs a value",
        "documents.csv, row 2, field signatories: 'many' is not a whole number",
    ]


def test_a_bad_row_is_reported_once_not_once_for_each_reference(tmp_path: Path) -> None:
    write_package(tmp_path, {**TINY, "organisations": [{"id": "cica", "name": "Little CICA", "kind": "club"}]})
    (found,) = problems(tmp_path)
    assert found.startswith("organisations.csv, row 2, field kind: 'club'")


def test_sense_is_checked_once_everything_can_be_read(tmp_path: Path) -> None:
    write_package(
        tmp_path,
        {
            **TINY,
            "memberships": [
                {"id": "a", "organisation": "cica", "member": "AAA", "role": "member", "start": "2002", "end": "2001"},
            ],
            "sources": [{"id": "paper", "publisher": "Press", "title": "News", "kind": "news"}],
            "statements": [
                {"table": "memberships", "row": "b", "field": "start", "value": "2001", "source": "paper"},
                {"table": "memberships", "row": "a", "field": "begin", "value": "2001", "source": "paper"},
                {"table": "membership", "row": "a", "field": "start", "value": "2001", "source": "paper"},
            ],
        },
    )
    assert problems(tmp_path) == [
        "statements.csv, row 2, field row: there is no 'b' in memberships",
        "statements.csv, row 3, field field: there is no 'begin' in memberships",
        "statements.csv, row 4, field row: there is no 'a' in membership",
        "memberships.csv, row 2, field end: 2001 is before the start, 2002",
    ]


def test_an_organisation_is_continued_by_one(tmp_path: Path) -> None:
    club = {"kind": "forum", "coverage": "all"}
    bodies = [
        *TINY["organisations"],
        {"id": "club", "name": "Club", **club},
        {"id": "league", "name": "League", "predecessor": "club", **club},
        {"id": "union", "name": "Union", "predecessor": "club", **club},
    ]
    write_package(tmp_path, {**TINY, "organisations": bodies})
    row = len(bodies) + 1
    assert problems(tmp_path) == [f"organisations.csv, row {row}, field predecessor: 'club' is continued by 'league' already"]
    bodies[-3:] = [{"id": "club", "name": "Club", "predecessor": "league", **club}, bodies[-2]]
    write_package(tmp_path, {**TINY, "organisations": bodies})
    assert any("refers to itself" in problem for problem in problems(tmp_path))


def test_parts_need_an_owner(tmp_path: Path) -> None:
    write_package(tmp_path, {"plans": [{"id": "p", "meeting": "nowhere", "announced": "2001"}]})
    assert problems(tmp_path) == ["plans.csv, row 2, field meeting: there is no 'nowhere' in meetings"]


def test_rows_that_refer_to_themselves(tmp_path: Path) -> None:
    write_package(
        tmp_path,
        {
            "documents": [
                {"id": "a", "title": "A", "kind": "plan", "status": "adopted", "amends": "b"},
                {"id": "b", "title": "B", "kind": "plan", "status": "adopted", "amends": "a"},
            ]
        },
    )
    assert all("refers to itself" in problem for problem in problems(tmp_path))


def _text(name: str, content: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / name).write_text(content, encoding="utf-8")

    return spoil


def _bytes(name: str, content: bytes) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / name).write_bytes(content)

    return spoil


def _without(name: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / name).unlink()

    return spoil


def _describe(change: Callable[[dict[str, object]], object]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / "datapackage.json"
        description = json.loads(path.read_text(encoding="utf-8"))
        change(description)
        path.write_text(json.dumps(description), encoding="utf-8")

    return spoil


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_without("datapackage.json"), "datapackage.json: is missing"),
        (_without("states.csv"), "states.csv: is missing"),
        (_text("datapackage.json", "{"), "datapackage.json: is not JSON in UTF-8"),
        (_text("datapackage.json", "[]"), "datapackage.json: is not a JSON object"),
        (_text("datapackage.json", "[" * 100_000), "datapackage.json: is not JSON in UTF-8"),
        (_bytes("datapackage.json", b"\xff\xfe{"), "datapackage.json: is not JSON in UTF-8"),
        (_describe(lambda d: d.pop("resources")), "lists no table"),
        (_describe(lambda d: d.update(as_of="2020")), "as_of: '2020' is not a day"),
        (_describe(lambda d: d.update(as_of=None)), "as_of: None is not a day"),
        (_describe(lambda d: d["resources"][0].update(name="stats")), "there is no table 'stats'; did you mean 'states'?"),  # type: ignore[index]
        (_describe(lambda d: d["resources"][0].update(path="../states.csv")), "the path of states is '../states.csv'"),  # type: ignore[index]
        (_describe(lambda d: d["resources"][0].pop("schema")), "states has no schema"),  # type: ignore[index]
        (_describe(lambda d: d["resources"].append("states")), "there is no table None"),  # type: ignore[attr-defined]
        (_text("states.csv", "id,name,alpha2,numeric\nAAA,Aland,AA,1,\n"), "row 2: has 5 cells, the heading has 4"),
        (_text("states.csv", "id,nam,alpha2,numeric\nAAA,Aland,AA,1\n"), "field nam: there is no such column; did you mean 'name'?"),
        (_text("states.csv", "id,name,name,numeric\nAAA,Aland,AA,1\n"), "row 1: names a column twice"),
        (_text("states.csv", "id,name,alpha2,numeric\nAAA,A,AA,1\nAAA,A,AA,1\n"), "'AAA' is there already, in row 2"),
        (_text("states.csv", 'id,name,alpha2,numeric\nAAA,"A"x,AA,1\n'), "states.csv: is not CSV"),
        (_bytes("states.csv", b"id,name,alpha2,numeric\nAAA,\xe9,AA,1\n"), "states.csv: is not UTF-8"),
        (_text("states.csv", "id,name,alpha2,numeric\n"), "there is no 'AAA' in states"),
        (_text("states.csv", "id,name,alpha2,numeric\nAAA,A,AA,-1\nBBB,B,BB,²\n"), "'-1' is not a whole number"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_package_is_said(tiny: Path, spoil: Callable[[Path], None], message: str) -> None:
    spoil(tiny)
    assert any(message in problem for problem in problems(tiny))


def test_a_table_with_a_column_that_no_object_has(tmp_path: Path) -> None:
    write_package(tmp_path, {"states": [{**TINY["states"][0], "anthem": "la"}]})
    assert any("states has no column 'anthem'" in problem for problem in problems(tmp_path))


def test_no_such_place(tmp_path: Path) -> None:
    assert problems(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}: neither a folder nor a zip file"]
    (tmp_path / "file").write_text("not a zip file", encoding="utf-8")
    assert "neither a folder nor a zip file" in problems(tmp_path / "file")[0]


# A package from elsewhere is not trusted


def test_no_link_is_followed_out_of_the_folder(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "states.csv"
    (tiny / "states.csv").rename(secret)
    (tiny / "states.csv").symlink_to(secret)
    assert problems(tiny) == ["states.csv: is a link out of the folder"]
    (tiny / "states.csv").unlink()
    (tiny / "states.csv").symlink_to(tiny / "nothing")
    assert problems(tiny) == ["states.csv: cannot be read: No such file or directory"]


def test_only_plain_files_are_read(tiny: Path) -> None:
    (tiny / "states.csv").unlink()
    os.mkfifo(tiny / "states.csv")
    assert problems(tiny) == ["states.csv: is not a plain file"]


def test_no_more_is_read_than_the_bound(tiny: Path) -> None:
    with (tiny / "states.csv").open("ab") as file:
        file.truncate(MAX_BYTES + 1)
    assert problems(tiny) == ["states.csv: is larger than 64 MiB"]


def test_a_zip_file_that_unpacks_to_more_than_the_bound(tiny: Path, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in tiny.glob("*.*"):
            if file.name not in ("bomb.zip", "states.csv"):
                archive.write(file, file.name)
        archive.writestr("states.csv", b"0" * (MAX_BYTES + 1))
    assert path.stat().st_size < 1024**2
    assert problems(path) == ["states.csv: is larger than 64 MiB"]


def test_a_damaged_zip_file(tiny: Path, tmp_path: Path) -> None:
    path = tmp_path / "damaged.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in tiny.glob("*.*"):
            if file != path:
                archive.write(file, file.name)
    content = bytearray(path.read_bytes())
    at = content.index(b"Aland")
    content[at : at + 5] = b"Bland"
    path.write_bytes(content)
    assert "cannot be read from the zip file" in problems(path)[0]


def test_many_wrong_references_are_reported_without_a_hint_for_each(tmp_path: Path) -> None:
    states = [{"id": f"S{n:04}", "name": "x", "alpha2": "XX", "numeric": str(n)} for n in range(200)]
    seats = [{"id": f"seat-{n}", "city": "Here", "country": f"S{n:04}x"} for n in range(300)]
    found = problems(write_package(tmp_path, {"states": states, "seats": seats}))
    assert len(found) == 300
    assert 0 < sum("did you mean" in problem for problem in found) <= 100


def test_text_from_data_is_never_run(tmp_path: Path) -> None:
    name = "__import__('os').system('touch ran')<script>alert(1)</script>"
    write_package(tmp_path, {"states": [{"id": "AAA", "name": name, "alpha2": "AA", "numeric": "1"}]})
    record = cica.load(tmp_path)
    assert record.states()[0].name == name
    assert "<script>" not in record.states()._repr_html_()
    assert "<script>" not in record.states()[0]._repr_html_()
    assert not Path("ran").exists()


@tried(100, fixture=True)
@given(st.lists(st.tuples(some_dates, st.none() | some_dates), max_size=5))
def test_any_dates_survive_the_way_through_a_package(tmp_path: Path, dates: list[tuple[Date, Date | None]]) -> None:
    dates = [(start, end) for start, end in dates if end is None or (start < end) is not cica.Answer.NO]
    rows = [
        {"id": f"s{n}", "city": "Here", "country": "AAA", "start": str(start), "end": str(end or "")}
        for n, (start, end) in enumerate(dates)
    ]
    record = cica.load(write_package(tmp_path, {**TINY, "seats": rows} if rows else TINY))
    assert [(seat.start, seat.end) for seat in record.seats()] == dates


@tried(50, fixture=True)
@given(st.binary(max_size=200))
def test_any_bytes_for_a_table_give_a_record_or_a_list_of_problems(tiny: Path, content: bytes) -> None:
    (tiny / "states.csv").write_bytes(content)
    try:
        cica.load(tiny)
    except cica.PackageError as error:
        assert error.problems


@pytest.mark.parametrize(
    ("column", "value"), [("state", "TUR"), ("language", "en"), ("kind", "former"), ("name", "Turkey"), ("state", "none")]
)
def test_rows_of_a_large_table_are_found_without_the_rest(column: str, value: str) -> None:
    part, whole = Rows(Bundled()), Rows(Bundled())
    every = {key: row for key, row in whole.of("state_names").items() if row[1].get(column) == value}
    assert part.having("state_names", column, value) == list(every)
    assert "state_names" not in part._tables
    for key, row in every.items():
        assert part.row("state_names", key) == row
    with pytest.raises(KeyError):
        part.row("state_names", "TUR/en/Nowhere")


def test_rows_are_found_whole_where_cells_have_several_lines(tmp_path: Path) -> None:
    description = {
        "as_of": "2020-01-01",
        "resources": [
            {
                "name": "state_names",
                "path": "state_names.csv",
                "schema": {"fields": [{"name": n} for n in ("state", "name", "language")]},
            }
        ],
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(description), encoding="utf-8")
    (tmp_path / "state_names.csv").write_text('state,name,language\nTUR,"Tur\nTUR,key",en\nTUR,Turkey,en\n', encoding="utf-8")
    assert Rows(Folder(tmp_path)).having("state_names", "state", "TUR") == ["TUR/en/Tur\nTUR,key", "TUR/en/Turkey"]


def test_the_path_of_the_description_is_that_of_the_package(tmp_path: Path) -> None:
    write_package(tmp_path, TINY)
    assert cica.load(tmp_path / "datapackage.json") == cica.load(tmp_path)
    (tmp_path / "other.json").write_text("{}")
    for wrong in (tmp_path / "other.json", "", 5):
        with pytest.raises(cica.PackageError):
            cica.load(wrong)  # type: ignore[arg-type]
