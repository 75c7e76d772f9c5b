"""Which commands make sense for the radiograph that is worked at."""

from PySide6.QtCore import QObject

from viewer.imaging import Radiograph
from viewer.imaging.windowing import View
from viewer.ui.canvas.first_view import views_of
from viewer.ui.commands.commands import Commands
from viewer.ui.commands.menus import Menus
from viewer.ui.desk.desk import Desk
from viewer.ui.viewports.grid import ViewportGrid

_FILE_WINDOWS = ("window.file_1", "window.file_2")


class Enabling(QObject):
    """Enables the commands on a radiograph, and lists the windows that its file brings."""

    def __init__(
        self, commands: Commands, menus: Menus, viewports: ViewportGrid, desk: Desk
    ) -> None:
        super().__init__(viewports)
        self._commands, self._menus = commands, menus
        self._viewports, self._desk = viewports, desk
        self._listed: Radiograph | None = None
        desk.current_changed.connect(self.enable)
        desk.studies.advanced.connect(self.enable)
        commands["page.worklist"].toggled.connect(self.enable)
        self.enable()

    def enable(self) -> None:
        on_page = not self._commands["page.worklist"].isChecked()
        radiograph = self._desk.current.radiograph if on_page else None
        shown = radiograph is not None
        views = views_of(radiograph) if radiograph is not None else ()
        does = self._commands
        does.show_radiograph(shown)
        for number, id in enumerate(_FILE_WINDOWS, 1):
            does.enable(id, len(views) >= number)
        does.enable("show.overlays", radiograph is not None and bool(radiograph.overlays))
        does.enable("show.shutter", radiograph is not None and radiograph.shutter is not None)
        does.enable("file.close_all", on_page and len(self._desk.studies) > 0)
        if on_page and radiograph is not self._listed:
            self._listed = radiograph
            self._menus.show_file_windows(views, self._choose)

    def _choose(self, view: View) -> None:
        self._viewports.active.canvas.set_view(view)
