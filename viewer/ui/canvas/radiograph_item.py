"""The radiograph on the canvas: only what is visible is windowed, at the screen's resolution."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from viewer.imaging import Photometric, Radiograph
from viewer.imaging.windowing import View, display_grey
from viewer.ui.canvas.hiding import Hiding, hiding, hiding_of_part, panned_hiding
from viewer.ui.canvas.hurried import HurriedPicture
from viewer.ui.canvas.panned import panned, whole_step
from viewer.ui.canvas.pyramid import Pyramid
from viewer.ui.canvas.screen_values import ScreenValues, Spot, sampled, spot
from viewer.ui.canvas.visible_part import VisiblePart, visible_part
from viewer.ui.images import to_image


class RadiographItem(QGraphicsItem):
    """One unit of the item is one column wide and one row high."""

    def __init__(self, radiograph: Radiograph, pyramid: Pyramid, view: View) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._radiograph, self._pyramid = radiograph, pyramid
        self._shapes = [level.shape[:2] for level in pyramid.levels]
        self._view = view
        self._inverted = False
        self._shutter_visible = True
        self._hurried = False
        self._quick: HurriedPicture | None = None
        self._table: NDArray[np.uint8] | None = None
        self._place: tuple[VisiblePart, QRectF, QTransform] | None = None
        self._seen: ScreenValues | None = None
        self._hiding: Hiding | None = None
        self._shown: NDArray[np.uint8] | None = None
        if radiograph.aspect != 1.0:
            self.setTransform(QTransform.fromScale(1.0, radiograph.aspect))
        self._refresh()

    def twin(self) -> "RadiographItem":
        """Another item of the same radiograph, to be painted at another zoom."""
        twin = RadiographItem(self._radiograph, self._pyramid, self._view)
        twin.set_shutter_visible(self._shutter_visible)
        return twin

    @property
    def radiograph(self) -> Radiograph:
        return self._radiograph

    @property
    def view(self) -> View:
        return self._view

    def set_view(self, view: View) -> None:
        self._view = view
        self._refresh()

    @property
    def inverted(self) -> bool:
        """Whether the person turned black and white round, on top of the photometric."""
        return self._inverted

    def set_inverted(self, inverted: bool) -> None:
        self._inverted = inverted
        self._refresh()

    @property
    def shutter_visible(self) -> bool:
        return self._shutter_visible

    def set_shutter_visible(self, visible: bool) -> None:
        """Hide what the file's shutter hides, or show it."""
        self._shutter_visible = visible
        self._place = self._seen = self._quick = None
        self._redraw()

    def set_hurried(self, hurried: bool) -> None:
        """Let Qt scale what is shown while a zoom goes on, and be exact when it ends."""
        if hurried != self._hurried:
            self._hurried, self._quick = hurried, None
            self._redraw()

    @property
    def small_is_white(self) -> bool:
        return self._inverted != (self._radiograph.photometric is Photometric.MONOCHROME1)

    def hidden_grey(self, row: int, column: int) -> int | None:
        """The grey level 0..255 that stands in a pixel's place; None where it is shown."""
        radiograph = self._radiograph
        shutter = radiograph.shutter if self._shutter_visible else None
        if shutter is not None and shutter.mask[row, column]:
            return round(255 * shutter.grey)
        if radiograph.padding is not None and radiograph.padding[row, column]:
            return 0
        return None

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._radiograph.columns, self._radiograph.rows)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        part = visible_part(self._shapes, painter, option, widget, hurried=self._hurried)
        if part is None:
            return
        # A copy: what the painter hands out is its own, and gone with it.
        to_device = QTransform(painter.deviceTransform())
        if self._hurried:
            self._draw_quickly(painter, part, to_device.isRotating())
            return
        area = option.exposedRect.intersected(self.boundingRect())
        if (part, area, to_device) != self._place:
            self._sample(part, area, to_device)
        if self._seen is None:
            return
        if self._shown is None:
            self._shown = self._windowed(self._seen.values)
            if self._hiding is not None:
                self._hiding.apply(self._shown)
        self._seen.draw(painter, self._shown)

    def _sample(self, part: VisiblePart, area: QRectF, to_device: QTransform) -> None:
        """Take from the pyramid what the screen's pixels show, whatever the window."""
        before, self._place, self._shown = self._place, (part, area, to_device), None
        pixels = spot(area, to_device)
        if pixels is None:
            self._seen = self._hiding = None
            return
        stored = self._pyramid.levels[part.level][part.slices]
        bits = 0 if self._colour else self._pyramid.bits_between
        padding = self._pyramid.padding[part.level][part.slices] if self._pyramid.padding else None
        if padding is not None and not padding.any():
            padding = None

        shutter = self._radiograph.shutter if self._shutter_visible else None

        def take(pixels: Spot) -> NDArray[Any]:
            return sampled(stored, bits, part.origin, part.side, pixels, padding)

        def hide(pixels: Spot) -> Hiding | None:
            placed = None if padding is None else (padding, part.origin, part.side)
            return hiding(pixels, placed, shutter)

        step = None
        if before is not None and before[0].level == part.level:
            step = whole_step(before[2], to_device)
        seen = self._seen
        if seen is None or step is None:
            self._seen = ScreenValues(take(pixels), pixels.left, pixels.top)
            self._hiding = hide(pixels)
            return
        corner = seen.left + step[0], seen.top + step[1]
        values = panned(seen.values, corner, pixels, take)
        self._seen = ScreenValues(values, pixels.left, pixels.top)
        self._hiding = panned_hiding(self._hiding, corner, pixels, hide)

    def _draw_quickly(self, painter: QPainter, part: VisiblePart, sideways: bool) -> None:
        if self._quick is None or not self._quick.serves(part, sideways):
            part = part.grown(self._shapes[part.level])
            stored = self._pyramid.levels[part.level][part.slices]
            bits = 0 if self._colour or self._table is None else self._pyramid.bits_between
            shown = self._windowed(np.left_shift(stored, bits, dtype=np.uint16) if bits else stored)
            hidden = hiding_of_part(
                part,
                self._pyramid.padding[part.level][part.slices] if self._pyramid.padding else None,
                self._radiograph.shutter if self._shutter_visible else None,
            )
            if hidden is not None:
                hidden.apply(shown)
            self._quick = HurriedPicture.of(part, to_image(shown), sideways)
        self._quick.draw(painter, self.boundingRect())

    def _windowed(self, values: NDArray[Any]) -> NDArray[np.uint8]:
        if self._table is None:
            return display_grey(values.astype(np.float32), self._view, self.small_is_white)
        if self._colour:
            # numpy's own look-up takes three times as long for bytes.
            table = self._table[:: 2**self._pyramid.bits_between].tobytes()
            shown = bytearray(values.astype(np.uint8).tobytes()).translate(table)
            return np.frombuffer(shown, np.uint8).reshape(values.shape)
        return self._table.take(values, mode="clip")

    @property
    def _colour(self) -> bool:
        return self._radiograph.colour is not None

    def _refresh(self) -> None:
        self._table = self._pyramid.table(self._view, self.small_is_white)
        self._shown = self._quick = None
        self._redraw()

    def _redraw(self) -> None:
        """As `update`, which the scene passes on too late: linked views would paint twice."""
        if self.scene() is not None:
            for view in self.scene().views():
                view.viewport().update()
