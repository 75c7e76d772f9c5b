"""Each benchmark runs, with sizes that take no time; what it measures here means nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.benchmarks.__main__ import show, tell, tell_stalls
from tests.benchmarks.batch_files import check_room, write_dicoms, write_jpegs
from tests.benchmarks.cuda import measure_with_tensors
from tests.benchmarks.event_loop import make_pictures, measure_stalls
from tests.benchmarks.frame_time import compare_frames, compare_measured_frames
from tests.benchmarks.growth import measure_growth, show_growth
from tests.benchmarks.jpeg_input import compare_jpeg_input, write_large_jpeg
from tests.benchmarks.listing import list_folder, make_folder
from tests.benchmarks.opening import (
    compare_opening,
    compare_window_change,
    write_large_dicom,
)
from tests.benchmarks.pipeline import measure_speeds, show_speeds, show_with_tensors
from tests.benchmarks.plain_loops import keras_predict, onnx_runtime
from trainer.architectures import build_network
from viewer.imaging import open_radiograph
from viewer.reading import Provider, Reader


def test_the_window_s_benchmarks_run(
    qtbot: QtBot,  # noqa: ARG001
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = write_large_dicom(tmp_path / "small.dcm", 200)
    show([compare_opening(path, 1), compare_window_change(path, 1)])
    assert capsys.readouterr().out.count("ratio") == 2


def test_the_canvas_s_frames_are_measured_upright_and_turned(
    qtbot: QtBot,  # noqa: ARG001
    capsys: pytest.CaptureFixture[str],
) -> None:
    show(compare_frames(200, 1))
    assert capsys.readouterr().out.count("ratio") == 6


def test_frames_with_measurements_and_a_large_region_are_measured(
    qtbot: QtBot,  # noqa: ARG001
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    show(compare_measured_frames(200, 1, tmp_path))
    assert capsys.readouterr().out.count("ratio") == 3


def test_the_network_input_s_benchmark_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show([compare_jpeg_input(write_large_jpeg(tmp_path / "small.jpg", 300), 1)])
    assert "ratio" in capsys.readouterr().out


def test_the_listing_s_benchmark_finds_every_file_and_reads_no_folder_twice(tmp_path: Path) -> None:
    listing = list_folder(make_folder(tmp_path, b"\xff\xd8\xff a JPEG's first bytes", 12))
    tell(listing)
    assert listing.files == 12
    assert listing.folders_read == listing.folders


def test_the_event_loop_s_stalls_are_measured_while_a_batch_reads_every_file(
    qtbot: QtBot,  # noqa: ARG001
    tmp_path: Path,
    stand_in_model: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    stalls = measure_stalls(
        make_pictures(tmp_path / "many", 12), stand_in_model, tmp_path, idle_seconds=0.1
    )
    tell_stalls(stalls)
    assert stalls.files == 12
    assert "longest stall in a batch of 12 files" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("write", "bits"), [(write_jpegs, 8), (write_dicoms, 15)], ids=["JPEG", "DICOM"]
)
def test_a_batch_is_held_against_loops_and_the_machine_s_bound(
    write: Callable[[Path, int, int], list[Path]],
    bits: int,
    tmp_path: Path,
    stand_in_model: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = write(tmp_path, 4, 200)
    opened = [open_radiograph(file) for file in files]
    assert len({radiograph.pixels.tobytes() for radiograph in opened}) == 4
    assert 2 ** (bits - 1) <= max(radiograph.pixels.max() for radiograph in opened) < 2**bits
    loops = {
        "Keras predict": keras_predict(build_network("cnn", 32, "none")),
        "ONNX Runtime": onnx_runtime(stand_in_model),
    }
    speeds = measure_speeds(files, 2, stand_in_model, loops)
    show_speeds("small", speeds)
    told = capsys.readouterr().out
    assert "a batch of 4 files, small" in told
    assert "(CPUExecutionProvider)" in told
    assert told.count("ratio") == 3


def test_a_batch_is_held_against_tensors_in_memory(
    tmp_path: Path, stand_in_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reader = Reader.open(stand_in_model, Provider.CPU)
    files = write_jpegs(tmp_path, 2, 200)
    show_with_tensors("small", measure_with_tensors(files, 2, reader, stand_in_model))
    told = capsys.readouterr().out
    assert "(CPUExecutionProvider)" in told
    assert told.count("ratio") == 1


def test_files_that_find_no_room_on_the_disk_are_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"DICOM files need .* GB free"):
        check_room(tmp_path, 10**9, 1500)


def test_a_batch_s_growth_is_measured_in_processes_of_their_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ((first, again),) = measure_growth(tmp_path, [3])
    assert (first.files, first.kept, first.failed) == (3, 0, 0)
    assert (again.files, again.kept, again.failed) == (3, 3, 0)
    assert first.program > 10_000_000
    show_growth([(first, again)])
    assert "ms a file" in capsys.readouterr().out
