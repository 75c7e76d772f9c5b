"""In a decoder's process: Pillow makes pixels of the bytes of a picture file."""

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from viewer.errors import DamagedFileError, HilumError
from viewer.imaging.decoding.limits import limit_time
from viewer.imaging.gate import check_pixels
from viewer.imaging.radiograph import Photometric
from viewer.imaging.raster import RasterPicture

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP")

# Our own gate decides on the size, and says so in its own sentence.
Image.MAX_IMAGE_PIXELS = None

_AGAIN = "Copy it again from where it came from."
_DEEP_MODES = {"I", "I;16", "I;16B", "I;16L", "I;16N", "F"}
_PHOTOMETRIC_INTERPRETATION = 262  # of TIFF 6.0
_WHITE_IS_ZERO = 0

GREY_TINT = 4
"""Channels that differ by no more are grey: a lossy codec leaves such tints in grey pictures."""


def decode_picture(content: bytes, frame: int, enough: int | None) -> RasterPicture:
    """Decode one page. Arguments, result and errors as in `decode_raster`."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            frames = _go_to_frame(opened, frame)
            check_pixels(opened.height, opened.width)
            limit_time(opened.height * opened.width)
            white_is_zero = _white_is_zero(opened)
            if enough is not None:
                opened.draft(opened.mode, (2 * enough, 2 * enough))
            upright = ImageOps.exif_transpose(opened)
            upright.load()
        return _picture(upright, white_is_zero, frames)
    except UnidentifiedImageError as error:
        raise DamagedFileError("The picture's header is damaged.", _AGAIN) from error
    except (HilumError, MemoryError):
        raise
    except Exception as error:  # Pillow lets many kinds escape from damaged bytes
        reason = " ".join(str(error).split()).rstrip(".")[:200] or type(error).__name__
        raise DamagedFileError(f"The picture is damaged: {reason}.", _AGAIN) from error


def _go_to_frame(opened: Image.Image, frame: int) -> int:
    frames = getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1
    if not 0 <= frame < frames:
        raise DamagedFileError(
            f"The file has {frames:,} frame(s), and no number {frame + 1:,}.", _AGAIN
        )
    if frame:
        opened.seek(frame)
    return frames


def _white_is_zero(opened: Image.Image) -> bool:
    """Whether small values are white, and Pillow leaves them so: up to 8 bits it inverts them."""
    if opened.format != "TIFF" or opened.mode not in _DEEP_MODES:
        return False
    return bool(opened.tag_v2.get(_PHOTOMETRIC_INTERPRETATION) == _WHITE_IS_ZERO)  # type: ignore[attr-defined]


def _picture(upright: Image.Image, white_is_zero: bool, frames: int) -> RasterPicture:
    photometric = Photometric.MONOCHROME1 if white_is_zero else Photometric.MONOCHROME2
    if upright.mode in _DEEP_MODES:
        return RasterPicture(_deep_values(upright), photometric, None, frames)
    if upright.has_transparency_data:
        opaque = Image.new("RGBA", upright.size, "black")
        opaque.alpha_composite(upright.convert("RGBA"))
        upright = opaque.convert("RGB")
    elif upright.mode not in ("1", "L", "RGB"):
        upright = upright.convert("RGB")
    colour = _colour(upright) if upright.mode == "RGB" else None
    return RasterPicture(np.array(upright.convert("L"), np.uint8), photometric, colour, frames)


def _deep_values(picture: Image.Image) -> NDArray[Any]:
    values = np.array(picture)
    if values.dtype.kind == "f":
        finite = np.isfinite(values)
        if not finite.any():
            raise DamagedFileError("The picture holds no numbers.", _AGAIN)
        values[~finite] = values[finite].min()
        return values.astype(np.float32, copy=False)
    if picture.mode == "I" and picture.format != "PNG":
        return values.astype(np.int32, copy=False)
    return values.astype(np.uint16, copy=False)


def _colour(picture: Image.Image) -> NDArray[np.uint8] | None:
    colour = np.array(picture, np.uint8)
    tint = np.ptp(colour, axis=-1)
    return colour if tint.max() > GREY_TINT else None
