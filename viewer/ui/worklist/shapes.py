"""The shapes of verdicts as icons, each painted once."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from viewer.ui.looks import Look, paint_shape

_SIDE = 14
_RATIOS = (1, 2, 3)


class ShapeIcons:
    """Icons in the theme's colours, for every resolution of a screen."""

    def __init__(self) -> None:
        self._icons: dict[Look, QIcon] = {}

    def icon(self, look: Look) -> QIcon:
        if look not in self._icons:
            self._icons[look] = _painted(look)
        return self._icons[look]


def _painted(look: Look) -> QIcon:
    icon = QIcon()
    for ratio in _RATIOS:
        pixmap = QPixmap(_SIDE * ratio, _SIDE * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_shape(painter, QRectF(0.5, 0.5, _SIDE - 1, _SIDE - 1), look)
        painter.end()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            icon.addPixmap(pixmap, mode)
    return icon
