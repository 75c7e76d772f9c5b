"""The probability on its scale, and the verdict, as they are printed on white."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from viewer.ui.export.content import ReadingContent
from viewer.ui.looks import NORMAL, PNEUMONIA, Look, paint_shape, probability_text
from viewer.ui.reading.probability_scale import place_on_scale
from viewer.ui.theme import LIGHT


class _OnPaper(Look):
    """A look in the colours that are legible on white, whatever theme is in use."""

    @property
    def colour(self) -> str:
        return getattr(LIGHT, self.role)


def on_paper(look: Look) -> Look:
    return _OnPaper(look.english, look.shape, look.role)


def paint_verdict(painter: QPainter, line: QRectF, look: Look, font: QFont) -> None:
    """Shape and word at the left of a line."""
    printed = on_paper(look)
    painter.save()
    painter.setFont(font)
    metrics = painter.fontMetrics()
    side = float(metrics.capHeight()) * 1.2
    paint_shape(painter, QRectF(line.left(), line.center().y() - side / 2, side, side), printed)
    painter.setPen(QColor(printed.colour))
    base = line.center().y() + metrics.capHeight() / 2
    painter.drawText(QPointF(line.left() + 1.6 * side, base), printed.word)
    painter.restore()


def paint_scale(painter: QPainter, box: QRectF, reading: ReadingContent, font: QFont) -> None:
    """The bar with the operating point in its middle, and a marker where the probability is."""
    painter.save()
    painter.setFont(font)
    metrics = painter.fontMetrics()
    height = box.height() * 0.24
    marker = box.height() * 0.2
    bar = QRectF(box.left() + marker, box.top() + 2 * marker, box.width() - 2 * marker, height)
    middle = bar.center().x()
    painter.setPen(Qt.PenStyle.NoPen)
    for look, left, right in ((NORMAL, bar.left(), middle), (PNEUMONIA, middle, bar.right())):
        colour = QColor(LIGHT.line if reading.withheld else on_paper(look).colour)
        colour.setAlphaF(1.0 if reading.withheld else 0.45)
        painter.setBrush(colour)
        painter.drawRect(QRectF(left, bar.top(), right - left, bar.height()))
    painter.setBrush(QColor(LIGHT.muted if reading.withheld else LIGHT.text))
    x = bar.left() + place_on_scale(reading.probability, reading.threshold) * bar.width()
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(x, bar.top()),
                QPointF(x - marker * 0.8, bar.top() - 1.6 * marker),
                QPointF(x + marker * 0.8, bar.top() - 1.6 * marker),
            ]
        )
    )
    painter.setPen(QPen(QColor(LIGHT.text), height / 8))
    painter.drawLine(
        QPointF(middle, bar.top() - height / 4), QPointF(middle, bar.bottom() + height / 4)
    )
    base = bar.bottom() + height / 2 + metrics.ascent()
    threshold = probability_text(reading.threshold)
    for text, at in (("0", bar.left()), (threshold, middle), ("1", bar.right())):
        painter.drawText(QPointF(at - metrics.horizontalAdvance(text) / 2, base), text)
    painter.restore()
