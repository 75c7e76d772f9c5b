"""The heatmap over the radiograph."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from viewer.ui.canvas.radiograph_item import RadiographItem


class HeatmapItem(QGraphicsItem):
    """Lies on its radiograph and is as large as it, whatever the map's own size."""

    def __init__(self, radiograph: RadiographItem) -> None:
        super().__init__(radiograph)
        self._rect = radiograph.boundingRect()
        self._image = QImage()

    def set_heatmap(self, rgba: NDArray[np.uint8] | None) -> None:
        """Show a map, (rows, columns, 4), uint8, alpha not premultiplied; or none."""
        if rgba is None:
            self._image = QImage()
        else:
            rows, columns, _ = rgba.shape
            data = np.ascontiguousarray(rgba)
            image = QImage(data.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
            self._image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        self.update()

    @property
    def empty(self) -> bool:
        return self._image.isNull()

    def boundingRect(self) -> QRectF:
        return self._rect

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        if self._image.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._rect, self._image)
