"""Everything a person can do from the menus, the toolbar and the keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QWidget

from viewer.imaging.windowing import View
from viewer.ui.canvas.canvas import Tool
from viewer.ui.canvas.first_view import view_names
from viewer.ui.icons import icon

_LOCAL = Qt.ShortcutContext.WidgetWithChildrenShortcut


class Actions:
    """The actions by name; what they do is connected by the window."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.open = self._make("&Open…", "file-plus-outline", "O", "Ctrl+O")
        self.open_folder = self._make("Open &folder…", "folder-open-outline", "Ctrl+Shift+O")
        self.close_all = self._make("&Close all", "close-box-multiple-outline", "Ctrl+W")
        self.quit = self._make("&Quit", "exit-to-app", "Ctrl+Q")
        self.worklist = self._make("&Worklist", "table-large", "Ctrl+B", checkable=True)
        self.worklist.setToolTip("Read a whole folder into a table (Ctrl+B), and back")
        self.read_folder = self._make("&Read a folder…", "folder-table-outline", "Ctrl+Shift+B")
        self.export = self._make("&Export CSV…", "file-export-outline", "Ctrl+E")
        self.previous = self._make("&Previous", "arrow-up", "Up", "Left", "PgUp", local=True)
        self.next = self._make("&Next", "arrow-down", "Down", "Right", "PgDown", local=True)
        self.previous_frame = self._make("Previous frame", "arrow-up-thin", "Shift+Up")
        self.next_frame = self._make("Next frame", "arrow-down-thin", "Shift+Down")
        self.reset = self._make("&Reset view", "fit-to-page-outline", "Space", "=", local=True)
        self.actual_size = self._make("&Actual pixels", "relative-scale", "Ctrl+1")
        self.zoom_in = self._make("Zoom &in", "magnify-plus-outline", "Ctrl++", "+")
        self.zoom_out = self._make("Zoom &out", "magnify-minus-outline", "Ctrl+-", "-")
        self.automatic = self._make("&Automatic window", "auto-fix", "0")
        self.invert = self._make("&Invert", "invert-colors", "I")
        self.heatmap = self._make("&Heatmap", "blur", "H", checkable=True)
        self.heatmap.setChecked(True)
        self.heatmap.setAutoRepeat(False)  # H held down shows the other state until let go
        self.overlays = self._make("Over&lays", "layers-outline", "L", checkable=True)
        self.shutter = self._make("&Shutter", "crop", "S", checkable=True)
        for shown in (self.overlays, self.shutter):
            shown.setChecked(True)
        self.tools = QActionGroup(window)
        self.drag_window = self._tool(Tool.WINDOW, "&Window", "contrast-circle", "W")
        self.drag_zoom = self._tool(Tool.ZOOM, "&Zoom", "magnify", "Z")
        self.drag_pan = self._tool(Tool.PAN, "&Pan", "cursor-move", "P")
        self.drag_window.setChecked(True)
        self.keys = self._make("&Keys and mouse", "keyboard-outline", "?", "F1")
        self.about = self._make("&About Hilum", "information-outline")
        self.window_menu = QMenu("&File's windows", window)
        self.panels: list[QAction] = []

    @property
    def on_radiograph(self) -> tuple[QAction, ...]:
        """What makes sense only while a radiograph is shown."""
        return (
            *(self.reset, self.actual_size, self.zoom_in, self.zoom_out, self.automatic),
            *(self.invert, self.heatmap, *self.tools.actions()),
        )

    def keep_local(self, *widgets: QWidget) -> None:
        """Let the keys that controls also need count only in these widgets."""
        for widget in widgets:
            widget.addActions([self.previous, self.next, self.reset])

    def add_panel(self, toggle: QAction) -> None:
        self.panels.append(toggle)

    def fill_menus(self) -> None:
        bar = self._window.menuBar()
        file = bar.addMenu("&File")
        file.addActions([self.open, self.open_folder, self.close_all])
        file.addSeparator()
        file.addActions([self.read_folder, self.export])
        file.addSeparator()
        file.addAction(self.quit)
        view = bar.addMenu("&View")
        view.addActions([self.previous, self.next, self.previous_frame, self.next_frame])
        view.addSeparator()
        view.addActions([self.reset, self.actual_size, self.zoom_in, self.zoom_out])
        view.addSeparator()
        view.addMenu(self.window_menu)
        view.addActions([self.invert, self.heatmap, self.overlays, self.shutter])
        view.addSeparator()
        view.addActions(self.tools.actions())
        view.addSeparator()
        view.addActions([self.worklist, *self.panels])
        bar.addMenu("&Help").addActions([self.keys, self.about])
        self.show_views((), lambda _view: None)

    def fill_toolbar(self, bar: QToolBar) -> None:
        bar.addActions([self.open, self.open_folder])
        bar.addSeparator()
        bar.addActions(self.tools.actions())
        bar.addSeparator()
        bar.addActions([self.automatic, self.invert, self.reset])
        bar.addSeparator()
        bar.addAction(self.heatmap)
        bar.addSeparator()
        bar.addAction(self.worklist)
        bar.addAction(self.keys)

    def show_views(self, views: tuple[View, ...], choose: Callable[[View], None]) -> None:
        """List the views that the file brings, the first nine each with its number as key."""
        self.window_menu.clear()
        self.window_menu.addAction(self.automatic)
        for number, (view, name) in enumerate(zip(views, view_names(views), strict=True), 1):
            shown = name.replace("&", "&&")
            action = self.window_menu.addAction(f"&{number}  {shown}" if number < 10 else shown)
            if number < 10:
                action.setShortcut(QKeySequence(str(number)))
            action.triggered.connect(lambda _checked=False, view=view: choose(view))

    def _make(
        self,
        text: str,
        symbol: str,
        *keys: str,
        checkable: bool = False,
        local: bool = False,
    ) -> QAction:
        action = QAction(icon(symbol), text, self._window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setCheckable(checkable)
        if local:
            action.setShortcutContext(_LOCAL)
        plain = text.replace("&", "").rstrip("…")
        action.setToolTip(f"{plain} ({keys[0]})" if keys else plain)
        self._window.addAction(action)
        return action

    def _tool(self, tool: Tool, text: str, symbol: str, key: str) -> QAction:
        action = self._make(text, symbol, key, checkable=True)
        action.setData(tool)
        action.setToolTip(f"{tool.name.capitalize()} by dragging with the left button ({key})")
        self.tools.addAction(action)
        return action
