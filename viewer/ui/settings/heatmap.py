"""How the heatmap is drawn."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox

from viewer.reading.colour_maps import COLOUR_MAPS
from viewer.ui.preferences import Preferences
from viewer.ui.settings.page import Page, add_line, choice, form
from viewer.ui.texts import tr

_SHARES = range(10, 101, 10)


class HeatmapPage(Page):
    def __init__(self, preferences: Preferences) -> None:
        super().__init__(tr("Heatmap"), "blur")
        names = {name: name for name in COLOUR_MAPS}
        self.colours = choice(tr("Colours"), names, preferences.colour_map)
        self.opacity = _percent(tr("Opacity"), preferences.heatmap_percent)
        self.contour = QCheckBox(tr("Draw the &contour"))
        self.contour.setChecked(preferences.contour)
        self.contour_at = _percent(tr("Contour at"), preferences.contour_percent)
        self.region = QCheckBox(tr("Outline the most telling &region"))
        self.region.setChecked(preferences.region)
        lines = form()
        add_line(lines, tr("C&olours"), self.colours)
        add_line(lines, tr("O&pacity"), self.opacity)
        add_line(lines, tr("Contour &at"), self.contour_at)
        self.body.addLayout(lines)
        self.body.addWidget(self.contour)
        self.body.addWidget(self.region)
        self.body.addStretch(1)

    def choices(self) -> Mapping[str, Any]:
        return {
            "colour_map": self.colours.currentData(),
            "heatmap_percent": self.opacity.currentData(),
            "contour": self.contour.isChecked(),
            "contour_percent": self.contour_at.currentData(),
            "region": self.region.isChecked(),
        }


def _percent(name: str, value: int) -> QComboBox:
    return choice(name, {share: f"{share} %" for share in sorted({*_SHARES, value})}, value)
