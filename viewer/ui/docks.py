"""The panels beside the page: each can be closed, and what is open is kept."""

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from viewer.ui.commands.menus import Menus

_WINDOW_SIZE = (1440, 900)
_LEFT_WIDTH, _RIGHT_WIDTH = 230, 330
_LEFT_HEIGHTS = 560, 300


class Docks(QObject):
    """Makes the docks of a window, stows them while a page needs their room, and keeps them."""

    def __init__(self, window: QMainWindow, menus: Menus, settings: QSettings) -> None:
        super().__init__(window)
        self._window, self._menus, self._settings = window, menus, settings
        self._docks: list[QDockWidget] = []
        self._stowed: list[QDockWidget] = []

    def add(self, name: str, title: str, widget: QWidget, *, left: bool) -> QDockWidget:
        """Put a widget into a dock; its state is kept under `name`, whatever the language."""
        dock = QDockWidget(title)
        dock.setObjectName(name)
        dock.setWidget(widget)
        dock.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetClosable
            | QDockWidget.DockWidgetFeature.DockWidgetMovable
        )
        side = Qt.DockWidgetArea.LeftDockWidgetArea
        self._window.addDockWidget(side if left else Qt.DockWidgetArea.RightDockWidgetArea, dock)
        self._menus.add_panel(dock.toggleViewAction())
        self._docks.append(dock)
        return dock

    def stow(self, stowed: bool) -> None:
        """Hide all docks for a while, or bring back those that were open."""
        if stowed:
            self._stowed = [dock for dock in self._docks if not dock.isHidden()]
        for dock in self._docks if stowed else self._stowed:
            dock.setVisible(not stowed)
        for toggle in self._menus.panels:
            toggle.setEnabled(not stowed)

    def restore(self) -> None:
        """Give window and docks the sizes they were left with."""
        self._window.resize(*_WINDOW_SIZE)
        across = Qt.Orientation.Horizontal
        left = [dock for dock in self._docks if self._is_left(dock)]
        right = [dock for dock in self._docks if not self._is_left(dock)]
        widths = [_LEFT_WIDTH] * len(left) + [_RIGHT_WIDTH] * len(right)
        self._window.resizeDocks([*left, *right], widths, across)
        self._window.resizeDocks(left, _LEFT_HEIGHTS[: len(left)], Qt.Orientation.Vertical)
        geometry, docks = self._settings.value("geometry"), self._settings.value("docks")
        if geometry is not None:
            self._window.restoreGeometry(geometry)
        if docks is not None:
            self._window.restoreState(docks)

    def keep(self) -> None:
        self._settings.setValue("geometry", self._window.saveGeometry())
        self._settings.setValue("docks", self._window.saveState())

    def _is_left(self, dock: QDockWidget) -> bool:
        return self._window.dockWidgetArea(dock) is Qt.DockWidgetArea.LeftDockWidgetArea
