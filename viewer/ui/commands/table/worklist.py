"""Commands for the worklist."""

from viewer.ui.commands.command import Command
from viewer.ui.texts import later

WORKLIST = (
    Command(
        "file.read_folder", later("&Read a folder…"), ("Ctrl+Shift+B",), "folder-table-outline"
    ),
    Command("worklist.open", later("&Open a worklist…"), (), "table-arrow-up"),
    Command("worklist.export", later("&Export…"), ("Ctrl+E",), "file-export-outline"),
    Command("worklist.export_shown", later("Export the rows &shown…"), ("Ctrl+Shift+E",)),
    Command(
        "worklist.export_heatmaps",
        later("Export &heatmaps…"),
        (),
        "image-multiple-outline",
        later("Of the rows shown that are read as pneumonia"),
    ),
    Command("worklist.labels", later("&Labels from CSV…"), (), "label-outline"),
    Command("worklist.search", later("Sear&ch"), ("Ctrl+F",), "magnify"),
    Command(
        "worklist.figures",
        later("&Figures"),
        ("Ctrl+G",),
        "chart-histogram",
        later("Probabilities, operating point, and agreement with labels"),
        checkable=True,
        checked=True,
    ),
)
