"""What folders and several sources hold together."""

from pathlib import Path

import pytest

from tests.trainer.tables import write_picture, write_table
from trainer.dataset import DatasetError, Label, find_all_examples, find_examples, patient_of
from viewer.errors import NothingToReadError

HEADER = "file,label,patient"
ROWS = ("a.png,NORMAL,1", "b.png,PNEUMONIA,2")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("person12_bacteria_3", "person12_virus_4", True),
        ("IM-0115-0001", "IM-0115-0002", True),
        ("IM-0115-0001", "NORMAL2-IM-0115-0001", False),
        ("person1_bacteria_2", "person12_bacteria_2", False),
        ("scan a", "scan b", False),
    ],
)
def test_patient_is_told_from_the_file_name(one: str, other: str, same: bool) -> None:
    keys = {patient_of(stem, Label.PNEUMONIA, "train") for stem in (one, other)}
    assert (len(keys) == 1) is same


def test_same_number_in_train_and_test_is_another_patient() -> None:
    stem = "person1_bacteria_1"
    assert patient_of(stem, Label.PNEUMONIA, "train") != patient_of(stem, Label.PNEUMONIA, "test")


def test_folder_of_classes_alone_is_read(tmp_path: Path) -> None:
    write_picture(tmp_path / "kids" / "NORMAL" / "IM-0001-0001.png")
    write_picture(tmp_path / "kids" / "PNEUMONIA" / "person3_virus_1.png")
    normal, pneumonia = find_examples(tmp_path / "kids")
    assert (normal.folder, normal.source, normal.name) == ("", "kids", "NORMAL/IM-0001-0001.png")
    assert (pneumonia.label, pneumonia.kind) == (Label.PNEUMONIA, "virus")


def test_folder_without_a_class_is_refused(tmp_path: Path, labelled_folder: Path) -> None:
    (tmp_path / "NORMAL").mkdir()
    with pytest.raises(NothingToReadError, match="NORMAL"):
        find_examples(tmp_path)
    assert len(find_examples(labelled_folder)) == 48


def test_a_single_source_is_found_the_same_alone_and_in_a_list(labelled_folder: Path) -> None:
    assert find_all_examples([labelled_folder]) == find_examples(labelled_folder)


def test_same_patient_number_in_two_sources_is_two_patients(tmp_path: Path) -> None:
    north = write_table(tmp_path / "north" / "north.csv", HEADER, ROWS)
    south = write_table(tmp_path / "south" / "south.csv", HEADER, ROWS)
    examples = find_all_examples([north, south])
    assert {e.source for e in examples} == {"north", "south"}
    assert len({e.patient for e in examples}) == 4


def test_same_patient_number_in_two_sources_of_one_table_is_two_patients(tmp_path: Path) -> None:
    rows = ["a.png,NORMAL,1,north", "b.png,PNEUMONIA,1,south", "c.png,NORMAL,1,south"]
    examples = find_examples(write_table(tmp_path / "t.csv", f"{HEADER},source", rows))
    patients = [e.patient for e in examples]
    assert patients[0] != patients[1] == patients[2]


def test_two_tables_of_one_source_may_lie_in_one_folder(tmp_path: Path) -> None:
    write_table(tmp_path / "train.csv", f"{HEADER},source", ["a.png,0,1,north", "b.png,1,2,north"])
    write_table(tmp_path / "later.csv", f"{HEADER},source", ["c.png,1,2,north"])
    examples = find_all_examples([tmp_path / "train.csv", tmp_path / "later.csv"])
    assert [e.patient for e in examples] == ["1", "2", "2"]


def test_one_class_may_come_from_another_source(tmp_path: Path) -> None:
    north = write_table(tmp_path / "north.csv", HEADER, ["a.png,NORMAL,1"])
    south = write_table(tmp_path / "south.csv", HEADER, ["b.png,PNEUMONIA,1"])
    assert len(find_all_examples([north, south])) == 2


def test_two_sources_of_one_name_are_refused(tmp_path: Path) -> None:
    one = write_table(tmp_path / "one" / "labels.csv", HEADER, ROWS)
    other = write_table(tmp_path / "other" / "labels.csv", HEADER, ROWS)
    with pytest.raises(DatasetError, match="named labels"):
        find_all_examples([one, other])


def test_source_given_twice_is_refused(labelled_folder: Path) -> None:
    with pytest.raises(DatasetError, match="48 files are found in two sources"):
        find_all_examples([labelled_folder, labelled_folder / ".." / labelled_folder.name])


def test_table_of_a_folder_that_is_given_too_is_refused(
    labelled_folder: Path, tmp_path: Path
) -> None:
    first = find_examples(labelled_folder)[0].path
    table = tmp_path / "more.csv"
    table.write_text(f"{HEADER}\n{first},NORMAL,1\n")
    with pytest.raises(DatasetError, match="found in two sources"):
        find_all_examples([labelled_folder, table])
