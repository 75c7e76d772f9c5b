"""Which part of a pyramid a paint event needs: no more than is seen, no finer than the screen."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget


@dataclass(frozen=True, slots=True)
class VisiblePart:
    """Places of one level, and where they lie on the item.

    `left` to `bottom` are whole places of the level; the last ones are not included.
    """

    level: int
    left: int
    top: int
    right: int
    bottom: int

    @property
    def side(self) -> int:
        """How many columns of the picture a place is wide."""
        return 2**self.level

    @property
    def slices(self) -> tuple[slice, slice]:
        """To take the part out of its level."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    @property
    def origin(self) -> tuple[int, int]:
        """The row and the column of the picture at which the part begins."""
        return self.top * self.side, self.left * self.side

    @property
    def full_slices(self) -> tuple[slice, slice]:
        """To take the part out of a plane of full size, one value a place."""
        side = self.side
        return (
            slice(self.top * side, self.bottom * side, side),
            slice(self.left * side, self.right * side, side),
        )

    def covers(self, other: VisiblePart) -> bool:
        """Whether another part of the same level lies in this one."""
        across = self.left <= other.left and other.right <= self.right
        return (
            self.level == other.level
            and across
            and self.top <= other.top <= other.bottom <= self.bottom
        )

    def grown(self, shape: tuple[int, int]) -> VisiblePart:
        """With a quarter more on each side, as far as the level, (rows, columns), goes."""
        wide, tall = (self.right - self.left) // 4, (self.bottom - self.top) // 4
        return VisiblePart(
            self.level,
            max(self.left - wide, 0),
            max(self.top - tall, 0),
            min(self.right + wide, shape[1]),
            min(self.bottom + tall, shape[0]),
        )

    @property
    def target(self) -> QRectF:
        side = self.side
        return QRectF(
            self.left * side,
            self.top * side,
            (self.right - self.left) * side,
            (self.bottom - self.top) * side,
        )


def visible_part(
    shapes: list[tuple[int, int]],
    painter: QPainter,
    option: QStyleOptionGraphicsItem,
    widget: QWidget | None,
    *,
    hurried: bool = False,
) -> VisiblePart | None:
    """Choose level and part for a paint event; None where nothing is seen.

    Parameters
    ----------
    shapes : list of (rows, columns)
        Of each level.
    hurried : bool
        Whether a level that is a little too coarse will do, if it is nearer.
    """
    scale = option.levelOfDetailFromTransform(painter.worldTransform())
    ratio = widget.devicePixelRatioF() if widget is not None else 1.0
    level = _level_for(scale * ratio, len(shapes), hurried)
    side = 2**level
    rows, columns = shapes[level]
    exposed: QRectF = option.exposedRect
    # One place more on each side, for the interpolation at the rim.
    area = QRect(
        math.floor(exposed.left() / side) - 1,
        math.floor(exposed.top() / side) - 1,
        math.ceil(exposed.width() / side) + 3,
        math.ceil(exposed.height() / side) + 3,
    ).intersected(QRect(0, 0, columns, rows))
    if area.isEmpty():
        return None
    return VisiblePart(level, area.x(), area.y(), area.x() + area.width(), area.y() + area.height())


def draw_part(painter: QPainter, image: QImage, part: VisiblePart, item: QRectF) -> None:
    """Draw the image of a part, interpolated, and nothing outside of the item's rectangle."""
    painter.save()
    painter.setClipRect(item)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(part.target, image)
    painter.restore()


def _level_for(device_pixels_per_column: float, count: int, hurried: bool) -> int:
    wanted = -math.log2(max(device_pixels_per_column, 1e-6))
    return min(max(round(wanted) if hurried else math.floor(wanted), 0), count - 1)
