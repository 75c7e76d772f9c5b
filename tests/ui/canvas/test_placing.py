"""Where the picture stays when the canvas changes."""

import pytest
from PySide6.QtCore import QPointF

from viewer.ui.canvas.canvas import Canvas


def test_a_zoomed_picture_keeps_its_middle_when_the_canvas_changes_its_size(
    canvas: Canvas,
) -> None:
    canvas.zoom_to(4 * canvas.zoom)
    canvas.centre_on(QPointF(0.6, 0.3))
    for width, height in ((300, 200), (500, 380)):
        canvas.resize(width, height)
        assert canvas.centre.toTuple() == pytest.approx((0.6, 0.3), abs=0.01)
