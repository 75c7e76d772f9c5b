"""In a decoder's process: the thumbnail of a radiograph that is to be read."""

import numpy as np
import simplejpeg
from PIL import Image

from viewer.imaging.preparing import PreparedRadiograph

_QUALITY = 85


def thumbnail_of(prepared: PreparedRadiograph, side: int) -> bytes:
    """What the network sees, stretched back to the radiograph's proportions, as a JPEG.

    Its longer side has so many pixels.
    """
    ratio = prepared.ratio
    width, height = (side, side * ratio) if ratio < 1 else (side / ratio, side)
    grey = Image.fromarray(np.rint(prepared.image[..., 0] * 255.0).astype(np.uint8))
    small = grey.resize((max(1, round(width)), max(1, round(height))), Image.Resampling.BILINEAR)
    jpeg: bytes = simplejpeg.encode_jpeg(
        np.asarray(small)[..., np.newaxis], quality=_QUALITY, colorspace="GRAY"
    )
    return jpeg
