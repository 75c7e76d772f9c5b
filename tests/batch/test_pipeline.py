"""A stream of files becomes rows, whatever goes wrong with one of them."""

import dataclasses
import errno
import logging
import threading
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import numpy as np
import pytest

from tests.batch.batches import Batch, ReaderThat
from tests.batch.files import write_bad_files, write_jpegs
from tests.data import CHEST_DICOM, EXTREMITY_DICOM
from viewer.batch import Row, Worklist
from viewer.batch import reading_file as reading_file_module
from viewer.errors import HilumError, WorklistError
from viewer.imaging import find_radiographs, open_radiograph
from viewer.imaging.held import held_content
from viewer.reading import PreparedRadiograph, Reader, Reading, Verdict


def test_the_worklist_has_the_files_in_their_order_and_each_row_is_told(
    batch: Batch, worklist: Worklist, tmp_path: Path
) -> None:
    files = [CHEST_DICOM, *write_jpegs(tmp_path / "jpeg", 5), EXTREMITY_DICOM]
    told = [row for row, _ in batch(files, jobs=4)]
    assert [row.file for row in worklist.rows()] == files
    assert sorted(told, key=lambda row: files.index(row.file)) == list(worklist.rows())


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
    assert {row.file.name for row, _ in told if not row.failed} == {"000.jpg", "001.jpg"}
    assert told[-1][1].failed == len(sentences)


def test_a_file_that_vanishes_after_it_was_found_is_a_failed_row(
    batch: Batch, worklist: Worklist, tmp_path: Path
) -> None:
    files = write_jpegs(tmp_path / "jpeg", 3)

    def found() -> Iterator[Path]:
        for file in find_radiographs([tmp_path / "jpeg"]):
            if file == files[1]:
                file.unlink()
            yield file

    batch(found(), sources=[tmp_path / "jpeg"])
    assert [row.error for row in worklist.rows()] == ["", "The file is not there.", ""]


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


def test_a_slow_file_holds_up_no_other(
    batch: Batch, reader: Reader, worklist: Worklist, tmp_path: Path
) -> None:
    (slow,) = write_jpegs(tmp_path / "slow", 1)
    bad = [tmp_path / f"missing{number}.jpg" for number in range(20)]
    others_are_done = threading.Event()

    def read(prepared: PreparedRadiograph) -> Reading:
        assert others_are_done.wait(10.0), "the others wait for it"
        return reader.read_prepared(prepared)

    def on_row(_row: Row, _progress: object) -> None:
        if worklist.count == len(bad):
            others_are_done.set()

    told = batch([slow, *bad], reader=ReaderThat(reader, read), jobs=2, on_row=on_row)
    assert told[-1][0].file == slow
    assert next(worklist.rows()).file == slow


@pytest.mark.parametrize(
    ("error", "words"),
    [(ValueError("patient Jane Doe"), "made a mistake"), (MemoryError(), "not enough memory")],
)
def test_an_unforeseen_error_in_one_file_is_its_row_and_goes_to_the_log_without_its_words(
    batch: Batch,
    worklist: Worklist,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
    error: Exception,
    words: str,
) -> None:
    files = write_jpegs(tmp_path / "Doe", 3)

    def held(path: Path, _at_work: object) -> object:
        if path == files[1]:
            raise error
        return held_content(path)

    monkeypatch.setattr(reading_file_module, "held_content", held)
    with caplog.at_level(logging.ERROR):
        batch(files)
    rows = list(worklist.rows())
    assert [row.failed for row in rows] == [False, True, False]
    assert words in rows[1].error
    assert type(error).__name__ in caplog.text
    assert "in held" in caplog.text
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
    answers = iter((error, None, None))

    def read(prepared: PreparedRadiograph) -> Reading:
        if answer := next(answers):
            raise answer
        return reader.read_prepared(prepared)

    told = batch(write_jpegs(tmp_path, 2), reader=ReaderThat(reader, read), jobs=1)
    assert [row.error for row, _ in told] == [sentence, ""]


def test_an_answer_that_is_no_number_is_a_failed_row_and_no_verdict(
    batch: Batch, reader: Reader, tmp_path: Path
) -> None:
    def read(prepared: PreparedRadiograph) -> Reading:
        broken = np.full_like(prepared.image, np.nan)
        return reader.read_prepared(dataclasses.replace(prepared, image=broken))

    ((row, _),) = batch(write_jpegs(tmp_path, 1), reader=ReaderThat(reader, read))
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


def test_a_folder_that_vanished_ends_the_batch_in_one_sentence_and_no_row(
    batch: Batch, worklist: Worklist, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    files = write_jpegs(share, 3)

    def found() -> Iterator[Path]:
        yield files[0]
        share.rename(tmp_path / "elsewhere")
        share.mkdir()  # what a share was mounted on is there without it
        yield from files[1:] * 100

    with pytest.raises(HilumError, match="no longer there") as gone:
        batch(found(), sources=[share], jobs=2)
    assert "go on" in gone.value.hint
    assert {row.file for row in worklist.rows()} <= {files[0]}


def test_a_worklist_that_takes_no_more_rows_ends_the_batch(
    batch: Batch, worklist: Worklist, tmp_path: Path
) -> None:
    worklist._connection.execute("PRAGMA max_page_count = 1")  # SQLite's own full disk
    missing = (tmp_path / f"{'long ' * 40}{number}" for number in range(1000))
    with pytest.raises(WorklistError, match="disk is full"):
        batch(missing)


def test_what_on_row_raises_ends_the_batch(batch: Batch, tmp_path: Path) -> None:
    def fail(_row: Row, _progress: object) -> None:
        raise OSError(errno.EPIPE, "nobody listens")

    with pytest.raises(OSError, match="nobody listens"):
        batch(repeat(tmp_path / "missing.jpg", 1000), on_row=fail)


def test_no_more_files_are_under_way_than_jobs(
    batch: Batch, reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = write_jpegs(tmp_path, 12)
    for number, file in enumerate(files):
        file.write_bytes(file.read_bytes() + bytes(number))  # no twins
    under_way: list[int] = [0]
    most = [0]
    lock = threading.Lock()
    read_it = reading_file_module.held_content

    def held(path: Path, _at_work: object) -> object:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        return read_it(path)

    def read(prepared: PreparedRadiograph) -> Reading:
        with lock:
            under_way[0] -= 1
        return reader.read_prepared(prepared)

    monkeypatch.setattr(reading_file_module, "held_content", held)
    batch(files, reader=ReaderThat(reader, read), jobs=2)
    assert most[0] <= 2
