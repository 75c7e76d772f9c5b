"""A copy under another patient's name doesn't make two patients of one."""

import shutil
from pathlib import Path

import pytest

from tests.data import KERMANY, needs_kermany
from tests.trainer.tables import write_table
from trainer.copies import find_copies, join_copies
from trainer.dataset import find_examples
from trainer.example import DatasetError, Example
from trainer.splits import split_by_folders


@pytest.fixture
def examples(tmp_path: Path) -> list[Example]:
    rows = [f"{p}.png,{p % 2},{p}" for p in range(8)]
    return find_examples(write_table(tmp_path / "t.csv", "file,label,patient", rows))


def copy(one: Example, to: Example) -> None:
    shutil.copyfile(one.path, to.path)


def test_different_files_are_left_as_they_are(examples: list[Example]) -> None:
    assert find_copies(examples) == []
    assert join_copies(examples) == examples


def test_patients_who_share_a_file_become_one(examples: list[Example]) -> None:
    copy(examples[1], to=examples[3])
    patients = [example.patient for example in join_copies(examples)]
    assert patients == ["0", "1", "2", "1", "4", "5", "6", "7"]


def test_patients_are_joined_along_a_chain_of_copies(tmp_path: Path) -> None:
    rows = ["a.png,0,3", "b.png,0,2", "c.png,0,2", "d.png,1,1", "e.png,1,4"]
    examples = find_examples(write_table(tmp_path / "t.csv", "file,label,patient", rows))
    copy(examples[0], to=examples[1])  # 3 is 2
    copy(examples[2], to=examples[3])  # 2 is 1
    assert [e.patient for e in join_copies(examples)] == ["1", "1", "1", "1", "4"]


def test_missing_file_is_no_copy(examples: list[Example]) -> None:
    examples[0].path.unlink()
    assert join_copies(examples) == examples


def test_copy_in_the_test_folder_is_refused_like_a_patient_there(
    labelled_folder: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(labelled_folder, tmp_path / "data")
    examples = find_examples(data)
    split_by_folders(join_copies(examples), 0.25, seed=1)
    assert (examples[0].folder, examples[-1].folder) == ("train", "test")
    copy(examples[0], to=examples[-1])
    with pytest.raises(DatasetError, match="1 patient stands in two parts"):
        split_by_folders(join_copies(examples), 0.25, seed=1)


@needs_kermany
def test_copies_of_kermany_are_all_within_patients() -> None:
    examples = [e for e in find_examples(KERMANY) if e.folder == "train"]
    assert len(find_copies(examples)) == 24
    assert join_copies(examples) == examples
