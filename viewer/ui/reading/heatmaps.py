"""What the network draws, on every viewport alike, and what the panel says of it."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from viewer.reading import Verdict
from viewer.ui.commands.commands import Commands
from viewer.ui.desk.desk import Desk
from viewer.ui.preferences import Preferences, PreferenceStore
from viewer.ui.reading.heatmap_controls import HeatmapControls
from viewer.ui.reading.holding import Holding
from viewer.ui.reading.marks import NetworkMarks
from viewer.ui.texts import tr, trn
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.viewport import Viewport

_CHOICES = {"reading.contour": "contour", "reading.region": "region"}


class Heatmaps(QObject):
    """Gives each viewport its marks, and keeps commands and preferences the same."""

    def __init__(
        self,
        window: QWidget,
        commands: Commands,
        preferences: PreferenceStore,
        desk: Desk,
        viewports: ViewportGrid,
        controls: HeatmapControls,
    ) -> None:
        super().__init__(window)
        self._commands, self._preferences, self._desk = commands, preferences, desk
        self._viewports, self._controls = viewports, controls
        self._marks: dict[Viewport, NetworkMarks] = {}
        self._heatmap = commands["reading.heatmap"]
        Holding(self._heatmap, window)
        self._take(preferences.current)
        for id, choice in _CHOICES.items():
            commands[id].toggled.connect(lambda on, choice=choice: self._choose(choice, on))
        preferences.changed.connect(self._take)
        viewports.viewport_added.connect(self._attach)
        viewports.active_changed.connect(self._tell)
        for viewport in viewports.viewports:
            self._attach(viewport)

    def _attach(self, viewport: Viewport) -> None:
        marks = NetworkMarks(viewport, self._desk, self._preferences, self._heatmap)
        self._marks[viewport] = marks
        marks.drawn.connect(self._tell)
        self._tell(viewport)

    def _take(self, preferences: Preferences) -> None:
        for id, choice in _CHOICES.items():
            self._commands[id].setChecked(getattr(preferences, choice))

    def _choose(self, choice: str, on: bool) -> None:
        self._preferences.change(**{choice: on})
        if on:  # what is asked for must be seen
            self._heatmap.setChecked(True)

    def _tell(self, viewport: Viewport) -> None:
        if viewport is self._viewports.active and viewport in self._marks:
            self._controls.say_region(region_text(self._marks[viewport]))


def region_text(marks: NetworkMarks) -> str:
    """What the outline holds, or why there is none."""
    if marks.reading is None:
        return ""
    if marks.reading.verdict is Verdict.WITHHELD:
        return tr("Withheld: no place is outlined, and the heatmap is dimmed.")
    region = marks.region
    if region is None:
        return tr("No place speaks for pneumonia: nothing is outlined.")
    return trn(
        "{share:.0f} % of what speaks for pneumonia lies in the outlined place, "
        "which is {area:.0f} % of the picture.",
        "{share:.0f} % of what speaks for pneumonia lies in the {count} outlined places, "
        "which are {area:.0f} % of the picture.",
        region.places,
    ).format(share=100 * region.share, area=100 * region.area, count=region.places)
