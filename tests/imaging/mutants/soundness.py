"""What holds of every Radiograph, and what everybody does with one."""

import math

import numpy as np

from viewer.imaging import InputSpec, Photometric, Radiograph, model_input
from viewer.imaging.windowing import default_view, display_grey

_SPEC = InputSpec(224)


class UnsoundRadiographError(Exception):
    """A Radiograph that breaks its own contract."""


def use(radiograph: Radiograph) -> None:
    """Hold a radiograph to its contract, show it in each of its views and prepare it.

    Raises
    ------
    UnsoundRadiographError
    """
    _check(radiograph)
    grey_levels = model_input(radiograph, _SPEC)
    _require(bool(np.isfinite(grey_levels).all()), "the network's input is not finite")
    step = max(1, max(radiograph.pixels.shape) // _SPEC.size)
    values = radiograph.pixels[::step, ::step].astype(np.float32)
    inverted = radiograph.photometric is Photometric.MONOCHROME1
    for view in (default_view(radiograph), *radiograph.voi_luts, *radiograph.windows):
        shown = display_grey(values, view, inverted)
        _require(shown.dtype == np.uint8, "a view gives no grey levels")


def _check(radiograph: Radiograph) -> None:
    pixels = radiograph.pixels
    _require(pixels.ndim == 2 and pixels.size > 0, "the pixels are no picture")
    _require(pixels.dtype.kind in "iu" or pixels.dtype == np.float32, f"pixels of {pixels.dtype}")
    _require(not pixels.flags.writeable, "the pixels can be written to")
    _require(bool(np.isfinite(pixels).all()), "the pixels are not finite")
    _require(0 < radiograph.aspect < math.inf, "the aspect is no ratio")
    masks = [overlay.mask for overlay in radiograph.overlays]
    masks += [] if radiograph.padding is None else [radiograph.padding]
    masks += [] if radiograph.shutter is None else [radiograph.shutter.mask]
    for mask in masks:
        _require(mask.dtype == np.bool_ and mask.shape == pixels.shape, "a mask does not fit")
    if radiograph.colour is not None:
        fits = radiograph.colour.shape == (*pixels.shape, 3)
        _require(fits and radiograph.colour.dtype == np.uint8, "the colour does not fit")
    for window in radiograph.windows:
        _require(math.isfinite(window.centre + window.width), "a window is not finite")
    if radiograph.spacing is not None:
        for millimetres in (radiograph.spacing.row_mm, radiograph.spacing.column_mm):
            _require(0 < millimetres < math.inf, "the spacing is no length")
    _require(radiograph.header.frames >= 1, "there is no frame")


def _require(condition: bool, otherwise: str) -> None:
    if not condition:
        raise UnsoundRadiographError(otherwise)
