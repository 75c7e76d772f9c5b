"""The frame round a viewport that has others beside it."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from viewer.ui.theme import colours

FRAME = 2
"""The frame's width in pixels."""


def paint_frame(painter: QPainter, area: QRect, *, active: bool) -> None:
    """Fill the ring at the border: in the accent's colour where a person works."""
    ring = QColor(colours().accent if active else colours().line)
    painter.fillRect(area, ring)
