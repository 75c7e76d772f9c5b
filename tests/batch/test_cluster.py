"""A batch on a Ray cluster of one machine with two workers, one cluster for all tests."""

import dataclasses
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
import types
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import tests.batch.ray_environment  # noqa: F401
from tests.batch.cluster_workers import TOLD, TellingReader
from tests.batch.files import write_bad_files, write_jpegs
from viewer.batch import BatchControl, Progress, Row, Worklist, run_batch
from viewer.batch.cluster import crew, run_on_cluster, running
from viewer.errors import ClusterError, ProviderUnavailableError
from viewer.reading import Provider, Reader

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the cluster is found by /proc")

Cluster = Callable[..., list[tuple[Row, Progress]]]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of a cluster of this machine alone, which lives in a folder of its own."""
    before = os.environ.copy()
    # In /tmp, since the path of a socket may have 107 characters at most.
    folder = Path(tempfile.mkdtemp(prefix="h", dir="/tmp"))
    folder.joinpath("ray").mkdir()
    folder.joinpath("told").mkdir()
    os.environ.update({"RAY_TMPDIR": str(folder), TOLD: str(folder / "told")})
    from ray.cluster_utils import Cluster

    cluster = Cluster(
        initialize_head=True,
        head_node_args={
            "num_cpus": 2,
            "object_store_memory": 80 * 1024**2,
            "include_dashboard": False,
            "include_log_monitor": False,
            "no_monitor": True,
        },
    )
    try:
        yield cluster.address
    finally:
        cluster.shutdown()
        left = _processes_that_mention(str(folder))
        os.environ.clear()
        os.environ.update(before)
        shutil.rmtree(folder)
        assert not left


def _processes_that_mention(words: str) -> list[str]:
    lines = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = file.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if words in line:
            lines.append(line)
    return lines


@pytest.fixture
def told(address: str) -> Iterator[Path]:
    """The folder in which workers tell of themselves."""
    del address
    folder = Path(os.environ[TOLD])
    yield folder
    for file in folder.iterdir():
        file.unlink()


@pytest.fixture
def on_cluster(
    address: str, told: Path, stand_in_model: Path, worklist: Worklist, monkeypatch: Any
) -> Cluster:
    """Reads files on the cluster and gives what `on_row` was told."""
    del told
    reader = Reader.open(stand_in_model, Provider.CPU)
    monkeypatch.setattr(crew, "ShardReader", TellingReader)

    def run(files: Any, **changes: Any) -> list[tuple[Row, Progress]]:
        rows: list[tuple[Row, Progress]] = []
        also = changes.pop("on_row", lambda _row, _progress: None)

        def on_row(row: Row, progress: Progress) -> None:
            rows.append((row, progress))
            also(row, progress)

        run_on_cluster(
            files,
            changes.pop("address", address),
            reader,
            changes.pop("model", stand_in_model),
            reader.operating_point(),
            changes.pop("worklist", worklist),
            on_row=on_row,
            **changes,
        )
        return rows

    return run


def _workers(told: Path) -> list[int]:
    return [int(file.name) for file in told.iterdir() if file.name.isdigit()]


def _kill_who_waits(told: Path, over: threading.Event) -> None:
    while not over.wait(0.01):
        if told.joinpath("waits").exists():
            os.kill(int(told.joinpath("waits").read_text()), signal.SIGKILL)
            return


def _files_read(told: Path) -> list[str]:
    return told.joinpath("read").read_text().split()


def _but_for_time(rows: Iterable[Row]) -> list[Row]:
    return [dataclasses.replace(row, elapsed_ms=None) for row in rows]


def _thumbnail(worklist: Worklist, row: Row) -> bytes | None:
    picture = worklist.picture(row)
    return picture and picture.thumbnail


def _read_here(
    files: list[Path], model: Path, folder: Path
) -> tuple[list[Row], list[bytes | None]]:
    """The rows of a batch without a cluster, and their thumbnails."""
    reader = Reader.open(model, Provider.CPU)
    with Worklist.create(folder / "here") as worklist:
        point = reader.operating_point()
        run_batch(files, reader, point, worklist, on_row=lambda _row, _progress: None)
        rows = list(worklist.rows())
        return rows, [_thumbnail(worklist, row) for row in rows]


def _different_jpegs(folder: Path, count: int) -> list[Path]:
    files = write_jpegs(folder, count)
    for number, file in enumerate(files):
        # What follows the end of a picture is not decoded, and makes another content of it.
        file.write_bytes(file.read_bytes() + number.to_bytes(2, "big"))
    return files


def test_a_worker_that_is_killed_costs_its_shard_being_read_again_and_no_row(
    on_cluster: Cluster,
    worklist: Worklist,
    told: Path,
    stand_in_model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(running, "FILES_PER_SHARD", 5)
    files = _different_jpegs(tmp_path / "jpeg", 30)
    files[3] = files[3].rename(tmp_path / "jpeg" / "waiting.jpg")
    write_bad_files(tmp_path / "bad")
    files += sorted((tmp_path / "bad").iterdir())
    over = threading.Event()
    killing = threading.Thread(target=_kill_who_waits, args=(told, over))
    killing.start()
    try:
        rows = [row for row, _ in on_cluster(files)]
    finally:
        over.set()
        killing.join()
    assert capfd.readouterr() == ("", "")
    assert len(set(_files_read(told))) == len(files) < len(_files_read(told))
    assert sorted(row.file for row in rows) == sorted(files)
    undisturbed, pictures = _read_here(files, stand_in_model, tmp_path)
    assert _but_for_time(worklist.rows()) == _but_for_time(undisturbed)
    assert [_thumbnail(worklist, row) for row in undisturbed] == pictures


def test_a_file_that_ends_each_worker_is_one_failed_row_and_the_others_are_read(
    on_cluster: Cluster, worklist: Worklist, tmp_path: Path
) -> None:
    files = _different_jpegs(tmp_path / "jpeg", 4)
    files[2] = files[2].rename(tmp_path / "jpeg" / "deadly.jpg")
    _, last = on_cluster(files)[-1]
    (failed,) = [row for row in worklist.rows() if row.failed]
    assert (failed.file, failed.error) == (
        files[2],
        "Each worker that read this file ended while it did.",
    )
    assert (last.done, last.failed) == (4, 1)


def test_files_that_one_worker_alone_does_not_see_are_read_by_another(
    on_cluster: Cluster,
    worklist: Worklist,
    told: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "FILES_PER_SHARD", 2)
    files = _different_jpegs(tmp_path / "elsewhere", 16)
    on_cluster(files)
    assert len(_workers(told)) == 2
    assert [row.error for row in worklist.rows()] == [""] * len(files)


def test_cuda_on_a_cluster_without_a_graphics_card_is_refused(
    on_cluster: Cluster, tmp_path: Path
) -> None:
    with pytest.raises(ProviderUnavailableError, match="no machine of the cluster"):
        on_cluster(write_jpegs(tmp_path, 1), provider=Provider.CUDA)


def test_a_cancelled_batch_waits_for_no_worker_and_goes_on_without_reading_a_file_twice(
    on_cluster: Cluster,
    worklist: Worklist,
    told: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "FILES_PER_SHARD", 1)
    read, hanging, other = _different_jpegs(tmp_path / "jpeg", 3)
    hanging = hanging.rename(tmp_path / "jpeg" / "hanging.jpg")
    control = BatchControl()
    timer = threading.Timer(0.3, control.cancel)
    cancelled: list[float] = []

    def cancel(_row: Row, _progress: Progress) -> None:
        cancelled.append(time.monotonic() + 0.3)
        timer.start()

    rows = on_cluster([read, hanging], control=control, on_row=cancel)
    assert time.monotonic() - cancelled[0] < 1.5  # half a second, and room for a busy machine
    assert [row.file for row, _ in rows] == [read] == [row.file for row in worklist.rows()]

    told.joinpath("read").unlink()
    ((_, progress),) = on_cluster([read, other])
    assert _files_read(told) == [other.name]
    assert (progress.done, progress.kept, progress.total) == (2, 1, 2)
    assert [row.file for row in worklist.rows()] == [read, other]


def test_a_pause_begins_no_shard_and_a_request_to_terminate_is_still_the_programs_own(
    on_cluster: Cluster, told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "FILES_PER_SHARD", 1)
    files = _different_jpegs(tmp_path / "jpeg", 8)
    control = BatchControl()
    read_at_the_end_of_the_pause: list[int] = []

    def go_on(_number: int, _frame: object) -> None:
        read_at_the_end_of_the_pause.append(len(_files_read(told)))
        control.go_on()

    def pause(_row: Row, progress: Progress) -> None:
        if progress.done == 1:
            control.pause()
            threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGTERM)).start()

    before = signal.signal(signal.SIGTERM, go_on)
    try:
        assert len(on_cluster(files, control=control, on_row=pause)) == len(files)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert read_at_the_end_of_the_pause[0] <= 4  # those that workers had already


def test_machines_without_hilum_are_told(
    on_cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here_alone = types.ModuleType("tests.batch.here_alone")
    exec("class Reader:\n    def open(self, *_): pass", vars(here_alone))
    monkeypatch.setitem(sys.modules, here_alone.__name__, here_alone)
    monkeypatch.setattr(crew, "ShardReader", here_alone.Reader)
    with pytest.raises(ClusterError, match="No module named"):
        on_cluster(write_jpegs(tmp_path, 1))
