"""The commands that a hand on the mouse wants most."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMainWindow, QToolBar, QToolButton

from viewer.ui.commands.commands import Commands
from viewer.ui.texts import tr

_LINE = ""
_COMMANDS: tuple[str, ...] = (
    *("file.open", "file.open_folder", _LINE),
    *("tool.window", "tool.zoom", "tool.pan", _LINE),
    *("measure.length", "measure.angle", "measure.ratio", _LINE),
    *("window.automatic", "window.invert", "view.reset", _LINE),
    *("layout.one", "layout.two", "layout.four", "layout.prior", _LINE),
    *("reading.heatmap", "reading.blind", _LINE),
    *("page.worklist", "help.keys"),
)
_WITH_WORDS = (
    *("file.open_folder", "file.open", "page.worklist", "reading.blind", "reading.heatmap"),
)
"""Those whose icon does not speak for itself; the first is the first to go without."""

_ICON_ALONE = Qt.ToolButtonStyle.ToolButtonIconOnly
_WITH_WORD = Qt.ToolButtonStyle.ToolButtonTextBesideIcon


class Toolbar(QToolBar):
    """Has words beside some icons, as many as there is room for."""

    def __init__(self, window: QMainWindow, commands: Commands) -> None:
        super().__init__(tr("Toolbar"), window)
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setIconSize(QSize(20, 20))
        for id in _COMMANDS:
            if id == _LINE:
                self.addSeparator()
                continue
            self.addAction(commands[id])
            self._button(commands, id).setAccessibleName(commands[id].toolTip())
        self._with_words = [self._button(commands, id) for id in _WITH_WORDS]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_in(event.size().width())

    def _fit_in(self, width: int) -> None:
        for button in self._with_words:
            button.setToolButtonStyle(_WITH_WORD)
        layout = self.layout()
        assert layout is not None
        for button in self._with_words:
            layout.invalidate()  # a button that Qt hid meanwhile would not tell
            if self.sizeHint().width() <= width:
                return
            button.setToolButtonStyle(_ICON_ALONE)

    def _button(self, commands: Commands, id: str) -> QToolButton:
        button = self.widgetForAction(commands[id])
        assert isinstance(button, QToolButton)
        return button
