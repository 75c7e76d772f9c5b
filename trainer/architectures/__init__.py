"""The networks, by name. Each ends in a dense unit named `logit`."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import keras

from trainer.architectures.applications import (
    build_densenet121,
    build_mobilenetv2,
    build_resnet50,
    build_vgg16,
)
from trainer.architectures.cnn import build_cnn
from trainer.architectures.efficientnet_lite import LITE0, LITE1, LITE2, build_efficientnet_lite
from viewer.errors import FileUnavailableError, HilumError

SMALLEST = 32
"""Rows and columns; every network halves them five times."""

ARCHITECTURES: dict[str, Callable[[int, str], keras.Model]] = {
    "cnn": build_cnn,
    "vgg16": build_vgg16,
    "resnet50": build_resnet50,
    "densenet121": build_densenet121,
    "mobilenetv2": build_mobilenetv2,
    "efficientnet-lite0": partial(build_efficientnet_lite, LITE0),
    "efficientnet-lite1": partial(build_efficientnet_lite, LITE1),
    "efficientnet-lite2": partial(build_efficientnet_lite, LITE2),
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
    if size < SMALLEST:
        raise HilumError(
            f"An input of {size} pixels is too small.", f"Give {SMALLEST} pixels or more."
        )
    if weights not in ("none", "imagenet") and not Path(weights).is_file():
        raise FileUnavailableError(
            f"There is no weights file {weights}.",
            'Give "none", "imagenet" or the path of a local file.',
        )
    return ARCHITECTURES[name](size, weights)
