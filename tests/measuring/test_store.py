import json
import multiprocessing
from pathlib import Path

import pytest

from tests.measuring.radiographs import SHA
from viewer.errors import MeasurementsError
from viewer.measuring import (
    Calibration,
    Change,
    Kind,
    Level,
    Measurement,
    MeasurementStore,
    Point,
    Sheet,
    SheetKey,
)

KEY = SheetKey(SHA)


@pytest.fixture
def store(tmp_path: Path) -> MeasurementStore:
    return MeasurementStore(tmp_path / "measurements")


def _length(column: float = 0.25) -> Measurement:
    return Measurement(Kind.LENGTH, (Point(column, 1.0), Point(5.0, 6.0)))


def _put(*measurements: Measurement) -> Change:
    return Change({one.id: one for one in measurements})


def _document(store: MeasurementStore, tmp_path: Path) -> Path:
    store.save(KEY, _put(_length()))
    return next((tmp_path / "measurements").glob("*.json"))


def test_what_was_measured_is_there_again(store: MeasurementStore) -> None:
    length = _length()
    ratio = Measurement(
        Kind.RATIO,
        (Point(1, 2), Point(3, 4), Point(5, 6), Point(7, 6)),
        Level.COLUMNS,
        "before treatment",
        Point(20, 30),
    )
    calibration = Calibration(Point(0, 0), Point(0, 50), 25.0)
    store.save(KEY, _put(length, ratio))
    store.save(KEY, Change(recalibrates=True, calibration=calibration))
    assert store.load(KEY) == Sheet((length, ratio), calibration)


def test_frames_of_a_file_are_kept_apart(store: MeasurementStore) -> None:
    store.save(SheetKey(SHA, 1), _put(_length()))
    assert store.load(KEY) == Sheet()
    assert store.kept() == {SHA: [1]}


def test_two_programs_keep_each_others_work(store: MeasurementStore, tmp_path: Path) -> None:
    other = MeasurementStore(tmp_path / "measurements")
    mine, theirs = _length(1), _length(2)
    store.save(KEY, _put(mine))
    assert other.save(KEY, _put(theirs)) == Sheet((mine, theirs))
    store.save(KEY, Change({mine.id: None}))
    assert other.load(KEY) == Sheet((theirs,))


def _save_ten(folder: Path) -> None:
    for _ in range(10):
        MeasurementStore(folder).save(KEY, _put(_length()))


def test_programs_that_save_at_once_lose_nothing(store: MeasurementStore, tmp_path: Path) -> None:
    store.save(KEY, _put(_length()))
    processes = [
        multiprocessing.get_context("fork").Process(
            target=_save_ten, args=(tmp_path / "measurements",)
        )
        for _ in range(2)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert len(store.load(KEY).measurements) == 21


def test_a_sheet_that_became_empty_leaves_no_document(store: MeasurementStore) -> None:
    length = _length()
    store.save(KEY, _put(length))
    store.save(KEY, Change({length.id: None}))
    assert store.kept() == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"schema": 1}',
        b'{"schema": 1, "sheet": {"measurements": [{"kind": "length", "points": [[1, 2]]}]}}',
        b'{"schema": 1, "sheet": {"measurements": [{"kind": "length", "points":'
        b"[[1, NaN], [1, 2]]}]}}",
    ],
)
def test_a_broken_document_is_set_aside_and_told_of(
    store: MeasurementStore, tmp_path: Path, content: bytes
) -> None:
    document = _document(store, tmp_path)
    document.write_bytes(content)
    with pytest.raises(MeasurementsError, match="can't be read") as told:
        store.load(KEY)
    aside = next((tmp_path / "measurements").glob("*.broken-*"))
    assert aside.name in told.value.hint
    assert aside.read_bytes() == content
    assert store.load(KEY) == Sheet()


def test_a_change_on_a_broken_document_is_kept_all_the_same(
    store: MeasurementStore, tmp_path: Path
) -> None:
    _document(store, tmp_path).write_bytes(b"{")
    length = _length()
    with pytest.raises(MeasurementsError):
        store.save(KEY, _put(length))
    assert store.load(KEY) == Sheet((length,))


def test_a_document_of_a_later_version_is_left_as_it_is(
    store: MeasurementStore, tmp_path: Path
) -> None:
    document = _document(store, tmp_path)
    later = json.dumps({"schema": 2, "sheet": {"drawn": "otherwise"}})
    document.write_text(later)
    with pytest.raises(MeasurementsError, match="later version"):
        store.load(KEY)
    with pytest.raises(MeasurementsError, match="later version"):
        store.save(KEY, _put(_length()))
    assert document.read_text() == later


def test_a_folder_that_can_t_be_written_to_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "measurements").write_text("a file where the folder should be")
    with pytest.raises(MeasurementsError, match="can't be kept"):
        MeasurementStore(tmp_path / "measurements").save(KEY, _put(_length()))
