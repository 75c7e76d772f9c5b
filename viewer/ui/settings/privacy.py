"""What Hilum keeps of what was opened."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton

from viewer.ui.preferences import Preferences
from viewer.ui.settings.page import Page, remark
from viewer.ui.texts import tr, trn


class PrivacyPage(Page):
    def __init__(self, preferences: Preferences) -> None:
        super().__init__(tr("Privacy"), "shield-account-outline")
        self._recent = preferences.recent
        self.keep = QCheckBox(tr("&Keep a list of recent files and folders"))
        self.keep.setChecked(preferences.keep_recent)
        self.clear = QPushButton(tr("&Clear the list"))
        self.clear.clicked.connect(self._clear)
        self._kept = remark("")
        line = QHBoxLayout()
        line.addWidget(self.clear)
        line.addWidget(self._kept, 1)
        self.body.addWidget(self.keep)
        self.body.addLayout(line)
        self.body.addWidget(
            remark(tr("The list holds paths, which can name patients. It stays on this computer."))
        )
        self.body.addStretch(1)
        self._show_kept()

    def choices(self) -> Mapping[str, Any]:
        kept = self.keep.isChecked()
        return {"keep_recent": kept, "recent": self._recent if kept else ()}

    def _clear(self) -> None:
        self._recent = ()
        self._show_kept()

    def _show_kept(self) -> None:
        count = len(self._recent)
        self.clear.setEnabled(count > 0)
        self._kept.setText(
            trn("{count} in the list", "{count} in the list", count).format(count=count)
        )
