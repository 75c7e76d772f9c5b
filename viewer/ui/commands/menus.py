"""Where in the menus each command stands."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from viewer.imaging.windowing import View
from viewer.ui.canvas.first_view import view_names
from viewer.ui.commands.commands import Commands
from viewer.ui.texts import later, tr

RECENT, RECENT_WORKLISTS, FILE_WINDOWS, KEEP, PANELS, PAN, ADJUST = (
    "<recent>",
    "<recent worklists>",
    "<file windows>",
    "<keep>",
    "<panels>",
    "<pan>",
    "<adjust>",
)
_LINE = ""

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        later("&File"),
        (
            *("file.open", "file.open_folder", RECENT, "file.close_all", _LINE),
            *("file.export_png", "file.export_pdf", _LINE),
            *("file.settings", _LINE, "file.quit"),
        ),
    ),
    (
        later("&Edit"),
        (
            *("edit.undo", "edit.redo", _LINE),
            *("edit.delete", "measure.clear", _LINE, "measure.export_csv"),
        ),
    ),
    (
        later("&View"),
        (
            *("view.reset", "view.fit", "view.actual", "view.real_size"),
            *("view.zoom_in", "view.zoom_out", PAN, _LINE),
            *("view.flip_horizontally", "view.flip_vertically"),
            *("view.rotate_right", "view.rotate_left", _LINE),
            *("show.annotations", "show.overlays", "show.shutter", "show.magnifier", _LINE),
            *("help.tags", _LINE, "page.worklist", "page.full_screen", PANELS),
        ),
    ),
    (
        later("&Go"),
        (
            *("walk.previous", "walk.next", _LINE),
            *("walk.previous_frame", "walk.next_frame", _LINE, "page.next_viewport"),
        ),
    ),
    (
        later("&Layout"),
        (
            *("layout.one", "layout.two", "layout.four", "layout.prior", _LINE),
            *("layout.maximise", _LINE),
            *("link.zoom", "link.pan", "link.window"),
        ),
    ),
    (
        later("&Window"),
        (
            *("window.automatic", FILE_WINDOWS, _LINE),
            *("window.lungs", "window.mediastinum", "window.bone", "window.soft", _LINE),
            *("window.own_7", "window.own_8", "window.own_9", KEEP, _LINE),
            *("window.invert", ADJUST),
        ),
    ),
    (
        later("&Tools"),
        (
            *("tool.window", "tool.zoom", "tool.pan", _LINE),
            *("measure.length", "measure.angle", "measure.cobb", "measure.ratio", _LINE),
            *("measure.ellipse", "measure.rectangle", _LINE, "measure.calibrate"),
        ),
    ),
    (
        later("&Reading"),
        (
            *("reading.heatmap", "reading.contour", "reading.region", "reading.network_saw", _LINE),
            *("reading.blind", "reading.pneumonia", "reading.normal", "reading.unsure", _LINE),
            "reading.export_agreement",
        ),
    ),
    (
        later("Wor&klist"),
        (
            *("file.read_folder", "worklist.open", RECENT_WORKLISTS, _LINE),
            *("worklist.export", "worklist.export_shown", "worklist.export_heatmaps", _LINE),
            *("worklist.labels", "worklist.search", "worklist.figures"),
        ),
    ),
    (later("&Help"), ("help.keys", "help.log", "help.trouble", _LINE, "help.about")),
)

_FILE_WINDOWS = ("window.file_1", "window.file_2")

SUBMENUS: dict[str, tuple[str, tuple[str, ...]]] = {
    RECENT: (later("Open rece&nt"), ()),
    RECENT_WORKLISTS: (later("Rece&nt worklists"), ()),
    FILE_WINDOWS: (later("&File's windows"), _FILE_WINDOWS),
    PAN: (
        later("&Pan"),
        ("view.pan_left", "view.pan_right", "view.pan_up", "view.pan_down"),
    ),
    ADJUST: (
        later("Ad&just"),
        ("window.wider", "window.narrower", "window.brighter", "window.darker"),
    ),
    KEEP: (later("&Keep this window"), ("window.keep_7", "window.keep_8", "window.keep_9")),
}


def commands_of(ids: Iterable[str]) -> list[str]:
    """The commands of a menu, and of the menus in it."""
    found: list[str] = []
    for id in ids:
        if id in SUBMENUS:
            found += commands_of(SUBMENUS[id][1])
        elif id not in (_LINE, PANELS):
            found.append(id)
    return found


class Menus:
    """The menu bar of a window.

    `recent` and `recent_worklists` are filled by whoever knows those.
    """

    def __init__(self, window: QMainWindow, commands: Commands) -> None:
        self._commands = commands
        self._submenus = {
            name: self._menu(QMenu(tr(title), window), ids)
            for name, (title, ids) in SUBMENUS.items()
        }
        self.recent = self._submenus[RECENT]
        self.recent_worklists = self._submenus[RECENT_WORKLISTS]
        self._panels: list[QAction] = []
        self._view: QMenu | None = None
        bar = window.menuBar()
        for title, ids in MENUS:
            menu = self._menu(bar.addMenu(tr(title)), ids)
            if PANELS in ids:
                self._view = menu

    @property
    def panels(self) -> list[QAction]:
        """The actions that show and hide the docks."""
        return self._panels

    @property
    def file_windows(self) -> QMenu:
        return self._submenus[FILE_WINDOWS]

    def add_panel(self, toggle: QAction) -> None:
        assert self._view is not None
        self._panels.append(toggle)
        self._view.addAction(toggle)

    def show_file_windows(self, views: tuple[View, ...], choose: Callable[[View], None]) -> None:
        """List the views that the file brings; the first two are commands, and have keys."""
        menu = self.file_windows
        for action in menu.actions()[len(_FILE_WINDOWS) :]:
            menu.removeAction(action)
            action.deleteLater()
        for number, (view, name) in enumerate(zip(views, view_names(views), strict=True), 1):
            shown = f"&{number}  {name.replace('&', '&&')}"
            if number <= len(_FILE_WINDOWS):
                self._commands[_FILE_WINDOWS[number - 1]].setText(shown)
                continue
            action = menu.addAction(shown if number < 10 else shown[1:])
            action.triggered.connect(lambda _checked=False, view=view: choose(view))
        for number, id in enumerate(_FILE_WINDOWS, 1):
            self._commands[id].setVisible(number <= max(len(views), 1))
        menu.setEnabled(bool(views))

    def _menu(self, menu: QMenu, ids: Iterable[str]) -> QMenu:
        for id in ids:
            if id == _LINE:
                menu.addSeparator()
            elif id in SUBMENUS:
                menu.addMenu(self._submenus[id])
            elif id != PANELS:
                menu.addAction(self._commands[id])
        return menu
