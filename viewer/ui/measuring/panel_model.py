"""The measurements of the active viewport as rows of a list."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from viewer.measuring import Measurement
from viewer.ui.measuring.board import Board
from viewer.ui.measuring.words import kind_text, main_figure, name_of, warning_of, worth_of
from viewer.ui.texts import tr

Index = QModelIndex | QPersistentModelIndex
_NAME, _FIGURE = 0, 1
_LONGEST_NAME = 60


class MeasurementsModel(QAbstractTableModel):
    """Two columns: what the person calls it, which can be changed, and its main figure."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self._rows: tuple[Measurement, ...] = ()

    def show(self, board: Board | None) -> None:
        """List what a board has, as it is now."""
        rows = board.sheet.sheet.measurements if board is not None and board.sheet else ()
        same = [one.id for one in rows] == [one.id for one in self._rows]
        if same and board is self._board:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, _FIGURE))
            return
        self.beginResetModel()
        self._board, self._rows = board, rows
        self.endResetModel()

    def row_of(self, id: str | None) -> int | None:
        return next((row for row, one in enumerate(self._rows) if one.id == id), None)

    def id_at(self, row: int) -> str | None:
        return self._rows[row].id if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr("Measurement") if section == _NAME else tr("Figure")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == _NAME else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._board is None:
            return None
        measurement = self._rows[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return measurement.text
        if role == Qt.ItemDataRole.DisplayRole and index.column() == _NAME:
            return name_of(measurement)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _FIGURE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return main_figure(self._board.figures(measurement))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._told(measurement)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or self._board is None or self._board.sheet is None:
            return False
        name = str(value).strip()[:_LONGEST_NAME]
        self._board.sheet.replace(replace(self._rows[index.row()], text=name))
        return True

    def _told(self, measurement: Measurement) -> str:
        assert self._board is not None
        figures = self._board.figures(measurement)
        name = kind_text(measurement.kind)
        if measurement.text:
            name = f"{measurement.text} ({name})"
        parts = [f"{name}: {main_figure(figures)}", worth_of(figures), warning_of(figures)]
        return ", ".join(part for part in parts if part)
