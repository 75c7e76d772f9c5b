"""Filters of single columns, each in sight for as long as it holds."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
)

from viewer.batch.figures.labels import Label
from viewer.ui.icons import icon
from viewer.ui.texts import tr
from viewer.ui.worklist.columns import LABEL_WORDS, NO_LABEL, Column

_FIELD_WIDTH = 130
_STEP = 0.05
_MARGIN = 7


class FilterChip(QFrame):
    """The name of a column, what it is held against, and a button that takes the filter away."""

    changed = Signal()
    removed = Signal()

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.setObjectName("filterChip")
        self.column = column
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(10, 2, 4, 2)
        self._layout.setSpacing(6)
        self._layout.addWidget(QLabel(column.title))

    def _end_with_button(self) -> None:
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("close"))
        text = tr("Remove the filter of {column}").format(column=self.column.title)
        self.close_button.setToolTip(text)
        self.close_button.setAccessibleName(text)
        self.close_button.clicked.connect(self.removed)
        self._layout.addWidget(self.close_button)


class TextChip(FilterChip):
    """Lets rows through whose cell contains some words."""

    def __init__(self, column: Column) -> None:
        super().__init__(column)
        self.field = QLineEdit()
        self.field.setFixedWidth(_FIELD_WIDTH)
        self.field.setPlaceholderText(tr("contains"))
        self.field.setAccessibleName(tr("{column} contains").format(column=column.title))
        self.field.textChanged.connect(self.changed)
        self._layout.addWidget(self.field)
        self._end_with_button()
        self.setFocusProxy(self.field)

    @property
    def wanted(self) -> str:
        return self.field.text().strip()


class LabelChip(FilterChip):
    """Lets radiographs through that have one label, or none."""

    def __init__(self, column: Column) -> None:
        super().__init__(column)
        self.choice = QComboBox()
        self.choice.setAccessibleName(column.title)
        for label in (*LABEL_WORDS, None):
            self.choice.addItem(tr(NO_LABEL if label is None else LABEL_WORDS[label]), label)
        self.choice.currentIndexChanged.connect(self.changed)
        self._layout.addWidget(self.choice)
        self._end_with_button()
        self.setFocusProxy(self.choice)

    @property
    def label(self) -> Label | None:
        return self.choice.currentData()

    def choose(self, label: Label | None) -> None:
        self.choice.setCurrentIndex((*LABEL_WORDS, None).index(label))


class RangeChip(FilterChip):
    """Lets probabilities through from the least to the greatest."""

    def __init__(self, column: Column) -> None:
        super().__init__(column)
        self.least, self.greatest = self._spin(tr("at least"), 0.0), self._spin(tr("at most"), 1.0)
        self._layout.addWidget(self.least)
        self._layout.addWidget(QLabel("–"))
        self._layout.addWidget(self.greatest)
        self._end_with_button()
        self.setFocusProxy(self.least)

    @property
    def limits(self) -> tuple[float, float]:
        return self.least.value(), self.greatest.value()

    def _spin(self, words: str, value: float) -> QDoubleSpinBox:
        spin = QDoubleSpinBox()
        spin.setRange(0.0, 1.0)
        spin.setDecimals(3)
        spin.setObjectName("threshold")
        # The style sheet's padding is lost on a field whose buttons are not shown.
        spin.lineEdit().setTextMargins(_MARGIN, 0, _MARGIN, 0)
        spin.setSingleStep(_STEP)
        spin.setValue(value)
        spin.setAccessibleName(f"{self.column.title} {words}")
        spin.setToolTip(words)
        spin.valueChanged.connect(self.changed)
        return spin
