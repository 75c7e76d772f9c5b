"""How files and folders come into the window: chosen in a dialog, or dropped on it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QUrl, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMainWindow

from viewer.ui.commands.commands import Commands
from viewer.ui.dialogs import asking
from viewer.ui.texts import tr
from viewer.ui.viewports.grid import ViewportGrid


class Opening(QObject):
    """Tells which paths a person wants to look at."""

    asked = Signal(object)

    def __init__(self, window: QMainWindow, commands: Commands) -> None:
        super().__init__(window)
        self._window = window
        commands["file.open"].triggered.connect(self._ask_files)
        commands["file.open_folder"].triggered.connect(self._ask_folder)

    def _ask_files(self) -> None:
        paths = asking.ask_for_files(self._window)
        if paths:
            self.asked.emit(paths)

    def _ask_folder(self) -> None:
        folder = asking.ask_for_folder(self._window, tr("Open a folder of radiographs"))
        if folder:
            self.asked.emit([folder])


class Drops(QObject):
    """Takes what is dropped on the window; on a viewport, that one is worked at from then on."""

    dropped = Signal(object)

    def __init__(
        self, window: QMainWindow, viewports: ViewportGrid, busy: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._window, self._viewports, self._busy = window, viewports, busy
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window and isinstance(event, QDropEvent):
            paths = _local_paths(event.mimeData().urls())
            if kind == QEvent.Type.DragEnter and paths and not self._busy():
                event.acceptProposedAction()
            if kind == QEvent.Type.Drop:
                event.acceptProposedAction()
                self._viewports.activate_at(self._window, event.position().toPoint())
                self.dropped.emit(paths)
                return True
        return False


def _local_paths(urls: list[QUrl]) -> list[Path]:
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
