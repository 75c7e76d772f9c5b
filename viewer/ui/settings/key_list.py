"""All commands with their keys, as a tree that can be searched."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QIcon
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from viewer.ui.commands.command import plain
from viewer.ui.commands.keys import Conflict, KeyMap, in_words
from viewer.ui.commands.menus import MENUS, commands_of
from viewer.ui.commands.table import BY_ID
from viewer.ui.icons import icon
from viewer.ui.texts import tr
from viewer.ui.theme import colours

_ID = Qt.ItemDataRole.UserRole


class KeyList(QTreeWidget):
    """In the order of the menus, where a person has seen the commands before."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Commands and their keys"))
        self.setHeaderLabels([tr("Command"), tr("Keys")])
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self._lines: dict[str, QTreeWidgetItem] = {}
        for title, ids in MENUS:
            menu = QTreeWidgetItem(self, [plain(tr(title))])
            menu.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for id in commands_of(ids):
                self._lines[id] = QTreeWidgetItem(menu, [plain(tr(BY_ID[id].text))])
                self._lines[id].setData(0, _ID, id)
        self.expandAll()

    @property
    def chosen(self) -> str | None:
        item = self.currentItem()
        return None if item is None else item.data(0, _ID)

    def choose(self, id: str) -> None:
        self.setCurrentItem(self._lines[id])

    def show_keys(self, keys: KeyMap, changes: KeyMap, conflicts: list[Conflict]) -> None:
        """Changed ones in bold; those that are wanted twice with a sign and in their colour."""
        wanted_twice = {id for conflict in conflicts for id in conflict.ids}
        warning = icon("alert-circle-outline", colours().failed)
        for id, line in self._lines.items():
            line.setText(1, in_words(keys[id]))
            font = self.font()
            font.setBold(id in changes)
            line.setFont(1, font)
            line.setIcon(1, warning if id in wanted_twice else QIcon())
            colour = colours().failed if id in wanted_twice else colours().text
            line.setForeground(1, QBrush(QColor(colour)))

    def search(self, text: str) -> None:
        """Leave only the commands that have the text in their name or their keys."""
        wanted = text.strip().casefold()
        for place in range(self.topLevelItemCount()):
            menu = self.topLevelItem(place)
            assert menu is not None
            found = False
            lines = [line for row in range(menu.childCount()) if (line := menu.child(row))]
            for line in lines:
                hit = wanted in line.text(0).casefold() or wanted in line.text(1).casefold()
                line.setHidden(not hit)
                found = found or hit
            menu.setHidden(not found)
