"""The whole screen for the window."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow

from viewer.ui.commands.commands import Commands


class FullScreen(QObject):
    """Follows the command, the desktop where that changes the window itself, and Esc."""

    def __init__(self, window: QMainWindow, commands: Commands) -> None:
        super().__init__(window)
        self._window, self._action = window, commands["page.full_screen"]
        self._maximised = False
        self._action.toggled.connect(self._turn)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._window:
            return False
        if event.type() == QEvent.Type.WindowStateChange:
            self._action.setChecked(self._window.isFullScreen())
        # A key reaches the window only where nothing in it had a use for it.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._leave_by(event)
        return False

    def _leave_by(self, event: QKeyEvent) -> bool:
        leaves = event.key() == Qt.Key.Key_Escape and self._action.isChecked()
        if leaves:
            self._action.setChecked(False)
        return leaves

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
