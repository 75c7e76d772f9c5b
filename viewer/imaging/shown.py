"""A radiograph as it is first shown, small enough for a page or a picture of it."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from viewer.imaging.radiograph import Photometric, Radiograph
from viewer.imaging.strips import strips
from viewer.imaging.windowing import View, display_grey, first_view


def shown_picture(radiograph: Radiograph, longest: int) -> Image.Image:
    """Draw a radiograph with its first view, padding black, and what a shutter hides hidden.

    Overlays, annotations and whatever else lies on it in the viewer are left out.

    Parameters
    ----------
    longest : int
        Pixels of the longer side at most; a smaller radiograph keeps its own.

    Returns
    -------
    PIL.Image.Image
        Grey or RGB, its pixels as wide as high.
    """
    mode = "L" if radiograph.colour is None else "RGB"
    picture = Image.new(mode, (radiograph.columns, radiograph.rows))
    view = first_view(radiograph)
    for rows in strips(radiograph.rows, radiograph.columns):
        picture.paste(Image.fromarray(_shown(radiograph, view, rows)), (0, rows.start))
    width, height = float(radiograph.columns), radiograph.rows * radiograph.aspect
    share = min(1.0, longest / max(width, height))
    size = max(1, round(width * share)), max(1, round(height * share))
    # Pillow's bilinear filter widens with the reduction: each pixel counts.
    return picture.resize(size, Image.Resampling.BILINEAR)


def _shown(radiograph: Radiograph, view: View, rows: slice) -> NDArray[np.uint8]:
    stored = radiograph.pixels if radiograph.colour is None else radiograph.colour
    inverted = radiograph.photometric is Photometric.MONOCHROME1
    shown = display_grey(stored[rows].astype(np.float32), view, inverted)
    if radiograph.padding is not None:
        shown[radiograph.padding[rows]] = 0
    if radiograph.shutter is not None:
        shown[radiograph.shutter.mask[rows]] = round(255 * radiograph.shutter.grey)
    return shown
