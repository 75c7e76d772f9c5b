"""The tag browser: every element of the header of the file that is looked at."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from viewer.errors import HilumError
from viewer.imaging.tags import TagList, read_tags
from viewer.ui.dialogs.tag_model import NAME, TAG, VALUE, VR, FoundTags, TagModel
from viewer.ui.icons import icon
from viewer.ui.texts import said, tr, trn
from viewer.ui.work import Lane, Work

_PAUSE_MS = 150
_MOST_EXPANDED = 1_000
_SUBJECT = "tags"
_OF_DICOM = {TAG: 190, VR: 60, NAME: 270}
_OF_PICTURE_FILE = {VR: 110, NAME: 240}
"""Widths of columns."""


class TagBrowser(QDialog):
    """Lists, finds and copies; it stays open beside the window and follows it."""

    def __init__(self, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._work = work
        self._path: Path | None = None
        self._complete = True
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Name, tag or value"))
        self.search.setAccessibleName(tr("Search the tags"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("magnify"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.model, self.found = TagModel(self), FoundTags(self)
        self.found.setSourceModel(self.model)
        self.tree = _Tree(self)
        self.tree.setModel(self.found)
        self.state = QLabel()
        self.state.setObjectName("muted")
        self.state.setWordWrap(True)
        self._lay_out()
        self._add_actions()
        self.search.textChanged.connect(lambda: self._pause.start())
        self._pause.timeout.connect(self._look)
        self.finished.connect(lambda: work.forget(_SUBJECT))
        self.resize(860, 640)

    def show_file(self, path: Path | None) -> None:
        """List what another file says; nothing while none is looked at."""
        if path == self._path:
            return
        self._path = path
        self.setWindowTitle(
            tr("Tags of {file}").format(file=path.name) if path is not None else tr("Tags")
        )
        self._work.forget(_SUBJECT)
        self._take(TagList(()))
        if path is None:
            self.state.setText(tr("Nothing is open."))
            return
        self.state.setText(tr("Reading …"))
        self._work.ask(Lane.DECODE, _SUBJECT, lambda: read_tags(path), self._take, self._fail)

    def _take(self, listed: TagList) -> None:
        self._complete = listed.complete
        self.model.show_tags(listed)
        self.tree.setColumnHidden(TAG, self.model.of_picture_file)
        widths = _OF_PICTURE_FILE if self.model.of_picture_file else _OF_DICOM
        for column, width in widths.items():
            self.tree.header().resizeSection(column, width)
        self._look()
        if self.tree.model().rowCount():
            self.tree.setCurrentIndex(self.found.index(0, self.tree.first_column))

    def _fail(self, error: HilumError) -> None:
        self.state.setText(f"{said(error.sentence)} {said(error.hint)}")

    def _look(self) -> None:
        self._pause.stop()
        self.found.look_for(self.search.text())
        if self.search.text() or self.found.rowCount() <= _MOST_EXPANDED:
            self.tree.expandAll()
        self._count()

    def _count(self) -> None:
        count = self.model.count(self.found.wanted)
        if not count and self.model.rowCount():
            text = tr("Nothing of that was found.")
        else:
            text = trn("{count:,} entry", "{count:,} entries", count).format(count=count)
        if not self._complete:
            text = f"{text}  {tr('The header has more than can be listed here.')}"
        self.state.setText(text)

    # Copying

    def _add_actions(self) -> None:
        for text, keys, copy in (
            (tr("Copy value"), "Ctrl+C", self._copy_cell),
            (tr("Copy row"), "Ctrl+Shift+C", self._copy_row),
            (tr("Copy path"), "Ctrl+Alt+C", self._copy_path),
        ):
            action = QAction(icon("content-copy"), text, self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(copy)
            self.tree.addAction(action)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        find = QAction(self)
        find.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        find.triggered.connect(self._begin_search)
        self.addAction(find)

    def _begin_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _chosen(self) -> QModelIndex:
        return self.found.mapToSource(self.tree.currentIndex())

    def _copy_cell(self) -> None:
        index = self._chosen()
        tag = self.model.tag_at(index)
        # A UID is copied as the file has it, without what it means.
        value = tag is not None and index.column() == VALUE and tag.meaning
        self._copy(tag.value if tag is not None and value else self.model.full_text(index))

    def _copy_row(self) -> None:
        index = self._chosen()
        cells = (index.siblingAtColumn(column) for column in (TAG, VR, NAME, VALUE))
        self._copy("\t".join(filter(None, map(self.model.full_text, cells))))

    def _copy_path(self) -> None:
        tag = self.model.tag_at(self._chosen())
        self._copy("" if tag is None else tag.path)

    def _copy(self, text: str) -> None:
        if text:
            QApplication.clipboard().setText(text)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        last = QHBoxLayout()
        last.addWidget(self.state, 1)
        last.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.search)
        layout.addWidget(self.tree, 1)
        layout.addLayout(last)


class _Tree(QTreeView):
    def __init__(self, browser: TagBrowser) -> None:
        super().__init__(browser)
        self.setAccessibleName(tr("Tags"))
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QTreeView.SelectionBehavior.SelectRows)
        self.setAllColumnsShowFocus(False)
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.header().setSectionsMovable(False)

    @property
    def first_column(self) -> int:
        return VR if self.isColumnHidden(TAG) else TAG

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Left and right go from cell to cell with Ctrl, and fold and unfold without.
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        current = self.currentIndex()
        column = min(max(current.column() + step, self.first_column), VALUE)
        self.setCurrentIndex(current.siblingAtColumn(column))
