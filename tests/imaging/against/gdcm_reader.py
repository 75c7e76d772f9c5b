"""Stored values as GDCM's own reader gives them, apart from our way of decoding."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gdcm
import numpy as np
from numpy.typing import NDArray


class CannotReadError(Exception):
    """GDCM reads no picture from this file."""


@dataclass(frozen=True, slots=True)
class Stored:
    """All frames as GDCM decodes them.

    `values` is (frames, rows, columns) or (frames, rows, columns, 3); `photometric` is what
    the values are after decoding, which for colour JPEG 2000 is RGB.
    """

    values: NDArray[np.integer[Any]]
    photometric: str


def read_stored(path: Path) -> Stored:
    reader = gdcm.ImageReader()
    reader.SetFileName(str(path))
    if not reader.Read():
        raise CannotReadError("GDCM reads no picture")
    image = reader.GetImage()
    text = image.GetBuffer()
    if not text:
        raise CannotReadError("GDCM decodes no pixels")
    dimensions = [image.GetDimension(i) for i in range(image.GetNumberOfDimensions())]
    columns, rows, frames = (*dimensions, 1)[:3]
    photometric = image.GetPhotometricInterpretation().GetString().strip()
    return Stored(
        _shaped(image, text.encode("utf-8", "surrogateescape"), frames, rows, columns),
        "RGB" if photometric in ("YBR_RCT", "YBR_ICT") else photometric,
    )


def _shaped(
    image: Any, content: bytes, frames: int, rows: int, columns: int
) -> NDArray[np.integer[Any]]:
    kind = image.GetPixelFormat()
    sign = "i" if kind.GetPixelRepresentation() else "u"
    values = np.frombuffer(content, np.dtype(f"<{sign}{kind.GetBitsAllocated() // 8}"))
    if kind.GetSamplesPerPixel() == 1:
        return values.reshape(frames, rows, columns)
    if image.GetPlanarConfiguration():
        return np.moveaxis(values.reshape(frames, 3, rows, columns), 1, 3)
    return values.reshape(frames, rows, columns, 3)
