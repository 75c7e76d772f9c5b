"""Viewports that follow each other in zoom, place and window, however large their pictures."""

import math

from PySide6.QtCore import QObject

from viewer.imaging import Radiograph
from viewer.imaging.windowing import percentile_window
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.sight import Sight, sight_of
from viewer.ui.preferences import PreferenceStore
from viewer.ui.viewports.carrying import Range, carried
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.viewport import Viewport

_SAME = 1e-6


class Linking(QObject):
    """Carries what a person changes in one viewport to the others in sight.

    Zoom and place are carried as shares of the picture.
    """

    def __init__(
        self, grid: ViewportGrid, preferences: PreferenceStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._grid, self._preferences = grid, preferences
        self._before: dict[Canvas, Sight] = {}
        self._ranges: dict[Canvas, tuple[Radiograph, Range]] = {}
        self._carrying = False
        grid.attach(self._attach)

    def align(self) -> None:
        """Let the others follow the active viewport at once, after a link was made."""
        canvas = self._grid.active.canvas
        sight = sight_of(canvas)
        if sight is not None:
            self._carry(canvas, sight, None)

    def _attach(self, viewport: Viewport) -> None:
        canvas = viewport.canvas
        self._remember(canvas)
        canvas.loaded_changed.connect(lambda: self._forget(canvas))
        canvas.view_changed.connect(lambda: self._follow(canvas))

    def _forget(self, canvas: Canvas) -> None:
        self._before.pop(canvas, None)
        self._ranges.pop(canvas, None)

    def _follow(self, canvas: Canvas) -> None:
        sight = sight_of(canvas)
        if sight is None or self._carrying:
            return
        before = self._before.get(canvas)
        self._before[canvas] = sight
        if before is None:
            self._join(canvas)
        else:
            self._carry(canvas, sight, before)

    def _join(self, canvas: Canvas) -> None:
        """Let a radiograph that has just come lie as the others do; its window is its own."""
        for other in self._others(canvas):
            sight = sight_of(other)
            if sight is not None:
                self._place(canvas, sight, zoomed=True, panned=True)
                break

    def _carry(self, canvas: Canvas, sight: Sight, before: Sight | None) -> None:
        zoomed = before is None or not _zoomed_alike(sight, before)
        panned = before is None or not _placed_alike(sight, before)
        windowed = before is None or not _windowed_alike(sight, before)
        for other in self._others(canvas):
            if zoomed or panned:
                self._place(other, sight, zoomed=zoomed, panned=panned)
            if windowed and self._preferences.current.link_window:
                self._window(canvas, sight, other)

    def _place(self, canvas: Canvas, sight: Sight, *, zoomed: bool, panned: bool) -> None:
        chosen = self._preferences.current
        self._carrying = True
        if chosen.link_zoom and zoomed and sight.fitted:
            canvas.fit()
        elif chosen.link_zoom and zoomed:
            canvas.zoom_to(canvas.fit_zoom * sight.magnification)
        if chosen.link_pan and panned and not (sight.fitted and canvas.fitted):
            canvas.centre_on(sight.centre)
        self._carrying = False
        self._remember(canvas)

    def _window(self, source: Canvas, sight: Sight, target: Canvas) -> None:
        given, taken = source.radiograph, target.radiograph
        if given is None or taken is None:
            return

        def ranges() -> tuple[Range, Range]:
            return self._range(source, given), self._range(target, taken)

        self._carrying = True
        target.set_view(carried(sight.view, given, taken, ranges))
        if target.inverted != sight.inverted:
            target.set_inverted(sight.inverted)
        self._carrying = False
        self._remember(target)

    def _remember(self, canvas: Canvas) -> None:
        sight = sight_of(canvas)
        if sight is not None:
            self._before[canvas] = sight

    def _range(self, canvas: Canvas, radiograph: Radiograph) -> Range:
        """Between which values the picture lies; kept, since a drag asks sixty times a second."""
        kept = self._ranges.get(canvas)
        if kept is None or kept[0] is not radiograph:
            window = percentile_window(radiograph)
            half = window.width / 2
            kept = (radiograph, Range(window.centre - half, window.centre + half))
            self._ranges[canvas] = kept
        return kept[1]

    def _others(self, canvas: Canvas) -> list[Canvas]:
        others = [viewport.canvas for viewport in self._grid.in_sight]
        return [other for other in others if other is not canvas and other.radiograph is not None]


def _zoomed_alike(one: Sight, other: Sight) -> bool:
    if one.fitted and other.fitted:
        return True
    return math.isclose(one.magnification, other.magnification, rel_tol=_SAME)


def _placed_alike(one: Sight, other: Sight) -> bool:
    return (one.fitted and other.fitted) or one.centre == other.centre


def _windowed_alike(one: Sight, other: Sight) -> bool:
    return one.view is other.view and one.inverted == other.inverted
