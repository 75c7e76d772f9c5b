"""The commands that lay out the viewports, and put a prior beside the present radiograph."""

from functools import partial

from PySide6.QtCore import QObject

from viewer.ui.commands.commands import Commands
from viewer.ui.desk.desk import Desk
from viewer.ui.desk.hanging import fill, has_prior_beside, put_prior_beside
from viewer.ui.desk.places import FOUR, ONE, TWO, Layout
from viewer.ui.desk.priors import prior_of
from viewer.ui.preferences import PreferenceStore
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.viewport import Viewport

_LAYOUTS = {"layout.one": ONE, "layout.two": TWO, "layout.four": FOUR}


class LayoutCommands(QObject):
    """Begins with the layout that was left, and keeps the one in use among the preferences."""

    def __init__(
        self,
        commands: Commands,
        grid: ViewportGrid,
        desk: Desk,
        preferences: PreferenceStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._commands, self._desk, self._places = commands, desk, desk.places
        self._preferences = preferences
        left = _LAYOUTS.get(preferences.current.layout, ONE)
        if left != self._places.layout:
            self._places.arrange(left)
        self._places.arranged.connect(self._keep)
        for id, layout in _LAYOUTS.items():
            commands[id].triggered.connect(partial(self._lay_out, layout))
        commands["layout.maximise"].triggered.connect(self._places.maximise)
        commands["layout.prior"].triggered.connect(self._put_prior)
        commands["page.next_viewport"].triggered.connect(self._go_on)
        for changed in (self._places.arranged, desk.current_changed, desk.studies.grown):
            changed.connect(self._draw)
        grid.attach(self._attach)
        self._draw()

    def _attach(self, viewport: Viewport) -> None:
        viewport.canvas.maximise_asked.connect(self._toggle_maximised)

    def _lay_out(self, layout: Layout) -> None:
        self._places.arrange(layout)
        fill(self._places, self._desk.studies)
        self._draw()  # choosing the layout in use must not uncheck it

    def _keep(self) -> None:
        used = next(id for id, layout in _LAYOUTS.items() if layout == self._places.layout)
        self._preferences.change(layout=used)

    def _toggle_maximised(self) -> None:
        self._places.maximise(not self._places.maximised)

    def _put_prior(self, wanted: bool) -> None:
        if wanted:
            put_prior_beside(self._places, self._desk.studies)
        else:
            self._places.activate(self._places.in_layout[0])
            self._places.arrange(ONE)
        self._draw()

    @property
    def _has_prior(self) -> bool:
        path = self._desk.current.path
        return path is not None and prior_of(self._desk.studies, path) is not None

    def _go_on(self) -> None:
        self._places.activate(self._places.after_active())

    def _draw(self) -> None:
        places = self._places
        several = places.layout.count > 1
        for id, layout in _LAYOUTS.items():
            self._commands[id].setChecked(layout == places.layout)
        self._commands["layout.maximise"].setChecked(places.maximised)
        beside = has_prior_beside(places, self._desk.studies)
        self._commands["layout.prior"].setChecked(beside)
        self._commands.enable("layout.maximise", several)
        self._commands.enable("layout.prior", beside or self._has_prior)
        self._commands.enable("page.next_viewport", several and not places.maximised)
