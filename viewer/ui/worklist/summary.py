"""How many rows of each verdict, each with its shape."""

from collections import Counter

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.batch import Row
from viewer.ui.looks import FAILED, NORMAL, PNEUMONIA, WITHHELD, Look, look_of, paint_shape
from viewer.ui.texts import number
from viewer.ui.theme import colours

_LOOKS = (PNEUMONIA, NORMAL, WITHHELD, FAILED)
_GAP = 22


class WorklistSummary(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Counter[Look] = Counter()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        return ", ".join(self._count_text(look) for look in _LOOKS)

    def clear(self) -> None:
        self._counts.clear()
        self._describe()

    def add(self, rows: list[Row]) -> None:
        self._counts.update(look_of(row.verdict) for row in rows)
        self._describe()

    def sizeHint(self) -> QSize:
        return QSize(400, self.fontMetrics().height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        metrics = painter.fontMetrics()
        base = (self.height() + metrics.ascent() - metrics.descent()) / 2
        side = metrics.ascent() * 0.9
        left = 0.0
        for look in _LOOKS:
            text = self._count_text(look)
            paint_shape(painter, QRectF(left, base - side, side, side), look)
            left += side + 6
            painter.setPen(QColor(colours().text))
            painter.drawText(round(left), round(base), text)
            left += metrics.horizontalAdvance(text) + _GAP
        painter.end()

    def _count_text(self, look: Look) -> str:
        return f"{number(self._counts[look], ',')} {look.word.lower()}"

    def _describe(self) -> None:
        self.setAccessibleName(self.text)
        self.update()
