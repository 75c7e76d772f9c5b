"""`hilum classify --watch`: a folder that fills while it is read, until a signal comes."""

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.batch.files import chest_jpeg, write_jpegs
from tests.cli.calls import Answer, Call
from tests.cli.tables import cells_of
from viewer.batch import BatchControl, Progress, Row
from viewer.cli import batch, results, rewriting
from viewer.cli import classify as classifying
from viewer.cli.console import print_note
from viewer.errors import ExportError

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows can't send one process a Ctrl+C"
)

Watch = Callable[..., Answer]
PATIENCE_SECONDS = 30.0


@pytest.fixture(autouse=True)
def _signals_of_the_test_run() -> Iterator[None]:
    """Keep a signal that comes too early or too late from ending the test run."""
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def watch(hilum: Call, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Watches a folder while `meanwhile` runs in a thread, whose end asks the program to end."""
    monkeypatch.setattr(batch, "PAUSE_SECONDS", 0.02)
    monkeypatch.setattr(rewriting, "PAUSE_SECONDS", 0.02)

    def call(meanwhile: Callable[[], object], *options: str) -> Answer:
        def run() -> None:
            try:
                meanwhile()
            finally:
                os.kill(os.getpid(), signal.SIGTERM)

        thread = threading.Thread(target=run)
        thread.start()
        try:
            return hilum(
                *("classify", tmp_path / "study", "--watch", "--model", model),
                *("--csv", tmp_path / "out.csv", *options),
            )
        finally:
            thread.join()

    return call


def test_what_comes_is_read_and_a_request_to_terminate_is_the_end(
    watch: Watch, tmp_path: Path
) -> None:
    write_jpegs(tmp_path / "study", 1)
    table = tmp_path / "out.csv"

    def come() -> None:
        wait_for_rows(table, 1)
        (tmp_path / "study" / "late.jpg").write_bytes(chest_jpeg())
        wait_for_rows(table, 2)

    answer = watch(come)
    assert (answer.status, answer.err) == (0, "")
    assert "late.jpg" in answer.out
    assert "2 files in" in answer.out


def test_a_file_that_changes_is_read_again_and_has_one_row(watch: Watch, tmp_path: Path) -> None:
    (file,) = write_jpegs(tmp_path / "study", 1)
    table = tmp_path / "out.csv"

    def change() -> None:
        wait_for_rows(table, 1)
        file.write_bytes(b"no picture")
        wait_until(lambda: cells_of(table)[0]["error"] != "")

    watch(change)
    assert len(cells_of(table)) == 1


def test_a_folder_that_is_not_there_is_waited_for_with_a_note(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = threading.Event()

    def note_and_tell(sentence: str) -> None:
        print_note(sentence)
        noted.set()

    monkeypatch.setattr(batch, "print_note", note_and_tell)

    def come() -> None:
        noted.wait(PATIENCE_SECONDS)
        write_jpegs(tmp_path / "study", 1)
        wait_for_rows(tmp_path / "out.csv", 1)

    answer = watch(come)
    assert answer.status == 0
    assert answer.err == f"{tmp_path / 'study'} is not there; waiting for it.\n"


def test_a_watch_that_nothing_came_to_is_status_zero(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "study").mkdir()
    answer = watch(lambda: wait_until(lambda: "find" in names_of_threads()))
    assert (answer.status, answer.err) == (0, "")


def test_a_stopped_watch_is_gone_on_with(watch: Watch, tmp_path: Path) -> None:
    write_jpegs(tmp_path / "study", 2)
    table = tmp_path / "out.csv"
    watch(lambda: wait_for_rows(table, 2))
    table.unlink()

    def come() -> None:
        (tmp_path / "study" / "late.jpg").write_bytes(chest_jpeg())
        wait_for_rows(table, 3)

    answer = watch(come, "--resume", "--json")
    assert [json.loads(line)["file"] for line in answer.out.splitlines()] == [
        str(tmp_path / "study" / "late.jpg")
    ]


def test_a_watch_that_is_stopped_with_files_waiting_is_status_130(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_jpegs(tmp_path / "study", 3)
    found = threading.Event()

    def read_none(*, files: Iterable[Path], control: BatchControl, **_: Any) -> Progress:
        next(iter(files))
        found.set()
        wait_until(lambda: control.cancelled)
        return Progress(0, 0, 0, None, 1.0, None, None)

    monkeypatch.setattr(classifying, "run_batch", read_none)
    answer = watch(found.wait)
    assert answer.status == 130
    assert "Stopped before the end" in answer.err


def test_a_table_that_can_not_be_written_now_is_noted_once_and_tried_again(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_jpegs(tmp_path / "study", 1)
    table, export = tmp_path / "out.csv", results.export_csv
    refusals: list[Path] = []

    def hold_at_first(rows: Iterable[Row], path: Path) -> None:
        if len(refusals) < 2:
            refusals.append(path)
            raise ExportError("Another program holds the file.", "Close it.")
        export(rows, path)

    monkeypatch.setattr(results, "export_csv", hold_at_first)

    def come() -> None:
        for number in (1, 2):
            wait_until(lambda number=number: len(refusals) == number)
            (tmp_path / "study" / f"late {number}.jpg").write_bytes(chest_jpeg())
        wait_for_rows(table, 3)

    answer = watch(come)
    assert answer.status == 0
    assert answer.err == "Another program holds the file. It is tried again.\n"


def names_of_threads() -> set[str]:
    return {thread.name for thread in threading.enumerate()}


def wait_for_rows(table: Path, number: int) -> None:
    wait_until(lambda: table.exists() and len(cells_of(table)) >= number)


def wait_until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.01)
