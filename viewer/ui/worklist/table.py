"""The table of a batch."""

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from viewer.batch.worklist.listing import Ids
from viewer.ui.preferences import PreferenceStore
from viewer.ui.texts import tr
from viewer.ui.worklist.cells import THUMBNAIL_HEIGHT
from viewer.ui.worklist.columns import COLUMNS, THUMBNAIL, Column, place_of
from viewer.ui.worklist.heading import Heading
from viewer.ui.worklist.model import WorklistModel

_CTRL = Qt.KeyboardModifier.ControlModifier
_SELECT = QItemSelectionModel.SelectionFlag
_MOST_PARTS = 2000
"""A selection that falls into more parts is let go: Qt would take seconds over it."""
_AHEAD = 15
"""Rows beyond those in sight that are made ready: a turn of the wheel finds them there."""


class WorklistTable(QTableView):
    """Double click or Enter chooses a row; Ctrl and a column's number sort, as its heading does."""

    row_chosen = Signal(int)
    """The place of a row."""
    copy_asked = Signal()

    def __init__(
        self, model: WorklistModel, preferences: PreferenceStore, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self.heading = Heading(preferences, self)
        self.setHorizontalHeader(self.heading)
        self.setModel(model)
        self.heading.restore()
        self.setSortingEnabled(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAcceptDrops(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(tr("Worklist"))
        self.setIconSize(QSize(THUMBNAIL_HEIGHT, THUMBNAIL_HEIGHT))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(0)
        self._looking.timeout.connect(self._look)
        self.verticalScrollBar().valueChanged.connect(self._look_soon)
        self.heading.geometriesChanged.connect(self._set_height)
        self._set_height()
        self.doubleClicked.connect(lambda index: self._choose(index))

    def show_ids(self, ids: Ids) -> None:
        """List other rows; those that stay keep their selection, and the first its place."""
        before, top = self._rows.ids, self._top
        grown = len(ids) >= len(before) and np.array_equal(ids[: len(before)], before)
        if grown:
            self._rows.show_ids(ids)
        else:
            self._show_others(ids, before, top)
        self._looking.start()

    def go_to(self, place: int) -> None:
        """Make a row the current one, alone, and bring it in sight."""
        self.setCurrentIndex(self._rows.index(place, self._first_column))
        self.scrollTo(self.currentIndex())

    @property
    def looking(self) -> bool:
        """Whether rows came in sight that are not asked for yet."""
        return self._looking.isActive()

    @property
    def selected_ids(self) -> Ids:
        """In the order in which they stand."""
        chosen = np.zeros(len(self._rows.ids), bool)
        for first, last in self._selected_ranges():
            chosen[first : last + 1] = True
        return self._rows.ids[chosen]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        column = event.key() - Qt.Key.Key_1
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.modifiers() & _CTRL and 0 <= column < min(9, len(self.heading.columns)):
            self._sort(self.heading.columns[column])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._looking.start()

    @property
    def _top(self) -> int:
        return max(self.rowAt(0), 0)

    @property
    def _first_column(self) -> int:
        return place_of(self.heading.columns[0])

    def _show_others(self, ids: Ids, before: Ids, top: int) -> None:
        chosen, current = self.selected_ids, self.currentIndex().row()
        current_id = int(before[current]) if 0 <= current < len(before) else None
        kept_on_screen = 0 <= current - top < self._rows_on_screen
        # Told once, below: for each row that leaves, Qt would move what is selected.
        selection = self.selectionModel()
        selection.clear()
        self._rows.show_ids(ids)
        place = None if current_id is None else self._rows.place_of(current_id)
        parts = _runs(np.flatnonzero(np.isin(ids, chosen)))
        if len(parts) <= _MOST_PARTS:
            selection.select(self._selection_of(parts), _SELECT.Select | _SELECT.Rows)
        if place is not None:
            selection.setCurrentIndex(self._rows.index(place, self._first_column), _SELECT.NoUpdate)
            if kept_on_screen:
                self.verticalScrollBar().setValue(place - (current - top))

    @property
    def _rows_on_screen(self) -> int:
        return self.viewport().height() // max(self.verticalHeader().defaultSectionSize(), 1) + 1

    def _selection_of(self, parts: list[tuple[int, int]]) -> QItemSelection:
        selection = QItemSelection()
        for first, last in parts:
            left = self._rows.index(first, 0)
            selection.select(left, self._rows.index(last, len(COLUMNS) - 1))
        return selection

    def _selected_ranges(self) -> Iterator[tuple[int, int]]:
        for part in self.selectionModel().selection().toList():
            yield part.top(), part.bottom()

    def _look_soon(self) -> None:
        self._looking.start()

    def _look(self) -> None:
        top = self._top
        self._rows.see(top - _AHEAD, top + self._rows_on_screen + _AHEAD)

    def _set_height(self) -> None:
        """Rows are as high as their thumbnails, where they have any."""
        text = self.fontMetrics().height() + 14
        pictures = not self.heading.isSectionHidden(place_of(THUMBNAIL))
        height = max(text, THUMBNAIL_HEIGHT + 6) if pictures else text
        if height != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setDefaultSectionSize(height)
            self._looking.start()

    def _sort(self, column: Column) -> None:
        section, rising = place_of(column), Qt.SortOrder.AscendingOrder
        again = (
            self.heading.sortIndicatorSection() == section
            and self.heading.sortIndicatorOrder() == rising
        )
        self.sortByColumn(section, Qt.SortOrder.DescendingOrder if again else rising)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_chosen.emit(index.row())


def _runs(places: Ids) -> list[tuple[int, int]]:
    """The first and last of each run of neighbours."""
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) > 1)
    firsts = places[np.concatenate(([0], breaks + 1))]
    lasts = places[np.concatenate((breaks, [len(places) - 1]))]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
