"""All keys, and what the mouse does."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.commands.command import plain
from viewer.ui.commands.commands import Commands
from viewer.ui.commands.keys import in_words
from viewer.ui.commands.menus import MENUS, commands_of
from viewer.ui.commands.table import BY_ID
from viewer.ui.texts import later, tr

_MOUSE = (
    (later("Left drag"), later("window: right is wider, up is brighter (or the chosen tool)")),
    (later("Ctrl and left drag"), later("the same, finely")),
    (later("Middle drag"), later("pan")),
    (later("Right drag"), later("zoom")),
    (later("Right click, menu key, Shift+F10"), later("menu")),
    (later("Wheel"), later("the next instance, or zoom at the cursor where there is one")),
    (later("Ctrl and wheel"), later("zoom at the cursor")),
    (later("Shift and wheel"), later("the next frame of the file, or the one before")),
    (later("Double click"), later("maximise the viewport, or share the room again")),
    (later("Two fingers"), later("pan and pinch")),
    (later("Key of the heatmap, held"), later("show its other state until let go")),
    (later("Ctrl and 1 to 9"), later("sort the worklist by that column, or the other way round")),
    (later("Esc"), later("leave off drawing, then put the tool away, then leave full screen")),
    (later("Click on a study"), later("fold it, or open it again (Return in the list)")),
)
_MARGIN = 40

Lines = list[tuple[str, str]]


class KeysDialog(QDialog):
    """Made of the commands themselves, so that it can't be out of date."""

    def __init__(self, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys and mouse"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sections = [(plain(tr(title)), _keyed(commands, ids)) for title, ids in MENUS]
        sections.append((tr("Mouse"), [(tr(what), tr(does)) for what, does in _MOUSE]))
        sections = [section for section in sections if section[1]]
        inside = _side_by_side(_in_columns(sections, 3))
        if inside.sizeHint().width() > parent.width() - _MARGIN:
            inside.deleteLater()
            inside = _side_by_side(_in_columns(sections, 2))
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(tr("Keys and mouse"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 10, 20, 14)
        foot.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addLayout(foot)
        wanted = inside.sizeHint()
        self.resize(
            min(wanted.width() + 20, max(parent.width() - 20, 480)),
            min(wanted.height() + 80, max(parent.height() - 20, 480)),
        )


def _side_by_side(columns: list[list[tuple[str, Lines]]]) -> QWidget:
    inside = QWidget()
    inside.setObjectName("panel")
    across = QHBoxLayout(inside)
    across.setContentsMargins(24, 20, 24, 20)
    across.setSpacing(36)
    for column in columns:
        layout = QVBoxLayout()
        layout.setSpacing(22)
        for title, lines in column:
            layout.addLayout(_table(title, lines))
        layout.addStretch(1)
        across.addLayout(layout)
    return inside


def _keyed(commands: Commands, ids: tuple[str, ...]) -> Lines:
    actions = [commands[id] for id in commands_of(ids)]
    return [
        (
            in_words(keys.toString() for keys in action.shortcuts()),
            plain(tr(BY_ID[action.objectName()].text)),
        )
        for action in actions
        if action.shortcuts()
    ]


def _in_columns(sections: list[tuple[str, Lines]], count: int) -> list[list[tuple[str, Lines]]]:
    """Sections in their order, in columns of about one height."""
    height = sum(len(lines) + 3 for _title, lines in sections) / count
    columns: list[list[tuple[str, Lines]]] = [[]]
    used = 0.0
    for title, lines in sections:
        size = len(lines) + 3
        if columns[-1] and used + size / 2 > height and len(columns) < count:
            columns.append([])
            used = 0.0
        columns[-1].append((title, lines))
        used += size
    return columns


def _table(title: str, lines: Lines) -> QVBoxLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, (keys, text) in enumerate(lines):
        grid.addWidget(QLabel(keys), row, 0)
        label = QLabel(text)
        label.setObjectName("muted")
        grid.addWidget(label, row, 1)
    caption = QLabel(title)
    caption.setObjectName("caption")
    layout = QVBoxLayout()
    layout.setSpacing(9)
    layout.addWidget(caption)
    layout.addLayout(grid)
    return layout
