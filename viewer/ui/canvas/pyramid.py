"""A radiograph at half, quarter, eighth ... of its size, ready to be windowed quickly."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.windowing import View, display_grey

_SMALLEST_SIDE = 128
_TABLE_BITS = 16
_TABLE_LIMIT = 2**_TABLE_BITS
_COLOUR_LEVELS = 256

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Pyramid:
    """The same picture at falling resolution.

    Attributes
    ----------
    levels : tuple of ndarray, (rows / 2^k, columns / 2^k), rounded up
        Level 0 is the picture itself. Stored values less `offset`. A picture in colour has
        a last axis of 3, uint8.
    offset : int
        What was taken off, so that integers can index a table.
    table_size : int
        The number of values that can occur, 0 where they are too many for a table.
    padding : tuple of ndarray, bool
        Where each level is no part of the picture; empty where all of it is.
    """

    levels: tuple[NDArray[Any], ...]
    offset: int
    table_size: int
    padding: tuple[Mask, ...] = ()

    @property
    def bits_between(self) -> int:
        """How many bits an index into the table has for what lies between two values."""
        return _TABLE_BITS - max(self.table_size - 1, 1).bit_length()

    def table(self, view: View, inverted: bool) -> NDArray[np.uint8] | None:
        """The grey level of each value that can occur and of those between, or None without one.

        Returns
        -------
        ndarray, (table_size * 2**bits_between,), uint8
            Stored values, as the levels hold them, are indices when shifted by `bits_between`.
        """
        if not self.table_size:
            return None
        steps = np.arange(self.table_size << self.bits_between, dtype=np.float32)
        return display_grey(steps / 2**self.bits_between + self.offset, view, inverted)


def build_pyramid(picture: NDArray[Any], padding: Mask | None = None) -> Pyramid:
    """Halve a (rows, columns) or (rows, columns, 3) picture until it is small.

    Padding never mixes with the picture: a place of a level is the mean of those of its four
    that belong to the picture, and padding where none does.
    """
    base, offset, table_size = _for_a_table(picture)
    levels, hidden = [base], [] if padding is None else [padding]
    while min(levels[-1].shape[:2]) > _SMALLEST_SIDE:
        if padding is None:
            levels.append(_halve(levels[-1]))
        else:
            level, mask = _halve_padded(levels[-1], hidden[-1])
            levels.append(level)
            hidden.append(mask)
    return Pyramid(tuple(levels), offset, table_size, tuple(hidden))


def _for_a_table(picture: NDArray[Any]) -> tuple[NDArray[Any], int, int]:
    if picture.ndim == 3:
        return picture, 0, _COLOUR_LEVELS
    if not np.issubdtype(picture.dtype, np.integer):
        return picture, 0, 0
    low, high = int(picture.min()), int(picture.max())
    # Unsigned pixels index the table as they are, which saves a copy of the picture.
    offset = low if low < 0 or high >= _TABLE_LIMIT else 0
    if high - offset >= _TABLE_LIMIT:
        return picture, 0, 0
    if offset or picture.dtype.itemsize > 2 or picture.dtype.kind == "i":
        picture = (picture.astype(np.int64) - offset).astype(np.uint16)
    return picture, offset, high - offset + 1


def _halve(level: NDArray[Any]) -> NDArray[Any]:
    total = _sum_of_four(_even(level), np.uint32 if level.dtype.kind == "u" else np.float32)
    if level.dtype.kind == "u":
        total += 2
        total >>= 2
        return total.astype(level.dtype)
    return total / np.float32(4)


def _halve_padded(level: NDArray[Any], padding: Mask) -> tuple[NDArray[Any], Mask]:
    kind = np.uint32 if level.dtype.kind == "u" else np.float32
    ours = ~padding
    # The rim that makes the sides even repeats the picture's, padding and all.
    count = _sum_of_four(_even(ours), np.uint32)
    weight = ours if level.ndim == 2 else ours[..., np.newaxis]
    total = _sum_of_four(_even(level * weight), kind)
    divisor = np.maximum(count, 1) if level.ndim == 2 else np.maximum(count, 1)[..., np.newaxis]
    if level.dtype.kind == "u":
        return ((total + divisor // 2) // divisor).astype(level.dtype), count == 0
    return (total / divisor).astype(np.float32), count == 0


def _even(level: NDArray[Any]) -> NDArray[Any]:
    rows, columns = level.shape[:2]
    if not (rows % 2 or columns % 2):
        return level
    wider = ((0, rows % 2), (0, columns % 2), (0, 0))[: level.ndim]
    return np.pad(level, wider, mode="edge")


def _sum_of_four(level: NDArray[Any], kind: type) -> NDArray[Any]:
    # Rows first: those additions run through memory in one go.
    pairs = np.add(level[0::2], level[1::2], dtype=kind)
    return pairs[:, 0::2] + pairs[:, 1::2]
