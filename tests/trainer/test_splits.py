"""No patient stands on two sides of a split."""

from pathlib import Path

import pytest

from tests.data import KERMANY, needs_kermany
from trainer.dataset import Example, Label, find_examples, patient_of
from trainer.splits import split_by_folders, split_by_patient
from viewer.errors import NothingToReadError

SHARES = (0.7, 0.2, 0.1)


def example(label: Label, patient: int, picture: int) -> Example:
    return Example(
        Path(f"/d/{label}-{patient}-{picture}.jpeg"), label, f"{label}/{patient}", "", ""
    )


def many_examples() -> list[Example]:
    return [example(label, p, i) for label in Label for p in range(100) for i in range(1 + p % 5)]


def test_no_patient_stands_on_two_sides() -> None:
    split = split_by_patient(many_examples(), SHARES, seed=3)
    sides = [{e.patient for e in part} for part in (split.train, split.validation, split.test)]
    assert not sides[0] & sides[1]
    assert not sides[0] & sides[2]
    assert not sides[1] & sides[2]


def test_shares_hold_within_each_class() -> None:
    examples = many_examples()
    split = split_by_patient(examples, SHARES, seed=3)
    for label in Label:
        total = sum(e.label is label for e in examples)
        for part, share in zip((split.train, split.validation, split.test), SHARES, strict=True):
            assert sum(e.label is label for e in part) == pytest.approx(share * total, abs=6)


def test_nothing_is_lost_or_doubled() -> None:
    split = split_by_patient(many_examples(), SHARES, seed=3)
    paths = [e.path for e in (*split.train, *split.validation, *split.test)]
    assert sorted(paths) == sorted(e.path for e in many_examples())


def test_seed_decides_the_split() -> None:
    examples = many_examples()
    assert split_by_patient(examples, SHARES, 1) == split_by_patient(examples[::-1], SHARES, 1)
    assert split_by_patient(examples, SHARES, 1) != split_by_patient(examples, SHARES, 2)


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


def test_folder_without_a_class_is_refused(tmp_path: Path, labelled_folder: Path) -> None:
    (tmp_path / "NORMAL").mkdir()
    with pytest.raises(NothingToReadError, match="NORMAL"):
        find_examples(tmp_path)
    assert len(find_examples(labelled_folder)) == 48


def test_manifest_names_every_radiograph_once(labelled_folder: Path) -> None:
    split = split_by_folders(find_examples(labelled_folder), 0.25, seed=1)
    lines = split.manifest(labelled_folder).splitlines()
    assert len(lines) == len({line.split("\t")[-1] for line in lines}) == 48
    assert sum(line.startswith("test\t") for line in lines) == 8


def test_manifest_does_not_depend_on_how_the_folder_is_named(
    labelled_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(labelled_folder / "train")
    around = Path("../train/..")
    here, there = (
        split_by_folders(find_examples(data), 0.25, seed=1).manifest(data)
        for data in (labelled_folder, around)
    )
    assert here == there


@needs_kermany
def test_kermany_test_folder_is_kept_and_train_is_split_by_patient() -> None:
    split = split_by_folders(find_examples(KERMANY), 0.1, seed=1)
    assert len(split.test) == 624
    assert len(split.train) + len(split.validation) == 5216
    assert not {e.patient for e in split.train} & {e.patient for e in split.validation}
