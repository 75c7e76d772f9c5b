"""Text on the picture: with a dark rim, legible on white bone as on black air."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter

from viewer.ui.theme import PICTURE


def paint_haloed(painter: QPainter, place: QPointF, text: str) -> None:
    """Paint a line of text, its base line beginning at a place."""
    rim = max(1.0, painter.fontMetrics().height() / 14)
    painter.setPen(QColor(0, 0, 0, 190))
    for dx in (-rim, 0.0, rim):
        for dy in (-rim, 0.0, rim):
            if dx or dy:
                painter.drawText(place + QPointF(dx, dy), text)
    painter.setPen(QColor(PICTURE.text))
    painter.drawText(place, text)
