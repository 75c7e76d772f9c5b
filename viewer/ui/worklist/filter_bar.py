"""What holds rows back: the verdicts, a text, and filters of single columns."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.batch.worklist.query import Field, Query
from viewer.ui.icons import icon
from viewer.ui.texts import tr
from viewer.ui.worklist.columns import COLUMNS, Column
from viewer.ui.worklist.filter_chips import FilterChip, LabelChip, RangeChip, TextChip
from viewer.ui.worklist.verdict_filter import VerdictFilter

_UNFILTERED = (Field.VERDICT, Field.ELAPSED, None)
_KINDS: dict[Field | None, type[FilterChip]] = {
    Field.PROBABILITY: RangeChip,
    Field.LABEL: LabelChip,
}
_SEARCH_WIDTHS = 120, 280


class FilterBar(QWidget):
    """Shows every filter that holds, and takes each away or all of them."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdicts = VerdictFilter()
        self.verdicts.changed.connect(self.changed)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search"))
        self.search.setAccessibleName(tr("Search file, patient, date, remark and UID"))
        self.search.setToolTip(self.search.accessibleName())
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(_SEARCH_WIDTHS[0])
        self.search.setMaximumWidth(_SEARCH_WIDTHS[1])
        self.search.addAction(icon("magnify"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self.changed)
        self.add = QToolButton()
        self.add.setObjectName("chip")
        self.add.setText(tr("Filter"))
        self.add.setToolTip(tr("Filter by a column"))
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.add)
        for column in COLUMNS:
            if column.field not in _UNFILTERED:
                self.menu.addAction(column.title).triggered.connect(
                    lambda _checked=False, column=column: self._begin(column)
                )
        self.add.setMenu(self.menu)
        self.clear_button = QToolButton()
        self.clear_button.setObjectName("chip")
        self.clear_button.setIcon(icon("filter-off-outline"))
        self.clear_button.setToolTip(tr("Clear filters"))
        self.clear_button.setAccessibleName(tr("Clear filters"))
        self.clear_button.clicked.connect(self.clear)
        self._chips: list[FilterChip] = []
        self._lay_out()

    @property
    def chips(self) -> list[FilterChip]:
        return list(self._chips)

    def narrowed(self, query: Query) -> Query:
        """A query with these filters and no others."""
        texts = [chip for chip in self._chips if isinstance(chip, TextChip) and chip.wanted]
        labels = [chip.label for chip in self._chips if isinstance(chip, LabelChip)]
        ranges = [chip.limits for chip in self._chips if isinstance(chip, RangeChip)]
        return replace(
            query,
            text=self.search.text().strip(),
            verdicts=self.verdicts.verdicts,
            probability=ranges[0] if ranges else None,
            labels=frozenset(labels),
            contains=tuple((chip.column.field, chip.wanted) for chip in texts if chip.column.field),
        )

    def add_filter(self, column: Column) -> FilterChip:
        """Put a filter of a column in sight; the one that is there already, if there is one."""
        for chip in self._chips:
            if chip.column is column:
                return chip
        chip = _KINDS.get(column.field, TextChip)(column)
        chip.changed.connect(self.changed)
        chip.removed.connect(lambda: self._remove(chip))
        self._chips.append(chip)
        self._line.insertWidget(self._line.count() - 1, chip)
        self._second.show()
        if not isinstance(chip, TextChip):
            self.changed.emit()  # it holds rows back at once
        return chip

    def clear(self) -> None:
        """Hold nothing back."""
        self.blockSignals(True)
        self.search.clear()
        self.verdicts.choose(frozenset())
        for chip in self.chips:
            self._remove(chip)
        self.blockSignals(False)
        self.changed.emit()

    def take_over(self, query: Query) -> None:
        """Show the filters of a query."""
        self.search.setText(query.text)
        self.verdicts.choose(query.verdicts)
        by_field = {column.field: column for column in COLUMNS}
        for field, wanted in query.contains:
            chip = self.add_filter(by_field[field])
            assert isinstance(chip, TextChip)
            chip.field.setText(wanted)
        for label in query.labels:
            chip = self.add_filter(by_field[Field.LABEL])
            assert isinstance(chip, LabelChip)
            chip.choose(label)
        if query.probability is not None:
            chip = self.add_filter(by_field[Field.PROBABILITY])
            assert isinstance(chip, RangeChip)
            chip.least.setValue(query.probability[0])
            chip.greatest.setValue(query.probability[1])

    def _begin(self, column: Column) -> None:
        self.add_filter(column).setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, chip: FilterChip) -> None:
        self._chips.remove(chip)
        self._line.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._second.setVisible(bool(self._chips))
        self.search.setFocus()
        self.changed.emit()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.verdicts)
        first.addStretch(1)
        first.addWidget(self.clear_button)
        first.addWidget(self.search, 1000)
        first.addWidget(self.add)
        self._second = QWidget()
        self._line = QHBoxLayout(self._second)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addStretch(1)
        self._second.hide()
        self.first = first
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(first)
        layout.addWidget(self._second)
