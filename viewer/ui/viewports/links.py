"""The commands that link the viewports."""

from PySide6.QtCore import QObject

from viewer.ui.commands.commands import Commands
from viewer.ui.preferences import Preferences, PreferenceStore
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.linking import Linking

_FIELDS = {"link.zoom": "link_zoom", "link.pan": "link_pan", "link.window": "link_window"}


class LinkCommands(QObject):
    """Keeps what is linked among the preferences, and lets the viewports follow each other."""

    def __init__(
        self,
        commands: Commands,
        grid: ViewportGrid,
        preferences: PreferenceStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._commands, self._preferences = commands, preferences
        self._linking = Linking(grid, preferences, self)
        for id in _FIELDS:
            commands[id].triggered.connect(lambda linked, id=id: self._choose(id, linked))
        preferences.changed.connect(self._draw)
        self._draw(preferences.current)

    def _choose(self, id: str, linked: bool) -> None:
        self._preferences.change(**{_FIELDS[id]: linked})
        if linked:
            self._linking.align()

    def _draw(self, preferences: Preferences) -> None:
        for id, field in _FIELDS.items():
            self._commands[id].setChecked(getattr(preferences, field))
