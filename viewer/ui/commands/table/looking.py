"""Commands for looking at a radiograph: walking, tools, windows, the view, and what lies on it."""

from viewer.ui.commands.command import Command

WALKING = (
    Command(
        "walk.previous",
        "&Previous radiograph",
        ("Up", "Left", "PgUp"),
        "arrow-up",
        local=True,
        repeats=True,
    ),
    Command(
        "walk.next",
        "&Next radiograph",
        ("Down", "Right", "PgDown"),
        "arrow-down",
        local=True,
        repeats=True,
    ),
    Command("walk.previous_frame", "P&revious frame", ("Shift+Up",), "arrow-up-thin", repeats=True),
    Command("walk.next_frame", "N&ext frame", ("Shift+Down",), "arrow-down-thin", repeats=True),
)

TOOLS = (
    Command(
        "tool.window",
        "&Window",
        ("W",),
        "contrast-circle",
        "Window by dragging with the left button",
        checkable=True,
        checked=True,
        on_radiograph=True,
    ),
    Command(
        "tool.zoom",
        "&Zoom",
        ("Z",),
        "magnify",
        "Zoom by dragging with the left button",
        checkable=True,
        on_radiograph=True,
    ),
    Command(
        "tool.pan",
        "&Pan",
        ("M",),
        "cursor-move",
        "Pan by dragging with the left button",
        checkable=True,
        on_radiograph=True,
    ),
)

_PERCENTILES = "By percentile of this picture, since its values have no unit"


def _window(name: str, text: str, *keys: str, icon: str = "", tip: str = "") -> Command:
    return Command(f"window.{name}", text, keys, icon, tip, on_radiograph=True)


WINDOWS = (
    _window("automatic", "&Automatic window", "0", icon="auto-fix"),
    Command("window.file_1", "First window of the file", ("1",)),
    Command("window.file_2", "Second window of the file", ("2",)),
    _window("lungs", "&Lungs", "3", tip=_PERCENTILES),
    _window("mediastinum", "&Mediastinum", "4", tip=_PERCENTILES),
    _window("bone", "&Bone", "5", tip=_PERCENTILES),
    _window("soft", "&Soft tissue", "6", tip=_PERCENTILES),
    _window("own_7", "Own window 7", "7"),
    _window("own_8", "Own window 8", "8"),
    _window("own_9", "Own window 9", "9"),
    _window("keep_7", "Keep this window as 7", "Ctrl+7"),
    _window("keep_8", "Keep this window as 8", "Ctrl+8"),
    _window("keep_9", "Keep this window as 9", "Ctrl+9"),
    _window("invert", "&Invert", "I", icon="invert-colors"),
)

VIEW = (
    Command(
        "view.reset",
        "&Reset view",
        ("Space",),
        "backup-restore",
        "Window, zoom and orientation as at first",
        on_radiograph=True,
        local=True,
    ),
    Command("view.fit", "&Fit", ("=",), "fit-to-page-outline", on_radiograph=True),
    Command("view.actual", "&Actual pixels", ("Ctrl+1",), "relative-scale", on_radiograph=True),
    Command(
        "view.real_size",
        "R&eal size",
        ("Ctrl+2",),
        "ruler",
        "As large as in the body, by the size that the monitor states",
        on_radiograph=True,
    ),
    Command(
        "view.zoom_in",
        "Zoom &in",
        ("+", "Ctrl++"),
        "magnify-plus-outline",
        on_radiograph=True,
        repeats=True,
    ),
    Command(
        "view.zoom_out",
        "Zoom &out",
        ("-", "Ctrl+-"),
        "magnify-minus-outline",
        on_radiograph=True,
        repeats=True,
    ),
    Command(
        "view.flip_horizontally",
        "Flip &horizontally",
        ("H",),
        "flip-horizontal",
        on_radiograph=True,
    ),
    Command(
        "view.flip_vertically", "Flip &vertically", ("V",), "flip-vertical", on_radiograph=True
    ),
    Command("view.rotate_right", "Rotate ri&ght", ("R",), "rotate-right", on_radiograph=True),
    Command("view.rotate_left", "Rotate &left", ("Shift+R",), "rotate-left", on_radiograph=True),
)

SHOWING = (
    Command(
        "show.annotations",
        "&Texts",
        ("T",),
        "text-box-outline",
        "Corner texts, orientation letters and scale bar",
        checkable=True,
        checked=True,
    ),
    Command("show.overlays", "O&verlays", ("L",), "layers-outline", checkable=True, checked=True),
    Command("show.shutter", "&Shutter", ("S",), "crop", checkable=True, checked=True),
    Command(
        "show.magnifier",
        "&Magnifier",
        ("G",),
        "magnify-scan",
        checkable=True,
        on_radiograph=True,
    ),
)
