"""What the network draws on one radiograph: heatmap, contour and most telling region."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QColor

from viewer.reading import ModelCard, Reading, Verdict
from viewer.reading.colour_maps import COLOUR_MAPS, EMBER, ColourMap
from viewer.reading.contour import contours
from viewer.reading.heatmap import heatmap_strength, render_heatmap
from viewer.reading.region import Region, telling_region
from viewer.ui.canvas.heatmap_item import HeatmapItem
from viewer.ui.canvas.outline_item import OutlineItem
from viewer.ui.desk.current import Current
from viewer.ui.desk.desk import Desk
from viewer.ui.preferences import Preferences, PreferenceStore
from viewer.ui.theme import PICTURE
from viewer.ui.viewports.viewport import Viewport

_HEATMAP_Z, _CONTOUR_Z, _REGION_Z = 1.0, 1.1, 1.2
_CONTOUR_WIDTH, _REGION_WIDTH = 1.5, 2.0
_WITHHELD = 0.4
"""Of the opacity: what is drawn of a withheld reading must not look like one that counts."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    """How the marks are drawn."""

    opacity: float
    colour_map: ColourMap
    contour_at: float | None
    region: bool

    @classmethod
    def of(cls, preferences: Preferences) -> "_Drawing":
        return cls(
            opacity=preferences.heatmap_percent / 100,
            colour_map=COLOUR_MAPS.get(preferences.colour_map, EMBER),
            contour_at=preferences.contour_percent / 100 if preferences.contour else None,
            region=preferences.region,
        )


class _Items(NamedTuple):
    heatmap: HeatmapItem
    contour: OutlineItem
    region: OutlineItem


class NetworkMarks(QObject):
    """Draws on one viewport, as long as the command for it is checked."""

    drawn = Signal(object)
    """The Viewport."""

    def __init__(
        self, viewport: Viewport, desk: Desk, preferences: PreferenceStore, show: QAction
    ) -> None:
        super().__init__(viewport)
        self._viewport, self._desk, self._preferences = viewport, desk, preferences
        self._show = show
        self._items: _Items | None = None
        self._reading: Reading | None = None
        self._drawing: _Drawing | None = None
        self._region: Region | None = None
        viewport.canvas.loaded_changed.connect(self._forget)
        viewport.shown.drawn.connect(self.draw)
        desk.model_ready.connect(self.draw)
        preferences.changed.connect(self.draw)
        show.toggled.connect(self.draw)
        self.draw()

    @property
    def reading(self) -> Reading | None:
        """The reading that is drawn, or could be: of what is shown, and seen by now."""
        return self._reading

    @property
    def region(self) -> Region | None:
        """Its most telling region, outlined or not."""
        return self._region

    def draw(self) -> None:
        """Draw anew what changed."""
        item = self._viewport.canvas.item
        model = self._desk.model
        current = self._viewport.shown.current
        if item is None or model is None or current.radiograph is None:
            self._reading = self._region = None
        else:
            if self._items is None:
                self._items = _Items(
                    HeatmapItem(item),
                    OutlineItem(item, _CONTOUR_WIDTH),
                    OutlineItem(item, _REGION_WIDTH),
                )
                for mark, z in zip(self._items, (_HEATMAP_Z, _CONTOUR_Z, _REGION_Z), strict=True):
                    mark.setZValue(z)
            self._draw_reading(self._items, _drawable(current), model.card)
        self.drawn.emit(self._viewport)

    def _draw_reading(self, items: _Items, reading: Reading | None, card: ModelCard) -> None:
        for item in items:
            item.setVisible(reading is not None and self._show.isChecked())
        other, self._reading = reading is not self._reading, reading
        before, self._drawing = self._drawing, _Drawing.of(self._preferences.current)
        now = self._drawing
        if reading is None:
            self._region = None
            return
        withheld = reading.verdict is Verdict.WITHHELD
        if other:
            self._region = None if withheld else telling_region(reading, card)
        items.heatmap.setOpacity(now.opacity * (_WITHHELD if withheld else 1.0))
        items.contour.setOpacity(_WITHHELD if withheld else 1.0)
        if other or before is None or now.colour_map != before.colour_map:
            items.heatmap.set_heatmap(render_heatmap(reading, card, now.colour_map))
            before = None
        if before is None or now.contour_at != before.contour_at:
            _draw_contour(items.contour, reading, card, now)
        if before is None or now.region != before.region:
            outlined = self._region if now.region else None
            lines = () if outlined is None else outlined.outlines
            items.region.set_outlines(lines, QColor(PICTURE.text))

    def _forget(self) -> None:
        """The items went with the radiograph that they lay on."""
        self._items = self._reading = self._drawing = self._region = None


def _drawable(current: Current) -> Reading | None:
    """A reading lies on the frame that it was made of, and on no other."""
    radiograph = current.radiograph
    return None if radiograph is None or radiograph.source.frame != 0 else current.reading


def _draw_contour(item: OutlineItem, reading: Reading, card: ModelCard, drawing: _Drawing) -> None:
    if drawing.contour_at is None:
        item.set_outlines((), QColor())
        return
    lines = contours(heatmap_strength(reading, card), drawing.contour_at)
    # The map's lightest colour: those between may be as grey as the radiograph.
    red, green, blue = drawing.colour_map.colours(np.array(1.0)).tolist()
    item.set_outlines(lines, QColor(red, green, blue))
