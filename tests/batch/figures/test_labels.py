"""Which label a file gets, from the folder that it lies in or from a table."""

from pathlib import Path

import numpy as np
import pytest

from viewer.batch.figures.label_table import read_labels
from viewer.batch.figures.labels import UNLABELLED, FolderLabels, Label
from viewer.errors import LabelsError


@pytest.mark.parametrize(
    ("given", "file", "label"),
    [
        (["set"], "set/train/NORMAL/a.jpeg", Label.NORMAL),
        (["set"], "set/train/PNEUMONIA/a.jpeg", Label.PNEUMONIA),
        (["set"], "set/Pneumonia/a.jpeg", Label.PNEUMONIA),
        (["set"], "set/normal/2024/a.jpeg", Label.NORMAL),
        (["set"], "set/pneumonia/normal/a.jpeg", Label.NORMAL),
        (["set"], "set/archive.zip/NORMAL/a.jpeg", Label.NORMAL),
        (["set"], "set/a.jpeg", None),
        (["set"], "set/abnormal/a.jpeg", None),
        (["set"], "set/normal.jpeg", None),
        (["pneumonia"], "pneumonia/a.jpeg", None),
        (["pneumonia/2024"], "pneumonia/2024/a.jpeg", None),
        (["normal"], "normal/PNEUMONIA/a.jpeg", Label.PNEUMONIA),
        (["set/NORMAL", "set/PNEUMONIA"], "set/NORMAL/a.jpeg", Label.NORMAL),
        (["set/NORMAL", "set/PNEUMONIA"], "set/PNEUMONIA/sub/a.jpeg", Label.PNEUMONIA),
        (["pneumonia", "covid"], "pneumonia/a.jpeg", None),
        (["NORMAL/a.jpeg", "PNEUMONIA/b.jpeg"], "PNEUMONIA/b.jpeg", Label.PNEUMONIA),
        (["NORMAL/a.jpeg"], "NORMAL/a.jpeg", None),
    ],
)
def test_the_nearest_folder_below_what_was_given_names_the_label(
    tmp_path: Path, given: list[str], file: str, label: Label | None
) -> None:
    labels = FolderLabels([tmp_path / name for name in given])
    assert labels.label_of(tmp_path / file) == label


def test_what_was_given_relatively_labels_the_absolute_files_of_the_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    labels = FolderLabels([Path()])
    assert labels.label_of(tmp_path / "NORMAL" / "a.jpeg") == Label.NORMAL


def test_each_file_of_a_batch_gets_its_own_label(tmp_path: Path) -> None:
    files = [tmp_path / name / "a.jpeg" for name in ("NORMAL", "other", "PNEUMONIA", "NORMAL")]
    labels = FolderLabels([tmp_path]).labels_of([str(file) for file in files])
    np.testing.assert_array_equal(labels, [0, UNLABELLED, 1, 0])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "labels.csv"


@pytest.mark.parametrize(
    "text",
    [
        "file,label\nsub/a.jpg,normal\nb.jpg,pneumonia\n",
        "file;label\nsub/a.jpg;NORMAL\nb.jpg;Pneumonia\n",
        "\ufefffile\tlabel\r\nsub/a.jpg\t0\r\nb.jpg\t1\r\n",
        '"Label","site","File"\n0,"north, east",sub/a.jpg\n\n1,,"b.jpg"\n,,c.jpg\n',
        '"from, to",file,label\n"x, y",sub/a.jpg,0\n,b.jpg,1\n',
        "file,label\nsub\\a.jpg,normal\nb.jpg,pneumonia\nb.jpg,pneumonia\n",
    ],
)
def test_a_table_labels_files_beside_it(table: Path, text: str) -> None:
    table.write_text(text, encoding="utf-8", newline="")
    labels = read_labels(table)
    files = [table.parent / name for name in ("sub/a.jpg", "b.jpg", "c.jpg")]
    assert [labels.label_of(file) for file in files] == [Label.NORMAL, Label.PNEUMONIA, None]


def test_a_table_may_name_files_absolutely(table: Path) -> None:
    table.write_text("file,label\n/elsewhere/a.jpg,normal\n")
    labels = read_labels(table)
    assert labels.label_of(Path("/elsewhere/a.jpg")) == Label.NORMAL
    assert labels.label_of(table.with_name("a.jpg")) is None


def test_a_bare_name_labels_the_only_file_of_that_name_wherever_it_lies(table: Path) -> None:
    table.write_text("file,label\na.jpg,normal\nb.jpg,pneumonia\n")
    files = ["/x/1/a.jpg", "/x/1/b.jpg", "/x/2/b.jpg", "/x/2/c.jpg"]
    np.testing.assert_array_equal(
        read_labels(table).labels_of(files), [0, UNLABELLED, UNLABELLED, UNLABELLED]
    )


def test_a_table_is_known_by_its_name_and_folders_by_none(table: Path) -> None:
    table.write_text("file,label\na.jpg,normal\n")
    assert read_labels(table).source == "labels.csv"
    assert FolderLabels([table.parent]).source == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no columns called file and label"),
        (b"x" * 200_000, "no columns called file and label"),
        (b"name,label\na.jpg,normal\n", "no columns called file and label"),
        (b"file,label\na.jpg,normal\nb.jpg,maybe\n", "Line 3 of labels.csv: the label is neither"),
        (b"file,label\n,normal\n", "Line 2 of labels.csv: the file is missing"),
        (b"file,label\na.jpg,0\n\nb.jpg,0\n./a.jpg,1\n", "Line 5 of labels.csv: an earlier line"),
        (b'file,label\n"a.jpg"x,0\n', "Line 2 of labels.csv: its quotes or cells are broken"),
        (b'file,label\n"a.jpg,0\nb.jpg,0\n', "its quotes or cells are broken"),
        (b"file,label\na.jpg,\n", "labels no file"),
        (b"file,label\na\xe9.jpg,0\n", "no text in UTF-8"),
        ("file,label\na.jpg,0\n".encode("utf-16"), "no text in UTF-8"),
        (bytes(range(256)) * 4, "no text in UTF-8"),
    ],
)
def test_a_table_that_cannot_be_understood_says_what_is_wrong(
    table: Path, content: bytes, said: str
) -> None:
    table.write_bytes(content)
    with pytest.raises(LabelsError) as raised:
        read_labels(table)
    assert said in raised.value.sentence
    assert raised.value.hint


def test_a_table_that_is_not_there_says_so(table: Path) -> None:
    with pytest.raises(LabelsError, match="can't be read: No such file"):
        read_labels(table)


def test_a_table_larger_than_any_is_not_read(table: Path) -> None:
    with table.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(LabelsError, match="too large"):
        read_labels(table)
