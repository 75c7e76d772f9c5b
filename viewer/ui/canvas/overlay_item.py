"""What a file lays over its radiograph: annotations and marked areas, above the heatmap."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from viewer.ui.canvas.masks import twice_as_thick, with_rim
from viewer.ui.canvas.radiograph_item import RadiographItem
from viewer.ui.canvas.visible_part import VisiblePart, draw_part, visible_part
from viewer.ui.theme import PICTURE

_LINE = QColor(PICTURE.overlay).rgba()
_RIM = QColor(0, 0, 0, 190).rgba()
"""Dark, so that the lines stand out from white bone as from black air."""


class OverlayItem(QGraphicsItem):
    """Lies on its radiograph, and is as large as it.

    Parameters
    ----------
    levels : tuple of ndarray, bool
        Where the overlays draw, at each level of the radiograph's pyramid.
    """

    def __init__(self, radiograph: RadiographItem, levels: tuple[NDArray[np.bool_], ...]) -> None:
        super().__init__(radiograph)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(2.0)  # what the file says is read over what the network says
        self._rect = radiograph.boundingRect()
        self._levels = levels
        self._shapes = [level.shape for level in levels]
        self._part: VisiblePart | None = None
        self._image: QImage | None = None

    def boundingRect(self) -> QRectF:
        return self._rect

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        part = visible_part(self._shapes, painter, option, widget)
        if part is None:
            return
        if part != self._part or self._image is None:
            self._part = part
            mask = self._levels[part.level][part.slices]
            # There a place is less than a screen pixel, and its rim would hide it.
            self._image = _painted(mask if part.level == 0 else twice_as_thick(mask))
        draw_part(painter, self._image, part, self._rect)


def _painted(mask: NDArray[np.bool_]) -> QImage:
    colours = np.where(mask, np.uint32(_LINE), np.where(with_rim(mask), np.uint32(_RIM), 0))
    data = np.ascontiguousarray(colours, np.uint32)
    rows, columns = data.shape
    form = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(data.data, columns, rows, 4 * columns, form).copy()
