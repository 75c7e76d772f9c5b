"""A real radiograph as 8 and 16 bit grey, for the pictures that mutants are made of."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydicom import dcmread

from tests.data import CHEST_DICOM


@cache
def chest() -> NDArray[np.uint16]:
    """The chest at 261 x 246 pixels, white bones, over all 16 bits."""
    dataset = dcmread(CHEST_DICOM)
    part = dataset.pixel_array[::7, ::7].astype(np.float32)
    return np.rint(65535 * (1.0 - (part - part.min()) / np.ptp(part))).astype(np.uint16)


def eight_bit(pixels: NDArray[np.uint16]) -> Image.Image:
    return Image.fromarray((pixels >> 8).astype(np.uint8))
