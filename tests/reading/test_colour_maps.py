"""A colour map shows steps of one size as steps of one size, to any eyes."""

import numpy as np
import pytest
from numpy.typing import NDArray

from viewer.reading.colour_maps import COLOUR_MAPS, ColourMap

_STEPS = np.linspace(0.0, 1.0, 33)
_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])
# What eyes without one kind of cone see (Machado, Oliveira and Fernandes 2009, severity 1).
_DICHROMATS = {
    "none": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}

each_map = pytest.mark.parametrize("colour_map", COLOUR_MAPS.values(), ids=COLOUR_MAPS.keys())


def seen(colour_map: ColourMap, eyes: str = "none") -> NDArray[np.float64]:
    """CIELAB (CIE 15:2004) of the map's steps, from sRGB (IEC 61966-2-1)."""
    encoded = colour_map.colours(_STEPS) / 255
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    linear = (linear @ _DICHROMATS[eyes].T).clip(0.0, 1.0)
    relative = linear @ _TO_XYZ.T / _WHITE
    bent = np.where(relative > 216 / 24389, np.cbrt(relative), (24389 / 27 * relative + 16) / 116).T
    return np.stack(
        [116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])], axis=-1
    )


@each_map
def test_lightness_rises_evenly_from_end_to_end(colour_map: ColourMap) -> None:
    rises = np.diff(seen(colour_map)[:, 0])
    assert rises.min() > 0
    assert rises.max() < 1.6 * rises.min()


@each_map
@pytest.mark.parametrize("eyes", _DICHROMATS)
def test_every_eye_tells_the_steps_apart(colour_map: ColourMap, eyes: str) -> None:
    colours = seen(colour_map, eyes)
    assert (np.diff(colours[:, 0]) > 0).all()
    apart = np.linalg.norm(np.diff(colours, axis=0), axis=1)
    assert apart.min() > 1.0  # what eyes just notice


@pytest.mark.parametrize("name", ["Viridis", "Cividis"])
def test_a_known_map_is_the_one_that_is_known(name: str) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    published = matplotlib.colormaps[name.lower()](_STEPS)[:, :3] * 255
    differences = np.abs(COLOUR_MAPS[name].colours(_STEPS) - published)
    assert differences.mean() < 1.5
    assert differences.max() < 12
