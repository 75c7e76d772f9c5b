"""A bar of a round length at the lower rim of the picture."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from viewer.imaging.spacing import Spacing
from viewer.ui.canvas.haloed import paint_haloed
from viewer.ui.texts import said
from viewer.ui.theme import PICTURE

_MARGIN = 12
_STEPS_MM = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A round length that fits, and how many of the viewport's pixels it takes."""

    text: str
    pixels: float


def scale_bar(spacing: Spacing | None, scale: float, width: float) -> ScaleBar | None:
    """The bar for a canvas of so many pixels, `scale` of which are a column.

    None where no spacing is known.
    """
    if spacing is None or scale <= 0:
        return None
    pixels_per_mm = scale / spacing.column_mm
    fitting = [step for step in _STEPS_MM if step * pixels_per_mm <= _SHARE * width]
    if not fitting:
        return None
    length = fitting[-1]
    text = f"{length // 10} cm" if length >= 10 else f"{length} mm"
    return ScaleBar(f"{text} {said(spacing.source.worth)}", length * pixels_per_mm)


def paint_scale_bar(painter: QPainter, area: QRect, bar: ScaleBar) -> float:
    """Paint the bar at the area's lower rim, in the middle; returns its upper edge."""
    metrics: QFontMetrics = painter.fontMetrics()
    left = area.center().x() - bar.pixels / 2
    base = area.bottom() - _MARGIN - metrics.descent()
    painter.fillRect(QRectF(left - 1, base - 7, bar.pixels + 2, 8), QColor(0, 0, 0, 170))
    colour = QColor(PICTURE.text)
    painter.fillRect(QRectF(left, base - 2, bar.pixels, 2), colour)
    painter.fillRect(QRectF(left, base - 6, 2, 6), colour)
    painter.fillRect(QRectF(left + bar.pixels - 2, base - 6, 2, 6), colour)
    text_left = area.center().x() - metrics.horizontalAdvance(bar.text) / 2
    paint_haloed(painter, QPointF(text_left, base - 7 - metrics.descent()), bar.text)
    return base - 7 - metrics.height()
