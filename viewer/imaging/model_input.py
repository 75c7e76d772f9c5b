"""What the network sees of a radiograph: one function for viewer, batch and trainer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from viewer.imaging.radiograph import Photometric, Radiograph
from viewer.imaging.windowing import apply_voi_lut


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
    they are taken after resizing, so that a radiograph and its reduced copy agree. A VOI
    LUT is applied first: it bends the grey scale, which no choice of percentiles undoes.

    Returns
    -------
    ndarray, (size, size, 1), float32
        Grey level 0..1, 1 being white on the viewbox. All zero for a flat picture.
    """
    values = radiograph.pixels.astype(np.float32)
    if radiograph.voi_luts:
        values = apply_voi_lut(values, radiograph.voi_luts[0])
    # Pillow's bilinear filter widens with the reduction: each input pixel counts.
    square = np.asarray(
        Image.fromarray(values).resize((spec.size, spec.size), Image.Resampling.BILINEAR)
    )
    low, high = np.percentile(square, (spec.low_percentile, spec.high_percentile))
    if high <= low:
        return np.zeros((spec.size, spec.size, 1), np.float32)
    grey = np.clip((square - low) / (high - low), 0.0, 1.0).astype(np.float32)
    if radiograph.photometric is Photometric.MONOCHROME1:
        grey = 1.0 - grey
    return grey[:, :, np.newaxis]
