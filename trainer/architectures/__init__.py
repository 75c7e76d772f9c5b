"""The networks, by name. Each ends in a dense unit named `logit`."""

from collections.abc import Callable

import keras

from trainer.architectures.cnn import build_cnn
from trainer.architectures.efficientnet_lite import build_efficientnet_lite0
from viewer.errors import HilumError

ARCHITECTURES: dict[str, Callable[..., keras.Model]] = {
    "cnn": build_cnn,
    "efficientnet-lite0": build_efficientnet_lite0,
}


def build_network(name: str, size: int, weights: str) -> keras.Model:
    """Build a network by name, from (n, size, size, 1) grey level 0..1 to (n, 1) logit.

    Parameters
    ----------
    name : str
        One of `ARCHITECTURES`.
    size : int
        Rows and columns of its input, in pixels; at least 32.
    weights : str
        What it begins with: "none" (random weights), "imagenet", or the path of a local file.

    Raises
    ------
    HilumError
        If there is no such architecture, or its weights can't be had.
    """
    if name not in ARCHITECTURES:
        raise HilumError(
            f"There is no architecture {name}.", f"Choose one of {', '.join(ARCHITECTURES)}."
        )
    return ARCHITECTURES[name](size, weights)
