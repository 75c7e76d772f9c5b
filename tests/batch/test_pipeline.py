import dataclasses
import errno
import logging
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.batch.files import write_bad_files, write_jpegs
from tests.batch.rows import make_row
from tests.data import CHEST_DICOM, EXTREMITY_DICOM
from viewer.batch import Progress, Row, Worklist, run_batch
from viewer.batch import pipeline as pipeline_module
from viewer.errors import HilumError, WorklistError
from viewer.imaging import Radiograph, find_radiographs, open_radiograph
from viewer.reading import PreparedRadiograph, Reader, Reading, Verdict

Batch = Callable[..., list[tuple[Row, Progress]]]


@pytest.fixture
def batch(reader: Reader, worklist: Worklist) -> Batch:
    """Reads files and gives what `on_row` was told."""

    def run(files: Iterable[Path], **changes: Any) -> list[tuple[Row, Progress]]:
        told: list[tuple[Row, Progress]] = []
        also = changes.pop("on_row", lambda _row, _progress: None)

        def on_row(row: Row, progress: Progress) -> None:
            told.append((row, progress))
            also(row, progress)

        run_batch(
            files,
            changes.pop("read", reader.read_prepared),
            reader.card.input,
            reader.identity,
            reader.operating_point(),
            worklist,
            on_row=on_row,
            cancelled=changes.pop("cancelled", threading.Event()),
            **changes,
        )
        return told

    return run


def test_rows_come_in_the_order_of_the_files_and_stay_in_the_worklist(
    batch: Batch, worklist: Worklist, tmp_path: Path
) -> None:
    files = [CHEST_DICOM, *write_jpegs(tmp_path / "jpeg", 5), EXTREMITY_DICOM]
    told = [row for row, _ in batch(files, jobs=4)]
    assert [row.file for row in told] == files
    assert list(worklist.rows()) == told


def test_a_row_says_what_the_reader_and_the_header_say(batch: Batch, reader: Reader) -> None:
    ((row, _),) = batch([CHEST_DICOM])
    reading = reader.read(open_radiograph(CHEST_DICOM))
    assert (row.probability, row.verdict) == (reading.probability, reading.verdict)
    assert (row.patient_id, row.study_date) == ("9RG1", "20040826")
    assert (row.model, row.model_sha256) == ("Stand-in 0.0.1", reader.identity.sha256)
    assert (row.operating_point, row.threshold) == ("balanced", 0.5)
    assert (row.provider, row.error) == ("CPUExecutionProvider", "")


def test_a_radiograph_out_of_scope_is_a_withheld_row_with_its_reasons(batch: Batch) -> None:
    ((row, progress),) = batch([EXTREMITY_DICOM])
    assert row.verdict is Verdict.WITHHELD
    assert any("EXTREMITY" in reason for reason in row.scope)
    assert progress.failed == 0


def test_each_bad_file_is_a_row_with_its_sentence_and_the_others_are_read(
    batch: Batch, tmp_path: Path
) -> None:
    sentences = write_bad_files(tmp_path / "mixed")
    write_jpegs(tmp_path / "mixed", 2)
    told = batch(find_radiographs([tmp_path / "mixed"]))
    failed = {row.file.name: row for row, _ in told if row.failed}
    assert set(failed) == set(sentences)
    for name, words in sentences.items():
        assert words in failed[name].error
        assert failed[name].hint
    assert [row.file.name for row, _ in told if not row.failed] == ["000.jpg", "001.jpg"]
    assert told[-1][1].failed == len(sentences)


def test_a_file_that_vanishes_after_it_was_found_is_a_failed_row(
    batch: Batch, tmp_path: Path
) -> None:
    files = write_jpegs(tmp_path / "jpeg", 3)

    def found() -> Iterator[Path]:
        for file in find_radiographs([tmp_path / "jpeg"]):
            if file == files[1]:
                file.unlink()
            yield file

    assert [row.error for row, _ in batch(found())] == ["", "The file is not there.", ""]


def test_no_file_makes_no_row(batch: Batch) -> None:
    assert batch([]) == []


def test_the_first_row_comes_while_files_are_still_being_found(
    batch: Batch, tmp_path: Path
) -> None:
    first, second = write_jpegs(tmp_path, 2)
    read_the_first = threading.Event()

    def found() -> Iterator[Path]:
        yield first
        assert read_the_first.wait(10.0), "the batch waits for all files"
        yield second

    told = batch(found(), on_row=lambda _row, _progress: read_the_first.set())
    assert len(told) == 2
    assert told[0][1].total is None


def test_progress_counts_up_to_the_total_with_no_time_left(batch: Batch, tmp_path: Path) -> None:
    told = batch([*write_jpegs(tmp_path, 2), tmp_path / "missing.jpg"])
    assert [(progress.done, progress.failed) for _, progress in told] == [(1, 0), (2, 0), (3, 1)]
    last = told[-1][1]
    assert (last.total, last.remaining) == (3, 0.0)
    assert last.elapsed > 0.0


def test_cancelling_keeps_the_rows_so_far(batch: Batch, worklist: Worklist, tmp_path: Path) -> None:
    (file,) = write_jpegs(tmp_path / "jpeg", 1)
    cancelled = threading.Event()

    def cancel_at_three(_row: Row, progress: Progress) -> None:
        if progress.done == 3:
            cancelled.set()

    told = batch(repeat(file, 1000), on_row=cancel_at_three, cancelled=cancelled)
    assert len(told) == len(list(worklist.rows())) == 3


@pytest.mark.parametrize("hanging", ["finding", "decoding"])
def test_cancelling_waits_for_nothing_that_hangs(
    batch: Batch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, hanging: str
) -> None:
    (file,) = write_jpegs(tmp_path / "jpeg", 1)
    cancelled, release = threading.Event(), threading.Event()

    def found() -> Iterator[Path]:
        if hanging == "finding":
            release.wait(30.0)
        yield file

    def opened(path: Path, *, enough: int) -> Radiograph:
        release.wait(30.0)
        return open_radiograph(path, enough=enough)

    monkeypatch.setattr(pipeline_module, "open_radiograph", opened)
    timer = threading.Timer(0.2, cancelled.set)
    timer.start()
    start = time.monotonic()
    try:
        assert batch(found(), cancelled=cancelled) == []
        assert time.monotonic() - start < 1.5  # half a second, and room for a busy machine
    finally:
        release.set()
        timer.join()


@pytest.mark.parametrize(
    ("error", "words"),
    [(ValueError("patient Jane Doe"), "made a mistake"), (MemoryError(), "not enough memory")],
)
def test_an_unforeseen_error_in_one_file_is_its_row_and_goes_to_the_log_without_its_words(
    batch: Batch,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
    error: Exception,
    words: str,
) -> None:
    files = write_jpegs(tmp_path / "Doe", 3)

    def opened(path: Path, *, enough: int) -> Radiograph:
        if path == files[1]:
            raise error
        return open_radiograph(path, enough=enough)

    monkeypatch.setattr(pipeline_module, "open_radiograph", opened)
    with caplog.at_level(logging.ERROR):
        rows = [row for row, _ in batch(files)]
    assert [row.failed for row in rows] == [False, True, False]
    assert words in rows[1].error
    assert type(error).__name__ in caplog.text
    assert "in opened" in caplog.text
    assert "Doe" not in caplog.text


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (HilumError("The GPU is gone.", "Start again."), "The GPU is gone."),
        (RuntimeError("cublas"), "Hilum made a mistake: RuntimeError."),
    ],
)
def test_an_error_in_reading_is_the_row_of_that_file(
    batch: Batch, reader: Reader, tmp_path: Path, error: Exception, sentence: str
) -> None:
    answers = iter((None, error, None))

    def read(prepared: PreparedRadiograph) -> Reading:
        if answer := next(answers):
            raise answer
        return reader.read_prepared(prepared)

    told = batch(write_jpegs(tmp_path, 3), read=read)
    assert [row.error for row, _ in told] == ["", sentence, ""]


def test_an_answer_that_is_no_number_is_a_failed_row_and_no_verdict(
    batch: Batch, reader: Reader, tmp_path: Path
) -> None:
    def read(prepared: PreparedRadiograph) -> Reading:
        broken = np.full_like(prepared.image, np.nan)
        return reader.read_prepared(dataclasses.replace(prepared, image=broken))

    ((row, _),) = batch(write_jpegs(tmp_path, 1), read=read)
    assert (row.probability, row.verdict) == (None, None)
    assert "not a number" in row.error


def test_an_error_in_finding_is_raised_after_what_was_found_is_read(
    batch: Batch, worklist: Worklist, tmp_path: Path
) -> None:
    (file,) = write_jpegs(tmp_path / "jpeg", 1)

    def found() -> Iterator[Path]:
        yield file
        raise OSError(errno.EIO, "share is gone")

    with pytest.raises(OSError, match="share is gone"):
        batch(found())
    assert [row.file for row in worklist.rows()] == [file]


def test_a_worklist_that_takes_no_more_rows_ends_the_batch(
    batch: Batch, worklist: Worklist, tmp_path: Path
) -> None:
    worklist.add(make_row(error="long " * 10_000))
    worklist._connection.execute("PRAGMA max_page_count = 1")  # SQLite's own full disk
    with pytest.raises(WorklistError, match="disk is full"):
        batch(repeat(tmp_path / "missing.jpg", 1000))


def test_decoding_runs_ahead_by_a_bounded_number_of_files_and_drops_their_pixels(
    batch: Batch, reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (file,) = write_jpegs(tmp_path, 1)
    jobs = 2
    opened: list[weakref.ref[Any]] = []
    ahead, alive = [], []

    def open_and_watch(path: Path, *, enough: int) -> Radiograph:
        radiograph = open_radiograph(path, enough=enough)
        opened.append(weakref.ref(radiograph.pixels))
        return radiograph

    def read_slowly(prepared: PreparedRadiograph) -> Reading:
        time.sleep(0.02)
        ahead.append(len(opened) - len(ahead))
        alive.append(sum(pixels() is not None for pixels in opened))
        return reader.read_prepared(prepared)

    monkeypatch.setattr(pipeline_module, "open_radiograph", open_and_watch)
    batch(repeat(file, 30), read=read_slowly, jobs=jobs)
    assert len(opened) == 30
    assert max(ahead) <= jobs * pipeline_module.LOOK_AHEAD_PER_JOB
    assert max(alive) <= jobs
