"""The whole screen for the window."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QMainWindow

from viewer.ui.commands.commands import Commands


class FullScreen(QObject):
    """Follows the command, and the desktop where that changes the window itself."""

    def __init__(self, window: QMainWindow, commands: Commands) -> None:
        super().__init__(window)
        self._window, self._action = window, commands["page.full_screen"]
        self._maximised = False
        self._action.toggled.connect(self._turn)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.WindowStateChange:
            self._action.setChecked(self._window.isFullScreen())
        return False

    def _turn(self, full: bool) -> None:
        if full == self._window.isFullScreen():
            return
        if full:
            self._maximised = self._window.isMaximized()
            self._window.showFullScreen()
        elif self._maximised:
            self._window.showMaximized()
        else:
            self._window.showNormal()
