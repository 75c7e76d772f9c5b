"""A batch that goes on reads what has no row, and nothing twice."""

import dataclasses
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.batches import Batch, ReaderThat
from tests.batch.files import chest_jpeg, write_jpegs
from tests.data import CHEST_DICOM
from tests.imaging.archives import write_zip
from tests.imaging.decoding import tasks
from tests.stand_in import stand_in_card, write_stand_in
from viewer.batch import Row, Worklist, judged
from viewer.batch.contents import Turn
from viewer.imaging import find_radiographs
from viewer.imaging import held as held_module
from viewer.reading import PreparedRadiograph, Provider, Reader, Reading


class Counted(ReaderThat):
    """Counts what it reads, which takes it a moment."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader, self._count)
        self.files: list[Path] = []
        self._reader = reader

    def _count(self, prepared: PreparedRadiograph) -> Reading:
        self.files.append(prepared.source.path)
        time.sleep(0.02)
        return self._reader.read_prepared(prepared)


@pytest.fixture
def counted(reader: Reader) -> Counted:
    return Counted(reader)


def write_different(folder: Path, count: int) -> list[Path]:
    files = write_jpegs(folder, count)
    for number, file in enumerate(files):
        file.write_bytes(chest_jpeg() + bytes(number))
    return files


def test_what_has_its_row_is_not_read_again(
    batch: Batch, counted: Counted, worklist: Worklist, tmp_path: Path
) -> None:
    files = write_different(tmp_path / "jpeg", 6)
    batch(files[::2], reader=counted)
    before = {row.file: row for row in worklist.rows()}
    told = batch(files, reader=counted)
    assert {row.file for row, _ in told} == set(files[1::2])
    assert sorted(counted.files) == files
    assert [row.file for row in worklist.rows()] == files
    assert {row.file: row for row in worklist.rows()}.items() >= before.items()
    progress = told[-1][1]
    assert (progress.done, progress.kept, progress.total) == (6, 3, 6)


def test_a_file_that_changed_is_read_again(
    batch: Batch, counted: Counted, worklist: Worklist, tmp_path: Path
) -> None:
    (file,) = write_different(tmp_path / "jpeg", 1)
    batch([file], reader=counted)
    (before,) = worklist.rows()
    file.write_bytes(CHEST_DICOM.read_bytes())
    batch([file], reader=counted)
    (after,) = worklist.rows()
    assert after.patient_id == "9RG1" != before.patient_id


def test_a_file_that_was_not_to_be_had_is_tried_again_and_a_damaged_one_is_not(
    batch: Batch, worklist: Worklist, tmp_path: Path
) -> None:
    missing, damaged = tmp_path / "missing.jpg", tmp_path / "damaged.jpg"
    damaged.write_bytes(chest_jpeg()[:1000])
    batch([missing, damaged])
    assert [row.failed for row in worklist.rows()] == [True, True]
    missing.write_bytes(chest_jpeg())
    told = batch([missing, damaged])
    assert [row.file for row, _ in told] == [missing]
    assert [row.failed for row in worklist.rows()] == [False, True]


def test_an_archive_that_was_damaged_has_no_row_any_more_once_its_files_have(
    batch: Batch, worklist: Worklist, tmp_path: Path
) -> None:
    archive, damaged = tmp_path / "study.zip", tmp_path / "z.zip"
    for file in (archive, damaged):
        file.write_bytes(b"PK\3\4 and not all of it")
    batch(find_radiographs([tmp_path]))
    assert [row.file for row in worklist.rows() if row.failed] == [archive, damaged]
    write_zip(archive, {"a.jpg": chest_jpeg()})
    batch(find_radiographs([tmp_path]))
    assert [(row.file, row.failed) for row in worklist.rows()] == [
        (archive / "a.jpg", False),
        (damaged, True),
    ]


def test_a_folder_that_still_can_not_be_listed_keeps_its_row_though_a_file_in_it_is_named(
    batch: Batch, worklist: Worklist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file,) = write_different(tmp_path / "locked", 1)

    def refuse(_: object) -> object:
        raise PermissionError

    monkeypatch.setattr(os, "scandir", refuse)
    for _ in range(2):
        batch(find_radiographs([file.parent, file]))
        assert [row.file for row in worklist.rows()] == [file.parent, file]
    monkeypatch.undo()
    batch(find_radiographs([file.parent]))
    assert [row.file for row in worklist.rows()] == [file]


def test_what_another_model_read_is_read_again(
    batch: Batch, worklist: Worklist, tmp_path: Path
) -> None:
    (file,) = write_different(tmp_path / "jpeg", 1)
    batch([file])
    (before,) = worklist.rows()
    write_stand_in(tmp_path / "other.onnx", stand_in_card(scope_threshold=0.0))
    other = Reader.open(tmp_path / "other.onnx", Provider.CPU)
    batch([file], reader=other)
    (after,) = worklist.rows()
    assert after.model_sha256 == other.identity.sha256 != before.model_sha256
    assert after.scope


def test_another_operating_point_judges_again_and_reads_nothing(
    batch: Batch, counted: Counted, worklist: Worklist, tmp_path: Path
) -> None:
    files = write_different(tmp_path / "jpeg", 2)
    batch(files, reader=counted)
    before = list(worklist.rows())
    point = counted.operating_point("sensitive")
    assert batch(files, reader=counted, point=point) == []
    assert list(worklist.rows()) == [judged(row, point) for row in before]
    assert len(counted.files) == 2


def test_members_of_an_archive_are_known_until_it_changes(
    batch: Batch, counted: Counted, tmp_path: Path
) -> None:
    archive = write_zip(
        tmp_path / "study.zip", {"a.jpg": chest_jpeg(), "b.jpg": CHEST_DICOM.read_bytes()}
    )
    assert len(batch(find_radiographs([archive]), reader=counted)) == 2
    assert batch(find_radiographs([archive]), reader=counted) == []
    os.utime(archive, ns=(1, 1))
    assert len(batch(find_radiographs([archive]), reader=counted)) == 2
    assert len(counted.files) == 2  # whose content is the same


def test_identical_content_is_read_once_though_all_are_under_way_at_once(
    batch: Batch, counted: Counted, worklist: Worklist, tmp_path: Path
) -> None:
    files = write_jpegs(tmp_path / "jpeg", 30)
    batch(files, reader=counted, jobs=6)
    rows = list(worklist.rows())
    assert len(counted.files) == 1
    assert [row.file for row in rows] == files
    (alike,) = {dataclasses.replace(row, file=Path()) for row in rows}
    assert alike.probability is not None
    assert worklist.picture(rows[-1]) is not None


def test_twins_of_a_file_whose_reading_fails_are_each_tried(
    batch: Batch, reader: Reader, worklist: Worklist, tmp_path: Path
) -> None:
    files = write_jpegs(tmp_path / "jpeg", 8)
    failing = iter((True, True))

    def read(prepared: PreparedRadiograph) -> Reading:
        if next(failing, False):
            raise MemoryError
        return reader.read_prepared(prepared)

    batch(files, reader=ReaderThat(reader, read), jobs=4)
    assert sum(row.failed for row in worklist.rows()) == 2
    assert worklist.count == 8


def test_twins_under_way_share_what_is_wrong_with_their_bytes(
    batch: Batch, worklist: Worklist, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = write_jpegs(tmp_path / "jpeg", 4)
    asked: list[str] = []
    together = threading.Barrier(len(files))
    twin = Turn.twin

    def ask_together(turn: Turn, sha256: str) -> Row | None:
        together.wait()
        row = twin(turn, sha256)
        asked.append("read" if row is None else row.error)
        return row

    monkeypatch.setattr(Turn, "twin", ask_together)
    monkeypatch.setattr(held_module, "_prepare_held", tasks.linger_and_die)
    batch(files, jobs=len(files))
    rows = list(worklist.rows())
    assert [row.file for row in rows] == files
    assert {row.error for row in rows} == {"The decoder stopped on this file."}
    assert asked.count("read") == 1


def test_a_file_that_kills_its_decoder_costs_no_other(
    batch: Batch, worklist: Worklist, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = write_different(tmp_path / "jpeg", 6)
    files[2] = files[2].rename(files[2].with_name(tasks.KILLER))
    monkeypatch.setattr(held_module, "_prepare_held", tasks.prepare_or_die)
    batch(files, jobs=2)
    rows = list(worklist.rows())
    assert [row.failed for row in rows] == [file == files[2] for file in files]
    assert "decoder stopped" in rows[2].error


def test_files_may_come_without_end_and_change_meanwhile(
    batch: Batch, worklist: Worklist, tmp_path: Path
) -> None:
    (file,) = write_different(tmp_path / "jpeg", 1)
    is_read = threading.Event()

    def found() -> Iterator[Path]:
        yield file
        assert is_read.wait(10.0)
        file.write_bytes(CHEST_DICOM.read_bytes())
        yield file

    told = batch(found(), on_row=lambda *_: is_read.set())
    assert [row.patient_id for row, _ in told] == ["", "9RG1"]
    assert [row.patient_id for row in worklist.rows()] == ["9RG1"]
