"""What the network sees of a radiograph: one function for viewer, batch and trainer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from viewer.imaging.radiograph import Photometric, Radiograph, VoiFunction
from viewer.imaging.strips import strips
from viewer.imaging.windowing import apply_voi_lut, grey_level


@dataclass(frozen=True, slots=True)
class InputSpec:
    """How `model_input` makes a network's input; a part of every model card.

    Attributes
    ----------
    size : int
        Rows and columns of the input. The radiograph is stretched to the square, as the
        training pictures were.
    low_percentile, high_percentile : float
        The percentiles of the resized picture that become grey level 0 and 1.
    """

    size: int
    low_percentile: float = 0.5
    high_percentile: float = 99.5


def model_input(radiograph: Radiograph, spec: InputSpec) -> NDArray[np.float32]:
    """Make a network's input from stored values, whatever the screen shows.

    Percentiles stand in for a window because a window's unit differs from file to file;
    they are taken after resizing, so that a radiograph and its reduced copy agree. What
    bends the grey scale, which no choice of percentiles undoes, is applied first: a VOI
    LUT, or a sigmoid window. Overlays and shutters are not; padding is black, as in a
    copy that was made for the screen, and does not count for the percentiles.

    Returns
    -------
    ndarray, (size, size, 1), float32
        Grey level 0..1, 1 being white on the viewbox. All zero for a flat picture.
    """
    small_is_white = radiograph.photometric is Photometric.MONOCHROME1
    padding = radiograph.padding
    if padding is None:
        square = _resized(partial(_bent, radiograph), radiograph, spec.size)
        counted = square.ravel()
    else:
        if padding.all():
            return np.zeros((spec.size, spec.size, 1), np.float32)
        black = _black(radiograph, padding, small_is_white)
        square = _resized(
            lambda rows: np.where(padding[rows], black, _bent(radiograph, rows)),
            radiograph,
            spec.size,
        )
        padded = _resized(lambda rows: padding[rows].astype(np.float32), radiograph, spec.size)
        counted = square[padded <= max(0.5, padded.min())]
    low, high = np.percentile(counted, (spec.low_percentile, spec.high_percentile))
    if high <= low:
        return np.zeros((spec.size, spec.size, 1), np.float32)
    grey = np.clip((square - low) / (high - low), 0.0, 1.0).astype(np.float32)
    if small_is_white:
        grey = 1.0 - grey
    return grey[:, :, np.newaxis]


def _black(radiograph: Radiograph, padding: NDArray[np.bool_], small_is_white: bool) -> np.float32:
    extremes = []
    for rows in strips(radiograph.rows, radiograph.columns):
        picture = _bent(radiograph, rows)[~padding[rows]]
        if picture.size:
            extremes.append(picture.max() if small_is_white else picture.min())
    return max(extremes) if small_is_white else min(extremes)


def _bent(radiograph: Radiograph, rows: slice) -> NDArray[np.float32]:
    values = radiograph.pixels[rows].astype(np.float32)
    if radiograph.voi_luts:
        return apply_voi_lut(values, radiograph.voi_luts[0])
    if radiograph.windows and radiograph.windows[0].function is VoiFunction.SIGMOID:
        return grey_level(values, radiograph.windows[0])
    return values


def _resized(
    values: Callable[[slice], NDArray[np.float32]], radiograph: Radiograph, size: int
) -> NDArray[np.float32]:
    """Resize to a square what `values` gives for rows of the radiograph.

    Only Pillow holds the whole picture in floating point, and nothing else of that size.
    """
    picture = Image.new("F", (radiograph.columns, radiograph.rows))
    for rows in strips(radiograph.rows, radiograph.columns):
        picture.paste(Image.fromarray(values(rows)), (0, rows.start))
    # Pillow's bilinear filter widens with the reduction: each input pixel counts.
    return np.asarray(picture.resize((size, size), Image.Resampling.BILINEAR))
