"""The commands that act on how a radiograph is shown: tools, zoom, orientation, what lies on it."""

from PySide6.QtCore import QObject, QPoint, QPointF, Signal
from PySide6.QtWidgets import QMenu

from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.menu import open_menu
from viewer.ui.canvas.orientation import Orientation
from viewer.ui.canvas.tools import Tool
from viewer.ui.commands.commands import Commands
from viewer.ui.texts import tr
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.menu_key import MenuKey
from viewer.ui.viewports.viewport import Viewport

_ZOOM_STEP = 1.25
_PAN_STEP = 80.0
_PANS = {
    # To the left means to see more of what is there, so the picture goes the other way.
    "view.pan_left": QPointF(_PAN_STEP, 0.0),
    "view.pan_right": QPointF(-_PAN_STEP, 0.0),
    "view.pan_up": QPointF(0.0, _PAN_STEP),
    "view.pan_down": QPointF(0.0, -_PAN_STEP),
}
_TOOLS = {"tool.window": Tool.WINDOW, "tool.zoom": Tool.ZOOM, "tool.pan": Tool.PAN}
_TURNS = {
    "view.rotate_right": lambda orientation: orientation.turned(1),
    "view.rotate_left": lambda orientation: orientation.turned(-1),
    "view.flip_horizontally": Orientation.flipped_horizontally,
    "view.flip_vertically": Orientation.flipped_vertically,
}


class Handling(QObject):
    """Lets the commands act on the active viewport's canvas, and every canvas open its menu."""

    told = Signal(str)
    """Why nothing happened."""

    def __init__(self, commands: Commands, viewports: ViewportGrid) -> None:
        super().__init__(viewports)
        self._commands, self._viewports = commands, viewports
        for id, does in {
            "view.reset": lambda: self._canvas.reset(),
            "view.fit": lambda: self._canvas.fit(),
            "view.actual": lambda: self._canvas.zoom_to(1.0),
            "view.real_size": self._show_real_size,
            "view.zoom_in": lambda: self._zoom_by(_ZOOM_STEP),
            "view.zoom_out": lambda: self._zoom_by(1 / _ZOOM_STEP),
        }.items():
            commands[id].triggered.connect(does)
        for id, turn in _TURNS.items():
            commands[id].triggered.connect(
                lambda _checked=False, turn=turn: self._canvas.set_orientation(
                    turn(self._canvas.orientation)
                )
            )
        for id, step in _PANS.items():
            commands[id].triggered.connect(
                lambda _checked=False, step=step: self._canvas.pan_by(step)
            )
        for id, tool in _TOOLS.items():
            commands[id].toggled.connect(lambda chosen, tool=tool: self._take_tool(tool, chosen))
        commands["show.overlays"].toggled.connect(self._show_overlays)
        commands["show.shutter"].toggled.connect(self._show_shutter)
        viewports.attach(self._attach)

    @property
    def _canvas(self) -> Canvas:
        return self._viewports.active.canvas

    def _attach(self, viewport: Viewport) -> None:
        canvas = viewport.canvas
        canvas.set_overlays_visible(self._commands["show.overlays"].isChecked())
        canvas.set_shutter_visible(self._commands["show.shutter"].isChecked())
        for id, tool in _TOOLS.items():
            if self._commands[id].isChecked():
                canvas.set_tool(tool)
        canvas.menu_asked.connect(lambda place, _on_item: self._open_menu(place))
        MenuKey(viewport, self._open_menu_by_key)

    def _open_menu(self, place: QPoint) -> QMenu:
        return open_menu(self._commands, place, self._viewports)

    def _open_menu_by_key(self, place: QPoint) -> None:
        menu = self._open_menu(place)
        # Where the arrow keys begin.
        menu.setActiveAction(next(one for one in menu.actions() if not one.isSeparator()))

    def _take_tool(self, tool: Tool, chosen: bool) -> None:
        if chosen:
            for viewport in self._viewports.viewports:
                viewport.canvas.set_tool(tool)

    def _show_overlays(self, visible: bool) -> None:
        for viewport in self._viewports.viewports:
            viewport.canvas.set_overlays_visible(visible)

    def _show_shutter(self, visible: bool) -> None:
        for viewport in self._viewports.viewports:
            viewport.canvas.set_shutter_visible(visible)

    def _zoom_by(self, factor: float) -> None:
        self._canvas.zoom_to(self._canvas.zoom * factor)

    def _show_real_size(self) -> None:
        if not self._canvas.show_real_size():
            self.told.emit(tr("Real size needs millimetres, and this radiograph has none."))
