"""Commands for measuring."""

from viewer.ui.commands.command import Command


def _tool(name: str, text: str, key: str, icon: str, tip: str = "") -> Command:
    return Command(f"measure.{name}", text, (key,), icon, tip, checkable=True, on_radiograph=True)


MEASURING = (
    _tool("length", "&Length", "D", "ruler"),
    _tool("angle", "&Angle", "A", "angle-acute"),
    _tool("cobb", "&Cobb angle", "Shift+A", "math-compass"),
    _tool("ellipse", "&Ellipse", "E", "ellipse-outline", "Mean, deviation, least and greatest"),
    _tool(
        "rectangle",
        "&Rectangle",
        "Shift+E",
        "rectangle-outline",
        "Mean, deviation, least and greatest",
    ),
    _tool("ratio", "Cardiothoracic rati&o", "X", "heart-outline", "Heart's width to chest's width"),
    _tool("calibrate", "Cali&brate…", "Shift+D", "ruler-square", "Draw a length that you know"),
    Command("measure.export_csv", "E&xport measurements as CSV…", (), "file-export-outline"),
    Command("measure.clear", "Delete all &measurements", (), "eraser"),
)
