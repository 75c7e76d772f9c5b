"""What is written round the picture: its corners, its scale and which side is which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from viewer.imaging import Radiograph
from viewer.imaging.windowing import View
from viewer.ui.canvas.corner_texts import (
    CornerTexts,
    corner_texts,
    height_in_the_way,
    paint_corner_texts,
)
from viewer.ui.canvas.letters import edge_letters, paint_letters
from viewer.ui.canvas.scale_bar import paint_scale_bar, scale_bar
from viewer.ui.theme import scaled_font

if TYPE_CHECKING:
    from viewer.ui.canvas.canvas import Canvas


class Annotations:
    """A layer of the canvas.

    Attributes
    ----------
    visible : bool
    named : bool
        Whether the corners tell whose picture it is.
    corners : bool
        Whether anything stands in the corners.
    text : float
        How large texts are, of the canvas's own.
    area : QRect or None
        The part of the viewport that they stand in; None for all of it.
    """

    def __init__(self) -> None:
        self.visible = True
        self.named = True
        self.corners = True
        self.text = 1.0
        self.area: QRect | None = None

    def paint(self, painter: QPainter, canvas: Canvas) -> None:
        radiograph, view = canvas.radiograph, canvas.view
        if not self.visible or radiograph is None or view is None:
            return
        area = self.area or canvas.viewport().rect()
        painter.setFont(scaled_font(painter.font(), self.text))
        scale = canvas.zoom / canvas.devicePixelRatioF()
        bar = scale_bar(canvas.spacing, scale, area.width())
        floor = float(area.bottom()) - 6
        below = 0.0
        if self.corners:
            texts = self._texts(canvas, radiograph, view)
            paint_corner_texts(painter, area, texts)
            if bar is not None:
                metrics = painter.fontMetrics()
                width = max(bar.pixels, metrics.horizontalAdvance(bar.text))
                below = height_in_the_way(metrics, area, texts, width)
        if bar is not None:
            floor = paint_scale_bar(painter, area.adjusted(0, 0, 0, -round(below)), bar)
        letters = edge_letters(radiograph.header.patient_orientation, canvas.orientation)
        if letters is not None:
            paint_letters(painter, QRectF(area), letters, floor)

    def _texts(self, canvas: Canvas, radiograph: Radiograph, view: View) -> CornerTexts:
        return corner_texts(
            radiograph,
            view,
            canvas.inverted,
            canvas.zoom,
            canvas.spacing,
            named=self.named,
            mirrored=canvas.orientation.mirrored,
        )
