"""Where on the screen the picture lies: how large, which part, and turned how."""

import math

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from viewer.ui.canvas.orientation import Orientation

_LARGEST_ZOOM = 32.0
_SMALLEST_SHARE_OF_FIT = 0.25
_ROOM = 10.0
"""Sides of the picture on each side of it, so that it can be panned off wherever it is."""


class PlacingView(QGraphicsView):
    """Places one rectangle of its scene, the picture. Knows nothing of what is in it."""

    view_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self._picture = QRectF()
        self._orientation = Orientation()
        self._fitted = True

    @property
    def zoom(self) -> float:
        """Screen pixels a column."""
        return self._scale * self.devicePixelRatioF()

    @property
    def fit_zoom(self) -> float:
        """The zoom at which the whole picture just fits."""
        return self._fit_scale() * self.devicePixelRatioF()

    @property
    def fitted(self) -> bool:
        """Whether the picture stays whole when the canvas changes its size."""
        return self._fitted

    @property
    def orientation(self) -> Orientation:
        return self._orientation

    @property
    def centre(self) -> QPointF:
        """What is in the middle of the canvas: (0, 0) to (1, 1) of the picture."""
        middle = self._scene_place(QRectF(self.viewport().rect()).center())
        width, height = max(self._picture.width(), 1.0), max(self._picture.height(), 1.0)
        return QPointF(
            (middle.x() - self._picture.x()) / width, (middle.y() - self._picture.y()) / height
        )

    def fit(self) -> None:
        """Show the whole picture, and keep it whole when the canvas changes its size."""
        self._fit()
        self._tell()

    def zoom_to(self, zoom: float) -> None:
        """Show so many screen pixels a column, keeping the middle where it is."""
        self._zoom_about(zoom / self.zoom, QRectF(self.viewport().rect()).center())

    def zoom_by(self, factor: float, anchor: QPointF) -> None:
        """Zoom on about a place of the viewport, which stays where it is."""
        self._zoom_about(factor, anchor)

    def pan_by(self, step: QPointF) -> None:
        """Move the picture by pixels of the viewport."""
        if self._picture.isEmpty() or step.isNull():
            return
        middle = QRectF(self.viewport().rect()).center()
        self._move_to(self._scene_place(middle), middle + step)
        self._fitted = False
        self._tell()

    def centre_on(self, centre: QPointF) -> None:
        """Put a place, (0, 0) to (1, 1) of the picture, into the middle of the canvas."""
        if self._picture.isEmpty():
            return
        place = QPointF(
            self._picture.x() + centre.x() * self._picture.width(),
            self._picture.y() + centre.y() * self._picture.height(),
        )
        self._move_to(place, QRectF(self.viewport().rect()).center())
        self._fitted = False
        self._tell()

    def set_orientation(self, orientation: Orientation) -> None:
        """Turn and mirror the picture about the middle of the canvas."""
        if self._picture.isEmpty() or orientation == self._orientation:
            return
        middle = QRectF(self.viewport().rect()).center()
        kept, scale = self._scene_place(middle), self._scale
        self._orientation = orientation
        if self._fitted:
            self._fit()
        else:
            self.setTransform(orientation.transform(scale))
            self._move_to(kept, middle)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
        elif event.oldSize().isValid():  # Qt keeps the corner; a person looks at the middle
            before = QRectF(QPointF(), QSizeF(event.oldSize())).center()
            kept = self._scene_place(before)
            self._move_to(kept, QRectF(self.viewport().rect()).center())

    def _zoom_about(self, factor: float, anchor: QPointF) -> None:
        if self._picture.isEmpty():
            return
        actual = 1.0 / self.devicePixelRatioF()
        smallest = min(self._fit_scale() * _SMALLEST_SHARE_OF_FIT, actual)
        largest = max(self._fit_scale(), _LARGEST_ZOOM * actual)
        scale = min(max(self._scale * factor, smallest), largest)
        kept = self._scene_place(anchor)
        self.setTransform(self._orientation.transform(scale))
        self._move_to(kept, anchor)
        self._fitted = False
        self._tell()

    def _place_picture(self, picture: QRectF) -> None:
        """Take another picture, upright and fitted; nobody is told yet."""
        self._picture = picture
        self._orientation = Orientation()
        room = _ROOM * max(picture.width(), picture.height())
        self.setSceneRect(picture.adjusted(-room, -room, room, room))
        self._fit()

    @property
    def _scale(self) -> float:
        transform = self.transform()
        return math.hypot(transform.m11(), transform.m12())

    def _fit(self) -> None:
        self._fitted = True
        if not self._picture.isEmpty():
            self.setTransform(self._orientation.transform(self._fit_scale()))
            self._move_to(self._picture.center(), QRectF(self.viewport().rect()).center())

    def _fit_scale(self) -> float:
        if self._picture.isEmpty():
            return 1.0
        size = self._picture.size()
        if self._orientation.sideways:
            size.transpose()
        canvas = self.viewport().rect()
        return max(min(canvas.width() / size.width(), canvas.height() / size.height()), 1e-4)

    def _scene_place(self, place: QPointF) -> QPointF:
        return self.viewportTransform().inverted()[0].map(place)

    def _move_to(self, scene: QPointF, place: QPointF) -> None:
        """Scroll until a place of the scene is at one of the viewport, to the nearest pixel."""
        off = self.viewportTransform().map(scene) - place
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + round(off.x()))
        down.setValue(down.value() + round(off.y()))

    def _tell(self) -> None:
        self.viewport().update()
        self.view_changed.emit()
