"""A new window in place of the old one, when theme, language or text size change."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from viewer.ui import texts, theme
from viewer.ui.canvas.sight import sight_of, take_sight
from viewer.ui.main_window import MainWindow
from viewer.ui.preferences import Preferences
from viewer.ui.program import Program


def dress(preferences: Preferences) -> None:
    """Let everything that is made from now on look and speak as the person wants."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    texts.use(preferences.language)
    theme.apply(application, preferences.theme, preferences.text_size)


class WindowKeeper(QObject):
    """Holds the one window, and makes it anew around the same program.

    What is open, what runs and what was read is the program's; where the person was is carried
    over.
    """

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._looks = _looks(program.preferences.current)
        dress(program.preferences.current)
        self.window = MainWindow(program)
        program.preferences.changed.connect(self._take)

    def _take(self, preferences: Preferences) -> None:
        if _looks(preferences) != self._looks:
            self._looks = _looks(preferences)
            # After the dialog that asked for it has gone, for it goes with the old window.
            QTimer.singleShot(0, self, self._renew)

    def _renew(self) -> None:
        dress(self._program.preferences.current)
        old = self.window
        on_worklist = old.pages.on_worklist
        old.pages.turn(worklist=False)  # so that the docks are as they are wanted
        # The new window takes them from there. To restore them a second time, over what waits
        # for the whole screen, crashes Qt.
        old.docks.keep()
        self.window = MainWindow(self._program)
        carry_over(old, self.window)
        self.window.pages.turn(worklist=on_worklist)
        old.retire()


def carry_over(old: MainWindow, new: MainWindow) -> None:
    """Put a new window where the old one is, showing the same."""
    sights = {viewport.shown: sight_of(viewport.canvas) for viewport in old.viewports.viewports}
    spread = old.isMaximized() or old.isFullScreen()
    new.setGeometry(old.normalGeometry() if spread else old.geometry())
    new.setWindowState(old.windowState())
    new.worklist_page.take_over(old.worklist_page)
    new.worklist.batch.take_over(old.worklist.batch)
    for before in old.commands:
        action = new.commands[before.objectName()]
        if before.isCheckable() and action.isChecked() != before.isChecked():
            action.setChecked(before.isChecked())
    if old.isVisible():
        new.show()
    for viewport in new.viewports.viewports:
        sight = sights.get(viewport.shown)
        if sight is not None and viewport.canvas.radiograph is not None:
            take_sight(viewport.canvas, sight)


def _looks(preferences: Preferences) -> tuple[str, str, int]:
    return preferences.theme, preferences.language, preferences.text_size
