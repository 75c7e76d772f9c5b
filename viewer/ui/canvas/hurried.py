"""A part of a level as it is windowed now, for Qt to scale while a zoom goes on.

Interpolates what is shown and not what is stored, so it is not what a hand that rests should see;
but from frame to frame nothing is computed anew.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from viewer.ui.canvas.visible_part import VisiblePart

_QUARTER = QTransform().rotate(90.0)


@dataclass(frozen=True, slots=True, eq=False)
class HurriedPicture:
    """`image` shows `part`; where `sideways` it is turned, since Qt is slow to turn and scale."""

    part: VisiblePart
    image: QImage
    sideways: bool

    @classmethod
    def of(cls, part: VisiblePart, image: QImage, sideways: bool) -> "HurriedPicture":
        return cls(part, image.transformed(_QUARTER) if sideways else image, sideways)

    def serves(self, part: VisiblePart, sideways: bool) -> bool:
        return self.part.covers(part) and self.sideways == sideways

    def draw(self, painter: QPainter, item: QRectF) -> None:
        """Draw the part in the item's coordinates, and nothing outside of its rectangle."""
        painter.save()
        painter.setClipRect(item)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self.part.target
        if self.sideways:
            painter.setTransform(_QUARTER.inverted()[0], True)
            place = _QUARTER.mapRect(place)
        painter.drawImage(place, self.image)
        painter.restore()
