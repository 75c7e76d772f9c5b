"""The picture of a viewport, as it is exported: chosen layers, and nothing of what floats above."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QSize
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
    """

    measurements: bool = True
    heatmap: bool = True
    named: bool = False
    corners: bool = True
    text: float = 1.0


def exported_picture(
    canvas: Canvas, annotations: Annotations, chosen: Chosen, size: QSize
) -> QImage:
    """Render what the canvas shows, as large as fits into `size`.

    What the network draws is there only if it is chosen, whether the screen shows it or not;
    whoever chooses knows whether it belongs to this radiograph, and may be seen.
    """
    kinds = (Annotations, MeasuringLayer) if chosen.measurements else (Annotations,)
    with _as_chosen(canvas, annotations, chosen):
        return canvas.picture(size, kinds)


@contextmanager
def _as_chosen(canvas: Canvas, annotations: Annotations, chosen: Chosen) -> Iterator[None]:
    marks = _marks(canvas)
    seen = [mark.isVisible() for mark in marks]
    before = annotations.visible, annotations.named, annotations.corners, annotations.text
    annotations.visible, annotations.named = True, chosen.named
    annotations.corners, annotations.text = chosen.corners, chosen.text
    for mark in marks:
        mark.setVisible(chosen.heatmap)
    try:
        yield
    finally:
        annotations.visible, annotations.named, annotations.corners, annotations.text = before
        for mark, visible in zip(marks, seen, strict=True):
            mark.setVisible(visible)


def _marks(canvas: Canvas) -> list[HeatmapItem | OutlineItem]:
    children = canvas.item.childItems() if canvas.item is not None else []
    return [child for child in children if isinstance(child, HeatmapItem | OutlineItem)]
