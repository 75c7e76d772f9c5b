"""The lens shows what the canvas shows, on any screen."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QImage

from tests.ui.canvas.pictures import loaded, made
from viewer.imaging import Shutter, Window
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.magnifier import Magnifier

_SIDE = 300
_IN_THE_LENS = QPoint(60, 60)


@pytest.fixture
def lens(canvas: Canvas) -> Magnifier:
    """In the middle of a white radiograph, whose lower half is under a shutter."""
    white = np.full((_SIDE, _SIDE), 100, np.uint16)
    shut = np.zeros((_SIDE, _SIDE), bool)
    shut[_SIDE // 2 :] = True
    canvas.show_loaded(loaded(made(white, shutter=Shutter(shut, 0.0))))
    canvas.set_view(Window(50, 10))
    lens = Magnifier()
    lens.visible = True
    lens.place = QPointF(canvas.viewport().rect().center())
    canvas.add_layer(lens)
    return lens


def _grey(canvas: Canvas, lens: Magnifier, off: QPoint, ratio: int = 1) -> int:
    """What is seen through the lens so far off its middle."""
    image = QImage(canvas.viewport().size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    canvas.viewport().render(image)
    assert lens.place is not None
    return QColor(image.pixel((lens.place.toPoint() + off) * ratio)).red()


@pytest.mark.parametrize("ratio", [1, 2])
def test_the_lens_is_filled_whatever_the_screens_density(
    canvas: Canvas, lens: Magnifier, ratio: int
) -> None:
    canvas.set_shutter_visible(False)
    for off in (_IN_THE_LENS, -_IN_THE_LENS):
        assert _grey(canvas, lens, off, ratio) == 255


def test_the_lens_hides_what_a_shutter_hides_from_then_on(canvas: Canvas, lens: Magnifier) -> None:
    assert _grey(canvas, lens, _IN_THE_LENS) == 0
    canvas.set_shutter_visible(False)
    assert _grey(canvas, lens, _IN_THE_LENS) == 255
