"""The opened radiographs, as rows that Qt's views can show."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from viewer.reading import Reading
from viewer.ui.desk.entry import Entry, Found
from viewer.ui.desk.veil import Veil
from viewer.ui.studies.rows import RowKey, SeriesHeading, StudyHeading, StudyRows, row_key
from viewer.ui.studies.words import spoken, tool_tip
from viewer.ui.tips import plain_tip

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The Entry, StudyHeading or SeriesHeading of a row."""

LISTED_FILE = "application/x-hilum-listed-file"
"""The kind of what is dragged from the list to a viewport."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class StudiesModel(QAbstractListModel):
    """Each file once, under its study and series."""

    about_to_grow = Signal()
    grown = Signal()
    """All rows of one chunk are in."""
    advanced = Signal(int, int)
    """How many of how many files are settled."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = StudyRows()
        self._entries: dict[Path, Entry] = {}
        self._keys: dict[Path, RowKey] = {}
        self._paths: dict[RowKey, Path] = {}
        self._settled = 0
        self.veil = Veil(self)
        self.veil.changed.connect(self._tell_all_changed)

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.row(index.row()), Entry):
            drags = Qt.ItemFlag.ItemIsDragEnabled
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | drags
        return Qt.ItemFlag.ItemIsEnabled

    def mimeTypes(self) -> list[str]:
        return [LISTED_FILE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """What is dragged from the list: a file that it has, which may lie in an archive."""
        data = QMimeData()
        for row in (index.data(ROW_ROLE) for index in indexes):
            if isinstance(row, Entry):
                data.setData(LISTED_FILE, os.fsencode(row.path))
        return data

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.row(index.row())
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(tool_tip(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None

    # What is listed

    def __len__(self) -> int:
        """How many files are listed."""
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        """The files in the tree's order."""
        return (self._entries[self._paths[key]] for key in self._rows.order)

    @property
    def settled(self) -> tuple[int, int]:
        """How many of how many files are read or have failed."""
        return self._settled, len(self._entries)

    def row(self, row: int) -> Entry | StudyHeading | SeriesHeading:
        heading = self._rows.heading(row)
        return self._seen(self._paths[self._rows[row]]) if heading is None else heading

    def heading(self, row: int) -> StudyHeading | SeriesHeading | None:
        """What a row heads; None for a file's own row."""
        return self._rows.heading(row)

    def entry(self, path: Path) -> Entry | None:
        """What is known of a file, whether or not it may be seen."""
        return self._entries.get(path)

    def index_of(self, path: Path) -> QModelIndex:
        """Where a file is; nowhere if it is not listed, or its study is folded."""
        key = self._keys.get(path)
        row = None if key is None else self._rows.row_of(key)
        return QModelIndex() if row is None else self.index(row)

    def study_index(self, index: Index) -> QModelIndex:
        """The row that heads the study of a row."""
        if not index.isValid():
            return QModelIndex()
        row = self._rows.row_of(self._rows.study_of(self._rows[index.row()]))
        return QModelIndex() if row is None else self.index(row)

    def end(self, place: int) -> Path | None:
        """The first file of the tree (0), or the last (-1)."""
        return self._paths[self._rows.order[place]] if self._entries else None

    def neighbour(self, path: Path, step: int) -> Path | None:
        """The file so many steps further in the tree's order."""
        key = self._keys.get(path)
        beside = None if key is None else self._rows.neighbour(key, step)
        return None if beside is None else self._paths[beside]

    def of_study(self, path: Path) -> list[Entry]:
        """The files of the same study, in the tree's order."""
        key = self._keys.get(path)
        return [] if key is None else self._entries_of(self._rows.of_study(key))

    def of_next_study(self, path: Path) -> list[Entry]:
        """The files of the same patient's next study in the tree, which is an earlier one."""
        key = self._keys.get(path)
        return [] if key is None else self._entries_of(self._rows.of_next_study(key))

    def series_size(self, path: Path) -> int:
        """How many files the series of a file has; a folder of pictures is none."""
        entry, key = self._entries.get(path), self._keys.get(path)
        if entry is None or key is None or not entry.header.series_instance_uid:
            return 0
        return len(self._rows.of_series(key))

    def in_series(self, path: Path, step: int) -> Path | None:
        """The file so many steps further in the same series, or the one at its end."""
        key = self._keys.get(path)
        if key is None:
            return None
        series = self._rows.of_series(key)
        place = series.index(key) + step
        return self._paths[series[min(max(place, 0), len(series) - 1)]]

    def _entries_of(self, keys: list[RowKey]) -> list[Entry]:
        return [self._seen(self._paths[key]) for key in keys]

    def _seen(self, path: Path) -> Entry:
        entry = self._entries[path]
        return replace(entry, reading=None, veiled=True) if self.veil.hides(path) else entry

    # Changes

    def add(self, found: list[Found]) -> list[Path]:
        """List the files that are not listed yet, and return them."""
        new = {item.path: item for item in found if item.path not in self._entries}
        if not new:
            return []
        self.about_to_grow.emit()
        for path, item in new.items():
            key = row_key(item.place)
            self._keys[path], self._paths[key] = key, path
            self._entries[path] = Entry(path, item.place, item.header)
        self._insert(self._rows.place(item.place for item in new.values()))
        for study in {self._rows.study_of(self._keys[path]) for path in new}:
            self._tell_changed(study)  # its count
        self.grown.emit()
        self.advanced.emit(*self.settled)
        return list(new)

    def update(self, path: Path, **changes: Any) -> None:
        """Change what is known of a file; of one that was closed meanwhile, nothing."""
        before = self._entries.get(path)
        if before is None:
            return
        after = self._entries[path] = replace(before, **changes)
        self._tell_changed(self._keys[path])
        if before.settled != after.settled:
            self._settled += 1 if after.settled else -1
            self.advanced.emit(*self.settled)

    def rejudge(self, judged: Callable[[Reading], Reading]) -> None:
        """Put every reading through a function, after the operating point changed."""
        for path, entry in self._entries.items():
            if entry.reading is not None:
                self._entries[path] = replace(entry, reading=judged(entry.reading))
        self._tell_all_changed()

    def toggle(self, index: Index) -> None:
        """Fold the study of a row, or open it again."""
        study = self._rows.study_of(self._rows[index.row()])
        self._fold(study, not self._rows.folded(study))

    def reveal(self, path: Path) -> None:
        """Open the study of a file, if it is folded."""
        key = self._keys.get(path)
        if key is not None and self._rows.folded(self._rows.study_of(key)):
            self._fold(self._rows.study_of(key), False)

    def clear(self) -> None:
        self.beginResetModel()
        self._rows.clear()
        for kept in (self._entries, self._keys, self._paths):
            kept.clear()
        self._settled = 0
        self.endResetModel()
        self.advanced.emit(0, 0)

    def _insert(self, wanted: list[RowKey]) -> None:
        for row, keys in self._rows.runs(wanted):
            self.beginInsertRows(QModelIndex(), row, row + len(keys) - 1)
            self._rows.insert(row, keys)
            self.endInsertRows()

    def _fold(self, study: RowKey, folded: bool) -> None:
        keys = self._rows.fold(study, folded)
        self._tell_changed(study)
        if not folded:
            self.about_to_grow.emit()
            self._insert(keys)
            self.grown.emit()
            return
        heading = self._rows.row_of(study)
        if heading is not None:
            self.beginRemoveRows(QModelIndex(), heading + 1, heading + len(keys))
            self._rows.remove(heading + 1, len(keys))
            self.endRemoveRows()

    def _tell_all_changed(self) -> None:
        if len(self._rows):
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _tell_changed(self, key: RowKey) -> None:
        row = self._rows.row_of(key)
        if row is not None:
            index = self.index(row)
            self.dataChanged.emit(index, index)
