"""What a viewport says of a prior: how long before the present radiograph it was made."""

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from viewer.ui.canvas.canvas import Canvas
from viewer.ui.commands.commands import Commands
from viewer.ui.desk.desk import Desk
from viewer.ui.desk.hanging import remark_on
from viewer.ui.theme import PICTURE, scaled_font
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.viewport import Viewport

_PADDING = 10
_TOP = 0.06
"""How far down, as a share of the height: below the letter for the side that is up."""


class PriorLayer:
    """Painted at the top, in the middle, where no corner's text comes."""

    def __init__(self) -> None:
        self.text = ""

    def paint(self, painter: QPainter, canvas: Canvas) -> None:
        if not self.text:
            return
        painter.setFont(scaled_font(painter.font(), 1.0, bold=True))
        metrics, area = painter.fontMetrics(), canvas.viewport().rect()
        width = metrics.horizontalAdvance(self.text) + 2 * _PADDING
        height = metrics.height() + _PADDING / 2
        box = QRectF(0, 0, width, height)
        box.moveCenter(QPointF(area.center().x(), 0))
        box.moveTop(max(_TOP * area.height(), 2.5 * metrics.height()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(PICTURE.accent))
        painter.setBrush(QColor(PICTURE.viewbox))
        painter.drawRoundedRect(box, height / 2, height / 2)
        base = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(box.left() + _PADDING, base), self.text)


class PriorRemarks(QObject):
    """Gives every viewport its layer, and keeps what they say up to date."""

    def __init__(self, commands: Commands, grid: ViewportGrid, desk: Desk) -> None:
        super().__init__(grid)
        self._texts, self._desk = commands["show.annotations"], desk
        self._layers: dict[Viewport, PriorLayer] = {}
        desk.places.arranged.connect(self._draw)
        self._texts.toggled.connect(self._draw)
        grid.attach(self._attach)

    def text_on(self, viewport: Viewport) -> str:
        return self._layers[viewport].text

    def _attach(self, viewport: Viewport) -> None:
        self._layers[viewport] = PriorLayer()
        viewport.canvas.add_layer(self._layers[viewport])
        viewport.shown.drawn.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        for viewport, layer in self._layers.items():
            text = ""
            if self._texts.isChecked():
                text = remark_on(viewport.shown, self._desk.places, self._desk.studies)
            if text != layer.text:
                layer.text = text
                viewport.canvas.viewport().update()
