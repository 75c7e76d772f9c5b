"""The thumbnail of a radiograph that was read."""

import numpy as np
import simplejpeg
from PIL import Image

from viewer.batch.outcome import THUMBNAIL_SIDE
from viewer.imaging.preparing import PreparedRadiograph

_QUALITY = 85


def thumbnail_of(prepared: PreparedRadiograph) -> bytes:
    """What the network saw, stretched back to the radiograph's proportions, as a JPEG."""
    ratio = prepared.ratio
    width, height = (
        (THUMBNAIL_SIDE, THUMBNAIL_SIDE * ratio)
        if ratio < 1
        else (THUMBNAIL_SIDE / ratio, THUMBNAIL_SIDE)
    )
    grey = Image.fromarray(np.rint(prepared.image[..., 0] * 255.0).astype(np.uint8))
    small = grey.resize((max(1, round(width)), max(1, round(height))), Image.Resampling.BILINEAR)
    jpeg: bytes = simplejpeg.encode_jpeg(
        np.asarray(small)[..., np.newaxis], quality=_QUALITY, colorspace="GRAY"
    )
    return jpeg
