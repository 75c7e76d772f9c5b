"""A CSV table is read as it is written, and refused by the line."""

from pathlib import Path

import pytest

from tests.trainer.tables import write_table
from trainer.dataset import Label, find_examples
from viewer.errors import (
    FileUnavailableError,
    HilumError,
    NothingToReadError,
    UnsupportedFormatError,
)

HEADER = "file,label,patient"
ROWS = ("a.png,NORMAL,1", "b.png,PNEUMONIA,2")


def refusal(data: Path) -> str:
    with pytest.raises(HilumError) as refused:
        find_examples(data)
    assert refused.value.hint
    return refused.value.sentence


def test_every_column_arrives_in_the_example(tmp_path: Path) -> None:
    table = write_table(
        tmp_path / "study.csv",
        "file,age,label,patient,source,view,kind,part,scanner",
        [
            "images/a.png,71,NORMAL,7,north,pa,,Train,X",
            "images/b.png,44,pneumonia,8,north,AP,Virus,validation,Y",
        ],
    )
    normal, pneumonia = find_examples(table)
    assert (normal.label, normal.patient, normal.folder) == (Label.NORMAL, "7", "train")
    assert (normal.source, normal.view, normal.kind) == ("north", "PA", "")
    assert (pneumonia.label, pneumonia.folder) == (Label.PNEUMONIA, "val")
    assert (pneumonia.view, pneumonia.kind) == ("AP", "virus")


def test_files_are_sought_beside_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_table(tmp_path / "data" / "study.csv", HEADER, ["images/a.png,0,1", "images/b.png,1,2"])
    monkeypatch.chdir(tmp_path)
    examples = find_examples(Path("data/study.csv"))
    assert [e.path for e in examples] == [tmp_path / f"data/images/{n}.png" for n in "ab"]
    assert [e.name for e in examples] == ["images/a.png", "images/b.png"]


def test_source_is_by_default_the_name_of_the_table(tmp_path: Path) -> None:
    examples = find_examples(write_table(tmp_path / "north.csv", HEADER, ROWS))
    assert {e.source for e in examples} == {"north"}


@pytest.mark.parametrize("label", ["NORMAL", "normal", "0"])
def test_labels_are_read_in_any_case_and_as_numbers(tmp_path: Path, label: str) -> None:
    table = write_table(tmp_path / "t.csv", HEADER, [f"a.png,{label},1", "b.png,1,2"])
    assert [e.label for e in find_examples(table)] == [Label.NORMAL, Label.PNEUMONIA]


def test_byte_order_mark_of_a_spreadsheet_is_no_part_of_the_header(tmp_path: Path) -> None:
    table = write_table(tmp_path / "t.csv", HEADER, ROWS)
    table.write_text(table.read_text(), encoding="utf-8-sig")
    assert len(find_examples(table)) == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("c.png,TUBERCULOSIS,3", "line 3: the label TUBERCULOSIS"),
        ("c.png,NORMAL,", "line 3: the patient is missing"),
        ("c.png,NORMAL,3,holdout", "line 3: the part holdout"),
        ("c.png", "line 3: the label (empty)"),
        ("a.png,NORMAL,1", "line 3: a.png stands in line 2 too"),
        ("./a.png,NORMAL,1", "line 3: ./a.png stands in line 2 too"),
    ],
)
def test_row_that_cannot_be_used_is_told_by_its_line(tmp_path: Path, row: str, reason: str) -> None:
    table = write_table(tmp_path / "t.csv", f"{HEADER},part", [ROWS[0], row, ROWS[1]])
    told = refusal(table)
    assert "1 of the 3 rows" in told
    assert reason in told


def test_columns_of_one_name_and_cells_beyond_the_header_do_no_harm(tmp_path: Path) -> None:
    rows = ["a.png,x,y,NORMAL,1", "b.png,x,y,PNEUMONIA,2,beyond"]
    examples = find_examples(write_table(tmp_path / "t.csv", "file,note,note,label,patient", rows))
    assert [(e.label, e.patient) for e in examples] == [(Label.NORMAL, "1"), (Label.PNEUMONIA, "2")]


def test_file_name_that_no_disk_takes_is_told_by_its_line(tmp_path: Path) -> None:
    table = write_table(tmp_path / "t.csv", HEADER, ROWS)
    table.write_text(f"{HEADER}\n{'a' * 5000}.png,NORMAL,1\n")
    assert "line 2: " in refusal(table)


def test_missing_file_is_told_by_its_line(tmp_path: Path) -> None:
    table = write_table(tmp_path / "t.csv", HEADER, ROWS)
    (tmp_path / "b.png").unlink()
    assert "line 3: there is no file b.png" in refusal(table)


def test_of_many_bad_rows_the_first_are_told_and_all_are_counted(tmp_path: Path) -> None:
    bad = [f"{n}.png,unknown,{n}" for n in range(9)]
    told = refusal(write_table(tmp_path / "t.csv", HEADER, [*ROWS, *bad]))
    assert "9 of the 11 rows" in told
    assert "line 4" in told
    assert "line 12" not in told


def test_missing_columns_are_named(tmp_path: Path) -> None:
    table = write_table(tmp_path / "t.csv", "file,diagnosis", ["a.png,NORMAL"])
    with pytest.raises(UnsupportedFormatError, match="lacks the columns label, patient"):
        find_examples(table)


def test_table_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError, match="no rows"):
        find_examples(write_table(tmp_path / "t.csv", HEADER, []))


def test_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").touch()
    with pytest.raises(FileUnavailableError, match="empty"):
        find_examples(tmp_path / "t.csv")


@pytest.mark.parametrize(
    "content",
    [
        "file,label,patient\né.png,NORMAL,1\n".encode("latin-1"),
        b"\xff\xd8\xff\xe0 a JPEG",
        b'file,label,patient\n"a.png,NORMAL,1\n',
        b"file;label;patient\na.png;NORMAL;1\n",
        b"just some text\n",
    ],
    ids=["latin-1", "a picture", "an open quote", "semicolons", "prose"],
)
def test_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(UnsupportedFormatError, match=r"t\.csv"):
        find_examples(tmp_path / "t.csv")


def test_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert str(tmp_path / "nothing") in refusal(tmp_path / "nothing")


def test_table_of_one_class_is_refused(tmp_path: Path) -> None:
    assert "PNEUMONIA" in refusal(write_table(tmp_path / "t.csv", HEADER, ROWS[:1]))
