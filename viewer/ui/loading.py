"""What a worker makes of a file for the window: a radiograph to show, or a glance at one."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from viewer.imaging import Header, InputSpec, Photometric, Radiograph, open_radiograph
from viewer.imaging.windowing import default_view, display_grey
from viewer.reading import PreparedRadiograph, prepare
from viewer.ui.pyramid import Pyramid, build_pyramid

THUMBNAIL_SIDE = 112


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """A radiograph that is ready to be shown."""

    radiograph: Radiograph
    pyramid: Pyramid
    thumbnail: QImage


@dataclass(frozen=True, slots=True, eq=False)
class Glance:
    """What the list and the model need of a radiograph, without its pixels."""

    header: Header
    thumbnail: QImage
    prepared: PreparedRadiograph | None


def load(path: Path) -> Loaded:
    """Open a file to show it. Raises as `open_radiograph`."""
    radiograph = open_radiograph(path)
    return Loaded(radiograph, build_pyramid(radiograph.pixels), _thumbnail(radiograph))


def glance(path: Path, spec: InputSpec | None) -> Glance:
    """Open a file to list it, and to read it where a model gives its `spec`.

    Raises as `open_radiograph`.
    """
    radiograph = open_radiograph(path)
    prepared = None if spec is None else prepare(radiograph, spec)
    return Glance(radiograph.header, _thumbnail(radiograph), prepared)


def _thumbnail(radiograph: Radiograph) -> QImage:
    # Twice the side is enough for Qt's smooth scaling, and costs nothing on a large picture.
    step = max(1, min(radiograph.rows, radiograph.columns) // (2 * THUMBNAIL_SIDE))
    values = radiograph.pixels[::step, ::step].astype(np.float32)
    inverted = radiograph.photometric is Photometric.MONOCHROME1
    grey = np.ascontiguousarray(display_grey(values, default_view(radiograph), inverted))
    rows, columns = grey.shape
    image = QImage(grey.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
    return image.scaled(
        THUMBNAIL_SIDE,
        THUMBNAIL_SIDE,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
