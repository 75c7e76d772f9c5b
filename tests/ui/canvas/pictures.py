"""Radiographs and canvases for tests of the canvas."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from viewer.imaging import Photometric, Radiograph, Source
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.pyramid import build_pyramid
from viewer.ui.desk.loading import Loaded


def made(pixels: NDArray[Any], **fields: Any) -> Radiograph:
    """A radiograph of these pixels, MONOCHROME2 unless told otherwise."""
    photometric = fields.pop("photometric", Photometric.MONOCHROME2)
    return Radiograph(pixels, photometric, Source(Path("made.dcm"), ""), **fields)


def loaded(radiograph: Radiograph) -> Loaded:
    picture = radiograph.pixels if radiograph.colour is None else radiograph.colour
    return Loaded(radiograph, build_pyramid(picture, radiograph.padding), (), QImage())


def slope(rows: int = 60, columns: int = 80) -> NDArray[np.uint16]:
    """Every value its own, growing along rows and then down."""
    return np.arange(rows * columns, dtype=np.uint16).reshape(rows, columns)


def grey_of(canvas: Canvas) -> NDArray[np.uint8]:
    """What the canvas shows, (rows, columns); it must be grey."""
    image = canvas.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return lines[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)[..., 0].copy()
