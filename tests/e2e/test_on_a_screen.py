"""The few things that only a real X server shows."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.data import CHEST_DICOM
from tests.e2e.gestures import drag
from viewer.ui.main_window import MainWindow

pytestmark = pytest.mark.display


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow) -> MainWindow:
    window.open_paths([CHEST_DICOM])
    qtbot.waitUntil(lambda: window.desk.current.reading is not None, timeout=20_000)
    return window


def _on_screen(window: MainWindow, place: QPoint):
    canvas = window.viewports.active.canvas.viewport()
    picture = QGuiApplication.primaryScreen().grabWindow(0).toImage()
    return picture.pixelColor(canvas.mapToGlobal(place))


def test_the_radiograph_is_on_the_screen_and_black_is_beside_it(
    qtbot: QtBot, opened: MainWindow
) -> None:
    canvas = opened.viewports.active.canvas
    middle = canvas.viewport().rect().center()
    qtbot.waitUntil(lambda: _on_screen(opened, middle).lightness() > 60, timeout=5000)
    assert _on_screen(opened, QPoint(5, middle.y())).lightness() < 10


def test_the_radiograph_is_the_largest_thing(opened: MainWindow) -> None:
    canvas = opened.viewports.active.canvas
    window = opened.width() * opened.height()
    assert canvas.width() * canvas.height() > 0.5 * window


def test_mouse_and_keys_reach_the_radiograph(qtbot: QtBot, opened: MainWindow) -> None:
    canvas = opened.viewports.active.canvas
    before = canvas.view
    drag(canvas.viewport(), QPoint(80, 40))
    assert canvas.view != before
    with qtbot.waitActive(opened):
        opened.activateWindow()
    QTest.keyClick(opened.windowHandle(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: canvas.view == before, timeout=5000)
