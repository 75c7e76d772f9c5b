import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow
from tests.dicom_files import write_dicom
from tests.e2e.gestures import drag, picture_of
from tests.e2e.strokes import click, stroke
from viewer.measuring import Kind, MeasurementStore
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.main_window import MainWindow
from viewer.ui.measuring import measuring
from viewer.ui.measuring.asking import CalibrationDialog
from viewer.ui.measuring.words import label_lines, main_figure, worth_of

_SIDE = 400


@pytest.fixture
def chest(tmp_path: Path) -> Path:
    """An AP view whose pixels are half a millimetre, and worth their column's number."""
    pixels = np.tile(np.arange(_SIDE, dtype=np.uint16), (_SIDE, 1))
    return write_dicom(
        tmp_path / "chest.dcm", pixels, ViewPosition="AP", ImagerPixelSpacing=[0.5, 0.5]
    )


@pytest.fixture
def look_at(qtbot: QtBot) -> Callable[[MainWindow, Path], None]:
    def look(window: MainWindow, path: Path) -> None:
        window.open_paths([path])
        qtbot.waitUntil(
            lambda: window.viewports.active.canvas.radiograph is not None, timeout=20_000
        )

    return look


@pytest.fixture
def opened(
    window: MainWindow, chest: Path, look_at: Callable[[MainWindow, Path], None]
) -> MainWindow:
    look_at(window, chest)
    return window


@pytest.fixture
def canvas(opened: MainWindow) -> Canvas:
    return opened.viewports.active.canvas


def _choose(window: MainWindow, tool: str) -> None:
    window.commands[f"measure.{tool}"].trigger()


def _figures(window: MainWindow) -> list[str]:
    board = window.measuring.board
    return [main_figure(board.figures(one)) for one in board.measurements]


def _listed(window: MainWindow) -> list[str]:
    model = window.measuring.panel.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def _type(window: MainWindow, key: Qt.Key, keys=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.viewports.active, key, keys)


def _millimetres(window: MainWindow) -> float:
    return float(_figures(window)[-1].removesuffix(" mm"))


def test_a_length_is_drawn_by_dragging_and_listed(opened: MainWindow, canvas: Canvas) -> None:
    _type(opened, Qt.Key.Key_D)
    stroke(canvas, (100, 200), (300, 200))
    assert _millimetres(opened) == pytest.approx(100, abs=0.6)
    assert _listed(opened) == ["Length"]
    assert worth_of(opened.measuring.board.figures(opened.measuring.board.measurements[0])) == (
        "at the detector"
    )


def test_a_ratio_stays_level_and_is_warned_of_on_an_ap_view(
    opened: MainWindow, canvas: Canvas
) -> None:
    _choose(opened, "ratio")
    stroke(canvas, (150, 200), (250, 220))
    stroke(canvas, (100, 250), (300, 290))
    board = opened.measuring.board
    ratio = board.measurements[0]
    assert ratio.points[2].row == ratio.points[3].row
    lines = label_lines(ratio, board.figures(ratio))
    assert lines[0] == "CTR 0.50"
    assert lines[-1].startswith("AP view")
    assert "AP view" in opened.measuring.panel.figures.text()


def test_measurements_stay_on_their_place_when_the_view_is_turned(
    opened: MainWindow, canvas: Canvas
) -> None:
    _choose(opened, "length")
    stroke(canvas, (100, 200), (300, 200))
    points = opened.measuring.board.measurements[0].points
    for command in ("view.rotate_right", "view.flip_horizontally", "view.zoom_in"):
        opened.commands[command].trigger()
    _choose(opened, "length")  # back to the window tool
    click(canvas, (200, 201))
    assert opened.measuring.board.selected is not None
    assert opened.measuring.board.measurements[0].points == points


def test_what_was_drawn_is_undone_and_drawn_again(opened: MainWindow, canvas: Canvas) -> None:
    undo, redo = opened.commands["edit.undo"], opened.commands["edit.redo"]
    assert not undo.isEnabled()
    _choose(opened, "length")
    stroke(canvas, (100, 200), (300, 200))
    figures = _figures(opened)
    assert undo.text() == "&Undo: add length"
    undo.trigger()
    assert _figures(opened) == []
    redo.trigger()
    assert _figures(opened) == figures


def test_the_delete_key_deletes_what_is_selected_and_nothing_else(
    opened: MainWindow, canvas: Canvas
) -> None:
    _choose(opened, "length")
    stroke(canvas, (100, 100), (300, 100))
    stroke(canvas, (100, 200), (200, 200))
    opened.commands["tool.window"].trigger()
    click(canvas, (200, 100))
    _type(opened, Qt.Key.Key_Delete)
    assert _millimetres(opened) == pytest.approx(50, abs=0.6)
    assert len(_figures(opened)) == 1
    assert not opened.commands["edit.delete"].isEnabled()


def test_the_list_selects_renames_and_deletes_by_key(
    opened: MainWindow, canvas: Canvas, qtbot: QtBot
) -> None:
    _choose(opened, "length")
    stroke(canvas, (100, 100), (300, 100))
    stroke(canvas, (100, 200), (200, 200))
    panel = opened.measuring.panel
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Up)
    selected = opened.measuring.board.selected
    assert selected == opened.measuring.board.measurements[0]
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    editor = panel.list.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "nodule")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _listed(opened) == ["nodule", "Length"])
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert _listed(opened) == ["Length"]


def test_escape_leaves_off_drawing_and_then_puts_the_tool_away(
    opened: MainWindow, canvas: Canvas
) -> None:
    _choose(opened, "length")
    click(canvas, (100, 100))
    _type(opened, Qt.Key.Key_Escape)
    assert opened.measuring.board.draft is None
    assert opened.commands["measure.length"].isChecked()
    _type(opened, Qt.Key.Key_Escape)
    assert opened.commands["tool.window"].isChecked()
    assert _figures(opened) == []


def test_beside_measurements_the_left_button_is_the_tools(
    opened: MainWindow, canvas: Canvas
) -> None:
    _choose(opened, "length")
    stroke(canvas, (100, 100), (300, 100))
    opened.commands["tool.window"].trigger()
    before = canvas.view
    drag(canvas.viewport(), QPoint(60, 0))
    assert canvas.view != before
    assert opened.measuring.board.selected is None


def test_hidden_measurements_are_neither_seen_nor_taken_hold_of(
    opened: MainWindow, canvas: Canvas
) -> None:
    opened.commands["show.annotations"].setChecked(False)
    without = picture_of(canvas)
    opened.commands["show.annotations"].setChecked(True)
    _choose(opened, "length")
    stroke(canvas, (100, 100), (300, 100))
    opened.commands["tool.window"].trigger()
    opened.commands["show.annotations"].setChecked(False)
    assert picture_of(canvas) == without
    click(canvas, (200, 100))
    assert opened.measuring.board.selected is None


def test_a_known_length_calibrates_every_length_and_can_be_undone(
    opened: MainWindow, canvas: Canvas
) -> None:
    _choose(opened, "length")
    stroke(canvas, (100, 100), (300, 100))
    _choose(opened, "calibrate")
    stroke(canvas, (100, 300), (300, 300))
    dialog = opened.findChild(CalibrationDialog)
    assert dialog is not None
    dialog.length.setValue(80.0)
    dialog.accept()
    assert _millimetres(opened) == pytest.approx(80, abs=0.6)
    assert canvas.spacing is not None
    assert canvas.spacing.worth == "calibrated by you: 80 mm"
    assert opened.measuring.panel.calibration.text() == "Calibrated by you: 80 mm"
    assert opened.commands["tool.window"].isChecked()
    opened.commands["edit.undo"].trigger()
    assert _millimetres(opened) == pytest.approx(100, abs=0.6)
    assert not opened.measuring.panel.calibration.isVisible()


def test_measurements_and_calibration_are_there_again_on_reopening(
    open_window: OpenWindow,
    chest: Path,
    look_at: Callable[[MainWindow, Path], None],
    qtbot: QtBot,
) -> None:
    first = open_window()
    look_at(first, chest)
    _choose(first, "length")
    stroke(first.viewports.active.canvas, (100, 100), (300, 100))
    _choose(first, "calibrate")
    stroke(first.viewports.active.canvas, (100, 300), (300, 300))
    dialog = first.findChild(CalibrationDialog)
    assert dialog is not None
    dialog.length.setValue(80.0)
    dialog.accept()
    first.close()
    second = open_window()
    look_at(second, chest.rename(chest.with_name("moved.dcm")))
    qtbot.waitUntil(lambda: _figures(second) != [])
    assert _millimetres(second) == pytest.approx(80, abs=0.6)


def test_what_cannot_be_kept_is_told_and_stays_on_the_screen(
    opened: MainWindow, canvas: Canvas, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "state").mkdir(exist_ok=True)
    blocked = tmp_path / "state" / "measurements"
    blocked.write_text("a file where the folder should be")
    _choose(opened, "length")
    stroke(canvas, (100, 100), (300, 100))
    qtbot.waitUntil(lambda: opened.banner.isVisible())
    assert "can't be kept" in opened.banner.text
    assert len(_figures(opened)) == 1
    blocked.unlink()
    opened.close()
    assert MeasurementStore(blocked).kept() != {}


def test_both_viewports_show_what_is_measured_on_one_radiograph(
    opened: MainWindow, chest: Path, qtbot: QtBot
) -> None:
    opened.commands["layout.two"].trigger()
    one, other = opened.viewports.in_sight
    other.shown.show_path(chest)
    qtbot.waitUntil(lambda: other.canvas.radiograph is not None, timeout=20_000)
    before = picture_of(other.canvas)
    _choose(opened, "length")
    stroke(one.canvas, (100, 100), (300, 100))
    assert picture_of(other.canvas) != before


def test_all_that_was_measured_is_exported(
    opened: MainWindow,
    canvas: Canvas,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "table.csv"
    monkeypatch.setattr(measuring, "ask_for_table", lambda _parent: target)
    _choose(opened, "length")
    stroke(canvas, (100, 100), (300, 100))
    opened.commands["measure.export_csv"].trigger()
    qtbot.waitUntil(target.exists)
    with target.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["kind"] for row in rows] == [Kind.LENGTH.value]
    qtbot.waitUntil(lambda: "table.csv" in opened.status.currentMessage())


def test_the_keyboard_alone_draws_takes_a_point_and_moves_it(
    opened: MainWindow, canvas: Canvas
) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    _type(opened, Qt.Key.Key_D)
    _type(opened, Qt.Key.Key_Return)
    before = opened.measuring.board.measurements[0].points
    _type(opened, Qt.Key.Key_Return, alt)
    _type(opened, Qt.Key.Key_Left, alt)
    _type(opened, Qt.Key.Key_Left, alt | Qt.KeyboardModifier.ShiftModifier)
    first, second = opened.measuring.board.measurements[0].points
    way = canvas.viewport_place(QPointF(*first)) - canvas.viewport_place(QPointF(*before[0]))
    assert (way.x(), way.y()) == pytest.approx((-11, 0), abs=0.01)
    assert second == before[1]
    opened.measuring.panel.list.setFocus()
    QTest.keyClick(opened.measuring.panel.list, Qt.Key.Key_Return, alt)
    QTest.keyClick(opened.measuring.panel.list, Qt.Key.Key_Down, alt)
    assert opened.measuring.board.measurements[0].points[1].row > second.row


def test_when_the_last_one_is_deleted_in_the_list_the_keys_go_to_the_radiograph(
    opened: MainWindow, canvas: Canvas
) -> None:
    _choose(opened, "calibrate")
    stroke(canvas, (100, 300), (300, 300))
    opened.findChild(CalibrationDialog).accept()
    opened.activateWindow()  # as a desktop does
    _choose(opened, "length")
    stroke(canvas, (100, 100), (300, 100))
    opened.measuring.panel.list.setFocus()
    QTest.keyClick(opened.measuring.panel.list, Qt.Key.Key_Delete)
    assert opened.viewports.active.hasFocus()


def test_a_calibration_is_of_the_radiograph_on_which_its_line_was_drawn(
    opened: MainWindow, canvas: Canvas, chest: Path, qtbot: QtBot
) -> None:
    drawn_on = opened.measuring.board.sheet
    _choose(opened, "calibrate")
    stroke(canvas, (100, 300), (300, 300))
    other = write_dicom(
        chest.with_name("other.dcm"), np.zeros((_SIDE, _SIDE), np.uint16), ImagerPixelSpacing=[1, 1]
    )
    opened.open_paths([other])
    qtbot.waitUntil(
        lambda: canvas.radiograph is not None and canvas.radiograph.source.path == other,
        timeout=20_000,
    )
    opened.findChild(CalibrationDialog).accept()
    assert drawn_on.sheet.calibration is not None
    assert opened.measuring.board.sheet.sheet.calibration is None
