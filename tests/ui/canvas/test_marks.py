"""What is written round the picture is hidden by a key, and a lens follows the cursor."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow
from tests.dicom_files import write_dicom
from tests.e2e.gestures import hover, picture_of
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.magnifier import RADIUS
from viewer.ui.main_window import MainWindow

_DOT = 200
"""Where a bright square of eight pixels is, on black."""


@pytest.fixture
def opened(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    window = open_window(wait=False)
    pixels = np.zeros((400, 400), np.uint8)
    pixels[_DOT : _DOT + 8, _DOT : _DOT + 8] = 255
    Image.fromarray(pixels).save(tmp_path / "dot.png")
    window.open_paths([tmp_path / "dot.png"])
    qtbot.waitUntil(lambda: window.desk.current.radiograph is not None, timeout=10_000)
    return window


def _canvas(window: MainWindow) -> Canvas:
    return window.viewports.active.canvas


def _bright(picture: QImage, around: QPoint, reach: int) -> int:
    area = picture.copy(around.x() - reach, around.y() - reach, 2 * reach, 2 * reach)
    area = area.convertToFormat(QImage.Format.Format_Grayscale8)
    lines = np.frombuffer(area.constBits(), np.uint8).reshape(area.height(), -1)
    return int((lines[:, : area.width()] > 230).sum())


def test_t_hides_the_texts_and_shows_them_again(opened: MainWindow) -> None:
    before = picture_of(_canvas(opened))
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_T)
    hidden = picture_of(_canvas(opened))
    assert _bright(before, QPoint(60, 20), 20) > 0
    assert _bright(hidden, QPoint(60, 20), 20) == 0
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_T)
    assert picture_of(_canvas(opened)) == before


@pytest.mark.parametrize("turned", [False, True])
def test_g_shows_a_lens_in_which_what_is_under_the_cursor_is_larger(
    opened: MainWindow, turned: bool
) -> None:
    canvas = _canvas(opened)
    if turned:
        QTest.keyClick(opened.viewports.active, Qt.Key.Key_R)
        QTest.keyClick(opened.viewports.active, Qt.Key.Key_H)
    place = canvas.viewport_place(canvas.item.mapFromScene(_DOT + 4.0, _DOT + 4.0)).toPoint()
    hover(canvas.viewport(), place)
    without = _bright(picture_of(canvas), place, RADIUS - 10)
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_G)
    assert _bright(picture_of(canvas), place, RADIUS - 10) > 4 * without


def test_the_lens_is_gone_when_the_cursor_leaves(opened: MainWindow) -> None:
    canvas = _canvas(opened)
    before = picture_of(canvas)
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_G)
    hover(canvas.viewport(), canvas.viewport().rect().center())
    assert picture_of(canvas) != before
    QApplication.sendEvent(canvas.viewport(), QEvent(QEvent.Type.Leave))
    assert picture_of(canvas) == before


def test_the_lens_shows_the_window_that_the_radiograph_has(opened: MainWindow) -> None:
    canvas = _canvas(opened)
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_G)
    middle = canvas.viewport().rect().center() + QPoint(60, 60)
    hover(canvas.viewport(), middle)
    assert _bright(picture_of(canvas), middle + QPoint(50, 0), 20) == 0
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_I)
    assert _bright(picture_of(canvas), middle + QPoint(50, 0), 20) == 1600


def test_another_radiograph_under_a_resting_cursor_is_the_one_in_the_lens(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path
) -> None:
    canvas = _canvas(opened)
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_G)
    middle = canvas.viewport().rect().center()
    hover(canvas.viewport(), middle)
    pixels = np.full((96, 96), 4095, np.uint16)
    white = write_dicom(tmp_path / "white.dcm", pixels, WindowCenter="1000", WindowWidth="2000")
    opened.open_paths([white])
    qtbot.waitUntil(lambda: canvas.radiograph is not None, timeout=10_000)
    qtbot.waitUntil(lambda: opened.desk.current.path == white, timeout=10_000)
    qtbot.waitUntil(lambda: opened.desk.current.radiograph is not None, timeout=10_000)
    assert _bright(picture_of(canvas), middle + QPoint(50, 0), 20) == 1600


def test_a_mirrored_picture_says_so(opened: MainWindow) -> None:
    canvas = _canvas(opened)
    corner = QPoint(canvas.viewport().width() - 60, canvas.viewport().height() - 55)
    before = _bright(picture_of(canvas), corner, 10)
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_H)
    assert _bright(picture_of(canvas), corner, 10) > before
