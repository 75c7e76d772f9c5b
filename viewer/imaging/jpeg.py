"""In a decoder's process: libjpeg-turbo makes pixels of a JPEG, if it is sound.

libjpeg goes on after damage, with grey or garbage in the place of what it can't decode, and says
so in a warning that Pillow passes over. A network would read such a picture with confidence.
"""

import re

import numpy as np
import simplejpeg
from numpy.typing import NDArray

DAMAGED = "its JPEG data are damaged, so parts of the picture are wrong or missing"

_CORRUPT = "Corrupt JPEG data"
_CUT_SHORT = "Premature end of JPEG file"
# Bytes between two segments are what some writers leave there. Before a restart marker (0xd0 to
# 0xd7, ITU-T T.81 table B.1) they are pixels that could not be decoded.
_HARMLESS = re.compile("extraneous bytes before marker 0x(?!d[0-7])")


class UnsoundJpegError(ValueError):
    """libjpeg had something to say of the data.

    Attributes
    ----------
    damage : str
        As `Radiograph.damage`; empty where the picture is whole nevertheless.
    cut_short : bool
        Whether the file ends before its picture does.
    """

    def __init__(self, warning: str) -> None:
        super().__init__(warning)
        sound = _CORRUPT not in warning or _HARMLESS.search(warning)
        self.damage = "" if sound else DAMAGED
        self.cut_short = _CUT_SHORT in warning


def decode_sound_jpeg(content: bytes, space: str, rows: int, columns: int) -> NDArray[np.uint8]:
    """Decode an 8-bit JPEG, at the smallest of libjpeg's scales that is no smaller than asked.

    Parameters
    ----------
    space : str
        "GRAY" or "RGB".
    rows, columns : int
        Of the picture that is wanted, at most those of the file.

    Returns
    -------
    ndarray, (rows, columns) or (rows, columns, 3), uint8

    Raises
    ------
    UnsoundJpegError
    """
    try:
        values: NDArray[np.uint8] = simplejpeg.decode_jpeg(
            content, space, min_height=rows, min_width=columns
        )
    except ValueError as error:
        raise UnsoundJpegError(str(error)) from error
    return values[..., 0] if space == "GRAY" else values
