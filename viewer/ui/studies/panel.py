"""The opened radiographs under their studies: thumbnail, name, and verdict as shape and word."""

from collections.abc import Set
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from viewer.ui.desk.entry import Entry
from viewer.ui.studies.delegate import StudiesDelegate, entry_height, heading_height
from viewer.ui.studies.model import ROW_ROLE, StudiesModel
from viewer.ui.texts import tr


class StudiesPanel(QTableView):
    """A table of one column: unlike Qt's tree and list, it lays out only the rows that it shows."""

    path_chosen = Signal(object)

    def __init__(self, model: StudiesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studies = model
        self._path: Path | None = None
        self._pressing = False
        self._anchor: tuple[QPersistentModelIndex, int] | None = None
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        for header in (rows, columns):
            header.hide()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(entry_height(self.fontMetrics().lineSpacing()))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setModel(model)
        self._delegate = StudiesDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumWidth(210)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName(tr("Opened radiographs"))
        self.selectionModel().currentChanged.connect(self._choose)
        model.modelReset.connect(self._forget)
        model.rowsInserted.connect(self._set_heights)
        model.about_to_grow.connect(self._take_anchor)
        model.grown.connect(self._hold_anchor)

    def select_path(self, path: Path) -> None:
        """Mark a file, and bring it into sight; once, so that its study can be folded then."""
        if path == self._path:
            return
        self._path = path
        self._studies.reveal(path)
        index = self._studies.index_of(path)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def mark_shown(self, paths: Set[Path]) -> None:
        """Mark what the viewports show, the one that is worked at or not."""
        if paths != self._delegate.shown:
            self._delegate.shown = paths
            self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(250, 400)

    # Choosing, dragging and folding

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # What is pressed may be dragged to another viewport: only a click chooses it.
        self._pressing = True
        super().mousePressEvent(event)
        self._pressing = False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() is not Qt.MouseButton.LeftButton:
            return
        if isinstance(index.data(ROW_ROLE), Entry):
            self._choose(index)
        else:
            self._toggle(index)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        # Not by Qt's own, which would hold the interpreter's lock, and every thread, all along.
        index = self.currentIndex()
        entry = index.data(ROW_ROLE)
        if not isinstance(entry, Entry):
            return
        drag = QDrag(self)
        drag.setMimeData(self._studies.mimeData([index]))
        if entry.thumbnail is not None:
            drag.setPixmap(QPixmap.fromImage(entry.thumbnail))
        drag.exec(Qt.DropAction.CopyAction)
        shown = QModelIndex() if self._path is None else self._studies.index_of(self._path)
        if shown.isValid():
            self.setCurrentIndex(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = event.key(), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self._toggle(current)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            end = self._studies.end(0 if key == Qt.Key.Key_Home else -1)
            if end is not None:
                self.path_chosen.emit(end)
        else:
            super().keyPressEvent(event)

    def _toggle(self, index: QModelIndex) -> None:
        # A row that goes must not be the current one: Qt would choose another radiograph.
        study = self._studies.study_index(index)
        if self._studies.study_index(self.currentIndex()) == study:
            self.setCurrentIndex(study)
        self._studies.toggle(study)
        chosen = QModelIndex() if self._path is None else self._studies.index_of(self._path)
        if chosen.isValid():
            self.setCurrentIndex(chosen)

    def _choose(self, current: QModelIndex) -> None:
        entry = current.data(ROW_ROLE) if current.isValid() else None
        if isinstance(entry, Entry) and not self._pressing:
            self._path = entry.path
            self.path_chosen.emit(entry.path)

    def _forget(self) -> None:
        self._path = None

    # Growing

    def _set_heights(self, _parent: QModelIndex, first: int, last: int) -> None:
        # Only where it is not the usual one: each call walks through all rows of the table.
        line = self.fontMetrics().lineSpacing()
        for row in range(first, last + 1):
            heading = self._studies.heading(row)
            if heading is not None:
                self.setRowHeight(row, heading_height(heading, line))

    def _take_anchor(self) -> None:
        seen, current = self.viewport().rect(), self.currentIndex()
        in_sight = current.isValid() and self.visualRect(current).intersects(seen)
        row = current if in_sight else self.indexAt(seen.topLeft())
        above = self.rowViewportPosition(row.row()) if row.isValid() else 0
        self._anchor = (QPersistentModelIndex(row), above) if row.isValid() else None

    def _hold_anchor(self) -> None:
        """The chosen file, or what was at the top, stays in its place, whatever came in above."""
        if self._anchor is None:
            return
        row, above = self._anchor
        self._anchor = None
        self.updateGeometries()  # else the scroll bar would end where the rows ended before
        if row.isValid():
            place = self.verticalHeader().sectionPosition(row.row())
            self.verticalScrollBar().setValue(place - above)
