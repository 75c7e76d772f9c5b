"""The network that Hilum started from: convolutions, and a fully connected end."""

import keras
from keras import layers

from viewer.errors import HilumError


def build_cnn(size: int, weights: str) -> keras.Model:
    """Build the network, from (n, size, size, 1) grey level 0..1 to (n, 1) logit.

    The one sigmoid at its end is in the loss while training and in the graph after export.

    Raises
    ------
    HilumError
        If `weights` is anything but "none": nobody trained this network on ImageNet.
    """
    if weights != "none":
        raise HilumError(
            f"The architecture cnn can't begin with the weights {weights}.",
            'Train it from scratch, with weights = "none", or choose another architecture.',
        )
    image = keras.Input((size, size, 1), name="image")
    x = image
    for filters in (32, 64, 128, 128):
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = layers.BatchNormalization()(x)
        x = layers.MaxPooling2D()(x)
        x = layers.Dropout(0.2)(x)
    x = layers.Activation("linear", name="features")(x)
    x = layers.Flatten(name="flatten")(x)
    x = layers.Dense(128, activation="relu", name="fully_connected")(x)
    x = layers.Dropout(0.5)(x)
    return keras.Model(image, layers.Dense(1, name="logit")(x), name="cnn")
