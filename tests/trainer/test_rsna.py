"""RSNA's labels are evaluated with, never trained on."""

from collections import Counter
from pathlib import Path

import pytest

from tests.data import KERMANY
from tests.trainer.tables import write_table
from trainer.dataset import (
    DatasetError,
    Label,
    find_all_examples,
    find_evaluation_examples,
    find_examples,
)

NIH_TABLE = KERMANY.with_name("nih-chestxray14-sample") / "labels.csv"
HEADER = "file,nih_labels,patient,age,sex,view,rsna_class"
ROWS = (
    "a.png,No Finding,1,60,M,PA,Normal",
    "b.png,Pneumonia,2,60,M,AP,Lung Opacity",
    "c.png,Pneumonia,3,60,M,AP,No Lung Opacity / Not Normal",
    "d.png,Pneumonia,4,60,M,AP,",
)


@pytest.fixture
def rsna_table(tmp_path: Path) -> Path:
    return write_table(tmp_path / "labels.csv", HEADER, ROWS)


def test_only_normal_and_lung_opacity_are_read(rsna_table: Path) -> None:
    examples = find_evaluation_examples(rsna_table)
    assert [(e.path.name, e.label, e.view) for e in examples] == [
        ("a.png", Label.NORMAL, "PA"),
        ("b.png", Label.PNEUMONIA, "AP"),
    ]
    assert {e.source for e in examples} == {"nih-chestxray14"}


def test_training_on_them_is_refused(rsna_table: Path, labelled_folder: Path) -> None:
    with pytest.raises(DatasetError, match="evaluation only"):
        find_examples(rsna_table)
    with pytest.raises(DatasetError, match="evaluation only"):
        find_all_examples([labelled_folder, rsna_table])


def test_other_data_are_found_for_evaluation_just_as_for_training(labelled_folder: Path) -> None:
    assert find_evaluation_examples(labelled_folder) == find_examples(labelled_folder)


def test_halves_share_no_patient_and_are_alike(tmp_path: Path) -> None:
    rows = [
        f"{p}-{i}.png,,{p},60,M,{'PA' if p % 3 else 'AP'},{'Lung Opacity' if p % 2 else 'Normal'}"
        for p in range(60)
        for i in range(1 + p % 4)
    ]
    examples = find_evaluation_examples(write_table(tmp_path / "labels.csv", HEADER, rows))
    choose, final = ([e for e in examples if e.folder == half] for half in ("choose", "final"))
    assert len(choose) + len(final) == len(rows)
    assert not {e.patient for e in choose} & {e.patient for e in final}
    kinds = [Counter((e.label, e.view) for e in half) for half in (choose, final)]
    for kind in kinds[0] | kinds[1]:
        assert kinds[0][kind] == pytest.approx(kinds[1][kind], abs=3)


def test_halves_do_not_depend_on_the_order_of_the_rows(tmp_path: Path) -> None:
    rows = [f"{p}.png,,{p},60,M,PA,{'Lung Opacity' if p % 2 else 'Normal'}" for p in range(20)]
    table = write_table(tmp_path / "labels.csv", HEADER, rows)
    halves = find_evaluation_examples(table)
    write_table(table, HEADER, rows[::-1])
    assert find_evaluation_examples(table) == halves


@pytest.mark.skipif(
    not NIH_TABLE.is_file(), reason="the NIH sample is not there; set HILUM_DATA to its parent"
)
def test_nih_sample_has_as_many_as_its_description_says() -> None:
    examples = find_evaluation_examples(NIH_TABLE)
    assert Counter(e.label for e in examples) == {Label.NORMAL: 130, Label.PNEUMONIA: 118}
    for half in ("choose", "final"):
        labels = Counter(e.label for e in examples if e.folder == half)
        assert labels == {Label.NORMAL: 65, Label.PNEUMONIA: 59}
