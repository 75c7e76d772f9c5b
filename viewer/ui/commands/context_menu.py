"""What a right click on the radiograph offers."""

from PySide6.QtCore import QObject, QPoint, QPointF
from PySide6.QtWidgets import QMainWindow, QMenu

from viewer.ui.commands.commands import Commands
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.viewport import Viewport

_LINE = ""
_OFFERED = (
    *("window.automatic", "window.lungs", "window.mediastinum", "window.bone", "window.soft"),
    *("window.invert", _LINE),
    *("view.fit", "view.actual", "view.real_size", "view.reset", _LINE),
    *("measure.length", "measure.angle", "measure.ratio", "edit.delete", _LINE),
    *("reading.heatmap", "show.magnifier", "help.tags", _LINE),
    *("file.export_png", "file.export_pdf"),
)


class ContextMenu(QObject):
    """The commands that a hand on the mouse wants where it is."""

    def __init__(self, window: QMainWindow, commands: Commands, grid: ViewportGrid) -> None:
        super().__init__(window)
        self.menu = QMenu(window)
        for id in _OFFERED:
            if id == _LINE:
                self.menu.addSeparator()
            else:
                self.menu.addAction(commands[id])
        grid.viewport_added.connect(self._attach)
        for viewport in grid.viewports:
            self._attach(viewport)

    def _attach(self, viewport: Viewport) -> None:
        viewport.canvas.menu_asked.connect(self._open)

    def _open(self, where: QPoint, _place: QPointF) -> None:
        self.menu.popup(where)
