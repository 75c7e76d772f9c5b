"""What the network draws on the radiograph, and how."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from viewer.reading.colour_maps import COLOUR_MAPS, ColourMap
from viewer.ui.commands.command import plain
from viewer.ui.commands.commands import Commands
from viewer.ui.images import to_image
from viewer.ui.preferences import Preferences, PreferenceStore
from viewer.ui.reading.labels import plain_text
from viewer.ui.reading.quiet import QuietComboBox, QuietSlider
from viewer.ui.texts import tr

_SWATCH = QSize(72, 12)


class HeatmapControls(QWidget):
    """Boxes that are as checked as their commands, and the figures that go with them."""

    def __init__(
        self, commands: Commands, preferences: PreferenceStore, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._drawn = QWidget()
        self.box = _box(commands["reading.heatmap"], tr("Show on the radiograph"))
        self.opacity = _Percent(tr("Heatmap opacity"), 0, self._take_opacity)
        self.maps = QuietComboBox()
        self.maps.setAccessibleName(tr("Colour map"))
        self.maps.setIconSize(_SWATCH)
        self.maps.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for colour_map in COLOUR_MAPS.values():
            self.maps.addItem(_swatch(colour_map), colour_map.name)
        self.maps.activated.connect(self._take_map)
        self.contour = _box(commands["reading.contour"], tr("Contour at"))
        self.contour_at = _Percent(tr("Share of the full scale for the contour"), 5, self._take_at)
        self.contour_at.setToolTip(
            tr("A share of the model's full scale, which is the same for every radiograph")
        )
        self.region = _box(commands["reading.region"], tr("Outline the most telling region"))
        self.region_text = plain_text(muted=True)
        self.saw = _box(commands["reading.network_saw"], tr("Inset of what the network saw"))
        self._lay_out()
        self._show(preferences.current)
        preferences.changed.connect(self._show)

    def set_drawable(self, drawable: bool) -> None:
        """Tell whether there is a reading to be drawn."""
        self._drawn.setEnabled(drawable)

    def say_region(self, text: str) -> None:
        self.region_text.setText(text)
        self.region_text.setVisible(bool(text))

    def _show(self, preferences: Preferences) -> None:
        self.opacity.show_value(preferences.heatmap_percent)
        self.contour_at.show_value(preferences.contour_percent)
        self.maps.setCurrentText(preferences.colour_map)

    def _take_opacity(self, percent: int) -> None:
        self._preferences.change(heatmap_percent=percent)

    def _take_at(self, percent: int) -> None:
        self._preferences.change(contour_percent=percent)

    def _take_map(self) -> None:
        self._preferences.change(colour_map=self.maps.currentText())

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (name, control) in enumerate(
            (
                (plain_text(tr("Opacity"), muted=True), self.opacity),
                (plain_text(tr("Colours"), muted=True), self.maps),
                (self.contour, self.contour_at),
            )
        ):
            grid.addWidget(name, row, 0)
            grid.addWidget(control, row, 1)
        drawn = QVBoxLayout(self._drawn)
        drawn.setContentsMargins(0, 0, 0, 0)
        drawn.setSpacing(8)
        drawn.addWidget(self.box)
        drawn.addLayout(grid)
        drawn.addWidget(self.region)
        drawn.addWidget(self.region_text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._drawn)
        layout.addWidget(self.saw)


class _Percent(QWidget):
    """A slider, and its value in words."""

    def __init__(self, name: str, lowest: int, take: Callable[[int], None]) -> None:
        super().__init__()
        self.slider = QuietSlider()
        self.slider.setRange(lowest, 100)
        self.slider.setAccessibleName(name)
        self._text = QLabel()
        self._text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._text.setMinimumWidth(self._text.fontMetrics().horizontalAdvance("100 %"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self._text)
        self.slider.valueChanged.connect(self._say)
        self.slider.valueChanged.connect(take)

    def show_value(self, percent: int) -> None:
        self.slider.setValue(percent)
        self._say(percent)

    def _say(self, percent: int) -> None:
        self._text.setText(tr("{percent} %").format(percent=percent))


def _box(action: QAction, text: str) -> QCheckBox:
    """A box that is the command's twin."""
    box = QCheckBox(text)
    box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    box.setAccessibleName(plain(action.text()))
    box.setChecked(action.isChecked())
    action.toggled.connect(box.setChecked)
    box.toggled.connect(action.setChecked)
    action.changed.connect(lambda: box.setToolTip(action.toolTip()))
    box.setToolTip(action.toolTip())
    return box


def _swatch(colour_map: ColourMap) -> QPixmap:
    strength = np.linspace(0.0, 1.0, _SWATCH.width())
    rows = np.broadcast_to(colour_map.colours(strength), (_SWATCH.height(), _SWATCH.width(), 3))
    return QPixmap.fromImage(QImage(to_image(rows)))
