"""`hilum classify` from call to table."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.files import chest_jpeg, write_bad_files, write_jpegs
from tests.cli.calls import Call
from tests.cli.tables import cells_of
from tests.data import CHEST_DICOM, EXTREMITY_DICOM
from tests.imaging.archives import write_zip
from tests.imaging.indices import write_index
from viewer.batch import COLUMNS, Worklist
from viewer.imaging import (
    open_radiograph,
)
from viewer.reading import Provider, Reader

ROOT = Path(__file__).parents[2]
RESEARCH_ONLY = "Research use only, not a medical device."


def test_classify_shows_the_verdict_the_provider_and_what_it_is_not(
    hilum: Call, model: Path
) -> None:
    answer = hilum("classify", CHEST_DICOM, EXTREMITY_DICOM, "--model", model, "--provider", "cpu")
    assert answer.status == 0
    assert "RG1_UNCR.dcm" in answer.out
    assert "0.889" in answer.out
    assert "pneumonia" in answer.out
    assert "the body part is EXTREMITY" in answer.out
    assert "Stand-in 0.0.1 on CPUExecutionProvider" in answer.out
    assert answer.out.count(RESEARCH_ONLY) == 1
    assert answer.err == ""


def test_classify_writes_the_csv_and_the_worklist_beside_it(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    files = write_jpegs(tmp_path / "jpeg", 2)
    table = tmp_path / "out.csv"
    for _ in range(2):  # the second run starts anew
        assert hilum("classify", tmp_path / "jpeg", "--csv", table, "--model", model).status == 0
    assert [cells["file"] for cells in cells_of(table)] == [str(file) for file in files]
    assert tuple(cells_of(table)[0]) == COLUMNS
    with Worklist.open(tmp_path / "out.csv.worklist") as worklist:
        assert [row.file for row in worklist.rows()] == files


def test_one_file_has_one_probability_whoever_asks(hilum: Call, tmp_path: Path) -> None:
    hilum("classify", CHEST_DICOM, "--csv", tmp_path / "out.csv", "--provider", "cpu")
    (cells,) = cells_of(tmp_path / "out.csv")
    shipped = Reader.open(provider=Provider.CPU)
    assert float(cells["probability"]) == shipped.read(open_radiograph(CHEST_DICOM)).probability
    assert cells["model_sha256"] == shipped.identity.sha256


def test_another_operating_point_has_its_threshold(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    chosen = ("--model", model, "--operating-point", "sensitive", "--csv", tmp_path / "out.csv")
    assert hilum("classify", CHEST_DICOM, *chosen).status == 0
    (cells,) = cells_of(tmp_path / "out.csv")
    assert (cells["operating_point"], cells["threshold"]) == ("sensitive", "0.2")


def test_a_long_worklist_is_summed_up_and_its_failed_files_are_named(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    write_jpegs(tmp_path / "mixed", 45)
    sentences = write_bad_files(tmp_path / "mixed")
    answer = hilum("classify", tmp_path / "mixed", "--model", model)
    assert "44.jpg" not in answer.out
    assert "45" in answer.out
    for name, words in sentences.items():
        assert name in answer.out
        assert words in answer.out


def test_some_failed_files_are_status_one_and_the_others_are_read(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    sentences = write_bad_files(tmp_path / "mixed")
    write_jpegs(tmp_path / "mixed", 1)
    answer = hilum("classify", tmp_path / "mixed", "--model", model, "--csv", tmp_path / "out.csv")
    assert answer.status == 1
    cells = {Path(cells["file"]).name: cells for cells in cells_of(tmp_path / "out.csv")}
    assert cells["000.jpg"]["probability"]
    assert {name for name, row in cells.items() if row["error"]} == set(sentences)


@pytest.mark.parametrize("name", ["empty.dcm", "report.dcm", "text.jpg", "truncated.jpg"])
def test_a_bad_file_alone_is_status_two_with_its_sentence(
    hilum: Call, model: Path, tmp_path: Path, name: str
) -> None:
    words = write_bad_files(tmp_path)
    answer = hilum("classify", tmp_path / name, "--model", model)
    assert answer.status == 2
    assert words[name] in answer.out
    assert "Traceback" not in answer.out + answer.err


def test_a_folder_without_pictures_is_status_two_and_leaves_the_old_results(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "README").write_text("no picture")
    (tmp_path / "out.csv").write_text("old")
    answer = hilum("classify", tmp_path / "folder", "--model", model, "--csv", tmp_path / "out.csv")
    assert answer.status == 2
    assert "No radiograph was found in folder." in answer.err
    assert (tmp_path / "out.csv").read_text() == "old"


@pytest.mark.parametrize(
    ("names", "sentence"),
    [(["gone"], "gone is not there."), (["gone", "lost"], "None of the 2 paths is there.")],
)
def test_where_nothing_is_there_the_call_is_wrong_and_an_older_worklist_stays_as_it_is(
    hilum: Call, model: Path, tmp_path: Path, names: list[str], sentence: str
) -> None:
    call = ("--model", model, "--csv", tmp_path / "out.csv")
    hilum("classify", *write_jpegs(tmp_path / "study", 1), *call)
    for options in ((), ("--resume",)):
        answer = hilum("classify", *(tmp_path / name for name in names), *call, *options)
        assert (answer.status, answer.out) == (2, "")
        assert sentence in answer.err
    assert len(cells_of(tmp_path / "out.csv")) == 1
    with Worklist.open(tmp_path / "out.csv.worklist") as worklist:
        assert worklist.count == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--operating-point", "best"), "It has: balanced, sensitive."),
        (("--model", __file__), "not an ONNX model"),
        (("--model", "missing.onnx"), "does not exist"),
        (("--csv", "missing/out.csv"), "Check that the folder is there"),
        (("--csv", "."), "is a directory"),
        (("--csv", "a" * 300, "--worklist", "kept"), "Check that the folder is there"),
        (("--heatmaps", "a" * 300), "Check that the folder is there"),
        (("--provider", "tpu"), "tpu"),
        (("--jobs", "0"), "--jobs"),
        (("--ray", ""), "not the address of a Ray cluster"),
        (("",), "the name of a file or folder is empty"),
    ],
)
def test_a_wrong_call_is_status_two_with_a_sentence(
    hilum: Call,
    model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = hilum("classify", CHEST_DICOM, "--model", model, *options)
    assert answer.status == 2
    assert words in answer.err
    assert "Traceback" not in answer.err


def test_a_csv_that_can_not_be_written_is_told_and_the_table_is_still_shown(
    hilum: Call, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    answer = hilum("classify", CHEST_DICOM, "--model", model, "--csv", tmp_path / "out.csv")
    assert answer.status == 2
    assert "No space left" in answer.err
    assert "0.889" in answer.out


def test_a_file_name_can_neither_style_nor_steer_the_terminal(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    name = "[red]\x1b[2J" + os.fsdecode(b"\xe9") + ".jpg"
    (tmp_path / name).write_text("no picture")
    answer = hilum("classify", tmp_path / name, "--model", model)
    assert "[red]\\x1b[2J\\udce9.jpg" in answer.out
    assert "\x1b" not in answer.out


def test_what_a_header_holds_does_not_leak_into_warnings(model: Path, tmp_path: Path) -> None:
    content = CHEST_DICOM.read_bytes()
    uid = open_radiograph(CHEST_DICOM).header.study_instance_uid.encode()
    odd = tmp_path / "odd.dcm"
    odd.write_bytes(content.replace(uid, b"JANE DOE".ljust(len(uid), b".")))
    call = [sys.executable, "-m", "viewer", "classify", odd, "--model", model]
    ended = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stderr == ""


def test_classify_reads_archives_folders_and_indices_and_gives_a_row_for_each_file(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    study, table = tmp_path / "study", tmp_path / "out.csv"
    files = {"cd/IM10": chest_jpeg(), "cd/IM2": chest_jpeg(), "cd/bad.jpg": b"no picture"}
    archive = write_zip(tmp_path / "archive.zip", files)
    write_jpegs(study, 2)
    index = write_index(study / "DICOMDIR", ("IMAGE", "000.JPG"), ("IMAGE", "GONE"))
    answer = hilum("classify", archive, index, study, "--model", model, "--csv", table)
    assert answer.status == 1
    rows = cells_of(table)
    assert [row["file"] for row in rows if row["verdict"]] == [
        *(str(archive / "cd" / name) for name in ("IM2", "IM10")),
        *(str(study / name) for name in ("000.jpg", "001.jpg")),
    ]
    failed = {row["file"]: row["error"] for row in rows if row["error"]}
    assert set(failed) == {str(archive / "cd" / "bad.jpg"), str(study / "GONE")}


def test_a_file_that_may_not_be_read_keeps_no_other_from_being_read(
    hilum: Call, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file,) = write_jpegs(tmp_path / "study", 1)
    # Who runs the tests may be allowed anything.
    monkeypatch.setattr(os, "access", lambda path, *_, **__: Path(path).suffix != ".jpg")
    table = tmp_path / "out.csv"
    answer = hilum("classify", tmp_path / "gone.jpg", file, "--model", model, "--csv", table)
    assert answer.status == 1
    assert [bool(cells["error"]) for cells in cells_of(table)] == [True, False]


def test_a_folder_that_may_not_be_listed_is_a_failed_row(
    hilum: Call, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_jpegs(tmp_path / "study", 1)
    (tmp_path / "study" / "locked").mkdir()
    listed = os.scandir

    def fail(path: str | os.PathLike[str]) -> object:
        if Path(path).name == "locked":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return listed(path)

    monkeypatch.setattr(os, "scandir", fail)
    answer = hilum("classify", tmp_path / "study", "--model", model, "--csv", tmp_path / "out.csv")
    assert answer.status == 1
    read, failed = cells_of(tmp_path / "out.csv")
    assert (read["file"], read["error"]) == (str(tmp_path / "study" / "000.jpg"), "")
    assert failed["file"] == str(tmp_path / "study" / "locked")
    assert failed["error"] == "The folder may not be listed."
