"""A radiograph, small enough for a list."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform

from viewer.imaging import Photometric, Radiograph
from viewer.imaging.windowing import display_grey, first_view
from viewer.ui.canvas.pyramid import Pyramid
from viewer.ui.images import to_image

THUMBNAIL_SIDE = 112
_ENOUGH = 2 * THUMBNAIL_SIDE
"""Twice the side is enough for Qt's smooth scaling, and costs nothing on a large picture."""


def thumbnail(radiograph: Radiograph, pyramid: Pyramid | None = None) -> QImage:
    """Make a thumbnail as the file asks to be shown, from a pyramid where there is one."""
    hidden = radiograph.padding
    if pyramid is not None:
        level = max(k for k, plane in enumerate(pyramid.levels) if _suffices(plane.shape, k))
        values = pyramid.levels[level].astype(np.float32) + pyramid.offset
        hidden = pyramid.padding[level] if pyramid.padding else None
    else:
        picture = radiograph.pixels if radiograph.colour is None else radiograph.colour
        step = max(1, min(picture.shape[:2]) // _ENOUGH)
        values = picture[::step, ::step].astype(np.float32)
        hidden = None if hidden is None else hidden[::step, ::step]
    inverted = radiograph.photometric is Photometric.MONOCHROME1
    shown = display_grey(values, first_view(radiograph), inverted)
    if hidden is not None:
        shown[hidden] = 0
    image = to_image(shown).transformed(QTransform.fromScale(1.0, radiograph.aspect))
    small = image.scaled(
        THUMBNAIL_SIDE,
        THUMBNAIL_SIDE,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    if radiograph.colour is not None:
        return small
    # A list of fifty thousand keeps them all.
    return small.convertToFormat(QImage.Format.Format_Grayscale8)


def _suffices(shape: tuple[int, ...], level: int) -> bool:
    return level == 0 or min(shape[:2]) >= _ENOUGH
