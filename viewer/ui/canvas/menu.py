"""What a click of the right button offers."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from viewer.ui.commands.commands import Commands
from viewer.ui.texts import tr

_LINE = ""
_IDS = (
    *("edit.delete", _LINE),
    *("tool.window", "tool.zoom", "tool.pan", _LINE),
    *("measure.length", "measure.angle", "measure.ratio", _LINE),
    *("window.automatic", "window.lungs", "window.mediastinum", "window.bone", "window.soft"),
    *("window.invert", _LINE),
    *("view.fit", "view.actual", "view.real_size", "view.reset", _LINE),
    *("view.flip_horizontally", "view.rotate_right", "view.rotate_left", _LINE),
    *("reading.heatmap", "show.magnifier", "help.tags", "layout.maximise", _LINE),
    *("file.export_png", "file.export_pdf"),
)


def open_menu(commands: Commands, place: QPoint, parent: QWidget) -> QMenu:
    """Open the menu of the canvas, with what can be chosen now, at a place of the screen."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(tr("Menu of the radiograph"))
    for id in _IDS:
        if id == _LINE:
            menu.addSeparator()
        elif commands[id].isEnabled():
            menu.addAction(commands[id])
    menu.popup(place)
    return menu
