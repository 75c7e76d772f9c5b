"""What is painted over everything on the canvas, and the whole as a picture of any size."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from viewer.ui.canvas.layers import Layer
from viewer.ui.canvas.placing import PlacingView
from viewer.ui.theme import PICTURE

if TYPE_CHECKING:
    from viewer.ui.canvas.canvas import Canvas

_FORM = QImage.Format.Format_RGB32


class LayeredView(PlacingView):
    """Paints its layers, in the viewport's pixels, as long as it shows anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setBackgroundBrush(QBrush(QColor(PICTURE.viewbox)))
        self._layers: list[Layer] = []

    def add_layer(self, layer: Layer) -> None:
        """Paint a layer over all that is there by now."""
        self._layers.append(layer)
        self.viewport().update()

    def remove_layer(self, layer: Layer) -> None:
        self._layers.remove(layer)
        self.viewport().update()

    def picture(self, size: QSize, layers: bool | tuple[type, ...]) -> QImage:
        """What the canvas shows, as large as fits into `size`.

        Parameters
        ----------
        layers : bool or tuple of types
            All of its layers, none, or those of these kinds.
        """
        area = self.viewport().rect()
        image = QImage(area.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio), _FORM)
        image.fill(QColor(PICTURE.viewbox))
        # Lines that keep their width on the screen are then as much wider as all else is larger.
        image.setDevicePixelRatio(image.width() / area.width())
        kinds = layers if isinstance(layers, tuple) else (object,) if layers else ()
        kept = self._layers
        self._layers = [layer for layer in kept if isinstance(layer, kinds)]
        try:
            # A painter that outlived its image, as one would after an error, ends the program.
            with QPainter(image) as painter:
                self.render(painter, QRectF(area), area, Qt.AspectRatioMode.IgnoreAspectRatio)
        finally:
            self._layers = kept
        image.setDevicePixelRatio(1.0)
        return image

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:  # noqa: ARG002
        if self._picture.isEmpty():
            return
        painter.save()
        # To the viewport's pixels, also where another device than the screen is painted on.
        back = self.viewportTransform().inverted()[0]
        painter.setWorldTransform(back * painter.worldTransform())
        painter.setFont(self.font())
        for layer in self._layers:
            painter.save()
            layer.paint(painter, cast("Canvas", self))
            painter.restore()
        painter.restore()
