"""The words of uncompressed pixel data as they stand in the file, unused bits and all."""

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from viewer.imaging.dicom.elements import is_big_endian, value, whole

Words = NDArray[np.uint8] | NDArray[np.uint16]


def pixel_words(dataset: Dataset, shape: tuple[int, int], frame: int) -> Words | None:
    """One frame's words, (rows, columns); None where they are compressed or none were stored.

    Bits beyond those of the pixel may hold an overlay or mark padding, and are gone from the
    stored values.
    """
    allocated = whole(dataset, "BitsAllocated")
    data = value(dataset, "PixelData")
    syntax = dataset.file_meta.get("TransferSyntaxUID")
    if allocated not in (8, 16) or not isinstance(data, bytes):
        return None
    if (whole(dataset, "SamplesPerPixel") or 1) != 1 or (syntax and syntax.is_encapsulated):
        return None
    kind = np.dtype("u1" if allocated == 8 else ">u2" if is_big_endian(dataset) else "<u2")
    count = shape[0] * shape[1]
    if len(data) < (frame + 1) * count * kind.itemsize:
        return None
    return np.frombuffer(data, kind, count, frame * count * kind.itemsize).reshape(shape)
