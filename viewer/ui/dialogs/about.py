"""What Hilum is, and what it runs on."""

from importlib.metadata import version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.icons import application_icon
from viewer.ui.status_line import RESEARCH_ONLY
from viewer.ui.texts import later, tr
from viewer.ui.theme import scaled_font

Lines = tuple[tuple[str, str], ...]

_SHOWN = {
    "System": later("System"),
    "Python": "Python",
    "PySide6-Essentials": "Qt for Python",
    "onnxruntime": "ONNX Runtime",
    "onnxruntime-gpu": "ONNX Runtime",
    "pydicom": "pydicom",
    "Model": later("Model"),
    "Runs on": later("Runs on"),
}
"""What is worth a line; all others are copied with these."""


class AboutDialog(QDialog):
    """Names the program, its limits, and the versions that a question about it needs.

    Parameters
    ----------
    lines : tuple of (name, value)
        Versions of what it runs on, and the model.
    """

    def __init__(self, lines: Lines, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Hilum"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lines = lines
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(88, 88))
        name = QLabel(f"Hilum {version('hilum')}")
        name.setFont(scaled_font(self.font(), 1.6, bold=True))
        what = _wrapped(tr("A desktop chest-radiograph viewer that also reads what it shows."))
        limits = QLabel(tr(RESEARCH_ONLY))
        limits.setFont(scaled_font(self.font(), 1.0, bold=True))
        more = _wrapped(
            tr(
                "What it says of a radiograph is no diagnosis and no substitute for one. "
                "The reading panel names the model, what it was trained on and whom it is for."
            )
        )
        more.setObjectName("muted")
        texts = QVBoxLayout()
        texts.setSpacing(8)
        for label in (name, what, limits, more):
            texts.addWidget(label)
        head = QHBoxLayout()
        head.setSpacing(20)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(texts, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(20)
        layout.addLayout(head)
        layout.addLayout(_table(lines))
        layout.addWidget(self._buttons())
        self.setMinimumWidth(540)

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        copy = box.addButton(tr("Copy versions"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        return box

    def _copy(self) -> None:
        QApplication.clipboard().setText(
            "".join(f"{name}: {value}\n" for name, value in self._lines)
        )


def _table(lines: Lines) -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(20)
    form.setVerticalSpacing(4)
    for name, value in lines:
        if name not in _SHOWN:
            continue
        caption, text = QLabel(tr(_SHOWN[name])), QLabel(value)
        caption.setObjectName("muted")
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form.addRow(caption, text)
    return form


def _wrapped(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
