"""JPEG, PNG, TIFF, WebP and BMP become pixels."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.errors import UnsupportedFormatError
from viewer.imaging.decoding import decode
from viewer.imaging.radiograph import Damage, Photometric, Pixels
from viewer.imaging.signatures import is_raster


@dataclass(frozen=True, slots=True, eq=False)
class RasterPicture:
    """What a picture file gives to a Radiograph.

    Attributes
    ----------
    pixels : ndarray, (rows, columns)
        uint8; uint16, int32 or float32 where the file is deeper. Of colour ITU-R 601 luma.
    photometric : Photometric
        MONOCHROME1 where the smallest value is white.
    colour : ndarray, (rows, columns, 3), uint8, or None
        None where the picture is all grey.
    frames : int
        The pages of a TIFF; of a moving picture only the first is read, and counted.
    damage : Damage or None
        As `Radiograph.damage`. Of JPEG alone: PNG has check sums and is refused; damaged data in a
        TIFF, WebP or BMP may be decoded to wrong values, and nothing tells of it.
    """

    pixels: Pixels
    photometric: Photometric
    colour: NDArray[np.uint8] | None
    frames: int
    damage: Damage | None = None


def decode_raster(content: bytes, *, frame: int = 0, enough: int | None = None) -> RasterPicture:
    """Decode a picture in a decoder's process, turned upright as EXIF says.

    Parameters
    ----------
    frame : int
        The page of a TIFF, from 0.
    enough : int, optional
        Rows and columns that are enough: a JPEG is then decoded at 1/2, 1/4 or 1/8 of its
        size where that leaves twice as many or more.

    Raises
    ------
    DamagedFileError, LimitExceededError, UnsupportedFormatError
    """
    if not is_raster(content):
        raise UnsupportedFormatError(
            "The content is neither a picture nor DICOM, whatever the name says.",
            "Open it in another program to see what it is.",
        )
    return decode(_decode, content, frame, enough)


def _decode(content: bytes, frame: int, enough: int | None) -> RasterPicture:
    # Late: only the decoder's process needs Pillow.
    from viewer.imaging.pillow import decode_picture

    return decode_picture(content, frame, enough)
