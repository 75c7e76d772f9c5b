"""The rows of a batch as a table that sorts itself, and the filter over it."""

import bisect
from collections.abc import Callable
from enum import Enum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor

from viewer.batch import Row
from viewer.ui.canvas.corner_texts import date_text
from viewer.ui.looks import Look, look_of, probability_text
from viewer.ui.texts import later, said, tr

ROW_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(Enum):
    """The columns, from left to right."""

    FILE = later("File")
    PATIENT = later("Patient")
    DATE = later("Study date")
    VERDICT = later("Verdict")
    PROBABILITY = later("Probability")
    REMARK = later("Remark")


COLUMNS = tuple(Column)

_KEYS: dict[Column, Callable[[Row], Any]] = {
    Column.FILE: lambda row: row.file.name.casefold(),
    Column.PATIENT: lambda row: row.patient_id.casefold(),
    Column.DATE: lambda row: row.study_date,
    Column.VERDICT: lambda row: row.verdict or "",
    # Above every probability or below: files without one stand together at an end.
    Column.PROBABILITY: lambda row: -1.0 if row.probability is None else row.probability,
    Column.REMARK: lambda row: remark(row).casefold(),
}


def remark(row: Row) -> str:
    """Why a row has no verdict; empty where it has one."""
    return said(row.error) if row.error else "; ".join(said(reason) for reason in row.scope)


class WorklistModel(QAbstractTableModel):
    """Keeps its rows in the chosen order, also while more of them come."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._key: Callable[[Row], Any] | None = None
        self._descending = False

    @property
    def rows(self) -> list[Row]:
        return self._rows

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(COLUMNS[section].value)
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section] is Column.PROBABILITY:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, column)
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tool_tip(row, column)
        if role == Qt.ItemDataRole.ForegroundRole and column is Column.VERDICT:
            return QColor(look_of(row.verdict).colour)
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.PROBABILITY:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def clear(self) -> None:
        self.beginResetModel()
        self._rows = []
        self.endResetModel()

    def add(self, rows: list[Row]) -> None:
        """Put rows in: at the end, or in their place where the table is sorted."""
        if self._key is None or not self._rows:
            ordered = self._sorted(rows)
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(ordered) - 1)
            self._rows.extend(ordered)
            self.endInsertRows()
            return
        for row in rows:
            place = self._place(row)
            self.beginInsertRows(QModelIndex(), place, place)
            self._rows.insert(place, row)
            self.endInsertRows()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 leaves the order as it is, and adds at the end from now on."""
        self._key = _KEYS[COLUMNS[column]] if column >= 0 else None
        self._descending = order == Qt.SortOrder.DescendingOrder
        if self._key is None or not self._rows:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self._rows[index.row()] for index in before]
        self._rows = self._sorted(self._rows)
        if held:
            places = {id(row): place for place, row in enumerate(self._rows)}
            after = [
                self.index(places[id(row)], index.column())
                for row, index in zip(held, before, strict=True)
            ]
            self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sorted(self, rows: list[Row]) -> list[Row]:
        if self._key is None:
            return rows
        return sorted(rows, key=self._key, reverse=self._descending)

    def _place(self, row: Row) -> int:
        key = self._key
        assert key is not None
        if not self._descending:
            return bisect.bisect_right(self._rows, key(row), key=key)
        # bisect wants rising keys, and a text has no negative: search from the other end.
        low, high, wanted = 0, len(self._rows), key(row)
        while low < high:
            middle = (low + high) // 2
            if key(self._rows[middle]) < wanted:
                high = middle
            else:
                low = middle + 1
        return low


class WorklistFilter(QSortFilterProxyModel):
    """Lets rows through by text and verdict; sorting is left to the model, which is faster."""

    def __init__(self, model: WorklistModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._look: Look | None = None
        self.setSourceModel(model)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sourceModel().sort(column, order)

    def set_text(self, text: str) -> None:
        self._change(text.strip().casefold(), self._look)

    def set_look(self, look: Look | None) -> None:
        """Let through only rows whose verdict looks like this; all for None."""
        self._change(self._text, look)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: ARG002
        model = self.sourceModel()
        assert isinstance(model, WorklistModel)
        row = model.rows[source_row]
        if self._look is not None and look_of(row.verdict) != self._look:
            return False
        return not self._text or self._text in _searchable(row)

    def _change(self, text: str, look: Look | None) -> None:
        self.beginFilterChange()
        self._text, self._look = text, look
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)


def _searchable(row: Row) -> str:
    return "\n".join(
        (str(row.file), row.patient_id, date_text(row.study_date), remark(row))
    ).casefold()


def _text(row: Row, column: Column) -> str:
    if column is Column.FILE:
        return row.file.name
    if column is Column.PATIENT:
        return row.patient_id
    if column is Column.DATE:
        return date_text(row.study_date)
    if column is Column.VERDICT:
        return look_of(row.verdict).word
    if column is Column.PROBABILITY:
        return "" if row.probability is None else probability_text(row.probability)
    return remark(row)


def _tool_tip(row: Row, column: Column) -> str | None:
    if column is Column.FILE:
        return str(row.file)
    if column is Column.REMARK and row.failed:
        return f"{said(row.error)}\n{said(row.hint)}"
    return _text(row, column) or None
