"""Keys as hands know them from other viewers.

Only what corresponds is here. Sources of the defaults:

- OHIF: platform/core/src/defaults/hotkeyBindings.js, https://github.com/OHIF/Viewers
- Weasis: ActionW.java, LineGraphic.java and EventManager.java (W, Z, T, C, D, A),
  https://github.com/nroduit/Weasis
- Horos: DefaultsOsiriX.m (the list of hot keys), https://github.com/horosproject/horos
"""

from viewer.ui.commands.keys import KeyMap, changed, keys_of, portable
from viewer.ui.preferences import Preferences

OHIF: KeyMap = {
    "tool.zoom": ("Z",),
    "view.zoom_in": ("+",),
    "view.zoom_out": ("-",),
    "view.fit": ("=",),
    "view.reset": ("Space",),
    "view.rotate_right": ("R",),
    "view.rotate_left": ("L",),
    "view.flip_horizontally": ("H",),
    "view.flip_vertically": ("V",),
    "window.invert": ("I",),
    "walk.previous": ("Up", "PgUp"),
    "walk.next": ("Down", "PgDown"),
    "page.next_viewport": ("Right",),
    "show.overlays": ("Shift+L",),
    "edit.delete": ("Backspace", "Del"),
    "edit.undo": ("Ctrl+Z",),
    "edit.redo": ("Ctrl+Y",),
}

WEASIS: KeyMap = {
    "tool.window": ("W",),
    "tool.zoom": ("Z",),
    "tool.pan": ("T",),
    "measure.length": ("D",),
    "measure.angle": ("A",),
    "show.annotations": ("Shift+T",),
}

HOROS: KeyMap = {
    "tool.window": ("W",),
    "tool.pan": ("M",),
    "tool.zoom": ("Z",),
    "window.automatic": ("0",),
    "view.flip_vertically": ("V",),
    "view.flip_horizontally": ("H",),
    "measure.length": ("L",),
    "measure.angle": ("A",),
    "measure.ellipse": ("E",),
    "show.overlays": ("Shift+L",),
}

PROFILES: dict[str, tuple[str, KeyMap]] = {
    "hilum": ("Hilum", {}),
    "ohif": ("OHIF", OHIF),
    "weasis": ("Weasis", WEASIS),
    "horos": ("Horos", HOROS),
}
"""What each profile is called, and where it differs from the table of commands."""


def keys_in_use(preferences: Preferences) -> KeyMap:
    """The keys of every command, as the person wants them.

    A key that the person gave to one command is no other's, though a later version may have made
    it the default of another: a key of two does nothing.
    """
    base, changes = profile_keys(preferences.key_profile), preferences.key_changes
    given = {portable(key) for id in base for key in changes.get(id, ())}
    left = {id: tuple(key for key in own if portable(key) not in given) for id, own in base.items()}
    return changed(left, changes)


def profile_keys(profile: str) -> KeyMap:
    """The keys of every command under a profile; Hilum's own for any other name."""
    _title, differences = PROFILES.get(profile, PROFILES["hilum"])
    return keys_of(differences)
