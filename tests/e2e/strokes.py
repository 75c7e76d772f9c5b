"""What a person does with the left button at places of the radiograph."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from tests.e2e.gestures import _move, hover
from viewer.ui.canvas.canvas import Canvas

Place = tuple[float, float]
"""Column and row."""

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def at(canvas: Canvas, place: Place) -> QPoint:
    return canvas.viewport_place(QPointF(*place)).toPoint()


def stroke(canvas: Canvas, start: Place, end: Place, keys: Qt.KeyboardModifier = _NONE) -> None:
    """Press at one place, drag to another, let go."""
    viewport = canvas.viewport()
    first, last = at(canvas, start), at(canvas, end)
    QTest.mousePress(viewport, _LEFT, keys, first)
    for place in ((first + last) / 2, last):
        _move(viewport, place, _LEFT)
    QTest.mouseRelease(viewport, _LEFT, keys, last)


def click(canvas: Canvas, place: Place) -> None:
    """Move to a place and click there."""
    hover(canvas.viewport(), at(canvas, place))
    QTest.mouseClick(canvas.viewport(), _LEFT, _NONE, at(canvas, place))
