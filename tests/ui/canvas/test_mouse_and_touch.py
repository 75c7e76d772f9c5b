"""Buttons, wheel and fingers on a canvas."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QVector2D, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.e2e.gestures import drag, hover, wheel
from viewer.imaging.spacing import Spacing, SpacingSource
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.orientation import Orientation

_NONE, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
_PLACE = QPoint(150, 120)


def _two_fingers(canvas: Canvas, by: QPoint, keys: Qt.KeyboardModifier = _NONE) -> None:
    """Two fingers move on a touchpad, as macOS and Wayland tell it."""
    viewport = canvas.viewport()
    event = QWheelEvent(
        QPointF(_PLACE),
        QPointF(viewport.mapToGlobal(_PLACE)),
        by,
        by * 8,
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.ScrollUpdate,
        False,
    )
    QApplication.sendEvent(viewport, event)


def _native(canvas: Canvas, kind: Qt.NativeGestureType, value: float = 0.0) -> None:
    place = QPointF(_PLACE)
    event = QNativeGestureEvent(
        kind,
        QPointingDevice.primaryPointingDevice(),
        2,
        place,
        place,
        QPointF(canvas.viewport().mapToGlobal(_PLACE)),
        value,
        QPointF(),
    )
    QApplication.sendEvent(canvas.viewport(), event)


def _at(canvas: Canvas) -> QPointF:
    return canvas.item_place(QPointF(_PLACE))


def _moved(one: QPointF, other: QPointF) -> float:
    return QVector2D(one - other).length()


def test_a_drag_with_ctrl_changes_the_window_a_little(canvas: Canvas) -> None:
    first = canvas.view
    drag(canvas.viewport(), QPoint(80, 0))
    coarse = canvas.view.width - first.width
    canvas.set_view(first)
    drag(canvas.viewport(), QPoint(80, 0), keys=_CTRL)
    fine = canvas.view.width - first.width
    assert fine == pytest.approx(coarse / 8)


@pytest.mark.parametrize("orientation", [Orientation(), Orientation(1), Orientation(2, True)])
def test_the_picture_follows_the_hand_that_pans_it_however_it_is_turned(
    canvas: Canvas, orientation: Orientation
) -> None:
    canvas.set_orientation(orientation)
    before = canvas.viewport_place(QPointF(40, 30))
    drag(canvas.viewport(), QPoint(31, -17), Qt.MouseButton.MiddleButton)
    after = canvas.viewport_place(QPointF(40, 30))
    assert after - before == QPointF(31, -17)


def test_a_right_click_asks_for_the_menu_where_it_was(canvas: Canvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.menu_asked, timeout=100) as asked:
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.RightButton, pos=_PLACE)
    place, on_item = asked.args
    assert place == canvas.viewport().mapToGlobal(_PLACE)
    assert on_item == _at(canvas)


def test_a_right_drag_zooms_and_asks_for_no_menu(canvas: Canvas, qtbot: QtBot) -> None:
    before = canvas.zoom
    with qtbot.assertNotEmitted(canvas.menu_asked):
        drag(canvas.viewport(), QPoint(0, 30), Qt.MouseButton.RightButton)
    assert canvas.zoom < before


def test_the_wheel_walks_where_there_is_where_to_and_zooms_with_ctrl(
    canvas: Canvas, qtbot: QtBot
) -> None:
    canvas.set_walks_instances(True)
    before = canvas.zoom
    with qtbot.waitSignal(canvas.steps_asked, timeout=100) as asked:
        wheel(canvas.viewport(), _PLACE, -1)
    assert asked.args == [1]
    assert canvas.zoom == before
    with qtbot.assertNotEmitted(canvas.steps_asked):
        wheel(canvas.viewport(), _PLACE, 1, _CTRL)
    assert canvas.zoom > before


@pytest.mark.parametrize("orientation", [Orientation(), Orientation(1), Orientation(0, True)])
def test_zooming_keeps_what_is_below_the_cursor_there(
    canvas: Canvas, orientation: Orientation
) -> None:
    canvas.set_orientation(orientation)
    before, zoom = _at(canvas), canvas.zoom
    wheel(canvas.viewport(), _PLACE, 2)
    assert canvas.zoom == pytest.approx(1.44 * zoom)
    assert _moved(_at(canvas), before) <= 1 / zoom


def test_zooming_ends_before_the_picture_is_lost(canvas: Canvas) -> None:
    canvas.zoom_by(1e9, QPointF(_PLACE))
    assert canvas.zoom == pytest.approx(32.0)
    canvas.zoom_by(1e-9, QPointF(_PLACE))
    assert canvas.zoom == pytest.approx(1.0)
    canvas.resize(40, 30)
    canvas.zoom_by(1e-9, QPointF(_PLACE))
    assert canvas.zoom == pytest.approx(canvas.fit_zoom / 4)


def test_two_fingers_pan(canvas: Canvas) -> None:
    zoom, before = canvas.zoom, canvas.viewport_place(QPointF(40, 30))
    _two_fingers(canvas, QPoint(12, -9))
    assert canvas.viewport_place(QPointF(40, 30)) - before == QPointF(12, -9)
    assert canvas.zoom == zoom


def test_fingers_that_only_touch_the_pad_leave_the_picture_fitted(canvas: Canvas) -> None:
    _two_fingers(canvas, QPoint())
    _two_fingers(canvas, QPoint(), _CTRL)
    assert canvas.fitted


def test_two_fingers_with_ctrl_zoom(canvas: Canvas) -> None:
    before = canvas.zoom
    _two_fingers(canvas, QPoint(0, 20), _CTRL)
    assert canvas.zoom > before


def test_a_pinch_zooms_at_the_fingers(canvas: Canvas) -> None:
    before, zoom = _at(canvas), canvas.zoom
    _native(canvas, Qt.NativeGestureType.ZoomNativeGesture, 0.25)
    assert canvas.zoom == pytest.approx(1.25 * zoom)
    assert _moved(_at(canvas), before) <= 1 / zoom


def test_a_double_tap_shows_actual_pixels_and_the_whole_picture_again(canvas: Canvas) -> None:
    fitted = canvas.zoom
    _native(canvas, Qt.NativeGestureType.SmartZoomNativeGesture)
    assert canvas.zoom == pytest.approx(1.0)
    _native(canvas, Qt.NativeGestureType.SmartZoomNativeGesture)
    assert canvas.zoom == pytest.approx(fitted)


def test_fingers_that_spread_on_a_screen_zoom(canvas: Canvas) -> None:
    before = canvas.zoom
    device = QTest.createTouchDevice()
    viewport = canvas.viewport()

    def fingers(spread: int, action: str) -> None:
        touch = QTest.touchEvent(viewport, device, autoCommit=False)
        for number, side in ((0, -1), (1, 1)):
            getattr(touch, action)(number, _PLACE + QPoint(side * spread, 0), viewport)
        touch.commit()

    fingers(20, "press")
    for spread in (30, 40, 60, 80):
        fingers(spread, "move")
    fingers(80, "release")
    assert canvas.zoom > 1.5 * before


def test_a_millimetre_on_the_monitor_is_one_of_the_body(canvas: Canvas) -> None:
    assert not canvas.show_real_size()
    canvas.set_spacing(Spacing(0.5, 0.5, SpacingSource.PIXEL_SPACING))
    assert canvas.show_real_size()
    across = canvas.viewport_place(QPointF(20, 0)) - canvas.viewport_place(QPointF(0, 0))
    millimetres = across.x() / canvas.screen().physicalDotsPerInchX() * 25.4
    assert millimetres == pytest.approx(10.0)


def test_what_is_pointed_at_is_told_however_the_picture_is_turned(
    canvas: Canvas, qtbot: QtBot
) -> None:
    for orientation in (Orientation(), Orientation(1, True)):
        canvas.set_orientation(orientation)
        place = canvas.viewport_place(QPointF(20.5, 10.5)).toPoint()
        with qtbot.waitSignal(canvas.pointed, timeout=100) as pointed:
            QTest.mouseMove(canvas.viewport(), place)
        assert pointed.args == [(10, 20, 10 * 80 + 20)]


def test_without_a_radiograph_hands_do_nothing(canvas: Canvas) -> None:
    canvas.clear()
    before = canvas.zoom
    drag(canvas.viewport(), QPoint(10, 10), Qt.MouseButton.MiddleButton)
    wheel(canvas.viewport(), _PLACE, 1)
    QTest.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton)
    QApplication.sendEvent(canvas.viewport(), QEvent(QEvent.Type.Leave))
    assert canvas.zoom == before
    assert canvas.item is None


def test_a_drag_ends_though_the_release_went_elsewhere(canvas: Canvas) -> None:
    viewport = canvas.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, _NONE, _PLACE)
    before = canvas.view
    hover(viewport, _PLACE + QPoint(50, 50))
    assert canvas.view is before
    drag(viewport, QPoint(20, 0))
    assert canvas.view is not before
