"""Viewports that follow each other in zoom, place and window, however large their pictures."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF

from viewer.imaging import Radiograph
from viewer.imaging.windowing import View, percentile_window
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.preferences import PreferenceStore
from viewer.ui.viewports.carrying import Range, carried
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.viewport import Viewport

_SAME = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class _Looks:
    """How a canvas shows its radiograph; zoom and place as shares of the picture."""

    radiograph: Radiograph
    magnification: float
    centre: QPointF
    fitted: bool
    view: View | None
    inverted: bool

    def placed_as(self, other: "_Looks") -> bool:
        return (self.fitted and other.fitted) or self.centre == other.centre

    def zoomed_as(self, other: "_Looks") -> bool:
        both_fit = self.fitted and other.fitted
        return both_fit or math.isclose(self.magnification, other.magnification, rel_tol=_SAME)


class Linking(QObject):
    """Carries what a person changes in one viewport to the others in sight."""

    def __init__(
        self, grid: ViewportGrid, preferences: PreferenceStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._grid, self._preferences = grid, preferences
        self._before: dict[Canvas, _Looks] = {}
        self._ranges: dict[Canvas, tuple[Radiograph, Range]] = {}
        self._carrying = False
        grid.attach(self._attach)

    def align(self) -> None:
        """Let the others follow the active viewport at once, after a link was made."""
        canvas = self._grid.active.canvas
        looks = _looks(canvas)
        if looks is not None:
            self._carry(canvas, looks, None)

    def _attach(self, viewport: Viewport) -> None:
        canvas = viewport.canvas
        self._remember(canvas)
        canvas.loaded_changed.connect(lambda: self._before.pop(canvas, None))
        canvas.view_changed.connect(lambda: self._follow(canvas))

    def _follow(self, canvas: Canvas) -> None:
        looks = _looks(canvas)
        if looks is None or self._carrying:
            return
        before = self._before.get(canvas)
        self._before[canvas] = looks
        if before is None:
            self._join(canvas)
        else:
            self._carry(canvas, looks, before)

    def _join(self, canvas: Canvas) -> None:
        """Let a radiograph that has just come lie as the others do; its window is its own."""
        for other in self._others(canvas):
            looks = _looks(other)
            if looks is not None:
                self._place(canvas, looks)
                break

    def _carry(self, canvas: Canvas, looks: _Looks, before: _Looks | None) -> None:
        zoomed = before is None or not looks.zoomed_as(before)
        panned = before is None or not looks.placed_as(before)
        windowed = before is None or looks.view is not before.view
        inverted = before is None or looks.inverted != before.inverted
        for other in self._others(canvas):
            if zoomed or panned:
                self._place(other, looks, zoomed=zoomed, panned=panned)
            if (windowed or inverted) and self._preferences.current.link_window:
                self._window(canvas, looks, other)

    def _place(
        self, canvas: Canvas, looks: _Looks, *, zoomed: bool = True, panned: bool = True
    ) -> None:
        chosen = self._preferences.current
        self._carrying = True
        if chosen.link_zoom and zoomed and looks.fitted:
            canvas.fit()
        elif chosen.link_zoom and zoomed:
            canvas.zoom_to(canvas.fit_zoom * looks.magnification)
        if chosen.link_pan and panned and not (looks.fitted and canvas.fitted):
            canvas.centre_on(looks.centre)
        self._carrying = False
        self._remember(canvas)

    def _window(self, source: Canvas, looks: _Looks, target: Canvas) -> None:
        radiograph = target.radiograph
        if looks.view is None or radiograph is None:
            return
        view = carried(
            looks.view,
            looks.radiograph,
            radiograph,
            lambda: (self._range(source), self._range(target)),
        )
        self._carrying = True
        target.set_view(view)
        if target.inverted != looks.inverted:
            target.set_inverted(looks.inverted)
        self._carrying = False
        self._remember(target)

    def _remember(self, canvas: Canvas) -> None:
        looks = _looks(canvas)
        if looks is not None:
            self._before[canvas] = looks

    def _range(self, canvas: Canvas) -> Range:
        """Between which values the picture lies; kept, since a drag asks sixty times a second."""
        radiograph = canvas.radiograph
        assert radiograph is not None
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


def _looks(canvas: Canvas) -> _Looks | None:
    if canvas.radiograph is None:
        return None
    return _Looks(
        canvas.radiograph,
        canvas.zoom / canvas.fit_zoom,
        canvas.centre,
        canvas.fitted,
        canvas.view,
        canvas.inverted,
    )
