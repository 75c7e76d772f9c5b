"""A radiograph at half, quarter, eighth ... of its size, ready to be windowed quickly."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.radiograph import Pixels
from viewer.imaging.windowing import View, display_grey

_SMALLEST_SIDE = 128
_TABLE_LIMIT = 65536


@dataclass(frozen=True, slots=True, eq=False)
class Pyramid:
    """The same picture at falling resolution.

    Attributes
    ----------
    levels : tuple of ndarray, (rows / 2^k, columns / 2^k), rounded up
        Level 0 is the picture itself. Stored values less `offset`.
    offset : int
        What was taken off, so that integers can index a table.
    table_size : int
        The number of values that can occur, 0 where they are too many for a table.
    """

    levels: tuple[NDArray[Any], ...]
    offset: int
    table_size: int

    def table(self, view: View, inverted: bool) -> NDArray[np.uint8] | None:
        """The grey level of each value that can occur: (table_size,), or None without one."""
        if not self.table_size:
            return None
        values = np.arange(self.offset, self.offset + self.table_size, dtype=np.float32)
        return display_grey(values, view, inverted)


def build_pyramid(pixels: Pixels) -> Pyramid:
    """Halve a (rows, columns) picture until it is small."""
    base: NDArray[Any] = pixels
    offset = table_size = 0
    if np.issubdtype(pixels.dtype, np.integer):
        low, high = int(pixels.min()), int(pixels.max())
        # Unsigned pixels index the table as they are, which saves a copy of the picture.
        offset = low if low < 0 or high >= _TABLE_LIMIT else 0
        if high - offset < _TABLE_LIMIT:
            table_size = high - offset + 1
            if offset or pixels.dtype.itemsize > 2 or pixels.dtype.kind == "i":
                base = (pixels.astype(np.int64) - offset).astype(np.uint16)
        else:
            offset = 0
    levels = [base]
    while min(levels[-1].shape) > _SMALLEST_SIDE:
        levels.append(_halve(levels[-1]))
    return Pyramid(tuple(levels), offset, table_size)


def _halve(level: NDArray[Any]) -> NDArray[Any]:
    rows, columns = level.shape
    if rows % 2 or columns % 2:
        level = np.pad(level, ((0, rows % 2), (0, columns % 2)), mode="edge")
    wide = level.astype(np.uint32 if level.dtype.kind == "u" else np.float32)
    total = wide[0::2, 0::2] + wide[0::2, 1::2] + wide[1::2, 0::2] + wide[1::2, 1::2]
    if level.dtype.kind == "u":
        return np.right_shift(total + 2, 2).astype(level.dtype)
    return total / np.float32(4)
