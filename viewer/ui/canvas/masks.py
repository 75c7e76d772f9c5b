"""Masks at half, quarter, eighth ... of their size, so that a thin line is never lost."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]


def mask_levels(masks: Sequence[Mask], count: int) -> tuple[Mask, ...]:
    """Unite masks of one (rows, columns), and halve them to `count` levels; none of none.

    A place of a level is True where any of its four places below is.
    """
    if not masks:
        return ()
    levels = [np.logical_or.reduce(masks) if len(masks) > 1 else masks[0]]
    while len(levels) < count:
        levels.append(_halve(levels[-1]))
    return tuple(levels)


def with_rim(mask: Mask) -> Mask:
    """Where the mask or one of its eight neighbours is True."""
    wide = np.pad(mask, 1)
    across = wide[:, :-2] | wide[:, 1:-1] | wide[:, 2:]
    return across[:-2] | across[1:-1] | across[2:]


def twice_as_thick(mask: Mask) -> Mask:
    """Where the mask or its neighbour to the left, above, or between the two is True."""
    wide = np.pad(mask, ((1, 0), (1, 0)))
    across = wide[:, :-1] | wide[:, 1:]
    return across[:-1] | across[1:]


def _halve(mask: Mask) -> Mask:
    rows, columns = mask.shape
    if rows % 2 or columns % 2:
        mask = np.pad(mask, ((0, rows % 2), (0, columns % 2)))
    pairs = mask[0::2] | mask[1::2]
    return pairs[:, 0::2] | pairs[:, 1::2]
