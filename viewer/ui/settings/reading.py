"""How radiographs are read."""

from collections.abc import Mapping
from typing import Any

from viewer.reading import OperatingPoint, Provider
from viewer.ui.preferences import Preferences
from viewer.ui.settings.page import Page, add_line, choice, form, remark
from viewer.ui.texts import said, tr


class ReadingSettings(Page):
    def __init__(self, preferences: Preferences, points: tuple[OperatingPoint, ...]) -> None:
        super().__init__(tr("Reading"), "chart-bell-curve")
        names = {"": tr("The model's first"), **{point.name: said(point.name) for point in points}}
        self.point = choice(tr("Operating point"), names, preferences.operating_point)
        providers = {
            Provider.AUTO: tr("The fastest there is"),
            Provider.CUDA: tr("Graphics card (CUDA)"),
            Provider.CPU: tr("Processor"),
        }
        self.provider = choice(tr("Runs on"), providers, preferences.provider)
        lines = form()
        add_line(lines, tr("&Operating point at the start"), self.point)
        add_line(lines, tr("&Runs on"), self.provider)
        self.body.addLayout(lines)
        self.body.addWidget(remark(tr("What it runs on counts from the next start.")))
        self.body.addStretch(1)

    def choices(self) -> Mapping[str, Any]:
        return {
            "operating_point": self.point.currentData(),
            "provider": self.provider.currentData(),
        }
