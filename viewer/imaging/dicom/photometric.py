"""Which way round a picture is grey, and how colour becomes grey."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.pixels.processing import apply_color_lut

from viewer.imaging.radiograph import Photometric


def photometric(dataset: Dataset) -> Photometric:
    """MONOCHROME1 where the smallest value is to be shown white."""
    # The DX Image Module allows MONOCHROME1 with INVERSE and MONOCHROME2 with IDENTITY only, so
    # the two say one thing, and it counts once. Files that pair MONOCHROME1 with IDENTITY are
    # common and mean MONOCHROME1.
    said = (dataset.get("PhotometricInterpretation"), dataset.get("PresentationLUTShape"))
    if said[0] == "MONOCHROME1" or said[1] == "INVERSE":
        return Photometric.MONOCHROME1
    return Photometric.MONOCHROME2


def grey_plane(stored: NDArray[Any], dataset: Dataset) -> NDArray[Any]:
    """One plane of (rows, columns), whatever the number of samples a pixel."""
    if dataset.get("PhotometricInterpretation") == "PALETTE COLOR":
        stored = apply_color_lut(stored, dataset)
    if stored.ndim == 3:
        # ITU-R 601 luma, as Pillow makes it of a colour JPEG.
        luma = stored[..., :3] @ np.array((0.299, 0.587, 0.114), np.float32)
        return np.rint(luma).astype(stored.dtype)
    return stored
