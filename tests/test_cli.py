"""`hilum` as a person calls it. A call ends in SystemExit, as the process would."""

import csv
import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from tests.batch.files import chest_jpeg, write_bad_files, write_jpegs
from tests.data import CHEST_DICOM, EXTREMITY_DICOM
from tests.imaging.archives import write_zip
from tests.imaging.indices import write_index
from tests.stand_in import write_stand_in
from viewer import cli, cli_output
from viewer.batch import COLUMNS, Worklist
from viewer.cli import main, with_command
from viewer.imaging import (
    Damage,
    Header,
    Overlay,
    Photometric,
    Radiograph,
    Shutter,
    Source,
    Spacing,
    SpacingSource,
    VoiFunction,
    Window,
    open_radiograph,
)
from viewer.reading import Provider, Reader

ROOT = Path(__file__).parents[1]
RESEARCH_ONLY = "Research use only, not a medical device."


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str


Call = Callable[..., Answer]


@pytest.fixture
def hilum(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    # Rich wraps to the width of the terminal that it was born in, which a test run may lend.
    for console in (cli_output._out, cli_output._err):
        monkeypatch.setattr(console, "width", 200)

    def call(*arguments: str | Path) -> Answer:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Answer(int(ended.value.code or 0), captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "model.onnx"
    write_stand_in(path)
    return path


def cells_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


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


@pytest.mark.parametrize(
    "name", ["empty.dcm", "report.dcm", "text.jpg", "truncated.jpg", "missing.jpg"]
)
def test_a_bad_file_alone_is_status_two_with_its_sentence(
    hilum: Call, model: Path, tmp_path: Path, name: str
) -> None:
    words = {"missing.jpg": "not there"} | write_bad_files(tmp_path)
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
    ("options", "words"),
    [
        (("--operating-point", "best"), "It has: balanced, sensitive."),
        (("--model", __file__), "not an ONNX model"),
        (("--model", "missing.onnx"), "does not exist"),
        (("--csv", "missing/out.csv"), "Check that the folder is there"),
        (("--csv", "."), "is a directory"),
        (("--provider", "tpu"), "tpu"),
        (("--jobs", "0"), "--jobs"),
    ],
)
def test_a_wrong_call_is_status_two_with_a_sentence(
    hilum: Call,
    model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, str],
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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can't send one process a Ctrl+C")
def test_ctrl_c_keeps_and_exports_what_was_read(model: Path, tmp_path: Path) -> None:
    folder, table = tmp_path / "study", tmp_path / "out.csv"
    write_many(folder)
    call = ("classify", folder, "--csv", table, "--model", model)
    status, err = signalled_after_a_row(signal.SIGINT, call, tmp_path)
    assert status == 130
    assert "what was read is kept" in err
    assert "Traceback" not in err
    assert 1 <= len(cells_of(table)) < 1000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_a_request_to_terminate_leaves_no_worklist_behind(model: Path, tmp_path: Path) -> None:
    folder, temporary = tmp_path / "study", tmp_path / "temporary"
    temporary.mkdir()
    write_many(folder)
    call = ("classify", folder, "--model", model)
    status, err = signalled_after_a_row(signal.SIGTERM, call, temporary)
    assert status == 130
    assert "Stopped before the end" in err
    assert "Traceback" not in err
    assert not list(temporary.glob("hilum-*"))


def write_many(folder: Path) -> None:
    folder.mkdir()
    shutil.copy(CHEST_DICOM, folder / "0000.dcm")
    for number in range(1, 1000):
        (folder / f"{number:04}.dcm").hardlink_to(folder / "0000.dcm")


def signalled_after_a_row(
    number: signal.Signals, arguments: Sequence[str | Path], temporary: Path
) -> tuple[int, str]:
    """Exit status and error stream of a process that keeps its worklist below a folder."""
    process = subprocess.Popen(
        [sys.executable, "-m", "viewer", *arguments],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for_a_row(temporary)
        process.send_signal(number)
        _, err = process.communicate(timeout=30.0)
    finally:
        process.kill()
        process.wait()
    return process.returncode, err


def wait_for_a_row(below: Path) -> None:
    deadline = time.monotonic() + 60.0
    while time.monotonic() < deadline:
        for log in below.rglob("*worklist-wal"):
            with Worklist.open(Path(str(log).removesuffix("-wal"))) as worklist:
                if next(worklist.rows(), None):
                    return
        time.sleep(0.05)
    pytest.fail("the batch makes no row")


def test_info_shows_the_header_and_where_the_windows_come_from(hilum: Call) -> None:
    answer = hilum("info", CHEST_DICOM)
    assert answer.status == 0
    for words in ("1,955 rows x 1,841 columns", "MONOCHROME1", "centre 15000, width 30000", "9RG1"):
        assert words in answer.out


def test_info_shows_a_spacing_with_its_provenance(hilum: Call) -> None:
    spacing = open_radiograph(EXTREMITY_DICOM).spacing
    answer = hilum("info", EXTREMITY_DICOM)
    assert (f"from {spacing.source}" if spacing else "unknown") in answer.out


def test_info_shows_a_file_in_an_archive(hilum: Call, tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "a.zip", {"cd/IM1": CHEST_DICOM.read_bytes()})
    assert "9RG1" in hilum("info", archive / "cd" / "IM1").out
    answer = hilum("info", archive)
    assert (answer.status, answer.out) == (2, "")
    assert "an archive, not a radiograph" in answer.err
    assert "hilum classify" in answer.err


def test_info_tells_all_that_lies_on_the_picture(
    hilum: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    mask = np.eye(10, dtype=bool)
    radiograph = Radiograph(
        np.zeros((10, 10), np.uint16),
        Photometric.MONOCHROME2,
        Source(Path("a.dcm"), "", frame=1),
        windows=(Window(5, 9.5, "LUNG", VoiFunction.SIGMOID),),
        spacing=Spacing(0.1, 0.2, SpacingSource.IMAGER_PIXEL_SPACING, "by the vendor"),
        header=Header(frames=12, series_number=3, series_description="PA", laterality="L"),
        aspect=0.5,
        padding=mask,
        overlays=(Overlay(mask, "R", "side"),),
        shutter=Shutter(mask),
        damage=Damage("it ends too early", confined=False),
    )
    monkeypatch.setattr(cli, "open_radiograph", lambda _path: radiograph)
    told = hilum("info", "a.dcm").out
    for words in (
        "2 of 12",
        "it ends too early",
        "0.1 x 0.2 mm at the detector (from ImagerPixelSpacing) by the vendor",
        "centre 5, width 9.5 SIGMOID LUNG",
        "10.00% of the pixels R side",
        "hides 10.00% of the pixels",
        "3 PA",
    ):
        assert words in told


def test_info_of_a_bad_file_is_a_sentence_and_status_two(hilum: Call, tmp_path: Path) -> None:
    write_bad_files(tmp_path)
    answer = hilum("info", tmp_path / "report.dcm")
    assert (answer.status, answer.out) == (2, "")
    assert "no picture" in answer.err


def test_model_shows_the_card(hilum: Call, model: Path) -> None:
    answer = hilum("model", model)
    assert answer.status == 0
    for words in (
        "Stand-in 0.0.1",
        "sensitive: threshold 0.200",
        "0.400 to 0.600",
        "anything else",
        "1 pneumonia",
    ):
        assert words in answer.out


def test_model_shows_the_shipped_model_where_none_is_named(hilum: Call) -> None:
    assert Reader.open(provider=Provider.CPU).identity.sha256 in hilum("model").out


def test_version_is_that_of_the_installed_program(hilum: Call) -> None:
    assert hilum("--version").out == f"hilum {version('hilum')}\n"


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        ([], ["open"]),
        (["a.dcm"], ["open", "a.dcm"]),
        (["--provider", "cpu", "a.dcm"], ["open", "--provider", "cpu", "a.dcm"]),
        (["./info"], ["open", "./info"]),
        (["info", "a.dcm"], ["info", "a.dcm"]),
        (["--help"], ["--help"]),
    ],
)
def test_arguments_without_a_command_are_opened(arguments: list[str], meant: list[str]) -> None:
    assert with_command(arguments) == meant


def test_paths_open_the_window_and_its_status_is_the_programs(
    hilum: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = []

    def run(paths: list[Path], provider: Provider) -> int:
        called.append((paths, provider))
        return 7

    window = ModuleType("viewer.ui.app")
    window.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "viewer.ui.app", window)
    assert hilum("a.dcm", "folder").status == 7
    assert called == [([Path("a.dcm"), Path("folder")], Provider.AUTO)]
