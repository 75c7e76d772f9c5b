"""From stored values to grey levels: the VOI functions of DICOM PS3.3 C.11.2."""

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.radiograph import Radiograph, VoiFunction, VoiLut, Window

_NARROWEST = 1e-6
"""Stands in for a width of zero, which a person can drag to and a file can't bring."""


def grey_level(values: NDArray[np.float32], window: Window) -> NDArray[np.float32]:
    """Apply a window: (...) values to (...) grey level 0..1 (PS3.3 C.11.2.1.2 and .3)."""
    width = max(window.width, _NARROWEST)
    if window.function is VoiFunction.SIGMOID:
        # At 60 a float32 is as good as 0 or 1, and beyond the exponential overflows.
        exponent = np.clip(-4.0 * (values - window.centre) / width, -60.0, 60.0)
        return (1.0 / (1.0 + np.exp(exponent))).astype(np.float32)
    if window.function is VoiFunction.LINEAR_EXACT:
        grey = (values - window.centre) / width + 0.5
    elif width <= 1.0:  # the standard's formula divides by width - 1, and is a step at its limit
        grey = np.where(values > window.centre - 0.5, 1.0, 0.0)
    else:
        grey = (values - (window.centre - 0.5)) / (width - 1.0) + 0.5
    return np.clip(grey, 0.0, 1.0).astype(np.float32)


def apply_voi_lut(values: NDArray[np.float32], lut: VoiLut) -> NDArray[np.float32]:
    """Look values up: below the first entry the first holds, above the last the last."""
    index = np.rint(values)
    index -= lut.first
    np.clip(index, 0, len(lut.values) - 1, out=index)
    return lut.values[index.astype(np.intp)]


def percentile_window(radiograph: Radiograph, low: float = 0.1, high: float = 99.9) -> Window:
    """The window between two percentiles of the picture, its padding left out."""
    # A sample of a quarter million pixels moves these percentiles by less than a grey level.
    step = max(1, int((radiograph.pixels.size / 250_000) ** 0.5))
    values = radiograph.pixels[::step, ::step]
    if radiograph.padding is not None:
        inside = values[~radiograph.padding[::step, ::step]]
        values = inside if inside.size else radiograph.pixels[~radiograph.padding]
    bottom, top = np.percentile(values, (low, high))
    return Window(
        float(bottom + top) / 2,
        max(float(top - bottom), 1.0),
        f"{low:g} to {high:g} percentile",
        VoiFunction.LINEAR_EXACT,
    )


View = Window | VoiLut


def default_view(radiograph: Radiograph) -> View:
    """The first view that the file brings, else a window that fits the picture.

    The file's views are alternatives, of which one is applied at a time (PS3.3 C.11.2.1). A VOI
    LUT comes before a window: a file with both describes one rendering twice, by its curve and
    by the straight line next to it. Of several of a kind the file's first is its maker's choice.

    An 8-bit picture without a view was made for the screen already: it is shown as it is.
    """
    if radiograph.voi_luts:
        return radiograph.voi_luts[0]
    if radiograph.windows:
        return radiograph.windows[0]
    if radiograph.pixels.dtype == np.uint8:
        return AS_STORED
    return percentile_window(radiograph)


AS_STORED = Window(127.5, 255.0, "as stored", VoiFunction.LINEAR_EXACT)


def first_view(radiograph: Radiograph) -> View:
    """As the file asks; a picture in colour as it is stored.

    The VOI LUT Module (DICOM PS3.3 C.11.2) is for grey pictures. A person's own window acts
    on red, green and blue alike, so that a photographed radiograph can be brightened too.
    """
    return default_view(radiograph) if radiograph.colour is None else AS_STORED


def display_grey(values: NDArray[np.float32], view: View, inverted: bool) -> NDArray[np.uint8]:
    """The grey level, 0..255, that each pixel value is shown with.

    `inverted` shows small values white, as MONOCHROME1 asks for. Padding is black either way:
    whoever has the mask sets it to 0 in what comes back.
    """
    grey = apply_voi_lut(values, view) if isinstance(view, VoiLut) else grey_level(values, view)
    if inverted:
        grey = 1.0 - grey
    return np.rint(grey * 255.0).astype(np.uint8)
