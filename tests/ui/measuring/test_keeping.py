from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from viewer.imaging import Source
from viewer.measuring import Change, Kind, Measurement, MeasurementStore, Point, SheetKey
from viewer.ui.measuring.keeping import SheetKeeper

SOURCE = Source(Path("chest.dcm"), "ab" * 32)
KEY = SheetKey.of(SOURCE)


def _length(column: float = 0.0) -> Measurement:
    return Measurement(Kind.LENGTH, (Point(column, 0), Point(5, 6)))


@pytest.fixture
def store(tmp_path: Path) -> MeasurementStore:
    return MeasurementStore(tmp_path / "measurements")


def test_what_was_drawn_before_the_kept_sheet_came_is_not_lost(
    keeper: SheetKeeper, store: MeasurementStore, qtbot: QtBot
) -> None:
    kept, drawn = _length(1), _length(2)
    store.save(KEY, Change({kept.id: kept}))
    sheet = keeper.open(SOURCE)
    sheet.add(drawn)
    qtbot.waitUntil(lambda: sheet.sheet.measurements == (kept, drawn))
    qtbot.waitUntil(lambda: store.load(KEY).measurements == (kept, drawn))


def test_undoing_leaves_what_another_program_added(
    keeper: SheetKeeper, store: MeasurementStore, qtbot: QtBot
) -> None:
    mine, theirs = _length(1), _length(2)
    sheet = keeper.open(SOURCE)
    sheet.add(mine)
    qtbot.waitUntil(lambda: store.load(KEY).measurements == (mine,))
    store.save(KEY, Change({theirs.id: theirs}))
    sheet.stack.undo()
    qtbot.waitUntil(lambda: sheet.sheet.measurements == (theirs,))


def test_closing_keeps_what_was_not_kept_yet(keeper: SheetKeeper, store: MeasurementStore) -> None:
    sheet = keeper.open(SOURCE)
    measurements = tuple(_length(column) for column in range(5))
    for measurement in measurements:
        sheet.add(measurement)
    keeper.close()
    assert store.load(KEY).measurements == measurements


def test_deleting_all_is_one_step_to_undo(keeper: SheetKeeper) -> None:
    sheet = keeper.open(SOURCE)
    measurements = (_length(1), _length(2))
    for measurement in measurements:
        sheet.add(measurement)
    sheet.clear()
    assert sheet.sheet.measurements == ()
    sheet.stack.undo()
    assert sheet.sheet.measurements == measurements
