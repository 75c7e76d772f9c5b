"""The rows of a worklist as a table that holds only those in sight.

Qt holds their texts. A model that answers in Python is asked a thousand times for each painting
of the table, and each time has to wait for its turn among the threads of the batch.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon, QStandardItem, QStandardItemModel

from viewer.batch import Row
from viewer.batch.figures.labels import Labels
from viewer.batch.worklist.listing import Ids
from viewer.batch.worklist.row import judged
from viewer.reading import OperatingPoint
from viewer.ui.worklist.cells import RIGHT, Cells
from viewer.ui.worklist.columns import COLUMNS, THUMBNAIL, VERDICT, Shown, place_of

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")

_KEPT_ROWS, _KEPT_THUMBNAILS = 4000, 1000
_THUMBNAIL, _VERDICT = place_of(THUMBNAIL), place_of(VERDICT)


class WorklistModel(QStandardItemModel):
    """As many rows as the list has, of which those are filled that were asked to be.

    Rows are known by the ids of the worklist. What is in sight is filled at once where it is at
    hand, and `missing` tells of the rest, which `take_rows` and `take_thumbnails` bring.
    """

    missing = Signal(list, list)
    """Ids of the rows, and of the thumbnails, that are wanted."""
    sort_asked = Signal(int, Qt.SortOrder)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(0, len(COLUMNS), parent)
        self.ids: Ids = np.empty(0, np.int64)
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._thumbnails: OrderedDict[int, QIcon] = OrderedDict()
        self._filled: dict[int, int] = {}  # places, and the ids that their items show
        self._sight = range(0)
        self._point: OperatingPoint | None = None
        self._labels: Labels | None = None
        self._cells = Cells()
        self.setHorizontalHeaderLabels([column.title for column in COLUMNS])
        for place, column in enumerate(COLUMNS):
            if column.number:
                self.horizontalHeaderItem(place).setTextAlignment(RIGHT)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for the rows in another order; they are at home in the worklist."""
        self.sort_asked.emit(column, order)

    def show_ids(self, ids: Ids) -> None:
        """List other rows, or the same ones in another order."""
        self.ids = ids
        if len(ids) != self.rowCount():
            self.setRowCount(len(ids))
        others = [place for place, id in self._filled.items() if not self._is_at(id, place)]
        for place in others:
            self._empty(place)
        self._tell_changed(others)
        self._fill()

    def forget(self) -> None:
        """Show nothing, and know nothing of what was shown."""
        self._rows.clear()
        self._thumbnails.clear()
        self.show_ids(np.empty(0, np.int64))

    def see(self, first: int, last: int) -> None:
        """Fill the rows from the first to the last place in sight."""
        self._sight = range(max(first, 0), last + 1)
        self._fill()

    def ask_again(self) -> None:
        """Ask for the rows in sight as they are by now."""
        self.missing.emit(self._ids_in_sight(), [])

    def take_rows(self, rows: Mapping[int, Row]) -> None:
        changed = {id for id, row in rows.items() if self._rows.get(id) != row}
        _keep(self._rows, rows, _KEPT_ROWS)
        for place in [place for place, id in self._filled.items() if id in changed]:
            self._empty(place)
        self._fill(asking=False)

    def take_thumbnails(self, thumbnails: Mapping[int, QIcon]) -> None:
        _keep(self._thumbnails, thumbnails, _KEPT_THUMBNAILS)
        for place, id in self._filled.items():
            if id in thumbnails:
                self.item(place, _THUMBNAIL).setData(thumbnails[id], Qt.ItemDataRole.DecorationRole)

    def judge_at(self, point: OperatingPoint | None) -> None:
        """Show the verdicts of an operating point; by default that of each row."""
        if point == self._point:
            return
        self._point = point
        blocked = self.blockSignals(True)
        for place, id in self._filled.items():
            if id in self._rows:
                self._cells.judge(self.item(place, _VERDICT), self._judged(self._rows[id]))
        self.blockSignals(blocked)
        self._tell_changed(list(self._filled))

    def label_by(self, labels: Labels | None) -> None:
        self._labels = labels
        self._fill_anew()

    def row_at(self, place: int) -> Row | None:
        """The row at a place as it is shown, if it is at hand."""
        row = self._rows.get(int(self.ids[place])) if 0 <= place < len(self.ids) else None
        return None if row is None else self._judged(row)

    def place_of(self, id: int) -> int | None:
        """Where a row is listed."""
        places = np.flatnonzero(self.ids == id)
        return int(places[0]) if len(places) else None

    def _fill(self, *, asking: bool = True) -> None:
        sight = range(self._sight.start, min(self._sight.stop, len(self.ids)))
        for place in [place for place in self._filled if place not in sight]:
            self._empty(place)
        rows, thumbnails, put = [], [], []
        for place in sight:
            id = int(self.ids[place])
            row = self._rows.get(id)
            if row is None:
                rows.append(id)
            elif place not in self._filled:
                self._put(place, id, row)
                put.append(place)
            if id not in self._thumbnails and (row is None or not row.failed):
                thumbnails.append(id)
        self._tell_changed(put)
        if asking and (rows or thumbnails):
            self.missing.emit(rows, thumbnails)

    def _fill_anew(self) -> None:
        self._filled.clear()
        self._fill()

    def _put(self, place: int, id: int, row: Row) -> None:
        label = None if self._labels is None else self._labels.label_of(row.file)
        shown = Shown(self._judged(row), label)
        self._quietly(place, self._cells.of(shown))
        if id in self._thumbnails:
            item = self.item(place, _THUMBNAIL)
            item.setData(self._thumbnails[id], Qt.ItemDataRole.DecorationRole)
        self._filled[place] = id

    def _empty(self, place: int) -> None:
        del self._filled[place]
        if place < self.rowCount():
            self._quietly(place, [None] * len(COLUMNS))

    def _quietly(self, place: int, items: Sequence[QStandardItem | None]) -> None:
        # Each would be told to the table by itself, which would be laid out anew each time.
        blocked = self.blockSignals(True)
        for column, item in enumerate(items):
            # Put onto another, an item costs a search through all others of the model.
            self.takeItem(place, column)
            if item is not None:
                self.setItem(place, column, item)
        self.blockSignals(blocked)

    def _judged(self, row: Row) -> Row:
        return row if self._point is None else judged(row, self._point)

    def _is_at(self, id: int, place: int) -> bool:
        return place < len(self.ids) and int(self.ids[place]) == id

    def _ids_in_sight(self) -> list[int]:
        return self.ids[self._sight.start : self._sight.stop].tolist()

    def _tell_changed(self, places: list[int]) -> None:
        if places:
            last = self.index(max(places), len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(min(places), 0), last)


def _keep(kept: OrderedDict[int, T], new: Mapping[int, T], most: int) -> None:
    for id, value in new.items():
        kept[id] = value
        kept.move_to_end(id)
    while len(kept) > most:
        kept.popitem(last=False)
