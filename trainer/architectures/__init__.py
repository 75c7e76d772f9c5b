"""The networks, by name. Each ends in a dense unit named `logit`."""

from collections.abc import Callable

import keras

from trainer.architectures.cnn import build_cnn
from trainer.architectures.efficientnet_lite import build_efficientnet_lite0

ARCHITECTURES: dict[str, Callable[[int], keras.Model]] = {
    "cnn": build_cnn,
    "efficientnet-lite0": build_efficientnet_lite0,
}
