"""No patient stands on two sides of a split."""

import shutil
from pathlib import Path

import pytest

from tests.data import KERMANY, needs_kermany
from tests.trainer.tables import write_table
from trainer.dataset import DatasetError, Example, Label, find_all_examples, find_examples
from trainer.parts import Part, choose_part
from trainer.splits import Split, split_by_folders, split_by_patient
from viewer.errors import NothingToReadError

SHARES = (0.7, 0.2, 0.1)


def example(label: Label, patient: int, picture: int) -> Example:
    return Example(
        Path(f"/d/{label}-{patient}-{picture}.jpeg"), label, f"{label}/{patient}", "", ""
    )


def in_folder(folder: str, label: Label, patient: str, source: str = "") -> Example:
    name = f"{folder}/{label}-{patient}.jpeg"
    path = Path("/d", source, name)
    return Example(path, label, f"{source}/{patient}", folder, "", source, name=name)


def many_in_folder(folder: str, patients: range, source: str = "") -> list[Example]:
    return [in_folder(folder, label, f"{label}-{p}", source) for label in Label for p in patients]


def sides(split: Split) -> list[set[str]]:
    return [{e.patient for e in part} for part in (split.train, split.validation, split.test)]


def many_examples() -> list[Example]:
    return [example(label, p, i) for label in Label for p in range(100) for i in range(1 + p % 5)]


def test_no_patient_stands_on_two_sides() -> None:
    split = split_by_patient(many_examples(), SHARES, seed=3)
    train, validation, test = sides(split)
    assert not train & validation
    assert not train & test
    assert not validation & test


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


def test_manifest_names_every_radiograph_once(labelled_folder: Path) -> None:
    split = split_by_folders(find_examples(labelled_folder), 0.25, seed=1)
    lines = split.manifest().splitlines()
    assert len(lines) == len({line.split("\t")[-1] for line in lines}) == 48
    assert sum(line.startswith("test\t") for line in lines) == 8


def test_manifest_does_not_depend_on_how_the_folder_is_named(
    labelled_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(labelled_folder / "train")
    around = Path("../train/..")
    here, there = (
        split_by_folders(find_examples(data), 0.25, seed=1).manifest()
        for data in (labelled_folder, around)
    )
    assert here == there


def test_patient_with_both_labels_stands_on_one_side() -> None:
    examples = [
        Example(Path(f"/d/{label}-{p}.jpeg"), label, str(p), "", "")
        for label in Label
        for p in range(50)
    ]
    train, validation, test = sides(split_by_patient(examples, SHARES, seed=1))
    assert len(train) + len(validation) + len(test) == 50


def test_shares_hold_within_each_source() -> None:
    examples = many_in_folder("", range(40), "north") + many_in_folder("", range(200), "south")
    split = split_by_patient(examples, SHARES, seed=3)
    for source, total in (("north", 80), ("south", 400)):
        for part, share in zip((split.train, split.validation, split.test), SHARES, strict=True):
            assert sum(e.source == source for e in part) == pytest.approx(share * total, abs=1)


def test_another_source_leaves_the_split_of_the_first_as_it_is() -> None:
    north, south = many_in_folder("", range(40), "north"), many_in_folder("", range(90), "south")
    alone = split_by_patient(north, SHARES, seed=3)
    beside = split_by_patient(north + south, SHARES, seed=3)
    assert alone.train == tuple(e for e in beside.train if e.source == "north")


def test_each_source_keeps_the_folders_that_it_has() -> None:
    examples = [
        *many_in_folder("train", range(20), "north"),
        *many_in_folder("val", range(20, 30), "north"),
        *many_in_folder("test", range(30, 40), "north"),
        *many_in_folder("", range(20), "south"),
    ]
    split = split_by_folders(examples, 0.25, seed=1)
    of_south = [sum(e.source == "south" for e in part) for part in (split.train, split.validation)]
    assert of_south == [30, 10]
    assert {e.folder for e in split.validation if e.source == "north"} == {"val"}
    assert {(e.source, e.folder) for e in split.test} == {("north", "test")}


def test_patient_in_two_folders_is_refused_by_name() -> None:
    examples = [
        *many_in_folder("train", range(10)),
        *many_in_folder("test", range(10, 20)),
        in_folder("train", Label.NORMAL, "Miller"),
        in_folder("test", Label.PNEUMONIA, "Miller"),
    ]
    with pytest.raises(DatasetError, match=r"1 patient stands in two parts of the data: /Miller\."):
        split_by_folders(examples, 0.25, seed=1)


def test_validation_without_a_class_is_refused() -> None:
    examples = [
        *many_in_folder("train", range(10)),
        in_folder("val", Label.NORMAL, "Miller"),
    ]
    with pytest.raises(NothingToReadError, match="validation part of the split lacks a class"):
        split_by_folders(examples, 0.25, seed=1)


def two_sources(root: Path, labelled_folder: Path) -> list[Path]:
    kids = root / "kids"
    shutil.copytree(labelled_folder, kids)
    rows = [f"images/{p}.png,{p % 2},{p}" for p in range(20)]
    return [kids, write_table(root / "adults" / "adults.csv", "file,label,patient", rows)]


def test_manifest_of_several_sources_is_the_same_wherever_they_lie(
    tmp_path: Path, labelled_folder: Path
) -> None:
    here, there = (
        split_by_folders(
            find_all_examples(two_sources(tmp_path / place, labelled_folder)), 0.25, seed=1
        ).manifest()
        for place in ("here", "there")
    )
    assert here == there
    assert "\tadults/images/0.png\n" in here
    assert str(tmp_path) not in here


def test_test_part_of_several_sources_is_known_in_each_of_them_alone(
    tmp_path: Path, labelled_folder: Path
) -> None:
    sources = two_sources(tmp_path, labelled_folder)
    split = split_by_patient(find_all_examples(sources), SHARES, seed=1)
    for source in sources:
        chosen = choose_part(find_examples(source), Part.TEST, split.manifest())
        assert chosen.of_run
        assert {e.path for e in chosen.examples} == {
            e.path for e in split.test if e.source == source.stem
        }


@needs_kermany
def test_kermany_test_folder_is_kept_and_train_is_split_by_patient() -> None:
    split = split_by_folders(find_examples(KERMANY), 0.1, seed=1)
    assert len(split.test) == 624
    assert len(split.train) + len(split.validation) == 5216
    assert not {e.patient for e in split.train} & {e.patient for e in split.validation}
    # The hash that models trained before there were tables and sources carry.
    assert split.manifest_sha256() == (
        "48ac3056ed8c18d057218998dce87922f01a2e4bf2e5e50c64a5d81cd1756a70"
    )
