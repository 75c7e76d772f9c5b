"""The command that opens the settings."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from viewer.ui.commands.commands import Commands
from viewer.ui.program import Program
from viewer.ui.settings.dialog import SettingsDialog


class SettingsOpener(QObject):
    def __init__(self, window: QMainWindow, commands: Commands, program: Program) -> None:
        super().__init__(window)
        self._window, self._program = window, program
        commands["file.settings"].triggered.connect(self._open)

    def _open(self) -> None:
        model = self._program.desk.model
        points = () if model is None else model.card.operating_points
        SettingsDialog(self._program.preferences, points, self._window).open()
