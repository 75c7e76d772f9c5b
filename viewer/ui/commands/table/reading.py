"""Commands for the reading, and for reading blind."""

from viewer.ui.commands.command import Command

READING = (
    Command(
        "reading.heatmap",
        "&Heatmap",
        ("C",),
        "blur",
        "Where the probability comes from. Held down, the key shows the other state",
        checkable=True,
        checked=True,
        on_radiograph=True,
    ),
    Command(
        "reading.contour",
        "&Contour",
        ("Shift+C",),
        "vector-polyline-edit",
        checkable=True,
        on_radiograph=True,
    ),
    Command(
        "reading.region",
        "Most telling &region",
        (),
        "vector-selection",
        checkable=True,
        on_radiograph=True,
    ),
    Command(
        "reading.network_saw",
        "What the &network saw",
        ("N",),
        "image-size-select-small",
        checkable=True,
        on_radiograph=True,
    ),
)

BLIND = (
    Command(
        "reading.blind",
        "&Blind reading",
        ("B",),
        "eye-off-outline",
        "You commit first; then the reading appears",
        checkable=True,
    ),
    Command("reading.pneumonia", "Commit to &pneumonia", ("Shift+1",), on_radiograph=True),
    Command("reading.normal", "Commit to n&ormal", ("Shift+2",), on_radiograph=True),
    Command("reading.unsure", "Commit to &unsure", ("Shift+3",), on_radiograph=True),
    Command("reading.export_agreement", "Export &agreement…", (), "file-export-outline"),
)
