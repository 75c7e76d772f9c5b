"""The canvas: a radiograph, and the hands on it."""

import math

from PySide6.QtCore import QEvent, QPoint, QPointF, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from viewer.ui.canvas.gestures import Gestures
from viewer.ui.canvas.layers import Interaction
from viewer.ui.canvas.mouse import Mouse
from viewer.ui.canvas.radiograph_view import RadiographView
from viewer.ui.canvas.tools import Tool
from viewer.ui.canvas.wheel import Wheel
from viewer.ui.desk.loading import Loaded
from viewer.ui.texts import tr


class Canvas(RadiographView):
    """Shows one radiograph. Knows nothing of files, lists or readings."""

    pointed = Signal(object)
    """(row, column, value after the modality LUT) under the cursor, or None beside it.

    Of a picture in colour the value is (red, green, blue).
    """
    menu_asked = Signal(QPoint, QPointF)
    """A click of the right button: where on the screen, and where on the item."""
    steps_asked = Signal(int)
    """The person turned the wheel to walk so many instances on."""
    frames_asked = Signal(int)
    """The person turned the wheel to walk so many frames on."""
    maximise_asked = Signal()
    activated = Signal()
    """A button was pressed on the canvas."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setAcceptDrops(False)  # the main window takes what is dropped
        self.viewport().setAcceptDrops(False)
        self.setAccessibleName(tr("Radiograph"))
        self._mouse, self._wheel = Mouse(self), Wheel(self)
        Gestures(self)

    def show_loaded(self, loaded: Loaded) -> None:
        self._mouse.forget()
        super().show_loaded(loaded)
        self._mouse.draw_cursor()

    def clear(self) -> None:
        self._mouse.forget()
        super().clear()
        self._mouse.draw_cursor()
        self.pointed.emit(None)

    def set_interaction(self, interaction: Interaction | None) -> None:
        """Offer the left button to an interaction before the tools get it."""
        self._mouse.set_interaction(interaction)

    def set_tool(self, tool: Tool) -> None:
        self._mouse.set_tool(tool)

    def let_go(self) -> None:
        """End what the mouse drags, where it is."""
        self._mouse.forget()

    def set_walks_instances(self, walks: bool) -> None:
        """Let the wheel walk over instances; it zooms with Ctrl then, and always else."""
        self._wheel.walks_instances = walks

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wheel.turn(event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.activated.emit()
        self._mouse.press(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event)
        self._point_at(event.position())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.activated.emit()
        self._mouse.double_click(event)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(None)
        super().leaveEvent(event)

    def _point_at(self, place: QPointF) -> None:
        if not self._item:
            return
        inside = self.item_place(place)
        row, column = math.floor(inside.y()), math.floor(inside.x())
        radiograph = self._item.radiograph
        picture = radiograph.pixels if radiograph.colour is None else radiograph.colour
        if 0 <= row < radiograph.rows and 0 <= column < radiograph.columns:
            self.pointed.emit((row, column, picture[row, column].tolist()))
        else:
            self.pointed.emit(None)
