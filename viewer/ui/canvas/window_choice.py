"""The commands that choose a window: automatic, the file's, by tissue, and the person's own."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Signal

from viewer.imaging import Radiograph
from viewer.imaging.presets import OwnWindow, Preset, preset_window
from viewer.imaging.windowing import View, percentile_window
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.first_view import views_of
from viewer.ui.commands.commands import Commands
from viewer.ui.preferences import PreferenceStore
from viewer.ui.texts import tr
from viewer.ui.viewports.grid import ViewportGrid

_PRESETS = {
    "window.lungs": Preset.LUNGS,
    "window.mediastinum": Preset.MEDIASTINUM,
    "window.bone": Preset.BONE,
    "window.soft": Preset.SOFT_TISSUE,
}
_STEP = 15.0
_STEPS = {
    "window.wider": QPointF(_STEP, 0.0),
    "window.narrower": QPointF(-_STEP, 0.0),
    "window.brighter": QPointF(0.0, -_STEP),
    "window.darker": QPointF(0.0, _STEP),
}
"""As a drag of the mouse would move it."""
_FILE_WINDOWS = ("window.file_1", "window.file_2")
_OWN = ("7", "8", "9")


class WindowChoice(QObject):
    """Lets the commands choose the window of the active viewport's radiograph."""

    told = Signal(str)
    """Why nothing happened."""

    def __init__(
        self, commands: Commands, viewports: ViewportGrid, preferences: PreferenceStore
    ) -> None:
        super().__init__(viewports)
        self._viewports, self._preferences = viewports, preferences
        commands["window.automatic"].triggered.connect(lambda: self._choose(percentile_window))
        commands["window.invert"].triggered.connect(self._invert)
        for id, step in _STEPS.items():
            commands[id].triggered.connect(
                lambda _checked=False, step=step: self._canvas.drag_window(step)
            )
        for place, id in enumerate(_FILE_WINDOWS):
            commands[id].triggered.connect(
                lambda _checked=False, place=place: self._choose_of_file(place)
            )
        for id, preset in _PRESETS.items():
            commands[id].triggered.connect(
                lambda _checked=False, preset=preset: self._choose(
                    lambda radiograph: preset_window(radiograph, preset)
                )
            )
        for key in _OWN:
            commands[f"window.own_{key}"].triggered.connect(
                lambda _checked=False, key=key: self._choose_own(key)
            )
            commands[f"window.keep_{key}"].triggered.connect(
                lambda _checked=False, key=key: self._keep_own(key)
            )

    @property
    def _canvas(self) -> Canvas:
        return self._viewports.active.canvas

    def _choose(self, view_of: Callable[[Radiograph], View]) -> None:
        radiograph = self._canvas.radiograph
        if radiograph is not None:
            self._canvas.set_view(view_of(radiograph))

    def _choose_of_file(self, place: int) -> None:
        radiograph = self._canvas.radiograph
        views = () if radiograph is None else views_of(radiograph)
        if place < len(views):
            self._canvas.set_view(views[place])

    def _choose_own(self, key: str) -> None:
        kept = self._preferences.current.own_windows.get(key)
        if kept is None:
            self.told.emit(
                tr("No own window {key} yet. Menu Window, Keep this window.").format(key=key)
            )
        else:
            self._show_own(OwnWindow(*kept), key)

    def _keep_own(self, key: str) -> None:
        radiograph, view = self._canvas.radiograph, self._canvas.view
        if radiograph is None or view is None:
            return
        own = OwnWindow.of(radiograph, view)
        kept = {**self._preferences.current.own_windows, key: (own.centre, own.width)}
        self._preferences.change(own_windows=kept)
        self._show_own(own, key)

    def _show_own(self, own: OwnWindow, key: str) -> None:
        given = self._preferences.current.own_window_names.get(key)
        name = given or tr("Own window {key}").format(key=key)
        self._choose(lambda radiograph: own.on(radiograph, name))

    def _invert(self) -> None:
        self._canvas.set_inverted(not self._canvas.inverted)
