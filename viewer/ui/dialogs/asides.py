"""The dialogs about the file that is open and about the program, by their commands."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from viewer.trouble import Facts
from viewer.trouble.versions import versions
from viewer.ui.commands.commands import Commands
from viewer.ui.desk.current import Current
from viewer.ui.dialogs.about import AboutDialog
from viewer.ui.dialogs.bugs import log_file
from viewer.ui.dialogs.log import LogDialog
from viewer.ui.dialogs.tags import TagBrowser
from viewer.ui.dialogs.trouble import TroubleDialog
from viewer.ui.program import Program


class Asides(QObject):
    """Opens them."""

    def __init__(self, program: Program, commands: Commands, window: QWidget) -> None:
        super().__init__(window)
        self._program, self._window = program, window
        self.tags: TagBrowser | None = None
        commands["help.tags"].triggered.connect(self._open_tags)
        commands["help.log"].triggered.connect(lambda: LogDialog(log_file(), window).open())
        commands["help.trouble"].triggered.connect(
            lambda: TroubleDialog(program.work, self._facts, window).open()
        )
        commands["help.about"].triggered.connect(
            lambda: AboutDialog((*versions(), *self._program_lines()), window).open()
        )
        program.desk.current_changed.connect(self._follow)

    def _open_tags(self) -> None:
        if self.tags is None:
            self.tags = TagBrowser(self._program.work, self._window)
            self.tags.destroyed.connect(self._forget_tags)
            self._follow(self._program.desk.current)
            self.tags.show()
        self.tags.raise_()
        self.tags.activateWindow()

    def _forget_tags(self) -> None:
        self.tags = None

    def _follow(self, current: Current) -> None:
        if self.tags is not None:
            self.tags.show_file(current.path)

    def _facts(self) -> Facts:
        return Facts(
            program=(*self._program_lines(), *_screens(), *_trouble_of(self._program.desk.current)),
            settings=self._program.preferences.current.model_dump(),
            log=log_file(),
            file=self._program.desk.current.path,
        )

    def _program_lines(self) -> tuple[tuple[str, str], ...]:
        model = self._program.desk.model
        if model is None:
            return (("Model", "none"),)
        identity = model.identity
        return (
            ("Model", f"{identity.name} {identity.version}, SHA-256 {identity.sha256[:12]}…"),
            ("Runs on", model.provider),
        )


def _screens() -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            "Screen",
            f"{screen.size().width()} x {screen.size().height()}, "
            f"scale {screen.devicePixelRatio():g}, {screen.logicalDotsPerInch():.0f} dpi",
        )
        for screen in QGuiApplication.screens()
    )


def _trouble_of(current: Current) -> tuple[tuple[str, str], ...]:
    """Kinds of error: sentences may name a file."""
    errors = (current.open_error, current.reading_error)
    return tuple(("Error", type(error).__name__) for error in errors if error is not None)
