"""The picture of a contribution: where the probability comes from."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from viewer.reading.card import ModelCard
from viewer.reading.colour_maps import EMBER, ColourMap
from viewer.reading.reading import Reading

OPACITY = 0.45
"""Of a heatmap over a radiograph, unless a person chose another."""

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
    return _strength(reading.contribution, card.contribution.full_scale)


def render_heatmap(
    reading: Reading, card: ModelCard, colour_map: ColourMap = EMBER
) -> NDArray[np.uint8]:
    """Draw what speaks for pneumonia; what speaks against it stays clear.

    Returns
    -------
    ndarray, (256, 256, 4), uint8
        Red, green, blue, alpha (not premultiplied), to be stretched over the radiograph.
    """
    return draw_contribution(reading.contribution, card.contribution.full_scale, colour_map)


def draw_contribution(
    contribution: NDArray[np.float32], full_scale: float, colour_map: ColourMap = EMBER
) -> NDArray[np.uint8]:
    """As `render_heatmap`, of a contribution that was kept: (h, w), on its model's scale."""
    strength = _strength(contribution, full_scale)
    alpha = np.rint(255.0 * strength).astype(np.uint8)
    return np.dstack([colour_map.colours(strength), alpha])


def laid_over(
    picture: Image.Image, heatmap: NDArray[np.uint8], opacity: float = OPACITY
) -> Image.Image:
    """A picture of any mode and size in RGB, with a heatmap as `render_heatmap` draws it over it.

    `opacity` is that of the heatmap's strongest places, 0..1.
    """
    rgba = heatmap.copy()
    rgba[..., 3] = np.rint(opacity * rgba[..., 3])
    over = Image.fromarray(rgba).resize(picture.size, Image.Resampling.BILINEAR)
    return Image.alpha_composite(picture.convert("RGBA"), over).convert("RGB")


def smoothed(places: NDArray[np.floating]) -> NDArray[np.float32]:
    """Places of a contribution, (h, w), as (256, 256), float32; it may overshoot a little."""
    return np.asarray(
        Image.fromarray(places.astype(np.float32)).resize(
            (_SMOOTH_SIDE, _SMOOTH_SIDE), Image.Resampling.BICUBIC
        )
    )


def _strength(contribution: NDArray[np.float32], full_scale: float) -> NDArray[np.float32]:
    return smoothed(np.clip(contribution / full_scale, 0.0, 1.0)).clip(0.0, 1.0)
