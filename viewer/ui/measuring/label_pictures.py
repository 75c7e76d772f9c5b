"""The figures at measurements, painted once and kept."""

import math

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from viewer.ui.measuring.painting import paint_figures
from viewer.ui.measuring.placed import Placed

_Key = tuple[tuple[str, ...], str, bool, float]


class LabelPictures:
    """Those that were painted lately: to write a text costs several times what a picture does."""

    def __init__(self) -> None:
        self._kept: dict[_Key, QImage] = {}
        self._before: dict[_Key, QImage] = {}

    def begin(self) -> None:
        """Forget what was not painted since the last time."""
        self._before, self._kept = self._kept, {}

    def paint(self, painter: QPainter, placed: Placed, *, selected: bool) -> None:
        ratio = painter.device().devicePixelRatio()
        key = placed.lines, placed.worth, selected, ratio
        picture = self._before.get(key) or self._kept.get(key)
        if picture is None:
            picture = _picture(painter, placed, selected=selected, ratio=ratio)
        self._kept[key] = picture
        # On whole pixels of the device, or the letters would be blurred.
        to_device, corner = painter.deviceTransform(), placed.label.topLeft()
        across, down = to_device.dx(), to_device.dy()
        left, top = round(corner.x() * ratio + across), round(corner.y() * ratio + down)
        painter.drawImage(QPointF((left - across) / ratio, (top - down) / ratio), picture)


def _picture(painter: QPainter, placed: Placed, *, selected: bool, ratio: float) -> QImage:
    size = placed.label.size()
    whole = (QSizeF(math.ceil(size.width()), math.ceil(size.height())) * ratio).toSize()
    picture = QImage(whole, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    onto = QPainter(picture)
    onto.setFont(painter.font())
    paint_figures(onto, QRectF(QPointF(), size), placed.lines, placed.worth, selected=selected)
    onto.end()
    return picture
