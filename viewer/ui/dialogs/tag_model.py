"""What a file says of its picture, as the tree of the tag browser."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFontDatabase

from viewer.imaging.tags import Tag, TagList
from viewer.ui.texts import later, tr, trn
from viewer.ui.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex

TAG, VR, NAME, VALUE = range(4)
_HEADINGS = (later("Tag"), later("VR"), later("Name"), later("Value"))
_SHOWN = 200
_TIP = 2_000


class _Node:
    """A tag and its place; those below it are made when they are asked for."""

    def __init__(self, tag: Tag, parent: _Node | None, row: int) -> None:
        self.tag, self.parent, self.row = tag, parent, row
        self._children: list[_Node] | None = None
        digits = tag.tag.translate(_NO_MARKS)
        words = (tag.tag, digits, tag.vr, tag.name, tag.value, tag.meaning)
        self.searched = " ".join(words).casefold()

    @property
    def children(self) -> list[_Node]:
        if self._children is None:
            self._children = [_Node(tag, self, row) for row, tag in enumerate(self.tag.children)]
        return self._children

    def count(self, wanted: str) -> int:
        own = not self.tag.number and wanted in self.searched
        return own + sum(child.count(wanted) for child in self.children)


_NO_MARKS = str.maketrans("", "", "(),")


class TagModel(QAbstractItemModel):
    """Tag, VR, name and value, shortened; `full_text` has all of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._top: list[_Node] = []
        self._of_picture_file = False
        self._fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)

    @property
    def of_picture_file(self) -> bool:
        """Whether these are the facts of a JPEG or the like, which have no tags but groups."""
        return self._of_picture_file

    def show_tags(self, listed: TagList) -> None:
        self.beginResetModel()
        self._top = [_Node(tag, None, row) for row, tag in enumerate(listed.tags)]
        self._of_picture_file = bool(listed.tags) and not any(tag.tag for tag in listed.tags)
        self.endResetModel()

    def tag_at(self, index: Index) -> Tag | None:
        return index.internalPointer().tag if index.isValid() else None

    def full_text(self, index: Index) -> str:
        """A cell's text, however long it is."""
        if not index.isValid():
            return ""
        return _text(index.internalPointer().tag, index.column())

    def searched(self, row: int, parent: Index) -> str:
        """What a row is found by, in small letters."""
        return self._nodes(parent)[row].searched

    def count(self, wanted: str) -> int:
        """How many elements a text is found in."""
        return sum(node.count(wanted) for node in self._top)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._nodes(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008
        return len(_HEADINGS)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        nodes = self._nodes(parent)
        if not (0 <= row < len(nodes) and 0 <= column < len(_HEADINGS)):
            return QModelIndex()
        return self.createIndex(row, column, nodes[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = index.internalPointer().parent if index.isValid() else None
        return QModelIndex() if above is None else self.createIndex(above.row, 0, above)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        tag = index.internalPointer().tag
        if role == Qt.ItemDataRole.DisplayRole:
            return _shortened(_text(tag, index.column()), _SHOWN)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == VALUE:
            return plain_tip(_shortened(_text(tag, VALUE), _TIP)) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (_text(tag, part) for part in (TAG, NAME, VALUE))))
        if role == Qt.ItemDataRole.FontRole and index.column() in (TAG, VR):
            return None if self._of_picture_file else self._fixed
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        if section == VR and self._of_picture_file:
            return tr("Group")
        return tr(_HEADINGS[section])

    def _nodes(self, parent: Index) -> list[_Node]:
        if not parent.isValid():
            return self._top
        return parent.internalPointer().children if parent.column() == 0 else []


class FoundTags(QSortFilterProxyModel):
    """The rows in which a text was found, with what they are in and what is in them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self.setRecursiveFilteringEnabled(True)
        self.setAutoAcceptChildRows(True)

    @property
    def wanted(self) -> str:
        """What is looked for, in small letters."""
        return self._wanted

    def look_for(self, text: str) -> None:
        self.beginFilterChange()
        self._wanted = text.strip().casefold()
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        model = self.sourceModel()
        assert isinstance(model, TagModel)
        return self._wanted in model.searched(row, parent)


def _text(tag: Tag, column: int) -> str:
    if column == TAG:
        return tr("Item {number:,}").format(number=tag.number) if tag.number else tag.tag
    if column == VR:
        return tag.vr
    if column == NAME:
        return tag.name
    if tag.size is not None:
        return trn("{count:,} byte", "{count:,} bytes", tag.size).format(count=tag.size)
    return f"{tag.value}  ({tag.meaning})" if tag.meaning else tag.value


def _shortened(text: str, length: int) -> str:
    line = " ".join(text[: 2 * length].split("\n"))
    return line if len(line) <= length else f"{line[:length]}…"
