"""The table's headings: which columns there are, in which order and how wide."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from viewer.ui.preferences import PreferenceStore
from viewer.ui.texts import tr
from viewer.ui.worklist.columns import COLUMNS, DEFAULT, Column

_SETTLE_MS = 400
_MOST_WIDTH = 4000


class Heading(QHeaderView):
    """A click sorts, a drag moves, and the menu of a right click chooses the columns.

    What a person chose is kept for the next time.
    """

    def __init__(self, preferences: PreferenceStore, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._preferences = preferences
        self.menu = QMenu(tr("Columns"), self)
        self._toggles = [self._toggle(column) for column in COLUMNS]
        self.menu.addSeparator()
        self.menu.addAction(tr("Columns as at first")).triggered.connect(self._begin_anew)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self._keep)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setSortIndicatorClearable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setStretchLastSection(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)

    @property
    def columns(self) -> list[Column]:
        """Those that are there, from left to right."""
        sections = (self.logicalIndex(place) for place in range(self.count()))
        return [COLUMNS[section] for section in sections if not self.isSectionHidden(section)]

    def restore(self) -> None:
        """Show the columns as they were left; once, when the table has them."""
        kept = self._preferences.current
        self._show(kept.worklist_columns or DEFAULT, kept.worklist_widths)
        for signal in (self.sectionMoved, self.sectionResized):
            signal.connect(self._keep_soon)

    def _show(self, names: tuple[str, ...], widths: dict[str, int]) -> None:
        by_name = {column.name: section for section, column in enumerate(COLUMNS)}
        order = [name for name in names if name in by_name] or list(DEFAULT)
        for place, name in enumerate(order):
            self.moveSection(self.visualIndex(by_name[name]), place)
        for section, column in enumerate(COLUMNS):
            usual = column.width * self._preferences.current.text_size // 100
            wanted = min(widths.get(column.name, usual), _MOST_WIDTH)
            self.resizeSection(section, max(wanted, self.sectionSizeHint(section)))
            self.setSectionHidden(section, column.name not in order)
            self._toggles[section].setChecked(column.name in order)

    def _toggle(self, column: Column) -> QAction:
        action = self.menu.addAction(column.title)
        action.setCheckable(True)
        action.triggered.connect(lambda shown: self._turn(column, shown))
        return action

    def _turn(self, column: Column, shown: bool) -> None:
        section = COLUMNS.index(column)
        if not shown and self.columns == [column]:
            self._toggles[section].setChecked(True)  # without any, there were no heading to click
            return
        self.setSectionHidden(section, not shown)
        if shown:
            self._put_behind_predecessor(column)
        self._settling.start()

    def _put_behind_predecessor(self, column: Column) -> None:
        """Where a person looks for it, and not beyond the last one."""
        section = COLUMNS.index(column)
        before = [other for other in self.columns if COLUMNS.index(other) < section]
        behind = self.visualIndex(COLUMNS.index(before[-1])) if before else -1
        here = self.visualIndex(section)
        self.moveSection(here, behind if here < behind else behind + 1)

    def _begin_anew(self) -> None:
        for place in range(len(COLUMNS)):
            self.moveSection(self.visualIndex(place), place)
        self._show(DEFAULT, {})
        self._settling.start()

    def _show_menu(self, place: QPoint) -> None:
        self.menu.popup(self.viewport().mapToGlobal(place))

    def _keep_soon(self) -> None:
        self._settling.start()

    def _keep(self) -> None:
        columns = self.columns
        self._preferences.change(
            worklist_columns=tuple(column.name for column in columns),
            worklist_widths={
                column.name: self.sectionSize(COLUMNS.index(column)) for column in columns[:-1]
            },
        )
