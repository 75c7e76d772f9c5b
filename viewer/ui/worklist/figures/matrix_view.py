"""How verdicts agree with labels: two by two counts, each with its share of its label."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.batch.figures.agreement import ConfusionMatrix
from viewer.ui.looks import NORMAL, PNEUMONIA, Look, paint_shape
from viewer.ui.texts import number, tr
from viewer.ui.theme import colours, scaled_font

_GAP = 3
_SHAPE_GAP = 5
_MOST_FILL = 0.4
"""Opacity of a cell that holds all radiographs of its label; the text on it stays readable."""


class MatrixView(QWidget):
    """A row for each label, a column for each verdict; what agrees lies on the diagonal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: ConfusionMatrix | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Confusion matrix"))

    def show_counts(self, counts: ConfusionMatrix) -> None:
        self._counts = counts
        self.setAccessibleDescription(_in_words(counts))
        self.update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(248, 2 * line + 10 + 2 * self._cell_height + _GAP)

    def minimumSizeHint(self) -> QSize:
        heads = max(map(self._head_width, (PNEUMONIA, NORMAL)))
        return QSize(self._left + 2 * (heads + _GAP), self.sizeHint().height())

    @property
    def _cell_height(self) -> int:
        return round(3.0 * self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        counts = self._counts
        if counts is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        left, top = self._left, 2 * metrics.height() + 10
        width = (self.width() - left - _GAP) / 2
        painter.setPen(QColor(colours().muted))
        painter.drawText(QPointF(left, metrics.ascent()), tr("Read as"))
        painter.drawText(QPointF(0, metrics.height() + 4 + metrics.ascent()), tr("Labelled"))
        for column, look in enumerate((PNEUMONIA, NORMAL)):
            x = left + column * (width + _GAP)
            self._paint_head(painter, QPointF(x, metrics.height() + 4), look)
        rows = (
            (PNEUMONIA, (counts.true_positive, counts.false_negative), 0),
            (NORMAL, (counts.false_positive, counts.true_negative), 1),
        )
        for row, (look, cells, agreeing) in enumerate(rows):
            y = top + row * (self._cell_height + _GAP)
            middle = y + (self._cell_height - metrics.height()) / 2
            painter.setPen(QColor(colours().text))
            painter.drawText(QPointF(0, middle + metrics.ascent()), look.word)
            for column, count in enumerate(cells):
                x = left + column * (width + _GAP)
                cell = QRectF(x, y, width, self._cell_height)
                self._paint_cell(painter, cell, count, sum(cells), agrees=column == agreeing)
        painter.end()

    @property
    def _left(self) -> int:
        """What the labels at the left need."""
        words = (PNEUMONIA.word, NORMAL.word, tr("Labelled"))
        return max(map(self.fontMetrics().horizontalAdvance, words)) + 10

    @property
    def _side(self) -> float:
        return self.fontMetrics().ascent() * 0.85

    def _head_width(self, look: Look) -> int:
        return math.ceil(self._side + _SHAPE_GAP + self.fontMetrics().horizontalAdvance(look.word))

    def _paint_head(self, painter: QPainter, place: QPointF, look: Look) -> None:
        metrics, side = painter.fontMetrics(), self._side
        paint_shape(
            painter, QRectF(place.x(), place.y() + metrics.ascent() - side, side, side), look
        )
        painter.setPen(QColor(colours().text))
        painter.drawText(
            QPointF(place.x() + side + _SHAPE_GAP, place.y() + metrics.ascent()), look.word
        )

    def _paint_cell(
        self, painter: QPainter, cell: QRectF, count: int, of_label: int, *, agrees: bool
    ) -> None:
        fill = QColor(colours().accent if agrees else colours().failed)
        fill.setAlphaF(_MOST_FILL * count / of_label if of_label else 0.0)
        painter.setPen(QPen(QColor(colours().line), 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        line = self.fontMetrics().height()
        upper = QRectF(cell.left(), cell.center().y() - 1.2 * line, cell.width(), 1.3 * line)
        lower = QRectF(cell.left(), upper.bottom(), cell.width(), line)
        painter.setPen(QColor(colours().text))
        painter.setFont(scaled_font(self.font(), 1.15, bold=True))
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, number(count, ","))
        painter.setFont(self.font())
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, _share(count, of_label))


def _share(count: int, of_label: int) -> str:
    return number(count / of_label, ".1%") if of_label else "–"


def _in_words(counts: ConfusionMatrix) -> str:
    return tr(
        "Of {positive:,} labelled pneumonia {true_positive:,} are read as pneumonia and"
        " {false_negative:,} as normal. Of {negative:,} labelled normal {true_negative:,} are read"
        " as normal and {false_positive:,} as pneumonia."
    ).format(
        positive=counts.positive,
        negative=counts.negative,
        true_positive=counts.true_positive,
        true_negative=counts.true_negative,
        false_positive=counts.false_positive,
        false_negative=counts.false_negative,
    )
