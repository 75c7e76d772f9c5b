"""A person's own windows: what they are called, and which to forget."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton

from viewer.ui.preferences import Preferences
from viewer.ui.settings.page import Page, remark
from viewer.ui.texts import tr

_KEYS = ("7", "8", "9")


class WindowsPage(Page):
    def __init__(self, preferences: Preferences) -> None:
        super().__init__(tr("Windows"), "contrast-circle")
        self._kept = dict(preferences.own_windows)
        self.names: dict[str, QLineEdit] = {}
        self.forget: dict[str, QPushButton] = {}
        self._states: dict[str, QLabel] = {}
        lines = QGridLayout()
        lines.setHorizontalSpacing(14)
        lines.setVerticalSpacing(12)
        lines.setColumnStretch(2, 1)
        for row, key in enumerate(_KEYS):
            name = QLineEdit(preferences.own_window_names.get(key, ""))
            name.setPlaceholderText(tr("Own window {key}").format(key=key))
            name.setAccessibleName(tr("Name of window {key}").format(key=key))
            name.setMaxLength(40)
            name.setMinimumWidth(240)
            caption = QLabel(tr("Window &{key}").format(key=key))
            caption.setBuddy(name)
            forget = QPushButton(tr("Forget"))
            forget.setAccessibleName(tr("Forget window {key}").format(key=key))
            forget.clicked.connect(lambda _checked=False, key=key: self._forget(key))
            self.names[key], self.forget[key], self._states[key] = name, forget, remark("")
            for column, widget in enumerate((caption, name, self._states[key], forget)):
                lines.addWidget(widget, row, column)
        self.body.addWidget(
            remark(tr("To keep the window that is shown: menu Window, Keep this window."))
        )
        self.body.addLayout(lines)
        self.body.addStretch(1)
        self._show_kept()

    def choices(self) -> Mapping[str, Any]:
        names = {key: edit.text().strip() for key, edit in self.names.items()}
        return {
            "own_windows": self._kept,
            "own_window_names": {key: name for key, name in names.items() if name},
        }

    def _forget(self, key: str) -> None:
        self._kept.pop(key, None)
        self._show_kept()

    def _show_kept(self) -> None:
        for key in _KEYS:
            kept = key in self._kept
            self.forget[key].setEnabled(kept)
            self._states[key].setText(tr("kept") if kept else tr("nothing kept yet"))
