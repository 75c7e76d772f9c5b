"""What a radiograph of the same patient might have looked like on another day."""

import math
from typing import Literal

import keras
from keras import layers

Strength = Literal["mild", "strong"]


class RandomGamma(layers.Layer):
    """Raise each picture's grey levels to a power between 1 / `most` and `most`.

    Detectors and their processing bend the grey scale; no window undoes that.
    """

    def __init__(self, most: float, seed: int, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.most = most
        self.random = keras.random.SeedGenerator(seed)

    def call(self, images: keras.KerasTensor, training: bool = False) -> keras.KerasTensor:
        if not training:
            return images
        reach = math.log(self.most)
        shape = (keras.ops.shape(images)[0], 1, 1, 1)
        power = keras.ops.exp(keras.random.uniform(shape, -reach, reach, seed=self.random))
        return keras.ops.power(keras.ops.clip(images, 1e-4, 1.0), power)


def augmentation(strength: Strength, size: int, seed: int) -> keras.Sequential:
    """Layers from (n, size, size, 1) grey level 0..1 to the same; active while training.

    "mild" is rotation, flip, zoom and shift. "strong" goes further and bends contrast,
    brightness and gamma: the test folder and other hospitals differ from the training folder
    mostly in framing and exposure.
    """
    black = {"fill_mode": "constant", "fill_value": 0.0}
    if strength == "mild":
        steps = [
            layers.RandomFlip("horizontal", seed=seed),
            layers.RandomRotation(10 / 360, seed=seed + 1, **black),
            layers.RandomZoom((-0.1, 0.1), seed=seed + 2, **black),
            layers.RandomTranslation(0.1, 0.1, seed=seed + 3, **black),
        ]
    else:
        steps = [
            layers.RandomFlip("horizontal", seed=seed),
            layers.RandomRotation(15 / 360, seed=seed + 1, **black),
            layers.RandomZoom((-0.35, 0.15), (-0.35, 0.15), seed=seed + 2, **black),
            layers.RandomTranslation(0.12, 0.12, seed=seed + 3, **black),
            layers.RandomContrast(0.5, value_range=(0.0, 1.0), seed=seed + 4),
            layers.RandomBrightness(0.2, value_range=(0.0, 1.0), seed=seed + 5),
            RandomGamma(1.8, seed=seed + 6),
            layers.GaussianNoise(0.02, seed=seed + 7),
        ]
    return keras.Sequential([keras.Input((size, size, 1)), *steps], name="augmentation")
