from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsScene
from pytestqt.qtbot import QtBot

from tests.data import CHEST_DICOM
from viewer.imaging import Photometric, Radiograph, Source, Window, open_radiograph
from viewer.imaging.windowing import default_view, display_grey
from viewer.ui.canvas.pyramid import build_pyramid
from viewer.ui.canvas.radiograph_item import RadiographItem

_SOURCE = Source(Path("made.png"), "")


def _radiograph(pixels, photometric=Photometric.MONOCHROME2) -> Radiograph:
    return Radiograph(pixels, photometric, _SOURCE)


def _painted(item: RadiographItem, part: QRectF) -> NDArray[np.uint8]:
    """Paint a part of the item at its own resolution."""
    scene = QGraphicsScene()
    scene.addItem(item)
    image = QImage(part.size().toSize(), QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    scene.render(painter, QRectF(image.rect()), part)
    painter.end()
    scene.removeItem(item)
    scene.deleteLater()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(-1, image.bytesPerLine())
    return rows[:, : image.width()].copy()


@pytest.mark.parametrize(
    "pixels",
    [
        pytest.param(np.arange(40_000, dtype=np.uint16).reshape(200, 200), id="uint16"),
        pytest.param(np.arange(40_000, dtype=np.int32).reshape(200, 200) - 9000, id="signed"),
        pytest.param(np.arange(40_000, dtype=np.int32).reshape(200, 200) * 90, id="wide"),
        pytest.param(np.arange(40_000, dtype=np.float32).reshape(200, 200) / 7, id="float"),
    ],
)
@pytest.mark.parametrize("photometric", list(Photometric))
def test_at_its_own_resolution_every_pixel_is_as_the_standard_says(
    qtbot: QtBot,  # noqa: ARG001
    pixels: NDArray,
    photometric: Photometric,
) -> None:
    view = Window(float(np.median(pixels)), float(np.ptp(pixels)) / 2)
    radiograph = _radiograph(pixels, photometric)
    item = RadiographItem(radiograph, build_pyramid(pixels), view)
    expected = display_grey(pixels.astype(np.float32), view, photometric is Photometric.MONOCHROME1)
    np.testing.assert_array_equal(_painted(item, item.boundingRect()), expected)


def test_a_part_of_a_real_radiograph_is_painted_as_the_whole_is(qtbot: QtBot) -> None:  # noqa: ARG001
    radiograph = open_radiograph(CHEST_DICOM)
    view = default_view(radiograph)
    item = RadiographItem(radiograph, build_pyramid(radiograph.pixels), view)
    expected = display_grey(radiograph.pixels[600:800, 500:900].astype(np.float32), view, True)
    np.testing.assert_array_equal(_painted(item, QRectF(500, 600, 400, 200)), expected)


def test_each_level_is_the_mean_of_the_one_before() -> None:
    pixels = np.random.default_rng(0).integers(0, 4096, (301, 259)).astype(np.uint16)
    pyramid = build_pyramid(pixels)
    first, second = pyramid.levels[0].astype(float), pyramid.levels[1].astype(float)
    assert second.shape == (151, 130)
    inner = first[:300, :258].reshape(150, 2, 129, 2).mean((1, 3))
    np.testing.assert_allclose(second[:150, :129], inner, atol=0.5)


def test_columns_and_rows_of_unequal_spacing_keep_their_shape(qtbot: QtBot) -> None:  # noqa: ARG001
    pixels = np.zeros((100, 100), np.uint8)
    radiograph = Radiograph(pixels, Photometric.MONOCHROME2, _SOURCE, aspect=2.0)
    item = RadiographItem(radiograph, build_pyramid(pixels), Window(1, 2))
    assert item.sceneBoundingRect().height() == 2 * item.sceneBoundingRect().width()
