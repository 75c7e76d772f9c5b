"""Radiographs of which everything is known."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.imaging import Header, Photometric, Radiograph, Source, Spacing, SpacingSource

SHA = "ab" * 32


def radiograph(
    pixels: NDArray[Any] | None = None, view: str = "PA", frame: int = 0, **more: Any
) -> Radiograph:
    """By default 100 x 200 pixels, each as large as its column's number."""
    if pixels is None:
        pixels = np.tile(np.arange(200, dtype=np.uint16), (100, 1))
    return Radiograph(
        pixels,
        Photometric.MONOCHROME2,
        Source(Path("chest.dcm"), SHA, frame),
        header=Header(view_position=view),
        **more,
    )


def spacing(row_mm: float = 0.2, column_mm: float = 0.1) -> Spacing:
    return Spacing(row_mm, column_mm, SpacingSource.IMAGER_PIXEL_SPACING)
