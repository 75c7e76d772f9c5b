"""A picture that moved by whole pixels of the screen: only what came into sight is sampled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QTransform

from viewer.ui.canvas.screen_values import Spot


def whole_step(before: QTransform, now: QTransform) -> tuple[int, int] | None:
    """By how many pixels, across and down, all moved; None where more than that happened."""
    same = (before.m11(), before.m12(), before.m21(), before.m22()) == (
        now.m11(),
        now.m12(),
        now.m21(),
        now.m22(),
    )
    across, down = now.dx() - before.dx(), now.dy() - before.dy()
    whole = abs(across - round(across)) < 1e-6 and abs(down - round(down)) < 1e-6
    return (round(across), round(down)) if same and whole else None


def panned(
    before: NDArray[Any],
    corner: tuple[int, int],
    spot: Spot,
    sample: Callable[[Spot], NDArray[Any]],
) -> NDArray[Any]:
    """A plane at a block of pixels, of which some are known from before.

    Parameters
    ----------
    before : ndarray, (rows, columns, ...)
        What is known.
    corner : (left, top)
        The device pixel that the first of it is at now.
    """
    known = _block(*corner, before)
    block = QRect(spot.left, spot.top, spot.width, spot.height)
    kept = known & block
    if kept.isEmpty():
        return sample(spot)
    values = np.empty((spot.height, spot.width, *before.shape[2:]), before.dtype)
    values[_within(kept, block)] = before[_within(kept, known)]
    for part in _around(kept, block):
        values[_within(part, block)] = sample(spot.cut(part))
    return values


def _around(kept: QRect, block: QRect) -> list[QRect]:
    """What is left of a block: above and below as wide as all of it, then at both sides."""
    top, bottom = kept.top() - block.top(), block.bottom() - kept.bottom()
    left, right = kept.left() - block.left(), block.right() - kept.right()
    parts = [
        QRect(block.left(), block.top(), block.width(), top),
        QRect(block.left(), kept.bottom() + 1, block.width(), bottom),
        QRect(block.left(), kept.top(), left, kept.height()),
        QRect(kept.right() + 1, kept.top(), right, kept.height()),
    ]
    return [part for part in parts if not part.isEmpty()]


def _block(left: int, top: int, values: NDArray[Any]) -> QRect:
    rows, columns = values.shape[:2]
    return QRect(left, top, columns, rows)


def _within(part: QRect, whole: QRect) -> tuple[slice, slice]:
    top, left = part.top() - whole.top(), part.left() - whole.left()
    return slice(top, top + part.height()), slice(left, left + part.width())
