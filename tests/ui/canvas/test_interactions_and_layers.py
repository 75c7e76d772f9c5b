"""What others can put over the radiograph."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.e2e.gestures import drag, hover
from tests.ui.canvas.pictures import loaded, made, slope
from viewer.imaging.spacing import Spacing, SpacingSource
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.orientation import Orientation
from viewer.ui.canvas.tools import Tool


@dataclass
class _Pen:
    """Notes what it is told."""

    takes: bool = True
    told: list[tuple[str, float, float]] = field(default_factory=list)

    def press(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> bool:  # noqa: ARG002
        self._note("press", place)
        return self.takes

    def move(self, place: QPointF) -> None:
        self._note("move", place)

    def release(self, place: QPointF) -> None:
        self._note("release", place)

    def double_click(self, place: QPointF) -> bool:
        self._note("double click", place)
        return self.takes

    def hover(self, place: QPointF) -> Qt.CursorShape | None:  # noqa: ARG002
        return Qt.CursorShape.PointingHandCursor if self.takes else None

    def _note(self, what: str, place: QPointF) -> None:
        self.told.append((what, place.x(), place.y()))


class _Blot:
    """Paints a corner of the viewport."""

    def paint(self, painter: QPainter, canvas: Canvas) -> None:  # noqa: ARG002
        painter.fillRect(0, 0, 10, 10, QColor("magenta"))


@pytest.mark.parametrize("orientation", [Orientation(), Orientation(1, True)])
def test_an_interaction_gets_columns_and_rows_and_the_tools_get_nothing(
    canvas: Canvas, orientation: Orientation
) -> None:
    canvas.set_orientation(orientation)
    pen, view = _Pen(), canvas.view
    canvas.set_interaction(pen)
    middle = canvas.item_place(QPointF(canvas.viewport().rect().center()))
    drag(canvas.viewport(), QPoint(20, 10))
    assert [what for what, *_ in pen.told] == ["press", "move", "move", "release"]
    assert pen.told[0][1:] == (middle.x(), middle.y())
    end = canvas.viewport_place(QPointF(*pen.told[-1][1:]))
    assert end.toPoint() == canvas.viewport().rect().center() + QPoint(20, 10)
    assert canvas.view == view


def test_what_an_interaction_does_not_want_the_tool_gets(canvas: Canvas) -> None:
    view = canvas.view
    canvas.set_interaction(_Pen(takes=False))
    drag(canvas.viewport(), QPoint(20, 10))
    assert canvas.view != view


def test_the_other_buttons_go_past_an_interaction(canvas: Canvas) -> None:
    pen, zoom = _Pen(), canvas.zoom
    canvas.set_interaction(pen)
    drag(canvas.viewport(), QPoint(0, -40), Qt.MouseButton.RightButton)
    assert canvas.zoom > zoom
    assert pen.told == []


def test_the_cursor_is_the_interaction_s_where_it_has_one(canvas: Canvas) -> None:
    canvas.set_tool(Tool.PAN)
    pen = _Pen()
    canvas.set_interaction(pen)
    hover(canvas.viewport(), QPoint(100, 100))
    assert canvas.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    pen.takes = False
    hover(canvas.viewport(), QPoint(101, 100))
    assert canvas.viewport().cursor().shape() is Qt.CursorShape.OpenHandCursor


def test_a_double_click_that_nobody_takes_asks_to_maximise(canvas: Canvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.maximise_asked, timeout=100):
        QTest.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton)
    canvas.set_interaction(_Pen())
    with qtbot.assertNotEmitted(canvas.maximise_asked):
        QTest.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton)


def test_the_radiograph_changes_below_an_interaction_without_a_release(canvas: Canvas) -> None:
    pen = _Pen()
    canvas.set_interaction(pen)
    middle = canvas.viewport().rect().center()
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    canvas.show_loaded(loaded(made(slope(50, 50))))
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert [what for what, *_ in pen.told] == ["press"]


def test_a_layer_is_painted_in_the_viewport_s_pixels_until_it_is_removed(canvas: Canvas) -> None:
    blot = _Blot()
    canvas.set_orientation(Orientation(1))
    canvas.add_layer(blot)
    image = canvas.viewport().grab().toImage()
    assert image.pixelColor(5, 5) == QColor("magenta")
    assert image.pixelColor(15, 5) != QColor("magenta")
    canvas.remove_layer(blot)
    assert canvas.viewport().grab().toImage().pixelColor(5, 5) != QColor("magenta")


def test_an_exported_picture_is_as_large_as_asked_with_its_layers_or_without(
    canvas: Canvas,
) -> None:
    canvas.add_layer(_Blot())
    with_layers = canvas.picture(QSize(800, 800), True)
    assert (with_layers.width(), with_layers.height()) == (800, 600)
    assert with_layers.pixelColor(15, 15) == QColor("magenta")
    assert canvas.picture(QSize(800, 800), False).pixelColor(15, 15) != QColor("magenta")
    assert canvas.viewport().grab().toImage().pixelColor(5, 5) == QColor("magenta")


def test_a_calibration_counts_until_it_is_taken_back_or_another_radiograph_comes(
    canvas: Canvas,
) -> None:
    own = Spacing(0.2, 0.2, SpacingSource.IMAGER_PIXEL_SPACING)
    calibrated = Spacing(0.1, 0.1, SpacingSource.CALIBRATED_FIDUCIAL)
    canvas.show_loaded(loaded(made(slope(50, 50), spacing=own)))
    canvas.set_spacing(calibrated)
    assert canvas.spacing == calibrated
    canvas.set_spacing(None)
    assert canvas.spacing == own
    canvas.set_spacing(calibrated)
    canvas.show_loaded(loaded(made(slope())))
    assert canvas.spacing is None
