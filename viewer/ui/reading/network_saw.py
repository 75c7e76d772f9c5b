"""An inset of exactly what the network was given, on each viewport."""

from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from viewer.imaging import Radiograph
from viewer.reading import PreparedRadiograph
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.commands.commands import Commands
from viewer.ui.desk.desk import Desk
from viewer.ui.desk.loading import prepare_shown
from viewer.ui.images import to_image
from viewer.ui.texts import tr
from viewer.ui.theme import PICTURE
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.viewports.viewport import Viewport
from viewer.ui.work import Lane, Work

_MARGIN = 12
_LINES_BELOW = 5
"""Left free for the texts of the corner."""
_LARGEST_SHARE = 0.4
"""Of the canvas's shorter side."""


class Inset:
    """A layer of the canvas: the input pixel by pixel, or smaller where there is no room."""

    def __init__(self) -> None:
        self.image: QImage | None = None

    def paint(self, painter: QPainter, canvas: Canvas) -> None:
        image = self.image
        if image is None:
            return
        area = canvas.viewport().rect()
        metrics = painter.fontMetrics()
        side = min(image.width(), _LARGEST_SHARE * min(area.width(), area.height()))
        bottom = area.bottom() - _MARGIN - _LINES_BELOW * metrics.lineSpacing()
        frame = QRectF(area.right() - _MARGIN - side, bottom - side, side, side)
        caption = tr("What the network saw")
        text = QRectF(frame.left(), frame.top() - metrics.lineSpacing() - 4, side, 0)
        text.setBottom(frame.top())
        painter.fillRect(text.united(frame).adjusted(-4, -2, 4, 4), QColor(0, 0, 0, 200))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, side < image.width())
        painter.drawImage(frame, image)
        painter.setPen(QPen(QColor(PICTURE.edge), 1))
        painter.drawRect(frame)
        painter.setPen(QColor(PICTURE.text))
        fitting = metrics.elidedText(caption, Qt.TextElideMode.ElideRight, round(side))
        painter.drawText(QPointF(text.left(), text.top() + metrics.ascent()), fitting)


class NetworkSaw(QObject):
    """Gives each viewport its inset."""

    def __init__(
        self, window: QWidget, commands: Commands, desk: Desk, work: Work, viewports: ViewportGrid
    ) -> None:
        super().__init__(window)
        self._show, self._desk, self._work = commands["reading.network_saw"], desk, work
        viewports.viewport_added.connect(self._attach)
        for viewport in viewports.viewports:
            self._attach(viewport)

    def _attach(self, viewport: Viewport) -> None:
        _InsetOf(viewport, self._show, self._desk, self._work)


class _InsetOf(QObject):
    """Asks for one viewport's input when it is wanted, and only then."""

    def __init__(self, viewport: Viewport, show: QAction, desk: Desk, work: Work) -> None:
        super().__init__(viewport)
        self._viewport, self._show, self._desk, self._work = viewport, show, desk, work
        self._inset = Inset()
        self._made_of: Radiograph | None = None
        self._subject = ("network saw", id(self))
        # An answer must not find a window that is gone.
        viewport.destroyed.connect(partial(work.forget, self._subject))
        viewport.canvas.add_layer(self._inset)
        viewport.shown.drawn.connect(self._draw)
        desk.model_ready.connect(self._draw)
        show.toggled.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        radiograph, model = self._viewport.shown.current.radiograph, self._desk.model
        wanted = self._show.isChecked() and model is not None and radiograph is not None
        if not wanted or radiograph is None or model is None or radiograph.source.frame != 0:
            self._made_of = None
            self._put(None)
            return
        if radiograph is self._made_of:
            return
        self._made_of = radiograph
        self._put(None)
        spec = model.card.input
        self._work.ask(
            Lane.DECODE,
            self._subject,
            lambda: prepare_shown(radiograph, spec),
            lambda prepared: self._take(radiograph, prepared),
            lambda _error: None,  # the panel says why there is no reading either
        )

    def _take(self, radiograph: Radiograph, prepared: PreparedRadiograph) -> None:
        if radiograph is self._made_of:
            self._put(input_image(prepared))

    def _put(self, image: QImage | None) -> None:
        if self._inset.image is not image:
            self._inset.image = image
            self._viewport.canvas.viewport().update()


def input_image(prepared: PreparedRadiograph) -> QImage:
    """The network's input, grey level 0..1, as grey 0..255."""
    return to_image(np.rint(255.0 * prepared.image[..., 0]).astype(np.uint8))
