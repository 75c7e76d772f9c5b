"""The picture of a contribution: where the probability comes from."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from viewer.reading.card import ModelCard
from viewer.reading.reading import Reading

# (strength, red, green, blue) from violet over red to yellow: lightness rises evenly, so the map
# reads the same to colour-blind eyes and in print, and no colour is a radiograph's grey or white.
_ANCHORS = np.array(
    [(0.0, 90, 20, 110), (0.35, 190, 40, 80), (0.7, 245, 120, 30), (1.0, 255, 210, 50)]
)
_SMOOTH_SIDE = 256


def render_heatmap(reading: Reading, card: ModelCard) -> NDArray[np.uint8]:
    """Draw what speaks for pneumonia; what speaks against it stays clear.

    The scale is the model's and not the picture's, so that a normal radiograph stays faint
    instead of being stretched until it glows.

    Returns
    -------
    ndarray, (256, 256, 4), uint8
        Red, green, blue, alpha (not premultiplied), to be stretched over the radiograph.
    """
    strength = np.clip(reading.contribution / card.contribution.full_scale, 0.0, 1.0)
    smooth = np.asarray(
        Image.fromarray(strength.astype(np.float32)).resize(
            (_SMOOTH_SIDE, _SMOOTH_SIDE), Image.Resampling.BICUBIC
        )
    ).clip(0.0, 1.0)
    channels = [np.interp(smooth, _ANCHORS[:, 0], _ANCHORS[:, i]) for i in (1, 2, 3)]
    return np.rint(np.dstack([*channels, 255.0 * smooth])).astype(np.uint8)
