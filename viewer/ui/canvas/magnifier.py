"""A lens at the cursor, through which the radiograph and what lies on it are larger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from viewer.ui.canvas.radiograph_item import RadiographItem
from viewer.ui.theme import PICTURE

if TYPE_CHECKING:
    from viewer.ui.canvas.canvas import Canvas

RADIUS = 130
_MAGNIFICATION = 2.5
_CROSS = 7


class Magnifier:
    """A layer of the canvas; nothing is painted before it is switched on and pointed.

    It paints the radiograph by an item of its own, since the canvas's keeps what it resampled
    for one zoom.
    """

    def __init__(self) -> None:
        self.visible = False
        self.place: QPointF | None = None
        """Where the cursor is, in the viewport."""
        self._of: RadiographItem | None = None
        self._larger: RadiographItem | None = None

    def forget(self) -> None:
        """Let go of the radiograph, which is shown no more."""
        self._of = self._larger = None

    def paint(self, painter: QPainter, canvas: Canvas) -> None:
        item, place = canvas.item, self.place
        if not self.visible or place is None or item is None:
            return
        lens = QRectF(place.x() - RADIUS, place.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
        path = QPainterPath()
        path.addEllipse(lens)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(lens, QColor(PICTURE.viewbox))
        on_device = painter.combinedTransform().mapRect(lens)
        painter.setTransform(_magnified(item, canvas, place), True)
        self._paint_item(painter, self._copy_of(item), on_device, canvas)
        for child in sorted(item.childItems(), key=QGraphicsItem.zValue):
            if child.isVisible() and not _is_label(child):
                painter.save()
                painter.setTransform(child.itemTransform(item)[0], True)
                painter.setOpacity(child.opacity())
                self._paint_item(painter, child, on_device, canvas)
                painter.restore()
        painter.restore()
        _paint_rim(painter, lens)

    def _copy_of(self, item: RadiographItem) -> RadiographItem:
        if self._larger is None or self._of is not item:
            self._of, self._larger = item, item.twin()
        if self._larger.view is not item.view:
            self._larger.set_view(item.view)
        if self._larger.inverted != item.inverted:
            self._larger.set_inverted(item.inverted)
        if self._larger.shutter_visible != item.shutter_visible:
            self._larger.set_shutter_visible(item.shutter_visible)
        return self._larger

    def _paint_item(
        self, painter: QPainter, item: QGraphicsItem, on_device: QRectF, canvas: Canvas
    ) -> None:
        option = QStyleOptionGraphicsItem()
        seen = painter.combinedTransform().inverted()[0].mapRect(on_device)
        option.exposedRect = seen.intersected(item.boundingRect())
        if not option.exposedRect.isEmpty():
            item.paint(painter, option, canvas.viewport())


def _magnified(item: QGraphicsItem, canvas: Canvas, place: QPointF) -> QTransform:
    """From the item to the viewport, larger about a place."""
    larger = QTransform.fromTranslate(-place.x(), -place.y())
    larger *= QTransform.fromScale(_MAGNIFICATION, _MAGNIFICATION)
    larger *= QTransform.fromTranslate(place.x(), place.y())
    return item.sceneTransform() * canvas.viewportTransform() * larger


def _is_label(item: QGraphicsItem) -> bool:
    """Texts are as large as a person reads them, whatever the zoom."""
    return bool(item.flags() & QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)


def _paint_rim(painter: QPainter, lens: QRectF) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((QColor(0, 0, 0, 200), 5.0), (QColor(PICTURE.edge), 2.0)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(lens)
    centre = lens.center()
    for colour, width in ((QColor(0, 0, 0, 160), 3.0), (QColor(PICTURE.text), 1.0)):
        painter.setPen(QPen(colour, width))
        painter.drawLine(centre - QPointF(_CROSS, 0), centre + QPointF(_CROSS, 0))
        painter.drawLine(centre - QPointF(0, _CROSS), centre + QPointF(0, _CROSS))
    painter.restore()
