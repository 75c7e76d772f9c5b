"""The radiograph on the canvas: only what is visible is windowed, at the screen's resolution."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from viewer.imaging import Photometric, Radiograph
from viewer.imaging.windowing import View, display_grey
from viewer.ui.canvas.pyramid import Pyramid
from viewer.ui.canvas.screen_values import ScreenValues, screen_values
from viewer.ui.canvas.visible_part import VisiblePart, draw_part, visible_part
from viewer.ui.images import to_image

_WHITE = 255


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
        self._table: NDArray[np.uint8] | None = None
        self._place: tuple[VisiblePart, QTransform] | None = None
        self._seen: ScreenValues | None = None
        self._grey: NDArray[np.uint8] | None = None
        self._hiding: tuple[NDArray[np.uint8], NDArray[np.uint8]] | None = None
        self._image: QImage | None = None
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

    def set_shutter_visible(self, visible: bool) -> None:
        """Hide what the file's shutter hides, or show it."""
        self._shutter_visible = visible
        self._place = None
        self.update()

    @property
    def small_is_white(self) -> bool:
        return self._inverted != (self._radiograph.photometric is Photometric.MONOCHROME1)

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._radiograph.columns, self._radiograph.rows)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        part = visible_part(self._shapes, painter, option, widget)
        if part is None:
            return
        # A copy: what the painter hands out is its own, and gone with it.
        place = part, QTransform(painter.deviceTransform())
        if place != self._place:
            self._place, self._grey, self._image = place, None, None
            self._hiding = self._hidden(part)
            self._seen = self._resampled(*place)
        if self._seen is not None and self._table is not None:
            if self._grey is None:
                self._grey = self._table.take(self._seen.indices, mode="clip")
            self._seen.draw(painter, self._grey)
            return
        if self._image is None:
            self._image = to_image(self._windowed(part))
        draw_part(painter, self._image, part, self.boundingRect())

    def _resampled(self, part: VisiblePart, to_device: QTransform) -> ScreenValues | None:
        """The quick way to a window change; None where values may not mix or have no table."""
        stored = self._pyramid.levels[part.level][part.slices]
        mixes = self._hiding is None and stored.ndim == 2 and not to_device.isRotating()
        if self._table is None or not mixes:
            return None
        return screen_values(stored, self._pyramid.bits_between, part.target, to_device)

    def _windowed(self, part: VisiblePart) -> NDArray[np.uint8]:
        stored: NDArray[Any] = self._pyramid.levels[part.level][part.slices]
        if self._table is not None:
            shown: NDArray[np.uint8] = self._table[:: 2**self._pyramid.bits_between].take(stored)
        else:
            shown = display_grey(stored.astype(np.float32), self._view, self.small_is_white)
        if self._hiding is not None:
            kept, instead = self._hiding
            shown &= kept
            shown |= instead
        return shown

    def _hidden(self, part: VisiblePart) -> tuple[NDArray[np.uint8], NDArray[np.uint8]] | None:
        """What to keep, and what to put where nothing is kept, both as bits.

        They change with the part and not with the window, so that a drag costs two passes over
        bytes. Padding is black in either polarity; a shutter has the grey that the file gives it.
        """
        shutter = self._radiograph.shutter if self._shutter_visible else None
        if shutter is None and not self._pyramid.padding:
            return None
        rows, columns = part.slices
        shape = rows.stop - rows.start, columns.stop - columns.start
        kept, instead = np.full(shape, _WHITE, np.uint8), np.zeros(shape, np.uint8)
        if self._pyramid.padding:
            kept[self._pyramid.padding[part.level][part.slices]] = 0
        if shutter is not None:
            hidden = shutter.mask[part.full_slices]
            kept[hidden] = 0
            instead[hidden] = round(_WHITE * shutter.grey)
        if self._radiograph.colour is not None:
            return kept[..., np.newaxis], instead[..., np.newaxis]
        return kept, instead

    def _refresh(self) -> None:
        self._table = self._pyramid.table(self._view, self.small_is_white)
        self._grey = self._image = None
        self.update()
