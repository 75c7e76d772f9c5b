"""Follows the cursor over every viewport, and tells what lies under it."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from viewer.imaging import Radiograph
from viewer.reading import PreparedRadiograph
from viewer.ui.desk.desk import Desk
from viewer.ui.desk.loading import prepare_shown
from viewer.ui.readout.line import ReadoutLine
from viewer.ui.readout.stages import stages_at
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.viewport import Viewport
from viewer.ui.work import Lane, Work

_SUBJECT = "read-out"


class Readout(QObject):
    """Fills its line; the network's input is made once the cursor is on a radiograph."""

    def __init__(self, line: ReadoutLine, desk: Desk, work: Work, grid: ViewportGrid) -> None:
        super().__init__(grid)
        self._line, self._desk, self._work, self._grid = line, desk, work, grid
        self._at: tuple[Viewport, int, int] | None = None
        self._made_of: Radiograph | None = None
        self._network: NDArray[np.float32] | None = None
        grid.attach(self._attach)

    def _attach(self, viewport: Viewport) -> None:
        viewport.canvas.pointed.connect(lambda point: self._point(viewport, point))
        viewport.canvas.view_changed.connect(lambda: self._draw_again(viewport))
        viewport.canvas.loaded_changed.connect(lambda: self._forget(viewport))

    def _point(self, viewport: Viewport, point: tuple[int, int, object] | None) -> None:
        if point is None:
            self._leave(viewport)
        else:
            self._at = viewport, point[0], point[1]
            self._draw()

    def _leave(self, viewport: Viewport) -> None:
        if self._at is not None and self._at[0] is viewport:
            self._at = None
            self._line.show_stages(None)

    def _forget(self, viewport: Viewport) -> None:
        """Hold no radiograph that nobody shows any more."""
        self._leave(viewport)
        shown = (one.canvas.radiograph for one in self._grid.viewports)
        if not any(radiograph is self._made_of for radiograph in shown):
            self._made_of = self._network = None

    def _draw_again(self, viewport: Viewport) -> None:
        if self._at is not None and self._at[0] is viewport:
            self._draw()

    def _draw(self) -> None:
        assert self._at is not None
        viewport, row, column = self._at
        item = viewport.canvas.item
        if item is None:
            return
        self._ask(item.radiograph)
        self._line.show_stages(stages_at(item, row, column, self._network))

    def _ask(self, radiograph: Radiograph) -> None:
        model = self._desk.model
        if model is None or radiograph is self._made_of:
            return
        self._made_of, self._network = radiograph, None
        spec = model.card.input
        self._work.ask(
            Lane.DECODE,
            _SUBJECT,
            lambda: prepare_shown(radiograph, spec),
            self._take,
            lambda _error: None,  # the panel says why there is no reading either
        )

    def _take(self, prepared: PreparedRadiograph) -> None:
        self._network = prepared.image[..., 0]
        if self._at is not None:
            self._draw()
