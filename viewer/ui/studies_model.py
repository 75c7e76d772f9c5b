"""The opened radiographs, as a list that Qt's views can show."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from viewer.errors import HilumError
from viewer.imaging import Header
from viewer.reading import Reading
from viewer.ui.looks import FAILED, WAITING, Look, look_of, probability_text

ENTRY_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One opened file, and what is known of it so far."""

    path: Path
    header: Header | None = None
    thumbnail: QImage | None = None
    reading: Reading | None = None
    error: HilumError | None = None

    @property
    def settled(self) -> bool:
        return self.reading is not None or self.error is not None

    @property
    def look(self) -> Look:
        if self.error is not None:
            return FAILED
        return WAITING if self.reading is None else look_of(self.reading.verdict)

    @property
    def remark(self) -> str:
        """The second line of the list."""
        if self.error is not None:
            return self.error.sentence
        if self.reading is None:
            return self.look.word
        return f"{probability_text(self.reading.probability)}  {self.look.word}"


class StudiesModel(QAbstractListModel):
    """Each file once, in the order of opening."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._rows: dict[Path, int] = {}

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.path.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{entry.path}\n{entry.remark}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.path.name}, {entry.remark}"
        return None

    def entry(self, row: int) -> Entry:
        return self._entries[row]

    def row_of(self, path: Path) -> int | None:
        return self._rows.get(path)

    def append(self, paths: Iterable[Path]) -> list[Path]:
        """List the files that are not listed yet, and return them."""
        new = [path for path in dict.fromkeys(paths) if path not in self._rows]
        if new:
            first = len(self._entries)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._rows.update((path, first + i) for i, path in enumerate(new))
            self._entries.extend(Entry(path) for path in new)
            self.endInsertRows()
        return new

    def update(self, path: Path, **changes: Any) -> None:
        """Change what is known of a file; of one that was closed meanwhile, nothing."""
        row = self._rows.get(path)
        if row is not None:
            self._entries[row] = replace(self._entries[row], **changes)
            index = self.index(row)
            self.dataChanged.emit(index, index)

    def rejudge(self, judged: Callable[[Reading], Reading]) -> None:
        """Put every reading through a function, after the operating point changed."""
        self._entries = [
            entry if entry.reading is None else replace(entry, reading=judged(entry.reading))
            for entry in self._entries
        ]
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def clear(self) -> None:
        self.beginResetModel()
        self._entries.clear()
        self._rows.clear()
        self.endResetModel()
