"""What the network sees of a radiograph: one function for viewer, batch and trainer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from viewer.imaging.radiograph import Photometric, Radiograph, VoiFunction
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
    values = _bent(radiograph)
    small_is_white = radiograph.photometric is Photometric.MONOCHROME1
    if radiograph.padding is None:
        square = _resized(values, spec.size)
        counted = square.ravel()
    else:
        if radiograph.padding.all():
            return np.zeros((spec.size, spec.size, 1), np.float32)
        picture = values[~radiograph.padding]
        black = picture.max() if small_is_white else picture.min()
        square = _resized(np.where(radiograph.padding, black, values), spec.size)
        padded = _resized(radiograph.padding.astype(np.float32), spec.size)
        counted = square[padded <= max(0.5, padded.min())]
    low, high = np.percentile(counted, (spec.low_percentile, spec.high_percentile))
    if high <= low:
        return np.zeros((spec.size, spec.size, 1), np.float32)
    grey = np.clip((square - low) / (high - low), 0.0, 1.0).astype(np.float32)
    if small_is_white:
        grey = 1.0 - grey
    return grey[:, :, np.newaxis]


def _bent(radiograph: Radiograph) -> NDArray[np.float32]:
    values = radiograph.pixels.astype(np.float32)
    if radiograph.voi_luts:
        return apply_voi_lut(values, radiograph.voi_luts[0])
    if radiograph.windows and radiograph.windows[0].function is VoiFunction.SIGMOID:
        return grey_level(values, radiograph.windows[0])
    return values


def _resized(values: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    # Pillow's bilinear filter widens with the reduction: each input pixel counts.
    picture = Image.fromarray(values).resize((size, size), Image.Resampling.BILINEAR)
    return np.asarray(picture)
