"""Operating points by name and threshold, and the way back to one of the card's."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QToolButton, QWidget

from viewer.batch.figures.choosing import STEPS, point_at, step_of
from viewer.reading import OperatingPoint
from viewer.ui.icons import icon
from viewer.ui.looks import probability_text
from viewer.ui.reading.quiet import QuietComboBox
from viewer.ui.texts import said, tr

_MARGIN = 7


class _Threshold(QDoubleSpinBox):
    def __init__(self) -> None:
        super().__init__()
        self.setRange(0.0, 1.0)
        self.setDecimals(3)
        self.setSingleStep(1 / STEPS)
        self.setKeyboardTracking(False)
        self.setAccessibleName(tr("Threshold"))
        self.setObjectName("threshold")
        # The style sheet's padding is lost on a field whose buttons are not shown.
        self.lineEdit().setTextMargins(_MARGIN, 0, _MARGIN, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling past must change nothing


class PointControls(QWidget):
    point_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[OperatingPoint, ...] = ()
        self._back_to: OperatingPoint | None = None
        self.names = QuietComboBox()
        self.names.setAccessibleName(tr("Operating point"))
        self.names.activated.connect(self._choose)
        self.threshold = _Threshold()
        self.threshold.valueChanged.connect(self._type)
        self.back = QToolButton()
        self.back.setIcon(icon("undo-variant"))
        self.back.clicked.connect(self._go_back)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.names, 1)
        line.addWidget(self.threshold)
        line.addWidget(self.back)

    def set_points(self, points: tuple[OperatingPoint, ...]) -> None:
        self._points = points
        self._back_to = points[0] if points else None

    def show_point(self, point: OperatingPoint) -> None:
        """A point off the card has a name only as long as it is in use."""
        on_card = point in self._points
        if on_card:
            self._back_to = point
        self.names.clear()
        for one in self._points if on_card else (*self._points, point):
            self.names.addItem(said(one.name) if one in self._points else tr("Chosen here"), one)
            self.names.setItemData(
                self.names.count() - 1, probability_text(one.threshold), Qt.ItemDataRole.ToolTipRole
            )
        self.names.setCurrentIndex(self._points.index(point) if on_card else len(self._points))
        with QSignalBlocker(self.threshold):
            self.threshold.setValue(step_of(point.threshold) / STEPS)
        self.back.setEnabled(not on_card)
        if self._back_to is not None:
            text = tr("Back to {name}").format(name=said(self._back_to.name))
            self.back.setToolTip(text)
            self.back.setAccessibleName(text)

    def _choose(self, row: int) -> None:
        self.point_wanted.emit(self.names.itemData(row))

    def _type(self, threshold: float) -> None:
        self.point_wanted.emit(point_at(step_of(threshold), self._points))

    def _go_back(self) -> None:
        self.point_wanted.emit(self._back_to)
