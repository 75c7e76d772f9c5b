"""The picture of a contribution: where the probability comes from."""

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from viewer.reading.card import ModelCard
from viewer.reading.reading import Reading

# Black-body order (dark red, orange, pale yellow): lightness rises evenly, so the map reads
# the same to colour-blind eyes and in print.
_ANCHORS = np.array(
    [(0.0, 96, 18, 62), (0.35, 188, 55, 50), (0.7, 246, 140, 30), (1.0, 252, 244, 170)]
)
_SMOOTH_SIDE = 256


def full_scale(reading: Reading, card: ModelCard) -> float:
    """The contribution that is drawn at full strength.

    At least what a place must add if, all places being like it, the logit were to reach the
    operating point: so a normal radiograph's heatmap stays faint instead of being stretched
    until it glows.
    """
    largest = float(reading.contribution.max())
    threshold = min(max(reading.operating_point.threshold, 1e-6), 1 - 1e-6)
    calibrated = math.log(threshold / (1 - threshold))
    needed = (calibrated - card.calibration.offset) / card.calibration.scale
    return max(largest, needed - (card.contribution.bias or 0.0), 1e-6)


def render_heatmap(reading: Reading, card: ModelCard) -> NDArray[np.uint8]:
    """Draw what speaks for pneumonia; what speaks against it stays clear.

    Returns
    -------
    ndarray, (256, 256, 4), uint8
        Red, green, blue, alpha (not premultiplied), to be stretched over the radiograph.
    """
    strength = np.clip(reading.contribution / full_scale(reading, card), 0.0, 1.0)
    smooth = np.asarray(
        Image.fromarray(strength.astype(np.float32)).resize(
            (_SMOOTH_SIDE, _SMOOTH_SIDE), Image.Resampling.BICUBIC
        )
    ).clip(0.0, 1.0)
    channels = [np.interp(smooth, _ANCHORS[:, 0], _ANCHORS[:, i]) for i in (1, 2, 3)]
    return np.rint(np.dstack([*channels, 255.0 * smooth])).astype(np.uint8)
