"""Colour becomes a picture for the screen and one grey plane (DICOM PS3.3 C.7.6.3)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.pixels.processing import apply_color_lut

from viewer.errors import DamagedFileError
from viewer.imaging.dicom.elements import is_big_endian, whole
from viewer.imaging.dicom.tables import read_table

# ITU-R 601, as Pillow makes of a colour JPEG.
_LUMA = (0.299, 0.587, 0.114)
_PRIMARIES = ("Red", "Green", "Blue")
_PALETTE = "PaletteColorLookupTable"


@dataclass(frozen=True, slots=True, eq=False)
class ColourPicture:
    """A picture in colour.

    Attributes
    ----------
    luma : ndarray, (rows, columns), integer
        Of `bits` bits; exactly the planes themselves where all three are equal.
    colour : ndarray, (rows, columns, 3), uint8, or None
        None where the picture is all grey.
    """

    luma: NDArray[Any]
    colour: NDArray[np.uint8] | None
    bits: int


def colour_picture(stored: NDArray[Any], dataset: Dataset) -> ColourPicture:
    """Make a picture of RGB values (rows, columns, 3) or of palette indices (rows, columns).

    Raises
    ------
    DamagedFileError
        If the palette is missing or damaged.
    """
    if stored.ndim == 2:
        rgb, bits = _from_palette(stored, dataset)
    else:
        rgb = stored[..., :3]
        bits = min(whole(dataset, "BitsStored") or 8, 8 * stored.itemsize)
    red, green, blue = (rgb[..., plane] for plane in range(3))
    if np.array_equal(red, green) and np.array_equal(red, blue):
        return ColourPicture(np.ascontiguousarray(red), None, bits)
    exact = np.float32 if rgb.itemsize < 4 else np.float64
    luma = np.rint(rgb @ np.array(_LUMA, exact)).astype(rgb.dtype)
    return ColourPicture(luma, _eight_bit(rgb, bits), bits)


def _eight_bit(rgb: NDArray[Any], bits: int) -> NDArray[np.uint8]:
    if rgb.dtype == np.uint8 and bits == 8:
        return np.ascontiguousarray(rgb)
    if bits >= 8:
        # The upper byte, whether a palette writes white as 0xFF00 or as 0xFFFF; both are common.
        return np.clip(rgb >> (bits - 8), 0, 255).astype(np.uint8)
    return np.rint(np.clip(rgb * (255.0 / (2**bits - 1)), 0.0, 255.0)).astype(np.uint8)


def _from_palette(stored: NDArray[Any], dataset: Dataset) -> tuple[NDArray[Any], int]:
    signed, big_endian = stored.dtype.kind == "i", is_big_endian(dataset)
    tables = [
        read_table(
            dataset,
            signed=signed,
            big_endian=big_endian,
            descriptor=f"{primary}{_PALETTE}Descriptor",
            data=f"{primary}{_PALETTE}Data",
        )
        for primary in _PRIMARIES
    ]
    whole_tables = [table for table in tables if table is not None]
    if len(whole_tables) == 3:
        bits = max(table.bits for table in whole_tables)
        planes = np.stack([table.look_up(stored) for table in whole_tables], axis=-1)
        return planes.astype(np.uint8) if bits <= 8 else planes, bits
    try:
        rgb = apply_color_lut(stored, dataset)[..., :3]  # segmented
    except Exception as error:
        raise DamagedFileError(
            "The colour palette of the DICOM object is damaged.",
            "Copy it again from where it came from.",
        ) from error
    return rgb, 8 * rgb.itemsize
