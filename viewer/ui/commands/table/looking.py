"""Commands for looking at a radiograph: walking, tools, windows, the view, and what lies on it."""

from viewer.ui.commands.command import Command
from viewer.ui.texts import later

WALKING = (
    Command(
        "walk.previous",
        later("&Previous radiograph"),
        ("Up", "Left", "PgUp"),
        "arrow-up",
        repeats=True,
    ),
    Command(
        "walk.next",
        later("&Next radiograph"),
        ("Down", "Right", "PgDown"),
        "arrow-down",
        repeats=True,
    ),
    Command(
        "walk.previous_frame",
        later("P&revious frame"),
        ("Shift+Up",),
        "arrow-up-thin",
        repeats=True,
    ),
    Command(
        "walk.next_frame", later("N&ext frame"), ("Shift+Down",), "arrow-down-thin", repeats=True
    ),
)

TOOLS = (
    Command(
        "tool.window",
        later("&Window"),
        ("W",),
        "contrast-circle",
        later("Window by dragging with the left button"),
        checkable=True,
        checked=True,
        on_radiograph=True,
    ),
    Command(
        "tool.zoom",
        later("&Zoom"),
        ("Z",),
        "magnify",
        later("Zoom by dragging with the left button"),
        checkable=True,
        on_radiograph=True,
    ),
    Command(
        "tool.pan",
        later("&Pan"),
        ("M",),
        "cursor-move",
        later("Pan by dragging with the left button"),
        checkable=True,
        on_radiograph=True,
    ),
)

_PERCENTILES = later("By percentile of this picture, since its values have no unit")


def _window(
    name: str, text: str, *keys: str, icon: str = "", tip: str = "", repeats: bool = False
) -> Command:
    return Command(f"window.{name}", text, keys, icon, tip, on_radiograph=True, repeats=repeats)


WINDOWS = (
    _window("automatic", later("&Automatic window"), "0", icon="auto-fix"),
    Command("window.file_1", later("First window of the file"), ("1",)),
    Command("window.file_2", later("Second window of the file"), ("2",)),
    _window("lungs", later("&Lungs"), "3", tip=_PERCENTILES),
    _window("mediastinum", later("&Mediastinum"), "4", tip=_PERCENTILES),
    _window("bone", later("&Bone"), "5", tip=_PERCENTILES),
    _window("soft", later("&Soft tissue"), "6", tip=_PERCENTILES),
    _window("own_7", later("Own window 7"), "7"),
    _window("own_8", later("Own window 8"), "8"),
    _window("own_9", later("Own window 9"), "9"),
    _window("keep_7", later("Keep this window as 7"), "Ctrl+7"),
    _window("keep_8", later("Keep this window as 8"), "Ctrl+8"),
    _window("keep_9", later("Keep this window as 9"), "Ctrl+9"),
    _window("invert", later("&Invert"), "I", icon="invert-colors"),
    _window("wider", later("&Wider window"), "Ctrl+Shift+Right", repeats=True),
    _window("narrower", later("&Narrower window"), "Ctrl+Shift+Left", repeats=True),
    _window("brighter", later("&Brighter"), "Ctrl+Shift+Up", repeats=True),
    _window("darker", later("&Darker"), "Ctrl+Shift+Down", repeats=True),
)


def _pan(name: str, text: str, key: str) -> Command:
    return Command(f"view.pan_{name}", text, (key,), on_radiograph=True, repeats=True)


VIEW = (
    Command(
        "view.reset",
        later("&Reset view"),
        ("Space",),
        "backup-restore",
        later("Window, zoom and orientation as at first"),
        on_radiograph=True,
    ),
    Command("view.fit", later("&Fit"), ("=",), "fit-to-page-outline", on_radiograph=True),
    Command(
        "view.actual", later("&Actual pixels"), ("Ctrl+1",), "relative-scale", on_radiograph=True
    ),
    Command(
        "view.real_size",
        later("R&eal size"),
        ("Ctrl+2",),
        "ruler",
        later("As large as in the body, by the size that the monitor states"),
        on_radiograph=True,
    ),
    Command(
        "view.zoom_in",
        later("Zoom &in"),
        ("+", "Ctrl++"),
        "magnify-plus-outline",
        on_radiograph=True,
        repeats=True,
    ),
    Command(
        "view.zoom_out",
        later("Zoom &out"),
        ("-", "Ctrl+-"),
        "magnify-minus-outline",
        on_radiograph=True,
        repeats=True,
    ),
    _pan("left", later("Pan &left"), "Ctrl+Left"),
    _pan("right", later("Pan &right"), "Ctrl+Right"),
    _pan("up", later("Pan &up"), "Ctrl+Up"),
    _pan("down", later("Pan &down"), "Ctrl+Down"),
    Command(
        "view.flip_horizontally",
        later("Flip &horizontally"),
        ("H",),
        "flip-horizontal",
        on_radiograph=True,
    ),
    Command(
        "view.flip_vertically",
        later("Flip &vertically"),
        ("V",),
        "flip-vertical",
        on_radiograph=True,
    ),
    Command(
        "view.rotate_right", later("Rotate ri&ght"), ("R",), "rotate-right", on_radiograph=True
    ),
    Command(
        "view.rotate_left", later("Rotate &left"), ("Shift+R",), "rotate-left", on_radiograph=True
    ),
)

SHOWING = (
    Command(
        "show.annotations",
        later("Te&xts"),
        ("T",),
        "text-box-outline",
        later("Corner texts, orientation letters and scale bar"),
        checkable=True,
        checked=True,
    ),
    Command(
        "show.overlays", later("Overla&ys"), ("L",), "layers-outline", checkable=True, checked=True
    ),
    Command("show.shutter", later("&Shutter"), ("S",), "crop", checkable=True, checked=True),
    Command(
        "show.magnifier",
        later("&Magnifier"),
        ("G",),
        "magnify-scan",
        checkable=True,
        on_radiograph=True,
    ),
)
