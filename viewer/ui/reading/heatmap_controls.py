"""Heatmap on or off, and how much of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

_DEFAULT_PERCENT = 45


class HeatmapControls(QWidget):
    visible_changed = Signal(bool)
    opacity_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox("Show heatmap  (H)")
        self.box.setChecked(True)
        self.box.setToolTip("Where in the radiograph the probability comes from")
        self.slider = _Opacity(Qt.Orientation.Horizontal)
        self.slider.setRange(5, 100)
        self.slider.setValue(_DEFAULT_PERCENT)
        self.slider.setAccessibleName("Heatmap opacity")
        self._percent = QLabel()
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("100 %"))
        caption = QLabel("Opacity")
        caption.setObjectName("muted")
        # A click must leave the keys with the radiograph; Tab still reaches both.
        self.box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.box)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(caption)
        line.addWidget(self.slider, 1)
        line.addWidget(self._percent)
        layout.addLayout(line)
        self.box.toggled.connect(self.visible_changed)
        self.slider.valueChanged.connect(self._take_percent)
        self._take_percent(self.slider.value())

    @property
    def opacity(self) -> float:
        return self.slider.value() / 100

    @property
    def visible(self) -> bool:
        return self.box.isChecked()

    def _take_percent(self, percent: int) -> None:
        self._percent.setText(f"{percent} %")
        self.opacity_changed.emit(percent / 100)


class _Opacity(QSlider):
    """Leaves the wheel to the panel, which it scrolls."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
