"""An uncompressed DICOM file to a picture on the screen, and another window on it.

Held against pydicom's own windowing of the same file, and against windowing in float.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset, dcmread
from pydicom.dataset import FileMetaDataset
from pydicom.pixels.processing import apply_voi_lut
from pydicom.uid import DigitalXRayImageStorageForPresentation, ExplicitVRLittleEndian
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsScene

from tests.benchmarks.comparison import Comparison, compare
from viewer.imaging import Window
from viewer.imaging.windowing import default_view, grey_level
from viewer.ui.canvas.radiograph_item import RadiographItem
from viewer.ui.desk.loading import load

_OPENING_TARGET = 150.0
_WINDOW_TARGET = 5.0
_CANVAS = (1000, 900)
_BITS = 14


class Screen:
    """What the window's canvas paints on, at a fixed size."""

    def __init__(self) -> None:
        self._scene = QGraphicsScene()
        self._image = QImage(*_CANVAS, QImage.Format.Format_RGB32)

    def show_file(self, path: Path) -> RadiographItem:
        """Open a file as the window's worker does, and paint it as the window does."""
        loaded = load(path)
        radiograph = loaded.radiograph
        item = RadiographItem(radiograph, loaded.pyramid, default_view(radiograph))
        self._scene.clear()
        self._scene.addItem(item)
        self.paint()
        return item

    def paint(self) -> None:
        painter = QPainter(self._image)
        self._scene.render(painter, QRectF(self._image.rect()))
        painter.end()


def compare_opening(path: Path, rounds: int) -> Comparison:
    screen = Screen()
    return compare(
        "open an uncompressed DICOM file, to the painted picture",
        lambda: screen.show_file(path),
        "pydicom.dcmread + apply_voi_lut",
        lambda: _windowed_by_pydicom(path),
        rounds,
        _OPENING_TARGET,
    )


def compare_window_change(path: Path, rounds: int) -> Comparison:
    screen = Screen()
    item = screen.show_file(path)
    values = item.radiograph.pixels.astype(np.float32)
    step = 0

    def another_window() -> Window:
        nonlocal step
        step += 1
        return Window(8000.0 + step % 100, 9000.0 + step % 70)

    def change() -> None:
        item.set_view(another_window())
        screen.paint()

    return compare(
        "change its window, to the painted picture",
        change,
        "windowing the whole picture in float",
        lambda: np.rint(grey_level(values, another_window()) * 255.0).astype(np.uint8),
        rounds,
        _WINDOW_TARGET,
    )


def write_large_dicom(path: Path, side: int) -> Path:
    """A square picture of `_BITS` bits with a window, as a detector of today makes it."""
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.SOPClassUID = DigitalXRayImageStorageForPresentation
    dataset.SOPInstanceUID = "1.2.3.4"
    dataset.Modality = "DX"
    dataset.Rows = dataset.Columns = side
    dataset.SamplesPerPixel, dataset.PixelRepresentation = 1, 0
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, _BITS, _BITS - 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.WindowCenter, dataset.WindowWidth = 8000, 9000
    dataset.PixelData = slopes_and_noise(side, _BITS).tobytes()
    dataset.save_as(path, enforce_file_format=True)
    return path


def slopes_and_noise(side: int, bits: int) -> NDArray[np.uint16]:
    """What a lookup in a table finds in a radiograph."""
    noise = np.random.default_rng(0).normal(0.0, 100.0, (side, side))
    across = np.linspace(0.0, np.pi, side)
    slopes = 0.9 * 2**bits * np.sin(across)[:, np.newaxis] * np.sin(across) ** 2
    return np.clip(slopes + noise, 0, 2**bits - 1).astype("<u2")


def _windowed_by_pydicom(path: Path) -> NDArray[np.floating]:
    dataset = dcmread(path)
    return apply_voi_lut(dataset.pixel_array, dataset)
