"""Small files with overlays over a black picture."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.uid import ExplicitVRBigEndian

from tests.imaging.against.made_files import grey_ramp

_DARK = np.zeros((64, 64), np.uint16)
_SPECKLES = np.random.default_rng(6).random((20, 27)) < 0.3


def _with_overlay(
    dataset: Dataset,
    plane: NDArray[np.bool_],
    origin: tuple[int, int] = (1, 1),
    group: int = 0x6000,
    kind: str = "G",
) -> Dataset:
    rows, columns = plane.shape
    packed = np.packbits(plane.ravel(), bitorder="little").tobytes()
    dataset.add_new((group, 0x0010), "US", rows)
    dataset.add_new((group, 0x0011), "US", columns)
    dataset.add_new((group, 0x0040), "CS", kind)
    dataset.add_new((group, 0x0050), "SS", list(origin))
    dataset.add_new((group, 0x0100), "US", 1)
    dataset.add_new((group, 0x0102), "US", 0)
    dataset.add_new((group, 0x3000), "OB", packed + b"\0" * (len(packed) % 2))
    return dataset


def _embedded() -> Dataset:
    pixels = _DARK.copy()
    pixels[5:25, 9:36] |= _SPECKLES.astype(np.uint16) << 12
    dataset = grey_ramp(pixels)
    dataset.add_new((0x6000, 0x0010), "US", 64)
    dataset.add_new((0x6000, 0x0011), "US", 64)
    dataset.add_new((0x6000, 0x0040), "CS", "G")
    dataset.add_new((0x6000, 0x0050), "SS", [1, 1])
    dataset.add_new((0x6000, 0x0100), "US", 16)
    dataset.add_new((0x6000, 0x0102), "US", 12)
    return dataset


def _big_endian() -> Dataset:
    dataset = _with_overlay(grey_ramp(_DARK), _SPECKLES, (5, 9))
    dataset.file_meta.TransferSyntaxUID = ExplicitVRBigEndian
    return dataset


def _two() -> Dataset:
    dataset = _with_overlay(grey_ramp(_DARK), _SPECKLES)
    return _with_overlay(dataset, _SPECKLES, (30, 30), group=0x6002)


OVERLAYS: dict[str, Callable[[], Dataset]] = {
    "of a part": lambda: _with_overlay(grey_ramp(_DARK), _SPECKLES, (5, 9)),
    "across the rim": lambda: _with_overlay(grey_ramp(_DARK), _SPECKLES, (55, 50)),
    "before the first row and column": lambda: _with_overlay(grey_ramp(_DARK), _SPECKLES, (-4, -6)),
    "two": _two,
    "in a bit of the pixels": _embedded,
    "in big endian": _big_endian,
    "over MONOCHROME1": lambda: _with_overlay(
        grey_ramp(_DARK + 4095, PhotometricInterpretation="MONOCHROME1"), _SPECKLES, (5, 9)
    ),
}
