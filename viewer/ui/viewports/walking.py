"""Walking: from file to file, from frame to frame, and with the wheel through a series."""

from functools import partial

from PySide6.QtCore import QObject

from viewer.ui.commands.commands import Commands
from viewer.ui.desk.desk import Desk
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.viewport import Viewport

_FILES = {"walk.previous": -1, "walk.next": 1}
_FRAMES = {"walk.previous_frame": -1, "walk.next_frame": 1}


class Walking(QObject):
    """The commands walk in the active viewport, the wheel in the one below the cursor."""

    def __init__(
        self, commands: Commands, grid: ViewportGrid, desk: Desk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._commands, self._grid, self._desk = commands, grid, desk
        for id, step in _FILES.items():
            commands[id].triggered.connect(partial(self._walk, step))
        for id, step in _FRAMES.items():
            commands[id].triggered.connect(partial(self._walk_frames, step))
        commands["page.worklist"].toggled.connect(self._draw)
        desk.current_changed.connect(self._draw)
        desk.studies.grown.connect(self._draw)
        grid.attach(self._attach)
        self._draw()

    def _walk(self, step: int) -> None:
        self._desk.walk(step)

    def _walk_frames(self, step: int) -> None:
        self._desk.walk_frames(step)

    def _attach(self, viewport: Viewport) -> None:
        canvas = viewport.canvas
        canvas.frames_asked.connect(viewport.shown.walk_frames)
        canvas.steps_asked.connect(partial(self._walk_series, viewport))
        canvas.loaded_changed.connect(partial(self._let_wheel_walk, viewport))
        self._let_wheel_walk(viewport)

    def _walk_series(self, viewport: Viewport, step: int) -> None:
        """Walk through what one series has: the frames of one file, or its files."""
        shown, path = viewport.shown, viewport.shown.current.path
        if shown.frames > 1:
            shown.walk_frames(step)
            return
        beside = None if path is None else self._desk.studies.in_series(path, step)
        if beside is not None:
            shown.show_path(beside)

    def _let_wheel_walk(self, viewport: Viewport) -> None:
        path = viewport.shown.current.path
        size = 0 if path is None else self._desk.studies.series_size(path)
        viewport.canvas.set_walks_instances(viewport.shown.frames > 1 or size > 1)

    def _draw(self) -> None:
        on_page = not self._commands["page.worklist"].isChecked()
        for id in _FILES:
            self._commands.enable(id, on_page and self._desk.can_walk)
        for id in _FRAMES:
            self._commands.enable(id, on_page and self._desk.frames > 1)
        for viewport in self._grid.viewports:
            self._let_wheel_walk(viewport)
