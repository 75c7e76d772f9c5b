"""What is seen of a picture at the screen's own pixels, before any window.

Resampled once for a place and a zoom; a change of the window is then one look-up for each of the
screen's pixels, and a picture that Qt need not scale.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTransform


@dataclass(frozen=True, slots=True, eq=False)
class ScreenValues:
    """Stored values at device pixels.

    Attributes
    ----------
    indices : ndarray, (rows, columns), uint16
        Values as they were given, times `2**bits`: what lies between two values is not lost.
    left, top : int
        The device pixel of the first.
    """

    indices: NDArray[np.uint16]
    left: int
    top: int

    def draw(self, painter: QPainter, grey: NDArray[np.uint8]) -> None:
        """Put the grey level of each index, (rows, columns), on exactly its device pixel."""
        rows, columns = grey.shape
        image = QImage(grey.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
        painter.save()
        # What remains of the device's transform without the world's is undone as well.
        painter.setWorldTransform(QTransform())
        painter.setWorldTransform(painter.deviceTransform().inverted()[0])
        painter.drawImage(self.left, self.top, image)
        painter.restore()


def screen_values(
    stored: NDArray[Any], bits: int, target: QRectF, to_device: QTransform
) -> ScreenValues | None:
    """Resample (rows, columns) unsigned integers, which `bits` may be added to, to the screen.

    Exact where a pixel of the picture is one of the screen.

    Parameters
    ----------
    target : QRectF
        Where the values lie, in the coordinates that `to_device` starts from.
    to_device : QTransform
        Moves and scales, and no more.

    Returns
    -------
    ScreenValues or None
        None where no device pixel's centre is covered.
    """
    covered = to_device.mapRect(target)
    left, right = _centres(covered.left(), covered.right())
    top, bottom = _centres(covered.top(), covered.bottom())
    if left >= right or top >= bottom:
        return None
    rows, columns = stored.shape
    place = target.width() / columns
    # The rim repeats itself outwards, so that Qt's rounding leaves no pixel at it unpainted.
    rim = math.ceil(max(columns / covered.width(), rows / covered.height()))
    indices = np.pad(np.left_shift(stored, bits, dtype=np.uint16), rim, mode="edge")
    wider = target.adjusted(-rim * place, -rim * place, rim * place, rim * place)
    deep = QImage.Format.Format_Grayscale16
    seen = QImage(right - left, bottom - top, deep)
    painter = QPainter(seen)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(to_device * QTransform.fromTranslate(-left, -top))
    rows, columns = indices.shape
    painter.drawImage(wider, QImage(indices.data, columns, rows, indices.strides[0], deep))
    painter.end()
    lines = np.frombuffer(seen.constBits(), np.uint16).reshape(seen.height(), -1)
    # A copy without the ends of the lines: the image dies with this call.
    return ScreenValues(lines[:, : seen.width()].copy(), left, top)


def _centres(start: float, end: float) -> tuple[int, int]:
    """The whole pixels whose centres lie between two edges."""
    return math.ceil(start - 0.5), math.ceil(end - 0.5)
