"""Pixels that are no part of the picture (DICOM PS3.3 C.7.5.1.1.2)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.dicom.dataset import DicomObject
from viewer.imaging.dicom.elements import whole
from viewer.imaging.dicom.words import pixel_words


def padding_mask(stored: NDArray[Any], parsed: DicomObject, frame: int) -> NDArray[np.bool_] | None:
    """Where a grey picture's stored values, (rows, columns), are padding.

    From Pixel Padding Value to Pixel Padding Range Limit, both included, whichever is the
    larger. The comparison is made before the modality LUT.

    Returns
    -------
    ndarray, (rows, columns), bool, or None
        None where nothing is padded, or all: then it is the attribute that is wrong.
    """
    first = whole(parsed.dataset, "PixelPaddingValue")
    if first is None:
        return None
    limit = whole(parsed.dataset, "PixelPaddingRangeLimit")
    written = [first] if limit is None else [first, limit]
    bits = whole(parsed.dataset, "BitsStored") or 8 * stored.itemsize
    meant = [_as_stored(number, bits, stored.dtype.kind == "i") for number in written]
    values: NDArray[Any] | None = stored
    if all(number is None for number in meant):  # only bits that no pixel uses can tell
        values, written = pixel_words(parsed, frame), [number & 0xFFFF for number in written]
    if values is None:
        return None
    ends = [m if m is not None else w for m, w in zip(meant, written, strict=True)]
    mask = values == ends[0] if limit is None else (values >= min(ends)) & (values <= max(ends))
    return mask if mask.any() and not mask.all() else None


def _as_stored(number: int, bits: int, signed: bool) -> int | None:
    """The stored value meant by a number that may be written with the wrong sign.

    US and SS are mixed up in many files. None where no pixel of so few bits can have it.
    """
    low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)
    for candidate in (number, number - 2**16, number + 2**16, number - 2**bits):
        if low <= candidate <= high:
            return candidate
    return None
