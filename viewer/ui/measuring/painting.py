"""How what is measured is painted: light lines with a dark rim, figures on dark ground."""

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from viewer.ui.measuring.placed import PADDING, Placed
from viewer.ui.measuring.shapes import Shape
from viewer.ui.theme import PICTURE

_RIM = QColor(0, 0, 0)
"""Dark, so that the lines stand out from white bone as from black air.

Opaque, which is painted in a fifth of the time.
"""

_GROUND = QColor(0, 0, 0, 170)
_HANDLE = 4.0
_LINE, _LINE_RIM = 1.5, 3.5
_LEADING, _LEADING_RIM = 1.0, 2.0


def paint_shapes(painter: QPainter, shapes: Iterable[Shape], *, selected: bool) -> None:
    """Paint the lines of all at once, which is quicker than one after the other."""
    shapes = list(shapes)
    colour = _colour(selected=selected)
    lines = [line for shape in shapes for line in shape.lines]
    leading = [line for shape in shapes for line in shape.leading]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, leading_width, width in ((_RIM, _LEADING_RIM, _LINE_RIM), (colour, _LEADING, _LINE)):
        _draw_lines(painter, leading, QPen(ink, leading_width))
        _draw_lines(painter, lines, QPen(ink, width))
        for shape in shapes:
            if not shape.curve.isEmpty():
                painter.drawPath(shape.curve)
    if selected:
        _draw_handles(painter, shapes, colour)


def paint_leader(painter: QPainter, placed: Placed, *, selected: bool) -> None:
    """Paint a line from figures that a person put elsewhere to what they are of."""
    middle = placed.label.center()
    leader = [QLineF(middle, _nearest(placed, middle))]
    _draw_lines(painter, leader, QPen(_RIM, _LEADING_RIM))
    _draw_lines(painter, leader, QPen(_colour(selected=selected), _LEADING))


def paint_figures(
    painter: QPainter, label: QRectF, lines: Iterable[str], worth: str, *, selected: bool
) -> None:
    """Paint the figures, and under them what they are worth, into a label of their size."""
    metrics = QFontMetricsF(painter.font())
    painter.fillRect(label, _GROUND)
    painter.setPen(_colour(selected=selected))
    base = label.top() + PADDING / 2 + metrics.ascent()
    for line in lines:
        painter.drawText(QPointF(label.left() + PADDING, base), line)
        base += metrics.lineSpacing()
    if worth:
        painter.setPen(QColor(PICTURE.muted))
        painter.drawText(QPointF(label.left() + PADDING, base), worth)


def paint_taken(painter: QPainter, handle: QPointF) -> None:
    """Mark the point that the keys move."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, width in ((_RIM, 4.0), (QColor(PICTURE.accent), 2.0)):
        painter.setPen(QPen(ink, width))
        painter.drawEllipse(handle, 2 * _HANDLE, 2 * _HANDLE)


def _colour(*, selected: bool) -> QColor:
    return QColor(PICTURE.text if selected else PICTURE.measure)


def _draw_lines(painter: QPainter, lines: list[QLineF], pen: QPen) -> None:
    painter.setPen(pen)
    if lines:
        painter.drawLines(lines)


def _draw_handles(painter: QPainter, shapes: list[Shape], colour: QColor) -> None:
    painter.setPen(QPen(_RIM, 1.5))
    painter.setBrush(colour)
    for shape in shapes:
        for handle in shape.handles:
            painter.drawEllipse(handle, _HANDLE, _HANDLE)


def _nearest(placed: Placed, place: QPointF) -> QPointF:
    return min(placed.shape.handles, key=lambda handle: (handle - place).manhattanLength())
