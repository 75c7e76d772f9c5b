"""Commands for the reading, and for reading blind."""

from viewer.ui.commands.command import Command
from viewer.ui.texts import later

READING = (
    Command(
        "reading.heatmap",
        later("&Heatmap"),
        ("C",),
        "blur",
        later("Where the probability comes from. Held down, the key shows the other state"),
        checkable=True,
        checked=True,
        on_radiograph=True,
    ),
    Command(
        "reading.contour",
        later("&Contour"),
        ("Shift+C",),
        "vector-polyline-edit",
        checkable=True,
        on_radiograph=True,
    ),
    Command(
        "reading.region",
        later("Most telling &region"),
        (),
        "vector-selection",
        checkable=True,
        on_radiograph=True,
    ),
    Command(
        "reading.network_saw",
        later("What the &network saw"),
        ("N",),
        "image-size-select-small",
        checkable=True,
        on_radiograph=True,
    ),
)

BLIND = (
    Command(
        "reading.blind",
        later("&Blind reading"),
        ("B",),
        "eye-off-outline",
        later("You commit first; then the reading appears"),
        checkable=True,
    ),
    Command("reading.pneumonia", later("Say &pneumonia"), ("Shift+1",)),
    Command("reading.normal", later("Say n&ormal"), ("Shift+2",)),
    Command("reading.unsure", later("Say &unsure"), ("Shift+3",)),
    Command("reading.export_agreement", later("&Agreement…"), (), "file-export-outline"),
)
