"""A batch is stopped and halted while it runs."""

import threading
import time
from collections.abc import Iterator
from itertools import count, repeat
from pathlib import Path

import pytest

from tests.batch.batches import Batch, ReaderThat
from tests.batch.files import write_jpegs
from tests.batch.rows import make_row
from tests.imaging.decoding import tasks
from viewer.batch import BatchControl, Progress, Row, Worklist
from viewer.batch.progress import Tally
from viewer.imaging import held as held_module
from viewer.reading import PreparedRadiograph, Reader, Reading

_HALF_A_SECOND = 0.5
_BUSY = 1.0
"""What a busy machine may add to it."""


def test_cancelling_keeps_the_rows_so_far_and_tells_each_of_them(
    batch: Batch, worklist: Worklist, tmp_path: Path
) -> None:
    control = BatchControl()

    def cancel_at_three(_row: Row, progress: Progress) -> None:
        if progress.done == 3:
            control.cancel()

    told = batch(
        (tmp_path / f"missing{number}" for number in count()),
        on_row=cancel_at_three,
        control=control,
    )
    assert len(told) >= 3
    assert {row.file for row, _ in told} == {row.file for row in worklist.rows()}


@pytest.mark.parametrize("hanging", ["finding", "reading the file", "decoding", "the network"])
def test_cancelling_waits_for_nothing_that_hangs(
    batch: Batch,
    reader: Reader,
    worklist: Worklist,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
    hanging: str,
) -> None:
    (file,) = write_jpegs(tmp_path / "jpeg", 1)
    control, release = BatchControl(), threading.Event()

    def found() -> Iterator[Path]:
        if hanging == "finding":
            release.wait(30.0)
        yield file

    def read(prepared: PreparedRadiograph) -> Reading:
        release.wait(30.0)
        return reader.read_prepared(prepared)

    if hanging == "reading the file":
        monkeypatch.setattr(held_module, "_hold", tasks.hang)
    if hanging == "decoding":
        monkeypatch.setattr(held_module, "_prepare_held", tasks.hang)
    cancelled_at: list[float] = []

    def cancel() -> None:
        cancelled_at.append(time.monotonic())
        control.cancel()

    timer = threading.Timer(0.3, cancel)
    timer.start()
    try:
        told = batch(
            found(),
            control=control,
            reader=ReaderThat(reader, read) if hanging == "the network" else reader,
        )
        assert time.monotonic() - cancelled_at[0] < _HALF_A_SECOND + _BUSY
        assert told == list(worklist.rows()) == []
        worklist.close()
        assert not caplog.records
    finally:
        release.set()
        timer.join()


def test_a_pause_ends_what_is_under_way_and_begins_no_more(
    batch: Batch, worklist: Worklist, tmp_path: Path
) -> None:
    control = BatchControl()
    waiting: list[int] = []

    def pause_at_three(_row: Row, progress: Progress) -> None:
        if progress.done == 3:
            control.pause()
            time.sleep(0.3)  # what is under way ends
            waiting.append(worklist.count)
            time.sleep(0.3)
            waiting.append(worklist.count)
            control.go_on()

    told = batch(
        [tmp_path / f"missing{number}" for number in range(200)],
        on_row=pause_at_three,
        control=control,
        jobs=2,
    )
    before, after = waiting
    assert before == after < 200
    assert len(told) == 200


def test_cancelling_ends_a_pause(batch: Batch, tmp_path: Path) -> None:
    control = BatchControl()
    control.pause()
    timer = threading.Timer(0.2, control.cancel)
    timer.start()
    assert batch(repeat(tmp_path / "missing"), control=control) == []
    timer.join()


def test_progress_counts_up_to_the_total_with_no_time_left(batch: Batch, tmp_path: Path) -> None:
    told = batch([*write_jpegs(tmp_path, 2), tmp_path / "missing.jpg"])
    assert [progress.done for _, progress in told] == [1, 2, 3]
    last = told[-1][1]
    assert (last.failed, last.total, last.remaining) == (1, 3, 0.0)
    assert last.elapsed > 0.0


def test_a_pause_counts_neither_for_the_rate_nor_for_the_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    control = BatchControl()
    tally = Tally(control)
    row = make_row()
    for _ in range(10):
        clock[0] += 0.5
        tally.count(row)
    control.pause()
    clock[0] += 3600.0
    during = tally.progress(20)
    control.go_on()
    assert during == tally.progress(20)
    assert (during.elapsed, during.rate, during.remaining) == (5.0, 2.0, 5.0)


def test_the_rate_is_that_of_the_last_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    tally = Tally(BatchControl())
    for pace in (*repeat(10.0, 10), *repeat(1.0, 30)):
        clock[0] += pace
        tally.count(make_row())
    assert tally.progress(None).rate == pytest.approx(1.0)


def test_files_that_were_kept_do_not_count_for_the_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    tally = Tally(BatchControl())
    tally.kept = 1000
    clock[0] += 2.0
    tally.count(make_row())
    progress = tally.progress(2000)
    assert (progress.done, progress.kept) == (1001, 1000)
    assert (progress.rate, progress.remaining) == (0.5, 999 / 0.5)
