"""The ROC curve, with the operating point on it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.batch.figures.agreement import ConfusionMatrix
from viewer.batch.figures.figure import Figure
from viewer.batch.figures.roc import RocCurve
from viewer.ui.texts import number, tr
from viewer.ui.theme import colours, scaled_font
from viewer.ui.worklist.figures.wording import interval_text

_HEIGHT = 200
_NARROWEST = 160
_POINT = 5.0


class RocView(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve = QPolygonF()
        self._auc: Figure | None = None
        self._counts: ConfusionMatrix | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("ROC curve"))

    def show_curve(self, curve: RocCurve, auc: Figure) -> None:
        rates = zip(curve.false_positive_rate, curve.true_positive_rate, strict=True)
        self._curve, self._auc = QPolygonF([QPointF(*place) for place in rates]), auc
        self._describe()

    def show_point(self, counts: ConfusionMatrix) -> None:
        self._counts = counts
        self._describe()

    def sizeHint(self) -> QSize:
        return QSize(248, _HEIGHT + 2 * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scaled_font(self.font(), 0.92))
        metrics = painter.fontMetrics()
        left, line = metrics.horizontalAdvance(number(0.5)) + 6, metrics.height()
        area = QRectF(
            left, line + 4, self.width() - left - _POINT - 1, self.height() - 3 * line - 8
        )
        self._paint_axes(painter, area)
        painter.setPen(QPen(QColor(colours().accent), 2))
        painter.drawPolyline(_onto(area).map(self._curve))
        if self._point is not None:
            painter.setPen(QPen(QColor(colours().panel), 2))
            painter.setBrush(QColor(colours().text))
            painter.drawEllipse(_in(area, *self._point), _POINT, _POINT)
        painter.setPen(QColor(colours().text))
        inside = area.adjusted(0, 0, -6, -6)
        corner = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(inside, corner | Qt.TextFlag.TextWordWrap, self._auc_text)
        painter.end()

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        metrics = painter.fontMetrics()
        for value in (0.0, 0.5, 1.0):
            painter.setPen(QPen(QColor(colours().line), 1))
            painter.drawLine(_in(area, value, 0.0), _in(area, value, 1.0))
            painter.drawLine(_in(area, 0.0, value), _in(area, 1.0, value))
            painter.setPen(QColor(colours().muted))
            text = number(value, "g")
            width = metrics.horizontalAdvance(text)
            x = min(_in(area, value, 0).x() - width / 2, area.right() - width + _POINT)
            painter.drawText(QPointF(x, area.bottom() + metrics.ascent() + 3), text)
            if value:
                y = _in(area, 0, value).y() + metrics.ascent() / 2 - 1
                painter.drawText(QPointF(area.left() - 5 - width, y), text)
        painter.setPen(QPen(QColor(colours().edge), 1, Qt.PenStyle.DashLine))
        painter.drawLine(_in(area, 0, 0), _in(area, 1, 1))
        painter.setPen(QColor(colours().muted))
        painter.drawText(QPointF(0, metrics.ascent()), tr("Sensitivity"))
        below = QRectF(0, self.height() - metrics.height(), self.width(), metrics.height())
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, tr("1 − specificity"))

    @property
    def _point(self) -> tuple[float, float] | None:
        counts = self._counts
        if counts is None or not counts.positive or not counts.negative:
            return None
        return counts.false_positive / counts.negative, counts.true_positive / counts.positive

    @property
    def _auc_text(self) -> str:
        if self._auc is None or self._auc.value is None:
            return ""
        return f"AUC {number(self._auc.value, '.3f')} ({interval_text(self._auc)})"

    def _describe(self) -> None:
        text = self._auc_text
        if self._point is not None:
            fpr, tpr = self._point
            at = tr("At the threshold: sensitivity {tpr:.3f}, specificity {specificity:.3f}.")
            text = f"{text}. {at.format(tpr=tpr, specificity=1 - fpr)}"
        self.setAccessibleDescription(text)
        self.update()


def _onto(area: QRectF) -> QTransform:
    """From 0..1 both ways, upwards, to the place in the drawing."""
    return QTransform(area.width(), 0, 0, -area.height(), area.left(), area.bottom())


def _in(area: QRectF, x: float, y: float) -> QPointF:
    return _onto(area).map(QPointF(x, y))
