"""What Hilum is."""

from importlib.metadata import version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from viewer.ui.icons import application_icon
from viewer.ui.status_line import RESEARCH_ONLY
from viewer.ui.texts import tr
from viewer.ui.theme import scaled_font


class AboutDialog(QDialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Hilum"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(88, 88))
        name = QLabel(f"Hilum {version('hilum')}")
        name.setFont(scaled_font(self.font(), 1.6, bold=True))
        what = QLabel(tr("A desktop chest-radiograph viewer that also reads what it shows."))
        what.setWordWrap(True)
        limits = QLabel(tr(RESEARCH_ONLY))
        limits.setFont(scaled_font(self.font(), 1.0, bold=True))
        more = QLabel(
            tr(
                "What it says of a radiograph is no diagnosis and no substitute for one. "
                "The reading panel names the model, what it was trained on and whom it is for."
            )
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
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setMinimumWidth(520)
