"""What a picture is resampled to for the screen, and what is painted of it."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsScene
from pytestqt.qtbot import QtBot

from viewer.imaging import Photometric, Radiograph, Source, Window
from viewer.ui.canvas.pyramid import build_pyramid
from viewer.ui.canvas.radiograph_item import RadiographItem
from viewer.ui.canvas.screen_values import sampled, spot

pytestmark = pytest.mark.usefixtures("qapp")

_SIDE = 100
_BLUE = 0xFF0000FF


def _slope() -> NDArray[np.uint16]:
    """Values that grow by 20 a column."""
    return np.tile(20 * np.arange(_SIDE, dtype=np.uint16), (_SIDE, 1))


def _item(pixels: NDArray[np.integer], view: Window) -> RadiographItem:
    radiograph = Radiograph(pixels, Photometric.MONOCHROME1, Source(Path("made.png"), ""))
    return RadiographItem(radiograph, build_pyramid(radiograph.pixels), view)


def _painted(item: RadiographItem, transform: QTransform, ratio: float = 1.0) -> NDArray[np.uint32]:
    """Paint an item on blue ground: (200, 200) of the image's 0xAARRGGBB."""
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    image.setDevicePixelRatio(ratio)
    scene = QGraphicsScene()
    scene.addItem(item)
    painter = QPainter(image)
    painter.setTransform(transform)
    area = QRectF(0, 0, _SIDE, _SIDE)
    scene.render(painter, area, area)
    painter.end()
    scene.removeItem(item)
    scene.deleteLater()
    return np.frombuffer(image.constBits(), np.uint32).reshape(200, 200).copy()


@pytest.mark.parametrize("scale", [0.6, 0.9, 1.7])
def test_between_two_values_lies_what_lies_between(scale: float) -> None:
    bits = 5
    pixels = spot(QRectF(0, 0, _SIDE, _SIDE), QTransform.fromScale(scale, scale))
    assert pixels is not None
    seen = sampled(_slope(), bits, (0, 0), 1, pixels)
    assert seen.shape == (round(_SIDE * scale), round(_SIDE * scale))
    centres = (np.arange(seen.shape[1]) + 0.5) / scale - 0.5
    expected = np.clip(20 * centres, 0, 20 * (_SIDE - 1))
    # There are 256 places between two pixels.
    np.testing.assert_allclose(seen[10] / 2**bits, expected, atol=20 / 512 + 2**-bits)


@pytest.mark.parametrize("shift", [0.0, 0.3, 0.5, 0.7])
@pytest.mark.parametrize("scale", [0.04, 0.53, 1.0, 1.37])
def test_a_picture_ends_where_it_ends_on_the_screen(shift: float, scale: float) -> None:
    # Small is white: whatever is painted beside the picture would show.
    white = _item(np.zeros((_SIDE, _SIDE), np.uint16), Window(100, 50))
    black = _item(np.full((_SIDE, _SIDE), 2000, np.uint16), Window(100, 50))
    transform = QTransform.fromTranslate(20 + shift, 10 + shift).scale(scale, scale)
    for item, grey in ((white, 0xFFFFFFFF), (black, 0xFF000000)):
        painted = _painted(item, transform)
        assert set(np.unique(painted)) == {_BLUE, grey}
        columns = int((painted == grey).any(axis=0).sum())
        assert columns == pytest.approx(_SIDE * scale, abs=1)


def test_a_dense_screen_gets_a_value_for_each_of_its_pixels() -> None:
    item = _item(_slope(), Window(1000, 2001))
    painted = _painted(item, QTransform(), ratio=2.0)
    levels = np.unique(painted[100] & 0xFF)
    assert (painted != _BLUE).all()
    assert len(levels) > 1.5 * _SIDE


def test_another_window_on_the_same_place_shows_at_once(qtbot: QtBot) -> None:  # noqa: ARG001
    item = _item(_slope(), Window(1000, 2001))
    transform = QTransform.fromScale(0.8, 0.8)
    before = _painted(item, transform)
    item.set_view(Window(300, 200))
    fresh = _painted(_item(_slope(), Window(300, 200)), transform)
    after = _painted(item, transform)
    assert (before != after).any()
    np.testing.assert_array_equal(after, fresh)
