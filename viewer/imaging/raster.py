"""JPEG and PNG become pixels."""

import io

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from viewer.errors import DamagedFileError, HilumError, UnsupportedFormatError
from viewer.imaging.gate import check_pixels
from viewer.imaging.radiograph import Pixels

FORMATS = ("JPEG", "PNG")
SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")

# Our own gate decides on the size, and says so in its own sentence. Set once for the process:
# `warnings.catch_warnings` is not safe while several threads decode.
Image.MAX_IMAGE_PIXELS = None

_AGAIN = "Copy it again from where it came from."
_SIXTEEN_BIT_MODES = {"I", "I;16", "I;16B", "I;16L", "I;16N"}


def decode_raster(content: bytes) -> Pixels:
    """Decode a JPEG or PNG to one grey plane.

    Returns
    -------
    ndarray, (rows, columns), uint8 or uint16
        Turned upright as EXIF says; colour becomes ITU-R 601 luma.

    Raises
    ------
    DamagedFileError, LimitExceededError, UnsupportedFormatError
    """
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            check_pixels(opened.height, opened.width)
            picture: Image.Image = ImageOps.exif_transpose(opened)
            picture.load()
    except UnidentifiedImageError as error:
        if content.startswith(SIGNATURES):
            raise DamagedFileError("The picture's header is damaged.", _AGAIN) from error
        raise UnsupportedFormatError(
            "The content is neither JPEG, PNG nor DICOM, whatever the name says.",
            "Open it in another program to see what it is.",
        ) from error
    except HilumError:
        raise
    except Exception as error:  # Pillow lets many kinds escape from damaged bytes
        raise DamagedFileError(f"The picture is damaged: {error}.", _AGAIN) from error
    if picture.mode in _SIXTEEN_BIT_MODES:
        return np.asarray(picture).astype(np.uint16)
    if "transparency" in picture.info or "A" in picture.getbands():
        opaque = Image.new("RGBA", picture.size, "black")
        opaque.alpha_composite(picture.convert("RGBA"))
        picture = opaque
    return np.array(picture.convert("L"), np.uint8)
