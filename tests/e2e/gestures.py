"""What a person does with mouse and files, as Qt events."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from viewer.ui.main_window import MainWindow

_NONE, _LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


def drop(window: MainWindow, paths: Sequence[Path]) -> bool:
    """Drop files on the window; False if it does not take them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(400, 400), copy, data, _LEFT, _NONE)
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 400), copy, data, _LEFT, _NONE))
    return True


def drag(
    widget: QWidget,
    by: QPoint,
    button: Qt.MouseButton = _LEFT,
    keys: Qt.KeyboardModifier = _NONE,
) -> None:
    """Press in the middle, move in two steps, let go."""
    start = widget.rect().center()
    QTest.mousePress(widget, button, keys, start)
    for part in (by / 2, by):
        _move(widget, start + part, button, keys)
    QTest.mouseRelease(widget, button, keys, start + by)


def _move(
    widget: QWidget, place: QPoint, button: Qt.MouseButton, keys: Qt.KeyboardModifier = _NONE
) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(widget.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        button,
        keys,
    )
    QApplication.sendEvent(widget, event)


def hold(widget: QWidget, place: QPoint, button: Qt.MouseButton) -> None:
    """Move on with a button that is down."""
    _move(widget, place, button)


def hover(widget: QWidget, place: QPoint) -> None:
    _move(widget, place, Qt.MouseButton.NoButton)


def wheel(widget: QWidget, place: QPoint, notches: int, keys: Qt.KeyboardModifier = _NONE) -> None:
    event = QWheelEvent(
        QPointF(place),
        QPointF(widget.mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def picture_of(widget: QWidget) -> QImage:
    """What the widget shows."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
