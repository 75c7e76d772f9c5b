import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from resources import shipped_model
from tests.conftest import OpenWindow
from tests.data import CHEST_DICOM
from tests.e2e.gestures import drag, picture_of, wheel
from viewer.imaging import open_radiograph
from viewer.imaging.windowing import percentile_window
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.main_window import MainWindow


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow) -> MainWindow:
    window.open_paths([CHEST_DICOM])
    qtbot.waitUntil(lambda: window.desk.current.reading is not None, timeout=20_000)
    return window


@pytest.fixture
def canvas(opened: MainWindow) -> Canvas:
    return opened.viewports.active.canvas


def test_dragging_right_widens_the_window_and_changes_the_picture(canvas: Canvas) -> None:
    before, picture = canvas.view, picture_of(canvas)
    drag(canvas.viewport(), QPoint(120, 0))
    assert canvas.view.width > before.width
    assert canvas.view.centre == before.centre
    assert picture_of(canvas) != picture


def test_dragging_up_makes_the_picture_brighter(canvas: Canvas) -> None:
    before = _mean_grey(canvas)
    drag(canvas.viewport(), QPoint(0, -80))
    assert _mean_grey(canvas) > before + 5


def test_monochrome1_is_shown_with_small_values_white(opened: MainWindow) -> None:
    canvas = opened.viewports.active.canvas
    opened.commands["reading.heatmap"].setChecked(False)
    pixels = open_radiograph(CHEST_DICOM).pixels
    shown = picture_of(canvas)
    stored, grey = [], []
    for row in range(300, 1700, 100):
        for column in range(300, 1600, 100):
            place = canvas.mapFromScene(column, row)
            stored.append(float(pixels[row, column]))
            grey.append(shown.pixelColor(place).red())
    assert np.corrcoef(stored, grey)[0, 1] < -0.95


def test_inverting_turns_black_and_white_round(opened: MainWindow) -> None:
    canvas = opened.viewports.active.canvas
    opened.commands["reading.heatmap"].setChecked(False)
    middle = canvas.viewport().rect().center()
    before = picture_of(canvas).pixelColor(middle).red()
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_I)
    assert abs(picture_of(canvas).pixelColor(middle).red() - (255 - before)) <= 1


def test_the_wheel_zooms_at_the_cursor(canvas: Canvas) -> None:
    place = canvas.viewport().rect().center() + QPoint(60, -40)
    before, zoom = canvas.mapToScene(place), canvas.zoom
    wheel(canvas.viewport(), place, 3)
    after = canvas.mapToScene(place)
    assert canvas.zoom > 1.5 * zoom
    assert abs(after.x() - before.x()) < 3
    assert abs(after.y() - before.y()) < 3


def test_the_middle_button_pans(canvas: Canvas) -> None:
    wheel(canvas.viewport(), canvas.viewport().rect().center(), 5)
    middle = canvas.viewport().rect().center()
    before = canvas.mapToScene(middle)
    drag(canvas.viewport(), QPoint(50, 0), Qt.MouseButton.MiddleButton)
    assert canvas.mapToScene(middle).x() < before.x()


def test_the_right_button_zooms(canvas: Canvas) -> None:
    before = canvas.zoom
    drag(canvas.viewport(), QPoint(0, -40), Qt.MouseButton.RightButton)
    assert canvas.zoom > before


def test_a_chosen_tool_is_what_the_left_button_does(opened: MainWindow) -> None:
    canvas = opened.viewports.active.canvas
    view = canvas.view
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_Z)
    before = canvas.zoom
    drag(canvas.viewport(), QPoint(0, -40))
    assert canvas.zoom > before
    assert canvas.view == view


def test_the_keys_choose_windows_and_reset_brings_the_first_view_back(
    opened: MainWindow,
) -> None:
    canvas, page = opened.viewports.active.canvas, opened.viewports.active
    first, fitted = canvas.view, canvas.zoom
    QTest.keyClick(page, Qt.Key.Key_0)
    assert canvas.view == percentile_window(canvas.radiograph)
    QTest.keyClick(page, Qt.Key.Key_1)
    assert canvas.view == first
    QTest.keyClick(page, Qt.Key.Key_0)
    QTest.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom == pytest.approx(1.0)
    QTest.keyClick(page, Qt.Key.Key_Space)
    assert canvas.view == first
    assert canvas.zoom == pytest.approx(fitted)


def test_the_radiograph_stays_whole_when_the_window_changes_its_size(
    opened: MainWindow, qtbot: QtBot
) -> None:
    canvas = opened.viewports.active.canvas
    before = canvas.zoom
    opened.resize(1100, 700)
    qtbot.waitUntil(lambda: canvas.zoom < before)
    visible = canvas.mapToScene(canvas.viewport().rect()).boundingRect()
    assert visible.adjusted(-2, -2, 2, 2).contains(0, 0)
    assert visible.adjusted(-2, -2, 2, 2).contains(1841, 1955)


def test_the_window_fits_a_small_screen_with_both_panels_open(opened: MainWindow) -> None:
    opened.resize(1024, 680)
    assert (opened.width(), opened.height()) == (1024, 680)
    assert opened.studies_panel.isVisible()
    assert opened.reading_panel.isVisible()


def test_the_reading_panel_hides_nothing_at_its_right_edge(open_window: OpenWindow) -> None:
    panel = open_window(shipped_model()).reading_panel
    panel.window().resize(1024, 680)
    assert panel.widget().width() <= panel.viewport().width()


def test_the_wheel_over_the_reading_panel_changes_no_setting(opened: MainWindow) -> None:
    panel = opened.reading_panel
    for control in (panel.points, panel.heatmap.opacity.slider, panel.heatmap.maps):
        wheel(control, control.rect().center(), -2)
    assert panel.points.currentIndex() == 0
    assert panel.heatmap.opacity.slider.value() == 45
    assert panel.heatmap.maps.currentIndex() == 0


def test_a_click_on_the_radiograph_gives_its_keys_back(opened: MainWindow) -> None:
    opened.reading_panel.points.setFocus()
    QTest.mouseClick(opened.viewports.active.canvas.viewport(), Qt.MouseButton.LeftButton)
    assert opened.viewports.active.hasFocus()


def test_the_keys_dialog_lists_the_keys(opened: MainWindow) -> None:
    opened.commands["help.keys"].trigger()
    dialog = next(child for child in opened.children() if child.inherits("QDialog"))
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Invert" in texts
    assert "I" in texts
    dialog.close()


def _mean_grey(canvas: Canvas) -> float:
    image = picture_of(canvas)
    middle = image.rect().center()
    return float(
        np.mean(
            [
                image.pixelColor(middle + QPoint(x, y)).lightness()
                for x in range(-150, 150, 25)
                for y in range(-150, 150, 25)
            ]
        )
    )
