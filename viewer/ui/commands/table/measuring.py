"""Commands for measuring."""

from viewer.ui.commands.command import Command
from viewer.ui.texts import later


def _tool(name: str, text: str, key: str, icon: str, tip: str = "") -> Command:
    return Command(f"measure.{name}", text, (key,), icon, tip, checkable=True, on_radiograph=True)


MEASURING = (
    _tool("length", later("&Length"), "D", "ruler"),
    _tool("angle", later("&Angle"), "A", "angle-acute"),
    _tool("cobb", later("&Cobb angle"), "Shift+A", "math-compass"),
    _tool(
        "ellipse",
        later("&Ellipse"),
        "E",
        "ellipse-outline",
        later("Mean, deviation, least and greatest"),
    ),
    _tool(
        "rectangle",
        later("&Rectangle"),
        "Shift+E",
        "rectangle-outline",
        later("Mean, deviation, least and greatest"),
    ),
    _tool(
        "ratio",
        later("Cardiothoracic rati&o"),
        "X",
        "heart-outline",
        later("Heart's width to chest's width"),
    ),
    _tool(
        "calibrate",
        later("Cali&brate…"),
        "Shift+D",
        "ruler-square",
        later("Draw a length that you know"),
    ),
    Command("measure.export_csv", later("E&xport measurements as CSV…"), (), "file-export-outline"),
    Command("measure.clear", later("Delete all &measurements"), (), "eraser"),
)
