"""The picture of a viewport, as it is exported: chosen layers, and nothing of what floats above."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage

from viewer.ui.canvas.annotations import Annotations
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.heatmap_item import HeatmapItem
from viewer.ui.canvas.outline_item import OutlineItem
from viewer.ui.measuring.layer import MeasuringLayer


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is in the picture.

    Attributes
    ----------
    corners : bool
        Whether its corners say what it is; letters and scale are there in any case.
    text : float
        How much larger than on the screen texts are, for pictures that are shown small.
    cropped : bool
        Whether what is seen beside the radiograph is cut off.
    """

    measurements: bool = True
    heatmap: bool = True
    named: bool = False
    corners: bool = True
    text: float = 1.0
    cropped: bool = False


def exported_picture(
    canvas: Canvas, annotations: Annotations, chosen: Chosen, size: QSize
) -> QImage:
    """Render what the canvas shows, as large as fits into `size`.

    What the network draws is there only if it is chosen, whether the screen shows it or not;
    whoever chooses knows whether it belongs to this radiograph, and may be seen.
    """
    kinds = (Annotations, MeasuringLayer) if chosen.measurements else (Annotations,)
    viewport = canvas.viewport().rect()
    area = seen_part(canvas) if chosen.cropped else viewport
    with _as_chosen(canvas, annotations, chosen, area):
        # As large as makes the part that is kept fill the size.
        fitting = QSizeF(area.size()).scaled(QSizeF(size), Qt.AspectRatioMode.KeepAspectRatio)
        scale = fitting.width() / area.width()
        image = canvas.picture((QSizeF(viewport.size()) * scale).toSize(), kinds)
    return image.copy(_times(area, image.width() / viewport.width()).toRect())


def seen_part(canvas: Canvas) -> QRect:
    """The part of the viewport in which the radiograph is."""
    viewport = canvas.viewport().rect()
    if canvas.item is None:
        return viewport
    seen = canvas.viewportTransform().mapRect(canvas.item.sceneBoundingRect()).toAlignedRect()
    return seen.intersected(viewport) if seen.intersects(viewport) else viewport


def _times(area: QRect, scale: float) -> QRectF:
    return QRectF(area.x() * scale, area.y() * scale, area.width() * scale, area.height() * scale)


@contextmanager
def _as_chosen(
    canvas: Canvas, annotations: Annotations, chosen: Chosen, area: QRect
) -> Iterator[None]:
    marks = _marks(canvas)
    seen = [mark.isVisible() for mark in marks]
    before = annotations.visible, annotations.named, annotations.corners, annotations.text
    annotations.visible, annotations.named = True, chosen.named
    annotations.corners, annotations.text = chosen.corners, chosen.text
    annotations.area = area
    for mark in marks:
        mark.setVisible(chosen.heatmap)
    try:
        yield
    finally:
        annotations.visible, annotations.named, annotations.corners, annotations.text = before
        annotations.area = None
        for mark, visible in zip(marks, seen, strict=True):
            mark.setVisible(visible)


def _marks(canvas: Canvas) -> list[HeatmapItem | OutlineItem]:
    children = canvas.item.childItems() if canvas.item is not None else []
    return [child for child in children if isinstance(child, HeatmapItem | OutlineItem)]
