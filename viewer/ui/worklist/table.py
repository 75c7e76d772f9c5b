"""The table of a batch."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from viewer.ui.texts import tr
from viewer.ui.worklist.model import COLUMNS, ROW_ROLE, Column, WorklistFilter

_WIDTHS = {
    Column.FILE: 280,
    Column.PATIENT: 140,
    Column.DATE: 110,
    Column.VERDICT: 130,
    Column.PROBABILITY: 110,
}
_CTRL = Qt.KeyboardModifier.ControlModifier


class WorklistTable(QTableView):
    """Double click or Enter chooses a row; Ctrl and a column's number sort, as its heading does."""

    row_chosen = Signal(object)

    def __init__(self, model: WorklistFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAcceptDrops(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(tr("Worklist"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            place = COLUMNS.index(column)
            self.setColumnWidth(place, max(width, header.sectionSizeHint(place)))
        self.setIconSize(QSize(14, 14))
        self.doubleClicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        column = event.key() - Qt.Key.Key_1
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif event.modifiers() & _CTRL and 0 <= column < len(COLUMNS):
            self._sort(column)
        else:
            super().keyPressEvent(event)

    def _sort(self, column: int) -> None:
        header = self.horizontalHeader()
        rising = Qt.SortOrder.AscendingOrder
        again = header.sortIndicatorSection() == column and header.sortIndicatorOrder() == rising
        self.sortByColumn(column, Qt.SortOrder.DescendingOrder if again else rising)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_chosen.emit(index.siblingAtColumn(0).data(ROW_ROLE))
