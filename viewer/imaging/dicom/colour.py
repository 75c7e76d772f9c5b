"""Colour becomes a picture for the screen and one grey plane (DICOM PS3.3 C.7.6.3)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.pixels.processing import apply_color_lut

from viewer.errors import DamagedFileError
from viewer.imaging.dicom.elements import is_big_endian, whole
from viewer.imaging.dicom.tables import Table, read_table
from viewer.imaging.strips import strips

# ITU-R 601, as Pillow makes of a colour JPEG.
_LUMA = (0.299, 0.587, 0.114)
_PRIMARIES = ("Red", "Green", "Blue")
_PALETTE = "PaletteColorLookupTable"

Expand = Callable[[NDArray[Any]], NDArray[Any]]
"""From stored values to RGB: (rows, columns, ...) to (rows, columns, 3)."""


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
        expand, bits = _palette(stored, dataset)
    else:
        expand, bits = _planes, min(whole(dataset, "BitsStored") or 8, 8 * stored.itemsize)
    shape = (stored.shape[0], stored.shape[1])
    kind = expand(stored[:1]).dtype
    luma = np.empty(shape, kind)
    if all(_is_grey(expand(stored[rows])) for rows in strips(*shape)):
        for rows in strips(*shape):
            luma[rows] = expand(stored[rows])[..., 0]
        return ColourPicture(luma, None, bits)
    weights = np.array(_LUMA, np.float32 if kind.itemsize < 4 else np.float64)
    as_it_is = stored.ndim == 3 and kind == np.uint8 and bits == 8
    colour = np.ascontiguousarray(_planes(stored)) if as_it_is else np.empty((*shape, 3), np.uint8)
    for rows in strips(*shape):
        rgb = expand(stored[rows])
        luma[rows] = np.rint(rgb @ weights).astype(kind)
        if not as_it_is:
            colour[rows] = _eight_bit(rgb, bits)
    return ColourPicture(luma, colour, bits)


def _planes(stored: NDArray[Any]) -> NDArray[Any]:
    return stored[..., :3]


def _is_grey(rgb: NDArray[Any]) -> bool:
    red, green, blue = (rgb[..., plane] for plane in range(3))
    return np.array_equal(red, green) and np.array_equal(red, blue)


def _eight_bit(rgb: NDArray[Any], bits: int) -> NDArray[np.uint8]:
    if rgb.dtype == np.uint8 and bits == 8:
        return rgb
    if bits >= 8:
        # The upper byte, whether a palette writes white as 0xFF00 or as 0xFFFF; both are common.
        return np.clip(rgb >> (bits - 8), 0, 255).astype(np.uint8)
    return np.rint(np.clip(rgb * (255.0 / (2**bits - 1)), 0.0, 255.0)).astype(np.uint8)


def _palette(stored: NDArray[Any], dataset: Dataset) -> tuple[Expand, int]:
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
        return partial(_looked_up, whole_tables, np.uint8 if bits <= 8 else np.uint16), bits
    expand = partial(_segmented, dataset)
    return expand, 8 * expand(stored[:1]).itemsize


def _looked_up(tables: list[Table], kind: type, indices: NDArray[Any]) -> NDArray[Any]:
    return np.stack([table.look_up(indices) for table in tables], axis=-1).astype(kind)


def _segmented(dataset: Dataset, indices: NDArray[Any]) -> NDArray[Any]:
    try:
        return apply_color_lut(indices, dataset)[..., :3]
    except Exception as error:
        raise DamagedFileError(
            "The colour palette of the DICOM object is damaged.",
            "Copy it again from where it came from.",
        ) from error
