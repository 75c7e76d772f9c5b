"""The keys, and what Hilum is."""

from importlib.metadata import version

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.icons import application_icon
from viewer.ui.status_line import RESEARCH_ONLY
from viewer.ui.theme import scaled_font

_MOUSE = (
    ("Left drag", "window: right is wider, up is brighter (or the chosen tool)"),
    ("Right drag", "zoom"),
    ("Middle drag", "pan"),
    ("Wheel", "zoom at the cursor"),
    ("Shift and wheel", "the next frame of the file, or the one before"),
    ("Double click", "fit"),
    ("Hold C", "show the heatmap's other state until let go"),
    ("Click on a study", "fold it, or open it again (Return in the list)"),
    ("1 and 2", "the windows that the file brings"),
)


class KeysDialog(QDialog):
    """Made of the actions themselves, so that it can't be out of date."""

    def __init__(self, actions: list[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys and mouse")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns = QHBoxLayout()
        columns.setSpacing(40)
        named = [(_keys(action), _name(action)) for action in actions if action.shortcuts()]
        columns.addLayout(_table("Keys", named))
        columns.addLayout(_table("Mouse and more", list(_MOUSE)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(columns)
        layout.addWidget(_close_button(self))


class AboutDialog(QDialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Hilum")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(88, 88))
        name = QLabel(f"Hilum {version('hilum')}")
        name.setFont(scaled_font(self.font(), 1.6, bold=True))
        what = QLabel("A desktop chest-radiograph viewer that also reads what it shows.")
        what.setWordWrap(True)
        limits = QLabel(RESEARCH_ONLY)
        limits.setFont(scaled_font(self.font(), 1.0, bold=True))
        more = QLabel(
            "What it says of a radiograph is no diagnosis and no substitute for one. "
            "The reading panel names the model, what it was trained on and whom it is for."
        )
        more.setObjectName("muted")
        more.setWordWrap(True)
        texts = QVBoxLayout()
        texts.setSpacing(8)
        for label in (name, what, limits, more):
            texts.addWidget(label)
        line = QHBoxLayout()
        line.setSpacing(20)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(20)
        layout.addLayout(line)
        layout.addWidget(_close_button(self))
        self.setMinimumWidth(520)


def _table(title: str, lines: list[tuple[str, str]]) -> QVBoxLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(1, 1)
    for row, (keys, text) in enumerate(lines):
        grid.addWidget(QLabel(keys), row, 0)
        label = QLabel(text)
        label.setObjectName("muted")
        grid.addWidget(label, row, 1)
    caption = QLabel(title)
    caption.setObjectName("caption")
    layout = QVBoxLayout()
    layout.setSpacing(10)
    layout.addWidget(caption)
    layout.addLayout(grid)
    layout.addStretch(1)
    return layout


def _keys(action: QAction) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return "  or  ".join(keys.toString(native) for keys in action.shortcuts())


def _name(action: QAction) -> str:
    return action.text().replace("&", "").rstrip("…")


def _close_button(dialog: QDialog) -> QDialogButtonBox:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    box.rejected.connect(dialog.reject)
    return box
