"""Paints what is measured, over the radiograph."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from viewer.ui.canvas.canvas import Canvas
from viewer.ui.measuring.board import Board
from viewer.ui.measuring.draft import Draft
from viewer.ui.measuring.label_pictures import LabelPictures
from viewer.ui.measuring.painting import paint_leader, paint_shapes, paint_taken
from viewer.ui.measuring.placed import Placed, Placing
from viewer.ui.measuring.shapes import shape_of

_MARGIN = 0.25
"""How far beyond the viewport, in sides of it, the kept picture of what is measured reaches."""


class MeasuringLayer:
    """Paints the measurements of a board, and the one that is being drawn.

    While only the picture under them changes, by panning or windowing, they are one pixmap.
    """

    def __init__(self, board: Board, placing: Placing) -> None:
        self._board, self._placing = board, placing
        self._labels = LabelPictures()
        self._painted: Sequence[Placed] = ()
        self._pixmap: QPixmap | None = None
        self._covered = QRectF()

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
        on_screen = isinstance(painter.device(), QWidget)
        if not on_screen:  # what is exported waits for every figure
            self._board.finish_figures()
            placed, offset = self._placing()
        if not placed:
            return
        area = QRectF(canvas.viewport().rect()).translated(-offset)
        if on_screen and placed is self._painted:
            self._paint_pixmap(painter, canvas, offset, area)
            return
        if on_screen:  # for the first time: with the next zoom it will be worth nothing
            self._painted, self._pixmap = placed, None
        painter.save()
        painter.translate(offset)
        self._paint_all(painter, area)
        painter.restore()

    def _paint_pixmap(
        self, painter: QPainter, canvas: Canvas, offset: QPointF, area: QRectF
    ) -> None:
        ratio = canvas.devicePixelRatioF()
        kept = self._pixmap
        if kept is None or kept.devicePixelRatio() != ratio or not self._covered.contains(area):
            across, down = _MARGIN * area.width(), _MARGIN * area.height()
            self._covered = area.adjusted(-across, -down, across, down)
            size = (self._covered.size() * ratio).toSize()
            kept = self._pixmap = QPixmap(size)
            kept.setDevicePixelRatio(ratio)
            kept.fill(Qt.GlobalColor.transparent)
            onto = QPainter(kept)
            onto.setRenderHint(QPainter.RenderHint.Antialiasing)
            onto.setFont(painter.font())
            onto.translate(-self._covered.topLeft())
            self._paint_all(onto, self._covered)
            onto.end()
        painter.drawPixmap(self._covered.topLeft() + offset, kept)

    def _paint_all(self, painter: QPainter, area: QRectF) -> None:
        chosen = self._board.selected
        id = chosen.id if chosen is not None else None
        seen = [one for one in self._placing()[0] if one.bounds.intersects(area)]
        self._labels.begin()
        for selected in (False, True):  # the selected one above the others
            these = [one for one in seen if (one.measurement.id == id) == selected]
            paint_shapes(painter, (one.shape for one in these), selected=selected)
            for one in these:
                self._paint_label(painter, one, selected=selected)
            if selected and these and self._board.part is not None:
                paint_taken(painter, these[0].shape.handles[self._board.part])

    def _paint_draft(self, painter: QPainter, canvas: Canvas, draft: Draft) -> None:
        assert canvas.item is not None
        to_screen = canvas.item.sceneTransform() * canvas.viewportTransform()
        measurement = draft.measurement()
        if measurement is None or draft.calibrates:
            shape = shape_of(draft.kind, draft.points, draft.measured_level, to_screen)
            paint_shapes(painter, [shape], selected=True)
            return
        area = QRectF(canvas.viewport().rect())
        one = self._placing.one(measurement, to_screen, area)
        paint_shapes(painter, [one.shape], selected=True)
        self._paint_label(painter, one, selected=True)

    def _paint_label(self, painter: QPainter, placed: Placed, *, selected: bool) -> None:
        if placed.measurement.label is not None:
            paint_leader(painter, placed, selected=selected)
        self._labels.paint(painter, placed, selected=selected)
