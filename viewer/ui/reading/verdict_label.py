"""A verdict, or what stands in its place, as shape and word."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.ui.looks import Look, paint_shape
from viewer.ui.theme import scaled_font

_FONT_FACTOR = 1.45


class VerdictLabel(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._text = ""
        self.setFont(scaled_font(self.font(), _FONT_FACTOR, bold=True))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        return self._text

    def show_look(self, look: Look, text: str | None = None) -> None:
        """Show a look with its own word, or with another text."""
        self._look, self._text = look, text or look.word
        self.setAccessibleName(self._text)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 40, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._look is None:
            return
        painter = QPainter(self)
        metrics = self.fontMetrics()
        side = metrics.ascent()
        paint_shape(painter, QRectF(0, (self.height() - side) / 2, side, side), self._look)
        painter.setPen(QColor(self._look.colour))
        base = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(round(side * 1.5), round(base), self._text)
        painter.end()
