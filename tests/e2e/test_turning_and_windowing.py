"""Keys, menu and mouse that change how a radiograph is shown."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow
from tests.data import CHEST_DICOM
from tests.e2e.gestures import drag, wheel
from tests.ui.canvas.pictures import grey_of
from viewer.imaging.presets import Preset, preset_window
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.orientation import Orientation
from viewer.ui.main_window import MainWindow
from viewer.ui.viewports.viewport import Viewport

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow) -> MainWindow:
    return _open(qtbot, window)


def test_r_and_shift_r_turn_and_h_and_v_flip_until_space_undoes_it_all(opened: MainWindow) -> None:
    canvas = _canvas(opened)
    for key, keys, expected in (
        (Qt.Key.Key_R, Qt.KeyboardModifier.NoModifier, Orientation(1)),
        (Qt.Key.Key_R, Qt.KeyboardModifier.NoModifier, Orientation(2)),
        (Qt.Key.Key_R, _SHIFT, Orientation(1)),
        (Qt.Key.Key_H, Qt.KeyboardModifier.NoModifier, Orientation(3, True)),
        (Qt.Key.Key_V, Qt.KeyboardModifier.NoModifier, Orientation(3)),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, Orientation()),
    ):
        QTest.keyClick(opened.viewports.active, key, keys)
        assert canvas.orientation == expected


def test_flipping_exchanges_left_and_right_of_what_is_seen(opened: MainWindow) -> None:
    canvas = _canvas(opened)
    for id in ("reading.heatmap", "show.annotations"):
        opened.commands[id].setChecked(False)
    before = grey_of(canvas).astype(int)
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_H)
    flipped = grey_of(canvas).astype(int)
    # The picture may lie half a pixel off the middle.
    assert np.abs(flipped - np.fliplr(before)).mean() < 2
    assert np.abs(flipped - before).mean() > 10


def test_the_figures_three_to_six_window_by_tissue(opened: MainWindow) -> None:
    canvas = _canvas(opened)
    for key, preset in (
        (Qt.Key.Key_3, Preset.LUNGS),
        (Qt.Key.Key_4, Preset.MEDIASTINUM),
        (Qt.Key.Key_5, Preset.BONE),
        (Qt.Key.Key_6, Preset.SOFT_TISSUE),
    ):
        QTest.keyClick(opened.viewports.active, key)
        assert canvas.view == preset_window(canvas.radiograph, preset)


def test_a_window_that_was_kept_is_there_again_after_the_next_start(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    first = _open(qtbot, open_window())
    drag(_canvas(first).viewport(), QPoint(60, 25))
    dragged = _canvas(first).view
    QTest.keyClick(first.viewports.active, Qt.Key.Key_8, _CTRL)
    first.close()
    second = _open(qtbot, open_window())
    QTest.keyClick(second.viewports.active, Qt.Key.Key_8)
    view = _canvas(second).view
    assert (view.centre, view.width) == (
        pytest.approx(dragged.centre),
        pytest.approx(dragged.width),
    )


def test_a_key_without_a_window_says_so_and_changes_nothing(opened: MainWindow) -> None:
    before = _canvas(opened).view
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_7)
    assert "7" in opened.status.currentMessage()
    assert _canvas(opened).view == before


def test_real_size_without_millimetres_says_so_and_changes_nothing(opened: MainWindow) -> None:
    canvas = _canvas(opened)
    before = canvas.zoom
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_2, _CTRL)
    assert "millimetres" in opened.status.currentMessage()
    assert canvas.zoom == before


def test_the_keyboard_alone_pans_and_changes_the_window(opened: MainWindow) -> None:
    canvas, active = _canvas(opened), opened.viewports.active
    view, centre = canvas.view, canvas.centre
    QTest.keyClick(active, Qt.Key.Key_Right, _CTRL)
    assert canvas.centre.x() > centre.x()
    QTest.keyClick(active, Qt.Key.Key_Right, _CTRL | _SHIFT)
    assert canvas.view.width > view.width
    QTest.keyClick(active, Qt.Key.Key_Left, _CTRL | _SHIFT)
    assert canvas.view.width == pytest.approx(view.width)


def test_the_equals_key_fits_and_leaves_the_window_as_it_is(opened: MainWindow) -> None:
    canvas = _canvas(opened)
    fitted = canvas.zoom
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_3)
    view = canvas.view
    wheel(canvas.viewport(), QPoint(100, 100), 3)
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_Equal)
    assert canvas.zoom == pytest.approx(fitted)
    assert canvas.view == view


def test_a_right_click_opens_a_menu_of_what_can_be_done(opened: MainWindow, qtbot: QtBot) -> None:
    canvas = _canvas(opened)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.RightButton, pos=QPoint(200, 200))
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert all(action.isEnabled() for action in actions)
    next(action for action in actions if action.objectName() == "window.invert").trigger()
    menu.close()
    assert canvas.inverted


def _press_menu_key(viewport: Viewport) -> None:
    """What Qt makes of it: an event in the middle of what has the focus."""
    middle = viewport.rect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(
        viewport, QContextMenuEvent(reason, middle, viewport.mapToGlobal(middle))
    )


@pytest.mark.parametrize(
    "press",
    [_press_menu_key, lambda viewport: QTest.keyClick(viewport, Qt.Key.Key_F10, _SHIFT)],
    ids=("menu", "shift+f10"),
)
def test_a_key_opens_the_same_menu_for_the_arrow_keys(
    press: Callable[[Viewport], None], opened: MainWindow, qtbot: QtBot
) -> None:
    press(opened.viewports.active)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert opened.commands["tool.zoom"].isChecked()


def test_no_key_opens_the_menu_of_a_radiograph_where_there_is_none(window: MainWindow) -> None:
    _press_menu_key(window.viewports.active)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_F10, _SHIFT)
    assert QApplication.activePopupWidget() is None


def _open(qtbot: QtBot, window: MainWindow) -> MainWindow:
    window.open_paths([CHEST_DICOM])
    qtbot.waitUntil(lambda: window.desk.current.radiograph is not None, timeout=20_000)
    return window


def _canvas(window: MainWindow) -> Canvas:
    return window.viewports.active.canvas
