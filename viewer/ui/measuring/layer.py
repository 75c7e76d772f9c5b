"""Paints what is measured, over the radiograph."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from viewer.ui.canvas.canvas import Canvas
from viewer.ui.measuring.board import Board
from viewer.ui.measuring.draft import Draft
from viewer.ui.measuring.placed import Placed, Placing
from viewer.ui.measuring.shapes import Shape, shape_of
from viewer.ui.theme import PICTURE

_RIM = QColor(0, 0, 0, 200)
"""Dark, so that the lines stand out from white bone as from black air."""

_GROUND = QColor(0, 0, 0, 170)
_HANDLE = 4.0
_PADDING = 5.0


class MeasuringLayer:
    """Paints the measurements of a board, and the one that is being drawn."""

    def __init__(self, board: Board, placing: Placing) -> None:
        self._board, self._placing = board, placing

    def paint(self, painter: QPainter, canvas: Canvas) -> None:
        if canvas.item is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._board.visible:
            self._paint_kept(painter, canvas)
        if self._board.draft is not None:
            self._paint_draft(painter, canvas, self._board.draft)

    def _paint_kept(self, painter: QPainter, canvas: Canvas) -> None:
        placed, offset = self._placing()
        area = QRectF(canvas.viewport().rect()).translated(-offset)
        selected = self._board.selected
        painter.save()
        painter.translate(offset)
        for one in placed:
            if one.bounds.intersects(area):
                _paint(
                    painter, one, area, selected is not None and one.measurement.id == selected.id
                )
        painter.restore()

    def _paint_draft(self, painter: QPainter, canvas: Canvas, draft: Draft) -> None:
        assert canvas.item is not None
        to_screen = canvas.item.sceneTransform() * canvas.viewportTransform()
        measurement = draft.measurement()
        if measurement is not None and not draft.calibrates:
            one = self._placing.one(measurement, to_screen, [])
            _paint(painter, one, QRectF(canvas.viewport().rect()), True)
            return
        _paint_shape(
            painter, shape_of(draft.kind, draft.points, draft.measured_level, to_screen), True
        )


def _paint(painter: QPainter, placed: Placed, area: QRectF, selected: bool) -> None:
    label = placed.label_in(area)
    if placed.measurement.label is not None:
        _paint_leader(painter, placed, label)
    _paint_shape(painter, placed.shape, selected)
    _paint_label(painter, placed, label, selected)


def _paint_shape(painter: QPainter, shape: Shape, selected: bool) -> None:
    colour = QColor(PICTURE.text if selected else PICTURE.measure)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_RIM, 3.5))
    painter.drawPath(shape.solid)
    painter.setPen(QPen(colour, 1.5))
    painter.drawPath(shape.solid)
    if not shape.dashed.isEmpty():
        _paint_dashed(painter, shape, colour)
    if selected:
        painter.setPen(QPen(_RIM, 1.5))
        painter.setBrush(colour)
        for handle in shape.handles:
            painter.drawEllipse(handle, _HANDLE, _HANDLE)


def _paint_dashed(painter: QPainter, shape: Shape, colour: QColor) -> None:
    painter.setPen(QPen(_RIM, 2.5))
    painter.drawPath(shape.dashed)
    painter.setPen(QPen(colour, 1.0, Qt.PenStyle.DashLine))
    painter.drawPath(shape.dashed)


def _paint_leader(painter: QPainter, placed: Placed, label: QRectF) -> None:
    """A line from figures that were put elsewhere to what they are of."""
    middle = label.center()
    nearest = min(placed.shape.handles, key=lambda handle: (handle - middle).manhattanLength())
    painter.setPen(QPen(_RIM, 2.5))
    painter.drawLine(middle, nearest)
    painter.setPen(QPen(QColor(PICTURE.measure), 1.0, Qt.PenStyle.DotLine))
    painter.drawLine(middle, nearest)


def _paint_label(painter: QPainter, placed: Placed, label: QRectF, selected: bool) -> None:
    metrics = QFontMetricsF(painter.font())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(label, 3, 3)
    painter.setPen(QColor(PICTURE.text if selected else PICTURE.measure))
    base = label.top() + _PADDING / 2 + metrics.ascent()
    for line in placed.lines:
        painter.drawText(QPointF(label.left() + _PADDING, base), line)
        base += metrics.lineSpacing()
    if placed.worth:
        painter.setPen(QColor(PICTURE.muted))
        painter.drawText(QPointF(label.left() + _PADDING, base), placed.worth)
