"""All settings in one dialog; nothing holds before they are taken."""

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.reading import OperatingPoint
from viewer.ui.icons import icon
from viewer.ui.preferences import PreferenceStore
from viewer.ui.settings.appearance import AppearancePage
from viewer.ui.settings.heatmap import HeatmapPage
from viewer.ui.settings.keys import KeysPage
from viewer.ui.settings.page import Page
from viewer.ui.settings.privacy import PrivacyPage
from viewer.ui.settings.reading import ReadingSettings
from viewer.ui.settings.windows import WindowsPage
from viewer.ui.texts import tr


class SettingsDialog(QDialog):
    """A page for each subject, chosen on the left."""

    def __init__(
        self, preferences: PreferenceStore, points: tuple[OperatingPoint, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self._preferences = preferences
        now = preferences.current
        self.pages: tuple[Page, ...] = (
            AppearancePage(now),
            KeysPage(now),
            WindowsPage(now),
            HeatmapPage(now),
            ReadingSettings(now, points),
            PrivacyPage(now),
        )
        self.subjects = QListWidget()
        self.subjects.setObjectName("subjects")
        self.subjects.setAccessibleName(tr("Subjects"))
        self.subjects.setIconSize(QSize(20, 20))
        self._stack = QStackedWidget()
        for page in self.pages:
            self.subjects.addItem(QListWidgetItem(icon(page.icon), page.title))
            self._stack.addWidget(page)
            page.changed.connect(self._check)
        self.subjects.setFixedWidth(self.subjects.sizeHintForColumn(0) + 44)
        self.subjects.currentRowChanged.connect(self._stack.setCurrentIndex)
        self._problem = QLabel()
        self._problem.setObjectName("problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.ok = QPushButton(tr("&Save"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.ok, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        for button in self._stack.findChildren(QPushButton):
            button.setAutoDefault(False)  # Return saves, wherever the focus is
        self.ok.setDefault(True)
        self.subjects.setCurrentRow(0)
        self.subjects.setFocus()
        self.finished.connect(self.deleteLater)
        self._check()

    def page(self, kind: type[Page]) -> Any:
        return next(page for page in self.pages if isinstance(page, kind))

    def turn_to(self, kind: type[Page]) -> None:
        self.subjects.setCurrentRow(self.pages.index(self.page(kind)))

    def accept(self) -> None:
        """Take everything as it stands, in one change."""
        choices: dict[str, Any] = {}
        for page in self.pages:
            choices.update(page.choices())
        super().accept()
        self._preferences.change(**choices)

    def _check(self) -> None:
        problem = next((text for page in self.pages if (text := page.problem())), "")
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.ok.setEnabled(not problem)

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.subjects)
        middle.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 14)
        foot.setSpacing(16)
        foot.addWidget(self._problem, 1)
        foot.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)
        self.resize(860, 620)
