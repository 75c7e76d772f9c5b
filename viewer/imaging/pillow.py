"""In a decoder's process: Pillow makes pixels of the bytes of a picture file."""

import io
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.ExifTags import Base

from viewer.errors import DamagedFileError, HilumError
from viewer.imaging.decoding.limits import limit_time
from viewer.imaging.gate import check_pixels
from viewer.imaging.jpeg import UnsoundJpegError, decode_sound_jpeg
from viewer.imaging.jpeg_damage import damage_of
from viewer.imaging.radiograph import Damage, Photometric
from viewer.imaging.raster import RasterPicture

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP")

# Our own gate decides on the size, and says so in its own sentence.
Image.MAX_IMAGE_PIXELS = None

_AGAIN = "Copy it again from where it came from."
_DEEP_MODES = {"I", "I;16", "I;16B", "I;16L", "I;16N", "F"}
_JPEGS = {"JPEG", "MPO"}  # the second is what cameras write, several in one file
_SPACES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}
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
            if opened.format in _JPEGS and opened.mode in _SPACES:
                decoded, damage = _jpeg(opened, content, enough)
            else:
                opened.load()
                decoded, damage = opened, None
            picture = _picture(ImageOps.exif_transpose(decoded), white_is_zero, frames)
        return replace(picture, damage=damage)
    except UnidentifiedImageError as error:
        raise DamagedFileError("The picture's header is damaged.", _AGAIN) from error
    except (HilumError, MemoryError):
        raise
    except Exception as error:  # Pillow lets many kinds escape, whose words may quote the file
        raise DamagedFileError("The picture is damaged or cut short.", _AGAIN) from error


def _jpeg(
    opened: Image.Image, content: bytes, enough: int | None
) -> tuple[Image.Image, Damage | None]:
    if enough is not None:
        opened.draft(opened.mode, (2 * enough, 2 * enough))
    space = _SPACES[opened.mode]
    # Of ink Pillow makes the picture, since it knows whose is inverted; libjpeg looks for damage,
    # for which the smallest scale will do.
    divisor = 8 if space == "CMYK" else 1
    try:
        values = decode_sound_jpeg(
            content, space, opened.height // divisor, opened.width // divisor
        )
    except UnsoundJpegError as error:
        if error.cut_short:
            raise DamagedFileError(
                "The picture is damaged: its file is cut short.", _AGAIN
            ) from error
        opened.load()  # Pillow decodes what it can
        return opened, damage_of(content) if error.damaged else None
    if space == "CMYK":
        opened.load()
        return opened, None
    decoded = Image.fromarray(values)
    orientation = opened.getexif().get(Base.Orientation)
    if orientation is not None:
        decoded.getexif()[Base.Orientation] = orientation
    return decoded, None


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
    if picture.mode == "I":
        return values.astype(np.int32, copy=False)
    return values.astype(np.uint16, copy=False)


def _colour(picture: Image.Image) -> NDArray[np.uint8] | None:
    colour = np.array(picture, np.uint8)
    tint = np.ptp(colour, axis=-1)
    return colour if tint.max() > GREY_TINT else None
