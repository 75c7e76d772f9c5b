"""Text on the picture: with a dark rim, legible on white bone as on black air."""

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

from viewer.ui.theme import PICTURE

_RIM = QColor(0, 0, 0, 190)


def paint_haloed(painter: QPainter, place: QPointF, text: str) -> None:
    """Paint a line of text, its base line beginning at a place.

    On the screen a line is painted once and kept: nine times a text is most of what a frame costs.
    """
    world = painter.worldTransform()
    if world.isScaling() or world.isRotating():
        _paint(painter, place, text)
        return
    metrics, ratio = painter.fontMetrics(), painter.deviceTransform().m11()
    room = math.ceil(_rim(metrics)) + 1
    image = _kept(text, painter.font().toString(), ratio)
    corner = place - QPointF(room, room + metrics.ascent())
    # On whole pixels of the screen, or the letters would be blurred.
    painter.drawImage(
        QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio), image
    )


@lru_cache(maxsize=256)
def _kept(text: str, described_font: str, ratio: float) -> QImage:
    font = QFont()
    font.fromString(described_font)
    metrics = QFontMetrics(font)
    room = math.ceil(_rim(metrics)) + 1
    size = QSize(metrics.horizontalAdvance(text) + 2 * room, metrics.height() + 2 * room)
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setFont(font)
    _paint(painter, QPointF(room, room + metrics.ascent()), text)
    painter.end()
    return image


def _paint(painter: QPainter, place: QPointF, text: str) -> None:
    rim = _rim(painter.fontMetrics())
    painter.setPen(_RIM)
    for dx in (-rim, 0.0, rim):
        for dy in (-rim, 0.0, rim):
            if dx or dy:
                painter.drawText(place + QPointF(dx, dy), text)
    painter.setPen(QColor(PICTURE.text))
    painter.drawText(place, text)


def _rim(metrics: QFontMetrics) -> float:
    return max(1.0, metrics.height() / 14)
