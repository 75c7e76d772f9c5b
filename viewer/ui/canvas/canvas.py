"""The canvas: the radiograph, and the mouse on it."""

import math
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from viewer.imaging import Radiograph
from viewer.imaging.windowing import View, percentile_window
from viewer.ui.canvas.corner_texts import (
    corner_texts,
    paint_corner_texts,
    paint_scale_bar,
    scale_bar,
)
from viewer.ui.canvas.first_view import first_view
from viewer.ui.canvas.heatmap_item import HeatmapItem
from viewer.ui.canvas.mouse_steps import NOTCH, Notches, dragged_window
from viewer.ui.canvas.overlay_item import OverlayItem
from viewer.ui.canvas.radiograph_item import RadiographItem
from viewer.ui.desk.loading import Loaded
from viewer.ui.theme import PICTURE

_LARGEST_ZOOM = 32.0
_SMALLEST_SHARE_OF_FIT = 0.25
_ZOOM_PER_NOTCH = 1.2
_ZOOM_PER_PIXEL = 1.01


class Tool(Enum):
    """What dragging with the left button does."""

    WINDOW = auto()
    ZOOM = auto()
    PAN = auto()


_CURSORS = {
    Tool.WINDOW: Qt.CursorShape.CrossCursor,
    Tool.ZOOM: Qt.CursorShape.SizeVerCursor,
    Tool.PAN: Qt.CursorShape.OpenHandCursor,
}


class Canvas(QGraphicsView):
    """Shows one radiograph. Knows nothing of files, lists or readings."""

    pointed = Signal(object)
    """(row, column, value after the modality LUT) under the cursor, or None beside it.

    Of a picture in colour the value is (red, green, blue).
    """
    view_changed = Signal()
    frames_asked = Signal(int)
    """The person turned the wheel to walk so many frames on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackgroundBrush(QBrush(QColor(PICTURE.viewbox)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setMouseTracking(True)
        self.setAcceptDrops(False)  # the main window takes what is dropped
        self.viewport().setAcceptDrops(False)
        self.setAccessibleName("Radiograph")
        self._item: RadiographItem | None = None
        self._heatmap: HeatmapItem | None = None
        self._overlay: OverlayItem | None = None
        self._overlays_visible = self._shutter_visible = True
        self._fitted = True
        self._range = 0.0
        self._frame_notches = Notches()
        self._tool = Tool.WINDOW
        self._drag: Tool | None = None
        self._last = QPoint()
        self._pressed = QPoint()

    # What is shown

    @property
    def radiograph(self) -> Radiograph | None:
        return self._item.radiograph if self._item else None

    def show_loaded(self, loaded: Loaded) -> None:
        """Show a radiograph as its file asks to be shown, fitted into the canvas.

        Another frame of the file that is shown keeps window, zoom and place.
        """
        radiograph, before = loaded.radiograph, self._item
        item = RadiographItem(radiograph, loaded.pyramid, first_view(radiograph))
        item.set_shutter_visible(self._shutter_visible)
        another_frame = before is not None and _same_file(before.radiograph, radiograph)
        if before is not None and another_frame:
            if before.view is not first_view(before.radiograph):
                item.set_view(before.view)
            item.set_inverted(before.inverted)
        self.scene().clear()
        self._item = item
        self._heatmap = HeatmapItem(item)
        self._overlay = OverlayItem(item, loaded.overlays) if loaded.overlays else None
        self.set_overlays_visible(self._overlays_visible)
        self.scene().addItem(item)
        self._range = 0.0
        if another_frame:
            self._tell()
            return
        self._drag = None
        picture = item.sceneBoundingRect()
        # Room on all sides, so that each corner can be panned to the middle.
        self.setSceneRect(
            picture.adjusted(-picture.width(), -picture.height(), picture.width(), picture.height())
        )
        self.viewport().setCursor(_CURSORS[self._tool])
        self.fit()

    def clear(self) -> None:
        self._drag = None
        self._item = self._heatmap = self._overlay = None
        self.scene().clear()
        self.viewport().unsetCursor()
        self.pointed.emit(None)

    def set_heatmap(self, rgba: NDArray[np.uint8] | None) -> None:
        """Lay a heatmap, (rows, columns, 4), uint8, over the radiograph; or take it off."""
        if self._heatmap:
            self._heatmap.set_heatmap(rgba)

    def set_heatmap_visible(self, visible: bool) -> None:
        if self._heatmap:
            self._heatmap.setVisible(visible)

    def set_heatmap_opacity(self, opacity: float) -> None:
        if self._heatmap:
            self._heatmap.setOpacity(opacity)

    def set_overlays_visible(self, visible: bool) -> None:
        """Show what files lay over their radiographs, this one and those to come."""
        self._overlays_visible = visible
        if self._overlay:
            self._overlay.setVisible(visible)

    def set_shutter_visible(self, visible: bool) -> None:
        """Hide what files ask to be hidden, of this radiograph and those to come."""
        self._shutter_visible = visible
        if self._item:
            self._item.set_shutter_visible(visible)

    # Window

    @property
    def view(self) -> View | None:
        return self._item.view if self._item else None

    def set_view(self, view: View) -> None:
        if self._item:
            self._item.set_view(view)
            self._tell()

    def set_automatic_window(self) -> None:
        """Window between two percentiles of the picture."""
        if self._item:
            self.set_view(percentile_window(self._item.radiograph))

    @property
    def inverted(self) -> bool:
        return self._item is not None and self._item.inverted

    def set_inverted(self, inverted: bool) -> None:
        if self._item:
            self._item.set_inverted(inverted)
            self._tell()

    def reset(self) -> None:
        """Back to how the radiograph was shown at first."""
        if self._item:
            self._item.set_inverted(False)
            self._item.set_view(first_view(self._item.radiograph))
            self.fit()

    # Zoom

    @property
    def zoom(self) -> float:
        """Screen pixels a column."""
        return self.transform().m11() * self.devicePixelRatioF()

    def fit(self) -> None:
        """Show the whole radiograph, and keep it whole when the canvas changes its size."""
        self._fitted = True
        if self._item:
            self.resetTransform()
            scale = self._fit_scale()
            self.scale(scale, scale)
            self.centerOn(self._item)
            self._tell()

    def zoom_to(self, zoom: float) -> None:
        """Show so many screen pixels a column, keeping the middle where it is."""
        self._scale_by(zoom / self.zoom, self.viewport().rect().center())

    def set_tool(self, tool: Tool) -> None:
        self._tool = tool
        if self._item:
            self.viewport().setCursor(_CURSORS[tool])

    def _fit_scale(self) -> float:
        picture: QRectF = self._item.sceneBoundingRect() if self._item else QRectF(0, 0, 1, 1)
        canvas = self.viewport().rect()
        return max(min(canvas.width() / picture.width(), canvas.height() / picture.height()), 1e-4)

    def _scale_by(self, factor: float, anchor: QPoint) -> None:
        if not self._item:
            return
        current = self.transform().m11()
        smallest = self._fit_scale() * _SMALLEST_SHARE_OF_FIT
        wanted = min(max(current * factor, smallest), max(_LARGEST_ZOOM, smallest))
        before = self.mapToScene(anchor)
        self.scale(wanted / current, wanted / current)
        moved = self.mapToScene(anchor) - before
        self._pan_scene(moved)
        self._fitted = False
        self._tell()

    def _pan_scene(self, by: QPointF) -> None:
        middle = self.mapToScene(self.viewport().rect().center())
        self.centerOn(middle - by)

    def _tell(self) -> None:
        self.viewport().update()
        self.view_changed.emit()

    # Mouse

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            # macOS turns the wheel sideways with Shift.
            notches = self._frame_notches.turn(turn.y() or turn.x())
            if notches:
                self.frames_asked.emit(-notches)
        else:
            self._scale_by(_ZOOM_PER_NOTCH ** (turn.y() / NOTCH), event.position().toPoint())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        tools = {
            Qt.MouseButton.LeftButton: self._tool,
            Qt.MouseButton.MiddleButton: Tool.PAN,
            Qt.MouseButton.RightButton: Tool.ZOOM,
        }
        self._drag = tools.get(event.button()) if self._item else None
        self._last = self._pressed = event.position().toPoint()
        if self._drag is Tool.PAN:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        step, self._last = place - self._last, place
        if self._drag is Tool.WINDOW:
            self._drag_window(step)
        elif self._drag is Tool.ZOOM:
            self._scale_by(_ZOOM_PER_PIXEL ** -step.y(), self._pressed)
        elif self._drag is Tool.PAN:
            self._pan_scene(QPointF(step) / self.transform().m11())
            self._fitted = False
            self._tell()
        self._point_at(place)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        if self._item:
            self.viewport().setCursor(_CURSORS[self._tool])
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.fit()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(None)
        super().leaveEvent(event)

    def _drag_window(self, step: QPoint) -> None:
        if not self._item:
            return
        # Not before a drag: it costs some milliseconds, which the first paint need not wait for.
        self._range = self._range or percentile_window(self._item.radiograph).width
        self.set_view(dragged_window(self._item.view, step, self._range, self._item.small_is_white))

    def _point_at(self, place: QPoint) -> None:
        if not self._item:
            return
        inside = self._item.mapFromScene(self.mapToScene(place))
        row, column = math.floor(inside.y()), math.floor(inside.x())
        radiograph = self._item.radiograph
        picture = radiograph.pixels if radiograph.colour is None else radiograph.colour
        if 0 <= row < radiograph.rows and 0 <= column < radiograph.columns:
            self.pointed.emit((row, column, picture[row, column].tolist()))
        else:
            self.pointed.emit(None)

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:  # noqa: ARG002
        if not self._item:
            return
        painter.save()
        painter.resetTransform()
        painter.setFont(self.font())
        area = self.viewport().rect()
        texts = corner_texts(self._item.radiograph, self._item.view, self._item.inverted, self.zoom)
        paint_corner_texts(painter, area, texts)
        bar = scale_bar(self._item.radiograph, self.transform().m11(), area.width())
        if bar:
            paint_scale_bar(painter, area, bar)
        painter.restore()


def _same_file(one: Radiograph, other: Radiograph) -> bool:
    """Whether two radiographs are frames of one file, and lie on each other."""
    same = one.source.path == other.source.path and one.source.sha256 == other.source.sha256
    return same and one.pixels.shape == other.pixels.shape
