"""How the window looks, and in which language it speaks."""

from collections.abc import Mapping
from typing import Any

from viewer.ui.preferences import Preferences
from viewer.ui.settings.page import Page, add_line, choice, form, remark
from viewer.ui.texts import LANGUAGES, tr

_TEXT_SIZES = (90, 100, 115, 130, 150)


class AppearancePage(Page):
    def __init__(self, preferences: Preferences) -> None:
        super().__init__(tr("Appearance"), "palette-outline")
        themes = {"dark": tr("Dark"), "light": tr("Light")}
        self.theme = choice(tr("Theme"), themes, preferences.theme)
        self.language = choice(tr("Language"), LANGUAGES, preferences.language)
        sizes = {size: f"{size} %" for size in _TEXT_SIZES}
        self.text_size = choice(tr("Text size"), sizes, preferences.text_size)
        lines = form()
        add_line(lines, tr("&Theme"), self.theme)
        add_line(lines, tr("&Language"), self.language)
        add_line(lines, tr("Text &size"), self.text_size)
        self.body.addLayout(lines)
        self.body.addWidget(remark(tr("Round the radiograph it is dark in either theme.")))
        self.body.addStretch(1)

    def choices(self) -> Mapping[str, Any]:
        return {
            "theme": self.theme.currentData(),
            "language": self.language.currentData(),
            "text_size": self.text_size.currentData(),
        }
