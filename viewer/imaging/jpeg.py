"""In a decoder's process: libjpeg-turbo makes pixels of a JPEG, if it is sound.

libjpeg goes on after damage, with grey or garbage in the place of what it can't decode, and says
so in a warning that Pillow passes over. A network would read such a picture with confidence.
Only its first warning is to be had, so a harmless one must not hide what would follow.
"""

import re

import numpy as np
import simplejpeg
from numpy.typing import NDArray

_CORRUPT = "Corrupt JPEG data"
_CUT_SHORT = "Premature end of JPEG file"
_LEFT_AT_END = re.compile("([0-9]+) extraneous bytes before marker 0xd9")

# ITU-T T.81, table B.1, and B.1.1.2: a marker may be preceded by any number of 0xff.
_MARKER = re.compile(rb"\xff+([^\x00\xff])")
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}
_START_OF_SCAN = 0xDA
_END_OF_IMAGE = b"\xff\xd9"


class UnsoundJpegError(ValueError):
    """libjpeg had something to say of the data.

    Attributes
    ----------
    damaged : bool
        False where the picture is whole nevertheless.
    cut_short : bool
        Whether the file ends before its picture does.
    """

    def __init__(self, warning: str, content: bytes) -> None:
        super().__init__(warning)
        sound = _CORRUPT not in warning or _is_padding(warning, content)
        self.damaged = not sound
        self.cut_short = _CUT_SHORT in warning


def decode_sound_jpeg(content: bytes, space: str, rows: int, columns: int) -> NDArray[np.uint8]:
    """Decode an 8-bit JPEG, at the smallest of libjpeg's scales that is no smaller than asked.

    Parameters
    ----------
    space : str
        "GRAY", "RGB" or "CMYK".
    rows, columns : int
        Of the picture that is wanted, at most those of the file.

    Returns
    -------
    ndarray, (rows, columns) or (rows, columns, 3 or 4), uint8

    Raises
    ------
    UnsoundJpegError
    """
    try:
        values = _decode(content, space, rows, columns)
    except UnsoundJpegError as error:
        tidy = b"".join(_split(content))
        if not error.damaged or tidy == content:
            raise
        # Some writers leave bytes between two segments; what matters is whether that was all.
        values = _decode(tidy, space, rows, columns)
    return values[..., 0] if space == "GRAY" else values


def _decode(content: bytes, space: str, rows: int, columns: int) -> NDArray[np.uint8]:
    try:
        values: NDArray[np.uint8] = simplejpeg.decode_jpeg(
            content, space, min_height=rows, min_width=columns
        )
    except ValueError as error:
        raise UnsoundJpegError(str(error), content) from error
    return values


def _is_padding(warning: str, content: bytes) -> bool:
    """Whether nothing but zeros follow the last scan; a scan that lost its way leaves pixels."""
    left = _LEFT_AT_END.search(warning)
    if left is None:
        return False
    _, scans = _split(content)
    # libjpeg does not count 0xff, which may fill the space before any marker.
    before_end = scans[: scans.find(_END_OF_IMAGE)].rstrip(b"\xff")
    return not before_end[-int(left[1]) :].strip(b"\0")


def _split(content: bytes) -> tuple[bytes, bytes]:
    """The segments up to the first scan, without what stands between them, and the rest."""
    header = [content[:2]]
    position = 2
    while marker := _MARKER.search(content, position):
        if marker[1][0] == _START_OF_SCAN:
            return b"".join(header), content[marker.start() :]
        position = marker.end()
        if marker[1][0] not in _WITHOUT_LENGTH:
            position += int.from_bytes(content[position : position + 2])
        header.append(content[marker.start() : position])
    return content, b""
