"""The radiograph on the canvas: only what is visible is windowed, at the screen's resolution."""

import math

import numpy as np
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from viewer.imaging import Photometric, Radiograph
from viewer.imaging.windowing import View, display_grey
from viewer.ui.pyramid import Pyramid


class RadiographItem(QGraphicsItem):
    """One unit of the item is one column wide and one row high."""

    def __init__(self, radiograph: Radiograph, pyramid: Pyramid, view: View) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._radiograph, self._pyramid = radiograph, pyramid
        self._view = view
        self._inverted = False
        self._table: np.ndarray | None = None
        self._shown: tuple[int, QRect] | None = None
        self._image = QImage()
        spacing = radiograph.spacing
        if spacing is not None and spacing.row_mm != spacing.column_mm:
            self.setTransform(QTransform.fromScale(1.0, spacing.row_mm / spacing.column_mm))
        self._refresh()

    @property
    def radiograph(self) -> Radiograph:
        return self._radiograph

    @property
    def view(self) -> View:
        return self._view

    def set_view(self, view: View) -> None:
        self._view = view
        self._refresh()

    @property
    def inverted(self) -> bool:
        """Whether the person turned black and white round, on top of the photometric."""
        return self._inverted

    def set_inverted(self, inverted: bool) -> None:
        self._inverted = inverted
        self._refresh()

    @property
    def small_is_white(self) -> bool:
        return self._inverted != (self._radiograph.photometric is Photometric.MONOCHROME1)

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._radiograph.columns, self._radiograph.rows)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        ratio = widget.devicePixelRatioF() if widget is not None else 1.0
        level = self._level_for(scale * ratio)
        side = 2**level
        exposed = option.exposedRect.intersected(self.boundingRect())
        pixels = self._pyramid.levels[level]
        # One pixel more on each side, for the interpolation at the rim.
        area = QRect(
            math.floor(exposed.left() / side) - 1,
            math.floor(exposed.top() / side) - 1,
            math.ceil(exposed.width() / side) + 3,
            math.ceil(exposed.height() / side) + 3,
        ).intersected(QRect(0, 0, pixels.shape[1], pixels.shape[0]))
        if area.isEmpty():
            return
        if self._shown != (level, area):
            self._image = self._windowed(level, area)
            self._shown = (level, area)
        painter.save()
        painter.setClipRect(self.boundingRect())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        target = QRectF(area.x() * side, area.y() * side, area.width() * side, area.height() * side)
        painter.drawImage(target, self._image)
        painter.restore()

    def _level_for(self, device_pixels_per_column: float) -> int:
        if device_pixels_per_column >= 1.0:
            return 0
        wanted = math.floor(-math.log2(max(device_pixels_per_column, 1e-6)))
        return min(wanted, len(self._pyramid.levels) - 1)

    def _windowed(self, level: int, area: QRect) -> QImage:
        part = self._pyramid.levels[level][
            area.y() : area.y() + area.height(), area.x() : area.x() + area.width()
        ]
        if self._table is not None:
            grey = self._table[part]
        else:
            values = part.astype(np.float32)
            grey = display_grey(values, self._view, self.small_is_white)
        grey = np.ascontiguousarray(grey)
        image = QImage(
            grey.data, area.width(), area.height(), area.width(), QImage.Format.Format_Grayscale8
        )
        return image.copy()  # the array dies with this call

    def _refresh(self) -> None:
        self._table = self._pyramid.table(self._view, self.small_is_white)
        self._shown = None
        self.update()
