"""The slider of the threshold, right under the histogram and on the same scale."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QSlider, QWidget

from viewer.batch.figures.choosing import STEPS, step_of
from viewer.reading import OperatingPoint
from viewer.ui.looks import NORMAL, PNEUMONIA, probability_text
from viewer.ui.texts import tr
from viewer.ui.theme import colours, scaled_font
from viewer.ui.worklist.figures.scale import RIM, Scale

_GROOVE = 6.0
_HANDLE = 7.5
_MARK = 5.0
_GAP = 3.0
_SNAP = 5.0
"""Pixels within which the handle goes to a mark."""
_STEP, _PAGE = STEPS // 100, STEPS // 10
_STEPPING = {
    QAbstractSlider.SliderAction.SliderSingleStepAdd.value,
    QAbstractSlider.SliderAction.SliderSingleStepSub.value,
    QAbstractSlider.SliderAction.SliderPageStepAdd.value,
    QAbstractSlider.SliderAction.SliderPageStepSub.value,
}


class ThresholdSlider(QSlider):
    """Its value is the threshold in thousandths; the card's points are marks that hold it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._points: tuple[OperatingPoint, ...] = ()
        self._scale = Scale()
        self._left = RIM
        self.setRange(0, STEPS)
        self.setSingleStep(_STEP)
        self.setPageStep(_PAGE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Threshold"))
        self.actionTriggered.connect(self._halt_at_marks)

    def set_points(self, points: tuple[OperatingPoint, ...], scale: Scale) -> None:
        self._points, self._scale = points, scale
        self.update()

    def set_left(self, left: float) -> None:
        """Where the scale begins, so that it stands under the histogram's."""
        self._left = left
        self.update()

    @property
    def _axis(self) -> QRectF:
        top = _HANDLE + 1 - _GROOVE / 2
        return QRectF(self._left, top, self.width() - self._left - RIM, _GROOVE)

    def x_of(self, threshold: float) -> float:
        """Where a threshold stands, in pixels."""
        return self._axis.left() + self._scale.place(threshold) * self._axis.width()

    def sizeHint(self) -> QSize:
        marks = _MARK + _GAP + self.fontMetrics().height()
        return QSize(200, round(2 * _HANDLE + 2 + marks))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling past must change nothing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def _follow(self, x: float) -> None:
        near = [point for point in self._points if abs(self.x_of(point.threshold) - x) <= _SNAP]
        if near:
            nearest = min(near, key=lambda point: abs(self.x_of(point.threshold) - x))
            self.setSliderPosition(step_of(nearest.threshold))
        else:
            place = (x - self._axis.left()) / max(self._axis.width(), 1.0)
            self.setSliderPosition(step_of(self._scale.probability(place)))

    def _halt_at_marks(self, action: int) -> None:
        """Keys pass no mark without stopping at it."""
        if action not in _STEPPING:
            return
        before, after = self.value(), self.sliderPosition()
        low, high = sorted((before, after))
        between = [
            step for point in self._points if low < (step := step_of(point.threshold)) < high
        ]
        if between:
            self.setSliderPosition(min(between, key=lambda step: abs(step - before)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axis = self._axis
        handle = QPointF(self.x_of(self.sliderPosition() / STEPS), axis.center().y())
        painter.setPen(Qt.PenStyle.NoPen)
        for look, left, right in (
            (NORMAL, axis.left(), handle.x()),
            (PNEUMONIA, handle.x(), axis.right()),
        ):
            painter.setBrush(QColor(look.colour if self.isEnabled() else colours().line))
            part = QRectF(left, axis.top(), max(right - left, 0.0), axis.height())
            painter.drawRoundedRect(part, 2, 2)
        self._paint_marks(painter, axis)
        if self.isEnabled():
            self._paint_handle(painter, handle)
        painter.end()

    def _paint_handle(self, painter: QPainter, centre: QPointF) -> None:
        painter.setBrush(QColor(colours().accent if self.hasFocus() else colours().text))
        painter.setPen(QPen(QColor(colours().panel), 2))
        painter.drawEllipse(centre, _HANDLE, _HANDLE)

    def _paint_marks(self, painter: QPainter, axis: QRectF) -> None:
        painter.setFont(scaled_font(self.font(), 0.92))
        metrics = painter.fontMetrics()
        top = axis.bottom() + _HANDLE - _GROOVE / 2
        base = top + _MARK + _GAP + metrics.ascent()
        taken: list[tuple[float, float]] = []

        def label(text: str, x: float) -> None:
            width = metrics.horizontalAdvance(text)
            left = min(max(x - width / 2, 0.0), self.width() - width)
            if all(left > end + 4 or left + width + 4 < start for start, end in taken):
                painter.drawText(QPointF(left, base), text)
                taken.append((left, left + width))

        painter.setPen(QColor(colours().muted))
        label("0", axis.left())
        label("1", axis.right())
        colour = QColor(colours().text if self.isEnabled() else colours().muted)
        for point in self._points:
            x = self.x_of(point.threshold)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            corners = (
                QPointF(x, top),
                QPointF(x - _MARK, top + _MARK),
                QPointF(x + _MARK, top + _MARK),
            )
            painter.drawPolygon(QPolygonF(corners))
            painter.setPen(colour)
            label(probability_text(point.threshold), x)
