"""The list and the viewports: what is chosen in one is shown in the other."""

from PySide6.QtCore import QObject

from viewer.ui.desk.current import Current
from viewer.ui.desk.desk import Desk
from viewer.ui.studies.panel import StudiesPanel
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.viewport import Viewport


class StudiesChoice(QObject):
    def __init__(self, panel: StudiesPanel, grid: ViewportGrid, desk: Desk) -> None:
        super().__init__(panel)
        self._panel, self._desk = panel, desk
        panel.path_chosen.connect(desk.show_path)
        desk.current_changed.connect(self._select)
        desk.places.arranged.connect(self._mark)
        grid.attach(self._attach)
        self._select(desk.current)

    def _attach(self, viewport: Viewport) -> None:
        viewport.shown.drawn.connect(self._mark)
        self._mark()

    def _select(self, current: Current) -> None:
        if current.path is not None:
            self._panel.select_path(current.path)

    def _mark(self) -> None:
        paths = {shown.current.path for shown in self._desk.places.in_layout}
        self._panel.mark_shown({path for path in paths if path is not None})
