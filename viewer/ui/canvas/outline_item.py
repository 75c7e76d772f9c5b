"""Lines on the radiograph that keep their width at any zoom."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from viewer.reading.contour import Outline, simplified
from viewer.ui.canvas.radiograph_item import RadiographItem

_RIM = QColor(0, 0, 0)
_RIM_WIDTH = 1.5
"""What a line's dark rim adds to its width, so that it stands out from white as from black."""
_TOLERANCE = 0.0005
"""Of the radiograph's width: less than a pixel where all of it is on the screen."""


class OutlineItem(QGraphicsItem):
    """Closed lines, given as shares of the radiograph's width and height."""

    def __init__(self, radiograph: RadiographItem, width: float) -> None:
        super().__init__(radiograph)
        self._rect = radiograph.boundingRect()
        self._width = width
        self._colour = QColor()
        self._path = QPainterPath()

    @property
    def empty(self) -> bool:
        return self._path.isEmpty()

    def set_outlines(self, outlines: Iterable[Outline], colour: QColor) -> None:
        path = QPainterPath()
        columns, rows = self._rect.width(), self._rect.height()
        for outline in outlines:
            line = simplified(outline, _TOLERANCE) * (columns, rows)
            points = (QPointF(x, y) for x, y in line.tolist())
            path.addPolygon(QPolygonF(list(points)))
            path.closeSubpath()
        self._path, self._colour = path, colour
        self.update()

    def boundingRect(self) -> QRectF:
        return self._rect

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # A cosmetic pen counts the device's own pixels, of which a dense screen has more.
        dense = painter.device().devicePixelRatioF()
        for colour, width in ((_RIM, self._width + _RIM_WIDTH), (self._colour, self._width)):
            pen = QPen(colour, width * dense)
            pen.setCosmetic(True)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawPath(self._path)
