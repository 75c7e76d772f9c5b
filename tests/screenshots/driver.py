"""Starts the real program in a place of its own, works it by keys and mouse, and keeps pictures."""

import itertools
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QPoint, QPointF, QSettings, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from viewer.ui.main_window import MainWindow
from viewer.ui.program import Program
from viewer.ui.renewal import WindowKeeper

_PATIENCE_SECONDS = 120.0
_SETTLE_MS = 250
_SIZE = (1440, 900)
Place = tuple[float, float]


class Driver:
    """One program and its window, as a person at the keyboard has them."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._keeper = WindowKeeper(program)
        self.window.resize(*_SIZE)
        self.window.show()
        self.window.activateWindow()  # an X server without a window manager activates none
        self.wait(lambda: program.desk.model is not None)

    @property
    def window(self) -> MainWindow:
        return self._keeper.window

    def wait(self, done: Callable[[], bool]) -> None:
        """Let the program work until it is done.

        Raises
        ------
        TimeoutError
            If it never is.
        """
        loop, look = QEventLoop(), QTimer()
        look.timeout.connect(loop.quit)
        look.start(20)
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not done():
            if time.monotonic() > deadline:
                raise TimeoutError("The program did not get there.")
            loop.exec()

    def pause(self, milliseconds: int = _SETTLE_MS) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def open(self, *paths: Path) -> None:
        """Open files and folders, and wait until all that is shown is read."""
        self.window.open_paths(list(paths))
        self.wait_until_read()

    def wait_until_read(self) -> None:
        self.wait(lambda: self._settled())

    def wait_until_shown(self, path: Path) -> None:
        def shown() -> bool:
            radiograph = self.window.viewports.active.canvas.radiograph
            return radiograph is not None and radiograph.source.path == path

        self.wait(shown)

    def _settled(self) -> bool:
        done, total = self.window.desk.studies.settled
        return total > 0 and done == total and self.window.desk.current.path is not None

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(self.window, key, held)
        self.pause(50)

    def answer_by_return(self, times: int) -> None:
        """Say yes to whatever has the focus."""
        for _ in range(times):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
            self.pause(50)

    def do(self, command: str) -> None:
        """What a menu or a button would."""
        self.window.commands[command].trigger()
        self.pause(50)

    def drag(self, *places: Place) -> None:
        """Draw by the left button from place to place of the radiograph, in shares of its sides."""
        canvas = self.window.viewports.active.canvas
        view = canvas.viewport()
        on_screen = [self._on_screen(place) for place in places]
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(view, left, none, on_screen[0])
        for start, end in itertools.pairwise(on_screen):
            for part in (0.5, 1.0):
                between = QPointF(start) + part * QPointF(end - start)
                QTest.mouseMove(view, between.toPoint())
                self.pause(10)
        QTest.mouseRelease(view, left, none, on_screen[-1])
        self.pause(50)

    def click(self, *places: Place) -> None:
        """Click at places of the radiograph, one after the other."""
        view = self.window.viewports.active.canvas.viewport()
        for place in places:
            QTest.mouseMove(view, self._on_screen(place))
            self.pause(10)
            QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=self._on_screen(place))
            self.pause(30)

    def point(self, place: Place) -> None:
        """Rest the mouse on a place of the radiograph."""
        QTest.mouseMove(self.window.viewports.active.canvas.viewport(), self._on_screen(place))
        self.pause(50)

    def _on_screen(self, place: Place) -> QPoint:
        canvas = self.window.viewports.active.canvas
        item, radiograph = canvas.item, canvas.radiograph
        assert item is not None
        assert radiograph is not None
        at = QPointF(place[0] * radiograph.columns, place[1] * radiograph.rows)
        return canvas.mapFromScene(item.mapToScene(at))

    @property
    def dialog(self) -> QDialog | None:
        """The dialog that is open, if one is."""
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
        return next((one for one in shown if one.isVisible()), None)

    def picture(self) -> QPixmap:
        """What a person sees: of a real screen its pixels, and else the window and its dialog."""
        self.pause()
        if QGuiApplication.platformName() == "xcb":
            shot = self.window.screen().grabWindow(0)
            return shot.copy(self.window.frameGeometry())
        picture = self.window.grab()
        if self.dialog is not None:
            _lay_over(picture, self.window, self.dialog)
        return picture


def _lay_over(picture: QPixmap, window: QWidget, dialog: QWidget) -> None:
    """A dialog in the middle of its window, where a desktop puts it."""
    top = dialog.grab()
    painter = QPainter(picture)
    size = top.deviceIndependentSize()
    left = round((window.width() - size.width()) / 2)
    above = round((window.height() - size.height()) / 2)
    painter.fillRect(0, 0, window.width(), window.height(), QColor(0, 0, 0, 110))
    painter.drawPixmap(left, above, top)
    painter.setPen(QColor(120, 130, 140))
    painter.drawRect(left - 1, above - 1, round(size.width()) + 1, round(size.height()) + 1)
    painter.end()


@contextmanager
def program_at_work(**preferences: Any) -> Iterator[Driver]:
    """A program that nobody used before, in a folder of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        settings = QSettings(str(Path(scratch, "window.ini")), QSettings.Format.IniFormat)
        program = Program(settings, Path(scratch))
        program.preferences.change(**preferences)
        driver = Driver(program)
        try:
            yield driver
        finally:
            if driver.dialog is not None:
                driver.dialog.close()
            driver.window.close()
            driver.window.deleteLater()
            driver.pause(50)
            program.deleteLater()
            driver.pause(50)
