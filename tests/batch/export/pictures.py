"""Pictures as a worklist keeps them, made up."""

import io

import numpy as np
from PIL import Image

from viewer.batch import Picture


def make_picture(width: int = 160, height: int = 120, strength: float = 1.0) -> Picture:
    """A grey thumbnail whose right half speaks for pneumonia."""
    jpeg = io.BytesIO()
    Image.new("L", (width, height), 90).save(jpeg, "JPEG")
    contribution = np.zeros((4, 4), np.float32)
    contribution[:, 2:] = 8.0 * strength
    return Picture(jpeg.getvalue(), contribution, full_scale=8.0)
