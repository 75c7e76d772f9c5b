"""The window's first page: one, two or four viewports."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QWidget

from viewer.ui.canvas.sight import sight_of, take_sight
from viewer.ui.desk.places import Layout, Places
from viewer.ui.desk.shown import Shown
from viewer.ui.texts import tr
from viewer.ui.viewports.viewport import Viewport

_GAP = 2


class ViewportGrid(QWidget):
    """Lays out a viewport for each place that was ever in sight; the others are made when needed.

    Parameters
    ----------
    actions : tuple of QAction
        What an empty viewport offers.
    """

    active_changed = Signal(object)
    """The Viewport that is worked at from now on."""
    viewport_added = Signal(object)

    def __init__(
        self, places: Places, actions: tuple[QAction, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._places, self._actions = places, actions
        self._viewports: dict[Shown, Viewport] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        places.arranged.connect(self._arrange)
        places.active_changed.connect(self._activate)
        self._arrange()

    @property
    def active(self) -> Viewport:
        return self._viewports[self._places.active]

    @property
    def viewports(self) -> list[Viewport]:
        """Every viewport there is; those laid out first, in their order."""
        return [self._viewports[shown] for shown in self._places.all if shown in self._viewports]

    @property
    def in_sight(self) -> list[Viewport]:
        return [self._viewports[shown] for shown in self._places.in_sight]

    @property
    def layout_in_use(self) -> Layout:
        return self._places.layout

    def set_layout(self, layout: Layout) -> None:
        self._places.arrange(layout)

    def attach(self, part: Callable[[Viewport], object]) -> None:
        """Give a part of the window every viewport that there is, and each that will be made."""
        for viewport in self.viewports:
            part(viewport)
        self.viewport_added.connect(part)

    def activate_at(self, window: QWidget, place: QPoint) -> None:
        """Work at the viewport that is at a place of the window, if one is there."""
        for viewport in self.in_sight:
            if viewport.rect().contains(viewport.mapFrom(window, place)):
                self._places.activate(viewport.shown)

    def _arrange(self) -> None:
        before = [one for one in self._viewports.values() if self._grid.indexOf(one) >= 0]
        seen = {viewport: sight_of(viewport.canvas) for viewport in before}
        self._lay_out()
        for viewport, sight in seen.items():
            if sight is not None and not sight.fitted and viewport.shown in self._places.in_sight:
                take_sight(viewport.canvas, sight)  # the same part, in whatever room there is now

    def _lay_out(self) -> None:
        in_sight, columns = self._places.in_sight, self._places.layout.columns
        new = [shown for shown in in_sight if shown not in self._viewports]
        for shown in new:
            self._viewports[shown] = self._make(shown)
        for viewport in self._viewports.values():
            self._grid.removeWidget(viewport)
            if viewport.shown not in in_sight:
                viewport.hide()
        for row in range(2):
            self._grid.setRowStretch(row, 1 if row * columns < len(in_sight) else 0)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < len(in_sight) else 0)
        for place, shown in enumerate(in_sight):
            viewport = self._viewports[shown]
            self._grid.addWidget(viewport, place // columns, place % columns)
            viewport.show()
        self._grid.activate()  # a radiograph that comes at once is fitted into its real size
        self._tell_standing()
        for shown in new:
            self.viewport_added.emit(self._viewports[shown])

    def _make(self, shown: Shown) -> Viewport:
        viewport = Viewport(shown, self._actions, self)
        viewport.activated.connect(lambda viewport: self._places.activate(viewport.shown))
        return viewport

    def _activate(self, _shown: Shown) -> None:
        self._tell_standing()
        viewport = self.active
        if not viewport.hasFocus():
            viewport.setFocus()
        self.active_changed.emit(viewport)

    def _tell_standing(self) -> None:
        count = self._places.layout.count
        for number, shown in enumerate(self._places.all, 1):
            viewport = self._viewports.get(shown)
            if viewport is None:
                continue
            viewport.set_standing(alone=count == 1, active=shown is self._places.active)
            name = tr("Viewport {number} of {count}").format(number=number, count=count)
            viewport.setAccessibleName(tr("Viewport") if count == 1 else name)
