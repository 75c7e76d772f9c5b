"""What is seen of a picture at the screen's own pixels, before any window.

Sampled once for a place and a zoom; a change of the window is then one look-up for each of the
screen's pixels, and a picture that Qt need not scale.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from viewer.ui.canvas.sampling import Mask, Taps, between, between_shown, taps


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A block of the screen's pixels, and where each lies on the item.

    Attributes
    ----------
    left, top : int
        The device pixel of the first.
    across, down : ndarray, float64
        Columns and rows of the item at the centres of the pixels, along its own two axes.
    sideways : bool
        Whether the item's rows run down the screen.
    """

    left: int
    top: int
    across: NDArray[np.floating[Any]]
    down: NDArray[np.floating[Any]]
    sideways: bool

    @property
    def width(self) -> int:
        return len(self.down if self.sideways else self.across)

    @property
    def height(self) -> int:
        return len(self.across if self.sideways else self.down)

    def cut(self, part: QRect) -> Spot:
        """A part of the block, in device pixels."""
        along_x = slice(part.left() - self.left, part.right() + 1 - self.left)
        along_y = slice(part.top() - self.top, part.bottom() + 1 - self.top)
        across, down = (along_y, along_x) if self.sideways else (along_x, along_y)
        return Spot(part.left(), part.top(), self.across[across], self.down[down], self.sideways)

    def taps(self, origin: tuple[int, int], side: int, shape: tuple[int, ...]) -> tuple[Taps, Taps]:
        """Taps down and across a plane whose places are `side` wide, from (row, column) on."""
        row, column = origin
        return taps((self.down - row) / side, shape[0]), taps(
            (self.across - column) / side, shape[1]
        )

    def on_screen(self, plane: NDArray[Any]) -> NDArray[Any]:
        """A plane that was sampled along the item's axes, along those of the screen."""
        return np.ascontiguousarray(plane.swapaxes(0, 1) if self.sideways else plane)


def spot(area: QRectF, to_device: QTransform) -> Spot | None:
    """The pixels whose centres an area of the item covers; None where it covers none.

    Parameters
    ----------
    to_device : QTransform
        Moves, scales, mirrors and turns by quarters, and no more.
    """
    covered = to_device.mapRect(area)
    left, right = _centres(covered.left(), covered.right())
    top, bottom = _centres(covered.top(), covered.bottom())
    if left >= right or top >= bottom:
        return None
    along_x = np.arange(left, right) + 0.5 - to_device.dx()
    along_y = np.arange(top, bottom) + 0.5 - to_device.dy()
    if to_device.isRotating():
        return Spot(left, top, along_y / to_device.m12(), along_x / to_device.m21(), True)
    return Spot(left, top, along_x / to_device.m11(), along_y / to_device.m22(), False)


@dataclass(frozen=True, slots=True, eq=False)
class ScreenValues:
    """Stored values at device pixels.

    Attributes
    ----------
    values : ndarray, (rows, columns) or (rows, columns, 3)
        uint16 and times `2**bits`, so that what lies between two values is not lost; or float32.
    left, top : int
        The device pixel of the first.
    """

    values: NDArray[Any]
    left: int
    top: int

    def draw(self, painter: QPainter, shown: NDArray[np.uint8]) -> None:
        """Put what each value is shown as, grey or red, green and blue, on its device pixel."""
        rows, columns = shown.shape[:2]
        grey = shown.ndim == 2
        form = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB888
        image = QImage(shown.data, columns, rows, shown.strides[0], form)
        painter.save()
        # What remains of the device's transform without the world's is undone as well.
        painter.setWorldTransform(QTransform())
        painter.setWorldTransform(painter.deviceTransform().inverted()[0])
        painter.drawImage(self.left, self.top, image)
        painter.restore()


def sampled(
    stored: NDArray[Any],
    bits: int,
    origin: tuple[int, int],
    side: int,
    spot: Spot,
    hidden: Mask | None = None,
) -> NDArray[Any]:
    """Sample a part of a level, whose first place is at (row, column), at the screen's pixels.

    Parameters
    ----------
    hidden : ndarray, like `stored`, bool, optional
        What is no part of the picture, and mixes with nothing.

    Returns
    -------
    ndarray
        As `ScreenValues.values`.
    """
    down, across = spot.taps(origin, side, stored.shape)
    if hidden is None:
        return spot.on_screen(between(stored, down, across, bits))
    return spot.on_screen(between_shown(stored, hidden, down, across, bits))


def _centres(start: float, end: float) -> tuple[int, int]:
    """The whole pixels whose centres lie between two edges."""
    return math.ceil(start - 0.5), math.ceil(end - 0.5)
