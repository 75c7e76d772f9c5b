"""The scale from 0 to 1 on which the operating point always stands in the middle."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.ui.looks import NORMAL, PNEUMONIA, probability_text
from viewer.ui.texts import tr
from viewer.ui.theme import colours, scaled_font

_BAR_HEIGHT = 10
_MARKER = 7
_GAP = 5


def place_on_scale(probability: float, threshold: float) -> float:
    """Where a probability stands, 0..1: two straight parts that meet at the threshold, 0.5.

    So one look tells on which side of the operating point a probability is, whatever the
    operating point's threshold.
    """
    if probability < threshold:
        return 0.5 * probability / threshold
    return 1.0 if threshold >= 1.0 else 0.5 + 0.5 * (probability - threshold) / (1.0 - threshold)


class ProbabilityScale(QWidget):
    """Paints the scale; without a probability, the bare scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._probability: float | None = None
        self._threshold: float | None = None
        self._dimmed = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_probability(self, probability: float | None, *, dimmed: bool = False) -> None:
        self._probability, self._dimmed = probability, dimmed
        self._describe()

    def set_threshold(self, threshold: float | None) -> None:
        self._threshold = threshold
        self._describe()

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().height()
        return QSize(200, 2 * _MARKER + _GAP + _BAR_HEIGHT + _GAP + text)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(_MARKER, 2 * _MARKER + _GAP, self.width() - 2 * _MARKER, _BAR_HEIGHT)
        self._paint_bar(painter, bar)
        if self._probability is not None and self._threshold is not None:
            self._paint_marker(painter, bar, place_on_scale(self._probability, self._threshold))
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: QRectF) -> None:
        middle = bar.center().x()
        asleep = self._probability is None or self._dimmed
        painter.setPen(Qt.PenStyle.NoPen)
        for look, left, right in (
            (NORMAL, bar.left(), middle - 1),
            (PNEUMONIA, middle + 1, bar.right()),
        ):
            colour = QColor(colours().line if asleep else look.colour)
            if not asleep:
                colour.setAlphaF(0.45)
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(left, bar.top(), right - left, bar.height()), 2, 2)
        painter.setPen(QPen(QColor(colours().text), 2))
        painter.drawLine(QPointF(middle, bar.top() - 3), QPointF(middle, bar.bottom() + 3))
        self._paint_labels(painter, bar)

    def _paint_labels(self, painter: QPainter, bar: QRectF) -> None:
        painter.setFont(scaled_font(self.font(), 0.92))
        metrics = painter.fontMetrics()
        base = bar.bottom() + _GAP + metrics.ascent()
        painter.setPen(QColor(colours().muted))
        painter.drawText(QPointF(bar.left(), base), "0")
        painter.drawText(QPointF(bar.right() - metrics.horizontalAdvance("1"), base), "1")
        if self._threshold is not None:
            text = probability_text(self._threshold)
            painter.setPen(QColor(colours().text))
            left = bar.center().x() - metrics.horizontalAdvance(text) / 2
            painter.drawText(QPointF(left, base), text)

    def _paint_marker(self, painter: QPainter, bar: QRectF, place: float) -> None:
        x = bar.left() + place * bar.width()
        tip = bar.top() - 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().edge if self._dimmed else colours().text))
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x, tip),
                    QPointF(x - _MARKER, tip - 1.6 * _MARKER),
                    QPointF(x + _MARKER, tip - 1.6 * _MARKER),
                ]
            )
        )
        painter.drawRect(QRectF(x - 1, bar.top(), 2, bar.height()))

    def _describe(self) -> None:
        parts = []
        if self._probability is not None:
            text = tr("probability {probability}")
            parts.append(text.format(probability=probability_text(self._probability)))
        if self._threshold is not None:
            text = tr("operating point {threshold}")
            parts.append(text.format(threshold=probability_text(self._threshold)))
        self.setAccessibleName(", ".join(parts) or tr("no probability yet"))
        self.setToolTip(", ".join(parts))
        self.update()
