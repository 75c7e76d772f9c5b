"""A large JPEG to the network's input, held against decoding all of it and resizing."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydicom import dcmread

from tests.benchmarks.comparison import Comparison, compare
from tests.data import CHEST_DICOM
from viewer.imaging import InputSpec, model_input, open_radiograph

_SIZE = 224


def compare_jpeg_input(path: Path, rounds: int) -> Comparison:
    spec = InputSpec(_SIZE)
    return compare(
        "a JPEG to the network's input",
        lambda: model_input(open_radiograph(path, enough=_SIZE), spec),
        "Pillow's full decode and resize",
        lambda: _resized_by_pillow(path),
        rounds,
    )


def write_large_jpeg(path: Path, side: int) -> Path:
    """The chest of pydicom-data as an 8-bit JPEG."""
    dataset = dcmread(CHEST_DICOM)
    pixels = dataset.pixel_array.astype(np.float32)
    grey = 255.0 * (1.0 - pixels / pixels.max())
    picture = Image.fromarray(np.rint(grey).astype(np.uint8))
    picture.resize((side, side), Image.Resampling.BICUBIC).save(path, quality=92)
    return path


def _resized_by_pillow(path: Path) -> NDArray[np.float32]:
    with Image.open(path) as picture:
        small = picture.convert("L").resize((_SIZE, _SIZE), Image.Resampling.BILINEAR)
    return np.asarray(small, np.float32) / np.float32(255.0)
