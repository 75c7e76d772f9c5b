"""EfficientNet-Lite: Tan and Le 2019 without squeeze-and-excitation, with ReLU6.

The family is of Liu 2020, "Higher accuracy on vision models with EfficientNet-Lite"; its
networks differ in width and depth, but for the stem, the head, and the repeats of the first
and the last stage.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import keras
from keras import layers

from trainer.architectures.ends import Standardise, end_in_pooling
from trainer.architectures.imagenet_weights import lite_weights_file, load_lite_weights

# (kernel, repeats, filters out, expansion, stride), Table 1 of Tan and Le 2019.
_STAGES = (
    (3, 1, 16, 1, 1),
    (3, 2, 24, 6, 2),
    (5, 2, 40, 6, 2),
    (3, 3, 80, 6, 2),
    (5, 3, 112, 6, 1),
    (5, 4, 192, 6, 2),
    (3, 1, 320, 6, 1),
)
_EPSILON = 1e-3


@dataclass(frozen=True, slots=True)
class Lite:
    """One of the family, by the factors on its filters and repeats."""

    number: int
    width: float
    depth: float
    dropout: float

    @property
    def stages(self) -> tuple[tuple[int, int, int, int, int], ...]:
        """(kernel, repeats, filters out, expansion, stride) of each stage."""
        return tuple(
            (kernel, self._repeats(repeats, stage), self._filters(filters), expansion, stride)
            for stage, (kernel, repeats, filters, expansion, stride) in enumerate(_STAGES)
        )

    def _repeats(self, repeats: int, stage: int) -> int:
        outermost = stage in (0, len(_STAGES) - 1)
        return repeats if outermost else math.ceil(self.depth * repeats)

    def _filters(self, filters: int) -> int:
        wanted = self.width * filters
        nearest = max(8, int(wanted + 4) // 8 * 8)
        return nearest if nearest >= 0.9 * wanted else nearest + 8


LITE0 = Lite(0, width=1.0, depth=1.0, dropout=0.2)
LITE1 = Lite(1, width=1.0, depth=1.1, dropout=0.2)
LITE2 = Lite(2, width=1.1, depth=1.2, dropout=0.3)


def lite_body(lite: Lite, image: keras.KerasTensor) -> keras.KerasTensor:
    """The convolutions: (n, size, size, channels) to (n, size / 32, size / 32, 1280)."""
    x = _convolution(image, 32, 3, 2, "stem")
    block = 0
    for kernel, repeats, filters, expansion, stride in lite.stages:
        for repeat in range(repeats):
            x = _inverted_residual(
                x, kernel, filters, expansion, stride if repeat == 0 else 1, f"block{block}"
            )
            block += 1
    return _convolution(x, 1280, 1, 1, "head")


def build_efficientnet_lite(lite: Lite, size: int, weights: str) -> keras.Model:
    """Build one of the family, from (n, size, size, 1) grey level 0..1 to (n, 1) logit."""
    file = lite_weights_file(lite.number) if weights == "imagenet" else Path(weights)
    image = keras.Input((size, size, 1), name="image")
    places = lite_body(lite, Standardise()(image))
    model = end_in_pooling(image, places, lite.dropout, f"efficientnet-lite{lite.number}")
    if weights != "none":
        load_lite_weights(model, file)
    return model


def _convolution(
    x: keras.KerasTensor, filters: int, kernel: int, stride: int, name: str
) -> keras.KerasTensor:
    x = layers.Conv2D(
        filters, kernel, stride, padding="same", use_bias=False, name=f"{name}_convolution"
    )(x)
    x = layers.BatchNormalization(epsilon=_EPSILON, name=f"{name}_normalisation")(x)
    return layers.ReLU(6.0, name=f"{name}_relu6")(x)


def _inverted_residual(
    x: keras.KerasTensor, kernel: int, filters: int, expansion: int, stride: int, name: str
) -> keras.KerasTensor:
    shortcut, channels = x, x.shape[-1]
    if expansion != 1:
        x = _convolution(x, channels * expansion, 1, 1, f"{name}_expand")
    x = layers.DepthwiseConv2D(
        kernel, stride, padding="same", use_bias=False, name=f"{name}_depthwise_convolution"
    )(x)
    x = layers.BatchNormalization(epsilon=_EPSILON, name=f"{name}_depthwise_normalisation")(x)
    x = layers.ReLU(6.0, name=f"{name}_depthwise_relu6")(x)
    x = layers.Conv2D(filters, 1, use_bias=False, name=f"{name}_project_convolution")(x)
    x = layers.BatchNormalization(epsilon=_EPSILON, name=f"{name}_project_normalisation")(x)
    if stride == 1 and channels == filters:
        x = layers.Add(name=f"{name}_add")([x, shortcut])
    return x
