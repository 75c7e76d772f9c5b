"""The picture of a contribution: where the probability comes from."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from viewer.reading.card import ModelCard
from viewer.reading.colour_maps import EMBER, ColourMap
from viewer.reading.reading import Reading

_SMOOTH_SIDE = 256


def heatmap_strength(reading: Reading, card: ModelCard) -> NDArray[np.float32]:
    """How much each place speaks for pneumonia, as a share of the model's full scale.

    The scale is the model's and not the picture's, so that a normal radiograph stays faint
    instead of being stretched until it glows.

    Returns
    -------
    ndarray, (256, 256), float32
        0..1, smooth between the model's places, to be stretched over the radiograph.
    """
    return smoothed(np.clip(reading.contribution / card.contribution.full_scale, 0.0, 1.0)).clip(
        0.0, 1.0
    )


def render_heatmap(
    reading: Reading, card: ModelCard, colour_map: ColourMap = EMBER
) -> NDArray[np.uint8]:
    """Draw what speaks for pneumonia; what speaks against it stays clear.

    Returns
    -------
    ndarray, (256, 256, 4), uint8
        Red, green, blue, alpha (not premultiplied), to be stretched over the radiograph.
    """
    strength = heatmap_strength(reading, card)
    alpha = np.rint(255.0 * strength).astype(np.uint8)
    return np.dstack([colour_map.colours(strength), alpha])


def smoothed(places: NDArray[np.floating]) -> NDArray[np.float32]:
    """Places of a contribution, (h, w), as (256, 256), float32; it may overshoot a little."""
    return np.asarray(
        Image.fromarray(places.astype(np.float32)).resize(
            (_SMOOTH_SIDE, _SMOOTH_SIDE), Image.Resampling.BICUBIC
        )
    )
