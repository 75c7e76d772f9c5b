"""What a person chose, kept from one start to the next."""

from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from PySide6.QtCore import QObject, QSettings, Signal

from viewer.reading import Provider
from viewer.reading.colour_maps import EMBER
from viewer.reading.heatmap import OPACITY

_KEY = "preferences"


class Preferences(BaseModel):
    """Every choice with its default; whoever needs one more adds a field."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    language: str = "en"
    theme: str = "dark"
    text_size: int = 100
    """In percent of the desktop's."""
    key_profile: str = "hilum"
    key_changes: dict[str, tuple[str, ...]] = {}
    """The keys of commands that differ from the profile's."""
    keep_recent: bool = True
    recent: tuple[str, ...] = ()
    """Files and folders that were opened, the latest first."""
    operating_point: str = ""
    """Its name; the model's first where the model has none of that name."""
    colour_map: str = EMBER.name
    heatmap_percent: int = round(100 * OPACITY)
    """The heatmap's opacity."""
    contour: bool = False
    contour_percent: int = 50
    """The share of the model's full scale at which the contour is drawn."""
    region: bool = True
    provider: Provider = Provider.AUTO
    layout: str = "layout.one"
    """How the viewports are laid out, by the command that does it."""
    link_zoom: bool = False
    link_pan: bool = False
    link_window: bool = False
    own_windows: dict[str, tuple[float, float]] = {}
    """Centre and width of an `OwnWindow`, by the figure of its key."""
    own_window_names: dict[str, str] = {}
    worklist_columns: tuple[str, ...] = ()
    """From left to right, by name; the usual ones if empty."""
    worklist_widths: dict[str, int] = {}
    worklist_figures: bool = True
    """Whether the figures stand beside the worklist."""
    worklist_figures_width: int = 340


class PreferenceStore(QObject):
    """Holds the preferences and tells when one changed."""

    changed = Signal(object)
    """The Preferences from now on."""

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._preferences = _read(str(settings.value(_KEY, "{}")))

    @property
    def current(self) -> Preferences:
        return self._preferences

    def change(self, **choices: Any) -> None:
        """Take new choices, keep them and tell."""
        changed = Preferences.model_validate({**self._preferences.model_dump(), **choices})
        if changed != self._preferences:
            self._preferences = changed
            self._settings.setValue(_KEY, changed.model_dump_json())
            self.changed.emit(changed)


def _read(kept: str) -> Preferences:
    try:
        return Preferences.model_validate_json(kept)
    except ValidationError:  # written by another version, or by hand
        return Preferences()
